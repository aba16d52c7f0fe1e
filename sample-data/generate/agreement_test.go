package main

import (
	"math"
	"strconv"
	"testing"
)

// cellOf is the one number of a file in the row with the given cells.
func cellOf(t *testing.T, path, column string, where map[string]string) int {
	t.Helper()
	found := 0
	value := 0
	for _, row := range sheet(t, path) {
		if n, ok := number(row[column]); ok && has(row, where) {
			found, value = found+1, n
		}
	}
	if found != 1 {
		t.Fatalf("%s: %d rows with %v have %s", path, found, where, column)
	}
	return value
}

func laitValue(t *testing.T, key, year, name string) float64 {
	t.Helper()
	for _, row := range sheet(t, "lait/bds_long.csv") {
		if row["Short Desc"] == key && row["Years"] == year && row["LA and Regions"] == name {
			x, err := strconv.ParseFloat(row["Values"], 64)
			if err != nil {
				t.Fatal(err)
			}
			return x
		}
	}
	t.Fatalf("no %s of %s in %s", key, name, year)
	return 0
}

// Files of the plans publication speak of the same plans, in every authority
// and in England.
func TestFilesOfPlansAgree(t *testing.T) {
	for _, c := range []struct {
		one, column   string
		other, figure string
		shift         map[string]string // period of the one to that of the other
		all           string
	}{
		{"newplans", "new_ehc_plans", "timeliness_20_week", "plans_issued_den", nil, "New EHC plans"},
		{"assessments", "assess_issued", "timeliness_20_week", "plans_issued_den", nil, "All EHC needs assessments"},
		{"sen_need_newplans", "ehc_plans", "newplans", "new_ehc_plans", nil, "All EHC plans"},
		{"annual_reviews_2025", "total_ehc_plans", "caseload", "ehcplans", map[string]string{"2024": "202425"}, "All annual reviews"},
		{"annual_reviews_2026", "total_ehc_plans", "caseload", "ehcplans", map[string]string{"2025": "202526"}, "All EHC plans"},
	} {
		other := map[string]string{}
		for _, row := range sheet(t, "ees/ehc_plans/"+c.other+".csv") {
			if row["breakdown_topic"] == row["breakdown"] && row["geographic_level"] == localAuthority {
				other[row["time_period"]+row["new_la_code"]] = row[c.figure]
			}
		}
		checked := 0
		for _, row := range sheet(t, "ees/ehc_plans/"+c.one+".csv") {
			period := row["time_period"]
			if shifted, ok := c.shift[period]; ok {
				period = shifted
			}
			n, ok := number(row[c.column])
			if row["breakdown"] != c.all || row["geographic_level"] != localAuthority || !ok {
				continue
			}
			if checked++; other[period+row["new_la_code"]] != count(n) {
				t.Errorf("%s of %s in %s: %d, %s has %s", c.column, row["la_name"], period, n, c.other, other[period+row["new_la_code"]])
			}
		}
		if checked < 28 {
			t.Errorf("%s: only %d rows checked", c.one, checked)
		}
	}
}

