package transition

import (
	"maps"
	"slices"
	"sort"
	"strconv"

	"github.com/sendpack/sendpack/internal/draw"
)

// combo is a need and a setting, as one number; outside means without a plan.
type combo = int32

const outside combo = -1

// space numbers everything that can occur: school years from low to high, needs
// and settings. A cell is a school year with a combo.
type space struct {
	low, high       int
	top             int // last school year in which a plan may run
	needs, settings []string
	needAt, setAt   map[string]int
	groups          []string
	groupOf         []int    // of a setting
	valid           []bool   // of a cell
	reach           [][]bool // from setting, to setting
	canLeave        []bool   // a setting whose reach holds two codes
	keys            []uint64 // of a cell, for random numbers; depends on its name alone
}

// newSpace numbers the settings and needs of the valid states and of the data
// in order of their codes, so that the order of rows changes nothing.
func newSpace(in Inputs, top int) *space {
	s := &space{low: highestNCY, high: top + 1, top: top}
	needs, settings := map[string]bool{}, map[string]bool{}
	note := func(ncy int, need, setting string) {
		if setting == NonSend {
			return
		}
		needs[need], settings[setting] = true, true
		s.low, s.high = min(s.low, ncy), max(s.high, ncy+1)
	}
	for _, v := range in.Settings {
		for _, n := range v.Needs {
			note(v.Min, n, v.Code)
			note(v.Max, n, v.Code)
		}
	}
	for _, t := range in.Transitions {
		note(t.NCY, t.Need1, t.Setting1)
		note(t.NCY+1, t.Need2, t.Setting2)
	}
	s.needs, s.settings = slices.Sorted(maps.Keys(needs)), slices.Sorted(maps.Keys(settings))
	s.needAt, s.setAt = positions(s.needs), positions(s.settings)
	s.addSettings(in.Settings)
	return s
}

func positions(list []string) map[string]int {
	out := make(map[string]int, len(list))
	for i, x := range list {
		out[x] = i
	}
	return out
}

// cellsNeeded is how many cells the inputs ask for, without making them.
func cellsNeeded(in Inputs) int {
	needs, settings := map[string]bool{}, map[string]bool{}
	for _, v := range in.Settings {
		settings[v.Code] = true
		for _, n := range v.Needs {
			needs[n] = true
		}
	}
	for _, t := range in.Transitions {
		needs[t.Need1], settings[t.Setting1] = true, true
		needs[t.Need2], settings[t.Setting2] = true, true
	}
	return len(needs) * len(settings) * (highestNCY - lowestNCY + 2)
}

func (s *space) addSettings(list []Setting) {
	n := len(s.settings)
	s.valid, s.keys = make([]bool, s.cells()), make([]uint64, s.cells())
	s.reach, s.canLeave, s.groupOf = make([][]bool, n), make([]bool, n), make([]int, n)
	groups := map[string]bool{}
	group := make([]string, n)
	for i := range s.settings {
		s.reach[i] = make([]bool, n)
		group[i] = s.settings[i]
	}
	for _, v := range list {
		at := s.setAt[v.Code]
		if v.Group != "" {
			group[at] = v.Group
		}
		s.canLeave[at] = len(v.Reach) >= 2
		for _, to := range v.Reach {
			if i, ok := s.setAt[to]; ok {
				s.reach[at][i] = true
			}
		}
		for _, need := range v.Needs {
			for ncy := v.Min; ncy <= v.Max; ncy++ {
				s.valid[s.cell(ncy, s.combo(s.needAt[need], at))] = true
			}
		}
	}
	for _, g := range group {
		groups[g] = true
	}
	s.groups = slices.Sorted(maps.Keys(groups))
	at := positions(s.groups)
	for i, g := range group {
		s.groupOf[i] = at[g]
	}
	for c := range s.keys {
		ncy, k := s.parts(c)
		s.keys[c] = draw.Key(strconv.Itoa(ncy) + "|" + s.needs[s.need(k)] + "|" + s.settings[s.setting(k)])
	}
}

func (s *space) combos() int { return len(s.needs) * len(s.settings) }

func (s *space) cells() int { return (s.high - s.low + 1) * s.combos() }

func (s *space) combo(need, setting int) combo { return combo(need*len(s.settings) + setting) }

func (s *space) need(k combo) int { return int(k) / len(s.settings) }

func (s *space) setting(k combo) int { return int(k) % len(s.settings) }

func (s *space) cell(ncy int, k combo) int { return (ncy-s.low)*s.combos() + int(k) }

func (s *space) parts(cell int) (ncy int, k combo) {
	return cell/s.combos() + s.low, combo(cell % s.combos())
}

// comboOf is the number of a need and setting by name; outside for NONSEND.
func (s *space) comboOf(need, setting string) combo {
	if setting == NonSend {
		return outside
	}
	return s.combo(s.needAt[need], s.setAt[setting])
}

// isValid says whether a state may be held in a school year.
func (s *space) isValid(ncy int, k combo) bool {
	return ncy >= s.low && ncy <= s.high && s.valid[s.cell(ncy, k)]
}

// name is the name of a combo: need and setting, or NONSEND twice.
func (s *space) name(k combo) (need, setting string) {
	if k == outside {
		return NonSend, NonSend
	}
	return s.needs[s.need(k)], s.settings[s.setting(k)]
}

// validYears are the school years of the valid states, in order.
func (s *space) validYears() []int {
	var out []int
	for ncy := s.low; ncy <= s.high; ncy++ {
		row := s.valid[s.cell(ncy, 0) : s.cell(ncy, 0)+s.combos()]
		if slices.Contains(row, true) {
			out = append(out, ncy)
		}
	}
	sort.Ints(out)
	return out
}

// settingsValid says which settings are valid in a school year for any need.
func (s *space) settingsValid(ncy int) []bool {
	out := make([]bool, len(s.settings))
	if ncy < s.low || ncy > s.high {
		return out
	}
	for k := range combo(s.combos()) {
		if s.valid[s.cell(ncy, k)] {
			out[s.setting(k)] = true
		}
	}
	return out
}
