package protect

import (
	"cmp"
	"slices"
)

// repairer moves one cell and then others, each in one direction only, until
// all rows are as they were.
type repairer struct {
	t        *table
	usable   []bool
	hidden   []bool
	delta    []int64 // of cells
	sums     []int64 // of rows
	broken   []int   // rows that may have another sum than zero
	attempts int
}

func newRepairer(t *table, hidden []bool, usable []int) *repairer {
	r := &repairer{t: t, hidden: hidden, usable: make([]bool, len(t.down)), delta: make([]int64, len(t.down)), sums: make([]int64, len(t.rows))}
	for _, c := range usable {
		r.usable[c] = true
	}
	return r
}

func (r *repairer) move(cell int, by int64) {
	r.delta[cell] += by
	for _, row := range r.t.in[cell] {
		if r.sums[row] == 0 && !slices.Contains(r.broken, row) {
			r.broken = append(r.broken, row)
		}
		r.sums[row] += by * factor(r.t.rows[row], cell)
	}
}

func (r *repairer) run(depth int) bool {
	r.broken = slices.DeleteFunc(r.broken, func(row int) bool { return r.sums[row] == 0 })
	if len(r.broken) == 0 {
		return true
	}
	if depth == 0 || len(r.broken) > 2*depth {
		return false
	}
	for _, s := range r.fewest() {
		if r.attempts++; r.attempts > maxRepairs {
			return false
		}
		r.move(s.cell, s.delta)
		if r.run(depth - 1) {
			return true
		}
		r.move(s.cell, -s.delta)
	}
	return false
}

// fewest are the possible steps in the broken row that has fewest of them.
func (r *repairer) fewest() []step {
	slices.Sort(r.broken)
	var best []step
	for n, row := range r.broken {
		if s := r.steps(row); n == 0 || len(s) < len(best) {
			if best = s; len(best) == 0 {
				return nil
			}
		}
	}
	slices.SortStableFunc(best, func(a, b step) int {
		return cmp.Or(r.breaks(a)-r.breaks(b), r.t.weightIn(a.cell, r.hidden).compare(r.t.weightIn(b.cell, r.hidden)))
	})
	return best
}

// breaks is the number of rows that a step breaks less those that it mends.
func (r *repairer) breaks(s step) int {
	n := 0
	for _, row := range r.t.in[s.cell] {
		now := r.sums[row]
		switch then := now + s.delta*factor(r.t.rows[row], s.cell); {
		case then == 0:
			n--
		case now == 0:
			n++
		}
	}
	return n
}

func (t *table) weightIn(c int, hidden []bool) weight {
	if hidden[c] {
		return weight{}
	}
	return t.weight[c]
}

func (r *repairer) steps(row int) []step {
	var out []step
	sum := r.sums[row]
	for _, x := range r.t.rows[row] {
		if !r.usable[x.cell] {
			continue
		}
		by := max(1, abs(sum)/abs(x.factor))
		if (sum > 0) == (x.factor > 0) {
			by = -by
		}
		now := r.delta[x.cell]
		if now > 0 && by < 0 || now < 0 && by > 0 || abs(now+by) > maxStep {
			continue
		}
		if now+by <= r.t.up[x.cell] && now+by >= -r.t.down[x.cell] {
			out = append(out, step{x.cell, by})
		}
	}
	return out
}

func (r *repairer) route() []step {
	var out []step
	for c, d := range r.delta {
		if d != 0 {
			out = append(out, step{c, d})
		}
	}
	return out
}
