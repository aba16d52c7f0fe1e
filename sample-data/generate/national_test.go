package main

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// exact is a file whose counts add up from areas to regions and to England, in
// rows that a key of columns tells apart.
type exact struct {
	path    string
	keys    []string
	columns []string
	only    map[string]string // rows that every area has
}

// exactFiles lists them; files with rounded totals stand below.
var exactFiles = []exact{
	{"ees/ehc_plans/assessments.csv", nil, []string{"assess_issued", "assess_not_issued", "assess_in_year", "number_assess_mediation", "number_other_mediation"}, nil},
	{"ees/ehc_plans/newplans.csv", nil, []string{"new_ehc_plans", "special_independent", "fe_total"}, map[string]string{"breakdown": "New EHC plans"}},
	{"ees/ehc_plans/sen_need_newplans.csv", nil, []string{"ehc_plans", "number_asd"}, nil},
	{"ees/ehc_plans/ceased_plans.csv", nil, []string{"total_ceased", "no_engage"}, map[string]string{"breakdown": "All ceased EHC plans"}},
	{"ees/ehc_plans/personal_budgets.csv", nil, []string{"personal_budget", "pb_social", "pb_integrated"}, nil},
	{"ees/ehc_plans/residential_settings.csv", nil, []string{"Res_3851", "Res_52"}, nil},
	{"ees/ehc_plans/work_based_placements.csv", nil, []string{"open_supp_intern", "open_wbp"}, map[string]string{"breakdown": "All work based placements"}},
	{"ees/ehc_plans/annual_reviews_2025.csv", nil, []string{"review_expected", "number_decsion_4weeks"}, map[string]string{"breakdown": "All annual reviews"}},
	{"ees/ehc_plans/annual_reviews_2026.csv", nil, []string{"review_expected_2025", "review_completed_2025"}, map[string]string{"breakdown": "All EHC plans"}},
	{"ees/eyfsp/1_eyfsp_headline_measures.csv", []string{"characteristic_type"}, []string{"children_number"}, map[string]string{"gender": "Total"}},
	{"converted/send_ap_ks2_attainment.csv", []string{"characteristic"}, []string{"t_rwm_eligible_pupils"}, nil},
	{"converted/send_ap_ks1_phonics.csv", []string{"characteristic"}, []string{"t_phonics_y1_eligible_pupils"}, nil},
	{"ees/absence/EES_ytd_data.csv", []string{"education_phase"}, []string{"possible_sessions", "overall_absence", "num_schools"}, nil},
	{"population/ons_mid-year_population_estimates.csv", nil, []string{"population_estimate"}, nil},
	{"ees/children_looked_after/cla_number_and_rate_per_10k_children.csv", nil, []string{"population_estimate"}, nil},
}

func TestNationalCountsAddUp(t *testing.T) {
	for _, f := range exactFiles {
		t.Run(f.path, func(t *testing.T) { rollsUp(t, f, 0) })
	}
}

// Publishers round the counts of regions and England to 10.
func TestRoundedTotalsAreNearTheirParts(t *testing.T) {
	cla := map[string]string{"social_care_group": "CLA 12 months at 31 March"}
	for _, f := range []exact{
		{"ees/children_looked_after/cla_number_and_rate_per_10k_children.csv", nil, []string{"children_count"}, nil},
		{"ees/children_in_need/c3_factors_identified_at_end_of_assessment.csv", nil, []string{"Episodes_with_assessment_factor", "Mental_Health_child"}, nil},
		{"ees/children_in_need/sen_la.csv", nil, []string{"t_pupils", "t_all_SEN"}, cla},
		{"ees/outcomes_cin_cla/ks2_la.csv", nil, []string{"t_rwm_eligible_pupils"}, cla},
		{"ees/outcomes_cin_cla/ks4_la.csv", nil, []string{"t_pupils"}, cla},
	} {
		t.Run(f.path, func(t *testing.T) { rollsUp(t, f, 5) })
	}
}

