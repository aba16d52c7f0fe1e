package main

import (
	"strings"
	"testing"
)

// The sample is awkward on purpose. Each of these must stay in it, because
// the build of the sample is how readers see them handled.
func TestSampleKeepsItsAwkwardParts(t *testing.T) {
	const (
		timeliness = "ees/ehc_plans/timeliness_20_week.csv"
		sen        = "local-returns/wexmoor-sen.csv"
		health     = "local-returns/wexmoor-health.csv"
		care       = "local-returns/wexmoor-social-care.csv"
		surveys    = "local-returns/wexmoor-surveys.csv"
	)
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
		{"a survey group under 10", surveys,
			map[string]string{"indicator": "kpi-parent-carer-confidence", "period": "Spring 2026", "breakdown": "phase=fe", "denominator": "8"}, 1},
		{"a survey group from 10 to 29", surveys,
			map[string]string{"indicator": "kpi-parent-carer-confidence", "period": "Spring 2026", "breakdown": "phase=early-years", "denominator": "24"}, 1},
		{"a provisional figure", sen,
			map[string]string{"indicator": "ehc-open-over-20-weeks", "period": "June 2026", "status": "provisional"}, 1},
		{"a count from 1 to 5 among groups that add up", sen,
			map[string]string{"indicator": "ehc-awaiting-placement", "period": "June 2026", "breakdown": "ageEHC=under-5", "value": "4"}, 1},
		{"a group in which nearly all were on time", sen,
			map[string]string{"indicator": "ehc-phase-transfer", "period": "2026", "breakdown": "move=early-years", "numerator": "76", "denominator": "81"}, 1},
		{"a count that falls to 0", sen,
			map[string]string{"indicator": "insp-special-measures", "period": "Q1 2026-27", "breakdown": "", "value": "0"}, 1},
		{"a month with none", "local-returns/wexmoor-forum.csv",
			map[string]string{"indicator": "cop-you-said-we-did", "period": "August 2025", "value": "0"}, 1},
		{"a quarter without a return", health, map[string]string{"indicator": "idn-hv-notifications", "period": "Q3 2025-26"}, 0},
		{"the quarter after it", health, map[string]string{"indicator": "idn-hv-notifications", "period": "Q4 2025-26", "breakdown": ""}, 1},
		{"a quarter that is not available", sen,
			map[string]string{"indicator": "cla-review-aligned", "period": "Q2 2024-25", "breakdown": "", "numerator": "x", "denominator": "x"}, 1},
		{"a group that does not apply", health,
			map[string]string{"indicator": "insp-nhs-good", "period": "Q1 2026-27", "breakdown": "nhsService=other", "denominator": "z"}, 1},
		{"a survey group of 8", surveys,
			map[string]string{"indicator": "partnership-360", "period": "Spring 2026", "breakdown": "organisation=forum", "denominator": "8"}, 1},
		{"a survey group of 22", surveys,
			map[string]string{"indicator": "local-offer-rating", "period": "Autumn 2025", "breakdown": "respondent=young-people", "denominator": "22"}, 1},
		{"a wave with another question", surveys,
			map[string]string{"indicator": "local-offer-rating", "period": "Autumn 2023", "breakdown": "", "wording": "How would you rate the Local Offer website?"}, 1},
		{"all of all, every quarter", care,
			map[string]string{"indicator": "insp-social-care-good", "breakdown": "", "numerator": "11", "denominator": "11"}, 9},
		{"a register under 10", health, map[string]string{"indicator": "dsr-18-25", "period": "June 2026", "value": "7"}, 1},
		{"a register that is empty", health, map[string]string{"indicator": "tertiary-hospital", "period": "June 2026", "value": "0"}, 1},
		{"the last figure of a retired series", "local-returns/wexmoor-education.csv",
			map[string]string{"indicator": "insp-education-good", "period": "August 2024", "breakdown": ""}, 1},
		{"and none after it", "local-returns/wexmoor-education.csv",
			map[string]string{"indicator": "insp-education-good", "period": "September 2024"}, 0},
		{"the first figure after a break", care, map[string]string{"indicator": "kpi-own-home-family", "period": "2024-25", "breakdown": ""}, 1},
		{"a return that is late", care, map[string]string{"indicator": "sc-advice-6-weeks", "period": "May 2026"}, 0},
		{"mediation that was not returned", "ees/ehc_plans/assessments.csv",
			map[string]string{"la_name": "Dunholt", "time_period": "2024", "number_other_mediation": "x"}, 1},
		{"reviews that were not returned", "ees/ehc_plans/annual_reviews_2025.csv",
			map[string]string{"la_name": "Farrowby", "review_expected": "x"}, 1},
		{"a column named after its year", "ees/ehc_plans/annual_reviews_2026.csv",
			map[string]string{"la_name": ownArea, "breakdown": "Aged 3", "review_completed_2025": "c"}, 1},
		{"new plans without needs", "ees/ehc_plans/sen_need_newplans.csv",
			map[string]string{"la_name": "Pennowick", "time_period": "2025", "number_asd": "x"}, 1},
		{"a reason hidden because it is rare", "ees/ehc_plans/ceased_plans.csv",
			map[string]string{"la_name": ownArea, "time_period": "2025", "breakdown": "All ceased EHC plans", "deceased": "c", "moved_outside_eng": "c"}, 1},
		{"years without tests, in rows of x", "ees/outcomes_cin_cla/ks2_la.csv",
			map[string]string{"la_name": ownArea, "time_period": "202021", "t_rwm_eligible_pupils": "x"}, 3},
		{"years without tests, in no row", "converted/send_ap_ks2_attainment.csv", map[string]string{"la_name": ownArea, "time_period": "202021"}, 0},
		{"a score that rounds to nothing", "ees/outcomes_cin_cla/ks2_la.csv",
			map[string]string{"la_name": "Glenmarsh", "time_period": "202223", "avg_read_progress_score": "k"}, 1},
		{"a revised newest year", "ees/outcomes_cin_cla/ks4_la.csv",
			map[string]string{"la_name": ownArea, "time_period": "202425", "version": "Revised"}, 3},
		{"a blank beside the mark c", "converted/send_ap_ks1_phonics.csv",
			map[string]string{"t_phonics_y1_met_expected_standard": "", "pt_phonics_y1_met_expected_standard": "c", "la_name": "Marlcombe", "characteristic": "EHC plan or Statement", "academic_year": "2018/19"}, 1},
		{"another spelling of a name", "converted/send_ap_ks2_attainment.csv",
			map[string]string{"la_name": "Northmoor & Tarn", "characteristic": "EHC plan", "academic_year": "2024/25"}, 1},
		{"a neighbour's estimate of low reliability", "ees/children_in_need/c3_factors_identified_at_end_of_assessment.csv",
			map[string]string{"la_name": "Ambershire", "time_period": "2024", "Mental_Health_child": "u"}, 1},
		{"a count that totals estimate", "ees/children_looked_after/cla_number_and_rate_per_10k_children.csv",
			map[string]string{"la_name": "Skelmere", "time_period": "2022", "children_count": "u"}, 1},
		{"a question that was not asked", "ees/children_in_need/c3_factors_identified_at_end_of_assessment.csv",
			map[string]string{"la_name": ownArea, "time_period": "2021", "Young_Carer": "x"}, 1},
		{"an area without a row of leavers", "converted/send_ap_destinations_1618.csv",
			map[string]string{"la_name": "Stannerley", "academic_year": "2020/21"}, 0},
		{"an area that did not exist yet", "population/ons_mid-year_population_estimates.csv",
			map[string]string{"la_name": "Eastfen", "time_period": "2022", "population_estimate": "x"}, 1},
		{"limits of a lost record", "health/la_hospital_admissions.csv",
			map[string]string{"Area Name": "Port Selwyn", "Time period": "2022/23", "Value": "", "Lower CI 95.0 limit": "-1"}, 1},
		{"a provisional percentage", "lait/bds_long.csv", map[string]string{"LA and Regions": ownArea, "Short Desc": "KS1P_EHCP", "Years": "2025 (prov)"}, 1},
		{"a dash for a year without tests", "lait/bds_long.csv", map[string]string{"LA and Regions": ownArea, "Short Desc": "KS2_SEN_Reading_Progress", "Years": "2020", "Values": "-"}, 1},
		{"a board that sent nothing", "health/la_ch_time_series.csv",
			map[string]string{"Organisation Name": "South Coombes Integrated Care Board", "Date": "February 2026", "Total waiting list": "NA"}, 4},
		{"a locality of few families", sen,
			map[string]string{"indicator": "pop-small-area", "area": "X96100006", "period": "January 2026", "breakdown": "provision=ehc", "value": "3"}, 1},
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
