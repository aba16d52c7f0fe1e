package main

import (
	"math/rand/v2"
	"strconv"
)

// locality is a part of Wexmoor, with its share of the children with SEN and
// the share of its children who have SEN.
type locality struct {
	code, name  string
	share, rate float64
}

var localities = []locality{
	{"X96100001", "Wexmoor Town", 0.212, 0.221}, {"X96100002", "Eastquay", 0.164, 0.214}, {"X96100003", "Northbank", 0.127, 0.183},
	{"X96100004", "Harrowfield", 0.119, 0.162}, {"X96100005", "Tidecross", 0.097, 0.191}, {"X96100006", "Saltby Marsh", 0.001, 0.152},
	{"X96100007", "Millgate", 0.108, 0.206}, {"X96100008", "Upper Wex", 0.092, 0.148}, {"X96100009", "Fenside", 0.080, 0.175},
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
		lived, children := 0, 0
		for i, n := range share(total, vary(rng, weights, 0.015)) {
			there := round(float64(n) / (localities[i].rate * (1 + 0.012*float64(year-2026))))
			lived, children = lived+n, children+there
			rows = append(rows, localRow{indicator: "pop-small-area-share", area: localities[i].code, period: "January " + strconv.Itoa(year),
				numerator: n, denominator: there, value: percent(n, there)})
			row := counting("pop-small-area", "January "+strconv.Itoa(year), "", n)
			row.area = localities[i].code
			plan := row
			plan.breakdown, plan.numerator = "provision=ehc", round(float64(n)*(0.25+0.01*float64(year-2023))*(1+0.03*bounded(rng)))
			plan.value = count(plan.numerator)
			support := row
			support.breakdown, support.numerator = "provision=support", n-plan.numerator
			support.value = count(support.numerator)
			rows = append(rows, row, plan, support)
			if year == censusYears[len(censusYears)-1] {
				rows = append(rows, w.needsThere(rng, row)...)
			}
		}
		rows = append(rows, localRow{indicator: "pop-small-area-share", period: "January " + strconv.Itoa(year), numerator: lived, denominator: children, value: percent(lived, children)})
	}
	return rows
}

// needsThere are the children of one locality by primary need.
func (w *world) needsThere(rng *rand.Rand, all localRow) []localRow {
	codes := []string{"SLCN", "SEMH", "MLD", "ASD", "SPLD", "OTH", "PD", "HI", "SLD", "NSA", "VI", "PMLD", "MSI"}
	weights := vary(rng, []float64{27, 22, 14, 13, 11, 4, 2.4, 1.5, 1.5, 1.6, 0.9, 0.6, 0.3}, 0.12)
	var rows []localRow
	for i, n := range share(all.numerator, weights) {
		row := all
		row.breakdown, row.numerator, row.value = "need="+codes[i], n, count(n)
		rows = append(rows, row)
	}
	return rows
}
