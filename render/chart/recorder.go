package chart

import (
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"github.com/sendpack/sendpack/render"
)

// perUnit is how many whole steps of go-chart's integer coordinates make one
// chart unit: fine enough that no rounding is seen at any zoom.
const perUnit = 100

// recorder keeps drawing operations. It implements go-chart's Renderer, whose
// coordinates are hundredths of a unit, and has methods in fractions of a unit
// beside it. Widths, radii and sizes are in units in both.
type recorder struct {
	fonts       *Fonts
	ops         []Op
	path        []Seg
	fill        render.Token
	stroke      render.Token
	strokeWidth float64
	dash        []float64
	dpi         float64
	fontSize    float64
	fontColour  render.Token
	weight      int
	angle       float64 // degrees
}

var _ gochart.Renderer = (*recorder)(nil)

func newRecorder(f *Fonts) *recorder {
	r := &recorder{fonts: f, dpi: 72}
	r.ResetStyle()
	return r
}

// ResetStyle forgets colours, widths, dashes and rotation.
func (r *recorder) ResetStyle() {
	r.fill, r.stroke, r.strokeWidth, r.dash = render.None, render.None, 0, nil
	r.fontColour, r.fontSize, r.weight, r.angle = render.Ink, 8, 400, 0
}

// GetDPI is 72 unless SetDPI changed it: one point is one unit.
func (r *recorder) GetDPI() float64 { return r.dpi }

// SetDPI is kept but scales nothing.
func (r *recorder) SetDPI(dpi float64) { r.dpi = dpi }

// SetClassName does nothing: classes follow from tokens.
func (r *recorder) SetClassName(string) {}

// SetStrokeColor takes the light colour of a token.
func (r *recorder) SetStrokeColor(c drawing.Color) { r.stroke = tokenOf(c) }

// SetFillColor takes the light colour of a token.
func (r *recorder) SetFillColor(c drawing.Color) { r.fill = tokenOf(c) }

// SetStrokeWidth is in units.
func (r *recorder) SetStrokeWidth(w float64) { r.strokeWidth = w }

// SetStrokeDashArray is in units.
func (r *recorder) SetStrokeDashArray(d []float64) { r.dash = d }

// MoveTo is MoveToF in hundredths.
func (r *recorder) MoveTo(x, y int) { r.MoveToF(units(x), units(y)) }

// LineTo is LineToF in hundredths.
func (r *recorder) LineTo(x, y int) { r.LineToF(units(x), units(y)) }

// QuadCurveTo is raised to a cubic curve.
func (r *recorder) QuadCurveTo(cx, cy, x, y int) {
	from := r.point()
	qx, qy, ex, ey := units(cx), units(cy), units(x), units(y)
	r.CurveToF(from.X+2*(qx-from.X)/3, from.Y+2*(qy-from.Y)/3, ex+2*(qx-ex)/3, ey+2*(qy-ey)/3, ex, ey)
}

// ArcTo draws an elliptical arc as cubic curves; radii are in hundredths like
// the centre.
func (r *recorder) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	r.ArcToF(units(cx), units(cy), rx/perUnit, ry/perUnit, startAngle, delta)
}

// Close ends the current outline.
func (r *recorder) Close() {
	if len(r.path) > 0 {
		r.path = append(r.path, Seg{Kind: Close})
	}
}

// Stroke records the path as a line.
func (r *recorder) Stroke() { r.emit(render.None, r.stroke) }

// Fill records the path as a surface.
func (r *recorder) Fill() { r.emit(r.fill, render.None) }

// FillStroke records the path as both.
func (r *recorder) FillStroke() { r.emit(r.fill, r.stroke) }

// Circle records a circle in the current style at once. Its radius is in
// units, so that a go-chart Style's DotWidth means what the design says.
func (r *recorder) Circle(radius float64, x, y int) { r.CircleF(units(x), units(y), radius) }

// SetFont does nothing: there is one family, measured by Fonts.
func (r *recorder) SetFont(*truetype.Font) {}

// SetFontColor takes the light colour of a token.
func (r *recorder) SetFontColor(c drawing.Color) { r.fontColour = tokenOf(c) }

// SetFontSize is in units.
func (r *recorder) SetFontSize(size float64) { r.fontSize = size }

// Text records text with its baseline start at x, y.
func (r *recorder) Text(body string, x, y int) { r.TextF(body, units(x), units(y)) }

// MeasureText is the box of one line from cap height to baseline.
func (r *recorder) MeasureText(body string) gochart.Box {
	return gochart.Box{
		Right:  int(math.Ceil(r.Width(body) * perUnit)),
		Bottom: int(math.Ceil(capHeight * r.fontSize * perUnit)),
	}
}

// SetTextRotation turns the texts that follow, clockwise.
func (r *recorder) SetTextRotation(radians float64) { r.angle = radians * 180 / math.Pi }

// ClearTextRotation sets the texts that follow level.
func (r *recorder) ClearTextRotation() { r.angle = 0 }

