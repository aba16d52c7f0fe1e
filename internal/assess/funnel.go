package assess

import (
	"math"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/stats"
)

// Funnel is the funnel plot of all authorities in one period (statistics note
// §10). Areas are those of Points, in the same order; whoever is hidden or has
// no counts is not among them. Reason says why there is no plot.
type Funnel struct {
	stats.Funnel
	Areas  []dataset.AreaID
	Curve  []CurvePoint // the lines as drawn, from small denominators to large ones
	Reason string
}

// CurvePoint is where the lines are at one denominator.
type CurvePoint struct {
	N float64
	stats.FunnelLimits
}

// At is the point of an area; nil when it is not in the plot.
func (f *Funnel) At(area dataset.AreaID) *stats.FunnelPoint {
	for n, a := range f.Areas {
		if a == area {
			return &f.Points[n]
		}
	}
	return nil
}

// Label is where a point lies among the lines as they are drawn: widened where
// areas differ more than chance allows.
func (f *Funnel) Label(p *stats.FunnelPoint) stats.Label {
	if f.Overdispersed {
		return p.AdjustedLabel
	}
	return p.Label
}

// Funnel works the plot of a period out once and hands the same to whoever asks
// again, from several goroutines.
func (s *Series) Funnel(period int) *Funnel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.funnels[period]; f != nil {
		return f
	}
	f := s.funnel(period)
	s.funnels[period] = f
	return f
}

func (s *Series) funnel(period int) *Funnel {
	def := s.Indicator.Def
	if def.Measure != "proportion" && def.Measure != "rate" {
		return &Funnel{Reason: "only proportions and rates with counts have a funnel plot"}
	}
	f := &Funnel{}
	var counts []stats.Rate
	for _, p := range s.Places(period, evaluate.Headline) {
		r := s.Indicator.At(p.Area, period, evaluate.Headline)
		if r.HasInterval && r.Numerator.Known && r.Denominator.Known {
			f.Areas, counts = append(f.Areas, p.Area), append(counts, parts(r))
		}
	}
	if len(counts) < stats.FunnelAreas {
		return &Funnel{Reason: "too few areas have counts"}
	}
	var err error
	k := def.Unit.Multiplier()
	if def.Measure == "rate" {
		f.Funnel, err = stats.RateFunnel(counts, k)
	} else {
		f.Funnel, err = stats.ProportionFunnel(proportions(counts), k)
	}
	if err != nil {
		return &Funnel{Reason: "limits cannot be worked out"}
	}
	f.trace()
	return f
}

// curveSteps is how finely lines are followed: fine enough to look smooth.
const curveSteps = 60

// trace follows the lines from the smallest area to the largest, closer where
// they bend.
func (f *Funnel) trace() {
	low, high := math.Inf(1), 0.0
	for _, p := range f.Points {
		low, high = math.Min(low, p.N), math.Max(high, p.N)
	}
	at := f.Limits
	if f.Overdispersed {
		at = f.Adjusted
	}
	for i := range curveSteps + 1 {
		share := float64(i) / curveSteps
		n := low + (high-low)*share*share
		if l, err := at(n); err == nil {
			f.Curve = append(f.Curve, CurvePoint{n, l})
		}
	}
}

func proportions(counts []stats.Rate) []stats.Proportion {
	out := make([]stats.Proportion, len(counts))
	for i, c := range counts {
		out[i] = stats.Proportion(c)
	}
	return out
}
