package pdf

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// layout turns the blocks of one document into pieces. It measures and makes
// structure elements, and draws nothing: the closures it leaves in the pieces
// do.
type layout struct {
	theme theme
	faces *faces
	doc   document.Document
	logo  *render.Logo
	notes int // notes given an identifier so far
	foot  bool
}

// page lays out one document page.
func (l *layout) page(p document.Page, sect *element) []piece {
	l.foot = hasFoot(l.theme, p)
	ps := l.blocks(p.Blocks, sect, l.theme.left, l.theme.width)
	if n := len(p.Blocks); l.foot && n > 0 && len(ps) > 0 {
		last := l.lastBlock(p.Blocks, sect)
		ps = append(ps[:len(ps)-len(last)], footed(last))
	}
	return ps
}

// blocks lays out blocks one below the other.
func (l *layout) blocks(bs []document.Block, parent *element, x, w float64) []piece {
	var out []piece
	for i, b := range bs {
		var next document.Block
		if i+1 < len(bs) {
			next = bs[i+1]
		}
		ps := l.one(b, next, parent, x, w)
		if len(ps) == 0 {
			continue
		}
		if i > 0 {
			ps[0].gap = l.gap(bs[i-1], b)
		}
		if _, brk := b.(document.PageBreak); i > 0 && !brk {
			if _, after := bs[i-1].(document.PageBreak); after {
				ps[0].sheet = true
			}
		}
		out = append(out, ps...)
	}
	return out
}

// one lays out a block. Every kind has its case: the set is closed, and the
// gallery test names a kind without one.
func (l *layout) one(b, next document.Block, parent *element, x, w float64) []piece {
	switch b := b.(type) {
	case document.Heading:
		return l.heading(b, next, parent, x, w)
	case document.Prose:
		return l.prose(b, parent, x, w)
	case document.KeyFigures:
		return l.keyFigures(b, parent, x, w)
	case document.Table:
		return l.table(b, parent, x, w)
	case document.Chart:
		return l.chart(b, parent, x, w)
	case document.Facts:
		return l.facts(b, parent, x, w)
	case document.Benchmark:
		return l.benchmark(b, parent, x, w)
	case document.Panel:
		return l.panel(b, parent, x, w)
	case document.Numbered:
		return l.numbered(b, parent, x, w)
	case document.MarkedList:
		return l.markedList(b, parent, x, w)
	case document.Callout:
		return l.callout(b, parent, x, w)
	case document.Columns:
		return l.columns(b, parent, x, w)
	case document.Cover:
		return l.cover(b, parent)
	case document.Cards:
		return l.cards(b, parent, x, w)
	case document.LinkList:
		return l.linkList(b, parent, x, w)
	case document.Notes:
		return l.noteColumns(b, parent, x, w)
	case document.Glossary:
		return l.glossary(b, parent, x, w)
	case document.PageBreak:
		return nil
	}
	return []piece{{draw: func(c *canvas, _ float64) { c.fail("no drawing for the block %T", b) }}}
}

// large reports the large print theme: one column, tables as lists.
func (l *layout) large() bool { return l.theme.kind == document.LargePrint }

// gap is the space between two blocks (design §2).
func (l *layout) gap(before, after document.Block) float64 {
	if h, ok := before.(document.Heading); ok {
		return l.afterHeading(h, after)
	}
	_, chart := before.(document.Chart)
	if _, ok := before.(document.KeyFigures); ok && !l.large() {
		return 5.5 * mm
	}
	_, columns := before.(document.Columns)
	switch a := after.(type) {
	case document.Prose:
		if a.Role == document.Small && (chart || columns) {
			return 2.5 * mm
		}
		if _, ok := before.(document.Prose); ok {
			return 3 * mm
		}
	case document.KeyFigures:
		return 8 * mm
	case document.Numbered:
		if _, ok := before.(document.Cover); ok {
			return 8 * mm
		}
	case document.Notes:
		return 4.2 * mm
	case document.Panel:
		if p, ok := before.(document.Panel); ok && p.Style == document.Exception && l.theme.kind == document.Board {
			return 5 * mm
		}
		return 6 * mm
	case document.Benchmark:
		return 6.5 * mm
	case document.Columns:
		if columns && l.theme.kind != document.Board {
			return 4.5 * mm
		}
	}
	return l.theme.section
}

func (l *layout) afterHeading(h document.Heading, after document.Block) float64 {
	if h.Level > 1 {
		switch after.(type) {
		case document.Table:
			return 3 * mm
		case document.Chart, document.Columns, document.KeyFigures:
			return 3 * mm
		}
		return 1.2 * mm
	}
	switch after.(type) {
	case document.Prose, document.Table, document.Heading:
		return 4 * mm
	case document.KeyFigures:
		return 7.2 * mm
	}
	return 6 * mm
}

// hasFoot reports pages whose last block stands at the foot: the rating rule
// under the board's tiles, and the help box of the forum's first page.
func hasFoot(t theme, p document.Page) bool {
	if len(p.Blocks) < 3 {
		return false
	}
	tiles, band := false, false
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case document.KeyFigures:
			tiles = true
		case document.Cover:
			band = b.Band
		}
	}
	switch b := p.Blocks[len(p.Blocks)-1].(type) {
	case document.Prose:
		return t.kind == document.Board && tiles && b.Role == document.Small
	case document.Callout:
		return t.kind == document.Forum && band
	}
	return false
}

// lastBlock lays out the last block alone.
func (l *layout) lastBlock(bs []document.Block, sect *element) []piece {
	return l.one(bs[len(bs)-1], nil, sect, l.theme.left, l.theme.width)
}

// footed is a block that stands at the foot of its sheet. A note there is set
// off by a rule.
func footed(ps []piece) piece {
	p := stack(ps)
	p.gap, p.foot = 4*mm, true
	return p
}

// verdict is a mark and its words with the right edge at x, on a baseline.
func (l *layout) verdict(m document.Marked, st style, r float64, el *element) (width float64, draw func(c *canvas, right, y float64)) {
	lines := l.faces.setLines(runs(m.Text, st, el), l.theme.width)
	if len(lines) == 0 {
		return 0, func(*canvas, float64, float64) {}
	}
	ln := lines[0]
	mark := markWidth(m.Mark, r)
	return ln.width + mark, func(c *canvas, right, y float64) {
		x := right - ln.width
		c.drawMark(m.Mark, x-mark+r, y-0.33*st.size, r)
		c.drawLine(ln, el, x, y)
	}
}

// markWidth is the room a mark takes before its word, gap included.
func markWidth(m document.Mark, r float64) float64 {
	if m == document.NoMark {
		return 0
	}
	return 2*r + 1*mm
}

// drawMark draws a mark as an artifact: its word stands beside it.
func (c *canvas) drawMark(m document.Mark, x, y, r float64) {
	if m == document.NoMark {
		return
	}
	c.artifact(artLayout)
	c.replay(markOps(m, r), x, y)
}

// Thicknesses of rules, in points.
const (
	heavyRule = 2.0
	topRule   = 1.5
	headRule  = 0.9
	hairRule  = 0.45
)

// what names a block in a message.
func what(kind, title string) string { return fmt.Sprintf("the %s %q", kind, title) }
