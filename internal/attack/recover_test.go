package attack

import (
	"testing"

	"github.com/sendpack/sendpack/internal/quantity"
)

func TestAPercentageGivesTheCountAway(t *testing.T) {
	for _, c := range []struct {
		percentage        float64
		decimals, n       int
		first, last, many int
	}{
		{1.4, 1, 214, 3, 3, 1}, // 2 gives 0.9 and 4 gives 1.9
		{50, 0, 4, 2, 2, 1},
		{1, 0, 1000, 5, 14, 10}, // 0.5 is rounded up, 1.5 is 2
		{0, 0, 1000, 0, 4, 5},
		{33, 0, 2, 0, 0, 0}, // nothing of 2 is a third
		{10, 0, 0, 0, 0, 0},
	} {
		first, last, many := CountsThatGive(c.percentage, c.decimals, c.n)
		if many != c.many || many > 0 && (first != c.first || last != c.last) {
			t.Errorf("%v%% of %d: %d to %d (%d), want %d to %d (%d)", c.percentage, c.n, first, last, many, c.first, c.last, c.many)
		}
	}
}

func TestCountsFromAWilsonInterval(t *testing.T) {
	// 81 of 263: 25.5% to 36.6% (Newcombe 1998, table I)
	num, den, ok := CountsFromWilson(81.0/263, 0.25527, 0.36617)
	if ok {
		t.Errorf("limits of five digits gave %v of %v; only exact ones may", num, den)
	}
	for _, c := range [][2]float64{{3, 7}, {81, 263}, {0, 20}, {20, 20}, {5, 10}, {1, 1500}} {
		p, n := c[0]/c[1], c[1]
		z2 := z95 * z95
		middle, half := (p+z2/(2*n))/(1+z2/n), wilsonWidth(p, n)/2
		num, den, ok := CountsFromWilson(p, middle-half, middle+half)
		if !ok || num != c[0] || den != c[1] {
			t.Errorf("%v: got %v of %v, %t", c, num, den, ok)
		}
	}
}

func TestAShareWithoutItsCountStillTellsIt(t *testing.T) {
	share := map[string]Indicator{"advice": {Measure: "proportion", Threshold: 6}}
	b := newBook(share)
	r := b.add("LA1", "advice", "", "2025", "x")
	r.Symbol, r.Value, r.Denominator = "", quantity.Of(1.4), quantity.Of(214)
	want(t, b.audit(t), "percentage advice LA1  2025 numerator")
	r = &b.rows[0]
	r.Value = quantity.Of(14)
	want(t, b.audit(t))
}

func TestTheIntervalOfAShareTellsItsCount(t *testing.T) {
	b := newBook(map[string]Indicator{"advice": {Measure: "proportion", Threshold: 6}})
	r := b.add("LA1", "advice", "", "2025", "x")
	p, n, z2 := 3.0/40, 40.0, z95*z95
	middle, half := (p+z2/(2*n))/(1+z2/n), wilsonWidth(p, n)/2
	r.Symbol, r.Value, r.Lower, r.Upper = "", quantity.Of(100*p), quantity.Of(100*(middle-half)), quantity.Of(100*(middle+half))
	want(t, b.audit(t), "percentage advice LA1  2025 numerator")
}

func TestSurveysProtectTheNumberOfAnswers(t *testing.T) {
	survey := map[string]Indicator{"view": {Measure: "survey", Survey: true}}
	b := newBook(survey)
	b.line("LA1", "view", "phase", "2025", "A c, B 20/40, C 30/50, total 53/97") // 3 of 7 answers
	want(t, b.audit(t), "determined view LA1 phase=A 2025 numerator")
	b = newBook(survey)
	b.line("LA1", "view", "phase", "2025", "A c, B c, C 30/50, total 53/97")
	want(t, b.audit(t))
	b = newBook(survey) // four and three answers: seven together
	b.line("LA1", "view", "phase", "2025", "A c, B c, C 30/50, D 20/40, total 53/97")
	want(t, b.audit(t), "small-group view LA1 phase=A 2025 denominator", "small-group view LA1 phase=B 2025 denominator")
	b = newBook(survey)
	b.add("LA1", "view", "", "2025", "3/9")
	want(t, b.audit(t), "small-count view LA1  2025 denominator")
	b = newBook(survey) // a small sample, with its value and number of answers alone
	b.line("LA1", "view", "phase", "2025", "A c, B u, total 12/27")
	b.rows[1].Value, b.rows[1].Answers = quantity.Of(50), quantity.Of(20)
	want(t, b.audit(t), "determined view LA1 phase=A 2025 numerator")
}

func TestTheAnswersToAQuestionMakeUpItsBase(t *testing.T) {
	b := newBook(map[string]Indicator{"view": {Measure: "survey", Survey: true, Lists: map[string]Split{"answer": Adds}}})
	b.line("LA1", "view", "answer", "2025", "very c, fairly 30/97, hardly 60/97, total 37/97") // 97 less 90
	want(t, b.audit(t), "recomputed view LA1 answer=very 2025 numerator")                      // of 97 answers: many
	b = newBook(map[string]Indicator{"view": {Measure: "survey", Survey: true}})
	b.line("LA1", "view", "answer", "2025", "very c, fairly c, hardly 60/97, total c")
	want(t, b.audit(t))
}
