package chart

import (
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// The strokes of design §8, for 8-unit labels.
var (
	gridLine    = line{render.Grid, 0.5, nil}
	axisLine    = line{render.Ink3, 0.6, nil}
	zeroLine    = line{render.Ink, 0.9, nil}
	breakLine   = line{render.Ink2, 0.8, []float64{1.2, 2.2}}
	leaderLine  = line{render.Ink3, 0.5, nil}
	ownLine     = line{render.Own, 2.4, nil}
	similarLine = line{render.Ink3, 1.4, []float64{4, 2.4}}
	regionLine  = line{render.Ink3, 1.3, []float64{1, 2.2}}
	englandLine = line{render.Ink, 1.0, nil}
	targetLine  = line{render.Ink, 1.4, []float64{7, 2}}
	paperEdge   = line{render.Paper, 0.6, nil}
	noLine      = line{}
)

func lineOfRef(k document.RefKind) line {
	switch k {
	case document.RefSimilar:
		return similarLine
	case document.RefRegion:
		return regionLine
	case document.RefTarget:
		return targetLine
	}
	return englandLine
}

func lineOfSeries(k document.SeriesKind) line {
	switch k {
	case document.OwnSeries:
		return ownLine
	case document.SimilarSeries:
		return similarLine
	case document.RegionSeries:
		return regionLine
	}
	return englandLine
}

// scale places values between two coordinates through a go-chart range.
type scale struct {
	span     gochart.ContinuousRange
	from, to float64
}

// newScale puts the extent's low end at from; to may lie before it, as on a
// y axis.
func newScale(e extent, from, to float64) scale {
	return scale{gochart.ContinuousRange{Min: e.low, Max: e.high, Domain: int(math.Abs(to-from) * perUnit)}, from, to}
}

// at is the coordinate of v, kept on the axis.
func (s scale) at(v float64) float64 {
	v = min(max(v, s.span.Min), s.span.Max)
	d := units(s.span.Translate(v))
	if s.to < s.from {
		return s.from - d
	}
	return s.from + d
}

// extent is the range of an axis.
type extent struct{ low, high float64 }

// axisExtent is the axis as given, widened where a value would lie outside: a
// point at the wrong place is worse than a tick too few.
func axisExtent(a document.Axis, values []float64) extent {
	e := extent{math.Inf(1), math.Inf(-1)}
	if drawable(a.Min) && drawable(a.Max) && a.Max > a.Min {
		e = extent{a.Min, a.Max}
	}
	for _, v := range values {
		if drawable(v) {
			e = extent{min(e.low, v), max(e.high, v)}
		}
	}
	return e.open()
}

// open gives an extent without width one unit around it.
func (e extent) open() extent {
	switch {
	case !drawable(e.low) || !drawable(e.high) || e.low > e.high:
		return extent{0, 1}
	case e.high-e.low < 1e-12*math.Max(math.Abs(e.low), math.Abs(e.high)) || e.high == e.low:
		half := max(math.Abs(e.high)/2, 0.5)
		return extent{e.low - half, e.high + half}
	}
	return e
}

func (e extent) holds(v float64) bool { return drawable(v) && v >= e.low && v <= e.high }

// ticksOn lists the ticks that lie on the axis, from low to high, each place
// once.
func ticksOn(ticks []document.Tick, e extent) []document.Tick {
	var out []document.Tick
	for _, t := range ticks {
		if e.holds(t.At) && (len(out) == 0 || t.At > out[len(out)-1].At) {
			out = append(out, t)
		}
	}
	return out
}

// thinTicks keeps every tick, or evenly fewer of them from the first to the
// last, so that labels along a horizontal axis stand clear of each other.
func (s *sheet) thinTicks(ticks []document.Tick, x scale) []document.Tick {
	for step := 1; step < len(ticks)-1; step++ {
		if (len(ticks)-1)%step != 0 {
			continue
		}
		kept := everyNth(ticks, step)
		if s.ticksClear(kept, x) {
			return kept
		}
	}
	if len(ticks) < 2 {
		return ticks
	}
	return []document.Tick{ticks[0], ticks[len(ticks)-1]}
}

func everyNth(ticks []document.Tick, step int) []document.Tick {
	var out []document.Tick
	for i := 0; i < len(ticks); i += step {
		out = append(out, ticks[i])
	}
	return out
}

func (s *sheet) ticksClear(ticks []document.Tick, x scale) bool {
	for i := 1; i < len(ticks); i++ {
		half := (s.widthOf(ticks[i-1].Label, s.axis, 400) + s.widthOf(ticks[i].Label, s.axis, 400)) / 2
		if x.at(ticks[i].At)-x.at(ticks[i-1].At)-half < 4*s.k {
			return false
		}
	}
	return true
}
