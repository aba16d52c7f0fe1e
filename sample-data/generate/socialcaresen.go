package main

import "strconv"

// childNeed is a primary need of children in need with its share of those with
// SEN, in percent.
type childNeed struct {
	code  string
	share float64
}

var childNeeds = []childNeed{{"ASD", 20.5}, {"HI", 1}, {"MLD", 10.9}, {"MSI", 0.3}, {"NSA", 1.8}, {"OTH", 2.7},
	{"PD", 4}, {"PMLD", 5}, {"SEMH", 25.6}, {"SLCN", 13.5}, {"SLD", 9.2}, {"SPLD", 4.7}, {"VI", 0.8}}

// inNeedAtSchool is children in need, not on a protection plan or looked
// after, who were found in the school census, per 10,000 residents 0 to 17.
var inNeedAtSchool = series{
	name: "children in need at school", scale: rates, spread: 0.26, wobble: 0.06,
	weight:  func(a *area, year int) float64 { return a.children(year) },
	england: yearly(2020, 119, 115, 116, 118, 117, 117),
}

// inNeedSEN is the share of them with SEN.
var inNeedSEN = series{
	name: "children in need with SEN", scale: percentages, spread: 0.16, wobble: 0.04,
	weight:  func(a *area, year int) float64 { return a.children(year) },
	england: yearly(2020, 47.3, 47.7, 48.2, 48.9, 49.8, 50.6),
	fixed:   map[string]map[int]float64{ownArea: yearly(2020, 46.1, 46.9, 48.4, 50.2, 51.4, 52.7)},
}

// needBySENTable is SEN among children in need. Regions and England are
// rounded to 10; authorities' counts from 1 to 5 are suppressed.
func (w *world) needBySENTable() *table {
	t := &table{path: "ees/children_in_need/sen_la.csv", header: []string{"time_period", "time_identifier",
		"geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "la_name",
		"new_la_code", "social_care_group", "t_pupils", "t_no_identified_SEN", "t_all_SEN", "t_SEN_support", "t_statement_or_EHC_plan"}}
	for _, n := range childNeeds {
		t.header = append(t.header, "t_"+n.code)
	}
	t.header = append(t.header, "pt_no_identified_SEN", "pt_all_SEN", "pt_SEN_support", "pt_statement_or_EHC_plan")
	for _, n := range childNeeds {
		t.header = append(t.header, "pt_"+n.code)
	}
	years := span(2020, 2025)
	pupils, shares := w.draw(inNeedAtSchool, years), w.draw(inNeedSEN, years)
	for _, year := range years {
		counts := w.childNeedTallies(year, pupils[year], shares[year])
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = academic(year), "Academic year"
			r["social_care_group"] = "CINO at 31 March"
			t.add(childNeedRow(r, p.counts, p.area == nil))
		}
	}
	w.addLookedAfterSEN(t)
	return t
}

func (w *world) childNeedTallies(year int, pupils, shares []float64) []tally {
	counts := make([]tally, len(w.areas))
	lasting, passing := w.stream("child needs"), w.stream("child needs "+strconv.Itoa(year))
	for i, a := range w.areas {
		n := round(pupils[i] * a.children(year) / 10000)
		withSEN := round(float64(n) * shares[i] / 100)
		plans := round(float64(withSEN) * (0.56 + 0.03*bounded(passing)))
		c := tally{"pupils": n, "no_identified_SEN": n - withSEN, "all_SEN": withSEN,
			"SEN_support": withSEN - plans, "statement_or_EHC_plan": plans}
		weights := make([]float64, len(childNeeds))
		for j, need := range childNeeds {
			weights[j] = need.share
		}
		for j, part := range share(withSEN, vary(passing, vary(lasting, weights, 0.2), 0.08)) {
			c[childNeeds[j].code] = part
		}
		counts[i] = c
	}
	return counts
}

func childNeedRow(r record, c tally, rounded bool) record {
	cell := func(n int) string {
		switch {
		case rounded:
			return count((n + 5) / 10 * 10)
		case n >= 1 && n <= 5:
			return "c"
		}
		return count(n)
	}
	set := func(name string, of int) {
		r["t_"+name], r["pt_"+name] = cell(c[name]), percent(c[name], of)
		if r["t_"+name] == "c" {
			r["pt_"+name] = "c"
		}
	}
	for _, name := range []string{"no_identified_SEN", "all_SEN", "SEN_support", "statement_or_EHC_plan"} {
		set(name, c["pupils"])
	}
	for _, need := range childNeeds {
		set(need.code, c["all_SEN"])
	}
	r["t_pupils"] = cell(c["pupils"])
	return r
}
