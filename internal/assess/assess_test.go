package assess

import (
	"fmt"
	"math"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

var (
	register   = dataset.LoadRegister()
	england, _ = register.England()
	areas      = register.Current(20240630, dataset.LevelLA)
	own        = areas[0]
)

// years are calendar years from first on, without those named.
func years(first, last int, without ...int) []dataset.Period {
	var out []dataset.Period
next:
	for y := first; y <= last; y++ {
		for _, w := range without {
			if w == y {
				continue next
			}
		}
		out = append(out, dataset.Period{Type: "CY", Start: y*10000 + 101, End: y*10000 + 1231, Label: fmt.Sprint(y)})
	}
	return out
}

func definition(measure, polarity string) *indicators.Definition {
	unit := quantity.Percent
	if measure == "count" {
		unit = quantity.Count
	}
	return &indicators.Definition{ID: "under-test", Measure: measure, Unit: unit, Polarity: polarity, Period: indicators.Period{Type: "CY"}}
}

// figure is a result of a measure with numerator and denominator.
func figure(def *indicators.Definition, area dataset.AreaID, period int, n, d float64) evaluate.Result {
	r := evaluate.Result{Area: area, Period: int32(period), Numerator: quantity.Of(n), Denominator: quantity.Of(d), Value: quantity.Of(def.Unit.Multiplier() * n / d)}
	evaluate.Intervals(def.Measure, def.Unit.Multiplier(), &r)
	return r
}

// plain is a published figure without parts.
func plain(area dataset.AreaID, period int, v float64) evaluate.Result {
	return evaluate.Result{Area: area, Period: int32(period), Value: quantity.Of(v)}
}

func missing(area dataset.AreaID, period int, s quantity.Symbol) evaluate.Result {
	return evaluate.Result{Area: area, Period: int32(period), Value: quantity.Missing(s)}
}

func small(r evaluate.Result) evaluate.Result {
	r.Value.Symbol = quantity.Unreliable
	return r
}

// neighbours gives own the next n areas as its neighbours.
func neighbours(n int) *dataset.NeighbourSet {
	s := &dataset.NeighbourSet{ID: "sn-test", Of: map[dataset.AreaID][]dataset.Neighbour{}}
	for _, a := range areas[1 : n+1] {
		s.Of[own] = append(s.Of[own], dataset.Neighbour{Area: a})
	}
	return s
}

func assessed(t *testing.T, a Assessor, def *indicators.Definition, periods []dataset.Period, area dataset.AreaID, period int, results ...evaluate.Result) Assessment {
	t.Helper()
	a.Register, a.AsOf = register, 20240630
	results = append([]evaluate.Result(nil), results...) // New puts them in order
	as, ok := a.Prepare(evaluate.New(def, periods, []evaluate.Breakdown{{}}, results)).At(area, period, evaluate.Headline)
	if !ok {
		t.Fatal("no such result")
	}
	return as
}

func TestNeighboursOfTheWorkedExample(t *testing.T) {
	// Benchmarks note §5: persistent absence, two neighbours suppressed.
	values := []float64{30.1, 31.4, 28.9, -1, 33.0, 29.7, 27.8, 32.2, -1, 30.5}
	results := []evaluate.Result{plain(own, 0, 34)}
	for n, v := range values {
		if v < 0 {
			results = append(results, missing(areas[n+1], 0, quantity.Suppressed))
			continue
		}
		results = append(results, plain(areas[n+1], 0, v))
	}
	for method, centre := range map[string]float64{"": 30.45, "mean": 30.45, "median": 30.3} {
		def := definition("index", "low")
		def.Comparison.SNMethod = method
		sn := assessed(t, Assessor{Set: neighbours(10)}, def, years(2024, 2024), own, 0, results...).SN
		if !near(sn.Benchmark, centre) || !near(sn.Gap, 34-centre) || sn.N != 8 || sn.Of != 10 || sn.Higher != 0 || sn.Lower != 8 {
			t.Errorf("%s: %+v", method, sn)
		}
		if got := quantity.New(sn.Gap, quantity.Points, 1).Text; method != "median" && got != "3.6" {
			t.Errorf("the gap of 3.55 is shown as %s", got)
		}
		if sn.Outcome != NotCompared || sn.Reason != "no interval is published, so no test" {
			t.Errorf("nothing can be tested: %q, %q", sn.Outcome, sn.Reason)
		}
	}
}

func near(v quantity.Value, want float64) bool {
	return v.Known && math.Abs(v.Number-want) < 1e-9
}

func TestMeanAndPooledOfNeighbours(t *testing.T) {
	// Statistics note §5: x = 55, 61, 80, 42 of n = 410, 520, 735, 300.
	for method, centre := range map[string]float64{"mean": 12.507439282, "pooled": 12.111959288} {
		def := definition("proportion", "low")
		def.Comparison = indicators.Comparison{SNMethod: method, MinN: 4}
		results := []evaluate.Result{figure(def, own, 0, 30, 100)}
		for n, x := range [][2]float64{{55, 410}, {61, 520}, {80, 735}, {42, 300}} {
			results = append(results, figure(def, areas[n+1], 0, x[0], x[1]))
		}
		sn := assessed(t, Assessor{Set: neighbours(4)}, def, years(2024, 2024), own, 0, results...).SN
		if !sn.Benchmark.Known || math.Abs(sn.Benchmark.Number-centre) > 1e-6 || sn.Method != method || sn.Outcome != Worse || !sn.Strong {
			t.Errorf("%s: %+v", method, sn)
		}
	}
	def := definition("proportion", "low")
	def.Comparison.SNMethod = "pooled"
	sn := assessed(t, Assessor{Set: neighbours(1)}, def, years(2024, 2024), own, 0, figure(def, own, 0, 30, 100), plain(areas[1], 0, 12)).SN
	if sn.Benchmark.Known || sn.Reason != "similar areas have no counts to pool" {
		t.Errorf("a neighbour without counts cannot be pooled: %+v", sn)
	}
}

func TestTooFewNeighboursGiveAValueButNoComparison(t *testing.T) {
	for _, c := range []struct {
		withData, min int
		outcome       Outcome
		reason        string
	}{{5, 0, NotCompared, "only 5 of 10 similar areas have a figure"}, {6, 0, Better, ""}, {3, 3, Better, ""}, {6, 7, NotCompared, "only 6 of 10 similar areas have a figure"}} {
		def := definition("proportion", "high")
		def.Comparison.MinN = c.min
		results := []evaluate.Result{figure(def, own, 0, 80, 100)}
		for n := range c.withData {
			results = append(results, figure(def, areas[n+1], 0, 50, 100))
		}
		sn := assessed(t, Assessor{Set: neighbours(10)}, def, years(2024, 2024), own, 0, results...).SN
		if sn.Outcome != c.outcome || sn.Reason != c.reason || !near(sn.Benchmark, 50) || sn.N != c.withData {
			t.Errorf("%d with data, %d needed: %+v", c.withData, c.min, sn)
		}
	}
	for name, c := range map[string]struct {
		set    *dataset.NeighbourSet
		reason string
	}{"no set": {nil, "no similar areas are known"}, "no entry": {&dataset.NeighbourSet{ID: "s"}, "no similar areas are known"}, "none has data": {neighbours(10), "no similar area has a figure"}} {
		def := definition("proportion", "high")
		sn := assessed(t, Assessor{Set: c.set}, def, years(2024, 2024), own, 0, figure(def, own, 0, 80, 100)).SN
		if sn.Reason != c.reason || sn.Outcome != NotCompared || sn.Benchmark.Known {
			t.Errorf("%s: %+v", name, sn)
		}
	}
}

func TestComparisonWordsFollowPolarity(t *testing.T) {
	for polarity, words := range map[string][3]Outcome{
		"high": {Better, SimilarTo, Worse}, "low": {Worse, SimilarTo, Better}, "none": {Higher, SimilarTo, Lower}, "target": {Higher, SimilarTo, Lower},
	} {
		def := definition("proportion", polarity)
		for n, benchmark := range []float64{30, 50, 70} {
			as := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, figure(def, own, 0, 50, 100), plain(england, 0, benchmark))
			if as.England.Outcome != words[n] || !near(as.England.Gap, 50-benchmark) {
				t.Errorf("%s, 50%% against %v%%: %+v", polarity, benchmark, as.England)
			}
		}
	}
}

