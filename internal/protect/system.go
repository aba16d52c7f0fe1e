package protect

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"sort"
)

// The bounds of values and costs, of factors, and of sums and the bounds of
// equations; differences of sums still fit an int64.
const (
	maxValue  = 1 << 44
	maxFactor = 1 << 30
	maxSum    = 1 << 61
)

// system is a System in canonical order: cells by id, terms by cell, and
// equations by their content.
type system struct {
	cells     []Cell
	last      []bool
	equations []equation
	of        [][]int // the equations of each cell
}

type equation struct {
	terms        []term
	lower, upper int64
	total        int // -1: none
	threshold    int64
}

type term struct {
	cell   int
	factor int64
}

func newSystem(in System) (*system, error) {
	s := &system{cells: slices.Clone(in.Cells)}
	sort.SliceStable(s.cells, func(a, b int) bool { return s.cells[a].ID < s.cells[b].ID })
	index := make(map[string]int, len(s.cells))
	for n := range s.cells {
		c := &s.cells[n]
		if _, twice := index[c.ID]; twice {
			return nil, fmt.Errorf("protect: two cells are called %q", c.ID)
		}
		index[c.ID] = n
		if err := check(c); err != nil {
			return nil, err
		}
		if c.Cost == 0 {
			c.Cost = c.Value
		}
	}
	for _, e := range in.Equations {
		q, err := newEquation(e, index)
		if err != nil {
			return nil, err
		}
		s.equations = append(s.equations, q)
	}
	slices.SortFunc(s.equations, compareEquations)
	s.equations = slices.CompactFunc(s.equations, func(a, b equation) bool { return compareEquations(a, b) == 0 })
	return s, s.index()
}

// check finds contradictions within a cell and fills in that whatever has no
// known value is hidden.
func check(c *Cell) error {
	if c.Unknown {
		c.Value, c.Hidden = 0, true
	}
	switch hidden := c.Primary || c.Hidden; {
	case c.Value < 0 || c.Value > maxValue:
		return fmt.Errorf("protect: the value of cell %q is negative or too large", c.ID)
	case c.Cost < 0 || c.Cost > maxValue:
		return fmt.Errorf("protect: the cost of cell %q is negative or too large", c.ID)
	case hidden && c.Fixed:
		return fmt.Errorf("protect: cell %q is both hidden and always published", c.ID)
	case hidden && c.Value == 0 && !c.HideZero && !c.Unknown:
		return fmt.Errorf("protect: cell %q is a hidden zero where zeros are said to be published", c.ID)
	}
	return nil
}

func newEquation(e Equation, index map[string]int) (equation, error) {
	q := equation{total: -1, threshold: e.Threshold}
	q.lower, q.upper = max(e.Lower, -maxSum), min(e.Upper, maxSum)
	sums := make(map[int]int64, len(e.Terms))
	for _, t := range e.Terms {
		c, ok := index[t.Cell]
		if !ok {
			return q, fmt.Errorf("protect: an equation speaks of cell %q, which does not exist", t.Cell)
		}
		if sums[c] += t.Factor; beyond(t.Factor, maxFactor) || beyond(sums[c], maxFactor) {
			return q, fmt.Errorf("protect: the factor of cell %q in an equation is too large", t.Cell)
		}
	}
	for c, f := range sums {
		if f != 0 {
			q.terms = append(q.terms, term{c, f})
		}
	}
	slices.SortFunc(q.terms, func(a, b term) int { return a.cell - b.cell })
	if e.Total != "" {
		c, ok := index[e.Total]
		if !ok || sums[c] == 0 {
			return q, fmt.Errorf("protect: total %q is no term of its equation", e.Total)
		}
		q.total = c
	}
	if e.Lower > e.Upper {
		return q, fmt.Errorf("protect: the bounds of the equation %s are the wrong way round", q.name(e.Total))
	}
	return q, nil
}

// name is what a message calls an equation.
func (e *equation) name(total string) string {
	if total != "" {
		return fmt.Sprintf("of total %q", total)
	}
	return fmt.Sprintf("without a total and with %d terms", len(e.terms))
}

func compareEquations(a, b equation) int {
	if c := slices.CompareFunc(a.terms, b.terms, func(x, y term) int {
		return cmp.Or(x.cell-y.cell, cmp.Compare(x.factor, y.factor))
	}); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.lower, b.lower), cmp.Compare(a.upper, b.upper), a.total-b.total, cmp.Compare(a.threshold, b.threshold))
}

// index notes the equations of each cell and which totals are grand, and
// checks that the values fit their equations.
func (s *system) index() error {
	s.of = make([][]int, len(s.cells))
	s.last = make([]bool, len(s.cells))
	part := make([]bool, len(s.cells))
	for n := range s.equations {
		e := &s.equations[n]
		unknown := false
		for _, t := range e.terms {
			s.of[t.cell] = append(s.of[t.cell], n)
			unknown = unknown || s.cells[t.cell].Unknown
			if t.cell != e.total {
				part[t.cell] = true
			}
		}
		if e.total >= 0 {
			s.last[e.total] = true
		}
		sum, ok := s.sum(e)
		if !ok || !unknown && (sum < e.lower || sum > e.upper) {
			return fmt.Errorf("protect: the cells of the equation %s do not fit it", e.name(s.id(e.total)))
		}
	}
	for c := range s.last {
		s.last[c] = s.last[c] && !part[c] || s.cells[c].Last
	}
	return nil
}

func (s *system) id(cell int) string {
	if cell < 0 {
		return ""
	}
	return s.cells[cell].ID
}

// sum is the sum of an equation's terms; the second result is false where it
// leaves the range of numbers.
func (s *system) sum(e *equation) (int64, bool) {
	total := int64(0)
	for _, t := range e.terms {
		p, ok := product(t.factor, s.cells[t.cell].Value)
		if total += p; !ok || beyond(total, maxSum) {
			return 0, false
		}
	}
	return total, true
}

func (s *system) hidden(c int) bool { return s.cells[c].Primary || s.cells[c].Hidden }

// mayHide reports whether a cell can be chosen: never one that is fixed, and
// no zero where zeros are published.
func (s *system) mayHide(c int) bool {
	x := &s.cells[c]
	return !s.hidden(c) && !x.Fixed && (x.Value > 0 || x.HideZero)
}

// least is the smallest value that a reader would think possible.
func (c *Cell) least() int64 {
	if c.HideZero {
		return 0
	}
	return 1
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

func beyond(x, limit int64) bool { return x > limit || x < -limit }

// product multiplies where the result stays below the bound of sums.
func product(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(abs(a)), uint64(abs(b)))
	if hi != 0 || lo > maxSum {
		return 0, false
	}
	return a * b, true
}
