package attack

import "slices"

// same writes that figures of several indicators are equal.
func (x *audit) same() {
	type series struct{ indicator, breakdown int32 }
	at := map[series][]key{}
	wanted := map[series]bool{}
	of := func(f Figure) series {
		return series{x.release.indicators.find(f.Indicator), x.release.breakdowns.find(f.Breakdown)}
	}
	for _, group := range x.known.Same {
		for _, f := range group {
			wanted[of(f)] = true
		}
	}
	x.eachCell(func(c *cell) {
		if s := (series{c.indicator, c.breakdown}); wanted[s] {
			at[s] = append(at[s], c.key)
		}
	})
	for _, group := range x.known.Same {
		first := map[key]bool{} // places that were written
		for _, f := range group {
			for _, k := range at[of(f)] {
				k.indicator, k.breakdown = 0, 0
				if !first[k] {
					first[k] = true
					x.sameAt(k, group)
				}
			}
		}
	}
}

// sameAt writes the equal figures of one area and period.
func (x *audit) sameAt(at key, group []Figure) {
	var keys []key
	var parts []Part
	matters := false
	for _, f := range group {
		at.indicator, at.breakdown = x.release.indicators.find(f.Indicator), x.release.breakdowns.find(f.Breakdown)
		if c := x.release.find(at); c != nil {
			keys, parts = append(keys, at), append(parts, f.Part)
			matters = matters || x.matters(c)
		}
	}
	if !matters || len(keys) < 2 {
		return
	}
	for i := 1; i < len(keys); i++ {
		x.equal([]term{x.at(keys[i], parts[i])}, x.at(keys[0], parts[0]), origin{kind: equalFigures, key: keys[i], other: keys[0], part: parts[i]}, certain)
	}
}

// previous writes that figures are the same in both releases, where all that
// both show of an indicator, area and period is unchanged, and tells shown
// counts that changed by a small one.
func (x *audit) previous() {
	r := x.release
	for _, at := range x.spans {
		if r.cells[at.from].edition != 0 {
			break
		}
		revised, matters := false, false
		var pairs [][2]*cell
		for i := at.from; i < at.to; i++ {
			k := r.cells[i].key
			k.edition = 1
			before := r.find(k)
			if before == nil {
				continue
			}
			pairs = append(pairs, [2]*cell{&r.cells[i], before})
			revised = x.revised(&r.cells[i], before) || revised
			matters = matters || x.matters(&r.cells[i]) || x.matters(before)
		}
		if revised || !matters {
			continue
		}
		for _, pair := range pairs {
			if !x.matters(pair[0]) && !x.matters(pair[1]) {
				continue
			}
			for _, p := range x.facts[pair[0].indicator].parts() {
				x.equal([]term{x.at(pair[1].key, p)}, x.at(pair[0].key, p), origin{kind: releases, key: pair[0].key, other: pair[1].key, part: p}, assumed)
			}
		}
	}
}

// revised reports whether two releases show different figures.
func (x *audit) revised(now, before *cell) bool {
	ind := &x.facts[now.indicator]
	changed := false
	for _, p := range ind.parts() {
		a, okA := x.shows(now, p)
		b, okB := x.shows(before, p)
		if !okA || !okB || a == b {
			continue
		}
		changed = true
		by := int64(max(a.low-b.low, b.low-a.low))
		if ind.Threshold > 0 && a.low == a.high && b.low == b.high && ind.small(p, by) {
			x.tell(now.key, p, Revised, "the release before")
		}
	}
	both := now.has & before.has
	return changed || both&hasValue != 0 && now.value != before.value
}

// judge turns what was proved into findings.
func (x *audit) judge(s *Solution) {
	explain := newExplainer(&x.system, s.Dropped)
	for c, v := range s.Verdicts {
		if v.State == Undecided {
			x.tell(x.owners[c].key, x.owners[c].part, earlier(NotProven, x.owners[c].edition > 0))
		}
		if v.State == Determined {
			x.judgeOne(explain, s, c)
		}
	}
	for _, g := range s.Groups {
		o := x.origins[g.Equation]
		for _, c := range g.Cells {
			x.tell(x.owners[c].key, x.owners[c].part, earlier(SmallGroup, o.key.edition > 0), x.words(o))
		}
	}
}

// earlier is the kind of a finding that the release before has by itself.
func earlier(k Kind, alone bool) Kind {
	if alone {
		return AlreadyOpen
	}
	return k
}

// judgeOne tells a count that follows from others. What is neither small nor a
// count of its own, such as a denominator that other figures print, is safe to
// know.
func (x *audit) judgeOne(explain *explainer, s *Solution, c int) {
	o := x.owners[c]
	ind := &x.facts[o.indicator]
	small := ind.small(o.part, s.Verdicts[c].low)
	if ind.Survey && o.part != Denominator {
		small = !x.manyAnswers(s, o.key)
	}
	if !small && (o.gained || o.part != Numerator) || ind.Survey && o.part != Numerator {
		return
	}
	kind := Solved
	var because []string
	alone := o.edition > 0
	for _, e := range explain.because(c) {
		from := x.origins[e]
		if from.differs() {
			kind = Differencing
		}
		alone = alone && from.key.edition > 0
		because = append(because, x.words(from))
	}
	slices.Sort(because)
	if !small {
		kind = Recomputed
	}
	x.tell(o.key, o.part, earlier(kind, alone), because...)
}

// manyAnswers reports whether a result is known to rest on enough answers.
func (x *audit) manyAnswers(s *Solution, k key) bool {
	t := x.at(k, Denominator)
	least := t.known
	if t.cell >= 0 {
		if int(t.cell) >= len(s.Verdicts) {
			return false
		}
		least = s.Verdicts[t.cell].low
	}
	return least >= int64(x.facts[k.indicator].MinBase)
}

// tell adds a finding.
func (x *audit) tell(k key, p Part, kind Kind, because ...string) {
	r := x.release
	x.found = append(x.found, Finding{Area: r.areas.list[k.area], Indicator: r.indicators.list[k.indicator], Breakdown: r.breakdowns.list[k.breakdown],
		Period: r.period(k.period), Previous: k.edition > 0, Part: p, Kind: kind, Because: because})
}
