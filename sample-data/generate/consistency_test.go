package main

import (
	"encoding/csv"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// committed is the files of the default seed, generated once for all tests.
var committed = sync.OnceValues(func() ([]file, error) { return generate(defaultSeed) })

// sheet reads a generated file back as rows by column name.
func sheet(t *testing.T, path string) []map[string]string {
	t.Helper()
	files, err := committed()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.path != path {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(f.content), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var sheet []map[string]string
		for _, row := range rows[1:] {
			named := map[string]string{}
			for i, cell := range row {
				named[rows[0][i]] = cell
			}
			sheet = append(sheet, named)
		}
		return sheet
	}
	t.Fatalf("no file %s", path)
	return nil
}

// number reads a cell; symbols and blanks are not numbers.
func number(cell string) (int, bool) {
	n, err := strconv.Atoi(cell)
	return n, err == nil
}

// Files whose counts are exact at every level, with the columns that add up.
var additive = []struct {
	path    string
	columns []string
}{
	{"ees/ehc_plans/timeliness_20_week.csv", []string{"plans_issued_den", "plans_issued_den_ex",
		"plans_issued_within_20_weeks", "plans_issued_20_weeks_ex", "plans_issued_gt_1_year_ex"}},
	{"ees/ehc_plans/requests.csv", []string{"requests_received_in_year", "requests_decided_not_to_assess",
		"requests_decided_to_assess", "request_outcome_six_weeks", "tribunal_related_request"}},
	{"ees/ehc_plans/caseload.csv", []string{"ehcplans", "mainstream_total", "special_total", "fe_total", "neet"}},
	{"ees/ehc_plans/sen_needs_all_plans.csv", []string{"ehc_plans", "number_asd", "number_msi", "number_need_unknown"}},
	{"ees/ks4/ks4_la_characteristics.csv", []string{"t_pupils", "t_l2basics_94"}},
}

// A region is the sum of its areas, and England of its regions, in every
// period and group.
func TestAreasAddUpToRegionsAndEngland(t *testing.T) {
	for _, file := range additive {
		t.Run(file.path, func(t *testing.T) {
			sums, totals := map[string]int{}, map[string]int{}
			for _, row := range sheet(t, file.path) {
				group := row["time_period"] + "|" + row["breakdown"] + "|" + row["characteristic_sen_status"] + "|"
				if sex := row["characteristic_gender"]; sex != "" && sex != "Total" {
					continue // written for one authority alone
				}
				for _, column := range file.columns {
					n, ok := number(row[column])
					if !ok {
						continue
					}
					switch row["geographic_level"] {
					case localAuthority:
						sums[group+column+"|"+row["region_code"]] += n
					case regional:
						totals[group+column+"|"+row["region_code"]] = n
						sums[group+column+"|"] += n
					case national:
						totals[group+column+"|"] = n
					}
				}
			}
			if len(totals) == 0 {
				t.Fatal("no totals found")
			}
			for key, total := range totals {
				if sums[key] != total {
					t.Errorf("%s: parts add up to %d, total is %d", key, sums[key], total)
				}
			}
		})
	}
}

// equation says that parts add up to a whole within one row.
type equation struct {
	whole string
	parts []string
}

func TestColumnsAddUpWithinARow(t *testing.T) {
	for _, c := range []struct {
		path      string
		equations []equation
	}{
		{"ees/ehc_plans/timeliness_20_week.csv", []equation{
			{"plans_issued_den", []string{"plans_issued_within_20_weeks", "plans_issued_gt20weeks_ltYear", "plans_issued_gt_1_year"}},
			{"plans_issued_den_ex", []string{"plans_issued_20_weeks_ex", "plans_issued_gt20weeks_ltYear_ex", "plans_issued_gt_1_year_ex"}},
		}},
		{"ees/ehc_plans/requests.csv", []equation{
			{"requests_received_in_year", []string{"requests_decided_to_assess", "requests_decided_not_to_assess",
				"requests_decision_not_made", "requests_withdrawn"}},
		}},
		{"ees/ehc_plans/caseload.csv", caseloadEquations()},
		{"ees/ehc_plans/sen_needs_all_plans.csv", []equation{{"ehc_plans", needColumns()}}},
	} {
		t.Run(c.path, func(t *testing.T) {
			checked := 0
			for i, row := range sheet(t, c.path) {
				for _, e := range c.equations {
					whole, ok := number(row[e.whole])
					sum, complete := 0, true
					for _, part := range e.parts {
						n, known := number(row[part])
						sum += n
						complete = complete && (known || row[part] == "x" && strings.HasSuffix(c.path, "caseload.csv"))
					}
					if !ok || !complete {
						continue
					}
					checked++
					if sum != whole {
						t.Errorf("line %d: %s is %d, its parts %d", i+2, e.whole, whole, sum)
					}
				}
			}
			if checked == 0 {
				t.Error("no row could be checked")
			}
		})
	}
}

// caseloadEquations are the totals that returns from 2023 on define.
func caseloadEquations() []equation {
	parts := map[string][]string{}
	for _, s := range settings {
		if s.total != "" && s.total != s.column && s.column != "other_placement_settings" {
			parts[s.total] = append(parts[s.total], s.column)
		}
	}
	var equations []equation
	for _, total := range []string{"mainstream_total", "special_total", "ap_pru_total", "fe_total"} {
		equations = append(equations, equation{total, parts[total]})
	}
	return equations
}

func needColumns() []string {
	var columns []string
	for _, n := range needs {
		columns = append(columns, n.column)
	}
	return columns
}

func TestEveryPlanHasASetting(t *testing.T) {
	for i, row := range sheet(t, "ees/ehc_plans/caseload.csv") {
		plans, _ := number(row["ehcplans"])
		sum := 0
		for _, s := range settings {
			n, _ := number(row[s.column])
			sum += n
		}
		if sum != plans || plans == 0 {
			t.Errorf("line %d: %d plans, %d by setting", i+2, plans, sum)
		}
	}
}

func TestGirlsAndBoysAddUpToAll(t *testing.T) {
	for path, column := range map[string]string{
		"ees/ehc_plans/timeliness_20_week.csv":  "plans_issued_den_ex",
		"ees/ehc_plans/requests.csv":            "requests_received_in_year",
		"ees/ehc_plans/sen_needs_all_plans.csv": "number_semh",
	} {
		sums, totals := map[string]int{}, map[string]int{}
		for _, row := range sheet(t, path) {
			key := row["time_period"] + "|" + row["region_code"] + "|" + row["new_la_code"]
			n, ok := number(row[column])
			switch {
			case !ok:
			case row["breakdown_topic"] == "Sex":
				sums[key] += n
			default:
				totals[key] = n
			}
		}
		if len(sums) == 0 {
			t.Errorf("%s: no rows by sex", path)
		}
		for key, sum := range sums {
			if totals[key] != sum {
				t.Errorf("%s %s: girls and boys %d, all %d", path, key, sum, totals[key])
			}
		}
	}
}
