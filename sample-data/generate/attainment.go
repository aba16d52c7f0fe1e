package main

import (
	"math/rand/v2"
	"strconv"
)

var attainmentColumns = []string{"t_inp8calc", "t_p8score", "t_pupils", "t_ebacc_e_ptq_ee", "t_l2basics_95",
	"t_l2basics_94", "t_att8", "t_ebaccaps", "t_ebacc_95", "t_ebacc_94"}

// pupilGroup is pupils at the end of key stage 4 by SEN provision. Attainment
// 8 runs over academic years by the year they end in; grades of 2020 and 2021
// were given by teachers and lie higher.
type pupilGroup struct {
	status   string
	pupils   func(a *area, year int) float64
	points   series
	progress float64 // England's mean Progress 8
	girls    float64 // share of girls
}

var pupilGroups = []pupilGroup{
	{"SenStateEhc", atKeyStage4(0.041, 0.056), series{
		name: "attainment EHC plan", scale: rates, spread: 0.14, wobble: 0.05, weight: residentsOf,
		england: yearly(2020, 15.2, 15.7, 14.3, 14.0, 14.2, 14.6),
		fixed:   map[string]map[int]float64{ownArea: yearly(2020, 14.1, 14.9, 13.6, 13.2, 13.0, 13.9)},
	}, -1.12, 0.28},
	{"Sen_Supp", atKeyStage4(0.106, 0.130), series{
		name: "attainment SEN support", scale: rates, spread: 0.08, wobble: 0.025, weight: residentsOf,
		england: yearly(2020, 36.4, 36.7, 34.9, 33.3, 33.1, 33.4),
		fixed:   map[string]map[int]float64{ownArea: yearly(2020, 35.2, 35.9, 34.0, 32.4, 31.8, 32.6)},
	}, -0.45, 0.38},
	{"No_Sen", atKeyStage4(0.853, 0.814), series{
		name: "attainment no SEN", scale: rates, spread: 0.06, wobble: 0.015, weight: residentsOf,
		england: yearly(2020, 53.7, 54.5, 52.6, 50.1, 49.8, 50.0),
	}, 0.1, 0.51},
}

// atKeyStage4 is the number of pupils with the given share of the year group.
func atKeyStage4(first, last float64) func(a *area, year int) float64 {
	return func(a *area, year int) float64 {
		return 0.0345 * a.residents(year) * (first + (last-first)*float64(year-2020)/5)
	}
}

// attainmentTable is GCSE results by SEN in the layout of the local authority
// characteristics file: sums and counts, from which means follow. National
// rows stand beside the regional ones.
func (w *world) attainmentTable() *table {
	t := &table{path: "ees/ks4/ks4_la_characteristics.csv", crlf: true, header: append([]string{
		"time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
		"old_la_code", "new_la_code", "la_name", "version", "school_characteristic", "breakdown", "characteristic_gender",
		"characteristic_free_school_meals", "characteristic_disadvantage", "characteristic_first_language",
		"characteristic_sen_status", "characteristic_ethnic_major"}, attainmentColumns...)}
	years := span(2020, 2025)
	for _, g := range pupilGroups {
		drawn := w.draw(g.points, years)
		for _, year := range years {
			counts := make([]tally, len(w.areas))
			rng := w.stream(g.points.name + strconv.Itoa(year))
			for _, a := range w.areas {
				counts[a.index] = g.tally(rng, a, year, drawn[year][a.index])
			}
			for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
				addAttainment(t, p, year, g.status)
			}
		}
	}
	return t
}

// tally keeps points in hundredths and progress in thousandths, so that sums
// are exact. Girls' results lie above boys'.
func (g pupilGroup) tally(rng *rand.Rand, a *area, year int, points float64) tally {
	pupils := round(g.pupils(a, year) * (1 + 0.04*bounded(rng)))
	girls := round(float64(pupils) * (g.girls + 0.02*bounded(rng)))
	gain := g.progress + 0.05*(points-g.points.england[year]) + 0.03*bounded(rng)
	c := tally{}
	for _, half := range []struct {
		label       string
		heads       int
		lead, ahead float64
	}{{"Girls", girls, 1.04, 0.12}, {"Boys", pupils - girls, 0, 0}} {
		lead := half.lead
		if half.label == "Boys" {
			// What is left of the mean once girls have theirs.
			lead = (float64(pupils) - 1.04*float64(girls)) / float64(max(1, pupils-girls))
		}
		mean := points * lead
		cells := tally{
			"pupils": half.heads, "counted": round(float64(half.heads) * 0.95),
			"points":   round(mean * 100 * float64(half.heads)),
			"progress": round((gain + half.ahead) * 950 * float64(half.heads)),
			"entered":  round(float64(half.heads) * min(0.9, mean/125)),
			"strong":   round(float64(half.heads) * mean * mean / 5300),
			"standard": round(float64(half.heads) * min(0.97, mean*mean/3500)),
			"average":  round(mean * 8.7 * float64(half.heads)),
			"ebacc5":   round(float64(half.heads) * mean * mean / 12500),
			"ebacc4":   round(float64(half.heads) * mean * mean / 8600),
		}
		for key, n := range cells {
			c[half.label+key] += n
			c["Total"+key] += n
		}
	}
	return c
}

func addAttainment(t *table, p placed, year int, status string) {
	sexes := []string{"Boys", "Girls", "Total"}
	if p.area != nil && !p.area.detailed() {
		sexes = sexes[2:]
	}
	for _, sex := range sexes {
		r := p.record()
		r.all("Total", t.header[13:19])
		r["time_period"], r["time_identifier"] = academic(year), "Academic year"
		r["version"], r["school_characteristic"], r["breakdown"] = "Revised", "State-funded schools (LA)", "SEN_status"
		r["characteristic_gender"], r["characteristic_sen_status"] = sex, status
		cell := func(key string) int { return p.counts[sex+key] }
		r["t_pupils"], r["t_inp8calc"] = count(cell("pupils")), count(cell("counted"))
		r["t_p8score"] = decimal(float64(cell("progress"))/1000, 3)
		r["t_att8"] = decimal(float64(cell("points"))/100, 2)
		r["t_ebaccaps"] = decimal(float64(cell("average"))/100, 2)
		r["t_ebacc_e_ptq_ee"], r["t_ebacc_95"], r["t_ebacc_94"] = count(cell("entered")), count(cell("ebacc5")), count(cell("ebacc4"))
		r["t_l2basics_95"], r["t_l2basics_94"] = count(cell("strong")), count(cell("standard"))
		if year != 2020 && year != 2021 && year != 2025 {
			t.add(r)
			continue
		}
		// No Progress 8 in the years of teachers' grades, nor for pupils who
		// took no tests at 11.
		t.add(r.all("x", []string{"t_inp8calc", "t_p8score"}))
	}
}
