package main

import (
	"sort"
	"strconv"
)

var neetHeader = []string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
	"region_code", "region_name", "old_la_code", "new_la_code", "la_name", "Age", "Cohort_DJFavg",
	"NEET_not_known_percent", "NEET_percent", "Notknown_percent", "annual_change_ppts_NEET_not_known",
	"annualchange_NEET", "annualchange_notknown", "cohort_March", "TOTAL_participating_in_education_and_training_percent",
	"Full_time_education_percent", "Apprenticeship_percent", "Other_education_and_training_percent",
	"annual_change_Participation_in_education_training", "annual_change_FTE", "annual_change_apprenticeship",
	"annual_change_other_education_training", "September_guarantee_Offer_made_percent",
	"September_guarantee_annual_change_ppts", "cohort_noSEN_percent", "NEET_NK_noSEN_percent", "cohort_EHCP_percent",
	"NEET_NK_EHCP_percent", "cohort_SENDsupport_percent", "NEET_NK_SENDsupport_percent", "VG_cohort_DJF_avg",
	"VG_cohort_percentage", "VG_NEET_NK_percentage", "Level_3", "L2_em_GCSE_othL2", "avg_att8", "pt_l2basics_94",
	"sess_overall_percent", "sess_overall_percent_pa_10_exact", "Age1617_ONS_population", "NEET_NK_quintile",
	"NEET_quintile", "Notknown_quintile", "Participation_ET_quintile", "Sep_guarantee_quintile"}

// neetYears are the years of the files, one each as they are published.
var neetYears = span(2019, 2025)

// neetPlan is the share of 16 and 17 year olds with a plan who are not in
// education, work or training, or whose activity is not known.
var neetPlan = series{
	name: "NEET plan", scale: percentages, spread: 0.34, wobble: 0.12, weight: residentsOf,
	england: yearly(2019, 8.9, 9.2, 9.0, 8.6, 9.6, 8.7, 8.0),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 9.9, 10.2, 9.4, 8.8, 9.3, 8.4, 6.2)},
}

var neetSupport = series{
	name: "NEET support", scale: percentages, spread: 0.38, wobble: 0.14, weight: residentsOf,
	england: yearly(2019, 9.0, 9.3, 8.9, 8.4, 9.3, 9.0, 8.6),
}

var neetNone = series{
	name: "NEET none", scale: percentages, spread: 0.36, wobble: 0.1, weight: residentsOf,
	england: yearly(2019, 4.8, 4.9, 4.6, 4.2, 4.6, 4.5, 4.3),
}

// neetTables is one file a year, in the layout of the 2023 dashboard file.
func (w *world) neetTables() []*table {
	plan, support, none := w.draw(neetPlan, neetYears), w.draw(neetSupport, neetYears), w.draw(neetNone, neetYears)
	before := map[string]tally{}
	var tables []*table
	for _, year := range neetYears {
		counts := make([]tally, len(w.areas))
		for _, a := range w.on(year*10000 + 228) {
			counts[a.index] = w.neetTally(a, year, plan[year][a.index], support[year][a.index], none[year][a.index])
		}
		rows := w.rollUp(w.on(year*10000+228), func(a *area) tally { return counts[a.index] })
		if year == neetYears[0] {
			before = tallies(rows)
			continue // only its changes are needed
		}
		t := &table{path: "ees/neet/UD_NEETNK_LA_dashboard_" + strconv.Itoa(year) + "_final.csv", header: neetHeader}
		quintiles := neetQuintiles(rows)
		for _, p := range rows {
			t.add(neetRow(p, before[p.key()], year, quintiles[p.key()]))
		}
		before = tallies(rows)
		tables = append(tables, t)
	}
	return tables
}

// key names a place within one file.
func (p place) key() string {
	switch {
	case p.area != nil:
		return p.area.code
	case p.region != nil:
		return p.region.code
	}
	return englandCode
}

func tallies(rows []placed) map[string]tally {
	m := make(map[string]tally, len(rows))
	for _, p := range rows {
		m[p.key()] = p.counts
	}
	return m
}

func (w *world) neetTally(a *area, year int, plan, support, none float64) tally {
	rng := w.stream("NEET " + a.name + strconv.Itoa(year))
	cohort := round(a.residents(year) * 0.0695 * (1 + 0.02*bounded(rng)))
	c := tally{"cohort": cohort, "march": cohort + round(8*bounded(rng))}
	c["plan"] = round(float64(cohort) * (0.040 + 0.0022*float64(year-2019)) * (1 + 0.06*bounded(rng)))
	c["support"] = round(float64(cohort) * 0.079 * (1 + 0.12*bounded(rng)))
	c["none"] = cohort - c["plan"] - c["support"]
	if a.name == ownArea {
		c["plan"], c["plan out"] = exactShare(c["plan"], plan)
		c["none"] = cohort - c["plan"] - c["support"]
	} else {
		c["plan out"] = round(float64(c["plan"]) * plan / 100)
	}
	c["support out"] = round(float64(c["support"]) * support / 100)
	c["none out"] = round(float64(c["none"]) * none / 100)
	c["out"] = c["plan out"] + c["support out"] + c["none out"]
	c["NEET"] = round(float64(c["out"]) * (0.56 + 0.12*bounded(rng)))
	c["vulnerable"] = round(float64(cohort) * 0.024 * (1 + 0.2*bounded(rng)))
	c["vulnerable out"] = round(float64(c["vulnerable"]) * (0.25 + 0.05*bounded(rng)))
	c["apprentices"] = round(float64(cohort) * (0.047 + 0.01*bounded(rng)))
	c["other"] = round(float64(cohort) * (0.020 + 0.004*bounded(rng)))
	c["learning"] = cohort - c["out"] - round(float64(cohort)*(0.027+0.004*bounded(rng)))
	c["full time"] = c["learning"] - c["apprentices"] - c["other"]
	c["offers"] = round(float64(cohort) * (0.951 + 0.012*bounded(rng)))
	// Results of the cohort, in tenths of a point per young person.
	c["level 3"] = round(float64(cohort) * (0.595 + 0.04*bounded(rng)))
	c["level 2"] = round(float64(cohort) * (0.35 + 0.02*bounded(rng)))
	c["points"] = cohort * round(487+22*bounded(rng))
	c["basics"] = round(float64(cohort) * (0.68 + 0.035*bounded(rng)))
	c["missed"] = cohort * round(88+5*bounded(rng))
	c["persistent"] = round(float64(cohort) * (0.225 + 0.015*bounded(rng)))
	return c
}

