package main

import "strconv"

// locality is a part of Wexmoor, with its share of the children with SEN who
// live there.
type locality struct {
	code, name string
	share      float64
}

var localities = []locality{
	{"X96100001", "Wexmoor Town", 0.312}, {"X96100002", "Eastquay", 0.224}, {"X96100003", "Northbank", 0.187},
	{"X96100004", "Harrowfield", 0.139}, {"X96100005", "Tidecross", 0.137}, {"X96100006", "Saltby Marsh", 0.001},
}

// whereTheyLive is children with SEN by locality of home. One locality has so
// few families that its count is hidden; the authority has no row, since a
// total would give it back.
func (w *world) whereTheyLive() []localRow {
	rng := w.stream("localities")
	own := w.area(ownArea)
	var rows []localRow
	for _, year := range censusYears {
		weights := make([]float64, len(localities))
		for i, l := range localities {
			weights[i] = l.share
		}
		total := round((withPlan(own, year) + withSupport(own, year)) * 0.97)
		for i, n := range share(total, vary(rng, weights, 0.015)) {
			row := counting("pop-small-area", "January "+strconv.Itoa(year), "", n)
			row.area = localities[i].code
			plan := row
			plan.breakdown, plan.numerator = "provision=ehc", round(float64(n)*(0.25+0.01*float64(year-2023))*(1+0.03*bounded(rng)))
			plan.value = count(plan.numerator)
			support := row
			support.breakdown, support.numerator = "provision=support", n-plan.numerator
			support.value = count(support.numerator)
			rows = append(rows, row, plan, support)
		}
	}
	return rows
}
