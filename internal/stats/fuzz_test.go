package stats

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// floatsOf reads bytes as float64s, eight at a time, whatever they hold.
func floatsOf(data []byte) []float64 {
	var out []float64
	for ; len(data) >= 8 && len(out) < 64; data = data[8:] {
		out = append(out, math.Float64frombits(binary.LittleEndian.Uint64(data)))
	}
	return out
}

func bytesOf(values ...float64) []byte {
	var out []byte
	for _, v := range values {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
	}
	return out
}

func inside(t *testing.T, what string, i Interval, v float64) {
	t.Helper()
	if !finite(i.Lower, i.Upper) || !i.Contains(v) {
		t.Errorf("%s: interval %v does not contain %v", what, i, v)
	}
}

// FuzzIntervals: whatever the numbers, an interval is refused or is finite,
// contains its value, and widens with the level.
func FuzzIntervals(f *testing.F) {
	f.Add(137.0, 412.0, 900.0)
	f.Add(0.0, 23.0, 58.0)
	f.Add(6.0, 6.0, 6.0)
	f.Add(9.0, 0.5, 1e-300)
	f.Add(1e9, 1e9, 1e9)
	f.Add(999999999.0, 1e9, 1e9)
	f.Add(math.NaN(), math.Inf(1), -1.0)
	f.Fuzz(func(t *testing.T, x, n, population float64) {
		checkIntervals(t, x, n, population)
		checkIntervals(t, asCount(x), asCount(n), asCount(population))
	})
}

// asCount makes a whole number of any float, so that the fuzzer does not
// spend its time on what is refused.
func asCount(v float64) float64 {
	if !finite(v) {
		return 1
	}
	return math.Mod(math.Trunc(math.Abs(v)), MaxCount+1)
}

func checkIntervals(t *testing.T, x, n, population float64) {
	t.Helper()
	methods := []struct {
		name  string
		value float64
		limit func(z float64) (Interval, error)
	}{
		{"Wilson", x / n, func(z float64) (Interval, error) { return Wilson(x, n, z) }},
		{"finite population", x / n, func(z float64) (Interval, error) { return WilsonFinite(x, n, population, z) }},
		{"count", x, func(z float64) (Interval, error) { return CountInterval(x, z) }},
		{"rate", 1000 * x / n, func(z float64) (Interval, error) { return RateInterval(x, n, 1000, z) }},
		{"observed/expected", x / n, func(z float64) (Interval, error) { e, err := ObservedExpected(x, n, z); return e.Interval, err }},
		{"ratio of counts", x / n, func(z float64) (Interval, error) { e, err := CountRatio(x, n, z); return e.Interval, err }},
		{"mean", x, func(z float64) (Interval, error) { return Student(Sample{population, x, n}, z) }},
	}
	for _, m := range methods {
		at95, err := m.limit(Z95)
		if err != nil {
			continue
		}
		at998, err := m.limit(Z998)
		if err != nil {
			continue // only the wider may leave float64
		}
		inside(t, m.name, at95, m.value)
		inside(t, m.name, at998, m.value)
		if at998.Lower > at95.Lower || at998.Upper < at95.Upper {
			t.Errorf("%s: 99.8%% %v is narrower than 95%% %v", m.name, at998, at95)
		}
	}
}

// FuzzDifferences: exchanging the two sides negates a difference, and p is a
// probability.
func FuzzDifferences(f *testing.F) {
	f.Add(137.0, 412.0, 164.0, 405.0)
	f.Add(0.0, 5.0, 5.0, 5.0)
	f.Add(64.0, 29416.0, 41.0, 29870.0)
	f.Add(1e9, 1e9, 1.0, 1e9)
	f.Add(3.0, 1e-300, 3.0, 1e300)
	f.Fuzz(func(t *testing.T, x1, n1, x2, n2 float64) {
		checkDifferences(t, x1, n1, x2, n2)
		checkDifferences(t, asCount(x1), asCount(n1), asCount(x2), asCount(n2))
	})
}

