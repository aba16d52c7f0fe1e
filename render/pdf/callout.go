package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// callout lays out a short statement on a ground, as one piece.
func (l *layout) callout(b document.Callout, parent *element, x, w float64) []piece {
	return []piece{l.calloutPiece(b, parent, x, w, 0)}
}

// calloutPiece draws the ground at least floor high, to match a neighbour.
func (l *layout) calloutPiece(b document.Callout, parent *element, x, w, floor float64) piece {
	el := parent.child("Sect")
	side, top := l.calloutPad(b)
	ix, iw := x+side, w-2*side
	var ps []piece
	if b.Title != "" {
		ps = append(ps, l.titled(document.Plain(b.Title), l.theme.h2, el.heading(2), ix, iw))
	}
	st := l.theme.body
	if b.Tone == document.Own && l.theme.kind == document.Forum {
		st = l.theme.panel
	}
	body := l.paragraphs(b.Body, st, el, ix, iw)
	if b.Title != "" {
		spaced(1*mm, body)
	}
	ps = append(ps, body...)
	if b.By != "" {
		by := l.words(b.By, l.theme.source, el.child("P"), ix, iw)
		by.gap = 1.4 * mm
		ps = append(ps, by)
	}
	out := named(what("callout", b.Title), padded(stack(ps), top, top))
	out.height = max(out.height, floor)
	h := out.height
	return over(func(c *canvas, y float64) {
		c.ground(x, y, w, h, groundOf(b.Tone))
		if b.ID != "" {
			c.mark("#"+b.ID, y)
		}
	}, out)
}

func (l *layout) calloutPad(b document.Callout) (side, top float64) {
	switch {
	case l.theme.kind == document.Board:
		return 4 * mm, 4 * mm
	case b.Tone == document.Sand:
		return 7 * mm, 5.8 * mm
	case b.Title == "":
		return 5 * mm, 3.4 * mm
	}
	return 5 * mm, 4 * mm
}

func groundOf(t document.Tone) render.Token {
	switch t {
	case document.Own:
		return render.OwnTint
	case document.Sand:
		return render.Sand
	}
	return render.Tint
}
