package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// RateTest is the two-sided p-value of x events among n against a rate taken
// as fixed, in events per head. It is the inverse of RateInterval: p falls
// below 0.05 exactly where the 95% interval leaves the benchmark out, and
// below 0.002 where the 99.8% one does, so that a list made by p-values and
// the words on the page agree. For a ratio of observed to expected, n is the
// expected number and the benchmark 1. A benchmark below 0 is an error; at 0
// any event is beyond chance.
//
// Below 10 events twice the smaller Poisson tail (Garwood 1936), from 10
// Byar's approximation solved for z; note §3.
func RateTest(x, n, benchmark float64) (p float64, err error) {
	if err := checkCount("count", x); err != nil {
		return 0, err
	}
	if err := checkPositive("population", n); err != nil {
		return 0, err
	}
	expected := n * benchmark
	if !(benchmark >= 0) || !finite(expected) {
		return 0, invalid("benchmark rate %v", benchmark)
	}
	if x < byarFrom {
		return garwoodP(x, expected), nil
	}
	return normalP(byarZ(x, expected)), nil
}

// garwoodP doubles the smaller tail of a Poisson count.
func garwoodP(x, mean float64) float64 {
	if mean == 0 {
		if x == 0 {
			return 1
		}
		return 0
	}
	atMost := mathext.GammaIncRegComp(x+1, mean)
	atLeast := 1.0
	if x > 0 {
		atLeast = mathext.GammaIncReg(x, mean)
	}
	return math.Min(1, 2*math.Min(atMost, atLeast))
}

// byarZ is the z at which Byar's near limit touches the mean, 0 where the mean
// lies between the limits of z = 0.
func byarZ(x, mean float64) float64 {
	y := x + 1
	below := 3 * math.Sqrt(x) * (1 - 1/(9*x) - math.Cbrt(mean/x))
	above := 3 * math.Sqrt(y) * (math.Cbrt(mean/y) - 1 + 1/(9*y))
	return math.Max(0, math.Max(below, above))
}

// MeanTestAgainst is the one-sample t test of a mean against a fixed value: t,
// its degrees of freedom and the two-sided p, which agrees with the interval
// of Student. A sample without spread cannot be tested (ErrNoSpread).
//
// Student (1908) Biometrika 6:1-25; note §4.
func MeanTestAgainst(s Sample, benchmark float64) (t, df, p float64, err error) {
	if err := s.check(); err != nil {
		return 0, 0, 0, err
	}
	if s.SD == 0 {
		return 0, 0, 0, ErrNoSpread
	}
	t = (s.Mean - benchmark) / (s.SD / math.Sqrt(s.N))
	if !finite(benchmark, t) {
		return 0, 0, 0, invalid("mean %v cannot be tested against %v", s.Mean, benchmark)
	}
	return t, s.N - 1, studentP(t, s.N-1), nil
}

// PublishedTest is the z and two-sided p of a value with a published 95%
// interval against a fixed benchmark. The standard error is taken from the
// limit on the benchmark's side, so that p and the interval agree where limits
// are not symmetric. A value beyond its own limit is an error.
func PublishedTest(e Estimate, benchmark float64) (z, p float64, err error) {
	if !e.Interval.Known() || !e.Interval.Contains(e.Value) {
		return 0, 0, invalid("value %v with limits %v and %v", e.Value, e.Interval.Lower, e.Interval.Upper)
	}
	half := e.Value - e.Interval.Lower
	if benchmark > e.Value {
		half = e.Interval.Upper - e.Value
	}
	if e.Value != benchmark {
		z = (e.Value - benchmark) / half * Z95
	}
	if !finite(z, benchmark) {
		return 0, 0, invalid("value %v cannot be tested against %v", e.Value, benchmark)
	}
	return z, normalP(z), nil
}
