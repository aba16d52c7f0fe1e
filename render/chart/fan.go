package chart

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// The lines of a fan, for 8-unit labels.
var (
	fanEdge    = line{render.Part, 0.6, nil}
	medianLine = line{render.Own, 2, []float64{4, 2.4}}
)

// fanPlot is a trend's plot with the place where the history ends.
type fanPlot struct {
	*trendPlot
	fan    document.FanSpec
	census int // index of the last point of the history with a figure, -1 for none
}

// fan draws a projection: the history solid to the last census, a rule there,
// and beyond it the ranges of simulated futures around their median.
func (s *sheet) fan(f document.FanSpec) {
	p := &fanPlot{fan: f, trendPlot: &trendPlot{spec: fanTrend(f), periods: max(len(f.Periods), len(f.History)+len(f.Bands))}}
	_, p.census = knownEnds(f.History)
	p.e = axisExtent(f.Axis, fanValues(f))
	p.labels = s.fanLabels(p)
	ticks := ticksOn(f.Axis.Ticks, p.e)
	s.trendSides(p.trendPlot, ticks)
	breaks := s.laneLabels(p.trendPlot)
	s.trendHeights(p.trendPlot, breaks)
	s.censusLane(p)
	s.trendFrame(p.trendPlot, ticks)
	s.fanBand(p, render.Fan90, fanEdge, func(b document.FanBand) (lower, upper float64) { return b.Lower90, b.Upper90 })
	s.fanBand(p, render.Ramp2, noLine, func(b document.FanBand) (lower, upper float64) { return b.Lower50, b.Upper50 })
	s.putBreaks(p.trendPlot, breaks)
	s.censusRule(p)
	s.median(p)
	s.seriesLines(p.trendPlot, p.spec.Series[0])
	s.putEndLabels(p.trendPlot)
	s.firstValue(p.trendPlot)
	s.censusValue(p)
	s.gapWord(p.trendPlot)
	s.periodLabels(p.trendPlot)
}

// fanTrend is the part of a fan that is a trend: the history, and nothing in
// the periods after it.
func fanTrend(f document.FanSpec) document.TrendSpec {
	points := make([]document.Point, len(f.History)+len(f.Bands))
	copy(points, f.History)
	missing := ""
	for _, pt := range f.History {
		if _, ok := num(pt.Value); !ok {
			missing = f.Missing
		}
	}
	return document.TrendSpec{Axis: f.Axis, Periods: f.Periods, Breaks: f.Breaks, Missing: missing,
		Series: []document.Series{{Kind: document.OwnSeries, Points: points}}}
}

func fanValues(f document.FanSpec) []float64 {
	out := trendValues(fanTrend(f))
	for _, b := range f.Bands {
		out = append(out, b.Lower90, b.Lower50, b.Median, b.Upper50, b.Upper90)
	}
	return out
}

// fanLabels name the edges of the ranges in the last period.
func (s *sheet) fanLabels(p *fanPlot) []endLabel {
	labels := []endLabel{}
	n := len(p.fan.Bands)
	if n == 0 {
		return labels
	}
	end := p.fan.Bands[n-1]
	for _, l := range []struct {
		text   string
		value  float64
		weight int
		fill   render.Token
	}{
		{p.fan.Upper90Label, end.Upper90, 400, render.Ink2}, {p.fan.Upper50Label, end.Upper50, 400, render.Ink2},
		{p.fan.MedianLabel, end.Median, 700, render.Own},
		{p.fan.Lower50Label, end.Lower50, 400, render.Ink2}, {p.fan.Lower90Label, end.Lower90, 400, render.Ink2},
	} {
		if l.text != "" && drawable(l.value) {
			labels = append(labels, s.wrapEnd(endLabel{weight: l.weight, fill: l.fill, period: p.periods - 1, value: l.value, leader: true}, l.text))
		}
	}
	return labels
}

// censusLane makes room for the words at the rule, one line below the reasons
// of breaks.
func (s *sheet) censusLane(p *fanPlot) {
	if p.census < 0 || p.fan.CensusLabel+p.fan.ProjectedLabel == "" {
		return
	}
	lane := 1.3 * s.axis
	if s.given == 0 {
		s.h += lane
		p.bottom += lane
	}
	p.top += lane
	p.y = newScale(p.e, p.bottom, p.top)
	x, base := p.x.at(float64(p.census)), p.censusBase(s)
	p.words = box{x - 6*s.k - s.widthOf(p.fan.CensusLabel, s.axis, 400), base - ascent*s.axis, x + 6*s.k + s.widthOf(p.fan.ProjectedLabel, s.axis, 400), base + descent*s.axis}
}

