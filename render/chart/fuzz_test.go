package chart

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// source deals numbers and words out of fuzzed bytes, and zeros after their end.
type source struct{ data []byte }

func (s *source) next(n int) []byte {
	out := make([]byte, n)
	s.data = s.data[copy(out, s.data):]
	return out
}

func (s *source) float() float64 {
	if kind := s.next(1)[0]; kind%3 != 0 {
		return float64(int8(kind)) * []float64{0.1, 1, 1e3}[kind%3]
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(s.next(8)))
}

func (s *source) count() int { return int(s.next(1)[0]) % 20 }

func (s *source) word() string {
	return strings.Repeat("Wexmoor & Vale "[:s.count()%15], 1+s.count()%4)
}

func (s *source) quantity() quantity.Quantity {
	if k := s.next(1)[0]; k%5 == 0 {
		return quantity.New(quantity.Missing(quantity.Symbol(k%7)), quantity.Percent, 1)
	}
	return quantity.New(quantity.Of(s.float()), quantity.Percent, 1)
}

func (s *source) interval() document.Interval {
	return document.Interval{Lower: s.float(), Upper: s.float(), Known: s.next(1)[0]%2 == 0}
}

func (s *source) axis() document.Axis {
	a := document.Axis{Min: s.float(), Max: s.float()}
	for range s.count() {
		a.Ticks = append(a.Ticks, document.Tick{At: s.float(), Label: s.word()})
	}
	return a
}

func (s *source) refs() (out []document.Reference) {
	for range s.count() % 7 {
		out = append(out, document.Reference{Kind: document.RefKind(s.count()), Label: s.word(), Value: s.float()})
	}
	return out
}

func (s *source) points() (out []document.Point) {
	for range s.count() {
		out = append(out, document.Point{Value: s.quantity(), Interval: s.interval(), Provisional: s.count()%2 == 0})
	}
	return out
}

func (s *source) floats() (out []float64) {
	for range s.count() {
		out = append(out, s.float())
	}
	return out
}

func (s *source) breaks() (out []document.Break) {
	for range s.count() % 5 {
		out = append(out, document.Break{Before: int(int8(s.next(1)[0])), Reason: s.word()})
	}
	return out
}

func (s *source) target() *document.Reference {
	if s.count()%2 == 0 {
		return nil
	}
	return &document.Reference{Kind: document.RefTarget, Label: s.word(), Value: s.float()}
}

func (s *source) spec(kind byte) document.Spec {
	switch kind % 10 {
	case 0:
		b := document.BenchmarkSpec{Dots: s.count()%2 == 0, Axis: s.axis(), Refs: s.refs()}
		for range s.count() {
			b.Rows = append(b.Rows, document.BenchmarkRow{Label: s.word(), Own: s.count()%5 == 0, Value: s.quantity(), Interval: s.interval(), Missing: s.word()})
		}
		return b
	case 1:
		t := document.TrendSpec{Axis: s.axis(), Target: s.target(), Breaks: s.breaks(), Missing: s.word()}
		for range s.count() {
			t.Periods = append(t.Periods, s.word())
		}
		for i := range s.count() % 6 {
			t.Series = append(t.Series, document.Series{Kind: document.SeriesKind(i), Label: s.word(), Points: s.points()})
		}
		return t
	case 2:
		b := document.BreakdownSpec{Axis: s.axis(), TickLabel: s.word()}
		for range s.count() {
			b.Rows = append(b.Rows, document.BarRow{Label: s.word(), Total: s.count()%5 == 0, Value: s.quantity(), England: s.quantity(), Interval: s.interval(), Missing: s.word()})
		}
		return b
	case 3:
		return document.SparkSpec{Points: s.points(), First: s.word(), Last: s.word(), Breaks: s.breaks(), Target: s.target()}
	case 4:
		return document.StripSpec{Min: s.float(), Max: s.float(), Values: s.floats(), Neighbours: s.floats(), Own: s.quantity(), OwnLabel: s.word(),
			England: s.target(), Quartiles: [3]float64{s.float(), s.float(), s.float()}, Letters: [4]string{s.word(), "B", "C", "D"}, MinLabel: s.word(), MaxLabel: s.word()}
	case 5:
		c := document.ColumnsSpec{Axis: s.axis(), Refs: s.refs(), OwnLabel: s.word(), OwnNote: s.word()}
		for range s.count() {
			c.Bars = append(c.Bars, document.ColumnBar{Value: s.float(), Own: s.count()%4 == 0, Neighbour: s.count()%3 == 0})
		}
		return c
	}
	return s.outlook(kind)
}

