package chart

import (
	"math"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// Mark draws a sign of design §5 about x, y with the radius r in any unit. It
// never stands without its word, which the caller sets beside it. NoMark and
// unknown marks draw nothing.
func Mark(m document.Mark, x, y, r float64) []Op {
	p := &markPen{recorder: newRecorder(nil), x: x, y: y, r: r}
	switch m {
	case document.Green:
		p.disc(1, render.RAGGreen)
		p.stroke2(0.26, render.Paper, [][2]float64{{-0.46, 0.04}, {-0.12, 0.38}, {0.48, -0.32}})
	case document.Amber:
		p.warning()
	case document.Red:
		p.square(0.92, render.RAGRed)
		p.stroke2(0.26, render.Paper, [][2]float64{{-0.4, -0.4}, {0.4, 0.4}}, [][2]float64{{-0.4, 0.4}, {0.4, -0.4}})
	case document.NotRated:
		p.ring(0.9, 0.16, render.Ink3, nil)
		p.stroke2(0.18, render.Ink3, [][2]float64{{-0.38, 0}, {0.38, 0}})
	case document.Better:
		p.disc(1, render.Improve)
		p.stroke2(0.28, render.Paper, [][2]float64{{-0.5, 0}, {0.5, 0}}, [][2]float64{{0, -0.5}, {0, 0.5}})
	case document.Similar:
		p.ring(0.9, 0.18, render.Common, nil)
		p.stroke2(0.2, render.Ink, [][2]float64{{-0.42, -0.22}, {0.42, -0.22}}, [][2]float64{{-0.42, 0.22}, {0.42, 0.22}})
	case document.Worse:
		p.square(0.92, render.Concern)
		p.stroke2(0.28, render.Paper, [][2]float64{{-0.5, 0}, {0.5, 0}})
	case document.Pending:
		p.ring(0.9, 0.16, render.Ink3, []float64{0.3, 0.2654})
	case document.Improving, document.Concerning, document.Unusual, document.Expected:
		p.signal(m)
	default:
		p.direction(m)
	}
	return p.ops
}

// markPen draws in shares of the radius about the mark's centre.
type markPen struct {
	*recorder
	x, y, r float64
}

func (p *markPen) at(x, y float64) (float64, float64) { return p.x + x*p.r, p.y + y*p.r }

func (p *markPen) disc(radius float64, fill render.Token) {
	p.fill, p.stroke = fill, render.None
	p.CircleF(p.x, p.y, radius*p.r)
}

// ring is drawn with its dashes in shares of the radius.
func (p *markPen) ring(radius, width float64, token render.Token, dash []float64) {
	p.fill, p.stroke, p.strokeWidth, p.dash = render.None, token, width*p.r, grown(dash, p.r)
	p.CircleF(p.x, p.y, radius*p.r)
	p.dash = nil
}

func (p *markPen) shape(fill render.Token, points ...[2]float64) {
	p.fill = fill
	p.polygon(points)
	p.Fill()
}

func (p *markPen) polygon(points [][2]float64) {
	for _, pt := range points {
		p.LineToF(p.at(pt[0], pt[1]))
	}
	p.Close()
}

func (p *markPen) square(half float64, fill render.Token) {
	p.shape(fill, [2]float64{-half, -half}, [2]float64{half, -half}, [2]float64{half, half}, [2]float64{-half, half})
}

// stroke2 strokes one or two open lines.
func (p *markPen) stroke2(width float64, token render.Token, lines ...[][2]float64) {
	p.stroke, p.strokeWidth, p.dash = token, width*p.r, nil
	for _, l := range lines {
		for i, pt := range l {
			if i == 0 {
				p.MoveToF(p.at(pt[0], pt[1]))
				continue
			}
			p.LineToF(p.at(pt[0], pt[1]))
		}
	}
	p.Stroke()
}

// warning is the amber triangle: outlined, for amber alone is too light on
// white.
func (p *markPen) warning() {
	const r = 1.06
	half := r * math.Sqrt(3) / 2
	p.fill, p.stroke, p.strokeWidth, p.dash = render.RAGAmber, render.OnAmber, 0.14*p.r, nil
	p.polygon([][2]float64{{0, -r + 0.14}, {half, r/2 + 0.14}, {-half, r/2 + 0.14}})
	p.FillStroke()
	p.stroke2(0.2, render.OnAmber, [][2]float64{{0, -0.38}, {0, 0.18}})
	p.fill, p.stroke = render.OnAmber, render.None
	x, y := p.at(0, 0.44)
	p.CircleF(x, y, 0.12*p.r)
}

// signal draws what a control chart says of a point: round is fine, square is
// look here, a diamond has no good direction, common cause is a small dot.
func (p *markPen) signal(m document.Mark) {
	switch m {
	case document.Improving:
		p.disc(1, render.Improve)
		p.disc(0.42, render.Paper)
	case document.Concerning:
		p.square(0.92, render.Concern)
	case document.Unusual:
		p.shape(render.Neutral, [2]float64{0, -1.12}, [2]float64{1.12, 0}, [2]float64{0, 1.12}, [2]float64{-1.12, 0})
	case document.Expected:
		p.disc(0.62, render.Common)
	}
}

// direction draws the number's way: always ink, whatever it means.
func (p *markPen) direction(m document.Mark) {
	switch m {
	case document.Up:
		p.shape(render.Ink, [2]float64{0, -0.8}, [2]float64{0.85, 0.7}, [2]float64{-0.85, 0.7})
	case document.Down:
		p.shape(render.Ink, [2]float64{0, 0.8}, [2]float64{0.85, -0.7}, [2]float64{-0.85, -0.7})
	case document.Level:
		p.stroke2(0.36, render.Ink, [][2]float64{{-0.85, 0}, {0.85, 0}})
	case document.NoComparison:
		p.stroke2(0.26, render.Ink3, [][2]float64{{-0.85, 0}, {-0.15, 0}}, [][2]float64{{0.25, 0}, {0.95, 0}})
	}
}
