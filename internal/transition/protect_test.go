package transition

import (
	"context"
	"testing"

	"github.com/sendpack/sendpack/internal/forecast"
)

func TestPublishedResultsHoldNoSmallCount(t *testing.T) {
	in, _ := sample(t)
	in.Rules = nil
	set := Defaults()
	set.Area, set.Simulations, set.Horizon = "X06000961", 100, 2029
	r := run(t, in, set)
	safe, err := r.Protect(context.Background(), in, "c")
	if err != nil {
		t.Fatal(err)
	}
	hidden, shownRows := 0, 0
	gone := map[string]bool{}
	for _, x := range safe.Rows {
		if x.Symbol != "" {
			hidden++
			if x.Summary != (forecast.Summary{}) {
				t.Fatalf("%s %s %s %d is hidden and keeps its figure", x.Slice, x.Key, x.Measure, x.Year)
			}
			if x.Year == r.Seed {
				gone[x.Slice+x.Key+x.Measure] = true
			}
			continue
		}
		shownRows++
		if x.Kind == forecast.KindObserved && contains(counted, x.Measure) && x.Mean > 0 && x.Mean < smallest {
			t.Errorf("%s %s %s %d shows %v", x.Slice, x.Key, x.Measure, x.Year, x.Mean)
		}
		if x.Kind == forecast.KindProjected && contains(counted, x.Measure) && gone[x.Slice+x.Key+x.Measure] {
			t.Errorf("%s %s %s is hidden in the seed year and projected for %d", x.Slice, x.Key, x.Measure, x.Year)
		}
		if !contains(shown, x.Slice) {
			t.Fatalf("%s is published", x.Slice)
		}
	}
	if hidden == 0 || shownRows < hidden {
		t.Errorf("%d rows hidden, %d shown", hidden, shownRows)
	}
	if x := figure(t, safe, forecast.Baseline, "total", "all", "plans", 2026); x.Mean != 4379 {
		t.Errorf("the total became %v %s", x.Mean, x.Symbol)
	}
	if len(safe.Params)+len(safe.Placements) > 0 {
		t.Error("parameters or placements hold counts and are published")
	}
	for _, f := range safe.Flows {
		if f.Kind == forecast.KindObserved {
			t.Error("observed moves between two settings are published")
		}
	}
}

// TestHiddenCountsHaveCompany looks at lists with a published total, where a
// single hidden count would be what is left.
func TestHiddenCountsHaveCompany(t *testing.T) {
	in, _ := sample(t)
	in.Rules = nil
	set := Defaults()
	set.Area, set.Simulations, set.Horizon = "X06000961", 10, 2027
	safe, err := run(t, in, set).Protect(context.Background(), in, "c")
	if err != nil {
		t.Fatal(err)
	}
	alone := map[string]int{}
	for _, x := range safe.Rows {
		if x.Symbol != "" && x.Kind == forecast.KindObserved && contains(counted, x.Measure) {
			alone[itoa(x.Year)+" "+x.Slice+" "+x.Measure]++
		}
	}
	for list, n := range alone {
		if n == 1 {
			t.Errorf("one count alone is hidden in %s", list)
		}
	}
	if len(alone) == 0 {
		t.Error("nothing is hidden, so nothing is tested")
	}
}
