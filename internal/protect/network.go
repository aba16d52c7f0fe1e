package protect

import "slices"

// network finds changes in tables whose equations form one, which is so for
// lists, two-way tables, hierarchies in one dimension and tables that share a
// margin: after turning signs, each cell adds to one row and takes the same
// from another. Changes are then circulations, those of whole numbers fall
// into closed routes on which each cell moves by one, and a cheapest route is
// a shortest path. So a false answer is certain here. In other tables some
// cells stand apart; changes that leave those alone are still found this way.
type network struct {
	t        *table
	from, to []int // the nodes of each cell: raising it moves one unit from from to to
	apart    []bool
	arcs     [][]arc
	best     []weight
	state    []byte // of nodes: not seen, seen, settled
	via      []arc
	queue    []entry
}

// entry is a node in the queue at the weight it had then.
type entry struct {
	weight weight
	node   int
}

// arc is a cell that leads on from a node when it moves in the direction.
type arc struct {
	cell, node int
	direction  int64
}

func newNetwork(t *table) *network {
	rows := t.rows
	if slices.Max(append(occurrences(t, rows), 0)) > 2 {
		rows = independent(t)
	}
	ends, apart := ends(t, rows)
	sign := turn(ends, rows, apart)
	root := len(rows)
	n := &network{t: t, from: make([]int, len(ends)), to: make([]int, len(ends)), apart: apart, arcs: make([][]arc, root+1)}
	for c, rows := range ends {
		if apart[c] {
			continue
		}
		n.from[c], n.to[c] = root, root
		for _, e := range rows {
			if e.factor*sign[e.cell] > 0 {
				n.to[c] = e.cell
			} else {
				n.from[c] = e.cell
			}
		}
		n.arcs[n.from[c]] = append(n.arcs[n.from[c]], arc{c, n.to[c], 1})
		n.arcs[n.to[c]] = append(n.arcs[n.to[c]], arc{c, n.from[c], -1})
	}
	n.best, n.state, n.via = make([]weight, root+1), make([]byte, root+1), make([]arc, root+1)
	return n
}

// complete reports whether no cell stands apart.
func (n *network) complete() bool { return !slices.Contains(n.apart, true) }

func occurrences(t *table, rows [][]term) []int {
	count := make([]int, len(t.down))
	for _, row := range rows {
		for _, x := range row {
			count[x.cell]++
		}
	}
	return count
}

// ends are the rows of each cell with its factors. A cell with more than two
// or with another factor than one stands apart.
func ends(t *table, rows [][]term) ([][]term, []bool) {
	ends, apart := make([][]term, len(t.down)), make([]bool, len(t.down))
	for r, row := range rows {
		for _, x := range row {
			ends[x.cell] = append(ends[x.cell], term{r, x.factor})
			apart[x.cell] = apart[x.cell] || abs(x.factor) != 1 || len(ends[x.cell]) > 2
		}
	}
	return ends, apart
}

// turn chooses a sign for each row such that cells have opposite factors in
// their two rows; where that cannot be, a cell is set apart.
func turn(ends [][]term, rows [][]term, apart []bool) []int64 {
	sign := make([]int64, len(rows))
	for start := range rows {
		if sign[start] != 0 {
			continue
		}
		sign[start] = 1
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			for _, x := range rows[queue[0]] {
				if apart[x.cell] || len(ends[x.cell]) < 2 {
					continue
				}
				a, b := ends[x.cell][0], ends[x.cell][1]
				if a.cell != queue[0] {
					a, b = b, a
				}
				switch want := -sign[a.cell] * a.factor * b.factor; sign[b.cell] {
				case 0:
					sign[b.cell] = want
					queue = append(queue, b.cell)
				case -want:
					apart[x.cell] = true
				}
			}
		}
	}
	return sign
}

