package stats

import (
	"cmp"
	"math"
	"slices"
)

// The recent trend's rules (note §8).
const (
	TrendPoints = 5 // usable points needed, and used
	TrendSpan   = 7 // periods the window may reach over, first and last included
	// seWidth turns the width of a 95% interval into a standard error; here
	// 3.92 and not 2*Z95 is the convention of the method.
	seWidth = 3.92
	// maxPeriod bounds period indices, so that their differences are exact.
	maxPeriod = 1_000_000
	// TrendThreshold is what chi-square must exceed: 99.8% with one degree of
	// freedom, 9.5495.
	TrendThreshold = Z998 * Z998
)

// TrendResult is what a run of periods shows, without judgement.
type TrendResult uint8

const (
	CannotCalculate TrendResult = iota
	NoTrend                     // no significant trend
	Increasing
	Decreasing
)

// String is the word of the results file: "cannot-be-calculated",
// "no-significant-trend", "increasing" or "decreasing".
func (r TrendResult) String() string {
	switch r {
	case NoTrend:
		return "no-significant-trend"
	case Increasing:
		return "increasing"
	case Decreasing:
		return "decreasing"
	}
	return "cannot-be-calculated"
}

// TrendPoint is a value with its 95% interval. Period is the true index of
// the period: a missing year leaves a gap in the indices.
type TrendPoint struct {
	Period   int
	Value    float64
	Interval Interval
}

// CountPoint is a proportion by its counts, for the Cochran-Armitage option.
type CountPoint struct {
	Period int
	Proportion
}

func (p TrendPoint) period() int  { return p.Period }
func (p CountPoint) period() int  { return p.Period }
func (p SeriesPoint) period() int { return p.Period }

// AfterBreak keeps the points that can be compared with the latest one: those
// from the last break on that does not come after it. A break is given by the
// first period of the new series. Order is kept, and no breaks keep all.
func AfterBreak[P interface{ period() int }](points []P, breaks []int) []P {
	latest := math.MinInt
	for _, p := range points {
		latest = max(latest, p.period())
	}
	first := math.MinInt
	for _, at := range breaks {
		if at <= latest {
			first = max(first, at)
		}
	}
	var kept []P
	for _, p := range points {
		if p.period() >= first {
			kept = append(kept, p)
		}
	}
	return kept
}

func (p TrendPoint) standardError() float64 { return (p.Interval.Upper - p.Interval.Lower) / seWidth }

// Trend is the outcome of a recent-trend test. Slope is per period, on the
// scale of the values, and SE its standard error. LeaveOneOut holds the slope
// without the first, second … point of Window, the points used. Only Reason has
// a meaning when Result is CannotCalculate; it is "" otherwise.
type Trend struct {
	Result                TrendResult
	Reason                string
	Slope, SE, ChiSquared float64
	P                     float64
	LeaveOneOut           []float64
	Window                []TrendTerm
}

// TrendTerm is one point of a trend as the regression took it. For counts
// Weight is the denominator and SE the pooled standard error of the point.
type TrendTerm struct {
	Period            int
	Value, SE, Weight float64
}

// RecentTrend is a regression on true time, weighted by 1/SE², over the
// latest five of the points given. The caller leaves out points that are
// missing, suppressed or before a break; order does not matter. A trend needs
// chi-square significant at 99.8% and a slope that keeps its sign whichever
// single point is left out.
//
// OHID Fingertips public health technical guidance, recent trends; note §8.
func RecentTrend(points []TrendPoint) Trend {
	window, reason := latest(points, TrendPoint.period)
	if reason != "" {
		return Trend{Reason: reason}
	}
	smallest := math.Inf(1)
	for _, p := range window {
		if !finite(p.Value) {
			return Trend{Reason: "a value is not a finite number"}
		}
		if !p.Interval.Known() || p.standardError() == 0 {
			return Trend{Reason: "a point has no interval or one without width"}
		}
		smallest = math.Min(smallest, p.standardError())
	}
	line := make([]weighted, len(window))
	for i, p := range window {
		relative := smallest / p.standardError()
		line[i] = weighted{elapsed(p.Period, window[0].Period), p.Value, relative * relative}
	}
	t := judge(line, smallest)
	for _, p := range window {
		se := p.standardError()
		t.Window = append(t.Window, TrendTerm{p.Period, p.Value, se, 1 / se / se})
	}
	if math.IsInf(1/smallest/smallest, 1) {
		return Trend{Reason: tooUnequal}
	}
	return t
}

func elapsed(period, first int) float64 { return float64(period - first) }

// ordered is a copy sorted by period, or the reason why it cannot be one.
func ordered[P any](points []P, period func(P) int) (series []P, reason string) {
	series = slices.Clone(points)
	slices.SortStableFunc(series, func(a, b P) int { return cmp.Compare(period(a), period(b)) })
	for i, p := range series {
		if t := period(p); t < -maxPeriod || t > maxPeriod {
			return nil, "a period index is out of range"
		}
		if i > 0 && period(p) == period(series[i-1]) {
			return nil, "two points for one period"
		}
	}
	return series, ""
}

// latest cuts the window off the end of the series, or says why there is none.
func latest[P any](points []P, period func(P) int) (window []P, reason string) {
	series, reason := ordered(points, period)
	if reason != "" {
		return nil, reason
	}
	if len(series) < TrendPoints {
		return nil, "fewer than 5 usable points"
	}
	window = series[len(series)-TrendPoints:]
	if period(window[TrendPoints-1])-period(window[0]) >= TrendSpan {
		return nil, "the latest 5 points reach over more than 7 periods"
	}
	return window, ""
}

const tooUnequal = "the points' uncertainties are too unequal or their values too large"

// judge applies the two conditions. unit is the standard error of a point of
// weight 1.
func judge(line []weighted, unit float64) Trend {
	slope, spread := regress(line)
	t := Trend{Slope: slope, SE: unit / math.Sqrt(spread)}
	for i := range line {
		without := slices.Delete(slices.Clone(line), i, i+1)
		left, _ := regress(without)
		t.LeaveOneOut = append(t.LeaveOneOut, left)
	}
	ratio := t.Slope / t.SE
	t.ChiSquared = ratio * ratio
	t.P = normalP(ratio)
	if !finite(t.Slope, t.SE, t.ChiSquared) || !finite(t.LeaveOneOut...) || t.SE == 0 {
		return Trend{Reason: tooUnequal}
	}
	t.Result = NoTrend
	if t.ChiSquared > TrendThreshold && steady(t.Slope, t.LeaveOneOut) {
		t.Result = direction(t.Slope)
	}
	return t
}

// steady reports whether every slope has the sign of the whole; zero has none.
func steady(slope float64, others []float64) bool {
	return !slices.ContainsFunc(others, func(o float64) bool { return !(o > 0 && slope > 0) && !(o < 0 && slope < 0) })
}

func direction(slope float64) TrendResult {
	if slope > 0 {
		return Increasing
	}
	return Decreasing
}
