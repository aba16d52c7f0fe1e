package attack

import (
	"math"
	"slices"
	"sort"
)

// places writes what areas say of one another: wider areas are the sum of
// their parts, and a mean of similar areas is made of theirs.
func (x *audit) places() {
	x.wider()
	x.means()
}

// wider writes the sums of areas, each indicator by its own evidence.
func (x *audit) wider() {
	r := x.release
	for _, w := range x.known.Areas {
		area := r.areas.find(w.Area)
		parts := make([]int32, 0, len(w.Parts))
		for _, p := range w.Parts {
			parts = append(parts, r.areas.find(p))
		}
		slices.Sort(parts)
		if area < 0 || len(parts) == 0 || parts[0] < 0 {
			continue // some part is not published at all
		}
		for from := 0; from < len(x.spans); {
			first := r.cells[x.spans[from].from]
			to := from
			var own []span
			for ; to < len(x.spans) && r.cells[x.spans[to].from].indicator == first.indicator && r.cells[x.spans[to].from].edition == first.edition; to++ {
				if r.cells[x.spans[to].from].area == area {
					own = append(own, x.spans[to])
				}
			}
			x.widerOf(own, parts)
			from = to
		}
	}
}

// widerOf writes the sums of one indicator, whose figures of the wider area are
// in the spans.
func (x *audit) widerOf(own []span, parts []int32) {
	var open [][]*cell // the whole, then its parts
	learnt := &sum{learn: map[rule]*evidence{numerators: {}, denominators: {}}}
	for _, at := range own {
		for i := at.from; i < at.to; i++ {
			set := []*cell{&x.release.cells[i]}
			matters := x.matters(set[0])
			for _, a := range parts {
				k := set[0].key
				k.area = a
				c := x.release.find(k)
				if c == nil {
					break
				}
				set, matters = append(set, c), matters || x.matters(c)
			}
			if len(set) <= len(parts) {
				continue
			}
			if matters {
				open = append(open, set)
			}
			for _, n := range []rule{numerators, denominators} {
				if adds, tells := x.speaks(n, set[1:], set[0]); tells {
					learnt.learn[n].count(set[0].period, adds)
				}
			}
		}
	}
	for _, set := range open {
		ind := &x.facts[set[0].indicator]
		keys := make([]key, 0, len(parts))
		for _, c := range set[1:] {
			keys = append(keys, c.key)
		}
		for _, p := range ind.summed() {
			how := learnt.holds(numerators, set[0].period)
			if p == Denominator {
				how = learnt.holds(denominators, set[0].period)
			} else if p == Rest {
				how = min(how, learnt.holds(denominators, set[0].period))
			}
			if how != never {
				x.equal(x.all(keys, p), x.at(set[0].key, p), origin{kind: areasAddUp, key: set[0].key, part: p}, how)
			}
		}
	}
}

// means looks at the benchmarks that rows print. One that counts in more areas
// than are shown was made with hidden figures: with one of them it gives that
// figure, with several their sum where they are counts.
func (x *audit) means() {
	r := x.release
	x.eachCell(func(c *cell) {
		if c.benchmark < 0 || c.edition > 0 {
			return
		}
		b := r.benchmarks[c.benchmark]
		x.repeats(c, r.areas.find(b.region), b.regionValue.Known, "region_value")
		if b.nationValue.Known {
			for _, a := range sortedKeys(r.nations) {
				x.repeats(c, a, true, "england_value")
			}
		}
		if b.snN.Known && b.snValue.Known {
			x.mean(c, b)
		}
	})
}

func sortedKeys(m map[int32]bool) []int32 {
	var out []int32
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(a, b int) bool { return out[a] < out[b] })
	return out
}

// repeats finds the hidden figure of a wider area that another row prints as
// its benchmark.
func (x *audit) repeats(c *cell, area int32, prints bool, column string) {
	if area < 0 || !prints {
		return
	}
	k := c.key
	k.area = area
	if o := x.release.find(k); o != nil && o.state == hidden && x.facts[o.indicator].protected() {
		x.tell(k, Numerator, DerivedNumber, column+" of "+x.place(c.key))
	}
}

// mean compares how many areas a mean counts in with how many are shown.
func (x *audit) mean(c *cell, b benchmark) {
	var shownAreas, hiddenAreas []*cell
	seen := map[int32]bool{}
	for _, name := range x.known.Neighbours[x.release.areas.list[c.area]] {
		k := c.key
		if k.area = x.release.areas.find(name); k.area < 0 || seen[k.area] {
			continue
		}
		seen[k.area] = true
		switch o := x.release.find(k); {
		case o == nil:
		case o.state == shown && o.has&hasValue != 0:
			shownAreas = append(shownAreas, o)
		case o.state == hidden && x.facts[o.indicator].protected():
			hiddenAreas = append(hiddenAreas, o)
		}
	}
	extra := int(b.snN.Number) - len(shownAreas)
	if extra <= 0 || len(hiddenAreas) == 0 {
		return
	}
	if extra == 1 && len(hiddenAreas) == 1 {
		x.tell(hiddenAreas[0].key, Numerator, DerivedNumber, "sn_value of "+x.place(c.key)+", which one hidden area is part of")
		return
	}
	if !b.snMean || extra != len(hiddenAreas) || x.facts[c.indicator].Measure != "count" {
		return
	}
	sum := b.snN.Number * b.snValue.Number
	slack := b.snN.Number * halfUnit(b.snValue.Number)
	e := Equation{Total: true}
	for _, o := range shownAreas {
		sum -= o.value
	}
	for _, o := range hiddenAreas {
		if t := x.at(o.key, Numerator); t.cell >= 0 {
			e.Terms = append(e.Terms, Term{int(t.cell), 1})
		}
	}
	e.Low, e.High = int64(math.Ceil(sum-slack-1e-6)), int64(math.Floor(sum+slack+1e-6))
	if len(e.Terms) > 0 && e.Low <= e.High && e.Low > -Unbounded && e.High < Unbounded {
		x.system.Equations = append(x.system.Equations, e)
		x.origins = append(x.origins, origin{kind: meanOfAreas, key: c.key})
	}
}
