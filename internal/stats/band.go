package stats

// Polarity says which way is good. The zero value is none: no good direction.
type Polarity uint8

const (
	NoPolarity     Polarity = iota // no good direction
	HighPolarity                   // higher is better
	LowPolarity                    // lower is better
	TargetPolarity                 // close to a target is better
)

// ParsePolarity reads "high", "low", "none" or "target", as definitions write
// it.
func ParsePolarity(text string) (p Polarity, ok bool) {
	switch text {
	case "high":
		return HighPolarity, true
	case "low":
		return LowPolarity, true
	case "target":
		return TargetPolarity, true
	case "none":
		return NoPolarity, true
	}
	return NoPolarity, false
}

// BandRule decides the band of a value on a quartile boundary.
type BandRule uint8

const (
	// BetterRule gives a boundary value the better band under either
	// polarity, so that turning an indicator round changes no band (note §11).
	BetterRule BandRule = iota
	// DfERule gives it the band on the lower side of the number line, as the
	// Department for Education's tool does (benchmarks note §3), and gives no
	// band where there is no polarity.
	DfERule
)

// Band is a value's quarter of the distribution: "A" (best) to "D" under
// polarity high and low, "Q1" (lowest) to "Q4" under none and target with a
// boundary value in the lower quarter. It is "" for an empty distribution, a
// value that is no number, and under the DfE rule without high or low.
func (d Distribution) Band(value float64, p Polarity, rule BandRule) string {
	if len(d.sorted) == 0 || !finite(value) {
		return ""
	}
	fromBelow := d.quarter(value)
	switch {
	case p == LowPolarity:
		return string("ABCD"[fromBelow])
	case p == HighPolarity && rule == DfERule:
		return string("DCBA"[fromBelow])
	case p == HighPolarity:
		return string("ABCD"[d.quarterFromAbove(value)])
	case rule == DfERule:
		return ""
	}
	return "Q" + string("1234"[fromBelow])
}

// quarter counts the quartiles strictly below the value: a boundary value
// falls to the lower quarter.
func (d Distribution) quarter(value float64) (n int) {
	q1, q2, q3 := d.Quartiles()
	for _, q := range []float64{q1, q2, q3} {
		if value > q {
			n++
		}
	}
	return n
}

// quarterFromAbove counts the quartiles strictly above the value.
func (d Distribution) quarterFromAbove(value float64) (n int) {
	q1, q2, q3 := d.Quartiles()
	for _, q := range []float64{q1, q2, q3} {
		if value < q {
			n++
		}
	}
	return n
}
