package disclose

import (
	"testing"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

var instead = Policy{RoundTo: 5, InsteadOfHiding: true}

func TestRoundingShowsSmallCountsInPlaceOfHidingThem(t *testing.T) {
	for _, c := range []struct {
		class, measure string
		p              Policy
		n, d           float64
		want           string
	}{
		{"S1", "count", instead, 0, 0, "0 = 0"}, {"S1", "count", instead, 2, 0, "low = low"}, {"S1", "count", instead, 3, 0, "5 = 5"}, {"S1", "count", instead, 8, 0, "10 = 10"},
		{"S1", "proportion", instead, 3, 102, "5 = 5/100"}, {"S1", "proportion", instead, 2, 102, "low = low/100"}, {"S1", "proportion", instead, 101, 102, "100 = 100/100"},
		{"S1", "proportion", instead, 3, 9, "c"}, // too few for any percentage
		{"S1", "rate", instead, 13, 1002, "150 = 15/1000"},
		{"S3", "count", instead, 3, 0, "c"}, {"S3", "count", instead, 0, 0, "c"}, {"S4", "count", instead, 9, 0, "c"},
		{"S1", "count", Policy{RoundTo: 5, InsteadOfHiding: true, Threshold: 9}, 8, 0, "c"}, // a 5 could be nothing but small
		{"S1", "count", Policy{RoundTo: 10, InsteadOfHiding: true, Threshold: 9}, 8, 0, "10 = 10"},
		{"S1", "count", Policy{RoundTo: 5}, 3, 0, "c"}, {"S1", "count", Policy{RoundTo: 5}, 8, 0, "10 = 10"}, {"S1", "count", Policy{InsteadOfHiding: true}, 3, 0, "c"},
		{"S0", "count", instead, 3, 0, "3 = 3"}, {"S5", "survey", instead, 3, 9, "c"},
	} {
		def := definition(c.class, c.measure)
		if got, _ := apply(def, c.p, result(def, authority, c.n, c.d)); look(got[0]) != c.want {
			t.Errorf("%s %s %+v: %v of %v is %s, want %s", c.class, c.measure, c.p, c.n, c.d, look(got[0]), c.want)
		}
	}
}

func TestARateOfAnExpectedNumberKeepsIt(t *testing.T) {
	def := definition("S1", "ratio-oe")
	got, _ := apply(def, Policy{RoundTo: 5}, result(def, authority, 38, 29.4))
	if r := got[0]; r.Numerator.Number != 40 || r.Denominator.Number != 29.4 {
		t.Errorf("38 against 29.4 is %s", look(r))
	}
}

func TestAMeanDoesNotTellHowManyItIsOf(t *testing.T) {
	def := definition("S1", "mean")
	got, _ := apply(def, Policy{RoundTo: 5}, evaluate.Result{Area: authority, Value: quantity.Of(4.25), Denominator: quantity.Of(48), Spread: quantity.Of(1.5)})
	if r := got[0]; r.Value.Number != 4.25 || r.Denominator.Number != 50 || r.Notes&evaluate.RoundedCounts == 0 {
		t.Errorf("a mean of 48 is %s", look(r))
	}
}

func TestRoundedCountsThatTheirTotalStillGivesAwayAreHidden(t *testing.T) {
	// 5, 5, 5 and 5 are 3 at least, and a total of 10 is 12 at most.
	cells := []cell{{"", 12}, {"need=a", 3}, {"need=b", 3}, {"need=c", 3}, {"need=d", 3}}
	got, report := one(table("plans", "S1", cells...), register, instead)
	if hidden := hiddenKeys(got); len(hidden) != len("need=a") || report.Primary != 1 {
		t.Errorf("hidden: %q, primary %d; want one of the four", hidden, report.Primary)
	}
	// The same counts with another total leave room.
	cells = append(cells, cell{"need=e", 1})
	cells[0].n = 13
	if got, _ := one(table("plans", "S1", cells...), register, instead); hiddenKeys(got) != "" {
		t.Errorf("hidden: %q, want none", hiddenKeys(got))
	}
}
