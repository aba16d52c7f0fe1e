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
	s.travel(&c, r, old)
	return c
}

// travel tests the change between two figures that are one step apart.
func (s *Series) travel(c *Change, r, old *evaluate.Result) {
	polarity, _ := stats.ParsePolarity(s.polarity(r))
	d, ok := s.weigh(r, old)
	few := tooFew(s.Indicator.Def, r) || tooFew(s.Indicator.Def, old)
	if !ok || few {
		d = stats.Difference{}
	}
	t := stats.DirectionOfTravel(stats.SeriesPoint{Value: old.Value.Number}, stats.SeriesPoint{Period: 1, Value: r.Value.Number}, nil, d, polarity)
	if c.Result, c.Reason = t.Result.String(), t.Reason; t.Result == stats.NoComparison {
		return
	}
	c.Value, c.Strong = quantity.Of(t.Change), t.Significant998
	switch {
	case few:
		c.Reason = "too few cases to test"
	case t.Result == stats.NotTested:
		c.Reason = s.untested()
	}
}

// untested says why a change of the measure is not tested.
func (s *Series) untested() string {
	switch s.Indicator.Def.Measure {
	case "count":
		return "a count: nothing to test it against"
	case "ratio-oe", "ratio-counts":
		return "ratios have no test of change"
	}
	return "no interval is published, so no test"
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
// (statistics note §8), up to the result's own period. Series without intervals
// are tested by ranks, which needs more points.
func (s *Series) trend(r *evaluate.Result) (stats.Trend, *stats.MannKendall) {
	def := s.Indicator.Def
	switch {
	case !usable(r):
		return stats.Trend{Reason: "no figure in this period"}, nil
	case def.Period.Cumulative != "":
		return stats.Trend{Reason: "the figure adds up through the year and starts again"}, nil
	case def.Measure == "count":
		return stats.Trend{Reason: "a count: there is no population to set it against"}, nil
	case def.Measure == "ratio-oe", def.Measure == "ratio-counts":
		return stats.Trend{Reason: "ratios have no test of trend"}, nil
	case tooFew(def, r):
		return stats.Trend{Reason: "too few cases to test"}, nil
	}
	history, reason := s.History(r)
	if reason != "" {
		return stats.Trend{Reason: reason}, nil
	}
	if r.HasInterval {
		return stats.RecentTrend(TrendPoints(history)), nil
	}
	return trendByRanks(history)
}

// Past is a usable figure of a series and its place on true time, in periods
// from the figure that was asked about: 0 is its own, -1 the one before.
type Past struct {
	Step   int
	Result *evaluate.Result
}

// History is the usable figures after the last break up to a result's own
// period, oldest first, or the reason why they cannot be put on one line.
func (s *Series) History(r *evaluate.Result) (past []Past, reason string) {
	i := s.Indicator
	first := s.rewordedBefore(r) + 1
	for _, at := range s.breaks {
		if at <= int(r.Period) {
			first = max(first, at)
		}
	}
	for p := first; p <= int(r.Period); p++ {
		old := i.At(r.Area, p, int(r.Breakdown))
		if !usable(old) || i.Periods[p].Type != i.Periods[r.Period].Type {
			continue
		}
		step, ok := dataset.Steps(i.Periods[r.Period], i.Periods[p])
		if !ok || step != float64(int(step)) {
			return nil, "periods are not evenly spaced"
		}
		past = append(past, Past{int(step), old})
	}
	return past, ""
}

// TrendPoints are the figures of a history that have an interval.
func TrendPoints(history []Past) (out []stats.TrendPoint) {
	for _, p := range history {
		if p.Result.HasInterval {
			out = append(out, stats.TrendPoint{Period: p.Step, Value: p.Result.Value.Number, Interval: p.Result.I95})
		}
	}
	return out
}

// SeriesPoints are the figures of a history alone.
func SeriesPoints(history []Past) (out []stats.SeriesPoint) {
	for _, p := range history {
		out = append(out, stats.SeriesPoint{Period: p.Step, Value: p.Result.Value.Number})
	}
	return out
}

// trendByRanks is the Mann-Kendall test at the level of the recent trend.
func trendByRanks(history []Past) (stats.Trend, *stats.MannKendall) {
	if len(history) < stats.LongSeries {
		return stats.Trend{Reason: "fewer than 8 points, and no interval"}, nil
	}
	m, err := stats.Kendall(SeriesPoints(history))
	if err != nil {
		return stats.Trend{Reason: "the figures cannot be put in order"}, nil
	}
	return stats.Trend{Result: m.Result(stats.Z998), Slope: m.Slope, P: m.P}, &m
}
