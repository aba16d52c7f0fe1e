package build

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// number is nil for what does not exist or cannot be written.
func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	v += 0 // not -0
	return &v
}

func known(v quantity.Value) *float64 {
	if !v.Known {
		return nil
	}
	return number(v.Number)
}

func whole(n int) *int { return &n }

// limits are two intervals; unknown ones stay null.
func limits(method string, at95, at998 stats.Interval) IntervalExplained {
	out := IntervalExplained{Method: method}
	none := stats.Interval{}
	if at95 != none {
		out.Lower95, out.Upper95 = number(at95.Lower), number(at95.Upper)
	}
	if at998 != none {
		out.Lower998, out.Upper998 = number(at998.Lower), number(at998.Upper)
	}
	return out
}

// explain fills the whole explanation.
func (e *explanation) explain() Explanation {
	i, def := e.s.Indicator, e.s.Indicator.Def
	as, _ := e.s.At(e.area, e.period, e.breakdown)
	r := as.Result
	area := e.m.Register.Area(e.area)
	x := Explanation{Indicator: def.ID, Version: def.Version, Title: def.TechnicalTitle, Area: AreaExplained{area.Code, area.Name},
		Period: PeriodExplained{i.Periods[e.period].Label, i.Periods[e.period].Type}, Breakdown: i.Breakdowns[e.breakdown].Key,
		Measure: def.Measure, Polarity: def.Polarity, Unit: string(def.Unit), ChangeUnit: string(def.Unit.ChangeUnit()), Multiplier: def.Unit.Multiplier(),
		Value: known(r.Value), Display: e.quantity(r.Value), Symbol: r.Value.Symbol.Code(), Status: r.Status.String(),
		ReadFrom: []string{}, Suppression: def.Suppression, Notes: append([]string{}, r.Notes.Texts()...)}
	if r.Value.Symbol != quantity.Suppressed {
		x.Numerator, x.Denominator, x.SD = known(r.Numerator), known(r.Denominator), known(r.Spread)
	}
	for _, src := range i.Sources(r) {
		x.ReadFrom = append(x.ReadFrom, src.Pos(0).String())
	}
	if r.HasInterval {
		x.Interval = limits(intervalMethod(def.Measure, r), r.I95, stats.Interval{})
		if r.Has998 {
			x.Interval = limits(x.Interval.Method, r.I95, r.I998)
		}
	}
	x.Change = e.changed(&as)
	e.trends(&x, &as)
	x.SimilarAreas = e.similar(&as)
	if x.England = e.benchmark(r, as.England); as.England.Benchmark != (quantity.Value{}) {
		x.England.Code, x.England.Name = dataset.EnglandCode, "England"
	}
	if x.Region = e.benchmark(r, as.Region); as.HasRegion {
		region := e.m.Register.Area(as.RegionID)
		x.Region.Code, x.Region.Name = region.Code, region.Name
	}
	x.Standing, x.Rating = standing(&as), rating(&as)
	x.Standing.Unit, x.Rating.Unit = e.unit(), e.unit()
	x.ControlChart, x.Funnel = e.control(), e.funnel(r)
	return x
}

// perPeriod follows the unit of a slope.
const perPeriod = " per period"

func (e *explanation) unit() string { return string(e.s.Indicator.Def.Unit) }

func (e *explanation) changeUnit() string { return string(e.s.Indicator.Def.Unit.ChangeUnit()) }

// intervalMethod names how limits were made.
func intervalMethod(measure string, r *evaluate.Result) string {
	switch measure {
	case "proportion", "survey":
		return "Wilson"
	case "count", "rate", "ratio-oe":
		if r.Numerator.Number < 10 {
			return "exact Poisson"
		}
		return "Byar"
	case "mean":
		return "Student t"
	case "ratio-counts":
		return "Clopper-Pearson"
	}
	return "as published"
}

