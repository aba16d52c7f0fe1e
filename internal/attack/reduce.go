package attack

import (
	"math/bits"
	"slices"
	"sort"
)

// mostReduction bounds the work of one row reduction; what it leaves undone,
// the search still decides.
const mostReduction = 40_000_000

// exactRow is a row of whole numbers that stands for a rational one: only its
// ratios matter.
type exactRow struct {
	cells []int32
	coefs []int64
	right int64
	pivot int32
	from  int // the row it began as
}

// reduce brings the exact equations into reduced row echelon form over the
// rationals. A row with a single cell is a unit vector in the row space: that
// cell is determined. The other rows are returned, being true as well. ok is
// false when a determined cell would not be a whole number within its limits.
func (p *problem) reduce() (implied []row, ok bool) {
	rows, complete := p.echelon()
	if !complete {
		return nil, true
	}
	for _, r := range rows {
		switch {
		case len(r.cells) == 0:
			if r.right != 0 {
				return nil, false
			}
		case len(r.cells) == 1:
			c := r.cells[0]
			x := r.right / r.coefs[0]
			if r.right%r.coefs[0] != 0 || x < p.lo[c] || x > p.hi[c] {
				return nil, false
			}
			p.lo[c], p.hi[c] = x, x
		case small(r):
			implied = append(implied, row{cells: slices.Clone(r.cells), coefs: slices.Clone(r.coefs), lo: r.right, hi: r.right})
		}
	}
	return implied, true
}

// dependent are exact rows that follow from others, by number: the later ones
// of the same length, and the longer.
func (p *problem) dependent() []int {
	rows, complete := p.echelon()
	if !complete {
		return nil
	}
	var out []int
	for _, r := range rows {
		if len(r.cells) == 0 {
			out = append(out, r.from)
		}
	}
	return out
}

// small keeps the arithmetic of implied rows within its range.
func small(r exactRow) bool {
	for _, c := range r.coefs {
		if c > mostFactor || c < -mostFactor {
			return false
		}
	}
	return r.right < Unbounded && r.right > -Unbounded
}

// echelon is Gauss-Jordan elimination, the shortest rows first. false when the
// numbers or the work grow too large.
func (p *problem) echelon() ([]exactRow, bool) {
	var todo []exactRow
	for n := range p.rows {
		r := &p.rows[n]
		if !r.dead && r.lo == r.hi && len(r.cells) > 0 {
			todo = append(todo, exactRow{cells: r.cells, coefs: r.coefs, right: r.lo, pivot: none, from: n})
		}
	}
	sort.SliceStable(todo, func(a, b int) bool { return len(todo[a].cells) < len(todo[b].cells) })
	work := 0
	var done []exactRow
	at := slices.Repeat([]int32{none}, len(p.lo)) // the finished row of each pivot cell
	holders := make([][]int32, len(p.lo))
	for _, r := range todo {
		from := r.from
		for i := 0; i < len(r.cells); { // take the pivots of finished rows out
			n := at[r.cells[i]]
			if n == none {
				i++
				continue
			}
			var ok bool
			if r, ok = eliminate(r, done[n], done[n].pivot); !ok {
				return nil, false
			}
			if work += len(r.cells) + len(done[n].cells); work > mostReduction {
				return nil, false
			}
			i = 0
		}
		r.from = from
		if len(r.cells) == 0 {
			done = append(done, r)
			continue
		}
		r.pivot = choosePivot(r)
		at[r.pivot] = int32(len(done))
		for _, n := range holders[r.pivot] { // and this one's out of them
			if !has(done[n], r.pivot) {
				continue
			}
			next, ok := eliminate(done[n], r, r.pivot)
			if !ok {
				return nil, false
			}
			if work += len(next.cells) + len(r.cells); work > mostReduction {
				return nil, false
			}
			next.pivot, next.from = done[n].pivot, done[n].from
			for _, c := range r.cells {
				holders[c] = append(holders[c], n)
			}
			done[n] = next
		}
		for _, c := range r.cells {
			holders[c] = append(holders[c], int32(len(done)))
		}
		done = append(done, r)
	}
	return done, true
}

// choosePivot takes the first cell with the smallest factor, which keeps the
// numbers small.
func choosePivot(r exactRow) int32 {
	best := 0
	for i := range r.cells {
		if abs(r.coefs[i]) < abs(r.coefs[best]) {
			best = i
		}
	}
	return r.cells[best]
}

func has(r exactRow, c int32) bool { return factorOf(r, c) != 0 }

func factorOf(r exactRow, c int32) int64 {
	i := sort.Search(len(r.cells), func(i int) bool { return r.cells[i] >= c })
	if i == len(r.cells) || r.cells[i] != c {
		return 0
	}
	return r.coefs[i]
}

// eliminate takes cell c out of a with the help of b; false on overflow.
func eliminate(a, b exactRow, c int32) (exactRow, bool) {
	fa, fb := factorOf(a, c), factorOf(b, c)
	g := gcd(fa, fb)
	fa, fb = fa/g, fb/g
	out := exactRow{cells: make([]int32, 0, len(a.cells)+len(b.cells)), coefs: make([]int64, 0, len(a.cells)+len(b.cells))}
	ok := true
	put := func(cell int32, x, y int64) {
		v, fine := cross(fb, x, fa, y)
		ok = ok && fine
		if v != 0 && cell != c {
			out.cells, out.coefs = append(out.cells, cell), append(out.coefs, v)
		}
	}
	i, j := 0, 0
	for i < len(a.cells) || j < len(b.cells) {
		switch {
		case j == len(b.cells) || i < len(a.cells) && a.cells[i] < b.cells[j]:
			put(a.cells[i], a.coefs[i], 0)
			i++
		case i == len(a.cells) || b.cells[j] < a.cells[i]:
			put(b.cells[j], 0, b.coefs[j])
			j++
		default:
			put(a.cells[i], a.coefs[i], b.coefs[j])
			i++
			j++
		}
	}
	right, fine := cross(fb, a.right, fa, b.right)
	out.right, out.pivot = right, none
	return out.lowest(), ok && fine
}

// lowest divides a row by what all its numbers share.
func (r exactRow) lowest() exactRow {
	g := abs(r.right)
	for _, c := range r.coefs {
		if g = gcd(g, c); g == 1 {
			return r
		}
	}
	if g > 1 && len(r.coefs) > 0 {
		for i := range r.coefs {
			r.coefs[i] /= g
		}
		r.right /= g
	}
	return r
}

// cross is a*x - b*y; false on overflow.
func cross(a, x, b, y int64) (int64, bool) {
	l, okL := times(a, x)
	r, okR := times(b, y)
	return l - r, okL && okR
}

// times is a*b; false when the product leaves 62 bits.
func times(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(abs(a)), uint64(abs(b)))
	if hi != 0 || lo > 1<<61 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func abs(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}
