package stats

import "math"

// Rating is red, amber or green against a target; the zero value is not
// rated, which is never drawn as either.
type Rating uint8

const (
	NotRated Rating = iota
	Green
	Amber
	Red
)

// String is the word of the results file: "not-rated", "green", "amber" or
// "red".
func (r Rating) String() string {
	switch r {
	case Green:
		return "green"
	case Amber:
		return "amber"
	case Red:
		return "red"
	}
	return "not-rated"
}

// RateTarget rates a point value against a target with a tolerance in the
// indicator's unit (note §11). On the target is green, on the edge of the
// tolerance amber (green under polarity target, where amber reaches to twice
// the tolerance); a tolerance of 0 leaves no amber. Without polarity, or with
// anything that is no number, there is no rating.
func RateTarget(value, target, tolerance float64, p Polarity) Rating {
	if !finite(value, target, tolerance) || tolerance < 0 {
		return NotRated
	}
	switch p {
	case HighPolarity:
		return rateSteps(value >= target, value >= edge(target, -tolerance))
	case LowPolarity:
		return rateSteps(value <= target, value <= edge(target, tolerance))
	case TargetPolarity:
		return rateSteps(around(value, target, tolerance), around(value, target, 2*tolerance))
	}
	return NotRated
}

// RateRange rates against a range target: under polarity high below low is
// red, from low to below high amber, from high on green. Under low the same
// is mirrored: up to low green, above low up to high amber, beyond red. Other
// polarities have no rating by a range.
func RateRange(value, low, high float64, p Polarity) Rating {
	if !finite(value, low, high) || low > high {
		return NotRated
	}
	switch p {
	case HighPolarity:
		return rateSteps(value >= high, value >= low)
	case LowPolarity:
		return rateSteps(value <= low, value <= high)
	}
	return NotRated
}

// PercentTolerance is a tolerance declared as a percentage of the target, in
// the indicator's unit.
func PercentTolerance(target, percent float64) float64 {
	return math.Abs(target) * percent / 100
}

func around(value, target, tolerance float64) bool {
	return value >= edge(target, -tolerance) && value <= edge(target, tolerance)
}

// rateSteps is green where the target is met, else amber where the value is
// near, else red.
func rateSteps(met, near bool) Rating {
	switch {
	case met:
		return Green
	case near:
		return Amber
	}
	return Red
}
