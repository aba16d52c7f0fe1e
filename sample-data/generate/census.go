package main

import "strconv"

// Pupils with SEN as the January census has them. The same shares of pupils
// underlie the files of absence and exclusions.

// censusYears are the Januaries that are returned.
var censusYears = span(2023, 2026)

// schoolKind is pupils of one kind of school: its part of the pupils with a
// plan and of those with SEN support, and its mix of needs.
type schoolKind struct {
	phase          string
	plans, support float64
	indicator      string // of its types of need
	needs          []part
}

var schoolKinds = []schoolKind{
	{"primary", 0.38, 0.58, "sen-need-primary", []part{{"SLCN", 34, 0}, {"SEMH", 17, 0}, {"ASD", 13, 0}, {"MLD", 12.5, 0}, {"SPLD", 9, 0}, {"NSA", 5.5, 0},
		{"OTH", 3.4, 0}, {"PD", 2.1, 0}, {"HI", 1.4, 0}, {"SLD", 0.8, 0}, {"VI", 0.7, 0}, {"DS", 0.3, 0}, {"MSI", 0.2, 0}, {"PMLD", 0.1, 0}}},
	{"secondary", 0.27, 0.42, "sen-need-secondary", []part{{"SEMH", 23, 0}, {"SPLD", 19.5, 0}, {"ASD", 16, 0}, {"MLD", 14.5, 0}, {"SLCN", 13, 0}, {"NSA", 5, 0},
		{"OTH", 4.4, 0}, {"PD", 2, 0}, {"HI", 1.4, 0}, {"VI", 0.7, 0}, {"SLD", 0.4, 0}, {"DS", 0.1, 0}}},
	{"special", 0.35, 0, "sen-need-special", []part{{"ASD", 38, 0}, {"SEMH", 17.5, 0}, {"SLD", 14.5, 0}, {"MLD", 10, 0}, {"SLCN", 9, 0}, {"PMLD", 4.6, 0},
		{"PD", 2.2, 0}, {"DS", 1.9, 0}, {"OTH", 1.1, 0}, {"HI", 0.6, 0}, {"VI", 0.4, 0}, {"MSI", 0.2, 0}}},
}

// pupils is one January's pupils with SEN in one kind of school.
func (k schoolKind) pupils(a *area, year int) (plans, support int) {
	return round(withPlan(a, year) * k.plans), round(withSupport(a, year) * k.support)
}

// census is pupils with SEN by kind of school and provision, and by need. A few
// pupils have no need recorded and are in no need's table.
func (w *world) census() []localRow {
	own := w.area(ownArea)
	var totals, needs []localRow
	for _, year := range censusYears {
		january := "January " + strconv.Itoa(year)
		var groups []localRow
		all, allPlans := 0, 0
		for _, k := range schoolKinds {
			plans, support := k.pupils(own, year)
			groups = append(groups, counting("sen-pupils-by-school-type", january, "phase="+k.phase, plans+support))
			all, allPlans = all+plans+support, allPlans+plans
			needs = append(needs, w.needsIn(k, january, plans, support)...)
		}
		totals = append(totals, counting("sen-pupils-by-school-type", january, "", all),
			counting("sen-pupils-by-school-type", january, "provision=ehc", allPlans),
			counting("sen-pupils-by-school-type", january, "provision=support", all-allPlans))
		totals = append(totals, groups...)
	}
	return append(totals, needs...)
}

// needsIn is the types of need in one kind of school in one January.
func (w *world) needsIn(k schoolKind, january string, plans, support int) []localRow {
	rng := w.stream(k.indicator + january)
	plans, support = round(float64(plans)*0.995), round(float64(support)*0.985)
	rows := []localRow{counting(k.indicator, january, "", plans+support), counting(k.indicator, january, "provision=ehc", plans)}
	if support > 0 {
		rows = append(rows, counting(k.indicator, january, "provision=support", support))
	}
	weights := make([]float64, len(k.needs))
	for i, p := range k.needs {
		weights[i] = p.weight
	}
	for i, n := range share(plans+support, vary(rng, weights, 0.03)) {
		rows = append(rows, counting(k.indicator, january, "need="+k.needs[i].code, n))
	}
	return rows
}

// counting is a row that counts.
func counting(indicator, period, breakdown string, n int) localRow {
	return localRow{indicator: indicator, period: period, breakdown: breakdown, numerator: n, denominator: -1, value: count(n)}
}

// identified is pupils with SEN of all pupils, beside the share that similar
// areas would lead one to expect, with a low and a high estimate.
func (w *world) identified() []localRow {
	own := w.area(ownArea)
	expected := map[int][3]float64{2023: {17.6, 16.8, 18.4}, 2024: {18.6, 17.8, 19.5}, 2025: {19.7, 18.8, 20.7}, 2026: {20.8, 19.8, 21.9}}
	var rows []localRow
	for _, year := range censusYears {
		all := 0
		for _, k := range schoolKinds {
			plans, support := k.pupils(own, year)
			all += plans + support
		}
		for i, group := range []string{"", "estimate=low", "estimate=high"} {
			row := localRow{indicator: "unmet-need-gap", period: "January " + strconv.Itoa(year), breakdown: group,
				numerator: all, denominator: round(onRoll(own, year)), value: decimal(expected[year][i], 1)}
			if group == "" {
				row.note = "Expected share: mean of the ten similar areas"
			}
			rows = append(rows, row)
		}
	}
	return rows
}
