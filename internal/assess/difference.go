package assess

import (
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/stats"
)

// Difference is the whole working of a comparison of two uncertain results,
// first minus second, by the measure's method and in the indicator's unit of
// changes (statistics note §6). ok is false where the measure has no test, or
// one of the two has no interval.
func (s *Series) Difference(a, b *evaluate.Result) (d stats.Difference, ok bool) {
	return s.differ(a, b, stats.CompareRates)
}

// weigh is Difference as far as words need it: without the exact p-value of
// rates, which would be worked out for every pair of areas.
func (s *Series) weigh(a, b *evaluate.Result) (d stats.Difference, ok bool) {
	return s.differ(a, b, stats.WeighRates)
}

func (s *Series) differ(a, b *evaluate.Result, rates func(a, b stats.Rate, k float64) (stats.Difference, error)) (d stats.Difference, ok bool) {
	if a == nil || b == nil || !a.HasInterval || !b.HasInterval {
		return d, false
	}
	def, k := s.Indicator.Def, s.Indicator.Def.Unit.Multiplier()
	var err error
	switch def.Measure {
	case "published-ci":
		d, err = stats.ComparePublished(estimate(a), estimate(b))
	case "proportion", "survey":
		d, err = stats.CompareProportions(stats.Proportion(parts(a)), stats.Proportion(parts(b)))
		d = d.Times(k)
	case "rate":
		d, err = rates(parts(a), parts(b), k)
	case "mean":
		d, err = stats.CompareMeans(sample(a), sample(b))
	default:
		return d, false
	}
	return d, err == nil && d.Known()
}

func parts(r *evaluate.Result) stats.Rate {
	return stats.Rate{X: r.Numerator.Number, N: r.Denominator.Number}
}

func estimate(r *evaluate.Result) stats.Estimate {
	return stats.Estimate{Value: r.Value.Number, Interval: r.I95}
}

func sample(r *evaluate.Result) stats.Sample {
	return stats.Sample{N: r.Denominator.Number, Mean: r.Value.Number, SD: r.Spread.Number}
}