func (n *network) find(cell int, direction int64, hidden []bool, reach bool) ([]step, bool) {
	t := n.t
	if direction < 0 && t.down[cell] == 0 || direction > 0 && t.up[cell] == 0 {
		return nil, false
	}
	start, goal := n.to[cell], n.from[cell]
	if direction < 0 {
		start, goal = goal, start
	}
	clear(n.state)
	if !reach {
		return n.route(cell, direction, start, goal, n.reaches(cell, start, goal, hidden))
	}
	n.state[start], n.best[start] = 1, weight{}
	n.queue = append(n.queue[:0], entry{node: start})
	for len(n.queue) > 0 && n.state[goal] != 2 {
		at := n.pop().node
		if n.state[at] == 2 {
			continue
		}
		n.state[at] = 2
		t.effort += len(n.arcs[at])
		for _, a := range n.arcs[at] {
			if a.cell != cell && n.passable(a) {
				n.relax(at, a, hidden)
			}
		}
	}
	return n.route(cell, direction, start, goal, n.state[goal] != 0)
}

// reaches looks for any way among hidden cells.
func (n *network) reaches(cell, start, goal int, hidden []bool) bool {
	n.state[start] = 1
	n.queue = append(n.queue[:0], entry{node: start})
	for k := 0; k < len(n.queue) && n.state[goal] == 0; k++ {
		at := n.queue[k].node
		n.t.effort += len(n.arcs[at])
		for _, a := range n.arcs[at] {
			if hidden[a.cell] && n.state[a.node] == 0 && a.cell != cell && n.passable(a) {
				n.state[a.node], n.via[a.node] = 1, arc{a.cell, at, a.direction}
				n.queue = append(n.queue, entry{node: a.node})
			}
		}
	}
	return n.state[goal] != 0
}

// route follows the way back from the goal.
func (n *network) route(cell int, direction int64, start, goal int, found bool) ([]step, bool) {
	if !found {
		return nil, false
	}
	route := []step{{cell, direction}}
	for at := goal; at != start; {
		a := n.via[at]
		route = append(route, step{a.cell, a.direction})
		at = a.node
	}
	return route, true
}

func (n *network) passable(a arc) bool {
	if a.direction > 0 {
		return n.t.up[a.cell] > 0
	}
	return n.t.down[a.cell] > 0
}

// relax notes the way to the node of an arc if it is the best so far.
func (n *network) relax(at int, a arc, hidden []bool) {
	w := n.best[at]
	if !hidden[a.cell] {
		w = w.plus(n.t.weight[a.cell])
	}
	if n.state[a.node] == 2 || n.state[a.node] == 1 && !w.less(n.best[a.node]) {
		return
	}
	n.state[a.node], n.best[a.node], n.via[a.node] = 1, w, arc{a.cell, at, a.direction}
	n.push(entry{w, a.node})
}

// push and pop keep the queue a heap by weight. A node may stand in it twice;
// its better entry comes out first.
func (n *network) push(e entry) {
	n.queue = append(n.queue, e)
	for i := len(n.queue) - 1; i > 0; {
		up := (i - 1) / 2
		if !n.nearer(i, up) {
			return
		}
		n.queue[i], n.queue[up] = n.queue[up], n.queue[i]
		i = up
	}
}

func (n *network) pop() entry {
	top, end := n.queue[0], len(n.queue)-1
	n.queue[0] = n.queue[end]
	n.queue = n.queue[:end]
	for i := 0; ; {
		child := 2*i + 1
		if child >= end {
			return top
		}
		if child+1 < end && n.nearer(child+1, child) {
			child++
		}
		if !n.nearer(child, i) {
			return top
		}
		n.queue[i], n.queue[child] = n.queue[child], n.queue[i]
		i = child
	}
}

func (n *network) nearer(i, j int) bool {
	a, b := n.queue[i], n.queue[j]
	if c := a.weight.compare(b.weight); c != 0 {
		return c < 0
	}
	return a.node < b.node
}