// censusBase is the line that the words at the rule stand on.
func (p *fanPlot) censusBase(s *sheet) float64 { return p.top - 0.5*s.label }

// censusRule parts what was counted from what is projected, and says so.
func (s *sheet) censusRule(p *fanPlot) {
	if p.census < 0 || len(p.fan.Bands) == 0 {
		return
	}
	x := p.x.at(float64(p.census))
	base := p.censusBase(s)
	s.rule(x, base-ascent*s.axis, x, p.bottom, breakLine)
	s.put(caption{x: x - 4*s.k, y: base, text: p.fan.CensusLabel, size: s.axis, fill: render.Ink2, anchor: End})
	s.put(caption{x: x + 4*s.k, y: base, text: p.fan.ProjectedLabel, size: s.axis, fill: render.Ink2})
}

// start is where the fan opens: the last census, or the first band when there
// is no history.
func (p *fanPlot) start() (x, y float64, ok bool) {
	if p.census < 0 {
		return 0, 0, false
	}
	v, _ := num(p.fan.History[p.census].Value)
	return p.x.at(float64(p.census)), p.y.at(v), true
}

// bandX is where the i-th band stands.
func (p *fanPlot) bandX(i int) float64 { return p.x.at(float64(len(p.fan.History) + i)) }

// fanBand fills one range from the census outwards.
func (s *sheet) fanBand(p *fanPlot, fill render.Token, edge line, of func(document.FanBand) (lower, upper float64)) {
	if len(p.fan.Bands) == 0 {
		return
	}
	s.use(edge)
	s.fill = fill
	if x, y, ok := p.start(); ok {
		s.MoveToF(x, y)
	}
	for i, b := range p.fan.Bands {
		_, upper := of(b)
		s.LineToF(p.bandX(i), p.y.at(upper))
	}
	for i := len(p.fan.Bands) - 1; i >= 0; i-- {
		lower, _ := of(p.fan.Bands[i])
		s.LineToF(p.bandX(i), p.y.at(lower))
	}
	s.Close()
	s.FillStroke()
}

func (s *sheet) median(p *fanPlot) {
	s.use(medianLine)
	if x, y, ok := p.start(); ok {
		s.MoveToF(x, y)
	}
	for i, b := range p.fan.Bands {
		s.LineToF(p.bandX(i), p.y.at(b.Median))
	}
	s.Stroke()
}

// censusValue writes the last counted figure below the fan's opening, or above
// the line before it.
func (s *sheet) censusValue(p *fanPlot) {
	x, y, ok := p.start()
	if first, _ := knownEnds(p.fan.History); !ok || first == p.census && len(p.fan.History) > 1 {
		return
	}
	c := caption{text: p.fan.History[p.census].Value.Text, size: s.label, weight: 700, fill: render.Own, halo: true}
	width := s.widthOf(c.text, c.size, c.weight)
	for step := 1.0; step < 12; step++ {
		for _, left := range []float64{x + 5*s.k, x - 5*s.k - width} {
			base := y + (0.4*step+0.7)*s.label
			if left < x {
				base = y - (0.4*step+0.1)*s.label
			}
			b := box{left - 2, base - ascent*s.label, left + width + 2, base + descent*s.label}
			if b.left < p.left || b.right > p.right || b.top < p.top || b.bottom > p.bottom-2*s.k || !s.clear(b) || p.crossed(b) || p.inFan(b) {
				continue
			}
			c.x, c.y = left, base
			s.put(c)
			return
		}
	}
	s.drop(c.text)
}

// inFan reports a box that touches the outer range.
func (p *fanPlot) inFan(b box) bool {
	x0, y0, ok := p.start()
	low, high := y0, y0
	for i, band := range p.fan.Bands {
		x, bottom, top := p.bandX(i), p.y.at(band.Lower90), p.y.at(band.Upper90)
		if ok && x0 < b.right && x > b.left && max(low, bottom) > b.top-2 && min(high, top) < b.bottom+2 {
			return true
		}
		x0, low, high, ok = x, bottom, top, true
	}
	return false
}
