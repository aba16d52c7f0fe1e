package attack

import "math"

// shownFigures looks at each figure by itself: what its class should have
// hidden, what is hidden in one place alone, and what a percentage with its
// base says.
func (x *audit) shownFigures() {
	for i := range x.release.cells {
		c := &x.release.cells[i]
		ind := &x.facts[c.indicator]
		if !ind.protected() || c.edition > 0 {
			continue
		}
		if c.both {
			x.tell(c.key, Numerator, ShownElsewhere)
		}
		if c.state == shown {
			x.shownFigure(c, ind)
		}
	}
}

func (x *audit) shownFigure(c *cell, ind *Indicator) {
	for _, p := range ind.parts() {
		w, ok := x.shows(c, p)
		if !ok || ind.Survey && p != Denominator || p == Denominator && c.has&hasDen == 0 {
			continue
		}
		if !x.allSmall(ind, p, w) || ind.base(c.wide) > 1 && p == Rest {
			continue
		}
		kind := SmallCount
		if p != Denominator && c.has&hasNum == 0 && ind.Measure != "count" {
			kind = Percentage
		}
		x.tell(c.key, p, kind)
	}
	if d, ok := x.shows(c, Denominator); ok && c.has&hasValue != 0 && ind.Measure != "count" && d.high > 0 && d.high < float64(ind.MinBase) && !x.allSmall(ind, Denominator, d) {
		x.tell(c.key, Denominator, SmallCount)
	}
}

// allSmall reports whether every count that fits is one that the class hides.
func (x *audit) allSmall(ind *Indicator, p Part, w within) bool {
	if w.high-w.low > 100 {
		return false
	}
	for n := w.low; n <= w.high; n++ {
		if !ind.small(p, int64(n)) {
			return false
		}
	}
	return true
}

// derivedFigures looks for what is made from hidden figures: columns beside
// the symbol, and changes of later periods that give an earlier one back.
func (x *audit) derivedFigures() {
	r := x.release
	for k, columns := range r.told {
		if k.edition == 0 && x.facts[k.indicator].protected() {
			x.tell(k, Numerator, DerivedNumber, columns...)
		}
	}
	for _, l := range x.changing() {
		for _, c := range l {
			if c.state != shown || c.has&hasChange == 0 || c.has&hasValue == 0 {
				continue
			}
			before := c.value - c.change
			hiddenSome, explained := false, false
			for _, o := range l {
				hiddenSome = hiddenSome || o.state == hidden
				explained = explained || o != c && o.state == shown && o.has&hasValue != 0 && math.Abs(o.value-before) <= 1e-9*max(1, math.Abs(before))
			}
			if hiddenSome && !explained {
				x.tell(c.key, Numerator, DerivedNumber, "change, from a figure that is hidden")
			}
		}
	}
}

// changing are the figures of protected indicators through time, where some
// period is hidden and another prints a change.
func (x *audit) changing() [][]*cell {
	type series struct{ area, indicator, breakdown int32 }
	wanted := map[series]uint8{}
	of := func(c *cell) series { return series{c.area, c.indicator, c.breakdown} }
	for i := range x.release.cells {
		c := &x.release.cells[i]
		if c.edition > 0 || !x.facts[c.indicator].protected() {
			continue
		}
		switch {
		case c.state == hidden:
			wanted[of(c)] |= 1
		case c.has&hasChange != 0:
			wanted[of(c)] |= 2
		}
	}
	at := map[series]int{}
	var out [][]*cell
	for i := range x.release.cells {
		c := &x.release.cells[i]
		if c.edition > 0 || wanted[of(c)] != 3 {
			continue
		}
		n, ok := at[of(c)]
		if !ok {
			n = len(out)
			at[of(c)], out = n, append(out, nil)
		}
		out[n] = append(out[n], c)
	}
	return out
}
