package attack

import (
	"math"
	"slices"
)

const (
	eps       = 1e-7
	mostPivot = 20_000
)

// tableau is a linear programme over a problem's cells and the sums of its
// rows, solved by the simplex method with limits on every variable. It works
// in floating point and so only proposes: solutions are rounded and checked,
// and limits proved again, in whole numbers.
type tableau struct {
	p        *problem
	n, m     int
	rows     []int32 // the live rows of the problem
	t        [][]float64
	lo, hi   []float64
	x        []float64 // cells, then sums
	basis    []int     // the variable of each tableau row
	place    []int     // of each variable: its tableau row, or -1
	pivots   int
	feasible bool
}

// newTableau has the sums as basis and the cells at the guess; nil when it
// would be larger than the limit.
func newTableau(p *problem, guess []int64, limit int) *tableau {
	rows := p.live()
	n, m := len(p.lo), len(rows)
	if m*(n+m) > limit {
		return nil
	}
	t := &tableau{p: p, n: n, m: m, rows: rows, x: make([]float64, n+m), lo: make([]float64, n+m), hi: make([]float64, n+m), place: make([]int, n+m)}
	for c := range n {
		t.lo[c], t.hi[c] = float64(p.lo[c]), unlimited(p.hi[c])
		t.x[c] = float64(min(max(guess[c], p.lo[c]), p.hi[c]))
		t.place[c] = -1
	}
	for k, r := range rows {
		line := make([]float64, n+m)
		line[n+k] = 1
		row := &p.rows[r]
		for i, c := range row.cells {
			line[c] = -float64(row.coefs[i])
			t.x[n+k] += float64(row.coefs[i]) * t.x[c]
		}
		t.lo[n+k], t.hi[n+k] = -unlimited(-row.lo), unlimited(row.hi)
		t.t = append(t.t, line)
		t.basis = append(t.basis, n+k)
		t.place[n+k] = k
	}
	t.feasible = t.settle()
	return t
}

func unlimited(limit int64) float64 {
	if limit >= Unbounded {
		return math.Inf(1)
	}
	return float64(limit)
}

// settle moves to a point within all limits; false when none was found.
func (t *tableau) settle() bool {
	want := make([]float64, t.m)
	for t.pivots = 0; t.pivots < mostPivot; t.pivots++ {
		outside := false
		for k, v := range t.basis {
			want[k] = 0
			if t.x[v] < t.lo[v]-eps {
				want[k], outside = 1, true
			} else if t.x[v] > t.hi[v]+eps {
				want[k], outside = -1, true
			}
		}
		if !outside {
			return true
		}
		j, up := t.entering(want, nil)
		if j < 0 || !t.advance(j, up, true) {
			return false
		}
	}
	return false
}

// push moves a cell up (sign 1) or down (sign -1) as far as it goes, from a
// point within all limits. It reports whether the end was reached.
func (t *tableau) push(cell int, sign float64) bool {
	goal := make([]float64, t.n+t.m)
	goal[cell] = sign
	want := make([]float64, t.m)
	for t.pivots = 0; t.pivots < mostPivot; t.pivots++ {
		clear(want)
		if k := t.place[cell]; k >= 0 {
			want[k] = sign
		}
		j, up := t.entering(want, goal)
		if j < 0 {
			return true
		}
		if !t.advance(j, up, false) {
			return false
		}
	}
	return false
}

// entering chooses a variable outside the basis that improves the sum of want
// over the basis and of goal over the rest: the steepest, or after many steps
// the first, which cannot go round in circles.
func (t *tableau) entering(want, goal []float64) (int, bool) {
	gain := make([]float64, t.n+t.m)
	copy(gain, goal)
	for k, w := range want {
		if w == 0 {
			continue
		}
		for j, a := range t.t[k] {
			if a != 0 {
				gain[j] -= w * a
			}
		}
	}
	best, most, up := -1, eps, false
	for j, g := range gain {
		if t.place[j] >= 0 || math.Abs(g) <= most || g > 0 && t.x[j] >= t.hi[j]-eps || g < 0 && t.x[j] <= t.lo[j]+eps {
			continue
		}
		best, up = j, g > 0
		if t.pivots > 500 {
			break
		}
		most = math.Abs(g)
	}
	return best, up
}

