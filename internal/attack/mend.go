package attack

import (
	"cmp"
	"slices"
)

const longRow = 24 // cells

// neighbourhoods are how many cells around one are solved anew, one after the
// other until it helps.
var neighbourhoods = []int{150, 600, 2500, 6000}

// mend brings the cells that are still outside their limits within them by
// solving their neighbourhoods anew, with all else as it is. It reports whether
// that made a solution.
func (k *kernel) mend(l Limits) bool {
	for c := range k.x {
		if k.outside(int32(c)) == 0 {
			continue
		}
		mended := false
		for _, size := range neighbourhoods {
			cells := k.around(int32(c), size)
			p := k.within(cells)
			x := k.solved(cells, p, l)
			if x == nil {
				continue
			}
			for i, o := range cells {
				k.x[o] = x[i]
			}
			mended = true
			break
		}
		if !mended {
			return false
		}
	}
	return k.p.holds(k.x)
}

// solved is a solution of a neighbourhood, or nil.
func (k *kernel) solved(cells []int32, p *problem, l Limits) []int64 {
	rows := slices.Clone(p.rows)
	for n := range rows {
		rows[n].cells, rows[n].coefs = slices.Clone(rows[n].cells), slices.Clone(rows[n].coefs)
	}
	whole := &problem{lo: slices.Clone(p.lo), hi: slices.Clone(p.hi), rows: rows}
	if p.presolve() != none {
		return nil
	}
	l.Nodes = min(l.Nodes, 5000)
	x := slices.Clone(p.lo)
	for _, b := range p.blocks(l) {
		guess := make([]int64, len(b.cells))
		for i, c := range b.cells {
			guess[i] = k.x[cells[c]]
		}
		v := leanView(b.p)
		found, _ := v.first(guess, l)
		if found == nil {
			return nil
		}
		found = v.expand(found)
		for i, c := range b.cells {
			x[c] = found[i]
		}
	}
	if !whole.holds(x) {
		return nil
	}
	return x
}

// around are the cells nearest to one, in their own order: all of its short
// rows, and of its long ones the cells with most room, each with its short rows
// in turn.
func (k *kernel) around(c int32, size int) []int32 {
	taken := map[int32]bool{c: true}
	out := []int32{c}
	for i := 0; i < len(out) && len(out) < size; i++ {
		for _, n := range k.p.uses[out[i]] {
			cells := k.p.rows[n].cells
			if len(cells) > longRow {
				cells = k.roomiest(cells)
			}
			for _, o := range cells {
				if !taken[o] {
					taken[o] = true
					out = append(out, o)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// roomiest are the few cells that are farthest from their limits.
func (k *kernel) roomiest(cells []int32) []int32 {
	room := func(c int32) int64 { return min(k.x[c]-k.p.lo[c], k.p.hi[c]-k.x[c]) }
	out := slices.Clone(cells)
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(room(b), room(a)) })
	return out[:longRow/4]
}

// within is the problem of some cells, with all others as they are.
func (k *kernel) within(cells []int32) *problem {
	p := &problem{protected: slices.Repeat([]bool{true}, len(cells)), folded: make([]bool, len(cells))}
	at := make(map[int32]int32, len(cells))
	var rows []int32
	for i, c := range cells {
		at[c] = int32(i)
		p.lo, p.hi = append(p.lo, k.p.lo[c]), append(p.hi, k.p.hi[c])
		rows = append(rows, k.p.uses[c]...)
	}
	slices.Sort(rows)
	for _, n := range slices.Compact(rows) {
		whole := &k.p.rows[n]
		r := row{lo: whole.lo, hi: whole.hi}
		for i, c := range whole.cells {
			own, inside := at[c]
			if !inside {
				r.lo, r.hi = r.lo-whole.coefs[i]*k.x[c], r.hi-whole.coefs[i]*k.x[c]
				continue
			}
			r.cells, r.coefs = append(r.cells, own), append(r.coefs, whole.coefs[i])
		}
		p.rows = append(p.rows, r)
	}
	p.index()
	return p
}
