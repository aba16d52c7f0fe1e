package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// fixed is a generator with a fixed seed: the same cases in every run.
func fixed() *rand.Rand { return rand.New(rand.NewPCG(29, 31)) }

func TestMeanIsTheSameInEveryOrder(t *testing.T) {
	r := fixed()
	values := make([]float64, 10)
	for range 200 {
		for i := range values {
			values[i] = r.NormFloat64() * 1000
		}
		want, err := Mean(values)
		noError(t, err)
		var plain float64
		for _, v := range values {
			plain += v / 10
		}
		near(t, "mean", want, plain, 1e-9)
		for range 20 {
			r.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
			if got, _ := Mean(values); got != want {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	}
}

func TestPooledAndSpreadAreTheSameInEveryOrder(t *testing.T) {
	r := fixed()
	parts := make([]Rate, 9)
	values := make([]float64, 9)
	for i := range parts {
		parts[i] = Rate{r.Float64() * 50, 50 + r.Float64()}
		values[i] = parts[i].X
	}
	pooled, err := Pooled(parts, 100)
	noError(t, err)
	sample, err := Summarise(values)
	noError(t, err)
	slices.Reverse(parts)
	slices.Reverse(values)
	if got, _ := Pooled(parts, 100); got != pooled {
		t.Errorf("pooled: got %v, want %v", got, pooled)
	}
	if got, _ := Summarise(values); got != sample {
		t.Errorf("sample: got %v, want %v", got, sample)
	}
}

// Per 10,000 is ten times per 1,000, limits included; four times the people
// halve a Wilson interval, nearly.
func TestIntervalsScale(t *testing.T) {
	for x := 0.0; x < 40; x++ {
		thousand, err := RateInterval(x, 5300, 1000, Z95)
		noError(t, err)
		tenThousand, err := RateInterval(x, 5300, 10000, Z95)
		noError(t, err)
		nearInterval(t, "per 10,000", tenThousand, thousand.Times(10), 1e-11)
	}
	small, err := Wilson(4000, 10000, Z95)
	noError(t, err)
	large, err := Wilson(16000, 40000, Z95)
	noError(t, err)
	near(t, "width", (small.Upper-small.Lower)/(large.Upper-large.Lower), 2, 0.001)
}

// Swapping cases and non-cases mirrors the limits about a half.
func TestWilsonIsSymmetric(t *testing.T) {
	for x := 0.0; x <= 57; x++ {
		have, err := Wilson(x, 57, Z998)
		noError(t, err)
		lack, err := Wilson(57-x, 57, Z998)
		noError(t, err)
		nearInterval(t, "mirrored", have, Interval{1 - lack.Upper, 1 - lack.Lower}, 1e-15)
	}
}

func TestLimitsRiseWithTheCount(t *testing.T) {
	last := Interval{-1, 0}
	for x := 0.0; x < 60; x++ {
		i, err := CountInterval(x, Z95)
		noError(t, err)
		if i.Lower <= last.Lower || i.Upper <= last.Upper {
			t.Errorf("count %v: %v does not rise from %v", x, i, last)
		}
		last = i
	}
}

// The chance that an interval holds the true proportion, summed exactly: the
// figures the note gives for Wilson at its section 2.
func TestWilsonCoverage(t *testing.T) {
	for _, c := range []struct{ n, p, want float64 }{{20, 0.05, 0.925}, {50, 0.02, 0.922}} {
		var covered float64
		b := binomial{c.n, c.p, 1 - c.p}
		for x := 0.0; x <= c.n; x++ {
			i, err := Wilson(x, c.n, Z95)
			noError(t, err)
			if i.Contains(c.p) {
				covered += math.Exp(b.logProb(x))
			}
		}
		near(t, "coverage", covered, c.want, 0.0005)
	}
}

// Each exact limit is the parameter that leaves half of alpha beyond the count
// seen, so summing the distribution itself must give alpha/2 back.
func TestExactLimitsLeaveHalfOfAlpha(t *testing.T) {
	atMost := func(x, mean float64) float64 {
		var sum float64
		for k := 0.0; k <= x; k++ {
			sum += math.Exp(k*math.Log(mean) - mean - logFactorial(k))
		}
		return sum
	}
	for _, z := range []float64{Z95, Z998} {
		for x := 0.0; x < byarFrom; x++ {
			i := garwood(x, z)
			near(t, "Poisson, above", atMost(x, i.Upper), alpha(z)/2, 1e-13)
			if x > 0 {
				near(t, "Poisson, below", 1-atMost(x-1, i.Lower), alpha(z)/2, 1e-13)
			}
		}
		for a := 1.0; a < 40; a++ {
			i := clopperPearsonOdds(a, 40-a, z)
			low, high := i.Lower/(1+i.Lower), i.Upper/(1+i.Upper)
			near(t, "binomial, above", binomialAtMost(a, 40, high), alpha(z)/2, 1e-12)
			near(t, "binomial, below", 1-binomialAtMost(a-1, 40, low), alpha(z)/2, 1e-12)
		}
	}
}

func binomialAtMost(x, n, p float64) float64 {
	var sum float64
	for k := 0.0; k <= x; k++ {
		sum += math.Exp(binomial{n, p, 1 - p}.logProb(k))
	}
	return sum
}

func TestRecentTrendIgnoresTheUnit(t *testing.T) {
	points := wilsonPoints(t, 1, 2, 4, 5, 6)
	want := RecentTrend(points)
	for i, p := range points {
		points[i] = TrendPoint{p.Period, p.Value / 100, p.Interval.Times(0.01)}
	}
	got := RecentTrend(points)
	near(t, "chi-square", got.ChiSquared, want.ChiSquared, 1e-9)
	near(t, "slope", got.Slope*100, want.Slope, 1e-12)
	if got.Result != want.Result {
		t.Errorf("got %v, want %v", got.Result, want.Result)
	}
}

// Counts of every size, from none to MaxCount, through every interval and
// difference.
func TestIntervalsHoldAtEverySize(t *testing.T) {
	r := fixed()
	count := func() float64 { return math.Floor(math.Exp(r.Float64()*math.Log(MaxCount))) - 1 }
	for range 3000 {
		n1, n2 := count()+1, count()+1
		x1, x2 := math.Min(count(), n1), math.Min(count(), n2)
		checkIntervals(t, x1, n1, n1+n2)
		checkDifferences(t, x1, n1, x2, n2)
	}
}

// All of England's authorities, as one indicator's assessment sees them.
func BenchmarkDistribution(b *testing.B) {
	r := fixed()
	values := make([]float64, 153)
	for i := range values {
		values[i] = r.Float64() * 100
	}
	for b.Loop() {
		d, err := NewDistribution(values)
		if err != nil {
			b.Fatal(err)
		}
		for _, v := range values {
			d.Band(v, HighPolarity, BetterRule)
			d.Rank(v, HighPolarity)
		}
	}
}

func BenchmarkExactCountInterval(b *testing.B) {
	for b.Loop() {
		if _, err := CountInterval(4, Z95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRateRatio(b *testing.B) {
	for b.Loop() {
		if _, err := RateRatio(Rate{64, 29416}, Rate{41, 29870}, Z95); err != nil {
			b.Fatal(err)
		}
	}
}
