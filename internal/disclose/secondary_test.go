package disclose

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// total is the published figure of a list and part one of its groups.
type (
	total struct{ n, d float64 }
	part  struct {
		code string
		n, d float64
	}
)

func list(def *indicators.Definition, all total, parts ...part) *evaluate.Indicator {
	groups := []evaluate.Breakdown{{}}
	results := []evaluate.Result{result(def, authority, all.n, all.d)}
	for n, p := range parts {
		groups = append(groups, evaluate.Breakdown{Key: "need=" + p.code, List: "need", Code: p.code})
		r := result(def, authority, p.n, p.d)
		r.Breakdown = int32(n + 1)
		results = append(results, r)
	}
	return evaluate.New(def, periods, groups, results)
}

// hiddenOf are the codes of the groups that were hidden, in order.
func hiddenOf(i *evaluate.Indicator) string {
	var out []string
	for _, r := range i.Results {
		if r.Breakdown != evaluate.Headline && r.Value.Symbol == quantity.Suppressed {
			out = append(out, i.Breakdowns[r.Breakdown].Code)
		}
	}
	return strings.Join(out, " ")
}

func TestSecondaryCellsOfOneList(t *testing.T) {
	count := definition("S1", "count")
	for name, c := range map[string]struct {
		parts []part
		want  string
	}{
		"the worked example: 4 alone would be given away, 12 is the smallest beside it": {[]part{{"a", 38, 0}, {"b", 4, 0}, {"c", 12, 0}, {"d", 71, 0}, {"e", 25, 0}}, "b c"},
		"two ones sum to two, so a third is needed":                                     {[]part{{"a", 1, 0}, {"b", 1, 0}, {"c", 60, 0}, {"d", 70, 0}}, "a b c"},
		"two that together reach the threshold stand alone":                             {[]part{{"a", 2, 0}, {"b", 4, 0}, {"c", 60, 0}}, "a b"},
		"a published zero is never chosen":                                              {[]part{{"a", 4, 0}, {"b", 0, 0}, {"c", 60, 0}, {"d", 70, 0}}, "a c"},
		"equal cells are taken in order":                                                {[]part{{"a", 50, 0}, {"b", 12, 0}, {"c", 3, 0}, {"d", 12, 0}}, "b c"},
		"nothing is hidden where nothing is small":                                      {[]part{{"a", 6, 0}, {"b", 0, 0}}, ""},
	} {
		sum := 0.0
		for _, p := range c.parts {
			sum += p.n
		}
		out, report := one(list(count, total{sum, 0}, c.parts...), register, Policy{})
		if got := hiddenOf(out); got != c.want {
			t.Errorf("%s: hidden %q, want %q", name, got, c.want)
		}
		if report.Primary+report.Secondary != len(strings.Fields(c.want)) || report.Cells != len(c.parts)+1 {
			t.Errorf("%s: report %+v", name, report)
		}
	}
}

func TestThoseWhomHiddenGroupsLeaveOutAreNoSmallGroupEither(t *testing.T) {
	def := definition("S1", "proportion")
	// b leaves out 3; hiding c beside it, where nobody is left out, would tell the 3.
	out, _ := one(list(def, total{150, 213}, part{"a", 100, 160}, part{"b", 30, 33}, part{"c", 20, 20}), register, Policy{})
	if got := hiddenOf(out); got != "a b c" {
		t.Errorf("hidden %q, want all three", got)
	}
}

func TestAGroupHiddenForItsSmallBaseIsNotHiddenAlone(t *testing.T) {
	// Eight events are enough by themselves, but nine children are too few.
	out, _ := one(list(definition("S1", "rate"), total{78, 909}, part{"a", 8, 9}, part{"b", 40, 500}, part{"c", 30, 400}), register, Policy{})
	if got := hiddenOf(out); got != "a c" {
		t.Errorf("hidden %q, want c beside a", got)
	}
}

func TestASuppliedMarkIsNeverTheOnlyHiddenGroup(t *testing.T) {
	def := definition("S1", "count")
	in := list(def, total{100, 0}, part{"a", 30, 0}, part{"b", 30, 0}, part{"c", 40, 0})
	for n := range in.Results {
		if r := &in.Results[n]; in.Breakdowns[r.Breakdown].Code == "c" {
			r.Value, r.Numerator = quantity.Missing(quantity.Suppressed), quantity.Missing(quantity.Suppressed)
		}
	}
	out, _ := one(in, register, Policy{})
	if got := hiddenOf(out); got != "a c" {
		t.Errorf("hidden %q, want a beside c", got)
	}
}

func TestS4ShowsNoGroups(t *testing.T) {
	out, _ := one(list(definition("S4", "count"), total{200, 0}, part{"a", 100, 0}, part{"b", 100, 0}), register, Policy{})
	if got := hiddenOf(out); got != "a b" || out.Results[0].Value != quantity.Of(200) {
		t.Errorf("hidden %q beside %v", got, out.Results[0].Value)
	}
}

func TestNoListOfRandomCountsGivesASmallOneAway(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	for range 3000 {
		class := []string{"S1", "S2", "S3"}[rng.IntN(3)]
		def := definition(class, "count")
		var parts []part
		sum := 0.0
		for n := range 2 + rng.IntN(6) {
			x := float64(rng.IntN(12))
			if rng.IntN(3) == 0 {
				x = float64(rng.IntN(300))
			}
			parts = append(parts, part{string(rune('a' + n)), x, 0})
			sum += x
		}
		in := list(def, total{sum, 0}, parts...)
		out, report := one(in, register, Policy{})
		audit(t, class, in, out, report)
		again, _ := one(in, register, Policy{})
		if d := cmp.Diff(hiddenOf(out), hiddenOf(again)); d != "" {
			t.Fatalf("not the same pattern twice: %s", d)
		}
	}
}

func audit(t *testing.T, class string, in, out *evaluate.Indicator, report Report) {
	t.Helper()
	c, _ := ClassOf(class, Policy{})
	hidden, sum, open := 0, 0.0, 0
	for n, r := range out.Results {
		exact := in.Results[n].Numerator.Number
		isHidden := r.Value.Symbol == quantity.Suppressed
		small := exact > 0 && exact < float64(c.Threshold) || exact == 0 && c.HideZero
		if small && !isHidden {
			t.Fatalf("%s: %v is shown", class, exact)
		}
		if r.Breakdown == evaluate.Headline {
			continue
		}
		switch {
		case isHidden && exact == 0 && !c.HideZero:
			t.Fatalf("%s: a zero was chosen", class)
		case isHidden:
			hidden, sum = hidden+1, sum+exact
		case exact > 0:
			open++
		}
	}
	// Where groups with people in them are still shown, the hidden ones must be
	// at least two and together reach the threshold.
	if hidden > 0 && open > 0 && (hidden < 2 || sum < float64(c.Threshold)) {
		t.Fatalf("%s: %d hidden with %v in all among %v", class, hidden, sum, counts(in))
	}
	all := 0
	for _, r := range out.Results {
		if r.Value.Symbol == quantity.Suppressed {
			all++
		}
	}
	if report.Primary+report.Secondary != all {
		t.Fatalf("report %+v, but %d are hidden", report, all)
	}
}

func counts(i *evaluate.Indicator) []float64 {
	var out []float64
	for _, r := range i.Results {
		out = append(out, r.Numerator.Number)
	}
	slices.Sort(out)
	return out
}
