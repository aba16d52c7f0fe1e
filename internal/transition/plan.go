package transition

import (
	"fmt"
	"math"
	"slices"

	"github.com/sendpack/sendpack/internal/draw"
)

// playing is rates made ready for simulation: every cell that somebody can be
// in has a pair to leave and one to move, and a list of destinations.
type playing struct {
	pairs []pair     // leave by cell, then move by cell, then join by school year
	lots  [][]target // destinations by cell, then of joiners by school year
}

// yearPlan is what holds in one projected year of one scenario.
type yearPlan struct {
	year      int
	rates     int                     // position among the scenario's playing rates
	people    []int                   // residents by school year
	residents [highestNCY + 6]float64 // by school year - lowestNCY, for shares of the population
	joining   float64                 // trend of joining
	goes      []combo                 // by cell: itself, where it is sent, or outside when it is shut
	closed    []bool                  // by cell
	resort    []combo                 // by cell: where the children of a closed setting go at last
	transfers []Rule
	caps      []Rule
	cost      []float64 // by cell
}

// course is a scenario made ready: its years and the rates that they use.
type course struct {
	name  string
	rates []*playing
	fits  []*rates
	years []yearPlan
}

// newCourse works out each year of a scenario. Years in which the same rules
// act share their rates.
func (m *model) newCourse(name string, rules []Rule, t Trend) *course {
	c := &course{name: name}
	known := map[string]int{}
	for year := m.seed + 1; year <= m.horizon; year++ {
		fitted := fitting(rules, year)
		key := fmt.Sprint(ruleOrder(rules, fitted))
		if _, ok := known[key]; !ok {
			known[key] = len(c.rates)
			r := m.fit(fitted)
			c.fits, c.rates = append(c.fits, r), append(c.rates, m.playing(r))
		}
		p := yearPlan{year: year, rates: known[key], joining: t.factor(year - m.seed)}
		m.planPeople(&p, rules)
		m.planDoors(&p, rules)
		m.planCost(&p, rules)
		for _, r := range rules {
			switch {
			case !r.acts(year):
			case r.Kind == KindTransfer:
				p.transfers = append(p.transfers, r)
			case r.Kind == KindCap:
				p.caps = append(p.caps, r)
			}
		}
		c.years = append(c.years, p)
	}
	return c
}

// fitting is the rules that change the rates of a year. What history leaves
// out is left out of all years.
func fitting(rules []Rule, year int) []Rule {
	var out []Rule
	for _, r := range rules {
		if r.Kind == KindHistory || ((r.Kind == KindRate || r.Kind == KindJoiners) && r.acts(year)) {
			out = append(out, r)
		}
	}
	return out
}

// ruleOrder names rules by their positions.
func ruleOrder(all, some []Rule) []int {
	var out []int
	for _, r := range some {
		out = append(out, slices.IndexFunc(all, func(o Rule) bool { return o.pos == r.pos && o.Order == r.Order && o.Kind == r.Kind }))
	}
	return out
}

// playing fills in states that are not valid. A plan that stands in one all
// the same takes the rates of the nearest school year in which its state is
// valid, or those of everybody in its school year. Without KeepUnplaced they
// are left empty, and who stands there is dropped.
func (m *model) playing(r *rates) *playing {
	n := m.cells()
	p := &playing{pairs: make([]pair, 2*n+len(r.join)), lots: make([][]target, n+len(r.joinWhere))}
	copy(p.pairs, r.leave)
	copy(p.pairs[n:], r.move)
	copy(p.pairs[2*n:], r.join)
	copy(p.lots, r.where)
	copy(p.lots[n:], r.joinWhere)
	if !m.set.KeepUnplaced {
		return p
	}
	for c, ok := range m.valid {
		if ok {
			continue
		}
		ncy, k := m.parts(c)
		if near := m.nearest(ncy, k); near >= 0 {
			p.pairs[c], p.pairs[n+c], p.lots[c] = r.leave[near], r.move[near], r.where[near]
			continue
		}
		p.pairs[c] = r.leavePrior[ncy-m.low]
		if m.canLeave[m.setting(k)] {
			p.pairs[n+c] = r.movePrior[ncy-m.low]
		}
	}
	return p
}

// nearest is the cell of the nearest school year in which a combo is valid, the
// earlier of two; -1 when there is none.
func (m *model) nearest(ncy int, k combo) int {
	for d := 1; d <= m.high-m.low; d++ {
		for _, y := range [2]int{ncy - d, ncy + d} {
			if m.isValid(y, k) {
				return m.cell(y, k)
			}
		}
	}
	return -1
}

