package protect

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// release builds systems from tables with the values given, threshold 6.
type release struct {
	System
	value    map[string]int64
	hideZero bool
}

func newRelease() *release { return &release{value: map[string]int64{}} }

func (r *release) cell(id string, v int64) {
	r.value[id] = v
	r.Cells = append(r.Cells, Cell{ID: id, Value: v, HideZero: r.hideZero, Primary: v > 0 && v < 6 || v == 0 && r.hideZero})
}

// total adds a sum over parts, and its cell if it is not there yet.
func (r *release) total(id string, parts ...string) {
	sum := int64(0)
	for _, p := range parts {
		sum += r.value[p]
	}
	if _, ok := r.value[id]; !ok {
		r.cell(id, sum)
	} else if r.value[id] != sum {
		panic("the test's own totals differ at " + id)
	}
	r.Equations = append(r.Equations, Sum(id, 6, parts...))
}

// change alters a cell that is there.
func (r *release) change(id string, f func(c *Cell)) {
	for n := range r.Cells {
		if r.Cells[n].ID == id {
			f(&r.Cells[n])
		}
	}
}

// list is one row of parts and their total.
func list(values ...int64) *release {
	r := newRelease()
	var parts []string
	for n, v := range values {
		parts = append(parts, string(rune('a'+n)))
		r.cell(parts[n], v)
	}
	r.total("total", parts...)
	return r
}

func numbered(prefix string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint(prefix, i)
	}
	return out
}

// joined are the ids of a row or column of a table.
func joined(table string, rows, columns []string) []string {
	var out []string
	for _, r := range rows {
		for _, c := range columns {
			out = append(out, table+r+c)
		}
	}
	return out
}

// margins adds the totals of a table whose inner cells are there.
func (r *release) margins(table string, rows, columns []string, both bool) {
	for _, row := range rows {
		r.total(table+row+".", joined(table, []string{row}, columns)...)
	}
	if !both {
		return
	}
	for _, c := range columns {
		r.total(table+"."+c, joined(table, rows, []string{c})...)
	}
	r.total("all", joined(table, rows, []string{"."})...)
	r.total("all", joined(table, []string{"."}, columns)...)
}

// figures draws counts of a kind.
func figures(rng *rand.Rand, kind string) int64 {
	if kind == "ones" {
		return []int64{1, 1, 2, 7, 11, 20, 0}[rng.IntN(7)]
	}
	switch f := rng.Float64(); {
	case f < 0.06 || kind == "dense" && f < 0.2:
		return 1 + rng.Int64N(5)
	case f > 0.88:
		return 0
	}
	return 6 + rng.Int64N(30)
}

// shapes of random systems by name.
var shapes = map[string]func(rng *rand.Rand, kind string, n, m int) System{
	"list": func(rng *rand.Rand, kind string, n, m int) System {
		r := drawn(kind)
		r.fill(rng, kind, joined("", numbered("r", 1), numbered("c", n)))
		r.margins("", numbered("r", 1), numbered("c", n), false)
		return r.System
	},
	"rows with totals": func(rng *rand.Rand, kind string, n, m int) System {
		r := drawn(kind)
		r.fill(rng, kind, joined("", numbered("r", n), numbered("c", m)))
		r.margins("", numbered("r", n), numbered("c", m), false)
		return r.System
	},
	"two-way table": func(rng *rand.Rand, kind string, n, m int) System {
		r := drawn(kind)
		r.fill(rng, kind, joined("", numbered("r", n), numbered("c", m)))
		r.margins("", numbered("r", n), numbered("c", m), true)
		return r.System
	},
	"linked tables": linked,
	"hierarchy":     hierarchy,
	"three pairs":   threePairs,
}

// drawn is an empty release; kinds that end in 0 hide their zeros.
func drawn(kind string) *release {
	r := newRelease()
	r.hideZero = strings.HasSuffix(kind, "0")
	return r
}

func (r *release) fill(rng *rand.Rand, kind string, ids []string) {
	for _, id := range ids {
		r.cell(id, figures(rng, strings.TrimSuffix(kind, "0")))
	}
}

// linked are two tables of the same children that share their row totals.
func linked(rng *rand.Rand, kind string, n, m int) System {
	r := drawn(kind)
	rows, columns := numbered("r", n), numbered("c", m)
	r.fill(rng, kind, joined("A", rows, columns))
	r.margins("A", rows, columns, true)
	for _, row := range rows {
		left := r.value["A"+row+"."]
		for i, c := range columns {
			v := min(left, figures(rng, strings.TrimSuffix(kind, "0")))
			if i == m-1 {
				v = left
			}
			left -= v
			r.cell("B"+row+c, v)
		}
		r.total("A"+row+".", joined("B", []string{row}, columns)...)
	}
	for _, c := range columns {
		r.total("B."+c, joined("B", rows, []string{c})...)
	}
	r.total("all", joined("B", []string{"."}, columns)...)
	return r.System
}

// hierarchy has schools in clusters in areas in one whole.
func hierarchy(rng *rand.Rand, kind string, n, m int) System {
	r := drawn(kind)
	for _, area := range numbered("a", n) {
		for _, cluster := range numbered(area+"k", m) {
			schools := numbered(cluster+"s", 2+rng.IntN(3))
			r.fill(rng, kind, schools)
			r.total(cluster, schools...)
		}
		r.total(area, numbered(area+"k", m)...)
	}
	r.total("all", numbered("a", n)...)
	return r.System
}

// threePairs are the same children by need and phase, need and sex, and phase
// and sex: each two of the tables share a margin, and they form no network.
func threePairs(rng *rand.Rand, kind string, n, m int) System {
	r := drawn(kind)
	needs, phases, sexes := numbered("n", n), numbered("p", m), numbered("s", 2)
	counts := map[string]int64{}
	for _, x := range needs {
		for _, y := range phases {
			for _, z := range sexes {
				v := figures(rng, strings.TrimSuffix(kind, "0")) / 2
				counts[x+y], counts[x+z], counts[y+z] = counts[x+y]+v, counts[x+z]+v, counts[y+z]+v
			}
		}
	}
	for _, pair := range [][2][]string{{needs, phases}, {needs, sexes}, {phases, sexes}} {
		for _, id := range joined("", pair[0], pair[1]) {
			r.cell(id, counts[id])
		}
		for _, x := range pair[0] {
			r.total(x, joined("", []string{x}, pair[1])...)
		}
		for _, y := range pair[1] {
			r.total(y, joined("", pair[0], []string{y})...)
		}
	}
	for _, margin := range [][]string{needs, phases, sexes} {
		r.total("all", margin...)
	}
	return r.System
}
