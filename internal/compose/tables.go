package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// cell shows a quantity in a table: the bare number (its unit is in the head),
// a symbol as a key cap, an en dash where there is none by design.
func cell(q quantity.Quantity) document.Cell {
	if q.Value.Absent() {
		return document.Cell{Text: document.Plain("–")}
	}
	c := document.Cell{Quantity: &q, Symbol: q.Value.Symbol}
	if q.Value.Known {
		c.Text = document.Text{{Text: q.Bare, Quantity: &q}}
	} else {
		c.Text, c.Quantity = document.Plain(q.Value.Symbol.Code()), nil
	}
	return c
}

// full is a cell with the unit on the number.
func full(q quantity.Quantity) document.Cell {
	c := cell(q)
	if q.Value.Known {
		c.Text = document.Text{{Text: q.Text, Quantity: c.Quantity}}
	}
	return c
}

func words(s string) document.Cell { return document.Cell{Text: document.Plain(s)} }

// unitHead is the unit as it stands in a table head after a comma.
func (f *figure) unitHead() string {
	if p := f.def.Unit.Phrase(); p != "" {
		return ", " + p
	}
	return ""
}

// intervalCell is "48.5 to 56.2", or a dash.
func (f *figure) intervalCell(r *evaluate.Result) document.Cell {
	if r == nil || !r.HasInterval || !r.Value.Known {
		return words("–")
	}
	lo, hi := f.quantity(quantity.Of(r.I95.Lower)), f.quantity(quantity.Of(r.I95.Upper))
	return document.Cell{Text: text(said{lo, lo.Bare}, " to ", said{hi, hi.Bare})}
}

// hasIntervals reports whether any of the area's headline results has one.
func (f *figure) hasIntervals() bool {
	for n := range f.series.Indicator.Periods {
		if r := f.series.Indicator.At(f.place.id, n, evaluate.Headline); r != nil && r.HasInterval {
			return f.drawsIntervals()
		}
	}
	return false
}

// trendTable is the twin of the trend chart, newest first.
func (f *figure) trendTable(v voice, t timeline, caption string) *document.Table {
	intervals, counts := f.hasIntervals(), f.hasCounts()
	tab := &document.Table{ID: "table-trend", Caption: strings.TrimPrefix(caption, "Table: "), Columns: []document.Column{{Title: "Period"}, {Title: f.place.area.Name + f.unitHead(), Align: document.Right}}}
	if intervals {
		tab.Columns = append(tab.Columns, document.Column{Title: "95% interval", Align: document.Right})
	}
	if counts {
		tab.Columns = append(tab.Columns, document.Column{Title: "Count", Align: document.Right}, document.Column{Title: "Out of", Align: document.Right})
	}
	others := f.def.Measure != "count"
	if others {
		tab.Columns = append(tab.Columns, document.Column{Title: "Similar areas" + f.unitHead(), Align: document.Right}, document.Column{Title: "England" + f.unitHead(), Align: document.Right})
	}
	var rows []document.Row
	for n := len(t.index) - 1; n >= 0; n-- {
		rows = append(rows, f.trendRow(v, t, n, intervals, counts, others))
	}
	tab.Caption = upper(tab.Caption)
	tab.Groups = []document.RowGroup{{Rows: rows}}
	return tab
}

func (f *figure) hasCounts() bool {
	r := f.as.Result
	return f.def.Measure != "count" && r != nil && (r.Numerator.Known || r.Denominator.Known)
}

func (f *figure) trendRow(v voice, t timeline, n int, intervals, counts, others bool) document.Row {
	row := document.Row{Cells: []document.Cell{words(t.labels[n])}}
	var r *evaluate.Result
	if t.index[n] >= 0 {
		r = v.safe(f.series.Indicator.At(f.place.id, t.index[n], evaluate.Headline))
	}
	value := quantity.Missing(quantity.NotAvailable)
	if r != nil {
		value = r.Value
		if r.Status.String() == "provisional" {
			row.Cells[0].Text = document.Plain(t.labels[n] + " (p)")
		}
	}
	c := cell(f.quantity(value))
	c.Own = true
	row.Cells = append(row.Cells, c)
	if intervals {
		row.Cells = append(row.Cells, f.intervalCell(r))
	}
	if counts {
		row.Cells = append(row.Cells, countCell(r, false), countCell(r, true))
	}
	if others {
		row.Cells = append(row.Cells, f.otherCells(t.index[n])...)
	}
	return row
}

