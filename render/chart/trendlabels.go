package chart

import (
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// endLabel names a line at its right end.
type endLabel struct {
	lines  []string
	width  float64
	weight int
	fill   render.Token
	period int // of the point it belongs to
	value  float64
	room   float64 // least distance to the label before
	want   float64 // height of that point
	y      float64 // middle of the label
	leader bool    // whether there is a point to lead from
}

// endRoom is the most that end labels may take of the drawing's width: less of
// a drawing that is narrow for its type.
func (s *sheet) endRoom() float64 {
	if s.w < 24*s.label {
		return 0.34 * s.w
	}
	return 0.42 * s.w
}

// endLabels lists the labels of the series that have a figure, in series
// order, and of the target.
func (s *sheet) endLabels(p *trendPlot) []endLabel {
	var out []endLabel
	for _, series := range p.spec.Series {
		_, last := knownEnds(series.Points)
		if last < 0 || series.Label == "" {
			continue
		}
		l := endLabel{weight: 400, fill: render.Ink, period: last, leader: true}
		l.value, _ = num(series.Points[last].Value)
		if series.Kind == document.OwnSeries {
			l.weight, l.fill = 700, render.Own
		}
		out = append(out, s.wrapEnd(l, series.Label))
	}
	if t := p.spec.Target; t != nil && t.Label != "" && drawable(t.Value) {
		l := endLabel{weight: 600, fill: render.Ink, period: p.periods - 1, value: t.Value, leader: true}
		out = append(out, s.wrapEnd(l, t.Label))
	}
	return out
}

func (s *sheet) wrapEnd(l endLabel, text string) endLabel {
	l.lines = s.fonts.Balance(text, TextStyle{Size: s.label, Weight: l.weight}, s.endRoom())
	for i := range l.lines {
		l.lines[i] = strings.TrimRight(l.lines[i], " ")
		l.width = max(l.width, s.widthOf(l.lines[i], s.label, l.weight))
	}
	return l
}

func linesIn(labels []endLabel) int {
	n := 0
	for _, l := range labels {
		n += len(l.lines)
	}
	return n
}

// putEndLabels draws the labels as near to their points as they can stand
// without touching, with a leader where one had to move.
func (s *sheet) putEndLabels(p *trendPlot) {
	labels := slices.Clone(p.labels)
	for i := range labels {
		labels[i].want = p.y.at(labels[i].value)
	}
	slices.SortStableFunc(labels, func(a, b endLabel) int { return compareFloat(a.want, b.want) })
	for i := 1; i < len(labels); i++ {
		more := float64(len(labels[i-1].lines)+len(labels[i].lines)-2) / 2
		labels[i].room = (1.28 + more*pitch) * s.label
	}
	s.spread(labels, p.top, p.bottom)
	for _, l := range labels {
		x := p.right + 9*s.k
		if l.leader && (math.Abs(l.y-l.want) > 3.5*s.k || l.period < p.periods-1) {
			s.rule(p.x.at(float64(l.period))+4*s.k, l.want, x-1.5*s.k, l.y, leaderLine)
		}
		s.putLines(caption{x: x, y: l.y, size: s.label, weight: l.weight, fill: l.fill}, l.lines)
	}
}

// spread gives labels, sorted by where they want to be, the heights nearest to
// that in the sense of least squares at which none touches the next, and keeps
// the pile between top and bottom.
func (s *sheet) spread(labels []endLabel, top, bottom float64) {
	type pile struct {
		sum   float64 // of what the members want, less their offsets
		count int
	}
	offsets := offsetsOf(labels)
	var piles []pile
	for i, l := range labels {
		piles = append(piles, pile{l.want - offsets[i], 1})
		for n := len(piles); n > 1 && piles[n-2].sum/float64(piles[n-2].count) > piles[n-1].sum/float64(piles[n-1].count); n-- {
			piles[n-2].sum += piles[n-1].sum
			piles[n-2].count += piles[n-1].count
			piles = piles[:n-1]
		}
	}
	i := 0
	for _, p := range piles {
		for range p.count {
			labels[i].y = p.sum/float64(p.count) + offsets[i]
			i++
		}
	}
	s.clampLabels(labels, offsets, top, bottom)
}

// offsetsOf are the least distances of labels from the first one.
func offsetsOf(labels []endLabel) []float64 {
	out := make([]float64, len(labels))
	for i := 1; i < len(labels); i++ {
		out[i] = out[i-1] + labels[i].room
	}
	return out
}

// clampLabels moves labels inside without closing the distances between them.
func (s *sheet) clampLabels(labels []endLabel, offsets []float64, top, bottom float64) {
	for i := range labels {
		half := float64(len(labels[i].lines)-1) / 2 * pitch * s.label
		least := top + half
		if i > 0 {
			least = max(least, labels[i-1].y+offsets[i]-offsets[i-1])
		}
		labels[i].y = max(labels[i].y, least)
	}
	for i := len(labels) - 1; i >= 0; i-- {
		most := bottom - float64(len(labels[i].lines)-1)/2*pitch*s.label
		if i < len(labels)-1 {
			most = min(most, labels[i+1].y-offsets[i+1]+offsets[i])
		}
		labels[i].y = min(labels[i].y, most)
	}
}

// firstValue writes the own series' first figure left of its point, or, where a
// line runs there, in the nearest clear place below or above it.
func (s *sheet) firstValue(p *trendPlot) {
	own := p.own()
	if own == nil {
		return
	}
	first, last := knownEnds(own.Points)
	if first < 0 || first == last {
		return
	}
	v, _ := num(own.Points[first].Value)
	c := caption{x: p.x.at(float64(first)) - firstGap*s.k, y: p.y.at(v) + middle*s.label, text: own.Points[first].Value.Text,
		size: s.label, weight: 700, fill: render.Own, anchor: End, halo: true}
	for _, step := range []float64{0, 0.6, -0.6, 0.9, -0.9, 1.2, -1.2, 1.6, -1.6, 2, -2, 2.4, -2.4} {
		moved := c
		moved.y += step * s.label
		b, _, _ := s.boxOf(moved)
		if b.bottom < p.bottom && s.clear(b) && !p.crossed(b) {
			c = moved
			break
		}
	}
	s.put(c)
}

// periodLabels writes the last period and then every second, third and so on
// before it, so that the labels stand clear of each other.
func (s *sheet) periodLabels(p *trendPlot) {
	n := len(p.spec.Periods)
	if n == 0 {
		return
	}
	for step := 1; ; step++ {
		if kept, ok := s.clearPeriods(p, step); ok || step >= n {
			for i, c := range kept {
				x := p.x.at(float64(n - 1 - i*step))
				s.rule(x, p.bottom, x, p.bottom+2.5*s.k, axisLine)
				s.put(c)
			}
			return
		}
	}
}

// clearPeriods is every step-th label from the last backwards; ok when they
// are 4 units apart.
func (s *sheet) clearPeriods(p *trendPlot, step int) (kept []caption, ok bool) {
	edge := math.Inf(1)
	ok = true
	for i := len(p.spec.Periods) - 1; i >= 0; i -= step {
		c := caption{x: p.x.at(float64(i)), y: p.bottom + 4.5*s.k + 0.85*s.axis, text: p.spec.Periods[i],
			size: s.axis, fill: render.Ink2, anchor: Middle}
		b, _, _ := s.boxOf(c)
		ok = ok && b.right+4*s.k <= edge
		edge = b.left
		kept = append(kept, c)
	}
	return kept, ok
}