// rollsUp compares each region and England with the sum of their authorities,
// where every authority has a number. Half is half of what totals are rounded to.
func rollsUp(t *testing.T, f exact, half int) {
	sums, totals, holes := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, row := range sheet(t, f.path) {
		if !has(row, f.only) {
			continue
		}
		key := row["time_period"]
		for _, name := range f.keys {
			key += "|" + row[name]
		}
		for _, column := range f.columns {
			n, ok := number(row[column])
			for _, at := range []string{key + "|" + column + "|" + row["region_name"], key + "|" + column + "|"} {
				switch {
				case row["geographic_level"] != localAuthority:
				case ok:
					sums[at] += n
				default:
					holes[at] = row[column] != "x" // what is not published enters no total
				}
			}
			if ok && row["geographic_level"] != localAuthority {
				totals[key+"|"+column+"|"+row["region_name"]] = n
			}
		}
	}
	checked := 0
	for at, total := range totals {
		if holes[at] {
			continue
		}
		if checked++; sums[at] < total-half || sums[at] > total+half {
			t.Errorf("%s: authorities add up to %d, total is %d", at, sums[at], total)
		}
	}
	if checked < 5 {
		t.Errorf("only %d totals could be checked", checked)
	}
}

// has reports whether a row has all of the given cells.
func has(row, want map[string]string) bool {
	for column, cell := range want {
		if row[column] != cell {
			return false
		}
	}
	return true
}

// Parts and wholes within a row of the new files.
func TestNationalColumnsAddUp(t *testing.T) {
	var placed []string
	for _, s := range newSettings {
		placed = append(placed, s.column)
	}
	var reasons []string
	for _, r := range ceasedReasons {
		reasons = append(reasons, r.column)
	}
	for path, e := range map[string]equation{
		"ees/ehc_plans/newplans.csv":              {"new_ehc_plans", placed},
		"ees/ehc_plans/sen_need_newplans.csv":     {"ehc_plans", needColumns()},
		"ees/ehc_plans/ceased_plans.csv":          {"total_ceased", reasons},
		"ees/ehc_plans/work_based_placements.csv": {"open_wbp", []string{"open_supp_intern", "open_apprentice", "open_trainee"}},
		"ees/ehc_plans/assessments.csv":           {"assess_in_year", []string{"assess_issued", "assess_not_issued", "assess_not_made", "assess_withdrawn"}},
		"ees/absence/EES_ytd_data.csv":            {"possible_sessions", []string{"overall_attendance", "authorised_absence", "unauthorised_absence"}},
		"ees/children_in_need/sen_la.csv":         {"t_pupils", []string{"t_no_identified_SEN", "t_all_SEN"}},
	} {
		checked := 0
		for i, row := range sheet(t, path) {
			whole, ok := number(row[e.whole])
			sum := 0
			for _, part := range e.parts {
				n, known := number(row[part])
				sum, ok = sum+n, ok && known
			}
			rounded := path == "ees/children_in_need/sen_la.csv" && row["geographic_level"] != localAuthority
			if !ok || rounded {
				continue
			}
			if checked++; sum != whole {
				t.Errorf("%s line %d: %s is %d, its parts %d", path, i+2, e.whole, whole, sum)
			}
		}
		if checked < 20 {
			t.Errorf("%s: only %d rows could be checked", path, checked)
		}
	}
}

// Groups of a list add up to all, in the rows of regions and England, where no
// group is hidden.
func TestAgesAndSexesAddUpToAll(t *testing.T) {
	for path, column := range map[string]string{
		"ees/ehc_plans/newplans.csv": "new_ehc_plans", "ees/ehc_plans/ceased_plans.csv": "total_ceased",
		"ees/ehc_plans/annual_reviews_2025.csv": "review_expected", "ees/ehc_plans/annual_reviews_2026.csv": "review_completed_2025",
		"ees/ehc_plans/work_based_placements.csv": "open_supp_intern",
	} {
		all, groups := map[string]int{}, map[string]int{}
		for _, row := range sheet(t, path) {
			n, ok := number(row[column])
			if !ok || row["geographic_level"] == localAuthority {
				continue
			}
			key := row["time_period"] + row["region_code"]
			if row["breakdown_topic"] == row["breakdown"] {
				all[key] = n
			} else {
				groups[key+"|"+row["breakdown_topic"]] += n
			}
		}
		if len(groups) < 10 {
			t.Errorf("%s: only %d splits", path, len(groups))
		}
		for key, sum := range groups {
			if key, _, _ := strings.Cut(key, "|"); all[key] != sum {
				t.Errorf("%s %s: groups add up to %d, all are %d", path, key, sum, all[key])
			}
		}
	}
}

