package draw

import (
	"fmt"
	"math"
	"testing"
)

const draws = 200_000

// moments draws many numbers and compares mean and variance with what theory
// says, within four standard errors. The error of the variance uses the sample's
// own fourth moment.
func moments(t *testing.T, name string, mean, variance float64, next func(s *Source) float64) {
	t.Helper()
	s := NewStream(20260630, name, 1).Sub(2027, Key(name), 1)
	values := make([]float64, draws)
	sum := 0.0
	for i := range values {
		values[i] = next(&s)
		sum += values[i]
	}
	got := sum / draws
	var second, fourth float64
	for _, x := range values {
		d := (x - got) * (x - got)
		second, fourth = second+d/draws, fourth+d*d/draws
	}
	if se := math.Sqrt(variance / draws); math.Abs(got-mean) > 4*se {
		t.Errorf("%s: mean %v, want %v ± %v", name, got, mean, 4*se)
	}
	if se := math.Sqrt((fourth - second*second) / draws); math.Abs(second-variance) > 4*se+1e-12 {
		t.Errorf("%s: variance %v, want %v ± %v", name, second, variance, 4*se)
	}
}

func TestMeanAndVarianceAreThoseOfTheDistribution(t *testing.T) {
	moments(t, "uniform", 0.5, 1.0/12, (*Source).Uniform)
	moments(t, "normal", 0, 1, (*Source).Normal)
	moments(t, "one of seven", 3, 4, func(s *Source) float64 { return float64(s.Below(7)) })
	for _, mean := range []float64{0.01, 1, 9.99, 10, 31, 2500} {
		moments(t, fmt.Sprint("Poisson ", mean), mean, mean, func(s *Source) float64 { return float64(s.Poisson(mean)) })
	}
	for _, shape := range []float64{0.3, 1, 2.5, 400} {
		moments(t, fmt.Sprint("gamma ", shape), shape, shape, func(s *Source) float64 { return math.Exp(s.LogGamma(shape)) })
	}
	for _, c := range []struct{ a, b float64 }{{0.5, 0.5}, {15, 3035}, {0.042, 11.958}, {3, 0.2}} {
		mean := c.a / (c.a + c.b)
		moments(t, fmt.Sprint("beta ", c), mean, mean*(1-mean)/(c.a+c.b+1),
			func(s *Source) float64 { p, _ := s.Beta(c.a, c.b); return p })
	}
	for _, c := range []struct {
		n int
		p float64
	}{{1, 0.5}, {40, 0.01}, {40, 0.99}, {19, 0.5}, {21, 0.5}, {3200, 0.0049}, {3200, 0.7}, {100000, 0.02}} {
		moments(t, fmt.Sprint("binomial ", c), float64(c.n)*c.p, float64(c.n)*c.p*(1-c.p),
			func(s *Source) float64 { return float64(s.Binomial(c.n, c.p)) })
	}
}

func TestBetaBinomialKeepsItsMean(t *testing.T) {
	for _, c := range []struct {
		n    int
		a, b float64
	}{{3200, 15, 3035}, {50, 40.04, 41.96}, {500, 0.042, 11.958}, {3, 0.042, 11.958}} {
		p, n := c.a/(c.a+c.b), float64(c.n)
		moments(t, fmt.Sprint("beta-binomial ", c), n*p, n*p*(1-p)*(c.a+c.b+n)/(c.a+c.b+1),
			func(s *Source) float64 { return float64(s.BetaBinomial(c.n, c.a, c.b)) })
	}
}

