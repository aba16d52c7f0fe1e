package html

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// wide is the number of columns from which a table scrolls sideways in its own
// region on a narrow screen; fewer fit (design §9).
const wide = 4

// Table is a table with its region, caption and scroll hint.
func (p *page) Table(t document.Table) template.HTML {
	b := borrow()
	defer buffers.Put(b)
	p.table(b, &t)
	return template.HTML(b.String())
}

func (p *page) table(w writer, t *document.Table) {
	id := p.unique(firstOf(t.ID, "table"))
	if p.doc.Theme == document.LargePrint {
		p.tableList(w, t, id)
		return
	}
	scrolls := len(t.Columns) >= wide || len(t.Columns) >= 3 && wordy(t)
	if scrolls {
		w.WriteString(`<p class="hint" aria-hidden="true">Scroll sideways for more columns</p>` + "\n" +
			`<div class="scroll" role="region" tabindex="0" aria-labelledby="` + id + `-caption">` + "\n")
	} else {
		// Wide letter spacing or long numbers can make it scroll on a phone all
		// the same, so it can be reached by keyboard too.
		w.WriteString(`<div class="fits" role="region" tabindex="0" aria-labelledby="` + id + `-caption">` + "\n")
	}
	w.WriteString(`<table id="` + id + `"`)
	if t.Scorecard {
		w.WriteString(` class="scorecard"`)
	}
	if t.Sortable && len(t.Groups) == 1 {
		w.WriteString(" data-sort")
	}
	w.WriteString(">\n<caption id=\"" + id + "-caption\"")
	if t.Quiet {
		w.WriteString(` class="vh"`)
	}
	w.WriteString(">")
	escape(w, firstOf(t.Caption, t.ID, "Table"))
	w.WriteString("</caption>\n")
	p.tableHead(w, t)
	for i := range t.Groups {
		p.rowGroup(w, t, &t.Groups[i])
	}
	w.WriteString("</table>\n</div>\n")
}

// wordy reports a table of passages: three columns of them have no room for
// whole words on a phone.
func wordy(t *document.Table) bool {
	for i := range t.Groups {
		for _, r := range t.Groups[i].Rows {
			for _, c := range r.Cells {
				if len(c.Text.String()) > 40 {
					return true
				}
			}
		}
	}
	return false
}

func (p *page) tableHead(w writer, t *document.Table) {
	w.WriteString("<thead><tr>")
	for i := range t.Columns {
		c := &t.Columns[i]
		// A first column without a title would be an empty header cell, which
		// says nothing to a screen reader: it becomes a plain cell.
		tag := "th"
		if c.Title == "" && c.Sub == "" {
			tag = "td"
		}
		w.WriteString("<" + tag)
		if tag == "th" {
			w.WriteString(` scope="col"`)
		}
		if c.Align == document.Right {
			w.WriteString(` class="r"`)
		}
		w.WriteString(">")
		escape(w, c.Title)
		if c.Sub != "" {
			w.WriteString(` <span class="second">`)
			escape(w, c.Sub)
			w.WriteString("</span>")
		}
		w.WriteString("</" + tag + ">")
	}
	w.WriteString("</tr></thead>\n")
}

func (p *page) rowGroup(w writer, t *document.Table, g *document.RowGroup) {
	w.WriteString("<tbody>\n")
	if g.Title != "" {
		w.WriteString(`<tr class="group"><th scope="rowgroup" colspan="` + strconv.Itoa(max(len(t.Columns), 1)) + `"><span class="stay">`)
		escape(w, g.Title)
		if g.Note != "" {
			w.WriteString(` <span class="second">`)
			escape(w, g.Note)
			w.WriteString("</span>")
		}
		w.WriteString("</span></th></tr>\n")
	}
	for i := range g.Rows {
		p.row(w, t, &g.Rows[i])
	}
	w.WriteString("</tbody>\n")
}

func (p *page) row(w writer, t *document.Table, r *document.Row) {
	w.WriteString("<tr")
	if r.Own {
		w.WriteString(` class="own"`)
	}
	w.WriteString(">")
	for i := range r.Cells {
		tag, scope := "td", ""
		if i == 0 {
			tag, scope = "th", ` scope="row"`
		}
		w.WriteString("<" + tag + scope)
		attribute(w, "class", cellClass(t, i, &r.Cells[i]))
		w.WriteString(">")
		p.cell(w, &r.Cells[i])
		w.WriteString("</" + tag + ">")
	}
	w.WriteString("</tr>\n")
}

func cellClass(t *document.Table, column int, c *document.Cell) string {
	class := ""
	if column < len(t.Columns) && t.Columns[column].Align == document.Right {
		class = "r"
	}
	for _, m := range []struct {
		on   bool
		name string
	}{{c.Strong, "strong"}, {c.Own, "own"}, {c.Italic, "before"}, {c.Mark != document.NoMark && !markBelow(c), "marked"}} {
		if m.on {
			class += " " + m.name
		}
	}
	return strings.TrimSpace(class)
}

// cell writes a mark beside the word that says it: most cells' text is that
// word or number, but a comparison's word is the second line.
func (p *page) cell(w writer, c *document.Cell) {
	below := markBelow(c)
	if !below {
		p.mark(w, c.Mark)
	}
	p.cellText(w, c)
	if c.Note != "" {
		w.WriteString(`<sup><span class="vh"> note </span>`)
		escape(w, c.Note)
		w.WriteString("</sup>")
	}
	switch {
	case below:
		w.WriteString(` <span class="verdict">`)
		p.mark(w, c.Mark)
		escape(w, c.Second)
		w.WriteString("</span>")
	case c.Second != "":
		w.WriteString(` <span class="second">`)
		escape(w, c.Second)
		w.WriteString("</span>")
	}
}

func markBelow(c *document.Cell) bool {
	return c.Second != "" && c.Mark >= document.Better && c.Mark <= document.Pending
}

// cellText writes a cell's text. A cell of one plain figure carries its exact
// value; a symbol stands in place of its code, or beside a number.
func (p *page) cellText(w writer, c *document.Cell) {
	s := c.Symbol
	if s == quantity.NoSymbol && c.Quantity != nil {
		s = c.Quantity.Value.Symbol
	}
	words := c.Text.String()
	if s == quantity.NoSymbol || (words != "" && words != s.Code()) {
		if c.Quantity != nil && c.Quantity.Value.Known && len(c.Text) == 1 && c.Text[0].Quantity == nil {
			span := c.Text[0]
			span.Quantity = c.Quantity
			p.span(w, &span)
		} else {
			p.text(w, c.Text)
		}
		if s != quantity.NoSymbol && c.Symbol != quantity.NoSymbol {
			w.WriteByte(' ')
		}
	}
	switch {
	case c.Symbol != quantity.NoSymbol:
		symbol(w, s)
	case s != quantity.NoSymbol && (words == "" || words == s.Code()):
		symbol(w, s)
	}
}
