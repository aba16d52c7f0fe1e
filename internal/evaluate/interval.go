package evaluate

import (
	"math"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// Intervals fills the 95% and 99.8% intervals of a result from its own parts,
// by measure (statistics note §§2–4), in the indicator's unit: multiplier is
// what a plain ratio is multiplied by. It leaves a result without a value, or
// without the parts, without an interval. Survey percentages are proportions;
// a survey's score has no interval, as the spread of scores is not known.
// Disclose calls it again where it has changed a part.
func Intervals(measure string, multiplier float64, r *Result) {
	if measure == "published-ci" {
		return
	}
	r.HasInterval, r.Has998, r.I95, r.I998 = false, false, stats.Interval{}, stats.Interval{}
	if !r.Value.Known || measure == "survey" && multiplier != quantity.Percent.Multiplier() {
		return
	}
	limits := limitsOf(measure)
	if limits == nil || !r.Numerator.Known {
		return
	}
	lo, ok := limits(r, stats.Z95)
	if !ok {
		if !whole(r.Numerator.Number) || (r.Denominator.Known && !whole(r.Denominator.Number) && measure != "rate") {
			r.Notes |= NotWhole
		}
		return
	}
	hi, ok := limits(r, stats.Z998)
	if !ok {
		return
	}
	if measure == "count" || measure == "mean" {
		multiplier = 1
	}
	r.I95, r.I998 = scale(lo, multiplier), scale(hi, multiplier)
	r.HasInterval, r.Has998 = true, true
}

func scale(i stats.Interval, k float64) stats.Interval {
	return stats.Interval{Lower: k * i.Lower, Upper: k * i.Upper}
}

func whole(n float64) bool { return n == math.Trunc(n) }

// limitsOf is the interval method of a measure, nil where it has none.
func limitsOf(measure string) func(r *Result, z float64) (stats.Interval, bool) {
	switch measure {
	case "count":
		return func(r *Result, z float64) (stats.Interval, bool) {
			i, err := stats.CountInterval(r.Numerator.Number, z)
			return i, err == nil
		}
	case "proportion", "survey":
		return outOf(stats.Wilson)
	case "rate":
		return outOf(func(x, n, z float64) (stats.Interval, error) { return stats.RateInterval(x, n, 1, z) })
	case "ratio-oe":
		return outOf(func(x, n, z float64) (stats.Interval, error) {
			e, err := stats.ObservedExpected(x, n, z)
			return e.Interval, err
		})
	case "ratio-counts":
		return outOf(func(x, n, z float64) (stats.Interval, error) {
			e, err := stats.CountRatio(x, n, z)
			return e.Interval, err
		})
	case "mean":
		return meanLimits
	}
	return nil
}

// outOf adapts a method on numerator and denominator.
func outOf(method func(x, n, z float64) (stats.Interval, error)) func(*Result, float64) (stats.Interval, bool) {
	return func(r *Result, z float64) (stats.Interval, bool) {
		if !r.Denominator.Known {
			return stats.Interval{}, false
		}
		i, err := method(r.Numerator.Number, r.Denominator.Number, z)
		return i, err == nil
	}
}

func meanLimits(r *Result, z float64) (stats.Interval, bool) {
	if !r.Denominator.Known || !r.Spread.Known {
		return stats.Interval{}, false
	}
	i, err := stats.Student(stats.Sample{N: r.Denominator.Number, Mean: r.Value.Number, SD: r.Spread.Number}, z)
	return i, err == nil
}
