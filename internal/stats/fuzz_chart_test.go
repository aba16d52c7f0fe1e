package stats

import (
	"math"
	"slices"
	"testing"
)

// FuzzControl: any numbers make a chart or an error; every present figure of a
// chart is finite, order does not matter, negating the values with the
// polarity flipped changes no judgement, and neither do shift and scale.
func FuzzControl(f *testing.F) {
	f.Add(bytesOf(risingMonths...), uint32(0), 50.0, uint8(0), false)
	f.Add(bytesOf(1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1), uint32(0), 1.5, uint8(0), true)
	f.Add(bytesOf(slices.Repeat([]float64{100}, 14)...), uint32(0), 100.0, uint8(0), true)
	f.Add(bytesOf(risingMonths...), uint32(0b100100), 33.0, uint8(3), false)
	f.Add(bytesOf(append([]float64{1e300, -1e300}, risingMonths...)...), uint32(0), 0.0, uint8(0), true)
	f.Add(bytesOf(slices.Repeat([]float64{3, 4, 5}, 9)...), uint32(1<<9), math.Inf(1), uint8(14), false)
	f.Fuzz(func(t *testing.T, data []byte, gaps uint32, target float64, start uint8, screen bool) {
		values := floatsOf(data)
		o := ControlOptions{Polarity: HighPolarity, Target: target, HasTarget: true, Screen: screen, Baseline: MinBaseline * int(start%2)}
		if start > 0 {
			o.Starts = []SegmentStart{{Period: int(start), Reason: "changed", Rebase: true}}
		}
		checkControl(t, gapped(values, gaps), o)
		for i, v := range values {
			values[i] = math.Floor(asCount(v)/1e6) / 8 // few digits: shift and scale stay exact
		}
		o.Target = math.Floor(asCount(target)/1e6) / 8
		checkControl(t, gapped(values, gaps), o)
		checkShiftAndScale(t, gapped(values, gaps), o)
	})
}

// gapped leaves out the periods whose bit is set.
func gapped(values []float64, gaps uint32) []ControlPoint {
	var points []ControlPoint
	for i, v := range values {
		if gaps>>(i%32)&1 == 0 {
			points = append(points, ControlPoint{Period: i, Value: v})
		}
	}
	return points
}

func checkControl(t *testing.T, points []ControlPoint, o ControlOptions) {
	t.Helper()
	c, err := Control(points, o)
	if err != nil {
		return
	}
	for _, p := range c.Points {
		l := p.Limits
		if !finite(l.Lower, l.NearLower, l.Mean, l.NearUpper, l.Upper, p.MR, p.Z) || l.Lower > l.Mean || l.Mean > l.Upper {
			t.Fatalf("limits %+v", l)
		}
		if (p.Reading == NoReading) != (c.Segments[p.Segment].State == NoLimits) || (p.Rule == NoRule) != (len(p.Hits) == 0) {
			t.Fatalf("read as %v by %v with hits %v", p.Reading, p.Rule, p.Hits)
		}
	}
	reversed := slices.Clone(points)
	slices.Reverse(reversed)
	if again, err := Control(reversed, o); err != nil || !sameReading(c, again, false) {
		t.Fatalf("another order reads %v %v, not %v %v", again.Variation, again.Assurance, c.Variation, c.Assurance)
	}
	flipped := transformed(points, -1, 0)
	o.Polarity, o.Target = LowPolarity, -o.Target
	if turned, err := Control(flipped, o); err != nil || !sameReading(c, turned, true) {
		t.Fatalf("negated it reads %v %v, not %v %v", turned.Variation, turned.Assurance, c.Variation, c.Assurance)
	}
}

func checkShiftAndScale(t *testing.T, points []ControlPoint, o ControlOptions) {
	t.Helper()
	c, err := Control(points, o)
	noError(t, err)
	for _, by := range []struct{ scale, shift float64 }{{4, 0}, {1, 64}, {0.5, -32}} {
		moved := o
		moved.Target = by.scale*o.Target + by.shift
		got, err := Control(transformed(points, by.scale, by.shift), moved)
		noError(t, err)
		if !sameReading(c, got, false) {
			t.Fatalf("times %v plus %v it reads %v %v, not %v %v", by.scale, by.shift, got.Variation, got.Assurance, c.Variation, c.Assurance)
		}
	}
}

func transformed(points []ControlPoint, scale, shift float64) []ControlPoint {
	out := slices.Clone(points)
	for i := range out {
		out[i].Value = scale*out[i].Value + shift
	}
	return out
}

