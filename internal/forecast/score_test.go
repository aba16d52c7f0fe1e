package forecast

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %.6f, want %.6f", what, got, want)
	}
}

// Method note 10.7: the quantiles of 1 to 10.
func TestQuantilesInterpolate(t *testing.T) {
	values := []float64{7, 1, 10, 3, 5, 2, 9, 4, 8, 6}
	s := Summarise(values)
	for _, c := range []struct {
		name string
		got  float64
		want float64
	}{
		{"p05", s.Quantiles[P05], 1.45}, {"p25", s.Quantiles[P25], 3.25}, {"p50", s.Quantiles[P50], 5.5},
		{"p95", s.Quantiles[P95], 9.55}, {"mean", s.Mean, 5.5}, {"sd", s.SD, 3.0276504}, {"min", s.Min, 1}, {"max", s.Max, 10},
	} {
		near(t, c.name, c.got, c.want, 1e-7)
	}
	near(t, "quantile of one value", Quantile([]float64{3}, 0.9), 3, 0)
	if !math.IsNaN(Quantile(nil, 0.5)) || !math.IsNaN(Quantile([]float64{1}, 1.5)) {
		t.Error("a quantile of nothing, or at 1.5, is a number")
	}
}

// Method note 10.8: a figure is formed inside each simulation and then
// summarised; quantiles of parts do not add up to those of the whole.
func TestCostIsSummarisedAsAWhole(t *testing.T) {
	cheap, dear := []float64{10, 14}, []float64{2, 0}
	whole := make([]float64, 2)
	for n := range whole {
		whole[n] = 10*cheap[n] + 50*dear[n]
	}
	s := Summarise(whole)
	near(t, "median cost", s.Quantiles[P50], 170, 1e-9)
	near(t, "p95 of cost", s.Quantiles[P95], 197, 1e-9)
	parts := 10*Summarise(cheap).Quantiles[P95] + 50*Summarise(dear).Quantiles[P95]
	near(t, "sum of the parts' p95", parts, 233, 1e-9)
}

// Method note 10.9.
func TestScoresOfTwoForecasts(t *testing.T) {
	actual, said := []float64{100, 200}, []float64{110, 190}
	near(t, "MAPE", MAPE(actual, said), 7.5, 1e-9)
	near(t, "WAPE", WAPE(actual, said), 6.6666667, 1e-6)
	near(t, "bias", Bias(actual, said), 0, 1e-9)
	near(t, "median APE", MedianAPE(actual, said), 7.5, 1e-9)
	low, high := []float64{90, 201}, []float64{120, 230}
	near(t, "coverage", Coverage(actual, low, high), 50, 1e-9)
	near(t, "median width", MedianWidth(actual, low, high), 22.25, 1e-9)
}

func TestPinballAndIntervalScoresPunishTheMissedSide(t *testing.T) {
	near(t, "actual above the 0.9 quantile", Pinball(120, 100, 0.9), 18, 1e-9)
	near(t, "actual below the 0.9 quantile", Pinball(80, 100, 0.9), 2, 1e-9)
	near(t, "actual within the range", Interval(100, 90, 120, 0.9), 30, 1e-9)
	near(t, "actual 5 above the range", Interval(125, 90, 120, 0.9), 130, 1e-9)
	var all [9]float64
	for i := range all {
		all[i] = 90
	}
	near(t, "mean pinball of a point", MeanPinball([]float64{100}, [][9]float64{all}), 5, 1e-9)
}

func TestScoresOfNothingAreNoNumbers(t *testing.T) {
	for name, got := range map[string]float64{"MAPE": MAPE(nil, nil), "WAPE": WAPE([]float64{0}, []float64{1}), "coverage": Coverage(nil, nil, nil), "pinball": MeanPinball(nil, nil)} {
		if !math.IsNaN(got) {
			t.Errorf("%s of nothing is %v", name, got)
		}
	}
}
