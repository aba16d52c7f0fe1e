package pdf

import (
	"math"
	"strconv"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/sendpack/sendpack/render/chart"
)

// pen writes path operators in the page's own coordinates, in hundredths of a
// point. A board pack has tens of thousands of numbers: fpdf's way of writing
// them takes a third of the time of drawing.
type pen struct{ buf []byte }

// number appends v with two decimals at most. What is no number becomes 0: the
// checks of the drawing told it before.
func (p *pen) number(v float64) {
	if math.IsNaN(v) || math.Abs(v) > 1e9 {
		v = 0
	}
	n := int64(math.Round(v * 100))
	if n < 0 {
		p.buf = append(p.buf, '-')
		n = -n
	}
	p.buf = strconv.AppendInt(p.buf, n/100, 10)
	if f := n % 100; f != 0 {
		p.buf = append(p.buf, '.', byte('0'+f/10))
		if f%10 != 0 {
			p.buf = append(p.buf, byte('0'+f%10))
		}
	}
	p.buf = append(p.buf, ' ')
}

// point appends a place measured from the top left of the sheet.
func (p *pen) point(x, y float64) {
	p.number(x)
	p.number(sheetHeight - y)
}

func (p *pen) operator(op byte) { p.buf = append(p.buf, op, '\n') }

func (p *pen) moveTo(x, y float64) { p.point(x, y); p.operator('m') }
func (p *pen) lineTo(x, y float64) { p.point(x, y); p.operator('l') }

func (p *pen) curveTo(x1, y1, x2, y2, x, y float64) {
	p.point(x1, y1)
	p.point(x2, y2)
	p.point(x, y)
	p.operator('c')
}

func (p *pen) closePath() { p.operator('h') }

// arcs is the share of the radius from a quarter circle's end to its control
// point.
const arcs = 0.5522847

func (p *pen) circle(x, y, r float64) {
	k := r * arcs
	p.moveTo(x+r, y)
	p.curveTo(x+r, y+k, x+k, y+r, x, y+r)
	p.curveTo(x-k, y+r, x-r, y+k, x-r, y)
	p.curveTo(x-r, y-k, x-k, y-r, x, y-r)
	p.curveTo(x+k, y-r, x+r, y-k, x+r, y)
	p.closePath()
}

// glyph appends a character's outline with its origin at x, y; k is the size
// of a 64th of a thousandth of the em.
func (p *pen) glyph(segs sfnt.Segments, k, x, y float64) {
	at := func(q fixed.Point26_6) (float64, float64) { return x + float64(q.X)*k, y + float64(q.Y)*k }
	var cx, cy float64
	for i, s := range segs {
		px, py := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				p.closePath()
			}
			p.moveTo(px, py)
			cx, cy = px, py
		case sfnt.SegmentOpLineTo:
			p.lineTo(px, py)
			cx, cy = px, py
		case sfnt.SegmentOpQuadTo:
			ex, ey := at(s.Args[1])
			p.curveTo(cx+2*(px-cx)/3, cy+2*(py-cy)/3, ex+2*(px-ex)/3, ey+2*(py-ey)/3, ex, ey)
			cx, cy = ex, ey
		case sfnt.SegmentOpCubeTo:
			qx, qy := at(s.Args[1])
			ex, ey := at(s.Args[2])
			p.curveTo(px, py, qx, qy, ex, ey)
			cx, cy = ex, ey
		}
	}
	p.closePath()
}

// paint sends the path to the page: "F" fills, "D" strokes, "FD" does both.
func (c *canvas) paint(how string) {
	op := byte('n')
	switch how {
	case "F":
		op = 'f'
	case "D":
		op = 'S'
	case "FD":
		op = 'B'
	}
	c.pen.buf = append(c.pen.buf, op)
	c.pdf.RawWriteStr(string(c.pen.buf))
	c.pen.buf = c.pen.buf[:0]
}

// trace is a recorded path, its origin at x, y.
func (p *pen) trace(segs []chart.Seg, x, y float64) {
	for _, s := range segs {
		switch s.Kind {
		case chart.MoveTo:
			p.moveTo(x+s.X, y+s.Y)
		case chart.LineTo:
			p.lineTo(x+s.X, y+s.Y)
		case chart.CurveTo:
			p.curveTo(x+s.X1, y+s.Y1, x+s.X2, y+s.Y2, x+s.X, y+s.Y)
		case chart.Close:
			p.closePath()
		}
	}
}
