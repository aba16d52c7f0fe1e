package evaluate

import (
	"context"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

var register = dataset.LoadRegister()

// Areas of the tests: any two authorities, their region and England.
const (
	plymouth  = "E06000026"
	torbay    = "E06000027"
	southWest = "E12000009"
	england   = "E92000001"
)

// definition decodes a definition whose common fields are filled in.
func definition(t testing.TB, measure, unit, more string) *indicators.Definition {
	t.Helper()
	text := "id: under-test\ncdc: {status: final-set, domain: local-profile, populated_by: national}\ntitle: Under test\ntechnical_title: Under test, in full\n" +
		"measure: " + measure + "\nunit: " + unit + "\npolarity: high\nsuppression: S0\ngeographies: [LA]\n" + more
	if !strings.Contains(more, "period:") {
		text += "\nperiod: {type: CY, frequency: annual}\n"
	}
	if measure == "survey" {
		text = strings.Replace(text, "S0", "S5", 1)
	}
	var l diag.List
	defs := indicators.Decode("under-test.yaml", []byte(text), &l)
	for _, d := range l.Sorted() {
		t.Fatal(d)
	}
	return &defs[0]
}

// table loads a tidy file with the columns area, period, the dimensions and
// the measures, as its header names them.
func table(t testing.TB, dimensions, measures []string, periodType, text string) *dataset.Table {
	t.Helper()
	spec := dataset.Spec{Source: "src", Format: dataset.FormatTidy, File: "data.csv", Area: dataset.AreaSpec{Code: "area"},
		Period:     dataset.PeriodSpec{Type: periodType, Column: "period"},
		Dimensions: map[string]dataset.ColumnSpec{}, Measures: map[string]dataset.ColumnSpec{}, Symbols: map[string]string{"gone": "absent"}}
	for _, d := range dimensions {
		spec.Dimensions[d] = dataset.ColumnSpec{Column: d}
	}
	for _, m := range measures {
		spec.Measures[m] = dataset.ColumnSpec{Column: m, Signed: true}
	}
	header := strings.Join(append(append([]string{"area", "period"}, dimensions...), measures...), ",")
	return load(t, spec, header+"\n"+text)
}

func load(t testing.TB, spec dataset.Spec, text string) *dataset.Table {
	t.Helper()
	var l diag.List
	tab, err := dataset.Load(context.Background(), fstest.MapFS{"data.csv": {Data: []byte(text)}}, spec, []string{"data.csv"}, register, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		t.Fatal(d)
	}
	return tab
}

func run(def *indicators.Definition, tab *dataset.Table) (*Indicator, []diag.Diagnostic) {
	var l diag.List
	out := Evaluate(def, NewInput(register, map[string]*dataset.Table{tab.Source: tab}), &l)
	return out, l.Sorted()
}

func quiet(t testing.TB, def *indicators.Definition, tab *dataset.Table) *Indicator {
	t.Helper()
	out, said := run(def, tab)
	for _, d := range said {
		t.Fatal(d)
	}
	return out
}

// lines prints results, one a line: area, period, group, value, parts.
func lines(i *Indicator) []string {
	var out []string
	for n := range i.Results {
		r := &i.Results[n]
		out = append(out, strings.Join([]string{register.Area(r.Area).Code, i.Periods[r.Period].Label, i.Breakdowns[r.Breakdown].Key,
			shown(r.Value), shown(r.Numerator), shown(r.Denominator)}, " "))
	}
	return out
}

func shown(v quantity.Value) string {
	if v.Absent() {
		return "absent"
	}
	return v.Shortest() + v.Symbol.Code()
}

func want(t *testing.T, i *Indicator, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, lines(i)); d != "" {
		t.Errorf("results differ (-want +got):\n%s", d)
	}
}

const fraction = "numerator: {source: src, column: n}\ndenominator: {source: src, column: d}\n"

