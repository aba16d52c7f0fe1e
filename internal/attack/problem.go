package attack

import (
	"slices"
	"sort"
)

// row is an equation in the numbering of a problem.
type row struct {
	cells  []int32
	coefs  []int64
	lo, hi int64
	dead   bool // says nothing any more
}

// problem is a set of cells between limits and rows over them. Its limits only
// ever narrow, by exact arithmetic.
type problem struct {
	lo, hi    []int64
	protected []bool
	rows      []row
	uses      [][]int32 // rows of each cell
	folded    []bool    // cells that were taken into the limits of their only row
	waiting   []bool    // rows in the queue of narrowing
	steps     int       // narrowings left: two limits may creep towards each other for ever
}

// newProblem numbers the cells of a component from 0, leaving equations out
// that skip holds.
func newProblem(s *System, c component, skip map[int]bool) *problem {
	n := len(c.cells)
	p := &problem{lo: make([]int64, n), hi: make([]int64, n), protected: make([]bool, n), folded: make([]bool, n)}
	at := make(map[int]int32, n)
	for i, cell := range c.cells {
		at[cell] = int32(i)
		p.lo[i], p.hi[i], p.protected[i] = s.Cells[cell].Low, s.Cells[cell].High, s.Cells[cell].Protected
	}
	for _, e := range c.equations {
		r := row{lo: s.Equations[e].Low, hi: s.Equations[e].High, dead: skip[e]}
		for _, t := range merged(s.Equations[e].Terms) {
			r.cells = append(r.cells, at[t.Cell])
			r.coefs = append(r.coefs, t.Factor)
		}
		p.rows = append(p.rows, r)
	}
	p.index()
	return p
}

// merged adds up terms of the same cell and sorts by cell, so that the order in
// which figures came does not matter.
func merged(terms []Term) []Term {
	t := append([]Term(nil), terms...)
	sort.Slice(t, func(a, b int) bool { return t[a].Cell < t[b].Cell })
	out := t[:0]
	for _, x := range t {
		if n := len(out); n > 0 && out[n-1].Cell == x.Cell {
			out[n-1].Factor += x.Factor
			continue
		}
		out = append(out, x)
	}
	kept := out[:0]
	for _, x := range out {
		if x.Factor != 0 {
			kept = append(kept, x)
		}
	}
	return kept
}

func (p *problem) index() {
	p.uses = make([][]int32, len(p.lo))
	p.steps = 10_000
	for n := range p.rows {
		if p.rows[n].dead {
			continue
		}
		p.steps += 100 * len(p.rows[n].cells)
		for _, c := range p.rows[n].cells {
			p.uses[c] = append(p.uses[c], int32(n))
		}
	}
}

// none is the row of a conflict where there is no conflict.
const none = -1

// presolve narrows until nothing changes: limits, rows that say nothing, and
// cells without protection that only one row knows. The result is a row that
// cannot hold, or none.
func (p *problem) presolve() int {
	for {
		if bad := p.narrow(p.live()); bad != none {
			return bad
		}
		p.substitute()
		changed := p.bury()
		p.index()
		changed = p.fold() || changed
		if !changed {
			return none
		}
	}
}

func (p *problem) live() []int32 {
	var out []int32
	for n := range p.rows {
		if !p.rows[n].dead {
			out = append(out, int32(n))
		}
	}
	return out
}

// substitute moves cells that are fixed into the limits of their rows.
func (p *problem) substitute() {
	for n := range p.rows {
		r := &p.rows[n]
		if r.dead {
			continue
		}
		k, shift := 0, int64(0)
		for i, c := range r.cells {
			if p.lo[c] == p.hi[c] {
				shift += r.coefs[i] * p.lo[c]
				continue
			}
			r.cells[k], r.coefs[k] = c, r.coefs[i]
			k++
		}
		r.cells, r.coefs = r.cells[:k], r.coefs[:k]
		r.lo, r.hi = shifted(r.lo, -shift), shifted(r.hi, -shift)
	}
}

// shifted keeps a limit that is none.
func shifted(limit, by int64) int64 {
	if limit <= -Unbounded || limit >= Unbounded {
		return limit
	}
	return limit + by
}

// bury takes out rows that hold whatever their cells are.
func (p *problem) bury() bool {
	changed := false
	for n := range p.rows {
		r := &p.rows[n]
		if r.dead {
			continue
		}
		low, high := p.span(r)
		if (r.lo <= -Unbounded || !low.infinite() && low.sum >= r.lo) && (r.hi >= Unbounded || !high.infinite() && high.sum <= r.hi) {
			r.dead, changed = true, true
		}
	}
	return changed
}

// fold takes cells that need no protection and stand in one row alone out of
// it: the row then holds between wider limits. Only a factor of 1 or -1 leaves
// every whole number between them possible.
func (p *problem) fold() bool {
	changed := false
	for c := range p.lo {
		if p.protected[c] || p.folded[c] || p.lo[c] == p.hi[c] || len(p.uses[c]) != 1 {
			continue
		}
		r := &p.rows[p.uses[c][0]]
		i, found := slices.BinarySearch(r.cells, int32(c))
		if !found || abs(r.coefs[i]) != 1 {
			continue
		}
		r.release(i, p.lo[c], p.hi[c])
		p.folded[c], p.uses[c], changed = true, nil, true
	}
	return changed
}

// less is limit - by, or no limit where either is none.
func less(limit, by, unlimited int64) int64 {
	if limit <= -Unbounded || limit >= Unbounded || by <= -Unbounded || by >= Unbounded {
		return unlimited
	}
	return limit - by
}
