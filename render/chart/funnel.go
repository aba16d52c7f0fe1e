package chart

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// The lines of a funnel plot, for 8-unit labels.
var (
	line95  = line{render.Neighbour, 1.1, []float64{3, 2}}
	line998 = line{render.Ink3, 1.1, nil}
)

// funnelPlot is the plot area with its scales.
type funnelPlot struct {
	spec                     document.FunnelSpec
	left, right, top, bottom float64
	x, y                     scale
	ex, ey                   extent
}

// funnel draws every area by its size between limits that narrow with it.
func (s *sheet) funnel(f document.FunnelSpec) {
	p := &funnelPlot{spec: f}
	p.ex = axisExtent(f.X, funnelValues(f, func(a document.FunnelArea) float64 { return a.N }))
	p.ey = axisExtent(f.Y, append(funnelValues(f, func(a document.FunnelArea) float64 { return a.Value }), f.Centre.Value))
	labels := s.funnelLabels(p)
	xs := s.funnelFrame(p, labels)
	s.funnelGrid(p, xs)
	for _, l := range []struct {
		of   func(document.FunnelLimit) float64
		line line
	}{
		{func(l document.FunnelLimit) float64 { return l.Lower998 }, line998}, {func(l document.FunnelLimit) float64 { return l.Upper998 }, line998},
		{func(l document.FunnelLimit) float64 { return l.Lower95 }, line95}, {func(l document.FunnelLimit) float64 { return l.Upper95 }, line95},
	} {
		s.curve(p, l.of, l.line)
	}
	if drawable(f.Centre.Value) {
		s.rule(p.left, p.y.at(f.Centre.Value), p.right, p.y.at(f.Centre.Value), englandLine)
	}
	own := s.funnelDots(p)
	s.putFunnelLabels(p, labels)
	s.ownFlag(p, own)
}

func funnelValues(f document.FunnelSpec, of func(document.FunnelArea) float64) []float64 {
	var out []float64
	for _, a := range f.Areas {
		if drawable(a.N) && drawable(a.Value) {
			out = append(out, of(a))
		}
	}
	return out
}

// funnelLabels name the lines at their right ends.
func (s *sheet) funnelLabels(p *funnelPlot) []endLabel {
	var out []endLabel
	add := func(text string, value float64, weight int, fill render.Token) {
		if text != "" && p.ey.holds(value) {
			out = append(out, s.wrapEnd(endLabel{weight: weight, fill: fill, value: value}, text))
		}
	}
	if n := len(p.spec.Limits); n > 0 {
		end := p.spec.Limits[n-1]
		add(p.spec.Label998, end.Upper998, 400, render.Ink2)
		add(p.spec.Label95, end.Upper95, 400, render.Ink2)
	}
	add(p.spec.Centre.Label, p.spec.Centre.Value, 600, render.Ink)
	return out
}

// funnelFrame measures margins and settles the scales; it gives the ticks of
// the horizontal axis that have room.
func (s *sheet) funnelFrame(p *funnelPlot, labels []endLabel) []document.Tick {
	for _, t := range ticksOn(p.spec.Y.Ticks, p.ey) {
		p.left = max(p.left, s.widthOf(t.Label, s.axis, 400)+5*s.k)
	}
	p.left = min(p.left, 0.4*s.w)
	margin := 4 * s.k
	for _, l := range labels {
		margin = max(margin, l.width+9*s.k)
	}
	p.right = max(s.w-margin, p.left+20*s.k)
	p.top = 0.55 * s.label
	foot := s.axisFoot()
	if p.spec.XTitle != "" {
		foot += pitch * s.axis * float64(len(s.xTitle(p)))
	}
	s.height(1.08*s.trendHeight(), p.top+foot+max(4, float64(linesIn(labels)))*1.3*s.label)
	p.bottom = s.h - foot
	p.x = newScale(p.ex, p.left+4*s.k, p.right-2*s.k)
	p.y = newScale(p.ey, p.bottom, p.top)
	return s.thinTicks(ticksOn(p.spec.X.Ticks, p.ex), p.x)
}

