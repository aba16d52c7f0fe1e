package assess

import (
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/stats"
)

// Tested is the one-sample test behind a comparison with a fixed benchmark. The
// exact test of a rate has a probability and no statistic.
type Tested struct {
	Statistic    float64 // z, or t of a mean
	HasStatistic bool
	P            float64
}

// Test tests a result of this series against a benchmark in the indicator's
// unit; false where its measure, or what is known of it, allows no test.
func (s *Series) Test(r *evaluate.Result, benchmark float64) (Tested, bool) {
	def := s.Indicator.Def
	x, n, k := r.Numerator.Number, r.Denominator.Number, def.Unit.Multiplier()
	t := Tested{HasStatistic: true}
	var err error
	switch def.Measure {
	case "proportion", "survey":
		t.Statistic, t.P, err = stats.ProportionTest(x, n, benchmark/k)
	case "rate", "ratio-oe":
		t.HasStatistic = false
		t.P, err = stats.RateTest(x, n, benchmark/k)
	case "mean":
		t.Statistic, _, t.P, err = stats.MeanTestAgainst(stats.Sample{N: n, Mean: r.Value.Number, SD: r.Spread.Number}, benchmark)
	case "published-ci":
		t.Statistic, t.P, err = stats.PublishedTest(stats.Estimate{Value: r.Value.Number, Interval: r.I95}, benchmark)
	default:
		return Tested{}, false
	}
	return t, err == nil
}

// falseDiscoveries is the share of chance findings that is allowed for among
// those called different (statistics note §5).
const falseDiscoveries = 0.05

// AfterAllowance is how many of several tests still differ when so many are made
// at once, by Benjamini and Hochberg's method at 5%.
func AfterAllowance(ps []float64) int {
	found, err := stats.BenjaminiHochberg(ps, falseDiscoveries)
	if err != nil {
		return 0
	}
	n := 0
	for _, f := range found {
		if f.Significant {
			n++
		}
	}
	return n
}
