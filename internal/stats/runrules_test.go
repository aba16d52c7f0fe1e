package stats

import (
	"slices"
	"strings"
	"testing"
)

// readRules flags values against given limits: mean 0, near limits at ±2,
// process limits at ±3.
func readRules(values ...float64) []ControlReading {
	var points []ControlReading
	for i, v := range values {
		if v == v {
			points = append(points, ControlReading{ControlPoint: ControlPoint{Period: i, Value: v}, Limits: limitsAround(0, 3)})
		}
	}
	flag(points)
	for i := range points {
		points[i].colour(HighPolarity)
	}
	return points
}

// met writes each point's rules by their first letters: o, t, 2, s.
func met(points []ControlReading) string {
	letters := map[Rule]string{RuleOutside: "o", RuleTrend: "t", RuleTwoInThree: "2", RuleShift: "s"}
	var words []string
	for _, p := range points {
		word := ""
		for _, h := range p.Hits {
			word += letters[h.Rule]
		}
		if word == "" {
			word = "-"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestRunRules(t *testing.T) {
	cases := []struct {
		name   string
		values []float64
		want   string
	}{
		{"on a limit is inside", []float64{3, -3, 0}, "- - -"},
		{"beyond a limit", []float64{3.01, -3.01, 0}, "o o -"},
		{"seven on one side", []float64{1, 2, 1, 2, 1, 2, 1}, "s s s s s s s"},
		{"six on one side", []float64{1, 2, 1, 2, 1, 2, -1}, "- - - - - - -"},
		{"a point on the mean ends the run", []float64{1, 2, 1, 2, 0, 2, 1, 2, 1}, "- - - - - - - - -"},
		{"a gap ends the run", []float64{1, 2, 1, 2, nan, 2, 1, 2, 1}, "- - - - - - - -"},
		{"nine on one side are all flagged", []float64{-1, -2, -1, -2, -1, -2, -1, -2, -1}, "s s s s s s s s s"},
		{"six steps up", []float64{-2.5, -2, -1.5, 0, 1, 1.5, 2.5}, "t t t t t t t"},
		{"five steps up", []float64{-2, -1.5, 0, 1, 1.5, 2.5}, "- - - - - -"},
		{"an equal neighbour ends a trend", []float64{-2.5, -2, -1.5, 0, 0, 1, 1.5, 2.5}, "- - - - - - - -"},
		{"a gap ends a trend", []float64{-2.5, -2, -1.5, nan, 0, 1, 1.5, 2.5}, "- - - - - - -"},
		{"up and down again: the top is in both", []float64{-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1, 0.5, 0, -0.5, -1, -1.5}, "t t t t t t tt t t t t t t"},
		{"two of three far out", []float64{2.5, 1, 2.5}, "2 - 2"},
		{"three of three", []float64{2.5, 2.5, 2.5}, "2 2 2"},
		{"on the near limit is not beyond", []float64{2, 1, 2.5}, "- - -"},
		{"on the process limit is", []float64{3, 1, 2.5}, "2 - 2"},
		{"the third on the other side", []float64{2.5, -1, 2.5}, "- - -"},
		{"the third on the mean", []float64{2.5, 0, 2.5}, "- - -"},
		{"one outside does not count towards two", []float64{3.5, 1, 2.5}, "o - -"},
		{"but may be the third", []float64{2.5, 3.5, 2.5}, "2 o 2"},
		{"a gap ends the three", []float64{2.5, nan, 1, 2.5}, "- - -"},
		{"one point", []float64{1}, "-"},
	}
	for _, c := range cases {
		if got := met(readRules(c.values...)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestRunRulesAreTheSameUpsideDown(t *testing.T) {
	values := []float64{2.5, 1, 2.5, 3.5, 1, 2, -1, -2.5, -2.6, -2.7, -2.8, -2.9, -3.2}
	turned := make([]float64, len(values))
	for i, v := range values {
		turned[i] = -v
	}
	up, down := readRules(values...), readRules(turned...)
	if met(up) != met(down) {
		t.Errorf("got %s, upside down %s", met(up), met(down))
	}
	for i := range up {
		if up[i].Rule != NoRule && up[i].High == down[i].High {
			t.Errorf("point %d points the same way upside down", i)
		}
	}
}

func TestThePointBetweenTwoTrendsTakesTheLater(t *testing.T) {
	points := readRules(-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1, 0.5, 0, -0.5, -1, -1.5)
	top := points[6]
	if want := []Hit{{RuleTrend, true}, {RuleTrend, false}}; !slices.Equal(top.Hits, want) || top.High || top.Reading != ConcernLow || !top.Mixed {
		t.Errorf("got %v read as %v, want both trends and concern-low", top.Hits, top.Reading)
	}
}

// The mean of 0.1, 0.2 and 0.3 is 0.2 but for the last bit.
func TestAPointOnTheMeanOfDecimalsIsOnIt(t *testing.T) {
	values := slices.Repeat([]float64{0.1, 0.2, 0.3}, 5)
	c := control(t, months(values...), ControlOptions{})
	f := flagger{c.Points, noise(c.Points)}
	if got := f.side(1); got != 0 {
		t.Errorf("0.2 is on side %d of a mean of %v", got, c.Segments[0].Mean)
	}
}

func TestReadingsFollowPolarity(t *testing.T) {
	cases := []struct {
		p         Polarity
		high, low Reading
	}{
		{HighPolarity, ImprovementHigh, ConcernLow},
		{LowPolarity, ConcernHigh, ImprovementLow},
		{NoPolarity, NeutralHigh, NeutralLow},
		{TargetPolarity, NeutralHigh, NeutralLow},
	}
	for _, c := range cases {
		high, low := specialCause(c.p.Judge(true), true), specialCause(c.p.Judge(false), false)
		if high != c.high || low != c.low {
			t.Errorf("polarity %d: got %v and %v, want %v and %v", c.p, high, low, c.high, c.low)
		}
	}
}

func TestAssurance(t *testing.T) {
	l := ControlLimits{Lower: 40, Mean: 50, Upper: 60}
	cases := []struct {
		name   string
		target float64
		p      Polarity
		want   Assurance
	}{
		{"high: lower limit on the target", 40, HighPolarity, Passing},
		{"high: lower limit just short", 40.1, HighPolarity, HitOrMiss},
		{"high: upper limit on the target", 60, HighPolarity, HitOrMiss},
		{"high: upper limit short", 60.1, HighPolarity, Failing},
		{"low: upper limit on the target", 60, LowPolarity, Passing},
		{"low: upper limit above", 59.9, LowPolarity, HitOrMiss},
		{"low: lower limit on the target", 40, LowPolarity, HitOrMiss},
		{"low: lower limit above", 39.9, LowPolarity, Failing},
		{"no polarity", 50, NoPolarity, NoAssurance},
		{"close to target", 50, TargetPolarity, NoAssurance},
		{"no target", nan, HighPolarity, NoAssurance},
	}
	for _, c := range cases {
		if got := Assure(l, c.target, c.p); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestControlWordsOfTheResultsFile(t *testing.T) {
	var words []string
	for r := NoRule; r <= RuleShift+1; r++ {
		words = append(words, r.String())
	}
	for r := NoReading; r <= NeutralLow+1; r++ {
		words = append(words, r.String())
	}
	for a := NoAssurance; a <= HitOrMiss+1; a++ {
		words = append(words, a.String())
	}
	for s := NoLimits; s <= FullLimits; s++ {
		words = append(words, s.String())
	}
	for k := XmR; k <= UPrime+1; k++ {
		words = append(words, k.String())
	}
	want := "|outside|trend|two_in_three|shift||" +
		"|common-cause|improvement-high|improvement-low|concern-high|concern-low|neutral-high|neutral-low||" +
		"|passing|failing|hit-or-miss||none|trial|full|XmR|p|u|p'|u'|unknown"
	if got := strings.Join(words, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
