package main

import "strconv"

// unpublished reports the returns that did not pass checks: Hollinshire's of
// 2025 is marked as not available, Kestrelden's of 2021 has no row at all.
func unpublished(a *area, year int) bool {
	return a.name == "Hollinshire" && year == 2025 || a.name == "Kestrelden" && year == 2021
}

// personLevel is the first calendar year with breakdowns and durations.
const personLevel = 2023

var timelinessColumns = []string{"plans_issued_den", "plans_issued_den_ex",
	"plans_issued_within_20_weeks", "plans_issued_20_weeks_ex",
	"pc_plans_issued_within_20_weeks", "PC_plans_issued_20_weeks_ex",
	"plans_issued_gt20weeks_ltYear", "plans_issued_gt20weeks_ltYear_ex",
	"pc_plans_issued_gt20weeks_ltYear", "PC_plans_issued_gt20weeks_ltYear_ex",
	"plans_issued_gt_1_year", "plans_issued_gt_1_year_ex",
	"pc_plans_issued_gt_1_year", "PC_plans_issued_gt_1_year_ex"}

var eesLocation = []string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
	"region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown_topic", "breakdown"}

// onTime is the share of new plans issued within 20 weeks. England falls with
// the move to person-level returns (calendar 2022) and rises again in 2025.
// The points of 2025 are the ones the sample's benchmark pages tell of.
var onTime = series{
	name: "on time", scale: percentages, spread: 1.0, wobble: 0.3,
	england: yearly(2019, 60.4, 58.0, 59.9, 49.2, 50.3, 46.4, 49.8),
	lean:    map[string]float64{"Ludmarch": -0.5, "Thornhallow, City of": -0.5, "Pennowick": -0.1},
	fixed: map[string]map[int]float64{
		ownArea:        yearly(2019, 58.1, 57.4, 55.2, 50.2, 47.9, 46.3, 52.4),
		"Aldermere":    yearly(2023, 68.1, 71.9, 75.0),
		"Brackenshire": yearly(2023, 69.8, 66.4, 70.7),
		"Carrowdale":   yearly(2023, 58.9, 61.2, 63.2),
		"Dunholt":      yearly(2023, 62.6, 59.9, 61.7),
		"Eastfen":      yearly(2023, 47.1, 51.5, 55.0),
		"Farrowby":     yearly(2023, 54.4, 52.0, 51.2),
		"Glenmarsh":    yearly(2023, 56.9, 53.3, 50.4),
		"Kestrelden":   yearly(2023, 44.8, 43.1, 40.6),
		"Inverley":     yearly(2023, 48.5, 41.6, 39.3),
		"Hollinshire":  yearly(2023, 51.8, 49.3),
	},
}

// newPlans is plans issued per 10,000 residents aged 0 to 25, exceptions
// included. Wexmoor worked off old cases in 2023 and 2025.
var newPlans = series{
	name: "new plans", scale: rates, spread: 0.16, wobble: 0.08, weight: residentsOf,
	england: yearly(2019, 31.4, 34.6, 35.7, 38.0, 46.2, 51.3, 56.1),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 32.4, 35.4, 37.9, 40.9, 52.0, 55.6, 63.6)},
}

// issuedYears are the calendar years of the files of new plans.
var issuedYears = span(2019, 2025)

// timelinessTable is the 20-week file of the EHC plans publication.
func (w *world) timelinessTable() *table {
	t := &table{path: "ees/ehc_plans/timeliness_20_week.csv", bom: true, crlf: true,
		header: append(append([]string{}, eesLocation...), timelinessColumns...)}
	issued := w.issuedPlans()
	for _, year := range issuedYears {
		counts := issued[year]
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
			if p.is("Kestrelden") && p.counts == nil {
				continue
			}
			addTimeliness(t, p, year)
		}
	}
	return t
}

// issuedPlans is the plans issued in each year, by area; nil for a return that
// was not published.
func (w *world) issuedPlans() map[int][]tally {
	plans := w.draw(newPlans, issuedYears)
	weighted := onTime
	weighted.weight = func(a *area, year int) float64 {
		if unpublished(a, year) {
			return 0
		}
		return plans[year][a.index] * a.residents(year)
	}
	shares := w.draw(weighted, issuedYears)
	issued := map[int][]tally{}
	for _, year := range issuedYears {
		issued[year] = w.timelinessCounts(year, plans[year], shares[year])
	}
	return issued
}

