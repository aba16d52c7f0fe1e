package attack

import (
	"math/rand/v2"
	"slices"
)

const (
	mostSweeps = 400     // through all moves while looking for a first solution
	mostPolish = 20_000  // single moves after them
	mostForced = 3_000   // single moves to bring one cell elsewhere
	mostMove   = 1 << 16 // factor of a cell in a move
	mostStart  = 1 << 42 // count of a cell where the walk begins
)

// kernel is the moves that no equation notices: whatever solution there is,
// adding one of them gives another as long as every cell stays between its
// limits. Rows between limits count as equations with a cell for their sum.
type kernel struct {
	p     *problem // with the cells for sums after the others
	moves []move
	x     []int64 // where we are

	low, high []int64   // limits to keep on the way
	of        [][]int32 // moves of each cell
	rests     []int     // until when a move is not made again
	wanted    []bool    // moves to be tried
	now       int
	chance    *rand.Rand // the same for the same problem
}

// move changes some cells by fixed amounts.
type move struct {
	cells []int32
	coefs []int64
}

// kernel finds the moves from the reduced rows; nil when that is too much work
// or no whole numbers solve the equations near the guess.
func (p *problem) kernel(guess []int64) *kernel {
	k := &kernel{p: p.extended(), chance: rand.New(rand.NewPCG(1, 2))}
	rows, complete := k.p.echelon()
	if !complete {
		return nil
	}
	k.x = slices.Clone(guess)
	for _, n := range p.live() {
		if r := &p.rows[n]; r.lo != r.hi {
			k.x = append(k.x, max(r.lo, min(0, r.hi)))
		}
	}
	pivot := make([]bool, len(k.p.lo))
	for _, r := range rows {
		if len(r.cells) > 0 {
			pivot[r.pivot] = true
		}
	}
	if !k.start(rows) || !k.build(rows, pivot) {
		return nil
	}
	return k
}

// extended has a cell for the sum of every row between limits.
func (p *problem) extended() *problem {
	e := &problem{lo: slices.Clone(p.lo), hi: slices.Clone(p.hi)}
	for _, n := range p.live() {
		r := p.rows[n]
		r.cells, r.coefs = slices.Clone(r.cells), slices.Clone(r.coefs)
		if r.lo != r.hi {
			r.cells, r.coefs = append(r.cells, int32(len(e.lo))), append(r.coefs, -1)
			e.lo, e.hi = append(e.lo, r.lo), append(e.hi, r.hi)
			r.lo, r.hi = 0, 0
		}
		e.rows = append(e.rows, r)
	}
	e.protected, e.folded = make([]bool, len(e.lo)), make([]bool, len(e.lo))
	e.index()
	return e
}

// start solves the equations with the guess for the cells that are free;
// false when that takes fractions.
func (k *kernel) start(rows []exactRow) bool {
	for _, r := range rows {
		if len(r.cells) == 0 {
			continue
		}
		rest, own := r.right, int64(0)
		for i, c := range r.cells {
			if c == r.pivot {
				own = r.coefs[i]
				continue
			}
			by, fine := times(r.coefs[i], k.x[c])
			if rest -= by; !fine || abs(rest) > mostStart {
				return false
			}
		}
		if rest%own != 0 {
			return false
		}
		k.x[r.pivot] = rest / own
	}
	return true
}

// build writes one move for each free cell: it and the pivots that follow it.
func (k *kernel) build(rows []exactRow, pivot []bool) bool {
	type entry struct {
		cell      int32
		coef, own int64
	}
	of := make([][]entry, len(k.p.lo))
	for _, r := range rows {
		if len(r.cells) == 0 {
			continue
		}
		own := factorOf(r, r.pivot)
		for i, c := range r.cells {
			if c != r.pivot {
				of[c] = append(of[c], entry{r.pivot, r.coefs[i], own})
			}
		}
	}
	for c := range of {
		if pivot[c] || k.p.lo[c] == k.p.hi[c] {
			continue
		}
		scale := int64(1)
		for _, e := range of[c] {
			if need := abs(e.own / gcd(e.own, e.coef)); scale%need != 0 {
				scale = scale / gcd(scale, need) * need
			}
			if scale > mostMove {
				break
			}
		}
		m := move{[]int32{int32(c)}, []int64{scale}}
		for _, e := range of[c] {
			m.cells, m.coefs = append(m.cells, e.cell), append(m.coefs, -scale*e.coef/e.own)
		}
		if scale <= mostMove && k.silent(m) {
			k.moves = append(k.moves, m)
		}
	}
	return true
}

// silent checks exactly that no equation notices a move.
func (k *kernel) silent(m move) bool {
	sums := map[int32]int64{}
	for i, c := range m.cells {
		if abs(m.coefs[i]) > mostMove {
			return false
		}
		for _, n := range k.p.uses[c] {
			sums[n] += m.coefs[i] * factor(&k.p.rows[n], c)
		}
	}
	for _, s := range sums {
		if s != 0 {
			return false
		}
	}
	return true
}

