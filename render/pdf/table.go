package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// grid is a table's columns at their places.
type grid struct {
	x, w     []float64 // of the text in each column
	at       []flush
	left     float64
	width    float64
	dense    bool // the scorecard's two-line form
	headInks style
}

// table lays out a table: head, groups and rows as pieces, so that it may run
// over a page between rows and repeat its head.
func (l *layout) table(t document.Table, parent *element, x, w float64) []piece {
	if rowCount(t) == 0 || len(t.Columns) == 0 {
		return nil // no table is better than a head over nothing
	}
	if l.large() {
		return l.tableAsList(t, parent, x, w)
	}
	if t.Scorecard {
		l = l.dense()
	}
	tb := parent.child("Table")
	g := l.grid(t, x, w)
	var out []piece
	if !t.Quiet && t.Caption != "" {
		el := tb.child("Caption")
		p := l.titled(document.Plain(t.Caption), l.theme.h3, el, x, w)
		p.keep = true
		out = append(out, p)
	}
	head := l.tableHead(t, g, tb)
	again := l.repeatedHead(t, g)
	head.keep = true
	if len(out) > 0 {
		head.gap = 2 * mm
	}
	if t.ID != "" {
		head = over(func(c *canvas, y float64) { c.mark("#"+t.ID, y) }, head)
	}
	out = append(out, head)
	for i, rg := range t.Groups {
		out = append(out, l.rowGroup(t, g, rg, tb, i, &again)...)
	}
	return out
}

func rowCount(t document.Table) int {
	n := 0
	for _, g := range t.Groups {
		n += len(g.Rows)
	}
	return n
}

// dense is the layout with the board's table type: the scorecard has one form,
// whoever reads it.
func (l *layout) dense() *layout {
	d, b := *l, boardTheme()
	d.theme.cell, d.theme.second, d.theme.head, d.theme.cellPad = b.cell, b.second, b.head, b.cellPad
	return &d
}

// grid shares the measure among the columns and leaves room between them.
func (l *layout) grid(t document.Table, x, w float64) grid {
	scale := w / (174 * mm)
	total, open := 0.0, 0
	for _, c := range t.Columns {
		total += c.Width * mm * scale
		if c.Width <= 0 {
			open++
		}
	}
	rest := 0.0
	if open > 0 {
		rest = max((w-total)/float64(open), 10*mm)
	} else if total > 0 {
		scale *= w / total
	}
	if over := total + rest*float64(open) - w; open > 0 && over > 0 {
		scale, rest = scale*w/(w+over), rest*w/(w+over)
	}
	g := grid{left: x, width: w, dense: t.Scorecard, headInks: l.theme.head}
	cx := x
	for i, c := range t.Columns {
		cw := c.Width * mm * scale
		if c.Width <= 0 {
			cw = rest
		}
		g.add(t, i, cx, cw, l.columnGap())
		cx += cw
	}
	return g
}

// denseGap is the space before a column of words in the scorecard: the change
// column, which is wide, stands further in than the ratings.
func denseGap(w float64) float64 {
	if w > 20*mm {
		return 4 * mm
	}
	return 2.1 * mm
}

func (l *layout) columnGap() float64 {
	if l.theme.kind == document.Board {
		return 2.5 * mm
	}
	return 4 * mm
}

// add places the text of column i inside its share. Words after numbers start
// a little in, and words stop before the next column.
func (g *grid) add(t document.Table, i int, x, w, gap float64) {
	at, tx, tw := flushLeft, x, w
	if t.Columns[i].Align == document.Right {
		at = flushRight
	}
	if at == flushLeft && i > 0 && t.Columns[i-1].Align == document.Right {
		in := gap
		if g.dense {
			in = denseGap(w)
		}
		tx, tw = x+in, w-in
	}
	if at == flushLeft && i+1 < len(t.Columns) && !g.dense {
		tw -= gap
	}
	if at == flushLeft && g.dense && i+1 < len(t.Columns) && t.Columns[i+1].Align == document.Left {
		tw -= denseGap(0) // words beside words need a gap that numbers do not
	}
	if at == flushRight && !g.dense {
		tx, tw = x+1*mm, w-1*mm
	}
	g.x, g.w, g.at = append(g.x, tx), append(g.w, tw), append(g.at, at)
}

// tableHead is the head row, its titles on one last line.
func (l *layout) tableHead(t document.Table, g grid, tb *element) piece {
	row := tb.child("THead").child("TR")
	cells := make([]*element, len(t.Columns))
	for i := range cells {
		cells[i] = row.child("TH")
		cells[i].attrs = scopeColumn
	}
	return l.headPiece(t, g, func(c *canvas, i int) *element {
		c.tree.attach(cells[i])
		return cells[i]
	})
}

