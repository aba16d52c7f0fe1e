package chart

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// multiplesLine is thinner than a trend's own line.
var multiplesLine = line{render.Own, 2, nil}

// panelGrid is how the panels are laid out.
type panelGrid struct {
	cols              int
	width, gap        float64
	titles            int // most lines of a title
	plot, foot, total float64
	value             float64 // widest value at the end of a line
}

// multiples draws like series side by side, each with its title, its first and
// last period and its last value. Panels of one scale share it, and its labels
// stand once, in the first panel.
func (s *sheet) multiples(m document.MultiplesSpec) {
	g := s.panelGrid(m)
	rows := (len(m.Panels) + g.cols - 1) / g.cols
	high := max(g.total*float64(rows), s.label)
	s.height(high, high)
	var all []float64
	for _, panel := range m.Panels {
		all = append(all, panelValues(panel)...)
	}
	shared := axisExtent(m.Axis, all)
	for i, panel := range m.Panels {
		x, y := float64(i%g.cols)*(g.width+g.gap), float64(i/g.cols)*g.total
		ticks, e := m.Axis.Ticks, shared
		if m.OwnScales {
			ticks, e = panel.Axis.Ticks, axisExtent(panel.Axis, panelValues(panel))
		}
		s.panel(m, panel, g, x, y, ticksOn(ticks, e), e, i == 0 || m.OwnScales)
	}
}

func panelValues(p document.Multiple) []float64 {
	out := pointValues(p.Points)
	for _, b := range p.Bands {
		out = append(out, b.Lower90, b.Lower50, b.Median, b.Upper50, b.Upper90)
	}
	return out
}

func pointValues(points []document.Point) []float64 {
	var out []float64
	for _, pt := range points {
		if v, ok := num(pt.Value); ok {
			out = append(out, v)
		}
	}
	return out
}

// panelGrid chooses as many columns as keep a panel 76 units wide or wider for
// 8-unit labels, and spreads them evenly.
func (s *sheet) panelGrid(m document.MultiplesSpec) panelGrid {
	g := panelGrid{gap: 14 * s.k}
	n := max(len(m.Panels), 1)
	g.cols = int(max(1, math.Floor((s.w+g.gap)/(9.5*s.label+g.gap))))
	g.cols = min(g.cols, n)
	rows := (n + g.cols - 1) / g.cols
	g.cols = (n + rows - 1) / rows
	g.width = (s.w - float64(g.cols-1)*g.gap) / float64(g.cols)
	g.titles = 1
	for _, panel := range m.Panels {
		g.titles = max(g.titles, len(s.panelTitle(panel, g)))
		g.value = max(g.value, s.widthOf(panel.Last.Text, s.label, 700))
	}
	g.value = min(g.value, 0.5*g.width)
	g.plot = 5.2 * s.label
	g.foot = 1.5 * s.axis
	g.total = float64(g.titles)*pitch*s.label + 1.6*s.axis + g.plot + g.foot + 0.9*s.label
	return g
}

