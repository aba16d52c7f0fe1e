package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// projection is nine years counted and five projected.
func projection() document.FanSpec {
	f := document.FanSpec{Axis: axis(0, 100, 25), Periods: years(2018, 14), History: points(30, 33, 36, 40, 44, 47, 51, 55, 60),
		CensusLabel: "Last census", ProjectedLabel: "Projected", Upper90Label: "9 in 10: to 98%", Upper50Label: "Half: to 88%",
		MedianLabel: "Median 81%", Lower50Label: "Half: from 75%", Lower90Label: "9 in 10: from 64%"}
	for i := 1; i <= 5; i++ {
		m := 60 + 4.2*float64(i)
		w := 3.4 * float64(i)
		f.Bands = append(f.Bands, document.FanBand{Lower90: m - w, Lower50: m - 0.4*w, Median: m, Upper50: m + 0.4*w, Upper90: m + w})
	}
	return f
}

func fallingProjection() document.FanSpec {
	f := projection()
	f.History = points(90, 88, gap, 70, 66, 60, 52, 44, 40)
	f.Missing = "not collected"
	f.Breaks = []document.Break{{Before: 3, Reason: "Counted from records since 2021"}}
	for i := range f.Bands {
		m, w := 40-5*float64(i+1), 3*float64(i+1)
		f.Bands[i] = document.FanBand{Lower90: m - w, Lower50: m - w/3, Median: m, Upper50: m + w/3, Upper90: m + w}
	}
	return f
}

func narrowProjection() document.FanSpec {
	f := projection()
	for i := range f.Bands {
		f.Bands[i] = document.FanBand{Lower90: 60, Lower50: 60, Median: 60, Upper50: 60, Upper90: 60}
	}
	return f
}

func tiles() document.TileMapSpec {
	m := document.TileMapSpec{Classes: []string{"9–12%", "12–13%", "13–14%", "over 14%"}, MissingLabel: "no data", NeighbourLabel: "similar areas", OwnLabel: "Wexmoor"}
	for i := range 153 {
		m.Tiles = append(m.Tiles, document.Tile{Col: i % 13, Row: i / 13, Class: i % 4, Name: fmt.Sprint(i), Missing: i%31 == 7, Neighbour: i%17 == 3, Own: i == 60})
	}
	return m
}

func longTiles() document.TileMapSpec {
	m := tiles()
	m.OwnLabel = longName
	m.Tiles[60].Own, m.Tiles[0].Own = false, true
	return m
}

func rightTiles() document.TileMapSpec {
	m := longTiles()
	m.Tiles[0].Own, m.Tiles[38].Own = false, true
	return m
}

func panels(n int) document.MultiplesSpec {
	m := document.MultiplesSpec{Axis: axis(0, 100, 50), Periods: years(2019, 8)}
	for i := range n {
		p := points(20, 24, 30, gap, 38, 44, 52, 60+float64(i*3))
		m.Panels = append(m.Panels, document.Multiple{Title: []string{"Mainstream", "Social, emotional and mental health", "Special"}[i%3], Points: p, Last: p[7].Value})
	}
	return m
}

func ownScales() document.MultiplesSpec {
	m := panels(6)
	m.OwnScales = true
	for i := range m.Panels {
		m.Panels[i].Axis = axis(0, 200*float64(i+1), 100*float64(i+1))
	}
	return m
}

// smallFans are panels of which the last three periods are projected.
func smallFans() document.MultiplesSpec {
	m := ownScales()
	for i := range m.Panels {
		p := &m.Panels[i]
		p.Points, p.Bands = p.Points[:5], []document.FanBand{{Lower90: 36, Lower50: 40, Median: 44, Upper50: 47, Upper90: 52}, {Lower90: 34, Lower50: 41, Median: 46, Upper50: 52, Upper90: 60}, {Lower90: 32, Lower50: 42, Median: 49, Upper50: 58, Upper90: 71}}
		p.Last = points(49)[0].Value
	}
	return m
}

