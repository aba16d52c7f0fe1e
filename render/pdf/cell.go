package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// cellBox is a cell that has been measured.
type cellBox struct {
	height float64
	draw   func(c *canvas, y float64)
}

// cell lays out one cell: first line, its mark or symbol, and the smaller line
// below.
func (l *layout) cell(cell document.Cell, header bool, g grid, i int, el *element) cellBox {
	first, second := l.cellStyles(cell, header, g)
	x, w, at := g.x[i], g.w[i], g.at[i]
	lower := cell.Mark != document.NoMark && cell.Second != "" && !isArrow(cell.Mark) && !g.dense
	r := l.cellMark(cell.Mark, g)
	room := 0.0 // of the mark, before the words that carry it
	if cell.Mark != document.NoMark {
		room = markWidth(cell.Mark, r)
		if isArrow(cell.Mark) {
			room = 3.7 * mm
		}
	}
	upperIn, lowerIn := room, room
	if lower {
		upperIn = 0
		second = l.theme.cell.strong()
	}
	if at == flushRight {
		upperIn, lowerIn = 0, 0
	}
	upper := endSpaced(l.faces.setLines(l.cellRuns(cell, first, el), w-upperIn))
	var under []line
	if cell.Second != "" {
		wide := w - lowerIn
		if g.dense && at == flushLeft {
			wide += 3 * mm // runs into the free left part of a column of numbers
		}
		under = l.faces.setLines(plainRun(cell.Second, second), wide)
	}
	under = endSpaced(under)
	extra := symbolBelow(cell, l, el, w)
	gap := 0.0
	if lower {
		gap = 1 * mm
	}
	h1 := float64(len(upper)) * l.theme.cell.leading
	height := h1 + gap + float64(len(under))*second.leading
	if extra != nil {
		height = max(height, h1+second.leading)
	}
	return cellBox{height, func(c *canvas, y float64) {
		c.tree.attach(el)
		base := y + 0.75*l.theme.cell.leading
		if lower {
			base = y + h1 + gap + 0.75*second.leading
		}
		mx := x + r
		if at == flushRight && len(upper) > 0 {
			mx = x + w - upper[0].width - room + r
		}
		c.drawMark(cell.Mark, mx, base-0.33*first.size, r)
		c.aligned(upper, el, at, x+upperIn, y, w-upperIn, l.theme.cell.leading)
		c.aligned(under, el, at, x+lowerIn, y+h1+gap, w-lowerIn, second.leading)
		if extra != nil {
			c.aligned(extra, el, at, x, y+h1, w, second.leading+1)
		}
	}}
}

func (l *layout) cellStyles(cell document.Cell, header bool, g grid) (first, second style) {
	first, second = l.theme.cell, l.theme.second
	if cell.Strong || (header && l.theme.kind != document.Board) || (header && g.dense) || cell.Own {
		first = first.strong()
	}
	if g.dense && isRating(cell.Mark) {
		first = first.strong()
	}
	if cell.Own {
		first = first.in(render.Own)
		first.weight = 700
		if g.dense && !header {
			first.size = 10
		}
	}
	if cell.Italic {
		first.slanted = true
	}
	return first, second
}

// cellRuns is the first line: words or a symbol, then note letters.
func (l *layout) cellRuns(cell document.Cell, st style, el *element) []run {
	var rs []run
	if symbolic(cell) && len(cell.Text) <= 1 {
		rs = append(rs, capRun(cell.Symbol, l.theme.cell, el))
	} else {
		rs = runs(cell.Text, st, el)
	}
	if cell.Note != "" {
		note := st
		note.size = max(6.8, st.size*0.75)
		rs = append(rs, run{text: clean(cell.Note), style: note, raise: 0.33 * st.size})
	}
	return rs
}

// symbolBelow is the key cap under a number that is shown with a caution.
func symbolBelow(cell document.Cell, l *layout, el *element, w float64) []line {
	if cell.Symbol == quantity.NoSymbol || symbolic(cell) {
		return nil
	}
	return l.faces.setLines([]run{capRun(cell.Symbol, l.theme.cell, el)}, w)
}

// cellMark is the radius of a mark in a table.
func (l *layout) cellMark(m document.Mark, g grid) float64 {
	switch {
	case isArrow(m):
		return 2.9
	case g.dense:
		return 4.3
	}
	return min(l.theme.mark, 0.48*l.theme.cell.size)
}

func isArrow(m document.Mark) bool {
	switch m {
	case document.Up, document.Down, document.Level, document.NoComparison:
		return true
	}
	return false
}

func isRating(m document.Mark) bool {
	switch m {
	case document.Green, document.Amber, document.Red, document.NotRated:
		return true
	}
	return false
}
