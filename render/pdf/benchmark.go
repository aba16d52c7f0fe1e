package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// benchmark lays out the finding, the neighbours' chart with the facts beside
// it, and the strip of all authorities, as one piece.
func (l *layout) benchmark(b document.Benchmark, parent *element, x, w float64) []piece {
	el := parent.child("Sect")
	if l.large() {
		return l.plainBenchmark(b, el, x, w)
	}
	title := l.titled(document.Plain(b.Headline), l.theme.h2, el.heading(2), x, w)
	ps := []piece{
		{height: 1.9 * mm, draw: func(c *canvas, y float64) { c.rule(x, y, w, heavyRule, render.Ink) }},
		l.benchmarkMark(b, title),
		l.words(b.Subtitle, l.theme.panel.in(render.Ink2), el.child("P"), x, w),
	}
	pair := l.chartAndFacts(b, el, x, w)
	pair.gap = 3 * mm
	ps = append(ps, pair)
	if b.Strip != nil {
		ps = append(ps, l.strip(b, el, x, w)...)
	}
	if b.Source != "" {
		ps = append(ps, spaced(1.6*mm, []piece{l.words(b.Source, l.theme.source, el.child("P"), x, w)})...)
	}
	out := named(what("benchmark", b.Headline), stack(ps))
	out.ruled = true
	return []piece{out}
}

// benchmarkMark makes the panel a place for links and the outline.
func (l *layout) benchmarkMark(b document.Benchmark, p piece) piece {
	return over(func(c *canvas, y float64) {
		if b.Chart.ID != "" {
			c.mark("#"+b.Chart.ID, y)
		}
		c.bookmark(1, b.Headline, y)
	}, p)
}

// chartAndFacts sets the chart at 114 mm and the facts at 54 behind a hairline.
func (l *layout) chartAndFacts(b document.Benchmark, el *element, x, w float64) piece {
	if len(b.Facts) == 0 {
		return l.drawing(b.Chart, 0, el, x, w)
	}
	cw := min(114*mm, w-60*mm)
	ch := l.drawing(b.Chart, 0, el, x, cw)
	facts := l.factColumn(b.Facts, el, x+w-50*mm, 50*mm)
	out := beside(ch, padded(facts, 1*mm, 1*mm))
	draw, h := out.draw, out.height
	out.draw = func(c *canvas, y float64) {
		c.upright(x+w-54*mm, y, h, 0.7, render.Rule)
		draw(c, y)
	}
	return out
}

// factColumn is term, verdict and detail, one fact below the other.
func (l *layout) factColumn(facts []document.Fact, el *element, x, w float64) piece {
	small := text(9, 12).in(render.Ink2)
	verdict := heading(11.5, 15)
	if l.theme.kind != document.Board {
		small, verdict = l.theme.panel.in(render.Ink2), l.theme.h3
	}
	list := el.list("None")
	var ps []piece
	for i, f := range facts {
		body := list.child("LI").child("LBody")
		term, said := body.child("P"), body.child("P")
		vs := verdict
		if f.Own {
			vs = vs.in(render.Own)
		}
		in := markWidth(f.Mark, 3.8)
		v := l.block(runs(f.Verdict, vs, said), vs, said, x+in, w-in)
		v = over(func(c *canvas, y float64) { c.drawMark(f.Mark, x+3.8, y+0.75*vs.leading-0.33*vs.size, 3.8) }, v)
		one := stack([]piece{l.words(f.Term, small, term, x, w), v, l.words(f.Detail, small, body.child("P"), x, w)})
		if i > 0 {
			one.gap = 2.2 * mm
		}
		ps = append(ps, one)
	}
	return stack(ps)
}

// strip is the title and the drawing of where every area sits.
func (l *layout) strip(b document.Benchmark, el *element, x, w float64) []piece {
	var ps []piece
	if b.StripTitle != "" {
		st := heading(l.theme.panel.size, l.theme.panel.leading)
		ps = append(ps, l.titled(document.Plain(b.StripTitle), st, el.child("P"), x, w))
	}
	ps = append(ps, l.drawing(*b.Strip, 0, el, x, w))
	return spaced(3.2*mm, ps)
}

// plainBenchmark is the large print form.
func (l *layout) plainBenchmark(b document.Benchmark, el *element, x, w float64) []piece {
	t := l.theme
	head := l.benchmarkMark(b, l.titled(document.Plain(b.Headline), t.h2, el.heading(2), x, w))
	sub := l.words(b.Subtitle, t.body, el.child("P"), x, w)
	out := together([]piece{head, sub, l.drawing(b.Chart, 0, el, x, w)})
	facts := l.particulars(b.Facts, el, x, w)
	out = append(out, spaced(4*mm, facts)...)
	if b.Strip != nil {
		out = append(out, spaced(4*mm, together(l.strip(b, el, x, w)))...)
	}
	if b.Source != "" {
		out = append(out, spaced(3*mm, []piece{l.words(b.Source, t.source, el.child("P"), x, w)})...)
	}
	return out
}
