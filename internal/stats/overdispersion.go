package stats

import "math"

// Dispersion is how much more areas differ than chance allows. Z holds each
// area's score and Winsorised the scores with the outer tenths drawn in to the
// 10th and 90th percentile. Phi is the mean square of those; above 1 the
// funnel's limits widen by Tau2, a variance on the transformed scale (the
// angle of proportions, the square root of rates), 0 otherwise.
type Dispersion struct {
	Benchmark     float64 // on the scale of the values
	Z, Winsorised []float64
	Low, High     float64 // the percentiles drawn in to
	Phi, Tau2     float64
}

// ProportionDispersion needs two areas with a benchmark from 0 to 1, as a
// proportion.
//
// Spiegelhalter DJ (2005) Qual Saf Health Care 14:347-351; note §10.
func ProportionDispersion(areas []Proportion, benchmark float64) (Dispersion, error) {
	if !(benchmark >= 0 && benchmark <= 1) {
		return Dispersion{}, invalid("benchmark %v is not a proportion", benchmark)
	}
	parts := make([]Rate, len(areas))
	for i, a := range areas {
		if err := checkProportion(a.X, a.N, Z95); err != nil {
			return Dispersion{}, err
		}
		parts[i] = Rate(a)
	}
	return disperse(parts, benchmark, angle)
}

// RateDispersion is the same for rates, with square roots in the place of
// angles; the benchmark is in events per head.
func RateDispersion(areas []Rate, benchmark float64) (Dispersion, error) {
	if !(benchmark >= 0) || !finite(benchmark) {
		return Dispersion{}, invalid("benchmark rate %v", benchmark)
	}
	for _, a := range areas {
		if err := checkCount("count", a.X); err != nil {
			return Dispersion{}, err
		}
		if err := checkPositive("population", a.N); err != nil {
			return Dispersion{}, err
		}
	}
	return disperse(areas, benchmark, math.Sqrt)
}

// angle makes the variance of a proportion 1/(4n) whatever its size.
func angle(p float64) float64 { return math.Asin(math.Sqrt(p)) }

func disperse(areas []Rate, benchmark float64, transform func(float64) float64) (Dispersion, error) {
	if len(areas) < 2 {
		return Dispersion{}, ErrTooFew
	}
	d := Dispersion{Benchmark: benchmark}
	weights := make([]float64, len(areas))
	squares := make([]float64, len(areas))
	for i, a := range areas {
		d.Z = append(d.Z, 2*math.Sqrt(a.N)*(transform(a.X/a.N)-transform(benchmark)))
		weights[i], squares[i] = 4*a.N, 16*a.N*a.N
	}
	scores, err := NewDistribution(d.Z)
	if err != nil {
		return Dispersion{}, err
	}
	d.Low, d.High = scores.Quantile(0.1), scores.Quantile(0.9)
	squared := make([]float64, len(areas))
	for i, z := range d.Z {
		w := math.Min(math.Max(z, d.Low), d.High)
		d.Winsorised = append(d.Winsorised, w)
		squared[i] = w * w
	}
	if d.Phi, err = Mean(squared); err != nil {
		return Dispersion{}, err
	}
	n := float64(len(areas))
	sum := total(weights)
	d.Tau2 = math.Max(0, (n*d.Phi-(n-1))/(sum-total(squares)/sum))
	if !finite(d.Tau2) {
		return Dispersion{}, invalid("denominators are too unequal")
	}
	return d, nil
}

// AdjustedProportion is the limits of a funnel of proportions at denominator
// n, as proportions, widened for overdispersion.
func (d Dispersion) AdjustedProportion(n, z float64) (Interval, error) {
	half, err := d.half(n, z)
	if err != nil {
		return Interval{}, err
	}
	a := angle(d.Benchmark)
	low, high := math.Sin(math.Max(0, a-half)), math.Sin(math.Min(math.Pi/2, a+half))
	return Interval{low * low, high * high}, nil
}

// AdjustedRate is the same for rates, in events per head.
func (d Dispersion) AdjustedRate(n, z float64) (Interval, error) {
	half, err := d.half(n, z)
	if err != nil {
		return Interval{}, err
	}
	a := math.Sqrt(d.Benchmark)
	low, high := math.Max(0, a-half), a+half
	return Interval{low * low, high * high}, nil
}

func (d Dispersion) half(n, z float64) (float64, error) {
	if err := checkPositive("denominator", n); err != nil {
		return 0, err
	}
	if err := checkLevel(z); err != nil {
		return 0, err
	}
	return z * math.Sqrt(1/(4*n)+d.Tau2), nil
}

// adjust works the overdispersion of a funnel out; one area has none.
func (f *Funnel) adjust(areas []Rate) (err error) {
	if len(areas) < 2 {
		return nil
	}
	transform := math.Sqrt
	if !f.rates {
		transform = angle
	}
	if f.Dispersion, err = disperse(areas, f.Benchmark/f.Scale, transform); err != nil {
		return err
	}
	if f.Overdispersed = f.Dispersion.Phi > 1; !f.Overdispersed {
		return nil
	}
	for i := range f.Points {
		p := &f.Points[i]
		if p.Adjusted, err = f.Adjusted(p.N); err != nil {
			return err
		}
		p.AdjustedLabel = p.Adjusted.Label(p.Value)
	}
	return nil
}

// Adjusted are the funnel's lines at a denominator with overdispersion allowed
// for, on the scale of the values.
func (f Funnel) Adjusted(n float64) (FunnelLimits, error) {
	at := f.Dispersion.AdjustedProportion
	if f.rates {
		at = f.Dispersion.AdjustedRate
	}
	near, err := at(n, Z95)
	if err != nil {
		return FunnelLimits{}, err
	}
	far, err := at(n, Z998)
	return FunnelLimits{near.Times(f.Scale), far.Times(f.Scale)}, err
}
