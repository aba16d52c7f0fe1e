package stats

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// Worked examples of the statistics note, section 10.

func TestFunnelLinesOfAProportion(t *testing.T) {
	f, err := ProportionFunnelAgainst([]Proportion{{13, 60}, {194, 800}}, 100, 24.3)
	noError(t, err)
	small, large := f.Points[0].Limits, f.Points[1].Limits
	nearInterval(t, "60 at 95%", small.At95, Interval{13.44765623, 35.15234377}, 5e-9)
	nearInterval(t, "60 at 99.8%", small.At998, Interval{7.189347165, 41.410652835}, 5e-10)
	nearInterval(t, "800 at 95%", large.At95, Interval{21.32796326, 27.27203674}, 5e-9)
	nearInterval(t, "800 at 99.8%", large.At998, Interval{19.61405473, 28.98594527}, 5e-9)
	if f.Pooled || f.Drawn() {
		t.Error("two areas against a stated benchmark: pooled or drawn")
	}
}

func TestFunnelLinesOfARate(t *testing.T) {
	low, high, err := RateLine(12, 20, 10000, Z95)
	noError(t, err)
	near(t, "population of the lower line", low.Population, 10480.79252, 5e-6)
	near(t, "rate of the lower line", low.Rate, 11.44951584, 5e-9)
	near(t, "population of the upper line", high.Population, 3100.287554, 5e-7)
	near(t, "rate of the upper line", high.Rate, 38.70608706, 5e-9)

	none, without, err := RateLine(0, 20, 10000, Z95)
	noError(t, err)
	if none.Rate != 0 || !(none.Population > 0) || without != (LinePoint{}) {
		t.Errorf("no events: got %v and %v", none, without)
	}
}

// The lines at a population run through the points of whole counts.
func TestRateLinesPassThroughTheirPoints(t *testing.T) {
	f, err := RateFunnelAgainst([]Rate{{3, 2000}}, 10000, 20)
	noError(t, err)
	for _, o := range []float64{0, 1, 2, 9, 10, 12, 150, 4000, 90000} {
		low, high, err := RateLine(o, 20, 10000, Z95)
		noError(t, err)
		at, err := f.Limits(low.Population)
		noError(t, err)
		near(t, "lower line", at.At95.Lower, low.Rate, 1e-8)
		if o == 0 {
			continue
		}
		at, err = f.Limits(high.Population)
		noError(t, err)
		near(t, "upper line", at.At95.Upper, high.Rate, 1e-8*high.Rate)
		if at.At998.Upper <= at.At95.Upper || at.At998.Lower > at.At95.Lower {
			t.Errorf("%v events: 99.8%% lines %v inside 95%% lines %v", o, at.At998, at.At95)
		}
	}
}

func TestOverdispersion(t *testing.T) {
	areas := []Proportion{{30, 150}, {52, 210}, {18, 160}, {77, 280}, {41, 240}, {66, 220}}
	f, err := ProportionFunnel(areas, 100)
	noError(t, err)
	near(t, "pooled value", f.Benchmark, 22.53968254, 5e-9)
	near(t, "phi", f.Dispersion.Phi, 3.872735332, 5e-10)
	near(t, "tau2", f.Dispersion.Tau2, 0.004381746589, 5e-13)
	nearInterval(t, "adjusted at 150", f.Points[0].Adjusted.At95, Interval{11.26397004, 36.34782244}, 5e-9)
	if !f.Overdispersed || f.Points[2].Label != Below998 || f.Points[2].AdjustedLabel != Below95 {
		t.Errorf("got %v, adjusted %v; want below 99.8, adjusted below 95", f.Points[2].Label, f.Points[2].AdjustedLabel)
	}
	d, err := ProportionDispersion(areas, f.Benchmark/100)
	noError(t, err)
	if !slices.Equal(d.Z, f.Dispersion.Z) || slices.Max(d.Winsorised) != d.High || slices.Min(d.Winsorised) != d.Low {
		t.Errorf("got %+v, want the funnel's %+v", d, f.Dispersion)
	}
}

func TestEqualAreasAreNotOverdispersed(t *testing.T) {
	f, err := ProportionFunnel(slices.Repeat([]Proportion{{20, 100}}, 10), 100)
	noError(t, err)
	if f.Overdispersed || f.Dispersion.Phi != 0 || f.Dispersion.Tau2 != 0 || !f.Drawn() {
		t.Errorf("got %+v", f.Dispersion)
	}
	for _, p := range f.Points {
		if p.Label != Within || p.Adjusted != (FunnelLimits{}) || p.AdjustedLabel != NotPlaced {
			t.Errorf("got %+v", p)
		}
	}
}

