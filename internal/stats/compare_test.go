package stats

import "testing"

func TestBenchmarkIsComparedAtBothLevels(t *testing.T) {
	at95, err := Wilson(61, 180, Z95)
	noError(t, err)
	at998, err := Wilson(61, 180, Z998)
	noError(t, err)
	cases := []struct {
		name      string
		benchmark float64
		c95, c998 Comparison
	}{
		{"note §5: 24.3% is left out at 95% only", 0.243, Higher, Similar},
		{"far below both", 0.2, Higher, Higher},
		{"inside both", 0.34, Similar, Similar},
		{"far above both", 0.5, Lower, Lower},
		{"on the lower limit", at95.Lower, Similar, Similar},
		{"on the upper limit", at95.Upper, Similar, Similar},
		{"no benchmark", nan, NotCompared, NotCompared},
	}
	for _, c := range cases {
		c95, c998 := CompareBenchmark(at95, at998, c.benchmark)
		if c95 != c.c95 || c998 != c.c998 {
			t.Errorf("%s: got %v and %v, want %v and %v", c.name, c95, c998, c.c95, c.c998)
		}
	}
}

func TestMissingIntervalsAreNotCompared(t *testing.T) {
	some := Interval{1, 2}
	cases := []struct {
		name        string
		at95, at998 Interval
		c95, c998   Comparison
	}{
		{"neither level", Interval{}, Interval{}, NotCompared, NotCompared},
		{"only 95%", some, Interval{}, Higher, NotCompared},
		{"only 99.8%", Interval{}, some, NotCompared, NotCompared},
		{"limits that contradict", some, Interval{-2, -1}, Higher, Similar},
		{"no width", Interval{1, 1}, Interval{1, 1}, NotCompared, NotCompared},
		{"NaN", Interval{nan, 1}, some, NotCompared, NotCompared},
	}
	for _, c := range cases {
		c95, c998 := CompareBenchmark(c.at95, c.at998, 0)
		if c95 != c.c95 || c998 != c.c998 {
			t.Errorf("%s: got %v and %v, want %v and %v", c.name, c95, c998, c.c95, c.c998)
		}
	}
}

func TestDifferenceIntervalDecidesTheWord(t *testing.T) {
	cases := map[Interval]Comparison{
		{-3, -1}:  Lower,
		{1, 3}:    Higher,
		{-1, 3}:   Similar,
		{0, 3}:    Similar,
		{-3, 0}:   Similar,
		{}:        NotCompared,
		{2, -2}:   NotCompared,
		{1, inf}:  NotCompared,
		{-inf, 1}: NotCompared,
	}
	for i, want := range cases {
		if got := CompareDifference(i); got != want {
			t.Errorf("%v: got %v, want %v", i, got, want)
		}
	}
}

func TestToleranceCountsItsEdgeAsSimilar(t *testing.T) {
	cases := []struct {
		value, benchmark, tolerance float64
		want                        Comparison
	}{
		{0.9, 1.1, 0.2, Similar}, // 1.1-0.2 is above 0.9 in floats
		{1.3, 1.1, 0.2, Similar},
		{0.899, 1.1, 0.2, Lower},
		{1.301, 1.1, 0.2, Higher},
		{5, 5, 0, Similar},
		{5, nan, 1, NotCompared},
		{5, 5, -1, NotCompared},
	}
	for _, c := range cases {
		if got := CompareTolerance(c.value, c.benchmark, c.tolerance); got != c.want {
			t.Errorf("%v against %v ± %v: got %v, want %v", c.value, c.benchmark, c.tolerance, got, c.want)
		}
	}
}

func TestWordsOfTheResultsFile(t *testing.T) {
	for got, want := range map[string]string{
		NotCompared.String(): "not-compared", Similar.String(): "similar", Lower.String(): "lower", Higher.String(): "higher",
		Comparison(99).String():  "not-compared",
		CannotCalculate.String(): "cannot-be-calculated", NoTrend.String(): "no-significant-trend",
		Increasing.String(): "increasing", Decreasing.String(): "decreasing",
		NotRated.String(): "not-rated", Green.String(): "green", Amber.String(): "amber", Red.String(): "red",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