func TestDirichletMultinomialSharesLikeItsWeights(t *testing.T) {
	weights := []float64{6.25, 2.25, 0, 0.25, 0.001}
	scratch, counts := make([]float64, len(weights)), make([]int, len(weights))
	const n, total = 30.0, 8.751
	for i, w := range weights {
		p := w / total
		moments(t, fmt.Sprint("weight ", w), n*p, n*p*(1-p)*(total+n)/(total+1), func(s *Source) float64 {
			if !s.DirichletMultinomial(n, weights, scratch, counts) {
				t.Fatal("refused")
			}
			sum := 0
			for _, c := range counts {
				sum += c
			}
			if sum != n {
				t.Fatalf("%v adds up to %d, want %v", counts, sum, n)
			}
			return float64(counts[i])
		})
	}
}

// TestCountsFollowTheExactDistribution compares how often each count came with
// its exact probability (chi-square, six standard deviations).
func TestCountsFollowTheExactDistribution(t *testing.T) {
	for _, c := range []struct {
		n int
		p float64
	}{{30, 0.2}, {30, 0.5}, {200, 0.06}, {60, 0.85}, {1000, 0.02}} {
		fit(t, fmt.Sprint("binomial ", c), func(s *Source) int { return s.Binomial(c.n, c.p) }, func(k float64) float64 {
			n := float64(c.n)
			if k > n {
				return 0
			}
			return math.Exp(logChoose(n, k) + k*math.Log(c.p) + (n-k)*math.Log1p(-c.p))
		})
	}
	for _, mean := range []float64{4, 12, 90} {
		fit(t, fmt.Sprint("Poisson ", mean), func(s *Source) int { return s.Poisson(mean) }, func(k float64) float64 {
			g, _ := math.Lgamma(k + 1)
			return math.Exp(k*math.Log(mean) - mean - g)
		})
	}
}

func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

func fit(t *testing.T, name string, next func(*Source) int, probability func(k float64) float64) {
	t.Helper()
	s := NewStream(7, name, 0).Sub(0, 0, 0)
	seen := map[int]int{}
	for range draws {
		seen[next(&s)]++
	}
	chi, cells := 0.0, 0
	for k := range 1001 {
		if want := draws * probability(float64(k)); want >= 10 {
			chi += (float64(seen[k]) - want) * (float64(seen[k]) - want) / want
			cells++
		}
	}
	if limit := float64(cells) + 6*math.Sqrt(2*float64(cells)); chi > limit || cells < 5 {
		t.Errorf("%s: chi-square %.1f over %d counts, want below %.1f", name, chi, cells, limit)
	}
}

func TestLogFactorialIsExactOnBothSidesOfTheTable(t *testing.T) {
	for _, k := range []float64{0, 1, 2, 10, 63, 64, 65, 1000, 1e6} {
		want, _ := math.Lgamma(k + 1)
		if got := logFactorial(k); math.Abs(got-want) > 1e-13*max(1, want) {
			t.Errorf("ln %v! is %v, want %v", k, got, want)
		}
	}
}

func TestStreamsDependOnTheirPurposeAlone(t *testing.T) {
	first := func(seed uint64, area string, simulation, year int, key uint64, kind Kind) uint64 {
		s := NewStream(seed, area, simulation).Sub(year, key, kind)
		return s.pcg.Uint64()
	}
	base := first(1, "E06000026", 3, 2027, 9, 2)
	if again := first(1, "E06000026", 3, 2027, 9, 2); again != base {
		t.Error("the same purpose gave two numbers")
	}
	for name, other := range map[string]uint64{
		"seed": first(2, "E06000026", 3, 2027, 9, 2), "area": first(1, "E06000027", 3, 2027, 9, 2),
		"simulation": first(1, "E06000026", 4, 2027, 9, 2), "year": first(1, "E06000026", 3, 2028, 9, 2),
		"cohort": first(1, "E06000026", 3, 2027, 10, 2), "kind": first(1, "E06000026", 3, 2027, 9, 3),
	} {
		if other == base {
			t.Errorf("another %s gave the same number", name)
		}
	}
}

