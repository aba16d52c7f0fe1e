package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func distribution(t *testing.T, values ...float64) Distribution {
	t.Helper()
	d, err := NewDistribution(values)
	noError(t, err)
	return d
}

func TestQuartilesMatchTheWorkedExample(t *testing.T) {
	q1, q2, q3 := distribution(t, 41.2, 38.9, 52.3, 47.7, 44.1, 60.5, 35.8, 49.9).Quartiles()
	near(t, "first quartile", q1, 40.625, 1e-13)
	near(t, "median", q2, 45.9, 1e-13)
	near(t, "third quartile", q3, 50.5, 1e-13)
}

func TestQuantileEnds(t *testing.T) {
	d := distribution(t, 3, 1, 2)
	cases := map[float64]float64{0: 1, 0.5: 2, 1: 3, 0.1: 1.2}
	for q, want := range cases {
		near(t, "quantile", d.Quantile(q), want, 1e-15)
	}
	for _, q := range []float64{-0.1, 1.1, nan} {
		if got := d.Quantile(q); !math.IsNaN(got) {
			t.Errorf("quantile %v: got %v, want NaN", q, got)
		}
	}
	if got := (Distribution{}).Quantile(0.5); !math.IsNaN(got) {
		t.Errorf("no values: got %v, want NaN", got)
	}
	huge := distribution(t, -math.MaxFloat64, math.MaxFloat64)
	near(t, "middle of the largest floats", huge.Quantile(0.5), 0, 0)
}

// bands is the band of each value among all of them, in the order given.
func bands(t *testing.T, values []float64, p Polarity, rule BandRule) string {
	t.Helper()
	d := distribution(t, values...)
	var out []string
	for _, v := range values {
		out = append(out, d.Band(v, p, rule))
	}
	return strings.Join(out, " ")
}

