package stats

import "testing"

func TestRatingAgainstATarget(t *testing.T) {
	cases := []struct {
		name                     string
		value, target, tolerance float64
		polarity                 Polarity
		want                     Rating
	}{
		{"note §11: on the target", 60, 60, 5, HighPolarity, Green},
		{"note §11: a hair below", 59.999, 60, 5, HighPolarity, Amber},
		{"note §11: on the tolerance", 55, 60, 5, HighPolarity, Amber},
		{"note §11: beyond it", 54.99, 60, 5, HighPolarity, Red},
		{"no tolerance, no amber", 59.999, 60, 0, HighPolarity, Red},
		{"low: on the target", 10, 10, 2, LowPolarity, Green},
		{"low: within", 12, 10, 2, LowPolarity, Amber},
		{"low: beyond", 12.01, 10, 2, LowPolarity, Red},
		{"low: no tolerance", 10.001, 10, 0, LowPolarity, Red},
		{"target: within, below", 8, 10, 2, TargetPolarity, Green},
		{"target: within, above", 12, 10, 2, TargetPolarity, Green},
		{"target: up to twice", 14, 10, 2, TargetPolarity, Amber},
		{"target: beyond twice", 5.99, 10, 2, TargetPolarity, Red},
		{"target: exact, no tolerance", 100.0 / 3, 100.0 / 3, 0, TargetPolarity, Green},
		{"decimal edge: 1.1 less 0.2 is 0.9", 0.9, 1.1, 0.2, HighPolarity, Amber},
		{"decimal edge: 0.1 and 0.2 is 0.3", 0.3, 0.1, 0.2, LowPolarity, Amber},
		{"no polarity", 60, 60, 5, NoPolarity, NotRated},
		{"no value", nan, 60, 5, HighPolarity, NotRated},
		{"no target", 60, nan, 5, HighPolarity, NotRated},
		{"negative tolerance", 60, 60, -5, HighPolarity, NotRated},
	}
	for _, c := range cases {
		if got := RateTarget(c.value, c.target, c.tolerance, c.polarity); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestRatingAgainstARange(t *testing.T) {
	cases := []struct {
		name             string
		value, low, high float64
		polarity         Polarity
		want             Rating
	}{
		{"high: below", 49.9, 50, 60, HighPolarity, Red},
		{"high: on the low end", 50, 50, 60, HighPolarity, Amber},
		{"high: on the high end", 60, 50, 60, HighPolarity, Green},
		{"low: on the low end", 50, 50, 60, LowPolarity, Green},
		{"low: on the high end", 60, 50, 60, LowPolarity, Amber},
		{"low: above", 60.1, 50, 60, LowPolarity, Red},
		{"no polarity", 55, 50, 60, NoPolarity, NotRated},
		{"close to target has no range", 55, 50, 60, TargetPolarity, NotRated},
		{"ends exchanged", 55, 60, 50, HighPolarity, NotRated},
		{"no value", nan, 50, 60, HighPolarity, NotRated},
	}
	for _, c := range cases {
		if got := RateRange(c.value, c.low, c.high, c.polarity); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestPercentToleranceIsOfTheSizeOfTheTarget(t *testing.T) {
	if got := PercentTolerance(-40, 5); got != 2 {
		t.Errorf("5%% of -40: got %v, want 2", got)
	}
}
