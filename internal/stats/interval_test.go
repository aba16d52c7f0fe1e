package stats

import (
	"errors"
	"testing"
)

// Worked examples of the statistics note, sections 2 to 5. Tolerances are the
// digits it prints.

func TestWilsonMatchesTheWorkedExamples(t *testing.T) {
	cases := []struct {
		name       string
		x, n       float64
		at95, at98 Interval
	}{
		{"137 of 412", 137, 412, Interval{28.87642062, 37.93785509}, Interval{26.53085830, 40.73277543}},
		{"none of 23", 0, 23, Interval{0, 14.31166185}, Interval{0, 29.33846981}},
		{"all of 6", 6, 6, Interval{60.96657121, 100}, Interval{38.58636112, 100}},
		// Upper limits by the formula in 40 digits; the note's 41.07597616 and
		// 45.35571576 are slips of the pen in its section 5.
		{"61 of 180", 61, 180, Interval{27.37511689, 41.07596026}, Interval{24.04542259, 45.35571586}},
	}
	for _, c := range cases {
		i, err := Wilson(c.x, c.n, Z95)
		noError(t, err)
		nearInterval(t, c.name+" at 95%", i.Times(100), c.at95, 5e-9)
		i, err = Wilson(c.x, c.n, Z998)
		noError(t, err)
		nearInterval(t, c.name+" at 99.8%", i.Times(100), c.at98, 5e-9)
	}
}

func TestWilsonEndsAreExact(t *testing.T) {
	for n := 1.0; n <= 3000; n++ {
		none, err := Wilson(0, n, Z95)
		noError(t, err)
		all, err := Wilson(n, n, Z95)
		noError(t, err)
		if none.Lower != 0 || all.Upper != 1 {
			t.Fatalf("n = %v: got lower %v at none and upper %v at all, want 0 and 1", n, none.Lower, all.Upper)
		}
	}
}

func TestWilsonForASurveyOfASmallPopulation(t *testing.T) {
	i, err := WilsonFinite(22, 31, 58, Z95)
	noError(t, err)
	nearInterval(t, "22 of 31 out of 58", i, Interval{0.5905417484, 0.8055625549}, 5e-11)

	plain, err := Wilson(22, 31, Z95)
	noError(t, err)
	nearInterval(t, "22 of 31", plain, Interval{0.5340767067, 0.8390419984}, 5e-11)

	tenth, err := WilsonFinite(22, 31, 310, Z95)
	noError(t, err)
	if tenth != plain {
		t.Errorf("a tenth of the population: got %v, want the plain interval %v", tenth, plain)
	}
	census, err := WilsonFinite(22, 31, 31, Z95)
	noError(t, err)
	if census.Known() || census.Lower != 22.0/31 {
		t.Errorf("everyone answered: got %v, want no width at 22/31", census)
	}
	if _, err := WilsonFinite(22, 31, 30, Z95); !errors.Is(err, ErrInput) {
		t.Errorf("sample above population: got %v, want ErrInput", err)
	}
}

func TestRateIntervalMatchesTheWorkedExamples(t *testing.T) {
	cases := []struct {
		name       string
		x, n       float64
		at95, at98 Interval
		tolerance  float64
	}{
		{"4 in 18750, exact", 4, 18750, Interval{0.5812615326, 5.462180627}, Interval{0.2285612873, 7.890212919}, 5e-10},
		{"64 in 29416, Byar", 64, 29416, Interval{16.7546014104, 27.783478172}, Interval{14.3024824557, 31.550749690}, 5e-10},
		{"none in 6400, exact", 0, 6400, Interval{0, 5.763874147}, Interval{0, 10.793367623}, 5e-10},
	}
	for _, c := range cases {
		i, err := RateInterval(c.x, c.n, 10000, Z95)
		noError(t, err)
		nearInterval(t, c.name+" at 95%", i, c.at95, c.tolerance)
		i, err = RateInterval(c.x, c.n, 10000, Z998)
		noError(t, err)
		nearInterval(t, c.name+" at 99.8%", i, c.at98, c.tolerance)
	}
}

func TestCountLimitsSwitchAtTen(t *testing.T) {
	for x, want := range map[float64]Interval{9: garwood(9, Z95), 10: byar(10, Z95)} {
		got, err := CountInterval(x, Z95)
		noError(t, err)
		if got != want {
			t.Errorf("count %v: got %v, want %v", x, got, want)
		}
	}
	// The two methods nearly agree there; a slip in either would show.
	nearInterval(t, "exact and Byar at 10", byar(10, Z95), garwood(10, Z95), 0.02)
}

func TestRatiosMatchTheWorkedExamples(t *testing.T) {
	oe, err := ObservedExpected(38, 29.4, Z95)
	noError(t, err)
	nearEstimate(t, "38 observed, 29.4 expected", oe, Estimate{1.292517007, Interval{0.914546547, 1.774130389}}, 5e-10)

	ratio, err := CountRatio(26, 41, Z95)
	noError(t, err)
	nearEstimate(t, "26 to 41", ratio, Estimate{0.6341463415, Interval{0.3724350213, 1.0617785869}}, 5e-11)
}

func TestCountRatioOfTheExchangedCountsIsTheReciprocal(t *testing.T) {
	for _, c := range [][2]float64{{26, 41}, {1, 500}, {3, 3}, {70000, 2}} {
		ab, err := CountRatio(c[0], c[1], Z95)
		noError(t, err)
		ba, err := CountRatio(c[1], c[0], Z95)
		noError(t, err)
		near(t, "lower against upper", ab.Interval.Lower*ba.Interval.Upper, 1, 1e-9)
		near(t, "upper against lower", ab.Interval.Upper*ba.Interval.Lower, 1, 1e-9)
	}
}

