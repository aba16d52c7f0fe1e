package transition

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/forecast"
)

// slice is one line of the results: a part of all plans.
type slice struct {
	name, key string
}

// flowSlices is how many parts a cell belongs to of which flows are kept, and
// plainSlices of which plans alone are.
const (
	flowSlices  = 7
	plainSlices = 2
)

// slicing says which parts there are and which of them a cell belongs to.
// Flows carry the school year of their second side, so that in every slice the
// plans aged on, less leavers and movers out, plus movers in and joiners, are the
// plans of the year.
type slicing struct {
	list   []slice
	flows  int                               // the first so many have flows
	of     [][flowSlices + plainSlices]int32 // by cell
	states []int32                           // by cell: position among the states, -1 for none
	cells  []int                             // by state
}

// newSlicing numbers the parts: total, settings, groups, needs, school years,
// phases, ages; then need with setting, and setting with phase.
func (m *model) newSlicing(occupied []bool) *slicing {
	s := &slicing{}
	add := func(name, key string) int32 {
		s.list = append(s.list, slice{name: name, key: key})
		return int32(len(s.list) - 1)
	}
	many := func(name string, keys []string) int32 {
		first := int32(len(s.list))
		for _, k := range keys {
			add(name, k)
		}
		return first
	}
	total := add(forecast.SliceTotal, "all")
	setting, group := many(forecast.SliceSetting, m.settings), many(forecast.SliceSettingGroup, m.groups)
	need := many(forecast.SliceNeed, m.needs)
	var years []string
	for ncy := m.low; ncy <= m.high; ncy++ {
		years = append(years, strconv.Itoa(ncy))
	}
	ncys, phase, age := many(forecast.SliceNCY, years), many(forecast.SlicePhase, bandNames(phases)), many(forecast.SliceAgeGroup, bandNames(ageGroups))
	s.flows = len(s.list)
	pairs := int32(len(s.list))
	for k := range combo(m.combos()) {
		n, t := m.name(k)
		add(forecast.SliceNeedSetting, n+"|"+t)
	}
	both := int32(len(s.list))
	for _, t := range m.settings {
		for _, b := range phases {
			add(forecast.SliceSettingPhase, t+"|"+b.name)
		}
	}
	s.of, s.states = make([][flowSlices + plainSlices]int32, m.cells()), make([]int32, m.cells())
	for c := range s.of {
		ncy, k := m.parts(c)
		at, b := int32(m.setting(k)), int32(bandOf(phases, ncy))
		s.of[c] = [...]int32{total, setting + at, group + int32(m.groupOf[at]), need + int32(m.need(k)), ncys + int32(ncy-m.low), phase + b,
			age + int32(bandOf(ageGroups, ncy)), pairs + k, both + at*int32(len(phases)) + b}
		if s.states[c] = -1; occupied[c] {
			s.states[c] = int32(len(s.cells))
			s.cells = append(s.cells, c)
		}
	}
	return s
}

func bandNames(bands []band) []string {
	var out []string
	for _, b := range bands {
		out = append(out, b.name)
	}
	return out
}

// occupiable is every cell that can hold a plan: valid ones, those of the data,
// and those that can be reached from either.
func (m *model) occupiable(c *course) []bool {
	out := make([]bool, m.cells())
	copy(out, m.valid)
	for _, t := range m.steps {
		if t.from != outside {
			out[m.cell(t.ncy, t.from)] = true
		}
		if t.to != outside {
			out[m.cell(t.ncy+1, t.to)] = true
		}
	}
	for ncy := m.low; ncy < m.high; ncy++ {
		for k := range combo(m.combos()) {
			c0 := m.cell(ncy, k)
			if !out[c0] {
				continue
			}
			for _, y := range c.years {
				if to := y.resort[m.cell(ncy+1, k)]; to != outside {
					out[m.cell(ncy+1, to)] = true
				}
				if to := y.resort[c0]; to != outside {
					out[m.cell(ncy, to)] = true
				}
			}
			if m.set.KeepUnplaced {
				continue
			}
			out[m.cell(ncy+1, k)] = true
			for _, p := range c.rates {
				for _, t := range p.lots[c0] {
					out[m.cell(ncy+1, t.to)] = true
				}
			}
		}
	}
	return out
}

// record is what is kept of all simulations. A window is one simulation's year:
// position simulation × years + year.
type record struct {
	*slicing
	sims, years, settings int
	plans                 []int32    // by window and slice
	flows                 [4][]int32 // by measure, window and slice with flows
	cost                  []float64  // by window and slice with flows; nil without costs
	state                 []uint16   // by window and state
	moves                 []int32    // by window, setting left and setting entered
	noPlace, agedOut      []int32    // leavers by window for want of a valid setting, or of a further year
	lost                  []int32    // plans dropped in parity with the reference model
}

// Positions in record.flows.
const (
	joiners = iota
	leavers
	moversIn
	moversOut
)

func newRecord(s *slicing, sims, years, settings int, costs bool) *record {
	n := sims * years
	r := &record{slicing: s, sims: sims, years: years, settings: settings, plans: make([]int32, n*len(s.list)), moves: make([]int32, n*settings*settings),
		noPlace: make([]int32, n), agedOut: make([]int32, n), lost: make([]int32, n), state: make([]uint16, n*len(s.cells))}
	for i := range r.flows {
		r.flows[i] = make([]int32, n*s.flows)
	}
	if costs {
		r.cost = make([]float64, n*s.flows)
	}
	return r
}

// plansOf is the number of plans of a slice in one simulation's year.
func (r *record) plansOf(sim, year, slice int) float64 {
	return float64(r.plans[(sim*r.years+year)*len(r.list)+slice])
}

// flowOf is a flow of a slice in one simulation's year.
func (r *record) flowOf(flow, sim, year, slice int) float64 {
	return float64(r.flows[flow][(sim*r.years+year)*r.slicing.flows+slice])
}

// costOf is the pounds of a slice in one simulation's year.
func (r *record) costOf(sim, year, slice int) float64 {
	return r.cost[(sim*r.years+year)*r.slicing.flows+slice]
}
