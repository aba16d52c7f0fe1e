package transition

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
)

// sample reads the sample's own files.
func sample(t testing.TB) (Inputs, *diag.List) {
	t.Helper()
	file := func(name string) File {
		raw, err := os.ReadFile(filepath.Join("..", "..", "sample-data", "data", "projection", name))
		if err != nil {
			t.Fatal(err)
		}
		return File{name, raw}
	}
	var l diag.List
	in := Read(Files{file("transitions.csv"), file("population.csv"), file("valid-states.csv"), file("costs.csv"), file("scenarios.csv")}, "", &l)
	return in, &l
}

func TestTheSampleIsSoundAndProjects(t *testing.T) {
	in, l := sample(t)
	set := Defaults()
	set.Area, set.Simulations, set.Horizon = "X06000961", 200, 2031
	Check(in, set, l)
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error || !strings.Contains(d.Message, "leavers") && !strings.Contains(d.Message, "joiners") {
			t.Error(d)
		}
	}
	r := run(t, in, set)
	// The published caseload of January 2026.
	near(t, "plans now", figure(t, r, forecast.Baseline, "total", "all", "plans", 2026).Mean, 4379, 0)
	near(t, "special now", figure(t, r, forecast.Baseline, "setting-group", "special_state", "plans", 2026).Mean, 490+554, 0)
	near(t, "autism now", figure(t, r, forecast.Baseline, "need", "ASD", "plans", 2026).Mean, 1250, 0)
	later := figure(t, r, forecast.Baseline, "total", "all", "plans", 2031)
	if later.Mean < 4379 || later.Mean > 8000 || later.Quantiles[forecast.P05] >= later.Quantiles[forecast.P95] {
		t.Errorf("in five years %v (%v to %v), not plausible", later.Mean, later.Quantiles[forecast.P05], later.Quantiles[forecast.P95])
	}
	if x := figure(t, r, Difference("Fewer new plans"), "total", "all", "plans", 2031); x.Mean >= 0 {
		t.Errorf("fewer new plans make %v more plans", x.Mean)
	}
	if x := figure(t, r, Difference("More places in units"), "setting", "MRP", "plans", 2031); x.Mean <= 0 {
		t.Errorf("more places in units make %v more plans there", x.Mean)
	}
	for y, n := range r.NoPlace {
		if n > 1 {
			t.Errorf("%d years on %v plans a year end for want of a valid setting", y+1, n)
		}
	}
}
