package main

import "strconv"

var needMeasures = []string{"Anypoint_episodes", "Anypoint_child", "Started_episodes", "Started_child",
	"Ended_episodes", "Ended_child", "At31_episodes", "awaiting_assessment"}

// inNeed is children in need on 31 March per 10,000 residents aged 0 to 17.
var inNeed = series{
	name: "children in need", scale: rates, spread: 0.22, wobble: 0.06,
	weight:  func(a *area, year int) float64 { return a.children(year) },
	england: yearly(2019, 339, 330, 330, 340, 334, 331, 330),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 352, 348, 351, 366, 361, 357, 349)},
}

// needTable is the children in need file. As in the real one, authorities'
// numbers are exact, and those of regions and England are rounded to 10.
func (w *world) needTable() *table {
	t := &table{path: "ees/children_in_need/b1_children_in_need.csv",
		header: append([]string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
			"region_code", "region_name", "old_la_code", "new_la_code", "la_name", "category"}, needMeasures...)}
	years := span(2019, 2025)
	drawn := w.draw(inNeed, years)
	for _, year := range years {
		counts := w.needTallies(year, drawn[year])
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[a.index] }) {
			r := p.record()
			r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Reporting year"
			r["category"] = "Children in Need"
			for _, column := range needMeasures {
				r[column] = needCell(p, column, year)
			}
			t.add(r)
		}
	}
	return t
}

func (w *world) needTallies(year int, rates []float64) []tally {
	counts := make([]tally, len(w.areas))
	rng := w.stream("children in need " + strconv.Itoa(year))
	for _, a := range w.on(year*10000 + 331) {
		at31 := rates[a.index] * a.children(year) / 10000
		any := at31 * (1.88 + 0.06*bounded(rng))
		started := at31 * (0.98 + 0.06*bounded(rng))
		ended := any - at31
		counts[a.index] = tally{
			"At31_episodes":     round(at31),
			"Anypoint_episodes": round(any), "Anypoint_child": round(any * 0.931),
			"Started_episodes": round(started), "Started_child": round(started * 0.936),
			"Ended_episodes": round(ended), "Ended_child": round(ended * 0.944),
			"awaiting_assessment": round(at31 * (0.038 + 0.012*bounded(rng))),
		}
	}
	return counts
}

// unreliable is the return that was published as of low reliability. Totals
// hold the publisher's estimate for it.
func unreliable(a *area, year int) bool { return a.name == "Ambershire" && year == 2024 }

func needCell(p placed, column string, year int) string {
	switch n := p.counts[column]; {
	case p.area == nil:
		return count((n + 5) / 10 * 10)
	case unreliable(p.area, year):
		return "u"
	case column == "awaiting_assessment" && n < 60:
		return "c"
	default:
		return count(n)
	}
}
