package attack

// lists writes the sums of groups: rows, columns, totals and levels of every
// table, as far as the figures bear them out.
func (x *audit) lists() {
	for from := 0; from < len(x.spans); {
		indicator := x.release.cells[x.spans[from].from].indicator
		to := from
		seen := map[int32]bool{}
		var breakdowns []int32
		for ; to < len(x.spans) && x.release.cells[x.spans[to].from].indicator == indicator; to++ {
			for i := x.spans[to].from; i < x.spans[to].to; i++ {
				if b := x.release.cells[i].breakdown; !seen[b] {
					seen[b] = true
					breakdowns = append(breakdowns, b)
				}
			}
		}
		x.listsOf(&x.facts[indicator], breakdowns, x.spans[from:to])
		from = to
	}
}

// listsOf is lists for one indicator of one edition.
func (x *audit) listsOf(ind *Indicator, breakdowns []int32, spans []span) {
	if len(ind.parts()) == 0 {
		return
	}
	var open []span
	for _, at := range spans {
		for i := at.from; i < at.to; i++ {
			if x.matters(&x.release.cells[i]) {
				open = append(open, at)
				break
			}
		}
	}
	if len(open) == 0 {
		return
	}
	for _, s := range x.release.sums(ind, breakdowns) {
		for _, at := range spans {
			x.weigh(s, at)
		}
		for _, at := range open {
			x.add(s, ind, at)
		}
	}
}

// add writes one sum of one area and period, if a hidden figure is in it.
func (x *audit) add(s *sum, ind *Indicator, at span) {
	first := x.release.cells[at.from].key
	whole := first
	whole.breakdown = s.whole
	var parts []key
	wholeCell := x.release.in(at, s.whole)
	matters := wholeCell != nil && x.matters(wholeCell)
	for _, b := range s.parts {
		if c := x.release.in(at, b); c != nil {
			matters = matters || x.matters(c)
			parts = append(parts, c.key)
		}
	}
	if !matters || len(parts) == 0 {
		return
	}
	missing := len(parts) < len(s.parts) // a group without a row is taken for empty
	trusts := s.trusts(first.period, missing)
	for _, p := range ind.summed() {
		if trusts[p] != never {
			x.equal(x.all(parts, p), x.at(whole, p), origin{kind: groupsAddUp, key: whole, list: s.key, part: p, alone: len(s.parts) == 1, other: parts[0]}, trusts[p])
		}
	}
	if !ind.has(Denominator) {
		return
	}
	if how := s.holds(answers, first.period); how != never && trusts[Numerator] == never && !missing {
		x.equal(x.all(parts, Numerator), x.at(whole, Denominator), origin{kind: groupsAddUp, key: whole, list: s.key, part: Denominator}, how)
	}
	if how := s.holds(sameBase, first.period); how != never && trusts[Denominator] == never {
		for _, p := range parts {
			x.equal([]term{x.at(p, Denominator)}, x.at(whole, Denominator), origin{kind: oneBase, key: whole, list: s.key, part: Denominator}, how)
		}
	}
}

// trusts are how far the sum is relied on for each part, less where a group is
// missing.
func (s *sum) trusts(period int32, missing bool) [3]trust {
	var out [3]trust
	out[Numerator], out[Denominator] = s.holds(numerators, period), s.holds(denominators, period)
	out[Rest] = min(out[Numerator], out[Denominator])
	for p := range out {
		if missing {
			out[p] = min(out[p], assumed)
		}
	}
	return out
}

func (x *audit) all(keys []key, p Part) []term {
	out := make([]term, 0, len(keys))
	for _, k := range keys {
		out = append(out, x.at(k, p))
	}
	return out
}
