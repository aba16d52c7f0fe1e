package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

const tileGutter = 6 * mm

// keyFigures lays out tiles in rows: three across, or two of the members'
// sentences; one below the other in large print.
func (l *layout) keyFigures(b document.KeyFigures, parent *element, x, w float64) []piece {
	across := 3
	if b.Sentences {
		across = 2
	}
	if w < 150*mm {
		across = 1
	}
	if l.large() {
		across = 1
	}
	tw := (w - float64(across-1)*tileGutter) / float64(across)
	var out []piece
	for from := 0; from < len(b.Items); from += across {
		var row []piece
		for i, k := range b.Items[from:min(from+across, len(b.Items))] {
			tx := x + float64(i)*(tw+tileGutter)
			row = append(row, l.tile(k, b.Sentences, parent.child("Sect"), tx, tw))
		}
		p := beside(row...)
		p.gap = 5 * mm
		if b.Sentences {
			p.gap = 0
		}
		out = append(out, p)
	}
	return out
}

func (l *layout) tile(k document.KeyFigure, sentence bool, el *element, x, w float64) piece {
	var p piece
	switch {
	case l.large():
		p = l.plainTile(k, el, x, w)
	case sentence || len(k.Sentence) > 0:
		p = l.sentenceTile(k, el, x, w)
	default:
		p = l.boardTile(k, el, x, w)
	}
	return named(what("tile", k.Title), p)
}

// boardTile is title, unit, value with its rating, sparkline and the lines
// that compare; nothing is left out.
func (l *layout) boardTile(k document.KeyFigure, el *element, x, w float64) piece {
	title := el.heading(2)
	tst := heading(10.5, 14)
	sub := text(8.5, 11).in(render.Ink2)
	t := document.Plain(k.Title)
	if k.Link != nil {
		t = document.Text{{Text: k.Title, Link: k.Link}}
	}
	ps := []piece{
		{height: 1.6 * mm, draw: func(c *canvas, y float64) { c.rule(x, y, w, topRule, render.Ink) }},
		l.block(runs(t, tst, title), tst, title, x, w),
		l.words(k.Subtitle, sub, el.child("P"), x, w),
		l.valueLine(k, el, x, w),
	}
	if k.Spark != nil {
		ps = append(ps, l.spark(*k.Spark, el, x, w))
	}
	for i, m := range k.Lines {
		p := l.markedLine(m, el, x, w)
		p.gap = 0.6 * mm
		if i == 0 {
			p.gap = 2.2 * mm
		}
		ps = append(ps, p)
	}
	out := stack(ps)
	out.height = max(out.height, 62*mm)
	return out
}

// valueLine is the big number with its unit, and the rating right on its
// baseline; or the words that say why there is no number.
func (l *layout) valueLine(k document.KeyFigure, el *element, x, w float64) piece {
	num := l.theme.number
	value, rating := el.child("P"), el.child("P")
	_, drawRating := l.verdict(k.Rating, heading(10, 12), 4.3, rating)
	var lines []line
	if known(k.Value) && k.Missing == "" {
		rs := plainRun(k.Value.Bare, num)
		if k.UnitText != "" {
			rs = append(rs, run{text: clean(k.UnitText), style: l.theme.unit})
		}
		lines = l.faces.setLines(rs, w)
		for i := range lines { // the unit stands a hair off the number
			shift(&lines[i], 1, 1.2)
		}
	} else {
		lines = l.faces.setLines(plainRun(missingWords(k), heading(11, 14).in(render.Ink2)), w*0.55)
	}
	base := 0.96 * num.leading
	return piece{height: base + 4.3*mm, draw: func(c *canvas, y float64) {
		for i, ln := range lines {
			c.drawLine(ln, value, x, y+base-float64(len(lines)-1-i)*14)
		}
		if len(k.Rating.Text) > 0 {
			drawRating(c, x+w, y+base-2)
		}
	}}
}

// shift moves the segments from the given one on to the right.
func shift(l *line, from int, by float64) {
	for i := from; i < len(l.segs); i++ {
		l.segs[i].x += by
	}
}

func known(q quantity.Quantity) bool { return q.Value.Known }

