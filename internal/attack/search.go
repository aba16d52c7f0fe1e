package attack

// search looks for whole numbers that satisfy every row of a problem, near a
// guess: it takes a row that the guess breaks, changes the cell that breaks
// least besides, and narrows the rest, with every alternative tried in the end.
type search struct {
	p      *problem // its limits are narrowed and restored
	x      []int64  // the guess, kept between the limits
	sum    []int64  // of each row at x
	broken []int32  // rows that do not hold at x
	place  []int32  // of each row among them, or none
	trail  []change
	nodes  int
	failed bool // the nodes ran out: nothing is proved
}

type change struct {
	cell      int32
	lo, hi, x int64
}

// newSearch starts from a guess.
func newSearch(p *problem, guess []int64) *search {
	s := &search{p: p, x: make([]int64, len(guess)), sum: make([]int64, len(p.rows)), place: make([]int32, len(p.rows))}
	for c, g := range guess {
		s.x[c] = min(max(g, p.lo[c]), p.hi[c])
	}
	for n := range p.rows {
		r := &p.rows[n]
		s.place[n] = none
		for i, c := range r.cells {
			s.sum[n] = saturated(s.sum[n], r.coefs[i]*s.x[c])
		}
		s.sort(int32(n))
	}
	return s
}

// find is a solution with every cell between the problem's limits, and with
// cell at least lo and at most hi. Without a solution proved says that there
// is none. The limits of the problem, and the guess, are as before afterwards.
func (s *search) find(cell int32, lo, hi int64, nodes int) (solution []int64, proved bool) {
	defer s.undo(0)
	s.nodes, s.failed = nodes, false
	if cell < 0 { // no cell is asked for
		if s.p.narrowWith(s.p.live(), s.set) != none {
			return nil, true
		}
	} else if !s.limit(cell, lo, hi) {
		return nil, true
	}
	if s.step() {
		return append([]int64(nil), s.x...), true
	}
	return nil, !s.failed
}

// set changes the limits of a cell, remembering what they were.
func (s *search) set(c int32, lo, hi int64) {
	s.trail = append(s.trail, change{c, s.p.lo[c], s.p.hi[c], s.x[c]})
	s.p.lo[c], s.p.hi[c] = lo, hi
	s.move(c, min(max(s.x[c], lo), hi))
}

func (s *search) move(c int32, to int64) {
	by := to - s.x[c]
	if by == 0 {
		return
	}
	s.x[c] = to
	for _, n := range s.p.uses[c] {
		s.sum[n] = saturated(s.sum[n], by*factor(&s.p.rows[n], c))
		s.sort(n)
	}
}

// sort keeps a row among the broken ones or out of them.
func (s *search) sort(n int32) {
	r, at := &s.p.rows[n], s.place[n]
	broken := !r.dead && shortfall(r, s.sum[n]) != 0
	switch {
	case broken && at < 0:
		s.place[n] = int32(len(s.broken))
		s.broken = append(s.broken, n)
	case !broken && at >= 0:
		last := s.broken[len(s.broken)-1]
		s.broken[at], s.place[last] = last, at
		s.broken, s.place[n] = s.broken[:len(s.broken)-1], none
	}
}

func factor(r *row, c int32) int64 {
	low, high := 0, len(r.cells)
	for low < high {
		if mid := (low + high) / 2; r.cells[mid] < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return r.coefs[low]
}

func (s *search) undo(to int) {
	for len(s.trail) > to {
		t := s.trail[len(s.trail)-1]
		s.trail = s.trail[:len(s.trail)-1]
		s.p.lo[t.cell], s.p.hi[t.cell] = t.lo, t.hi
		s.move(t.cell, t.x)
	}
}

// limit narrows one cell and all that follows; false when nothing is left.
func (s *search) limit(c int32, lo, hi int64) bool {
	lo, hi = max(lo, s.p.lo[c]), min(hi, s.p.hi[c])
	if lo > hi {
		return false
	}
	s.set(c, lo, hi)
	return s.p.narrowWith(append([]int32(nil), s.p.uses[c]...), s.set) == none
}

// step reports whether the guess could be made to satisfy every row.
func (s *search) step() bool {
	broken := s.worst()
	if broken == none {
		return true
	}
	if s.nodes--; s.nodes < 0 {
		s.failed = true
		return false
	}
	c, to := s.repair(broken)
	if c < 0 {
		return false
	}
	from := s.x[c]
	further, other := [2]int64{to + 1, Unbounded}, [2]int64{-Unbounded, to - 1}
	if to < from {
		further, other = [2]int64{-Unbounded, to - 1}, [2]int64{to + 1, Unbounded}
	}
	for _, between := range [][2]int64{{to, to}, other, further} {
		mark := len(s.trail)
		if s.limit(c, between[0], between[1]) && s.step() {
			return true
		}
		s.undo(mark)
		if s.failed {
			return false
		}
	}
	return false
}

// worst is a row that does not hold at x, the one with the fewest cells; none
// when all hold.
func (s *search) worst() int32 {
	best := int32(none)
	for _, n := range s.broken {
		if best == none {
			best = n
			continue
		}
		size, least := len(s.p.rows[n].cells), len(s.p.rows[best].cells)
		if size < least || size == least && n < best {
			best = n
		}
	}
	return best
}

// shortfall is what a row lacks; negative when it has too much.
func shortfall(r *row, sum int64) int64 {
	switch {
	case sum < r.lo && r.lo > -Unbounded:
		return r.lo - sum
	case sum > r.hi && r.hi < Unbounded:
		return r.hi - sum
	}
	return 0
}

// repair chooses the cell of a broken row, and its new count, after which all
// rows together lack least.
func (s *search) repair(broken int32) (int32, int64) {
	r := &s.p.rows[broken]
	lack := shortfall(r, s.sum[broken])
	best, to, least := int32(-1), int64(0), int64(0)
	for i, c := range r.cells {
		if s.p.lo[c] == s.p.hi[c] {
			continue
		}
		step := lack / r.coefs[i]
		if step == 0 { // a part of the factor is lacking
			step = 1
			if (lack < 0) != (r.coefs[i] < 0) {
				step = -1
			}
		}
		target := min(max(s.x[c]+step, s.p.lo[c]), s.p.hi[c])
		if target == s.x[c] {
			continue
		}
		if cost := s.cost(c, target-s.x[c]); best < 0 || cost < least {
			best, to, least = c, target, cost
		}
	}
	if best >= 0 {
		return best, to
	}
	for _, c := range r.cells { // all stand at the wrong end: they must still be told apart
		if s.p.lo[c] < s.p.hi[c] {
			return c, s.x[c]
		}
	}
	return -1, 0
}

// cost is how much more all rows lack when a cell moves.
func (s *search) cost(c int32, by int64) int64 {
	var out int64
	for _, n := range s.p.uses[c] {
		r := &s.p.rows[n]
		if r.dead {
			continue
		}
		out = saturated(out, abs(shortfall(r, saturated(s.sum[n], by*factor(r, c))))-abs(shortfall(r, s.sum[n])))
	}
	return out
}

// holds checks a solution exactly.
func (p *problem) holds(x []int64) bool {
	for c := range x {
		if x[c] < p.lo[c] || x[c] > p.hi[c] {
			return false
		}
	}
	for n := range p.rows {
		r := &p.rows[n]
		if r.dead {
			continue
		}
		var sum int64
		for i, c := range r.cells {
			sum = saturated(sum, r.coefs[i]*x[c])
		}
		if shortfall(r, sum) != 0 {
			return false
		}
	}
	return true
}
