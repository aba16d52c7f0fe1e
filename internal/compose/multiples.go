package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// mostPanels is how many groups small multiples show (design §8), mostPoints
// how many periods: two years of months.
const mostPanels, mostPoints = 12, 24

// multiples is how each group of a list has changed, one small panel a group:
// nil with fewer than three periods since the last change in the way of
// counting, or fewer than two groups that have three figures.
func (f *figure) multiples(list string, width document.Width) *document.Chart {
	decl := f.listOf(list)
	t := f.sinceBreak(f.timelineOf(mostPoints))
	if decl == nil || len(t.labels) < 3 {
		return nil
	}
	spec := document.MultiplesSpec{Periods: t.labels}
	ranges := map[string][]float64{}
	for _, b := range f.groupsOf(list) {
		points, known := f.pointsOn(boardVoice, t, f.place.id, b)
		if known < 3 {
			continue
		}
		m := document.Multiple{Title: f.series.Indicator.Breakdowns[b].Label, Points: points}
		for _, p := range points {
			if p.Value.Value.Known {
				m.Last = p.Value
				ranges[m.Title] = append(ranges[m.Title], p.Value.Value.Number)
			}
		}
		spec.Panels = append(spec.Panels, m)
	}
	if len(spec.Panels) < 2 {
		return nil
	}
	left := f.orderPanels(&spec, decl.Order)
	f.scalePanels(&spec, ranges)
	title := decl.Title
	if title == "" {
		title = "By " + strings.ReplaceAll(list, "-", " ")
	}
	span := t.labels[0] + " to " + t.labels[len(t.labels)-1]
	c := &document.Chart{ID: "over-time-" + list, Headline: title + ", " + span, Source: f.source(), Width: width, Spec: spec,
		TableTitle: "Table: " + lower(f.short()) + ", " + lower(title) + ", " + span}
	c.Subtitle = f.subtitle(span, joinNotes(panelNote(spec.OwnScales), left))
	c.Alt = f.multiplesAlt(c.Headline, spec)
	c.Table = f.multiplesTable(list, t, c.TableTitle)
	return c
}

// sinceBreak is the part of a timeline after the last break: panels are too
// small to mark one.
func (f *figure) sinceBreak(t timeline) timeline {
	from := 0
	for _, b := range f.breaksOn(t) {
		from = max(from, b.Before)
	}
	t.labels, t.index = t.labels[from:], t.index[from:]
	return t
}

// orderPanels puts them in the list's order, else the highest first, and keeps
// as many as fit; the rest is in the table, which the note says.
func (f *figure) orderPanels(spec *document.MultiplesSpec, order []string) string {
	rows := make([]document.BarRow, len(spec.Panels))
	at := map[string]document.Multiple{}
	for n, p := range spec.Panels {
		rows[n] = document.BarRow{Label: p.Title, Value: p.Last}
		at[p.Title] = p
	}
	f.orderBars(rows, order)
	for n, r := range rows {
		spec.Panels[n] = at[r.Label]
	}
	if len(spec.Panels) <= mostPanels {
		return ""
	}
	spec.Panels = spec.Panels[:mostPanels]
	return "The table has the other groups."
}

func panelNote(own bool) string {
	if own {
		return "Each group has a scale of its own."
	}
	return "All groups are on one scale."
}

// scalePanels gives one scale to all, or each its own where the smallest group
// would be a flat line at the foot of the largest.
func (f *figure) scalePanels(spec *document.MultiplesSpec, ranges map[string][]float64) {
	var all, tops []float64
	for _, p := range spec.Panels {
		all = append(all, ranges[p.Title]...)
		_, hi := bounds(ranges[p.Title])
		tops = append(tops, hi)
	}
	sort.Float64s(tops)
	if f.def.Unit == quantity.Count && tops[0]*4 < tops[len(tops)-1] {
		spec.OwnScales = true
		for n, p := range spec.Panels {
			spec.Panels[n].Axis = axisFor(ranges[p.Title], f.def.Unit, true)
		}
		return
	}
	spec.Axis = axisFor(all, f.def.Unit, true)
}

// multiplesAlt names the highest and the lowest group now.
func (f *figure) multiplesAlt(headline string, spec document.MultiplesSpec) string {
	low, high := 0, 0
	for n, p := range spec.Panels {
		if p.Last.Value.Number < spec.Panels[low].Last.Value.Number {
			low = n
		}
		if p.Last.Value.Number > spec.Panels[high].Last.Value.Number {
			high = n
		}
	}
	s := "Small line charts. " + headline + ", " + plural(len(spec.Panels), "group", "groups") + "."
	if low != high {
		s += " Highest at last: " + spec.Panels[high].Title + ", " + spec.Panels[high].Last.Text + "; lowest: " + spec.Panels[low].Title + ", " + spec.Panels[low].Last.Text + "."
	}
	return s
}

// multiplesTable is every group of the list by period, the newest first.
func (f *figure) multiplesTable(list string, t timeline, caption string) *document.Table {
	tab := &document.Table{ID: "table-over-time-" + list, Caption: upper(strings.TrimPrefix(caption, "Table: ")), Columns: []document.Column{{Title: "Group"}}}
	for n := len(t.labels) - 1; n >= 0; n-- {
		tab.Columns = append(tab.Columns, document.Column{Title: t.labels[n] + f.unitHead(), Align: document.Right})
	}
	var rows []document.Row
	for _, b := range f.groupsOf(list) {
		row := document.Row{Cells: []document.Cell{words(f.series.Indicator.Breakdowns[b].Label)}}
		some := false
		for n := len(t.index) - 1; n >= 0; n-- {
			value := quantity.Missing(quantity.NotAvailable)
			if p := t.index[n]; p >= 0 {
				if r := f.series.Indicator.At(f.place.id, p, b); r != nil {
					value, some = r.Value, true
					if r.Status == dataset.Provisional {
						row.Cells = append(row.Cells, provisionalCell(f.quantity(value)))
						continue
					}
				}
			}
			row.Cells = append(row.Cells, cell(f.quantity(value)))
		}
		if some {
			rows = append(rows, row)
		}
	}
	tab.Groups = []document.RowGroup{{Rows: rows}}
	return tab
}

func provisionalCell(q quantity.Quantity) document.Cell {
	c := cell(q)
	if q.Value.Known {
		c.Second = "provisional"
	}
	return c
}
