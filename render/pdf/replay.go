package pdf

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// markOps draws a mark about the origin.
func markOps(m document.Mark, r float64) []chart.Op { return chart.Mark(m, 0, 0, r) }

// replay draws a recorded list in the open sequence, its origin at x, y.
func (c *canvas) replay(ops []chart.Op, x, y float64) {
	for i := range ops {
		op := &ops[i]
		switch op.Kind {
		case chart.OpPath:
			c.path(op, x, y)
		case chart.OpCircle:
			if how := c.prepare(op); how != "" {
				c.pdf.Circle(x+op.X, y+op.Y, op.R, how)
			}
		case chart.OpText:
			c.label(op, x, y)
		}
	}
	c.solid()
}

// prepare sets the inks of an operation and says what it paints: "F", "D",
// "FD" or nothing.
func (c *canvas) prepare(op *chart.Op) string {
	how := ""
	if op.Fill != render.None {
		c.setFill(op.Fill)
		how = "F"
	}
	if op.Stroke != render.None && op.StrokeWidth > 0 {
		c.setStroke(op.Stroke, op.StrokeWidth)
		if len(op.Dash) > 0 {
			c.pdf.SetDashPattern(op.Dash, 0)
			c.ink.dashed = true
		} else {
			c.solid()
		}
		how += "D"
	}
	return how
}

// solid ends a dashed stroke.
func (c *canvas) solid() {
	if c.ink.dashed {
		c.pdf.SetDashPattern(nil, 0)
		c.ink.dashed = false
	}
}

func (c *canvas) path(op *chart.Op, x, y float64) {
	how := c.prepare(op)
	if how == "" || len(op.Segs) == 0 {
		return
	}
	for _, s := range op.Segs {
		switch s.Kind {
		case chart.MoveTo:
			c.pdf.MoveTo(x+s.X, y+s.Y)
		case chart.LineTo:
			c.pdf.LineTo(x+s.X, y+s.Y)
		case chart.CurveTo:
			c.pdf.CurveBezierCubicTo(x+s.X1, y+s.Y1, x+s.X2, y+s.Y2, x+s.X, y+s.Y)
		case chart.Close:
			c.pdf.ClosePath()
		}
	}
	c.pdf.DrawPath(how)
}

// label draws a chart's text, turned about its start where it has an angle.
func (c *canvas) label(op *chart.Op, x, y float64) {
	st := style{size: op.Size, weight: op.Weight, ink: op.Fill}
	words := clean(op.Text)
	if op.Angle != 0 {
		c.pdf.TransformBegin()
		c.pdf.TransformRotate(-op.Angle, x+op.X, y+op.Y)
		defer func() {
			c.pdf.TransformEnd()
			c.ink = ink{} // the graphics state went back
		}()
	}
	if op.Stroke != render.None && op.StrokeWidth > 0 {
		c.halo(words, st, op, x+op.X, y+op.Y)
	}
	c.text(x+op.X, y+op.Y, words+" ", st) // a space: readers join what has none
}

// halo strokes the outlines of the words. They are drawn as paths: words drawn
// twice would be read twice.
func (c *canvas) halo(words string, st style, op *chart.Op, x, y float64) {
	font := c.faces.outlines[st.face()]
	c.solid()
	c.setStroke(op.Stroke, op.StrokeWidth)
	c.pdf.SetLineJoinStyle("round")
	var buf sfnt.Buffer
	for _, r := range words {
		g, err := font.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if segs, err := font.LoadGlyph(&buf, g, fixed.I(1000), nil); err == nil && len(segs) > 0 {
			c.glyphPath(segs, st.size/1000/64, x, y)
		}
		x += c.faces.width(string(r), st)
	}
	c.pdf.SetLineJoinStyle("miter")
}

func (c *canvas) glyphPath(segs sfnt.Segments, k, x, y float64) {
	at := func(p fixed.Point26_6) (float64, float64) { return x + float64(p.X)*k, y + float64(p.Y)*k }
	for i, s := range segs {
		px, py := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				c.pdf.ClosePath()
			}
			c.pdf.MoveTo(px, py)
		case sfnt.SegmentOpLineTo:
			c.pdf.LineTo(px, py)
		case sfnt.SegmentOpQuadTo:
			ex, ey := at(s.Args[1])
			c.pdf.CurveTo(px, py, ex, ey)
		case sfnt.SegmentOpCubeTo:
			qx, qy := at(s.Args[1])
			ex, ey := at(s.Args[2])
			c.pdf.CurveBezierCubicTo(px, py, qx, qy, ex, ey)
		}
	}
	c.pdf.ClosePath()
	c.pdf.DrawPath("D")
}
