package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
)

// plansProject is the sample's data read by three sources and one definition of
// the plans by setting, in a class that hides small counts.
func plansProject(more string) *Options {
	o := sampleOptions()
	o.Project = overlay{fstest.MapFS{
		ProjectFile: text(`title: Plans
areas: [X06000961]
as_of: 2026-06-30
data: data
geography: [data/geography/areas.csv]
sources:
  - {use: ees-ehcp-caseload-2025, file: ees/ehc_plans/caseload.csv}
  - {use: ees-ehcp-newplans-2025, file: ees/ehc_plans/newplans.csv}
  - {use: ees-ehcp-ceased-2025, file: ees/ehc_plans/ceased_plans.csv}
indicators: {library: false, folders: [definitions]}
` + more),
		"definitions/plans.yaml": text(`id: plans-by-setting
cdc: {status: extension, domain: governance-assurance, subdomain: demand-timeliness, populated_by: national}
title: Plans by setting
technical_title: Plans by setting in January
question: Where do children learn?
rationale: Places are planned by it.
measure: count
unit: count
where: topic == "all"
numerator: {source: ees-ehcp-caseload, column: ehcplans}
polarity: none
period: {type: SJAN, frequency: annual}
geographies: [LA]
breakdowns:
  - list: setting
    where: topic == "all"
    share: true
    columns: {mainstream: mainstream_total, special: special_total, ap: ap_pru_total, fe: fe_total, elsewhere: ed_elsewhere, early-years: nm_early_years, unknown: placement_unknown}
comparators: [self]
audiences: {B: headline, M: page, P: page}
suppression: S1
provenance: {publication: Plans, publisher: The council}
`)}, Sample()}
	return o
}

// projectionRows is projection.csv of the sample's area in a project.
func projectionRows(t *testing.T, o *Options) (rows [][]string, file []byte) {
	t.Helper()
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	files, err := projectionFiles(m.plansForecast().of("X06000961"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		return nil, nil
	}
	f := files[0]
	rows, err = csv.NewReader(bytes.NewReader(f.Bytes)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rows[0], ","), strings.Join(forecast.Columns(), ","); got != want {
		t.Fatalf("the header is %s, want %s", got, want)
	}
	return rows[1:], f.Bytes
}

func TestAProjectThatReadsPlansHasProjections(t *testing.T) {
	rows, once := projectionRows(t, plansProject("projection: {simulations: 200, horizon: 4}\n"))
	years := map[string]bool{}
	for _, r := range rows {
		if r[4] == forecast.KindProjected {
			years[r[3]] = true
			if r[21] != "200" {
				t.Fatalf("%v has %s simulations, want 200", r, r[21])
			}
		}
	}
	if len(years) != 4 {
		t.Errorf("the years projected are %v, want 4", years)
	}
	if _, again := projectionRows(t, plansProject("projection: {simulations: 200, horizon: 4}\n")); !bytes.Equal(once, again) {
		t.Error("two runs differ")
	}
	if _, other := projectionRows(t, plansProject("projection: {simulations: 200, horizon: 4, seed: 2}\n")); bytes.Equal(once, other) {
		t.Error("another seed changes nothing")
	}
	if rows, _ := projectionRows(t, plansProject("projection: {off: true}\n")); rows != nil {
		t.Error("projections are turned off and made")
	}
}

// TestProjectionsHideWhatTheReleaseHides raises the threshold so that whole
// settings are hidden, and looks for their counts.
func TestProjectionsHideWhatTheReleaseHides(t *testing.T) {
	shown, _ := projectionRows(t, plansProject("projection: {simulations: 100}\n"))
	rows, _ := projectionRows(t, plansProject("projection: {simulations: 100}\ndisclosure: {threshold: 60}\n"))
	if len(rows) != len(shown) {
		t.Fatalf("%d rows with hidden ones, %d without", len(rows), len(shown))
	}
	last, hiddenLast, hidden := "", map[string]bool{}, 0
	for n, r := range rows {
		was := shown[n]
		if r[4] == forecast.KindObserved {
			last = max(last, r[3])
		}
		if r[8] == "c" {
			hidden++
			continue
		}
		if v, err := strconv.ParseFloat(was[8], 64); err != nil || r[4] == forecast.KindObserved && r[5] == forecast.SliceSettingGroup && v > 0 && v < 60 {
			t.Errorf("%v shows a count below the threshold", r)
		}
	}
	for _, r := range rows {
		if r[3] == last && r[4] == forecast.KindObserved && r[8] == "c" {
			hiddenLast[r[6]] = true
		}
	}
	if hidden == 0 || len(hiddenLast) < 2 || !hiddenLast["elsewhere"] {
		t.Errorf("%d rows are hidden, in the last year %v: want two groups at least, and the remainder with them", hidden, hiddenLast)
	}
	for _, r := range rows {
		if r[4] == forecast.KindProjected && r[5] == forecast.SliceSettingGroup && (r[8] == "c") != hiddenLast[r[6]] {
			t.Errorf("%v: hidden is %v, its last count is hidden: %v", r[:9], r[8] == "c", hiddenLast[r[6]])
		}
	}
}

func TestProjectionSettingsAreChecked(t *testing.T) {
	for setting, want := range map[string]string{
		"simulations: 20": "20 futures cannot be simulated",
		"horizon: 40":     "40 years cannot be projected",
		"seed: -1":        "the seed is negative",
		"futures: 3":      "futures",
	} {
		var l diag.List
		if _, err := Load(context.Background(), plansProject("projection: {"+setting+"}\n"), &l); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		_ = l.Print(&b)
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: got\n%s", setting, b.String())
		}
	}
}

