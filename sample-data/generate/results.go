package main

import (
	"math/rand/v2"
	"strconv"
)

// results is what pupils of one school year reached, by SEN provision. Years
// are those that academic years end in.
type results struct {
	name   string
	years  []int
	groups []resultGroup
}

// resultGroup is pupils of one provision: their share of the school year in
// the first and last year, in percent, and the share that reached the standard.
type resultGroup struct {
	key         string
	first, last float64
	met         series
}

// In 2020 and 2021 nobody was tested.
var (
	tested       = []int{2019, 2022, 2023, 2024, 2025}
	phonicsYears = tested[:4] // the newest year is known as a percentage alone
)

// overTested pairs the years with tests with figures.
func overTested(figures ...float64) map[int]float64 {
	m := map[int]float64{}
	for i, figure := range figures {
		m[tested[i]] = figure
	}
	return m
}

// reached is the series of one provision's results.
func reached(name string, spread float64, england, own map[int]float64) series {
	return series{name: name, scale: percentages, spread: spread, wobble: spread / 4, weight: residentsOf,
		england: england, fixed: map[string]map[int]float64{ownArea: own}}
}

var earlyYears = results{"early years", span(2022, 2025), []resultGroup{
	{"ehc", 2.2, 3.5, reached("good level EHC", 0.25, yearly(2022, 3.6, 3.8, 3.8, 4.1), yearly(2022, 3.1, 3.3, 2.9, 3.9))},
	{"support", 8.0, 9.8, reached("good level support", 0.18, yearly(2022, 22.8, 24.1, 24.8, 25.7), yearly(2022, 21.2, 22.6, 23.1, 24.4))},
	{"none", 89.8, 86.7, reached("good level none", 0.1, yearly(2022, 70.8, 72.7, 73.5, 74.2), yearly(2022, 69.4, 71.6, 72.2, 73.5))},
}}

var keyStage2 = results{"key stage 2", tested, []resultGroup{
	{"ehc", 3.3, 5.6, reached("standard EHC", 0.28, overTested(9.2, 7.1, 8.3, 8.8, 9.3), overTested(8.8, 6.6, 7.4, 7.1, 8.2))},
	{"support", 14.4, 16.9, reached("standard support", 0.16, overTested(25.3, 21.1, 23.7, 25.6, 28.2), overTested(23.9, 19.8, 22.0, 23.1, 26.5))},
	{"none", 82.3, 77.5, reached("standard none", 0.12, overTested(74.8, 69.3, 70.4, 72.1, 73.3), overTested(73.6, 67.9, 68.8, 70.9, 72.4))},
}}

var phonics = results{"phonics", phonicsYears, []resultGroup{
	{"ehc", 2.2, 4.0, reached("phonics EHC", 0.25, overTested(19.4, 18.7, 19.8, 20.3), overTested(18.5, 16.9, 18.8, 19.5))},
	{"support", 11.4, 12.4, reached("phonics support", 0.15, overTested(48.1, 43.4, 48.3, 51.5), overTested(46.2, 41.9, 46.3, 49.8))},
	{"none", 86.4, 83.6, reached("phonics none", 0.1, overTested(88.2, 82.2, 85.8, 87.1), overTested(87.6, 81.1, 84.9, 86.4))},
}}

// classOf is the pupils of one school year in state schools.
func classOf(a *area, year int) float64 { return 0.0362 * a.residents(year) }

// counts draws pupils and those who reached the standard, by provision, "any"
// for SEN support and plans together.
func (s results) counts(w *world) map[int][]tally {
	drawn := make([]map[int][]float64, len(s.groups))
	for i, g := range s.groups {
		drawn[i] = w.draw(g.met, s.years)
	}
	all := map[int][]tally{}
	for n, year := range s.years {
		part := float64(n) / float64(len(s.years)-1)
		all[year] = w.areaCounts(year*10000+630, s.name, func(rng *rand.Rand, a *area) tally {
			return s.tally(rng, classOf(a, year), part, func(i int) float64 { return drawn[i][year][a.index] })
		})
	}
	return all
}

func (s results) tally(rng *rand.Rand, class, part float64, met func(group int) float64) tally {
	c := tally{}
	for i, g := range s.groups {
		heads := round(class * (g.first + (g.last-g.first)*part) / 100 * (1 + 0.03*bounded(rng)))
		c[g.key+" pupils"], c[g.key+" met"] = heads, level(heads, met(i))
		if g.key != "none" {
			c["any pupils"] += heads
			c["any met"] += c[g.key+" met"]
		}
	}
	return c
}

// sparse reports a result that the publishers of the sample hide: fewer pupils
// with a plan than they show. All pupils with SEN are hidden with them, since
// those with SEN support are shown.
func (p placed) sparse(key string, fewest int) bool {
	n := p.counts["ehc met"]
	return p.area != nil && (key == "ehc" || key == "any") && n > 0 && n < fewest
}

// resultLabel is a provision and its label in one file.
type resultLabel struct{ key, label string }