func (e *explanation) changed(as *assess.Assessment) ChangeExplained {
	c := as.Change
	out := ChangeExplained{Unit: e.changeUnit(), Result: c.Result, Reason: c.Reason, PreviousPeriod: c.Period.Label, Value: known(c.Value), Significant998: c.Strong}
	if c.Previous.Known {
		out.Previous = known(c.Previous)
	}
	if !c.Value.Known {
		return out
	}
	if c.Previous.Number != 0 {
		out.Relative = number(c.Value.Number / c.Previous.Number)
	}
	old := e.s.Indicator.At(e.area, e.s.Indicator.PeriodIndex(c.Period), e.breakdown)
	if c.Result != assess.NotTested {
		out.Test = e.difference(as.Result, old)
	}
	return out
}

// difference is the test of two results with everything it rests on.
func (e *explanation) difference(a, b *evaluate.Result) DifferenceExplained {
	d, ok := e.s.Difference(a, b)
	if !ok {
		return DifferenceExplained{}
	}
	out := DifferenceExplained{Unit: e.changeUnit(), Method: d.Method.String(), Value: number(d.Value), Interval: limits("", d.At95, d.At998),
		First: limits("", d.First.At95, d.First.At998), Second: limits("", d.Second.At95, d.Second.At998), P: number(d.P),
		Result95: d.Result95.String(), Result998: d.Result998.String()}
	if d.Method != stats.MOVER {
		out.Statistic = number(d.Statistic)
	}
	if d.SE > 0 {
		out.SE1, out.SE2, out.SE = number(d.SE1), number(d.SE2), number(d.SE)
	}
	if d.DF > 0 {
		out.DF = number(d.DF)
	}
	if d.Ratio.Interval.Known() {
		out.Ratio, out.RatioLow, out.RatioHigh = number(d.Ratio.Value), number(d.Ratio.Interval.Lower), number(d.Ratio.Interval.Upper)
	}
	return out
}

// trends are the recent trend, its alternative for proportions and the test by
// ranks.
func (e *explanation) trends(x *Explanation, as *assess.Assessment) {
	history, reason := e.s.History(as.Result)
	x.Trend = e.trend(as.Trend, "weighted regression", history)
	if as.Ranks != nil {
		x.Trend.Method = "Mann-Kendall"
	}
	x.Armitage = TrendExplained{Unit: "proportion" + perPeriod, Result: stats.CannotCalculate.String(), Reason: "only proportions with counts", LeaveOneOut: []float64{}, Window: []TermPoints{}}
	x.MannKendall = RanksExplained{Unit: e.unit() + perPeriod, Result: stats.CannotCalculate.String()}
	if reason != "" || !as.Result.Value.Known || as.Result.Value.Symbol != quantity.NoSymbol || e.s.Indicator.Def.Period.Cumulative != "" {
		return
	}
	if m := e.s.Indicator.Def.Measure; m == "proportion" || m == "survey" {
		x.Armitage = e.trend(stats.RecentTrendCounts(countPoints(history)), "Cochran-Armitage", history)
		x.Armitage.Unit = "proportion" + perPeriod
	}
	if m, err := stats.Kendall(assess.SeriesPoints(history)); err == nil {
		x.MannKendall = RanksExplained{e.unit() + perPeriod, m.Result(stats.Z998).String(), m.N, whole(m.S), number(m.Variance), number(m.Z), number(m.P), number(m.Slope)}
	}
}

func countPoints(history []assess.Past) (out []stats.CountPoint) {
	for _, p := range history {
		if p.Result.HasInterval {
			out = append(out, stats.CountPoint{Period: p.Step, Proportion: stats.Proportion{X: p.Result.Numerator.Number, N: p.Result.Denominator.Number}})
		}
	}
	return out
}

