package chart

import (
	"math"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// The bust of design §5, in its own units of 12 x 26.
const (
	bustWidth, bustHeight = 12, 26
	bustGap               = 4.5
	bustStroke            = 1.15
)

// people draws ten figures, the filled ones first.
func (s *sheet) people(p document.PeopleSpec) {
	height := 42.0
	switch {
	case s.label > 15:
		height = 60
	case s.label > 12:
		height = 56
	}
	s.height(height, 10)
	scale := min(s.h/bustHeight, s.w/(10*bustWidth+9*bustGap))
	s.h = scale * bustHeight
	for i := range 10 {
		fill, edge := render.Paper, render.Ink3
		if i < p.Filled {
			fill, edge = render.Own, render.Own
		}
		s.bust(float64(i)*(bustWidth+bustGap)*scale, scale, fill, edge)
	}
}

// bust draws one figure with its left top at x, 0.
func (s *sheet) bust(x, scale float64, fill, edge render.Token) {
	s.fill, s.stroke, s.strokeWidth, s.dash = fill, edge, bustStroke*scale, nil
	s.CircleF(x+6*scale, 4.3*scale, 3.6*scale)
	const left, right, top, bottom, shoulder, base = 0.8, 11.2, 9.2, 25.2, 5.0, 1.8
	corner := func(cx, cy, r, start float64) {
		s.ArcToF(x+cx*scale, cy*scale, r*scale, r*scale, start, math.Pi/2)
	}
	corner(left+shoulder, top+shoulder, shoulder, math.Pi)
	corner(right-shoulder, top+shoulder, shoulder, 1.5*math.Pi)
	corner(right-base, bottom-base, base, 0)
	corner(left+base, bottom-base, base, math.Pi/2)
	s.Close()
	s.FillStroke()
}
