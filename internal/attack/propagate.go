package attack

// total is a sum of limits, some of which may be missing.
type total struct {
	sum     int64
	missing int
}

func (t total) infinite() bool { return t.missing > 0 }

func (t *total) add(coef, limit int64) {
	if limit >= Unbounded {
		t.missing++
		return
	}
	t.sum = saturated(t.sum, coef*limit) // at most 2^20 times 2^40
}

const most int64 = 1 << 61

// saturated adds without running over: sums that large narrow nothing.
func saturated(a, b int64) int64 {
	switch s := a + b; {
	case s > most:
		return most
	case s < -most:
		return -most
	default:
		return s
	}
}

// span is the least and the most that the terms of a row can add up to.
func (p *problem) span(r *row) (low, high total) {
	for i, c := range r.cells {
		if coef := r.coefs[i]; coef > 0 {
			low.add(coef, p.lo[c])
			high.add(coef, p.hi[c])
		} else {
			low.add(coef, p.hi[c])
			high.add(coef, p.lo[c])
		}
	}
	return low, high
}

// narrow tightens the limits of cells until the queued rows, and all that they
// touch, say nothing new. The result is a row that cannot hold, or none.
func (p *problem) narrow(queue []int32) int {
	return p.narrowWith(queue, func(c int32, lo, hi int64) { p.lo[c], p.hi[c] = lo, hi })
}

func (p *problem) narrowWith(queue []int32, set func(c int32, lo, hi int64)) int {
	if len(p.waiting) < len(p.rows) {
		p.waiting = make([]bool, len(p.rows))
	}
	for _, n := range queue {
		p.waiting[n] = true
	}
	bad := none
	steps := p.steps
	for len(queue) > 0 && steps > 0 && bad == none {
		n := queue[0]
		queue = queue[1:]
		p.waiting[n] = false
		if p.rows[n].dead {
			continue
		}
		queue, bad = p.narrowRow(n, queue, &steps, set)
	}
	for _, n := range queue {
		p.waiting[n] = false
	}
	return bad
}

// narrowRow tightens the cells of one row and queues the rows that they touch.
func (p *problem) narrowRow(n int32, queue []int32, steps *int, set func(c int32, lo, hi int64)) ([]int32, int) {
	r := &p.rows[n]
	low, high := p.span(r)
	if !low.infinite() && low.sum > r.hi || !high.infinite() && high.sum < r.lo || p.indivisible(r) {
		return queue, int(n)
	}
	for i, c := range r.cells {
		lo, hi := p.limits(r, i, low, high)
		if lo > hi {
			return queue, int(n)
		}
		oldLo, oldHi := p.lo[c], p.hi[c]
		if lo == oldLo && hi == oldHi {
			continue
		}
		*steps--
		set(c, lo, hi)
		low, high = moved(low, high, r.coefs[i], oldLo, oldHi, lo, hi)
		for _, m := range p.uses[c] {
			if !p.waiting[m] {
				p.waiting[m] = true
				queue = append(queue, m)
			}
		}
	}
	return queue, none
}

// moved brings the span of a row up to date after one cell narrowed.
func moved(low, high total, coef, oldLo, oldHi, lo, hi int64) (total, total) {
	if coef < 0 {
		oldLo, oldHi, lo, hi = oldHi, oldLo, hi, lo
	}
	return replaced(low, coef, oldLo, lo), replaced(high, coef, oldHi, hi)
}

func replaced(t total, coef, old, now int64) total {
	if old >= Unbounded {
		t.missing--
	} else {
		t.sum = saturated(t.sum, -coef*old)
	}
	t.add(coef, now)
	return t
}

// limits are what a row leaves to its term i.
func (p *problem) limits(r *row, i int, low, high total) (int64, int64) {
	c, coef := r.cells[i], r.coefs[i]
	lo, hi := p.lo[c], p.hi[c]
	ownLow, ownHigh := lo, hi
	if coef < 0 {
		ownLow, ownHigh = hi, lo
	}
	// coef*x <= r.hi - least of the others; coef*x >= r.lo - most of the others
	if rest, ok := without(low, coef, ownLow); ok && r.hi < Unbounded {
		if coef > 0 {
			hi = min(hi, floorDiv(r.hi-rest, coef))
		} else {
			lo = max(lo, ceilDiv(r.hi-rest, coef))
		}
	}
	if rest, ok := without(high, coef, ownHigh); ok && r.lo > -Unbounded {
		if coef > 0 {
			lo = max(lo, ceilDiv(r.lo-rest, coef))
		} else {
			hi = min(hi, floorDiv(r.lo-rest, coef))
		}
	}
	return lo, hi
}

// without is a sum of limits less that of one term; false when it has none.
func without(t total, coef, own int64) (int64, bool) {
	if own >= Unbounded {
		return t.sum, t.missing == 1 && t.sum < most && t.sum > -most
	}
	return t.sum - coef*own, t.missing == 0 && t.sum < most && t.sum > -most
}

// indivisible reports an exact total that no whole numbers can give, since all
// factors share a divisor that it lacks.
func (p *problem) indivisible(r *row) bool {
	if r.lo != r.hi {
		return false
	}
	g, rest := int64(0), r.lo
	for i, c := range r.cells {
		if p.lo[c] == p.hi[c] {
			rest -= r.coefs[i] * p.lo[c]
			continue
		}
		if g = gcd(g, r.coefs[i]); g == 1 {
			return false
		}
	}
	return g > 1 && rest%g != 0
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		return -a
	}
	return a
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
