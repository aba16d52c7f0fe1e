package dataset

import (
	"sort"

	"github.com/sendpack/sendpack/internal/quantity"
)

// Join puts two tables of one source together, as when a publication has a
// file a year: rows of a, then rows of b. A column that only one of them has is
// absent (dimensions: empty) in the other's rows. Neither input is changed;
// rows that stand in both are kept twice, and evaluate tells them.
func Join(a, b *Table) *Table {
	t := &Table{Source: a.Source, Files: append(append([]string{}, a.Files...), b.Files...)}
	t.Areas = append(append([]AreaID{}, a.Areas...), b.Areas...)
	t.LineOf = append(append([]int32{}, a.LineOf...), b.LineOf...)
	t.StatusOf = append(append([]Status{}, a.StatusOf...), b.StatusOf...)
	t.FileOf = append([]uint16{}, a.FileOf...)
	t.Sheets = joinSheets(a, b)
	for _, f := range b.FileOf {
		t.FileOf = append(t.FileOf, f+uint16(len(a.Files)))
	}
	t.joinPeriods(a, b)
	for _, name := range names(len(a.Dimensions), len(b.Dimensions), func(i int) string { return a.Dimensions[i].Name }, func(i int) string { return b.Dimensions[i].Name }) {
		t.Dimensions = append(t.Dimensions, joinDimension(name, a, b))
	}
	for _, name := range names(len(a.Measures), len(b.Measures), func(i int) string { return a.Measures[i].Name }, func(i int) string { return b.Measures[i].Name }) {
		t.Measures = append(t.Measures, joinMeasure(name, a, b))
	}
	return t
}

// joinSheets keeps Sheets parallel to Files, or nil where neither has any.
func joinSheets(a, b *Table) []string {
	if a.Sheets == nil && b.Sheets == nil {
		return nil
	}
	out := make([]string, len(a.Files)+len(b.Files))
	copy(out, a.Sheets)
	copy(out[len(a.Files):], b.Sheets)
	return out
}

// names lists the names of two sets of columns, each once, the first set first.
func names(n, m int, first, second func(int) string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for i := 0; i < n; i++ {
		add(first(i))
	}
	for i := 0; i < m; i++ {
		add(second(i))
	}
	return out
}

func (t *Table) joinPeriods(a, b *Table) {
	for _, p := range append(append([]Period{}, a.Periods...), b.Periods...) {
		if findPeriod(t.Periods, p) < 0 {
			t.Periods = append(t.Periods, p)
		}
	}
	sort.SliceStable(t.Periods, func(i, j int) bool {
		if t.Periods[i].Start != t.Periods[j].Start {
			return t.Periods[i].Start < t.Periods[j].Start
		}
		return t.Periods[i].Label < t.Periods[j].Label
	})
	for _, part := range []*Table{a, b} {
		to := make([]PeriodID, len(part.Periods))
		for i, p := range part.Periods {
			to[i] = PeriodID(findPeriod(t.Periods, p))
		}
		for _, p := range part.PeriodOf {
			t.PeriodOf = append(t.PeriodOf, to[p])
		}
	}
}

func findPeriod(in []Period, p Period) int {
	for i, q := range in {
		if q.Same(p) && (p.Start != 0 || q.Label == p.Label) {
			return i
		}
	}
	return -1
}

func joinDimension(name string, a, b *Table) Dimension {
	d := Dimension{Name: name}
	at := map[string]uint32{}
	code := func(s string) uint32 {
		c, ok := at[s]
		if !ok {
			c = uint32(len(d.Values))
			d.Values, at[s] = append(d.Values, s), c
		}
		return c
	}
	for _, part := range []*Table{a, b} {
		from := part.Dimension(name)
		for row := 0; row < part.Len(); row++ {
			if from == nil {
				d.Codes = append(d.Codes, code(""))
				continue
			}
			d.Codes = append(d.Codes, code(from.At(row)))
		}
	}
	return d
}

func joinMeasure(name string, a, b *Table) Measure {
	m := Measure{Name: name}
	for _, part := range []*Table{a, b} {
		from := part.Measure(name)
		for row := range part.Len() {
			column := 0
			if from != nil {
				column = from.ColumnAt(row)
			}
			m.Column = append(m.Column, uint16(column))
		}
		if from == nil {
			n := part.Len()
			m.Numbers = append(m.Numbers, make([]float64, n)...)
			m.Known = append(m.Known, make([]bool, n)...)
			m.Symbols = append(m.Symbols, make([]quantity.Symbol, n)...)
			for i := 0; i < n; i++ {
				m.Decimal = append(m.Decimal, 255)
			}
			continue
		}
		m.Numbers, m.Known = append(m.Numbers, from.Numbers...), append(m.Known, from.Known...)
		m.Symbols, m.Decimal = append(m.Symbols, from.Symbols...), append(m.Decimal, from.Decimal...)
	}
	return m
}
