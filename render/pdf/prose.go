package pdf

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// heading lays out a section head; a level-1 heading states the page's finding.
func (l *layout) heading(h document.Heading, next document.Block, parent *element, x, w float64) []piece {
	st := l.headingStyle(h.Level, next)
	var ps []piece
	if h.Above != "" {
		above := l.theme.panel.in(render.Ink2)
		ps = append(ps, l.words(h.Above, above, parent.child("P"), x, w))
	}
	el := parent.heading(h.Level)
	p := l.titled(h.Text, st, el, x, w)
	p.draw = l.landmark(h, el, p.draw)
	ps = together(append(ps, p))
	ps[len(ps)-1].keep = true
	return ps
}

// landmark makes a heading a place that links and the outline lead to.
func (l *layout) landmark(h document.Heading, el *element, draw func(c *canvas, y float64)) func(c *canvas, y float64) {
	return func(c *canvas, y float64) {
		if h.ID != "" {
			c.mark("#"+h.ID, y)
		}
		if h.Level == 2 {
			c.bookmark(1, h.Text.String(), y)
		}
		draw(c, y)
	}
}

// titled is a heading's balanced lines as one piece.
func (l *layout) titled(t document.Text, st style, el *element, x, w float64) piece {
	return stack(textPieces(l.faces.setBalanced(runs(t, st, el), w), el, x, st.leading))
}

func (l *layout) headingStyle(level int, next document.Block) style {
	switch {
	case level <= 1:
		if t, ok := next.(document.Table); ok && t.Scorecard {
			return l.theme.h1Table
		}
		return l.theme.h1
	case level == 2:
		return l.theme.h2
	}
	return l.theme.h3
}

// prose lays out running text. Its lines may run over a page.
func (l *layout) prose(b document.Prose, parent *element, x, w float64) []piece {
	st := l.theme.body
	if b.Role == document.Small {
		st = l.theme.source
	}
	ps := l.paragraphs(b.Paragraphs, st, parent, x, w)
	if b.Role == document.Small && l.foot && len(ps) > 0 {
		ps[0] = padded(ps[0], 1.8*mm, 0)
		ps[0] = over(func(c *canvas, y float64) { c.rule(x, y, w, hairRule, render.Rule) }, ps[0])
	}
	return ps
}

// paragraphs lays out paragraphs and lists in one style.
func (l *layout) paragraphs(list []document.Paragraph, st style, parent *element, x, w float64) []piece {
	var out []piece
	for i, p := range list {
		ps := l.paragraph(p, st, parent, x, w)
		if i > 0 && len(ps) > 0 {
			ps[0].gap = 0.55 * st.leading
			if p.Kind == document.Subheading {
				ps[0].gap = st.leading
			}
			if list[i-1].Kind == document.Subheading {
				ps[0].gap = 0.1 * st.leading
			}
		}
		out = append(out, ps...)
	}
	return out
}

func (l *layout) paragraph(p document.Paragraph, st style, parent *element, x, w float64) []piece {
	switch p.Kind {
	case document.Bullets, document.Numbers:
		return l.list(p, st, parent, x, w)
	case document.Quote:
		return l.quote(p, st, parent, x, w)
	case document.Subheading:
		el := parent.heading(4)
		h := l.theme.h3
		h.size, h.leading = max(st.size, min(h.size, st.size*1.1)), st.leading
		head := l.titled(p.Text, h, el, x, w)
		head.keep = true
		return []piece{head}
	}
	el := parent.child("P")
	return textPieces(l.faces.setLines(runs(p.Text, st, el), w), el, x, st.leading)
}

// quote is set in, behind an upright rule.
func (l *layout) quote(p document.Paragraph, st style, parent *element, x, w float64) []piece {
	el := parent.child("BlockQuote").child("P")
	in := 4 * mm
	ps := textPieces(l.faces.setLines(runs(p.Text, st, el), w-in), el, x+in, st.leading)
	for i := range ps {
		ps[i] = over(func(c *canvas, y float64) { c.upright(x+0.6, y, st.leading, 1.2, render.Ink3) }, ps[i])
	}
	return ps
}

// list lays out bullets or numbers.
func (l *layout) list(p document.Paragraph, st style, parent *element, x, w float64) []piece {
	kind := "Disc"
	if p.Kind == document.Numbers {
		kind = "Decimal"
	}
	el := parent.list(kind)
	in := max(4.5*mm, 1.4*st.size)
	var out []piece
	for i, item := range p.Items {
		label := "•"
		if p.Kind == document.Numbers {
			label = strconv.Itoa(i+1) + "."
		}
		ps := l.item(el, label, item, st, x, w, in)
		if i > 0 && len(ps) > 0 {
			ps[0].gap = 0.16 * st.leading
		}
		out = append(out, ps...)
	}
	return out
}

// item is one list item with its label in the margin of its text.
func (l *layout) item(list *element, label string, t document.Text, st style, x, w, in float64) []piece {
	li := list.child("LI")
	lbl, body := li.child("Lbl"), li.child("LBody")
	ps := textPieces(l.faces.setLines(runs(t, st, body), w-in), body, x+in, st.leading)
	if len(ps) == 0 {
		return nil
	}
	ps[0] = over(func(c *canvas, y float64) {
		c.in(lbl)
		c.text(x, y+0.75*st.leading, label+" ", st)
	}, ps[0])
	return ps
}
