package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

func TestChangeIsTestedAgainstThePeriodBefore(t *testing.T) {
	// Statistics note §6: 137/412 against 164/405 is a decrease of 7.24 points.
	def := definition("proportion", "high")
	c := assessed(t, Assessor{}, def, years(2023, 2024), own, 1, figure(def, own, 0, 164, 405), figure(def, own, 1, 137, 412)).Change
	if c.Result != Decrease || !near(c.Value, 100*(137.0/412-164.0/405)) || c.Period.Label != "2023" {
		t.Errorf("got %+v", c)
	}
	c = assessed(t, Assessor{}, def, years(2023, 2024), own, 1, figure(def, own, 0, 137, 412), figure(def, own, 1, 164, 405)).Change
	if c.Result != Increase {
		t.Errorf("the other way: %+v", c)
	}
	c = assessed(t, Assessor{}, def, years(2023, 2024), own, 1, figure(def, own, 0, 137, 412), figure(def, own, 1, 140, 412)).Change
	if c.Result != NoChange || !c.Value.Known {
		t.Errorf("three more: %+v", c)
	}
}

func TestChangeOfRatesMeansAndPublishedIntervals(t *testing.T) {
	rate := definition("rate", "low")
	rate.Unit = quantity.Per10k
	c := assessed(t, Assessor{}, rate, years(2023, 2024), own, 1, figure(rate, own, 0, 41, 29870), figure(rate, own, 1, 64, 29416)).Change
	if c.Result != Increase || c.Value.Number < 8.03 || c.Value.Number > 8.04 {
		t.Errorf("64/29416 against 41/29870: %+v", c)
	}
	mean := definition("mean", "low")
	mean.Unit = quantity.Score
	sample := func(period int, n, m, sd float64) evaluate.Result {
		return evaluate.Result{Area: own, Period: int32(period), Value: quantity.Of(m), Numerator: quantity.Of(n * m), Denominator: quantity.Of(n), Spread: quantity.Of(sd), HasInterval: true}
	}
	// Two samples of 50, each with s = 5: the difference has a standard error of
	// exactly 1 and 98 degrees of freedom, so 1.9845 is the least that counts.
	for difference, want := range map[float64]string{1.98: NoChange, 1.99: Increase, -1.99: Decrease} {
		c = assessed(t, Assessor{}, mean, years(2023, 2024), own, 1, sample(0, 50, 22, 5), sample(1, 50, 22+difference, 5)).Change
		if c.Result != want {
			t.Errorf("means %v apart: %+v", difference, c)
		}
	}
	published := definition("published-ci", "high")
	limits := func(period int, v, half float64) evaluate.Result {
		r := plain(own, period, v)
		r.I95, r.HasInterval = stats.Interval{Lower: v - half, Upper: v + half}, true
		return r
	}
	for difference, want := range map[float64]string{1.3: NoChange, 1.5: Increase, -1.5: Decrease} {
		// Each half width is 1, so that of the difference is the root of 2.
		if c := assessed(t, Assessor{}, published, years(2023, 2024), own, 1, limits(0, 40, 1), limits(1, 40+difference, 1)).Change; c.Result != want {
			t.Errorf("a difference of %v: %+v", difference, c)
		}
	}
}

func TestChangeAcrossExactlyOnePeriodOnly(t *testing.T) {
	def := definition("proportion", "high")
	for name, c := range map[string]struct {
		periods []dataset.Period
		old     []evaluate.Result
		reason  string
	}{
		"a year was never published":       {years(2022, 2024, 2023), []evaluate.Result{figure(def, own, 0, 10, 100)}, "no figure for the period before"},
		"this area has no row that year":   {years(2023, 2024), []evaluate.Result{figure(def, areas[1], 0, 10, 100)}, "no figure for 2023"},
		"suppressed the year before":       {years(2023, 2024), []evaluate.Result{missing(own, 0, quantity.Suppressed)}, "no figure in one of the two periods"},
		"the year before is not available": {years(2023, 2024), []evaluate.Result{missing(own, 0, quantity.NotAvailable)}, "no figure in one of the two periods"},
		"too few answers the year before":  {years(2023, 2024), []evaluate.Result{small(figure(def, own, 0, 10, 20))}, "too few answers to compare"},
	} {
		last := len(c.periods) - 1
		got := assessed(t, Assessor{}, def, c.periods, own, last, append(c.old, figure(def, own, last, 50, 100))...).Change
		if got.Result != NoComparison || got.Value.Known || got.Reason != c.reason {
			t.Errorf("%s: %+v", name, got)
		}
	}
	now := assessed(t, Assessor{}, def, years(2023, 2024), own, 1, figure(def, own, 0, 10, 100), missing(own, 1, quantity.Suppressed))
	if c := now.Change; c.Result != NoComparison || c.Value.Known {
		t.Errorf("suppressed now: %+v", c)
	}
	if now.Trend.Result.String() != "cannot-be-calculated" && !strings.Contains(now.Trend.Result.String(), "cannot") {
		t.Errorf("trend of a suppressed figure: %s", now.Trend.Result)
	}
}

