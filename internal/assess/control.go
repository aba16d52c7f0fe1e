package assess

import (
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// Control is the control chart of an area's own figure and what it says of the
// latest period (statistics note §9). Reason says in a few words why there is
// no chart, or why the chart has no reading of the latest period.
type Control struct {
	Chart   stats.ControlChart
	Periods []int                 // index among the indicator's periods, one a point of Chart
	Target  quantity.Value        // what Assurance is against; absent when there is none
	Latest  *stats.ControlReading // of the period that was asked for; nil when it has none
	Reason  string
}

// Drawn reports whether the latest segment has limits.
func (c *Control) Drawn() bool { return c.segment().State != stats.NoLimits }

// Icons reports whether variation and assurance may be told.
func (c *Control) Icons() bool { return c.Latest != nil && c.Chart.Variation != stats.NoReading }

// segment is the latest one; the zero segment, without limits, when there is
// no point.
func (c *Control) segment() stats.Segment {
	if n := len(c.Chart.Segments); n > 0 {
		return c.Chart.Segments[n-1]
	}
	return stats.Segment{}
}

// Segment is the latest segment with its limits.
func (c *Control) Segment() stats.Segment { return c.segment() }

var controlKinds = map[string]stats.ChartKind{"": stats.XmR, "xmr": stats.XmR, "p": stats.PChart, "u": stats.UChart, "p-prime": stats.PPrime, "u-prime": stats.UPrime}

// Control draws up the chart of an area's headline figures up to a period.
// Only series of evenly spaced periods that do not overlap have one: no rolling
// years, no counts that add up through a year, no survey waves.
func (s *Series) Control(area dataset.AreaID, period int) Control {
	i := s.Indicator
	kind, wanted := controlKinds[i.Def.Control.Chart]
	switch p := i.Periods[period]; {
	case !wanted:
		return Control{Reason: "its definition asks for no control chart"}
	case p.Overlaps():
		return Control{Reason: "its periods overlap"}
	case i.Def.Period.Cumulative != "":
		return Control{Reason: "the figure adds up through the year and starts again"}
	case p.Type == dataset.Survey:
		return Control{Reason: "surveys have no fixed period"}
	}
	c := Control{Target: s.fixedTarget()}
	points, reason := s.controlPoints(&c, area, period, kind)
	if reason != "" {
		return Control{Reason: reason}
	}
	polarity, _ := stats.ParsePolarity(i.Def.Polarity)
	o := stats.ControlOptions{Kind: kind, Scale: i.Def.Unit.Multiplier(), Polarity: polarity, Baseline: i.Def.Control.Baseline,
		Screen: i.Def.Control.Screen, Target: c.Target.Number, HasTarget: c.Target.Known, Starts: s.starts(period)}
	var err error
	if c.Chart, err = stats.Control(points, o); err != nil {
		return Control{Reason: "limits cannot be worked out"}
	}
	c.read(period)
	return c
}

// controlPoints are the usable figures up to a period on true time, the first
// period of the type being 0. A figure made from too few cases says nothing of
// a level and is a gap.
func (s *Series) controlPoints(c *Control, area dataset.AreaID, period int, kind stats.ChartKind) (points []stats.ControlPoint, reason string) {
	i := s.Indicator
	for p := 0; p <= period; p++ {
		if i.Periods[p].Type != i.Periods[period].Type {
			continue
		}
		at, ok := s.step(p, period)
		if !ok {
			return nil, "periods are not evenly spaced"
		}
		r := i.At(area, p, evaluate.Headline)
		if !usable(r) || tooFew(i.Def, r) {
			continue
		}
		point := stats.ControlPoint{Period: at, Value: r.Value.Number}
		if kind != stats.XmR {
			if !r.HasInterval || !r.Numerator.Known || !r.Denominator.Known {
				continue
			}
			point.X, point.N = r.Numerator.Number, r.Denominator.Number
		}
		points, c.Periods = append(points, point), append(c.Periods, p)
	}
	if len(points) == 0 {
		return nil, "no figure to draw"
	}
	return points, ""
}

// step is where a period lies on true time, counted from the first period of
// the type of another; ok is false where that is no whole number of steps.
func (s *Series) step(p, of int) (at int, ok bool) {
	i := s.Indicator
	for first := range i.Periods {
		if i.Periods[first].Type == i.Periods[of].Type {
			steps, known := dataset.Steps(i.Periods[first], i.Periods[p])
			return int(steps), known && steps == float64(int(steps))
		}
	}
	return 0, false
}

// starts are where segments of the chart begin: breaks of the series and agreed
// rebases. Two at one period are one, with both reasons.
func (s *Series) starts(period int) []stats.SegmentStart {
	i := s.Indicator
	var out []stats.SegmentStart
	add := func(from int, reason string, rebase bool) {
		for p := max(from, 0); from >= 0 && p <= period; p++ {
			if i.Periods[p].Type != i.Periods[period].Type {
				continue
			}
			at, _ := s.step(p, period)
			for n := range out {
				if out[n].Period == at {
					out[n].Reason += "; " + reason
					out[n].Rebase = out[n].Rebase && rebase
					return
				}
			}
			out = append(out, stats.SegmentStart{Period: at, Reason: reason, Rebase: rebase})
			return
		}
	}
	for _, b := range i.Def.Breaks {
		add(BreakAt(i.Def, b, i.Periods), b.Reason, false)
	}
	for _, r := range i.Def.Control.Rebase {
		add(RebaseAt(i.Def, r, i.Periods), r.Reason, true)
	}
	return out
}

// read takes the latest point for the period's own, if it is, and says why
// there is no reading otherwise.
func (c *Control) read(period int) {
	last := len(c.Chart.Points) - 1
	switch {
	case c.Periods[last] != period:
		c.Reason = "no usable figure in this period"
	case !c.Drawn():
		c.Reason = "too few points, " + c.segment().Reason
	default:
		c.Latest, c.Reason = &c.Chart.Points[last], c.Chart.Reason
		return
	}
	c.Chart.Variation, c.Chart.Assurance, c.Chart.Mixed = stats.NoReading, stats.NoAssurance, false
}

// fixedTarget is the goal or the definition's target: a benchmark that moves
// with other areas is none.
func (s *Series) fixedTarget() quantity.Value {
	def := s.Indicator.Def
	if g := s.a.Goals[def.ID]; g.Value != nil {
		return quantity.Of(*g.Value)
	}
	if def.Target != nil && def.Target.Value != nil {
		return quantity.Of(*def.Target.Value)
	}
	return quantity.Value{}
}
