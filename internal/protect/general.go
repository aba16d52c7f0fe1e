package protect

// general finds changes under any equations. It looks at the cells around the
// one that is to move, solves the linear relaxation exactly in whole numbers,
// and makes the answer whole; where that fails, or the table is too large, it
// repairs row after row in small steps. What it does not find counts as not
// there, which may hide a cell too many and never one too few.
type general struct {
	t   *table
	net *network // for changes that leave the cells apart alone
}

// The bounds of a single search.
const (
	maxNearby  = 240     // cells that are looked at
	maxStep    = 1 << 20 // how far one cell is moved
	maxMissed  = 64      // the largest denominator that is cleared
	maxRepairs = 1000    // attempts of the stepwise search
	maxDepth   = 14      // its steps one after another
)

func (g *general) find(cell int, direction int64, hidden []bool, reach bool) ([]step, bool) {
	t := g.t
	if direction < 0 && t.down[cell] == 0 || direction > 0 && t.up[cell] == 0 {
		return nil, false
	}
	var route []step
	ok, large := false, len(t.open) > maxFree
	if !g.net.apart[cell] {
		route, ok = g.net.find(cell, direction, hidden, reach)
		if ok && (!reach || large) || !ok && !reach && !g.usesApart(hidden) {
			return route, ok
		}
	}
	if large && !reach {
		if route, ok := g.repair(cell, direction, g.usable(hidden, false), hidden); ok {
			return route, true
		}
	}
	other, okOther := g.relaxed(cell, direction, hidden, reach)
	if okOther && (!ok || t.price(other, hidden).less(t.price(route, hidden))) {
		return other, true
	}
	if large && reach && !ok {
		return g.repair(cell, direction, g.usable(hidden, true), hidden)
	}
	return route, ok
}

func (g *general) usable(hidden []bool, reach bool) []int {
	out := make([]int, 0, len(hidden))
	for c, h := range hidden {
		if h || reach {
			out = append(out, c)
		}
	}
	return out
}

// relaxed finds a change by way of the linear relaxation.
func (g *general) relaxed(cell int, direction int64, hidden []bool, reach bool) ([]step, bool) {
	t := g.t
	near := g.nearby(cell, hidden, reach)
	p := newProgram(t, cell, direction, near, hidden)
	result := p.solve()
	t.effort += p.effort
	if result == nil {
		t.unsure = t.unsure || p.gaveUp || len(near) == maxNearby
		return nil, false
	}
	if route, ok := whole(result); ok && t.holds(route) {
		return route, true
	}
	moved := make([]int, 0, len(result))
	for _, f := range result {
		moved = append(moved, f.cell)
	}
	for _, usable := range [][]int{moved, near} {
		if route, ok := g.repair(cell, direction, usable, hidden); ok {
			return route, true
		}
	}
	t.unsure = true
	return nil, false
}

// repair searches by small steps among some cells.
func (g *general) repair(cell int, direction int64, usable []int, hidden []bool) ([]step, bool) {
	r := newRepairer(g.t, hidden, usable)
	r.usable[cell] = false
	r.move(cell, direction)
	ok := r.run(maxDepth)
	g.t.effort += 100 * r.attempts
	return r.route(), ok
}

// nearby are the usable cells around a cell, the nearest first, at most
// maxNearby of them.
func (g *general) nearby(cell int, hidden []bool, reach bool) []int {
	t := g.t
	seen := map[int]bool{cell: true}
	rows := make([]bool, len(t.rows))
	out := []int{cell}
	for n := 0; n < len(out); n++ {
		for _, r := range t.in[out[n]] {
			if rows[r] {
				continue
			}
			rows[r] = true
			for _, x := range t.rows[r] {
				if !seen[x.cell] && (hidden[x.cell] || reach) && len(out) < maxNearby {
					seen[x.cell] = true
					out = append(out, x.cell)
				}
			}
		}
	}
	return out
}

// fraction is the change of one cell in the relaxation.
type fraction struct {
	cell     int
	num, den int64
}

// whole multiplies a change by what makes it whole.
func whole(change []fraction) ([]step, bool) {
	by := int64(1)
	for _, f := range change {
		if by = by / gcd(by, f.den) * f.den; by > maxMissed {
			return nil, false
		}
	}
	out := make([]step, 0, len(change))
	for _, f := range change {
		out = append(out, step{f.cell, f.num * (by / f.den)})
	}
	return out, true
}

// usesApart reports whether a hidden cell stands apart, so that the network
// does not know all changes.
func (g *general) usesApart(hidden []bool) bool {
	for c, apart := range g.net.apart {
		if apart && hidden[c] {
			return true
		}
	}
	return false
}
