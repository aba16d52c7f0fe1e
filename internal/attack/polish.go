package attack

import "slices"

const noise = 10 // one move in so many is any move

// astray are the cells outside the limits they are to keep.
func (k *kernel) astray() []int32 {
	var out []int32
	for c := range k.x {
		if k.outside(int32(c)) != 0 {
			out = append(out, int32(c))
		}
	}
	return out
}

// polish brings cells within their limits one after the other, with the move
// that leaves least outside, even if that is more than before; a move that was
// made rests for a while, so that it is not undone at once. It reports whether
// that ended in a solution.
func (k *kernel) polish(todo []int32, steps int) bool {
	k.index()
	for ; steps > 0 && len(todo) > 0; steps-- {
		k.now++
		c := todo[0]
		todo = todo[1:]
		if k.outside(c) == 0 {
			continue
		}
		best, by := k.likeliest(c)
		if n := k.of[c]; len(n) > 0 && k.chance.IntN(noise) == 0 { // out of a rut
			best = int(n[k.chance.IntN(len(n))])
			by = k.towards(k.moves[best], c)
		}
		if best == none {
			todo = append(todo, c)
			continue
		}
		k.apply(k.moves[best], by)
		k.rests[best] = k.now + 5 + k.now%7
		for _, o := range k.moves[best].cells {
			if k.outside(o) != 0 {
				todo = append(todo, o)
			}
		}
	}
	return len(todo) == 0 && k.p.holds(k.x)
}

// likeliest is the move for a cell after which least is outside, and which way
// to make it; none when all rest.
func (k *kernel) likeliest(c int32) (best int, by int64) {
	best, least := none, 0.0
	for _, n := range k.of[c] {
		m := k.moves[n]
		if k.rests[n] > k.now {
			continue
		}
		step := k.towards(m, c)
		worse := k.excess(m, step) - k.excess(m, 0)
		if best == none || worse < least {
			best, by, least = int(n), step, worse
		}
	}
	return best, by
}

// towards is the way to make a move that brings a cell nearer its limits.
func (k *kernel) towards(m move, c int32) int64 {
	if (k.outside(c) > 0) == (m.coefs[slices.Index(m.cells, c)] > 0) {
		return -1
	}
	return 1
}

// force looks for a solution with a cell between other limits, from the one
// where we are; if there is none at hand, we stay.
func (k *kernel) force(c int32, lo, hi int64, l Limits) bool {
	if lo > hi {
		return false
	}
	oldLo, oldHi, x := k.p.lo[c], k.p.hi[c], slices.Clone(k.x)
	k.p.lo[c], k.p.hi[c] = lo, hi
	k.narrow(0)
	found := k.polish([]int32{c}, mostForced)
	if !found {
		copy(k.x, x)
		found = k.mend(l)
	}
	k.p.lo[c], k.p.hi[c] = oldLo, oldHi
	k.low[c], k.high[c] = oldLo, oldHi
	if !found {
		copy(k.x, x)
	}
	return found
}