// With nine values the quartiles are the 3rd, 5th and 7th, so every boundary
// has a value on it.
func TestBandsOnTheBoundaries(t *testing.T) {
	nine := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	cases := []struct {
		name     string
		polarity Polarity
		rule     BandRule
		want     string
	}{
		{"better, high: boundary goes up", HighPolarity, BetterRule, "D D C C B B A A A"},
		{"better, low: boundary goes down", LowPolarity, BetterRule, "A A A B B C C D D"},
		{"better, none: lower quarter", NoPolarity, BetterRule, "Q1 Q1 Q1 Q2 Q2 Q3 Q3 Q4 Q4"},
		{"better, target: as none", TargetPolarity, BetterRule, "Q1 Q1 Q1 Q2 Q2 Q3 Q3 Q4 Q4"},
		{"dfe, high: lower side of the number line", HighPolarity, DfERule, "D D D C C B B A A"},
		{"dfe, low: lower side of the number line", LowPolarity, DfERule, "A A A B B C C D D"},
		{"dfe, none: no band", NoPolarity, DfERule, "        "},
		{"dfe, target: no band", TargetPolarity, DfERule, "        "},
	}
	for _, c := range cases {
		if got := bands(t, nine, c.polarity, c.rule); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEqualValuesShareABand(t *testing.T) {
	if got, want := bands(t, []float64{5, 5, 5, 5, 5, 5, 5, 5}, HighPolarity, BetterRule), "A A A A A A A A"; got != want {
		t.Errorf("better: got %q, want %q", got, want)
	}
	if got, want := bands(t, []float64{5, 5, 5, 5, 5, 5, 5, 5}, HighPolarity, DfERule), "D D D D D D D D"; got != want {
		t.Errorf("dfe: got %q, want %q", got, want)
	}
}

func TestBandNeedsAValueAndADistribution(t *testing.T) {
	d := distribution(t, 1, 2, 3)
	if got := d.Band(nan, HighPolarity, BetterRule) + d.Band(inf, NoPolarity, BetterRule) + (Distribution{}).Band(1, HighPolarity, BetterRule); got != "" {
		t.Errorf("got %q, want no bands", got)
	}
}

func TestRankSharesTheBestPlace(t *testing.T) {
	values := []float64{9, 7, 7, 4, 4, 4, 1}
	d := distribution(t, values...)
	for p, want := range map[Polarity][]int{
		HighPolarity: {1, 2, 2, 4, 4, 4, 7},
		LowPolarity:  {7, 5, 5, 2, 2, 2, 1},
	} {
		var got []int
		for _, v := range values {
			r, ok := d.Rank(v, p)
			if !ok {
				t.Fatalf("%v has no rank", v)
			}
			got = append(got, r)
		}
		if !slices.Equal(got, want) {
			t.Errorf("polarity %d: got %v, want %v", p, got, want)
		}
	}
}

func TestSharedRanksAreCounted(t *testing.T) {
	d := distribution(t, 9, 7, 7, 4, 4, 4, 1)
	for v, want := range map[float64]int{9: 1, 7: 2, 4: 3, 5: 0, 99: 0} {
		if got := d.Count(v); got != want {
			t.Errorf("%v: got %d of %d, want %d", v, got, d.N(), want)
		}
	}
}

func TestWhatHasNoRank(t *testing.T) {
	d := distribution(t, 9, 7, 7)
	cases := []struct {
		name     string
		d        Distribution
		value    float64
		polarity Polarity
	}{
		{"no polarity", d, 9, NoPolarity},
		{"close to target", d, 9, TargetPolarity},
		{"a value of no area", d, 8, HighPolarity},
		{"not a number", d, nan, HighPolarity},
		{"no areas", Distribution{}, 9, LowPolarity},
	}
	for _, c := range cases {
		if r, ok := c.d.Rank(c.value, c.polarity); ok {
			t.Errorf("%s: got rank %d, want none", c.name, r)
		}
	}
}

func TestPolarityWords(t *testing.T) {
	for word, want := range map[string]Polarity{"high": HighPolarity, "low": LowPolarity, "none": NoPolarity, "target": TargetPolarity} {
		if got, ok := ParsePolarity(word); got != want || !ok {
			t.Errorf("%q: got %v %v, want %v", word, got, ok, want)
		}
	}
	if _, ok := ParsePolarity("High"); ok {
		t.Error(`"High" was read; only the four words are`)
	}
}

func TestNeighbourMeansMatchTheWorkedExamples(t *testing.T) {
	parts := []Rate{{55, 410}, {61, 520}, {80, 735}, {42, 300}}
	var percents []float64
	for _, p := range parts {
		percents = append(percents, 100*p.X/p.N)
	}
	mean, err := Mean(percents)
	noError(t, err)
	near(t, "note §5, mean", mean, 12.50743928, 5e-9)
	pooled, err := Pooled(parts, 100)
	noError(t, err)
	near(t, "note §5, pooled", pooled, 12.11195929, 5e-9)

	absence := []float64{30.1, 31.4, 28.9, 33.0, 29.7, 27.8, 32.2, 30.5}
	mean, err = Mean(absence)
	noError(t, err)
	near(t, "benchmarks note, mean", mean, 30.45, 1e-13)
	median, err := Median(absence)
	noError(t, err)
	near(t, "benchmarks note, median", median, 30.3, 1e-13)

	pooled, err = Pooled([]Rate{{10, 100}, {300, 1000}}, 100)
	noError(t, err)
	near(t, "benchmarks note, unequal sizes", pooled, 28.2, 0.05)
}

func TestMeanSurvivesCancellation(t *testing.T) {
	mean, err := Mean([]float64{1e16, 3, -1e16, 3})
	noError(t, err)
	if mean != 1.5 {
		t.Errorf("got %v, want 1.5", mean)
	}
}

func TestMeansOfNothing(t *testing.T) {
	if m, err := Mean(nil); err == nil {
		t.Errorf("mean of nothing: got %v", m)
	}
	if m, err := Median([]float64{}); err == nil {
		t.Errorf("median of nothing: got %v", m)
	}
	if m, err := Pooled(nil, 1); err == nil {
		t.Errorf("pooled nothing: got %v", m)
	}
	if m, err := Mean([]float64{math.MaxFloat64, math.MaxFloat64}); err == nil {
		t.Errorf("mean beyond float64: got %v", m)
	}
}
