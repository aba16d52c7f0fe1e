package stats

import "math"

// byarFrom is the count from which Byar's approximation replaces the exact
// limits; the rate plays no part in the choice (note §3).
const byarFrom = 10

// CountInterval is the Poisson interval of a count: exact (Garwood) below 10,
// Byar's approximation from 10. It supposes independent events; where one
// child can count several times it is too narrow and the caller says so.
//
// Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC
// (Byar); note §3.
func CountInterval(x, z float64) (Interval, error) {
	if err := checkCount("count", x); err != nil {
		return Interval{}, err
	}
	if err := checkLevel(z); err != nil {
		return Interval{}, err
	}
	return poisson(x, z), nil
}

// RateInterval is the interval of k*x/n: the limits of the count, divided by
// the population and multiplied by k (per 1,000, per 10,000). More events
// than people is legal for a rate; a population of 0 or less is an error.
func RateInterval(x, n, k, z float64) (Interval, error) {
	count, err := CountInterval(x, z)
	if err != nil {
		return Interval{}, err
	}
	e, err := overPopulation(Estimate{x, count}, n, k)
	return e.Interval, err
}

// ObservedExpected is the ratio of an observed count to an expected number,
// with the limits of the count divided by the expected number; it is compared
// with 1 (note §3).
func ObservedExpected(observed, expected, z float64) (Estimate, error) {
	count, err := CountInterval(observed, z)
	if err != nil {
		return Estimate{}, err
	}
	if err := checkPositive("expected number", expected); err != nil {
		return Estimate{}, err
	}
	return overPopulation(Estimate{observed, count}, expected, 1)
}

func overPopulation(count Estimate, n, k float64) (Estimate, error) {
	if err := checkPositive("population", n); err != nil {
		return Estimate{}, err
	}
	if err := checkPositive("multiplier", k); err != nil {
		return Estimate{}, err
	}
	i := count.Interval
	return Estimate{k * count.Value / n, Interval{k * i.Lower / n, k * i.Upper / n}}.checked()
}

func poisson(x, z float64) Interval {
	if x < byarFrom {
		return garwood(x, z)
	}
	return byar(x, z)
}

// byar needs x > 0. Its lower cube would turn negative only at levels far
// beyond 99.8%; a count's limit is then 0.
func byar(x, z float64) Interval {
	y := x + 1
	low := math.Max(0, 1-1/(9*x)-z/(3*math.Sqrt(x)))
	high := 1 - 1/(9*y) + z/(3*math.Sqrt(y))
	return Interval{x * low * low * low, y * high * high * high}
}