func TestAFigureMayDifferAt95ButNotAt998(t *testing.T) {
	// Statistics note §5: x=61, n=180 against 24.3%.
	def := definition("proportion", "high")
	as := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, figure(def, own, 0, 61, 180), plain(england, 0, 24.3))
	if as.England.Outcome != Better || as.England.Strong {
		t.Errorf("got %+v", as.England)
	}
	strong := assessed(t, Assessor{}, def, years(2024, 2024), own, 0, figure(def, own, 0, 61, 180), plain(england, 0, 24))
	if !strong.England.Strong {
		t.Errorf("24%% lies below the 99.8%% interval: %+v", strong.England)
	}
}

func TestNothingIsComparedWithItselfOrWithoutAFigure(t *testing.T) {
	def := definition("proportion", "high")
	region := register.RegionsOf(own)[0]
	all := []evaluate.Result{figure(def, own, 0, 50, 100), figure(def, region, 0, 400, 1000), figure(def, england, 0, 4000, 9000)}
	as := assessed(t, Assessor{}, def, years(2024, 2024), england, 0, all...)
	if as.England.Outcome != NotCompared || as.England.Benchmark.Known || as.HasRegion || as.Region.Reason == "" {
		t.Errorf("England: %+v", as.England)
	}
	as = assessed(t, Assessor{}, def, years(2024, 2024), region, 0, all...)
	if as.HasRegion || as.England.Outcome != Worse {
		t.Errorf("a region: %+v, %+v", as.Region, as.England)
	}
	as = assessed(t, Assessor{}, def, years(2024, 2024), own, 0, missing(own, 0, quantity.Suppressed), all[1], all[2])
	if as.England.Outcome != NotCompared || as.England.Gap.Known || !as.England.Benchmark.Known || as.England.Reason != "no figure here" {
		t.Errorf("suppressed here: %+v", as.England)
	}
	as = assessed(t, Assessor{}, def, years(2024, 2024), own, 0, all[0], missing(england, 0, quantity.Suppressed))
	if as.England.Outcome != NotCompared || as.England.Gap.Known || as.England.Reason != "no figure to compare with" || as.Region.Reason != "no figure for the region" {
		t.Errorf("suppressed there: %+v", as.England)
	}
}

