package diag

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestPositionsLeaveOutWhatIsNotKnown(t *testing.T) {
	for _, c := range []struct {
		p    Pos
		want string
	}{{Pos{File: "a.csv"}, "a.csv"}, {Pos{File: "a.xlsx", Sheet: "Health"}, "a.xlsx:Health"},
		{Pos{File: "a.xlsx", Sheet: "Social care", Line: 12}, "a.xlsx:Social care!12"}, {Pos{File: "a.xlsx", Sheet: "Health", Line: 12, Column: 6}, "a.xlsx:Health!F12"},
		{Pos{File: "a.xlsx", Sheet: "Health", Line: 1, Column: 26}, "a.xlsx:Health!Z1"}, {Pos{File: "a.xlsx", Sheet: "Health", Line: 1, Column: 27}, "a.xlsx:Health!AA1"},
		{Pos{File: "a.xlsx", Sheet: "Health", Line: 1, Column: 703}, "a.xlsx:Health!AAA1"}, {Pos{File: "a.xlsx", Sheet: "He\nalth", Line: 1, Column: 1}, "a.xlsx:He alth!A1"}, {Pos{File: "a.csv", Line: 3, Column: 0}, "a.csv:3"}, {Pos{File: "a.csv", Line: 3, Column: 7}, "a.csv:3:7"}, {Pos{File: "a.csv", Column: 7}, "a.csv"}} {
		if got := c.p.String(); got != c.want {
			t.Errorf("%+v = %q, want %q", c.p, got, c.want)
		}
	}
}

func TestADiagnosticSaysWhereWhatExpectedAndHowToMendIt(t *testing.T) {
	d := Diagnostic{Pos: Pos{File: "absence.csv", Line: 208, Column: 4}, Message: `enrolments "12O" is not a number`, Expected: "digits", Fix: "the last character is the letter O",
		See: []Related{{Pos{File: "absence.csv", Line: 9, Column: 4}, "the same cell a year before"}}}
	const want = `absence.csv:208:4: enrolments "12O" is not a number
    expected: digits
    fix: the last character is the letter O
    see: absence.csv:9:4: the same cell a year before`
	if d.String() != want {
		t.Errorf("got\n%s\nwant\n%s", d, want)
	}
	if got := (Diagnostic{Pos: Pos{File: "a"}, Severity: Warning, Message: "m"}).String(); got != "a: warning: m" {
		t.Errorf("got %q", got)
	}
	if (Diagnostic{}).Severity != Error {
		t.Error("a forgotten severity must stop the build")
	}
}

func TestUntrustedTextCannotMoveTheTerminalOrFakeALine(t *testing.T) {
	d := Diagnostic{Pos: Pos{File: "a.csv", Line: 1, Column: 1}, Message: "cell \"x\n\x1b[2Ja.csv:9: fine\u009b\x7f\"", Expected: "a\rb", Fix: "c\nd"}
	for _, r := range d.String() {
		if r == '\x1b' || r == '\r' || r == 0x9b || r == 0x7f {
			t.Fatalf("control character %q in %q", r, d)
		}
	}
	if got := strings.Count(d.String(), "\n"); got != 2 {
		t.Errorf("%d line ends, want one before expected and one before fix", got)
	}
}

func TestListsAreSortedByPlaceWithoutRepeats(t *testing.T) {
	var all []Diagnostic
	for _, p := range []Pos{{"a", 1, 1, ""}, {"a", 1, 2, ""}, {"a", 2, 1, ""}, {"a", 10, 1, ""}, {"a", 3, 1, "S"}, {"a", 1, 1, "T"}, {"b", 1, 1, ""}} {
		all = append(all, Diagnostic{Pos: p, Message: "first"}, Diagnostic{Pos: p, Message: "second"})
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var l List
		for _, n := range rng.Perm(len(all)) {
			l.Add(all[n])
			l.Add(all[n])
		}
		got := l.Sorted()
		if len(got) != len(all) {
			t.Fatalf("%d left, want %d", len(got), len(all))
		}
		for n := range got {
			if got[n].String() != all[n].String() {
				t.Fatalf("place %d holds %s, want %s", n, got[n], all[n])
			}
		}
		if l.Len() != 2*len(all) || l.Count(Error) != len(all) || l.Count(Warning) != 0 {
			t.Fatalf("counts: %d added, %d errors", l.Len(), l.Count(Error))
		}
	}
}

func TestAFileThatIsWrongOnEveryLineDoesNotFillTheScreen(t *testing.T) {
	var l List
	for n := range 5000 {
		l.Errorf(Pos{File: "big.csv", Line: n + 1, Column: 1}, "value %q on row %d is no number", fmt.Sprint("v", n), n)
	}
	l.Errorf(Pos{File: "big.csv", Line: 1, Column: 2}, "another kind")
	l.Errorf(Pos{File: "other.csv", Line: 1, Column: 1}, "value %q on row %d is no number", "x", 1)
	if got := l.Len(); got != perKind+3 {
		t.Fatalf("%d are kept, want %d", got, perKind+3)
	}
	more := 0
	for _, d := range l.Sorted() {
		if strings.Contains(d.Message, "more of the same kind") {
			more++
		}
	}
	if more != 1 {
		t.Errorf("said %d times that there are more", more)
	}
}

