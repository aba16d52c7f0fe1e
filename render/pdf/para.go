package pdf

import (
	"strings"

	"github.com/sendpack/sendpack/render"
)

// flush says which edge lines are set against.
type flush int

const (
	flushLeft flush = iota
	flushRight
)

// firstBaseline is where the first baseline is below the top of a line.
func firstBaseline(st style) float64 { return 0.75 * st.leading }

// drawLine draws one line as content of el, its baseline at y.
func (c *canvas) drawLine(l line, el *element, x, y float64) {
	for i := range l.segs {
		s := &l.segs[i]
		owner := el
		if s.run.inline != nil {
			owner = s.run.inline
		}
		sx, sy := x+s.x, y-s.run.raise
		switch {
		case s.run.cap:
			c.drawCap(s, owner, sx, sy)
			continue
		case s.run.link != nil:
			c.rule(sx, sy+0.14*s.run.style.size, s.width, 0.06*s.run.style.size, s.run.style.ink)
		}
		c.in(owner)
		c.text(sx, sy, s.text, s.run.style)
		if s.run.link != nil {
			c.activate(s, owner, sx, sy)
		}
	}
}

// drawCap draws a symbol inside its outline.
func (c *canvas) drawCap(s *segment, owner *element, x, y float64) {
	st := s.run.style
	pad := c.faces.width("  ", st)
	c.frame(x-0.2, y-0.87*st.size, s.width+0.4, 1.16*st.size, 1.2, 0.6, render.Ink3)
	c.in(owner)
	c.text(x+pad, y, strings.TrimSpace(s.text)+" ", st)
}

func (c *canvas) activate(s *segment, owner *element, x, y float64) {
	st := s.run.style
	a := annotation{left: x, right: x + s.width, top: y - 0.8*st.size, bottom: y + 0.25*st.size, text: clean(s.run.link.Text)}
	if a.text == "" {
		a.text = strings.TrimSpace(s.run.text)
	}
	a.uri, a.target = linkTarget(*s.run.link)
	c.link(owner, a)
}

// textPieces makes one piece a line, so that a paragraph may run over a page
// but never leaves one line alone.
func textPieces(lines []line, el *element, x, leading float64) []piece {
	out := make([]piece, len(lines))
	for i, l := range lines {
		out[i] = piece{height: leading, draw: func(c *canvas, y float64) { c.drawLine(l, el, x, y+0.75*leading) }}
		out[i].keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
	}
	return out
}

// block is text that is not split: its lines as one piece.
func (l *layout) block(rs []run, st style, el *element, x, w float64) piece {
	return stack(textPieces(l.faces.setLines(rs, w), el, x, st.leading))
}

// words is block for words of one style.
func (l *layout) words(text string, st style, el *element, x, w float64) piece {
	return l.block(plainRun(text, st), st, el, x, w)
}

// aligned draws lines against an edge of the measure, from the top y.
func (c *canvas) aligned(lines []line, el *element, at flush, x, y, w, leading float64) {
	for i, ln := range lines {
		lx := x
		if at == flushRight {
			lx = x + w - ln.width
		}
		c.drawLine(ln, el, lx, y+0.75*leading+float64(i)*leading)
	}
}
