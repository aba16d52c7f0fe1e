package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
)

// mostAcross is how many figures the table of all areas has: more columns than
// that nobody reads.
const mostAcross = 8

// Landing is what stands above the sites of several areas: the list of areas by
// region, the page that compares them, and a page of all areas for each
// indicator that at least two have.
func Landing(in *Input, areas []int32) document.Document {
	n := newNational(in, areas)
	d := document.Document{ID: "site", Theme: document.Web, Title: in.Project.Title, Lang: "en-GB", AsOf: in.Project.AsOf, Draft: in.Draft,
		Subject: "Special educational needs and disabilities (SEND) in " + strconv.Itoa(len(areas)) + " local authorities.", Owner: in.Project.Partnership}
	if d.Title == "" {
		d.Title = "SEND data"
	}
	d.Footer = "Data to " + longDate(in.Project.AsOf) + "."
	d.Nav = []document.Link{{Text: "All areas", Page: "index"}, {Text: "Compare areas", Page: "compare/index"}}
	for k, a := range n.areas {
		d.Beyond = append(d.Beyond, document.Link{Text: a.Name, File: a.Code + "/index.html", Note: a.Code + " " + a.Old + " " + n.region(n.ids[k])})
	}
	compared := n.compared()
	d.Pages = []document.Page{n.index(), n.overview(compared)}
	for _, a := range compared {
		d.Pages = append(d.Pages, n.page(a))
	}
	return d
}

// index lists the areas by region; search finds them by name and code.
func (n *national) index() document.Page {
	list := document.LinkList{ID: "areas", Title: "Areas by region"}
	for _, b := range n.blocks() {
		g := document.LinkGroup{Title: b.name}
		for _, k := range b.areas {
			g.Links = append(g.Links, document.Link{Text: n.areas[k].Name, File: n.areas[k].Code + "/index.html"})
		}
		list.Groups = append(list.Groups, g)
	}
	title := "SEND in " + strconv.Itoa(len(n.ids)) + " local authorities"
	lede := text("Choose an area. Each has its own figures, packs and data, beside similar areas, the region and England. Or ")
	lede = append(lede, document.Span{Text: "compare the areas", Link: &document.Link{Text: "compare the areas", Page: "compare/index"}}, document.Span{Text: "."})
	return document.Page{ID: "index", Title: title, Nav: "index", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: lede}}}, list}}
}

// overview is the table of all areas with the headline figures, and the way to
// the page of each indicator.
func (n *national) overview(compared []*across) document.Page {
	title := "Compare areas"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("The headline figures of every area side by side. To see some areas or regions only, type their names with commas between them. Each figure has a page with intervals, ranks and a map.")}}}}
	if heads := n.headlines(compared); len(heads) > 0 {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Headline figures"), ID: "headlines"}, n.side(heads))
	}
	list := document.LinkList{ID: "figures", Title: "One figure for every area"}
	for _, dom := range domains {
		g := document.LinkGroup{Title: dom.question}
		for _, a := range compared {
			if def := a.figures[0].def; def.CDC.Domain == dom.id {
				g.Links = append(g.Links, document.Link{Text: def.Title, Page: a.id()})
			}
		}
		if len(g.Links) > 0 {
			list.Groups = append(list.Groups, g)
		}
	}
	if len(list.Groups) > 0 {
		blocks = append(blocks, list)
	} else {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("No indicator has figures for two of the areas.")}}})
	}
	return document.Page{ID: "compare/index", Title: title, Nav: "compare/index", Blocks: blocks, Crumbs: []document.Link{{Text: "All areas", Page: "index"}, {Text: title}}}
}

// headlines are the project's headline figures that areas can be compared on,
// then what the board sees first.
func (n *national) headlines(compared []*across) []*across {
	var out []*across
	add := func(wanted func(*across) bool) {
		for _, a := range compared {
			if len(out) < mostAcross && a.figures[0].def.Measure != "count" && wanted(a) && !has(out, a) {
				out = append(out, a)
			}
		}
	}
	for _, id := range n.in.Project.Headlines {
		add(func(a *across) bool { return a.figures[0].def.ID == id })
	}
	add(func(a *across) bool { return a.figures[0].def.Audiences["B"] == "headline" })
	return out
}

func has(list []*across, a *across) bool {
	for _, b := range list {
		if a == b {
			return true
		}
	}
	return false
}

// side is the table of areas by headline figures.
func (n *national) side(heads []*across) document.Table {
	t := document.Table{ID: "side-by-side", Caption: "Headline figures of every area", Quiet: true, Sortable: true, Columns: []document.Column{{Title: "Area"}, {Title: "Region"}}}
	for _, a := range heads {
		first := a.figures[0]
		t.Columns = append(t.Columns, document.Column{Title: upper(first.short()) + first.unitHead() + ", " + a.period.Label, Align: document.Right})
	}
	var g document.RowGroup
	for k, id := range n.ids {
		link := &document.Link{Text: n.areas[k].Name, File: n.areas[k].Code + "/index.html"}
		row := []document.Cell{{Text: document.Text{{Text: n.areas[k].Name, Link: link}}}, words(n.region(id))}
		for _, a := range heads {
			row = append(row, a.figures[k].acrossCell())
		}
		g.Rows = append(g.Rows, document.Row{Cells: row})
	}
	t.Groups = []document.RowGroup{g}
	return t
}