func TestEachMeasureByHand(t *testing.T) {
	for _, c := range []struct {
		measure, unit, more, columns, row string
		value                             float64
		lower, upper                      float64 // of the 95% interval; both zero for none
	}{
		// The figures are the worked examples of statistics note §§2 to 4.
		{"proportion", "pct", fraction, "n d", "137,412", 33.25242718446602, 28.87642062, 37.93785509},
		{"proportion", "pct", fraction, "n d", "0,23", 0, 0, 14.31166185},
		{"proportion", "pct", fraction, "n d", "6,6", 100, 60.96657121, 100},
		{"survey", "pct", fraction, "n d", "137,412", 33.25242718446602, 28.87642062, 37.93785509},
		{"rate", "per10k", fraction, "n d", "4,18750", 2.1333333333333333, 0.5812615326, 5.462180627},
		{"rate", "per10k", fraction, "n d", "64,29416", 21.756867011, 16.7546014104, 27.783478172},
		{"rate", "rate100", fraction, "n d", "30,20", 150, 101.184695, 214.141860}, // more events than people is legal for a rate
		{"ratio-oe", "score", fraction, "n d", "38,29.4", 1.292517007, 0.914546547, 1.774130389},
		{"ratio-counts", "score", fraction, "n d", "26,41", 0.6341463415, 0.3724350213, 1.0617785869},
		{"mean", "score", fraction + "sd: {source: src, column: s}\n", "n d s", "61.54,17,0.84", 3.62, 3.188111852, 4.051888148},
		{"mean", "weeks", fraction, "n d", "61.54,17", 3.62, 0, 0},
		{"count", "count", "numerator: {source: src, column: n}\n", "n", "12", 12, 6.193510, 20.962858},
		{"index", "score", "value: {source: src, column: v}\n", "v", "-2.5", -2.5, 0, 0},
		{"published-ci", "score", "value: {source: src, column: v}\nlower: {source: src, column: lo}\nupper: {source: src, column: hi}\n", "v lo hi", "46.1,45.2,47.4", 46.1, 45.2, 47.4},
	} {
		t.Run(c.measure+" of "+c.row, func(t *testing.T) {
			i := quiet(t, definition(t, c.measure, c.unit, c.more), table(t, nil, strings.Fields(c.columns), "CY", plymouth+",2024,"+c.row+"\n"))
			r := i.Results[0]
			if !close(r.Value.Number, c.value, 1e-8) || !r.Value.Known {
				t.Errorf("value = %v, want %v", r.Value, c.value)
			}
			if r.HasInterval != (c.upper != 0) {
				t.Fatalf("has an interval: %t", r.HasInterval)
			}
			if !close(r.I95.Lower, c.lower, 2e-6) || !close(r.I95.Upper, c.upper, 2e-6) {
				t.Errorf("interval = %v to %v, want %v to %v", r.I95.Lower, r.I95.Upper, c.lower, c.upper)
			}
		})
	}
}

// close allows a relative error.
func close(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))
}

func TestSymbolsAreCarriedNeverTurnedIntoNumbers(t *testing.T) {
	for row, want := range map[string]string{
		"c,20": "c c 20", "5,c": "c 5 c", "c,x": "c c x", "x,c": "c x c", "x,20": "x x 20", "5,x": "x 5 x",
		"z,20": "z z 20", "u,20": "u u 20", "low,20": "low low 20", "0,0": "z 0 0", "0,20": "0 0 20",
		"gone,20": "x absent 20", "5,gone": "x 5 absent",
	} {
		i := quiet(t, definition(t, "proportion", "pct", fraction), table(t, nil, []string{"n", "d"}, "CY", plymouth+",2024,"+row+"\n"))
		if got := strings.Join(lines(i), "; "); got != plymouth+" 2024  "+want {
			t.Errorf("%s gives %q, want %q", row, got, want)
		}
		if i.Results[0].HasInterval != (want == "0 0 20") {
			t.Errorf("%s: an interval needs both numbers", row)
		}
	}
}

func TestARowThatSaysNothingIsNoResult(t *testing.T) {
	i := quiet(t, definition(t, "proportion", "pct", fraction), table(t, nil, []string{"n", "d"}, "CY", plymouth+",2023,5,20\n"+plymouth+",2024,gone,gone\n"))
	want(t, i, plymouth+" 2023  25 5 20")
	id, _ := register.ByCode(plymouth)
	if i.At(id, 1, Headline) != nil || i.Latest(id, Headline) != 0 {
		t.Error("the latest figure is that of 2023")
	}
	other, _ := register.ByCode(torbay)
	if i.At(other, 0, Headline) != nil || i.Latest(other, Headline) != -1 {
		t.Error("an area without a row has no result")
	}
}

func TestImpossibleFiguresAreToldWithTheirLine(t *testing.T) {
	for name, c := range map[string]struct{ measure, more, columns, row, message string }{
		"numerator above denominator": {"proportion", fraction, "n d", "21,20", "under-test: numerator 21 is above its denominator 20 (Plymouth, 2024)"},
		"survey above its answers":    {"survey", fraction, "n d", "21,20", "under-test: numerator 21 is above its denominator 20 (Plymouth, 2024)"},
		"some of nobody":              {"proportion", fraction, "n d", "3,0", "under-test: numerator 3 is above a denominator of 0 (Plymouth, 2024)"},
		"interval beside its value": {"published-ci", "value: {source: src, column: n}\nlower: {source: src, column: d}\nupper: {source: src, column: e}\n", "n d e", "5,6,7",
			"under-test: published interval does not contain its value"},
	} {
		unit := "pct"
		if c.measure == "published-ci" {
			unit = "score"
		}
		tab := table(t, nil, strings.Fields(c.columns), "CY", torbay+",2024,1,10"+strings.Repeat(",11", len(strings.Fields(c.columns))-2)+"\n"+plymouth+",2024,"+c.row+"\n")
		if c.measure == "published-ci" {
			tab = table(t, nil, strings.Fields(c.columns), "CY", torbay+",2024,5,4,6\n"+plymouth+",2024,"+c.row+"\n")
		}
		i, said := run(definition(t, c.measure, unit, c.more), tab)
		if len(said) != 1 {
			t.Fatalf("%s: said %v", name, said)
		}
		if said[0].Pos.String() != "data.csv:3:16" || said[0].Message != c.message {
			t.Errorf("%s: %s: %s", name, said[0].Pos, said[0].Message)
		}
		id, _ := register.ByCode(plymouth)
		if r := i.At(id, 0, Headline); c.measure != "published-ci" && (r.Value.Known || r.HasInterval) {
			t.Errorf("%s: nothing may be computed from it, got %v", name, r.Value)
		}
	}
}