func TestAFigureWithoutIntervalsIsNotTested(t *testing.T) {
	c := assessed(t, Assessor{}, definition("index", "high"), years(2023, 2024), own, 1, plain(own, 0, 40), plain(own, 1, 45)).Change
	if c.Result != NotTested || !near(c.Value, 5) {
		t.Errorf("got %+v", c)
	}
}

func TestNothingIsComparedAcrossABreak(t *testing.T) {
	def := definition("proportion", "high")
	var series []evaluate.Result
	for p := range 7 {
		series = append(series, figure(def, own, p, float64(1000+400*p), 10000))
	}
	rising := assessed(t, Assessor{}, def, years(2018, 2024), own, 6, series...)
	if rising.Change.Result != Increase || rising.Trend.Result.String() != "increasing" {
		t.Fatalf("without a break: %+v, %+v", rising.Change, rising.Trend)
	}
	for _, at := range []string{"2024", "2021"} {
		def.Breaks = []indicators.Break{{At: "2010", Reason: "long ago"}, {At: at, Reason: "counted in another way"}}
		as := assessed(t, Assessor{}, def, years(2018, 2024), own, 6, series...)
		if as.Trend.Result.String() == "increasing" {
			t.Errorf("break at %s: a trend over it", at)
		}
		want := Increase
		if at == "2024" {
			want = NoComparison
		}
		if as.Change.Result != want || as.Change.Value.Known != (want == Increase) {
			t.Errorf("break at %s: %+v", at, as.Change)
		}
	}
	def.Breaks = []indicators.Break{{At: "2024"}}
	if c := assessed(t, Assessor{}, def, years(2018, 2024), own, 6, series...).Change; c.Reason != "counted differently before 2024" || !c.Previous.Known {
		t.Errorf("the reason is told: %+v", c)
	}
}

func TestABreakMayNameAYearThatWasNeverPublished(t *testing.T) {
	def := &indicators.Definition{Period: indicators.Period{Type: "AY"}, Breaks: []indicators.Break{{At: "2009/10"}, {At: "2020/21"}, {At: "2030/31"}, {At: "2019"}}}
	year := func(y int, label string) dataset.Period {
		return dataset.Period{Type: "AY", Start: y*10000 + 901, End: (y+1)*10000 + 831, Label: label}
	}
	periods := []dataset.Period{year(2017, "2017/18"), year(2018, "2018/19"), year(2021, "2021/22"), year(2022, "2022/23")}
	var at []int
	for _, b := range def.Breaks {
		at = append(at, BreakAt(def, b, periods))
	}
	if at[0] > 0 || at[1] != 2 || at[2] != -1 || at[3] != 1 {
		t.Errorf("breaks stand before periods %v", at)
	}
	if got := Breaks(def, periods); len(got) != 2 || got[0] != 2 || got[1] != 1 {
		t.Errorf("Breaks = %v", got)
	}
}

