package protect

import (
	"context"
	"slices"
)

// minimiser looks for the smallest pattern. Every pattern that fails some
// requirement gives a cut: it is enlarged as far as the requirement still
// fails, and of the cells left out each safe pattern hides at least one. A set
// that meets all cuts so far and is lighter than the best pattern is either
// safe, then it is the new best, or it gives more cuts. When there is none, the
// best is a smallest one. (After the implicit hitting set method of
// Chandrasekaran, Karp, Moreno-Centeno and Vempala 2011.)
type minimiser struct {
	best   *choice
	free   []int       // cells that may be chosen, of each bit
	bit    map[int]int // and back
	cuts   []bitset
	limit  int // of the table's effort
	ctx    context.Context
	hitter hitter
}

// The bounds of the search for a smallest pattern.
const (
	maxFree   = 64 * words
	maxEffort = 10_000_000 // steps of all searches of one table
	maxVisits = 80_000     // branches of one smallest set
	maxCuts   = 600
)

// minimise replaces the choice by a smallest one, and reports whether it is
// known to be one.
func (c *choice) minimise(ctx context.Context) bool {
	m, ok := newMinimiser(ctx, c)
	if !ok {
		return false
	}
	m.surround()
	for !m.spent() {
		if m.explore(m.hitter.quick(m.cuts)) {
			continue
		}
		set, state := m.hitter.lighter(ctx, m.cuts, c.weight())
		c.t.effort += m.hitter.visits * len(m.cuts)
		switch state {
		case gaveUp:
			return false
		case none:
			return !c.t.unsure
		}
		m.explore(set)
	}
	return false
}

func newMinimiser(ctx context.Context, c *choice) (*minimiser, bool) {
	m := &minimiser{best: c, bit: map[int]int{}, ctx: ctx, limit: c.t.effort + maxEffort}
	for n, open := range c.t.open {
		if open {
			m.bit[n] = len(m.free)
			m.free = append(m.free, n)
			m.hitter.weights = append(m.hitter.weights, c.t.weight[n])
		}
	}
	return m, len(m.free) <= maxFree
}

// spent reports whether the search has to end.
func (m *minimiser) spent() bool {
	return len(m.cuts) >= maxCuts || m.best.t.effort > m.limit || m.ctx.Err() != nil
}

// surround adds the cuts of all patterns with one chosen cell less.
func (m *minimiser) surround() {
	var set bitset
	for b, n := range m.free {
		if m.best.hidden[n] {
			set.set(b)
		}
	}
	set.each(func(b int) {
		var one bitset
		one.set(b)
		m.explore(set.without(one))
	})
}

// explore looks at a pattern that meets all cuts. If it is unsafe, it adds a
// cut for each failing requirement, none of which share a cell, and reports
// true; else it prunes the pattern and keeps it if it is better.
func (m *minimiser) explore(set bitset) bool {
	hidden := m.best.t.shown()
	set.each(func(b int) { hidden[m.free[b]] = true })
	t, found := m.best.t, false
	for k := range len(t.needs) + len(t.groups) {
		if m.spent() {
			return true
		}
		if m.met(k, hidden) {
			continue
		}
		found = true
		cut := m.cut(k, hidden)
		if !slices.Contains(m.cuts, cut) {
			m.cuts = append(m.cuts, cut)
		}
		cut.each(func(b int) { hidden[m.free[b]] = true })
	}
	if found {
		return true
	}
	c := t.choose(hidden)
	c.protect(m.ctx, c.order())
	c.prune(m.ctx)
	if c.weight().less(m.best.weight()) && m.ctx.Err() == nil {
		*m.best = *c
	}
	return false
}

// met reports whether a pattern meets a requirement: a need or a group.
func (m *minimiser) met(k int, hidden []bool) bool {
	t := m.best.t
	if k >= len(t.needs) {
		return t.reached(&t.groups[k-len(t.needs)], hidden)
	}
	_, ok := t.movable(t.needs[k], hidden)
	return ok
}

// cut enlarges a pattern that fails a requirement, the cheapest cells first
// and as many at once as possible, and returns what is left out.
func (m *minimiser) cut(k int, hidden []bool) bitset {
	wide := slices.Clone(hidden)
	var rest []int
	for _, n := range m.free {
		if !wide[n] {
			rest = append(rest, n)
		}
	}
	slices.SortFunc(rest, func(a, b int) int { return m.best.t.weight[a].compare(m.best.t.weight[b]) })
	var cut bitset
	var enlarge func(cells []int)
	enlarge = func(cells []int) {
		for _, n := range cells {
			wide[n] = true
		}
		if !m.met(k, wide) {
			return
		}
		for _, n := range cells {
			wide[n] = false
		}
		if len(cells) == 1 {
			cut.set(m.bit[cells[0]])
			return
		}
		enlarge(cells[:len(cells)/2])
		enlarge(cells[len(cells)/2:])
	}
	enlarge(rest)
	return cut
}
