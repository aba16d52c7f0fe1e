package attack

import (
	"math"
	"strconv"
	"strings"
)

// CountsThatGive is the first and last whole number m for which 100*m/n,
// rounded to the decimals with halves away from zero, is the published
// percentage, and how many there are: with one, the percentage gives the count
// away. None for an n that is not positive.
func CountsThatGive(percentage float64, decimals, n int) (first, last, many int) {
	if n <= 0 || math.IsNaN(percentage) || math.IsInf(percentage, 0) || decimals < 0 || decimals > 12 {
		return 0, 0, 0
	}
	half := 0.5 * math.Pow10(-decimals)
	a, b, any := between(percentage-half, percentage+half, 100, float64(n), true)
	if !any {
		return 0, 0, 0
	}
	return int(a), int(b), int(b-a) + 1
}

// countsFor is the same for a figure as results.csv prints it: its own last
// decimal says how it was rounded.
func countsFor(value, multiplier, n float64) (first, last float64, any bool) {
	if n <= 0 || multiplier <= 0 || value < 0 {
		return 0, 0, false
	}
	return between(value-halfUnit(value), value+halfUnit(value), multiplier, n, false)
}

// halfUnit is half a unit of a number's last decimal: what rounding to it can
// have changed.
func halfUnit(v float64) float64 {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	if len(fraction) > 9 { // not rounded at all
		return 1e-9 * max(1, math.Abs(v))
	}
	return 0.5 * math.Pow10(-len(fraction))
}

// between are the whole numbers m from 0 to n, or without end for rates, with
// multiplier*m/n from low to high; open leaves high itself out.
func between(low, high, multiplier, n float64, open bool) (first, last float64, any bool) {
	slack := 1e-9 * max(1, n)
	first, last = math.Ceil(low*n/multiplier-slack), math.Floor(high*n/multiplier+slack)
	if open && last >= high*n/multiplier-slack {
		last--
	}
	first = max(0, first)
	if multiplier == 100 {
		last = min(last, n)
	}
	return first, last, first <= last
}

const z95 = 1.959963984540054

// CountsFromWilson finds the numerator and denominator of a share from its 95%
// Wilson interval (Wilson 1927), all from 0 to 1; ok is false when no whole
// numbers fit.
func CountsFromWilson(p, lower, upper float64) (num, den float64, ok bool) {
	width := upper - lower
	if !(p >= 0 && p <= 1 && width > 0 && width < 1) {
		return 0, 0, false
	}
	least, most := 1.0, 1e8 // the width falls as the denominator grows
	for range 200 {
		if mid := (least + most) / 2; wilsonWidth(p, mid) > width {
			least = mid
		} else {
			most = mid
		}
	}
	den = math.Round(most)
	num = math.Round(p * den)
	if den < 1 || den > 1e6 || math.Abs(num/den-p) > 1e-9 || math.Abs(wilsonWidth(p, den)-width) > 1e-9 {
		return 0, 0, false
	}
	return num, den, true
}

func wilsonWidth(p, n float64) float64 {
	z2 := z95 * z95
	return 2 * z95 * math.Sqrt(p*(1-p)/n+z2/(4*n*n)) / (1 + z2/n)
}
