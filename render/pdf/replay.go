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
				c.pen.circle(x+op.X, y+op.Y, op.R)
				c.paint(how)
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
	c.pen.trace(op.Segs, x, y)
	c.paint(how)
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
			c.pen.glyph(segs, st.size/1000/64, x, y)
		}
		x += c.faces.width(string(r), st)
	}
	c.paint("D")
	c.pdf.SetLineJoinStyle("miter")
}
