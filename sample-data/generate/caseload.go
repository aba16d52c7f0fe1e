package main

import (
	"math/rand/v2"
	"strconv"
)

var caseloadColumns = []string{"ehcplans", "mainstream_la_maintained", "mainstream_la_maintained_resourced_provision",
	"mainstream_la_maintained_senunit", "mainstream_academy", "mainstream_academy_resourced_provision",
	"mainstream_academy_senunit", "mainstream_free_school", "mainstream_free_school_resourced_provision",
	"mainstream_free_school_senunit", "mainstream_independent", "mainstream_total", "mainstream_total_pc",
	"special_la_maintained", "special_academy_free", "special_independent", "special_non_maintained",
	"special_total", "special_total_pc", "ap_pru_academy", "ap_pru_free_school", "ap_pru_la_maintained",
	"ap_pru_total", "AP_PRU_total_pc", "general_fe_tertiary_colleges", "specialist_post_16_institutions",
	"ukrlp_provider", "fe_total", "fe_total_pc", "elective_home_education", "other_arrangements_la",
	"other_arrangements_parents", "online_provider", "w_settings", "other_schools", "other_placement_settings",
	"neet", "neet_ntci", "neet_other", "neet_other_csa", "ed_elsewhere", "ed_elsewhere_pc",
	"nm_early_years", "nm_early_years_pc", "placement_unknown", "placement_unknown_pc",
	"await_prov_2022", "perm_ex_2022"}

// setting is one place of education: England's share of plans in January
// 2020, 2023 and 2026, and the total it belongs to. A share of -1 means the
// return did not ask for it.
type setting struct {
	column, total    string
	early, mid, late float64
}

var settings = []setting{
	{"mainstream_la_maintained", "mainstream_total", 17.4, 16.1, 14.6},
	{"mainstream_la_maintained_resourced_provision", "mainstream_total", 1.5, 1.1, 1.0},
	{"mainstream_la_maintained_senunit", "mainstream_total", 0.9, 0.5, 0.5},
	{"mainstream_academy", "mainstream_total", 15.3, 18.8, 22.9},
	{"mainstream_academy_resourced_provision", "mainstream_total", 1.4, 1.3, 1.4},
	{"mainstream_academy_senunit", "mainstream_total", 0.9, 1.0, 0.9},
	{"mainstream_free_school", "mainstream_total", 0.65, 1.2, 1.6},
	{"mainstream_free_school_resourced_provision", "mainstream_total", 0.02, 0.03, 0.04},
	{"mainstream_free_school_senunit", "mainstream_total", 0.01, 0.015, 0.015},
	{"mainstream_independent", "mainstream_total", 1.0, 1.2, 1.1},
	{"special_la_maintained", "special_total", 21.4, 16.5, 12.9},
	{"special_academy_free", "special_total", 10.8, 11.7, 11.6},
	{"special_independent", "special_total", 4.1, 4.2, 4.8},
	{"special_non_maintained", "special_total", 1.0, 0.8, 0.65},
	{"ap_pru_academy", "ap_pru_total", 0.25, 0.23, 0.32},
	{"ap_pru_free_school", "ap_pru_total", 0.07, 0.11, 0.09},
	{"ap_pru_la_maintained", "ap_pru_total", 0.49, 0.42, 0.34},
	{"general_fe_tertiary_colleges", "fe_total", 15.0, 12.3, 10.8},
	{"specialist_post_16_institutions", "fe_total", 1.55, 1.56, 1.5},
	{"ukrlp_provider", "fe_total", -1, 0.9, 1.2},
	{"elective_home_education", "ed_elsewhere", 0.76, 0.83, 1.2},
	{"other_arrangements_la", "ed_elsewhere", 1.0, 1.6, 1.9},
	{"other_arrangements_parents", "ed_elsewhere", 0.16, 0.16, 0.16},
	{"online_provider", "ed_elsewhere", -1, -1, 0.03},
	{"w_settings", "ed_elsewhere", -1, -1, 0.06},
	{"other_schools", "ed_elsewhere", -1, -1, 0.03},
	{"other_placement_settings", "ed_elsewhere", 0.6, 0.87, 0.62},
	{"neet", "ed_elsewhere", 2.1, 2.3, 2.9},
	{"neet_ntci", "ed_elsewhere", -1, 0.44, 0.27},
	{"neet_other", "ed_elsewhere", -1, 0.44, 0.46},
	{"neet_other_csa", "ed_elsewhere", -1, 0.28, 0.4},
	{"nm_early_years", "nm_early_years", 0.52, 0.63, 0.71},
	{"placement_unknown", "placement_unknown", -1, 2.3, 2.6},
	{"await_prov_2022", "", 1.3, -1, -1},
	{"perm_ex_2022", "", 0.03, -1, -1},
}

