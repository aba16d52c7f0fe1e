package disclose

import (
	"testing"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// wave makes a survey's headline and its groups of one list, and applies S5.
func wave(t *testing.T, list string, headline evaluate.Result, groups ...evaluate.Result) string {
	t.Helper()
	def := definition("S5", "survey")
	breakdowns := []evaluate.Breakdown{{}}
	results := []evaluate.Result{headline}
	for n, g := range groups {
		g.Breakdown = int32(n + 1)
		breakdowns = append(breakdowns, evaluate.Breakdown{Key: list + "=" + string(rune('a'+n)), List: list, Code: string(rune('a' + n))})
		results = append(results, g)
	}
	out, _ := one(evaluate.New(def, periods, breakdowns, results), register, Policy{})
	s := ""
	for n := range out.Results {
		switch r := out.Results[n]; {
		case r.Value.Symbol == quantity.Suppressed:
			s += "c"
		case r.Value.Symbol == quantity.Unreliable:
			s += "u"
		default:
			s += "+"
		}
	}
	return s
}

func TestASmallGroupOfRespondentsDoesNotFollowFromTheOthers(t *testing.T) {
	def := definition("S5", "survey")
	of := func(n, d float64) evaluate.Result { return result(def, authority, n, d) }
	for _, c := range []struct {
		name, list string
		headline   evaluate.Result
		groups     []evaluate.Result
		want       string
	}{
		{"four of 169 are hidden, and the smallest other group with them", "need", of(90, 169), []evaluate.Result{of(4, 13), of(50, 98), of(34, 54), of(2, 4)}, "+c++c"},
		{"eight who named no need would follow from the rest", "need", of(150, 312), []evaluate.Result{of(10, 24), of(80, 159), of(56, 121)}, "+c++"},
		{"ten who named no need are enough", "need", of(150, 314), []evaluate.Result{of(10, 24), of(80, 159), of(56, 121)}, "+u++"},
		{"groups that make up the whole show all", "need", of(146, 304), []evaluate.Result{of(10, 24), of(80, 159), of(56, 121)}, "+u++"},
		{"groups that overlap give nothing away", "need", of(100, 200), []evaluate.Result{of(60, 150), of(70, 180)}, "+++"},
		{"the answers to one question are no groups", "answer", of(60, 100), []evaluate.Result{of(60, 100), of(35, 100), of(5, 100)}, "++++"},
		{"a hidden whole gives nothing away", "need", of(4, 9), []evaluate.Result{of(4, 9)}, "cc"},
	} {
		if got := wave(t, c.list, c.headline, c.groups...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAResultWithoutItsNumberOfAnswersIsHidden(t *testing.T) {
	bare := evaluate.Result{Area: authority, Value: quantity.Of(64)}
	supplied := evaluate.Result{Area: authority, Numerator: quantity.Of(40), Denominator: quantity.Missing(quantity.Suppressed), Value: quantity.Missing(quantity.Suppressed)}
	for name, r := range map[string]evaluate.Result{"a percentage alone": bare, "a base that came hidden": supplied} {
		out, report := apply(definition("S5", "survey"), Policy{}, r)
		if look(out[0]) != "c" || out[0].Numerator.Known || report.Primary != 1 {
			t.Errorf("%s: %+v", name, out[0])
		}
	}
}
