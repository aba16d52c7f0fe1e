package main

import (
	"strings"
	"testing"
)

// The sample is awkward on purpose. Each of these must stay in it, because
// the build of the sample is how readers see them handled.
func TestSampleKeepsItsAwkwardParts(t *testing.T) {
	const timeliness = "ees/ehc_plans/timeliness_20_week.csv"
	find := func(path string, want map[string]string) []map[string]string {
		var found []map[string]string
		for _, row := range sheet(t, path) {
			matches := true
			for column, cell := range want {
				matches = matches && row[column] == cell
			}
			if matches {
				found = append(found, row)
			}
		}
		return found
	}
	for _, c := range []struct {
		name, path string
		where      map[string]string
		rows       int
	}{
		{"a neighbour without a figure in the newest year", timeliness,
			map[string]string{"la_name": "Hollinshire", "time_period": "2025", "PC_plans_issued_20_weeks_ex": "x"}, 1},
		{"a neighbour without a row in one year", timeliness,
			map[string]string{"la_name": "Kestrelden", "time_period": "2021"}, 0},
		{"the divided authority stops", "ees/ehc_plans/caseload.csv",
			map[string]string{"la_name": "Fenmere", "time_period": "202324"}, 0},
		{"its successor starts", "ees/ehc_plans/caseload.csv",
			map[string]string{"la_name": "Eastfen", "time_period": "202324"}, 1},
		{"and is not back-cast", "ees/ehc_plans/caseload.csv",
			map[string]string{"la_name": "Eastfen", "time_period": "202223"}, 0},
		{"a suppressed neighbour", "ees/absence/absence_by_sen_provision.csv",
			map[string]string{"la_name": "Inverley", "time_period": "202425", "education_phase": "Total", "sess_overall_percent": "c"}, 1},
		{"a return of low reliability", "ees/children_in_need/b1_children_in_need.csv",
			map[string]string{"la_name": "Ambershire", "time_period": "2024", "At31_episodes": "u"}, 1},
		{"a year that was not collected", "ees/absence/absence_by_sen_provision.csv",
			map[string]string{"time_period": "201920"}, 0},
		{"a name with a comma", "geography/areas.csv", map[string]string{"name": "Thornhallow, City of"}, 1},
		{"a rate that is not nothing but rounds to it", "ees/exclusions/exclusions_by_sen_provision.csv",
			map[string]string{"perm_excl_rate": "low", "region_name": "North Fells", "time_period": "201920", "time_identifier": "Summer term", "education_phase": "Total"}, 1},
		{"a survey group under 10", "local-returns/wexmoor.csv",
			map[string]string{"indicator": "kpi-parent-carer-confidence", "period": "Spring 2026", "breakdown": "phase=post-16", "denominator": "8"}, 1},
		{"a survey group from 10 to 29", "local-returns/wexmoor.csv",
			map[string]string{"indicator": "kpi-parent-carer-confidence", "period": "Spring 2026", "breakdown": "phase=early-years", "denominator": "24"}, 1},
		{"a provisional figure", "local-returns/wexmoor.csv",
			map[string]string{"indicator": "ehc-open-over-20-weeks", "period": "June 2026", "status": "provisional"}, 1},
	} {
		if got := len(find(c.path, c.where)); got != c.rows {
			t.Errorf("%s: %d rows, want %d", c.name, got, c.rows)
		}
	}
}

// The points that the sample's commentary speaks of are what the files say.
func TestWexmoorsStory(t *testing.T) {
	points := map[string]string{"2024": "46.3", "2025": "52.4"}
	for _, row := range sheet(t, "ees/ehc_plans/timeliness_20_week.csv") {
		want, ok := points[row["time_period"]]
		if !ok || row["la_name"] != ownArea || row["breakdown_topic"] == "Sex" {
			continue
		}
		if row["PC_plans_issued_20_weeks_ex"] != want {
			t.Errorf("plans on time in %s: %s, want %s", row["time_period"], row["PC_plans_issued_20_weeks_ex"], want)
		}
		delete(points, row["time_period"])
	}
	if len(points) != 0 {
		t.Errorf("no rows for %v", points)
	}
}

// Every neighbour set has ten different areas that exist, and not its own.
func TestNeighbourSetsAreComplete(t *testing.T) {
	w := newWorld(defaultSeed)
	for _, a := range w.on(20250501) {
		seen := map[string]bool{a.name: true}
		for _, n := range w.neighbours(a) {
			if seen[n.name] || !n.existed(20250501) || n.index < 0 {
				t.Errorf("%s: neighbour %s is doubled, gone or itself", a.name, n.name)
			}
			seen[n.name] = true
		}
		if len(seen) != 11 {
			t.Errorf("%s has %d neighbours, want 10", a.name, len(seen)-1)
		}
	}
}

// No code or name can be taken for a real one: codes begin with X, and
// three-digit codes are unlike those of real areas.
func TestPlacesAreFictional(t *testing.T) {
	w := newWorld(defaultSeed)
	codes := map[string]bool{}
	for _, a := range w.areas {
		if !strings.HasPrefix(a.code, "X") || len(a.code) != 9 {
			t.Errorf("%s: code %s", a.name, a.code)
		}
		if codes[a.old] {
			t.Errorf("code %s is used twice", a.old)
		}
		codes[a.old] = true
		between := a.old > "947" && a.old < "970" || a.old > "970" && a.old < "980" || a.old == "993"
		if !between {
			t.Errorf("%s: three-digit code %s may be a real area's", a.name, a.old)
		}
	}
}
