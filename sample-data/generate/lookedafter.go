package main

import (
	"math/rand/v2"
	"strconv"
)

// childrenOnly weighs areas by their children, a year before: publications of
// children in care and in need use the residents of the summer before.
func childrenOnly(a *area, year int) float64 { return a.children(year - 1) }

// lookedAfter is children looked after on 31 March per 10,000 residents 0 to 17.
var lookedAfter = series{
	name: "looked after", scale: rates, spread: 0.3, wobble: 0.04, weight: childrenOnly,
	england: yearly(2020, 68, 69, 70, 70, 69, 67),
	fixed:   map[string]map[int]float64{ownArea: yearly(2020, 81, 84, 86, 87, 88, 86)},
}

// lookedAfterYears are the years of the files about them.
var lookedAfterYears = span(2020, 2025)

// lookedAfterCounts is children looked after on each 31 March, by area.
func (w *world) lookedAfterCounts() map[int][]tally {
	rates := w.draw(lookedAfter, lookedAfterYears)
	all := map[int][]tally{}
	for _, year := range lookedAfterYears {
		all[year] = w.areaCounts(year*10000+331, "looked after", func(_ *rand.Rand, a *area) tally {
			residents := round(a.children(year - 1))
			return tally{"children": round(rates[year][a.index] * float64(residents) / 10000), "residents": residents}
		})
	}
	return all
}

// lookedAfterTable is the number and rate of children looked after. Counts of
// regions and England are rounded to 10, rates to whole numbers. Skelmere's
// count of 2022 is not reliable; totals hold the publisher's estimate for it.
func (w *world) lookedAfterTable() *table {
	t := &table{path: "ees/children_looked_after/cla_number_and_rate_per_10k_children.csv", bom: true,
		header: []string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
			"old_la_code", "new_la_code", "la_name", "population_type", "population_estimate", "children_count", "rate_per_10000"}}
	counts := w.lookedAfterCounts()
	for _, year := range lookedAfterYears[1:] {
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[year][a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Reporting year"
			r["population_type"] = "Children looked after on 31 March each year"
			children, residents := p.counts["children"], p.counts["residents"]
			r["population_estimate"] = count(residents)
			r["children_count"], r["rate_per_10000"] = ten(p, children), count(round(10000*float64(children)/float64(residents)))
			if p.is("Skelmere") && year == 2022 {
				r.all("u", []string{"children_count", "rate_per_10000"})
			}
			t.add(r)
		}
	}
	return t
}

// ten prints a count, that of a region or England rounded to 10.
func ten(p placed, n int) string {
	if p.area == nil {
		n = (n + 5) / 10 * 10
	}
	return count(n)
}

// lookedAfterSEN is the share with SEN of children looked after for a year and
// found in the school census.
var lookedAfterSEN = series{
	name: "looked after with SEN", scale: percentages, spread: 0.15, wobble: 0.04, weight: childrenOnly,
	england: yearly(2020, 55.2, 55.9, 57.3, 58.4, 59.2, 60.1),
	fixed:   map[string]map[int]float64{ownArea: yearly(2020, 60.2, 60.9, 61.8, 62.1, 62.7, 63.4)},
}

// ownLookedAfterSEN is Wexmoor's children with SEN, as the virtual school counts
// them in its own return.
var ownLookedAfterSEN = yearly(2020, 228, 232, 238, 239, 244, 248)

// lookedAfterNeedCounts is SEN among children looked after, in the columns of
// the file of children in need.
func (w *world) lookedAfterNeedCounts() map[int][]tally {
	children, shares := w.lookedAfterCounts(), w.draw(lookedAfterSEN, lookedAfterYears)
	all := map[int][]tally{}
	for _, year := range lookedAfterYears {
		all[year] = w.areaCounts(year*10000+331, "looked after needs", func(rng *rand.Rand, a *area) tally {
			pupils := level(children[year][a.index]["children"], 53+3*bounded(rng))
			withSEN := level(pupils, shares[year][a.index])
			if a.name == ownArea {
				withSEN = round(ownLookedAfterSEN[year])
				pupils = round(float64(withSEN) * 100 / shares[year][a.index])
			}
			return lookedAfterNeed(rng, pupils, withSEN, year)
		})
	}
	return all
}