func (s *sheet) xTitle(p *funnelPlot) []string {
	lines := s.fonts.Balance(p.spec.XTitle, TextStyle{Size: s.axis}, max(p.right-p.left, s.w/2))
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

func (s *sheet) funnelGrid(p *funnelPlot, xs []document.Tick) {
	for _, t := range ticksOn(p.spec.Y.Ticks, p.ey) {
		if t.At != p.ey.low {
			s.rule(p.left, p.y.at(t.At), p.right, p.y.at(t.At), gridLine)
		}
		s.put(caption{x: p.left - 5*s.k, y: p.y.at(t.At) + middle*s.axis, text: t.Label, size: s.axis, fill: render.Ink2, anchor: End})
	}
	base := axisLine
	if p.ey.low == 0 {
		base = zeroLine
	}
	s.rule(p.left, p.bottom, p.right, p.bottom, base)
	for _, t := range xs {
		s.rule(p.x.at(t.At), p.bottom, p.x.at(t.At), p.bottom+2.5*s.k, axisLine)
	}
	s.putTicks(xs, p.x, p.bottom)
	for i, text := range s.xTitle(p) {
		s.put(caption{x: (p.left + p.right) / 2, y: p.bottom + 4.5*s.k + (0.95+pitch*float64(i+1))*s.axis, text: text, size: s.axis, fill: render.Ink2, anchor: Middle})
	}
}

// curve draws one limit as far as it lies on the scale: it leaves the plot
// where it crosses the edge, and never runs along it.
func (s *sheet) curve(p *funnelPlot, of func(document.FunnelLimit) float64, l line) {
	s.use(l)
	inside := false
	for i, at := range p.spec.Limits {
		n, v := at.N, of(at)
		if !drawable(n) || !drawable(v) {
			inside = false
			continue
		}
		if i > 0 && inside != p.ey.holds(v) {
			if n0, v0, ok := p.edge(p.spec.Limits[i-1].N, of(p.spec.Limits[i-1]), n, v); ok {
				s.step(inside, p.x.at(n0), p.y.at(v0))
				inside = true
			}
		}
		if !p.ey.holds(v) {
			inside = false
			continue
		}
		s.step(inside, p.x.at(n), p.y.at(v))
		inside = true
	}
	s.Stroke()
}

func (s *sheet) step(on bool, x, y float64) {
	if on {
		s.LineToF(x, y)
		return
	}
	s.MoveToF(x, y)
}

// edge is where a straight step crosses the top or bottom of the plot.
func (p *funnelPlot) edge(n0, v0, n1, v1 float64) (n, v float64, ok bool) {
	v = p.ey.high
	if min(v0, v1) < p.ey.low {
		v = p.ey.low
	}
	share := (v - v0) / (v1 - v0)
	if !finite(share) || share < 0 || share > 1 {
		return 0, 0, false
	}
	return n0 + share*(n1-n0), v, true
}

// funnelDots draws the areas, the own one last, and gives its place.
func (s *sheet) funnelDots(p *funnelPlot) (own *document.FunnelArea) {
	for _, near := range []bool{false, true} {
		for i, a := range p.spec.Areas {
			switch {
			case !drawable(a.N) || !drawable(a.Value):
			case a.Own:
				own = &p.spec.Areas[i]
			case a.Neighbour != near:
			case near:
				s.dot(p.x.at(a.N), p.y.at(a.Value), 2.3, render.Ink2, paperEdge)
			default:
				s.dot(p.x.at(a.N), p.y.at(a.Value), 2.1, render.Paper, line{render.Neighbour, 1.1, nil})
			}
		}
	}
	if own != nil {
		s.dot(p.x.at(own.N), p.y.at(own.Value), 4.2, render.Own, paperEdge)
	}
	return own
}

func (s *sheet) putFunnelLabels(p *funnelPlot, labels []endLabel) {
	for i := range labels {
		labels[i].want = p.y.at(labels[i].value)
		if i > 0 {
			more := float64(len(labels[i-1].lines)+len(labels[i].lines)-2) / 2
			labels[i].room = (1.28 + more*pitch) * s.label
		}
	}
	s.spread(labels, p.top, p.bottom)
	for _, l := range labels {
		if math.Abs(l.y-l.want) > 3.5*s.k {
			s.rule(p.right+1*s.k, l.want, p.right+7.5*s.k, l.y, leaderLine)
		}
		s.putLines(caption{x: p.right + 9*s.k, y: l.y, size: s.label, weight: l.weight, fill: l.fill}, l.lines)
	}
}

// ownFlag sets the own area's label where it covers least, with a leader that
// goes straight from the dot and then along to the label.
func (s *sheet) ownFlag(p *funnelPlot, own *document.FunnelArea) {
	if own == nil || p.spec.OwnLabel == "" {
		s.drop(p.spec.OwnLabel)
		return
	}
	for _, share := range []float64{0.6, 0.4, 0.9} {
		lines := s.fonts.Balance(p.spec.OwnLabel, TextStyle{Size: s.label, Weight: 700}, share*(p.right-p.left))
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if wholeWords(lines, p.spec.OwnLabel) && s.putOwn(p, own, lines) {
			return
		}
	}
	s.drop(p.spec.OwnLabel)
}

func (s *sheet) putOwn(p *funnelPlot, own *document.FunnelArea, lines []string) bool {
	x, y := p.x.at(own.N), p.y.at(own.Value)
	width, height := s.widestOf(lines, s.label, 700), pitch*s.label*float64(len(lines))
	best, place, found := math.Inf(1), box{}, false
	for _, side := range []float64{1, -1, 0} {
		for step := 2.0; step < 16; step++ {
			for _, way := range []float64{1, -1} {
				b := s.flagBox(p, x, y+way*step*s.label, side, width, height)
				if b.left < p.left+2*s.k || b.right > p.right || b.top < p.top || b.bottom > p.bottom-2*s.k || !s.clear(b) || b.bottom > y-5*s.k && b.top < y+5*s.k {
					continue
				}
				if cost := p.covered(b) + step; cost < best {
					best, place, found = cost, b, true
				}
			}
		}
	}
	if found {
		s.leadTo(x, y, place)
		s.putLines(caption{x: place.left, y: (place.top + place.bottom) / 2, size: s.label, weight: 700, fill: render.Own, halo: true}, lines)
	}
	return found
}

// flagBox is the ground of a label beside the elbow of its leader, or straight
// above or below the dot.
func (s *sheet) flagBox(p *funnelPlot, x, y, side, width, height float64) box {
	left := x + 8*s.k
	switch {
	case side < 0:
		left = x - 8*s.k - width
	case side == 0:
		left = max(p.left+2*s.k, min(x-width/2, p.right-width))
	}
	return box{left, y - height/2, left + width, y + height/2}
}

func (s *sheet) leadTo(x, y float64, b box) {
	level, from := (b.top+b.bottom)/2, y+4.2*s.k
	if level < y {
		from = y - 4.2*s.k
	}
	s.use(line{render.Own, 0.9, nil})
	s.MoveToF(x, from)
	switch {
	case b.right < x:
		s.LineToF(x, level)
		s.LineToF(b.right+2*s.k, level)
	case b.left > x:
		s.LineToF(x, level)
		s.LineToF(b.left-2*s.k, level)
	case level < y:
		s.LineToF(x, b.bottom+1*s.k)
	default:
		s.LineToF(x, b.top-1*s.k)
	}
	s.Stroke()
}

// covered weighs what a label would lie on: areas most, lines less.
func (p *funnelPlot) covered(b box) float64 {
	cost := 0.0
	for _, a := range p.spec.Areas {
		x, y := p.x.at(a.N), p.y.at(a.Value)
		if x > b.left-3 && x < b.right+3 && y > b.top-3 && y < b.bottom+3 {
			cost += 20
		}
	}
	for _, l := range p.spec.Limits {
		x := p.x.at(l.N)
		if x < b.left || x > b.right {
			continue
		}
		for _, v := range []float64{l.Lower998, l.Lower95, l.Upper95, l.Upper998, p.spec.Centre.Value} {
			if y := p.y.at(v); p.ey.holds(v) && y > b.top-1 && y < b.bottom+1 {
				cost += 3
			}
		}
	}
	return cost
}
