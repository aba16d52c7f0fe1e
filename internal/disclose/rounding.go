package disclose

import (
	"slices"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/protect"
	"github.com/sendpack/sendpack/internal/quantity"
)

// rounded makes a class round what a policy asks for. A class that hides zeros
// still hides: rounding would show which figures are zero. So does one whose
// smallest step could be nothing but a small count.
func (c *Class) rounded(p Policy) {
	if p.RoundTo <= 0 {
		return
	}
	c.RoundTo = max(c.RoundTo, p.RoundTo)
	if c.RoundTotals > 0 {
		c.RoundTotals = max(c.RoundTotals, p.RoundTo)
	}
	_, most := printedAs(float64(p.RoundTo), p.RoundTo)
	c.Rounded = p.InsteadOfHiding && !c.HideZero && !c.NoBreakdowns && most >= int64(c.Threshold)
}

// printedAs are the least and the most of the counts that print as a count
// does once it is rounded to base.
func printedAs(n float64, base int) (least, most int64) {
	switch to := int64(quantity.RoundTo(n, base)); {
	case base <= 1 || n == 0:
		return int64(n), int64(n)
	case to == 0:
		return 1, int64(base-1) / 2
	default:
		return max(1, to-int64(base)/2), to + int64(base-1)/2
	}
}

// together is what the hidden parts of a shown total must reach (statistics note
// 14.2, rule b). Where small counts are shown rounded, so may their sum be.
func (s *suppressor) together() int64 {
	if s.class.Rounded {
		return 0
	}
	return int64(s.class.Threshold)
}

// base is what the counts of an area are rounded to; 0 for none.
func (s *suppressor) base(area dataset.AreaID) int {
	if s.class.RoundTotals > 0 && s.reg.Area(area).Level != dataset.LevelLA {
		return s.class.RoundTotals
	}
	return s.class.RoundTo
}

// round rounds what is left; rates are made again from the rounded counts, so
// that they cannot undo the rounding.
func (s *suppressor) round() {
	for n := range s.results {
		if base := s.base(s.results[n].Area); base > 0 && !s.hidden[n] {
			s.roundOne(&s.results[n], base)
		}
	}
}

func (s *suppressor) roundOne(r *evaluate.Result, base int) {
	valued, counted := r.Value.Known, r.Numerator.Known
	if !counted && !r.Denominator.Known {
		return
	}
	r.Notes |= evaluate.RoundedCounts
	r.Numerator = roundCount(r.Numerator, base)
	if s.def.Measure == "count" {
		if valued {
			r.Value = r.Numerator
		}
		evaluate.Intervals(s.def.Measure, s.def.Unit.Multiplier(), r)
		return
	}
	if s.def.Measure != "ratio-oe" { // the expected number counts nobody
		r.Denominator = roundCount(r.Denominator, base)
	}
	switch {
	case !valued, !counted: // or published without its count, which it does not give away
	case !r.Numerator.Known:
		r.Value = quantity.Missing(r.Numerator.Symbol)
	case !r.Denominator.Known || r.Denominator.Number == 0:
		r.Value = quantity.Missing(quantity.NotAvailable)
	default:
		r.Value = quantity.Of(s.def.Unit.Multiplier() * r.Numerator.Number / r.Denominator.Number)
	}
	evaluate.Intervals(s.def.Measure, s.def.Unit.Multiplier(), r)
}

// roundCount rounds, and says low where a figure that is not zero would print
// as zero.
func roundCount(v quantity.Value, base int) quantity.Value {
	if !v.Known || v.Number == 0 {
		return v
	}
	if n := quantity.RoundTo(v.Number, base); n != 0 {
		return quantity.Of(n)
	}
	return quantity.Missing(quantity.Low)
}

// hideSolved hides more where rounded figures together still give a small count
// away: four counts of 3 print as 5 each and their total of 12 as 10, and no
// other counts print so. The bounds that rounding adds to each equation alone do
// not see that. It reports whether there was any. Only a project's own rounding
// asks for it: classes that round of themselves are published with totals of
// another source, which bound nothing so closely.
func (j *joint) hideSolved() bool {
	found := false
	j.exact = true
	defer func() { j.exact = false }()
	for p := counted; p < sides && !found; p++ {
		j.write(p)
		least, most := j.bounds(p)
		j.propagate(least, most)
		cells, hidden, of := j.lookup()
		done := map[tableOfOne]bool{}
		for n := range j.system.Cells {
			c := &j.system.Cells[n]
			if c.Unknown || least[n] != most[n] || len(j.owners[c.ID]) == 0 {
				continue
			}
			// One in a table at a time: the others may be safe without it.
			o := j.owners[c.ID][0]
			at := tableOfOne{o.s, o.s.results[o.n].Area, o.s.results[o.n].Period}
			if !done[at] && j.veil(c, of[c.ID], cells, hidden) {
				done[at], found = true, true
			}
		}
	}
	return found
}

