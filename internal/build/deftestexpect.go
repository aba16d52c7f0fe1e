package build

import (
	"fmt"
	"strconv"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// expect compares one expectation with what came out.
func (r *testRun) expect(s *assess.Series, e *indicators.Expectation) {
	c := comparer{run: r, e: e}
	area, ok := r.area(e.Area)
	p, err := r.period(e.Period)
	if !ok || err != nil {
		c.fail("place", "an area and a period of type "+r.def.Period.Type, "neither can be read")
		return
	}
	group := -1
	for n, b := range s.Indicator.Breakdowns {
		if b.Key == e.Breakdown {
			group = n
		}
	}
	var a assess.Assessment
	found := false
	if at := s.Indicator.PeriodIndex(p); group >= 0 && at >= 0 {
		a, found = s.At(area, at, group)
	}
	r.assertions++
	switch {
	case e.Absent && found:
		c.fail("row", "none", a.Result.Value.Shortest()+a.Result.Value.Symbol.Code())
	case !e.Absent && !found:
		c.fail("row", "one", "none")
	case found:
		c.all(&a)
	}
}

type comparer struct {
	run *testRun
	e   *indicators.Expectation
}

func (c comparer) fail(what, want, got string) {
	if got == "" {
		got = "nothing"
	}
	c.run.diags.Add(diag.Diagnostic{Pos: c.e.Pos, Message: fmt.Sprintf("%s, %q: %s is %s", c.run.file.Indicator, c.run.file.Tests[c.run.at].Name, what, got),
		Expected: want, Fix: "if the working holds, mend the definition: " + c.e.Working})
}

func (c comparer) number(what, want string, got quantity.Value) {
	if want == "" {
		return
	}
	c.run.assertions++
	if !indicators.SameFigure(want, got) {
		c.fail(what, want, got.Shortest()+got.Symbol.Code())
	}
}

func (c comparer) word(what, want, got string) {
	if want == "" {
		return
	}
	c.run.assertions++
	if want == "none" {
		want = ""
	}
	if want != got {
		c.fail(what, want, got)
	}
}

func (c comparer) count(what string, want *int, got int) {
	if want == nil {
		return
	}
	c.run.assertions++
	if *want != got {
		c.fail(what, strconv.Itoa(*want), strconv.Itoa(got))
	}
}

func (c comparer) all(a *assess.Assessment) {
	r, e := a.Result, c.e
	var lower, upper quantity.Value
	if r.HasInterval {
		lower, upper = quantity.Of(r.I95.Lower), quantity.Of(r.I95.Upper)
	}
	c.number("value", e.Value, r.Value)
	c.number("numerator", e.Numerator, r.Numerator)
	c.number("denominator", e.Denominator, r.Denominator)
	c.number("lower95", e.Lower95, lower)
	c.number("upper95", e.Upper95, upper)
	c.word("symbol", e.Symbol, r.Value.Symbol.Code())
	c.number("change", e.Change, a.Change.Value)
	c.word("change_result", e.ChangeResult, a.Change.Result)
	c.number("sn_value", e.SNValue, a.SN.Benchmark)
	c.count("sn_n", e.SNN, a.SN.N)
	c.word("sn_result", e.SNResult, a.SN.Outcome.Code())
	c.number("region_value", e.RegionValue, a.Region.Benchmark)
	c.word("region_result", e.RegionResult, a.Region.Outcome.Code())
	c.number("england_value", e.EnglandValue, a.England.Benchmark)
	c.word("england_result", e.EnglandResult, a.England.Outcome.Code())
	rank := ""
	if a.Standing.Rank > 0 {
		rank = strconv.Itoa(a.Standing.Rank)
	}
	c.word("rank", e.Rank, rank)
	c.count("rank_of", e.RankOf, a.Standing.Of)
	c.word("band", e.Band, a.Standing.Band)
	c.word("rag", e.RAG, a.Rating.RAG)
}
