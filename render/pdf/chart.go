package pdf

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// chart lays out headline, subtitle, drawing and source as one piece: a chart
// is never split from the words that say what it shows.
func (l *layout) chart(b document.Chart, parent *element, x, w float64) []piece {
	el := parent.child("Sect")
	cw := l.chartWidth(b.Width, w)
	var ps []piece
	if !b.Bare {
		ps = append(ps, l.chartHead(b, el, x, cw)...)
	}
	drawing := l.drawing(b, l.chartHeight(b), el, x, cw)
	if len(ps) > 0 {
		drawing.gap = 1.5 * mm
	}
	ps = append(ps, drawing)
	if b.Source != "" {
		p := l.words(b.Source, l.theme.source, el.child("P"), x, max(cw, min(w, 114*mm)))
		p.gap = 1.5 * mm
		ps = append(ps, p)
	}
	out := named(what("chart", b.Headline), stack(ps))
	if b.ID != "" {
		out = over(func(c *canvas, y float64) { c.mark("#"+b.ID, y) }, out)
	}
	return []piece{out}
}

// chartHead is the finding and the measure above a chart, outside the drawing.
// The members' briefing and the forum's set a rule over it.
func (l *layout) chartHead(b document.Chart, el *element, x, w float64) []piece {
	var ps []piece
	if l.theme.kind == document.Members || l.theme.kind == document.Forum {
		ps = append(ps, piece{height: 2 * mm, draw: func(c *canvas, y float64) { c.rule(x, y, w, topRule, render.Ink) }})
	}
	level := b.Level
	if level == 0 {
		level = 3
	}
	if b.Headline != "" {
		ps = append(ps, l.titled(document.Plain(b.Headline), l.theme.h3, el.heading(level), x, w))
	}
	if b.Subtitle != "" {
		st := l.theme.panel.in(render.Ink2)
		ps = append(ps, l.words(b.Subtitle, st, el.child("P"), x, w))
	}
	return ps
}

// chartHeight is 0, the kind's own height, but for the members' trends, which
// stand four to a page.
func (l *layout) chartHeight(b document.Chart) float64 {
	if _, trend := b.Spec.(document.TrendSpec); trend && b.Width == document.W84 && l.theme.kind == document.Members {
		return 142
	}
	return 0
}

// chartWidth is the width a chart is drawn at: its own, or the widest of the
// four that the measure holds. Large print uses the whole measure.
func (l *layout) chartWidth(want document.Width, w float64) float64 {
	if l.large() {
		return w
	}
	best := min(w, 54*mm)
	for _, k := range []document.Width{document.W54, document.W84, document.W114, document.W174} {
		if k <= want && float64(k)*mm <= w+0.5 {
			best = float64(k) * mm
		}
	}
	return best
}

// drawing is a chart's figure: a single element with its text alternative.
func (l *layout) drawing(b document.Chart, height float64, parent *element, x, w float64) piece {
	d := chart.Draw(b.Spec, chart.Size{Width: w, Height: height, Label: l.theme.label, Axis: l.theme.axis}, l.faces.Fonts)
	fig := parent.child("Figure")
	fig.alt = clean(b.Alt)
	p := piece{height: d.Height, draw: func(c *canvas, y float64) {
		fig.attrs = figureBox(x-d.Bleed, y, d.Width+2*d.Bleed, d.Height)
		if fig.alt == "" {
			c.fail("the chart %q has no text alternative", b.Headline)
		}
		c.in(fig)
		c.replay(d.Ops, x, y)
	}}
	if len(d.Dropped) == 0 {
		return p
	}
	var said []string
	for _, label := range d.Dropped { // there was no place for these in the drawing
		said = append(said, capitalised(clean(label))+".")
	}
	notes := l.words(strings.Join(said, " "), l.theme.source, parent.child("P"), x, w)
	notes.gap = 1 * mm
	return stack([]piece{p, notes})
}

// spark is a tile's line, 16 mm high.
func (l *layout) spark(b document.Chart, parent *element, x, w float64) piece {
	return l.drawing(b, 16*mm, parent, x, w)
}
