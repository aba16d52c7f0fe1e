package stats

import (
	"math"
	"slices"
	"testing"
)

// The series of the worked examples of the statistics note, section 8.
var (
	trendX = []float64{205, 221, 248, 262, 291}
	trendN = []float64{1510, 1498, 1522, 1505, 1519}
)

func wilsonPoints(t *testing.T, periods ...int) []TrendPoint {
	t.Helper()
	var points []TrendPoint
	for i, period := range periods {
		w, err := Wilson(trendX[i], trendN[i], Z95)
		noError(t, err)
		points = append(points, TrendPoint{period, 100 * trendX[i] / trendN[i], w.Times(100)})
	}
	return points
}

func countPoints(periods ...int) []CountPoint {
	var points []CountPoint
	for i, period := range periods {
		points = append(points, CountPoint{period, Proportion{trendX[i], trendN[i]}})
	}
	return points
}

func TestRecentTrendMatchesTheWorkedExample(t *testing.T) {
	points := wilsonPoints(t, 1, 2, 3, 4, 5)
	values := []float64{13.5761589404, 14.7530040053, 16.2943495401, 17.4086378738, 19.1573403555}
	errors := []float64{0.8816155281, 0.9162367877, 0.9464291306, 0.9770751475, 1.009226789}
	for i, p := range points {
		near(t, "value", p.Value, values[i], 5e-11)
		near(t, "standard error", p.standardError(), errors[i], 5e-10)
	}
	got := RecentTrend(points)
	near(t, "slope", got.Slope, 1.3769885855, 5e-11)
	near(t, "se", got.SE, 0.2986560814, 5e-11)
	near(t, "chi-square", got.ChiSquared, 21.2577823169, 5e-11)
	for i, want := range []float64{1.430185643, 1.362983918, 1.376045657, 1.408481301, 1.304476746} {
		near(t, "slope without one", got.LeaveOneOut[i], want, 5e-10)
	}
	if got.Result != Increasing || got.Reason != "" {
		t.Errorf("got %v %q, want increasing", got.Result, got.Reason)
	}
}

func TestRecentTrendKeepsTheGapOfAMissingYear(t *testing.T) {
	got := RecentTrend(wilsonPoints(t, 1, 2, 4, 5, 6))
	near(t, "slope", got.Slope, 1.0365689706, 5e-11)
	near(t, "se", got.SE, 0.2266746132, 5e-11)
	near(t, "chi-square", got.ChiSquared, 20.9117626920, 5e-10)
}

func TestRecentTrendDoesNotDependOnWhereYearsStart(t *testing.T) {
	small, years := RecentTrend(wilsonPoints(t, 1, 2, 4, 5, 6)), RecentTrend(wilsonPoints(t, 2019, 2020, 2022, 2023, 2024))
	if small.Slope != years.Slope || small.ChiSquared != years.ChiSquared {
		t.Errorf("got slopes %v and %v, want the same", small.Slope, years.Slope)
	}
}

func TestRecentTrendTakesTheLatestFiveInAnyOrder(t *testing.T) {
	want := RecentTrend(wilsonPoints(t, 11, 12, 13, 14, 15))
	points := append(wilsonPoints(t, 11, 12, 13, 14, 15), TrendPoint{10, 90, Interval{89, 91}}, TrendPoint{4, 1, Interval{0, 2}})
	slices.Reverse(points)
	got := RecentTrend(points)
	if got.Result != want.Result || got.Slope != want.Slope {
		t.Errorf("got %v with slope %v, want %v with %v", got.Result, got.Slope, want.Result, want.Slope)
	}
}

func flatPoints(values ...float64) []TrendPoint {
	var points []TrendPoint
	for i, v := range values {
		points = append(points, TrendPoint{i, v, Interval{v - 0.1, v + 0.1}})
	}
	return points
}

