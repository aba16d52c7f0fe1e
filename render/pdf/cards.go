package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// cards lays out titled link lists three across.
func (l *layout) cards(b document.Cards, parent *element, x, w float64) []piece {
	var cells []func(x, w float64) piece
	for _, card := range b.Items {
		cells = append(cells, func(x, w float64) piece {
			el := parent.child("Sect")
			title := el.heading(3)
			ps := []piece{l.titled(document.Plain(card.Title), l.theme.h3, title, x, w)}
			if card.Text != "" {
				ps = append(ps, l.words(card.Text, l.theme.panel, el.child("P"), x, w))
			}
			ps = append(ps, spaced(1*mm, l.links(card.Links, el, x, w))...)
			return named(what("card", card.Title), padded(stack(ps), 2*mm, 0))
		})
	}
	return l.threeAcross(cells, x, w, topRule)
}

// linkList lays out groups of links three across.
func (l *layout) linkList(b document.LinkList, parent *element, x, w float64) []piece {
	el := parent.child("Sect")
	var out []piece
	level := 2
	if b.Title != "" {
		p := l.titled(document.Plain(b.Title), l.theme.h2, el.heading(2), x, w)
		p.keep, level = true, 3
		out = append(out, p)
	}
	var cells []func(x, w float64) piece
	for _, g := range b.Groups {
		cells = append(cells, func(x, w float64) piece {
			var ps []piece
			if g.Title != "" {
				ps = append(ps, l.titled(document.Plain(g.Title), l.theme.h3, el.heading(level), x, w))
			}
			ps = append(ps, spaced(0.8*mm, l.links(g.Links, el, x, w))...)
			return named(what("list of links", g.Title), padded(stack(ps), 2*mm, 0))
		})
	}
	body := l.threeAcross(cells, x, w, headRule)
	if len(out) > 0 {
		spaced(2.5*mm, body)
	}
	out = append(out, body...)
	if b.ID != "" && len(out) > 0 {
		out[0] = over(func(c *canvas, y float64) { c.mark("#"+b.ID, y) }, out[0])
	}
	return out
}

// threeAcross sets cells in rows of three under rules; one below the other in
// a narrow measure and in large print.
func (l *layout) threeAcross(cells []func(x, w float64) piece, x, w, thick float64) []piece {
	across := 3
	if l.large() || w < 150*mm {
		across = 1
	}
	cw := (w - float64(across-1)*6*mm) / float64(across)
	var out []piece
	for from := 0; from < len(cells); from += across {
		var row []piece
		for i, cell := range cells[from:min(from+across, len(cells))] {
			cx := x + float64(i)*(cw+6*mm)
			p := cell(cx, cw)
			row = append(row, over(func(c *canvas, y float64) { c.rule(cx, y, cw, thick, render.Ink) }, p))
		}
		p := beside(row...)
		p.gap = 5 * mm
		out = append(out, p)
	}
	return out
}

// links is a real list of links, each with its note behind it.
func (l *layout) links(list []document.Link, parent *element, x, w float64) []piece {
	el := parent.list("None")
	st := l.theme.panel
	var out []piece
	for i := range list {
		body := el.child("LI").child("LBody")
		t := document.Text{{Text: list[i].Text, Link: &list[i]}}
		if list[i].Note != "" {
			t = append(t, document.Span{Text: " " + list[i].Note})
		}
		p := l.block(runs(t, st, body), st, body, x, w)
		p.gap = 0.8 * mm
		out = append(out, p)
	}
	return out
}
