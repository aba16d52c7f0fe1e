package stats

import "math"

// weighted is a point of a regression; weights are relative, the largest 1.
type weighted struct{ t, v, w float64 }

// flat is how small a slope must be, against the movements it is the balance
// of, to be rounding noise around zero.
const flat = 1e-12

// regress is the weighted least-squares slope, and the weighted spread of t
// about its mean, whose square root divides the standard error. It is
// the S1…S5 form of note §8 with time and value measured from their means,
// which keeps its digits when the period index is a year such as 2024.
// Values are first measured from the first one, so that equal values give
// exactly 0.
func regress(line []weighted) (slope, spread float64) {
	var sw, swt, swv float64
	for _, p := range line {
		sw += p.w
		swt += p.w * p.t
		swv += p.w * (p.v - line[0].v)
	}
	meanT, meanV := swt/sw, swv/sw
	var moved, gross float64
	for _, p := range line {
		dt, dv := p.t-meanT, p.v-line[0].v-meanV
		spread += p.w * dt * dt
		moved += p.w * dt * dv
		gross += math.Abs(p.w * dt * dv)
	}
	if math.Abs(moved) <= flat*gross && spread > 0 {
		return 0, spread
	}
	return moved / spread, spread
}
