package stats

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// RatioTest is a ratio with its interval and the two-sided p-value of the
// hypothesis that the ratio is 1.
type RatioTest struct {
	Estimate
	P float64
}

// RateRatio is the rate a divided by the rate b. Given the total number of
// events, those of a are binomial, which makes interval and p-value exact; p
// adds up the outcomes no more likely than the one seen. b without events is
// an error: the ratio has no upper limit.
//
// Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC,
// conditional on the total; limits as Clopper-Pearson (1934); note §6.
func RateRatio(a, b Rate, z float64) (RatioTest, error) {
	odds, err := CountRatio(a.X, b.X, z)
	if err != nil {
		return RatioTest{}, err
	}
	if err := checkPositive("first population", a.N); err != nil {
		return RatioTest{}, err
	}
	if err := checkPositive("second population", b.N); err != nil {
		return RatioTest{}, err
	}
	ratio, err := odds.Times(b.N / a.N).checked()
	if err != nil {
		return RatioTest{}, err
	}
	p, err := conditionalP(a, b)
	if err != nil {
		return RatioTest{}, err
	}
	return RatioTest{ratio, p}, nil
}

// conditionalP is the exact p-value of equal rates given the events of both;
// without any events it is 1. Counts and populations are checked already.
func conditionalP(a, b Rate) (float64, error) {
	share, rest := a.N/(a.N+b.N), b.N/(a.N+b.N)
	if share == 0 || rest == 0 || !finite(share, rest) {
		return 0, invalid("populations %v and %v are too unequal", a.N, b.N)
	}
	return binomialP(a.X, b.X, share, rest), nil
}

// binomialP is the exact two-sided p-value of x successes and y failures when
// success has probability p = 1-q. Probabilities fall on either side of the
// mean, so the far tail's edge is found by bisection.
func binomialP(x, y, p, q float64) float64 {
	n := x + y
	if x > n*p {
		x, p, q = y, q, p
	}
	mean := n * p
	if x >= mean {
		return 1 // on the mean, but for rounding
	}
	b := binomial{n, p, q}
	seen := b.logProb(x) + tieTolerance
	start := math.Ceil(mean)
	far := start + float64(sort.Search(int(n-start)+1, func(i int) bool {
		return b.logProb(start+float64(i)) <= seen
	}))
	return math.Min(1, b.atMost(x)+b.atLeast(far))
}

// tieTolerance lets an outcome on the other side that is as likely as the one
// seen, but for rounding, count as equally extreme.
const tieTolerance = 1e-7

type binomial struct{ n, p, q float64 }

func (b binomial) logProb(x float64) float64 {
	return logFactorial(b.n) - logFactorial(x) - logFactorial(b.n-x) + x*math.Log(b.p) + (b.n-x)*math.Log(b.q)
}

func (b binomial) atMost(x float64) float64 {
	if x >= b.n {
		return 1
	}
	return mathext.RegIncBeta(b.n-x, x+1, b.q)
}

func (b binomial) atLeast(x float64) float64 {
	if x <= 0 {
		return 1
	}
	if x > b.n {
		return 0
	}
	return mathext.RegIncBeta(x, b.n-x+1, b.p)
}

func logFactorial(x float64) float64 {
	l, _ := math.Lgamma(x + 1)
	return l
}
