package protect

import (
	"cmp"
	"slices"
)

// unlimited stands for a cell that may grow as far as its equations let it.
const unlimited = 1 << 46

// table is a part of a system that can be protected by itself: the cells that
// are hidden or may be, connected by equations, and what is required of them.
// Its unknowns are changes from the true values, so that all rows sum to zero.
// Besides cells it has slacks, one for each row that is known within bounds.
type table struct {
	cells     []int // positions in the system, ascending
	equations []int

	// Of each cell, and after them of each slack:
	down, up []int64 // how far it may change
	open     []bool  // may be hidden in addition
	primary  []bool
	value    []int64
	weight   []weight

	rows   [][]term
	in     [][]int // the rows of each column
	needs  []int   // cells that must be able to change
	groups []group
	lost   []int // positions in the system of cells that cannot be protected

	finder finder
	routes [][][]step // of each cell, changes found before
	effort int        // of the searches so far
	unsure bool       // a search may have missed something
}

// group is rule (b): the hidden ones of parts reach the threshold together,
// unless the total is hidden.
type group struct {
	parts     []int
	total     int // -1: always published
	threshold int64
}

// step is the change of one cell.
type step struct {
	cell  int
	delta int64
}

// finder looks for whole changes, not all zero, that no published figure
// contradicts.
type finder interface {
	// find returns a change in which the cell moves in the direction given.
	// Hidden cells move freely; open ones too if reach is set, but few and
	// cheap ones are preferred. A false result may, with equations that form
	// no network, mean only that none was found within bounds.
	find(cell int, direction int64, hidden []bool, reach bool) ([]step, bool)
}

// weight is what a pattern loses; it is compared from left to right.
type weight struct{ last, cells, cost, order int64 }

func (w weight) plus(v weight) weight {
	return weight{w.last + v.last, w.cells + v.cells, w.cost + v.cost, w.order + v.order}
}

func (w weight) less(v weight) bool { return w.compare(v) < 0 }

func (w weight) compare(v weight) int {
	return cmp.Or(cmp.Compare(w.last, v.last), cmp.Compare(w.cells, v.cells), cmp.Compare(w.cost, v.cost), cmp.Compare(w.order, v.order))
}

// tables are the connected parts with a primary cell, by their first cell.
func (s *system) tables(open []bool) []*table {
	parent := make([]int, len(s.cells))
	for c := range parent {
		parent[c] = c
	}
	find := func(c int) int {
		for parent[c] != c {
			parent[c] = parent[parent[c]]
			c = parent[c]
		}
		return c
	}
	for _, e := range s.equations {
		first := -1
		for _, t := range e.terms {
			switch {
			case !s.hidden(t.cell) && !open[t.cell]:
			case first < 0:
				first = find(t.cell)
			default:
				other := find(t.cell)
				first, parent[max(first, other)] = min(first, other), min(first, other)
			}
		}
	}
	members := map[int][]int{}
	primary := map[int]bool{}
	for c := range s.cells {
		if s.hidden(c) || open[c] {
			members[find(c)] = append(members[find(c)], c)
			primary[find(c)] = primary[find(c)] || s.cells[c].Primary
		}
	}
	var out []*table
	for c := range s.cells { // the root of a part is its first cell
		if primary[c] {
			out = append(out, s.table(members[c], open))
		}
	}
	return out
}

func (s *system) table(cells []int, open []bool) *table {
	t := &table{cells: cells}
	local := make(map[int]int, len(cells))
	for n, c := range cells {
		x := &s.cells[c]
		local[c] = n
		w := weight{cells: 1, cost: x.Cost, order: int64(n + 1)}
		if s.last[c] {
			w.last = 1
		}
		t.addColumn(x.Value-x.least(), unlimited, open[c] && !s.hidden(c), x.Value, w)
		t.primary[n] = x.Primary
		t.equations = append(t.equations, s.of[c]...)
		if x.Primary {
			t.needs = append(t.needs, n)
		}
	}
	slices.Sort(t.equations)
	t.equations = slices.Compact(t.equations)
	for _, e := range t.equations {
		s.addRow(t, &s.equations[e], local)
	}
	t.finish()
	return t
}

func (t *table) addColumn(down, up int64, open bool, value int64, w weight) int {
	t.down, t.up = append(t.down, min(down, unlimited)), append(t.up, min(up, unlimited))
	t.primary = append(t.primary, false)
	t.open, t.value, t.weight = append(t.open, open), append(t.value, value), append(t.weight, w)
	return len(t.down) - 1
}

