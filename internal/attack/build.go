package attack

// audit builds the equations of one release and collects findings.
type audit struct {
	release *Release
	known   Facts
	facts   []Indicator // by number of the indicator
	linked  []bool      // indicators with figures that equal those of others
	spans   []span

	system  System
	origins []origin // of each equation
	counts  map[count]int32
	owners  []count // of each cell of the system
	found   []Finding
}

// count is one unknown: a part of a figure, or what a series gained since the
// period before.
type count struct {
	key
	part   Part
	gained bool
}

func newAudit(r *Release, f Facts) *audit {
	x := &audit{release: r, known: f, counts: map[count]int32{}}
	x.linked = make([]bool, len(r.indicators.list))
	for _, id := range r.indicators.list {
		x.facts = append(x.facts, f.indicator(id))
	}
	for _, group := range f.Same {
		for _, figure := range group {
			if i := r.indicators.find(figure.Indicator); i >= 0 {
				x.linked[i] = true
			}
		}
	}
	for _, s := range f.Series {
		if i := r.indicators.find(s.Flow); i >= 0 {
			x.linked[i] = true
		}
	}
	x.spans = r.spans()
	return x
}

// eachCell goes through the figures of the family.
func (x *audit) eachCell(do func(*cell)) {
	for _, at := range x.spans {
		for i := at.from; i < at.to; i++ {
			do(&x.release.cells[i])
		}
	}
}

// families are the audits of indicators that nothing links to others, in the
// order of their first indicators; those without anything to find out are left
// out.
func (x *audit) families() []*audit {
	root := make([]int32, len(x.release.indicators.list))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	link := func(a, b string) {
		if i, o := x.release.indicators.find(a), x.release.indicators.find(b); i >= 0 && o >= 0 {
			i, o = find(i), find(o)
			root[max(i, o)] = min(i, o)
		}
	}
	for _, group := range x.known.Same {
		for _, f := range group {
			link(group[0].Indicator, f.Indicator)
		}
	}
	for _, s := range x.known.Series {
		link(s.Indicator, s.Flow)
	}
	of := make([]*audit, len(root))
	for _, at := range x.spans {
		i := find(x.release.cells[at.from].indicator)
		if of[i] == nil {
			of[i] = &audit{release: x.release, facts: x.facts, linked: x.linked, counts: map[count]int32{}}
			of[i].known = Facts{Areas: x.known.Areas, Neighbours: x.known.Neighbours}
		}
		of[i].spans = append(of[i].spans, at)
	}
	x.share(of, find)
	var out []*audit
	for _, family := range of {
		if family != nil && family.worthwhile() {
			out = append(out, family)
		}
	}
	return out
}

// share gives each family the facts that link its indicators.
func (x *audit) share(of []*audit, find func(int32) int32) {
	family := func(id string) *audit {
		if i := x.release.indicators.find(id); i >= 0 {
			return of[find(i)]
		}
		return nil
	}
	for _, group := range x.known.Same {
		for _, f := range group { // the first of them that is published
			if y := family(f.Indicator); y != nil {
				y.known.Same = append(y.known.Same, group)
				break
			}
		}
	}
	for _, s := range x.known.Series {
		if y := family(s.Indicator); y != nil {
			y.known.Series = append(y.known.Series, s)
		}
	}
}

// worthwhile reports whether a family has hidden figures, or series whose
// differences nobody printed.
func (x *audit) worthwhile() bool {
	found := len(x.known.Series) > 0
	x.eachCell(func(c *cell) {
		found = found || c.edition == 0 && x.facts[c.indicator].protected() && (x.release.both || x.matters(c))
	})
	return found
}

// term is a part of a figure as a reader sees it: a known number, or a cell of
// the system (its number is at least 0).
type term struct {
	known int64
	cell  int32
}

// at is the part of a figure; figures that are not published at all are
// unknown counts like others.
func (x *audit) at(k key, p Part) term {
	c := x.release.find(k)
	if c == nil {
		return x.unknown(count{k, p, false}, Cell{High: Unbounded})
	}
	if w, ok := x.shows(c, p); ok {
		low, high := int64(w.low), int64(w.high)
		if low == high {
			return term{known: low, cell: none}
		}
		return x.unknown(count{k, p, false}, Cell{Low: low, High: high, Protected: x.facts[c.indicator].veiled(p, low)})
	}
	ind := &x.facts[c.indicator]
	switch {
	case c.state == hidden && ind.protected():
		return x.protected(c, p)
	case c.state == low && p == Numerator:
		known := Cell{Low: 1, High: Unbounded, Protected: ind.veiled(p, 1)}
		if base := ind.base(c.wide); base > 1 {
			known.High = (base - 1) / 2
		}
		return x.unknown(count{k, p, false}, known)
	}
	return x.unknown(count{k, p, false}, Cell{High: Unbounded})
}

// protected is a hidden count. Where zeros are shown a hidden count of children
// is at least 1, and so is what a hidden share is out of; a share itself may be
// hidden because of its rest or its base.
func (x *audit) protected(c *cell, p Part) term {
	ind := &x.facts[c.indicator]
	known := Cell{High: Unbounded, Protected: true, Threshold: ind.limit(p)}
	if ind.Rounded { // a small group may be printed there, as about so many
		known.Threshold = 0
	}
	if !ind.HidesZero && (p == Numerator && ind.Measure == "count" && ind.Threshold > 0 || p == Denominator) {
		known.Low = 1
	}
	id := count{c.key, p, false}
	if at, ok := x.counts[id]; ok {
		return term{cell: at}
	}
	out := x.unknown(id, known)
	if ind.has(Rest) {
		n, d, rest := x.at(c.key, Numerator), x.at(c.key, Denominator), x.at(c.key, Rest)
		if p == Rest { // once for the three of them
			x.equal([]term{n, rest}, d, origin{kind: complement, key: c.key}, certain)
		}
	}
	return out
}

// unknown is the cell of a count, made when it is first met.
func (x *audit) unknown(id count, known Cell) term {
	if at, ok := x.counts[id]; ok {
		return term{cell: at}
	}
	at := int32(len(x.system.Cells))
	x.counts[id] = at
	x.owners = append(x.owners, id)
	x.system.Cells = append(x.system.Cells, known)
	return term{cell: at}
}

// equal adds the equation parts = whole, unless every count in it is known.
func (x *audit) equal(parts []term, whole term, from origin, how trust) {
	e := Equation{Total: true, Weak: how != certain}
	if whole.cell < 0 {
		e.Low = whole.known
	} else {
		e.Terms = append(e.Terms, Term{int(whole.cell), -1})
	}
	for _, p := range parts {
		if p.cell < 0 {
			e.Low -= p.known
			continue
		}
		e.Terms = append(e.Terms, Term{int(p.cell), 1})
	}
	if len(e.Terms) == 0 || e.Low >= Unbounded || e.Low <= -Unbounded {
		return
	}
	e.High = e.Low
	x.system.Equations = append(x.system.Equations, e)
	x.origins = append(x.origins, from)
}

// matters reports whether a figure is one to be found out, hidden or rounded,
// or one of an indicator that others are linked to.
func (x *audit) matters(c *cell) bool {
	if c.state == hidden && x.facts[c.indicator].protected() {
		return true
	}
	if ind := &x.facts[c.indicator]; ind.Rounded && c.edition == 0 {
		w, ok := x.shows(c, Numerator)
		if c.state == low || ok && w.low < w.high && ind.veiled(Numerator, int64(w.low)) {
			return true
		}
	}
	return c.state != shown && x.linked[c.indicator]
}
