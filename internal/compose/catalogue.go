package compose

import (
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/document"
)

// statusWords say how an indicator stands to the recommended set.
var statusWords = map[string]string{
	"final-set": "Recommended set", "scoping-list": "Earlier list", "extension": "Further measure", "reserved": "Reserved",
}

// audienceWords are the readers whose packs an indicator is meant for. The data
// book has all of them.
var audienceWords = []struct{ code, word string }{{"B", "board"}, {"M", "members"}, {"P", "families"}, {"S", "schools"}}

// catalogue is the list of every definition in use, also of those without a
// figure, each with its question, source, readers and status.
func (s site) catalogue() document.Page {
	title := "The catalogue of indicators"
	n := 0
	blocks := []document.Block{}
	for _, dom := range indicators.Domains() {
		for _, sub := range indicators.Subdomains(dom.ID) {
			t := document.Table{ID: "catalogue-" + sub.ID, Caption: sub.Title, Quiet: true, Columns: []document.Column{
				{Title: "Indicator"}, {Title: "The question it answers"}, {Title: "Source"}, {Title: "For"}, {Title: "Status"}}}
			var g document.RowGroup
			for _, f := range s.figures {
				if f.def.CDC.Domain == dom.ID && f.def.CDC.Subdomain == sub.ID && f.def.SourceKey == "" {
					g.Rows = append(g.Rows, s.catalogueRow(f))
				}
			}
			if len(g.Rows) == 0 {
				continue
			}
			if n += len(g.Rows); !hasHeading(blocks, dom.ID) {
				blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(dom.Title), ID: dom.ID})
			}
			t.Groups = []document.RowGroup{g}
			blocks = append(blocks, document.Heading{Level: 3, Text: document.Plain(sub.Title)}, t)
		}
	}
	lede := "Every indicator that this site knows: " + plural(n, "definition", "definitions") + " after the dashboard set of the Council for Disabled Children. An indicator without a link has no figure for " + s.area.Name + "."
	blocks = append([]document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(lede)}}}}, blocks...)
	return document.Page{ID: "catalogue", Title: title, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Indicators", Page: "indicators/index"}, {Text: "Catalogue"}}}
}

func hasHeading(blocks []document.Block, id string) bool {
	for _, b := range blocks {
		if h, ok := b.(document.Heading); ok && h.ID == id {
			return true
		}
	}
	return false
}

func (s site) catalogueRow(f *figure) document.Row {
	name := document.Cell{Text: document.Plain(f.def.Title)}
	if f.has {
		name.Text = document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}
	}
	name.Second = f.def.ID
	status := statusWords[f.def.CDC.Status]
	if f.def.Retired != "" {
		status += ", retired"
	}
	source := f.def.NoData
	if source == "" {
		source = upper(strings.TrimPrefix(f.source(), "Source: "))
	}
	if _, read := f.spec(); !read && f.def.NoData == "" && len(f.def.Sources()) > 0 {
		source = "Not read in this project: " + f.def.Sources()[0]
	}
	question := f.def.Question
	if question == "" {
		question = strings.Join(f.def.Questions, ", ")
	}
	return document.Row{Cells: []document.Cell{name, words(dash(question)), words(source), words(readers(f.def)), words(status)}}
}

func readers(def *indicators.Definition) string {
	var out []string
	for _, a := range audienceWords {
		if def.Audiences[a.code] != "" {
			out = append(out, a.word)
		}
	}
	if len(out) == 0 {
		return "Data book"
	}
	return upper(strings.Join(out, ", "))
}
