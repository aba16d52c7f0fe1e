package compose

import (
	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// soundness counts how far a set of indicators can be relied on.
type soundness struct {
	of, known, late, hidden, provisional, old int
}

// rating follows from the share of indicators that readers would look for in
// vain or that are out of date. Small figures that are hidden are no fault.
func (s soundness) rating() string {
	bad := s.of - s.known - s.hidden + s.late + s.old
	switch {
	case s.of == 0:
		return ""
	case bad*20 <= s.of:
		return "green"
	case bad*5 <= s.of:
		return "amber"
	}
	return "red"
}

func (s *soundness) count(f *figure) {
	s.of++
	switch {
	case f.known():
		s.known++
	case f.has && f.as.Result.Value.Symbol == quantity.Suppressed:
		s.hidden++
	}
	if f.provisional() {
		s.provisional++
	}
	switch {
	case f.has && f.stale():
		s.old++
	case f.has && f.late():
		s.late++
	}
}

// boardQuality rates the data themselves: how complete, how late, how much is
// hidden or provisional. It counts the indicators meant for the readers, also
// those without any figure.
func boardQuality(d *draft) []document.Page {
	t := document.Table{ID: "quality", Caption: "Quality of the data", Quiet: true, Scorecard: true, Columns: []document.Column{
		{Title: "Question", Width: 54}, {Title: "Indicators", Align: document.Right, Width: 20}, {Title: "With a figure", Align: document.Right, Width: 20},
		{Title: "Too small to show", Align: document.Right, Width: 20}, {Title: "Late or old", Align: document.Right, Width: 18},
		{Title: "Provisional", Align: document.Right, Width: 20}, {Title: "Rating", Width: 22}}}
	var g document.RowGroup
	var all soundness
	for _, dom := range indicators.Domains() {
		var s soundness
		for _, f := range d.meant() {
			if f.def.CDC.Domain == dom.ID {
				s.count(f)
				all.count(f)
			}
		}
		if s.of > 0 {
			g.Rows = append(g.Rows, s.row(questionOf(dom.ID)))
		}
	}
	if all.of == 0 {
		return nil
	}
	if len(g.Rows) > 1 {
		g.Rows = append(g.Rows, all.row("All"))
	}
	t.Groups = []document.RowGroup{g}
	title := d.page.Title + ": " + number(all.known) + " of " + number(all.of) + " indicators have a figure"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, t,
		smallPrint("Green: at most 1 indicator in 20 has no figure, a late one or one more than three years old. Amber: at most 1 in 5. Red: more. Figures too small to show count as given.")}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// meant are the indicators that the readers' packs name, with a figure or
// without.
func (d *draft) meant() []*figure {
	var out []*figure
	for _, f := range d.place.figures {
		if f.def.Retired == "" && f.def.SourceKey == "" && f.def.NoData == "" && d.open(f) && (d.layout.Audience == "D" || f.def.Audiences[d.audience()] != "") {
			out = append(out, f)
		}
	}
	return out
}

func questionOf(domain string) string {
	for _, dom := range domains {
		if dom.id == domain {
			return dom.question
		}
	}
	return domain
}

func (s soundness) row(name string) document.Row {
	n := func(i int) document.Cell { return words(itoa(i)) }
	first := words(name)
	first.Strong = true
	return document.Row{Cells: []document.Cell{first, n(s.of), n(s.known), n(s.hidden), n(s.late + s.old), n(s.provisional), ratingCellOf(s.rating())}}
}
