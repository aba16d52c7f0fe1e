package chart

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// The tick for England on a bar, and the way cleared around it.
const (
	tickWidth = 1.5
	tickGap   = 3.4
	tickOver  = 1.4 // beyond the bar at either side
)

// groupShare is a group bar's share of its row.
const groupShare = 0.66

// breakdown draws bars of groups from zero, the total first.
func (s *sheet) breakdown(b document.BreakdownSpec) {
	rows := make([]row, len(b.Rows))
	values := make([]quantity.Quantity, len(b.Rows))
	for i, r := range b.Rows {
		rows[i] = row{name: r.Label, missing: r.Missing, strong: r.Total, ink: render.Ink}
		values[i] = r.Value
	}
	g := s.newRows(rows, values)
	x := newScale(axisExtent(b.Axis, breakdownValues(b)), g.left, g.right)
	key := s.keyLines(b, g)
	foot := 0.5 * s.k
	if len(key) > 0 {
		foot = 0.4*s.label + float64(len(key))*pitch*s.axis + 0.2*s.axis
	}
	s.lay(&g, 0.5*s.k, foot, s.rowStep(14.5))
	for i, r := range b.Rows {
		fill := render.Part
		if r.Total {
			fill = render.Own
		}
		s.bar(g, g.rows[i], x, groupShare, fill)
	}
	s.zeroRule(g, x)
	s.groupIntervals(b, g, x)
	s.englandTicks(b, g, x)
	s.putNames(g)
	s.tickKey(key, g)
}

func breakdownValues(b document.BreakdownSpec) []float64 {
	out := []float64{0}
	for _, r := range b.Rows {
		for _, q := range []quantity.Quantity{r.Value, r.England} {
			if v, ok := num(q); ok {
				out = append(out, v)
			}
		}
	}
	return out
}

// groupIntervals draws the ranges that are known across the ends of the bars.
func (s *sheet) groupIntervals(b document.BreakdownSpec, g rowGrid, x scale) {
	for i, r := range b.Rows {
		in := r.Interval
		if !g.rows[i].known || !in.Known || !drawable(in.Lower) || !drawable(in.Upper) {
			continue
		}
		from, to := x.at(in.Lower), x.at(in.Upper)
		s.rule(from, g.rows[i].y, to, g.rows[i].y, line{render.Paper, 2.8, nil})
		s.rule(from, g.rows[i].y, to, g.rows[i].y, line{render.Ink2, 1, nil})
	}
}

// englandTicks marks England's figure for the same group. A group whose own
// figure is missing keeps its hatch and word clear of it.
func (s *sheet) englandTicks(b document.BreakdownSpec, g rowGrid, x scale) {
	for i, r := range b.Rows {
		v, ok := num(r.England)
		if !ok || !g.rows[i].known || b.TickLabel == "" {
			continue
		}
		h := groupShare*g.step/2 + tickOver*s.k
		at := x.at(v)
		s.gap(g, g.rows[i], x, at-tickGap/2*s.k, tickGap*s.k, groupShare)
		s.rule(at, g.rows[i].y-h, at, g.rows[i].y+h, line{render.Ink, tickWidth, nil})
	}
}

// keyLines is the text of the tick's key, when a tick is drawn.
func (s *sheet) keyLines(b document.BreakdownSpec, g rowGrid) []string {
	for i, r := range b.Rows {
		if _, ok := num(r.England); ok && g.rows[i].known && b.TickLabel != "" {
			return s.fonts.Break("= "+b.TickLabel, TextStyle{Size: s.axis}, s.w-g.left-6*s.k)
		}
	}
	return nil
}

func (s *sheet) tickKey(key []string, g rowGrid) {
	if len(key) == 0 {
		return
	}
	y := g.bottom + 0.4*s.label + pitch*s.axis/2
	s.rule(g.left+tickWidth/2*s.k, y-4*s.k, g.left+tickWidth/2*s.k, y+4*s.k, line{render.Ink, tickWidth, nil})
	c := caption{x: g.left + 6*s.k, y: y + pitch*s.axis*float64(len(key)-1)/2, size: s.axis, fill: render.Ink2}
	s.putLines(c, key)
}
