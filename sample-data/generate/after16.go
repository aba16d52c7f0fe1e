package main

import (
	"math/rand/v2"
	"strconv"
)

// qualified is young people by the provision they had at 15: their share of the
// cohort in the first and last year, and the shares with each qualification.
type qualified struct {
	key, label    string
	first, last   float64
	level2, basic series // basic is Level 2 with English and maths
	level3        series
}

// cohortYears are the years in which cohorts turned 19. Later releases count
// qualifications in another way, so the layout ends with 2022.
var cohortYears = span(2017, 2022)

var qualifiedGroups = []qualified{
	{"ehc", "SEN with statements or EHC plans", 3.7, 4.2,
		reached("level 2 EHC", 0.2, yearly(2017, 33.4, 32.1, 30.9, 30.2, 30.6, 29.8), yearly(2017, 32.0, 31.1, 29.8, 28.4, 28.9, 27.7)),
		reached("level 2 basics EHC", 0.2, yearly(2017, 15.2, 15.4, 15.3, 15.8, 17.1, 17.2), yearly(2017, 14.1, 14.3, 13.9, 14.6, 15.2, 15.0)),
		reached("level 3 EHC", 0.22, yearly(2017, 13.6, 13.4, 13.2, 13.0, 13.6, 13.8), yearly(2017, 12.2, 12.4, 11.9, 11.6, 12.3, 12.0))},
	{"support", "SEN without statements or EHC plans", 13.6, 11.3,
		reached("level 2 support", 0.13, yearly(2017, 63.8, 62.1, 60.7, 60.3, 61.6, 62.9), yearly(2017, 62.3, 60.9, 59.2, 58.7, 60.1, 61.0)),
		reached("level 2 basics support", 0.13, yearly(2017, 36.8, 37.2, 37.4, 38.3, 40.9, 42.2), nil),
		reached("level 3 support", 0.15, yearly(2017, 31.0, 30.8, 30.5, 31.0, 32.6, 33.4), nil)},
	{"none", "No SEN", 82.7, 84.5,
		reached("level 2 none", 0.1, yearly(2017, 89.4, 88.6, 87.7, 87.1, 86.6, 86.8), yearly(2017, 88.9, 88.0, 87.2, 86.3, 86.0, 86.1)),
		reached("level 2 basics none", 0.1, yearly(2017, 75.9, 75.8, 75.6, 76.0, 77.4, 78.0), nil),
		reached("level 3 none", 0.12, yearly(2017, 63.0, 62.8, 62.6, 62.9, 64.2, 65.1), nil)},
}

// qualificationsTable is qualifications by 19. ALL stands in place of the
// authority in a region's rows, and of the region too in England's.
func (w *world) qualificationsTable() *table {
	t := &table{path: "ees/post16/LA_Dashboard_2022.csv", header: []string{"cohort_19_in", "number_in_ss_cohort", "region", "la_code_9",
		"la_code_3", "la_name", "gender", "fsm", "sen", "l2_by19", "l2_with_em_by19", "l3_by19", "l2_by19_rate", "l2_with_em_by19_rate", "l3_by19_rate"}}
	drawn := make([][3]map[int][]float64, len(qualifiedGroups))
	for i, g := range qualifiedGroups {
		drawn[i] = [3]map[int][]float64{w.draw(g.level2, cohortYears), w.draw(g.basic, cohortYears), w.draw(g.level3, cohortYears)}
	}
	w.addOldCohorts(t)
	for n, year := range cohortYears {
		counts := w.areaCounts(year*10000+630, "qualified", func(rng *rand.Rand, a *area) tally {
			c := tally{}
			for i, g := range qualifiedGroups {
				part := g.first + (g.last-g.first)*float64(n)/float64(len(cohortYears)-1)
				heads := level(round(classOf(a, year)*0.95*(1+0.02*bounded(rng))), part)
				for key, number := range map[string]int{"cohort": heads, "level2": level(heads, drawn[i][0][year][a.index]),
					"basic": level(heads, drawn[i][1][year][a.index]), "level3": level(heads, drawn[i][2][year][a.index])} {
					c[g.key+key] += number
					c["total"+key] += number
				}
			}
			return c
		})
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
			t.add(qualifiedRow(p, year, "total", "ALL"))
			for _, g := range qualifiedGroups {
				t.add(qualifiedRow(p, year, g.key, g.label))
			}
		}
	}
	return t
}

// oldCohorts are England's shares in 2005 and 2016: of the cohort, with Level 2,
// with English and maths too, and with Level 3.
var oldCohorts = map[string][2][4]float64{
	"ehc":     {{3.6, 18.4, 6.1, 6.2}, {3.7, 36.2, 15, 13.5}},
	"support": {{14.6, 37.2, 13.9, 15.8}, {17.1, 66.8, 36.1, 31.4}},
	"none":    {{81.8, 72.6, 51.3, 47.7}, {79.2, 90.6, 75.2, 63.9}},
}

