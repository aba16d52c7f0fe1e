package stats

import (
	"cmp"
	"fmt"
	"math"
)

// LongSeries is the number of points from which a Mann-Kendall test may be
// read as a trend (note §8).
const LongSeries = 8

// SeriesPoint is a value at the true index of its period.
type SeriesPoint struct {
	Period int
	Value  float64
}

// MannKendall is a rank test for a steady direction, with the Theil-Sen slope
// per period. Variance is corrected for ties and Z for continuity.
type MannKendall struct {
	N, S           int
	Variance, Z, P float64
	Slope          float64
}

// Kendall needs no intervals and so serves any measure. It computes
// from two points on; Result decides whether they are enough.
//
// Mann HB (1945) Econometrica 13:245-259; Kendall MG (1975) Rank Correlation
// Methods; Sen PK (1968) JASA 63:1379-1389; note §8.
func Kendall(points []SeriesPoint) (MannKendall, error) {
	series, err := orderedSeries(points)
	if err != nil {
		return MannKendall{}, err
	}
	m := MannKendall{N: len(series), Variance: kendallVariance(series)}
	var slopes []float64
	for i, a := range series {
		for _, b := range series[i+1:] {
			m.S += cmp.Compare(b.Value, a.Value)
			slopes = append(slopes, (b.Value-a.Value)/elapsed(b.Period, a.Period))
		}
	}
	if m.Slope, err = Median(slopes); err != nil {
		return MannKendall{}, err
	}
	if m.S != 0 {
		sign := float64(cmp.Compare(m.S, 0))
		m.Z = (float64(m.S) - sign) / math.Sqrt(m.Variance)
	}
	m.P = normalP(m.Z)
	return m, nil
}

// Result reads the test at the level of z. Fewer than LongSeries points
// cannot be calculated; a significant S with a slope of 0 is no trend.
func (m MannKendall) Result(z float64) TrendResult {
	switch {
	case m.N < LongSeries || checkLevel(z) != nil:
		return CannotCalculate
	case m.Z > z && m.Slope > 0:
		return Increasing
	case m.Z < -z && m.Slope < 0:
		return Decreasing
	}
	return NoTrend
}

func orderedSeries(points []SeriesPoint) ([]SeriesPoint, error) {
	if len(points) < 2 {
		return nil, fmt.Errorf("%w: %d of 2 points", ErrTooFew, len(points))
	}
	for _, p := range points {
		if !finite(p.Value) {
			return nil, invalid("value %v at period %d", p.Value, p.Period)
		}
	}
	series, reason := ordered(points, func(p SeriesPoint) int { return p.Period })
	if reason != "" {
		return nil, invalid("%s", reason)
	}
	return series, nil
}

func kendallVariance(series []SeriesPoint) float64 {
	ties := map[float64]int{}
	for _, p := range series {
		ties[p.Value]++
	}
	weight := func(n int) int { return n * (n - 1) * (2*n + 5) }
	sum := weight(len(series))
	for _, n := range ties {
		sum -= weight(n) // whole numbers: map order cannot show
	}
	return float64(sum) / 18
}
