package stats

import "math"

// Difference is the whole working of a comparison of two uncertain figures,
// first minus second, at both levels (note §5, method B, and §6).
//
// At95 and At998 are limits of Value and on its scale. First and Second are
// the two figures with their own limits; for means and published intervals
// SE1, SE2 and SE hold the standard errors instead, which are 0 otherwise.
// Statistic and P belong to the test named by Method and stand beside the
// interval: the words follow the interval alone. DF is 0 but for Welch.
type Difference struct {
	Method           Method
	Value            float64
	At95, At998      Interval
	First, Second    Sides
	SE1, SE2, SE     float64
	Statistic, DF, P float64
	Ratio            RatioTest // of rates; zero where the second has no events
	Result95         Comparison
	Result998        Comparison
}

// Sides is one figure of a difference with its own limits.
type Sides struct {
	Value       float64
	At95, At998 Interval
}

// Method names how an interval of a difference was made; the zero value is
// none.
type Method uint8

const (
	NoMethod      Method = iota
	Newcombe             // proportions: hybrid score; P of the pooled z test
	MOVER                // rates; P of the exact conditional test of their ratio
	Welch                // means of samples; P of the t test
	FromPublished        // values that came with intervals; P of a z test
)

// String is the method's name in a sentence.
func (m Method) String() string {
	switch m {
	case Newcombe:
		return "Newcombe hybrid score"
	case MOVER:
		return "MOVER"
	case Welch:
		return "Welch t"
	case FromPublished:
		return "published intervals"
	}
	return "none"
}

// Known reports whether the difference was tested; the zero Difference says
// "not tested".
func (d Difference) Known() bool { return d.Method != NoMethod }

// Alike counts, beside a rank, the areas not distinguishable from one's own:
// those whose difference from it is similar at 95%. Tested is how many of the
// differences could be tested; ranks of similar areas are noise (note §11).
func Alike(differences []Difference) (alike, tested int) {
	for _, d := range differences {
		if d.Known() {
			tested++
		}
		if d.Result95 == Similar {
			alike++
		}
	}
	return alike, tested
}

// Times is the difference on a scale k > 0 times as large, limits and standard
// errors included; 100 turns proportions into percentage points. Ratio, tests
// and results have no scale.
func (d Difference) Times(k float64) Difference {
	d.Value, d.SE1, d.SE2, d.SE = k*d.Value, k*d.SE1, k*d.SE2, k*d.SE
	d.At95, d.At998 = d.At95.Times(k), d.At998.Times(k)
	d.First, d.Second = d.First.times(k), d.Second.times(k)
	return d
}

func (s Sides) times(k float64) Sides {
	return Sides{k * s.Value, s.At95.Times(k), s.At998.Times(k)}
}

// CompareProportions is ProportionDifference at both levels, on the scale from
// 0 to 1, with PooledTest beside it.
func CompareProportions(a, b Proportion) (Difference, error) {
	d := Difference{Method: Newcombe}
	err := d.fill(func(z float64) (e, first, second Estimate, err error) {
		if e, err = ProportionDifference(a, b, z); err == nil {
			first = Estimate{a.X / a.N, wilson(a.X, a.N, z)}
			second = Estimate{b.X / b.N, wilson(b.X, b.N, z)}
		}
		return
	})
	if err != nil {
		return Difference{}, err
	}
	d.Statistic, d.P, err = PooledTest(a, b)
	return d, err
}

// WeighRates is CompareRates without ratio and p-value, whose exact test takes
// a hundred times as long: for the words, which follow the interval alone, and
// for counting areas that are alike.
func WeighRates(a, b Rate, k float64) (Difference, error) {
	d := Difference{Method: MOVER}
	err := d.fill(func(z float64) (e, first, second Estimate, err error) {
		if e, err = RateDifference(a, b, k, z); err == nil {
			first, _ = rateEstimate(a, k, z) // both passed in the difference
			second, _ = rateEstimate(b, k, z)
		}
		return
	})
	if err != nil {
		return Difference{}, err
	}
	return d, nil
}

// CompareRates is RateDifference at both levels, per k, with RateRatio beside
// it. Where the second rate has no events the ratio is missing, P is of the
// same exact test and Statistic is 0.
func CompareRates(a, b Rate, k float64) (Difference, error) {
	d, err := WeighRates(a, b, k)
	if err != nil {
		return Difference{}, err
	}
	d.P, err = conditionalP(a, b)
	if err == nil && b.X > 0 {
		d.Ratio, err = RateRatio(a, b, Z95)
	}
	if err != nil {
		return Difference{}, err
	}
	return d, nil
}

// CompareMeans is MeanDifference at both levels.
func CompareMeans(a, b Sample) (Difference, error) {
	d := Difference{Method: Welch}
	var m MeanTest
	err := d.fill(func(z float64) (e, first, second Estimate, err error) {
		m, err = MeanDifference(a, b, z)
		return m.Estimate, Estimate{Value: a.Mean}, Estimate{Value: b.Mean}, err
	})
	if err != nil {
		return Difference{}, err
	}
	d.SE1, d.SE2 = a.SD/math.Sqrt(a.N), b.SD/math.Sqrt(b.N)
	d.SE = math.Hypot(d.SE1, d.SE2)
	d.Statistic, d.DF, d.P = m.T, m.DF, m.P
	return d, nil
}

// ComparePublished is the difference of two values whose 95% intervals were
// published without counts, as PublishedDifference, at both levels. Two
// intervals without width cannot be tested (ErrNoSpread).
func ComparePublished(a, b Estimate) (Difference, error) {
	if _, err := PublishedDifference(a, b); err != nil {
		return Difference{}, err
	}
	d := Difference{Method: FromPublished, SE1: publishedSE(a.Interval), SE2: publishedSE(b.Interval)}
	d.SE = math.Hypot(d.SE1, d.SE2)
	if d.SE == 0 {
		return Difference{}, ErrNoSpread
	}
	err := d.fill(func(z float64) (e, first, second Estimate, err error) {
		v, half := a.Value-b.Value, z*d.SE
		e, err = Estimate{v, Interval{v - half, v + half}}.checked()
		return e, Estimate{a.Value, around95(a, z)}, Estimate{b.Value, around95(b, z)}, err
	})
	if err != nil {
		return Difference{}, err
	}
	d.Statistic = d.Value / d.SE
	d.P = normalP(d.Statistic)
	if !finite(d.Statistic) {
		return Difference{}, invalid("intervals too narrow to test %v against %v", a.Value, b.Value)
	}
	return d, nil
}

// around95 keeps the published limits at 95% and has none at another level.
func around95(e Estimate, z float64) Interval {
	if z == Z95 {
		return e.Interval
	}
	return Interval{}
}

// fill runs the method at both levels and reads the words.
func (d *Difference) fill(at func(z float64) (e, first, second Estimate, err error)) error {
	e, first, second, err := at(Z95)
	if err != nil {
		return err
	}
	far, first998, second998, err := at(Z998)
	if err != nil {
		return err
	}
	d.Value, d.At95, d.At998 = e.Value, e.Interval, far.Interval
	d.First = Sides{first.Value, first.Interval, first998.Interval}
	d.Second = Sides{second.Value, second.Interval, second998.Interval}
	d.Result95, d.Result998 = CompareBenchmark(d.At95, d.At998, 0)
	return nil
}
