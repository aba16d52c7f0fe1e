package evaluate

import (
	"fmt"
	"slices"
	"sync"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/formula"
)

// rowIndex remembers, for a dimension, the rows of each label: hundreds of
// definitions may each want a few rows of one long table.
type rowIndex struct {
	mu sync.Mutex
	by map[*dataset.Dimension][][]int32
}

func (x *rowIndex) of(d *dataset.Dimension) [][]int32 {
	x.mu.Lock()
	defer x.mu.Unlock()
	rows, ok := x.by[d]
	if !ok {
		rows = make([][]int32, len(d.Values))
		for row, code := range d.Codes {
			rows[code] = append(rows[code], int32(row))
		}
		x.by[d] = rows
	}
	return rows
}

// rowFilter tests a filter once for each distinct combination of the labels it
// reads, since tables have many rows and few combinations.
type rowFilter struct {
	f     *formula.Formula
	dims  []*dataset.Dimension
	names []string
	own   *dataset.Dimension // the indicator column of local returns
	id    string
	cache map[uint64]bool
	err   error
}

func newRowFilter(t *dataset.Table, f *formula.Formula, id string) *rowFilter {
	rf := &rowFilter{f: f, id: id, cache: map[uint64]bool{}}
	if t.Source == returnsSource {
		rf.own = t.Dimension("indicator")
	}
	if f == nil {
		return rf
	}
	for _, n := range f.Names() {
		d := t.Dimension(n)
		if d == nil {
			rf.err = fmt.Errorf("the source has no column %q", n)
			continue
		}
		rf.dims, rf.names = append(rf.dims, d), append(rf.names, n)
	}
	return rf
}

func (rf *rowFilter) match(row int) bool {
	if rf.own != nil && rf.own.At(row) != rf.id {
		return false
	}
	if rf.f == nil {
		return true
	}
	if rf.err != nil {
		return false
	}
	k, exact := rf.combination(row)
	if ok, seen := rf.cache[k]; exact && seen {
		return ok
	}
	ok, err := rf.f.Test(func(name string) string {
		for n := range rf.names {
			if rf.names[n] == name {
				return rf.dims[n].At(row)
			}
		}
		return ""
	})
	if err != nil {
		rf.err = err
		return false
	}
	if exact {
		rf.cache[k] = ok
	}
	return ok
}

// combination packs the row's label codes into one number; exact is false when
// they do not fit, and the filter is then run for the row itself.
func (rf *rowFilter) combination(row int) (k uint64, exact bool) {
	bits := 64 / max(1, len(rf.dims))
	for _, d := range rf.dims {
		code := uint64(d.Codes[row])
		if bits < 64 && code>>bits != 0 {
			return 0, false
		}
		k = k<<bits | code
	}
	return k, true
}

// rows calls do for every row that can match, in order. A filter on a single
// dimension is tried once a label, and only the rows of labels that pass are
// visited.
func (rf *rowFilter) rows(index *rowIndex, n int, do func(row int)) {
	if index == nil || rf.f == nil || rf.own != nil || rf.err != nil || len(rf.dims) != 1 {
		for row := 0; row < n; row++ {
			do(row)
		}
		return
	}
	var match []int32
	lists := 0
	for code, rows := range index.of(rf.dims[0]) {
		label := rf.dims[0].Values[code]
		if ok, err := rf.f.Test(func(string) string { return label }); err != nil {
			rf.err = err
			return
		} else if ok && len(rows) > 0 {
			match = append(match, rows...)
			lists++
		}
	}
	if lists > 1 {
		slices.Sort(match)
	}
	for _, row := range match {
		do(int(row))
	}
}
