package assess

import (
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// change compares with the period exactly one before (statistics note §7).
func (s *Series) change(r *evaluate.Result) Change {
	i := s.Indicator
	p := i.Periods[r.Period]
	if r.Value.Absent() {
		return Change{Result: NoComparison, Reason: "no figure here"}
	}
	previous, n := s.previous(p)
	if n < 0 {
		return Change{Result: NoComparison, Reason: "no figure for the period before"}
	}
	old := i.At(r.Area, n, int(r.Breakdown))
	if old == nil {
		return Change{Result: NoComparison, Reason: "no figure for " + previous.Label}
	}
	c := Change{Result: NoComparison, Previous: old.Value, Period: i.Periods[n]}
	switch {
	case s.broken(n, int(r.Period)):
		c.Reason = "counted differently before " + p.Label
		return c
	case evaluate.Reworded(i.Def, old, r):
		c.Reason = "the question had other words in " + i.Periods[n].Label
		return c
	case !r.Value.Known || !old.Value.Known:
		c.Reason = "no figure in one of the two periods"
		return c
	case !usable(r) || !usable(old):
		c.Reason = "too few answers to compare"
		return c
	}
	c.Value = quantity.Of(r.Value.Number - old.Value.Number)
	c.Result = s.tested(r, old)
	if tooFew(i.Def, r) || tooFew(i.Def, old) {
		c.Result, c.Reason = NotTested, "too few cases to test"
	}
	return c
}

// previous is the period that a figure is compared with, and its index: exactly
// one step earlier. Survey waves
// have no fixed step: there it is the wave before.
func (s *Series) previous(p dataset.Period) (dataset.Period, int) {
	q, ok := p.Previous()
	if s.Indicator.Def.Period.Cumulative != "" {
		// What adds up through the year is set beside the same point of the
		// year before: the step from one month to the next only grows.
		q, ok = p.YearBefore()
	}
	if ok {
		return q, s.Indicator.PeriodIndex(q)
	}
	if p.Type == "SURV" {
		for n := len(s.Indicator.Periods) - 1; n >= 0; n-- {
			if q := s.Indicator.Periods[n]; q.Type == "SURV" && q.End < p.Start {
				return q, n
			}
		}
	}
	return q, -1
}

// broken reports whether a break of the series lies after period a and not
// after period b.
func (s *Series) broken(a, b int) bool {
	for _, at := range s.breaks {
		if a < at && at <= b {
			return true
		}
	}
	return false
}

// tested is the change result by the difference interval of the measure
// (statistics note §6).
func (s *Series) tested(r, old *evaluate.Result) string {
	d, ok := difference(s.Indicator.Def.Measure, r, old)
	switch {
	case !ok:
		return NotTested
	case d.Lower > 0:
		return Increase
	case d.Upper < 0:
		return Decrease
	}
	return NoChange
}

// difference is the 95% interval of a minus b per unit of denominator, by the
// measure's method; ok is false where the measure has none.
func difference(measure string, a, b *evaluate.Result) (stats.Interval, bool) {
	if measure == "published-ci" {
		if !a.HasInterval || !b.HasInterval {
			return stats.Interval{}, false
		}
		e, err := stats.PublishedDifference(stats.Estimate{Value: a.Value.Number, Interval: a.I95}, stats.Estimate{Value: b.Value.Number, Interval: b.I95})
		return e.Interval, err == nil
	}
	if !a.HasInterval || !b.HasInterval || !a.Denominator.Known || !b.Denominator.Known {
		return stats.Interval{}, false
	}
	x1, n1, x2, n2 := a.Numerator.Number, a.Denominator.Number, b.Numerator.Number, b.Denominator.Number
	switch measure {
	case "proportion", "survey":
		e, err := stats.ProportionDifference(stats.Proportion{X: x1, N: n1}, stats.Proportion{X: x2, N: n2}, stats.Z95)
		return e.Interval, err == nil
	case "rate", "ratio-oe":
		e, err := stats.RateDifference(stats.Rate{X: x1, N: n1}, stats.Rate{X: x2, N: n2}, 1, stats.Z95)
		return e.Interval, err == nil
	case "mean":
		e, err := stats.MeanDifference(stats.Sample{N: n1, Mean: a.Value.Number, SD: a.Spread.Number}, stats.Sample{N: n2, Mean: b.Value.Number, SD: b.Spread.Number}, stats.Z95)
		return e.Interval, err == nil
	}
	return stats.Interval{}, false
}

// rewordedBefore is the index of the last period up to the result's own in
// which the survey asked another question; -1 when there is none.
func (s *Series) rewordedBefore(r *evaluate.Result) int {
	i := s.Indicator
	for p := int(r.Period) - 1; p >= 0; p-- {
		if old := i.At(r.Area, p, int(r.Breakdown)); old != nil && evaluate.Reworded(i.Def, old, r) {
			return p
		}
	}
	return -1
}

// trend is the recent trend of the last usable points after the last break
// (statistics note §8), up to the result's own period.
func (s *Series) trend(r *evaluate.Result) stats.Trend {
	i := s.Indicator
	first := 0
	for _, at := range s.breaks {
		if at <= int(r.Period) {
			first = max(first, at)
		}
	}
	if !usable(r) {
		return stats.Trend{Reason: "no figure in this period"}
	}
	if i.Def.Period.Cumulative != "" {
		return stats.Trend{Reason: "the figure adds up through the year and starts again"}
	}
	first = max(first, s.rewordedBefore(r)+1)
	var points []stats.TrendPoint
	for p := first; p <= int(r.Period); p++ {
		old := i.At(r.Area, p, int(r.Breakdown))
		if !usable(old) || !old.HasInterval {
			continue
		}
		step, ok := dataset.Steps(i.Periods[first], i.Periods[p])
		if !ok || step != float64(int(step)) {
			return stats.Trend{Reason: "periods are not evenly spaced"}
		}
		points = append(points, stats.TrendPoint{Period: int(step), Value: old.Value.Number, Interval: old.I95})
	}
	return stats.RecentTrend(points)
}
