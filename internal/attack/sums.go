package attack

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// sum says that the groups parts of one indicator make up the group whole, all
// of them breakdowns.
type sum struct {
	key   string // the list
	whole int32
	parts []int32
	split Split
	alone bool // one group that looks like the whole: believed on evidence alone
	learn map[rule]*evidence
}

// rule is a way in which the counts of the groups may add up.
type rule uint8

const (
	numerators   rule = iota // numerators to the numerator
	denominators             // denominators to the denominator
	answers                  // numerators to the denominator: the answers to one question
	sameBase                 // every denominator is the denominator
	rules
)

// evidence counts where figures that are all shown add up, and where they do
// not; by period, and over all periods under -1.
type evidence map[int32]*[2]int

func (e evidence) count(period int32, adds bool) {
	for _, p := range []int32{period, -1} {
		if e[p] == nil {
			e[p] = &[2]int{}
		}
		if adds {
			e[p][0]++
		} else {
			e[p][1]++
		}
	}
}

// trust is how far an attacker relies on a sum.
type trust uint8

const (
	never trust = iota
	assumed
	certain
)

// pairs are the parts of a breakdown: "need=asd", "sex=f".
func pairs(breakdown string) []string {
	if breakdown == "" {
		return nil
	}
	return strings.Split(breakdown, ";")
}

// wider is a breakdown without its pair n.
func wider(list []string, n int) string {
	return strings.Join(slices.Delete(slices.Clone(list), n, n+1), ";")
}

// sums are the ways in which the breakdowns of one indicator make each other
// up: for every list of a breakdown, the groups that differ in it alone make up
// the breakdown without it.
func (r *Release) sums(ind *Indicator, breakdowns []int32) []*sum {
	type group struct{ key, others string }
	parts := map[group]map[string]int32{}
	for _, b := range breakdowns {
		list := pairs(r.breakdowns.list[b])
		for i, pair := range list {
			k, code, _ := strings.Cut(pair, "=")
			g := group{k, wider(list, i)}
			if parts[g] == nil {
				parts[g] = map[string]int32{}
			}
			parts[g][code] = b
		}
	}
	var out []*sum
	for g, codes := range parts {
		whole := r.breakdowns.find(g.others)
		declared := false
		for _, s := range ind.Sums {
			if s.List != g.key {
				continue
			}
			declared = true
			target := whole
			if s.Whole != "" {
				at, ok := codes[s.Whole]
				if !ok {
					continue
				}
				target = at
			}
			if list := chosen(codes, s.Parts); len(list) > 0 {
				out = append(out, &sum{key: g.key, whole: target, parts: list, split: Adds})
			}
		}
		if !declared && ind.split(g.key) != Overlaps {
			out = append(out, guessed(g.key, whole, codes, ind.split(g.key))...)
		}
	}
	slices.SortFunc(out, func(a, b *sum) int {
		return cmp.Or(cmp.Compare(a.whole, b.whole), cmp.Compare(a.key, b.key), slices.Compare(a.parts, b.parts), cmp.Compare(a.split, b.split))
	})
	return out
}

func chosen(codes map[string]int32, names []string) []int32 {
	var out []int32
	for _, n := range names {
		if b, ok := codes[n]; ok {
			out = append(out, b)
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a] < out[b] })
	return out
}

// guessed takes all groups for a partition, groups called total or all aside,
// and each group for the whole where the figures bear it out.
func guessed(list string, whole int32, codes map[string]int32, split Split) []*sum {
	all := &sum{key: list, whole: whole, split: split}
	var out []*sum
	for code, b := range codes {
		if code == "total" || code == "all" {
			out = append(out, &sum{key: list, whole: whole, parts: []int32{b}, split: Learned})
			continue
		}
		all.parts = append(all.parts, b)
		if len(codes) == 1 {
			continue
		}
		out = append(out, &sum{key: list, whole: whole, parts: []int32{b}, alone: true})
	}
	if len(all.parts) > 0 {
		sort.Slice(all.parts, func(a, b int) bool { return all.parts[a] < all.parts[b] })
		out = append(out, all)
	}
	return out
}

