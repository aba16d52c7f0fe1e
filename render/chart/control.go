package chart

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// The lines of a control chart, for 8-unit labels.
var (
	processLine = line{render.Neighbour, 1.1, nil}
	meanLine    = line{render.Ink2, 1.0, nil}
	limitLine   = line{render.Ink3, 0.9, []float64{3, 2}}
	trialLine   = line{render.Ink3, 0.9, []float64{1.2, 2.2}}
)

// control draws a control chart: the range to expect, the series in grey and
// every point that a rule flags by shape and colour. It shares axis, breaks,
// gaps and labels with the trend.
func (s *sheet) control(c document.ControlSpec) {
	p := &trendPlot{spec: trendOf(c), periods: max(len(c.Periods), len(c.Points)), bare: true}
	p.e = axisExtent(c.Axis, controlValues(c))
	p.labels = s.controlLabels(c)
	ticks := ticksOn(c.Axis.Ticks, p.e)
	s.trendSides(p, ticks)
	breaks := s.laneLabels(p)
	s.trendHeights(p, breaks)
	for _, g := range limitedRuns(c) {
		s.expected(p, c, g)
	}
	s.trendFrame(p, ticks)
	for _, g := range limitedRuns(c) {
		s.limitLines(p, c, g)
	}
	if c.Target != nil {
		s.rule(p.left, p.y.at(c.Target.Value), p.right, p.y.at(c.Target.Value), targetLine)
	}
	s.putBreaks(p, breaks)
	own := p.spec.Series[0].Points
	for _, g := range p.segments(own) {
		if g.first < g.last {
			s.polyline(own, g, p.x, p.y, processLine)
		}
	}
	s.signals(p, c)
	s.putEndLabels(p)
	s.finding(p, c)
	s.gapWord(p)
	s.periodLabels(p)
}

// trendOf is the part of a control chart that is a trend.
func trendOf(c document.ControlSpec) document.TrendSpec {
	own := document.Series{Kind: document.OwnSeries, Label: c.LastLabel, Points: make([]document.Point, len(c.Points))}
	for i, pt := range c.Points {
		own.Points[i] = document.Point{Value: pt.Value, Provisional: pt.Provisional}
	}
	return document.TrendSpec{Axis: c.Axis, Periods: c.Periods, Series: []document.Series{own}, Target: c.Target, Breaks: c.Breaks, Missing: c.Missing}
}

func controlValues(c document.ControlSpec) []float64 {
	out := trendValues(trendOf(c))
	for _, pt := range c.Points {
		if pt.Limited {
			out = append(out, pt.Lower, pt.Upper)
		}
	}
	return out
}

// limitedRuns are the stretches of points with limits, cut at breaks.
func limitedRuns(c document.ControlSpec) (runs []segment) {
	cut := map[int]bool{}
	for _, b := range c.Breaks {
		cut[b.Before] = true
	}
	open := false
	for i, pt := range c.Points {
		limited := pt.Limited && drawable(pt.Lower) && drawable(pt.Mean) && drawable(pt.Upper)
		switch {
		case !limited:
			open = false
		case open && !cut[i] && pt.Trial == c.Points[i-1].Trial:
			runs[len(runs)-1].last = i
		default:
			runs, open = append(runs, segment{i, i}), true
		}
	}
	return runs
}

// span is where the lines of a run begin and end: half a step beyond its
// outer points, so that they stand inside their limits.
func (p *trendPlot) span(g segment) (from, to float64) {
	half := 0.0
	if p.periods > 1 {
		half = (p.x.at(1) - p.x.at(0)) / 2
	}
	return max(p.left, p.x.at(float64(g.first))-half), min(p.right, p.x.at(float64(g.last))+half)
}

// expected is the ground of the range to expect. Trial limits have none.
func (s *sheet) expected(p *trendPlot, c document.ControlSpec, g segment) {
	if c.Points[g.first].Trial {
		return
	}
	s.follow(p, c, g, func(pt document.ControlPoint) float64 { return pt.Upper })
	from, to := p.span(g)
	s.LineToF(to, p.y.at(c.Points[g.last].Lower))
	for i := g.last; i >= g.first; i-- {
		s.LineToF(p.x.at(float64(i)), p.y.at(c.Points[i].Lower))
	}
	s.LineToF(from, p.y.at(c.Points[g.first].Lower))
	s.Close()
	s.fill = render.Tint
	s.Fill()
}

// follow traces one of the limits over a run.
func (s *sheet) follow(p *trendPlot, c document.ControlSpec, g segment, of func(document.ControlPoint) float64) {
	from, to := p.span(g)
	s.MoveToF(from, p.y.at(of(c.Points[g.first])))
	for i := g.first; i <= g.last; i++ {
		s.LineToF(p.x.at(float64(i)), p.y.at(of(c.Points[i])))
	}
	s.LineToF(to, p.y.at(of(c.Points[g.last])))
}

func (s *sheet) limitLines(p *trendPlot, c document.ControlSpec, g segment) {
	limit := limitLine
	if c.Points[g.first].Trial {
		limit = trialLine
	}
	for _, l := range []struct {
		of   func(document.ControlPoint) float64
		line line
	}{
		{func(pt document.ControlPoint) float64 { return pt.Lower }, limit},
		{func(pt document.ControlPoint) float64 { return pt.Upper }, limit},
		{func(pt document.ControlPoint) float64 { return pt.Mean }, meanLine},
	} {
		s.use(l.line)
		s.follow(p, c, g, l.of)
		s.Stroke()
	}
}