func checkDifferences(t *testing.T, x1, n1, x2, n2 float64) {
	t.Helper()
	mirrored := func(name string, ab, ba Estimate) {
		t.Helper()
		inside(t, name, ab.Interval, ab.Value)
		if ba.Times(-1) != ab {
			t.Errorf("%s: %v exchanged is %v", name, ab, ba)
		}
	}
	probability := func(name string, p float64) {
		t.Helper()
		if !(p >= 0 && p <= 1) {
			t.Errorf("%s: p = %v", name, p)
		}
	}
	if ab, err := ProportionDifference(Proportion{x1, n1}, Proportion{x2, n2}, Z95); err == nil {
		ba, _ := ProportionDifference(Proportion{x2, n2}, Proportion{x1, n1}, Z95)
		mirrored("proportions", ab, ba)
		_, p, err := PooledTest(Proportion{x1, n1}, Proportion{x2, n2})
		noError(t, err)
		probability("pooled test", p)
	}
	if ab, err := RateDifference(Rate{x1, n1}, Rate{x2, n2}, 1000, Z95); err == nil {
		ba, _ := RateDifference(Rate{x2, n2}, Rate{x1, n1}, 1000, Z95)
		mirrored("rates", ab, ba)
	}
	if r, err := RateRatio(Rate{x1, n1}, Rate{x2, n2}, Z95); err == nil {
		inside(t, "rate ratio", r.Interval, r.Value)
		probability("rate ratio", r.P)
	}
	if m, err := MeanDifference(Sample{x1, n1, n2}, Sample{x2, n2, n1}, Z95); err == nil {
		inside(t, "means", m.Interval, m.Value)
		probability("means", m.P)
	}
	if d, err := PublishedDifference(Estimate{x1, Interval{x1, n1}}, Estimate{x2, Interval{x2, n2}}); err == nil {
		inside(t, "published", d.Interval, d.Value)
	}
}

// FuzzDistribution: order changes nothing, quantiles stay in range, and
// negating the values with the polarity flipped changes no band and no rank.
func FuzzDistribution(f *testing.F) {
	f.Add(bytesOf(41.2, 38.9, 52.3, 47.7, 44.1, 60.5, 35.8, 49.9))
	f.Add(bytesOf(1, 2, 3, 4, 5, 6, 7, 8, 9))
	f.Add(bytesOf(0, math.Copysign(0, -1), 5e-324, -5e-324, 1))
	f.Add(bytesOf(math.MaxFloat64, -math.MaxFloat64, 1))
	f.Add(bytesOf(1, math.Nextafter(1, 2)))
	f.Add(bytesOf(math.NaN(), 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		values := floatsOf(data)
		d, err := NewDistribution(values)
		if err != nil {
			return
		}
		reversed := slices.Clone(values)
		slices.Reverse(reversed)
		mean, err := Mean(values)
		if again, errAgain := Mean(reversed); again != mean || (err == nil) != (errAgain == nil) {
			t.Errorf("mean %v is %v in reverse", mean, again)
		}
		if low, high := slices.Min(values), slices.Max(values); err == nil && (mean < low || mean > high) {
			t.Errorf("mean %v outside %v to %v", mean, low, high)
		}
		q1, q2, q3 := d.Quartiles()
		if !(d.Quantile(0) <= q1 && q1 <= q2 && q2 <= q3 && q3 <= d.Quantile(1)) {
			t.Errorf("quartiles %v %v %v are out of order", q1, q2, q3)
		}
		flipped(t, d, values)
	})
}

func flipped(t *testing.T, d Distribution, values []float64) {
	t.Helper()
	negated := make([]float64, len(values))
	for i, v := range values {
		negated[i] = -v
	}
	n, err := NewDistribution(negated)
	noError(t, err)
	for _, v := range values {
		high, low := d.Band(v, HighPolarity, BetterRule), n.Band(-v, LowPolarity, BetterRule)
		if high != low {
			t.Errorf("%v is in band %s, negated in %s", v, high, low)
		}
		up, ok1 := d.Rank(v, HighPolarity)
		down, ok2 := n.Rank(-v, LowPolarity)
		if up != down || !ok1 || !ok2 {
			t.Errorf("%v has rank %d, negated %d", v, up, down)
		}
	}
}

