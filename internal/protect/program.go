package protect

import (
	"math/bits"
	"slices"
)

// program is a linear program over changes: move one cell by up to one and
// lose as little as possible by opening others. Each cell is split into its
// rise and its fall, which are at least 0. Doing nothing is allowed, so the
// simplex method with bounded variables (Dantzig 1955) starts without a search
// for a first solution. Rows are kept as whole numbers without common divisor,
// hence exact.
type program struct {
	cells   []int   // of each column
	signs   []int64 // whether the column is a rise or a fall
	bounds  []int64
	turned  []bool // the column counts down from its bound
	rows    [][]int64
	right   []int64
	basic   []int // the column of each row
	inBasis []bool
	gain    []int64
	target  int
	effort  int
	gaveUp  bool // numbers or work grew too large
}

// The scale of gains: moving the cell outweighs any number of openings.
const (
	gainOfMoving = 1 << 24
	lossOfCell   = 1 << 12
)

func newProgram(t *table, cell int, direction int64, near []int, hidden []bool) *program {
	p := &program{}
	rowOf := map[int]int{}
	dearest := int64(1)
	for _, c := range near {
		if !hidden[c] {
			dearest = max(dearest, t.weight[c].cost)
		}
		for _, r := range t.in[c] {
			if _, ok := rowOf[r]; !ok {
				rowOf[r] = len(rowOf)
			}
		}
	}
	for _, c := range near {
		loss := int64(0)
		if !hidden[c] {
			share := float64(t.weight[c].cost) / float64(dearest)
			loss = lossOfCell + int64(share*(lossOfCell/16)) + t.weight[c].last*16*lossOfCell
		}
		switch {
		case c == cell:
			p.target = p.addColumn(c, direction, 1, gainOfMoving)
		default:
			p.addColumn(c, 1, min(t.up[c], maxStep), -loss)
			p.addColumn(c, -1, min(t.down[c], maxStep), -loss)
		}
	}
	p.rows = make([][]int64, len(rowOf))
	for r := range p.rows {
		p.rows[r] = make([]int64, len(p.cells))
	}
	for col, c := range p.cells {
		for _, r := range t.in[c] {
			p.rows[rowOf[r]][col] = p.signs[col] * factor(t.rows[r], c)
		}
	}
	return p
}

func (p *program) addColumn(cell int, sign, bound, gain int64) int {
	if bound == 0 {
		return -1
	}
	p.cells, p.signs = append(p.cells, cell), append(p.signs, sign)
	p.bounds, p.gain = append(p.bounds, bound), append(p.gain, gain)
	return len(p.cells) - 1
}

// solve is the best change, or nil if the cell cannot move by one whole step
// or the search gave up.
func (p *program) solve() []fraction {
	p.turned, p.inBasis = make([]bool, len(p.cells)), make([]bool, len(p.cells))
	if known, ok := p.start(); known || !ok {
		p.gaveUp = !ok
		return nil
	}
	for n, limit := 0, 40*(len(p.rows)+8); n < limit; n++ {
		col := p.entering(n > limit/2)
		if col < 0 {
			return p.change()
		}
		if !p.enter(col) {
			break
		}
	}
	p.gaveUp = true
	return nil
}

// start makes a column basic in each row, at zero, and drops empty rows. A row
// in which the target stands alone makes it known.
func (p *program) start() (known, ok bool) {
	var rows [][]int64
	for len(p.rows) > 0 {
		row := p.rows[0]
		p.rows = p.rows[1:]
		col := -1
		for c, x := range row {
			if x != 0 && c != p.target && (col < 0 || abs(x) < abs(row[col])) {
				col = c
			}
		}
		if col < 0 {
			if row[p.target] != 0 {
				return true, true
			}
			continue
		}
		reduce(row)
		if row[col] < 0 {
			negate(row)
		}
		for _, others := range [][][]int64{p.rows, rows, {p.gain}} {
			for _, other := range others {
				if other[col] != 0 && !combine(other, row, col) {
					return false, false
				}
			}
		}
		rows, p.basic = append(rows, row), append(p.basic, col)
		p.inBasis[col] = true
	}
	p.rows, p.right = rows, make([]int64, len(rows))
	return false, true
}

func negate(row []int64) {
	for i := range row {
		row[i] = -row[i]
	}
}

// entering is the column that promises most, or with careful the first that
// promises anything, which rules out endless circles (Bland 1977).
func (p *program) entering(careful bool) int {
	best := -1
	for c, g := range p.gain {
		if g > 0 && !p.inBasis[c] && (best < 0 || g > p.gain[best]) {
			if best = c; careful {
				break
			}
		}
	}
	return best
}

