package stats

import (
	"errors"
	"testing"
)

// Worked examples of the statistics note, sections 6 and 7, as one call gives
// them; limits at 99.8% were worked out with R.

func TestDifferenceOfProportionsInFull(t *testing.T) {
	d, err := CompareProportions(Proportion{137, 412}, Proportion{164, 405})
	noError(t, err)
	pp := d.Times(100)
	near(t, "difference", pp.Value, -7.2413999760, 5e-11)
	nearInterval(t, "at 95%", pp.At95, Interval{-13.7725839674, -0.6262771428}, 5e-11)
	nearInterval(t, "first", pp.First.At95, Interval{28.8764206176, 37.9378550943}, 5e-11)
	nearInterval(t, "second", pp.Second.At95, Interval{35.8240717706, 45.3422218283}, 5e-11)
	near(t, "z", pp.Statistic, -2.145366948, 5e-10)
	near(t, "p", pp.P, 0.031923520, 5e-10)
	if d.Result95 != Lower || d.Result998 != Similar || d.Method != Newcombe {
		t.Errorf("got %v and %v by %v, want lower and similar by Newcombe", d.Result95, d.Result998, d.Method)
	}
}

func TestDifferenceOfRatesInFull(t *testing.T) {
	d, err := CompareRates(Rate{64, 29416}, Rate{41, 29870}, 10000)
	noError(t, err)
	near(t, "difference", d.Value, 8.030720376, 5e-10)
	nearInterval(t, "at 95%", d.At95, Interval{1.031602248, 15.196753236}, 5e-10)
	nearInterval(t, "second", d.Second.At95, Interval{9.849036260, 18.621551974}, 5e-10)
	nearEstimate(t, "ratio", d.Ratio.Estimate, Estimate{1.585067360, Interval{1.054532564, 2.406515880}}, 5e-10)
	near(t, "p", d.P, 0.024353787, 5e-10)
	if d.Result95 != Higher || d.Result998 != Similar {
		t.Errorf("got %v and %v, want higher and similar", d.Result95, d.Result998)
	}
}

func TestDifferenceOfRatesWithoutEvents(t *testing.T) {
	d, err := CompareRates(Rate{6, 1000}, Rate{0, 1000}, 1000)
	noError(t, err)
	// All six on one side of two equal populations: 2 * 0.5^6.
	near(t, "p", d.P, 0.03125, 1e-12)
	if d.Ratio != (RatioTest{}) {
		t.Errorf("got ratio %v, want none", d.Ratio)
	}
	d, err = CompareRates(Rate{0, 1000}, Rate{0, 1000}, 1000)
	noError(t, err)
	if d.P != 1 || d.Result95 != Similar {
		t.Errorf("no events at all: got p %v and %v, want 1 and similar", d.P, d.Result95)
	}
}

func TestDifferenceOfMeansInFull(t *testing.T) {
	a, err := Summarise([]float64{18.5, 22, 19.5, 27, 24.5, 21})
	noError(t, err)
	b, err := Summarise([]float64{25, 28.5, 24, 31, 27.5})
	noError(t, err)
	d, err := CompareMeans(a, b)
	noError(t, err)
	near(t, "t", d.Statistic, -2.835914273, 5e-10)
	near(t, "degrees of freedom", d.DF, 8.952190329, 5e-10)
	near(t, "p", d.P, 0.019634202, 5e-10)
	near(t, "t is difference over standard error", d.Value/d.SE, d.Statistic, 1e-12)
	nearInterval(t, "at 95%", d.At95, Interval{-9.201463578, -1.031869756}, 5e-10)
	if d.Result95 != Lower || d.Result998 != Similar {
		t.Errorf("got %v and %v, want lower and similar", d.Result95, d.Result998)
	}
}

func TestDifferenceOfPublishedValuesInFull(t *testing.T) {
	// Half-widths 3 and 4 make 5 at 95%, and 5 z998/z95 at 99.8%.
	d, err := ComparePublished(Estimate{50, Interval{47, 53}}, Estimate{44, Interval{40, 48}})
	noError(t, err)
	half := 5 * Z998 / Z95
	nearInterval(t, "at 95%", d.At95, Interval{1, 11}, 1e-12)
	nearInterval(t, "at 99.8%", d.At998, Interval{6 - half, 6 + half}, 1e-12)
	near(t, "standard error", d.SE, 5/Z95, 1e-12)
	if d.Result95 != Higher || d.Result998 != Similar {
		t.Errorf("got %v and %v, want higher and similar", d.Result95, d.Result998)
	}
	flat := Estimate{5, Interval{5, 5}}
	if _, err := ComparePublished(flat, flat); !errors.Is(err, ErrNoSpread) {
		t.Errorf("no width: got %v, want ErrNoSpread", err)
	}
}

func TestOverlappingIntervalsMayStillDiffer(t *testing.T) {
	d, err := CompareProportions(Proportion{137, 412}, Proportion{164, 405})
	noError(t, err)
	if d.First.At95.Upper < d.Second.At95.Lower {
		t.Fatal("the intervals do not overlap; the case shows nothing")
	}
	if d.Result95 != Lower {
		t.Errorf("got %v, want lower", d.Result95)
	}
}

