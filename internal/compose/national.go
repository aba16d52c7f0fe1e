package compose

import (
	"sort"
	"strconv"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// national is what the pages above several areas are drawn from: every area
// that is built, by name.
type national struct {
	in    *Input
	areas []dataset.Area
	ids   []dataset.AreaID
}

func newNational(in *Input, areas []int32) *national {
	n := &national{in: in}
	for _, id := range areas {
		n.ids = append(n.ids, areaID(id))
	}
	sort.SliceStable(n.ids, func(a, b int) bool { return in.Register.Area(n.ids[a]).Name < in.Register.Area(n.ids[b]).Name })
	for _, id := range n.ids {
		n.areas = append(n.areas, in.Register.Area(id))
	}
	return n
}

// region is the name of an area's region; "" where none is known.
func (n *national) region(id dataset.AreaID) string {
	if r := n.in.Register.RegionsOf(id); len(r) > 0 {
		return n.in.Register.Area(r[0]).Name
	}
	return ""
}

// across is one indicator for every area at the same period: the newest that at
// least half of the areas with any figure have, so that one early return does
// not empty the table.
type across struct {
	figures []*figure // one an area, in the order of the areas
	period  dataset.Period
	known   int
}

func (n *national) across(series int) *across {
	s := n.in.Series[series]
	period := n.commonPeriod(series)
	if period < 0 {
		return nil
	}
	a := &across{period: s.Indicator.Periods[period]}
	for k, id := range n.ids {
		f := &figure{place: &place{in: n.in, id: id, area: n.areas[k]}, series: s, def: s.Indicator.Def, latest: period}
		f.as, f.has = s.At(id, period, evaluate.Headline)
		if f.known() {
			a.known++
		}
		a.figures = append(a.figures, f)
	}
	return a
}

func (n *national) commonPeriod(series int) int {
	i := n.in.Series[series].Indicator
	count := make([]int, len(i.Periods))
	any := 0
	for _, id := range n.ids {
		has := false
		for p := range i.Periods {
			if r := i.At(id, p, evaluate.Headline); r != nil && r.Value.Known {
				count[p]++
				has = true
			}
		}
		if has {
			any++
		}
	}
	for p := len(count) - 1; p >= 0; p-- {
		if count[p] > 0 && 2*count[p] >= any {
			return p
		}
	}
	return -1
}

// compared are the indicators with a page of all areas: those with figures of
// at least two, but no class that only the board sees and no measure taken from
// the dictionary of a published table.
func (n *national) compared() []*across {
	var out []*across
	for k, s := range n.in.Series {
		if def := s.Indicator.Def; def.SourceKey != "" || def.Suppression == "S4" || def.Retired != "" {
			continue
		}
		if a := n.across(k); a != nil && a.known >= 2 {
			out = append(out, a)
		}
	}
	return out
}

func (a *across) id() string { return "compare/" + a.figures[0].def.ID }

// page is the indicator for all areas: a map by region and a table that
// readers can sort and filter.
func (n *national) page(a *across) document.Page {
	first := a.figures[0]
	title := first.def.Title + ", " + a.period.Label + ": " + plural(a.known, "area", "areas") + " compared"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: n.opening(a)}}}}
	if c := n.tiles(a); c != nil {
		blocks = append(blocks, *c)
	}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Every area"), ID: "areas"}, n.table(a),
		document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(first.source() + " " + a.caution())}}})
	return document.Page{ID: a.id(), Title: title, Name: first.def.Title, Words: first.searchWords(), Nav: "compare/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "All areas", Page: "index"}, {Text: "Compare areas", Page: "compare/index"}, {Text: first.def.Title}}}
}

// caution says how to read the table.
func (a *across) caution() string {
	if a.ranked() {
		return "Rank 1 is best. " + closeCaution
	}
	return closeCaution
}

const closeCaution = "Areas that lie close together often cannot be told apart: read the interval before the order. To show some areas or regions only, type their names with commas between them."

// opening names England's figure and the ends of the range.
func (n *national) opening(a *across) document.Text {
	first := a.figures[0]
	var low, high *figure
	for _, f := range a.figures {
		if !f.comparable() {
			continue
		}
		if low == nil || f.as.Result.Value.Number < low.as.Result.Value.Number {
			low = f
		}
		if high == nil || f.as.Result.Value.Number > high.as.Result.Value.Number {
			high = f
		}
	}
	var t document.Text
	if b := n.england(a); b.Known {
		t = text("England: ", first.quantity(b), ". ")
	}
	if low != nil && low.as.Result.Value.Number < high.as.Result.Value.Number {
		t = append(t, text("From ", low.quantity(low.as.Result.Value), " in "+low.place.area.Name+" to ", high.quantity(high.as.Result.Value), " in "+high.place.area.Name+". ")...)
	}
	if without := len(a.figures) - a.known; without > 0 {
		t = append(t, text(plural(without, "area has", "areas have")+" no figure to show for "+a.period.Label+".")...)
	}
	if len(t) == 0 {
		t = text("Every area has a figure for " + a.period.Label + ".")
	}
	return t
}

// england is the published figure for England at the period.
func (n *national) england(a *across) quantity.Value {
	eng, ok := n.in.Register.England()
	if !ok || a.figures[0].def.Measure == "count" {
		return quantity.Value{}
	}
	s := a.figures[0].series
	if r := s.Indicator.At(eng, a.figures[0].latest, evaluate.Headline); r != nil {
		return r.Value
	}
	return quantity.Value{}
}

// table is one row an area; England has none, so that sorting never puts it
// among the areas.
func (n *national) table(a *across) document.Table {
	first := a.figures[0]
	intervals := false
	for _, f := range a.figures {
		intervals = intervals || f.known() && f.as.Result.HasInterval
	}
	t := document.Table{ID: "all-areas", Caption: first.def.Title + ", " + a.period.Label, Quiet: true, Sortable: true,
		Columns: []document.Column{{Title: "Area"}, {Title: "Region"}, {Title: upper(first.short()) + first.unitHead(), Align: document.Right}}}
	if intervals {
		t.Columns = append(t.Columns, document.Column{Title: "95% interval", Align: document.Right})
	}
	ranked := a.ranked()
	t.Columns = append(t.Columns, document.Column{Title: "England"}, document.Column{Title: "Similar areas"})
	if ranked {
		t.Columns = append(t.Columns, document.Column{Title: "Rank", Align: document.Right})
	}
	var g document.RowGroup
	for k, f := range a.figures {
		link := &document.Link{Text: f.place.area.Name, File: f.place.area.Code + "/" + f.page() + ".html"}
		row := []document.Cell{{Text: document.Text{{Text: f.place.area.Name, Link: link}}}, words(n.region(n.ids[k])), f.acrossCell()}
		if intervals {
			row = append(row, f.intervalCell(f.as.Result))
		}
		row = append(row, comparisonCell(f.as.England.Outcome), f.outcomeCell())
		if ranked {
			row = append(row, f.placeCell())
		}
		g.Rows = append(g.Rows, document.Row{Cells: row})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// acrossCell is the figure or why there is none.
func (f *figure) acrossCell() document.Cell {
	if !f.has {
		return words("no data")
	}
	return full(f.value())
}

// ranked reports whether any area has a rank: without a good direction none has.
func (a *across) ranked() bool {
	for _, f := range a.figures {
		if f.as.Standing.Rank > 0 {
			return true
		}
	}
	return false
}

func (f *figure) placeCell() document.Cell {
	if f.as.Standing.Rank == 0 {
		return words("not ranked")
	}
	return words(strconv.Itoa(f.as.Standing.Rank))
}