// settingTotals are the totals with the column of their percentage.
var settingTotals = []struct{ column, percentage string }{
	{"mainstream_total", "mainstream_total_pc"}, {"special_total", "special_total_pc"},
	{"ap_pru_total", "AP_PRU_total_pc"}, {"fe_total", "fe_total_pc"}, {"ed_elsewhere", "ed_elsewhere_pc"},
	{"nm_early_years", "nm_early_years_pc"}, {"placement_unknown", "placement_unknown_pc"},
}

// plansHeld is plans in January per 10,000 residents aged 0 to 25.
var plansHeld = series{
	name: "plans held", scale: rates, spread: 0.15, wobble: 0.02, weight: residentsOf,
	england: yearly(2020, 227, 250, 273, 297, 327, 359, 391),
	fixed:   map[string]map[int]float64{ownArea: yearly(2020, 213, 237, 262, 288, 322, 352, 389)},
}

// caseloadTable is the caseload file: plans in January by setting. January
// falls in the academic year it names.
func (w *world) caseloadTable() *table {
	t := &table{path: "ees/ehc_plans/caseload.csv", bom: true, crlf: true,
		header: append(append([]string{}, eesLocation...), caseloadColumns...)}
	for _, year := range span(2020, 2026) {
		counts := w.caseloadCounts(year)
		for _, p := range w.rollUp(w.on(january(year)), func(a *area) tally { return counts[a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = academic(year), "Academic year"
			r["breakdown_topic"], r["breakdown"] = "All EHC plans", "All EHC plans"
			t.add(caseloadRow(r, p.counts, year))
		}
	}
	return t
}

// january is the day of the January census, near enough to tell which
// authorities existed.
func january(year int) int { return year*10000 + 115 }

// plans is the number of plans each area held in January. Fenmere's plans of
// 2023 are shared by its successors in 2024.
func (w *world) plans(year int) []int {
	held := w.draw(plansHeld, span(2020, 2026))[year]
	plans := make([]int, len(w.areas))
	for _, a := range w.on(january(year)) {
		plans[a.index] = round(held[a.index] * a.residents(year) / 10000)
	}
	return plans
}

func (w *world) caseloadCounts(year int) []tally {
	plans := w.plans(year)
	counts := make([]tally, len(w.areas))
	lasting := w.stream("settings")
	passing := w.stream("settings " + strconv.Itoa(year))
	for _, a := range w.areas {
		// Draw for every area, so that an area's mix does not depend on who
		// else exists.
		weights := vary(passing, tilt(lasting, vary(lasting, settingWeights(year), 0.12)), 0.03)
		c := tally{"ehcplans": plans[a.index]}
		for i, n := range share(plans[a.index], weights) {
			c[settings[i].column] += n
			if total := settings[i].total; total != "" && total != settings[i].column && !apart(settings[i].column, year) {
				c[total] += n
			}
		}
		counts[a.index] = c
	}
	return counts
}

// tilt gives an area its own balance between the kinds of setting.
func tilt(rng *rand.Rand, weights []float64) []float64 {
	factors := map[string]float64{}
	for _, total := range settingTotals {
		factors[total.column] = vary(rng, []float64{1}, 0.15)[0]
	}
	for i, s := range settings {
		if factor, ok := factors[s.total]; ok {
			weights[i] *= factor
		}
	}
	return weights
}

// apart reports a setting that returns up to 2022 counted beside, not within,
// education elsewhere.
func apart(column string, year int) bool {
	return column == "other_placement_settings" && year < personLevel
}

// settingWeights is England's mix in a January, on straight lines between
// three years; what was not asked weighs nothing.
func settingWeights(year int) []float64 {
	weights := make([]float64, len(settings))
	for i, s := range settings {
		if asked(s, year) {
			weights[i] = s.between(year)
		}
	}
	return weights
}

func (s setting) between(year int) float64 {
	switch {
	case year < personLevel:
		if s.mid < 0 {
			return s.early
		}
		return s.early + (s.mid-s.early)*float64(year-2020)/3
	case s.mid < 0:
		return s.late
	}
	return s.mid + (s.late-s.mid)*float64(year-2023)/3
}

// asked reports whether the return of a January asked for a setting.
func asked(s setting, year int) bool {
	switch {
	case year < personLevel:
		return s.early >= 0
	case year < 2025:
		return s.mid >= 0
	}
	return s.late >= 0
}

func caseloadRow(r record, c tally, year int) record {
	r.all("x", caseloadColumns)
	r["ehcplans"] = count(c["ehcplans"])
	for _, s := range settings {
		if asked(s, year) {
			r[s.column] = count(c[s.column])
		}
	}
	for _, total := range settingTotals {
		if total.column == "placement_unknown" && year < personLevel {
			continue
		}
		r[total.column] = count(c[total.column])
		r[total.percentage] = percent(c[total.column], c["ehcplans"])
	}
	return r
}
