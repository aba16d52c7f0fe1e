package main

import (
	"math/rand/v2"
	"strconv"
)

// term is one term's exclusions against a whole year, by year. A term of 2020
// fell mostly in lockdown.
type term struct {
	label string
	part  float64
}

var terms = []term{{"Autumn term", 0.38}, {"Spring term", 0.33}, {"Summer term", 0.29}}

// disruption is how far schools were open in a term that was not like others.
var disruption = map[string]float64{
	"2020 Spring term": 0.8, "2020 Summer term": 0.02, "2021 Spring term": 0.32,
}

// excluded is permanent exclusions and suspensions per 100 pupils of one
// provision in England over a year, and each phase's rate against the whole.
type excluded struct {
	label                 string
	pupils                func(a *area, year int) float64
	permanent, suspension map[int]float64
	phases                []excludedPhase
}

type excludedPhase struct {
	label                         string
	pupils, permanent, suspension float64
}

// Years are the ones an academic year ends in.
var exclusionRates = []excluded{
	{"EHC plan", withPlan, yearly(2020, 0.15, 0.10, 0.13, 0.19, 0.21, 0.19), yearly(2020, 18.9, 16.7, 17.4, 21.0, 24.6, 24.2),
		[]excludedPhase{{"State-funded primary", 0.38, 0.8, 0.9}, {"State-funded secondary", 0.27, 2.2, 2.0}, {"State-funded special", 0.35, 0.25, 0.4}}},
	{"SEN support", withSupport, yearly(2020, 0.32, 0.20, 0.27, 0.37, 0.45, 0.43), yearly(2020, 17.6, 15.0, 18.4, 22.8, 26.4, 26.0),
		[]excludedPhase{{"State-funded primary", 0.58, 0.25, 0.35}, {"State-funded secondary", 0.42, 2.0, 1.9}}},
	{"No SEN", withoutSEN, yearly(2020, 0.06, 0.043, 0.053, 0.070, 0.083, 0.078), yearly(2020, 3.9, 3.6, 4.9, 6.1, 7.4, 7.2),
		[]excludedPhase{{"State-funded primary", 0.54, 0.06, 0.1}, {"State-funded secondary", 0.46, 2.1, 2.05}}},
}

var exclusionMeasures = []string{"perm_excl_rate", "susp_rate", "one_plus_susp_rate"}

// exclusionsTable is exclusions by SEN provision and term, in the layout of
// the converted file with national and regional rows beside it. The newest
// year ends with its spring term.
func (w *world) exclusionsTable() *table {
	t := &table{path: "ees/exclusions/exclusions_by_sen_provision.csv",
		header: append([]string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
			"region_code", "region_name", "new_la_code", "la_name", "education_phase", "sen_provision", "breakdown_topic"}, exclusionMeasures...)}
	for _, year := range span(2020, 2025) {
		for _, term := range terms {
			if year == 2025 && term.label == "Summer term" {
				continue
			}
			counts := w.exclusionCounts(year, term)
			for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
				addExclusions(t, p, year, term.label)
			}
		}
	}
	return t
}

// exclusionCounts draws events: an area has a lasting tendency, a year a
// passing one, and what happens within a phase is chance.
func (w *world) exclusionCounts(year int, tm term) []tally {
	counts := make([]tally, len(w.areas))
	lasting := w.stream("exclusions")
	yearly := w.stream("exclusions " + strconv.Itoa(year))
	passing := w.stream("exclusions " + strconv.Itoa(year) + tm.label)
	part := tm.part
	if open, ok := disruption[strconv.Itoa(year)+" "+tm.label]; ok {
		part *= open
	}
	for _, a := range w.areas {
		tendency := vary(lasting, []float64{1, 1}, 0.32)
		tendency = vary(yearly, tendency, 0.1)
		if a.name == ownArea {
			tendency = []float64{0.95, 0.96}
		}
		counts[a.index] = tally{}
		for _, e := range exclusionRates {
			e.tally(passing, counts[a.index], round(e.pupils(a, year)), year, part, tendency)
		}
	}
	return counts
}

func (e excluded) tally(rng *rand.Rand, counts tally, pupils, year int, part float64, tendency []float64) {
	var onRoll []float64
	var permanent, suspension float64 // weighted means of the phases' factors
	for _, ph := range e.phases {
		onRoll = append(onRoll, ph.pupils)
		permanent += ph.pupils * ph.permanent
		suspension += ph.pupils * ph.suspension
	}
	for i, heads := range share(pupils, onRoll) {
		ph := e.phases[i]
		permanents := poisson(rng, float64(heads)/100*e.permanent[year]*part*tendency[0]*ph.permanent/permanent)
		suspensions := poisson(rng, float64(heads)/100*e.suspension[year]*part*tendency[1]*ph.suspension/suspension)
		pupilsSuspended := round(float64(suspensions) * (0.53 + 0.03*bounded(rng)))
		for _, label := range []string{ph.label, "Total"} {
			counts[e.label+label+"pupils"] += heads
			counts[e.label+label+"permanent"] += permanents
			counts[e.label+label+"suspensions"] += suspensions
			counts[e.label+label+"suspended"] += pupilsSuspended
		}
	}
}

func addExclusions(t *table, p placed, year int, term string) {
	for _, e := range exclusionRates {
		for _, ph := range append(e.phases, excludedPhase{label: "Total"}) {
			if ph.label != "Total" && p.area != nil && !p.area.detailed() {
				continue
			}
			r := p.record()
			delete(r, "old_la_code")
			r["time_period"], r["time_identifier"] = academic(year), term
			r["education_phase"], r["sen_provision"], r["breakdown_topic"] = ph.label, e.label, "SEN provision"
			if withheld(p, year, e.label) {
				t.add(r.all("c", exclusionMeasures))
				continue
			}
			prefix := e.label + ph.label
			heads := p.counts[prefix+"pupils"]
			r["perm_excl_rate"] = per100(p.counts[prefix+"permanent"], heads)
			r["susp_rate"] = per100(p.counts[prefix+"suspensions"], heads)
			r["one_plus_susp_rate"] = per100(p.counts[prefix+"suspended"], heads)
			t.add(r)
		}
	}
}

// withheld reports the figures the sample's publisher suppressed: the smallest
// authority's plan-holders in every year, and Carrowdale's in one.
func withheld(p placed, year int, label string) bool {
	if label != "EHC plan" {
		return false
	}
	return p.is("Marlcombe") || p.is("Carrowdale") && year == 2025
}

// per100 prints events per 100 pupils with three decimals; low for a rate
// that is not nothing but rounds to it.
func per100(events, pupils int) string {
	rate := decimal(100*float64(events)/float64(pupils), 3)
	if rate == "0" && events > 0 {
		return "low"
	}
	return rate
}
