package main

import "math/rand/v2"

// reviewed is the share of expected reviews that were done in the year. In
// 2025 completed reviews took the place of review meetings.
var reviewed = series{
	name: "reviewed", scale: percentages, spread: 0.6, wobble: 0.2, weight: residentsOf,
	england: yearly(2024, 60.8, 63.5),
	fixed:   map[string]map[int]float64{ownArea: yearly(2024, 57.4, 62.9)},
}

// decided is the share of review decisions told within four weeks.
var decided = series{
	name: "decided", scale: percentages, spread: 0.6, wobble: 0.2, weight: residentsOf,
	england: yearly(2024, 44.6, 46.3),
	fixed:   map[string]map[int]float64{ownArea: yearly(2024, 38.9, 43.7)},
}

var reviewAges, reviewWeights = ages("Aged ", 0.1, 0.4, 2.1, 4, 5.3, 6, 6.3, 6.5, 6.8, 7.4, 7.6, 7.7, 7.6, 7.3, 6.6, 5.6, 5.1, 3.6, 4)

// reviewLeans are how likely a review was done, and told, on time at each of
// these ages: less so where schools change and for young adults.
var reviewLeans = []float64{0.93, 0.96, 0.98, 1, 1.01, 1.01, 1.02, 1.02, 1.03, 0.98, 1, 1, 1.01, 1.01, 0.98, 0.99, 0.98, 0.95, 0.92}

// reviewFiles is one file for each release: the names of its columns hold the
// year.
func (w *world) reviewFiles() []ehcFile {
	done, told := w.draw(reviewed, []int{2024, 2025}), w.draw(decided, []int{2024, 2025})
	file := func(year int, name, all, ageTopic string, columns ...string) ehcFile {
		return ehcFile{name: name, all: all, columns: columns, years: []int{year},
			counts: func(int) []tally {
				plans := w.plans(year + 1)
				return w.areaCounts(year*10000+630, "annual reviews", func(rng *rand.Rand, a *area) tally {
					if a.name == "Broadhythe" || a.name == "Farrowby" && year == 2024 {
						return nil // not returned
					}
					return reviewTally(rng, plans[a.index], done[year][a.index], told[year][a.index]).renamed(columns)
				})
			},
			groups: func(int) []group { return append(titled(ageTopic, reviewAges), sexes...) },
			symbol: func(p placed, g group, _ string, _ int) string {
				if p.area != nil && (g.prefix == reviewAges[0].prefix || g.prefix == reviewAges[1].prefix) {
					return "c" // hardly any child has a plan so early
				}
				return ""
			}}
	}
	return []ehcFile{
		file(2024, "annual_reviews_2025", "All annual reviews", "Child or young persons age", "total_ehc_plans", "review_expected", "review_meeting_24", "number_decsion_4weeks", "number_decision_gt_4weeks", "total_review_meeting"),
		file(2025, "annual_reviews_2026", "All EHC plans", "Age at 31 August 2025", "total_ehc_plans", "review_expected_2025", "review_completed_2025", "decision_4_weeks", "decision_over_4_weeks"),
	}
}

// reviewKeys are the counts of a review file, in the order of its columns.
var reviewKeys = []string{"plans", "expected", "done", "quick", "slow", "meetings"}

// reviewTally counts plans, of these the reviews expected, of these the
// meetings on record, and so on down to decisions told in time.
func reviewTally(rng *rand.Rand, plans int, done, told float64) tally {
	c := tally{"plans": plans, "expected": level(plans, 82+1.5*bounded(rng))}
	c["done"] = level(c["expected"], done)
	c["meetings"] = min(c["expected"], c["done"]+level(c["expected"], 21))
	c["decisions"] = level(c["done"], 88+3*bounded(rng))
	c["quick"] = level(c["decisions"], told)
	chain := []string{"plans", "expected", "meetings", "done", "decisions", "quick"}
	c.split(rng, reviewAges, reviewWeights, reviewLeans, chain...)
	c.split(rng, sexes, []float64{0.29, 0.71}, even(2), chain...)
	for _, g := range reviewGroups() {
		c[g.prefix+"slow"] = c[g.prefix+"decisions"] - c[g.prefix+"quick"]
	}
	return c
}

// reviewGroups are all, the ages and the sexes.
func reviewGroups() []group { return append(append([]group{{}}, reviewAges...), sexes...) }

// renamed gives a file's names to the counts of all and of each group.
func (t tally) renamed(columns []string) tally {
	named := tally{}
	for _, g := range reviewGroups() {
		for i, column := range columns {
			named[g.prefix+column] = t[g.prefix+reviewKeys[i]]
		}
	}
	return named
}