func countCell(r *evaluate.Result, denominator bool) document.Cell {
	if r == nil {
		return words("–")
	}
	v := r.Numerator
	if denominator {
		v = r.Denominator
	}
	if v.Known && v.Number != float64(int64(v.Number)) {
		return cell(quantity.New(v, quantity.Score, 1))
	}
	return cell(quantity.New(v, quantity.Count, 0))
}

// otherCells are the neighbours' mean and England for one period.
func (f *figure) otherCells(period int) []document.Cell {
	out := []document.Cell{words("–"), words("–")}
	if period < 0 {
		return out
	}
	as, ok := f.series.At(f.place.id, period, evaluate.Headline)
	if !ok {
		return out
	}
	if as.SN.N >= as.SN.Min {
		out[0] = cell(f.quantity(as.SN.Benchmark))
	}
	out[1] = cell(f.quantity(as.England.Benchmark))
	return out
}

// benchmarkTable is the twin of the neighbours' chart, in its order.
func (f *figure) benchmarkTable(rows []document.BenchmarkRow, caption string) *document.Table {
	intervals := false
	for _, r := range rows {
		intervals = intervals || r.Interval.Known
	}
	tab := &document.Table{ID: "table-similar", Caption: upper(strings.TrimPrefix(caption, "Table: ")),
		Columns: []document.Column{{Title: "Area"}, {Title: f.short() + f.unitHead(), Align: document.Right}}}
	if intervals {
		tab.Columns = append(tab.Columns, document.Column{Title: "95% interval", Align: document.Right})
	}
	var out []document.Row
	for _, r := range rows {
		c := cell(r.Value)
		if !r.Value.Value.Known && r.Value.Value.Symbol == quantity.NoSymbol {
			c = words(r.Missing)
		}
		c.Own = r.Own
		row := document.Row{Own: r.Own, Cells: []document.Cell{words(r.Label), c}}
		if intervals {
			row.Cells = append(row.Cells, drawnInterval(f, r.Interval))
		}
		out = append(out, row)
	}
	for _, ref := range f.refs(true, false) {
		row := document.Row{Cells: []document.Cell{words(refName(f, ref.Kind)), cell(f.quantity(quantity.Of(ref.Value)))}}
		if intervals {
			row.Cells = append(row.Cells, words("–"))
		}
		out = append(out, row)
	}
	tab.Groups = []document.RowGroup{{Rows: out}}
	return tab
}

func refName(f *figure, k document.RefKind) string {
	switch k {
	case document.RefEngland:
		return "England"
	case document.RefRegion:
		return f.place.regionName(&f.as)
	}
	return "Similar areas, mean"
}

func drawnInterval(f *figure, i document.Interval) document.Cell {
	if !i.Known {
		return words("–")
	}
	lo, hi := f.quantity(quantity.Of(i.Lower)), f.quantity(quantity.Of(i.Upper))
	return document.Cell{Text: text(said{lo, lo.Bare}, " to ", said{hi, hi.Bare})}
}

// breakdownTable is the twin of a breakdown chart.
func (f *figure) breakdownTable(spec document.BreakdownSpec, caption string) *document.Table {
	tab := &document.Table{ID: "", Caption: upper(strings.TrimPrefix(caption, "Table: ")),
		Columns: []document.Column{{Title: "Group"}, {Title: f.place.area.Name + f.unitHead(), Align: document.Right}}}
	if spec.TickLabel != "" {
		tab.Columns = append(tab.Columns, document.Column{Title: "England" + f.unitHead(), Align: document.Right})
	}
	var rows []document.Row
	for _, r := range spec.Rows {
		c := cell(r.Value)
		c.Own = r.Total
		row := document.Row{Cells: []document.Cell{words(r.Label), c}}
		if spec.TickLabel != "" {
			row.Cells = append(row.Cells, cell(r.England))
		}
		rows = append(rows, row)
	}
	tab.Groups = []document.RowGroup{{Rows: rows}}
	return tab
}