func TestTrendOfTheWorkedExample(t *testing.T) {
	// Statistics note §8.
	def := definition("proportion", "high")
	x, n := []float64{205, 221, 248, 262, 291}, []float64{1510, 1498, 1522, 1505, 1519}
	series := func(periods []int) []evaluate.Result {
		var out []evaluate.Result
		for k, p := range periods {
			out = append(out, figure(def, own, p, x[k], n[k]))
		}
		return out
	}
	as := assessed(t, Assessor{}, def, years(2020, 2024), own, 4, series([]int{0, 1, 2, 3, 4})...)
	if tr := as.Trend; tr.Result.String() != "increasing" || !close(tr.Slope, 1.3769885855) {
		t.Errorf("five years: %+v", tr)
	}
	as = assessed(t, Assessor{}, def, years(2019, 2024, 2021), own, 4, series([]int{0, 1, 2, 3, 4})...)
	if tr := as.Trend; !close(tr.Slope, 1.0365689706) {
		t.Errorf("with a year missing the axis keeps its place: %+v", tr)
	}
	four := assessed(t, Assessor{}, def, years(2020, 2024), own, 4, append(series([]int{0, 1, 2})[:3], figure(def, own, 4, 291, 1519))...)
	if r := four.Trend.Result.String(); r == "increasing" || r == "decreasing" {
		t.Errorf("four points: %s", r)
	}
}

func close(got, want float64) bool { return got-want < 1e-6 && want-got < 1e-6 }

func TestWavesOfASurveyAreComparedWithTheWaveBefore(t *testing.T) {
	def := definition("survey", "high")
	waves := []dataset.Period{{Type: "SURV", Start: 20230301, End: 20230331, Label: "Spring 2023"}, {Type: "SURV", Start: 20241001, End: 20241031, Label: "Autumn 2024"}}
	c := assessed(t, Assessor{}, def, waves, own, 1, figure(def, own, 0, 40, 100), figure(def, own, 1, 70, 100)).Change
	if c.Result != Increase || c.Period.Label != "Spring 2023" {
		t.Errorf("got %+v", c)
	}
}

func TestWavesWithOtherWordsAreNotComparedAndTheTrendBeginsAgain(t *testing.T) {
	def := definition("survey", "high")
	def.Period.Type = "SURV"
	var waves []dataset.Period
	var results []evaluate.Result
	for n := 0; n < 6; n++ {
		waves = append(waves, dataset.Period{Type: "SURV", Start: (2020+n)*10000 + 301, End: (2020+n)*10000 + 331, Label: fmt.Sprint("Spring ", 2020+n)})
		r := figure(def, own, n, float64(40+5*n), 100)
		if n < 5 {
			r.Asked = &evaluate.Asked{Wording: "Do you feel heard?"}
		} else {
			r.Asked = &evaluate.Asked{Wording: "Do you feel that you are listened to?"}
		}
		results = append(results, r)
	}
	last := assessed(t, Assessor{}, def, waves, own, 5, results...)
	if c := last.Change; c.Result != NoComparison || c.Value.Known || c.Reason != "the question had other words in Spring 2024" {
		t.Errorf("change %+v", c)
	}
	if last.Trend.Result.String() != "cannot-be-calculated" {
		t.Errorf("the trend reaches across: %+v", last.Trend)
	}
	if c := assessed(t, Assessor{}, def, waves, own, 4, results...).Change; c.Result == NoComparison || c.Value.Number != 5 {
		t.Errorf("two waves with the same words: %+v", c)
	}
}

func TestWhatAddsUpThroughAYearIsComparedWithTheYearBefore(t *testing.T) {
	def := definition("proportion", "high")
	def.Period = indicators.Period{Type: "M", Cumulative: "FY", Frequency: "monthly"}
	month := func(y, m int) dataset.Period {
		p, err := dataset.ParsePeriod("M", fmt.Sprintf("%d-%02d", y, m), "")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	months := []dataset.Period{month(2025, 5), month(2025, 6), month(2026, 4), month(2026, 5), month(2026, 6)}
	results := []evaluate.Result{figure(def, own, 0, 50, 1000), figure(def, own, 1, 90, 1000), figure(def, own, 2, 20, 1000), figure(def, own, 3, 60, 1000), figure(def, own, 4, 100, 1000)}
	last := assessed(t, Assessor{}, def, months, own, 4, results...)
	if c := last.Change; c.Result != NoChange || c.Value.Number != 1 || c.Period.Start != 20250601 {
		t.Errorf("June against June: %+v", c)
	}
	if c := assessed(t, Assessor{}, def, months, own, 2, results...).Change; c.Result != NoComparison {
		t.Errorf("there is no April of the year before: %+v", c)
	}
	if last.Trend.Result.String() != "cannot-be-calculated" || last.Trend.Reason == "" {
		t.Errorf("a sum through the year has no trend: %+v", last.Trend)
	}
}
