package stats

import "math"

// RateDifference is k times the difference a-b of two independent rates, with
// the limits that each rate's own Poisson interval implies.
//
// Zou GY, Donner A (2008) Stat Med 27:1693-1702 (MOVER); note §6.
func RateDifference(a, b Rate, k, z float64) (Estimate, error) {
	first, err := rateEstimate(a, k, z)
	if err != nil {
		return Estimate{}, err
	}
	second, err := rateEstimate(b, k, z)
	if err != nil {
		return Estimate{}, err
	}
	return mover(first, second).checked()
}

func rateEstimate(r Rate, k, z float64) (Estimate, error) {
	count, err := CountInterval(r.X, z)
	if err != nil {
		return Estimate{}, err
	}
	return overPopulation(Estimate{r.X, count}, r.N, k)
}

// mover recovers the variance of a-b from the two intervals: towards zero the
// near limit of each, away from it the far one. Hypot keeps tiny and huge
// distances in range.
func mover(a, b Estimate) Estimate {
	d := a.Value - b.Value
	return Estimate{d, Interval{
		Lower: d - math.Hypot(a.Value-a.Interval.Lower, b.Interval.Upper-b.Value),
		Upper: d + math.Hypot(a.Interval.Upper-a.Value, b.Value-b.Interval.Lower),
	}}
}
