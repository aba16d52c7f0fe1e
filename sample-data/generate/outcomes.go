package main

import (
	"math"
	"math/rand/v2"
)

// careGroup is children known to social care at the end of a key stage: their
// share of the school year, and what they reach.
type careGroup struct {
	key, label string
	part       float64 // of the school year, in percent
	met        series  // reading, writing and maths at the end of key stage 2, in percent
	points     series  // Attainment 8
}

// outcomeYears are academic years by the year they end in.
var outcomeYears = span(2020, 2025)

var careGroups = []careGroup{
	{"cla", "CLA 12 months at 31 March", 0.46,
		reached("standard looked after", 0.3, map[int]float64{2022: 31.4, 2023: 36.8, 2024: 34.2, 2025: 35.1}, map[int]float64{2022: 27, 2023: 32, 2024: 35, 2025: 34}),
		pointsOf("looked after", yearly(2020, 21.3, 23.1, 20.4, 19.3, 18.3, 17.4), yearly(2020, 20.1, 22.8, 19.9, 18.9, 18.2, 18.6))},
	{"cpp", "CPPO at 31 March", 0.36,
		reached("standard protection", 0.3, map[int]float64{2022: 28.5, 2023: 29.4, 2024: 30.1, 2025: 31.6}, nil),
		pointsOf("protection", yearly(2020, 20.2, 22.5, 18.3, 16.9, 16.0, 15.3), nil)},
	{"cin", "CINO at 31 March", 1.6,
		reached("standard in need", 0.2, map[int]float64{2022: 27.9, 2023: 28.9, 2024: 29.4, 2025: 30.2}, map[int]float64{2022: 28, 2023: 27, 2024: 28, 2025: 31}),
		pointsOf("in need", yearly(2020, 22.1, 24.2, 20.6, 18.8, 18.0, 17.3), yearly(2020, 20.9, 23.4, 19.7, 18.1, 17.2, 17.0))},
}

func pointsOf(name string, england, own map[int]float64) series {
	return series{name: "points " + name, scale: rates, spread: 0.12, wobble: 0.05, weight: residentsOf,
		england: england, fixed: map[string]map[int]float64{ownArea: own}}
}

// ownLeavers is Wexmoor's looked-after pupils at the end of key stage 4; those
// with SEN stand in the return of the virtual school. ownEleven is those at the
// end of key stage 2.
var (
	ownLeavers = yearly(2020, 34, 37, 36, 40, 39, 42)
	ownEleven  = yearly(2020, 19, 20, 21, 18, 22, 19)
)

var outcomeHeader = []string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
	"region_code", "region_name", "old_la_code", "la_name", "new_la_code", "social_care_group", "version"}

// outcomeRow begins a row: the newest year is revised, the others final.
func outcomeRow(p placed, g careGroup, year int) record {
	r := p.record()
	r["time_period"], r["time_identifier"] = academic(year), "Academic year"
	r["social_care_group"], r["version"] = g.label, "Final"
	if year == outcomeYears[len(outcomeYears)-1] {
		r["version"] = "Revised"
	}
	return r
}

// outcomeTable rolls up a key stage's counts of the three groups. Of the other
// authorities only looked-after children are written.
func (w *world) outcomeTable(path string, columns []string, counts func(g careGroup, year int) []tally, cells func(r record, p placed, year int)) *table {
	t := &table{path: path, bom: true, header: append(append([]string{}, outcomeHeader...), columns...)}
	for _, year := range outcomeYears {
		for _, g := range careGroups {
			of := counts(g, year)
			for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return of[a.index] }) {
				if g.key != "cla" && p.area != nil && !p.area.detailed() {
					continue
				}
				r := outcomeRow(p, g, year)
				r.all("x", columns)
				cells(r, p, year)
				t.add(r)
			}
		}
	}
	return t
}

// subjects of key stage 2, each with its result against that of reading,
// writing and maths together, and England's progress.
var subjects = []struct {
	column   string
	ratio    float64
	progress float64
}{{"read", 1.42, -1.2}, {"writta", 1.25, -1.5}, {"mat", 1.33, -1.9}, {"rwm", 1, 0}, {"gps", 1.36, 0}, {"scita", 1.56, 0}}

// keyStage2CareTable is results at the end of key stage 2. There were no tests
// in 2020 and 2021, and no results at seven to measure progress from after 2023.
func (w *world) keyStage2CareTable() *table {
	var columns []string
	for _, s := range subjects {
		columns = append(columns, "t_"+s.column+"_eligible_pupils", "t_"+s.column+"_met_expected_standard", "pt_"+s.column+"_met_expected_standard")
	}
	for _, s := range subjects[:3] {
		columns = append(columns, "t_"+s.column+"_progress_eligible_pupils", "t_"+s.column+"_progress_score", "avg_"+s.column+"_progress_score",
			"avg_"+s.column+"_progress_score_lower_CI", "avg_"+s.column+"_progress_score_upper_CI")
	}
	drawn := map[string]map[int][]float64{}
	for _, g := range careGroups {
		drawn[g.key] = w.draw(g.met, tested[1:])
	}
	return w.outcomeTable("ees/outcomes_cin_cla/ks2_la.csv", columns,
		func(g careGroup, year int) []tally {
			return w.areaCounts(year*10000+630, "key stage 2 "+g.key, func(rng *rand.Rand, a *area) tally {
				met := 30.0
				if year > 2021 {
					met = drawn[g.key][year][a.index]
				}
				pupils := round(classOf(a, year) * g.part / 100 * (1 + 0.12*bounded(rng)))
				if g.key == "cla" && a.name == ownArea {
					pupils = round(ownEleven[year])
				}
				c := keyStage2Care(rng, pupils, met)
				if a.name == "Glenmarsh" && year == 2023 {
					c["read progress"] = 3 // a mean that rounds to nothing
				}
				return c
			})
		}, keyStage2CareCells)
}

