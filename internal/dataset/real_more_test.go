package dataset

import (
	"context"
	"encoding/csv"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// mapped loads the published file of a shipped mapping, with the mapping
// changed if need be.
func mapped(t *testing.T, name string, change func(*Spec)) (*Table, *Register) {
	t.Helper()
	fsys := realData(t)
	var l diag.List
	var spec Spec
	for _, f := range indicators.Mappings() {
		if path.Base(f.Path) == name+".yaml" {
			strictyaml.Decode(f.Path, f.Data, &spec, &l)
		}
	}
	if spec.File == "" {
		t.Fatalf("no mapping %s", name)
	}
	if change != nil {
		change(&spec)
	}
	reg, files := LoadRegister(), []string{spec.File}
	if err := AddAreas(context.Background(), fsys, spec, files, reg, &l); err != nil {
		t.Fatal(err)
	}
	table, err := Load(context.Background(), fsys, spec, files, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		if d.Severity != diag.Info {
			t.Error(d)
		}
	}
	return table, reg
}

// published is a file's records by header, read without this package's rules.
func published(t *testing.T, file string) []map[string]string {
	t.Helper()
	raw, err := fs.ReadFile(realData(t), file)
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	all, err := csv.NewReader(strings.NewReader(string(csvfile.Decode(file, raw, &l)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, h := range all[0] {
			row[h] = rec[i]
		}
		out = append(out, row)
	}
	return out
}

// figure is the one number of an area, period and labels (dimension, label, …);
// symbols print as their codes, no row as "no row".
func figure(t *testing.T, table *Table, reg *Register, area, period, measure string, labels ...string) string {
	t.Helper()
	found := "no row"
rows:
	for row := range table.Len() {
		if reg.Area(table.Areas[row]).Code != area || table.Periods[table.PeriodOf[row]].Label != period {
			continue
		}
		for i := 0; i < len(labels); i += 2 {
			if table.Dimension(labels[i]).At(row) != labels[i+1] {
				continue rows
			}
		}
		if found != "no row" {
			t.Errorf("two rows for %s, %s, %v", area, period, labels)
		}
		v := table.Measure(measure).At(row)
		found = v.Shortest() + v.Symbol.Code()
	}
	return found
}

func wantFigure(t *testing.T, table *Table, reg *Register, want, area, period, measure string, labels ...string) {
	t.Helper()
	if got := figure(t, table, reg, area, period, measure, labels...); got != want {
		t.Errorf("%s of %s, %s %v is %s; want %s", measure, area, period, labels, got, want)
	}
}

func TestPopulationByAgeAddsUpToTheFilesOwnTotals(t *testing.T) {
	table, reg := mapped(t, "ons-population-age-2020", nil)
	want, all := 0, 0
	for _, rec := range published(t, "population/population20_utla20.csv") {
		for age := range 25 {
			n, err := strconv.Atoi(rec[strconv.Itoa(age)])
			if err != nil {
				t.Fatal(err)
			}
			want += n
		}
		n, _ := strconv.Atoi(rec["total_population"])
		all += n
	}
	got, gotAll := 0.0, 0.0
	for row := range table.Len() {
		for age := range 25 {
			got += table.Measure("age_" + strconv.Itoa(age)).At(row).Number
		}
		gotAll += table.Measure("all_ages").At(row).Number
	}
	if table.Len() != 150 || got != float64(want) || want != 16_576_600 || gotAll != float64(all) {
		t.Errorf("%d areas with %v people aged 0 to 24 of %v; want 150, %d and %d", table.Len(), got, gotAll, want, all)
	}
	wantFigure(t, table, reg, "533149", "E06000047", "mid-2020", "all_ages")
	wantFigure(t, table, reg, "4727", "E06000047", "mid-2020", "age_0")
	wantFigure(t, table, reg, "4145", "E10000006", "mid-2020", "age_0") // Cumbria, under its own code
	// The file leaves Northamptonshire out, so its sum is not England's.
	for _, code := range []string{"E10000021", "E06000061", "E06000062"} {
		wantFigure(t, table, reg, "no row", code, "mid-2020", "age_0")
	}
}

func TestPopulationOfChildrenHasRegionsThatAddUpToEngland(t *testing.T) {
	table, reg := mapped(t, "ons-population-2024", nil)
	wantFigure(t, table, reg, "12183016", "E92000001", "mid-2024", "residents")
	wantFigure(t, table, reg, "52113", "E06000026", "mid-2024", "residents")
	sum := 0.0
	for row := range table.Len() {
		a := reg.Area(table.Areas[row])
		if a.Level == LevelRegion && reg.ParentRegion(a.Code) == "" && table.Periods[table.PeriodOf[row]].Label == "mid-2024" {
			sum += table.Measure("residents").At(row).Number
		}
	}
	if sum != 12183016 {
		t.Errorf("the nine regions have %v children; England has 12183016", sum)
	}
}

// England stands twice in the export, deciles of deprivation stand in the
// rows of England, and lost records are limits of -1.
func TestFingertipsExportKeepsOneRowAnAreaWithItsLimits(t *testing.T) {
	table, reg := mapped(t, "fingertips-injuries-2024", nil)
	wantFigure(t, table, reg, "107429", "E92000001", "2010-11", "admissions", "sex", "total")
	wantFigure(t, table, reg, "74.34253", "E06000026", "2023-24", "rate", "sex", "total")
	wantFigure(t, table, reg, "66.41917", "E06000026", "2023-24", "rate_lower_95", "sex", "total")
	wantFigure(t, table, reg, "82.95087", "E06000026", "2023-24", "rate_upper_95", "sex", "total")
	wantFigure(t, table, reg, "x", "E06000018", "2016-17", "rate_lower_95", "sex", "total")
	wantFigure(t, table, reg, "x", "E09000001", "2023-24", "rate", "sex", "total")
	if table.Len() != 5840 { // 5,878 rows without a decile, less England's 38 that stand again
		t.Errorf("%d rows; want 5840", table.Len())
	}
}

// The board of Devon is not the county of Devon, and England is found under
// each of the four words for its kind.
func TestCommunityWaitsKeepNHSBodiesApartFromAuthorities(t *testing.T) {
	table, reg := mapped(t, "nhs-community-waits-2023", nil)
	wantFigure(t, table, reg, "17272", "E92000001", "January 2023", "waiting", "service", "audiology")
	wantFigure(t, table, reg, "19068", "E92000001", "February 2023", "waiting", "service", "audiology")
	wantFigure(t, table, reg, "4113", "E92000001", "October 2023", "waiting_over_52_weeks", "service", "salt")
	wantFigure(t, table, reg, "4444", "ICB-DEVON", "January 2023", "waiting", "service", "salt")
	boards := map[string]bool{}
	for row := range table.Len() {
		a := reg.Area(table.Areas[row])
		if a.Level == LevelLA || a.Level == LevelRegion {
			t.Fatalf("row %d is of %s", row, a.Name)
		}
		if a.Level == "ICB" {
			boards[a.Code] = true
		}
	}
	if len(boards) != 42 {
		t.Errorf("%d integrated care boards; want 42", len(boards))
	}
}

func TestMentalHealthContactsBySubBoardAndByBestFit(t *testing.T) {
	table, reg := mapped(t, "nhs-mhs95-2023", func(s *Spec) {
		s.BestFit = map[string][]string{"E06000026": {"15N"}}
	})
	wantFigure(t, table, reg, "572912", "E92000001", "12 months to March 2021", "people")
	wantFigure(t, table, reg, "703168", "E92000001", "12 months to August 2023", "people")
	wantFigure(t, table, reg, "11455", "15N", "12 months to March 2021", "people", BestFit, "")
	wantFigure(t, table, reg, "11455", "E06000026", "12 months to March 2021", "people", BestFit, "NHS Devon CCG")
	england, periods := 0, map[Status]int{}
	for row := range table.Len() {
		if reg.Area(table.Areas[row]).Level == LevelEngland {
			england++
			periods[table.StatusOf[row]]++
		}
	}
	if england != 30 || periods[Final] != 13 || periods[Provisional] != 17 {
		t.Errorf("England has %d rows, %v; want 30, of which 13 final and 17 provisional", england, periods)
	}
}

func TestOfstedOutcomesAreWordsByMonthOfPublication(t *testing.T) {
	table, reg := mapped(t, "ofsted-area-send-2026", nil)
	counts := map[string]int{}
	for row := range table.Len() {
		counts[table.Dimension("outcome").At(row)]++
	}
	if table.Len() != 72 || counts["typically-positive"] != 15 || counts["inconsistent"] != 36 || counts["widespread-failings"] != 20 || counts["not-published"] != 1 {
		t.Errorf("%d outcomes, %v", table.Len(), counts)
	}
	wantFigure(t, table, reg, "3", "E06000026", "August 2023", "grade")
	// The file's own 9-character code of these two is that of Cumbria, which no
	// longer exists.
	for area, period := range map[string]string{"E06000063": "September 2025", "E06000064": "April 2025"} {
		if figure(t, table, reg, area, period, "grade") == "no row" {
			t.Errorf("no row for %s", area)
		}
	}
	first, _ := mapped(t, "ofsted-area-send-2023", nil)
	if first.Len() != 16 || first.Measure("priority_areas").At(0).Symbol.Code() != "z" {
		t.Errorf("%d outcomes of the first winter", first.Len())
	}
}

// Two publishers print the same rate of admissions: the tool for authorities
// rounds it to two decimals.
func TestFingertipsAndLAITAgreeOnAdmissions(t *testing.T) {
	fsys := realData(t)
	rates, reg := mapped(t, "fingertips-injuries-2024", nil)
	var l diag.List
	spec := Spec{Source: "lait", Dictionary: "lait/2025-07-22/lait_data_dictionary.csv"}
	lait, _, err := LoadLAIT(context.Background(), fsys, spec, []string{"lait/2025-07-22/bds_long.csv.gz"}, []string{"HospAd0-14"}, LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for row := range lait.Len() {
		v := lait.Measure(LAITValue).At(row)
		a, p := reg.Area(lait.Areas[row]), lait.Periods[lait.PeriodOf[row]]
		if p.Label != "2023-24" || !v.Known || a.Level == LevelRegion {
			continue
		}
		other, err := strconv.ParseFloat(figure(t, rates, reg, a.Code, p.Label, "rate", "sex", "total"), 64)
		if compared++; err != nil || other-v.Number > 0.006 || v.Number-other > 0.006 {
			t.Errorf("%s: %v and %v", a.Name, v.Number, other)
		}
	}
	if compared < 150 {
		t.Errorf("%d areas compared; want all authorities and England", compared)
	}
}
