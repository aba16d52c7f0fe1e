package compose

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func labels(a document.Axis) string {
	var out []string
	for _, t := range a.Ticks {
		out = append(out, t.Label)
	}
	return strings.Join(out, " ")
}

func TestAxisOfKnownNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		numbers  []float64
		unit     quantity.Unit
		fromZero bool
		want     string
	}{
		"percentages stop at 100":                   {[]float64{12, 97}, quantity.Percent, false, "0 20 40 60 80 100%"},
		"a wide range starts at zero":               {[]float64{20, 52.4}, quantity.Percent, false, "0 20 40 60%"},
		"a narrow range starts higher":              {[]float64{41, 52.4}, quantity.Percent, false, "40 45 50 55%"},
		"bars start at zero whatever the range":     {[]float64{41, 52.4}, quantity.Percent, true, "0 20 40 60%"},
		"equal numbers":                             {[]float64{50, 50}, quantity.Percent, false, "0 10 20 30 40 50%"},
		"all 100":                                   {[]float64{100, 100}, quantity.Percent, false, "0 20 40 60 80 100%"},
		"all zero":                                  {[]float64{0, 0}, quantity.Count, false, "0.0 0.2 0.4 0.6 0.8 1.0"},
		"no number":                                 {nil, quantity.Count, true, "0.0 0.2 0.4 0.6 0.8 1.0"},
		"negative scores keep a true minus":         {[]float64{-1.2, 0.6}, quantity.Score, true, "−1.5 −1.0 −0.5 0.0 0.5 1.0"},
		"only negative numbers reach zero for bars": {[]float64{-8, -3}, quantity.Score, true, "−8 −6 −4 −2 0"},
		"thousands have commas":                     {[]float64{1234, 2800}, quantity.Count, true, "0 1,000 2,000 3,000"},
		"small rates":                               {[]float64{0.02, 0.07}, quantity.Rate100, true, "0.00 0.02 0.04 0.06 0.08"},
		"a limit above 100 is drawn":                {[]float64{90, 104}, quantity.Percent, true, "0 50 100 150%"},
	} {
		if got := labels(axisFor(c.numbers, c.unit, c.fromZero)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestEveryAxisHasThreeToSixTicksAroundItsNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		scale := math.Pow(10, float64(rng.IntN(14)-4))
		numbers := []float64{(rng.Float64() - 0.3) * scale, (rng.Float64() - 0.3) * scale, rng.Float64() * scale}
		unit := []quantity.Unit{quantity.Percent, quantity.Count, quantity.Score}[rng.IntN(3)]
		fromZero := rng.IntN(2) == 0
		a := axisFor(numbers, unit, fromZero)
		if n := len(a.Ticks); n < 3 || n > 6 {
			t.Fatalf("%v: %d ticks: %s", numbers, n, labels(a))
		}
		lo, hi := bounds(numbers)
		slack := 1e-6 * (a.Max - a.Min)
		if a.Min > lo+slack || a.Max < hi-slack || a.Min != a.Ticks[0].At || a.Max != a.Ticks[len(a.Ticks)-1].At {
			t.Fatalf("%v: axis from %v to %v", numbers, a.Min, a.Max)
		}
		if fromZero && (a.Min > 0 || a.Max < 0) {
			t.Fatalf("%v: bars without a zero: %s", numbers, labels(a))
		}
		seen := map[string]bool{}
		for _, tick := range a.Ticks {
			if seen[tick.Label] {
				t.Fatalf("%v: two ticks say %s", numbers, tick.Label)
			}
			seen[tick.Label] = true
		}
	}
}

func TestHugeAndTinyNumbersStillEnd(t *testing.T) {
	for _, numbers := range [][]float64{{1e17, 1e17 + 64}, {9e15, 9e15 + 4}, {1e300, 1.1e300}, {5e-324, 1e-320}, {-math.MaxFloat64, math.MaxFloat64}, {1e-12, 3e-12}} {
		for _, fromZero := range []bool{true, false} {
			if n := len(axisFor(numbers, quantity.Score, fromZero).Ticks); n > 7 {
				t.Errorf("%v: %d ticks", numbers, n)
			}
		}
	}
}

func TestAScaleThatDoesNotStartAtZeroSaysSo(t *testing.T) {
	if got := startNote(axisFor([]float64{41, 52}, quantity.Percent, false), quantity.Percent); got != "Scale starts at 40%." {
		t.Errorf("said %q", got)
	}
	for _, fromZero := range []document.Axis{axisFor([]float64{41, 52}, quantity.Percent, true), axisFor([]float64{-3, 4}, quantity.Score, false), {}} {
		if got := startNote(fromZero, quantity.Percent); got != "" {
			t.Errorf("said %q", got)
		}
	}
}