// block is the figures of one edition, indicator, area and period: cells[from:to].
type span struct{ from, to int }

// spans are the stretches of figures that share edition, indicator, area and
// period.
func (r *Release) spans() []span {
	var out []span
	for from := 0; from < len(r.cells); {
		to := from + 1
		for to < len(r.cells) && sameSpan(r.cells[from].key, r.cells[to].key) {
			to++
		}
		out = append(out, span{from, to})
		from = to
	}
	return out
}

func sameSpan(a, b key) bool {
	return a.edition == b.edition && a.indicator == b.indicator && a.area == b.area && a.period == b.period
}

// in is a breakdown's figure within a span; nil where there is none.
func (r *Release) in(s span, breakdown int32) *cell {
	i := s.from + sort.Search(s.to-s.from, func(i int) bool { return r.cells[s.from+i].breakdown >= breakdown })
	if i < s.to && r.cells[i].breakdown == breakdown {
		return &r.cells[i]
	}
	return nil
}

// weigh counts what the figures of a span say for and against a sum.
func (x *audit) weigh(s *sum, at span) {
	whole := x.release.in(at, s.whole)
	if whole == nil {
		return
	}
	parts := make([]*cell, 0, len(s.parts))
	for _, b := range s.parts {
		if c := x.release.in(at, b); c != nil {
			parts = append(parts, c)
		}
	}
	if len(parts) == 0 {
		return
	}
	for n := range rules {
		if adds, tells := x.speaks(n, parts, whole); tells {
			if s.learn == nil {
				s.learn = map[rule]*evidence{}
			}
			if s.learn[n] == nil {
				s.learn[n] = &evidence{}
			}
			s.learn[n].count(whole.period, adds)
		}
	}
}

// speaks reports whether the shown figures bear a rule out, and whether they
// say anything about it. Hidden groups leave room, but never too much.
func (x *audit) speaks(n rule, parts []*cell, whole *cell) (adds, tells bool) {
	of, to := Numerator, Numerator
	switch n {
	case denominators, sameBase:
		of, to = Denominator, Denominator
	case answers:
		to = Denominator
	}
	total, ok := x.shows(whole, to)
	if !ok {
		return false, false
	}
	least, most, complete, equal, any := 0.0, 0.0, true, true, false
	for _, c := range parts {
		v, ok := x.shows(c, of)
		if !ok {
			complete = false
			continue
		}
		any = true
		least, most = least+v.low, most+v.high
		equal = equal && v.high >= total.low && v.low <= total.high
	}
	switch {
	case !any:
		return false, false
	case n == sameBase:
		return equal, true
	case complete:
		return most >= total.low && least <= total.high, most > 0 || total.high > 0
	case least > total.high && n != answers:
		return false, true
	}
	return false, false
}

// holds is how far an attacker relies on a rule of a sum in a period: on that
// period's figures, else on those of all periods, else on its being likely.
func (s *sum) holds(n rule, period int32) trust {
	declared := s.split == Adds && n <= denominators || s.split == Answers && n > denominators
	if declared && !s.contradicted(n, period) {
		return certain
	}
	if s.split == Answers && !declared {
		return never
	}
	e := s.learn[n]
	for _, p := range []int32{period, -1} {
		if e == nil || (*e)[p] == nil {
			continue
		}
		yes, no := (*e)[p][0], (*e)[p][1]
		switch {
		case yes+no == 0:
			continue
		case s.alone && yes < 3:
			return never
		case no == 0:
			return certain
		case yes >= 9*no:
			return assumed
		}
		return never
	}
	if s.alone || n > denominators {
		return never
	}
	if n == denominators && s.holds(sameBase, period) != never {
		return never
	}
	return assumed
}

// contradicted reports that a declared sum never held: in a period, or in any
// where that period says nothing.
func (s *sum) contradicted(n rule, period int32) bool {
	e := s.learn[n]
	if e == nil {
		return false
	}
	for _, p := range []int32{period, -1} {
		if seen := (*e)[p]; seen != nil {
			return seen[0] == 0 && seen[1] > 0
		}
	}
	return false
}
