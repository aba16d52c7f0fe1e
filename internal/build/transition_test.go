package build

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
)

// plansOf is a small history of two years in one setting and another.
func plansOf() fstest.MapFS {
	var people strings.Builder
	people.WriteString("calendar-year,academic-year,population\n")
	for _, y := range []string{"2024", "2025", "2026", "2027", "2028"} {
		for _, ncy := range []string{"5", "6", "7", "8"} {
			people.WriteString(y + "," + ncy + ",400\n")
		}
	}
	return fstest.MapFS{
		"transitions.csv": {Data: []byte("calendar-year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2,count\n" +
			"2024,5,ASD,MS,6,ASD,MS,40\n2024,5,NONSEND,NONSEND,6,ASD,SP,30\n2025,6,ASD,MS,7,ASD,MS,38\n2025,6,ASD,MS,7,ASD,SP,2\n2025,6,ASD,SP,7,NONSEND,NONSEND,30\n2025,5,NONSEND,NONSEND,6,ASD,MS,20\n")},
		"population.csv":   {Data: []byte(people.String())},
		"valid-states.csv": {Data: []byte("setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting\nMS,mainstream,5,8,ASD,\"MS,SP\"\nSP,special,5,8,ASD,\"MS,SP\"\n")},
	}
}

func TestSimulateWritesEveryFile(t *testing.T) {
	var l diag.List
	files, err := Simulate(t.Context(), plansOf(), "in", SimulateAsk{Area: "E1", Simulations: 20, Version: "test"}, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	want := map[string]string{"projection.csv": "E1,baseline,full,2028,projected,total,all,plans,", "flows.csv": "E1,baseline,2026,observed,MS,SP,2,",
		"params.csv": "E1,leavers,6,ASD,MS,", "placements.csv": "2026,mainstream,11-15,ASD,38,38", "capacity.csv": "2026,secondary,state-funded special,2,2", "run.json": `"seed": 1`}
	for _, f := range files {
		if !bytes.Contains(f.Bytes, []byte(want[f.Path])) || want[f.Path] == "" {
			t.Errorf("%s does not hold %q:\n%s", f.Path, want[f.Path], f.Bytes)
		}
		delete(want, f.Path)
	}
	if len(want) > 0 {
		t.Errorf("not written: %v", want)
	}
}

func TestSimulateAsksForTheAreaAndTheFiles(t *testing.T) {
	folder := plansOf()
	folder["transitions.csv"] = &fstest.MapFile{Data: []byte("area,calendar-year\nE1,2024\nE2,2024\n")}
	var l diag.List
	if _, err := Simulate(t.Context(), folder, "in", SimulateAsk{}, &l); err != nil || l.Len() != 1 || l.Sorted()[0].Expected != "one of E1, E2" {
		t.Errorf("got %v, %v", err, l.Sorted())
	}
	delete(folder, "population.csv")
	if _, err := Simulate(t.Context(), folder, "in", SimulateAsk{}, &l); err == nil || !strings.Contains(err.Error(), "in/population.csv") {
		t.Errorf("a missing file gave %v", err)
	}
}

func TestSimulateProposesValidStates(t *testing.T) {
	var l diag.List
	files, err := Simulate(t.Context(), plansOf(), "in", SimulateAsk{Propose: true}, &l)
	if err != nil || len(files) != 1 || !bytes.Contains(files[0].Bytes, []byte(`MS,MS,5,7,ASD,"MS,SP"`)) {
		t.Errorf("got %v, %v", err, files)
	}
}