// TestFirstNumbersOfSourcesAreUnrelated looks at the first number of many
// neighbouring sources, which is what simulations mostly use.
func TestFirstNumbersOfSourcesAreUnrelated(t *testing.T) {
	stream := NewStream(1, "X06000961", 0)
	year, key := 2026, uint64(0)
	moments(t, "first of each", 0.5, 1.0/12, func(*Source) float64 {
		if key++; key == 500 {
			year, key = year+1, 0
		}
		s := stream.Sub(year, key, 1)
		return s.Uniform()
	})
}

// TestNumbersStayTheSame pins the numbers: published projections must be
// repeatable by later versions.
func TestNumbersStayTheSame(t *testing.T) {
	s := NewStream(42, "X06000961", 7).Sub(2027, Key("7|ASD|special"), 3)
	got := fmt.Sprintf("%.12f %.12f %d %d %d", s.Uniform(), s.Normal(), s.Poisson(40), s.Binomial(900, 0.3), s.BetaBinomial(50, 2, 9))
	const want = "0.246262606534 0.370053206315 33 285 1"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNonsenseIsHarmless(t *testing.T) {
	s := NewStream(0, "", 0).Sub(0, 0, 0)
	nan, inf := math.NaN(), math.Inf(1)
	for name, c := range map[string]struct{ got, want int }{
		"nobody": {s.Binomial(0, 0.5), 0}, "fewer than nobody": {s.Binomial(-3, 0.5), 0}, "no chance": {s.Binomial(9, 0), 0},
		"certain": {s.Binomial(9, 1), 9}, "more than certain": {s.Binomial(9, inf), 9}, "chance unknown": {s.Binomial(9, nan), 0},
		"mean below 0": {s.Poisson(-1), 0}, "mean unknown": {s.Poisson(nan), 0}, "no alpha": {s.BetaBinomial(9, 0, 1), 0},
		"no beta": {s.BetaBinomial(9, 1, 0), 9}, "below nothing": {s.Below(0), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", name, c.got, c.want)
		}
	}
	if got := s.Poisson(inf); got < 1<<39 {
		t.Errorf("an endless mean gave %d", got)
	}
	counts, scratch := []int{5, 5}, []float64{1, 1}
	if s.DirichletMultinomial(4, []float64{0, nan}, scratch, counts) || counts[0]+counts[1] != 0 {
		t.Errorf("weights without weight gave %v", counts)
	}
	if !s.DirichletMultinomial(0, []float64{0, 0}, scratch, counts) {
		t.Error("nobody to share out was refused")
	}
}

func TestTinyShapesKeepTheirShare(t *testing.T) {
	s := NewStream(5, "tiny", 0).Sub(0, 0, 0)
	for range 1000 {
		if p, q := s.Beta(0.001, 0.001); math.IsNaN(p) || math.Abs(p+q-1) > 1e-15 {
			t.Fatalf("beta gave %v and %v", p, q)
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	stream := NewStream(5, "x", 0)
	weights, scratch, counts := []float64{1, 2, 0.1}, make([]float64, 3), make([]int, 3)
	if n := testing.AllocsPerRun(100, func() {
		s := stream.Sub(2027, 4, 1)
		s.BetaBinomial(900, 3, 40)
		s.DirichletMultinomial(30, weights, scratch, counts)
	}); n > 0 {
		t.Errorf("%v allocations a draw, want none", n)
	}
}

func BenchmarkBinomialFew(b *testing.B) {
	stream := NewStream(5, "x", 0)
	for i := range b.N {
		s := stream.Sub(2027, uint64(i), 1)
		s.Binomial(8, 0.06)
	}
}

func BenchmarkBinomialMany(b *testing.B) {
	stream := NewStream(5, "x", 0)
	for i := range b.N {
		s := stream.Sub(2027, uint64(i), 1)
		s.Binomial(3200, 0.1)
	}
}

func BenchmarkBeta(b *testing.B) {
	stream := NewStream(5, "x", 0)
	for i := range b.N {
		s := stream.Sub(2027, uint64(i), 1)
		s.Beta(0.5, 11)
	}
}
