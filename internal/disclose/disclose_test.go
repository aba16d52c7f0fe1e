package disclose

import (
	"context"
	"fmt"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

var (
	register     = dataset.LoadRegister()
	authority, _ = register.ByCode("E06000026")
	region, _    = register.ByCode("E12000009")
	england, _   = register.England()
	periods      = []dataset.Period{{Type: "CY", Start: 20240101, End: 20241231, Label: "2024"}}
)

func definition(class, measure string) *indicators.Definition {
	unit := quantity.Percent
	switch measure {
	case "count":
		unit = quantity.Count
	case "rate":
		unit = quantity.Per10k
	}
	return &indicators.Definition{ID: "under-test", Measure: measure, Unit: unit, Suppression: class}
}

// result is a headline figure with all its parts, as evaluate makes it.
func result(def *indicators.Definition, area dataset.AreaID, n, d float64) evaluate.Result {
	r := evaluate.Result{Area: area, Numerator: quantity.Of(n)}
	if def.Measure == "count" {
		r.Value = r.Numerator
	} else {
		r.Denominator = quantity.Of(d)
		r.Value = quantity.Of(def.Unit.Multiplier() * n / d)
	}
	evaluate.Intervals(def.Measure, def.Unit.Multiplier(), &r)
	return r
}

// one makes a release of one indicator safe.
func one(i *evaluate.Indicator, reg *dataset.Register, p Policy) (*evaluate.Indicator, Report) {
	out, err := Apply(context.Background(), []*evaluate.Indicator{i}, reg, p)
	if err != nil {
		panic(err)
	}
	return out.Indicators[0], out.Reports[0]
}

func apply(def *indicators.Definition, p Policy, results ...evaluate.Result) ([]evaluate.Result, Report) {
	out, report := one(evaluate.New(def, periods, []evaluate.Breakdown{{}}, results), register, p)
	return out.Results, report
}

// look is how a figure comes out: "c", or value and parts.
func look(r evaluate.Result) string {
	show := func(v quantity.Value) string { return v.Shortest() + v.Symbol.Code() }
	if r.Value.Symbol == quantity.Suppressed {
		return "c"
	}
	s := show(r.Value) + " = " + show(r.Numerator)
	if !r.Denominator.Absent() {
		s += "/" + show(r.Denominator)
	}
	return s
}

func TestEachClassAtItsBoundaries(t *testing.T) {
	for _, c := range []struct {
		class, measure string
		n, d           float64
		want           string
	}{
		{"S0", "count", 1, 0, "1 = 1"}, {"S0", "proportion", 1, 4, "25 = 1/4"}, {"S6", "count", 3, 0, "3 = 3"},
		{"S1", "count", 0, 0, "0 = 0"}, {"S1", "count", 1, 0, "c"}, {"S1", "count", 5, 0, "c"}, {"S1", "count", 6, 0, "6 = 6"},
		{"S1", "proportion", 5, 100, "c"}, {"S1", "proportion", 6, 100, "6 = 6/100"}, {"S1", "proportion", 0, 100, "0 = 0/100"},
		{"S1", "proportion", 95, 100, "c"}, {"S1", "proportion", 94, 100, "94 = 94/100"}, {"S1", "proportion", 100, 100, "100 = 100/100"},
		{"S1", "proportion", 0, 9, "c"}, {"S1", "proportion", 0, 10, "0 = 0/10"}, {"S1", "proportion", 10, 10, "100 = 10/10"},
		{"S1", "survey", 95, 100, "c"}, {"S1", "survey", 94, 100, "94 = 94/100"},
		{"S1", "rate", 5, 5000, "c"}, {"S1", "rate", 6, 5000, "12 = 6/5000"}, {"S1", "rate", 98, 100, "9800 = 98/100"},
		{"S2", "count", 5, 0, "c"}, {"S2", "count", 6, 0, "6 = 6"}, {"S2", "count", 0, 0, "0 = 0"}, {"S2", "count", 13, 0, "13 = 13"},
		{"S3", "count", 0, 0, "c"}, {"S3", "count", 4, 0, "c"}, {"S3", "count", 5, 0, "5 = 5"}, {"S3", "count", 7, 0, "5 = 5"}, {"S3", "count", 8, 0, "10 = 10"},
		{"S3", "proportion", 13, 52, "30 = 15/50"}, {"S3", "proportion", 100, 100, "c"}, {"S3", "proportion", 48, 52, "c"},
		{"S4", "count", 9, 0, "c"}, {"S4", "count", 10, 0, "10 = 10"}, {"S4", "count", 0, 0, "c"}, {"S4", "proportion", 91, 100, "c"}, {"S4", "proportion", 90, 100, "90 = 90/100"},
		{"S5", "survey", 9, 9, "c"}, {"S5", "survey", 1, 10, "10u = 1/10"}, {"S5", "survey", 1, 29, "3.4482758620689653u = 1/29"}, {"S5", "survey", 3, 30, "10 = 3/30"},
	} {
		def := definition(c.class, c.measure)
		got, report := apply(def, Policy{}, result(def, authority, c.n, c.d))
		if look(got[0]) != c.want {
			t.Errorf("%s, %s %v of %v: %s, want %s", c.class, c.measure, c.n, c.d, look(got[0]), c.want)
		}
		hidden := 0
		if c.want == "c" {
			hidden = 1
		}
		if want := (Report{"under-test", c.class, 1, hidden, 0}); report != want {
			t.Errorf("%s, %s %v of %v: report %+v, want %+v", c.class, c.measure, c.n, c.d, report, want)
		}
	}
}

func TestASmallBaseHidesAPublishedPercentageToo(t *testing.T) {
	def := definition("S1", "proportion")
	r := evaluate.Result{Area: authority, Value: quantity.Of(14.3), Denominator: quantity.Of(7)}
	got, _ := apply(def, Policy{}, r)
	if look(got[0]) != "c" {
		t.Errorf("one of seven is %s", look(got[0]))
	}
}

func TestSurveyMarksKeepTheirFigureAndSayWhy(t *testing.T) {
	def := definition("S5", "survey")
	got, _ := apply(def, Policy{}, result(def, authority, 20, 29))
	if r := got[0]; !r.HasInterval || r.Value.Symbol != quantity.Unreliable || r.Notes != evaluate.SmallBase {
		t.Errorf("20 of 29: %+v", r)
	}
	open, _ := apply(definition("S0", "proportion"), Policy{}, result(def, authority, 20, 29), result(def, england, 20, 30))
	if open[1].Notes != evaluate.SmallBase && open[0].Notes != evaluate.SmallBase || open[0].Notes == open[1].Notes {
		t.Errorf("a public figure on 29 alone gets the note: %v and %v", open[0].Notes, open[1].Notes)
	}
}

func TestGroupsInWhichAllOrNoneAreAlsoSaySomethingOfEveryone(t *testing.T) {
	def := definition("S1", "proportion")
	def.Sensitive = true
	for _, n := range []float64{0, 40} {
		if got, _ := apply(def, Policy{}, result(def, authority, n, 40)); look(got[0]) != "c" {
			t.Errorf("%v of 40 is %s", n, look(got[0]))
		}
	}
}

func TestS2RoundsTotalsAboveAuthoritiesAlone(t *testing.T) {
	def := definition("S2", "count")
	got, _ := apply(def, Policy{}, result(def, authority, 345, 0), result(def, region, 345, 0), result(def, england, 344, 0))
	byArea := map[dataset.AreaID]string{}
	for _, r := range got {
		byArea[r.Area] = look(r)
	}
	if byArea[authority] != "345 = 345" || byArea[region] != "350 = 350" || byArea[england] != "340 = 340" {
		t.Errorf("got %v", byArea)
	}
}

func TestS3RatesAndIntervalsComeFromRoundedCounts(t *testing.T) {
	def := definition("S3", "rate")
	got, _ := apply(def, Policy{}, result(def, authority, 13, 1002))
	r := got[0]
	if look(r) != "150 = 15/1000" || r.Notes&evaluate.RoundedCounts == 0 {
		t.Fatalf("13 of 1002 is %s", look(r))
	}
	want := result(def, authority, 15, 1000)
	if r.I95 != want.I95 || r.I998 != want.I998 {
		t.Errorf("interval %v, want that of the rounded counts %v", r.I95, want.I95)
	}
}

func TestAPolicyIsStricterNeverLooser(t *testing.T) {
	def := definition("S1", "proportion")
	for _, c := range []struct {
		p    Policy
		n, d float64
		want string
	}{
		{Policy{Threshold: 3, MinBase: 2}, 5, 100, "c"}, {Policy{Threshold: 3, MinBase: 2}, 0, 9, "c"},
		{Policy{Threshold: 11}, 10, 100, "c"}, {Policy{Threshold: 11}, 11, 100, "11 = 11/100"}, {Policy{MinBase: 20}, 0, 19, "c"},
		{Policy{Threshold: -5, MinBase: -5}, 5, 100, "c"},
	} {
		if got, _ := apply(def, c.p, result(def, authority, c.n, c.d)); look(got[0]) != c.want {
			t.Errorf("%+v: %v of %v is %s, want %s", c.p, c.n, c.d, look(got[0]), c.want)
		}
	}
	if c, ok := ClassOf("S0", Policy{Threshold: 50}); !ok || c.Threshold != 0 {
		t.Error("public figures stay public")
	}
	if _, ok := ClassOf("S9", Policy{}); ok {
		t.Error("there is no class S9")
	}
}

func TestSuppliedSymbolsStayAndAreNotRecomputed(t *testing.T) {
	def := definition("S1", "proportion")
	for _, s := range quantity.Symbols() {
		r := evaluate.Result{Area: authority, Value: quantity.Missing(s), Numerator: quantity.Missing(s), Denominator: quantity.Of(400)}
		got, report := apply(def, Policy{}, r)
		if got[0].Value != quantity.Missing(s) {
			t.Errorf("%s became %v", s.Code(), got[0].Value)
		}
		if want := s == quantity.Suppressed; (report.Primary == 1) != want || (got[0].Denominator == quantity.Missing(s)) != want {
			t.Errorf("%s: primary %d, denominator %v", s.Code(), report.Primary, got[0].Denominator)
		}
	}
}

func TestNothingOfAHiddenFigureIsLeftInTheResult(t *testing.T) {
	def := definition("S1", "mean")
	r := evaluate.Result{Area: authority, Value: quantity.Of(4.321), Numerator: quantity.Of(21.605), Denominator: quantity.Of(5), Spread: quantity.Of(1.234),
		I95: stats.Interval{Lower: 3, Upper: 5}, I998: stats.Interval{Lower: 2, Upper: 6}, HasInterval: true, Has998: true, Status: dataset.Provisional, Notes: evaluate.SmallBase | evaluate.RepeatEvents}
	got, _ := apply(def, Policy{}, r)
	c := quantity.Missing(quantity.Suppressed)
	want := evaluate.New(def, periods, []evaluate.Breakdown{{}}, []evaluate.Result{{Area: authority, Value: c, Numerator: c, Denominator: c, Status: dataset.Provisional}}).Results[0]
	if fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", want) {
		t.Errorf("got %+v, want %+v", got[0], want)
	}
}

func TestTheInputIsNotChanged(t *testing.T) {
	def := definition("S3", "proportion")
	in := list(def, total{90, 900}, part{"a", 3, 300}, part{"b", 40, 300}, part{"c", 47, 300})
	before := fmt.Sprintf("%+v", in.Results)
	one(in, register, Policy{})
	if fmt.Sprintf("%+v", in.Results) != before {
		t.Error("the exact figures were changed")
	}
}
