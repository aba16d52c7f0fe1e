package protect

import (
	"context"
	"slices"
)

// solution is what is hidden in one table.
type solution struct {
	table     *table
	secondary []int    // positions in the system
	routes    [][]step // one for each cell that must not become known
	smallest  bool
}

// solve chooses the pattern of a table whose lost cells have been found.
func (t *table) solve(ctx context.Context) (*solution, error) {
	best := t.construct(ctx)
	best.improve(ctx)
	smallest := false
	if ctx.Err() == nil && best.weight() != (weight{}) {
		smallest = best.minimise(ctx)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &solution{table: t, routes: best.route, smallest: smallest || best.weight() == (weight{})}
	for c, open := range t.open {
		if open && best.hidden[c] {
			out.secondary = append(out.secondary, t.cells[c])
		}
	}
	return out, nil
}

// choice is a pattern of one table in the making, with a route for each need
// that is met.
type choice struct {
	t      *table
	hidden []bool
	route  [][]step // of each need; nil: not protected
}

func (t *table) choose(hidden []bool) *choice {
	return &choice{t, hidden, make([][]step, len(t.needs))}
}

func (c *choice) clone() *choice {
	return &choice{c.t, slices.Clone(c.hidden), slices.Clone(c.route)}
}

func (c *choice) weight() weight {
	var w weight
	for n, open := range c.t.open {
		if open && c.hidden[n] {
			w = w.plus(c.t.weight[n])
		}
	}
	return w
}

// construct protects cell after cell, each in the cheapest way given what is
// hidden by then, in three orders, and keeps the best.
func (t *table) construct(ctx context.Context) *choice {
	var best *choice
	for _, order := range t.orders(ctx) {
		c := t.choose(t.shown())
		c.protect(ctx, order)
		c.prune(ctx)
		if best == nil || c.weight().less(best.weight()) {
			best = c
		}
		if ctx.Err() != nil {
			break
		}
	}
	return best
}

// orders of the needs: as they come, the dearest first and the cheapest first.
func (t *table) orders(ctx context.Context) [][]int {
	shown := t.shown()
	plain := make([]int, len(t.needs))
	price := make([]weight, len(t.needs))
	for n, cell := range t.needs {
		plain[n] = n
		if _, ok := t.movable(cell, shown); ok || ctx.Err() != nil {
			continue
		}
		if route, ok := t.search(cell, shown, true); ok {
			price[n] = t.price(route, shown)
		}
	}
	dear, cheap := slices.Clone(plain), slices.Clone(plain)
	slices.SortStableFunc(dear, func(a, b int) int { return price[b].compare(price[a]) })
	slices.SortStableFunc(cheap, func(a, b int) int { return price[a].compare(price[b]) })
	if slices.Equal(cheap, plain) && slices.Equal(dear, plain) {
		return [][]int{plain}
	}
	return [][]int{plain, dear, cheap}
}

// protect meets all needs and groups, given the order of the needs. Where no
// cheap way is found it hides everything, which is known to be enough.
func (c *choice) protect(ctx context.Context, order []int) {
	for _, n := range order {
		if ctx.Err() != nil {
			return
		}
		if c.meet(n) {
			continue
		}
		route, ok := c.t.search(c.t.needs[n], c.hidden, true)
		if !ok {
			c.hidden = c.t.allHidden()
			c.meet(n)
			continue
		}
		for _, s := range route {
			c.hidden[s.cell] = true
		}
		c.route[n] = route
	}
	for g := range c.t.groups {
		c.fill(&c.t.groups[g])
	}
}

// meet finds a route for a need among what is hidden.
func (c *choice) meet(n int) bool {
	if c.route[n] != nil && within(c.route[n], c.hidden) {
		return true
	}
	route, ok := c.t.movable(c.t.needs[n], c.hidden)
	c.route[n] = route
	return ok
}

// fill hides cells of a group until it is reached: the cheapest that is enough
// alone, or else the largest, or at last the total.
func (c *choice) fill(g *group) {
	t := c.t
	for !t.reached(g, c.hidden) {
		sum := int64(0)
		for _, p := range g.parts {
			if c.hidden[p] {
				sum += t.value[p]
			}
		}
		enough, largest := -1, -1
		for _, p := range g.parts {
			if c.hidden[p] || t.value[p] == 0 {
				continue
			}
			if sum+t.value[p] >= g.threshold && (enough < 0 || t.weight[p].less(t.weight[enough])) {
				enough = p
			}
			if largest < 0 || t.value[p] > t.value[largest] {
				largest = p
			}
		}
		switch {
		case enough >= 0:
			c.hidden[enough] = true
		case largest >= 0:
			c.hidden[largest] = true
		case g.total >= 0:
			c.hidden[g.total] = true
		default:
			return
		}
	}
}

// prune shows each chosen cell again that is not needed, the dearest first.
func (c *choice) prune(ctx context.Context) {
	var chosen []int
	for n, open := range c.t.open {
		if open && c.hidden[n] {
			chosen = append(chosen, n)
		}
	}
	slices.SortFunc(chosen, func(a, b int) int { return c.t.weight[b].compare(c.t.weight[a]) })
	for _, n := range chosen {
		if ctx.Err() != nil {
			return
		}
		c.show(n)
	}
}

// show publishes a cell again if everything stays protected.
func (c *choice) show(cell int) bool {
	c.hidden[cell] = false
	before := slices.Clone(c.route)
	ok := c.groupsReached()
	for n := 0; ok && n < len(c.route); n++ {
		ok = c.meet(n)
	}
	if !ok {
		c.hidden[cell], c.route = true, before
	}
	return ok
}

func (c *choice) groupsReached() bool {
	for g := range c.t.groups {
		if !c.t.reached(&c.t.groups[g], c.hidden) {
			return false
		}
	}
	return true
}

// The bounds of improvement: its rounds, and their effort.
const (
	maxPasses      = 4
	maxImprovement = 10 * maxEffort
)

// improve publishes the chosen cells of one row after another again and
// protects anew what that lays open, as long as it makes the pattern better.
func (c *choice) improve(ctx context.Context) {
	limit := c.t.effort + maxImprovement
	for range maxPasses {
		better := false
		for _, row := range c.t.rows {
			if ctx.Err() != nil || c.t.effort > limit {
				return
			}
			d := c.clone()
			if !d.reopen(row) {
				continue
			}
			d.protect(ctx, d.order())
			d.prune(ctx)
			if ctx.Err() == nil && d.weight().less(c.weight()) {
				*c, better = *d, true
			}
		}
		if !better {
			return
		}
	}
}

func (c *choice) order() []int {
	order := make([]int, len(c.t.needs))
	for n := range order {
		order[n] = n
	}
	return order
}

// reopen publishes the chosen cells of a row again.
func (c *choice) reopen(row []term) bool {
	any := false
	for _, x := range row {
		if c.t.open[x.cell] && c.hidden[x.cell] {
			c.hidden[x.cell], any = false, true
		}
	}
	return any
}
