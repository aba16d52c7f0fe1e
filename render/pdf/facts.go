package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// facts lays out terms and what holds for them: six across, or in ruled rows.
func (l *layout) facts(b document.Facts, parent *element, x, w float64) []piece {
	el := parent.child("Sect")
	var out []piece
	if b.Title != "" {
		p := l.titled(document.Plain(b.Title), l.theme.h3, el.heading(3), x, w)
		p.keep = true
		out = append(out, p)
	}
	var body []piece
	if b.Style == document.Strip && !l.large() && w > 150*mm {
		body = []piece{l.factStrip(b.Items, el, x, w)}
	} else {
		body = l.particulars(b.Items, el, x, w)
	}
	if len(out) > 0 {
		spaced(1.5*mm, body)
	}
	out = append(out, body...)
	if b.ID != "" && len(out) > 0 {
		out[0] = over(func(c *canvas, y float64) { c.mark("#"+b.ID, y) }, out[0])
	}
	return out
}

// factStrip sets up to six facts side by side below a rule.
func (l *layout) factStrip(items []document.Fact, el *element, x, w float64) piece {
	list := el.list("None")
	var rows []piece
	for from := 0; from < len(items); from += 6 {
		var row []piece
		for i, f := range items[from:min(from+6, len(items))] {
			row = append(row, l.stripFact(f, list, x+float64(i)*30*mm, 24*mm))
		}
		p := padded(beside(row...), 2*mm, 2*mm)
		rows = append(rows, over(func(c *canvas, y float64) { c.rule(x, y, w, headRule, render.Ink) }, p))
	}
	return stack(rows)
}

func (l *layout) stripFact(f document.Fact, list *element, x, w float64) piece {
	body := list.child("LI").child("LBody")
	small := text(8.5, 11).in(render.Ink2)
	st := heading(11.5, 15)
	if f.Own {
		st = st.in(render.Own)
	}
	said := body.child("P")
	in := markWidth(f.Mark, 3.8)
	v := l.block(runs(f.Verdict, st, said), st, said, x+in, w-in)
	return stack([]piece{
		l.words(f.Term, small, body.child("P"), x, w),
		over(func(c *canvas, y float64) { c.drawMark(f.Mark, x+3.8, y+0.75*st.leading-0.33*st.size, 3.8) }, v),
		l.words(f.Detail, small, body.child("P"), x, w),
	})
}

// particulars are ruled rows of term and verdict, read as a list of both.
func (l *layout) particulars(items []document.Fact, el *element, x, w float64) []piece {
	list := el.list("None")
	var out []piece
	for i, f := range items {
		p := l.particular(f, list, x, w)
		p = over(func(c *canvas, y float64) {
			if i == 0 {
				c.rule(x, y, w, headRule, render.Ink)
			}
		}, p)
		p.keep = len(items) > 1 && (i == 0 || i == len(items)-2)
		out = append(out, p)
	}
	return out
}

func (l *layout) particular(f document.Fact, list *element, x, w float64) piece {
	st := l.theme.body
	li := list.child("LI")
	lbl, body := li.child("Lbl"), li.child("LBody")
	in := 30 * mm
	if w < 100*mm {
		in = 0.4 * w
	}
	if l.large() {
		in = w // the verdict stands below
	}
	term := l.block(plainRun(f.Term, st.strong()), st, lbl, x, in-2*mm)
	vs := st
	if f.Own {
		vs = vs.strong().in(render.Own)
	}
	rs := runs(f.Verdict, vs, body)
	if f.Detail != "" {
		gap := " "
		switch {
		case len(rs) == 0:
			gap = ""
		case l.large():
			gap = ": "
		}
		rs = append(rs, run{text: gap + clean(f.Detail), style: st.in(render.Ink2)})
	}
	mark := markWidth(f.Mark, 3.8)
	if l.large() {
		return l.ruledRow(stack([]piece{term, l.block(rs, st, body, x, w)}), x, w)
	}
	verdict := l.block(rs, st, body, x+in+mark, w-in-mark)
	verdict = over(func(c *canvas, y float64) { c.drawMark(f.Mark, x+in+3.8, y+0.75*st.leading-0.33*st.size, 3.8) }, verdict)
	return l.ruledRow(beside(term, verdict), x, w)
}

// ruledRow sets a row on the pitch of the cover's particulars.
func (l *layout) ruledRow(p piece, x, w float64) piece {
	p = padded(p, 1.75*mm, 1.8*mm)
	h := p.height
	return over(func(c *canvas, y float64) { c.rule(x, y+h, w, hairRule, render.Rule) }, p)
}
