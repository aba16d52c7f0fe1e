package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// panel lays out a finding with its drawing left and its story right, as one
// piece. In large print the two stand one below the other.
func (l *layout) panel(b document.Panel, parent *element, x, w float64) []piece {
	el := parent.child("Sect")
	if l.large() {
		return l.plainPanel(b, el, x, w)
	}
	head := l.panelHead(b, el, x, w)
	var body piece
	pitch := 0.0
	if b.Style == document.Topic {
		body = l.topicBody(b, el, x, w)
	} else {
		body = l.exceptionBody(b, el, x, w)
		if l.theme.kind == document.Board {
			pitch = 129.6 * mm // two to a page
		}
	}
	out := named(what("panel", b.Title), stack([]piece{head, body}))
	out.ruled, out.pitch = true, pitch
	return []piece{l.panelMark(b, out)}
}

// panelMark makes the panel a place for links and the outline.
func (l *layout) panelMark(b document.Panel, p piece) piece {
	return over(func(c *canvas, y float64) {
		if b.ID != "" {
			c.mark("#"+b.ID, y)
		}
		c.bookmark(1, b.Title, y)
	}, p)
}

// panelHead is the heavy rule, the finding, the verdict right and the subtitle.
func (l *layout) panelHead(b document.Panel, el *element, x, w float64) piece {
	title := el.heading(2)
	verdictOf := el.child("P")
	st := heading(l.theme.panel.size+1, l.theme.h2.leading)
	r, lift := 5.0, 1.9*mm
	if b.Style == document.Topic {
		st.size, r, lift = l.theme.body.size, l.theme.mark, 0.6*mm
	}
	vw, drawVerdict := l.verdict(b.Verdict, st, r, verdictOf)
	tw := w
	if vw > 0 {
		tw = w - vw - 6*mm
	}
	tp := l.titled(document.Plain(b.Title), l.theme.h2, title, x, tw)
	ps := []piece{{height: 2.6 * mm, draw: func(c *canvas, y float64) { c.rule(x, y, w, heavyRule, render.Ink) }}, tp}
	ps[1] = piece{height: tp.height, draw: func(c *canvas, y float64) {
		tp.draw(c, y)
		if vw > 0 {
			drawVerdict(c, x+w, y+firstBaseline(l.theme.h2)-lift)
		}
	}}
	if b.Subtitle != "" {
		sub := l.theme.panel.in(render.Ink2)
		ps = append(ps, l.words(b.Subtitle, sub, el.child("P"), x, w))
	}
	return stack(ps)
}

// exceptionBody is the chart, its source and the confidence in the data left,
// and the ruled parts right.
func (l *layout) exceptionBody(b document.Panel, el *element, x, w float64) piece {
	gutter := 6 * mm
	half := (w - gutter) / 2
	var left []piece
	if b.Chart != nil {
		p := l.drawing(*b.Chart, 70*mm, el, x, half)
		left = append(left, p)
	}
	if b.Source != "" {
		p := l.words(b.Source, l.theme.source, el.child("P"), x, half)
		p.gap = 1 * mm
		left = append(left, p)
	}
	if b.LeftPart != nil {
		gap := 0.0
		if len(left) > 0 {
			gap = 2.2 * mm
			left = append(left, spaced(gap, []piece{hairline(x, half, hairRule, render.Rule)})...)
		}
		p := l.part(*b.LeftPart, el, x, half)
		p.gap = 1 * mm
		left = append(left, p)
	}
	right := l.ruledParts(b.Parts, el, x+half+gutter, half)
	out := beside(padded(stack(left), 2*mm, 0), padded(right, 2.4*mm, 0))
	out.gap = 1.2 * mm
	return out
}