// keyStage2Care keeps progress in hundredths of a point, summed over pupils.
func keyStage2Care(rng *rand.Rand, pupils int, met float64) tally {
	c := tally{"pupils": pupils}
	for _, s := range subjects {
		c[s.column] = min(pupils, level(pupils, met*s.ratio))
		c[s.column+" measured"] = level(pupils, 93)
		c[s.column+" progress"] = round(float64(c[s.column+" measured"]) * 100 * (s.progress + 0.6*bounded(rng)))
	}
	return c
}

func keyStage2CareCells(r record, p placed, year int) {
	if year < 2022 {
		return
	}
	for _, s := range subjects {
		pupils, met := p.counts["pupils"], p.counts[s.column]
		r["t_"+s.column+"_eligible_pupils"] = ten(p, pupils)
		r["t_"+s.column+"_met_expected_standard"] = hidden(p, met, pupils, ten(p, met))
		r["pt_"+s.column+"_met_expected_standard"] = hidden(p, met, pupils, count(round(100*float64(met)/float64(max(1, pupils)))))
	}
	if year > 2023 {
		return
	}
	for _, s := range subjects[:3] {
		measured := p.counts[s.column+" measured"]
		mean := float64(p.counts[s.column+" progress"]) / 100 / float64(max(1, measured))
		margin := 12.2 / sqrt(measured)
		of := func(name string) string { return "_" + s.column + "_progress_" + name }
		r["t"+of("eligible_pupils")], r["t"+of("score")] = ten(p, measured), decimal(float64(p.counts[s.column+" progress"])/100, 2)
		r["avg"+of("score")], r["avg"+of("score_lower_CI")], r["avg"+of("score_upper_CI")] = scored(mean), scored(mean-margin), scored(mean+margin)
	}
}

// hidden is a cell of an authority, c where one to three pupils are in it or
// left out of it.
func hidden(p placed, part, whole int, cell string) string {
	few := func(n int) bool { return n > 0 && n < 4 }
	if p.area != nil && (few(part) || few(whole-part)) {
		return "c"
	}
	return cell
}

// scored prints a progress score; k for one that is not nothing but rounds to it.
func scored(x float64) string {
	text := decimal(x, 2)
	if (text == "0" || text == "-0") && x != 0 {
		return "k"
	}
	return text
}

var keyStage4CareColumns = []string{"t_pupils", "t_att8", "avg_att8", "t_l2basics_95", "pt_l2basics_95", "t_l2basics_94", "pt_l2basics_94",
	"t_inp8calc", "t_p8score", "avg_p8score", "p8score_CI_low", "p8score_CI_upp"}

// keyStage4CareTable is GCSE results.
func (w *world) keyStage4CareTable() *table {
	drawn := map[string]map[int][]float64{}
	for _, g := range careGroups {
		drawn[g.key] = w.draw(g.points, outcomeYears)
	}
	return w.outcomeTable("ees/outcomes_cin_cla/ks4_la.csv", keyStage4CareColumns,
		func(g careGroup, year int) []tally {
			return w.areaCounts(year*10000+630, "key stage 4 "+g.key, func(rng *rand.Rand, a *area) tally {
				pupils := round(classOf(a, year) * g.part / 100 * (1.9 + 0.15*bounded(rng)))
				if g.key == "cla" && a.name == ownArea {
					pupils = round(ownLeavers[year])
				}
				return keyStage4Care(rng, pupils, drawn[g.key][year][a.index])
			})
		}, keyStage4CareCells)
}

// keyStage4Care keeps points in quarters, as they are given, and progress in
// thousandths.
func keyStage4Care(rng *rand.Rand, pupils int, points float64) tally {
	return tally{"pupils": pupils, "points": round(points * 4 * float64(pupils)), "strong": level(pupils, points*points/40),
		"standard": level(pupils, points*points/20), "measured": level(pupils, 84),
		"progress": round(float64(level(pupils, 84)) * (-1250 + 20*(points-19) + 90*bounded(rng)))}
}

func keyStage4CareCells(r record, p placed, year int) {
	pupils := p.counts["pupils"]
	mean := float64(p.counts["points"]) / 4 / float64(max(1, pupils))
	r["t_pupils"], r["t_att8"], r["avg_att8"] = ten(p, pupils), decimal(float64(p.counts["points"])/4, 2), decimal(mean, 1)
	for column, key := range map[string]string{"l2basics_95": "strong", "l2basics_94": "standard"} {
		n := p.counts[key]
		r["t_"+column], r["pt_"+column] = hidden(p, n, pupils, ten(p, n)), hidden(p, n, pupils, percent(n, pupils))
	}
	if year != 2022 && year != 2023 && year != 2024 {
		return
	}
	measured := p.counts["measured"]
	gain, margin := float64(p.counts["progress"])/1000/float64(max(1, measured)), 2.35/sqrt(measured)
	r["t_inp8calc"], r["t_p8score"] = ten(p, measured), decimal(float64(p.counts["progress"])/1000, 3)
	r["avg_p8score"], r["p8score_CI_low"], r["p8score_CI_upp"] = scored(gain), scored(gain-margin), scored(gain+margin)
}

// sqrt is the square root of a count, at least 1.
func sqrt(n int) float64 { return math.Sqrt(float64(max(1, n))) }
