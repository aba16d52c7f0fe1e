package pdf

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// numbered lays out the few things to know, each behind its number.
func (l *layout) numbered(b document.Numbered, parent *element, x, w float64) []piece {
	var out []piece
	if b.Title != "" {
		el := parent.heading(2)
		p := l.titled(document.Plain(b.Title), l.theme.h2, el, x, w)
		p.keep = true
		title := b.Title
		out = append(out, over(func(c *canvas, y float64) { c.bookmark(1, title, y) }, p))
	}
	list := parent.list("Decimal")
	for i, item := range b.Items {
		p := l.numberedItem(i, item, b.Discs, list, x, w)
		if i == 0 && b.Title != "" {
			p.gap = l.underTitle(b.Discs)
		}
		if i == 0 && len(b.Items) > 1 {
			p.keep = true
		}
		out = append(out, p)
	}
	return out
}

// underTitle is the space between a numbered list and its title.
func (l *layout) underTitle(discs bool) float64 {
	switch {
	case discs && !l.large():
		return 4.8 * mm
	case l.theme.kind == document.Board:
		return 1.2 * mm
	}
	return 3.2 * mm
}

func (l *layout) numberedItem(i int, item document.NumberedItem, discs bool, list *element, x, w float64) piece {
	li := list.child("LI")
	lbl, body := li.child("Lbl"), li.child("LBody")
	st := l.theme.body
	rs := runs(item.Lead, st.strong(), body)
	if !discs && !l.large() {
		rs = strong(rs)
	}
	if discs || l.large() {
		rs = runs(item.Lead, st, body)
	}
	if len(item.Rest) > 0 {
		if len(rs) > 0 {
			rs[len(rs)-1].text = strings.TrimRight(rs[len(rs)-1].text, " ") + " "
		}
		rest := runs(item.Rest, st, body)
		rest[0].text = strings.TrimLeft(rest[0].text, " ")
		rs = append(rs, rest...)
	}
	n := strconv.Itoa(i + 1)
	switch {
	case l.large():
		return l.plainNumber(n, rs, st, lbl, body, x, w)
	case discs:
		return l.discNumber(n, rs, st, lbl, body, x, w)
	}
	return l.ruledNumber(n, rs, st, lbl, body, x, w)
}

func strong(rs []run) []run {
	for i := range rs {
		rs[i].style = rs[i].style.strong()
	}
	return rs
}

// ruledNumber is a large numeral in own colour under a hairline.
func (l *layout) ruledNumber(n string, rs []run, st style, lbl, body *element, x, w float64) piece {
	in := 7 * mm
	num := l.theme.h2.in(render.Own)
	if l.theme.kind != document.Board {
		in = 8 * mm
	}
	p := padded(l.block(rs, st, body, x+in, w-in), 2*mm, 2.2*mm)
	return over(func(c *canvas, y float64) {
		c.rule(x, y, w, hairRule, render.Rule)
		c.in(lbl)
		c.text(x, y+2*mm+0.75*st.leading+0.1*(num.size-st.size), n+" ", num)
	}, p)
}

// discNumber is a white numeral in a filled disc.
func (l *layout) discNumber(n string, rs []run, st style, lbl, body *element, x, w float64) piece {
	r := 4.45 * mm
	in := 13 * mm
	num := l.theme.h3.in(render.Paper)
	p := l.block(rs, st, body, x+in, w-in)
	above := max(0, (2*r-p.height)/2)
	p = padded(p, above, above)
	p.gap = 4.1 * mm
	nw := l.faces.width(n, num)
	return over(func(c *canvas, y float64) {
		c.disc(x+r, y+r, r, render.Own)
		c.in(lbl)
		c.text(x+r-nw/2, y+r+0.33*num.size, n+" ", num)
	}, p)
}

// plainNumber is "1." in the margin of large print.
func (l *layout) plainNumber(n string, rs []run, st style, lbl, body *element, x, w float64) piece {
	in := 13 * mm
	p := padded(l.block(rs, st, body, x+in, w-in), 0, 4*mm)
	return over(func(c *canvas, y float64) {
		c.in(lbl)
		c.text(x, y+0.75*st.leading, n+". ", st.strong())
	}, p)
}

// markedList is a titled column of judgements with their marks.
func (l *layout) markedList(b document.MarkedList, parent *element, x, w float64) []piece {
	var out []piece
	el := parent.heading(2)
	title := l.titled(document.Plain(b.Title), l.theme.h2, el, x, w)
	if !l.large() {
		title = padded(title, 3*mm, 0)
		title = over(func(c *canvas, y float64) { c.rule(x, y, w, topRule, render.Ink) }, title)
	}
	title.keep, title.ruled = true, true
	out = append(out, title)
	list := parent.list("None")
	for i, item := range b.Items {
		p := l.markedItem(item, list, x, w)
		p.gap = 3.3 * mm
		if i == 0 {
			p.gap = 3 * mm
		}
		out = append(out, p)
	}
	return out
}

func (l *layout) markedItem(item document.MarkedItem, list *element, x, w float64) piece {
	st := l.theme.body
	r, in := l.theme.mark, 9.5*mm
	if l.large() {
		in = 13 * mm
	}
	body := list.child("LI").child("LBody")
	var p piece
	if l.large() {
		rs := append(plainRun(item.Word+": ", st.strong()), runs(item.Text, st, body)...)
		p = l.block(rs, st, body, x+in, w-in)
	} else {
		rest := body.child("P")
		p = stack([]piece{
			l.words(item.Word, st.strong(), body.child("P"), x+in, w-in),
			l.block(runs(item.Text, st, rest), st, rest, x+in, w-in),
		})
	}
	return over(func(c *canvas, y float64) { c.drawMark(item.Mark, x+r+0.6, y+0.75*st.leading-0.3*st.size, r) }, p)
}
