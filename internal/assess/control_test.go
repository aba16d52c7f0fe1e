package assess

import (
	"math"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// months are n months in a row from January 2024, without those named by their
// place.
func months(n int, without ...int) []dataset.Period {
	p, _ := dataset.ParsePeriod("M", "January 2024", "")
	skip := map[int]bool{}
	for _, w := range without {
		skip[w] = true
	}
	var out []dataset.Period
	for i := range n {
		if !skip[i] {
			out = append(out, p)
		}
		p, _ = p.Next("monthly")
	}
	return out
}

func monthly(polarity string) *indicators.Definition {
	def := definition("index", polarity)
	def.Period.Type = "M"
	return def
}

// series gives the own area one figure a period.
func series(values ...float64) (out []evaluate.Result) {
	for p, v := range values {
		if !math.IsNaN(v) {
			out = append(out, plain(own, p, v))
		}
	}
	return out
}

func charted(t *testing.T, def *indicators.Definition, periods []dataset.Period, results []evaluate.Result) Control {
	t.Helper()
	return assessed(t, Assessor{}, def, periods, own, int(results[len(results)-1].Period), results...).Control
}

// steady is a process of n points without any signal.
func steady(n int) (values []float64) {
	for i := range n {
		values = append(values, 50+float64(i*7%5))
	}
	return values
}

func TestFewerPointsSayLess(t *testing.T) {
	for _, c := range []struct {
		points       int
		drawn, icons bool
		reason       string
	}{{9, false, false, "too few points, fewer than 10 points"}, {10, true, false, "fewer than 13 points: trial limits"},
		{12, true, false, "fewer than 13 points: trial limits"}, {13, true, true, ""}} {
		got := charted(t, monthly("high"), months(c.points), series(steady(c.points)...))
		if got.Drawn() != c.drawn || got.Icons() != c.icons || got.Reason != c.reason || (got.Latest != nil) != c.drawn {
			t.Errorf("%d points: drawn %v, icons %v, reason %q", c.points, got.Drawn(), got.Icons(), got.Reason)
		}
	}
}

func TestOnlyEvenAndSeparatePeriodsHaveAControlChart(t *testing.T) {
	rolling := make([]dataset.Period, 0, 14)
	p, _ := dataset.ParsePeriod("R12", "12 months to June 2024", "")
	for range 14 {
		rolling = append(rolling, p)
		p, _ = p.Next("monthly")
	}
	with := func(change func(*indicators.Definition)) *indicators.Definition {
		def := monthly("high")
		change(def)
		return def
	}
	for _, c := range []struct {
		name    string
		def     *indicators.Definition
		periods []dataset.Period
		reason  string
	}{
		{"rolling years", with(func(d *indicators.Definition) { d.Period.Type = "R12" }), rolling, "its periods overlap"},
		{"year to date", with(func(d *indicators.Definition) { d.Period.Cumulative = "FY" }), months(14), "the figure adds up through the year and starts again"},
		{"switched off", with(func(d *indicators.Definition) { d.Control.Chart = "none" }), months(14), "its definition asks for no control chart"},
		{"fourteen years", definition("index", "high"), years(2010, 2023), ""},
	} {
		if got := charted(t, c.def, c.periods, series(steady(14)...)); got.Reason != c.reason || got.Drawn() != (c.reason == "") {
			t.Errorf("%s: drawn %v, reason %q, want %q", c.name, got.Drawn(), got.Reason, c.reason)
		}
	}
}

func TestAGapEndsMovingRangesAndRuns(t *testing.T) {
	// Seven points above the mean, but the fourth month of them is missing.
	values := []float64{1, 2, 1, 2, 1, 2, 1, 2, 9, 9, 9, math.NaN(), 9, 9, 9, 9}
	got := charted(t, monthly("high"), months(16), series(values...))
	for n, p := range got.Chart.Points[8:] {
		for _, h := range p.Hits {
			if h.Rule == stats.RuleShift {
				t.Errorf("point %d is part of a shift across a gap", n+8)
			}
		}
	}
	if after := got.Chart.Points[11]; after.HasMR || after.Period != 12 {
		t.Errorf("the point after the gap has a moving range: %+v", after)
	}
	// A month that no area has is a gap as well.
	if got := charted(t, monthly("high"), months(16, 11), series(steady(15)...)); got.Chart.Points[11].HasMR {
		t.Error("a month that is no period of the indicator was closed up")
	}
}

func TestBreaksAndAgreedRebasesBeginAnew(t *testing.T) {
	def := monthly("high")
	def.Breaks = []indicators.Break{{At: "November 2024", Reason: "new form"}}
	def.Control.Rebase = []indicators.Rebase{{At: "September 2025", Reason: "second team"}, {At: "November 2024", Reason: "agreed"}}
	values := append(append(steady(10), 70, 71, 70, 71, 70, 71, 70, 71, 70, 71), steady(13)...)
	got := charted(t, def, months(33), series(values...))
	if n := len(got.Chart.Segments); n != 3 {
		t.Fatalf("%d segments, want 3", n)
	}
	if s := got.Chart.Segments[1]; s.Start.Reason != "new form; agreed" || s.Start.Rebase || s.Mean != 70.5 {
		t.Errorf("the second segment is %+v", s)
	}
	if s := got.Chart.Segments[2]; !s.Start.Rebase || s.N != 13 || got.Chart.Variation.String() != "common-cause" {
		t.Errorf("the third segment is %+v", s)
	}
}

func TestTheNewestFigureIsReadOrSaidToBeMissing(t *testing.T) {
	results := append(series(steady(14)...), missing(own, 14, quantity.Suppressed))
	got := charted(t, monthly("high"), months(15), results)
	if got.Latest != nil || got.Icons() || got.Reason != "no usable figure in this period" || !got.Drawn() {
		t.Errorf("a suppressed month: %+v", got.Reason)
	}
	if s, ok := got.Signal(); ok {
		t.Errorf("a suppressed month has the signal %+v", s)
	}
}

func TestARunIsTracedToItsFirstPeriod(t *testing.T) {
	values := []float64{40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 55, 55, 55, 55, 55, 55, 55, 55}
	got := charted(t, monthly("low"), months(19), series(values...))
	s, ok := got.Signal()
	if !ok || s.Rule != "shift" || !s.High || s.Length != 8 || s.Since != 11 || got.Chart.Variation.String() != "concern-high" {
		t.Errorf("the signal is %+v, %s", s, got.Chart.Variation)
	}
}

func TestAssuranceIsAgainstAGoalAndNeverAgainstOtherAreas(t *testing.T) {
	goal, law := 40.0, 90.0
	def := monthly("high")
	if got := charted(t, def, months(14), series(steady(14)...)); got.Chart.Assurance != stats.NoAssurance || got.Target.Known {
		t.Error("without a target there is an assurance")
	}
	def.Target = &indicators.Target{Kind: "statutory", Value: &law}
	if got := charted(t, def, months(14), series(steady(14)...)); got.Chart.Assurance != stats.Failing {
		t.Errorf("against 90: %s", got.Chart.Assurance)
	}
	def.Thresholds = &indicators.Thresholds{Basis: "sn"}
	as := assessed(t, Assessor{Goals: map[string]Goal{"under-test": {Value: &goal}}}, def, months(14), own, 13, series(steady(14)...)...)
	if as.Control.Chart.Assurance != stats.Passing || as.Control.Target.Number != 40 {
		t.Errorf("against the local goal: %s of %v", as.Control.Chart.Assurance, as.Control.Target)
	}
}

func TestLimitsOfAPChartFollowTheDenominators(t *testing.T) {
	def := definition("proportion", "high")
	def.Period.Type, def.Control.Chart = "M", "p"
	var results []evaluate.Result
	for p := range 14 {
		results = append(results, figure(def, own, p, float64(20+p%3), float64(60+20*(p%2))))
	}
	got := charted(t, def, months(14), results)
	if got.Chart.Kind != stats.PChart || got.Chart.Points[0].Limits == got.Chart.Points[1].Limits {
		t.Errorf("a %s chart with limits %v and %v", got.Chart.Kind, got.Chart.Points[0].Limits, got.Chart.Points[1].Limits)
	}
}

func TestGroupsAndEarlierPeriodsAreNotCharted(t *testing.T) {
	if as := assessed(t, Assessor{}, monthly("high"), months(14), own, 12, series(steady(14)...)...); as.Control.Latest != nil {
		t.Error("an earlier period has the newest one's reading")
	}
}