func TestStudentMatchesTheWorkedExamples(t *testing.T) {
	s, err := Summarise([]float64{18.5, 22, 19.5, 27, 24.5, 21})
	noError(t, err)
	near(t, "mean", s.Mean, 22.08333333, 5e-9)
	near(t, "standard deviation", s.SD, 3.184598352, 5e-10)
	near(t, "t with 5 degrees", studentQuantile(5, Z95), 2.570581836, 5e-10)
	near(t, "t with 16 degrees", studentQuantile(16, Z95), 2.119905299, 5e-10)

	i, err := Student(s, Z95)
	noError(t, err)
	nearInterval(t, "six values at 95%", i, Interval{18.74130232, 25.42536434}, 5e-9)
	i, err = Student(s, Z998)
	noError(t, err)
	nearInterval(t, "six values at 99.8%", i, Interval{14.42124533, 29.74542134}, 5e-9)
	i, err = Student(Sample{17, 3.62, 0.84}, Z95)
	noError(t, err)
	nearInterval(t, "from n, mean and sd", i, Interval{3.188111852, 4.051888148}, 5e-10)
}

func TestStudentWithoutSpreadOrCompany(t *testing.T) {
	alone, err := Summarise([]float64{4.5})
	noError(t, err)
	if _, err := Student(alone, Z95); alone.Mean != 4.5 || !errors.Is(err, ErrTooFew) {
		t.Errorf("one value: got mean %v and %v, want 4.5 and ErrTooFew", alone.Mean, err)
	}
	i, err := Student(Sample{9, 4.5, 0}, Z95)
	noError(t, err)
	if i.Known() || i.Lower != 4.5 {
		t.Errorf("no spread: got %v, want no width at 4.5", i)
	}
}

func TestStudentQuantileMeetsTheNormalWithoutAStep(t *testing.T) {
	for _, z := range []float64{Z95, Z998} {
		near(t, "either side of the switch", studentQuantile(manyDegrees+1, z), studentQuantile(manyDegrees, z), 1e-9)
		near(t, "a billion degrees", studentQuantile(1e9, z), z, 1e-7)
	}
}

func TestProportionTestAgreesWithWilson(t *testing.T) {
	z, p, err := ProportionTest(61, 180, 0.243)
	noError(t, err)
	near(t, "z", z, 2.999531743, 5e-10)
	near(t, "p", p, 0.002703949, 5e-10)

	for x := 0.0; x <= 180; x++ {
		i, err := Wilson(x, 180, Z95)
		noError(t, err)
		z, _, err := ProportionTest(x, 180, 0.243)
		noError(t, err)
		if (z > Z95 || z < -Z95) == i.Contains(0.243) {
			t.Errorf("%v of 180: z = %v but interval %v", x, z, i)
		}
	}
}

func TestImpossibleInputsAreRefused(t *testing.T) {
	bad := map[string]func() error{
		"more cases than people":  func() error { _, err := Wilson(7, 6, Z95); return err },
		"no denominator":          func() error { _, err := Wilson(0, 0, Z95); return err },
		"negative numerator":      func() error { _, err := Wilson(-1, 6, Z95); return err },
		"part of a child":         func() error { _, err := Wilson(1.5, 6, Z95); return err },
		"fractional denominator":  func() error { _, err := Wilson(1, 6.5, Z95); return err },
		"NaN numerator":           func() error { _, err := Wilson(nan, 6, Z95); return err },
		"infinite denominator":    func() error { _, err := Wilson(1, inf, Z95); return err },
		"level of zero":           func() error { _, err := Wilson(1, 6, 0); return err },
		"level of NaN":            func() error { _, err := CountInterval(1, nan); return err },
		"negative count":          func() error { _, err := CountInterval(-3, Z95); return err },
		"fractional count":        func() error { _, err := CountInterval(3.2, Z95); return err },
		"population of zero":      func() error { _, err := RateInterval(3, 0, 1000, Z95); return err },
		"negative population":     func() error { _, err := RateInterval(3, -5, 1000, Z95); return err },
		"NaN multiplier":          func() error { _, err := RateInterval(3, 5, nan, Z95); return err },
		"rate beyond float64":     func() error { _, err := RateInterval(3, 1e-300, 1e300, Z95); return err },
		"nothing expected":        func() error { _, err := ObservedExpected(3, 0, Z95); return err },
		"ratio to nothing":        func() error { _, err := CountRatio(3, 0, Z95); return err },
		"negative deviation":      func() error { _, err := Student(Sample{5, 1, -1}, Z95); return err },
		"NaN mean":                func() error { _, err := Student(Sample{5, nan, 1}, Z95); return err },
		"NaN among values":        func() error { _, err := Summarise([]float64{1, nan}); return err },
		"benchmark above 100%":    func() error { _, _, err := ProportionTest(1, 2, 1.2); return err },
		"limits in reverse":       func() error { _, err := PublishedDifference(Estimate{1, Interval{2, 0}}, Estimate{}); return err },
		"rate ratio to no events": func() error { _, err := RateRatio(Rate{3, 10}, Rate{0, 10}, Z95); return err },
		"pooled with no people":   func() error { _, err := Pooled([]Rate{{3, 0}}, 100); return err },
	}
	for name, call := range bad {
		if err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

func TestARateMayExceedItsPopulation(t *testing.T) {
	i, err := RateInterval(30, 12.5, 100, Z95)
	noError(t, err)
	if !i.Contains(240) {
		t.Errorf("30 events among 12.5: got %v, want it around 240", i)
	}
}
