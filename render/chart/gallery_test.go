package chart

import (
	"math"
	"os"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Sizes at which the back-ends ask for charts.
var (
	boardHalf  = Size{Width: 238, Label: 8, Axis: 7.5}
	boardWide  = Size{Width: 323, Label: 8, Axis: 7.5}
	boardFull  = Size{Width: 493, Label: 8, Axis: 7.5}
	tile       = Size{Width: 153, Label: 8, Axis: 7.5}
	members    = Size{Width: 238, Label: 9, Axis: 8.5}
	forum      = Size{Width: 187, Label: 11, Axis: 10.5}
	largePrint = Size{Width: 482, Label: 18, Axis: 18}
	webWide    = Size{Width: 752, Label: 15, Axis: 14.5}
	phone      = Size{Width: 288, Label: 13.5, Axis: 13}
)

const longName = "Bournemouth, Christchurch and Poole"

// example is one chart of the gallery. Notes says how many labels may go to
// the notes because there is truly no place for them.
type example struct {
	name  string
	spec  document.Spec
	sizes []Size
	notes int
}

var allSizes = []Size{boardHalf, boardWide, boardFull, members, largePrint, webWide, phone}

func pct(v float64) quantity.Quantity { return quantity.New(quantity.Of(v), quantity.Percent, 1) }

func none(s quantity.Symbol) quantity.Quantity {
	return quantity.New(quantity.Missing(s), quantity.Percent, 1)
}

func around(v, half float64) document.Interval {
	return document.Interval{Lower: v - half, Upper: v + half, Known: true}
}

func axis(min, max, step float64) document.Axis {
	a := document.Axis{Min: min, Max: max}
	for at := min; at <= max+step/1e6; at += step {
		a.Ticks = append(a.Ticks, document.Tick{At: at, Label: quantity.Format(at, 0)})
	}
	a.Ticks[len(a.Ticks)-1].Label += "%"
	return a
}

func ref(k document.RefKind, label string, v float64) document.Reference {
	return document.Reference{Kind: k, Label: label, Value: v}
}

func dotRow(name string, v float64) document.BenchmarkRow {
	return document.BenchmarkRow{Label: name, Value: pct(v), Interval: around(v, 4)}
}

func ownRow(name string, v float64) document.BenchmarkRow {
	r := dotRow(name, v)
	r.Own = true
	return r
}

func missingRow(name, word string, s quantity.Symbol) document.BenchmarkRow {
	return document.BenchmarkRow{Label: name, Value: none(s), Missing: word}
}

func plansOnTime() document.BenchmarkSpec {
	return document.BenchmarkSpec{Dots: true, Axis: axis(0, 100, 20),
		Rows: []document.BenchmarkRow{dotRow("Aldermere", 75), dotRow("Brackenshire", 70.7), dotRow("Carrowdale", 63.2),
			dotRow("Dunholt", 61.7), dotRow("Eastfen", 55), ownRow("Wexmoor", 52.4), dotRow("Farrowby", 51.2),
			dotRow("Glenmarsh", 50.4), dotRow("Kestrelden", 40.6), dotRow("Inverley", 39.3),
			missingRow("Hollinshire", "not published", quantity.NotAvailable)},
		Refs: []document.Reference{ref(document.RefEngland, "England 49.8%", 49.8), ref(document.RefSimilar, "Similar 56.3%", 56.3),
			ref(document.RefTarget, "Law 100%", 100)}}
}

func schoolMissed() document.BenchmarkSpec {
	s := document.BenchmarkSpec{Axis: axis(0, 16, 4), Refs: []document.Reference{
		ref(document.RefEngland, "England 12.9%", 12.9), ref(document.RefSimilar, "Similar 13.1%", 13.1)}}
	for i, v := range []float64{11.9, 12.4, 12.6, 12.8, 13.0, 13.2, 13.4, 13.9, 14.2, 14.6} {
		name := []string{"Brackenshire", "Eastfen", "Hollinshire", "Aldermere", "Dunholt", "Glenmarsh", "Kestrelden", "Carrowdale", "Wexmoor", "Farrowby"}[i]
		s.Rows = append(s.Rows, document.BenchmarkRow{Label: name, Own: name == "Wexmoor", Value: pct(v)})
	}
	s.Rows = append(s.Rows, missingRow("Inverley", "suppressed", quantity.Suppressed))
	return s
}

func points(values ...float64) []document.Point {
	out := make([]document.Point, len(values))
	for i, v := range values {
		if math.IsNaN(v) {
			out[i] = document.Point{Value: none(quantity.NotAvailable)}
			continue
		}
		out[i] = document.Point{Value: pct(v)}
	}
	return out
}

func withIntervals(p []document.Point, half float64) []document.Point {
	for i := range p {
		if p[i].Value.Value.Known {
			p[i].Interval = around(p[i].Value.Value.Number, half)
		}
	}
	return p
}

func years(first, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = quantity.Round(float64(first+i), 0)
	}
	return out
}