// earlyYearsTable is the early years profile. By sex it has pupils with a plan
// in Wexmoor, regions and England.
func (w *world) earlyYearsTable() *table {
	t := &table{path: "ees/eyfsp/1_eyfsp_headline_measures.csv", header: []string{"time_period", "time_identifier", "geographic_level",
		"country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "characteristic",
		"characteristic_type", "gender", "children_number", "average_elgs", "elg_number", "gld_number", "gld_percentage"}}
	counts := earlyYears.counts(w)
	for _, year := range earlyYears.years {
		for _, a := range w.on(year*10000 + 630) {
			bySex(w.stream("good level by sex "+a.name+strconv.Itoa(year)), counts[year][a.index])
		}
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[year][a.index] }) {
			for _, l := range []resultLabel{{"ehc", "EHC plan"}, {"support", "SEN support"}, {"any", "All SEN"}, {"none", "No identified SEN"}} {
				t.add(earlyYearsRow(p, year, l.key, l.label, "Total"))
			}
			if p.area == nil || p.area.detailed() {
				t.add(earlyYearsRow(p, year, "girls ehc", "EHC plan", "Girls"))
				t.add(earlyYearsRow(p, year, "boys ehc", "EHC plan", "Boys"))
			}
		}
	}
	return t
}

// bySex divides children with a plan; a larger part of the girls does well.
func bySex(rng *rand.Rand, c tally) {
	c["girls ehc pupils"] = level(c["ehc pupils"], 26+2*bounded(rng))
	c["girls ehc met"] = min(c["girls ehc pupils"], level(c["ehc met"], 36))
	for _, key := range []string{"ehc pupils", "ehc met"} {
		c["boys "+key] = c[key] - c["girls "+key]
	}
}

func earlyYearsRow(p placed, year int, key, label, sex string) record {
	r := p.record()
	r["time_period"], r["time_identifier"] = academic(year), "Academic year"
	r["characteristic"], r["characteristic_type"], r["gender"] = "SEN provision", label, sex
	children, met := p.counts[key+" pupils"], p.counts[key+" met"]
	r["children_number"] = count(children)
	if p.sparse(key, 3) || p.area != nil && sex != "Total" && p.counts["ehc met"] < 20 {
		return r.all("c", []string{"average_elgs", "elg_number", "gld_number", "gld_percentage"})
	}
	r["gld_number"], r["gld_percentage"] = count(met), percent(met, children)
	r["elg_number"] = count(level(met, 97))
	r["average_elgs"] = decimal(1.6+18.3*float64(met)/float64(max(1, children)), 1)
	return r
}

// namedResults is a converted file of results: areas by name, a percentage
// beside counts, and a mark of its own for what is hidden.
type namedResults struct {
	results
	path, prefix, pupils string // prefix of the columns of those who reached the standard
	labels               []resultLabel
	hidden               string
	fewest               int // pupils that are shown
}

var namedFiles = []namedResults{
	{keyStage2, "converted/send_ap_ks2_attainment.csv", "rwm_met_expected_standard", "t_rwm_eligible_pupils",
		[]resultLabel{{"ehc", "EHC plan"}, {"support", "SEN support"}, {"any", "All SEN"}, {"none", "No SEN"}}, "c", 3},
	{phonics, "converted/send_ap_ks1_phonics.csv", "phonics_y1_met_expected_standard", "t_phonics_y1_eligible_pupils",
		[]resultLabel{{"ehc", "EHC plan or Statement"}, {"support", "SEN support"}, {"any", "All SEN"}, {"none", "No SEN"}}, "", 10},
}

func (w *world) namedTables() []*table {
	var tables []*table
	for _, f := range namedFiles {
		t := &table{path: f.path, quoteText: true, header: []string{"time_period", "geographic_level", "region_name", "la_name",
			"characteristic", "pt_" + f.prefix, "t_" + f.prefix, f.pupils, "academic_year"}}
		counts := f.counts(w)
		for _, year := range f.years {
			for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[year][a.index] }) {
				for _, l := range f.labels {
					t.add(f.row(p, year, l))
				}
			}
		}
		tables = append(tables, t)
	}
	return tables
}

func (f namedResults) row(p placed, year int, l resultLabel) record {
	r := record{"time_period": academic(year), "geographic_level": p.level, "characteristic": l.label,
		"academic_year": strconv.Itoa(year-1) + "/" + strconv.Itoa(year)[2:]}
	if p.region != nil {
		r["region_name"] = p.region.name
	}
	if p.area != nil {
		r["la_name"] = p.area.name
		if len(p.area.aliases) > 0 {
			r["la_name"] = p.area.aliases[0] // each publisher has a spelling of its own
		}
	}
	pupils, met := p.counts[l.key+" pupils"], p.counts[l.key+" met"]
	r[f.pupils], r["t_"+f.prefix], r["pt_"+f.prefix] = count(pupils), count(met), count(round(100*float64(met)/float64(max(1, pupils))))
	if p.sparse(l.key, f.fewest) {
		r["t_"+f.prefix], r["pt_"+f.prefix] = f.hidden, "c"
	}
	return r
}