// signalRadius is the radius of a mark, less where points would crowd.
func (s *sheet) signalRadius(p *trendPlot) float64 {
	r := 3.2 * s.k
	if p.periods > 1 {
		r = min(r, 0.46*(p.x.at(1)-p.x.at(0)))
	}
	return max(r, 1.6)
}

// signals draws the points, those of common cause first, so that no mark that
// matters is covered.
func (s *sheet) signals(p *trendPlot, c document.ControlSpec) {
	r := s.signalRadius(p)
	for _, special := range []bool{false, true} {
		for i, pt := range c.Points {
			v, ok := num(pt.Value)
			mark := pt.Signal
			if mark == document.NoMark {
				mark = document.Expected
			}
			if !ok || (mark != document.Expected) != special {
				continue
			}
			x, y := p.x.at(float64(i)), p.y.at(v)
			if pt.Provisional && !special {
				s.dot(x, y, 0.8*r/s.k, render.Paper, line{render.Common, 1.2, nil})
				continue
			}
			for _, op := range Mark(mark, x, y, r) {
				s.add(op)
			}
		}
	}
}

// controlLabels name limits, mean, target and the last value at the right.
func (s *sheet) controlLabels(c document.ControlSpec) []endLabel {
	labels := []endLabel{}
	end := len(c.Points) - 1
	add := func(text string, value float64, period, weight int, fill render.Token) {
		if text != "" && drawable(value) {
			l := endLabel{weight: weight, fill: fill, period: period, value: value, leader: true}
			labels = append(labels, s.wrapEnd(l, text))
		}
	}
	if end >= 0 && c.Points[end].Limited {
		pt := c.Points[end]
		add(c.UpperLabel, pt.Upper, end, 400, render.Ink2)
		add(c.MeanLabel, pt.Mean, end, 400, render.Ink2)
		add(c.LowerLabel, pt.Lower, end, 400, render.Ink2)
	}
	if c.Target != nil {
		add(c.Target.Label, c.Target.Value, end, 600, render.Ink)
	}
	for i := end; i >= 0; i-- {
		if v, ok := num(c.Points[i].Value); ok {
			add(c.LastLabel, v, i, 700, signalInk(c.Points[i].Signal))
			break
		}
	}
	return labels
}

// signalInk is the colour of words about a point: a judgement's, or the own
// area's.
func signalInk(m document.Mark) render.Token {
	switch m {
	case document.Improving:
		return render.Improve
	case document.Concerning:
		return render.Concern
	case document.Unusual:
		return render.Neutral
	}
	return render.Own
}

// finding writes what the latest point's rule says into the plot, below or
// above the data and clear of them; else it goes to the notes.
func (s *sheet) finding(p *trendPlot, c document.ControlSpec) {
	if c.Finding == "" {
		return
	}
	room := p.right - p.left - 8*s.k
	for _, measure := range []float64{min(room, 26*s.label), 0.6 * room, 0.45 * room} {
		lines := s.fonts.Balance(c.Finding, TextStyle{Size: s.label, Weight: 600}, measure)
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if wholeWords(lines, c.Finding) && s.putFinding(p, c, lines) {
			return
		}
	}
	s.drop(c.Finding)
}

func (s *sheet) putFinding(p *trendPlot, c document.ControlSpec, lines []string) bool {
	fill := signalInk(lastSignal(c))
	if fill == render.Own {
		fill = render.Ink2
	}
	width, height := s.widestOf(lines, s.label, 600), float64(len(lines))*pitch*s.label
	near := (p.top + p.bottom) / 2 // the last point's height
	if i := lastKnown(c); i >= 0 {
		near = p.y.at(c.Points[i].Value.Value.Number)
	}
	for _, x := range []float64{p.right - 4*s.k - width, p.left + 4*s.k} {
		for d := 0.5 * s.label; d < p.bottom-p.top; d += s.label / 3 {
			for _, top := range []float64{near + d, near - d - height} {
				b := box{x - 2, top, x + width + 2, top + height}
				if b.left < p.left || b.top < p.top || b.bottom > p.bottom-2*s.k || !s.clear(b) || p.crossed(b) || p.onLimit(c, b) {
					continue
				}
				s.putLines(caption{x: x, y: top + height/2, size: s.label, weight: 600, fill: fill, halo: true}, lines)
				return true
			}
		}
	}
	return false
}

// lastKnown is the index of the last point with a number, -1 for none.
func lastKnown(c document.ControlSpec) int {
	for i := len(c.Points) - 1; i >= 0; i-- {
		if _, ok := num(c.Points[i].Value); ok {
			return i
		}
	}
	return -1
}

func lastSignal(c document.ControlSpec) document.Mark {
	if i := lastKnown(c); i >= 0 {
		return c.Points[i].Signal
	}
	return document.NoMark
}

// onLimit reports a limit or mean line through the box.
func (p *trendPlot) onLimit(c document.ControlSpec, b box) bool {
	for _, g := range limitedRuns(c) {
		from, to := p.span(g)
		if to < b.left || from > b.right {
			continue
		}
		for _, pt := range c.Points[g.first : g.last+1] {
			for _, v := range []float64{pt.Lower, pt.Mean, pt.Upper} {
				if y := p.y.at(v); y > b.top-2 && y < b.bottom+2 {
					return true
				}
			}
		}
	}
	return false
}
