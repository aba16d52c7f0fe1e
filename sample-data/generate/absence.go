package main

import (
	"math/rand/v2"
	"strconv"
)

var absenceMeasures = []string{"sess_overall_percent", "sess_authorised_percent", "sess_unauthorised_percent",
	"enrolments_pa_10_exact_percent", "enrolments_pa_50_exact_percent", "sess_auth_illness_rate", "sess_auth_excluded_rate"}

// provision is a group of pupils by SEN provision: how many there are, and how
// its absence runs and is made up.
type provision struct {
	label      string
	pupils     func(a *area, year int) float64
	absence    series
	phases     []phase
	authorised float64 // share of absence
	illness    float64 // share of absence
	persistent float64 // pupils missing a tenth, per percent of sessions missed
	severe     float64 // pupils missing half, per percent of sessions missed
}

// phase is a school phase with its share of the group's pupils and its
// absence against the group's.
type phase struct {
	label           string
	pupils, absence float64
}

// onRoll is pupils in schools.
func onRoll(a *area, year int) float64 { return 0.51 * a.residents(year) }

// partOf is the pupils of one provision: a share of the roll on a straight
// line from 2019 to 2026.
func partOf(first, last float64) func(a *area, year int) float64 {
	return func(a *area, year int) float64 {
		return onRoll(a, year) * (first + (last-first)*float64(year-2019)/7)
	}
}

var (
	withPlan    = partOf(0.031, 0.056)
	withSupport = partOf(0.119, 0.148)
	withoutSEN  = partOf(0.850, 0.796)
)

// provisions run over academic years by the year they end in; 2020 was not
// collected. Wexmoor's points and its neighbours' of 2024/25 are set.
var provisions = []provision{
	{
		label: "EHC plan", pupils: withPlan,
		absence: series{
			name: "absence EHC plan", scale: percentages, spread: 0.12, wobble: 0.05, weight: withPlan,
			england: map[int]float64{2019: 8.7, 2021: 11.9, 2022: 12.4, 2023: 12.6, 2024: 12.7, 2025: 12.9},
			lean:    map[string]float64{"Pennowick": 0.12, "Stannerley": 0.08, "Ludmarch": 0.1, "Thornhallow, City of": 0.1},
			fixed: map[string]map[int]float64{
				ownArea:        {2019: 8.4, 2021: 11.2, 2022: 12.1, 2023: 12.8, 2024: 13.6, 2025: 14.2},
				"Brackenshire": {2025: 11.9}, "Eastfen": {2025: 12.4}, "Hollinshire": {2025: 12.6},
				"Aldermere": {2025: 12.8}, "Dunholt": {2025: 13.0}, "Glenmarsh": {2025: 13.2},
				"Kestrelden": {2025: 13.4}, "Carrowdale": {2025: 13.9}, "Farrowby": {2025: 14.6},
			},
		},
		phases:     []phase{{"State-funded primary", 0.38, 0.79}, {"State-funded secondary", 0.27, 1.28}, {"Special", 0.35, 1}},
		authorised: 0.69, illness: 0.37, persistent: 2.72, severe: 0.55,
	},
	{
		label: "SEN support", pupils: withSupport,
		absence: series{
			name: "absence SEN support", scale: percentages, spread: 0.1, wobble: 0.04, weight: withSupport,
			england: map[int]float64{2019: 6.4, 2021: 6.5, 2022: 9.8, 2023: 10.1, 2024: 10.1, 2025: 9.8},
			fixed:   map[string]map[int]float64{ownArea: {2019: 6.3, 2021: 6.4, 2022: 9.7, 2023: 10.2, 2024: 10.4, 2025: 10.3}},
		},
		phases:     []phase{{"State-funded primary", 0.58, 0.73}, {"State-funded secondary", 0.42, 1.36}},
		authorised: 0.62, illness: 0.41, persistent: 2.85, severe: 0.43,
	},
	{
		label: "No SEN", pupils: withoutSEN,
		absence: series{
			name: "absence no SEN", scale: percentages, spread: 0.07, wobble: 0.03, weight: withoutSEN,
			england: map[int]float64{2019: 4.3, 2021: 4.0, 2022: 6.9, 2023: 6.6, 2024: 6.3, 2025: 5.9},
			fixed:   map[string]map[int]float64{ownArea: {2019: 4.3, 2021: 3.9, 2022: 6.9, 2023: 6.7, 2024: 6.4, 2025: 6.0}},
		},
		phases:     []phase{{"State-funded primary", 0.54, 0.79}, {"State-funded secondary", 0.46, 1.24}},
		authorised: 0.66, illness: 0.50, persistent: 2.53, severe: 0.2,
	},
}