// ruledParts are labelled passages with hairlines between them.
func (l *layout) ruledParts(parts []document.Part, el *element, x, w float64) piece {
	var ps []piece
	for i, part := range parts {
		p := l.part(part, el, x, w)
		if i > 0 {
			line := hairline(x, w, hairRule, render.Rule)
			line.gap, p.gap = 1.75*mm, 1.1*mm
			ps = append(ps, line)
		}
		ps = append(ps, p)
	}
	return stack(ps)
}

// part is a label in own colour over its text.
func (l *layout) part(b document.Part, el *element, x, w float64) piece {
	st := l.theme.panel
	body := el.child("P")
	return stack([]piece{
		l.titled(document.Plain(b.Label), st.strong().in(render.Own), el.heading(3), x, w),
		l.block(runs(b.Text, st, body), st, body, x, w),
	})
}

// topicBody is the ten-person row and its words left, the parts right.
func (l *layout) topicBody(b document.Panel, el *element, x, w float64) piece {
	lw, gutter := 66*mm, 10*mm
	var left []piece
	if b.Chart != nil {
		left = append(left, l.drawing(*b.Chart, 0, el, x, lw))
	}
	if len(b.Big) > 0 {
		big := el.child("P")
		st := heading(20, 25).in(render.Own)
		p := l.block(runs(b.Big, st, big), st, big, x, lw)
		p.gap = 2.2 * mm
		left = append(left, p)
	}
	if b.Under != "" {
		left = append(left, l.titled(document.Plain(b.Under), l.theme.body, el.child("P"), x, lw))
	}
	if b.Source != "" {
		left = append(left, spaced(2*mm, []piece{l.words(b.Source, l.theme.source, el.child("P"), x, lw)})...)
	}
	var right []piece
	for i, part := range b.Parts {
		p := l.part(part, el, x+lw+gutter, w-lw-gutter)
		if i > 0 {
			p.gap = 1.4 * mm
		}
		right = append(right, p)
	}
	out := beside(padded(stack(left), 1.2*mm, 0), stack(right))
	out.gap = 2.8 * mm
	return out
}

// plainPanel is the large print form: every part below the one before.
func (l *layout) plainPanel(b document.Panel, el *element, x, w float64) []piece {
	t := l.theme
	head := l.titled(document.Plain(b.Title), t.h2, el.heading(2), x, w)
	head.keep = true
	out := []piece{l.panelMark(b, head)}
	add := func(gap float64, ps ...piece) { out = append(out, spaced(gap, ps)...) }
	if b.Subtitle != "" {
		add(0, l.words(b.Subtitle, t.body, el.child("P"), x, w))
		out[len(out)-1].keep = true
	}
	if len(b.Verdict.Text) > 0 {
		add(1*mm, l.markedLine(b.Verdict, el, x, w))
		out[len(out)-1].keep = true
	}
	if b.Chart != nil {
		p := l.drawing(*b.Chart, 0, el, x, w)
		p.keep = len(b.Big) > 0
		add(3*mm, p)
	}
	if len(b.Big) > 0 {
		big := el.child("P")
		p := l.block(runs(b.Big, t.number, big), t.number, big, x, w)
		p.keep = b.Under != ""
		add(2*mm, p)
	}
	if b.Under != "" {
		add(0, l.words(b.Under, t.body, el.child("P"), x, w))
	}
	parts := b.Parts
	if b.LeftPart != nil {
		parts = append(append([]document.Part{}, parts...), *b.LeftPart)
	}
	out[len(out)-1].keep = len(parts) > 0 // the figure and what was found are read together
	for _, part := range parts {
		label := l.titled(document.Plain(part.Label), t.body.strong().in(render.Own), el.heading(3), x, w)
		label.keep = true
		body := el.child("P")
		add(3*mm, append([]piece{label}, textPieces(l.faces.setLines(runs(part.Text, t.body, body), w), body, x, t.body.leading)...)...)
	}
	if b.Source != "" {
		add(3*mm, l.words(b.Source, t.source, el.child("P"), x, w))
	}
	return out
}
