package forecast

import (
	"math"
	"testing"

	"github.com/sendpack/sendpack/internal/draw"
)

// Errors are cut at their 98th percentile, which takes about a tenth off the
// spread of the smallest areas; so what is fitted lies a little below the truth
// (0.224, 0.200 and 0.200).
func TestSpreadIsThatOfTheErrors(t *testing.T) {
	random := draw.NewStream(3, "errors", 0).Sub(0, 0, 1)
	for _, c := range []struct {
		name       string
		tau2, c    float64
		from, upTo float64 // sd of an error behind which 100 plans stand
	}{
		{"an equal part for all and one for small areas", 0.01, 4, 0.19, 0.23},
		{"an equal part alone", 0.04, 0, 0.18, 0.22},
		{"small areas alone", 0, 4, 0.16, 0.21},
	} {
		var x errorsOf
		for n := range 20000 {
			size := 20 + float64(n%40)*25
			x.add(math.Sqrt(c.tau2+c.c/size)*random.Normal(), size)
		}
		got := x.fit(noise{0.01, 4})
		if sd := got.sd(100); sd < c.from || sd > c.upTo || got.tau2 < 0 || got.c < 0 {
			t.Errorf("%s: fitted %+v, sd at 100 plans %.3f, want %.2f to %.2f", c.name, got, sd, c.from, c.upTo)
		}
	}
}

func TestWithoutErrorsTheUsualSpreadStands(t *testing.T) {
	var x errorsOf
	got, want := x.fit(noise{0.02, 3}), noise{0.02, 3}
	near(t, "τ²", got.tau2, want.tau2, 1e-9)
	near(t, "c", got.c, want.c, 1e-9)
	if s := new(lesson).spread(); s.errors != 0 || s.together != 0 || s.z[Special] != (noise{}) {
		t.Errorf("nothing learnt gives %+v", s)
	}
}

func TestFewPairsSayLittleOfACorrelation(t *testing.T) {
	few := [][2]float64{{1, 1}, {-1, -1}, {0.5, 0.5}}
	near(t, "three pairs in step", correlation(few, 2, 2), 3.0/153, 1e-9)
	var many [][2]float64
	for range 2000 {
		many = append(many, few...)
	}
	if r := correlation(many, 2, 2); r < 0.95 {
		t.Errorf("six thousand pairs in step have %.2f", r)
	}
	if r := correlation([][2]float64{{1, -1}, {0, 0}}, 2, 2); r >= 0 {
		t.Errorf("a pair out of step has %.2f", r)
	}
}

func TestAnErrorThatIsNoNumberIsLeftOut(t *testing.T) {
	var x errorsOf
	x.add(math.NaN(), 1)
	x.add(math.Inf(1), 1)
	if len(x.e) != 0 || x.limit() != 0 {
		t.Errorf("kept %v", x.e)
	}
}
