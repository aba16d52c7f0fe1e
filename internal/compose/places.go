package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
)

// placesPage is the way in by geography: the figures of the area's wards or
// localities beside its own, its region's and England's, one short table each.
// false where no figure is read for a place within the area.
func (s site) placesPage() (document.Page, bool) {
	parts := s.parts()
	if len(parts) == 0 {
		return document.Page{}, false
	}
	title := s.area.Name + ", place by place"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("Figures for places within " + s.area.Name + ", in the order of their names. A high share can mean that needs are found earlier there, so places are not ranked or compared.")}}}}
	toc := document.LinkGroup{}
	for _, f := range s.listed() {
		period := f.partsPeriod(parts)
		if period < 0 || f.def.Suppression == "S4" {
			continue
		}
		id := "part-" + strconv.Itoa(len(toc.Links)+1)
		toc.Links = append(toc.Links, document.Link{Text: f.def.Title, Anchor: id})
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}, ID: id}, s.partsTable(f, parts, period, id))
	}
	if len(toc.Links) == 0 {
		return document.Page{}, false
	}
	if len(toc.Links) > 1 {
		blocks = append(blocks[:2], append([]document.Block{document.LinkList{ID: "parts", Groups: []document.LinkGroup{toc}}}, blocks[2:]...)...)
	}
	return document.Page{ID: "find/places", Title: title, Name: "Place by place", Words: "ward locality neighbourhood small area", Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Find a figure", Page: "find/index"}, {Text: "Place by place"}}}, true
}

// partsPeriod is the newest period in which a part of the area has a figure,
// -1 without one.
func (f *figure) partsPeriod(parts []dataset.AreaID) int {
	latest := -1
	for _, part := range parts {
		latest = max(latest, f.series.Indicator.Latest(part, evaluate.Headline))
	}
	return latest
}

// partsTable is a row for each place, then the whole area, its region and
// England where they have the figure for the same period.
func (s site) partsTable(f *figure, parts []dataset.AreaID, period int, id string) document.Table {
	i := f.series.Indicator
	t := document.Table{ID: "table-" + id, Caption: f.def.Title + ", " + i.Periods[period].Label, Quiet: true,
		Columns: []document.Column{{Title: "Place"}, {Title: upper(f.short()) + f.unitHead() + ", " + i.Periods[period].Label, Align: document.Right}}}
	counts := f.def.Measure != "count"
	if counts {
		t.Columns = append(t.Columns, document.Column{Title: "Count", Align: document.Right}, document.Column{Title: "Out of", Align: document.Right})
	}
	var g document.RowGroup
	row := func(area dataset.AreaID, own bool) {
		r := i.At(area, period, evaluate.Headline)
		if r == nil {
			return
		}
		cells := []document.Cell{words(s.in.Register.Area(area).Name), full(f.quantity(r.Value))}
		if counts {
			cells = append(cells, countCell(r, false), countCell(r, true))
		}
		g.Rows = append(g.Rows, document.Row{Own: own, Cells: cells})
	}
	for _, part := range parts {
		row(part, false)
	}
	row(s.id, true)
	if counts {
		for _, wider := range s.in.Register.RegionsOf(s.id) {
			row(wider, false)
		}
		if england, ok := s.in.Register.England(); ok {
			row(england, false)
		}
	}
	t.Groups = []document.RowGroup{g}
	return t
}
