package stats

import (
	"errors"
	"math"
	"testing"
)

// Worked examples of the statistics note, section 6.

func TestProportionDifferenceMatchesTheWorkedExample(t *testing.T) {
	a, b := Proportion{137, 412}, Proportion{164, 405}
	for _, c := range []struct {
		p    Proportion
		want Interval
	}{
		{a, Interval{0.288764206176, 0.379378550943}},
		{b, Interval{0.358240717706, 0.453422218283}},
	} {
		i, err := Wilson(c.p.X, c.p.N, Z95)
		noError(t, err)
		nearInterval(t, "Wilson", i, c.want, 5e-13)
	}
	d, err := ProportionDifference(a, b, Z95)
	noError(t, err)
	nearEstimate(t, "difference", d, Estimate{-0.072413999760, Interval{-0.137725839674, -0.006262771428}}, 5e-13)

	z, p, err := PooledTest(a, b)
	noError(t, err)
	near(t, "|z|", math.Abs(z), 2.145366948, 5e-10)
	near(t, "p", p, 0.031923520, 5e-10)
}

func TestPooledTestWithNobodyOnEitherSide(t *testing.T) {
	z, p, err := PooledTest(Proportion{0, 30}, Proportion{0, 12})
	noError(t, err)
	if z != 0 || p != 1 {
		t.Errorf("got z %v and p %v, want 0 and 1", z, p)
	}
}

func TestRateDifferenceMatchesTheWorkedExample(t *testing.T) {
	a, b := Rate{64, 29416}, Rate{41, 29870}
	second, err := RateInterval(b.X, b.N, 10000, Z95)
	noError(t, err)
	nearInterval(t, "second rate", second, Interval{9.849036260, 18.621551974}, 5e-10)

	d, err := RateDifference(a, b, 10000, Z95)
	noError(t, err)
	nearEstimate(t, "difference", d, Estimate{8.030720376, Interval{1.031602248, 15.196753236}}, 5e-10)
}

func TestRateRatioMatchesTheWorkedExample(t *testing.T) {
	r, err := RateRatio(Rate{64, 29416}, Rate{41, 29870}, Z95)
	noError(t, err)
	nearEstimate(t, "ratio", r.Estimate, Estimate{1.585067360, Interval{1.054532564, 2.406515880}}, 5e-10)
	near(t, "p", r.P, 0.024353787, 5e-10)

	turned, err := RateRatio(Rate{41, 29870}, Rate{64, 29416}, Z95)
	noError(t, err)
	near(t, "p the other way round", turned.P, r.P, 1e-12)
}

// The p-value by bisection must be the plain sum over every outcome that is
// no more likely than the one seen.
func TestExactPValueIsTheSumOfUnlikelyOutcomes(t *testing.T) {
	for n := 1.0; n <= 40; n++ {
		for _, p := range []float64{0.5, 0.3, 0.07, 0.91} {
			b := binomial{n, p, 1 - p}
			for x := 0.0; x <= n; x++ {
				var sum float64
				for y := 0.0; y <= n; y++ {
					if b.logProb(y) <= b.logProb(x)+tieTolerance {
						sum += math.Exp(b.logProb(y))
					}
				}
				near(t, "p-value", binomialP(x, n-x, p, 1-p), sum, 1e-11)
			}
		}
	}
}

// Equal rates are on the mean whichever way the shares round.
func TestEqualRatesHaveAPValueOfOne(t *testing.T) {
	for a := 1.0; a < 60; a++ {
		for b := 1.0; b < 60; b++ {
			r, err := RateRatio(Rate{a, a * 7.3}, Rate{b, b * 7.3}, Z95)
			noError(t, err)
			near(t, "p-value", r.P, 1, 1e-12)
		}
	}
}

func TestMeanDifferenceMatchesTheWorkedExample(t *testing.T) {
	a, err := Summarise([]float64{18.5, 22, 19.5, 27, 24.5, 21})
	noError(t, err)
	b, err := Summarise([]float64{25, 28.5, 24, 31, 27.5})
	noError(t, err)
	d, err := MeanDifference(a, b, Z95)
	noError(t, err)
	near(t, "t", d.T, -2.835914273, 5e-10)
	near(t, "degrees of freedom", d.DF, 8.952190329, 5e-10)
	near(t, "p", d.P, 0.019634202, 5e-10)
	nearInterval(t, "difference", d.Interval, Interval{-9.201463578, -1.031869756}, 5e-10)
}

func TestMeanDifferenceWithoutSpreadIsRefused(t *testing.T) {
	if _, err := MeanDifference(Sample{4, 2, 0}, Sample{5, 3, 0}, Z95); !errors.Is(err, ErrNoSpread) {
		t.Errorf("got %v, want ErrNoSpread", err)
	}
	if _, err := MeanDifference(Sample{1, 2, 0}, Sample{5, 3, 1}, Z95); !errors.Is(err, ErrTooFew) {
		t.Errorf("one value: got %v, want ErrTooFew", err)
	}
}

func TestPublishedDifference(t *testing.T) {
	// Half-widths of 3 and 4 combine to 5, whatever the level's z.
	d, err := PublishedDifference(Estimate{50, Interval{47, 53}}, Estimate{44, Interval{40, 48}})
	noError(t, err)
	nearEstimate(t, "half-widths 3 and 4", d, Estimate{6, Interval{1, 11}}, 1e-12)
	if got := CompareDifference(d.Interval); got != Higher {
		t.Errorf("overlapping intervals of different values: got %v, want higher", got)
	}
}
