package stats

import "math"

// ProportionDifference is the difference a-b of two independent proportions,
// from -1 to 1, with the hybrid score interval; Times(100) gives percentage
// points.
//
// Newcombe RG (1998) Stat Med 17:873-890, method 10; note §6.
func ProportionDifference(a, b Proportion, z float64) (Estimate, error) {
	first, err := Wilson(a.X, a.N, z)
	if err != nil {
		return Estimate{}, err
	}
	second, err := Wilson(b.X, b.N, z)
	if err != nil {
		return Estimate{}, err
	}
	return mover(Estimate{a.X / a.N, first}, Estimate{b.X / b.N, second}), nil
}

// PooledTest is the pooled z test of a against b: the signed z and its
// two-sided p. Where nobody or everybody counts on both sides z is 0 and p 1.
// It stands beside the difference in a data book; words follow the interval.
func PooledTest(a, b Proportion) (z, p float64, err error) {
	for _, s := range []Proportion{a, b} {
		if err := checkProportion(s.X, s.N, Z95); err != nil {
			return 0, 0, err
		}
	}
	pooled := (a.X + b.X) / (a.N + b.N)
	if pooled == 0 || pooled == 1 {
		return 0, 1, nil
	}
	z = (a.X/a.N - b.X/b.N) / math.Sqrt(pooled*(1-pooled)*(1/a.N+1/b.N))
	return z, normalP(z), nil
}
