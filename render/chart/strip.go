package chart

import (
	"math"
	"slices"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// Heights of the strip's parts for 8-unit labels.
const (
	stripGround = 23
	stripRise   = 8 // from the labels to the ground: the own area's dot
)

// strip draws where every area sits, the own area and England labelled above.
func (s *sheet) strip(p document.StripSpec) {
	x := newScale(stripExtent(p), 0, s.w)
	flags, lost := s.placeFlags(s.stripFlags(p, x))
	for _, f := range lost {
		s.drop(f.text())
	}
	head := s.flagsHeight(flags) + stripRise*s.k
	foot, endsBelow := s.stripFoot(p, x)
	s.height(head+stripGround*s.k+foot, head+10*s.k+foot)
	bottom := s.h - foot
	s.stripGround(p, x, head, bottom)
	tops := s.putFlags(flags, head-stripRise*s.k)
	s.stripMarks(p, x, flags, tops, head, bottom)
	s.stripWords(p, x, bottom, endsBelow)
}

func stripExtent(p document.StripSpec) extent {
	values := slices.Concat(p.Values, p.Neighbours)
	if v, ok := num(p.Own); ok {
		values = append(values, v)
	}
	if p.England != nil {
		values = append(values, p.England.Value)
	}
	return axisExtent(document.Axis{Min: p.Min, Max: p.Max}, values)
}

// stripFlags are the labels above the ground: the own area's, the only one
// whose line the strip draws itself, and England's.
func (s *sheet) stripFlags(p document.StripSpec, x scale) []flag {
	var flags []flag
	if v, ok := num(p.Own); ok && p.OwnLabel != "" {
		flags = append(flags, s.newFlag(p.OwnLabel, x.at(v), 700, render.Own))
	} else {
		s.drop(p.OwnLabel)
	}
	if e := p.England; e != nil && drawable(e.Value) && e.Label != "" {
		f := s.newFlag(e.Label, x.at(e.Value), 600, render.Ink)
		f.mark = lineOfRef(e.Kind)
		flags = append(flags, f)
	}
	return flags
}

// stripGround draws the ground, split at the quartiles.
func (s *sheet) stripGround(p document.StripSpec, x scale, top, bottom float64) {
	s.rect(0, top, s.w, bottom-top, render.StripBand)
	if p.Letters == [4]string{} {
		return
	}
	for _, q := range p.Quartiles {
		if drawable(q) {
			s.rule(x.at(q), top, x.at(q), bottom, line{render.Paper, 1.6, nil})
		}
	}
}

// stripMarks draws a tick for every area, neighbours taller and darker, then
// England's line and the own area's.
func (s *sheet) stripMarks(p document.StripSpec, x scale, flags []flag, tops []float64, top, bottom float64) {
	h := bottom - top
	s.ticks(p.Values, x, top+0.17*h, bottom-0.17*h, line{render.Neighbour, 0.7, nil})
	s.ticks(p.Neighbours, x, top+0.09*h, bottom-0.09*h, line{render.Ink, 1.3, nil})
	for i, f := range flags {
		if f.mark.token != render.None {
			s.rule(f.x, tops[i], f.x, bottom, f.mark)
		}
	}
	for i, f := range flags {
		if f.mark.token == render.None {
			dotY := top - stripRise*s.k/2
			s.rule(f.x, min(tops[i], dotY), f.x, dotY, line{render.Own, 1.3, nil})
			s.rule(f.x, dotY, f.x, bottom, line{render.Own, 3, nil})
			s.dot(f.x, dotY, 3.6, render.Own, noLine)
		}
	}
	if v, ok := num(p.Own); ok && !hasOwn(flags) {
		s.rule(x.at(v), top-stripRise*s.k/2, x.at(v), bottom, line{render.Own, 3, nil})
	}
}

func hasOwn(flags []flag) bool {
	return slices.ContainsFunc(flags, func(f flag) bool { return f.mark.token == render.None })
}

func (s *sheet) ticks(values []float64, x scale, top, bottom float64, l line) {
	s.use(l)
	for _, v := range values {
		if drawable(v) {
			s.MoveToF(x.at(v), top)
			s.LineToF(x.at(v), bottom)
		}
	}
	s.Stroke()
}

// stripFoot is the room below the ground: one line for letters and ends where
// they stand clear of each other, else two.
func (s *sheet) stripFoot(p document.StripSpec, x scale) (room float64, below bool) {
	lines := 0.0
	if p.Letters != [4]string{} {
		lines = 1
	}
	left, right := s.widthOf(p.MinLabel, s.axis, 400), s.widthOf(p.MaxLabel, s.axis, 400)
	for i, at := range s.letterPlaces(p, x) {
		half := s.widthOf(p.Letters[i], s.label, 600)/2 + 4*s.k
		below = below || p.Letters[i] != "" && (at-half < left || at+half > s.w-right)
	}
	if below || lines == 0 && p.MinLabel+p.MaxLabel != "" {
		lines++
	}
	if left+right+6*s.k > s.w {
		lines++
	}
	return lines*pitch*s.label + 0.35*s.label*math.Min(lines, 1), below
}

// letterPlaces is the middle of each quarter as far as areas reach, moved
// apart where quarters are narrow.
func (s *sheet) letterPlaces(p document.StripSpec, x scale) [4]float64 {
	edges := [5]float64{p.Min, p.Quartiles[0], p.Quartiles[1], p.Quartiles[2], p.Max}
	if n := len(p.Values); n > 0 {
		edges[0], edges[4] = p.Values[0], p.Values[n-1]
	}
	labels := make([]endLabel, 4)
	for i := range labels {
		if drawable(edges[i]) && drawable(edges[i+1]) {
			labels[i].want = (x.at(edges[i]) + x.at(edges[i+1])) / 2
		}
		labels[i].lines, labels[i].width = []string{p.Letters[i]}, s.widthOf(p.Letters[i], s.label, 600)
		if i > 0 {
			labels[i].room = (labels[i-1].width+labels[i].width)/2 + 5*s.k
		}
	}
	s.spread(labels, s.label/2, s.w-s.label/2)
	return [4]float64{labels[0].y, labels[1].y, labels[2].y, labels[3].y}
}

func (s *sheet) stripWords(p document.StripSpec, x scale, bottom float64, below bool) {
	base := bottom + 0.35*s.label + 0.75*s.label
	if p.Letters != [4]string{} {
		for i, at := range s.letterPlaces(p, x) {
			s.put(caption{x: at, y: base, text: p.Letters[i], size: s.label, weight: 600, fill: render.Ink2, anchor: Middle})
		}
	}
	if below {
		base += pitch * s.label
	}
	s.put(caption{x: 0, y: base, text: p.MinLabel, size: s.axis, fill: render.Ink2})
	if s.widthOf(p.MinLabel, s.axis, 400)+s.widthOf(p.MaxLabel, s.axis, 400)+6*s.k > s.w {
		base += pitch * s.label
	}
	s.put(caption{x: s.w, y: base, text: p.MaxLabel, size: s.axis, fill: render.Ink2, anchor: End})
}