// lookup is the system by the names of its cells: each cell, whether it is
// hidden, and the equations that it stands in.
func (j *joint) lookup() (cells map[string]*protect.Cell, hidden map[string]bool, of map[string][]int) {
	cells, hidden, of = map[string]*protect.Cell{}, map[string]bool{}, map[string][]int{}
	for n := range j.system.Cells {
		c := &j.system.Cells[n]
		cells[c.ID], hidden[c.ID] = c, c.Primary || c.Hidden
	}
	for n := range j.system.Equations {
		for _, t := range j.system.Equations[n].Terms {
			of[t.Cell] = append(of[t.Cell], n)
		}
	}
	return cells, hidden, of
}

// tableOfOne is the figures of one indicator, area and period.
type tableOfOne struct {
	s      *suppressor
	area   dataset.AreaID
	period int32
}

// veil hides a small cell that follows from others, or one of the others where
// it is hidden already: of those that stand in one of the equations. false where
// nothing can be done, or need be.
func (j *joint) veil(c *protect.Cell, in []int, cells map[string]*protect.Cell, hidden map[string]bool) bool {
	for _, o := range j.owners[c.ID] {
		if o.s.class.Rounded && !o.s.hidden[o.n] && c.Value > 0 && c.Value < int64(o.s.class.Threshold) {
			o.s.hide(o.n)
			o.s.primaries[o.n] = true
			o.s.report.Primary++
			return true
		}
	}
	if !c.Primary {
		return false
	}
	for _, n := range in {
		e := &j.system.Equations[n]
		for _, o := range j.owners[smallestShown(e, cells, hidden, nil)] {
			if !o.s.hidden[o.n] {
				o.s.hide(o.n)
				o.s.report.Secondary++
				return true
			}
		}
	}
	return false
}

// bounds are what a reader knows of each cell by itself.
func (j *joint) bounds(p side) (least, most []int64) {
	const unknown = int64(1) << 41
	least, most = make([]int64, len(j.system.Cells)), make([]int64, len(j.system.Cells))
	for n := range j.system.Cells {
		c := &j.system.Cells[n]
		most[n] = unknown
		if (c.Primary || c.Hidden) && (!c.HideZero || p == base && !j.zerosHidden(c)) {
			least[n] = 1 // zeros are shown, so it is none
		}
		for _, o := range j.owners[c.ID] {
			if low, high, shown := o.s.printed(o.n, p); shown && !o.s.hidden[o.n] {
				least[n], most[n] = max(least[n], low), min(most[n], high)
			}
		}
	}
	return least, most
}

// zerosHidden reports a cell of a class that hides zeros.
func (j *joint) zerosHidden(c *protect.Cell) bool {
	return !slices.ContainsFunc(j.owners[c.ID], func(o owner) bool { return !o.s.class.HideZero })
}

// printed are the least and the most that a shown part of a result can be.
func (s *suppressor) printed(n int, p side) (least, most int64, shown bool) {
	v, ok := s.count(n, p)
	if !ok {
		return 0, 0, false
	}
	r := &s.in.Results[n]
	area := s.base(r.Area)
	if p != others {
		least, most = printedAs(float64(v), area)
		return least, most, true
	}
	part, partMost := printedAs(r.Numerator.Number, area)
	whole, wholeMost := printedAs(r.Denominator.Number, area)
	return max(0, whole-partMost), wholeMost - part, true
}

// propagate narrows the limits of all cells by every equation until none says
// more.
func (j *joint) propagate(least, most []int64) {
	at := make(map[string]int, len(j.system.Cells))
	for n := range j.system.Cells {
		at[j.system.Cells[n].ID] = n
	}
	for again, rounds := true, 0; again && rounds < 1000; rounds++ {
		again = false
		for n := range j.system.Equations {
			again = narrow(&j.system.Equations[n], at, least, most) || again
		}
	}
}

// narrow tightens what one equation leaves to each of its cells.
func narrow(e *protect.Equation, at map[string]int, least, most []int64) bool {
	low, high := int64(0), int64(0)
	span := func(t protect.Term) (int64, int64) {
		a, b := t.Factor*least[at[t.Cell]], t.Factor*most[at[t.Cell]]
		return min(a, b), max(a, b)
	}
	for _, t := range e.Terms {
		a, b := span(t)
		low, high = low+a, high+b
	}
	changed := false
	for _, t := range e.Terms {
		c := at[t.Cell]
		a, b := span(t)
		down, up := e.Lower-(high-b), e.Upper-(low-a) // what the others leave to the term
		if t.Factor < 0 {
			down, up = -up, -down
		}
		if down > least[c] || up < most[c] {
			least[c], most[c], changed = max(least[c], down), min(most[c], up), true
			x, y := span(t)
			low, high = low-a+x, high-b+y
		}
	}
	return changed
}
