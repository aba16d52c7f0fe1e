package forecast

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var smallTest = Test{From: 2020, To: 2020, Horizons: []int{1, 2}, Run: Run{Simulations: 50, Seed: 1}, Jobs: 2}

// TestNoForecastSeesTheFuture ruins everything after the origin: what is said
// of it must stay the same, by every method.
func TestNoForecastSeesTheFuture(t *testing.T) {
	p := invented(8)
	test := smallTest.Whole(p)
	want := forecasts(p.Through(2020), DefaultConstants(), test)
	ruined := invented(8)
	for n := range ruined.Areas {
		s := &ruined.Areas[n]
		s.People = map[int]float64{2021: 1e6, 2022: 1}
		for year := 2021; year <= 2025; year++ {
			*s.set(year) = Observation{Plans: CountOf(1e6), Joiners: CountOf(5e5), Settings: Split{Mainstream: CountOf(1), Special: CountOf(1e6 - 1)}}
		}
	}
	got := forecasts(ruined.Through(2020), DefaultConstants(), test)
	if d := cmp.Diff(want, got, cmp.AllowUnexported(said{}, prediction{})); d != "" {
		t.Errorf("a ruined future changes what was said before it:\n%s", d)
	}
}

func TestBacktestIsTheSameWithAnyNumberOfWorkers(t *testing.T) {
	p := invented(6)
	one, eight := smallTest, smallTest
	one.Jobs, eight.Jobs = 1, 8
	a, _ := Backtest(p, DefaultConstants(), one)
	b, _ := Backtest(p, DefaultConstants(), eight)
	if d := cmp.Diff(a, b, cmpopts.EquateNaNs()); d != "" {
		t.Error(d)
	}
}

func TestBacktestScoresEveryMethodAtEveryHorizon(t *testing.T) {
	p := invented(10)
	scores, areas := Backtest(p, DefaultConstants(), Test{From: 2019, Horizons: []int{1, 3}, Run: Run{Simulations: 100, Seed: 1}})
	if areas != 60 {
		t.Errorf("%d area-origins, want 10 areas at 6 origins", areas)
	}
	seen := map[string]int{}
	for _, s := range scores {
		if s.Setting == Total {
			seen[s.Method]++
			if s.N != map[int]int{1: 60, 3: 40}[s.Horizon] {
				t.Errorf("%s scores %d forecasts %d years ahead", s.Method, s.N, s.Horizon)
			}
		}
	}
	for _, m := range methods() {
		if seen[m] != 2 {
			t.Errorf("%s is scored at %d horizons, want 2", m, seen[m])
		}
	}
	name, best := BestBaseline(scores, Total, 1)
	if name == "" || math.IsNaN(best) || name == MethodOpen {
		t.Errorf("the best baseline is %q with %v", name, best)
	}
}

func TestBaselinesOnAStraightLine(t *testing.T) {
	y := []float64{100, 110, 120, 130}
	near(t, "last value", lastValue(y, 2), 130, 0)
	near(t, "drift", drift(y, 2), 150, 1e-9)
	near(t, "straight line", line(y, 2), 150, 1e-9)
	if h := holt(y, 1); h <= 130 || h >= 140 {
		t.Errorf("damped Holt gives %v, want between the last value and the line", h)
	}
	for _, b := range naive {
		if got := b.ahead([]float64{7}, 3); got != 7 {
			t.Errorf("%s of one year gives %v, want that year's 7", b.name, got)
		}
	}
}

func TestHistoryEndsAtAGap(t *testing.T) {
	s := &Series{Area: "A"}
	for _, year := range []int{2019, 2021, 2022} {
		s.set(year).Plans = CountOf(float64(year))
	}
	if d := cmp.Diff([]float64{2021, 2022}, history(s, 2022, countOf(0))); d != "" {
		t.Error(d)
	}
}

func TestMeanRatesAreThoseOfAMeanYear(t *testing.T) {
	s, e := example()
	joining, leaving, ok := s.meanRates(e.year)
	if !ok {
		t.Fatal("no rates")
	}
	near(t, "joiners of a mean year", joining.yes, 105.001, 1e-9)
	near(t, "others", joining.no, 795.001, 1e-9)
	near(t, "leavers of a mean year", leaving.yes, 55.001, 1e-9)
	if _, _, ok := (&Series{Area: "A"}).meanRates(2025); ok {
		t.Error("an area without years has rates")
	}
}

func TestMeanRatesPromiseTooMuch(t *testing.T) {
	p := invented(20)
	scores, _ := Backtest(p, DefaultConstants(), Test{From: 2021, Horizons: []int{3}, Run: Run{Simulations: 100, Seed: 1}})
	width := map[string]float64{}
	for _, s := range scores {
		if s.Setting == Total {
			width[s.Method] = s.Width[1]
		}
	}
	if !(width[MethodPeer] > 0 && width[MethodPeer] < width[MethodOpen]) {
		t.Errorf("90 %% widths are %v, want mean rates the narrower", width)
	}
}