func (e *explanation) trend(t stats.Trend, method string, history []assess.Past) TrendExplained {
	out := TrendExplained{Unit: e.unit() + perPeriod, Result: t.Result.String(), Reason: t.Reason, Method: method, LeaveOneOut: append([]float64{}, t.LeaveOneOut...), Window: []TermPoints{}}
	if t.Result == stats.CannotCalculate {
		return out
	}
	out.Slope, out.P = number(t.Slope), number(t.P)
	if len(t.Window) == 0 {
		return out
	}
	out.SE, out.ChiSquared, out.Threshold = number(t.SE), number(t.ChiSquared), number(stats.TrendThreshold)
	for _, w := range t.Window {
		term := TermPoints{Index: w.Period - t.Window[0].Period + 1, Value: number(w.Value), SE: number(w.SE), Weight: number(w.Weight)}
		for _, p := range history {
			if p.Step == w.Period {
				term.Period = e.s.Indicator.Periods[p.Result.Period].Label
			}
		}
		out.Window = append(out.Window, term)
	}
	return out
}

// benchmark is a comparison with the one-sample test beside it.
func (e *explanation) benchmark(r *evaluate.Result, c assess.Comparison) BenchmarkExplained {
	out := BenchmarkExplained{Unit: e.unit(), Value: known(c.Benchmark), Symbol: c.Benchmark.Symbol.Code(), Gap: known(c.Gap), Result: c.Outcome.Code(),
		Result998: c.Strong, Tolerance: c.Tolerance, PartSelf: c.PartSelf, Reason: c.Reason}
	if c.Outcome != assess.NotCompared && !c.Tolerance {
		if t, ok := e.s.Test(r, c.Benchmark.Number); ok {
			out.P = number(t.P)
			if t.HasStatistic {
				out.Z = number(t.Statistic)
			}
		}
	}
	return out
}

func (e *explanation) similar(as *assess.Assessment) NeighboursExplained {
	n := as.SN
	out := NeighboursExplained{BenchmarkExplained: e.benchmark(as.Result, n.Comparison), Set: n.Set, Method: n.Method, N: n.N, Of: n.Of, Min: n.Min, Areas: []BenchmarkAreaFigure{}}
	if e.m.Set == nil {
		return out
	}
	for _, nb := range e.m.Set.Of[e.area] {
		area := e.m.Register.Area(nb.Area)
		f := BenchmarkAreaFigure{Code: area.Code, Name: area.Name}
		if r := e.s.Indicator.At(nb.Area, e.period, e.breakdown); r != nil {
			f.Value, f.Symbol = known(r.Value), r.Value.Symbol.Code()
		}
		out.Areas = append(out.Areas, f)
	}
	return out
}

func standing(as *assess.Assessment) StandingExplained {
	st := as.Standing
	out := StandingExplained{N: len(st.Values), Quartiles: quartiles(st), Band: st.Band, Reason: st.Reason}
	if st.Rank > 0 {
		out.Rank, out.RankOf = whole(st.Rank), whole(st.Of)
	}
	if st.Alike >= 0 {
		out.Alike, out.Testable = whole(st.Alike), whole(st.Testable)
	}
	return out
}

// quartiles are those that the area was ranked or banded by, or an empty list.
// All three can be 0, where most areas have nothing to count.
func quartiles(st assess.Standing) []float64 {
	if st.Quartiles == [3]float64{} && st.Rank == 0 && st.Band == "" {
		return []float64{}
	}
	return st.Quartiles[:]
}

func rating(as *assess.Assessment) RatingExplained {
	r := as.Rating
	out := RatingExplained{RAG: r.RAG, Reason: r.Reason, Basis: r.Basis, Target: known(r.Target), Statutory: known(r.Statutory), Goal: known(r.Goal), Percent: r.Percent, Within: r.Within}
	if r.Basis != "" {
		out.Tolerance = number(r.Tolerance)
	}
	return out
}

func direction(high bool) string {
	if high {
		return "up"
	}
	return "down"
}

// code is a label of a funnel plot as results.csv writes it.
func code(label stats.Label) string {
	return strings.ReplaceAll(strings.ReplaceAll(label.String(), " ", "-"), "99.8", "998")
}
