package stats

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// months are points of successive periods; NaN is a missing one.
func months(values ...float64) []ControlPoint {
	var points []ControlPoint
	for i, v := range values {
		if v == v {
			points = append(points, ControlPoint{Period: i, Value: v})
		}
	}
	return points
}

func control(t *testing.T, points []ControlPoint, o ControlOptions) ControlChart {
	t.Helper()
	c, err := Control(points, o)
	noError(t, err)
	return c
}

// colours is the rule that colours each point, "-" for none.
func colours(c ControlChart) string {
	var words []string
	for _, p := range c.Points {
		word := p.Rule.String()
		if word == "" {
			word = "-"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

var risingMonths = []float64{31, 33, 30, 34, 32, 35, 33, 36, 37, 38, 39, 40, 41, 42}

// Worked examples of the statistics note, section 9.

func TestControlChartWithOnePointOutside(t *testing.T) {
	values := []float64{54, 57, 52, 58, 55, 60, 56, 53, 59, 57, 61, 55, 58, 72}
	c := control(t, months(values...), ControlOptions{Polarity: HighPolarity, Target: 50, HasTarget: true})
	s := c.Segments[0]
	near(t, "mean", s.Mean, 57.64285714, 5e-9)
	near(t, "mean moving range", s.MeanMR, 4.923076923, 5e-10)
	near(t, "lower limit", s.Limits.Lower, 44.54747253, 5e-9)
	near(t, "upper limit", s.Limits.Upper, 70.73824176, 5e-9)
	near(t, "near limit", s.Limits.NearUpper, s.Mean+(s.Limits.Upper-s.Mean)*2/3, 1e-12)
	if want := strings.Repeat("- ", 13) + "outside"; colours(c) != want {
		t.Errorf("got %s, want only the last outside", colours(c))
	}
	if c.Variation != ImprovementHigh || c.Assurance != HitOrMiss || c.Reason != "" {
		t.Errorf("got %v, %v, %q; want improvement-high, hit-or-miss", c.Variation, c.Assurance, c.Reason)
	}
	if p := c.Points[13]; !p.HasMR || p.MR != 14 || c.Points[0].HasMR {
		t.Errorf("got moving ranges %v at the end and %v at the start", p.MR, c.Points[0].HasMR)
	}
}

func TestControlChartWithShiftAndTrend(t *testing.T) {
	c := control(t, months(risingMonths...), ControlOptions{Polarity: LowPolarity})
	s := c.Segments[0]
	near(t, "mean", s.Mean, 35.78571429, 5e-9)
	near(t, "mean moving range", s.MeanMR, 1.923076923, 5e-10)
	near(t, "lower limit", s.Limits.Lower, 30.67032967, 5e-9)
	near(t, "upper limit", s.Limits.Upper, 40.90109890, 5e-9)
	if want := "shift shift outside shift shift shift trend trend trend trend trend trend outside outside"; colours(c) != want {
		t.Errorf("got  %s\nwant %s", colours(c), want)
	}
	for i, p := range c.Points {
		if want := (map[bool]Reading{true: ImprovementLow, false: ConcernHigh})[i < 6]; p.Reading != want {
			t.Errorf("point %d: got %v, want %v", i+1, p.Reading, want)
		}
	}
	if c.Variation != ConcernHigh || c.Assurance != NoAssurance {
		t.Errorf("got %v and %v, want concern-high and no assurance without a target", c.Variation, c.Assurance)
	}
	// Point 7 is below the mean on a rising trend: both are kept.
	if got, want := c.Points[6].Hits, []Hit{{RuleTrend, true}, {RuleShift, false}}; !slices.Equal(got, want) || !c.Points[6].Mixed {
		t.Errorf("point 7: got %v, want %v", got, want)
	}
	if got, want := c.Points[13].Hits, []Hit{{RuleOutside, true}, {RuleTrend, true}, {RuleShift, true}}; !slices.Equal(got, want) || c.Mixed {
		t.Errorf("point 14: got %v, want %v", got, want)
	}
}

func TestControlChartScreensMovingRangesOnce(t *testing.T) {
	values := []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
	plain := control(t, months(values...), ControlOptions{}).Segments[0]
	near(t, "mean", plain.Mean, 1.944444444, 5e-10)
	near(t, "mean moving range", plain.MeanMR, 1.882352941, 5e-10)
	nearInterval(t, "limits", Interval{plain.Limits.Lower, plain.Limits.Upper}, Interval{-3.062614379, 6.951503268}, 5e-10)

	screened := control(t, months(values...), ControlOptions{Screen: true}).Segments[0]
	near(t, "cut-off", screened.Cutoff, 6.149647059, 5e-10)
	near(t, "mean moving range, screened", screened.MeanMR, 1, 1e-15)
	near(t, "and before", screened.MeanMRAll, 1.882352941, 5e-10)
	nearInterval(t, "limits", Interval{screened.Limits.Lower, screened.Limits.Upper}, Interval{-0.715555556, 4.604444444}, 5e-10)
	if !slices.Equal(screened.Dropped, []int{4, 5}) {
		t.Errorf("dropped periods %v, want 4 and 5", screened.Dropped)
	}
}

func TestMinimumPoints(t *testing.T) {
	cases := []struct {
		n     int
		state LimitState
		icon  Reading
	}{{1, NoLimits, NoReading}, {9, NoLimits, NoReading}, {10, TrialLimits, NoReading}, {12, TrialLimits, NoReading}, {13, FullLimits, ConcernHigh}}
	for _, c := range cases {
		// The last point of each is far outside.
		values := []float64{5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5}[:c.n]
		values[c.n-1] = 60
		got := control(t, months(values...), ControlOptions{Polarity: LowPolarity, Target: 5, HasTarget: true})
		if got.Segments[0].State != c.state || got.Variation != c.icon || (got.Reason == "") != (c.state == FullLimits) {
			t.Errorf("%d points: got %v, %v, %q", c.n, got.Segments[0].State, got.Variation, got.Reason)
		}
		if flagged := got.Points[c.n-1].Rule == RuleOutside; flagged != (c.state != NoLimits) {
			t.Errorf("%d points: flagged outside %v with limits %v", c.n, flagged, c.state)
		}
		if (got.Assurance == NoAssurance) != (c.state != FullLimits) {
			t.Errorf("%d points: got assurance %v", c.n, got.Assurance)
		}
	}
	if c := control(t, nil, ControlOptions{}); c.Reason == "" || c.Segments != nil {
		t.Errorf("no points: got %+v", c)
	}
}

func TestConstantSeriesOfAHundred(t *testing.T) {
	for name, c := range map[string]struct {
		value, target float64
		polarity      Polarity
		want          Assurance
	}{
		"always 100%, target 100%": {100, 100, HighPolarity, Passing},
		"always 99.9%":             {99.9, 100, HighPolarity, Failing},
		"always 0, target 0":       {0, 0, LowPolarity, Passing},
		"always 0.1, target 0":     {0.1, 0, LowPolarity, Failing},
		"no polarity":              {100, 100, NoPolarity, NoAssurance},
		"close to target":          {100, 100, TargetPolarity, NoAssurance},
	} {
		values := slices.Repeat([]float64{c.value}, 14)
		got := control(t, months(values...), ControlOptions{Polarity: c.polarity, Target: c.target, HasTarget: true, Screen: true})
		l := got.Segments[0].Limits
		if l.Lower != c.value || l.Upper != c.value || got.Variation != CommonCause || got.Assurance != c.want {
			t.Errorf("%s: got limits %v, %v and %v", name, l, got.Variation, got.Assurance)
		}
	}
}

func TestGapsBreakMovingRangesAndRuns(t *testing.T) {
	whole := []float64{31, 33, 30, 34, 32, 35, 33, 36, 37, nan, 38, 39, 40, 41, 42}
	c := control(t, months(whole...), ControlOptions{})
	if c.Points[9].HasMR || c.Segments[0].Ranges != 12 {
		t.Errorf("a range reaches over the gap: %+v", c.Points[9])
	}
	for _, p := range c.Points {
		for _, h := range p.Hits {
			if h.Rule == RuleTrend {
				t.Errorf("period %d is in a trend although the gap ends it", p.Period)
			}
		}
	}
}

func TestNoTwoPointsOfAdjacentPeriods(t *testing.T) {
	var points []ControlPoint
	for i := range 14 {
		points = append(points, ControlPoint{Period: 2 * i, Value: float64(i)})
	}
	c := control(t, points, ControlOptions{})
	if s := c.Segments[0]; s.State != NoLimits || c.Reason != "no two points of adjacent periods" || s.Limits != (ControlLimits{}) {
		t.Errorf("got %v with reason %q", s.State, c.Reason)
	}
}

func TestSegmentsStandAlone(t *testing.T) {
	before, after := []float64{54, 57, 52, 58, 55, 60, 56, 53, 59, 57, 61, 55, 58}, risingMonths
	starts := []SegmentStart{{Period: 13, Reason: "new case system", Rebase: true}, {Period: 99, Reason: "not yet"}}
	c := control(t, months(append(slices.Clone(before), after...)...), ControlOptions{Starts: starts})
	alone := control(t, months(after...), ControlOptions{})
	if len(c.Segments) != 2 || c.Segments[1].Limits != alone.Segments[0].Limits || c.Segments[1].Start.Reason != "new case system" {
		t.Fatalf("got segments %+v", c.Segments)
	}
	if c.Points[13].HasMR || c.Points[13].Segment != 1 {
		t.Errorf("the first point after the rebase: %+v", c.Points[13])
	}
	for i, p := range alone.Points {
		if !slices.Equal(c.Points[13+i].Hits, p.Hits) {
			t.Errorf("point %d of the second segment: got %v, want %v", i+1, c.Points[13+i].Hits, p.Hits)
		}
	}
	if c.Variation != alone.Variation {
		t.Errorf("got %v, want that of the latest segment, %v", c.Variation, alone.Variation)
	}
	short := control(t, months(append(slices.Clone(before), 90, 91, 92)...), ControlOptions{Starts: starts})
	if short.Segments[1].State != NoLimits || short.Variation != NoReading || short.Segments[0].State != FullLimits {
		t.Errorf("three points after a rebase: got %v and %v", short.Segments[1].State, short.Variation)
	}
}

func TestFixedBaseline(t *testing.T) {
	values := append(slices.Repeat([]float64{10, 12}, 6), 20, 22, 20, 22)
	c := control(t, months(values...), ControlOptions{Baseline: 12})
	s := c.Segments[0]
	near(t, "mean", s.Mean, 11, 1e-15)
	near(t, "upper limit", s.Limits.Upper, 11+2.66*2, 1e-12)
	if s.Used != 12 || !s.Fixed || c.Points[12].Rule != RuleOutside {
		t.Errorf("got %+v", s)
	}
	if few := control(t, months(values[:11]...), ControlOptions{Baseline: 12}).Segments[0]; few.Fixed || few.Used != 11 {
		t.Errorf("fewer points than the baseline: got %+v, want all used", few)
	}
	for _, n := range []int{1, 11, -3} {
		if _, err := Control(months(values...), ControlOptions{Baseline: n}); !errors.Is(err, ErrInput) {
			t.Errorf("a baseline of %d: got %v, want ErrInput", n, err)
		}
	}
}

func TestClippedLimitsAreForDrawingOnly(t *testing.T) {
	c := control(t, months(1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1), ControlOptions{})
	drawn := c.Segments[0].Limits.Clipped(0, inf)
	if drawn.Lower != 0 || drawn.NearLower != 0 || drawn.Upper != c.Segments[0].Limits.Upper || c.Segments[0].Limits.Lower >= 0 {
		t.Errorf("got %v from %v", drawn, c.Segments[0].Limits)
	}
}

func TestImpossibleControlChartsAreRefused(t *testing.T) {
	good := months(risingMonths...)
	for name, c := range map[string]struct {
		points []ControlPoint
		o      ControlOptions
	}{
		"NaN":                        {[]ControlPoint{{Value: nan}}, ControlOptions{}},
		"infinite":                   {[]ControlPoint{{Value: inf}}, ControlOptions{}},
		"a month twice":              {[]ControlPoint{{}, {}}, ControlOptions{}},
		"NaN target":                 {good, ControlOptions{Target: nan, HasTarget: true}},
		"a start without reason":     {good, ControlOptions{Starts: []SegmentStart{{Period: 3}}}},
		"two starts at once":         {good, ControlOptions{Starts: []SegmentStart{{Period: 3, Reason: "a"}, {Period: 3, Reason: "b"}}}},
		"no denominator":             {[]ControlPoint{{X: 0, N: 0}}, ControlOptions{Kind: PChart}},
		"more cases than people":     {[]ControlPoint{{X: 3, N: 2}}, ControlOptions{Kind: PPrime}},
		"no population":              {[]ControlPoint{{X: 3, N: 0}}, ControlOptions{Kind: UChart}},
		"half an event":              {[]ControlPoint{{X: 0.5, N: 3}}, ControlOptions{Kind: UPrime}},
		"a kind there is none of":    {good, ControlOptions{Kind: 77}},
		"a negative scale":           {good, ControlOptions{Scale: -1}},
		"a baseline of a later part": {good, ControlOptions{Starts: []SegmentStart{{Period: 3, Reason: "a", Baseline: 5}}}},
	} {
		if _, err := Control(c.points, c.o); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}