func TestCountsAndFiguresWithoutIntervalsAreNotTested(t *testing.T) {
	count := definition("count", "low")
	c := evaluate.Result{Area: own, Value: quantity.Of(20), Numerator: quantity.Of(20)}
	evaluate.Intervals("count", 1, &c)
	if as := assessed(t, Assessor{}, count, years(2024, 2024), own, 0, c, plain(england, 0, 2000)); as.England.Outcome != NotCompared || as.England.Reason != "counts are not compared: areas differ in size" {
		t.Errorf("a count: %+v", as.England)
	}
	tolerance := 2.0
	index := definition("index", "high")
	index.Comparison.Tolerance = &tolerance
	for benchmark, outcome := range map[float64]Outcome{48: SimilarTo, 47.9: Better, 52: SimilarTo, 52.1: Worse} {
		as := assessed(t, Assessor{}, index, years(2024, 2024), own, 0, plain(own, 0, 50), plain(england, 0, benchmark))
		if as.England.Outcome != outcome || !as.England.Tolerance || as.England.Strong {
			t.Errorf("50 against %v within 2: %+v", benchmark, as.England)
		}
	}
}

func TestASmallSampleIsNeverCompared(t *testing.T) {
	def := definition("survey", "high")
	var all []evaluate.Result
	for n, a := range areas[:12] {
		all = append(all, figure(def, a, 0, float64(30+n), 60), figure(def, a, 1, float64(30+n), 60))
	}
	all = append(all, figure(def, england, 0, 500, 1000), figure(def, england, 1, 500, 1000))
	all[1] = small(figure(def, own, 1, 20, 25))
	goal := 10.0
	as := assessed(t, Assessor{Set: neighbours(10), Goals: map[string]Goal{"under-test": {Value: &goal}}}, def, years(2023, 2024), own, 1, all...)
	if as.SN.Outcome != NotCompared || as.SN.Gap.Known || as.SN.Higher+as.SN.Lower != 0 || as.England.Gap.Known || as.England.Outcome != NotCompared {
		t.Errorf("compared: %+v, %+v", as.SN, as.England)
	}
	if as.Change.Result != NoComparison || as.Change.Value.Known || as.Standing.Rank != 0 || as.Standing.Band != "" || as.Rating.RAG != "not-rated" {
		t.Errorf("judged: %+v, %+v, %+v", as.Change, as.Standing, as.Rating)
	}
	if len(as.Standing.Values) != 11 {
		t.Errorf("%d places, want the 11 others", len(as.Standing.Values))
	}
	for n := range all {
		if all[n].Area == england {
			all[n] = small(all[n])
		}
	}
	if e := assessed(t, Assessor{}, def, years(2023, 2024), areas[5], 1, all...).England; e.Outcome != NotCompared || e.Gap.Known || e.Reason != "too few answers to compare" {
		t.Errorf("against a small sample: %+v", e)
	}
	other := assessed(t, Assessor{Set: &dataset.NeighbourSet{ID: "s", Of: map[dataset.AreaID][]dataset.Neighbour{areas[11]: {{Area: own}}}}}, def, years(2023, 2024), areas[11], 1, all...)
	if other.SN.N != 0 {
		t.Error("a small sample is no neighbour with data")
	}
}