func TestWarningsDoNotStopABuild(t *testing.T) {
	var l, other List
	l.Add(Diagnostic{Severity: Warning, Message: "w"})
	l.Add(Diagnostic{Severity: Info, Message: "i"})
	if l.HasErrors() {
		t.Error("a warning is no error")
	}
	other.Errorf(Pos{File: "f"}, "e %d", 1)
	l.Append(other)
	if !l.HasErrors() || l.Count(Info) != 1 || l.Count(Warning) != 1 || l.Count(Error) != 1 {
		t.Error("an appended error is an error")
	}
}

func TestFilterKeepsWhatIsAtLeastAsSevere(t *testing.T) {
	var l List
	for n, s := range []Severity{Error, Warning, Info} {
		l.Add(Diagnostic{Severity: s, Message: fmt.Sprint(n)})
	}
	for s, want := range map[Severity]int{Error: 1, Warning: 2, Info: 3} {
		if got := l.Filter(s).Len(); got != want {
			t.Errorf("from %s on: %d, want %d", s, got, want)
		}
	}
}

func TestPrintAndPrintJSON(t *testing.T) {
	var l List
	l.Add(Diagnostic{Pos: Pos{File: "b", Line: 1, Column: 2}, Severity: Warning, Message: "<second>", Expected: "e", Fix: "f", See: []Related{{Pos{File: "c", Line: 3, Column: 0}, "why"}}})
	l.Add(Diagnostic{Pos: Pos{File: "a"}, Message: "first"})
	var text, lines strings.Builder
	if err := l.Print(&text); err != nil || !strings.HasPrefix(text.String(), "a: first\nb:1:2: warning: <second>\n") {
		t.Errorf("printed %q, %v", text.String(), err)
	}
	if err := l.PrintJSON(&lines); err != nil {
		t.Fatal(err)
	}
	const want = `{"file":"a","severity":"error","message":"first"}
{"file":"b","line":1,"column":2,"severity":"warning","message":"<second>","expected":"e","fix":"f","see":[{"file":"c","line":3,"why":"why"}]}
`
	if lines.String() != want {
		t.Errorf("got\n%swant\n%s", lines.String(), want)
	}
	var book List
	book.Add(Diagnostic{Pos: Pos{File: "r.xlsx", Sheet: "Health", Line: 12, Column: 6}, Message: "third", See: []Related{{Pos{File: "r.xlsx", Sheet: "Health"}, "here"}}})
	lines.Reset()
	const cell = `{"file":"r.xlsx","line":12,"column":6,"sheet":"Health","cell":"F12","severity":"error","message":"third","see":[{"file":"r.xlsx","sheet":"Health","why":"here"}]}
`
	if err := book.PrintJSON(&lines); err != nil || lines.String() != cell {
		t.Errorf("a cell of a workbook is\n%swant\n%s(%v)", lines.String(), cell, err)
	}
	if err := l.Print(broken{}); err == nil {
		t.Error("a writer's error is passed on")
	}
	if err := l.PrintJSON(broken{}); err == nil {
		t.Error("a writer's error is passed on")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestNearestIsWhatWasProbablyMeantOrNothing(t *testing.T) {
	names := []string{"comparators", "caveats", "measure", "unit"}
	for s, want := range map[string]string{"comparator": "comparators", "COMPARATORS": "comparators", "mesure": "measure", "caevats": "caveats", "geography": "", "": "", "unti": "unit"} {
		if got := Nearest(s, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", s, got, want)
		}
	}
	if got := Nearest(strings.Repeat("a", 300), []string{strings.Repeat("a", 299)}); got != "" {
		t.Error("very long words are not measured")
	}
}

func FuzzDiagnosticsStayOnTheirLines(f *testing.F) {
	f.Add("file", "message \"quoted\"", "expected", "fix")
	f.Add("\n", "\x1b]0;x\a", "\u0085", "\u2028")
	f.Fuzz(func(t *testing.T, file, message, expected, fix string) {
		d := Diagnostic{Pos: Pos{File: "f", Line: 1, Column: 1}, Message: message, Expected: expected, Fix: fix}
		lines := 1
		if expected != "" {
			lines++
		}
		if fix != "" {
			lines++
		}
		if got := strings.Count(d.String(), "\n") + 1; got != lines {
			t.Fatalf("%d lines, want %d: %q", got, lines, d)
		}
		var l List
		l.Add(d)
		var b strings.Builder
		if err := l.PrintJSON(&b); err != nil || !json.Valid([]byte(b.String())) {
			t.Fatalf("no JSON: %v", err)
		}
		if n := Nearest(file, []string{message}); n != "" && n != message {
			t.Fatal("Nearest made a name up")
		}
	})
}
