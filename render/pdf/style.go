package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// style is how a run of words is set.
type style struct {
	size, leading float64
	weight        int // 400, 600 or 700
	slanted       bool
	ink           render.Token
}

func (s style) face() chart.Face { return chart.FaceOf(s.weight, s.slanted) }

func (s style) in(t render.Token) style { s.ink = t; return s }

func (s style) strong() style {
	if s.weight < 600 {
		s.weight = 600
	}
	return s
}

func text(size, leading float64) style {
	return style{size: size, leading: leading, weight: 400, ink: render.Ink}
}

func heading(size, leading float64) style { return text(size, leading).strong() }

// theme is the type scale and grid of one audience (design §2 and §3).
type theme struct {
	kind                     document.Theme
	left, top, ruled, bottom float64 // margin, body top, body top where a page opens with a rule, footer rule
	width                    float64 // of the text
	cover, h1, h1Band, h2    style
	h1Table                  style // where a scorecard follows
	h3, body, panel          style
	number, unit             style
	cell, second, head       style
	source, furniture        style
	label, axis              float64 // chart labels
	section                  float64 // between blocks
	cellPad                  float64 // above and below a table cell
	mark                     float64 // radius in lists
}

func themeOf(t document.Theme) (theme, bool) {
	switch t {
	case document.Board:
		return boardTheme(), true
	case document.Members:
		return membersTheme(), true
	case document.Forum:
		return forumTheme(), true
	case document.LargePrint:
		return largePrintTheme(), true
	}
	return theme{}, false
}

func boardTheme() theme {
	return theme{kind: document.Board, left: 18 * mm, width: 174 * mm, top: 24 * mm, ruled: 20.5 * mm, bottom: 281 * mm,
		cover: heading(40, 44), h1: heading(22, 26), h1Table: heading(20, 24), h1Band: heading(22, 26), h2: heading(14, 18),
		h3: heading(11.5, 15), body: text(10, 14), panel: text(9, 12),
		number: heading(30, 34).in(render.Own), unit: heading(16, 34).in(render.Own),
		cell: text(8.5, 10.5), second: text(7.5, 9.5).in(render.Ink2), head: heading(8, 10.5),
		source: text(7.5, 10).in(render.Ink3), furniture: text(8, 10).in(render.Ink2),
		label: 8, axis: 7.5, section: 8 * mm, cellPad: 1.4 * mm, mark: 4.3}
}

func membersTheme() theme {
	return theme{kind: document.Members, left: 18 * mm, width: 174 * mm, top: 22 * mm, ruled: 20.5 * mm, bottom: 281 * mm,
		cover: heading(40, 44), h1: heading(26, 31), h1Table: heading(26, 31), h1Band: heading(26, 31), h2: heading(16, 21),
		h3: heading(12.5, 16), body: text(12, 17), panel: text(11.5, 15.5),
		number: heading(30, 28).in(render.Own), unit: heading(17, 28).in(render.Own),
		cell: text(11.5, 15), second: text(9.5, 12.5).in(render.Ink2), head: heading(11.5, 15),
		source: text(8.5, 11.5).in(render.Ink3), furniture: text(8, 10).in(render.Ink2),
		label: 9, axis: 8.5, section: 7 * mm, cellPad: 1.7 * mm, mark: 4.6}
}

func forumTheme() theme {
	return theme{kind: document.Forum, left: 18 * mm, width: 174 * mm, top: 19 * mm, ruled: 20.5 * mm, bottom: 281 * mm,
		cover: heading(40, 44), h1: heading(24, 29), h1Table: heading(24, 29), h1Band: heading(28, 33), h2: heading(18, 23),
		h3: heading(14, 19), body: text(13, 19), panel: text(13, 17.5),
		number: heading(20, 25).in(render.Own), unit: heading(13, 25).in(render.Own),
		cell: text(13, 19), second: text(11, 15).in(render.Ink2), head: heading(14, 19),
		source: text(9.5, 13).in(render.Ink3), furniture: text(9, 11).in(render.Ink2),
		label: 11, axis: 10.5, section: 6.5 * mm, cellPad: 4 * mm, mark: 6.8}
}

func largePrintTheme() theme {
	return theme{kind: document.LargePrint, left: 20 * mm, width: 170 * mm, top: 18 * mm, ruled: 18 * mm, bottom: 276 * mm,
		cover: heading(30, 38), h1: heading(30, 38), h1Table: heading(30, 38), h1Band: heading(30, 38), h2: heading(24, 31),
		h3: heading(20, 27), body: text(18, 27), panel: text(18, 27),
		number: heading(24, 31).in(render.Own), unit: heading(24, 31).in(render.Own),
		cell: text(18, 27), second: text(18, 27), head: heading(18, 27),
		source: text(18, 27), furniture: text(14, 18).in(render.Ink2),
		label: 18, axis: 18, section: 8 * mm, cellPad: 2 * mm, mark: 9.5}
}

// floor is where the body ends above the footer rule.
func (t theme) floor() float64 { return t.bottom - 2.5*mm }

// foot is where a block ends that stands at the foot of the sheet.
func (t theme) foot() float64 { return t.bottom - 4*mm }
