package pdf

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// cover lays out the opening: a sheet of its own, the forum's band, or plain
// text in large print.
func (l *layout) cover(b document.Cover, parent *element) []piece {
	el := parent.child("Sect")
	switch {
	case l.large():
		return l.plainCover(b, el)
	case b.Band:
		return []piece{l.band(b, el)}
	}
	board := *l // a cover has one form
	board.theme = boardTheme()
	board.theme.body, board.theme.label, board.theme.axis = text(10.5, 14), 9, 8.5
	return []piece{board.coverSheet(b, el)}
}

// coverTitle is what the outline calls the cover.
func coverTitle(b document.Cover) string { return b.Title }

// coverSheet fills a sheet; its parts stand where design §7 puts them.
func (l *layout) coverSheet(b document.Cover, el *element) piece {
	x, w := l.theme.left, l.theme.width
	top := heading(10, 14)
	who := el.child("P")
	status := el.child("P")
	title := l.titled(document.Plain(b.Title), l.theme.cover, el.heading(1), x, 114*mm)
	sub := text(18, 24).in(render.Ink2)
	subtitle := l.titled(document.Plain(b.Subtitle), sub, el.child("P"), x, 114*mm)
	box := l.statusBox(b.Status, status, x+w)
	partnership := l.words(b.Partnership, top, who, x, 120*mm)
	logo := l.coverLogo(el, x)
	facts := stack(l.particulars(b.Particulars, el, x, w))
	afterTitle := max(46*mm+title.height+4*mm, 81.6*mm)
	factsAt := max(afterTitle+subtitle.height+12*mm, 117*mm)
	findingAt := max(factsAt+facts.height+10*mm, 183*mm)
	finding := l.coverFinding(b, el, x, w, 274*mm-findingAt)
	foot := l.coverFoot(b, el, x, w)
	return piece{height: sheetHeight, full: true, name: "the cover", draw: func(c *canvas, y float64) {
		c.ground(0, 0, sheetWidth, 5*mm, render.Accent)
		partnership.draw(c, 16.7*mm)
		logo.draw(c, 25*mm)
		box.draw(c, 17*mm)
		if b.Kicker != "" {
			c.in(el.child("P"))
			c.text(x, 42*mm, clean(b.Kicker), heading(14, 18).in(render.Own))
		}
		title.draw(c, 46.8*mm)
		c.bookmark(0, coverTitle(b), 46*mm)
		subtitle.draw(c, afterTitle)
		facts.draw(c, factsAt)
		finding.draw(c, findingAt)
		if findingAt+finding.height > 275*mm {
			c.fail("the cover is %.0f mm too tall: shorten its title, subtitle or particulars", (findingAt+finding.height-274*mm)/mm)
		}
		foot.draw(c, 274.5*mm)
	}}
}

// statusBox is the version in capitals inside an outline, right-aligned.
func (l *layout) statusBox(words string, el *element, right float64) piece {
	st := heading(9, 12)
	words = strings.ToUpper(clean(words))
	if words == "" {
		return space(0)
	}
	tw := l.faces.width(words, st)
	pad := 2.8 * mm
	return piece{draw: func(c *canvas, y float64) {
		c.frame(right-tw-2*pad, y, tw+2*pad, 6*mm, 0, 1, render.Ink)
		c.in(el)
		c.text(right-tw-pad, y+4*mm, words, st)
	}}
}

// coverFinding is the finding with the columns of all areas or, where none is
// approved, the list of contents.
func (l *layout) coverFinding(b document.Cover, el *element, x, w, room float64) piece {
	if b.Chart == nil {
		if len(b.Contents) == 0 {
			return space(0)
		}
		head := l.titled(document.Plain("In this pack"), l.theme.h2, el.heading(2), x, w)
		ps := l.contents(b.Contents, el, x, w)
		return stack(append([]piece{head}, spaced(1.5*mm, ps)...))
	}
	ps := []piece{
		l.titled(document.Plain(b.Chart.Headline), l.theme.h2, el.heading(2), x, w),
		l.words(b.Chart.Subtitle, text(9.5, 12).in(render.Ink2), el.child("P"), x, w),
	}
	// The drawing takes the room that title and particulars leave, never less
	// than can be read.
	height := min(70*mm, max(room-stack(ps).height-13*mm, 40*mm))
	d := l.drawing(*b.Chart, height, el, x, w)
	d.gap = 4 * mm
	return stack(append(ps, d))
}

