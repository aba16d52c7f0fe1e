package protect

// independent leaves out rows that follow from the others, such as the row
// that says that the totals add up both ways, as long as that takes cells out
// of more than two rows. What is left says the same.
func independent(t *table) [][]term {
	dependencies := dependencies(t)
	count := occurrences(t, t.rows)
	dropped := make([]bool, len(t.rows))
	for len(dependencies) > 0 {
		row, by := worst(t.rows, count, dependencies)
		if row < 0 {
			break
		}
		dropped[row] = true
		for _, x := range t.rows[row] {
			count[x.cell]--
		}
		dependencies = without(dependencies, row, by)
	}
	var out [][]term
	for r, row := range t.rows {
		if !dropped[r] {
			out = append(out, row)
		}
	}
	return out
}

// worst is the row with most cells in more than two rows among those that
// follow from others, and a dependency that says so.
func worst(rows [][]term, count []int, dependencies [][]int64) (row, by int) {
	row, by = -1, -1
	most := 0
	for r := range rows {
		excess := 0
		for _, x := range rows[r] {
			if count[x.cell] > 2 {
				excess++
			}
		}
		if excess <= most {
			continue
		}
		for d := range dependencies {
			if dependencies[d][r] != 0 {
				row, by, most = r, d, excess
				break
			}
		}
	}
	return row, by
}

// without takes a row out of the dependencies by means of one of them.
func without(dependencies [][]int64, row, by int) [][]int64 {
	var out [][]int64
	pivot := dependencies[by]
	for d, v := range dependencies {
		if d != by && (v[row] == 0 || combine(v, pivot, row)) {
			out = append(out, v)
		}
	}
	return out
}

// maxEliminations bounds the work of finding dependencies.
const maxEliminations = 40_000_000

// dependencies are independent sets of factors with which the rows add up to
// nothing. Where numbers or work grow too large, some are left out.
func dependencies(t *table) [][]int64 {
	n, m := len(t.down), len(t.rows)
	if m*(n+m) > maxEliminations/2 {
		return nil
	}
	pivots := make([][]int64, n)
	var out [][]int64
	work := 0
	for r, row := range t.rows {
		v := make([]int64, n+m) // the row, and how it is made from the rows
		for _, x := range row {
			v[x.cell] = x.factor
		}
		v[n+r] = 1
		for c := 0; c < n; c++ {
			if v[c] == 0 {
				continue
			}
			if pivots[c] == nil {
				pivots[c], v = v, nil
				break
			}
			if work += n + m; work > maxEliminations || !combine(v, pivots[c], c) {
				v = nil
				break
			}
		}
		if v != nil {
			out = append(out, v[n:])
		}
		if work > maxEliminations {
			break
		}
	}
	return out
}

// maxEntry bounds the numbers of an elimination, so that a sum of two products
// fits an int64.
const maxEntry = 1 << 30

// combine makes position c of v zero with the help of w, both divided by what
// their numbers share; false if numbers grow too large.
func combine(v, w []int64, c int) bool {
	g := gcd(v[c], w[c])
	a, b := w[c]/g, v[c]/g
	if a < 0 {
		a, b = -a, -b
	}
	for i := range v {
		if w[i] == 0 && a == 1 {
			continue
		}
		if v[i] = a*v[i] - b*w[i]; beyond(v[i], maxEntry) {
			return false
		}
	}
	if a > 1 {
		reduce(v)
	}
	return true
}

// reduce divides a row by the greatest number that divides all of it.
func reduce(v []int64) {
	g := int64(0)
	for _, x := range v {
		if x != 0 {
			if g = gcd(g, x); g == 1 {
				return
			}
		}
	}
	if g > 1 {
		for i := range v {
			v[i] /= g
		}
	}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return abs(a)
}
