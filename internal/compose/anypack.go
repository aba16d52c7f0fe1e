package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/document"
)

// textPage is what people wrote for this pack under the page's title: a section
// of any kind, without code.
func textPage(d *draft) []document.Page {
	p := d.part(d.page.Title)
	if p == nil {
		return nil
	}
	return []document.Page{{Title: d.page.Title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}, document.Prose{Paragraphs: p}}}}
}

// indexPage lists what the pack has, by the question each indicator answers.
func indexPage(d *draft) []document.Page {
	figs := d.chosen(d.readers())
	if len(figs) == 0 {
		return nil
	}
	t := document.Table{ID: "contents", Caption: "Indicators by question", Quiet: true, Columns: []document.Column{
		{Title: "Indicator", Width: 70}, {Title: "Latest", Align: document.Right, Width: 24}, {Title: "Period", Width: 36}, {Title: "Shown to", Width: 44}}}
	for _, dom := range domains {
		g := document.RowGroup{Title: dom.question, Note: dom.note}
		for _, f := range figs {
			if f.def.CDC.Domain == dom.id {
				g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(f.def.Title), full(f.value()), words(f.period().Label), words(readers(f.def))}})
			}
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	return []document.Page{{Title: d.page.Title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}, t}}}
}

// definitionPages give each figure in full: definition, numerator and
// denominator, source, figures by period beside their comparators, groups and
// caveats; one run of pages for each group of the set.
func definitionPages(d *draft) []document.Page {
	figs := d.chosen(d.readers())
	var pages []document.Page
	for _, dom := range indicators.Domains() {
		for _, sub := range indicators.Subdomains(dom.ID) {
			page := document.Page{Title: sub.Title, Section: sub.Title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(sub.Title)}}}
			for _, f := range figs {
				if f.def.CDC.Domain == dom.ID && f.def.CDC.Subdomain == sub.ID {
					page.Blocks = append(page.Blocks, d.inFull(f)...)
				}
			}
			if len(page.Blocks) > 1 {
				pages = append(pages, page)
			}
		}
	}
	return pages
}

func (d *draft) inFull(f *figure) []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Text: document.Plain(f.def.Title), ID: f.def.ID},
		document.Prose{Paragraphs: []document.Paragraph{{Text: f.sentence(d.voice)}}}, unlinkedFacts(f.measured())}
	if t := f.timeline(); len(t.labels) > 0 {
		tab := f.trendTable(d.voice, t, "Figures by period")
		tab.ID = "periods-" + f.def.ID
		blocks = append(blocks, *tab)
	}
	for n := range f.def.Breakdowns {
		c := f.breakdown(f.def.Breakdowns[n].List, document.W114)
		if c == nil || c.Table == nil {
			continue
		}
		tab := *c.Table
		tab.ID = "groups-" + f.def.ID + "-" + strconv.Itoa(n+1)
		blocks = append(blocks, tab)
	}
	if len(f.def.Caveats) > 0 || len(f.def.Breaks) > 0 || f.def.Retired != "" {
		blocks = append(blocks, document.Heading{Level: 3, Text: document.Plain("Read with care")}, unlinked(f.care()))
	}
	return blocks
}

// unlinked is text for paper: links into the site lead nowhere from a pack.
func unlinked(p document.Prose) document.Prose {
	out := document.Prose{Role: p.Role}
	for _, x := range p.Paragraphs {
		x.Text = withoutPages(x.Text)
		items := make([]document.Text, len(x.Items))
		for n := range x.Items {
			items[n] = withoutPages(x.Items[n])
		}
		if x.Items != nil {
			x.Items = items
		}
		out.Paragraphs = append(out.Paragraphs, x)
	}
	return out
}

func unlinkedFacts(f document.Facts) document.Facts {
	items := make([]document.Fact, len(f.Items))
	for n := range f.Items {
		items[n] = f.Items[n]
		items[n].Verdict = withoutPages(f.Items[n].Verdict)
	}
	f.Items = items
	return f
}

func withoutPages(t document.Text) document.Text {
	out := append(document.Text(nil), t...)
	for n := range out {
		if out[n].Link != nil && out[n].Link.Page != "" {
			out[n].Link = nil
		}
	}
	return out
}
