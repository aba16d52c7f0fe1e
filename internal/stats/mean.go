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
