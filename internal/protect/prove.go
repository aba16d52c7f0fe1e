package protect

import "fmt"

// prove puts the result back into the system as it was given: for each
// primary cell the second set of numbers, in which it differs, must respect
// every published cell, every equation and the least values; and each group
// must reach its threshold. It shares nothing with the tables but their
// routes.
func (s *system) prove(results []*solution) error {
	hidden := make([]bool, len(s.cells))
	for c := range s.cells {
		hidden[c] = s.hidden(c)
	}
	proved, lost := make([]bool, len(s.cells)), make([]bool, len(s.cells))
	for _, r := range results {
		for _, c := range r.secondary {
			if !s.mayHide(c) {
				return fmt.Errorf("protect: cell %q was chosen and must not be: the choice is in error", s.id(c))
			}
			hidden[c] = true
		}
		for _, c := range r.table.lost {
			lost[c] = true
		}
	}
	for _, r := range results {
		for n, route := range r.routes {
			c := r.table.cells[r.table.needs[n]]
			proved[c] = s.fits(c, r.table, route, hidden)
		}
	}
	for c := range s.cells {
		if s.cells[c].Primary && !proved[c] && !lost[c] {
			return fmt.Errorf("protect: cell %q was left exposed: the choice is in error", s.id(c))
		}
	}
	return s.proveGroups(hidden, lost)
}

// fits reports whether a route moves the cell and nothing that readers know.
func (s *system) fits(cell int, t *table, route []step, hidden []bool) bool {
	change := map[int]int64{}
	for _, x := range route {
		if x.cell >= len(t.cells) {
			continue // a slack: the bounds of its equation are looked at below
		}
		c := t.cells[x.cell]
		if change[c] += x.delta; !hidden[c] || s.cells[c].Value+change[c] < s.cells[c].least() {
			return false
		}
	}
	for c := range change {
		for _, e := range s.of[c] {
			if !s.equations[e].allows(s, change) {
				return false
			}
		}
	}
	return change[cell] != 0
}

func (e *equation) allows(s *system, change map[int]int64) bool {
	sum, ok := s.sum(e)
	for _, t := range e.terms {
		p, fine := product(t.factor, change[t.cell])
		if sum += p; !ok || !fine || beyond(sum, 2*maxSum) {
			return false
		}
	}
	return sum >= e.lower && sum <= e.upper
}

func (s *system) proveGroups(hidden, lost []bool) error {
	for n := range s.equations {
		e := &s.equations[n]
		sum, primary, gone := int64(0), false, false
		for _, t := range e.terms {
			if t.cell == e.total || !hidden[t.cell] {
				continue
			}
			sum += s.cells[t.cell].Value
			primary = primary || s.cells[t.cell].Primary
			gone = gone || lost[t.cell]
		}
		if open := e.total < 0 || !hidden[e.total]; open && primary && !gone && sum < e.threshold {
			return fmt.Errorf("protect: a small group was left exposed in the equation %s: the choice is in error", e.name(s.id(e.total)))
		}
	}
	return nil
}