// FuzzTrends: no numbers make a trend test panic; a result has finite numbers
// or a reason, and negating the values turns the trend round.
func FuzzTrends(f *testing.F) {
	f.Add(bytesOf(13.6, 14.8, 16.3, 17.4, 19.2), int8(1), 0.9)
	f.Add(bytesOf(5, 5, 5, 5, 5), int8(1), 1.0)
	f.Add(bytesOf(205, 221, 248, 262, 291), int8(-1), 1500.0)
	f.Add(bytesOf(1e308, -1e308, 1e308, -1e308, 1), int8(0), 1e-300)
	f.Add(bytesOf(5, 5, 5, 5, 9, 2, 4, 4), int8(2), 0.01)
	f.Fuzz(func(t *testing.T, data []byte, step int8, width float64) {
		values := floatsOf(data)
		var points, turned []TrendPoint
		var counts []CountPoint
		var plain []SeriesPoint
		for i, v := range values {
			period := i * int(step)
			points = append(points, TrendPoint{period, v, Interval{v - width, v + width}})
			turned = append(turned, TrendPoint{period, -v, Interval{-v - width, -v + width}})
			n := asCount(width) + 1
			counts = append(counts, CountPoint{period, Proportion{math.Mod(asCount(v), n), n}})
			plain = append(plain, SeriesPoint{period, v})
		}
		up, down := RecentTrend(points), RecentTrend(turned)
		for _, r := range []Trend{up, down, CochranArmitage(counts), RecentTrendCounts(counts)} {
			if (r.Result == CannotCalculate) != (r.Reason != "") {
				t.Errorf("%v with reason %q", r.Result, r.Reason)
			}
			if !finite(r.Slope, r.SE, r.ChiSquared, r.P) {
				t.Errorf("numbers out of range in %+v", r)
			}
		}
		if opposite := map[TrendResult]TrendResult{Increasing: Decreasing, Decreasing: Increasing, NoTrend: NoTrend}; down.Result != opposite[up.Result] {
			t.Errorf("%v negated is %v", up.Result, down.Result)
		}
		if m, err := Kendall(plain); err == nil && !(finite(m.Slope, m.Z, m.Variance) && m.P >= 0 && m.P <= 1) {
			t.Errorf("Mann-Kendall out of range: %+v", m)
		}
	})
}

// FuzzWords: comparisons and ratings accept any numbers, negating them with
// the polarity flipped changes no rating, and it turns a comparison round.
func FuzzWords(f *testing.F) {
	f.Add(60.0, 60.0, 5.0)
	f.Add(0.9, 1.1, 0.2)
	f.Add(math.Inf(1), math.NaN(), -1.0)
	f.Add(math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64)
	f.Fuzz(func(t *testing.T, value, target, tolerance float64) {
		if high, low := RateTarget(value, target, tolerance, HighPolarity), RateTarget(-value, -target, tolerance, LowPolarity); high != low {
			t.Errorf("rated %v, negated %v", high, low)
		}
		if high, low := RateRange(value, target, tolerance, HighPolarity), RateRange(-value, -tolerance, -target, LowPolarity); high != low {
			t.Errorf("range rated %v, negated %v", high, low)
		}
		turned := map[Comparison]Comparison{Lower: Higher, Higher: Lower, Similar: Similar}
		if a, b := CompareTolerance(value, target, tolerance), CompareTolerance(-value, -target, tolerance); b != turned[a] {
			t.Errorf("compared %v, negated %v", a, b)
		}
		i := Interval{value, target}
		if a, b := CompareDifference(i), CompareDifference(i.Times(-1)); b != turned[a] {
			t.Errorf("difference %v, negated %v", a, b)
		}
	})
}