func (s *sheet) panelTitle(p document.Multiple, g panelGrid) []string {
	lines := s.fonts.Balance(p.Title, TextStyle{Size: s.label, Weight: 600}, g.width)
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// panel draws one series. Titles of one line stand at the foot of the room
// that longer ones need, so that all plots are level.
func (s *sheet) panel(m document.MultiplesSpec, p document.Multiple, g panelGrid, x0, y0 float64, ticks []document.Tick, e extent, labelled bool) {
	lines := s.panelTitle(p, g)
	for i, text := range lines {
		base := y0 + (ascent+pitch*float64(g.titles-len(lines)+i))*s.label
		s.put(caption{x: x0, y: base, text: text, size: s.label, weight: 600, fill: render.Ink})
	}
	top := y0 + float64(g.titles)*pitch*s.label + 1.6*s.axis
	bottom := top + g.plot
	right := x0 + g.width - g.value - 7*s.k
	y := newScale(e, bottom, top)
	s.panelFrame(ticks, y, e, x0, x0+g.width, bottom, labelled)
	periods := max(len(m.Periods), len(p.Points)+len(p.Bands))
	x := newScale(extent{0, float64(max(periods-1, 1))}, x0+3*s.k, right)
	if periods == 1 {
		x = newScale(extent{0, 1}, right, right)
	}
	s.panelFan(p, x, y)
	s.panelLine(p, x, y)
	s.panelPeriods(m.Periods, x, x0, bottom)
}

// panelFrame draws the base line and the top gridline with its value.
func (s *sheet) panelFrame(ticks []document.Tick, y scale, e extent, left, right, bottom float64, labelled bool) {
	base := axisLine
	if e.low == 0 {
		base = zeroLine
	}
	if n := len(ticks); n > 0 && ticks[n-1].At > e.low {
		top := ticks[n-1]
		s.rule(left, y.at(top.At), right, y.at(top.At), gridLine)
		if labelled {
			s.put(caption{x: left, y: y.at(top.At) - 0.3*s.axis, text: top.Label, size: s.axis, fill: render.Ink2})
		}
	}
	s.rule(left, bottom, right, bottom, base)
}

func (s *sheet) panelLine(p document.Multiple, x, y scale) {
	for _, g := range segmentsOf(p.Points, nil) {
		if g.first < g.last {
			s.polyline(p.Points, g, x, y, multiplesLine)
			continue
		}
		v, _ := num(p.Points[g.first].Value)
		s.dot(x.at(float64(g.first)), y.at(v), 1.9, render.Own, noLine)
	}
	_, last := knownEnds(p.Points)
	if n := len(p.Bands); n > 0 && drawable(p.Bands[n-1].Median) {
		s.put(caption{x: x.at(float64(len(p.Points)+n-1)) + 5*s.k, y: y.at(p.Bands[n-1].Median) + middle*s.label, text: p.Last.Text, size: s.label, weight: 700, fill: render.Own})
		return
	}
	if last < 0 {
		return
	}
	v, _ := num(p.Points[last].Value)
	s.dot(x.at(float64(last)), y.at(v), 2.5, render.Own, paperEdge)
	text := p.Last.Text
	if text == "" {
		text = p.Points[last].Value.Text
	}
	s.put(caption{x: x.at(float64(last)) + 5*s.k, y: y.at(v) + middle*s.label, text: text, size: s.label, weight: 700, fill: render.Own})
}

// panelFan draws the ranges of a panel's futures and their median, from the last
// point with a figure outwards.
func (s *sheet) panelFan(p document.Multiple, x, y scale) {
	if len(p.Bands) == 0 {
		return
	}
	f := &fanPlot{trendPlot: &trendPlot{x: x, y: y}, fan: document.FanSpec{History: p.Points, Bands: p.Bands}}
	_, f.census = knownEnds(p.Points)
	s.fanBand(f, render.Fan90, fanEdge, func(b document.FanBand) (lower, upper float64) { return b.Lower90, b.Upper90 })
	s.fanBand(f, render.Ramp2, noLine, func(b document.FanBand) (lower, upper float64) { return b.Lower50, b.Upper50 })
	s.median(f)
}

// panelPeriods writes the first and last period below the ends of the line;
// the last wins where there is room for one.
func (s *sheet) panelPeriods(periods []string, x scale, left, bottom float64) {
	if len(periods) == 0 {
		return
	}
	last := periods[len(periods)-1]
	half := s.widthOf(last, s.axis, 400) / 2
	at := max(x.to, left+half)
	base := bottom + 4*s.k + 0.75*s.axis
	s.put(caption{x: at, y: base, text: last, size: s.axis, fill: render.Ink2, anchor: Middle})
	if first := periods[0]; len(periods) > 1 && left+s.widthOf(first, s.axis, 400)+4*s.k <= at-half {
		s.put(caption{x: left, y: base, text: first, size: s.axis, fill: render.Ink2})
	}
}