// missingWords is what stands where a value would.
func missingWords(k document.KeyFigure) string {
	switch {
	case k.Missing != "":
		return k.Missing
	case k.Value.Value.Symbol != quantity.NoSymbol:
		return capitalised(k.Value.Value.Symbol.Words())
	}
	return "No figure"
}

func capitalised(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-32) + s[1:]
}

// markedLine is a comparison with its mark in the margin.
func (l *layout) markedLine(m document.Marked, parent *element, x, w float64) piece {
	st, r, in := text(9, 12), 3.4, 4.2*mm
	if l.theme.kind != document.Board {
		st, r, in = l.theme.panel, l.theme.mark, 2*l.theme.mark+2*mm
	}
	if m.Mark == document.NoMark && l.theme.kind != document.Board {
		in = 0
	}
	el := parent.child("P")
	p := l.block(runs(m.Text, st, el), st, el, x+in, w-in)
	return over(func(c *canvas, y float64) { c.drawMark(m.Mark, x+r, y+0.75*st.leading-0.33*st.size, r) }, p)
}

// sentenceTile is the members' form: the number left, what it is right.
func (l *layout) sentenceTile(k document.KeyFigure, el *element, x, w float64) piece {
	in := 30 * mm
	num := l.theme.number
	value := el.child("P")
	rs := plainRun(missingWords(k), l.theme.h3.in(render.Ink2))
	if known(k.Value) && k.Missing == "" {
		rs = append(plainRun(k.Value.Bare, num), run{text: clean(k.UnitText), style: l.theme.unit})
	}
	lines := l.faces.setLines(rs, in-2*mm)
	if known(k.Value) && len(lines) > 0 {
		lines = l.faces.setLines(rs, w) // a number is never broken
		shift(&lines[0], 1, 0.6)
	}
	left := piece{draw: func(c *canvas, y float64) {
		c.rule(x, y, w, headRule/1.5, render.Rule)
		for i, ln := range lines {
			c.drawLine(ln, value, x, y+10.8*mm+float64(i)*16)
		}
	}}
	st := l.theme.panel
	sentence := el.child("P")
	ps := []piece{l.block(runs(k.Sentence, st, sentence), st, sentence, x+in, w-in)}
	if len(k.Rating.Text) > 0 {
		p := l.markedLine(emphasised(k.Rating), el, x+in, w-in)
		p.gap = 0.8 * mm
		ps = append(ps, p)
	}
	for _, m := range k.Lines {
		ps = append(ps, l.markedLine(m, el, x+in, w-in))
	}
	right := padded(stack(ps), 2.7*mm, 4*mm)
	out := beside(left, right)
	out.height = max(out.height, 32*mm)
	return out
}

// emphasised is a judgement with all its words strong.
func emphasised(m document.Marked) document.Marked {
	out := document.Marked{Mark: m.Mark}
	for _, s := range m.Text {
		s.Strong = true
		out.Text = append(out.Text, s)
	}
	return out
}

// plainTile is the large print form: heading, number, sentence, marks, one
// below the other.
func (l *layout) plainTile(k document.KeyFigure, el *element, x, w float64) piece {
	title, value := el.heading(3), el.child("P")
	rs := plainRun(missingWords(k), l.theme.h3)
	if known(k.Value) && k.Missing == "" {
		rs = plainRun(k.Value.Text, l.theme.number)
	}
	ps := []piece{
		l.block(plainRun(k.Title, l.theme.h3), l.theme.h3, title, x, w),
		l.words(k.Subtitle, l.theme.body, el.child("P"), x, w),
		l.block(rs, l.theme.number, value, x, w),
	}
	if len(k.Sentence) > 0 {
		s := el.child("P")
		ps = append(ps, l.block(runs(k.Sentence, l.theme.body, s), l.theme.body, s, x, w))
	}
	for _, m := range append([]document.Marked{k.Rating}, k.Lines...) {
		if len(m.Text) > 0 {
			ps = append(ps, spaced(1.5*mm, []piece{l.markedLine(m, el, x, w)})...)
		}
	}
	return padded(stack(ps), 0, 3*mm)
}