// addOldCohorts adds the years before the authorities' series: England alone,
// on a straight line.
func (w *world) addOldCohorts(t *table) {
	for _, year := range span(2005, 2016) {
		heads := 0
		for _, a := range w.on(year*10000 + 630) {
			heads += round(classOf(a, year) * 0.95)
		}
		part, c := float64(year-2005)/11, tally{}
		for _, g := range qualifiedGroups {
			at := func(i int) float64 {
				ends := oldCohorts[g.key]
				return ends[0][i] + part*(ends[1][i]-ends[0][i])
			}
			c[g.key+"cohort"] = level(heads, at(0))
			for i, key := range []string{"level2", "basic", "level3"} {
				c[g.key+key] = level(c[g.key+"cohort"], at(i+1))
			}
			for _, key := range []string{"cohort", "level2", "basic", "level3"} {
				c["total"+key] += c[g.key+key]
			}
		}
		england := placed{place{level: national}, c}
		t.add(qualifiedRow(england, year, "total", "ALL"))
		for _, g := range qualifiedGroups {
			t.add(qualifiedRow(england, year, g.key, g.label))
		}
	}
}

func qualifiedRow(p placed, year int, key, label string) record {
	r := record{"cohort_19_in": strconv.Itoa(year), "sen": label}
	r.all("ALL", []string{"region", "la_code_9", "la_code_3", "la_name", "gender", "fsm"})
	if p.region != nil {
		r["region"] = p.region.name
	}
	if p.area != nil {
		r["la_code_9"], r["la_code_3"], r["la_name"] = p.area.code, p.area.old, p.area.name
	}
	cohort := p.counts[key+"cohort"]
	r["number_in_ss_cohort"] = count(cohort)
	for column, what := range map[string]string{"l2_by19": "level2", "l2_with_em_by19": "basic", "l3_by19": "level3"} {
		n := p.counts[key+what]
		r[column], r[column+"_rate"] = count(n), decimal(100*float64(n)/float64(max(1, cohort)), 8)
	}
	return r
}

// leavers are those who left 16 to 18 study: how many of 1,000 of a school year,
// and where they went, in percent.
type leavers struct {
	label string
	heads float64
	parts []float64 // in the order of destinations
	lean  float64   // Wexmoor's lasting destinations against England's
}

// destinations with their columns' names; the first five last for six months.
var destinations = []struct{ raw, label string }{{"fe", "Further education"}, {"he", "Higher education"}, {"other_edu", "Education (other)"},
	{"appren", "Apprenticeship"}, {"all_work", "Employment"}, {"all_notsust", "Not sustained"}, {"all_unknown", "Unknown"}}

const lasting = 5

var leaverGroups = []leavers{
	{"Identified SEN (mainstream)", 21, []float64{5.8, 50.2, 2.9, 5.1, 18.6, 12, 5.4}, 0.93},
	{"No identified SEN", 300, []float64{2.3, 60.1, 1.8, 5.6, 19.4, 7.2, 3.6}, 0.98},
	{"Identified LLDD (mainstream)", 86, []float64{20.4, 15.8, 1.9, 7.2, 23.5, 24.4, 6.8}, 0.97},
	{"No identified LLDD", 330, []float64{12.2, 24.7, 1.6, 9.4, 28.2, 17.1, 6.8}, 0.99},
}

// destinationYears are the years in which leavers were followed, by the year
// they end in; publication is about two years behind.
var destinationYears = span(2020, 2023)

// destinationsTable is where leavers went, without rows for England. Of other
// authorities it has the leavers of schools with SEN who stayed, alone;
// Stannerley has no row in 2020/21.
func (w *world) destinationsTable() *table {
	t := &table{path: "converted/send_ap_destinations_1618.csv", quoteText: true, header: []string{"time_period", "geographic_level", "region_name",
		"la_name", "characteristic", "cohort", "academic_year", "destination_raw", "% of pupils", "Destination"}}
	for _, year := range destinationYears {
		counts := w.areaCounts(year*10000+630, "destinations", func(rng *rand.Rand, a *area) tally { return leaversOf(rng, a, year) })
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] })[1:] {
			for i, g := range leaverGroups {
				if i > 0 && p.area != nil && !p.area.detailed() || p.is("Stannerley") && year == 2021 {
					continue
				}
				addDestinations(t, p, year, g)
			}
		}
	}
	return t
}

func leaversOf(rng *rand.Rand, a *area, year int) tally {
	c := tally{}
	for _, g := range leaverGroups {
		heads := round(classOf(a, year) * g.heads / 1000 * (1 + 0.1*bounded(rng)))
		weights := vary(rng, g.parts, 0.12)
		if a.name == ownArea {
			weights = vary(rng, g.parts, 0.04)
			for i := range weights[:lasting] {
				weights[i] *= g.lean + 0.012*float64(year-2020)
			}
		}
		c[g.label] = heads
		for i, n := range share(heads, weights) {
			c[g.label+destinations[i].raw] = n
			if i < lasting {
				c[g.label+"overall"] += n
			}
		}
	}
	return c
}

func addDestinations(t *table, p placed, year int, g leavers) {
	add := func(raw, label string) {
		r := record{"time_period": academic(year), "geographic_level": p.level, "region_name": p.region.name, "characteristic": g.label,
			"cohort": count(p.counts[g.label]), "academic_year": strconv.Itoa(year-1) + "/" + strconv.Itoa(year)[2:], "destination_raw": raw, "Destination": label}
		r["% of pupils"] = percent(p.counts[g.label+raw], p.counts[g.label])
		if p.area != nil {
			r["la_name"] = p.area.name
		}
		if p.is("Marlcombe") && p.counts[g.label] < 40 {
			r["% of pupils"] = "c"
		}
		t.add(r)
	}
	add("overall", "Overall sustained")
	if p.area != nil && !p.area.detailed() {
		return
	}
	for _, d := range destinations {
		add(d.raw, d.label)
	}
}
