package draw

import "math"

// LogGamma is the logarithm of a gamma number of the given shape and scale 1
// (Marsaglia and Tsang 2000). Shapes below 1 are raised by one and brought back
// with U^(1/shape), in logarithms, because at a shape of 0.001 the number
// itself is often smaller than the smallest float. A shape that is not positive
// gives minus infinity, the logarithm of 0.
func (s *Source) LogGamma(shape float64) float64 {
	if !(shape > 0) {
		return math.Inf(-1)
	}
	if shape < 1 {
		return s.LogGamma(shape+1) + math.Log(s.Uniform())/shape
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := s.Normal()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = v * v * v
		u := s.Uniform()
		if u < 1-float64(0.0331*x*x*x*x) {
			return math.Log(d) + math.Log(v)
		}
		if math.Log(u) < float64(0.5*x*x)+float64(d*(1-v+math.Log(v))) {
			return math.Log(d) + math.Log(v)
		}
	}
}

// Beta is a beta number p and its complement q = 1 - p, each with its own full
// precision: near 1 the subtraction would lose the small one. Parameters that
// are not positive carry no weight; without any weight p is 0.
func (s *Source) Beta(alpha, beta float64) (p, q float64) {
	if !(alpha > 0) {
		return 0, 1
	}
	if !(beta > 0) {
		return 1, 0
	}
	x, y := s.LogGamma(alpha), s.LogGamma(beta)
	if x < y {
		r := math.Exp(x - y)
		return r / (1 + r), 1 / (1 + r)
	}
	r := math.Exp(y - x)
	return 1 / (1 + r), r / (1 + r)
}

// Dirichlet fills shares, which must be as long as weights, with a Dirichlet
// draw that adds up to 1. It reports false, with all shares 0, when no weight is
// positive.
func (s *Source) Dirichlet(weights, shares []float64) bool {
	for i, w := range weights {
		shares[i] = s.LogGamma(w)
	}
	return Normalise(shares[:len(weights)])
}

// Normalise turns logarithms of gamma numbers, in place, into shares of their
// sum. The largest is taken off first so that it cannot underflow. It reports
// false, with all shares 0, when every one is the logarithm of 0.
func Normalise(logs []float64) bool {
	top := math.Inf(-1)
	for _, x := range logs {
		top = max(top, x)
	}
	if math.IsInf(top, -1) {
		clear(logs)
		return false
	}
	sum := 0.0
	for i, x := range logs {
		logs[i] = math.Exp(x - top)
		sum += logs[i]
	}
	for i := range logs {
		logs[i] /= sum
	}
	return true
}
