package chart

import (
	"io"
	"math"
	"testing"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"github.com/sendpack/sendpack/render"
)

func TestGoChartDrawsAWholeChartOnTheRecorder(t *testing.T) {
	r := newRecorder(fonts(t))
	c := gochart.Chart{Width: 40000, Height: 20000, Series: []gochart.Series{
		gochart.ContinuousSeries{Style: gochart.Style{StrokeColor: colourOf(render.Own), StrokeWidth: 2, DotWidth: 3, DotColor: colourOf(render.Own)},
			XValues: []float64{0, 1, 2}, YValues: []float64{10, 30, 20}}}}
	if err := c.Render(func(int, int) (gochart.Renderer, error) { return r, nil }, io.Discard); err != nil {
		t.Fatal(err)
	}
	lines, dots, texts := 0, 0, 0
	for _, op := range r.ops {
		switch {
		case op.Kind == OpPath && op.Stroke == render.Own && len(op.Segs) == 3:
			lines++
		case op.Kind == OpCircle && op.Fill == render.Own && op.R == 3:
			dots++
		case op.Kind == OpText:
			texts++
		}
	}
	if lines != 1 || dots != 3 || texts == 0 {
		t.Errorf("%d lines, %d dots, %d texts, want 1 line, 3 dots and the ticks' texts", lines, dots, texts)
	}
}

func TestIntegerCoordinatesAreHundredths(t *testing.T) {
	r := newRecorder(nil)
	r.SetStrokeColor(colourOf(render.Ink))
	r.SetStrokeWidth(1.4)
	r.SetStrokeDashArray([]float64{7, 2})
	r.MoveTo(150, 0)
	r.LineTo(1000, 25)
	r.Stroke()
	op := r.ops[0]
	if op.Segs[0].X != 1.5 || op.Segs[1].X != 10 || op.Segs[1].Y != 0.25 || op.StrokeWidth != 1.4 || op.Dash[0] != 7 || op.Stroke != render.Ink {
		t.Errorf("got %+v", op)
	}
}

func TestArcsBecomeCurvesOnTheCircle(t *testing.T) {
	r := newRecorder(nil)
	r.SetFillColor(colourOf(render.Ink))
	r.ArcTo(0, 0, 1000, 1000, 0, 1.5*math.Pi)
	r.Close()
	r.Fill()
	curves := 0
	for _, s := range r.ops[0].Segs {
		if s.Kind == Close {
			continue
		}
		if d := math.Hypot(s.X, s.Y); math.Abs(d-10) > 0.02 {
			t.Errorf("the end %v, %v is %v from the centre, want 10", s.X, s.Y, d)
		}
		if s.Kind == CurveTo {
			curves++
		}
	}
	if curves != 3 {
		t.Errorf("%d curves for three quarters, want 3", curves)
	}
}

func TestAQuadraticCurveKeepsItsShape(t *testing.T) {
	r := newRecorder(nil)
	r.SetStrokeColor(colourOf(render.Ink))
	r.MoveTo(0, 0)
	r.QuadCurveTo(300, 600, 600, 0)
	r.Stroke()
	s := r.ops[0].Segs[1]
	if s.X1 != 2 || s.Y1 != 4 || s.X2 != 4 || s.Y2 != 4 || s.X != 6 {
		t.Errorf("got %+v", s)
	}
}

func TestColoursComeBackAsTokens(t *testing.T) {
	for _, token := range render.Tokens() {
		got := tokenOf(colourOf(token))
		if render.Colour(got).Light != render.Colour(token).Light {
			t.Errorf("%s comes back as %s", token, got)
		}
	}
	if tokenOf(drawing.Color{}) != render.None || tokenOf(drawing.Color{R: 1, A: 255}) != render.Ink {
		t.Error("transparent must be none and an unknown colour ink")
	}
}

func TestNothingWithoutAPlaceIsRecorded(t *testing.T) {
	r := newRecorder(fonts(t))
	r.SetStrokeColor(colourOf(render.Ink))
	r.MoveToF(math.NaN(), 0)
	r.LineToF(1, math.Inf(1))
	r.Stroke()
	r.CircleF(math.Inf(-1), 0, 1)
	r.Fill()
	r.ResetStyle()
	r.CircleF(0, 0, 1)
	if len(r.ops) != 0 {
		t.Errorf("recorded %+v", r.ops)
	}
}

func TestTextIsMeasuredAndTurned(t *testing.T) {
	r := newRecorder(fonts(t))
	r.SetFontSize(10)
	r.SetFontColor(colourOf(render.Ink2))
	r.SetTextRotation(math.Pi / 2)
	r.Text("England", 100, 200)
	r.ClearTextRotation()
	op := r.ops[0]
	if box := r.MeasureText("England"); op.Angle != 90 || op.Fill != render.Ink2 || math.Abs(op.Width-units(box.Right)) > 0.02 {
		t.Errorf("got %+v, measured %v", op, box)
	}
	if r.GetDPI() != 72 {
		t.Errorf("DPI %v, want 72: a point is a unit", r.GetDPI())
	}
}
