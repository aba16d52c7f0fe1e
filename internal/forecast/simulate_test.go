package forecast

import (
	"bytes"
	"math"
	"sync"
	"testing"
)

var fewRuns = Run{Simulations: 200, Horizon: 10, Seed: 1}

func TestEverySimulationKeepsItsIdentities(t *testing.T) {
	p := invented(5)
	m := Fit(p, DefaultConstants())
	for n := range p.Areas {
		f := m.Simulate(&p.Areas[n], fewRuns)
		for sim := range fewRuns.Simulations {
			before := f.Start
			for h := range f.Plans {
				if got := before - f.Leavers[h][sim] + f.Joiners[h][sim]; got != f.Plans[h][sim] {
					t.Fatalf("%s, simulation %d, year %d: leavers and joiners give %v plans, there are %v", p.Areas[n].Area, sim, h+1, got, f.Plans[h][sim])
				}
				sum := 0.0
				for g := range f.Settings {
					if v := f.Settings[g][h][sim]; v < 0 || v != math.Trunc(v) {
						t.Fatalf("%v plans in a group", v)
					}
					sum += f.Settings[g][h][sim]
				}
				if sum != f.Plans[h][sim] {
					t.Fatalf("groups add up to %v, the total is %v", sum, f.Plans[h][sim])
				}
				before = f.Plans[h][sim]
			}
		}
	}
}

func TestMeansOfGroupsAddUpToTheMeanOfTheTotal(t *testing.T) {
	p := invented(4)
	got, ok := NewProjector(p, DefaultConstants(), fewRuns).Project("A002")
	if !ok {
		t.Fatal("no projection")
	}
	total, parts := map[int]float64{}, map[int]float64{}
	for _, r := range got.Rows {
		switch {
		case r.Measure != MeasurePlans:
		case r.Slice == SliceTotal:
			total[r.Year] = r.Mean
		case r.Slice == SliceSettingGroup:
			parts[r.Year] += r.Mean
		}
	}
	if len(total) != 20 {
		t.Errorf("%d years have a total, want 10 observed and 10 projected", len(total))
	}
	for year, mean := range total {
		if year < firstSettings {
			continue
		}
		near(t, "sum of the groups' means", parts[year], mean, 1e-9)
	}
}

// TestOrderOfWorkChangesNothing makes projections one after the other and all
// at once, and compares bytes.
func TestOrderOfWorkChangesNothing(t *testing.T) {
	p := invented(6)
	projector := NewProjector(p, DefaultConstants(), fewRuns)
	file := func(n int) []byte {
		got, _ := projector.Project(p.Areas[n].Area)
		var b bytes.Buffer
		if err := WriteRows(&b, got.Rows); err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}
	together := make([][]byte, len(p.Areas))
	var wg sync.WaitGroup
	for n := range p.Areas {
		wg.Go(func() { together[n] = file(n) })
	}
	wg.Wait()
	for n := len(p.Areas) - 1; n >= 0; n-- {
		if !bytes.Equal(file(n), together[n]) {
			t.Errorf("area %d differs between workers", n)
		}
	}
}

func TestASeedChangesNumbersAndALongerHorizonDoesNot(t *testing.T) {
	p := invented(3)
	m := Fit(p, DefaultConstants())
	long := m.Simulate(&p.Areas[0], fewRuns)
	short := m.Simulate(&p.Areas[0], Run{Simulations: 200, Horizon: 3, Seed: 1})
	other := m.Simulate(&p.Areas[0], Run{Simulations: 200, Horizon: 3, Seed: 2})
	same := 0
	for sim := range 200 {
		if short.Plans[2][sim] != long.Plans[2][sim] {
			t.Fatalf("simulation %d: %v plans with a horizon of 3, %v with one of 10", sim, short.Plans[2][sim], long.Plans[2][sim])
		}
		if short.Plans[2][sim] == other.Plans[2][sim] {
			same++
		}
	}
	if same > 20 {
		t.Errorf("%d of 200 simulations are alike under two seeds", same)
	}
}

func TestSmallAreasHaveWiderFans(t *testing.T) {
	p := invented(40)
	m := Fit(p, DefaultConstants())
	width := func(n int) float64 {
		s := Summarise(m.Simulate(&p.Areas[n], fewRuns).Plans[4])
		return (s.Quantiles[P95] - s.Quantiles[P05]) / s.Mean
	}
	if small, large := width(0), width(39); small <= large {
		t.Errorf("the 90 %% range of the smallest area is %.3f of its mean, of the largest %.3f", small, large)
	}
}

func TestLargestRemainders(t *testing.T) {
	for _, c := range []struct {
		name  string
		total float64
		share [groups]float64
		want  [groups]float64
	}{
		{"the largest rest gets the one that is left", 10, [groups]float64{0.57, 0.29, 0.14}, [groups]float64{6, 3, 1}},
		{"a tie goes to the first", 1, [groups]float64{0.5, 0.5}, [groups]float64{1, 0}},
		{"nothing to share", 0, [groups]float64{0.5, 0.5}, [groups]float64{}},
		{"no shares", 5, [groups]float64{}, [groups]float64{}},
	} {
		if got := apportion(c.total, c.share); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func BenchmarkEngland(b *testing.B) {
	p := invented(153)
	for b.Loop() {
		projector := NewProjector(p, DefaultConstants(), Run{Simulations: 1000, Horizon: 10, Seed: 1})
		for n := range p.Areas {
			projector.Project(p.Areas[n].Area)
		}
	}
}
