package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Sample is what a mean's interval needs: the number of values, their mean,
// and their standard deviation with n-1.
type Sample struct{ N, Mean, SD float64 }

// Summarise makes a Sample of values, whatever their order. One value has a
// standard deviation of 0 here; Student refuses it.
func Summarise(values []float64) (Sample, error) {
	mean, err := Mean(values)
	if err != nil {
		return Sample{}, err
	}
	s := Sample{N: float64(len(values)), Mean: mean}
	if len(values) == 1 {
		return s, nil
	}
	squares := make([]float64, len(values))
	for i, v := range values {
		squares[i] = (v - mean) * (v - mean)
	}
	s.SD = math.Sqrt(total(squares) / (s.N - 1))
	if !finite(s.SD) {
		return Sample{}, invalid("the values are too far apart")
	}
	return s, nil
}

// Student is the t interval of a mean. Fewer than two values have none
// (ErrTooFew: the value is shown with symbol u). A standard deviation of 0
// gives a zero-width interval, which Known reports as none. Limits are not
// clipped to the scale of a score.
//
// Student (1908) Biometrika 6:1-25; Altman DG et al (2000) Statistics with
// Confidence; note §4.
func Student(s Sample, z float64) (Interval, error) {
	if err := s.check(); err != nil {
		return Interval{}, err
	}
	if err := checkLevel(z); err != nil {
		return Interval{}, err
	}
	half := studentQuantile(s.N-1, z) * s.SD / math.Sqrt(s.N)
	e, err := Estimate{s.Mean, Interval{s.Mean - half, s.Mean + half}}.checked()
	return e.Interval, err
}

// StudentFinite is Student for a survey that reached s.N of a population, its
// standard error that of the EffectiveSample; the degrees of freedom stay
// those of the answers. Where everyone answered the interval has no width.
//
// Note §2, finite population option, carried over to means.
func StudentFinite(s Sample, population, z float64) (Interval, error) {
	if err := checkCount("population", population); err != nil {
		return Interval{}, err
	}
	plain, err := Student(s, z)
	if err != nil {
		return Interval{}, err
	}
	effective := EffectiveSample(s.N, population)
	if math.IsNaN(effective) {
		return Interval{}, invalid("sample %v is larger than the population %v", s.N, population)
	}
	if effective == s.N {
		return plain, nil
	}
	half := studentQuantile(s.N-1, z) * s.SD / math.Sqrt(effective)
	return Interval{s.Mean - half, s.Mean + half}, nil
}

func (s Sample) check() error {
	if err := checkCount("number of values", s.N); err != nil {
		return err
	}
	if !finite(s.Mean) || !(s.SD >= 0) || !finite(s.SD) {
		return invalid("mean %v with standard deviation %v", s.Mean, s.SD)
	}
	if s.N < 2 {
		return fmt.Errorf("%w: a mean of %v has no interval", ErrTooFew, s.N)
	}
	return nil
}

// manyDegrees is where the normal expansion overtakes the beta quantile in
// accuracy: its next term is below 1e-13 there.
const manyDegrees = 1e5

// studentQuantile is the two-sided t quantile for the level of z.
//
// For many degrees of freedom: Abramowitz M, Stegun IA (1964) 26.7.5.
func studentQuantile(df, z float64) float64 {
	if df <= manyDegrees {
		return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(1 - alpha(z)/2)
	}
	z3 := z * z * z
	z5 := z3 * z * z
	return z + (z3+z)/(4*df) + (5*z5+16*z3+3*z)/(96*df*df)
}

// studentP is the two-sided p-value of t.
func studentP(t, df float64) float64 {
	if df > manyDegrees {
		return normalP(t)
	}
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Survival(math.Abs(t))
}