// planPeople is the residents of each school year, halves rounded up.
func (m *model) planPeople(p *yearPlan, rules []Rule) {
	for ncy := lowestNCY; ncy-lowestNCY < len(p.residents); ncy++ {
		people, _ := m.in.Population.At(p.year, ncy)
		for _, r := range rules {
			if r.Kind == KindPopulation && r.acts(p.year) && r.ages(ncy) {
				people *= r.Factor
			}
		}
		p.residents[ncy-lowestNCY] = min(people, mostPeople)
	}
	for ncy := m.low; ncy <= m.high; ncy++ {
		people := 0.0
		if i := ncy - lowestNCY; i < len(p.residents) {
			people = p.residents[i]
		}
		p.people = append(p.people, int(math.Floor(people+0.5)))
	}
}

// planDoors says of each cell whether it can be entered in a year.
func (m *model) planDoors(p *yearPlan, rules []Rule) {
	p.goes, p.closed, p.resort = make([]combo, m.cells()), make([]bool, m.cells()), make([]combo, m.cells())
	sent := make([]combo, m.cells())
	for c := range p.goes {
		_, k := m.parts(c)
		p.goes[c], p.resort[c], sent[c] = k, outside, outside
		if m.set.KeepUnplaced && !m.valid[c] {
			p.goes[c] = outside
		}
	}
	for _, r := range rules {
		if r.Kind == KindClose && r.acts(p.year) {
			m.shut(p, r, sent)
		}
	}
	for c, shut := range p.closed {
		if !shut {
			continue
		}
		ncy, _ := m.parts(c)
		p.goes[c] = outside
		if to := sent[c]; to != outside {
			p.resort[c] = to
			if d := m.cell(ncy, to); !p.closed[d] && m.valid[d] {
				p.goes[c] = to
			}
		}
	}
}

// shut closes the cells of a rule's settings and notes where it sends people.
func (m *model) shut(p *yearPlan, r Rule, sent []combo) {
	for c := range p.closed {
		ncy, k := m.parts(c)
		need, setting := m.name(k)
		if !r.ages(ncy) || !passes(r.Need2, need) || !passes(r.Setting2, setting) {
			continue
		}
		p.closed[c] = true
		if to, ok := m.setAt[r.ToSetting]; ok {
			sent[c] = m.combo(m.need(k), to)
		}
	}
}

// planCost is the unit cost of each cell in a year.
func (m *model) planCost(p *yearPlan, rules []Rule) {
	if len(m.in.Costs) == 0 {
		return
	}
	p.cost = make([]float64, m.cells())
	base := m.set.PriceYear
	if base == 0 {
		base = m.seed
	}
	unit := m.unitCosts()
	for c := range p.cost {
		ncy, k := m.parts(c)
		need, setting := m.name(k)
		pounds := unit[k]
		for _, r := range rules {
			if r.Kind != KindCost || !r.acts(p.year) || !r.ages(ncy) || !passes(r.Need2, need) || !passes(r.Setting2, setting) {
				continue
			}
			if r.openEnded {
				pounds *= math.Pow(r.Factor, float64(p.year-base))
			} else {
				pounds *= r.Factor
			}
		}
		p.cost[c] = pounds
	}
}

// unitCost is a state's cost, that of its need before that of every need.
func (m *model) unitCost(need, setting string) (float64, bool) {
	pounds, found := 0.0, false
	for _, c := range m.in.Costs {
		if c.Setting != setting {
			continue
		}
		if c.Need == need {
			return c.Pounds, true
		}
		if c.Need == "*" {
			pounds, found = c.Pounds, true
		}
	}
	return pounds, found
}

// unitCosts is the unit cost of each combo, 0 where there is none.
func (m *model) unitCosts() []float64 {
	out := make([]float64, m.combos())
	for k := range out {
		need, setting := m.name(combo(k))
		out[k], _ = m.unitCost(need, setting)
	}
	return out
}

// canMove says whether somebody in a setting can move into the coming school
// year: the setting may be left, and another is valid there.
func (m *model) canMove() []bool {
	out := make([]bool, m.cells())
	for ncy := m.low; ncy < m.high; ncy++ {
		next := m.settingsValid(ncy + 1)
		others := 0
		for _, ok := range next {
			if ok {
				others++
			}
		}
		for k := range combo(m.combos()) {
			at := m.setting(k)
			n := others
			if next[at] {
				n--
			}
			out[m.cell(ncy, k)] = m.canLeave[at] && n > 0
		}
	}
	return out
}

// joinKeys name the joiners of each school year for random numbers.
func (m *model) joinKeys() []uint64 {
	var out []uint64
	for ncy := m.low; ncy <= m.high; ncy++ {
		out = append(out, draw.Key(fmt.Sprintf("%d|%s", ncy, NonSend)))
	}
	return out
}

// comboKeys name each need and setting.
func (m *model) comboKeys() []uint64 {
	var out []uint64
	for k := range combo(m.combos()) {
		need, setting := m.name(k)
		out = append(out, draw.Key(need+"|"+setting))
	}
	return out
}
