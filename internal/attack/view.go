package attack

import "slices"

// view is a problem with what is superfluous for finding solutions left out:
// rows that follow from others, and cells that stand in one row alone, whose
// counts follow from the rest.
type view struct {
	p       *problem
	defined []bool
	defs    []definition // in the order in which they were taken out
	t       *tableau
	tried   bool
}

// definition is a cell and the row that it stood in.
type definition struct {
	cell int32
	row  row
}

// wholeView leaves nothing out.
func wholeView(p *problem) *view {
	return &view{p: p, defined: make([]bool, len(p.lo))}
}

// leanView leaves out what it can.
func leanView(p *problem) *view {
	lean := &problem{lo: slices.Clone(p.lo), hi: slices.Clone(p.hi), protected: p.protected, folded: p.folded}
	for _, r := range p.rows {
		r.cells, r.coefs = slices.Clone(r.cells), slices.Clone(r.coefs)
		lean.rows = append(lean.rows, r)
	}
	v := &view{p: lean, defined: make([]bool, len(p.lo))}
	for _, n := range lean.dependent() {
		lean.rows[n].dead = true
	}
	for changed := true; changed; {
		changed = lean.bury()
		lean.index()
		changed = v.define() || changed
	}
	lean.index()
	return v
}

// define takes cells that stand in one row alone out of it. Only a factor of 1
// or -1 leaves every whole number between the wider limits possible.
func (v *view) define() bool {
	changed := false
	for c := range v.p.lo {
		if v.defined[c] || len(v.p.uses[c]) != 1 || v.p.lo[c] == v.p.hi[c] {
			continue
		}
		r := &v.p.rows[v.p.uses[c][0]]
		i, found := slices.BinarySearch(r.cells, int32(c))
		if !found || abs(r.coefs[i]) != 1 || len(r.cells) == 1 {
			continue
		}
		v.defs = append(v.defs, definition{int32(c), row{cells: slices.Clone(r.cells), coefs: slices.Clone(r.coefs), lo: r.lo, hi: r.hi}})
		r.release(i, v.p.lo[c], v.p.hi[c])
		v.defined[c], v.p.uses[c], changed = true, nil, true
	}
	return changed
}

// release takes term i out of a row whose limits widen by its own.
func (r *row) release(i int, low, high int64) {
	if r.coefs[i] < 0 {
		low, high = -high, -low
	}
	r.lo, r.hi = less(r.lo, high, -Unbounded), less(r.hi, low, Unbounded)
	r.cells, r.coefs = slices.Delete(r.cells, i, i+1), slices.Delete(r.coefs, i, i+1)
}

// expand gives the cells that were left out their counts, as near to what they
// have as their rows let them be.
func (v *view) expand(x []int64) []int64 {
	if len(v.defs) == 0 {
		return x
	}
	out := slices.Clone(x)
	for _, d := range slices.Backward(v.defs) {
		sum, own := int64(0), int64(1)
		for i, c := range d.row.cells {
			if c == d.cell {
				own = d.row.coefs[i]
				continue
			}
			sum = saturated(sum, d.row.coefs[i]*out[c])
		}
		least, most := less(d.row.lo, sum, -Unbounded), less(d.row.hi, sum, Unbounded)
		if own < 0 {
			least, most = -most, -least
		}
		out[d.cell] = min(max(out[d.cell], least, v.p.lo[d.cell]), most, v.p.hi[d.cell])
	}
	return out
}

// first is a solution; without one proved says whether there is none.
func (v *view) first(guess []int64, l Limits) ([]int64, bool) {
	x, proved := newSearch(v.p, guess).find(none, 0, 0, min(l.Nodes, 200+2*len(guess)))
	if x != nil || proved {
		return x, proved
	}
	if t := v.programme(guess, l); t != nil {
		guess = t.point()
		if v.p.holds(guess) {
			return guess, true
		}
	}
	return newSearch(v.p, guess).find(none, 0, 0, l.Nodes)
}

// programme is the linear programme of the view; nil when it is too large or
// found no solution.
func (v *view) programme(guess []int64, l Limits) *tableau {
	if !v.tried {
		v.tried = true
		if v.t = newTableau(v.p, guess, l.Tableau); v.t != nil && !v.t.feasible {
			v.t = nil
		}
	}
	return v.t
}