// timelinessCounts is every area's numbers, boys and girls beside the total.
func (w *world) timelinessCounts(year int, plans, shares []float64) []tally {
	counts := make([]tally, len(w.areas))
	rng := w.stream("timeliness " + strconv.Itoa(year))
	for _, a := range w.on(year*10000 + 630) {
		issued := round(plans[a.index] * a.residents(year) / 10000)
		excepted := round(float64(issued) * (0.06 + 0.015*bounded(rng)))
		base, within := exactShare(issued-excepted, shares[a.index])
		issued = base + excepted
		all := tally{"den": issued, "den_ex": base, "in": within + round(float64(excepted)*0.35), "in_ex": within}
		all["year"] = round(float64(issued-all["in"]) * (0.12 + 0.03*bounded(rng)))
		all["year_ex"] = round(float64(base-within) * float64(all["year"]) / float64(max(1, issued-all["in"])))
		girls := tally{}
		part := 0.33 + 0.015*bounded(rng)
		for _, key := range []string{"den_ex", "in_ex", "year_ex"} {
			girls[key] = round(float64(all[key]) * part)
		}
		girls["in"] = girls["in_ex"] + round(float64(all["in"]-all["in_ex"])*part)
		girls["den"] = girls["den_ex"] + round(float64(excepted)*part)
		girls["year"] = girls["year_ex"] + round(float64(all["year"]-all["year_ex"])*part)
		for key, n := range girls {
			all["girls "+key], all["boys "+key] = n, all[key]-n
		}
		if unpublished(a, year) {
			all = nil
		}
		counts[a.index] = all
	}
	return counts
}

// exactShare raises the base by as little as gives the percentage to one
// decimal, and returns base and part.
func exactShare(base int, percentage float64) (int, int) {
	want := round(percentage * 10)
	for try := base; try < base+60; try++ {
		part := round(float64(try) * percentage / 100)
		if (2000*part+try)/(2*try) == want {
			return try, part
		}
	}
	return base, round(float64(base) * percentage / 100)
}

func addTimeliness(t *table, p placed, year int) {
	groups := []group{{"", "All EHC plans issued", "All EHC plans issued"}}
	if year >= personLevel && p.counts != nil {
		groups = append(groups, sexes...)
	}
	for _, g := range groups {
		r := p.record()
		r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Calendar year"
		r["breakdown_topic"], r["breakdown"] = g.topic, g.label
		if p.counts == nil {
			t.add(r.all("x", timelinessColumns))
			continue
		}
		t.add(timelinessRow(r, p.counts, g.prefix, year))
	}
}

func timelinessRow(r record, c tally, prefix string, year int) record {
	r.all("x", timelinessColumns)
	for _, kind := range []struct{ key, den, in, pc, late, latePC, year, yearPC string }{
		{"", "plans_issued_den", "plans_issued_within_20_weeks", "pc_plans_issued_within_20_weeks",
			"plans_issued_gt20weeks_ltYear", "pc_plans_issued_gt20weeks_ltYear",
			"plans_issued_gt_1_year", "pc_plans_issued_gt_1_year"},
		{"_ex", "plans_issued_den_ex", "plans_issued_20_weeks_ex", "PC_plans_issued_20_weeks_ex",
			"plans_issued_gt20weeks_ltYear_ex", "PC_plans_issued_gt20weeks_ltYear_ex",
			"plans_issued_gt_1_year_ex", "PC_plans_issued_gt_1_year_ex"},
	} {
		den, in, long := c[prefix+"den"+kind.key], c[prefix+"in"+kind.key], c[prefix+"year"+kind.key]
		r[kind.den], r[kind.in], r[kind.pc] = count(den), count(in), percent(in, den)
		if year < personLevel {
			continue
		}
		r[kind.late], r[kind.latePC] = count(den-in-long), percent(den-in-long, den)
		r[kind.year], r[kind.yearPC] = count(long), percent(long, den)
	}
	return r
}
