package pdf

import (
	"strings"

	"github.com/sendpack/sendpack/render/chart"
)

// line is segments set side by side.
type line struct {
	segs  []segment
	width float64 // without the trailing space
}

// segment is text of one run at its place in the line. Its text keeps the
// space at the end of a line: without it screen readers join the words.
type segment struct {
	run   *run
	text  string
	x     float64
	width float64 // as seen: without a trailing space
}

const noBreak = "\u00a0"

// setLines breaks runs into lines no wider than width.
func (f *faces) setLines(rs []run, width float64) []line {
	return f.place(rs, f.BreakRuns(chartRuns(rs), width))
}

// setBalanced breaks a heading evenly.
func (f *faces) setBalanced(rs []run, width float64) []line {
	return f.place(rs, f.BalanceRuns(chartRuns(rs), width))
}

// chartRuns gives the line breaker its runs, tagged with their index. Words
// that only make sense together are joined by no-break spaces.
func chartRuns(rs []run) []chart.Run {
	out := make([]chart.Run, len(rs))
	for i, r := range rs {
		t := glue(r.text)
		if r.cap {
			t = noBreak + noBreak + r.text + noBreak + noBreak
		}
		st := chart.TextStyle{Size: r.style.size, Weight: r.style.weight, Italic: r.style.slanted}
		out[i] = chart.Run{Text: t, Style: st, Tag: i}
	}
	return out
}

// place gives every piece of the broken lines its position. No-break spaces
// have done their work and become plain ones, so that extracted text can be
// searched.
func (f *faces) place(rs []run, broken [][]chart.Run) []line {
	lines := make([]line, len(broken))
	for i, pieces := range broken {
		x := 0.0
		for _, p := range pieces {
			r := &rs[p.Tag]
			s := segment{run: r, text: strings.ReplaceAll(p.Text, noBreak, " "), x: x}
			full := f.width(s.text, r.style)
			s.width = full
			if !r.cap {
				s.width = f.width(strings.TrimRight(s.text, " "), r.style)
			}
			x += full
			lines[i].segs = append(lines[i].segs, s)
			if s.width > 0 {
				lines[i].width = s.x + s.width
			}
		}
		spaceBeforeNotes(lines[i].segs)
	}
	return lines
}

// spaceBeforeNotes ends the words before note letters with a space that takes
// no room: read aloud, "primary a" is better than "primarya".
func spaceBeforeNotes(segs []segment) {
	for i := 1; i < len(segs); i++ {
		if segs[i].run.raise > 0 && segs[i-1].run.raise == 0 && !strings.HasSuffix(segs[i-1].text, " ") {
			segs[i-1].text += " "
		}
	}
}

// endSpaced ends the last line with a space, so that what follows in the same
// element is not joined to it.
func endSpaced(lines []line) []line {
	if n := len(lines); n > 0 && len(lines[n-1].segs) > 0 {
		segs := lines[n-1].segs
		if last := &segs[len(segs)-1]; !strings.HasSuffix(last.text, " ") {
			last.text += " "
		}
	}
	return lines
}

// leads are words that belong to the number after them.
var leads = map[string]bool{"page": true, "year": true, "sheet": true, "item": true, "band": true, "aged": true, "note": true, "rank": true}

// follows are words that belong to the number before them.
var follows = map[string]bool{"of": true, "out": true, "pp": true, "points": true, "weeks": true, "days": true, "months": true, "years": true,
	"per": true, "miles": true, "January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true,
	"August": true, "September": true, "October": true, "November": true, "December": true}

// glue replaces the spaces at which no line may end: between a number and its
// unit, in a date, in a telephone number, in "page 3" and in "4 of 10".
func glue(text string) string {
	words := strings.Split(text, " ")
	if len(words) < 2 {
		return text
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			before := ""
			if i > 1 {
				before = words[i-2]
			}
			if glued(before, words[i-1], w) {
				b.WriteString(noBreak)
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

// glued reports whether a and b stay together; before is the word before a.
func glued(before, a, b string) bool {
	digit := startsWithDigit(b)
	switch {
	case isNumber(a):
		return digit && len(a) > 2 && isNumber(strings.TrimRight(b, ".,;:)")) || follows[strings.TrimRight(b, ".,;:)”?")]
	case !digit:
		return a == "out" && b == "of" && isNumber(before)
	case a == "of":
		return isNumber(before) || before == "out"
	}
	return leads[strings.ToLower(strings.TrimLeft(a, "(“"))]
}

// isNumber reports words such as "46.3%", "(1,234" and "−2.5" that do not end
// a clause.
func isNumber(w string) bool {
	w = strings.TrimSuffix(strings.TrimLeft(w, "+−£(“"), "%")
	return startsWithDigit(w) && w[len(w)-1] >= '0' && w[len(w)-1] <= '9'
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
