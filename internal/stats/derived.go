package stats

import "math"

// DerivedCount works a numerator back from a published figure v = k*x/n and
// its denominator: the nearest whole number, accepted only if it gives v back
// within half a unit of the last of its decimals as published. ok is false
// otherwise, for a count outside 0 to n, and for anything that is no number;
// the figure then has no interval. The count inherits the disclosure status of
// v (note §1).
func DerivedCount(v, n, k float64, decimals int) (x float64, ok bool) {
	if checkCount("denominator", n) != nil || n == 0 || checkPositive("multiplier", k) != nil {
		return 0, false
	}
	x = math.Round(v * n / k)
	// A billionth more than half a unit: 12.25 printed as 12.3 is on the edge.
	half := (0.5 + 1e-9) * math.Pow(10, -float64(decimals))
	if !(x >= 0 && x <= n) || !(math.Abs(k*x/n-v) <= half) {
		return 0, false
	}
	return x + 0, true // not -0
}
