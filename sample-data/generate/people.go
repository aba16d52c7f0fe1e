package main

import (
	"math/rand/v2"
	"strconv"
)

// childrenTable is children aged 0 to 17 in the middle of each year. Areas that
// did not exist have x, as in the publication.
func (w *world) childrenTable() *table {
	t := &table{path: "population/ons_mid-year_population_estimates.csv", header: []string{"time_period", "time_identifier", "geographic_level",
		"country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "age_group", "population_estimate"}}
	for _, year := range span(2019, 2024) {
		for _, p := range w.rollUp(w.areas, func(a *area) tally { return childrenOf(a, year) }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Reporting year"
			r["age_group"], r["population_estimate"] = "Children aged 0 to 17 years", count(p.counts["children"])
			if p.counts == nil {
				r["population_estimate"] = "x"
			}
			t.add(r)
		}
	}
	return t
}

// childrenOf is the children of an area in the middle of a year; nil where it
// did not exist.
func childrenOf(a *area, year int) tally {
	if !a.existed(year*10000 + 630) {
		return nil
	}
	return tally{"children": round(a.children(year))}
}

// ageWeights are how many people there are of each age from 0 to 25, against
// the mean of their group: fewer young children, and more aged 18 to 20.
var ageWeights = []float64{0.88, 0.90, 0.92, 0.95, 0.97, 1.00, 1.02, 1.04, 1.06, 1.07, 1.06, 1.05, 1.05, 1.04, 1.02, 1.00, 0.99, 0.98,
	1.03, 1.06, 1.05, 1.02, 0.99, 0.96, 0.95, 0.94}

// agesTable is residents by single year of age in the middle of 2020, without
// rows for regions and England, as the publication at hand has it.
func (w *world) agesTable() *table {
	t := &table{path: "population/population20_utla20.csv", header: []string{"utla20_code", "utla20_name", "total_population"}}
	for age := range ageWeights {
		t.header = append(t.header, strconv.Itoa(age))
	}
	for _, a := range w.on(20200630) {
		rng := w.stream("ages " + a.name)
		heads := agesOf(rng, a)
		r := record{"utla20_code": a.code, "utla20_name": a.name,
			"total_population": count(round(a.residents(2020) * (3.31 + 0.1*bounded(rng))))}
		for age, n := range heads {
			r[strconv.Itoa(age)] = count(n)
		}
		t.add(r)
	}
	return t
}

// agesOf is an area's residents of each age from 0 to 25 in the middle of 2020.
func agesOf(rng *rand.Rand, a *area) []int {
	const adult = 18
	young := childrenOf(a, 2020)["children"]
	heads := share(young, vary(rng, ageWeights[:adult], 0.015))
	return append(heads, share(round(a.residents(2020))-young, vary(rng, ageWeights[adult:], 0.04))...)
}