// Shares are shares, and what is a part is no larger than the whole.
func TestNationalSharesAreShares(t *testing.T) {
	files, err := committed()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, f := range files {
		if !strings.HasSuffix(f.path, ".csv") || strings.Contains(f.path, "local-returns") || strings.Contains(f.path, "tribunal") || strings.Contains(f.path, "neet/") {
			continue
		}
		for i, row := range sheet(t, f.path) {
			for column, cell := range row {
				share := strings.HasPrefix(column, "pt_") || strings.HasSuffix(column, "_pc") || strings.HasSuffix(column, "percentage") ||
					strings.HasSuffix(column, "_perc") || column == "% of pupils" || strings.HasSuffix(column, "19_rate")
				x, err := strconv.ParseFloat(cell, 64)
				if !share || err != nil {
					continue
				}
				if checked++; x < 0 || x > 100 {
					t.Errorf("%s line %d: %s is %s", f.path, i+2, column, cell)
				}
			}
		}
	}
	if checked < 5000 {
		t.Errorf("only %d shares checked", checked)
	}
}

func TestPartsAreNoLargerThanTheirWhole(t *testing.T) {
	for _, c := range []struct{ path, part, whole string }{
		{"ees/ehc_plans/annual_reviews_2025.csv", "review_meeting_24", "total_review_meeting"},
		{"ees/ehc_plans/annual_reviews_2025.csv", "total_review_meeting", "review_expected"},
		{"ees/ehc_plans/annual_reviews_2026.csv", "review_completed_2025", "review_expected_2025"},
		{"ees/ehc_plans/annual_reviews_2026.csv", "review_expected_2025", "total_ehc_plans"},
		{"ees/ehc_plans/personal_budgets.csv", "pb_integrated", "personal_budget"},
		{"converted/send_ap_ks2_attainment.csv", "t_rwm_met_expected_standard", "t_rwm_eligible_pupils"},
		{"converted/send_ap_ks1_phonics.csv", "t_phonics_y1_met_expected_standard", "t_phonics_y1_eligible_pupils"},
		{"ees/eyfsp/1_eyfsp_headline_measures.csv", "gld_number", "children_number"},
		{"ees/post16/LA_Dashboard_2022.csv", "l2_with_em_by19", "l2_by19"},
		{"ees/post16/LA_Dashboard_2022.csv", "l2_by19", "number_in_ss_cohort"},
		{"ees/outcomes_cin_cla/ks4_la.csv", "t_l2basics_95", "t_l2basics_94"},
		{"ees/outcomes_cin_cla/ks2_la.csv", "t_rwm_met_expected_standard", "t_read_met_expected_standard"},
	} {
		checked := 0
		for i, row := range sheet(t, c.path) {
			part, ok := number(row[c.part])
			whole, known := number(row[c.whole])
			if !ok || !known {
				continue
			}
			if checked++; part > whole {
				t.Errorf("%s line %d: %s is %d, %s %d", c.path, i+2, c.part, part, c.whole, whole)
			}
		}
		if checked < 50 {
			t.Errorf("%s: only %d rows checked", c.path, checked)
		}
	}
}

// Destinations of a group of leavers make up all of them, and those that last
// make up the headline.
func TestDestinationsAddUp(t *testing.T) {
	sums, headline, last := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, row := range sheet(t, "converted/send_ap_destinations_1618.csv") {
		key := row["academic_year"] + row["region_name"] + row["la_name"] + row["characteristic"]
		share, err := strconv.ParseFloat(row["% of pupils"], 64)
		switch {
		case err != nil:
		case row["destination_raw"] == "overall":
			headline[key] = share
		default:
			sums[key] += share
			if !strings.HasPrefix(row["Destination"], "Not ") && row["Destination"] != "Unknown" {
				last[key] += share
			}
		}
	}
	if len(sums) < 70 {
		t.Fatalf("only %d groups of leavers", len(sums))
	}
	for key, sum := range sums {
		if math.Abs(sum-100) > 0.4 || math.Abs(last[key]-headline[key]) > 0.3 {
			t.Errorf("%s: all %.1f, lasting %.1f, headline %.1f", key, sum, last[key], headline[key])
		}
	}
}
