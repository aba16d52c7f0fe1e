package assess

import (
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// eight are the values of statistics note §11: quartiles 40.625, 45.9, 50.5.
var eight = []float64{41.2, 38.9, 52.3, 47.7, 44.1, 60.5, 35.8, 49.9}

func spread(values []float64) []evaluate.Result {
	var out []evaluate.Result
	for n, v := range values {
		out = append(out, plain(areas[n], 0, v))
	}
	return out
}

func TestRankAndBandByPolarity(t *testing.T) {
	for _, c := range []struct {
		polarity, rule string
		values         []float64
		rank           int
		band           string
	}{
		{"high", "", eight, 6, "C"}, {"low", "", eight, 3, "B"}, {"none", "", eight, 0, "Q2"}, {"target", "", eight, 0, "Q2"},
		{"high", "", []float64{50, 50, 60, 40, 30, 20, 10, 5}, 2, "A"},
		{"low", "", []float64{50, 50, 60, 40, 30, 20, 10, 5}, 6, "C"},
		// 50 is the upper quartile itself: the better band, or the lower side of the number line.
		{"high", "better", []float64{50, 10, 20, 30, 40, 60, 70, 5, 25}, 3, "A"},
		{"high", "dfe", []float64{50, 10, 20, 30, 40, 60, 70, 5, 25}, 3, "B"},
		{"low", "better", []float64{20, 10, 25, 30, 40, 60, 70, 5, 50}, 3, "A"},
		{"low", "dfe", []float64{20, 10, 25, 30, 40, 60, 70, 5, 50}, 3, "A"},
		{"none", "dfe", eight, 0, ""},
	} {
		def := definition("index", c.polarity)
		def.Comparison.BandRule = c.rule
		st := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, spread(c.values)...).Standing
		if st.Rank != c.rank || st.Band != c.band || (c.rank > 0 && st.Of != len(c.values)) {
			t.Errorf("%s %s of %v: rank %d of %d, band %q, want %d and %q", c.polarity, c.rule, c.values, st.Rank, st.Of, st.Band, c.rank, c.band)
		}
	}
	st := assessed(t, Assessor{}, definition("index", "high"), years(2024, 2024), own, 0, spread(eight)...).Standing
	if q := st.Quartiles; !close(q[0], 40.625) || !close(q[1], 45.9) || !close(q[2], 50.5) {
		t.Errorf("quartiles %v", q)
	}
	if st.Alike != -1 {
		t.Error("without intervals nothing is said of areas that are alike")
	}
}

func TestTiesShareTheBestRank(t *testing.T) {
	def := definition("index", "low")
	results := spread([]float64{10, 20, 20, 30, 40, 50, 60, 70})
	var ranks []int
	for _, a := range areas[:4] {
		ranks = append(ranks, assessed(t, Assessor{}, def, years(2024, 2024), a, 0, results...).Standing.Rank)
	}
	if ranks[0] != 1 || ranks[1] != 2 || ranks[2] != 2 || ranks[3] != 4 {
		t.Errorf("ranks %v, want 1 2 2 4", ranks)
	}
}

func TestWhoIsNotRanked(t *testing.T) {
	off := false
	abolished, ok := register.ByCode("E06000028") // Bournemouth, until March 2019
	if !ok {
		t.Fatal("Bournemouth is in the register")
	}
	with := func(more ...evaluate.Result) []evaluate.Result { return append(spread(eight), more...) }
	for name, c := range map[string]struct {
		def     *indicators.Definition
		area    dataset.AreaID
		results []evaluate.Result
		reason  string
	}{
		"seven areas":       {definition("index", "high"), own, spread(eight[:7]), "too few areas have a figure"},
		"a suppressed one":  {definition("index", "high"), areas[8], with(missing(areas[8], 0, quantity.Suppressed)), "no figure here"},
		"a small sample":    {definition("index", "high"), areas[8], with(small(plain(areas[8], 0, 1))), "no figure here"},
		"England":           {definition("index", "high"), england, with(plain(england, 0, 1)), "only authorities are ranked"},
		"a count":           {definition("count", "high"), own, spread(eight), "counts are not ranked: areas differ in size"},
		"rank switched off": {&indicators.Definition{Measure: "index", Polarity: "high", Comparison: indicators.Comparison{Rank: &off, Band: &off}}, own, spread(eight), "areas are not ranked by this figure"},
	} {
		st := assessed(t, Assessor{}, c.def, years(2024, 2024), c.area, 0, c.results...).Standing
		if st.Rank != 0 || st.Band != "" || st.Reason != c.reason {
			t.Errorf("%s: %+v", name, st)
		}
	}
	st := assessed(t, Assessor{}, definition("index", "high"), years(2024, 2024), own, 0, with(missing(areas[8], 0, quantity.Suppressed), plain(england, 0, 99), plain(abolished, 0, 99))...).Standing
	if st.Of != 8 || st.Rank != 6 {
		t.Errorf("only current authorities with a figure count: rank %d of %d", st.Rank, st.Of)
	}
}

func TestAreasThatCannotBeToldApartAreCounted(t *testing.T) {
	def := definition("proportion", "high")
	var results []evaluate.Result
	for n, x := range []float64{50, 51, 49, 52, 90, 91, 10, 11} {
		results = append(results, figure(def, areas[n], 0, x, 100))
	}
	if st := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, results...).Standing; st.Alike != 3 {
		t.Errorf("%d are alike, want 3", st.Alike)
	}
}

