package chart

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// bandBleed is how far the own area's band runs outside the columns: 1.4 mm.
const bandBleed = 4

// benchmark draws the own area among its neighbours.
func (s *sheet) benchmark(b document.BenchmarkSpec) {
	g := s.benchmarkRows(b)
	e := axisExtent(b.Axis, benchmarkValues(b))
	x := newScale(e, g.left, g.right)
	flags := s.referenceFlags(b.Refs, x, e, g)
	top := 0.5 * s.k
	if len(flags) > 0 {
		top = s.flagsHeight(flags) + 0.35*s.label
	}
	s.lay(&g, top, s.axisFoot(), s.rowStep(13))
	ticks := s.thinTicks(ticksOn(b.Axis.Ticks, e), x)
	s.ownBand(b, g)
	s.verticals(ticks, x, g, b.Dots)
	starts := s.putFlags(flags, top-0.1*s.label)
	if b.Dots {
		s.references(flags, starts, g)
		s.intervals(b, g, x, e)
		s.dots(b, g, x)
	} else {
		s.bars(b, g, x)
		s.gapsInBars(flags, b, g, x)
		s.references(flags, starts, g)
		s.zeroRule(g, x)
	}
	s.putNames(g)
	s.putTicks(ticks, x, g.bottom)
}

func (s *sheet) benchmarkRows(b document.BenchmarkSpec) rowGrid {
	rows := make([]row, len(b.Rows))
	values := make([]quantity.Quantity, len(b.Rows))
	for i, r := range b.Rows {
		rows[i] = row{name: r.Label, missing: r.Missing, strong: r.Own, ink: render.Ink}
		if r.Own {
			rows[i].ink = render.Own
		}
		values[i] = r.Value
	}
	return s.newRows(rows, values)
}

func benchmarkValues(b document.BenchmarkSpec) []float64 {
	var out []float64
	for _, r := range b.Rows {
		if v, ok := num(r.Value); ok {
			out = append(out, v)
		}
	}
	for _, r := range b.Refs {
		out = append(out, r.Value)
	}
	if !b.Dots {
		out = append(out, 0)
	}
	return out
}

// referenceFlags arranges the labels of the reference lines. Without a single
// figure to compare there is nothing to draw a line across.
func (s *sheet) referenceFlags(refs []document.Reference, x scale, e extent, g rowGrid) []flag {
	var flags []flag
	for _, r := range refs {
		if g.last < 0 || !e.holds(r.Value) || r.Label == "" {
			s.drop(r.Label)
			continue
		}
		f := s.newFlag(r.Label, x.at(r.Value), 600, render.Ink)
		f.mark = lineOfRef(r.Kind)
		flags = append(flags, f)
	}
	placed, lost := s.placeFlags(flags)
	for _, f := range lost {
		s.drop(f.text())
	}
	return placed
}

// axisFoot is the room below a horizontal axis for its labels.
func (s *sheet) axisFoot() float64 { return 4.5*s.k + (0.85+descent)*s.axis }

func (s *sheet) putTicks(ticks []document.Tick, x scale, axisY float64) {
	for _, t := range ticks {
		s.put(caption{x: x.at(t.At), y: axisY + 4.5*s.k + 0.85*s.axis, text: t.Label, size: s.axis,
			fill: render.Ink2, anchor: Middle})
	}
}

func (s *sheet) ownBand(b document.BenchmarkSpec, g rowGrid) {
	for i, r := range b.Rows {
		if r.Own {
			s.bleed = bandBleed
			s.rect(-bandBleed, g.rows[i].y-g.rows[i].height/2, s.w+2*bandBleed, g.rows[i].height, render.OwnTint)
		}
	}
}

// verticals draws the grid and, for dots, the axis itself.
func (s *sheet) verticals(ticks []document.Tick, x scale, g rowGrid, dots bool) {
	for _, t := range ticks {
		s.rule(x.at(t.At), g.top, x.at(t.At), g.bottom, gridLine)
	}
	if dots {
		s.rule(g.left, g.bottom, g.right, g.bottom, axisLine)
	}
}

func (s *sheet) zeroRule(g rowGrid, x scale) {
	s.rule(x.at(0), g.top, x.at(0), g.bottom, zeroLine)
}

// references draws the lines from below their labels to the last figure, so
// that none crosses the word of a missing row.
func (s *sheet) references(flags []flag, starts []float64, g rowGrid) {
	for i, f := range flags {
		end := g.rows[g.last].y + g.rows[g.last].height/2
		s.rule(f.x, starts[i], f.x, end, f.mark)
	}
}

func (s *sheet) intervals(b document.BenchmarkSpec, g rowGrid, x scale, e extent) {
	for i, r := range b.Rows {
		if !g.rows[i].known || !r.Interval.Known || !drawable(r.Interval.Lower) || !drawable(r.Interval.Upper) {
			continue
		}
		l := line{render.Neighbour, 1.3, nil}
		if r.Own {
			l = line{render.Own, 2.2, nil}
		}
		s.rule(x.at(r.Interval.Lower), g.rows[i].y, x.at(r.Interval.Upper), g.rows[i].y, l)
	}
}

func (s *sheet) dots(b document.BenchmarkSpec, g rowGrid, x scale) {
	for i, r := range b.Rows {
		switch {
		case !g.rows[i].known:
		case r.Own:
			s.dot(x.at(g.rows[i].number), g.rows[i].y, 4, render.Own, noLine)
		default:
			s.dot(x.at(g.rows[i].number), g.rows[i].y, 2.7, render.Paper, line{render.Neighbour, 1.3, nil})
		}
	}
}

// Bars' share of their row.
const (
	barShare    = 0.60
	ownBarShare = 0.68
)

func (s *sheet) bars(b document.BenchmarkSpec, g rowGrid, x scale) {
	for i, r := range b.Rows {
		fill, share := render.Neighbour, barShare
		if r.Own {
			fill, share = render.Own, ownBarShare
		}
		s.bar(g, g.rows[i], x, share, fill)
	}
}

// bar runs from zero to the row's number, either way.
func (s *sheet) bar(g rowGrid, r row, x scale, share float64, fill render.Token) {
	if !r.known {
		return
	}
	from, to := x.at(0), x.at(r.number)
	h := share * g.step
	s.rect(min(from, to), r.y-h/2, max(from, to)-min(from, to), h, fill)
}

// gapsInBars clears a thin way through the bars that a reference line crosses,
// so that the line is seen on them. Only the own bar is too dark for a solid
// line.
func (s *sheet) gapsInBars(flags []flag, b document.BenchmarkSpec, g rowGrid, x scale) {
	for _, f := range flags {
		half := (f.mark.width/2 + 0.6) * s.k
		for i, r := range b.Rows {
			switch {
			case r.Own:
				s.gap(g, g.rows[i], x, f.x-half, 2*half, ownBarShare)
			case f.mark.dash != nil:
				s.gap(g, g.rows[i], x, f.x-half, 2*half, barShare)
			}
		}
	}
}

// gap clears the bar of a row over width from left, when the bar goes on
// beyond: its end is never moved.
func (s *sheet) gap(g rowGrid, r row, x scale, left, width, share float64) {
	from, to := min(x.at(0), x.at(r.number)), max(x.at(0), x.at(r.number))
	if r.known && from < left && to > left+width {
		h := share * g.step
		s.rect(left, r.y-h/2, width, h, render.Paper)
	}
}