func TestCodesOfOutcomes(t *testing.T) {
	if NotCompared.Code() != "not-compared" || Better.Code() != "better" || SimilarTo.Code() != "similar" {
		t.Error("codes of results.csv changed")
	}
}

func TestAnswersAndPartsHaveNoGoodDirectionOfTheirOwn(t *testing.T) {
	def := definition("survey", "high")
	def.Breakdowns = []indicators.Breakdown{{List: "answer"}, {List: "need"}, {List: "setting", Share: true}}
	goal := 60.0
	a := Assessor{Register: register, AsOf: 20240630, Goals: map[string]Goal{def.ID: {Value: &goal}}}
	groups := []evaluate.Breakdown{{}, {Key: "answer=no", List: "answer"}, {Key: "need=ASD", List: "need"}, {Key: "setting=special", List: "setting"}}
	var results []evaluate.Result
	for g := range groups {
		for _, at := range []dataset.AreaID{own, england} {
			n := 70.0
			if at == england {
				n = 30
			}
			r := figure(def, at, 0, n, 100)
			r.Breakdown = int32(g)
			results = append(results, r)
		}
	}
	s := a.Prepare(evaluate.New(def, years(2024, 2024), groups, results))
	for g, want := range []string{"better green", "higher not-rated", "better green", "higher not-rated"} {
		as, _ := s.At(own, 0, g)
		if got := as.England.Outcome.Code() + " " + as.Rating.RAG; got != want {
			t.Errorf("%q: %s, want %s", groups[g].Key, got, want)
		}
	}
}