// realPlans is the panel of the published files.
func realPlans(t testing.TB) *forecast.Panel {
	t.Helper()
	o := realOptions(t, "england")
	o.Project = fstest.MapFS{ProjectFile: text(`title: Plans
areas: [all]
as_of: 2026-06-30
sources:
  - {use: ees-ehcp-caseload-2025}
  - {use: ees-ehcp-newplans-2025}
  - {use: ees-ehcp-ceased-2025}
`)}
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	return in.plansPanel()
}

func TestFaultsOfThePublishedFilesAreFound(t *testing.T) {
	p := realPlans(t)
	notes := map[string]bool{}
	for _, n := range p.Notes {
		notes[strings.Join([]string{string(n.Fault), n.Area, strconv.Itoa(n.Year)}, " ")] = true
	}
	for what, want := range map[string]string{
		"Sheffield's new plans of 2022":             "region-total E08000039 2023",
		"York's new plans of 2022":                  "region-total E06000014 2023",
		"Wakefield's settings of 2022, not given":   "no-joiners E08000036 2023",
		"Hackney's settings of January 2024":        "no-settings E09000012 2024",
		"Cambridgeshire's settings of January 2025": "no-settings E10000003 2025",
		"Cumberland, made in 2023":                  "reorganised E06000063 2023",
		"the break of 2023":                         "break  2023",
	} {
		if !notes[want] {
			t.Errorf("%s: no note %q", what, want)
		}
	}
	for year, england := range map[int]float64{2020: 53899, 2024: 84428, 2025: 97747} {
		sum := 0.0
		for n := range p.Areas {
			sum += p.Areas[n].At(year).Joiners.N
		}
		if sum != england {
			t.Errorf("authorities had %v new plans before January %d, England %v", sum, year, england)
		}
	}
	// England had 66,706 in 2022; what is missing is Wakefield.
	sum := 0.0
	for n := range p.Areas {
		sum += p.Areas[n].At(2023).Joiners.N
	}
	if sum < 66000 || sum > 66706 {
		t.Errorf("the mended new plans of 2022 add up to %v, want a little less than 66706", sum)
	}
}

// TestBacktestOnPublishedFilesMeetsItsMarks holds the figures of the method's
// BACKTEST.md on all origins that the published files allow.
func TestBacktestOnPublishedFilesMeetsItsMarks(t *testing.T) {
	scores, _ := forecast.Backtest(realPlans(t), forecast.DefaultConstants(), forecast.Test{Horizons: []int{1, 2, 3}, Run: forecast.Run{Simulations: 300, Seed: 1}, Jobs: 2})
	most := map[int]float64{1: 4.2, 2: 7.2, 3: 9.3}
	for _, s := range scores {
		if s.Method != forecast.MethodOpen || s.Setting == forecast.Unknown.String() {
			continue
		}
		low, high := 82.0, 98.0
		if s.Setting == forecast.Total {
			low, high = 86, 96
			if s.MAPE > most[s.Horizon] {
				t.Errorf("total, %d years: MAPE %.2f, want at most %.1f", s.Horizon, s.MAPE, most[s.Horizon])
			}
		}
		if c := s.Coverage[1]; (c < low || c > high) && s.Horizon == 1 {
			t.Errorf("%s, %d years: the 90 %% range holds %.1f, want %.0f to %.0f", s.Setting, s.Horizon, c, low, high)
		}
		if name, best := forecast.BestBaseline(scores, s.Setting, 1); s.Horizon == 1 && s.WAPE > 1.05*best {
			t.Errorf("%s: WAPE %.2f after one year, %s has %.2f", s.Setting, s.WAPE, name, best)
		}
	}
}
