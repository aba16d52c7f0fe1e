package stats

import (
	"math"
	"slices"
)

// Mean is the unweighted mean of the values, the same to the last bit in any
// order and never outside their range. For neighbours it is the DfE
// convention (note §5; benchmarks note §3); within one's own data a figure
// built from parts is Pooled instead.
func Mean(values []float64) (float64, error) {
	if err := checkFinite(values); err != nil {
		return 0, err
	}
	mean := total(values) / float64(len(values))
	if !finite(mean) {
		return 0, invalid("the values are too large to add up")
	}
	return math.Min(math.Max(mean, slices.Min(values)), slices.Max(values)), nil
}

// Median is the middle value, or halfway between the middle two.
func Median(values []float64) (float64, error) {
	d, err := NewDistribution(values)
	if err != nil {
		return 0, err
	}
	return d.Quantile(0.5), nil
}

// Pooled is k times the sum of numerators over the sum of denominators: the
// figure of all parts taken as one area. It takes rates as well as
// proportions; denominators are positive, numerators not negative.
func Pooled(parts []Rate, k float64) (float64, error) {
	xs := make([]float64, len(parts))
	ns := make([]float64, len(parts))
	for i, p := range parts {
		if !(p.X >= 0) {
			return 0, invalid("numerator %v", p.X)
		}
		if err := checkPositive("denominator", p.N); err != nil {
			return 0, err
		}
		xs[i], ns[i] = p.X, p.N
	}
	if err := checkFinite(xs); err != nil {
		return 0, err
	}
	if err := checkPositive("multiplier", k); err != nil {
		return 0, err
	}
	pooled := k * total(xs) / total(ns)
	if !finite(pooled) {
		return 0, invalid("the parts are too large to add up")
	}
	return pooled, nil
}

// Excluding is a larger area without one of its parts: the region of an
// authority, say, so that a comparison is not partly with itself (note §5).
// Where the part is the whole, or more, there is nothing left: an error.
func Excluding(whole, part Rate) (Rate, error) {
	rest := Rate{whole.X - part.X, whole.N - part.N}
	if !(part.X >= 0 && part.N >= 0 && rest.X >= 0) {
		return Rate{}, invalid("a part of %v/%v in %v/%v", part.X, part.N, whole.X, whole.N)
	}
	if err := checkPositive("denominator of the rest", rest.N); err != nil {
		return Rate{}, err
	}
	return rest, checkFinite([]float64{rest.X})
}

// LargePart is the share of a region's denominator from which up an authority
// is said to be compared partly with itself (note §5): above it, not at it.
const LargePart = 0.2

// PartOf is a part's share of the whole's denominator; more than the whole,
// or no whole, is an error.
func PartOf(whole, part Rate) (float64, error) {
	if err := checkPositive("denominator", whole.N); err != nil {
		return 0, err
	}
	if !(part.N >= 0 && part.N <= whole.N) {
		return 0, invalid("a part of %v in %v", part.N, whole.N)
	}
	return part.N / whole.N, nil
}

// total adds in ascending order with compensation, so that neither the order
// given nor cancellation between large values shows in the result.
//
// Neumaier A (1974) ZAMM 54:39-51.
func total(values []float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	var sum, lost float64
	for _, v := range sorted {
		next := sum + v
		if math.Abs(sum) >= math.Abs(v) {
			lost += (sum - next) + v
		} else {
			lost += (v - next) + sum
		}
		sum = next
	}
	return sum + lost
}
