package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// wideGroup is the columns that become one row: their label is the period or a
// value of the wide dimension.
type wideGroup struct {
	label string
	cells []wideCell
}

type wideCell struct {
	at      int
	measure *measureColumn
}

// dimensionPeriod is the name that makes headers periods.
const dimensionPeriod = "period"

// addWide adds the dimension and the measures that the headers of a wide file
// give. A measure of the same name in the mapping sets the limits of the
// numbers in the cells.
func (ld *loader) addWide() {
	w := ld.spec.Wide
	if w == nil {
		return
	}
	if w.Dimension != dimensionPeriod {
		ld.dims = append(ld.dims, newDimensionColumn(w.Dimension, ColumnSpec{}))
	}
	names := []string{w.Measure}
	if len(w.Measures) > 0 {
		names = nil
		for _, key := range sortedKeys(w.Measures) {
			names = append(names, w.Measures[key])
		}
		slices.Sort(names)
	}
	for _, name := range slices.Compact(names) {
		if m := ld.measureNamed(name); m != nil {
			m.spec.Column = ""
			continue
		}
		ld.addMeasure(name, ColumnSpec{Signed: true})
	}
}

func (ld *loader) measureNamed(name string) *measureColumn {
	for _, m := range ld.nums {
		if m.out.Name == name {
			return m
		}
	}
	return nil
}

// planWide finds the columns that become rows: those whose header ends in one
// of several measures, those listed, or those that begin with a text.
func (ld *loader) planWide(c *columns, p *plan) {
	w := ld.spec.Wide
	if w == nil {
		return
	}
	for _, header := range sortedKeys(w.Columns) {
		if at := c.need("wide.columns", header); at >= 0 {
			p.addWide(w.Columns[header], wideCell{at, ld.measureNamed(w.Measure)})
		}
	}
	for i, name := range c.names {
		if c.claimed[i] || ignored(name, ld.spec.Ignore) {
			continue
		}
		label, measure := w.split(name)
		if label == "" {
			continue
		}
		c.claimed[i] = true
		p.addWide(label, wideCell{i, ld.measureNamed(measure)})
	}
	if len(p.wide) == 0 && !c.bad {
		c.tell("no column of the file is one of the wide columns", fmt.Sprintf("headers as the mapping's wide declares, such as %q", w.Match),
			"mend wide in the mapping")
	}
}

// split is the label and the measure of a header; a blank label when the
// header is none of the wide columns.
func (w *WideSpec) split(header string) (label, measure string) {
	keys := sortedKeys(w.Measures)
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	text := strings.Join(strings.Fields(header), " ")
	for _, key := range keys {
		if n := len(text) - len(key); n > 1 && strings.EqualFold(text[n:], key) && text[n-1] == ' ' {
			return strings.TrimSpace(text[:n]), w.Measures[key]
		}
	}
	if n := len(w.Match); n > 0 && len(text) > n && strings.EqualFold(text[:n], w.Match) {
		return strings.TrimSpace(text[n:]), w.Measure
	}
	return "", ""
}

// addWide adds a column to the group of its label.
func (p *plan) addWide(label string, cell wideCell) {
	for i := range p.wide {
		if p.wide[i].label == label {
			p.wide[i].cells = append(p.wide[i].cells, cell)
			return
		}
	}
	p.wide = append(p.wide, wideGroup{label, []wideCell{cell}})
}

// wideRecord reads one record into a row for each label. Measures that a label
// lacks are x.
func (ld *loader) wideRecord(r record, p *plan) {
	one := *p
	one.wide = nil
	for _, g := range p.wide {
		if ld.spec.Wide.Dimension == dimensionPeriod {
			one.period = periodColumns{label: -1, identifier: -1, fixed: g.label}
		}
		period, ok := ld.period(r, &one)
		if !ok {
			return
		}
		area, ok := ld.area(r, &one, period)
		if !ok || !ld.dimensions(r) {
			return
		}
		if d := ld.wideDimension(); d != nil {
			d.now = d.code(g.label)
		}
		for _, m := range ld.nums {
			if m.spec.Column == "" {
				m.at = -1
			}
		}
		for _, cell := range g.cells {
			cell.measure.at = cell.at
		}
		if ld.measures(r) {
			ld.append(r, &one, area, period)
		}
	}
}

// wideDimension is the dimension that headers are labels of; nil when headers
// are periods. It was added last.
func (ld *loader) wideDimension() *dimensionColumn {
	if ld.spec.Wide.Dimension == dimensionPeriod {
		return nil
	}
	return ld.dims[len(ld.dims)-1]
}
