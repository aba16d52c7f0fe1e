package stats

import "gonum.org/v1/gonum/mathext"

// CountRatio is the ratio a/b of two independent counts. The interval is the
// exact binomial one of a among a+b, each limit p turned into the odds
// p/(1-p). b = 0 is an error.
//
// Clopper CJ, Pearson ES (1934) Biometrika 26:404-413; note §3.
func CountRatio(a, b, z float64) (Estimate, error) {
	if err := checkCount("first count", a); err != nil {
		return Estimate{}, err
	}
	if err := checkCount("second count", b); err != nil {
		return Estimate{}, err
	}
	if b == 0 {
		return Estimate{}, invalid("the second count is 0")
	}
	if err := checkLevel(z); err != nil {
		return Estimate{}, err
	}
	return Estimate{a / b, clopperPearsonOdds(a, b, z)}.checked()
}

// clopperPearsonOdds gives the limits of the odds a:b; b must not be 0.
func clopperPearsonOdds(a, b, z float64) Interval {
	tail := alpha(z) / 2
	var i Interval
	if a > 0 {
		i.Lower = betaOdds(a, b+1, tail)
	}
	i.Upper = betaOdds(a+1, b, 1-tail)
	return i
}

// betaOdds is p/(1-p) at the given quantile of a beta distribution. Above a
// half it works from the mirrored distribution, since 1-p would lose digits.
func betaOdds(a, b, q float64) float64 {
	if p := mathext.InvRegIncBeta(a, b, q); p <= 0.5 {
		return p / (1 - p)
	}
	rest := mathext.InvRegIncBeta(b, a, 1-q)
	return (1 - rest) / rest
}
