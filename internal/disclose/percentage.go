package disclose

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// givesAway reports a percentage that is published without its count and still
// tells it: every whole number that would print as this percentage of the base
// is small, or leaves a small rest (statistics note 14.1). 1.4% of 214 fits 3
// alone; 1.4% of 2,140 fits 29 to 31.
func (s *suppressor) givesAway(r *evaluate.Result) bool {
	if !r.Value.Known || !r.Denominator.Known || r.Denominator.Number > 1e6 {
		return false
	}
	n, k := r.Denominator.Number, s.def.Unit.Multiplier()
	half := 0.5 * math.Pow(10, -float64(decimals(r.Value.Number))) * (1 + 1e-9)
	first, last := math.Max(0, math.Ceil((r.Value.Number-half)/k*n)), math.Min(n, math.Floor((r.Value.Number+half)/k*n))
	if first > last || last-first > 2*float64(s.class.Threshold) {
		return false // no whole number fits, or more than can all be small
	}
	for m := first; m <= last; m++ {
		if !s.small(quantity.Of(m)) && !s.small(quantity.Of(n-m)) {
			return false
		}
	}
	return true
}

// decimals is how many a number has in its shortest form.
func decimals(x float64) int {
	_, after, _ := strings.Cut(quantity.Of(x).Shortest(), ".")
	return len(after)
}