func TestAlikeCountsTheSimilarOnes(t *testing.T) {
	alike, tested := Alike([]Difference{{}, {Method: MOVER, Result95: Similar}, {Method: MOVER, Result95: Higher}, {Method: MOVER, Result95: Similar}})
	if alike != 2 || tested != 3 {
		t.Errorf("got %d alike of %d tested, want 2 of 3", alike, tested)
	}
}

func TestDirectionOfTravel(t *testing.T) {
	up := Difference{Method: Newcombe, Result95: Higher, Result998: Higher}
	down := Difference{Method: Newcombe, Result95: Lower, Result998: Similar}
	level := Difference{Method: Newcombe, Result95: Similar, Result998: Similar}
	at := func(period int, value float64) SeriesPoint { return SeriesPoint{period, value} }
	cases := []struct {
		name             string
		previous, latest SeriesPoint
		breaks           []int
		difference       Difference
		polarity         Polarity
		result           ChangeResult
		judgement        Judgement
	}{
		{"a rise that is good", at(1, 40), at(2, 50), nil, up, HighPolarity, Increase, Favourable},
		{"a rise that is bad", at(1, 40), at(2, 50), nil, up, LowPolarity, Increase, Unfavourable},
		{"a fall that is good", at(1, 40), at(2, 30), nil, down, LowPolarity, Decrease, Favourable},
		{"a rise of no polarity", at(1, 40), at(2, 50), nil, up, NoPolarity, Increase, NoJudgement},
		{"a rise towards or past a target", at(1, 40), at(2, 50), nil, up, TargetPolarity, Increase, NoJudgement},
		{"within chance", at(1, 40), at(2, 41), nil, level, HighPolarity, NoSignificantChange, NoJudgement},
		{"not tested: no colour", at(1, 40), at(2, 90), nil, Difference{}, HighPolarity, NotTested, NoJudgement},
		{"a period skipped", at(1, 40), at(3, 50), nil, up, HighPolarity, NoComparison, NoJudgement},
		{"the same period", at(2, 40), at(2, 50), nil, up, HighPolarity, NoComparison, NoJudgement},
		{"a break at the latest", at(1, 40), at(2, 50), []int{2}, up, HighPolarity, NoComparison, NoJudgement},
		{"a break at the earlier one is behind both", at(1, 40), at(2, 50), []int{1, 3}, up, HighPolarity, Increase, Favourable},
		{"nothing before", at(1, nan), at(2, 50), nil, up, HighPolarity, NoComparison, NoJudgement},
	}
	for _, c := range cases {
		got := DirectionOfTravel(c.previous, c.latest, c.breaks, c.difference, c.polarity)
		if got.Result != c.result || got.Judgement != c.judgement || (got.Reason == "") == (c.result == NoComparison) {
			t.Errorf("%s: got %v, judgement %d, reason %q", c.name, got.Result, got.Judgement, got.Reason)
		}
		if want := c.latest.Value - c.previous.Value; c.result != NoComparison && (got.Change != want || got.Arrow != sign(want)) {
			t.Errorf("%s: got change %v and arrow %d, want %v", c.name, got.Change, got.Arrow, want)
		}
	}
}

func TestRelativeChangeNeedsAnOldValue(t *testing.T) {
	got := DirectionOfTravel(SeriesPoint{1, 40}, SeriesPoint{2, 50}, nil, Difference{}, HighPolarity)
	if !got.HasRelative || got.Relative != 0.25 {
		t.Errorf("from 40 to 50: got %v %v, want a quarter", got.Relative, got.HasRelative)
	}
	if got := DirectionOfTravel(SeriesPoint{1, 0}, SeriesPoint{2, 50}, nil, Difference{}, HighPolarity); got.HasRelative || got.Change != 50 {
		t.Errorf("from 0 to 50: got relative %v, change %v", got.Relative, got.Change)
	}
}

func TestOutcomeWordsFollowPolarity(t *testing.T) {
	cases := []struct {
		c    Comparison
		p    Polarity
		want string
	}{
		{Higher, HighPolarity, "better"}, {Lower, HighPolarity, "worse"},
		{Higher, LowPolarity, "worse"}, {Lower, LowPolarity, "better"},
		{Higher, NoPolarity, "higher"}, {Lower, TargetPolarity, "lower"},
		{Similar, HighPolarity, "similar"}, {NotCompared, LowPolarity, "not-compared"},
	}
	for _, c := range cases {
		if got := c.c.Outcome(c.p); got != c.want {
			t.Errorf("%v under polarity %d: got %q, want %q", c.c, c.p, got, c.want)
		}
	}
	if Increasing.Judge(LowPolarity) != Unfavourable || Decreasing.Judge(LowPolarity) != Favourable || NoTrend.Judge(HighPolarity) != NoJudgement {
		t.Error("a trend's judgement does not follow polarity")
	}
	for got, want := range map[string]string{
		NoComparison.String(): "no-comparison", NotTested.String(): "not-tested", NoSignificantChange.String(): "no-significant-change",
		Increase.String(): "increase", Decrease.String(): "decrease",
		NoMethod.String(): "none", Newcombe.String(): "Newcombe hybrid score", MOVER.String(): "MOVER",
		Welch.String(): "Welch t", FromPublished.String(): "published intervals",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