// contents is a table of contents: links to the sections.
func (l *layout) contents(links []document.Link, el *element, x, w float64) []piece {
	list := el.child("TOC")
	st := l.theme.body
	var out []piece
	for i := range links {
		item := list.child("TOCI")
		rs := runs(document.Text{{Text: links[i].Text, Link: &links[i]}}, st, item)
		p := l.block(rs, st, item, x, w)
		p.gap = 0.8 * mm
		out = append(out, p)
	}
	return out
}

func (l *layout) coverFoot(b document.Cover, el *element, x, w float64) piece {
	st := text(8, 10).in(render.Ink2)
	source := l.words(b.Source, st, el.child("P"), x, 150*mm)
	if b.Marking == "" {
		return source
	}
	mark, words := el.child("P"), clean(b.Marking)
	return beside(source, piece{draw: func(c *canvas, y float64) {
		c.in(mark)
		c.text(x+w-l.faces.width(words, st), y+0.75*st.leading, words, st)
	}})
}

// band is the sand ground at the head of the forum's first page.
func (l *layout) band(b document.Cover, el *element) piece {
	x, w := l.theme.left, l.theme.width
	t := l.theme
	var ps []piece
	if b.Kicker != "" {
		ps = append(ps, l.words(b.Kicker, t.h3.in(render.Own), el.child("P"), x, w))
	}
	title := l.titled(document.Plain(b.Title), t.h1Band, el.heading(1), x, w)
	title.gap = 3 * mm
	ps = append(ps, title)
	if b.Subtitle != "" {
		sub := l.titled(document.Plain(b.Subtitle), t.body, el.child("P"), x, min(w, 160*mm))
		sub.gap = 4 * mm
		ps = append(ps, sub)
	}
	if len(b.Particulars) > 0 {
		ps = append(ps, spaced(4*mm, l.particulars(b.Particulars, el, x, w))...)
	}
	out := padded(stack(ps), 15.7*mm, 9*mm)
	out.full, out.name = true, "the opening band"
	h := out.height
	return over(func(c *canvas, y float64) {
		c.ground(0, 0, sheetWidth, h, render.Sand)
		c.bookmark(0, coverTitle(b), 15*mm)
	}, out)
}

// plainCover is the large print opening.
func (l *layout) plainCover(b document.Cover, el *element) []piece {
	x, w, t := l.theme.left, l.theme.width, l.theme
	var out []piece
	add := func(gap float64, ps ...piece) { out = append(out, spaced(gap, ps)...) }
	kicker := b.Kicker
	if kicker == "" {
		kicker = b.Partnership
	}
	if kicker != "" {
		add(0, l.words(kicker, t.h3.in(render.Own), el.child("P"), x, w))
	}
	title := l.titled(document.Plain(b.Title), t.h1, el.heading(1), x, w)
	add(3*mm, over(func(c *canvas, y float64) { c.bookmark(0, coverTitle(b), y) }, title))
	for _, s := range []string{b.Subtitle, b.Status} {
		if s != "" {
			add(5*mm, l.words(s, t.body, el.child("P"), x, w))
		}
	}
	if len(b.Particulars) > 0 {
		add(6*mm, l.particulars(b.Particulars, el, x, w)...)
	}
	if b.Chart != nil {
		add(8*mm, l.chart(*b.Chart, el, x, w)...)
	}
	if len(b.Contents) > 0 {
		add(6*mm, l.contents(b.Contents, el, x, w)...)
	}
	if foot := strings.TrimSpace(b.Source + " " + b.Marking); foot != "" {
		add(6*mm, l.words(foot, t.source, el.child("P"), x, w))
	}
	return out
}