func TestRecentTrendResults(t *testing.T) {
	wide := flatPoints(1, 2, 3, 4, 5)
	for i := range wide {
		wide[i].Interval = Interval{-50, 50}
	}
	cases := []struct {
		name   string
		points []TrendPoint
		want   TrendResult
	}{
		{"a clear fall", flatPoints(9, 8, 7, 6, 5), Decreasing},
		{"nothing moves", flatPoints(0.1, 0.1, 0.1, 0.1, 0.1), NoTrend},
		{"within chance", wide, NoTrend},
		{"one point decides", flatPoints(5, 5.2, 5, 5.2, 9), Increasing},
		{"flat without the last point", flatPoints(5, 5, 5, 5, 9), NoTrend},
		{"falling without the last point", flatPoints(6, 5.5, 5, 4.5, 12), NoTrend},
	}
	for _, c := range cases {
		if got := RecentTrend(c.points); got.Result != c.want || got.Reason != "" {
			t.Errorf("%s: got %v %q with slopes %v, want %v", c.name, got.Result, got.Reason, got.LeaveOneOut, c.want)
		}
	}
}

func TestRecentTrendSaysWhyItCannotBeCalculated(t *testing.T) {
	with := func(change func([]TrendPoint)) []TrendPoint {
		points := flatPoints(1, 2, 3, 4, 5)
		change(points)
		return points
	}
	cases := []struct {
		name, want string
		points     []TrendPoint
	}{
		{"no points", "fewer than 5 usable points", nil},
		{"four points", "fewer than 5 usable points", flatPoints(1, 2, 3, 4)},
		{"eight periods", "the latest 5 points reach over more than 7 periods", with(func(p []TrendPoint) { p[4].Period = 7 })},
		{"one year twice", "two points for one period", with(func(p []TrendPoint) { p[4].Period = 3 })},
		{"no interval", "a point has no interval or one without width", with(func(p []TrendPoint) { p[2].Interval = Interval{} })},
		{"no width", "a point has no interval or one without width", with(func(p []TrendPoint) { p[2].Interval = Interval{3, 3} })},
		{"not a number", "a value is not a finite number", with(func(p []TrendPoint) { p[2].Value = nan })},
		{"period off the scale", "a period index is out of range", with(func(p []TrendPoint) { p[2].Period = math.MinInt })},
	}
	for _, c := range cases {
		got := RecentTrend(c.points)
		if got.Result != CannotCalculate || got.Reason != c.want {
			t.Errorf("%s: got %v %q, want %q", c.name, got.Result, got.Reason, c.want)
		}
	}
	if got := RecentTrend(with(func(p []TrendPoint) { p[4].Period = 6 })); got.Result != Increasing {
		t.Errorf("seven periods: got %v %q, want increasing", got.Result, got.Reason)
	}
}

func TestCochranArmitageMatchesTheWorkedExamples(t *testing.T) {
	got := CochranArmitage(countPoints(1, 2, 3, 4, 5))
	near(t, "five years", got.ChiSquared, 21.22417825, 5e-9)
	if got.Result != Increasing {
		t.Errorf("got %v %q, want increasing", got.Result, got.Reason)
	}
	got = CochranArmitage(countPoints(1, 2, 4, 5, 6))
	near(t, "a missing year", got.ChiSquared, 20.85567986, 5e-9)
	if got := RecentTrendCounts(countPoints(1, 2, 4, 5, 6)); got.Result != Increasing || len(got.LeaveOneOut) != 5 {
		t.Errorf("with the window's rules: got %v %q, want increasing", got.Result, got.Reason)
	}
}

func TestCochranArmitageEdges(t *testing.T) {
	nobody := []CountPoint{{1, Proportion{0, 9}}, {2, Proportion{0, 8}}, {3, Proportion{0, 7}}}
	if got := CochranArmitage(nobody); got.Result != NoTrend || got.P != 1 {
		t.Errorf("nobody at all: got %v with p %v, want no trend and 1", got.Result, got.P)
	}
	for name, points := range map[string][]CountPoint{
		"two points":        nobody[:2],
		"more than all":     {{1, Proportion{3, 2}}, nobody[1], nobody[2]},
		"one year twice":    {nobody[0], nobody[0], nobody[1]},
		"nobody to be seen": {{1, Proportion{0, 0}}, nobody[1], nobody[2]},
	} {
		if got := CochranArmitage(points); got.Result != CannotCalculate || got.Reason == "" {
			t.Errorf("%s: got %v %q, want a reason", name, got.Result, got.Reason)
		}
	}
}

