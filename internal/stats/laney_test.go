package stats

import (
	"math"
	"slices"
	"testing"
)

func monthsOf(xs, ns []float64) []ControlPoint {
	var points []ControlPoint
	for i := range xs {
		points = append(points, ControlPoint{Period: i, X: xs[i], N: ns[i]})
	}
	return points
}

func TestAttributeChartsByHand(t *testing.T) {
	ns := slices.Repeat([]float64{100, 400}, 7)
	xs := slices.Repeat([]float64{20, 80}, 7)
	xs[3] = 110
	// Pooled: 730 of 3500. The standard error at 400 is half that at 100.
	centre := 730.0 / 3500
	p := control(t, monthsOf(xs, ns), ControlOptions{Kind: PChart, Scale: 100})
	se := 100 * math.Sqrt(centre*(1-centre)/400)
	near(t, "p centre", p.Segments[0].Mean, 100*centre, 1e-12)
	near(t, "p upper limit", p.Points[3].Limits.Upper, 100*centre+3*se, 1e-12)
	near(t, "p near limit", p.Points[3].Limits.NearUpper, 100*centre+2*se, 1e-12)
	near(t, "p lower limit at 100", p.Points[0].Limits.Lower, 100*centre-6*se, 1e-12)
	if p.Points[3].Rule != RuleOutside {
		t.Errorf("27.5%% of 400: got %v, want outside", p.Points[3].Rule)
	}
	u := control(t, monthsOf(xs, ns), ControlOptions{Kind: UChart})
	near(t, "u upper limit", u.Points[3].Limits.Upper, centre+3*math.Sqrt(centre/400), 1e-12)
}

func TestLaneyWidensByTheMovingRangeOfScores(t *testing.T) {
	ns := slices.Repeat([]float64{100}, 14)
	xs := slices.Repeat([]float64{10, 30}, 7)
	// Scores alternate between -2.5 and 2.5 standard errors of 4 points.
	c := control(t, monthsOf(xs, ns), ControlOptions{Kind: PPrime, Scale: 100})
	near(t, "score", c.Points[0].Z, -2.5, 1e-12)
	near(t, "moving range", c.Points[1].MR, 5, 1e-12)
	near(t, "sigma", c.Segments[0].Sigma, 5/1.128, 1e-12)
	near(t, "upper limit", c.Segments[0].Limits.Upper, 20+3*4*5/1.128, 1e-12)
}

func TestAttributeChartsOfNobodyAndEverybody(t *testing.T) {
	ns := slices.Repeat([]float64{40, 90}, 7)
	for _, kind := range []ChartKind{PChart, UChart, PPrime, UPrime} {
		c := control(t, monthsOf(make([]float64, 14), ns), ControlOptions{Kind: kind, Polarity: LowPolarity, HasTarget: true})
		if l := c.Segments[0].Limits; l != (ControlLimits{}) || c.Variation != CommonCause || c.Assurance != Passing {
			t.Errorf("%v of nobody: got %v, %v, %v", kind, l, c.Variation, c.Assurance)
		}
	}
	c := control(t, monthsOf(ns, ns), ControlOptions{Kind: PPrime, Scale: 100, Polarity: HighPolarity, Target: 100, HasTarget: true})
	if l := c.Segments[0].Limits; l.Lower != 100 || l.Upper != 100 || c.Assurance != Passing {
		t.Errorf("everybody: got %v and %v", l, c.Assurance)
	}
}

func TestAttributeChartsNeedNoNeighbouringPeriods(t *testing.T) {
	points := monthsOf(slices.Repeat([]float64{9, 11}, 7), slices.Repeat([]float64{50}, 14))
	for i := range points {
		points[i].Period *= 2
	}
	if c := control(t, points, ControlOptions{Kind: PChart}); c.Segments[0].State != FullLimits {
		t.Errorf("p: got %v %q, want full limits", c.Segments[0].State, c.Reason)
	}
	if c := control(t, points, ControlOptions{Kind: PPrime}); c.Segments[0].State != NoLimits || c.Reason == "" {
		t.Errorf("p': got %v, want none with a reason", c.Segments[0].State)
	}
}

func TestDenominatorsThatVary(t *testing.T) {
	cases := []struct {
		ns   []float64
		want bool
	}{
		{[]float64{100, 100, 100}, false},
		{[]float64{75, 125}, false}, // a quarter off, not more
		{[]float64{74, 126}, true},
		{[]float64{100}, false},
		{nil, false},
		{[]float64{nan, 1}, false},
	}
	for _, c := range cases {
		if got := VaryingDenominators(c.ns); got != c.want {
			t.Errorf("%v: got %v, want %v", c.ns, got, c.want)
		}
	}
}
