package attack

import (
	"context"
	"slices"
)

const (
	largeBlock   = 1500       // cells
	mostSearched = 20_000_000 // steps of a search, times cells
)

// block is a part of a problem that nothing ties to the rest, with cells that
// are not known yet. low and high are the least and most met in solutions.
type block struct {
	p         *problem
	cells     []int // in the larger problem
	low, high []int64
	seen      bool
	base      []int64 // a solution
	lean      *view
	whole     *view
	limits    Limits
}

// blocks are the parts that hold protected cells.
func (p *problem) blocks(l Limits) []*block {
	s := System{Cells: make([]Cell, len(p.lo))}
	for c := range p.lo {
		s.Cells[c] = Cell{Low: p.lo[c], High: p.hi[c], Protected: p.protected[c] && p.lo[c] < p.hi[c] && len(p.uses[c]) > 0}
	}
	for n := range p.rows {
		r := &p.rows[n]
		if r.dead {
			continue
		}
		e := Equation{Low: r.lo, High: r.hi}
		for i, c := range r.cells {
			e.Terms = append(e.Terms, Term{int(c), r.coefs[i]})
		}
		s.Equations = append(s.Equations, e)
	}
	var out []*block
	for _, c := range components(&s) {
		b := &block{p: newProblem(&s, c, nil), cells: c.cells, limits: l}
		b.low, b.high = make([]int64, len(c.cells)), make([]int64, len(c.cells))
		out = append(out, b)
	}
	return out
}

// solve finds solutions until every protected cell was met with two counts or
// is proved to have one. false when there is no solution at all.
func (b *block) solve(ctx context.Context) bool {
	k := b.p.kernel(b.p.lo)
	first, proved := b.first(k)
	if first == nil {
		return !proved
	}
	b.base = first
	b.meet(wholeView(b.p), first)
	b.wander(k)
	if b.settled() && !b.limits.Widths {
		return true
	}
	if k == nil || len(b.cells) < largeBlock {
		b.vary(ctx, 60)
	}
	b.persuade(ctx, k)
	for c := range b.cells {
		if ctx.Err() != nil {
			return true
		}
		if b.p.protected[c] && b.p.lo[c] < b.p.hi[c] && (b.limits.Widths || b.low[c] == b.high[c]) {
			v := b.viewFor(c)
			b.stretch(v, int32(c), 1)
			b.stretch(v, int32(c), -1)
		}
	}
	return true
}

// first is a solution; without one proved says whether there is none.
func (b *block) first(k *kernel) ([]int64, bool) {
	guess := b.p.lo
	if k != nil {
		if k.descend() || k.mend(b.limits) {
			return slices.Clone(k.x[:len(b.cells)]), true
		}
		guess = k.x[:len(b.cells)]
	}
	x, proved := b.leaner().first(guess, b.limits)
	if x == nil {
		return nil, proved
	}
	return b.lean.expand(x), proved
}

// wander goes from the solution along the moves that no equation notices, and
// stays where most cells have room on both sides.
func (b *block) wander(k *kernel) {
	if k == nil || !k.from(b.base) {
		return
	}
	for range 8 {
		k.walk(func(c int32, count int64) {
			if int(c) < len(b.cells) {
				b.low[c], b.high[c] = min(b.low[c], count), max(b.high[c], count)
			}
		})
		if b.settled() {
			return
		}
	}
	if x := k.x[:len(b.cells)]; b.p.holds(x) {
		b.base = slices.Clone(x)
	}
}

// persuade moves every cell that was met with one count only, one at a time.
func (b *block) persuade(ctx context.Context, k *kernel) {
	if k == nil || !k.p.holds(k.x) {
		return
	}
	for c := range b.cells {
		if ctx.Err() != nil {
			return
		}
		if !b.p.protected[c] || b.low[c] < b.high[c] || b.p.lo[c] == b.p.hi[c] || b.relaxed(int32(c)) {
			continue
		}
		if k.force(int32(c), b.low[c]+1, b.p.hi[c], b.limits) || k.force(int32(c), b.p.lo[c], b.low[c]-1, b.limits) {
			b.meet(wholeView(b.p), k.x[:len(b.cells)])
		}
	}
}

// settled reports whether every protected cell was met with two counts.
func (b *block) settled() bool {
	for c := range b.cells {
		if b.p.protected[c] && b.low[c] == b.high[c] && b.p.lo[c] < b.p.hi[c] {
			return false
		}
	}
	return true
}

// leaner is the view without what is superfluous.
func (b *block) leaner() *view {
	if b.lean == nil {
		b.lean = leanView(b.p)
	}
	return b.lean
}

// viewFor is the leaner view where it still knows the cell.
func (b *block) viewFor(c int) *view {
	if !b.leaner().defined[c] {
		return b.lean
	}
	if b.whole == nil {
		b.whole = wholeView(b.p)
	}
	return b.whole
}

// meet takes note of a solution of a view, which is checked once more against
// all rows.
func (b *block) meet(v *view, x []int64) bool {
	x = v.expand(x)
	if !b.p.holds(x) {
		return false
	}
	for c := range x {
		if !b.seen {
			b.low[c], b.high[c] = x[c], x[c]
			continue
		}
		b.low[c], b.high[c] = min(b.low[c], x[c]), max(b.high[c], x[c])
	}
	b.seen = true
	return true
}

// vary looks near a solution for others: a change along a few rows is enough
// for most cells.
func (b *block) vary(ctx context.Context, nodes int) {
	near := newSearch(b.leaner().p, b.base)
	for c := range b.cells {
		if !b.p.protected[c] || b.low[c] < b.high[c] || b.p.lo[c] == b.p.hi[c] || b.lean.defined[c] {
			continue
		}
		if ctx.Err() != nil {
			return
		}
		x, _ := near.find(int32(c), b.base[c]+1, Unbounded, min(nodes, b.limits.Nodes))
		if x == nil {
			x, _ = near.find(int32(c), -Unbounded, b.base[c]-1, min(nodes, b.limits.Nodes))
		}
		if x != nil {
			b.meet(b.lean, x)
		}
	}
}

// stretch looks for the end of a cell's range, upwards or downwards, and
// proves it where it can: by the linear programme, else by an exhausted search.
func (b *block) stretch(v *view, c int32, sign int64) {
	if !b.limits.Widths && b.low[c] < b.high[c] {
		return
	}
	end, limit := b.high, b.p.hi
	if sign < 0 {
		end, limit = b.low, b.p.lo
	}
	guess := b.base
	if t := v.programme(b.base, b.limits); t != nil && t.push(int(c), float64(sign)) {
		guess = t.point()
		if !b.meet(v, guess) {
			if step := t.step(b.base, c); b.meet(v, step) || !b.limits.Widths {
				guess = step
			}
		}
		if far, ok := t.limit(int(c), sign); ok && (limit[c]-far)*sign > 0 {
			limit[c] = far
		}
	}
	for (limit[c]-end[c])*sign > 0 && (b.limits.Widths || b.low[c] == b.high[c]) {
		lo, hi := end[c]+1, limit[c]
		if sign < 0 {
			lo, hi = limit[c], end[c]-1
		}
		x, proved := newSearch(v.p, guess).find(c, lo, hi, max(200, min(b.limits.Nodes, mostSearched/len(b.cells))))
		if x != nil && b.meet(v, x) {
			continue
		}
		if proved {
			limit[c] = end[c]
		}
		return
	}
}