// enter raises a column until it or a basic one meets a bound.
func (p *program) enter(col int) bool {
	p.effort += len(p.rows)*4 + len(p.cells)
	row, num, den := -1, p.bounds[col], int64(1)
	top := false
	for r, a := range p.rows {
		x, n := a[col], p.right[r]
		if x == 0 {
			continue
		}
		atTop := x < 0
		if atTop {
			full, ok := product(p.bounds[p.basic[r]], a[p.basic[r]])
			if !ok {
				return false
			}
			x, n = -x, full-n
		}
		if d := compareFractions(n, x, num, den); d < 0 || d == 0 && row >= 0 && p.basic[r] < p.basic[row] {
			row, num, den, top = r, n, x, atTop
		}
	}
	if row < 0 {
		return p.turn(col)
	}
	if top {
		leaving := p.basic[row]
		if !p.turn(leaving) {
			return false
		}
		negate(p.rows[row])
		p.right[row] = -p.right[row]
	}
	return p.pivot(row, col)
}

// turn makes a column count down from its bound instead of up from zero.
func (p *program) turn(col int) bool {
	p.turned[col] = !p.turned[col]
	p.gain[col] = -p.gain[col]
	for r, a := range p.rows {
		if a[col] == 0 {
			continue
		}
		full, ok := product(a[col], p.bounds[col])
		if p.right[r] -= full; !ok || beyond(p.right[r], maxSum/4) {
			return false
		}
		a[col] = -a[col]
	}
	return true
}

func (p *program) pivot(row, col int) bool {
	pivot := p.rows[row]
	for r, a := range p.rows {
		if r == row || a[col] == 0 {
			continue
		}
		p.effort += len(a)
		if !p.combineRows(r, row, col) {
			return false
		}
	}
	if p.gain[col] != 0 && !combine(p.gain, pivot, col) {
		return false
	}
	p.inBasis[p.basic[row]], p.inBasis[col] = false, true
	p.basic[row] = col
	return true
}

// combineRows is combine with the right-hand sides.
func (p *program) combineRows(r, row, col int) bool {
	a, b := p.rows[r], p.rows[row]
	g := gcd(a[col], b[col])
	x, y := b[col]/g, a[col]/g // b[col] is positive
	left, ok1 := product(x, p.right[r])
	right, ok2 := product(y, p.right[row])
	if !ok1 || !ok2 || beyond(left-right, maxSum/4) {
		return false
	}
	p.right[r] = left - right
	for i := range a {
		if a[i] = x*a[i] - y*b[i]; beyond(a[i], maxEntry) {
			return false
		}
	}
	if x > 1 {
		p.reduceRow(r)
	}
	return true
}

func (p *program) reduceRow(r int) {
	g := p.right[r]
	for _, x := range p.rows[r] {
		if x != 0 {
			if g = gcd(g, x); g == 1 {
				return
			}
		}
	}
	if g = abs(g); g > 1 {
		p.right[r] /= g
		for i := range p.rows[r] {
			p.rows[r][i] /= g
		}
	}
}

// compareFractions compares a/b with c/d, all at least zero and b, d positive.
func compareFractions(a, b, c, d int64) int {
	h1, l1 := bits.Mul64(uint64(a), uint64(d))
	h2, l2 := bits.Mul64(uint64(c), uint64(b))
	switch {
	case h1 != h2 && h1 < h2, h1 == h2 && l1 < l2:
		return -1
	case h1 == h2 && l1 == l2:
		return 0
	}
	return 1
}

// change reads the solution off, nil if the target moves by less than one:
// then no whole change moves it.
func (p *program) change() []fraction {
	num, den := make([]int64, len(p.cells)), make([]int64, len(p.cells))
	for c := range den {
		den[c] = 1
	}
	for r, c := range p.basic {
		num[c], den[c] = p.right[r], p.rows[r][c]
	}
	byCell := map[int]fraction{}
	var cells []int
	for c, cell := range p.cells {
		if p.turned[c] {
			num[c] = p.bounds[c]*den[c] - num[c]
		}
		if c == p.target && num[c] < den[c] {
			return nil
		}
		if num[c] == 0 {
			continue
		}
		f, ok := byCell[cell]
		if !ok {
			cells = append(cells, cell)
			f = fraction{cell, 0, 1}
		}
		byCell[cell] = f.plus(p.signs[c]*num[c], den[c])
	}
	slices.Sort(cells)
	out := make([]fraction, 0, len(cells))
	for _, c := range cells {
		if f := byCell[c]; f.num != 0 {
			out = append(out, f)
		}
	}
	return out
}

// plus adds num/den; a cell rises and falls at once only where that is free.
func (f fraction) plus(num, den int64) fraction {
	g := gcd(num, den)
	num, den = num/g, den/g
	if f.num == 0 {
		return fraction{f.cell, num, den}
	}
	n, d := f.num*den+num*f.den, f.den*den
	if g = gcd(n, d); g > 1 {
		n, d = n/g, d/g
	}
	return fraction{f.cell, n, d}
}