// share of the cohort, in exact tenths of a percentage point where printed.
func (t tally) part(key string) float64 { return 100 * float64(t[key]) / float64(t["cohort"]) }

// neetRow prints one place; changes are x for an authority's first year.
func neetRow(p placed, before tally, year int, quintiles []string) record {
	c, r := p.counts, p.record()
	r["time_period"], r["time_identifier"], r["Age"] = strconv.Itoa(year), "Calendar year", "16-17"
	r["Cohort_DJFavg"], r["cohort_March"] = count(c["cohort"]), count(c["march"])
	for column, key := range map[string]string{
		"NEET_not_known_percent": "out", "NEET_percent": "NEET", "cohort_noSEN_percent": "none",
		"TOTAL_participating_in_education_and_training_percent": "learning",
		"Full_time_education_percent":                           "full time", "Apprenticeship_percent": "apprentices",
		"Other_education_and_training_percent": "other", "September_guarantee_Offer_made_percent": "offers",
		"cohort_EHCP_percent": "plan", "cohort_SENDsupport_percent": "support", "VG_cohort_percentage": "vulnerable",
		"Level_3": "level 3", "L2_em_GCSE_othL2": "level 2", "pt_l2basics_94": "basics",
		"sess_overall_percent_pa_10_exact": "persistent",
	} {
		r[column] = percent(c[key], c["cohort"])
	}
	r["Notknown_percent"] = percent(c["out"]-c["NEET"], c["cohort"])
	r["NEET_NK_noSEN_percent"] = percent(c["none out"], c["none"])
	r["NEET_NK_EHCP_percent"] = percent(c["plan out"], c["plan"])
	r["NEET_NK_SENDsupport_percent"] = percent(c["support out"], c["support"])
	if p.is("Marlcombe") {
		r["NEET_NK_SENDsupport_percent"] = "c"
	}
	r["VG_cohort_DJF_avg"], r["VG_NEET_NK_percentage"] = count(c["vulnerable"]), percent(c["vulnerable out"], c["vulnerable"])
	r["avg_att8"] = decimal(float64(c["points"])/float64(10*c["cohort"]), 1)
	r["sess_overall_percent"] = decimal(float64(c["missed"])/float64(10*c["cohort"]), 1)
	r["Age1617_ONS_population"] = "z"
	neetChanges(r, c, before)
	for i, column := range neetHeader[len(neetHeader)-5:] {
		r[column] = "z"
		if quintiles != nil {
			r[column] = quintiles[i]
		}
	}
	return r
}

func neetChanges(r record, c, before tally) {
	for column, key := range map[string]string{
		"annual_change_ppts_NEET_not_known": "out", "annualchange_NEET": "NEET",
		"annual_change_Participation_in_education_training": "learning", "annual_change_FTE": "full time",
		"annual_change_apprenticeship": "apprentices", "annual_change_other_education_training": "other",
		"September_guarantee_annual_change_ppts": "offers",
	} {
		r[column] = "x"
		if before != nil {
			r[column] = decimal(c.part(key)-before.part(key), 1)
		}
	}
	r["annualchange_notknown"] = "x"
	if before != nil {
		r["annualchange_notknown"] = decimal(c.part("out")-c.part("NEET")-before.part("out")+before.part("NEET"), 1)
	}
}

// neetQuintiles ranks authorities on the five headline measures, 1 best.
func neetQuintiles(rows []placed) map[string][]string {
	quintiles := map[string][]string{}
	unknown := func(c tally) float64 { return c.part("out") - c.part("NEET") }
	for _, figure := range []func(tally) float64{
		func(c tally) float64 { return c.part("out") },
		func(c tally) float64 { return c.part("NEET") }, unknown,
		func(c tally) float64 { return -c.part("learning") },
		func(c tally) float64 { return -c.part("offers") },
	} {
		var locals []placed
		for _, p := range rows {
			if p.area != nil {
				locals = append(locals, p)
			}
		}
		sort.SliceStable(locals, func(i, j int) bool { return figure(locals[i].counts) < figure(locals[j].counts) })
		for i, p := range locals {
			quintiles[p.key()] = append(quintiles[p.key()], strconv.Itoa(1+5*i/len(locals)))
		}
	}
	return quintiles
}
