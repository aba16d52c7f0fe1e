package main

import "math/rand/v2"

// notIssued is the share of assessments that ended without a plan.
var notIssued = series{
	name: "not issued", scale: percentages, spread: 0.45, wobble: 0.2, weight: residentsOf,
	england: yearly(2020, 5.0, 5.8, 5.7, 5.2, 6.1, 6.4),
	fixed:   map[string]map[int]float64{ownArea: yearly(2020, 4.4, 5.1, 5.0, 4.6, 5.6, 6.3)},
}

// toldInTime is the share of these decisions that were made within 16 weeks.
var toldInTime = series{
	name: "no plan in 16 weeks", scale: percentages, spread: 0.7, wobble: 0.3, weight: residentsOf,
	england: yearly(2023, 36.4, 34.5, 37.2),
	fixed:   map[string]map[int]float64{ownArea: yearly(2023, 31, 34, 42)},
}

var assessmentColumns = []string{"assess_in_year", "assess_issued", "assess_not_issued", "assess_not_made", "assess_withdrawn",
	"outcome_decision_within_time", "outcome_decision_over_time", "number_assess_mediation", "number_assess_tribunal",
	"number_asssess_mediation_tribunal", "number_other_mediation", "number_other_tribunal", "number_other_mediation_tribunal"}

// assessmentsFile is assessments, how they ended and what went to mediation or
// appeal. The plans issued are those of the 20-week file.
func (w *world) assessmentsFile() ehcFile {
	years := issuedYears[1:]
	issued, refusals, told := w.issuedPlans(), w.draw(notIssued, years), w.draw(toldInTime, years[3:])
	return ehcFile{name: "assessments", all: "All EHC needs assessments", columns: assessmentColumns, years: years,
		counts: func(year int) []tally {
			return w.areaCounts(year*10000+630, "assessments", func(rng *rand.Rand, a *area) tally {
				if issued[year][a.index] == nil {
					return nil
				}
				inTime := 0.0
				if year >= personLevel {
					inTime = told[year][a.index]
				}
				c := assessmentTally(rng, issued[year][a.index]["den"], refusals[year][a.index], inTime)
				if a.name == "Dunholt" && year == 2024 {
					delete(c, "number_other_mediation") // x, and in no total
				}
				return c
			})
		},
		symbol: assessmentSymbol}
}

func assessmentTally(rng *rand.Rand, issued int, refused, inTime float64) tally {
	c := tally{"assess_issued": issued}
	c["assess_not_issued"] = round(float64(issued) * refused / (100 - refused))
	c["assess_not_made"] = poisson(rng, float64(issued)*0.001)
	c["assess_withdrawn"] = poisson(rng, float64(issued)*0.0035)
	for _, part := range []string{"assess_issued", "assess_not_issued", "assess_not_made", "assess_withdrawn"} {
		c["assess_in_year"] += c[part]
	}
	c["outcome_decision_within_time"] = level(c["assess_not_issued"], inTime)
	c["outcome_decision_over_time"] = c["assess_not_issued"] - c["outcome_decision_within_time"]
	c["number_assess_mediation"] = level(c["assess_not_issued"], 32+5*bounded(rng))
	c["number_assess_tribunal"] = level(c["assess_not_issued"], 22+4*bounded(rng))
	c["number_asssess_mediation_tribunal"] = level(c["number_assess_tribunal"], 33)
	c["number_other_mediation"] = level(issued, 1.9+0.35*bounded(rng))
	c["number_other_tribunal"] = level(issued, 3+0.5*bounded(rng))
	c["number_other_mediation_tribunal"] = level(c["number_other_tribunal"], 22)
	return c
}

// assessmentSymbol marks what was not asked for before 2022 and 2023, and
// Dunholt's mediation of 2024, which was not returned.
func assessmentSymbol(p placed, _ group, column string, year int) string {
	switch column {
	case "assess_issued", "assess_not_issued":
		return ""
	case "assess_not_made", "outcome_decision_within_time", "outcome_decision_over_time",
		"number_asssess_mediation_tribunal", "number_other_mediation_tribunal":
		if year < personLevel {
			return "x"
		}
	case "number_other_mediation":
		if p.is("Dunholt") && year == 2024 {
			return "x"
		}
	}
	if year < 2022 {
		return "x"
	}
	return ""
}

// ceasedReasons are why plans ceased, with England's shares.
var ceasedReasons = []struct {
	column string
	share  float64
}{{"max_age", 4.6}, {"needs_met", 8.9}, {"he", 5.6}, {"employ", 9}, {"transfer", 30}, {"no_engage", 36.5}, {"moved_outside_eng", 2.1},
	{"deceased", 1.1}, {"other", 2.2}}

var ceasedAges, ceasedWeights = ages("age ", 0.05, 0.2, 1, 1.6, 1.8, 1.9, 2, 1.9, 2.4, 2.2, 2.2, 2.5, 2.7, 3, 3.8, 4.6, 11.4, 13.4, 41.3)

// ceasedFile is plans that ceased. As many as left Wexmoor's caseload between
// two Januaries, and elsewhere about as many.
func (w *world) ceasedFile() ehcFile {
	columns := []string{"total_ceased"}
	for _, r := range ceasedReasons {
		columns = append(columns, r.column)
	}
	held, issued := w.draw(plansHeld, span(2020, 2026)), w.draw(newPlans, issuedYears)
	return ehcFile{name: "ceased_plans", all: "All ceased EHC plans", columns: columns, years: span(2022, 2025),
		counts: func(year int) []tally {
			return w.areaCounts(year*10000+630, "ceased", func(rng *rand.Rand, a *area) tally {
				before := held[year][a.index]
				left := before + issued[year][a.index] - held[year+1][a.index]
				// Records of plans do not always balance: keep to what is usual.
				left = max(0.045*before, min(left, 0.085*before))
				return ceasedTally(rng, round(left*a.residents(year)/10000))
			})
		},
		groups: func(int) []group { return append(titled("Age plan ceased", ceasedAges), sexes...) },
		symbol: ceasedSymbol}
}

func ceasedTally(rng *rand.Rand, total int) tally {
	c := tally{"total_ceased": total}
	weights := make([]float64, len(ceasedReasons))
	for i, r := range ceasedReasons {
		weights[i] = r.share
	}
	for i, n := range share(total, vary(rng, weights, 0.15)) {
		c[ceasedReasons[i].column] = n
	}
	c.split(rng, sexes, []float64{0.3, 0.7}, nil, "total_ceased")
	c.split(rng, ceasedAges, ceasedWeights, nil, "total_ceased")
	return c
}

// ceasedSymbol hides ages with few plans, and how many died where they were
// fewer than six: with them who moved out of England, since the rest would give
// them away.
func ceasedSymbol(p placed, g group, column string, _ int) string {
	if g.prefix != "" && column != "total_ceased" {
		return "x"
	}
	if p.area != nil && g.topic == "Age plan ceased" && p.counts.fewIn(ceasedAges, column, g.prefix) {
		return "c"
	}
	small := p.area != nil && p.counts["deceased"] < 6
	if small && g.prefix == "" && (column == "deceased" || column == "moved_outside_eng") {
		return "c"
	}
	return ""
}