// headPiece draws the head row; owner gives each cell's element, nil for a
// head that is an artifact.
func (l *layout) headPiece(t document.Table, g grid, owner func(c *canvas, i int) *element) piece {
	titles, subs := make([][]line, len(t.Columns)), make([][]line, len(t.Columns))
	st, second := l.theme.head, l.theme.second
	height := 0.0
	for i, col := range t.Columns {
		titles[i] = endSpaced(l.faces.setLines(plainRun(col.Title, st), g.w[i]))
		subs[i] = l.faces.setLines(plainRun(col.Sub, second), g.w[i])
		height = max(height, cellHeight(titles[i], subs[i], st, second))
	}
	pad := 1.6 * mm
	return piece{height: height + pad, draw: func(c *canvas, y float64) {
		for i := range t.Columns {
			top := y + height - cellHeight(titles[i], subs[i], st, second)
			el := owner(c, i)
			c.aligned(titles[i], el, g.at[i], g.x[i], top, g.w[i], st.leading)
			c.aligned(subs[i], el, g.at[i], g.x[i], top+float64(len(titles[i]))*st.leading, g.w[i], second.leading)
		}
		if !grouped(t) {
			c.rule(g.left, y+height+pad-headRule/2, g.width, headRule, render.Ink)
		}
	}}
}

func cellHeight(first, second []line, a, b style) float64 {
	return float64(len(first))*a.leading + float64(len(second))*b.leading
}

// grouped reports a table whose groups have heads, which carry the heavy rule.
func grouped(t document.Table) bool { return len(t.Groups) > 0 && t.Groups[0].Title != "" }

// repeatedHead is the head on a following sheet: an artifact, since the table
// goes on as one.
func (l *layout) repeatedHead(t document.Table, g grid) piece {
	p := l.headPiece(t, g, func(c *canvas, _ int) *element {
		c.artifact(artLayout)
		return nil
	})
	name := t.Caption
	if name == "" {
		return p
	}
	st := l.theme.second
	lines := l.faces.setLines(plainRun(name+" (continued)", st), g.width)
	return stack([]piece{{height: float64(len(lines))*st.leading + 2*mm, draw: func(c *canvas, y float64) {
		c.artifact(artLayout)
		c.aligned(lines, nil, flushLeft, g.left, y, g.width, st.leading)
	}}, p})
}

// rowGroup is a group's head, if it has a title, and its rows.
func (l *layout) rowGroup(t document.Table, g grid, rg document.RowGroup, tb *element, index int, again *piece) []piece {
	body := tb.child("TBody")
	var out []piece
	if rg.Title != "" {
		p := l.groupHead(rg, g, body, len(t.Columns))
		p.keep, p.head = true, again
		if index > 0 {
			p.gap = 2.6 * mm
		}
		out = append(out, p)
	}
	for i, r := range rg.Rows {
		p := named("a row of the table "+t.Caption, l.row(t, r, g, body))
		p.head = again
		p.keep = len(rg.Rows) > 1 && (i == 0 || i == len(rg.Rows)-2)
		out = append(out, p)
	}
	return out
}

// groupHead is bold over a rule, its note in second ink on the same line.
func (l *layout) groupHead(rg document.RowGroup, g grid, body *element, columns int) piece {
	st := style{size: max(10, l.theme.cell.size), leading: max(13, l.theme.cell.leading), weight: 700, ink: render.Ink}
	el := body.child("TR").child("TH")
	el.attrs = spanRow(columns)
	rs := plainRun(rg.Title, st)
	if rg.Note != "" {
		note := l.theme.second
		note.size = max(note.size, 7.8)
		rs = append(rs, run{text: "    " + clean(rg.Note), style: note})
	}
	lines := l.faces.setLines(rs, g.width)
	above, below := 1.2*mm, 1.5*mm
	h := above + float64(len(lines))*st.leading + below
	return piece{height: h, draw: func(c *canvas, y float64) {
		c.aligned(lines, el, flushLeft, g.left, y+above, g.width, st.leading)
		c.rule(g.left, y+h-headRule/2, g.width, headRule, render.Ink)
	}}
}

// row is one line of cells with its hairline.
func (l *layout) row(t document.Table, r document.Row, g grid, body *element) piece {
	tr := body.child("TR")
	cells := make([]cellBox, len(t.Columns))
	height := 0.0
	for i := range t.Columns {
		role, attrs := "TD", ""
		if i == 0 {
			role, attrs = "TH", scopeRow
		}
		el := tr.child(role)
		el.attrs = attrs
		var cell document.Cell
		if i < len(r.Cells) {
			cell = r.Cells[i]
		}
		cell.Own = cell.Own || r.Own
		cells[i] = l.cell(cell, i == 0, g, i, el)
		height = max(height, cells[i].height)
	}
	above, below := l.theme.cellPad, l.theme.cellPad
	if l.theme.kind == document.Forum {
		below *= 1.4
	}
	h := above + height + below
	if g.dense {
		h = max(h, 10*mm)
	}
	return piece{height: h, draw: func(c *canvas, y float64) {
		if r.Own {
			c.ground(g.left-1.4*mm, y, g.width+2.8*mm, h, render.OwnTint)
		}
		for _, b := range cells {
			b.draw(c, y+above)
		}
		c.rule(g.left, y+h-hairRule/2, g.width, hairRule, render.Rule)
	}}
}

// symbolic reports a cell that shows a symbol in place of its number.
func symbolic(c document.Cell) bool {
	return c.Symbol != quantity.NoSymbol && (c.Quantity == nil || !c.Quantity.Value.Known)
}
