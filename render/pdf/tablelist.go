package pdf

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// tableAsList is the large print form of a table: each row an item, its header
// in bold and each figure on a line of its own behind its column's title.
func (l *layout) tableAsList(t document.Table, parent *element, x, w float64) []piece {
	var out []piece
	if !t.Quiet && t.Caption != "" {
		p := l.titled(document.Plain(t.Caption), l.theme.h3, parent.heading(3), x, w)
		p.keep = true
		out = append(out, p)
	}
	for _, g := range t.Groups {
		if g.Title != "" {
			p := l.titled(document.Plain(g.Title), l.theme.h3, parent.heading(3), x, w)
			p.gap, p.keep = l.theme.section, true
			out = append(out, p)
		}
		list := parent.list("None")
		for i, r := range g.Rows {
			ps := l.rowAsItem(t, r, list, x, w)
			if len(ps) > 0 && (i > 0 || len(out) > 0) {
				ps[0].gap = 4 * mm
			}
			out = append(out, ps...)
		}
	}
	if t.ID != "" && len(out) > 0 {
		out[0] = over(func(c *canvas, y float64) { c.mark("#"+t.ID, y) }, out[0])
	}
	return out
}

func (l *layout) rowAsItem(t document.Table, r document.Row, list *element, x, w float64) []piece {
	body := list.child("LI").child("LBody")
	var out []piece
	for i, cell := range r.Cells {
		if i >= len(t.Columns) || emptyCell(cell) {
			continue
		}
		verdict := document.Marked{Mark: cell.Mark, Text: document.Text{{Text: cell.Second, Strong: true}}}
		own := cell.Second != "" && cell.Mark != document.NoMark && !isArrow(cell.Mark)
		if own { // the mark belongs to the words below, which get a line of their own
			cell.Mark, cell.Second = document.NoMark, ""
		}
		out = append(out, l.cellAsLine(t.Columns[i].Title, cell, i == 0, body, x, w))
		if own {
			out = append(out, spaced(1*mm, []piece{l.markedLine(verdict, body, x, w)})...)
		}
	}
	return together(out)
}

func emptyCell(c document.Cell) bool {
	s := strings.TrimSpace(c.Text.String())
	return (s == "" || s == "–") && c.Symbol == quantity.NoSymbol && c.Second == ""
}

// cellAsLine is "Latest: 52.4%" or, for the header cell, its words alone.
func (l *layout) cellAsLine(title string, cell document.Cell, header bool, body *element, x, w float64) piece {
	el := body.child("P")
	st := l.theme.body
	var rs []run
	if title != "" && (!header || l.sayHead(title)) {
		rs = plainRun(title+": ", st.strong())
	}
	switch {
	case header:
		rs = append(rs, runs(cell.Text, st.strong(), el)...)
	case symbolic(cell) && len(cell.Text) <= 1:
		rs = append(rs, plainRun(cell.Symbol.Words(), st)...)
	default:
		rs = append(rs, runs(cell.Text, st, el)...)
	}
	if cell.Note != "" {
		rs = append(rs, plainRun(" (note "+cell.Note+")", st)...)
	}
	if cell.Second != "" {
		rs = append(rs, plainRun(joint(rs)+cell.Second, st)...)
	}
	if cell.Symbol != quantity.NoSymbol && !symbolic(cell) {
		rs = append(rs, plainRun(", "+cell.Symbol.Words(), st)...)
	}
	in := 0.0
	if cell.Mark != document.NoMark && !isArrow(cell.Mark) {
		in = markWidth(cell.Mark, l.theme.mark)
	}
	p := l.block(rs, st, el, x+in, w-in)
	return over(func(c *canvas, y float64) {
		if in > 0 {
			c.drawMark(cell.Mark, x+l.theme.mark, y+0.75*st.leading-0.33*st.size, l.theme.mark)
		}
	}, p)
}

// sayHead reports a header column whose title says something in a list, as in
// "You said:".
func (l *layout) sayHead(title string) bool { return strings.HasPrefix(title, "You ") }

// joint separates a cell's first line from its second.
func joint(rs []run) string {
	if len(rs) == 0 {
		return ""
	}
	last := ""
	for _, r := range rs {
		last = strings.TrimSpace(last + r.text)
	}
	if last == "" || strings.ContainsAny(last[len(last)-1:], ".:;!?”") {
		return " "
	}
	return ", "
}
