package stats

import "math"

// Wilson is the score interval of x cases among n, as a proportion from 0 to
// 1, without continuity correction. Its lower limit is exactly 0 at x = 0 and
// its upper limit exactly 1 at x = n. n = 0 is an error: the figure is then
// "not applicable", never 0%.
//
// Wilson EB (1927) JASA 22:209-212; Newcombe RG (1998) Stat Med 17:857-872,
// method 3; note §2.
func Wilson(x, n, z float64) (Interval, error) {
	if err := checkProportion(x, n, z); err != nil {
		return Interval{}, err
	}
	return wilson(x, n, z), nil
}

// WilsonFinite is Wilson for a survey that reached n of a population. Above a
// tenth of the population it uses the effective sample n(N-1)/(N-n); up to a
// tenth it is Wilson unchanged. Where everyone answered nothing is left to
// chance and the interval has no width.
//
// Note §2, finite population option.
func WilsonFinite(x, n, population, z float64) (Interval, error) {
	if err := checkProportion(x, n, z); err != nil {
		return Interval{}, err
	}
	if err := checkCount("population", population); err != nil {
		return Interval{}, err
	}
	if n > population {
		return Interval{}, invalid("sample %v is larger than the population %v", n, population)
	}
	p := x / n
	effective := EffectiveSample(n, population)
	switch {
	case math.IsInf(effective, 1):
		return Interval{p, p}, nil
	case x == n:
		return wilson(effective, effective, z), nil
	case effective == n:
		return wilson(x, n, z), nil
	}
	return wilson(p*effective, effective, z), nil
}

// EffectiveSample is the size of the simple sample that would be as certain as
// n answers out of a population: n itself up to a tenth of it, n(N-1)/(N-n)
// above, and infinite where everyone answered. It is NaN for sizes that make
// no sense.
func EffectiveSample(n, population float64) float64 {
	switch {
	case !(n > 0 && n <= population) || math.IsInf(population, 1):
		return math.NaN()
	case n == population:
		return math.Inf(1)
	case n/population <= 0.1:
		return n
	}
	return n * (population - 1) / (population - n)
}

// ProportionTest is the one-sample score test of x among n against a fixed
// proportion p0: the signed z and its two-sided p. It rejects exactly where
// the Wilson interval leaves out p0, so a p-value in a data book and the word
// on the page agree (note §5).
func ProportionTest(x, n, p0 float64) (z, p float64, err error) {
	if err := checkProportion(x, n, Z95); err != nil {
		return 0, 0, err
	}
	if !(p0 > 0 && p0 < 1) {
		return 0, 0, invalid("benchmark proportion %v is not between 0 and 1", p0)
	}
	z = (x/n - p0) / math.Sqrt(p0*(1-p0)/n)
	if !finite(z) {
		return 0, 0, invalid("benchmark proportion %v is too extreme", p0)
	}
	return z, normalP(z), nil
}

func checkProportion(x, n, z float64) error {
	if err := checkCount("numerator", x); err != nil {
		return err
	}
	if err := checkCount("denominator", n); err != nil {
		return err
	}
	if n == 0 {
		return invalid("the denominator is 0")
	}
	if x > n {
		return invalid("numerator %v is larger than the denominator %v", x, n)
	}
	return checkLevel(z)
}

// wilson takes the fractional x and n of an effective sample. The limits are
// held to the value's side of it: they differ by rounding alone when n is
// vast.
func wilson(x, n, z float64) Interval {
	p, zz := x/n, z*z
	centre := 2*x + zz
	half := z * math.Sqrt(zz+4*x*(1-p))
	i := Interval{(centre - half) / (2 * (n + zz)), (centre + half) / (2 * (n + zz))}
	if x == 0 {
		i.Lower = 0
	}
	if x == n {
		i.Upper = 1
	}
	return Interval{math.Max(0, math.Min(i.Lower, p)), math.Min(1, math.Max(i.Upper, p))}
}
