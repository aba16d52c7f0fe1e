package stats

import (
	"math"
	"slices"
)

// MinAreas is the number of areas from which quartiles, bands and ranks are
// shown unless a definition says otherwise (note §11). The functions here
// compute from one value on; the caller decides.
const MinAreas = 8

// Distribution is the published, unsuppressed values of the areas of one
// type, sorted once for many questions. The zero Distribution is empty.
type Distribution struct{ sorted []float64 }

// NewDistribution copies and sorts the values.
func NewDistribution(values []float64) (Distribution, error) {
	if err := checkFinite(values); err != nil {
		return Distribution{}, err
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return Distribution{sorted}, nil
}

// N is the number of values, the "of n" of a rank.
func (d Distribution) N() int { return len(d.sorted) }

// Count is how many of the values equal v; above 1 a rank is shared.
func (d Distribution) Count(v float64) (n int) {
	first, _ := slices.BinarySearch(d.sorted, v)
	for first+n < len(d.sorted) && d.sorted[first+n] == v {
		n++
	}
	return n
}

// Quantile is the type 7 quantile, linear interpolation at (n-1)q, for q from
// 0 to 1. It is NaN for an empty distribution or another q. The two weights
// make it exactly symmetric: negating all values negates the quantile 1-q.
//
// Hyndman RJ, Fan Y (1996) Am Stat 50:361-365, definition 7; note §11.
func (d Distribution) Quantile(q float64) float64 {
	if len(d.sorted) == 0 || !(q >= 0 && q <= 1) {
		return math.NaN()
	}
	h := float64(len(d.sorted)-1) * q
	i := int(h)
	low := d.sorted[i]
	share := h - float64(i)
	if share == 0 || low == d.sorted[i+1] {
		return low
	}
	high := d.sorted[i+1]
	return math.Min(math.Max(low*(1-share)+high*share, low), high)
}

// Quartiles is the quantiles at a quarter, a half and three quarters.
func (d Distribution) Quartiles() (q1, q2, q3 float64) {
	return d.Quantile(0.25), d.Quantile(0.5), d.Quantile(0.75)
}

// Rank is a value's place, 1 for the best by polarity, ties sharing the
// smallest place. ok is false without a polarity of high or low, and for a
// value that is not one of the distribution.
func (d Distribution) Rank(value float64, p Polarity) (rank int, ok bool) {
	first, found := slices.BinarySearch(d.sorted, value)
	if !found {
		return 0, false
	}
	switch p {
	case LowPolarity:
		return first + 1, true
	case HighPolarity:
		above := len(d.sorted) - first
		for _, v := range d.sorted[first:] {
			if v > value {
				break
			}
			above--
		}
		return above + 1, true
	}
	return 0, false
}