func rated(t *testing.T, def *indicators.Definition, a Assessor, value float64, others ...evaluate.Result) Rating {
	t.Helper()
	return assessed(t, a, def, years(2024, 2024), own, 0, append(others, plain(own, 0, value))...).Rating
}

func TestRatingByTarget(t *testing.T) {
	target := 60.0
	for _, c := range []struct {
		polarity  string
		tolerance float64
		percent   bool
		value     float64
		rag       string
	}{
		// Statistics note §11: T=60, tol=5.
		{"high", 5, false, 60, "green"}, {"high", 5, false, 59.999, "amber"}, {"high", 5, false, 55, "amber"}, {"high", 5, false, 54.99, "red"},
		{"low", 5, false, 60, "green"}, {"low", 5, false, 60.001, "amber"}, {"low", 5, false, 65, "amber"}, {"low", 5, false, 65.01, "red"},
		{"target", 5, false, 65, "green"}, {"target", 5, false, 54, "amber"}, {"target", 5, false, 71, "red"},
		{"high", 0, false, 59.999, "red"}, {"high", 10, true, 54, "amber"}, {"high", 10, true, 53.9, "red"}, {"none", 5, false, 60, "not-rated"},
	} {
		def := definition("index", c.polarity)
		def.Target = &indicators.Target{Kind: "statutory", Value: &target}
		def.Thresholds = &indicators.Thresholds{Basis: "target", AmberWithin: c.tolerance, Percent: c.percent}
		got := rated(t, def, Assessor{}, c.value)
		if got.RAG != c.rag || !near(got.Statutory, 60) {
			t.Errorf("%s, %v within %v: %+v, want %s", c.polarity, c.value, c.tolerance, got, c.rag)
		}
	}
}

func TestALocalGoalStandsBesideTheStatutoryTarget(t *testing.T) {
	law, goal, within := 100.0, 70.0, 2.0
	def := definition("index", "high")
	def.Target = &indicators.Target{Kind: "statutory", Value: &law}
	def.Thresholds = &indicators.Thresholds{Basis: "target", AmberWithin: 10}
	got := rated(t, def, Assessor{Goals: map[string]Goal{"under-test": {Value: &goal, AmberWithin: &within, By: "March 2027"}}}, 69)
	if got.RAG != "amber" || !near(got.Target, 70) || !near(got.Goal, 70) || !near(got.Statutory, 100) || got.By != "March 2027" || got.Tolerance != 2 {
		t.Errorf("got %+v", got)
	}
	def.Thresholds, def.Target = nil, nil
	if got := rated(t, def, Assessor{Goals: map[string]Goal{"under-test": {Value: &goal}}}, 69); got.RAG != "red" || got.Basis != "target" {
		t.Errorf("a goal alone is a rule: %+v", got)
	}
	if got := rated(t, def, Assessor{}, 69); got.RAG != "not-rated" || got.Reason != "no rating rule" {
		t.Errorf("no goal, no rule: %+v", got)
	}
}

func TestRatingByABenchmarkNeverFallsBack(t *testing.T) {
	var others []evaluate.Result
	for n := range 6 {
		others = append(others, plain(areas[n+1], 0, 50))
	}
	region := register.RegionsOf(own)[0]
	others = append(others, plain(england, 0, 40), plain(region, 0, 60))
	for basis, want := range map[string]float64{"sn": 50, "england": 40, "region": 60} {
		def := definition("index", "high")
		def.Thresholds = &indicators.Thresholds{Basis: basis}
		got := rated(t, def, Assessor{Set: neighbours(10)}, want, others...)
		if got.RAG != "green" || !near(got.Target, want) {
			t.Errorf("%s: %+v", basis, got)
		}
		if got := rated(t, def, Assessor{Set: neighbours(10)}, want-0.01, others...); got.RAG != "red" {
			t.Errorf("just below %s: %+v", basis, got)
		}
		none := rated(t, def, Assessor{Set: neighbours(10)}, want)
		if none.RAG != "not-rated" || none.Target.Known || none.Reason == "" {
			t.Errorf("%s without a figure: %+v", basis, none)
		}
	}
	def := definition("index", "high")
	def.Thresholds = &indicators.Thresholds{Basis: "sn"}
	if got := rated(t, def, Assessor{Set: neighbours(10)}, 50, others[:5]...); got.RAG != "not-rated" || got.Reason != "too few similar areas have a figure" {
		t.Errorf("five of ten: %+v", got)
	}
}

func TestOnlyKnownFiguresOfAuthoritiesAreRated(t *testing.T) {
	target := 50.0
	def := definition("proportion", "high")
	def.Target = &indicators.Target{Kind: "local", Value: &target}
	def.Thresholds = &indicators.Thresholds{Basis: "target"}
	for name, r := range map[string]evaluate.Result{"suppressed": missing(own, 0, quantity.Suppressed), "small sample": small(figure(def, own, 0, 20, 25)), "England": figure(def, england, 0, 60, 100)} {
		if got := assessed(t, Assessor{}, def, years(2024, 2024), r.Area, 0, r).Rating; got.RAG != "not-rated" || got.Reason == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, figure(def, own, 0, 48, 100)).Rating
	if got.RAG != "red" || !got.Within {
		t.Errorf("48%% of 100 cannot be told from 50%%: %+v", got)
	}
	if got := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, figure(def, own, 0, 20, 100)).Rating; got.Within {
		t.Error("20% of 100 can be told from 50%")
	}
}
