package stats

import "math"

// FunnelAreas is the number of areas a funnel plot needs (note §10). The
// functions compute from one area on; Funnel.Drawn says whether to draw.
const FunnelAreas = 10

// Label is where an area lies in a funnel. The zero value is not placed.
type Label uint8

const (
	NotPlaced Label = iota
	Within
	Above95
	Above998
	Below95
	Below998
)

// String is the label in words: "within", "above 95", "below 99.8" and so on;
// "not placed" for the zero value.
func (l Label) String() string {
	words := []string{"not placed", "within", "above 95", "above 99.8", "below 95", "below 99.8"}
	if int(l) < len(words) {
		return words[l]
	}
	return words[0]
}

// FunnelLimits are a funnel's lines at one denominator. They are clipped to
// the scale: 0 to k for proportions, 0 upwards for rates.
type FunnelLimits struct{ At95, At998 Interval }

// Label says where a value lies between the lines; on a line is within.
func (l FunnelLimits) Label(value float64) Label {
	side := func(i Interval) Comparison {
		switch {
		case value < i.Lower:
			return Lower
		case value > i.Upper:
			return Higher
		}
		return Similar
	}
	return label(side(l.At95), side(l.At998))
}

// FunnelPoint is one area of a funnel plot. Value is k*X/N with its own
// intervals; Label follows from those and the benchmark, as the comparison of
// the area on any other page does. Limits are the lines at its denominator.
// Adjusted and AdjustedLabel allow for overdispersion and are there only where
// Funnel.Overdispersed is true.
type FunnelPoint struct {
	X, N          float64
	Value         float64
	At95, At998   Interval
	Label         Label
	Limits        FunnelLimits
	Adjusted      FunnelLimits
	AdjustedLabel Label
}

// Funnel is a funnel plot: its areas in the order given, the benchmark on
// their scale, and the spread between areas. Overdispersed (phi above 1) asks
// for the adjusted lines and for phi to be printed.
type Funnel struct {
	Scale         float64
	Benchmark     float64
	Pooled        bool // the benchmark is the pooled value of the areas shown
	Points        []FunnelPoint
	Dispersion    Dispersion
	Overdispersed bool
	rates         bool
}

// Drawn reports whether there are enough areas for a plot.
func (f Funnel) Drawn() bool { return len(f.Points) >= FunnelAreas }

// ProportionFunnel places areas by x of n against their pooled value, per k
// (100 for percentages). Lines are the values at which the score test just
// rejects, which is where the Wilson interval just leaves the benchmark out.
// The areas exclude whatever is suppressed; no areas are an error (ErrTooFew).
//
// Spiegelhalter DJ (2005) Stat Med 24:1185-1202; note §10.
func ProportionFunnel(areas []Proportion, k float64) (Funnel, error) {
	parts := make([]Rate, len(areas))
	for i, a := range areas {
		parts[i] = Rate(a)
	}
	return funnel(parts, k, math.NaN(), false)
}

// ProportionFunnelAgainst is ProportionFunnel with a stated benchmark from 0
// to k, such as the published value of England.
func ProportionFunnelAgainst(areas []Proportion, k, benchmark float64) (Funnel, error) {
	if !(benchmark >= 0 && benchmark <= k) {
		return Funnel{}, invalid("benchmark %v is not from 0 to %v", benchmark, k)
	}
	parts := make([]Rate, len(areas))
	for i, a := range areas {
		parts[i] = Rate(a)
	}
	return funnel(parts, k, benchmark, false)
}

// RateFunnel places areas by x events among n against their pooled rate, per
// k. Labels follow from the intervals of RateInterval; lines are exact Poisson
// limits, and may differ from a label within the error of Byar's formula.
//
// Spiegelhalter DJ (2005) Stat Med 24:1185-1202; note §10.
func RateFunnel(areas []Rate, k float64) (Funnel, error) { return funnel(areas, k, math.NaN(), true) }

// RateFunnelAgainst is RateFunnel with a stated benchmark of at least 0.
func RateFunnelAgainst(areas []Rate, k, benchmark float64) (Funnel, error) {
	if !(benchmark >= 0) || !finite(benchmark) {
		return Funnel{}, invalid("benchmark rate %v", benchmark)
	}
	return funnel(areas, k, benchmark, true)
}

func funnel(areas []Rate, k, benchmark float64, rates bool) (Funnel, error) {
	if err := checkFunnel(areas, k); err != nil {
		return Funnel{}, err
	}
	f := Funnel{Scale: k, Benchmark: benchmark, rates: rates}
	var err error
	if math.IsNaN(benchmark) {
		f.Pooled = true
		if f.Benchmark, err = Pooled(areas, k); err != nil {
			return Funnel{}, err
		}
	}
	for _, a := range areas {
		p, err := f.place(a)
		if err != nil {
			return Funnel{}, err
		}
		f.Points = append(f.Points, p)
	}
	return f, f.adjust(areas)
}

func checkFunnel(areas []Rate, k float64) error {
	if err := checkPositive("multiplier", k); err != nil {
		return err
	}
	xs := make([]float64, len(areas))
	for i, a := range areas {
		xs[i] = a.X
	}
	return checkFinite(xs)
}

// place works one area out.
func (f Funnel) place(a Rate) (FunnelPoint, error) {
	interval := func(z float64) (Interval, error) { return RateInterval(a.X, a.N, f.Scale, z) }
	if !f.rates {
		interval = func(z float64) (Interval, error) {
			i, err := Wilson(a.X, a.N, z)
			return i.Times(f.Scale), err
		}
	}
	p := FunnelPoint{X: a.X, N: a.N, Value: f.Scale * a.X / a.N}
	var err error
	if p.At95, err = interval(Z95); err != nil {
		return FunnelPoint{}, err
	}
	if p.At998, err = interval(Z998); err != nil {
		return FunnelPoint{}, err
	}
	p.Label = label(CompareBenchmark(p.At95, p.At998, f.Benchmark))
	p.Limits, err = f.Limits(a.N)
	return p, err
}

// label joins the two levels of a comparison.
func label(c95, c998 Comparison) Label {
	switch {
	case c95 == Similar:
		return Within
	case c95 == Higher && c998 == Higher:
		return Above998
	case c95 == Higher:
		return Above95
	case c95 == Lower && c998 == Lower:
		return Below998
	case c95 == Lower:
		return Below95
	}
	return NotPlaced
}

// Limits are the funnel's lines at a denominator, on the scale of the values.
// For proportions any positive denominator will do, whole or not, so that
// lines can be drawn between areas.
func (f Funnel) Limits(n float64) (FunnelLimits, error) {
	if f.rates {
		return rateLines(n, f.Benchmark, f.Scale)
	}
	return proportionLines(n, f.Benchmark, f.Scale)
}

func proportionLines(n, benchmark, k float64) (FunnelLimits, error) {
	if err := checkPositive("denominator", n); err != nil {
		return FunnelLimits{}, err
	}
	p0 := benchmark / k
	at := func(z float64) Interval {
		half := z * math.Sqrt(p0*(1-p0)/n)
		return Interval{math.Max(0, p0-half), math.Min(1, p0+half)}.Times(k)
	}
	return FunnelLimits{at(Z95), at(Z998)}, nil
}