// What Wexmoor returns itself and what is published about it are the same.
func TestReturnsAgreeWithNationalFiles(t *testing.T) {
	all := figures(t)
	looked := map[string]string{"la_name": ownArea, "social_care_group": "CLA 12 months at 31 March"}
	at := func(where map[string]string, period string) map[string]string {
		w := map[string]string{"time_period": period}
		for column, cell := range where {
			w[column] = cell
		}
		return w
	}
	for _, year := range span(2021, 2025) {
		label := strconv.Itoa(year-1) + "/" + strconv.Itoa(year)[2:]
		returned := all["cla-send-absence-exclusion|X06000961|"+label+"|"].denominator
		if published := cellOf(t, "ees/children_in_need/sen_la.csv", "t_all_SEN", at(looked, academic(year))); published != returned {
			t.Errorf("looked-after children with SEN in %s: returned %d, published %d", label, returned, published)
		}
	}
	for _, year := range outcomeYears {
		label := strconv.Itoa(year-1) + "/" + strconv.Itoa(year)[2:]
		withSEN := all["ks4-att8-cla-sen|X06000961|"+label+"|"]
		if withSEN.denominator == 0 {
			t.Fatalf("no return for %s", label)
		}
		pupils := cellOf(t, "ees/outcomes_cin_cla/ks4_la.csv", "t_pupils", at(looked, academic(year)))
		mean, sum := 0.0, 0.0
		for _, row := range sheet(t, "ees/outcomes_cin_cla/ks4_la.csv") {
			if has(row, at(looked, academic(year))) {
				sum, _ = strconv.ParseFloat(row["t_att8"], 64)
				mean, _ = strconv.ParseFloat(row["avg_att8"], 64)
			}
		}
		others := (sum - float64(withSEN.numerator)) / float64(pupils-withSEN.denominator)
		if withSEN.denominator >= pupils || others < mean || others > 40 {
			t.Errorf("%s: %d of %d looked-after pupils have SEN, and the others %.1f points (all %.1f)", label, withSEN.denominator, pupils, others, mean)
		}
	}
}

// The interactive tool has the shares that follow from counts elsewhere.
func TestLongTableAgreesWithTheCounts(t *testing.T) {
	for _, year := range span(2022, 2025) {
		where := map[string]string{"la_name": ownArea, "social_care_group": "CLA 12 months at 31 March", "time_period": academic(year)}
		pupils := cellOf(t, "ees/children_in_need/sen_la.csv", "t_pupils", where)
		plans := cellOf(t, "ees/children_in_need/sen_la.csv", "t_statement_or_EHC_plan", where)
		if got, want := laitValue(t, "LAC_SEN_Statement", strconv.Itoa(year), ownArea), 100*float64(plans)/float64(pupils); math.Abs(got-want) > 0.051 {
			t.Errorf("looked-after children with a plan in %d: %.1f, from counts %.2f", year, got, want)
		}
	}
	all := figures(t)
	for _, year := range censusYears {
		january := "January " + strconv.Itoa(year)
		roll := all["unmet-need-gap|X06000961|"+january+"|"].denominator
		plans := all["sen-pupils-by-school-type|X06000961|"+january+"|provision=ehc"].numerator
		if got, want := laitValue(t, "SEN_TotStat", strconv.Itoa(year), ownArea), 100*float64(plans)/float64(roll); math.Abs(got-want) > 0.06 {
			t.Errorf("pupils with a plan in %d: %.1f, returned %.2f", year, got, want)
		}
	}
}

// Residents are the same in every file that counts them.
func TestResidentsAgree(t *testing.T) {
	const estimates = "population/ons_mid-year_population_estimates.csv"
	for _, name := range []string{ownArea, "Eastfen", "Dunholt"} {
		for _, year := range []int{2024, 2025} {
			where := map[string]string{"la_name": name, "time_period": strconv.Itoa(year)}
			before := map[string]string{"la_name": name, "time_period": strconv.Itoa(year - 1)}
			looked := cellOf(t, "ees/children_looked_after/cla_number_and_rate_per_10k_children.csv", "population_estimate", where)
			if residents := cellOf(t, estimates, "population_estimate", before); looked != residents {
				t.Errorf("%s: %d residents beside children looked after in %d, %d in the summer before", name, looked, year, residents)
			}
		}
	}
	for _, row := range sheet(t, "population/population20_utla20.csv") {
		sum := 0
		for age := range 18 {
			n, _ := number(row[strconv.Itoa(age)])
			sum += n
		}
		if residents := cellOf(t, estimates, "population_estimate", map[string]string{"new_la_code": row["utla20_code"], "time_period": "2020"}); sum != residents {
			t.Errorf("%s: %d children by age, %d in all", row["utla20_name"], sum, residents)
		}
	}
}
