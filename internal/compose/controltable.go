package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// controlTable is the twin of the control chart, newest first: value, mean,
// limits and what each point's rules say. Limits are those that rules use, also
// beyond the ends of the scale.
func (f *figure) controlTable(t timeline, spec document.ControlSpec, caption string) *document.Table {
	tab := &document.Table{ID: "table-control", Caption: upper(strings.TrimPrefix(caption, "Table: ")), Columns: []document.Column{{Title: "Period"},
		{Title: f.place.area.Name + f.unitHead(), Align: document.Right}, {Title: "Mean", Align: document.Right}, {Title: "Lower limit", Align: document.Right},
		{Title: "Upper limit", Align: document.Right}, {Title: "Reading"}}}
	others := f.comparesOverTime(t)
	if others {
		tab.Columns = append(tab.Columns, document.Column{Title: "Similar areas" + f.unitHead(), Align: document.Right}, document.Column{Title: "England" + f.unitHead(), Align: document.Right})
	}
	at := map[int]int{}
	for n, p := range f.as.Control.Periods {
		at[p] = n
	}
	var rows []document.Row
	for n := len(t.index) - 1; n >= 0; n-- {
		label := t.labels[n]
		if spec.Points[n].Provisional {
			label += " (p)"
		}
		value := spec.Points[n].Value
		if value.Value.Absent() {
			value = f.quantity(quantity.Missing(quantity.NotAvailable))
		}
		c := cell(value)
		c.Own = true
		cells := append([]document.Cell{words(label), c}, words("–"), words("–"), words("–"), words("–"))
		if i, ok := at[t.index[n]]; ok && t.index[n] >= 0 {
			cells = append(cells[:2], f.pointCells(i)...)
		}
		if others {
			cells = append(cells, f.otherCells(t.index[n])...)
		}
		rows = append(rows, document.Row{Cells: cells})
	}
	tab.Groups = []document.RowGroup{{Rows: rows}}
	return tab
}

// comparesOverTime reports whether similar areas or England have a figure in
// any of the periods, so that no empty columns are printed.
func (f *figure) comparesOverTime(t timeline) bool {
	if f.def.Measure == "count" {
		return false
	}
	for _, p := range t.index {
		for _, c := range f.otherCells(p) {
			if c.Quantity != nil {
				return true
			}
		}
	}
	return false
}

// pointCells are mean, limits and reading of one point of the chart.
func (f *figure) pointCells(i int) []document.Cell {
	p := f.as.Control.Chart.Points[i]
	if f.as.Control.Chart.Segments[p.Segment].State.String() == "none" {
		return []document.Cell{words("–"), words("–"), words("–"), words("too few points")}
	}
	number := func(v float64) document.Cell { return cell(f.quantity(quantity.Of(v))) }
	mark, word := f.pointMark(i)
	reading := document.Cell{Mark: mark, Text: document.Plain(upper(word))}
	if flags := assess.Flags(p); flags != "" {
		reading.Second = flagWords.Replace(flags)
	}
	return []document.Cell{number(p.Limits.Mean), number(p.Limits.Lower), number(p.Limits.Upper), reading}
}

// flagWords put the codes of rules into words.
var flagWords = strings.NewReplacer("outside", "outside the limits", "trend", "seven rising or falling", "two_in_three", "two of three near a limit",
	"shift", "seven on one side of the mean", ";", ", ")