var gap = math.NaN()

func timeliness() document.TrendSpec {
	own := withIntervals(points(48, 54, 60, 62.1, gap, 55, 50, 47.9, 46.3, 52.4), 4)
	own[9].Provisional = true
	return document.TrendSpec{Axis: axis(0, 80, 20), Periods: years(2016, 10), Missing: "not collected",
		Series: []document.Series{
			{Kind: document.OwnSeries, Label: "Wexmoor 52.4% (p)", Points: own},
			{Kind: document.SimilarSeries, Label: "Similar 56.3%", Points: points(57, 61, 63, 64, gap, 61, 58, 57.1, 55.2, 56.3)},
			{Kind: document.EnglandSeries, Label: "England 49.8%", Points: points(56, 61, 58, 60.5, gap, 60, 49, 50.3, 46.4, 49.8)}},
		Breaks: []document.Break{{Before: 7, Reason: "Counted from records since 2023"}}}
}

func closeEnds() document.TrendSpec {
	return document.TrendSpec{Axis: axis(10, 15, 1), Periods: []string{"2020/21", "2021/22", "2022/23", "2023/24", "2024/25"},
		Series: []document.Series{
			{Kind: document.OwnSeries, Label: "Wexmoor 13.0%", Points: points(11.2, 12.1, 12.8, 13.6, 13.0)},
			{Kind: document.SimilarSeries, Label: "Similar areas 13.0%", Points: points(11.4, 12.2, 12.6, 12.8, 13.0)},
			{Kind: document.EnglandSeries, Label: "England 12.9%", Points: points(11.9, 12.5, 12.6, 12.7, 12.9)},
			{Kind: document.RegionSeries, Label: "Mid Marches 13.1%", Points: points(12, 12.1, 12.4, 12.9, 13.1)}},
		Target: &document.Reference{Kind: document.RefTarget, Label: "Goal 13%", Value: 13}}
}

func breaksAtTheEnds() document.TrendSpec {
	t := timeliness()
	t.Series[0].Points = withIntervals(points(48, 54, 60, 62.1, 58, 55, 50, 47.9, 46.3, 52.4), 3)
	t.Missing = ""
	t.Breaks = []document.Break{{Before: 1, Reason: "New definition from 2017"}, {Before: 9, Reason: "Counted from records since 2025"}}
	return t
}

func byNeed() document.BreakdownSpec {
	bar := func(label string, v, england float64) document.BarRow {
		return document.BarRow{Label: label, Value: pct(v), England: pct(england)}
	}
	rows := []document.BarRow{bar("All with a plan", 14.2, 12.9), bar("Social, emotional and mental health", 19.4, 18.1), bar("Autistic spectrum disorder", 14.6, 13.9),
		bar("Learning difficulty", 11.8, 11.9), bar("Speech, language", 10.2, 10), bar("Physical disability", 12.9, 12.1),
		{Label: "Hearing", Value: none(quantity.Suppressed), England: pct(9), Missing: "suppressed"},
		{Label: "Multi-sensory", Value: none(quantity.NotApplicable), Missing: "not applicable"}}
	rows[0].Total = true
	return document.BreakdownSpec{Axis: axis(0, 20, 5), Rows: rows, TickLabel: "England, same group"}
}

func strip() document.StripSpec {
	s := document.StripSpec{Min: 0, Max: 100, Own: pct(52.4), OwnLabel: "Wexmoor 52.4%", MinLabel: "8.1% lowest", MaxLabel: "91.6% highest",
		Letters: [4]string{"D", "C", "B", "A"}, Quartiles: [3]float64{38, 48, 62}, Neighbours: []float64{39.3, 40.6, 50.4, 51.2, 55, 61.7, 63.2, 70.7, 75}}
	for i := range 152 {
		t := float64(i)/75.5 - 1
		s.Values = append(s.Values, 50+41*t*(0.45+0.55*t*t))
	}
	e := ref(document.RefEngland, "England 49.8%", 49.8)
	s.England = &e
	return s
}

func cover() document.ColumnsSpec {
	c := document.ColumnsSpec{Axis: axis(0, 100, 20), OwnLabel: "Wexmoor 52.4%, rank 66 of 152", OwnNote: "darker columns: similar areas",
		Refs: []document.Reference{ref(document.RefTarget, "The law: 100%", 100), ref(document.RefEngland, "England 49.8%", 49.8)}}
	for i, v := range strip().Values {
		c.Bars = append(c.Bars, document.ColumnBar{Value: v, Own: i == 86, Neighbour: i%17 == 9})
	}
	return c
}

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := NewFonts(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}