func TestMannKendallMatchesTheWorkedExample(t *testing.T) {
	got, err := Kendall(series(12.1, 12.9, 12.4, 13.6, 13.3, 14.2, 14.9))
	noError(t, err)
	if got.S != 17 {
		t.Errorf("S: got %d, want 17", got.S)
	}
	near(t, "variance", got.Variance, 44.33333333, 5e-9)
	near(t, "z", got.Z, 2.403005637, 5e-10)
	near(t, "p", got.P, 0.016260937, 5e-10)
	near(t, "slope", got.Slope, 0.4333333333, 5e-11)
	if r := got.Result(Z95); r != CannotCalculate {
		t.Errorf("7 points: got %v, want cannot be calculated", r)
	}
}

func series(values ...float64) []SeriesPoint {
	var points []SeriesPoint
	for i, v := range values {
		points = append(points, SeriesPoint{i, v})
	}
	return points
}

func TestMannKendallResults(t *testing.T) {
	cases := []struct {
		name   string
		points []SeriesPoint
		want   TrendResult
	}{
		{"eight rising", series(1, 2, 3, 4, 5, 6, 7, 8), Increasing},
		{"eight falling", series(8, 7, 6, 5, 4, 3, 2, 1), Decreasing},
		{"up and down", series(1, 5, 2, 6, 1, 5, 2, 6), NoTrend},
		{"all equal", series(3, 3, 3, 3, 3, 3, 3, 3), NoTrend},
	}
	for _, c := range cases {
		m, err := Kendall(c.points)
		noError(t, err)
		if got := m.Result(Z95); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheilSenUsesTrueTime(t *testing.T) {
	m, err := Kendall([]SeriesPoint{{10, 30}, {0, 10}, {1, 12}})
	noError(t, err)
	near(t, "slope of a straight line with a gap", m.Slope, 2, 1e-15)
	for name, points := range map[string][]SeriesPoint{
		"one point": {{1, 1}}, "one year twice": {{1, 1}, {1, 2}}, "not a number": {{1, 1}, {2, nan}},
	} {
		if _, err := Kendall(points); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

// Kendall (1975): each group of t tied values takes t(t-1)(2t+5)/18 off.
func TestTiesReduceTheVariance(t *testing.T) {
	m, err := Kendall(series(1, 1, 2, 2, 2, 3))
	noError(t, err)
	near(t, "variance", m.Variance, (6*5*17-2*1*9-3*2*11)/18.0, 1e-12)
}

func TestOnlyPointsAfterTheLastBreakAreUsed(t *testing.T) {
	points := flatPoints(9, 8, 7, 1, 2, 3, 4, 5)
	cases := []struct {
		name   string
		breaks []int
		want   TrendResult
		reason string
	}{
		{"no break", nil, Increasing, ""},
		{"five points after it", []int{1, 3}, Increasing, ""},
		{"four points after it", []int{4, 3}, CannotCalculate, "fewer than 5 usable points"},
		{"still to come", []int{8}, Increasing, ""},
		{"at the latest point", []int{7}, CannotCalculate, "fewer than 5 usable points"},
	}
	for _, c := range cases {
		if got := RecentTrend(AfterBreak(points, c.breaks)); got.Result != c.want || got.Reason != c.reason {
			t.Errorf("%s: got %v %q, want %v %q", c.name, got.Result, got.Reason, c.want, c.reason)
		}
	}
	if got := AfterBreak(countPoints(1, 2, 3, 4, 5), []int{4}); len(got) != 2 {
		t.Errorf("counts after a break: got %v, want two", got)
	}
}

func TestTrendShowsWhatItUsed(t *testing.T) {
	got := RecentTrend(append(wilsonPoints(t, 1, 2, 4, 5, 6), TrendPoint{0, 13, Interval{12, 14}}))
	for i, want := range []float64{0.8816155281, 0.9162367877, 0.9464291306, 0.9770751475, 1.009226789} {
		term := got.Window[i]
		near(t, "standard error", term.SE, want, 5e-10)
		near(t, "weight", term.Weight, 1/(term.SE*term.SE), 1e-12)
	}
	if len(got.Window) != 5 || got.Window[0].Period != 1 || got.Window[4].Period != 6 {
		t.Errorf("got window %+v, want periods 1 to 6", got.Window)
	}
	near(t, "threshold", TrendThreshold, 9.549535706, 5e-10)
	counts := RecentTrendCounts(countPoints(1, 2, 3, 4, 5))
	if len(counts.Window) != 5 || counts.Window[2].Weight != trendN[2] {
		t.Errorf("got window %+v, want the denominators as weights", counts.Window)
	}
}
