package formula

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

var start = diag.Pos{File: "x.yaml", Line: 5, Column: 10}

func TestFiltersOverLabels(t *testing.T) {
	row := map[string]string{"phase": "Total", "provision": "ehc", "age": "05"}
	for src, want := range map[string]bool{
		`phase == "Total"`: true,
		`phase == 'Total' and provision == 'support'`:           false,
		`phase != "Special" && provision in ["ehc", "support"]`: true,
		`provision not in ["ehc"]`:                              false,
		`not (phase == "Special") or age == "5"`:                true,
		`phase startsWith "To" and age endsWith "5"`:            true,
		`age contains "0" and !(provision == phase)`:            true,
		`nothing == ""`: true,
		`(phase == "Total" or phase == "Special") and age == "005"`: false,
	} {
		var l diag.List
		f := CompileFilter(src, start, &l)
		if f == nil {
			t.Errorf("%s: %v", src, l.Sorted())
			continue
		}
		got, err := f.Test(func(n string) string { return row[n] })
		if err != nil || got != want {
			t.Errorf("%s: got %t, %v, want %t", src, got, err, want)
		}
	}
}

func TestArithmeticKeepsReasonsForMissingFigures(t *testing.T) {
	row := map[string]quantity.Value{
		"a": quantity.Of(12), "b": quantity.Of(8), "zero": quantity.Of(0), "huge": quantity.Of(math.MaxFloat64),
		"count": quantity.Of(1), "sum": quantity.Of(2), "min": quantity.Of(3),
		"hidden": quantity.Missing(quantity.Suppressed), "low": quantity.Missing(quantity.Low),
		"unreliable": {Number: 4, Known: true, Symbol: quantity.Unreliable},
	}
	for src, want := range map[string]quantity.Value{
		"a + b":             quantity.Of(20),
		"(a - b) * 100 / 8": quantity.Of(50),
		"1 / 4":             quantity.Of(0.25),
		"-a + 2.5":          quantity.Of(-9.5),
		"a / zero":          quantity.Missing(quantity.NotApplicable),
		"1 / (1 / zero)":    quantity.Missing(quantity.NotApplicable),
		"zero / zero":       quantity.Missing(quantity.NotApplicable),
		"1 / 0":             quantity.Missing(quantity.NotApplicable),
		"huge * 10":         quantity.Missing(quantity.NotAvailable),
		"a + low":           quantity.Missing(quantity.NotAvailable),
		"a + absent":        quantity.Missing(quantity.NotAvailable),
		"low + hidden":      quantity.Missing(quantity.Suppressed),
		"unreliable + a":    quantity.Missing(quantity.NotAvailable),
	} {
		var l diag.List
		f := CompileArithmetic(src, start, &l)
		if f == nil {
			t.Errorf("%s: %v", src, l.Sorted())
			continue
		}
		if got := f.Eval(func(n string) quantity.Value { return row[n] }); got != want {
			t.Errorf("%s: got %+v, want %+v", src, got, want)
		}
	}
}

func TestNamesAreSortedAndOnce(t *testing.T) {
	var l diag.List
	f := CompileArithmetic("b + a * b", start, &l)
	if diff := cmp.Diff([]string{"a", "b"}, f.Names()); diff != "" {
		t.Error(diff)
	}
	if f.Source() != "b + a * b" {
		t.Errorf("Source = %q", f.Source())
	}
}

func TestNoFormulaIsNoFilter(t *testing.T) {
	var f *Formula
	if yes, err := f.Test(nil); !yes || err != nil {
		t.Errorf("Test = %t, %v, want true", yes, err)
	}
	if v := f.Eval(nil); !v.Absent() {
		t.Errorf("Eval = %+v, want absent", v)
	}
}

func TestRefusals(t *testing.T) {
	filter, arithmetic := CompileFilter, CompileArithmetic
	for _, c := range []struct {
		name    string
		compile func(string, diag.Pos, *diag.List) *Formula
		src     string
		want    string // first line of the diagnostic
	}{
		{"empty", filter, "  ", "x.yaml:5:10: filter is empty"},
		{"single equals sign", filter, `phase = "Total"`, `x.yaml:5:16: filter "phase = \"Total\"" uses = where == is needed`},
		{"a number for a label", filter, `age == 5`, `x.yaml:5:17: a number is compared in filter "age == 5"`},
		{"a name alone", filter, `phase`, `x.yaml:5:10: filter "phase" uses the name "phase" alone, which is not allowed there`},
		{"a function", filter, `len(phase) == "5"`, `x.yaml:5:10: filter "len(phase) == \"5\"" uses a function, which is not allowed there`},
		{"a member", filter, `phase.x == "a"`, `x.yaml:5:16: filter "phase.x == \"a\"" uses a part of a value, which is not allowed there`},
		{"an open quote", filter, `phase == "a`, `x.yaml:5:21: filter "phase == \"a" has a quote that is never closed`},
		{"an open bracket", filter, `(phase == "a"`, `x.yaml:5:22: filter "(phase == \"a\"" ends too early`},
		{"arithmetic in a filter", filter, `a + b == "c"`, `x.yaml:5:12: filter "a + b == \"c\"" uses "+", which is not allowed there`},
		{"a regular expression", filter, `a matches "b"`, `x.yaml:5:12: filter "a matches \"b\"" uses "matches", which is not allowed there`},
		{"a comparison in arithmetic", arithmetic, `a == b`, `x.yaml:5:12: arithmetic "a == b" uses "==", which is not allowed there`},
		{"text in arithmetic", arithmetic, `a + "b"`, `x.yaml:5:14: arithmetic "a + \"b\"" uses the text "b", which is not allowed there`},
		{"a power", arithmetic, `a ** 9`, `x.yaml:5:12: arithmetic "a ** 9" uses "**", which is not allowed there`},
		{"a sequence", arithmetic, `a; b`, `x.yaml:5:10: arithmetic "a; b" uses something else than names, labels and numbers, which is not allowed there`},
		{"the second line", arithmetic, "a +\n\"b\"", `x.yaml:6:10: arithmetic "a +\n\"b\"" uses the text "b", which is not allowed there`},
		{"too many parts", arithmetic, strings.Repeat("a+", 300) + "a", ""},
		{"too long", arithmetic, strings.Repeat(" ", 3000) + "a", "x.yaml:5:10: arithmetic is too long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l diag.List
			if c.compile(c.src, start, &l) != nil {
				t.Fatal("it was accepted")
			}
			got, _, _ := strings.Cut(l.Sorted()[0].String(), "\n")
			if c.want != "" && got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func FuzzNothingPanicsAndNothingIsInfinite(f *testing.F) {
	for _, seed := range []string{`a == "b"`, "a / b", "1/(a-b)", "((((", `a in ["b"]`, "let x = 1; x", "#", "a?.b", "{a:1}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		var l diag.List
		if g := CompileFilter(src, start, &l); g != nil {
			if _, err := g.Test(func(string) string { return "b" }); err != nil {
				t.Errorf("%q: %v", src, err)
			}
		}
		if g := CompileArithmetic(src, start, &l); g != nil {
			v := g.Eval(func(string) quantity.Value { return quantity.Of(2) })
			if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
				t.Errorf("%q gives %v", src, v.Number)
			}
		}
	})
}

func BenchmarkTest(b *testing.B) {
	var l diag.List
	f := CompileFilter(`phase == "Total" and provision in ["ehc", "support"]`, start, &l)
	for b.Loop() {
		if yes, _ := f.Test(func(n string) string { return "Total" }); yes {
			b.Fatal("must be false")
		}
	}
}
