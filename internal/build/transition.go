package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/transition"
	"github.com/sendpack/sendpack/render"
)

// SimulateAsk says which authority is simulated and how. Zero numbers take the
// defaults of package transition.
type SimulateAsk struct {
	Area                     string
	Seed, Simulations        int
	Horizon                  int // last January to project
	FirstYear, LastYear      int // calendar years of the transitions to use
	Parity, Propose, NoState bool
	Jobs                     int
	Version                  string
}

// The names of the files that Simulate reads; the last three may be absent.
const (
	transitionsFile = "transitions.csv"
	populationFile  = "population.csv"
	validStatesFile = "valid-states.csv"
	costsFile       = "costs.csv"
	scenariosFile   = "scenarios.csv"
)

// Simulate projects an authority's plans from its own transitions, in the
// files of a folder that messages call root. Problems of the files are in l;
// with an error there are no results. What it gives is for the authority: it
// holds counts of few children, and is no part of a release.
func Simulate(ctx context.Context, folder fs.FS, root string, ask SimulateAsk, l *diag.List) ([]render.File, error) {
	files, err := simulateFiles(folder, root)
	if err != nil {
		return nil, err
	}
	if areas := transition.Areas(files.Transitions); ask.Area == "" && len(areas) > 1 {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: files.Transitions.Name}, Message: "the file holds several areas and none is named",
			Expected: "one of " + strings.Join(areas, ", "), Fix: "name one with --area"})
		return nil, nil
	}
	set := simulateSettings(ask)
	in := transition.Read(files, ask.Area, l)
	if ask.Propose {
		if l.HasErrors() {
			return nil, nil
		}
		return []render.File{csvText(validStatesFile, transition.SettingsCSV(transition.Propose(in.Transitions)))}, nil
	}
	transition.Check(in, set, l)
	if l.HasErrors() {
		return nil, nil
	}
	r, err := transition.Project(ctx, in, set)
	if err != nil {
		return nil, err
	}
	return simulated(ask.Version, in, r, *l)
}

// simulateFiles reads what there is; the two that nothing can be done without
// must be there.
func simulateFiles(folder fs.FS, root string) (transition.Files, error) {
	var failed error
	read := func(name string, needed bool) transition.File {
		raw, err := fs.ReadFile(folder, name)
		if err != nil && (needed || !errors.Is(err, fs.ErrNotExist)) && failed == nil {
			failed = fmt.Errorf("reading %s: %w", path.Join(root, name), err)
		}
		if raw == nil && err == nil {
			raw = []byte{} // an empty file was given all the same
		}
		return transition.File{Name: path.Join(root, name), Raw: raw}
	}
	f := transition.Files{Transitions: read(transitionsFile, true), Population: read(populationFile, true), ValidStates: read(validStatesFile, false),
		Costs: read(costsFile, false), Scenarios: read(scenariosFile, false)}
	return f, failed
}

func simulateSettings(ask SimulateAsk) transition.Settings {
	set := transition.Defaults()
	if ask.Parity {
		set = transition.Parity()
	}
	set.Area, set.Horizon, set.FirstYear, set.LastYear, set.Workers, set.States = ask.Area, ask.Horizon, ask.FirstYear, ask.LastYear, ask.Jobs, !ask.NoState
	if ask.Seed > 0 {
		set.Seed = uint64(ask.Seed)
	}
	if ask.Simulations > 0 {
		set.Simulations = ask.Simulations
	}
	return set
}

// simulated is the files of a run.
func simulated(version string, in transition.Inputs, r transition.Result, said diag.List) ([]render.File, error) {
	record, err := transition.RunJSON(toolName+" "+version, in, r, said)
	if err != nil {
		return nil, err
	}
	var rows, flows, params bytes.Buffer
	for _, err := range []error{forecast.WriteRows(&rows, r.Rows), transition.WriteFlows(&flows, r.Area, r.Flows), transition.WriteParams(&params, r.Area, r.Params)} {
		if err != nil {
			return nil, err
		}
	}
	placements := [][]string{{"calendar-year", "placement", "age-group", "need", "plans", "mean"}}
	for _, p := range r.Placements {
		placements = append(placements, []string{strconv.Itoa(p.Year), p.Category, p.AgeGroup, p.Need, strconv.Itoa(p.Plans), meanText(p.Mean)})
	}
	capacity := [][]string{{"calendar-year", "phase", "provision", "plans", "mean"}}
	for _, c := range r.Capacity {
		capacity = append(capacity, []string{strconv.Itoa(c.Year), c.Phase, c.Provision, strconv.Itoa(c.Plans), meanText(c.Mean)})
	}
	return []render.File{csvText("projection.csv", rows.Bytes()), csvText("flows.csv", flows.Bytes()), csvText("params.csv", params.Bytes()),
		csvText("placements.csv", table(placements)), csvText("capacity.csv", table(capacity)),
		{Path: "run.json", MediaType: "application/json", Bytes: record}}, nil
}

func meanText(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func csvText(name string, text []byte) render.File {
	return render.File{Path: name, MediaType: "text/csv", Bytes: text}
}

// table writes rows whose cells need no protection from spreadsheets: codes,
// numbers and words of this program.
func table(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows) // a buffer cannot fail
	return b.Bytes()
}
