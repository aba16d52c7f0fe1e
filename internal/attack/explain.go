package attack

import (
	"context"
	"slices"
)

const (
	mostExplained = 40  // equations that are tried out one by one
	mostGathered  = 400 // equations gathered around a cell
)

// explainer finds the equations that give a cell away.
type explainer struct {
	s    *System
	uses [][]int // equations of each cell, without those that were dropped
}

func newExplainer(s *System, dropped []int) *explainer {
	x := &explainer{s: s, uses: make([][]int, len(s.Cells))}
	out := map[int]bool{}
	for _, d := range dropped {
		out[d] = true
	}
	for n, e := range s.Equations {
		if out[n] {
			continue
		}
		for _, t := range merged(e.Terms) {
			x.uses[t.Cell] = append(x.uses[t.Cell], n)
		}
	}
	return x
}

// because are equations near a determined cell that determine it, by index:
// none of them can be spared where there are few.
func (x *explainer) because(cell int) []int {
	known := map[int]bool{}
	taken := map[int]bool{}
	front := []int{cell}
	var gathered []int
	for len(front) > 0 && len(gathered) < mostGathered {
		var next []int
		for _, c := range front {
			if known[c] {
				continue
			}
			known[c] = true
			for _, n := range x.uses[c] {
				if taken[n] {
					continue
				}
				taken[n] = true
				gathered = append(gathered, n)
				for _, t := range x.s.Equations[n].Terms {
					next = append(next, t.Cell)
				}
			}
		}
		if x.decide(gathered, cell) {
			return x.needed(gathered, cell)
		}
		front = next
	}
	return x.uses[cell]
}

// decide reports whether some equations are enough to determine a cell.
func (x *explainer) decide(equations []int, cell int) bool {
	cells := map[int]bool{cell: true}
	for _, n := range equations {
		for _, t := range x.s.Equations[n].Terms {
			cells[t.Cell] = true
		}
	}
	c := component{equations: equations}
	for i := range cells {
		c.cells = append(c.cells, i)
	}
	slices.Sort(c.cells)
	at, _ := slices.BinarySearch(c.cells, cell)
	p := newProblem(x.s, c, nil)
	clear(p.protected)
	p.protected[at] = true // the others may be folded: only this one is asked for
	_, _, _, bad := p.solve(context.Background(), Limits{Workers: 1, Nodes: 300, Tableau: 200_000})
	return bad == none && p.lo[at] == p.hi[at]
}

// needed leaves out, one after the other, what is not needed.
func (x *explainer) needed(equations []int, cell int) []int {
	out := slices.Clone(equations)
	if len(out) > mostExplained {
		return out
	}
	for i := len(out) - 1; i >= 0; i-- {
		fewer := slices.Delete(slices.Clone(out), i, i+1)
		if x.decide(fewer, cell) {
			out = fewer
		}
	}
	slices.Sort(out)
	return out
}