// sessions is the possible sessions of one pupil in a year.
const sessions = 366

// absenceTable is absence by SEN provision, in the layout of the converted
// file with the national and regional rows that the publication has and the
// conversion dropped.
func (w *world) absenceTable() *table {
	t := &table{path: "ees/absence/absence_by_sen_provision.csv",
		header: append([]string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
			"region_code", "region_name", "new_la_code", "la_name", "education_phase", "sen_provision", "breakdown_topic"}, absenceMeasures...)}
	years := []int{2019, 2021, 2022, 2023, 2024, 2025}
	drawn := make([]map[int][]float64, len(provisions))
	for i, p := range provisions {
		drawn[i] = w.draw(p.absence, years)
	}
	for _, year := range years {
		counts := w.absenceCounts(year, drawn)
		// Academic years up to 2021/22 were reported by the old authority.
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
			addAbsence(t, p, year)
		}
	}
	return t
}

func (w *world) absenceCounts(year int, drawn []map[int][]float64) []tally {
	counts := make([]tally, len(w.areas))
	rng := w.stream("absence " + strconv.Itoa(year))
	for _, a := range w.areas {
		counts[a.index] = tally{}
		for i, p := range provisions {
			pupils := round(p.pupils(a, year) * (1 + 0.02*bounded(rng)))
			p.tally(rng, counts[a.index], pupils, drawn[i][year][a.index])
		}
	}
	return counts
}

// tally spreads a group's absence over its phases, so that the phases add up
// to the total.
func (p provision) tally(rng *rand.Rand, counts tally, pupils int, percentage float64) {
	missed := round(float64(pupils*sessions) * percentage / 100)
	var onRoll, weights []float64
	for _, ph := range p.phases {
		onRoll = append(onRoll, ph.pupils)
	}
	heads := share(pupils, vary(rng, onRoll, 0.05))
	for i, ph := range p.phases {
		weights = append(weights, float64(heads[i])*ph.absence)
	}
	parts := share(missed, vary(rng, weights, 0.05))
	authorised, illness := p.authorised*(1+0.05*bounded(rng)), p.illness*(1+0.06*bounded(rng))
	for i, ph := range p.phases {
		rate := 100 * float64(parts[i]) / float64(heads[i]*sessions)
		cells := tally{
			"pupils": heads[i], "missed": parts[i],
			"authorised": round(float64(parts[i]) * authorised),
			"illness":    round(float64(parts[i]) * illness),
			"excluded":   round(float64(parts[i]) * 0.025 * (1 + 0.2*bounded(rng))),
			"persistent": round(float64(heads[i]) * min(0.9, rate*p.persistent/100)),
			"severe":     round(float64(heads[i]) * min(0.4, rate*p.severe/100)),
		}
		for key, n := range cells {
			counts[p.label+ph.label+key] += n
			counts[p.label+"Total"+key] += n
		}
	}
}

func addAbsence(t *table, p placed, year int) {
	for _, prov := range provisions {
		for _, ph := range append(prov.phases, phase{label: "Total"}) {
			if ph.label != "Total" && p.area != nil && !p.area.detailed() {
				continue
			}
			r := p.record()
			delete(r, "old_la_code")
			r["time_period"], r["time_identifier"] = academic(year), "Academic year"
			r["education_phase"], r["sen_provision"], r["breakdown_topic"] = ph.label, prov.label, "SEN provision"
			if p.is("Inverley") && year == 2025 && prov.label == "EHC plan" {
				t.add(r.all("c", absenceMeasures))
				continue
			}
			t.add(absenceRow(r, p.counts, prov.label+ph.label))
		}
	}
}

func absenceRow(r record, c tally, prefix string) record {
	possible := float64(c[prefix+"pupils"] * sessions)
	of := func(key string) float64 { return 100 * float64(c[prefix+key]) / possible }
	heads := func(key string) float64 { return 100 * float64(c[prefix+key]) / float64(c[prefix+"pupils"]) }
	r["sess_overall_percent"] = decimal(of("missed"), 5)
	r["sess_authorised_percent"] = decimal(of("authorised"), 5)
	r["sess_unauthorised_percent"] = decimal(of("missed")-of("authorised"), 5)
	r["enrolments_pa_10_exact_percent"] = decimal(heads("persistent"), 5)
	r["enrolments_pa_50_exact_percent"] = decimal(heads("severe"), 5)
	r["sess_auth_illness_rate"] = decimal(of("illness"), 3)
	r["sess_auth_excluded_rate"] = decimal(of("excluded"), 3)
	return r
}
