package protect

import (
	"context"
	"math/bits"
	"slices"
)

const words = 3

// bitset is a set of cells that may be chosen.
type bitset [words]uint64

func (b *bitset) set(n int)     { b[n/64] |= 1 << (n % 64) }
func (b bitset) has(n int) bool { return b[n/64]>>(n%64)&1 == 1 }

func (b bitset) meets(o bitset) bool {
	for w := range b {
		if b[w]&o[w] != 0 {
			return true
		}
	}
	return false
}

func (b bitset) without(o bitset) bitset {
	for w := range b {
		b[w] &^= o[w]
	}
	return b
}

func (b bitset) with(o bitset) bitset {
	for w := range b {
		b[w] |= o[w]
	}
	return b
}

func (b bitset) size() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f with the members in ascending order.
func (b bitset) each(f func(n int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			f(w*64 + bits.TrailingZeros64(word))
		}
	}
}

// hitter finds sets that share a member with each of the cuts.
type hitter struct {
	weights []weight
	cuts    []bitset // those with fewest members first
	open    []bitset // those not met yet, at one branch
	bound   weight   // only lighter sets are looked for
	set     bitset   // the one found
	found   bool
	visits  int
	ctx     context.Context
}

type outcome int

const (
	gaveUp outcome = iota
	none
	found
)

// quick is a set that meets all cuts, not always the lightest: in turn the
// member of most cuts that are left for its weight.
func (h *hitter) quick(cuts []bitset) bitset {
	var set bitset
	for {
		count := make([]int64, len(h.weights))
		left := false
		for _, c := range cuts {
			if !c.meets(set) {
				left = true
				c.each(func(n int) { count[n]++ })
			}
		}
		if !left {
			return set
		}
		best := -1
		for n, k := range count {
			if k == 0 {
				continue
			}
			if best < 0 || h.weights[n].last < h.weights[best].last ||
				h.weights[n].last == h.weights[best].last && (k > count[best] || k == count[best] && h.weights[n].less(h.weights[best])) {
				best = n
			}
		}
		set.set(best)
	}
}

// lighter is some set that meets all cuts and is lighter than bound.
func (h *hitter) lighter(ctx context.Context, cuts []bitset, bound weight) (bitset, outcome) {
	h.cuts = slices.Clone(cuts)
	slices.SortStableFunc(h.cuts, func(a, b bitset) int { return a.size() - b.size() })
	h.bound, h.found, h.visits, h.ctx = bound, false, 0, ctx
	complete := h.branch(bitset{}, h.dominated(cuts), weight{})
	switch {
	case !complete:
		return bitset{}, gaveUp
	case h.found:
		return h.set, found
	}
	return bitset{}, none
}

// dominated are the members that a lighter one could replace in every cut.
func (h *hitter) dominated(cuts []bitset) bitset {
	in := make([][maxCuts/64 + 1]uint64, len(h.weights))
	for k, c := range cuts {
		c.each(func(n int) { in[n][k/64] |= 1 << (k % 64) })
	}
	var out bitset
	for n := range in {
		for other := range in {
			if other == n || out.has(other) || !h.weights[other].less(h.weights[n]) {
				continue
			}
			covers := true
			for w := range in[n] {
				covers = covers && in[n][w]&^in[other][w] == 0
			}
			if covers {
				out.set(n)
				break
			}
		}
	}
	return out
}

// branch extends a set by members that are not barred. It reports false when
// it had to stop.
func (h *hitter) branch(set, barred bitset, w weight) bool {
	if h.visits++; h.visits > maxVisits || h.visits%1024 == 0 && h.ctx.Err() != nil {
		return false
	}
	cut, bound, possible := h.tightest(set, barred, w)
	if !possible || !bound.less(h.bound) {
		return true
	}
	if cut == (bitset{}) {
		h.set, h.found = set, true
		return true
	}
	for _, n := range h.byWeight(cut) {
		next := set
		next.set(n)
		if !h.branch(next, barred, w.plus(h.weights[n])) {
			return false
		}
		if h.found {
			return true
		}
		barred.set(n)
	}
	return true
}

// tightest is the open cut with fewest members that are not barred, with a
// bound on the weight of any set that meets all cuts: cuts that share no
// member each cost at least their lightest. It is impossible to meet a cut
// that has no member left.
func (h *hitter) tightest(set, barred bitset, w weight) (cut bitset, bound weight, possible bool) {
	open := h.open[:0]
	fewest, at := maxFree+1, w
	var used bitset
	for _, c := range h.cuts {
		if c.meets(set) {
			continue
		}
		c = c.without(barred)
		n := c.size()
		if n == 0 {
			return bitset{}, w, false
		}
		open = append(open, c)
		if n < fewest {
			cut, fewest = c, n
		}
		if !c.meets(used) {
			used = used.with(c)
			w = w.plus(h.lightest(c))
		}
	}
	h.open = open
	if !w.less(h.bound) {
		return cut, w, true
	}
	if c := h.shared(open); at.cells+c > w.cells && at.last == w.last {
		w = weight{w.last, at.cells + c, at.cost, at.order}
	}
	return cut, w, true
}

// shared is a bound on the number of members that all cuts need: each member
// has so many shares to give to its cuts; each cut takes, in two rounds, what
// every member of it can still give.
func (h *hitter) shared(open []bitset) int64 {
	const shares = 12
	var left [maxFree]int8
	for n := range h.weights {
		left[n] = shares
	}
	sum := int64(0)
	for _, most := range []int8{shares / 2, shares} {
		for _, c := range open {
			take := most
			c.each(func(n int) { take = min(take, left[n]) })
			if take > 0 {
				c.each(func(n int) { left[n] -= take })
				sum += int64(take)
			}
		}
	}
	return (sum + shares - 1) / shares
}

func (h *hitter) lightest(c bitset) weight {
	best, first := weight{}, true
	c.each(func(n int) {
		if first || h.weights[n].less(best) {
			best, first = h.weights[n], false
		}
	})
	return best
}

func (h *hitter) byWeight(c bitset) []int {
	var out []int
	c.each(func(n int) {
		i := len(out)
		out = append(out, n)
		for ; i > 0 && h.weights[n].less(h.weights[out[i-1]]); i-- {
			out[i] = out[i-1]
		}
		out[i] = n
	})
	return out
}