// Save does nothing: a recording is read, not written.
func (r *recorder) Save(io.Writer) error { return nil }

// MoveToF starts an outline.
func (r *recorder) MoveToF(x, y float64) {
	r.path = append(r.path, Seg{Kind: MoveTo, X: round2(x), Y: round2(y)})
}

// LineToF adds a straight step, or starts an outline when there is none.
func (r *recorder) LineToF(x, y float64) {
	kind := LineTo
	if len(r.path) == 0 {
		kind = MoveTo
	}
	r.path = append(r.path, Seg{Kind: kind, X: round2(x), Y: round2(y)})
}

// CurveToF adds a cubic curve.
func (r *recorder) CurveToF(x1, y1, x2, y2, x, y float64) {
	if len(r.path) == 0 {
		r.MoveToF(x1, y1)
	}
	r.path = append(r.path, Seg{Kind: CurveTo,
		X1: round2(x1), Y1: round2(y1), X2: round2(x2), Y2: round2(y2), X: round2(x), Y: round2(y)})
}

// ArcToF adds an arc about cx, cy from the angle start (radians, clockwise
// from three o'clock) over delta, joined to the outline by a straight step.
func (r *recorder) ArcToF(cx, cy, rx, ry, start, delta float64) {
	if !finite(start) || !finite(delta) {
		return
	}
	delta = min(max(delta, -2*math.Pi), 2*math.Pi)
	r.LineToF(cx+rx*math.Cos(start), cy+ry*math.Sin(start))
	pieces := int(math.Ceil(math.Abs(delta) / (math.Pi / 2)))
	for range pieces {
		step := delta / float64(pieces)
		k := 4.0 / 3 * math.Tan(step/4)
		c0, s0, c1, s1 := math.Cos(start), math.Sin(start), math.Cos(start+step), math.Sin(start+step)
		r.CurveToF(cx+rx*(c0-k*s0), cy+ry*(s0+k*c0), cx+rx*(c1+k*s1), cy+ry*(s1-k*c1), cx+rx*c1, cy+ry*s1)
		start += step
	}
}

// CircleF records a circle in the current style.
func (r *recorder) CircleF(x, y, radius float64) {
	r.add(Op{Kind: OpCircle, X: round2(x), Y: round2(y), R: round2(radius), Fill: r.fill, Stroke: r.stroke,
		StrokeWidth: round2(r.strokeWidth), Dash: r.dash})
}

// TextF records text with its baseline start at x, y.
func (r *recorder) TextF(body string, x, y float64) {
	r.add(Op{Kind: OpText, X: round2(x), Y: round2(y), Text: body, Size: r.fontSize, Weight: r.weight,
		Width: round2(r.Width(body)), Angle: r.angle, Fill: r.fontColour})
}

// Width measures text in the current size and weight.
func (r *recorder) Width(body string) float64 {
	return r.fonts.Width(body, r.fontSize, r.weight, false)
}

func (r *recorder) emit(fill, stroke render.Token) {
	if len(r.path) > 0 {
		r.add(Op{Kind: OpPath, Segs: r.path, Fill: fill, Stroke: stroke, StrokeWidth: round2(r.strokeWidth), Dash: r.dash})
	}
	r.path = nil
}

// add keeps an operation unless it would draw nothing or nowhere.
func (r *recorder) add(op Op) {
	if op.Stroke == render.None {
		op.StrokeWidth, op.Dash = 0, nil
	}
	if op.Fill == render.None && op.Stroke == render.None || !placed(op) {
		return
	}
	r.ops = append(r.ops, op)
}

func placed(op Op) bool {
	ok := finite(op.X) && finite(op.Y) && finite(op.R)
	for _, s := range op.Segs {
		ok = ok && finite(s.X1) && finite(s.Y1) && finite(s.X2) && finite(s.Y2) && finite(s.X) && finite(s.Y)
	}
	return ok
}

// point is where the path has come to.
func (r *recorder) point() Seg {
	if len(r.path) == 0 {
		return Seg{}
	}
	return r.path[len(r.path)-1]
}

func units(n int) float64 { return float64(n) / perUnit }

// round2 is v to hundredths of a unit, without a negative zero.
func round2(v float64) float64 { return math.Round(v*perUnit)/perUnit + 0 }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// colourOf is a token as go-chart's colour: its light one, or transparent.
func colourOf(t render.Token) drawing.Color {
	if t == render.None {
		return drawing.Color{}
	}
	c := render.Colour(t).Light
	return drawing.Color{R: c.R, G: c.G, B: c.B, A: 255}
}

// tokenOf is the inverse of colourOf. A colour that is no token's becomes ink.
func tokenOf(c drawing.Color) render.Token {
	if c.A == 0 {
		return render.None
	}
	for _, t := range render.Tokens() {
		if colourOf(t) == c {
			return t
		}
	}
	return render.Ink
}
