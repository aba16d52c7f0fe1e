// Package diag holds what is said to a person whose input has a problem: a
// position, a diagnostic with what was expected and how to fix it, and a list
// that sorts, removes repeats and prints. It serves every stage and imports
// none. It refuses to carry an error of the world (a disk that fails): those
// stay ordinary wrapped errors.
package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
)

// Pos is a place in an input file, as the user gave its path. Line and Column
// count from 1; zero means the whole file (or the whole line). In a workbook,
// Sheet is the sheet's name, Line the row and Column the column, A being 1.
type Pos struct {
	File         string
	Line, Column int
	Sheet        string
}

// String is file:line:column, or file:Sheet!F12 in a workbook, leaving out
// what is zero.
func (p Pos) String() string {
	switch {
	case p.Sheet != "" && p.Line == 0:
		return p.File + ":" + clean(p.Sheet)
	case p.Sheet != "":
		return p.File + ":" + clean(p.Sheet) + "!" + p.cell()
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// cell is the place as a spreadsheet names it: F12, or 12 for a whole row.
func (p Pos) cell() string {
	letters := ""
	for n := p.Column; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(p.Line)
}

// Severity says whether a diagnostic stops the build. The zero value is Error,
// so that a forgotten severity is never lenient.
type Severity int

const (
	Error   Severity = iota // stops the build, exit 1
	Warning                 // printed; stops the build only with --strict
	Info                    // told, never stops anything (an encoding that was converted)
)

var severityNames = [...]string{"error", "warning", "info"}

// String is the word used in JSON output and before a warning's message.
func (s Severity) String() string { return severityNames[s] }

// Related is a second place that explains a diagnostic, printed as "see:".
type Related struct {
	Pos Pos
	Why string
}

// Diagnostic blames one place in one input. Message has lower case and no full
// stop and quotes the offending text; Expected and Fix may be empty.
type Diagnostic struct {
	Pos                    Pos
	Severity               Severity
	Message, Expected, Fix string
	See                    []Related
}

// String is the whole text that a person sees, without a final line end.
func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(d.Pos.String())
	b.WriteString(": ")
	if d.Severity != Error {
		b.WriteString(d.Severity.String() + ": ")
	}
	b.WriteString(clean(d.Message))
	if d.Expected != "" {
		b.WriteString("\n    expected: " + clean(d.Expected))
	}
	if d.Fix != "" {
		b.WriteString("\n    fix: " + clean(d.Fix))
	}
	for _, s := range d.See {
		b.WriteString("\n    see: " + s.Pos.String() + ": " + clean(s.Why))
	}
	return b.String()
}

// clean keeps untrusted text from moving the terminal's cursor or faking lines.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return ' '
		}
		return r
	}, s)
}

// List collects diagnostics. The zero value is ready to use; it is not safe
// for concurrent use, so each worker fills its own and Append joins them.
type List struct {
	items  []Diagnostic
	counts map[string]int
}

// perKind bounds how often one message shape is kept for one file, so that a
// file that is wrong on every line does not fill memory or the screen.
const perKind = 50

// Add appends d, unless its file already has very many of the same kind
// (message without its quoted parts); the first that is left out is replaced
// by a line saying that there are more.
func (l *List) Add(d Diagnostic) {
	if l.counts == nil {
		l.counts = map[string]int{}
	}
	key := fmt.Sprint(d.Pos.File, "\x00", d.Severity, kind(d.Message))
	l.counts[key]++
	switch n := l.counts[key]; {
	case n <= perKind:
		l.items = append(l.items, d)
	case n == perKind+1:
		l.items = append(l.items, Diagnostic{Pos: d.Pos, Severity: d.Severity,
			Message: "more of the same kind in this file are not listed", Fix: "mend these first, then run again"})
	}
}

