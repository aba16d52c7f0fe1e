package transition

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheRecordOfARunNamesItsInputs(t *testing.T) {
	in, l := sample(t)
	in.Rules = nil
	set := Defaults()
	set.Area, set.Simulations, set.Horizon = "X06000961", 5, 2027
	Check(in, set, l)
	raw, err := RunJSON("sendpack test", in, run(t, in, set), *l)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Program  string
		Settings map[string]any
		Inputs   []struct{ Name, SHA256 string }
		Counts   struct {
			Years []int `json:"transition_years"`
		}
		Warnings []struct{ Place, Message string }
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range got.Inputs {
		names = append(names, f.Name)
		if len(f.SHA256) != 64 {
			t.Errorf("%s has the hash %q", f.Name, f.SHA256)
		}
	}
	if d := cmp.Diff([]string{"transitions.csv", "population.csv", "valid-states.csv", "costs.csv", "scenarios.csv"}, names); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{2021, 2022, 2023, 2024, 2025}, got.Counts.Years); d != "" {
		t.Error(d)
	}
	if got.Settings["uncertainty"] != "persistent" || got.Settings["last_projected_year"] != 2027.0 || len(got.Warnings) != l.Len() {
		t.Errorf("got %v and %d warnings", got.Settings, len(got.Warnings))
	}
}
