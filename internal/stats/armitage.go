package stats

import "math"

// CochranArmitage tests proportions for a linear trend on true time. It needs
// three points of different periods, uses all it is given, and takes the sign
// from the slope of the same data; Result rests on chi-square at 99.8% alone.
// Slope is per period on the scale from 0 to 1.
//
// Armitage P (1955) Biometrics 11:375-386; note §8.
func CochranArmitage(points []CountPoint) Trend {
	if len(points) < 3 {
		return Trend{Reason: "fewer than 3 usable points"}
	}
	series, reason := ordered(points, CountPoint.period)
	if reason != "" {
		return Trend{Reason: reason}
	}
	line, unit, reason := armitageLine(series)
	if reason != "" {
		return Trend{Reason: reason}
	}
	slope, spread := regress(line)
	t := Trend{Result: NoTrend, Slope: slope, SE: unit / math.Sqrt(spread), P: 1, Window: armitageTerms(series)}
	if t.SE == 0 {
		return t // nobody or everybody in every period: nothing moves
	}
	t.ChiSquared = (slope / t.SE) * (slope / t.SE)
	t.P = normalP(slope / t.SE)
	if t.ChiSquared > TrendThreshold {
		t.Result = direction(slope)
	}
	return t
}

// RecentTrendCounts is RecentTrend for proportions by the Cochran-Armitage
// chi-square: same window, same level, same leave-one-out condition.
func RecentTrendCounts(points []CountPoint) Trend {
	window, reason := latest(points, CountPoint.period)
	if reason != "" {
		return Trend{Reason: reason}
	}
	line, unit, reason := armitageLine(window)
	if reason != "" {
		return Trend{Reason: reason}
	}
	if unit == 0 {
		return Trend{Reason: "the proportion is 0% or 100% throughout"}
	}
	t := judge(line, unit)
	t.Window = armitageTerms(window)
	return t
}

// armitageLine turns counts into points weighted by their denominators. The
// chi-square of note §8 is then (slope/SE)² with the pooled variance in unit.
func armitageLine(points []CountPoint) (line []weighted, unit float64, reason string) {
	var cases, all, largest float64
	for _, p := range points {
		if checkProportion(p.X, p.N, Z95) != nil {
			return nil, 0, "a point is not a count out of a count at least as large"
		}
		cases, all, largest = cases+p.X, all+p.N, math.Max(largest, p.N)
	}
	for _, p := range points {
		line = append(line, weighted{elapsed(p.Period, points[0].Period), p.X / p.N, p.N / largest})
	}
	pooled := cases / all
	return line, math.Sqrt(pooled * (1 - pooled) / largest), ""
}

// armitageTerms shows the points as they were weighed; their proportions are
// counted and checked already.
func armitageTerms(points []CountPoint) []TrendTerm {
	var cases, all float64
	for _, p := range points {
		cases, all = cases+p.X, all+p.N
	}
	pooled := cases / all
	terms := make([]TrendTerm, len(points))
	for i, p := range points {
		terms[i] = TrendTerm{p.Period, p.X / p.N, math.Sqrt(pooled * (1 - pooled) / p.N), p.N}
	}
	return terms
}
