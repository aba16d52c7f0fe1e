package transition

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/sendpack/sendpack/internal/diag"
)

// runRecord is run.json. It has no duration: the same inputs give the same
// bytes.
type runRecord struct {
	Program   string       `json:"program"`
	Area      string       `json:"area"`
	Tier      string       `json:"tier"`
	Settings  runSettings  `json:"settings"`
	Inputs    []runInput   `json:"inputs"`
	Counts    runCounts    `json:"counts"`
	Joiners   runTrend     `json:"joiner_trend"`
	Scenarios []string     `json:"scenarios"`
	Warnings  []runWarning `json:"warnings"`
}

type runSettings struct {
	Seed        uint64 `json:"seed"`
	Simulations int    `json:"simulations"`
	FirstYear   int    `json:"first_projected_year"`
	LastYear    int    `json:"last_projected_year"`
	TopNCY      int    `json:"top_academic_year"`
	Uncertainty string `json:"uncertainty"`
	Trend       string `json:"trend"`
	Denominator string `json:"denominator"`
	Unplaced    string `json:"unplaced"`
	PriceYear   int    `json:"price_year"`
	Stock       string `json:"cost_basis"`
}

type runInput struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

type runCounts struct {
	TransitionYears []int     `json:"transition_years"`
	Transitions     int       `json:"transitions"`
	UncostedStates  int       `json:"states_without_unit_cost"`
	NoValidSetting  []float64 `json:"mean_leavers_without_valid_setting"`
	Lost            []float64 `json:"mean_plans_dropped"`
}

type runTrend struct {
	Used  bool    `json:"used"`
	Slope float64 `json:"slope"`
	Level float64 `json:"level"`
	SD    float64 `json:"year_effect_sd"`
}

type runWarning struct {
	Place   string `json:"place"`
	Message string `json:"message"`
}

// RunJSON is the record of a run: what was asked for, from which files, and
// what was said about them. It names no small count but those that a warning
// quotes: it is for the authority, not for publication.
func RunJSON(program string, in Inputs, r Result, said diag.List) ([]byte, error) {
	s := r.Settings
	record := runRecord{Program: program, Area: r.Area, Tier: "full", Scenarios: r.Scenarios, Warnings: []runWarning{},
		Settings: runSettings{Seed: s.Seed, Simulations: s.Simulations, FirstYear: r.Seed + 1, LastYear: r.Last, TopNCY: s.TopNCY,
			Uncertainty: word(s.Persistent, "persistent", "annual"), Trend: word(r.Trend.Used, "damped", "none"), Denominator: word(s.AtArrival, "arrival", "start"),
			Unplaced: word(s.KeepUnplaced, "placed anew", "dropped"), PriceYear: s.PriceYear, Stock: "the plans of January stand for the year"},
		Joiners: runTrend{r.Trend.Used, r.Trend.Slope, r.Trend.Level, r.Trend.SD},
		Counts:  runCounts{TransitionYears: []int{}, UncostedStates: r.UncostedStates, NoValidSetting: r.NoPlace, Lost: r.Lost}}
	if record.Settings.PriceYear == 0 {
		record.Settings.PriceYear = r.Seed
	}
	for _, f := range []File{in.Files.Transitions, in.Files.Population, in.Files.ValidStates, in.Files.Costs, in.Files.Scenarios} {
		if f.given() {
			sum := sha256.Sum256(f.Raw)
			record.Inputs = append(record.Inputs, runInput{f.Name, hex.EncodeToString(sum[:])})
		}
	}
	for _, t := range in.Transitions {
		if !s.uses(t.Year) {
			continue
		}
		record.Counts.Transitions += t.Count
		if n := len(record.Counts.TransitionYears); n == 0 || record.Counts.TransitionYears[n-1] != t.Year {
			record.Counts.TransitionYears = append(record.Counts.TransitionYears, t.Year)
		}
	}
	for _, d := range said.Sorted() {
		record.Warnings = append(record.Warnings, runWarning{d.Pos.String(), d.Message})
	}
	out, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the record of the run: %w", err)
	}
	return append(out, '\n'), nil
}

func word(yes bool, first, second string) string {
	if yes {
		return first
	}
	return second
}
