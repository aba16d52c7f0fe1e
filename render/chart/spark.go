package chart

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// sparkLine is thinner than a trend's own line.
var sparkLine = line{render.Own, 1.7, nil}

// spark draws the line of a tile: gaps and breaks kept, no value axis.
func (s *sheet) spark(p document.SparkSpec) {
	s.height(46*(1+(s.label/8-1)*0.5), 3*s.axis)
	foot := 0.0
	if p.First != "" || p.Last != "" {
		foot = (0.35 + 0.85 + descent) * s.axis
	}
	target := s.sparkTarget(p)
	right := s.w
	if len(target) > 0 {
		right -= s.widestOf(target, s.axis, 400) + 5*s.k
	}
	inset := 3.2 * s.k
	bottom := s.h - foot
	x := newScale(extent{0, float64(max(len(p.Points)-1, 1))}, inset, right-inset)
	if len(p.Points) == 1 { // over the last period's label
		x = newScale(extent{0, 1}, right-inset, right-inset)
	}
	y := newScale(sparkExtent(p), bottom-2*s.k-inset, inset)
	if foot > 0 {
		s.rule(0, bottom, right, bottom, line{render.Rule, 0.5, nil})
	}
	if p.Target != nil && drawable(p.Target.Value) {
		at := y.at(p.Target.Value)
		s.rule(0, at, right, at, lineOfRef(p.Target.Kind))
		s.putLines(caption{x: right + 5*s.k, y: at, size: s.axis, fill: render.Ink2}, target)
	}
	s.sparkBreaks(p, x, bottom)
	s.sparkPoints(p, x, y)
	s.sparkPeriods(p, right)
}

// sparkTarget is the target's label in lines that leave most of the width to
// the line.
func (s *sheet) sparkTarget(p document.SparkSpec) []string {
	if p.Target == nil || p.Target.Label == "" || !drawable(p.Target.Value) {
		return nil
	}
	lines := s.fonts.Balance(p.Target.Label, TextStyle{Size: s.axis}, 0.36*s.w)
	if len(lines) > 2 || !wholeWords(lines, p.Target.Label) {
		s.drop(p.Target.Label)
		return nil
	}
	return lines
}

func (s *sheet) widestOf(lines []string, size float64, weight int) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, s.widthOf(strings.TrimRight(l, " "), size, weight))
	}
	return w
}

// sparkExtent runs from the lowest to the highest of the points and the target.
func sparkExtent(p document.SparkSpec) extent {
	e := extent{math.Inf(1), math.Inf(-1)}
	for _, pt := range p.Points {
		if v, ok := num(pt.Value); ok {
			e = extent{min(e.low, v), max(e.high, v)}
		}
	}
	if p.Target != nil && drawable(p.Target.Value) {
		e = extent{min(e.low, p.Target.Value), max(e.high, p.Target.Value)}
	}
	return e.open()
}

func (s *sheet) sparkBreaks(p document.SparkSpec, x scale, bottom float64) {
	for _, b := range p.Breaks {
		if b.Before > 0 && b.Before < len(p.Points) {
			at := (x.at(float64(b.Before-1)) + x.at(float64(b.Before))) / 2
			s.rule(at, 0, at, bottom, breakLine)
		}
	}
}

func (s *sheet) sparkPoints(p document.SparkSpec, x, y scale) {
	for _, g := range segmentsOf(p.Points, p.Breaks) {
		if g.first < g.last {
			s.polyline(p.Points, g, x, y, sparkLine)
			continue
		}
		v, _ := num(p.Points[g.first].Value)
		s.dot(x.at(float64(g.first)), y.at(v), 1.5, render.Own, noLine)
	}
	first, last := knownEnds(p.Points)
	if first < 0 {
		return
	}
	v, _ := num(p.Points[first].Value)
	if first != last {
		s.dot(x.at(float64(first)), y.at(v), 1.9, render.Own, noLine)
	}
	v, _ = num(p.Points[last].Value)
	s.dot(x.at(float64(last)), y.at(v), 3, render.Own, paperEdge)
}

// sparkPeriods writes the first and last period; the last wins where there is
// room for one.
func (s *sheet) sparkPeriods(p document.SparkSpec, right float64) {
	base := s.h - descent*s.axis
	last := s.widthOf(p.Last, s.axis, 400)
	if p.Last != "" {
		s.put(caption{x: max(right, last), y: base, text: p.Last, size: s.axis, fill: render.Ink2, anchor: End})
	}
	if p.First == p.Last {
		return
	}
	if s.widthOf(p.First, s.axis, 400)+4*s.k+last > max(right, last) {
		s.drop(p.First)
		return
	}
	s.put(caption{x: 0, y: base, text: p.First, size: s.axis, fill: render.Ink2})
}