// addRow adds what an equation says of the cells of the table, and rule (b)
// where a primary cell is among its parts.
func (s *system) addRow(t *table, e *equation, local map[int]int) {
	var row []term
	g := group{total: -1, threshold: e.threshold}
	primary := false
	for _, x := range e.terms {
		n, ok := local[x.cell]
		if !ok {
			continue
		}
		row = append(row, term{n, x.factor})
		if x.cell == e.total {
			g.total = n
			continue
		}
		g.parts = append(g.parts, n)
		primary = primary || s.cells[x.cell].Primary
	}
	if e.lower != e.upper {
		sum, _ := s.sum(e)
		row = append(row, term{t.addColumn(sum-e.lower, e.upper-sum, false, 0, weight{}), -1})
	}
	t.rows = append(t.rows, row)
	if primary && g.threshold > 0 {
		t.groups = append(t.groups, g)
	}
}

func (t *table) finish() {
	t.in = make([][]int, len(t.down))
	for r, row := range t.rows {
		for _, x := range row {
			t.in[x.cell] = append(t.in[x.cell], r)
		}
	}
	t.routes = make([][][]step, len(t.down))
	if n := newNetwork(t); n.complete() {
		t.finder = n
	} else {
		t.finder = &general{t, n}
	}
}

// shown is the pattern of a table before anything is chosen: open cells are
// published and all others hidden.
func (t *table) shown() []bool {
	hidden := make([]bool, len(t.open))
	for c, open := range t.open {
		hidden[c] = !open
	}
	return hidden
}

// allHidden is the pattern that hides every open cell. Since a reader only
// loses knowledge with every cell that is hidden, what this does not protect
// nothing protects.
func (t *table) allHidden() []bool {
	hidden := make([]bool, len(t.open))
	for c := range hidden {
		hidden[c] = true
	}
	return hidden
}

// findLost drops the requirements that cannot be met and notes their cells.
func (t *table) findLost() {
	hidden := t.allHidden()
	t.needs = slices.DeleteFunc(t.needs, func(c int) bool {
		_, ok := t.movable(c, hidden)
		if !ok {
			t.lost = append(t.lost, t.cells[c])
		}
		return !ok
	})
	t.groups = slices.DeleteFunc(t.groups, func(g group) bool {
		ok := t.reached(&g, hidden)
		for _, c := range g.parts {
			if !ok && t.primary[c] {
				t.lost = append(t.lost, t.cells[c])
			}
		}
		return !ok
	})
}

// reached reports whether a group is large enough or has no total.
func (t *table) reached(g *group, hidden []bool) bool {
	if g.total >= 0 && hidden[g.total] {
		return true
	}
	sum := int64(0)
	for _, c := range g.parts {
		if hidden[c] {
			sum += t.value[c]
		}
	}
	return sum >= g.threshold
}

// movable finds a change of the cell under a pattern, first among those found
// before.
func (t *table) movable(c int, hidden []bool) ([]step, bool) {
	for _, r := range t.routes[c] {
		if within(r, hidden) {
			return r, true
		}
	}
	return t.search(c, hidden, false)
}

func within(route []step, hidden []bool) bool {
	for _, s := range route {
		if !hidden[s.cell] {
			return false
		}
	}
	return true
}

// search finds a change of the cell in either direction, with reach the
// cheaper one. No change is believed before it was put into the rows.
func (t *table) search(c int, hidden []bool, reach bool) ([]step, bool) {
	up, ok := t.finder.find(c, 1, hidden, reach)
	ok = ok && t.holds(up)
	if !ok || reach && t.price(up, hidden) != (weight{}) {
		down, okDown := t.finder.find(c, -1, hidden, reach)
		if okDown && t.holds(down) && (!ok || t.price(down, hidden).less(t.price(up, hidden))) {
			up, ok = down, true
		}
	}
	if ok {
		t.remember(c, up)
	}
	return up, ok
}

// keep is the number of routes remembered for each cell. The first, which
// findLost found with everything hidden, stays for good.
const keep = 12

func (t *table) remember(c int, route []step) {
	if len(t.routes[c]) == keep {
		t.routes[c] = slices.Delete(t.routes[c], 1, 2)
	}
	t.routes[c] = append(t.routes[c], route)
}

// price is the weight of the cells that a route would hide in addition.
func (t *table) price(route []step, hidden []bool) weight {
	var w weight
	for _, s := range route {
		if !hidden[s.cell] {
			w = w.plus(t.weight[s.cell])
		}
	}
	return w
}

// holds reports whether a change stays within the bounds of its cells and
// leaves every row as it is.
func (t *table) holds(route []step) bool {
	sums := map[int]int64{}
	for _, s := range route {
		if s.delta < -t.down[s.cell] || s.delta > t.up[s.cell] {
			return false
		}
		for _, r := range t.in[s.cell] {
			p, ok := product(s.delta, factor(t.rows[r], s.cell))
			if sums[r] += p; !ok || beyond(sums[r], maxSum) {
				return false
			}
		}
	}
	for _, sum := range sums {
		if sum != 0 {
			return false
		}
	}
	return true
}

func factor(row []term, cell int) int64 {
	for _, x := range row {
		if x.cell == cell {
			return x.factor
		}
	}
	return 0
}
