package main

import (
	"math/rand/v2"
	"strconv"
)

// newSettings are the places of new plans with England's share, in percent.
var newSettings = []struct {
	column string
	share  float64
}{{"mainstream_total", 75}, {"special_total", 9.4}, {"ap_pru_total", 1.5}, {"fe_total", 2.8}, {"ed_elsewhere", 4.4},
	{"nm_early_years", 3.7}, {"placement_unknown", 3.2}}

// startAges are the ages at which plans start, and England's share of each.
var startAges, startWeights = ages("age ", 0.3, 2.1, 13.6, 13.5, 7.9, 7, 6.6, 6.5, 7.8, 8.3, 5.4, 4.8, 5.2, 4.6, 3.5, 1.7, 0.7, 0.3, 0.2)

// ages are the groups by single year of age from 2 and under to 20 and over.
// Their tallies' prefix is the label, so that it differs from those of others.
func ages(word string, weights ...float64) ([]group, []float64) {
	groups := make([]group, len(weights))
	for i := range weights {
		label := word + strconv.Itoa(i+2)
		switch i {
		case 0:
			label += " and under"
		case len(weights) - 1:
			label += " and over"
		}
		groups[i] = group{label + " ", "", label}
	}
	return groups, weights
}

// titled are groups under a topic.
func titled(topic string, groups []group) []group {
	named := make([]group, len(groups))
	for i, g := range groups {
		named[i] = group{g.prefix, topic, g.label}
	}
	return named
}

// newPlansFile is new plans by setting, with sex and age from the year of
// person-level returns on. Its totals are those of the 20-week file.
func (w *world) newPlansFile() ehcFile {
	columns := []string{"new_ehc_plans"}
	for _, s := range newSettings {
		columns = append(columns, s.column)
	}
	columns = append(columns, "special_independent", "special_non_maintained")
	issued := w.issuedPlans()
	return ehcFile{name: "newplans", all: "New EHC plans", columns: columns, years: issuedYears[1:],
		counts: func(year int) []tally {
			return w.areaCounts(year*10000+630, "new plans by setting", func(rng *rand.Rand, a *area) tally {
				return newPlanTally(rng, issued[year][a.index], year)
			})
		},
		groups: func(year int) []group {
			if year < personLevel {
				return nil
			}
			return append(titled("Age when plan started", startAges), sexes...)
		},
		symbol: func(p placed, g group, column string, year int) string {
			switch {
			case column == "placement_unknown" && year < 2022 || g.prefix != "" && column != "new_ehc_plans":
				return "x"
			case p.area != nil && g.topic == "Age when plan started" && p.counts.fewIn(startAges, column, g.prefix):
				return "c"
			}
			return ""
		}}
}

func newPlanTally(rng *rand.Rand, issued tally, year int) tally {
	if issued == nil {
		return nil
	}
	c := tally{"new_ehc_plans": issued["den"]}
	weights := make([]float64, len(newSettings))
	for i, s := range newSettings {
		if s.column != "placement_unknown" || year >= 2022 {
			weights[i] = s.share
		}
	}
	for i, n := range share(c["new_ehc_plans"], vary(rng, weights, 0.12)) {
		c[newSettings[i].column] = n
	}
	c["special_independent"] = level(c["special_total"], 24+4*bounded(rng))
	c["special_non_maintained"] = level(c["special_total"], 1.5)
	c["girls new_ehc_plans"], c["boys new_ehc_plans"] = issued["girls den"], issued["boys den"]
	c.split(rng, startAges, startWeights, nil, "new_ehc_plans")
	return c
}

// newNeedShares are England's shares of new plans by need, in the order of
// needs: younger children, so more speech and language needs.
var newNeedShares = []float64{27.8, 0.8, 7.4, 0.2, 1.2, 2.4, 0.6, 26.1, 27.6, 1.3, 2.4, 0.5, 1.7}

// newNeedsFile is new plans by need. Pennowick returned none of 2025.
func (w *world) newNeedsFile() ehcFile {
	columns := []string{"ehc_plans"}
	for _, n := range needs {
		columns = append(columns, n.column)
	}
	issued := w.issuedPlans()
	return ehcFile{name: "sen_need_newplans", all: "All EHC plans", columns: columns, years: []int{2024, 2025},
		counts: func(year int) []tally {
			return w.areaCounts(year*10000+630, "new plans by need", func(rng *rand.Rand, a *area) tally {
				if issued[year][a.index] == nil || a.name == "Pennowick" && year == 2025 {
					return nil
				}
				c := tally{"ehc_plans": issued[year][a.index]["den"]}
				for i, n := range share(c["ehc_plans"], vary(rng, newNeedShares, 0.14)) {
					c[needs[i].column] = n
				}
				return c
			})
		}}
}
