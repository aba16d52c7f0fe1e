package chart

import (
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// laneLabel is a break with its reason as set in the lane above the plot.
type laneLabel struct {
	x, left float64
	lines   []string
}

// laneLines is the most lines of a reason.
const laneLines = 3

// laneLabels sets the reasons of the breaks beside their lines: to the right,
// or to the left where the right has less room. A break without periods on
// both sides cuts nothing and is only told.
func (s *sheet) laneLabels(p *trendPlot) []laneLabel {
	breaks := slices.Clone(p.spec.Breaks)
	slices.SortStableFunc(breaks, func(a, b document.Break) int { return a.Before - b.Before })
	var out []laneLabel
	for i, b := range breaks {
		if b.Before < 1 || b.Before >= p.periods || i > 0 && b.Before == breaks[i-1].Before {
			s.drop(b.Reason)
			continue
		}
		out = append(out, laneLabel{x: (p.x.at(float64(b.Before-1)) + p.x.at(float64(b.Before))) / 2, lines: []string{b.Reason}})
	}
	free := 0.0 // from where the lane is empty
	for i := range out {
		end := s.w
		if i+1 < len(out) {
			end = out[i+1].x - 4*s.k
		}
		free = s.setReason(&out[i], free, end)
	}
	return out
}

// setReason breaks the reason into few lines on one side of the break and
// gives the right end of what is used.
func (s *sheet) setReason(l *laneLabel, free, end float64) float64 {
	reason, gap := l.lines[0], 4*s.k
	l.lines = nil
	if reason == "" {
		return max(free, l.x)
	}
	right := s.reasonLines(reason, end-l.x-gap)
	left := s.reasonLines(reason, l.x-gap-free)
	switch {
	case right != nil && (left == nil || len(right) <= len(left)):
		l.lines, l.left = right, l.x+gap
	case left != nil:
		l.lines = left
		l.left = l.x - gap - s.widestOf(left, s.axis, 400)
		return l.x
	default:
		s.drop(reason)
		return max(free, l.x)
	}
	return l.left + s.widestOf(right, s.axis, 400) + gap
}

// reasonLines is the text in at most laneLines lines within width, about 22
// characters long; nil when it does not fit.
func (s *sheet) reasonLines(reason string, width float64) []string {
	if width < 3*s.axis {
		return nil
	}
	style := TextStyle{Size: s.axis}
	for _, measure := range []float64{min(width, 11*s.axis), width} {
		lines := s.fonts.Balance(reason, style, measure)
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if len(lines) <= laneLines && s.widestOf(lines, s.axis, 400) <= width && wholeWords(lines, reason) {
			return lines
		}
	}
	return nil
}

// wholeWords reports that no word was cut to make the lines.
func wholeWords(lines []string, text string) bool {
	return strings.Join(strings.Fields(strings.Join(lines, " ")), " ") == strings.Join(strings.Fields(text), " ")
}

// putBreaks draws the dotted lines from the lane to the axis and the reasons.
func (s *sheet) putBreaks(p *trendPlot, breaks []laneLabel) {
	for _, b := range breaks {
		s.breakRule(b.x, p)
		for i, text := range b.lines {
			s.put(caption{x: b.left, y: (ascent + pitch*float64(i)) * s.axis, text: text, size: s.axis, fill: render.Ink2})
		}
	}
}

// breakRule runs from the reasons to the axis, and makes way for words that
// stand in its path.
func (s *sheet) breakRule(x float64, p *trendPlot) {
	if w := p.words; w.left < x && x < w.right {
		s.rule(x, 0, x, w.top, breakLine)
		s.rule(x, w.bottom, x, p.bottom, breakLine)
		return
	}
	s.rule(x, 0, x, p.bottom, breakLine)
}

// gapWord writes why the own series' first gap is there into the gap, when
// there is a clear place for it, and else leaves it to the notes.
func (s *sheet) gapWord(p *trendPlot) {
	own := p.own()
	if own == nil || p.spec.Missing == "" {
		return
	}
	from, to, level, ok := s.firstGap(p, own.Points)
	if ok {
		style := TextStyle{Size: s.axis}
		for _, measure := range []float64{math.Inf(1), to - from} {
			lines := s.fonts.Balance(p.spec.Missing, style, measure)
			if wholeWords(lines, p.spec.Missing) && s.putInGap(p, lines, from, to, level) {
				return
			}
		}
	}
	s.drop(p.spec.Missing)
}

// firstGap is the clear width of the first run of missing own points and the
// height at which the line would cross it.
func (s *sheet) firstGap(p *trendPlot, points []document.Point) (from, to, level float64, ok bool) {
	a := slices.IndexFunc(points, func(pt document.Point) bool { _, known := num(pt.Value); return !known })
	if a < 0 {
		return 0, 0, 0, false
	}
	b := a
	for b < len(points) {
		if _, known := num(points[b].Value); known {
			break
		}
		b++
	}
	from, to = p.left, p.right
	var ends []float64
	if a > 0 {
		v, _ := num(points[a-1].Value)
		from, ends = p.x.at(float64(a-1))+5*s.k, append(ends, p.y.at(v))
	}
	if b < len(points) {
		v, _ := num(points[b].Value)
		to, ends = p.x.at(float64(b))-5*s.k, append(ends, p.y.at(v))
	}
	level = (p.top + p.bottom) / 2
	if len(ends) > 0 {
		level = (ends[0] + ends[len(ends)-1]) / 2
	}
	return from, to, level, true
}

// putInGap tries heights nearer and nearer to the edges of the plot until the
// lines stand clear of every line and text.
func (s *sheet) putInGap(p *trendPlot, lines []string, from, to, level float64) bool {
	width := s.widestOf(lines, s.axis, 400)
	half := float64(len(lines)) * pitch * s.axis / 2
	if width > to-from {
		return false
	}
	x := (from + to) / 2
	for d := 0.0; d < p.bottom-p.top; d += s.axis / 2 {
		for _, y := range []float64{level - d, level + d} {
			b := box{x - width/2 - 2, y - half, x + width/2 + 2, y + half}
			if b.top >= p.top-half && b.bottom <= p.bottom && s.clear(b) && !p.crossed(b) {
				s.putLines(caption{x: x, y: y, size: s.axis, fill: render.Ink2, anchor: Middle, halo: true}, lines)
				return true
			}
		}
	}
	return false
}

// crossed reports a series, target or break through the box.
func (p *trendPlot) crossed(b box) bool {
	if t := p.spec.Target; t != nil && b.top < p.y.at(t.Value)+2 && b.bottom > p.y.at(t.Value)-2 {
		return true
	}
	for _, br := range p.spec.Breaks {
		x := (p.x.at(float64(br.Before-1)) + p.x.at(float64(br.Before))) / 2
		if x > b.left-2 && x < b.right+2 {
			return true
		}
	}
	for _, series := range p.spec.Series {
		for _, g := range p.segments(series.Points) {
			if p.segmentCrosses(series.Points, g, b) {
				return true
			}
		}
	}
	return false
}

// segmentCrosses follows a segment in small steps.
func (p *trendPlot) segmentCrosses(points []document.Point, g segment, b box) bool {
	for i := g.first; i <= g.last; i++ {
		v, _ := num(points[i].Value)
		next := v
		if i < g.last {
			next, _ = num(points[i+1].Value)
		}
		for step := range 21 {
			f := float64(step) / 20
			x, y := p.x.at(float64(i)+f), p.y.at(v+(next-v)*f)
			if i == g.last {
				x = p.x.at(float64(i))
			}
			if x > b.left-2 && x < b.right+2 && y > b.top-2 && y < b.bottom+2 {
				return true
			}
		}
	}
	return false
}