func TestFunnelEdges(t *testing.T) {
	one, err := ProportionFunnel([]Proportion{{7, 30}}, 100)
	noError(t, err)
	if one.Points[0].Label != Within || one.Drawn() || one.Overdispersed {
		t.Errorf("one area: got %+v", one)
	}
	nobody, err := ProportionFunnel(slices.Repeat([]Proportion{{0, 30}}, 12), 100)
	noError(t, err)
	if nobody.Benchmark != 0 || nobody.Points[3].Label != Within || nobody.Points[3].Limits.At998 != (Interval{}) {
		t.Errorf("nobody anywhere: got %+v", nobody.Points[3])
	}
	quiet, err := RateFunnel(slices.Repeat([]Rate{{0, 30}}, 12), 1000)
	noError(t, err)
	if quiet.Points[3].Label != Within || quiet.Points[3].Limits.At95 != (Interval{}) {
		t.Errorf("no events anywhere: got %+v", quiet.Points[3])
	}
	all, err := ProportionFunnelAgainst([]Proportion{{30, 30}, {29, 30}}, 100, 100)
	noError(t, err)
	if all.Points[0].Label != Within || all.Points[1].Label != Below998 {
		t.Errorf("benchmark of 100%%: got %v and %v", all.Points[0].Label, all.Points[1].Label)
	}
}

func TestImpossibleFunnelsAreRefused(t *testing.T) {
	some := []Proportion{{1, 5}}
	bad := map[string]func() error{
		"more cases than people":  func() error { _, err := ProportionFunnel([]Proportion{{6, 5}}, 100); return err },
		"nobody":                  func() error { _, err := ProportionFunnel([]Proportion{{0, 0}, {1, 2}}, 100); return err },
		"NaN count":               func() error { _, err := RateFunnel([]Rate{{nan, 5}}, 100); return err },
		"NaN population":          func() error { _, err := RateFunnel([]Rate{{1, nan}}, 100); return err },
		"no population":           func() error { _, err := RateFunnel([]Rate{{1, 0}}, 100); return err },
		"a multiplier of 0":       func() error { _, err := ProportionFunnel(some, 0); return err },
		"benchmark above 100%":    func() error { _, err := ProportionFunnelAgainst(some, 100, 101); return err },
		"NaN benchmark":           func() error { _, err := ProportionFunnelAgainst(some, 100, nan); return err },
		"negative benchmark":      func() error { _, err := RateFunnelAgainst([]Rate{{1, 5}}, 100, -1); return err },
		"infinite benchmark":      func() error { _, err := RateFunnelAgainst([]Rate{{1, 5}}, 100, inf); return err },
		"a line of no rate":       func() error { _, _, err := RateLine(3, 0, 1000, Z95); return err },
		"a line of half an event": func() error { _, _, err := RateLine(3.5, 2, 1000, Z95); return err },
		"a line of no level":      func() error { _, _, err := RateLine(3, 2, 1000, nan); return err },
		"spread about 120%":       func() error { _, err := ProportionDispersion(some, 1.2); return err },
		"spread of no population": func() error { _, err := RateDispersion([]Rate{{1, 0}}, 1); return err },
		"adjusted for nobody":     func() error { _, err := Dispersion{}.AdjustedRate(0, Z95); return err },
	}
	for name, call := range bad {
		if err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, err := ProportionFunnel(nil, 100); !errors.Is(err, ErrTooFew) {
		t.Errorf("no areas: got %v, want ErrTooFew", err)
	}
	if _, err := RateDispersion([]Rate{{1, 5}}, 1); !errors.Is(err, ErrTooFew) {
		t.Errorf("spread of one area: got %v, want ErrTooFew", err)
	}
}

// The label comes from the area's interval; the drawn line says the same.
func TestFunnelAndIntervalNeverDisagree(t *testing.T) {
	for n := 1.0; n <= 120; n++ {
		for x := 0.0; x <= n; x++ {
			f, err := ProportionFunnelAgainst([]Proportion{{x, n}}, 1, 0.243)
			noError(t, err)
			p := f.Points[0]
			if onALine(p.Value, p.Limits) {
				continue
			}
			if drawn := p.Limits.Label(p.Value); drawn != p.Label {
				t.Errorf("%v of %v: labelled %v but drawn %v", x, n, p.Label, drawn)
			}
		}
	}
}

// onALine leaves out what only rounding decides.
func onALine(v float64, l FunnelLimits) bool {
	for _, line := range []float64{l.At95.Lower, l.At95.Upper, l.At998.Lower, l.At998.Upper} {
		if math.Abs(v-line) < 1e-12 {
			return true
		}
	}
	return false
}

func TestFunnelLabelsInWords(t *testing.T) {
	for l, want := range map[Label]string{
		NotPlaced: "not placed", Within: "within", Above95: "above 95", Above998: "above 99.8",
		Below95: "below 95", Below998: "below 99.8", 99: "not placed",
	} {
		if got := l.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// All authorities, as an indicator's page draws them.
func BenchmarkRateFunnel(b *testing.B) {
	r := fixed()
	var areas []Rate
	for range 153 {
		n := 20000 + math.Floor(r.Float64()*300000)
		areas = append(areas, Rate{math.Floor(n / 200 * (0.5 + r.Float64())), n})
	}
	for b.Loop() {
		if _, err := RateFunnel(areas, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
