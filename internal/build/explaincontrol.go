package build

import (
	"math"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// control is the chart of headline figures up to the explained period.
func (e *explanation) control() ControlExplained {
	out := ControlExplained{Unit: e.unit(), Flags: []string{}, Segments: []SegmentExplained{}, Points: []PointExplained{}}
	if e.breakdown != evaluate.Headline {
		out.Reason = "only headline figures have a control chart"
		return out
	}
	c := e.s.Control(e.area, e.period)
	out.Kind, out.Reason, out.Target = c.Chart.Kind.String(), c.Reason, known(c.Target)
	out.Proportion = c.Chart.Kind != stats.XmR
	label := func(n int) string { return e.s.Indicator.Periods[c.Periods[n]].Label }
	for _, s := range c.Chart.Segments {
		out.Segments = append(out.Segments, e.segment(&c, s, label))
	}
	for n, p := range c.Chart.Points {
		out.Points = append(out.Points, pointOf(&c, p, label(n)))
	}
	if p := c.Latest; p != nil {
		out.Mean, out.Lower, out.Upper = number(p.Limits.Mean), number(p.Limits.Lower), number(p.Limits.Upper)
		out.NearLower, out.NearUpper = number(p.Limits.NearLower), number(p.Limits.NearUpper)
		out.Variation, out.Assurance, out.Mixed = c.Chart.Variation.String(), c.Chart.Assurance.String(), c.Chart.Mixed
		for _, h := range p.Hits {
			out.Flags = append(out.Flags, h.Rule.String())
		}
		if s, ok := c.Signal(); ok && s.Rule != "" {
			out.RunLength, out.RunsSince = whole(s.Length), e.s.Indicator.Periods[s.Since].Label
		}
	}
	return out
}

func (e *explanation) segment(c *assess.Control, s stats.Segment, label func(int) string) SegmentExplained {
	out := SegmentExplained{From: label(s.First), N: s.N, State: s.State.String(), Reason: s.Reason, Used: s.Used, Baseline: s.Fixed, Ranges: s.Ranges, Dropped: []string{}}
	if s.Start.Period != math.MinInt {
		out.Start, out.Rebase = s.Start.Reason, s.Start.Rebase
	}
	if s.State == stats.NoLimits {
		return out
	}
	out.Mean, out.Lower, out.Upper = number(s.Mean), number(s.Limits.Lower), number(s.Limits.Upper)
	out.NearLower, out.NearUpper = number(s.Limits.NearLower), number(s.Limits.NearUpper)
	out.MeanMR, out.MeanMRAll = number(s.MeanMR), number(s.MeanMRAll)
	if e.s.Indicator.Def.Control.Screen {
		out.Cutoff = number(s.Cutoff)
	}
	if s.Sigma > 0 {
		out.Sigma = number(s.Sigma)
	}
	for _, period := range s.Dropped {
		for n, p := range c.Chart.Points {
			if p.Period == period {
				out.Dropped = append(out.Dropped, label(n))
			}
		}
	}
	return out
}

func pointOf(c *assess.Control, p stats.ControlReading, label string) PointExplained {
	out := PointExplained{Period: label, Index: p.Period - c.Chart.Points[0].Period + 1, Segment: p.Segment + 1, Value: number(p.Value), Hits: []HitExplained{},
		Rule: p.Rule.String(), Reading: p.Reading.String()}
	if p.HasMR {
		out.MovingRange = number(p.MR)
	}
	if c.Chart.Kind == stats.PPrime || c.Chart.Kind == stats.UPrime {
		out.Z = number(p.Z)
	}
	if c.Chart.Segments[p.Segment].State != stats.NoLimits {
		out.Mean, out.Lower, out.Upper = number(p.Limits.Mean), number(p.Limits.Lower), number(p.Limits.Upper)
	}
	for _, h := range p.Hits {
		out.Hits = append(out.Hits, HitExplained{h.Rule.String(), direction(h.High)})
	}
	if p.Rule != stats.NoRule {
		out.Direction = direction(p.High)
	}
	return out
}

// funnel is the plot of the explained period with the area's place in it.
func (e *explanation) funnel(r *evaluate.Result) FunnelExplained {
	out := FunnelExplained{Unit: e.unit(), Winsorised: []float64{}}
	if e.breakdown != evaluate.Headline {
		out.Reason = "only headline figures have a funnel plot"
		return out
	}
	f := e.s.Funnel(e.period)
	if out.Reason = f.Reason; f.Reason != "" {
		return out
	}
	d := f.Dispersion
	out.Areas, out.Benchmark, out.Phi, out.Tau2, out.Overdispersed = len(f.Points), number(f.Benchmark), number(d.Phi), number(d.Tau2), f.Overdispersed
	out.Winsorised = []float64{d.Low, d.High}
	p := f.At(e.area)
	if p == nil {
		out.Reason = "the area has no counts in the period"
		if r.Value.Symbol == quantity.Suppressed {
			out.Reason = "the figure is suppressed"
		}
		return out
	}
	out.Limits, out.Result = limits("", p.Limits.At95, p.Limits.At998), code(p.Label)
	if f.Overdispersed {
		out.Adjusted, out.AdjustedResult = limits("", p.Adjusted.At95, p.Adjusted.At998), code(p.AdjustedLabel)
	}
	for n, a := range f.Areas {
		if a == e.area {
			out.Z, out.WinsorisedZ = number(d.Z[n]), number(d.Winsorised[n])
		}
	}
	return out
}
