package stats

import (
	"math"
	"slices"
)

// The control chart's rules (note §9).
const (
	ControlTrial = 10 // points of a segment from which trial limits are drawn
	ControlFull  = 13 // points from which limits are full and icons shown
	MinBaseline  = 12 // points the limits of a fixed baseline rest on, at least
)

// ChartKind is how a control chart finds its limits. The zero value is XmR,
// which serves every measure; the others need counts and denominators.
type ChartKind uint8

const (
	XmR    ChartKind = iota // individual values and their moving ranges
	PChart                  // proportions, binomial limits by each denominator
	UChart                  // rates, Poisson limits by each population
	PPrime                  // p' (Laney): as PChart, widened by the moving range
	UPrime                  // u' (Laney): as UChart, widened by the moving range
)

// String is the chart's name.
func (k ChartKind) String() string {
	names := []string{"XmR", "p", "u", "p'", "u'"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// ControlPoint is one period's figure; Period is its true index, so that a
// missing period is a gap in the indices. Value is for XmR. The other charts
// take X of N and work the value out.
type ControlPoint struct {
	Period int
	Value  float64
	X, N   float64
}

// SegmentStart begins a new segment at the first period it names: a break of
// the series or a rebase, each with the reason that is printed beside it.
// Baseline fixes the limits to that many first points; 0 takes the chart's.
type SegmentStart struct {
	Period   int
	Reason   string
	Rebase   bool // agreed and dated; otherwise a break of comparability
	Baseline int
}

// ControlOptions are a chart's settings; the zero value is an XmR chart
// without polarity or target, its limits from all points, nothing screened.
type ControlOptions struct {
	Kind      ChartKind
	Scale     float64 // of p and u charts: 100 for percentages; 0 counts as 1
	Polarity  Polarity
	Target    float64
	HasTarget bool
	Baseline  int  // first points that fix the limits, at least 12; 0: all
	Screen    bool // XmR: leave out moving ranges from 3.267 times their mean
	Starts    []SegmentStart
}

// ControlChart is a finished chart. Segments are never empty and cover the
// points in order. Variation and Assurance are the icons of the latest point
// and are none where the latest segment has fewer than ControlFull points;
// Reason then says so. Mixed marks a latest point whose rules disagree in
// direction, which gets a note beside the icon.
type ControlChart struct {
	Kind      ChartKind
	Points    []ControlReading
	Segments  []Segment
	Variation Reading
	Assurance Assurance
	Mixed     bool
	Reason    string
}

// ControlReading is one point with everything the chart says of it. MR is the
// moving range to the period before (of z-scores on p' and u' charts, where Z
// holds the score) and is there only where HasMR is true: not across a gap or
// the start of a segment. Hits are all rules met, in order of precedence; Rule
// is the one that gives the colour.
type ControlReading struct {
	ControlPoint
	Segment int // index into Segments
	Limits  ControlLimits
	MR, Z   float64
	HasMR   bool
	Hits    []Hit
	Rule    Rule
	High    bool // direction of Rule
	Reading Reading
	Mixed   bool
}

// Control draws up a control chart from points in any order. It refuses
// values that are no numbers, two points for a period, denominators of 0 or
// less on p and u charts, baselines below 12 and starts without a reason. No
// or few points are no error: the chart then says that there is no reading.
//
// Shewhart WA (1931); Provost LP, Murray SK (2011) The Health Care Data Guide;
// NHS England, Making Data Count; note §9.
func Control(points []ControlPoint, o ControlOptions) (ControlChart, error) {
	series, err := controlSeries(points, o)
	if err != nil {
		return ControlChart{}, err
	}
	starts, err := o.starts()
	if err != nil {
		return ControlChart{}, err
	}
	c := ControlChart{Kind: o.Kind}
	for i := 0; i < len(series); {
		s := Segment{Start: governing(starts, series[i].Period), First: i}
		for i < len(series) && governing(starts, series[i].Period) == s.Start {
			c.Points = append(c.Points, ControlReading{ControlPoint: series[i], Segment: len(c.Segments)})
			i++
		}
		s.N = i - s.First
		if err := s.read(c.Points[s.First:i], o); err != nil {
			return ControlChart{}, err
		}
		c.Segments = append(c.Segments, s)
	}
	c.icons(o)
	return c, nil
}

// controlSeries checks and orders the points, with the values of p and u
// charts worked out.
func controlSeries(points []ControlPoint, o ControlOptions) ([]ControlPoint, error) {
	if o.Kind > UPrime {
		return nil, invalid("chart kind %d", o.Kind)
	}
	if o.HasTarget && !finite(o.Target) {
		return nil, invalid("target %v", o.Target)
	}
	series, reason := ordered(points, func(p ControlPoint) int { return p.Period })
	if reason != "" {
		return nil, invalid("%s", reason)
	}
	for i := range series {
		if err := series[i].settle(o); err != nil {
			return nil, err
		}
	}
	return series, nil
}

func (p *ControlPoint) settle(o ControlOptions) error {
	var err error
	switch o.Kind {
	case PChart, PPrime:
		err = checkProportion(p.X, p.N, Z95)
	case UChart, UPrime:
		if err = checkCount("count", p.X); err == nil {
			err = checkPositive("population", p.N)
		}
	}
	if err != nil {
		return err
	}
	if o.Kind != XmR {
		p.Value = o.scale() * p.X / p.N
	}
	if !(math.Abs(p.Value) <= largest) {
		return invalid("value %v at period %d", p.Value, p.Period)
	}
	return nil
}

// largest keeps sums, limits and their squares of a chart within float64.
const largest = 1e150

func (o ControlOptions) scale() float64 {
	if o.Scale == 0 {
		return 1
	}
	return o.Scale
}

// starts are the segment starts in order; the caller's are checked.
func (o ControlOptions) starts() ([]SegmentStart, error) {
	if err := checkPositive("scale", o.scale()); err != nil {
		return nil, err
	}
	for _, s := range append([]SegmentStart{{Reason: "-", Baseline: o.Baseline}}, o.Starts...) {
		switch {
		case s.Reason == "":
			return nil, invalid("the segment from period %d has no reason", s.Period)
		case s.Baseline != 0 && s.Baseline < MinBaseline:
			return nil, invalid("a baseline of %d points is below %d", s.Baseline, MinBaseline)
		}
	}
	starts, reason := ordered(o.Starts, func(s SegmentStart) int { return s.Period })
	if reason != "" {
		return nil, invalid("segment starts: %s", reason)
	}
	for i := range starts {
		if starts[i].Baseline == 0 {
			starts[i].Baseline = o.Baseline
		}
	}
	return append([]SegmentStart{{Period: math.MinInt, Baseline: o.Baseline}}, starts...), nil
}

// governing is the last start not after the period.
func governing(starts []SegmentStart, period int) SegmentStart {
	i := slices.IndexFunc(starts, func(s SegmentStart) bool { return s.Period > period })
	if i < 0 {
		i = len(starts)
	}
	return starts[i-1]
}
