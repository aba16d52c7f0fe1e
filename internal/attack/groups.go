package attack

// groups are the equations with a published total whose hidden parts, less
// those that are determined anyway, together are at least 1 and certainly
// fewer than their threshold.
func groups(s *System, c component, skip map[int]bool, p *problem) []Group {
	at := make(map[int]int, len(c.cells))
	for i, cell := range c.cells {
		at[cell] = i
	}
	var out []Group
	for _, n := range c.equations {
		e := &s.Equations[n]
		if !e.Total || skip[n] || e.High >= Unbounded {
			continue
		}
		if cells := exposed(s, e, at, p); cells != nil {
			out = append(out, Group{n, cells})
		}
	}
	return out
}

// exposed are the hidden parts of one equation when their sum is too small;
// nil otherwise, and for parts that are not simply added up.
func exposed(s *System, e *Equation, at map[int]int, p *problem) []int {
	sum, threshold := total{sum: e.High}, int64(0)
	var cells []int
	for _, t := range merged(e.Terms) {
		i := at[t.Cell]
		least := p.lo[i]
		if t.Factor < 0 {
			least = p.hi[i]
		}
		if !s.Cells[t.Cell].Protected || p.lo[i] == p.hi[i] {
			sum.add(-t.Factor, least)
			continue
		}
		if t.Factor != 1 {
			return nil
		}
		cells = append(cells, t.Cell)
		threshold = max(threshold, s.Cells[t.Cell].Threshold)
	}
	if len(cells) < 2 || sum.infinite() || sum.sum < 1 || sum.sum >= threshold {
		return nil
	}
	return cells
}
