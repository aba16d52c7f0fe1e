package chart

import (
	gochart "github.com/wcharczuk/go-chart/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// trendPlot is a trend's plot area with its scales.
type trendPlot struct {
	spec                     document.TrendSpec
	periods                  int
	left, right, top, bottom float64
	x, y                     scale
	e                        extent
	labels                   []endLabel
	bare                     bool // no first value and no room for one
	words                    box  // what the rules of breaks go around
}

// trend draws values over time with their gaps, breaks and labels.
func (s *sheet) trend(t document.TrendSpec) {
	p := &trendPlot{spec: t, periods: len(t.Periods)}
	for _, series := range t.Series {
		p.periods = max(p.periods, len(series.Points))
	}
	p.e = axisExtent(t.Axis, trendValues(t))
	ticks := ticksOn(t.Axis.Ticks, p.e)
	s.trendSides(p, ticks)
	breaks := s.laneLabels(p)
	s.trendHeights(p, breaks)
	s.trendFrame(p, ticks)
	s.ownIntervals(p)
	if t.Target != nil {
		s.rule(p.left, p.y.at(t.Target.Value), p.right, p.y.at(t.Target.Value), targetLine)
	}
	s.putBreaks(p, breaks)
	for i := len(t.Series) - 1; i >= 0; i-- {
		s.seriesLines(p, t.Series[i])
	}
	s.putEndLabels(p)
	s.firstValue(p)
	s.gapWord(p)
	s.periodLabels(p)
}

func trendValues(t document.TrendSpec) []float64 {
	var out []float64
	for _, series := range t.Series {
		for _, pt := range series.Points {
			if v, ok := num(pt.Value); ok {
				out = append(out, v)
			}
		}
	}
	if t.Target != nil {
		out = append(out, t.Target.Value)
	}
	return out
}

// own is the series of the own area, nil when there is none.
func (p *trendPlot) own() *document.Series {
	for i := range p.spec.Series {
		if p.spec.Series[i].Kind == document.OwnSeries {
			return &p.spec.Series[i]
		}
	}
	return nil
}

// trendSides measures the margins: ticks left, end labels right, and inside
// the plot the room for the first value.
func (s *sheet) trendSides(p *trendPlot, ticks []document.Tick) {
	for _, t := range ticks {
		p.left = max(p.left, s.widthOf(t.Label, s.axis, 400)+5*s.k)
	}
	p.left = min(p.left, 0.4*s.w)
	if p.labels == nil {
		p.labels = s.endLabels(p)
	}
	margin := 0.0
	for _, l := range p.labels {
		margin = max(margin, l.width+9*s.k)
	}
	if margin == 0 && p.periods > 0 && p.periods <= len(p.spec.Periods) {
		margin = s.widthOf(p.spec.Periods[p.periods-1], s.axis, 400) / 2
	}
	p.right = max(s.w-margin, p.left+20*s.k)
	p.x = newScale(extent{0, float64(max(p.periods-1, 1))}, p.left+s.firstRoom(p), p.right-3*s.k)
	if p.periods == 1 { // beside its labels
		p.x = newScale(extent{0, 1}, p.x.to, p.x.to)
	}
}

// firstRoom is the space left of the first period, so that the own series'
// first value stands beside its point.
func (s *sheet) firstRoom(p *trendPlot) float64 {
	room := 6 * s.k
	own := p.own()
	if own == nil || p.bare {
		return room
	}
	first, last := knownEnds(own.Points)
	if first < 0 || first == last {
		return room
	}
	need := s.widthOf(own.Points[first].Value.Text, s.label, 700) + (firstGap+3)*s.k
	step := (p.right - p.left - room) / float64(max(p.periods-1, 1))
	return min(max(room, need-float64(first)*step), (p.right-p.left)/2)
}

// firstGap is the space from a point's centre to the value beside it.
const firstGap = 6

// knownEnds is the first and last point with a number; -1 for none.
func knownEnds(points []document.Point) (first, last int) {
	first, last = -1, -1
	for i, pt := range points {
		if _, ok := num(pt.Value); ok {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// trendHeights settles the height and the vertical scale below the lane.
func (s *sheet) trendHeights(p *trendPlot, breaks []laneLabel) {
	lane := 0
	for _, b := range breaks {
		lane = max(lane, len(b.lines))
	}
	p.top = 0.55 * s.label
	if lane > 0 {
		p.top = float64(lane)*pitch*s.axis + 0.9*s.label
	}
	s.height(s.trendHeight()+float64(lane)*pitch*s.axis, p.top+s.axisFoot()+max(3, float64(linesIn(p.labels)))*1.3*s.label)
	p.bottom = s.h - s.axisFoot()
	p.y = newScale(p.e, p.bottom, p.top)
}

// trendHeight is the kind's own height: about 140 to 200 in print, 250 on a
// phone, 300 on a wide screen.
func (s *sheet) trendHeight() float64 {
	switch {
	case s.label > 12 && s.label <= 15 && s.w < 420:
		return 250
	case s.label > 12 && s.label <= 15:
		return 300
	case s.w < 200:
		return 120 + 5*(s.label-8)
	case s.w < 300:
		return 164 + 11*(s.label-8)
	}
	return 176 + 12*(s.label-8)
}

// trendFrame draws gridlines, the axis and its labels. Where the axis starts
// above zero there is no ink zero line.
func (s *sheet) trendFrame(p *trendPlot, ticks []document.Tick) {
	for _, t := range ticks {
		y := p.y.at(t.At)
		if t.At != p.e.low {
			s.rule(p.left, y, p.right, y, gridLine)
		}
	}
	base := axisLine
	if p.e.low == 0 {
		base = zeroLine
	}
	if p.e.low < 0 && p.e.high > 0 {
		s.rule(p.left, p.y.at(0), p.right, p.y.at(0), zeroLine)
	}
	s.rule(p.left, p.bottom, p.right, p.bottom, base)
	for _, t := range ticks {
		s.put(caption{x: p.left - 5*s.k, y: p.y.at(t.At) + middle*s.axis, text: t.Label, size: s.axis, fill: render.Ink2, anchor: End})
	}
}

// segment is an unbroken run of points: first and last index.
type segment struct{ first, last int }

// segments cuts a series at gaps and breaks.
func (p *trendPlot) segments(points []document.Point) []segment {
	return segmentsOf(points, p.spec.Breaks)
}

func segmentsOf(points []document.Point, breaks []document.Break) []segment {
	cut := map[int]bool{}
	for _, b := range breaks {
		cut[b.Before] = true
	}
	var out []segment
	open := false
	for i, pt := range points {
		_, ok := num(pt.Value)
		switch {
		case !ok:
			open = false
		case open && !cut[i]:
			out[len(out)-1].last = i
		default:
			out = append(out, segment{i, i})
			open = true
		}
	}
	return out
}

// polyline draws one segment through go-chart.
func (s *sheet) polyline(points []document.Point, g segment, x, y scale, l line) {
	series := gochart.ContinuousSeries{Style: gochart.Style{
		StrokeColor: colourOf(l.token), StrokeWidth: l.width * s.k, StrokeDashArray: grown(l.dash, s.k)}}
	for i := g.first; i <= g.last; i++ {
		v, _ := num(points[i].Value)
		series.XValues = append(series.XValues, float64(i))
		series.YValues = append(series.YValues, v)
	}
	if series.Validate() != nil {
		return
	}
	ground := gochart.Box{Left: int(x.from * perUnit), Bottom: int(y.from * perUnit)}
	series.Render(s.recorder, ground, &x.span, &y.span, gochart.Style{})
}

func (s *sheet) seriesLines(p *trendPlot, series document.Series) {
	l := lineOfSeries(series.Kind)
	for _, g := range p.segments(series.Points) {
		if g.first < g.last {
			s.polyline(series.Points, g, p.x, p.y, l)
		} else if series.Kind != document.OwnSeries {
			v, _ := num(series.Points[g.first].Value)
			s.dot(p.x.at(float64(g.first)), p.y.at(v), 1.6, l.token, noLine)
		}
	}
	if series.Kind == document.OwnSeries {
		s.ownPoints(p, series.Points)
	}
}

// ownPoints marks each own figure; where they would crowd, only the ends of
// segments and provisional ones.
func (s *sheet) ownPoints(p *trendPlot, points []document.Point) {
	crowded := p.periods > 1 && (p.x.to-p.x.from)/float64(p.periods-1) < 7*s.k
	ends := map[int]bool{}
	for _, g := range p.segments(points) {
		ends[g.first], ends[g.last] = true, true
	}
	for i, pt := range points {
		v, ok := num(pt.Value)
		if !ok || crowded && !ends[i] && !pt.Provisional {
			continue
		}
		x, y := p.x.at(float64(i)), p.y.at(v)
		if pt.Provisional {
			s.dot(x, y, 3, render.Paper, line{render.Own, 1.6, nil})
			continue
		}
		s.dot(x, y, 2.5, render.Own, paperEdge)
	}
}

// ownIntervals draws the band around the own line, and a bar where a segment
// has one point only. A line with an interval in one of its periods gets a
// band as narrow as a point: a bar there would look like a line of its own.
func (s *sheet) ownIntervals(p *trendPlot) {
	own := p.own()
	if own == nil {
		return
	}
	known := make([]document.Point, len(own.Points))
	for i, pt := range own.Points {
		if in := pt.Interval; in.Known && drawable(in.Lower) && drawable(in.Upper) {
			known[i] = pt
		}
	}
	alone := map[int]bool{}
	for _, g := range p.segments(own.Points) {
		alone[g.first] = g.first == g.last
	}
	for _, g := range p.segments(known) {
		if g.first == g.last && !alone[g.first] {
			s.narrowBand(p, known[g.first].Interval, g.first)
			continue
		}
		if g.first == g.last {
			in, x := known[g.first].Interval, p.x.at(float64(g.first))
			s.rule(x, p.y.at(in.Lower), x, p.y.at(in.Upper), line{render.Own, 1.3, nil})
			continue
		}
		s.band(p, known, g)
	}
}

func (s *sheet) narrowBand(p *trendPlot, in document.Interval, period int) {
	x, half := p.x.at(float64(period)), 4*s.k
	s.MoveToF(x-half, p.y.at(in.Upper))
	s.LineToF(x+half, p.y.at(in.Upper))
	s.LineToF(x+half, p.y.at(in.Lower))
	s.LineToF(x-half, p.y.at(in.Lower))
	s.Close()
	s.fill = render.OwnTint
	s.Fill()
}

func (s *sheet) band(p *trendPlot, points []document.Point, g segment) {
	for i := g.first; i <= g.last; i++ {
		s.LineToF(p.x.at(float64(i)), p.y.at(points[i].Interval.Upper))
	}
	for i := g.last; i >= g.first; i-- {
		s.LineToF(p.x.at(float64(i)), p.y.at(points[i].Interval.Lower))
	}
	s.Close()
	s.fill = render.OwnTint
	s.Fill()
}
