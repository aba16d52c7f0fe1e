package html

import "github.com/sendpack/sendpack/internal/document"

// tableList writes a table as a list of rows, each a list of its columns' names
// and cells: in large print a table would be wider than any page.
func (p *page) tableList(w writer, t *document.Table, id string) {
	w.WriteString(`<div id="` + id + `">` + "\n")
	if !t.Quiet && t.Caption != "" {
		w.WriteString("<p><strong>")
		escape(w, t.Caption)
		w.WriteString("</strong></p>\n")
	}
	for i := range t.Groups {
		g := &t.Groups[i]
		if g.Title != "" {
			w.WriteString(string(p.Heading(3, document.Plain(g.Title))))
		}
		if g.Note != "" {
			w.WriteString(`<p class="subtitle">`)
			escape(w, g.Note)
			w.WriteString("</p>\n")
		}
		w.WriteString("<ul class=\"fact-list\" role=\"list\">\n")
		for k := range g.Rows {
			w.WriteString("<li><dl>")
			p.cellList(w, t, g.Rows[k].Cells)
			w.WriteString("</dl></li>\n")
		}
		w.WriteString("</ul>\n")
	}
	w.WriteString("</div>\n")
}

func (p *page) cellList(w writer, t *document.Table, cells []document.Cell) {
	for i := range cells {
		title := ""
		if i < len(t.Columns) {
			title = join(t.Columns[i].Title, t.Columns[i].Sub)
		}
		w.WriteString("<div><dt>")
		escape(w, firstOf(title, t.Caption))
		w.WriteString("</dt><dd>")
		p.cell(w, &cells[i])
		w.WriteString("</dd></div>")
	}
}