// sameReading compares everything said about two charts but the numbers;
// upside down, every direction is the other one.
func sameReading(a, b ControlChart, upsideDown bool) bool {
	if len(a.Points) != len(b.Points) || a.Assurance != b.Assurance || judgementOf(a.Variation) != judgementOf(b.Variation) {
		return false
	}
	for i := range a.Points {
		p, q := a.Points[i], b.Points[i]
		if len(p.Hits) != len(q.Hits) || p.Rule != q.Rule || judgementOf(p.Reading) != judgementOf(q.Reading) {
			return false
		}
		for j := range p.Hits {
			if p.Hits[j].Rule != q.Hits[j].Rule || (p.Hits[j].High == q.Hits[j].High) == upsideDown {
				return false
			}
		}
	}
	return true
}

func judgementOf(r Reading) string {
	switch r {
	case ImprovementHigh, ImprovementLow:
		return "improvement"
	case ConcernHigh, ConcernLow:
		return "concern"
	}
	return r.String()
}

// FuzzFunnel: any areas make a funnel or an error; all its figures are finite,
// and label, lines and intervals say the same.
func FuzzFunnel(f *testing.F) {
	f.Add(bytesOf(30, 150, 52, 210, 18, 160, 77, 280, 41, 240, 66, 220), 100.0)
	f.Add(bytesOf(0, 1, 0, 9, 1, 1), 1.0)
	f.Add(bytesOf(1e9, 1e9, 0, 1e9, 3, 4), 1e-300)
	f.Add(bytesOf(3, 0.5, 900, 1e-300, 2, 1e300), 10000.0)
	f.Fuzz(func(t *testing.T, data []byte, k float64) {
		values := floatsOf(data)
		var raw, whole []Rate
		for i := 0; i+1 < len(values) && i < 24; i += 2 {
			raw = append(raw, Rate{values[i], values[i+1]})
			n := asCount(values[i+1]) + 1
			whole = append(whole, Rate{math.Mod(asCount(values[i]), n), math.Min(n, MaxCount)})
		}
		for _, areas := range [][]Rate{raw, whole} {
			checkFunnelOf(t, areas, k)
			checkFunnelOf(t, areas, 1000)
		}
	})
}

func checkFunnelOf(t *testing.T, areas []Rate, k float64) {
	t.Helper()
	parts := make([]Proportion, len(areas))
	for i, a := range areas {
		parts[i] = Proportion(a)
	}
	if f, err := ProportionFunnel(parts, k); err == nil {
		checkPlaces(t, f)
		for _, p := range f.Points {
			if drawn := p.Limits.Label(p.Value); drawn != p.Label && !nearLine(p.Value, p.Limits) {
				t.Errorf("%v of %v labelled %v but drawn %v", p.X, p.N, p.Label, drawn)
			}
		}
	}
	if f, err := RateFunnel(areas, k); err == nil {
		checkPlaces(t, f)
	}
}

func nearLine(v float64, l FunnelLimits) bool {
	for _, line := range []float64{l.At95.Lower, l.At95.Upper, l.At998.Lower, l.At998.Upper} {
		if math.Abs(v-line) <= 1e-9*math.Abs(line) {
			return true
		}
	}
	return false
}

func checkPlaces(t *testing.T, f Funnel) {
	t.Helper()
	for _, p := range f.Points {
		l, a := p.Limits, p.Adjusted
		if !finite(p.Value, l.At95.Lower, l.At95.Upper, l.At998.Lower, l.At998.Upper, a.At95.Upper, a.At998.Upper, f.Dispersion.Phi, f.Dispersion.Tau2) {
			t.Fatalf("a figure is out of range: %+v", p)
		}
		if l.At998.Lower > l.At95.Lower || l.At95.Upper > l.At998.Upper {
			t.Fatalf("99.8%% lines %v inside 95%% lines %v", l.At998, l.At95)
		}
		c95, c998 := CompareBenchmark(p.At95, p.At998, f.Benchmark)
		if p.Label != label(c95, c998) {
			t.Fatalf("label %v, compared %v and %v", p.Label, c95, c998)
		}
	}
}

// FuzzDiscovery: adjusted p-values never fall below their own, keep their
// order, and do not depend on the order given.
func FuzzDiscovery(f *testing.F) {
	f.Add(bytesOf(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.5), 0.05)
	f.Add(bytesOf(0, 1, 1, 0), 0.0)
	f.Fuzz(func(t *testing.T, data []byte, q float64) {
		ps := floatsOf(data)
		found, err := BenjaminiHochberg(ps, q)
		if err != nil {
			return
		}
		reversed := slices.Clone(ps)
		slices.Reverse(reversed)
		again, err := BenjaminiHochberg(reversed, q)
		noError(t, err)
		for i, a := range found {
			if a.Adjusted < a.P || a.Adjusted > 1 || a != again[len(ps)-1-i] {
				t.Errorf("p %v adjusted to %v, in reverse %v", a.P, a.Adjusted, again[len(ps)-1-i].Adjusted)
			}
			for _, b := range found {
				if a.P < b.P && a.Adjusted > b.Adjusted {
					t.Errorf("%v and %v change places when adjusted", a, b)
				}
			}
		}
	})
}