// from goes to a solution of the problem; false when it is none.
func (k *kernel) from(x []int64) bool {
	at := len(x)
	copy(k.x, x)
	for n := range k.p.rows {
		r := &k.p.rows[n]
		last := len(r.cells) - 1
		if last < 0 || int(r.cells[last]) < len(x) {
			continue
		}
		sum := int64(0)
		for i, c := range r.cells[:last] {
			sum = saturated(sum, r.coefs[i]*x[c])
		}
		k.x[at] = sum
		at++
	}
	return k.p.holds(k.x)
}

// narrow sets the limits that cells are to keep: their own, less a margin
// where there is room for one.
func (k *kernel) narrow(margin int64) {
	if k.low == nil {
		k.low, k.high = make([]int64, len(k.x)), make([]int64, len(k.x))
	}
	for c := range k.x {
		lo, hi := k.p.lo[c], k.p.hi[c]
		room := min(margin, (hi-lo)/3)
		k.low[c], k.high[c] = lo+room, hi-room
		if lo <= -Unbounded {
			k.low[c] = -most
		}
		if hi >= Unbounded {
			k.high[c] = most
		}
	}
}

// outside is by how much a cell leaves the limits it is to keep.
func (k *kernel) outside(c int32) int64 { return k.beyond(c, k.x[c]) }

// beyond is by how much a count would leave them.
func (k *kernel) beyond(c int32, x int64) int64 {
	if low := k.low[c]; x < low {
		return x - low
	}
	return max(x-k.high[c], 0)
}

// excess is the squares of what is outside among the cells of a move, once it
// is made so often.
func (k *kernel) excess(m move, by int64) float64 {
	sum := 0.0
	for i, c := range m.cells {
		out := float64(k.beyond(c, k.x[c]+by*m.coefs[i]))
		sum += out * out
	}
	return sum
}

// descend makes moves that bring cells within their limits, and away from
// their ends while there is room: each move by so much that the squares of what
// is outside grow least. It reports whether all are within.
func (k *kernel) descend() bool {
	for _, margin := range []int64{16, 6, 2, 1, 0} {
		k.narrow(margin)
		for range mostSweeps {
			if !k.sweep() {
				break
			}
		}
		if k.p.holds(k.x) {
			return true
		}
	}
	return k.polish(k.astray(), mostPolish)
}

// sweep tries every move that has a cell outside, and reports whether any
// helped.
func (k *kernel) sweep() bool {
	k.index()
	for _, c := range k.astray() {
		for _, n := range k.of[c] {
			k.wanted[n] = true
		}
	}
	changed := false
	for n, wanted := range k.wanted {
		if wanted {
			k.wanted[n] = false
			changed = k.better(k.moves[n]) || changed
		}
	}
	return changed
}

// index notes the moves of each cell.
func (k *kernel) index() {
	if k.of != nil {
		return
	}
	k.of, k.rests, k.wanted = make([][]int32, len(k.p.lo)), make([]int, len(k.moves)), make([]bool, len(k.moves))
	for n, m := range k.moves {
		for _, c := range m.cells {
			k.of[c] = append(k.of[c], int32(n))
		}
	}
}

// better makes a move by so much that what is outside shrinks most, if that
// helps.
func (k *kernel) better(m move) bool {
	slope, bend, before := 0.0, 0.0, 0.0
	for i, c := range m.cells {
		if out := float64(k.outside(c)); out != 0 {
			f := float64(m.coefs[i])
			slope, bend, before = slope+f*out, bend+f*f, before+out*out
		}
	}
	if bend == 0 || slope == 0 {
		return false
	}
	by := int64(max(-mostStart, min(mostStart, -slope/bend)))
	if by == 0 {
		if by = 1; slope > 0 {
			by = -1
		}
	}
	if k.excess(m, by) >= before {
		return false
	}
	k.apply(m, by)
	return true
}

func (k *kernel) apply(m move, by int64) {
	for i, c := range m.cells {
		k.x[c] += by * m.coefs[i]
	}
}

// room is how often a move can be made, backwards and forwards.
func (k *kernel) room(m move) (back, forth int64) {
	back, forth = -mostMove, mostMove
	for i, c := range m.cells {
		f, down, up := m.coefs[i], k.p.lo[c]-k.x[c], k.p.hi[c]-k.x[c]
		if f < 0 {
			down, up = -up, -down
			f = -f
		}
		back, forth = max(back, -floorDiv(-down, f)), min(forth, floorDiv(up, f))
	}
	return min(back, 0), max(forth, 0)
}

// walk makes every move as far as it goes in both directions, tells where its
// cells can stand, and stays in the middle. From a solution, every step is one.
func (k *kernel) walk(tell func(cell int32, count int64)) {
	for _, m := range k.moves {
		back, forth := k.room(m)
		if back == 0 && forth == 0 {
			continue
		}
		for i, c := range m.cells {
			tell(c, k.x[c]+back*m.coefs[i])
			tell(c, k.x[c]+forth*m.coefs[i])
		}
		k.apply(m, floorDiv(back+forth, 2))
	}
}
