package stats

import "gonum.org/v1/gonum/stat/distuv"

// garwood gives the exact Poisson limits of a count by the chi-square
// distribution; the lower limit of 0 is 0.
//
// Garwood F (1936) Biometrika 28:437-442; note §3.
func garwood(x, z float64) Interval {
	a := alpha(z)
	var i Interval
	if x > 0 {
		i.Lower = distuv.ChiSquared{K: 2 * x}.Quantile(a/2) / 2
	}
	i.Upper = distuv.ChiSquared{K: 2*x + 2}.Quantile(1-a/2) / 2
	return i
}