// kind strips quoted parts and digits, leaving what a message is about.
func kind(m string) string {
	var b strings.Builder
	quoted := false
	for _, r := range m {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted || (r >= '0' && r <= '9'):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Errorf adds an error with a formatted message and nothing else.
func (l *List) Errorf(p Pos, format string, args ...any) {
	l.Add(Diagnostic{Pos: p, Message: fmt.Sprintf(format, args...)})
}

// Append adds all of another list.
func (l *List) Append(o List) {
	for _, d := range o.items {
		l.Add(d)
	}
}

// HasErrors reports whether anything stops the build.
func (l *List) HasErrors() bool { return l.Count(Error) > 0 }

// Count is how many diagnostics have the severity, repeats removed.
func (l *List) Count(s Severity) int {
	n := 0
	for _, d := range l.Sorted() {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Len is how many were added.
func (l *List) Len() int { return len(l.items) }

// Sorted is a copy ordered by file, sheet, line, column and text, without
// repeats.
func (l *List) Sorted() []Diagnostic {
	out := append([]Diagnostic(nil), l.items...)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		switch {
		case a.Pos.File != b.Pos.File:
			return a.Pos.File < b.Pos.File
		case a.Pos.Sheet != b.Pos.Sheet:
			return a.Pos.Sheet < b.Pos.Sheet
		case a.Pos.Line != b.Pos.Line:
			return a.Pos.Line < b.Pos.Line
		case a.Pos.Column != b.Pos.Column:
			return a.Pos.Column < b.Pos.Column
		}
		return a.String() < b.String()
	})
	kept := out[:0]
	for i, d := range out {
		if i == 0 || d.String() != out[i-1].String() {
			kept = append(kept, d)
		}
	}
	return kept
}

// Filter is a list of those that are at least as severe as s.
func (l *List) Filter(s Severity) *List {
	out := &List{}
	for _, d := range l.items {
		if d.Severity <= s {
			out.items = append(out.items, d)
		}
	}
	return out
}

// Print writes every diagnostic, one after the other.
func (l *List) Print(w io.Writer) error {
	for _, d := range l.Sorted() {
		if _, err := fmt.Fprintln(w, d); err != nil {
			return err
		}
	}
	return nil
}

// PrintJSON writes one JSON object a line: file, line, column, severity,
// message, expected, fix and see; in a workbook also sheet and cell.
func (l *List) PrintJSON(w io.Writer) error {
	type place struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Sheet  string `json:"sheet,omitempty"`
		Cell   string `json:"cell,omitempty"`
		Why    string `json:"why,omitempty"`
	}
	at := func(p Pos, why string) place {
		out := place{File: p.File, Line: p.Line, Column: p.Column, Sheet: p.Sheet, Why: why}
		if p.Sheet != "" && p.Line > 0 {
			out.Cell = p.cell()
		}
		return out
	}
	type line struct {
		place
		Severity string  `json:"severity"`
		Message  string  `json:"message"`
		Expected string  `json:"expected,omitempty"`
		Fix      string  `json:"fix,omitempty"`
		See      []place `json:"see,omitempty"`
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range l.Sorted() {
		o := line{place: at(d.Pos, ""),
			Severity: d.Severity.String(), Message: d.Message, Expected: d.Expected, Fix: d.Fix}
		for _, s := range d.See {
			o.See = append(o.See, at(s.Pos, s.Why))
		}
		if err := enc.Encode(o); err != nil {
			return err
		}
	}
	return nil
}

// Nearest is the candidate closest to s by edit distance, or "" if none is
// near enough to be what was meant (more than a third of its letters differ).
func Nearest(s string, candidates []string) string {
	best, bestD := "", len(s)/3+2
	for _, c := range candidates {
		if d := distance(strings.ToLower(s), strings.ToLower(c), bestD); d < bestD {
			best, bestD = c, d
		}
	}
	return best
}

// distance is Levenshtein's edit distance; rows are bounded by the inputs,
// and inputs longer than 200 bytes count as far apart.
func distance(a, b string, limit int) int {
	if len(a) > 200 || len(b) > 200 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := prev[0]
		prev[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next := min(prev[j]+1, prev[j-1]+1, diagonal+cost)
			diagonal, prev[j] = prev[j], next
		}
	}
	return prev[len(b)]
}