func outlooks() []example {
	return []example{
		{"fan", projection(), allSizes, 0},
		{"fan that falls, with a break and a gap", fallingProjection(), allSizes, 2},
		{"fan without width", narrowProjection(), allSizes, 0},
		{"fan without a history", document.FanSpec{Axis: axis(0, 100, 25), Periods: years(2027, 5), Bands: projection().Bands, MedianLabel: "Median 81%"}, allSizes, 0},
		{"fan without futures", document.FanSpec{Axis: axis(0, 100, 25), Periods: years(2018, 9), History: projection().History, CensusLabel: "Last census"}, allSizes, 0},
		{"tile map of England", tiles(), allSizes, 0},
		{"tile map with a long name in the corner", longTiles(), allSizes, 0},
		{"tile map with the own area at the right", rightTiles(), allSizes, 0},
		{"tile map of nothing", document.TileMapSpec{}, allSizes, 0},
		{"three panels", panels(3), allSizes, 0},
		{"twelve panels", panels(12), allSizes, 0},
		{"panels on their own scales", ownScales(), allSizes, 0},
		{"panels that are small fans", smallFans(), allSizes, 0},
	}
}

func TestTheFanOpensAtTheLastCensusAndItsHalfLiesInsideItsNineTenths(t *testing.T) {
	d := Draw(projection(), boardHalf, fonts(t))
	var outer, inner, history []Seg
	for _, op := range d.Ops {
		switch {
		case op.Fill == render.Fan90:
			outer = op.Segs
		case op.Fill == render.Ramp2:
			inner = op.Segs
		case op.Stroke == render.Own && len(op.Dash) == 0 && op.Kind == OpPath && len(op.Segs) == 9:
			history = op.Segs
		}
	}
	if len(outer) == 0 || len(inner) != len(outer) || len(history) == 0 {
		t.Fatalf("%d, %d and %d steps of the outer range, the inner one and the history", len(outer), len(inner), len(history))
	}
	last := history[len(history)-1]
	if math.Abs(outer[0].X-last.X) > 0.02 || math.Abs(outer[0].Y-last.Y) > 0.02 {
		t.Errorf("the fan opens at %v, %v, the history ends at %v, %v", outer[0].X, outer[0].Y, last.X, last.Y)
	}
	for i := 1; i <= 5; i++ {
		if inner[i].Y <= outer[i].Y {
			t.Errorf("in year %d the half reaches as high as nine tenths", i)
		}
	}
}

func TestTheFanSaysInWordsWhatItsRangesAre(t *testing.T) {
	for _, size := range allSizes {
		var all string
		for _, op := range Draw(projection(), size, fonts(t)).Ops {
			all += op.Text + " "
		}
		for _, want := range []string{"9 in 10: to 98%", "Half: to 88%", "Median 81%", "Half: from 75%", "9 in 10: from 64%", "Last census", "Projected", "60.0%"} {
			if !strings.Contains(all, want) {
				t.Errorf("at %v the fan does not say %q", size, want)
			}
		}
	}
}

func TestTilesAreEqualSquaresThatDoNotTouch(t *testing.T) {
	spec := tiles()
	spec.Classes, spec.MissingLabel, spec.NeighbourLabel = nil, "", "" // a key has squares too
	for _, size := range allSizes {
		d := Draw(spec, size, fonts(t))
		seen := map[[2]float64]bool{}
		count, side := 0, 0.0
		for _, op := range d.Ops {
			if op.Kind != OpPath || op.Fill == render.None || len(op.Segs) != 5 {
				continue
			}
			w, h := op.Segs[1].X-op.Segs[0].X, op.Segs[2].Y-op.Segs[1].Y
			if side == 0 {
				side = w
			}
			if math.Abs(w-h) > 0.02 || math.Abs(w-side) > 0.02 {
				t.Errorf("at %v a tile of %v x %v among squares of %v", size, w, h, side)
			}
			at := [2]float64{op.Segs[0].X, op.Segs[0].Y}
			if seen[at] {
				t.Errorf("at %v two tiles stand at %v", size, at)
			}
			seen[at] = true
			count++
		}
		if want := 148; count != want {
			t.Errorf("at %v %d shaded tiles, want %d and 5 hatched", size, count, want)
		}
	}
}

