package stats

import (
	"errors"
	"testing"
)

func TestExpectedByChance(t *testing.T) {
	for m, want := range map[int][2]float64{100: {5, 0.2}, 60: {3, 0.12}, 1: {0.05, 0.002}, 0: {0, 0}, -3: {0, 0}} {
		if at95, at998 := ByChance(m); at95 != want[0] || at998 != want[1] {
			t.Errorf("%d comparisons: got %v and %v, want %v", m, at95, at998, want)
		}
	}
}

// The fifteen p-values of Benjamini and Hochberg's own example, section 4.1 of
// their paper: four are significant at 5%.
func TestBenjaminiHochbergMatchesThePaper(t *testing.T) {
	ps := []float64{0.0344, 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	found, err := BenjaminiHochberg(ps, 0.05)
	noError(t, err)
	for i, f := range found {
		if want := i >= 1 && i <= 4; f.Significant != want || f.P != ps[i] {
			t.Errorf("p = %v: got %+v, want significant %v", ps[i], f, want)
		}
	}
	near(t, "the fourth smallest, adjusted", found[4].Adjusted, 15*0.0095/4, 1e-15)
}

func TestFalseDiscoveryEdges(t *testing.T) {
	if got, err := BenjaminiHochberg(nil, 0.05); err != nil || len(got) != 0 {
		t.Errorf("no tests: got %v, %v", got, err)
	}
	for name, ps := range map[string][]float64{"NaN": {nan}, "above 1": {0.2, 1.1}, "below 0": {-0.1}, "infinite": {inf}} {
		if _, err := BenjaminiHochberg(ps, 0.05); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, err := BenjaminiHochberg(nil, 2); !errors.Is(err, ErrInput) {
		t.Errorf("a rate above 1: got %v, want ErrInput", err)
	}
	// A tie is judged as one: both pass by the rank of the later.
	found, err := BenjaminiHochberg([]float64{0.05, 0.05}, 0.05)
	noError(t, err)
	if !found[0].Significant || !found[1].Significant {
		t.Errorf("two at the rate itself: got %+v", found)
	}
}

// A p-value and the interval never disagree about a benchmark.
func TestRateTestIsTheInverseOfTheInterval(t *testing.T) {
	r := fixed()
	for range 4000 {
		x, n := float64(r.IntN(40)), 10+r.Float64()*5000
		benchmark := (x + 1) / n * (0.2 + 2.5*r.Float64())
		p, err := RateTest(x, n, benchmark)
		noError(t, err)
		for z, level := range map[float64]float64{Z95: 0.05, Z998: 0.002} {
			i, err := RateInterval(x, n, 1, z)
			noError(t, err)
			if (p < level) == i.Contains(benchmark) {
				t.Errorf("%v in %v against %v: p = %v but interval %v", x, n, benchmark, p, i)
			}
		}
	}
}

func TestTestsAgainstABenchmarkAtTheEdges(t *testing.T) {
	for _, c := range []struct{ x, benchmark, want float64 }{{0, 0, 1}, {3, 0, 0}, {10, 0, 0}, {10, 0.1, 1}} {
		p, err := RateTest(c.x, 100, c.benchmark)
		noError(t, err)
		near(t, "p", p, c.want, 1e-6)
	}
	for name, call := range map[string]func() error{
		"negative benchmark": func() error { _, err := RateTest(3, 10, -1); return err },
		"no population":      func() error { _, err := RateTest(3, 0, 1); return err },
		"NaN benchmark":      func() error { _, err := RateTest(3, 1, nan); return err },
		"mean against NaN":   func() error { _, _, _, err := MeanTestAgainst(Sample{5, 1, 1}, nan); return err },
		"beyond its limit":   func() error { _, _, err := PublishedTest(Estimate{9, Interval{1, 2}}, 1); return err },
		"against infinity":   func() error { _, _, err := PublishedTest(Estimate{1.5, Interval{1, 2}}, inf); return err },
	} {
		if err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, _, _, err := MeanTestAgainst(Sample{5, 1, 0}, 2); !errors.Is(err, ErrNoSpread) {
		t.Errorf("no spread: got %v, want ErrNoSpread", err)
	}
}

// A benchmark on a published limit has p = 0.05, whichever side is longer.
func TestPublishedTestUsesTheSideOfTheBenchmark(t *testing.T) {
	e := Estimate{10, Interval{8, 15}}
	for benchmark, want := range map[float64]float64{8: 0.05, 15: 0.05, 10: 1} {
		_, p, err := PublishedTest(e, benchmark)
		noError(t, err)
		near(t, "p", p, want, 1e-12)
	}
}

func TestDerivedCount(t *testing.T) {
	cases := []struct {
		name     string
		v, n, k  float64
		decimals int
		x        float64
		ok       bool
	}{
		{"33.3% of 412 is 137", 33.3, 412, 100, 1, 137, true},
		{"12.3 is a rounded 12.25", 12.3, 400, 100, 1, 49, true},
		{"no count gives 12.3% of 10", 12.3, 10, 100, 1, 0, false},
		{"0%", 0, 50, 100, 0, 0, true},
		{"100%", 100, 50, 100, 0, 50, true},
		{"above 100%", 103, 50, 100, 0, 0, false},
		{"below 0", -4, 50, 100, 0, 0, false},
		{"nobody", 0, 0, 100, 0, 0, false},
		{"no number", nan, 50, 100, 0, 0, false},
	}
	for _, c := range cases {
		if x, ok := DerivedCount(c.v, c.n, c.k, c.decimals); x != c.x || ok != c.ok {
			t.Errorf("%s: got %v %v, want %v %v", c.name, x, ok, c.x, c.ok)
		}
	}
}

func TestARegionWithoutTheArea(t *testing.T) {
	rest, err := Excluding(Rate{300, 1000}, Rate{100, 250})
	noError(t, err)
	if rest != (Rate{200, 750}) {
		t.Errorf("got %v, want 200 of 750", rest)
	}
	share, err := PartOf(Rate{300, 1000}, Rate{100, 200})
	noError(t, err)
	if share != LargePart {
		t.Errorf("got %v, want a fifth", share)
	}
	for name, part := range map[string]Rate{"the whole": {300, 1000}, "more events": {301, 10}, "NaN": {nan, 5}, "negative": {-1, 5}} {
		if _, err := Excluding(Rate{300, 1000}, part); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, err := PartOf(Rate{1, 10}, Rate{1, 11}); !errors.Is(err, ErrInput) {
		t.Errorf("more than the whole: got %v, want ErrInput", err)
	}
}

func TestMeanOfASmallPopulation(t *testing.T) {
	s := Sample{17, 3.62, 0.84}
	plain, err := Student(s, Z95)
	noError(t, err)
	half, err := StudentFinite(s, 33, Z95)
	noError(t, err)
	// (N-n)/(N-1) is 16/32 here: the width shrinks by the root of a half.
	near(t, "width", (half.Upper-half.Lower)/(plain.Upper-plain.Lower), 0.7071067811865476, 1e-12)
	near(t, "effective sample", EffectiveSample(17, 33), 34, 1e-12)
	tenth, err := StudentFinite(s, 170, Z95)
	noError(t, err)
	if tenth != plain {
		t.Errorf("a tenth: got %v, want %v", tenth, plain)
	}
	census, err := StudentFinite(s, 17, Z95)
	noError(t, err)
	if census.Known() {
		t.Errorf("everyone: got %v, want no width", census)
	}
	if _, err := StudentFinite(s, 16, Z95); !errors.Is(err, ErrInput) {
		t.Errorf("more answers than people: got %v, want ErrInput", err)
	}
}
