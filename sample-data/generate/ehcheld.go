package main

import "math/rand/v2"

// Parts of the plans held in January. From January 2023 on they were counted
// plan by plan, which gave lower numbers.

// budgets is the share of plans with a personal budget.
var budgets = series{
	name: "personal budgets", scale: percentages, spread: 0.6, wobble: 0.1, weight: residentsOf,
	england: yearly(2021, 5.2, 5.3, 3.7, 3.2, 3.1, 3.1),
	fixed:   map[string]map[int]float64{ownArea: yearly(2021, 6.0, 6.2, 4.3, 4.1, 4.4, 4.7)},
}

// residential is the share of plans with a placement of 38 weeks or more.
var residential = series{
	name: "residential", scale: percentages, spread: 0.35, wobble: 0.08, weight: residentsOf,
	england: yearly(2021, 0.81, 0.70, 0.43, 0.38, 0.35, 0.34),
	fixed:   map[string]map[int]float64{ownArea: yearly(2021, 0.73, 0.66, 0.44, 0.41, 0.38, 0.40)},
}

// internships is the share of plans with a supported internship.
var internships = series{
	name: "internships", scale: percentages, spread: 0.5, wobble: 0.1, weight: residentsOf,
	england: yearly(2025, 0.42, 0.47),
	fixed:   map[string]map[int]float64{ownArea: yearly(2025, 0.48, 0.59)},
}

// partOfPlans counts a share of the plans of each January.
func (w *world) partOfPlans(s series, years []int, of func(rng *rand.Rand, plans, part int) tally) func(year int) []tally {
	shares := w.draw(s, years)
	return func(year int) []tally {
		plans := w.plans(year)
		return w.areaCounts(january(year), s.name, func(rng *rand.Rand, a *area) tally {
			if a.name == "Skelmere" && year == 2025 && s.name == budgets.name {
				return nil // not returned
			}
			return of(rng, plans[a.index], level(plans[a.index], shares[year][a.index]))
		})
	}
}

func (w *world) budgetsFile() ehcFile {
	years := span(2021, 2026)
	return ehcFile{name: "personal_budgets", all: "All personal budgets", years: years, january: true,
		columns: []string{"personal_budget", "org_arrangments", "pb_health", "pb_education", "pb_social", "pb_integrated"},
		counts: w.partOfPlans(budgets, years, func(rng *rand.Rand, _, n int) tally {
			return tally{"personal_budget": n, "org_arrangments": level(n, 18+3*bounded(rng)), "pb_health": level(n, 1.2),
				"pb_education": level(n, 15+3*bounded(rng)), "pb_social": level(n, 66+4*bounded(rng)), "pb_integrated": level(n, 6+1.5*bounded(rng))}
		})}
}

func (w *world) residentialFile() ehcFile {
	years := span(2021, 2026)
	return ehcFile{name: "residential_settings", all: "All residential placements", columns: []string{"Res_3851", "Res_52"}, years: years, january: true,
		counts: w.partOfPlans(residential, years, func(rng *rand.Rand, _, n int) tally {
			longest := level(n, 36+4*bounded(rng))
			return tally{"Res_3851": n - longest, "Res_52": longest}
		})}
}

func (w *world) workBasedFile() ehcFile {
	years := []int{2025, 2026}
	columns := []string{"open_supp_intern", "open_apprentice", "open_trainee", "open_wbp"}
	return ehcFile{name: "work_based_placements", all: "All work based placements", columns: columns, years: years, january: true,
		counts: w.partOfPlans(internships, years, func(rng *rand.Rand, plans, n int) tally {
			c := tally{"open_supp_intern": n, "open_apprentice": level(plans, 0.17+0.03*bounded(rng)), "open_trainee": level(plans, 0.1)}
			for _, column := range columns[:3] {
				c["girls "+column] = level(c[column], 36)
				c["boys "+column] = c[column] - c["girls "+column]
				for _, prefix := range []string{"", "girls ", "boys "} {
					c[prefix+"open_wbp"] += c[prefix+column]
				}
			}
			return c
		}),
		groups: func(int) []group { return sexes }}
}
