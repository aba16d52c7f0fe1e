package stats

import "math"

// MeanTest is a difference of means with its interval, the t statistic, its
// fractional degrees of freedom and the two-sided p-value.
type MeanTest struct {
	Estimate
	T, DF, P float64
}

// MeanDifference is the difference a-b of two independent means without
// assuming equal variances. Two samples without any variation cannot be
// tested (ErrNoSpread).
//
// Welch BL (1947) Biometrika 34:28-35; note §6.
func MeanDifference(a, b Sample, z float64) (MeanTest, error) {
	for _, s := range []Sample{a, b} {
		if err := s.check(); err != nil {
			return MeanTest{}, err
		}
	}
	if err := checkLevel(z); err != nil {
		return MeanTest{}, err
	}
	sa, sb := a.SD/math.Sqrt(a.N), b.SD/math.Sqrt(b.N)
	se := math.Hypot(sa, sb)
	if se == 0 {
		return MeanTest{}, ErrNoSpread
	}
	df := welchDegrees(sa/se, sb/se, a.N, b.N)
	d := a.Mean - b.Mean
	half := studentQuantile(df, z) * se
	e, err := Estimate{d, Interval{d - half, d + half}}.checked()
	if err != nil || !finite(d/se, df) {
		return MeanTest{}, invalid("means %v and %v cannot be tested", a.Mean, b.Mean)
	}
	return MeanTest{e, d / se, df, studentP(d/se, df)}, nil
}

// welchDegrees takes each standard error as a share of the combined one, so
// that fourth powers neither overflow nor vanish together.
func welchDegrees(ra, rb, na, nb float64) float64 {
	ra, rb = ra*ra, rb*rb
	return 1 / (ra*ra/(na-1) + rb*rb/(nb-1))
}