func TestTileClassesCanBeToldApartByEveryEyeAndInGrey(t *testing.T) {
	for i := 1; i < len(tileShades); i++ {
		lighter, darker := render.Colour(tileShades[i-1]), render.Colour(tileShades[i])
		if a, b := lightness(lighter.Light), lightness(darker.Light); a-b < 20 {
			t.Errorf("classes %d and %d: lightness %.0f and %.0f", i, i+1, a, b)
		}
		if a, b := lightness(lighter.Dark), lightness(darker.Dark); b-a < 20 {
			t.Errorf("classes %d and %d in the dark: lightness %.0f and %.0f", i, i+1, a, b)
		}
	}
}

// lightness is a rough grey value from 0 to 255, by which shades are ordered
// in any vision, as one hue runs through them all.
func lightness(c render.RGB) float64 {
	return 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
}

func TestPanelsOfOneScaleAreLabelledOnceAndStandLevel(t *testing.T) {
	d := Draw(panels(4), boardFull, fonts(t))
	labels, lasts := 0, map[float64]bool{}
	for _, op := range d.Ops {
		if op.Text == "100%" {
			labels++
		}
		if op.Text == "2026" {
			lasts[op.Y] = true
		}
	}
	if labels != 1 || len(lasts) != 1 {
		t.Errorf("%d labels of the scale and periods at %d heights, want one of each", labels, len(lasts))
	}
	shared, own := Draw(panels(6), boardFull, fonts(t)), Draw(ownScales(), boardFull, fonts(t))
	if _, ok := texts(own)["200%"]; !ok || len(own.Ops) <= len(shared.Ops) {
		t.Error("panels on scales of their own do not each say their scale")
	}
}

func TestAPanelDrawsItsGapAsAGap(t *testing.T) {
	lines := panelLines(Draw(panels(3), boardFull, fonts(t)))
	if len(lines) != 6 || lines[0] != 3 || lines[1] != 4 {
		t.Errorf("lines of %v points, want 3 and 4 in each panel", lines)
	}
}

func TestAPanelWithBandsIsASmallFan(t *testing.T) {
	d := Draw(smallFans(), boardFull, fonts(t))
	filled := map[render.Token]int{}
	for _, op := range d.Ops {
		if op.Kind == OpPath {
			filled[op.Fill]++
		}
	}
	if filled[render.Fan90] != 6 || filled[render.Ramp2] != 6 {
		t.Errorf("%d outer and %d inner ranges for 6 panels", filled[render.Fan90], filled[render.Ramp2])
	}
	if _, ok := texts(d)["49.0%"]; !ok {
		t.Error("the median at the end is not written")
	}
}

// panelLines are the lengths of the own lines of small multiples.
func panelLines(d Drawing) (out []int) {
	for _, op := range d.Ops {
		if op.Kind == OpPath && op.Stroke == render.Own && op.StrokeWidth == 2 {
			out = append(out, len(op.Segs))
		}
	}
	return out
}

func TestTheRuleOfABreakGoesAroundTheWordsAtTheCensus(t *testing.T) {
	f := projection()
	f.Breaks = []document.Break{{Before: len(f.History) - 1, Reason: "counted anew"}}
	d := Draw(f, boardHalf, fonts(t))
	var words Op
	for _, op := range d.Ops {
		if op.Text == "Last census" {
			words = op
		}
	}
	left, right, rules := words.X, words.X+words.Width, 0
	for _, op := range d.Ops {
		if op.Kind != OpPath || len(op.Segs) != 2 || op.Segs[0].X != op.Segs[1].X || op.Segs[0].X < left || op.Segs[0].X > right {
			continue
		}
		top, bottom := min(op.Segs[0].Y, op.Segs[1].Y), max(op.Segs[0].Y, op.Segs[1].Y)
		if len(op.Dash) > 0 {
			rules++
			if top < words.Y-1 && bottom > words.Y-1 {
				t.Errorf("a rule from %v to %v crosses the words at %v", top, bottom, words.Y)
			}
		}
	}
	if rules != 2 {
		t.Errorf("%d rules beside the words, want one above and one below", rules)
	}
}