func (s *source) outlook(kind byte) document.Spec {
	switch kind % 10 {
	case 6:
		f := document.FanSpec{Axis: s.axis(), History: s.points(), Breaks: s.breaks(), Missing: s.word(), CensusLabel: s.word(), ProjectedLabel: s.word(),
			MedianLabel: s.word(), Upper50Label: s.word(), Lower50Label: s.word(), Upper90Label: s.word(), Lower90Label: s.word()}
		for range s.count() {
			f.Periods = append(f.Periods, s.word())
			f.Bands = append(f.Bands, document.FanBand{Lower90: s.float(), Lower50: s.float(), Median: s.float(), Upper50: s.float(), Upper90: s.float()})
		}
		return f
	case 7:
		m := document.TileMapSpec{Classes: []string{s.word(), s.word()}, MissingLabel: s.word(), NeighbourLabel: s.word(), OwnLabel: s.word()}
		for range s.count() {
			m.Tiles = append(m.Tiles, document.Tile{Col: int(int8(s.next(1)[0])), Row: int(s.float()), Class: int(int8(s.next(1)[0])),
				Own: s.count()%5 == 0, Neighbour: s.count()%3 == 0, Missing: s.count()%4 == 0})
		}
		return m
	case 8:
		m := document.MultiplesSpec{Axis: s.axis(), OwnScales: s.count()%2 == 0}
		for range s.count() {
			m.Periods = append(m.Periods, s.word())
			p := document.Multiple{Title: s.word(), Points: s.points(), Last: s.quantity(), Axis: s.axis()}
			if s.count()%2 == 0 {
				p.Bands = append(p.Bands, document.FanBand{Lower90: s.float(), Lower50: s.float(), Median: s.float(), Upper50: s.float(), Upper90: s.float()})
			}
			m.Panels = append(m.Panels, p)
		}
		return m
	}
	return document.PeopleSpec{Filled: int(int8(s.next(1)[0]))}
}

func FuzzAnySpecIsDrawnInsideItsDrawing(f *testing.F) {
	for kind := range byte(10) {
		f.Add(kind, 238.0, 0.0, 8.0, []byte("\x05\x09\x11\x02\x40\x31\x08\x15\x22\x07\x61\x03\x90\x14\x2a\x07"))
		f.Add(kind, math.NaN(), -1.0, math.Inf(1), []byte{})
		f.Add(kind, 60.0, 10.0, 40.0, []byte(strings.Repeat("\x00\xff\xff\xff\xff\xff\xff\xef\x7f\x13", 30)))
	}
	fonts := fonts(f)
	f.Fuzz(func(t *testing.T, kind byte, width, height, label float64, data []byte) {
		s := &source{data}
		size := Size{Width: width, Height: height, Label: label, Axis: label * 0.95}
		d := Draw(s.spec(kind), size, fonts)
		if !finite(d.Width) || !finite(d.Height) || d.Width <= 0 || d.Height <= 0 {
			t.Fatalf("a drawing of %v x %v", d.Width, d.Height)
		}
		checkTexts(t, "fuzzed", size, d)
		parse(t, "the drawing", SVG(d, SVGOptions{ID: "f"}))
	})
}

func FuzzAnyTextIsBrokenWithoutLoss(f *testing.F) {
	f.Add("about 4\u00a0of 10 cases", 60.0)
	f.Add("a\n b-c/d", 1.0)
	f.Add("x", math.NaN())
	fonts := fonts(f)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		text = text[:min(len(text), 400)]
		for _, lines := range [][]string{fonts.Break(text, body, width), fonts.Balance(text, body, width)} {
			if got := strings.Join(lines, ""); got != strings.ReplaceAll(text, "\n", "") {
				t.Fatalf("%q at %v joins to %q", text, width, got)
			}
		}
	})
}

func BenchmarkDrawFortyCharts(b *testing.B) {
	f := fonts(b)
	specs := gallery()
	for b.Loop() {
		for i := range 40 {
			e := specs[i%len(specs)]
			SVG(Draw(e.spec, e.sizes[i%len(e.sizes)], f), SVGOptions{ID: "b"})
		}
	}
}