// advance moves variable j until something stops it; false when nothing does.
// While settling, a basic variable outside its limits stops where it comes in.
func (t *tableau) advance(j int, up, settling bool) bool {
	sign := 1.0
	room := t.hi[j] - t.x[j]
	if !up {
		sign, room = -1, t.x[j]-t.lo[j]
	}
	stop, size := -1, 0.0
	for k, v := range t.basis {
		rate := -t.t[k][j] * sign
		if math.Abs(rate) < eps {
			continue
		}
		limit := t.hi[v]
		if rate < 0 {
			limit = t.lo[v]
		}
		if settling && t.x[v] < t.lo[v]-eps {
			if rate < 0 {
				continue
			}
			limit = t.lo[v]
		} else if settling && t.x[v] > t.hi[v]+eps {
			if rate > 0 {
				continue
			}
			limit = t.hi[v]
		}
		far := max(0, (limit-t.x[v])/rate)
		if far < room-eps || far < room+eps && stop >= 0 && math.Abs(rate) > size {
			room, stop, size = min(far, room), k, math.Abs(rate)
		}
	}
	if math.IsInf(room, 1) {
		return false
	}
	if room > 0 {
		t.x[j] += sign * room
		for k, v := range t.basis {
			if a := t.t[k][j]; a != 0 {
				t.x[v] -= a * sign * room
			}
		}
	}
	if stop >= 0 {
		t.pivot(stop, j)
	}
	return true
}

func (t *tableau) pivot(k, j int) {
	line := t.t[k]
	by := 1 / line[j]
	for i := range line {
		line[i] *= by
	}
	for o, other := range t.t {
		f := other[j]
		if o == k || f == 0 {
			continue
		}
		for i, a := range line {
			if a != 0 {
				if other[i] -= f * a; math.Abs(other[i]) < 1e-11 {
					other[i] = 0
				}
			}
		}
		other[j] = 0
	}
	t.place[t.basis[k]], t.place[j], t.basis[k] = -1, k, j
}

// point is the nearest whole numbers.
func (t *tableau) point() []int64 {
	out := make([]int64, t.n)
	for c := range out {
		out[c] = int64(math.Round(t.x[c]))
	}
	return out
}

// step is the base moved towards the point by so much that the cell changes by
// 1: whatever lies between two solutions of the linear programme is one.
func (t *tableau) step(base []int64, cell int32) []int64 {
	out := slices.Clone(base)
	by := math.Abs(t.x[cell] - float64(base[cell]))
	if by < 0.5 {
		return out
	}
	for c := range out {
		out[c] += int64(math.Round((t.x[c] - float64(base[c])) / by))
	}
	return out
}

// limit proves how far a cell can go from what the end of a push says: a sum
// of rows, with factors rounded to small fractions, holds whatever floating
// point did, and gives the limit in whole numbers. false when it gives none.
func (t *tableau) limit(cell int, sign int64) (int64, bool) {
	k := t.place[cell]
	if k < 0 {
		return 0, false // it stands at its own limit
	}
	for q := int64(1); q <= 12; q++ {
		factors := make([]int64, t.m)
		fits := true
		for s := range t.m {
			// cell = sum of -t[k][j] * x_j over the rest: the factor of a row's sum
			f := -t.t[k][t.n+s] * float64(q)
			factors[s] = int64(math.Round(f))
			fits = fits && math.Abs(f-math.Round(f)) < 1e-5
		}
		if fits {
			return t.p.combined(t.rows, factors, int32(cell), q, sign)
		}
	}
	return 0, false
}

// combined bounds a cell, from above for sign 1 and from below for -1, by
// q*cell = sum of factors times rows + what is left of the other cells.
func (p *problem) combined(rows []int32, factors []int64, cell int32, q, sign int64) (int64, bool) {
	left := make(map[int32]int64, len(p.lo))
	left[cell] = q
	bound := int64(0)
	for s, n := range rows {
		f := factors[s]
		if f == 0 {
			continue
		}
		r := &p.rows[n]
		limit := r.hi
		if f*sign < 0 {
			limit = r.lo
		}
		if limit >= Unbounded || limit <= -Unbounded || abs(f) > mostFactor {
			return 0, false
		}
		bound = saturated(bound, f*limit)
		for i, c := range r.cells {
			left[c] -= f * r.coefs[i]
		}
	}
	for c, f := range left {
		if f == 0 {
			continue
		}
		limit := p.hi[c]
		if f*sign < 0 {
			limit = p.lo[c]
		}
		if limit >= Unbounded || abs(f) > mostFactor {
			return 0, false
		}
		bound = saturated(bound, f*limit)
	}
	if bound >= most || bound <= -most {
		return 0, false
	}
	if sign > 0 {
		return floorDiv(bound, q), true
	}
	return ceilDiv(bound, q), true
}
