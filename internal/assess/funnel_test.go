package assess

import (
	"testing"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

func prepared(measure string, results ...evaluate.Result) *Series {
	a := &Assessor{Register: register, AsOf: 20240630}
	return a.Prepare(evaluate.New(definition(measure, "high"), years(2024, 2024), []evaluate.Breakdown{{}}, results))
}

func spreadOf(n int) (out []evaluate.Result) {
	def := definition("proportion", "high")
	for i := range n {
		out = append(out, figure(def, areas[i], 0, float64(20+3*i), float64(100+10*i)))
	}
	return out
}

func TestAFunnelHoldsAllAuthoritiesWithCountsAndNobodyElse(t *testing.T) {
	def := definition("proportion", "high")
	results := append(spreadOf(11), missing(areas[11], 0, quantity.Suppressed), plain(areas[12], 0, 30), figure(def, england, 0, 9000, 20000))
	f := prepared("proportion", results...).Funnel(0)
	if len(f.Areas) != 11 || f.Reason != "" || !f.Drawn() || f.At(areas[11]) != nil || f.At(areas[12]) != nil || f.At(england) != nil {
		t.Errorf("the funnel has %d areas, reason %q", len(f.Areas), f.Reason)
	}
	var x, n float64
	for i := range 11 {
		x, n = x+float64(20+3*i), n+float64(100+10*i)
	}
	if want := 100 * x / n; !close(f.Benchmark, want) {
		t.Errorf("the benchmark is %v, want the pooled %v", f.Benchmark, want)
	}
	if len(f.Curve) != 61 || f.Curve[0].N != 100 || f.Curve[60].N != 200 {
		t.Errorf("the lines go from %v to %v", f.Curve[0].N, f.Curve[60].N)
	}
}

func TestThereIsAReasonWhereThereIsNoFunnel(t *testing.T) {
	for name, c := range map[string]struct {
		series *Series
		reason string
	}{
		"nine areas": {prepared("proportion", spreadOf(9)...), "too few areas have counts"},
		"an index":   {prepared("index", spread(eight)...), "only proportions and rates with counts have a funnel plot"},
		"no area":    {prepared("proportion"), "too few areas have counts"},
	} {
		if f := c.series.Funnel(0); f.Reason != c.reason || f.Drawn() {
			t.Errorf("%s: reason %q, want %q", name, f.Reason, c.reason)
		}
	}
}

// TestFunnelAndComparisonNeverDisagree holds the plain labels to the words of a
// comparison with the same benchmark.
func TestFunnelAndComparisonNeverDisagree(t *testing.T) {
	s := prepared("proportion", spreadOf(40)...)
	f := s.Funnel(0)
	for n, area := range f.Areas {
		r := s.Indicator.At(area, 0, evaluate.Headline)
		c := s.against(r, quantity.Of(f.Benchmark))
		want := map[Outcome][2]stats.Label{SimilarTo: {stats.Within, stats.Within}, Better: {stats.Above95, stats.Above998}, Worse: {stats.Below95, stats.Below998}}[c.Outcome]
		label := want[0]
		if c.Strong {
			label = want[1]
		}
		if f.Points[n].Label != label {
			t.Errorf("area %d is %s in the funnel and %s (%v) by the interval", n, f.Points[n].Label, c.Outcome, c.Strong)
		}
	}
}

func TestAFunnelIsWorkedOutOnceForAll(t *testing.T) {
	s := prepared("proportion", spreadOf(20)...)
	plots := make(chan *Funnel)
	for range 8 {
		go func() { plots <- s.Funnel(0) }()
	}
	first := <-plots
	for range 7 {
		if p := <-plots; p != first {
			t.Error("two callers have different plots")
		}
	}
}

func TestAreasThatCannotBeTestedAreNotCountedAsAlike(t *testing.T) {
	def := definition("proportion", "high")
	var results []evaluate.Result
	for n, x := range []float64{50, 51, 90, 10, 49, 52, 55} {
		results = append(results, figure(def, areas[n], 0, x, 100))
	}
	results = append(results, plain(areas[7], 0, 50), plain(areas[8], 0, 20))
	if st := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, results...).Standing; st.Alike != 4 || st.Testable != 6 || st.Of != 9 {
		t.Errorf("%d of %d testable, of %d ranked, want 4 of 6 of 9", st.Alike, st.Testable, st.Of)
	}
}

func TestAChangeSaysWhetherItHoldsAt998(t *testing.T) {
	def := definition("proportion", "high")
	for _, c := range []struct {
		old, new float64
		result   string
		strong   bool
	}{{500, 510, NoChange, false}, {500, 550, Increase, false}, {500, 620, Increase, true}, {500, 380, Decrease, true}} {
		got := assessed(t, Assessor{}, def, years(2023, 2024), own, 1, figure(def, own, 0, c.old, 1000), figure(def, own, 1, c.new, 1000)).Change
		if got.Result != c.result || got.Strong != c.strong {
			t.Errorf("from %v to %v of 1000: %s, at 99.8%% %v", c.old, c.new, got.Result, got.Strong)
		}
	}
}
