package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/quantity"
)

// outlookGroups are the settings as readers know them, in the order of tables.
var outlookGroups = []struct{ key, title string }{
	{forecast.Mainstream.String(), "Mainstream school"}, {forecast.Special.String(), "Special school"},
	{forecast.APPRU.String(), "Alternative provision"}, {forecast.FEPost16.String(), "College, post-16"},
	{forecast.EarlyYears.String(), "Early years"}, {forecast.Elsewhere.String(), "Elsewhere"}, {forecast.Unknown.String(), "Not recorded"},
}

// outlookSlice is a line of the tables: all plans, or those of one setting.
type outlookSlice struct{ slice, key, title string }

// slices are all plans and every setting of which anything is known.
func (o *outlook) slices() []outlookSlice {
	out := []outlookSlice{{forecast.SliceTotal, forecast.Total, "All EHC plans"}}
	for _, g := range outlookGroups {
		s := outlookSlice{forecast.SliceSettingGroup, g.key, g.title}
		for _, year := range append([]int{o.p.Year}, o.ahead()...) {
			if _, ok := o.rows[slot{year, s.slice, s.key, forecast.MeasurePlans}]; ok {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// rangeCell is the middle, and on a second line the range of 9 in 10 futures:
// "4,470" and "4,120 to 4,890". A table of whole sentences would not fit a page.
func (o *outlook) rangeCell(year int, s outlookSlice, measure string, signed bool) document.Cell {
	mid, low, high := o.at(year, s.slice, s.key, measure, forecast.P50), o.at(year, s.slice, s.key, measure, forecast.P05), o.at(year, s.slice, s.key, measure, forecast.P95)
	switch {
	case mid.Value.Absent() && signed:
		return words("–") // there is no count now to set it beside
	case mid.Value.Absent():
		return words("Not projected")
	case !mid.Value.Known:
		return cell(mid)
	case signed:
		return document.Cell{Text: text(said{mid, mid.Signed()}), Second: low.Signed() + " to " + high.Signed()}
	}
	return document.Cell{Text: text(mid), Second: low.Text + " to " + high.Text}
}

// countedCell is a count, a symbol, or a dash where none was published.
func countedCell(q quantity.Quantity) document.Cell {
	c := cell(q)
	c.Own = q.Value.Known
	return c
}

// settingTable is now and the years ahead by setting. Brief tables leave out
// the next year, which says least.
func (o *outlook) settingTable(brief bool) document.Table {
	years := o.ahead()
	if brief {
		years = o.said()
	}
	end := o.near()
	t := document.Table{ID: "by-setting", Caption: "EHC plans by setting: counted in " + january(o.p.Year) + ", and the middle of simulated futures with the range in which 9 in 10 of them fall",
		Columns: []document.Column{{Title: "Setting"}, {Title: january(o.p.Year), Sub: "counted", Align: document.Right}}}
	for _, year := range years {
		t.Columns = append(t.Columns, document.Column{Title: january(year), Sub: "middle, 9 in 10", Align: document.Right})
	}
	t.Columns = append(t.Columns, document.Column{Title: "Change by " + strconv.Itoa(end), Sub: "middle, 9 in 10", Align: document.Right})
	var g document.RowGroup
	for _, s := range o.slices() {
		row := document.Row{Own: s.slice == forecast.SliceTotal, Cells: []document.Cell{words(s.title), countedCell(o.at(o.p.Year, s.slice, s.key, forecast.MeasurePlans, forecast.P50))}}
		for _, year := range years {
			row.Cells = append(row.Cells, o.rangeCell(year, s, forecast.MeasurePlans, false))
		}
		row.Cells = append(row.Cells, o.rangeCell(end, s, forecast.MeasureChangeFromSeed, true))
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// fewNote stands in place of the table where there are too few plans for it.
const fewNote = "There are too few plans here to say how they may be shared between settings."

// settingNote is what a reader of the table must know before adding up.
const settingNote = "The middles of settings do not add up to the middle of all plans: the middle future of one setting is not that of another. “Elsewhere” is education at home, other arrangements, and children who wait for a place or are not in education."

// fanTable has the same figures as the fan, year by year.
func (o *outlook) fanTable(caption string) *document.Table {
	t := &document.Table{ID: "table-fan", Caption: caption, Columns: []document.Column{{Title: "January"}, {Title: "Counted", Align: document.Right},
		{Title: "9 in 10: from", Align: document.Right}, {Title: "Half: from", Align: document.Right}, {Title: "Middle", Align: document.Right},
		{Title: "Half: to", Align: document.Right}, {Title: "9 in 10: to", Align: document.Right}}}
	var g document.RowGroup
	for year := o.first(); year <= o.near(); year++ {
		row := document.Row{Cells: []document.Cell{words(strconv.Itoa(year))}}
		if year <= o.p.Year {
			row.Cells = append(row.Cells, countedCell(o.plans(year, forecast.P50)), words("–"), words("–"), words("–"), words("–"), words("–"))
		} else {
			row.Cells = append(row.Cells, words("–"))
			for _, q := range outlookBands {
				row.Cells = append(row.Cells, cell(o.plans(year, q)))
			}
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// outlookBands are the quantiles of a fan from its lower edge to its upper.
var outlookBands = []int{forecast.P05, forecast.P25, forecast.P50, forecast.P75, forecast.P95}

// first is the first year of which the total is known or hidden.
func (o *outlook) first() int {
	first := o.p.Year
	for s := range o.rows {
		if s.slice == forecast.SliceTotal && s.measure == forecast.MeasurePlans {
			first = min(first, s.year)
		}
	}
	return first
}

// flowTable is new plans and those that ended or left, counted and ahead.
func (o *outlook) flowTable(caption string) *document.Table {
	t := &document.Table{ID: "table-flows", Caption: caption, Columns: []document.Column{{Title: "Year to January"}, {Title: "New plans", Align: document.Right}, {Title: "Plans that ended or left", Align: document.Right}, {Title: "Which is"}}}
	total := outlookSlice{forecast.SliceTotal, forecast.Total, ""}
	var g document.RowGroup
	for year := o.first(); year <= o.near(); year++ {
		row := document.Row{Cells: []document.Cell{words(strconv.Itoa(year))}}
		if year <= o.p.Year {
			row.Cells = append(row.Cells, countedCell(o.at(year, total.slice, total.key, forecast.MeasureJoiners, forecast.P50)), countedCell(o.at(year, total.slice, total.key, forecast.MeasureLeavers, forecast.P50)), words("Counted"))
		} else {
			row.Cells = append(row.Cells, o.rangeCell(year, total, forecast.MeasureJoiners, false), o.rangeCell(year, total, forecast.MeasureLeavers, false), words("Projected"))
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// groupTable has the figures of the small charts by setting.
func (o *outlook) groupTable(caption string, panels []outlookSlice) *document.Table {
	t := &document.Table{ID: "table-over-time", Caption: caption, Columns: []document.Column{{Title: "January"}}}
	for _, s := range panels {
		t.Columns = append(t.Columns, document.Column{Title: s.title, Align: document.Right})
	}
	var g document.RowGroup
	for year := o.first(); year <= o.near(); year++ {
		row := document.Row{Cells: []document.Cell{words(strconv.Itoa(year))}}
		for _, s := range panels {
			if year <= o.p.Year {
				row.Cells = append(row.Cells, countedCell(o.at(year, s.slice, s.key, forecast.MeasurePlans, forecast.P50)))
			} else {
				row.Cells = append(row.Cells, o.rangeCell(year, s, forecast.MeasurePlans, false))
			}
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// countedTable is what is known of an area for which nothing is projected.
func (o *outlook) countedTable() document.Table {
	t := document.Table{ID: "counted", Caption: "What was counted", Columns: []document.Column{{Title: "January"}, {Title: "EHC plans", Align: document.Right}, {Title: "New plans in the year before", Align: document.Right}}}
	var g document.RowGroup
	for year := o.p.Facts.First; year <= o.p.Year; year++ {
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(strconv.Itoa(year)), countedCell(o.plans(year, forecast.P50)),
			countedCell(o.at(year, forecast.SliceTotal, forecast.Total, forecast.MeasureJoiners, forecast.P50))}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}
