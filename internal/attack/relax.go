package attack

import "slices"

// relaxed proves limits of a cell from the rows near it alone: what holds
// without the other rows holds with them. ok says that limits were proved that
// leave one count.
func (b *block) relaxed(c int32) bool {
	for _, size := range []int{100, 400, 1500} {
		p, at := b.p.near(c, size)
		t := newTableau(p, p.lo, b.limits.Tableau)
		if t == nil || !t.feasible {
			return false
		}
		for _, sign := range []int64{1, -1} {
			if !t.push(int(at), float64(sign)) {
				continue
			}
			far, ok := t.limit(int(at), sign)
			switch {
			case ok && sign > 0:
				b.p.hi[c] = min(b.p.hi[c], max(far, b.high[c]))
			case ok:
				b.p.lo[c] = max(b.p.lo[c], min(far, b.low[c]))
			}
		}
		if b.p.lo[c] == b.p.hi[c] {
			return true
		}
	}
	return false
}

// near are whole rows around a cell, with all their cells, and the cell's
// number among them.
func (p *problem) near(c int32, size int) (*problem, int32) {
	taken, known := map[int32]bool{}, map[int32]bool{c: true}
	cells, rows := []int32{c}, []int32(nil)
	for i := 0; i < len(cells) && len(cells) < size; i++ {
		for _, n := range p.uses[cells[i]] {
			if taken[n] || len(cells)+len(p.rows[n].cells) > 2*size {
				continue
			}
			taken[n] = true
			rows = append(rows, n)
			for _, o := range p.rows[n].cells {
				if !known[o] {
					known[o] = true
					cells = append(cells, o)
				}
			}
		}
	}
	slices.Sort(cells)
	slices.Sort(rows)
	out := &problem{protected: make([]bool, len(cells)), folded: make([]bool, len(cells))}
	at := make(map[int32]int32, len(cells))
	for i, o := range cells {
		at[o] = int32(i)
		out.lo, out.hi = append(out.lo, p.lo[o]), append(out.hi, p.hi[o])
	}
	for _, n := range rows {
		r := row{lo: p.rows[n].lo, hi: p.rows[n].hi, coefs: slices.Clone(p.rows[n].coefs)}
		for _, o := range p.rows[n].cells {
			r.cells = append(r.cells, at[o])
		}
		out.rows = append(out.rows, r)
	}
	out.index()
	return out, at[c]
}
