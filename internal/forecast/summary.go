package forecast

import (
	"math"
	"slices"
)

// Probabilities are those at which a summary holds quantiles.
var Probabilities = [9]float64{0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975}

// Positions in Summary.Quantiles.
const (
	P025 = iota
	P05
	P10
	P25
	P50
	P75
	P90
	P95
	P975
)

// Summary is what is kept of one figure's simulated values. An observed figure
// has all fields equal to it and no spread.
type Summary struct {
	Mean, SD, Min float64
	Quantiles     [9]float64 // at Probabilities
	Max           float64
}

// Summarise sorts the values in place and summarises them; the mean is taken
// before that, in their order, so that means of parts add up as the values do.
// SD divides by n-1 and is 0 for one value. Without values all is 0.
func Summarise(values []float64) Summary {
	if len(values) == 0 {
		return Summary{}
	}
	var s Summary
	s.Mean, s.SD = moments(values)
	slices.Sort(values)
	s.Min, s.Max = values[0], values[len(values)-1]
	for i, p := range Probabilities {
		s.Quantiles[i] = Quantile(values, p)
	}
	return s
}

// moments is the mean and the standard deviation, by two passes.
func moments(values []float64) (mean, sd float64) {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	mean = sum / float64(len(values))
	if len(values) < 2 {
		return mean, 0
	}
	squares := 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(squares / float64(len(values)-1))
}

// Certain is the summary of a figure that is known.
func Certain(v float64) Summary {
	s := Summary{Mean: v, Min: v, Max: v}
	for i := range s.Quantiles {
		s.Quantiles[i] = v
	}
	return s
}

// Quantile interpolates between sorted values at (n-1)p, for p from 0 to 1:
// definition 7 of Hyndman and Fan (1996). It is NaN for no values or another p.
func Quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	h := float64(len(sorted)-1) * p
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	low, high := sorted[i], sorted[i+1]
	return math.Min(low+(high-low)*(h-float64(i)), high)
}

// values are the figures in the order of the file's columns.
func (s Summary) values() [13]float64 {
	q := s.Quantiles
	return [13]float64{s.Mean, s.SD, s.Min, q[P025], q[P05], q[P10], q[P25], q[P50], q[P75], q[P90], q[P95], q[P975], s.Max}
}
