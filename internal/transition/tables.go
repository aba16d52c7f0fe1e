package transition

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/forecast"
)

// Flow is how many plans moved from one setting to another before a census.
type Flow struct {
	Scenario, Kind      string
	Year                int
	Setting1, Setting2  string
	Mean, P05, P50, P95 float64
	Sims                int
}

// observedMoves counts the moves of each transition year.
func (m *model) observedMoves() []Flow {
	n := len(m.settings)
	var out []Flow
	for _, y := range m.years {
		counts := make([]int, n*n)
		for _, t := range m.steps {
			if t.year == y && t.from != outside && t.to != outside && m.setting(t.from) != m.setting(t.to) {
				counts[m.setting(t.from)*n+m.setting(t.to)] += t.count
			}
		}
		for i, c := range counts {
			if c > 0 {
				v := float64(c)
				out = append(out, Flow{forecast.Baseline, forecast.KindObserved, y + 1, m.settings[i/n], m.settings[i%n], v, v, v, v, 0})
			}
		}
	}
	return out
}

// moves summarises the moves between settings of all simulations; pairs
// between which nobody ever moves are left out.
func (m *model) moves(c *course, rec *record) []Flow {
	n := rec.settings
	all := make([]Flow, len(c.years)*n*n)
	m.each(len(all), func(i int, values []float64) {
		y, at := i/(n*n), i%(n*n)
		for sim := range values {
			values[sim] = float64(rec.moves[(sim*rec.years+y)*n*n+at])
		}
		s := forecast.Summarise(values)
		all[i] = Flow{c.name, forecast.KindProjected, c.years[y].year, m.settings[at/n], m.settings[at%n],
			s.Mean, s.Quantiles[forecast.P05], s.Quantiles[forecast.P50], s.Quantiles[forecast.P95], rec.sims}
	})
	kept := all[:0]
	for _, f := range all {
		if f.Mean > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

// WriteFlows writes flows.csv.
func WriteFlows(w io.Writer, area string, flows []Flow) error {
	rows := [][]string{{"area", "scenario", "calendar-year", "kind", "setting-1", "setting-2", "mean", "p05", "p50", "p95", "n-sims"}}
	for _, f := range flows {
		row := []string{area, f.Scenario, strconv.Itoa(f.Year), f.Kind, f.Setting1, f.Setting2}
		for _, v := range []float64{f.Mean, f.P05, f.P50, f.P95} {
			row = append(row, strconv.FormatFloat(v, 'f', -1, 64))
		}
		rows = append(rows, append(row, strconv.Itoa(f.Sims)))
	}
	if err := csv.NewWriter(w).WriteAll(rows); err != nil {
		return fmt.Errorf("writing flows: %w", err)
	}
	return nil
}

// Placement is the plans of a placement category, age group and need, as the
// plan for the high needs budget asks for them: the mean over the simulations,
// for the seed year the count.
type Placement struct {
	Year                     int
	Category, AgeGroup, Need string
	Mean                     float64
	Plans                    int // Mean, halves rounded up
}

// placements sums states by setting group, age group and need, parts that are
// empty in every year left out.
func (m *model) placements(c *course, rec *record) []Placement {
	sums, start := rec.stateSums(), m.start
	width := len(m.groups) * len(ageGroups) * len(m.needs)
	at := func(cell int) int {
		ncy, k := m.parts(cell)
		return (m.groupOf[m.setting(k)]*len(ageGroups)+bandOf(ageGroups, ncy))*len(m.needs) + m.need(k)
	}
	years := make([][]float64, len(c.years)+1)
	for y := range years {
		years[y] = make([]float64, width)
	}
	for i, cell := range rec.cells {
		years[0][at(cell)] += float64(start[cell])
		for y := range c.years {
			years[y+1][at(cell)] += float64(sums[y*len(rec.cells)+i])
		}
	}
	var out []Placement
	for y, counts := range years {
		for i, n := range counts {
			if y > 0 {
				n /= float64(rec.sims)
			}
			if n > 0 {
				group, age, need := i/len(m.needs)/len(ageGroups), i/len(m.needs)%len(ageGroups), i%len(m.needs)
				out = append(out, Placement{m.seed + y, m.groups[group], ageGroups[age].name, m.needs[need], n, int(math.Floor(n + 0.5))})
			}
		}
	}
	return out
}

// stateSums adds up each state of each year over the simulations, in whole
// numbers, so that the order does not matter.
func (r *record) stateSums() []int64 {
	width := len(r.cells) * r.years
	out := make([]int64, width)
	for i, n := range r.state {
		out[i%width] += int64(n)
	}
	return out
}

// Capacity is the plans of a phase in one kind of provision, as the forecast
// for the school-capacity return asks for them.
type Capacity struct {
	Year             int
	Phase, Provision string
	Mean             float64
	Plans            int
}

// Provision names the kind of provision that the school-capacity return puts a
// setting group in, by the words in its name; "" when it is none of them.
func Provision(group string) string {
	words := strings.FieldsFunc(strings.ToLower(group), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	is := func(any ...string) bool {
		for _, w := range words {
			for _, a := range any {
				if w == a {
					return true
				}
			}
		}
		return false
	}
	switch {
	case is("unit", "units", "resourced", "resource", "rp", "base"):
		return "units and resourced provision"
	case is("independent", "nmi", "inmss", "iss"):
		return "independent and non-maintained special"
	case is("ap", "pru", "alternative"):
		return "alternative provision"
	case is("special"):
		return "state-funded special"
	}
	return ""
}

// capacity sums states by phase and kind of provision, primary and secondary
// only.
func (m *model) capacity(c *course, rec *record) []Capacity {
	sums := rec.stateSums()
	var out []Capacity
	for y := 0; y <= len(c.years); y++ {
		for _, phase := range []string{"primary", "secondary"} {
			for _, provision := range []string{"units and resourced provision", "independent and non-maintained special", "state-funded special", "alternative provision"} {
				total := 0.0
				for i, cell := range rec.cells {
					ncy, k := m.parts(cell)
					if Phase(ncy) != phase || Provision(m.groups[m.groupOf[m.setting(k)]]) != provision {
						continue
					}
					if y == 0 {
						total += float64(m.start[cell])
					} else {
						total += float64(sums[(y-1)*len(rec.cells)+i])
					}
				}
				if y > 0 {
					total /= float64(rec.sims)
				}
				out = append(out, Capacity{m.seed + y, phase, provision, total, int(math.Floor(total + 0.5))})
			}
		}
	}
	return out
}
