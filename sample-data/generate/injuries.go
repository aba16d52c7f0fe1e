package main

import (
	"math"
	"strconv"
)

// injuries is admissions of children aged 0 to 14 caused by an injury, per
// 10,000 of them, in financial years by the year they end in.
var injuries = series{
	name: "injuries", scale: rates, spread: 0.2, wobble: 0.06, weight: childrenOnly,
	england: yearly(2021, 75.7, 84.3, 75.3, 72.7, 71.9),
	fixed:   map[string]map[int]float64{ownArea: yearly(2021, 79.4, 91.2, 84.6, 82.3, 80.8)},
}

// injuriesTable is an export of the public health profiles. It has no regions.
// In 2023 the hospital of Port Selwyn lost records: blank, with limits of -1.
func (w *world) injuriesTable() *table {
	t := &table{path: "health/la_hospital_admissions.csv", header: []string{"Indicator ID", "Parent Code", "Area Code", "Area Name", "Sex", "Age",
		"Category Type", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit",
		"Count", "Denominator", "Time period range"}}
	years := span(2021, 2025)
	drawn := w.draw(injuries, years)
	for _, year := range years {
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally {
			heads := round(0.83 * a.children(year-1))
			events := round(drawn[year][a.index] * float64(heads) / 10000)
			girls := level(events, 43)
			return tally{"Persons": events, "Female": girls, "Male": events - girls, "Persons heads": heads, "Female heads": level(heads, 49), "Male heads": heads - level(heads, 49)}
		}) {
			if p.level == regional {
				continue
			}
			t.add(injuryRow(p, year, "Persons"))
			if p.area == nil || p.area.detailed() {
				t.add(injuryRow(p, year, "Female"))
				t.add(injuryRow(p, year, "Male"))
			}
		}
	}
	return t
}

// injuryRow prints the rate with its limits, by the normal approximation, and
// the count rounded to 5.
func injuryRow(p placed, year int, sex string) record {
	r := record{"Indicator ID": "90284", "Parent Code": englandCode, "Area Code": englandCode, "Area Name": englandName, "Sex": sex, "Age": "<15 yrs",
		"Time period": strconv.Itoa(year-1) + "/" + strconv.Itoa(year)[2:], "Time period range": "1y"}
	if p.area != nil {
		r["Area Code"], r["Area Name"] = p.area.code, p.area.name
	}
	limits := []string{"Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit"}
	if p.is("Port Selwyn") && year == 2023 {
		return r.all("-1", limits)
	}
	events, heads := float64(p.counts[sex]), float64(p.counts[sex+" heads"])
	r["Value"] = decimal(10000*events/heads, 5)
	for i, z := range []float64{-1.96, 1.96, -3.09, 3.09} {
		r[limits[i]] = decimal(10000*(events+z*math.Sqrt(events))/heads, 5)
	}
	r["Count"], r["Denominator"] = count((p.counts[sex]+2)/5*5), count(p.counts[sex+" heads"])
	return r
}