func lookedAfterNeed(rng *rand.Rand, pupils, withSEN, year int) tally {
	plans := level(withSEN, 50+0.9*float64(year-2020)+2*bounded(rng))
	c := tally{"pupils": pupils, "no_identified_SEN": pupils - withSEN, "all_SEN": withSEN, "SEN_support": withSEN - plans, "statement_or_EHC_plan": plans}
	weights := make([]float64, len(childNeeds))
	for i, n := range childNeeds {
		weights[i] = n.share
		if n.code == "SEMH" {
			weights[i] *= 1.6
		}
	}
	for i, n := range share(withSEN, vary(rng, weights, 0.12)) {
		c[childNeeds[i].code] = n
	}
	return c
}

// addLookedAfterSEN adds the rows of children looked after to the file of SEN
// among children in need.
func (w *world) addLookedAfterSEN(t *table) {
	counts := w.lookedAfterNeedCounts()
	for _, year := range lookedAfterYears {
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[year][a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = academic(year), "Academic year"
			r["social_care_group"] = "CLA 12 months at 31 March"
			t.add(childNeedRow(r, p.counts, p.area == nil))
		}
	}
}

// factors are what assessments found, with England's shares of them, in
// percent. An assessment can have several.
var factors = []struct {
	column string
	series
}{
	{"Learning_Disability_child", factor("learning disability", 0.3, yearly(2021, 10.3, 10.8, 11.2, 11.8, 12.3), yearly(2021, 11.1, 11.9, 12.2, 13.0, 13.7))},
	{"Learning_Disability_parent", factor("learning disability parent", 0.3, yearly(2021, 2.7, 2.6, 2.7, 2.9, 3), nil)},
	{"Physical_Disability_child", factor("physical disability", 0.25, yearly(2021, 4.8, 4.7, 4.6, 4.6, 4.7), yearly(2021, 5.0, 5.1, 4.8, 4.9, 5.2))},
	{"Physical_Disability_parent", factor("physical disability parent", 0.25, yearly(2021, 4.9, 4.8, 4.9, 5.1, 5.3), nil)},
	{"Mental_Health_child", factor("mental health", 0.25, yearly(2021, 15.7, 17.2, 17.3, 17.1, 17.6), yearly(2021, 16.2, 18.1, 18.9, 18.6, 19.4))},
	{"Young_Carer", factor("young carer", 0.4, yearly(2021, 3.5, 3.6, 3.5, 3.5, 3.7), yearly(2021, 3.1, 3.4, 3.6, 3.8, 4.0))},
}

func factor(name string, spread float64, england, own map[int]float64) series {
	s := reached("factor "+name, spread, england, own)
	s.weight = childrenOnly
	return s
}

// assessed is assessments that ended with a factor, per 10,000 residents 0 to 17.
var assessed = series{
	name: "assessed", scale: rates, spread: 0.25, wobble: 0.06, weight: childrenOnly,
	england: yearly(2021, 421, 431, 427, 420, 421),
	fixed:   map[string]map[int]float64{ownArea: yearly(2021, 433, 452, 447, 451, 440)},
}

// factorsTable is what social workers' assessments found. Young carers were
// not asked about in 2021; Ambershire's figures of 2024 are not reliable, and
// counts from 1 to 5 are hidden.
func (w *world) factorsTable() *table {
	t := &table{path: "ees/children_in_need/c3_factors_identified_at_end_of_assessment.csv", header: []string{"time_period", "time_identifier",
		"geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "category",
		"Episodes_with_assessment_factor"}}
	years := span(2021, 2025)
	episodes, shares := w.draw(assessed, years), make([]map[int][]float64, len(factors))
	for i, f := range factors {
		t.header = append(t.header, f.column)
		shares[i] = w.draw(f.series, years)
	}
	for _, year := range years {
		counts := w.areaCounts(year*10000+331, "factors", func(_ *rand.Rand, a *area) tally {
			c := tally{"Episodes_with_assessment_factor": round(episodes[year][a.index] * a.children(year-1) / 10000)}
			for i, f := range factors {
				c[f.column] = level(c["Episodes_with_assessment_factor"], shares[i][year][a.index])
			}
			return c
		})
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Reporting year"
			r["category"] = "Factors identified at the end of assessment"
			for _, column := range t.header[11:] {
				r[column] = factorCell(p, column, year)
			}
			t.add(r)
		}
	}
	return t
}

func factorCell(p placed, column string, year int) string {
	n := p.counts[column]
	switch {
	case column == "Young_Carer" && year == 2021:
		return "x"
	case p.area != nil && unreliable(p.area, year):
		return "u"
	case p.area != nil && n > 0 && n < 6:
		return "c"
	}
	return ten(p, n)
}
