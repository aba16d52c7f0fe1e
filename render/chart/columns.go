package chart

import (
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// columnPlot is the plot of the sorted columns.
type columnPlot struct {
	spec   document.ColumnsSpec
	step   float64
	y      scale
	bottom float64
	refs   []float64 // heights of the reference lines
	air    float64   // to keep from them
	own    int       // index of the own column, -1 for none
}

// columns draws every area from lowest to highest, the own area labelled.
func (s *sheet) columns(c document.ColumnsSpec) {
	s.height(186*math.Sqrt(s.label/8), 8*s.label)
	p := &columnPlot{spec: c, bottom: s.h - 0.5*s.k}
	p.own = slices.IndexFunc(c.Bars, func(b document.ColumnBar) bool { return b.Own && drawable(b.Value) })
	p.air = 0.2 * s.label
	p.step = s.w / float64(max(len(c.Bars), 1))
	e := axisExtent(c.Axis, columnValues(c))
	p.y = newScale(e, p.bottom, 1.6*s.label)
	for _, fill := range []render.Token{render.OtherBar, render.Neighbour, render.Own} {
		s.columnBars(p, fill)
	}
	s.columnRefs(p, e)
	s.rule(0, p.y.at(0), s.w, p.y.at(0), zeroLine)
	s.ownColumn(p)
}

func columnValues(c document.ColumnsSpec) []float64 {
	out := []float64{0}
	for _, b := range c.Bars {
		out = append(out, b.Value)
	}
	for _, r := range c.Refs {
		out = append(out, r.Value)
	}
	return out
}

func columnFill(b document.ColumnBar) render.Token {
	switch {
	case b.Own:
		return render.Own
	case b.Neighbour:
		return render.Neighbour
	}
	return render.OtherBar
}

// columnBars draws the columns of one colour as one shape.
func (s *sheet) columnBars(p *columnPlot, fill render.Token) {
	s.fill = fill
	for i, b := range p.spec.Bars {
		if columnFill(b) == fill && drawable(b.Value) {
			top, zero := p.y.at(b.Value), p.y.at(0)
			s.outline((float64(i)+0.11)*p.step, min(top, zero), 0.78*p.step, max(top, zero)-min(top, zero))
		}
	}
	s.Fill()
}

// columnRefs draws the lines with their labels above them, at the left where
// the lowest columns leave room.
func (s *sheet) columnRefs(p *columnPlot, e extent) {
	for _, r := range p.spec.Refs {
		if !e.holds(r.Value) {
			s.drop(r.Label)
			continue
		}
		y := p.y.at(r.Value)
		s.rule(0, y, s.w, y, lineOfRef(r.Kind))
		p.refs = append(p.refs, y)
	}
	for _, r := range p.spec.Refs {
		if e.holds(r.Value) {
			s.refLabel(p, r)
		}
	}
}

func (s *sheet) refLabel(p *columnPlot, r document.Reference) {
	c := caption{text: r.Label, size: s.label, weight: 600, fill: render.Ink}
	if stalk := (float64(p.own) + 0.5) * p.step; p.own >= 0 && stalk < s.widthOf(c.text, c.size, c.weight)+p.air {
		c.x = stalk + 4*s.k // the own column's stalk may pass here
	}
	y := p.y.at(r.Value)
	for _, at := range []float64{y - 0.5*s.label, y + 1.1*s.label} {
		c.y = at
		b, _, ok := s.boxOf(c)
		if ok && s.clear(b) && !p.refCrosses(b) {
			c.halo = p.highest(b) < b.bottom
			s.put(c)
			return
		}
	}
	s.drop(r.Label)
}

func (p *columnPlot) refCrosses(b box) bool {
	for _, y := range p.refs {
		if y > b.top-p.air && y < b.bottom+p.air {
			return true
		}
	}
	return false
}

// highest is the top of the tallest column below the box.
func (p *columnPlot) highest(b box) float64 {
	top := p.bottom
	for i, bar := range p.spec.Bars {
		if left := float64(i) * p.step; left < b.right && left+p.step > b.left && drawable(bar.Value) {
			top = min(top, p.y.at(bar.Value))
		}
	}
	return top
}

// ownColumn writes the own area's label over its column, on the side of the
// lower columns where it fits, with a stalk from the one to the other.
func (s *sheet) ownColumn(p *columnPlot) {
	if p.own < 0 || p.spec.OwnLabel == "" {
		s.drop(p.spec.OwnLabel)
		return
	}
	x := (float64(p.own) + 0.5) * p.step
	top := min(p.y.at(p.spec.Bars[p.own].Value), p.y.at(0))
	for _, size := range []float64{1.25 * s.label, s.label} {
		for _, anchor := range []Anchor{End, Start} {
			for aside := 0.0; aside < s.w/2; aside += 2 * s.label {
				if s.putOwnColumn(p, ownColumn{x, top, size, aside, anchor}) {
					return
				}
			}
		}
	}
	s.drop(p.spec.OwnLabel)
	s.drop(p.spec.OwnNote)
}

// ownColumn is where the own column ends and a way to set its label: its size,
// how far aside, and on which side.
type ownColumn struct {
	x, top float64
	size   float64
	aside  float64
	anchor Anchor
}

// putOwnColumn looks upwards from the column for a clear place. At the label
// size the text may take two lines.
func (s *sheet) putOwnColumn(p *columnPlot, o ownColumn) bool {
	x, room := o.x-o.aside-4*s.k, o.x-o.aside-4*s.k
	if o.anchor == Start {
		x = o.x + o.aside + 4*s.k
		room = s.w - x
	}
	lines := []string{p.spec.OwnLabel}
	if o.size <= s.label {
		lines = s.fonts.Balance(p.spec.OwnLabel, TextStyle{Size: o.size, Weight: 700}, room)
	}
	var note []string
	if p.spec.OwnNote != "" && s.widthOf(p.spec.OwnNote, s.label, 400) <= room {
		note = []string{p.spec.OwnNote}
	}
	if s.widestOf(lines, o.size, 700) > room || len(lines) > 2 {
		return false
	}
	start := o.top - 22*s.k
	if o.aside > 0 {
		start = o.top - 2*s.k
	}
	for y := start; y-o.size > 0; y -= 2 {
		if captions := ownCaptions(o, x, y, lines, note, s.label); s.allClear(p, captions) {
			s.stalk(o, captions[0].y-middle*o.size)
			for _, c := range captions {
				s.put(c)
			}
			if note == nil {
				s.drop(p.spec.OwnNote)
			}
			return true
		}
	}
	return false
}

// stalk leads from the label at height y to the column, round a corner when
// the label stands aside.
func (s *sheet) stalk(o ownColumn, y float64) {
	s.use(line{render.Own, 1.3, nil})
	switch {
	case o.aside == 0:
		s.MoveToF(o.x, y-middle*o.size)
	case o.anchor == End:
		s.MoveToF(o.x-o.aside, y)
		s.LineToF(o.x, y)
	default:
		s.MoveToF(o.x+o.aside, y)
		s.LineToF(o.x, y)
	}
	s.LineToF(o.x, o.top-2*s.k)
	s.Stroke()
}

// ownCaptions are the lines of the label and its note; the label's last line
// stands at y.
func ownCaptions(o ownColumn, x, y float64, lines, note []string, label float64) []caption {
	var out []caption
	for i, text := range lines {
		out = append(out, caption{x: x, y: y - float64(len(lines)-1-i)*pitch*o.size, text: strings.TrimRight(text, " "),
			size: o.size, weight: 700, fill: render.Own, anchor: o.anchor})
	}
	for _, text := range note {
		out = append(out, caption{x: x, y: y + 1.3*label, text: text, size: label, fill: render.Ink2, anchor: o.anchor})
	}
	return out
}

func (s *sheet) allClear(p *columnPlot, captions []caption) bool {
	for _, c := range captions {
		b, _, ok := s.boxOf(c)
		if !ok || c.y-ascent*c.size < 0 || !s.clear(b) || p.refCrosses(b) || p.highest(b) <= b.bottom+1 {
			return false
		}
	}
	return true
}
