package attack

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/quantity"
)

// counted is the usual class: counts from 1 to 5 are hidden, zeros are shown.
var counted = Indicator{Measure: "count", Threshold: 6}

// book collects rows the way a test reads: a place and its figure, "c" for a
// hidden one, a number, or "m/n" for a share.
type book struct {
	rows  []Row
	facts Facts
}

func newBook(indicators map[string]Indicator) *book {
	return &book{facts: Facts{Indicators: indicators}}
}

func (b *book) add(area, indicator, breakdown, period, figure string) *Row {
	b.rows = append(b.rows, rowOf(area, indicator, breakdown, period, figure))
	return &b.rows[len(b.rows)-1]
}

func rowOf(area, indicator, breakdown, period, figure string) Row {
	r := Row{Area: area, Level: "LA", Indicator: indicator, Breakdown: breakdown, Period: period, PeriodType: "CY"}
	switch area {
	case "ENG":
		r.Level = "ENG"
	case "REG", "SCH-ALL":
		r.Level = "REG"
	}
	var m, n float64
	if _, err := fmt.Sscanf(figure, "%g/%g", &m, &n); err == nil {
		r.Value, r.Numerator, r.Denominator = quantity.Of(100*m/n), quantity.Of(m), quantity.Of(n)
	} else if _, err := fmt.Sscanf(figure, "%g", &m); err == nil {
		r.Value, r.Numerator = quantity.Of(m), quantity.Of(m)
	} else {
		r.Symbol = figure
	}
	return r
}

// line adds figures of one list and their total, "ASD 41, SLCN c, total 99".
func (b *book) line(area, indicator, list, period, figures string) {
	for _, f := range strings.Split(figures, ", ") {
		name, figure, _ := strings.Cut(f, " ")
		breakdown := list + "=" + name
		if name == "total" {
			breakdown = ""
		}
		b.add(area, indicator, breakdown, period, figure)
	}
}

func (b *book) audit(t *testing.T, previous ...Row) Report {
	t.Helper()
	var r Release
	for _, row := range b.rows {
		r.Add(row)
	}
	for _, row := range previous {
		r.AddPrevious(row)
	}
	got, err := Audit(context.Background(), &r, b.facts, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// places are the findings as "kind indicator area breakdown period part".
func places(r Report) []string {
	var out []string
	for _, f := range r.Findings {
		s := fmt.Sprintf("%s %s %s %s %s %s", f.Kind, f.Indicator, f.Area, f.Breakdown, f.Period, f.Part)
		if f.Previous {
			s += " before"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func want(t *testing.T, r Report, all ...string) {
	t.Helper()
	slices.Sort(all)
	if got := places(r); !slices.Equal(got, all) {
		t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(all, "\n\t"))
	}
}

func TestOneRowOfFive(t *testing.T) {
	for name, c := range map[string]struct {
		figures string
		want    []string
	}{
		"the small one alone is given away by the total": {"A 38, B c, C 12, D 71, E 25, total 150", []string{"determined plans LA1 list=B 2025 numerator"}},
		"with the 12 hidden too it holds":                {"A 38, B c, C c, D 71, E 25, total 150", nil},
		"two ones and nothing else":                      {"A c, B c, C 60, total 62", []string{"determined plans LA1 list=A 2025 numerator", "determined plans LA1 list=B 2025 numerator"}},
		"two ones with a third":                          {"A c, B c, C c, total 62", nil},
		"a pair that is small together":                  {"A c, B c, C 60, total 64", []string{"small-group plans LA1 list=A 2025 numerator", "small-group plans LA1 list=B 2025 numerator"}},
		"a pair that just reaches the threshold":         {"A c, B c, C 60, total 66", nil},
		"a hidden total":                                 {"A c, B 12, C 60, total c", nil},
		"a small count that is shown":                    {"A 3, B 12, C 60, total 75", []string{"small-count plans LA1 list=A 2025 numerator"}},
		"groups that do not make up the total":           {"A c, B 80, C 90, total 150", nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook(map[string]Indicator{"plans": counted})
			b.line("LA1", "plans", "list", "2025", c.figures)
			want(t, b.audit(t), c.want...)
		})
	}
}

// square is the table of needs by type of school with everything but the given
// cells shown.
func square(hidden ...string) *book {
	b := newBook(map[string]Indicator{"plans": counted})
	for breakdown, n := range map[string]int{
		"need=ASD;type=prim": 41, "need=ASD;type=sec": 23, "need=ASD;type=spec": 3, "need=ASD": 67,
		"need=SLCN;type=prim": 58, "need=SLCN;type=sec": 12, "need=SLCN;type=spec": 17, "need=SLCN": 87,
		"need=MLD;type=prim": 20, "need=MLD;type=sec": 9, "need=MLD;type=spec": 26, "need=MLD": 55,
		"type=prim": 119, "type=sec": 44, "type=spec": 46, "": 209,
	} {
		figure := fmt.Sprint(n)
		if slices.Contains(hidden, breakdown) {
			figure = "c"
		}
		b.add("LA1", "plans", breakdown, "2025", figure)
	}
	return b
}

func TestATableOfTwoLists(t *testing.T) {
	asd, asdSec, slcnSpec, slcnSec := "need=ASD;type=spec", "need=ASD;type=sec", "need=SLCN;type=spec", "need=SLCN;type=sec"
	want(t, square(asd, asdSec, slcnSpec, slcnSec).audit(t))
	want(t, square(asd).audit(t), "determined plans LA1 "+asd+" 2025 numerator")
	want(t, square(asd, asdSec, slcnSpec).audit(t), "determined plans LA1 "+asd+" 2025 numerator",
		"recomputed plans LA1 "+asdSec+" 2025 numerator", "recomputed plans LA1 "+slcnSpec+" 2025 numerator")
	got := square(asd).audit(t)
	if because := got.Findings[0].Because; len(because) != 1 || !strings.Contains(because[0], "add up to the numerator") {
		t.Errorf("because %q", because)
	}
}

// authority is North with three schools, South with two, and the authority.
func authority(n1, n2, n3, north, s1, s2, south, all string) *book {
	b := newBook(map[string]Indicator{"plans": counted})
	for area, figure := range map[string]string{"N1": n1, "N2": n2, "N3": n3, "North": north, "S1": s1, "S2": s2, "South": south, "LA1": all} {
		b.add(area, "plans", "", "2025", figure)
	}
	b.facts.Areas = []Whole{{"North", []string{"N1", "N2", "N3"}}, {"South", []string{"S1", "S2"}}, {"LA1", []string{"North", "South"}}}
	return b
}

func TestSchoolsClustersAndTheAuthority(t *testing.T) {
	want(t, authority("c", "c", "28", "43", "33", "7", "40", "83").audit(t))
	want(t, authority("13", "c", "28", "43", "33", "7", "40", "83").audit(t), "differencing plans N2  2025 numerator")
	want(t, authority("13", "c", "28", "c", "33", "7", "40", "83").audit(t), "differencing plans N2  2025 numerator", "recomputed plans North  2025 numerator")
}

func TestAlternativeListsOfTheSameChildren(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.line("LA1", "plans", "need", "2025", "ASD c, SLCN c, MLD 30, total c")
	b.line("LA1", "plans", "sex", "2025", "f 20, m 27")
	want(t, b.audit(t), "recomputed plans LA1  2025 numerator") // 47 - 30 leaves 17 for two
	b = newBook(map[string]Indicator{"plans": counted})
	b.line("LA1", "plans", "need", "2025", "ASD c, MLD 45, total c")
	b.line("LA1", "plans", "sex", "2025", "f 20, m 27")
	want(t, b.audit(t), "determined plans LA1 need=ASD 2025 numerator", "recomputed plans LA1  2025 numerator")
}

func TestSharesHideTheirRestAndTheirBase(t *testing.T) {
	share := Indicator{Measure: "proportion", Threshold: 6}
	b := newBook(map[string]Indicator{"advice": share})
	b.line("LA1", "advice", "by", "2025", "A c, B 20/40, C 30/50, total 57/104") // 7 of 14
	want(t, b.audit(t), "recomputed advice LA1 by=A 2025 numerator")
	b = newBook(map[string]Indicator{"advice": share})
	b.line("LA1", "advice", "by", "2025", "A c, B 20/40, C 30/50, total 61/102") // 11 of 12: one is left over
	want(t, b.audit(t), "determined advice LA1 by=A 2025 rest", "recomputed advice LA1 by=A 2025 numerator")
	b = newBook(map[string]Indicator{"advice": share})
	b.line("LA1", "advice", "by", "2025", "A c, B c, C 30/50, total 60/84") // 30 of 34: the rests of two sum to 4
	want(t, b.audit(t), "small-group advice LA1 by=A 2025 rest", "small-group advice LA1 by=B 2025 rest")
}

func TestFiguresRepeatedInOtherIndicators(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted, "share": {Measure: "proportion", Threshold: 6}})
	b.line("LA1", "plans", "need", "2025", "ASD c, SLCN c, MLD 30, total 47")
	b.line("LA1", "share", "need", "2025", "ASD 10/14, SLCN c, MLD 20/30, total 33/47")
	b.facts.Same = [][]Figure{{{"plans", "need=ASD", Numerator}, {"share", "need=ASD", Denominator}}}
	got := places(b.audit(t))
	for _, w := range []string{"determined plans LA1 need=SLCN 2025 numerator", "recomputed plans LA1 need=ASD 2025 numerator"} {
		if !slices.Contains(got, w) {
			t.Errorf("%q is not among %q", w, got)
		}
	}
}

func TestAYearToDateGivesTheQuarterAway(t *testing.T) {
	b := newBook(map[string]Indicator{"requests": counted})
	for i, n := range []string{"12", "15", "27"} {
		b.add("LA1", "requests", "", fmt.Sprintf("Q%d", i+1), n)
	}
	b.facts.Series = []Series{{Indicator: "requests", Runs: [][]string{{"Q1", "Q2", "Q3", "Q4"}}}}
	want(t, b.audit(t), "differencing requests LA1  Q2 numerator")
	b.rows[1] = rowOf("LA1", "requests", "", "Q2", "c")
	want(t, b.audit(t))
	b.rows[2] = rowOf("LA1", "requests", "", "Q3", "12") // nothing came: the hidden figure lies between 12 and 12
	want(t, b.audit(t), "recomputed requests LA1  Q2 numerator")
}

func TestARegisterIsNoRunningTotal(t *testing.T) {
	b := newBook(map[string]Indicator{"checks": {Measure: "proportion", Threshold: 6}})
	for i, n := range []string{"20/200", "60/203", "90/207"} { // the register grows by a few
		b.add("LA1", "checks", "", fmt.Sprintf("Q%d", i+1), n)
	}
	b.facts.Series = []Series{{Indicator: "checks", Runs: [][]string{{"Q1", "Q2", "Q3"}}}}
	want(t, b.audit(t))
	for i, n := range []string{"20/40", "60/83", "90/153"} { // three more without a check in the second quarter
		b.rows[i] = rowOf("LA1", "checks", "", fmt.Sprintf("Q%d", i+1), n)
	}
	want(t, b.audit(t), "differencing checks LA1  Q2 rest")
}

func TestRollingSumsAndTheirFlow(t *testing.T) {
	b := newBook(map[string]Indicator{"rolling": counted, "monthly": counted})
	for i, n := range []string{"0", "8", "10", "30"} {
		b.add("LA1", "rolling", "", fmt.Sprintf("M%d", i+1), n)
	}
	b.facts.Series = []Series{{Indicator: "rolling", Window: 12, Runs: [][]string{{"M1", "M2", "M3", "M4"}}}}
	want(t, b.audit(t), "differencing rolling LA1  M3 numerator")
	b.add("LA1", "monthly", "", "M3", "c")
	b.facts.Series[0].Flow = "monthly"
	want(t, b.audit(t), "differencing monthly LA1  M3 numerator")
}

func TestThePreviousRelease(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.line("LA1", "plans", "need", "2025", "A c, B c, C 71, D 30, total 117")
	old := newBook(nil)
	old.line("LA1", "plans", "need", "2025", "A c, B 12, C c, D 30, total 117")
	want(t, b.audit(t, old.rows...), "differencing plans LA1 need=A 2025 numerator", "differencing plans LA1 need=A 2025 numerator before",
		"recomputed plans LA1 need=B 2025 numerator", "recomputed plans LA1 need=C 2025 numerator before")
	old.rows = nil
	old.line("LA1", "plans", "need", "2025", "A c, B c, C 71, D 31, total 118")
	want(t, b.audit(t, old.rows...), "revision plans LA1  2025 numerator", "revision plans LA1 need=D 2025 numerator")
	old.rows = nil
	old.line("LA1", "plans", "need", "2025", "A c, B 12, C 71, D 30, total 117")
	if r := b.audit(t, old.rows...); !slices.Contains(places(r), "already-open plans LA1 need=A 2025 numerator before") {
		t.Errorf("the release before was open by itself: found %q", places(r))
	}
}

func TestRoundedCountsBoundTheHiddenOnes(t *testing.T) {
	rounded := Indicator{Measure: "count", Threshold: 5, HidesZero: true, RoundTo: 5, Lists: map[string]Split{"by": Adds}}
	b := newBook(map[string]Indicator{"calls": rounded})
	b.line("LA1", "calls", "by", "2025", "A c, B c, C 60, total 70")
	want(t, b.audit(t))
	b = newBook(map[string]Indicator{"calls": rounded}) // at most 72 - 68
	b.line("LA1", "calls", "by", "2025", "A c, B c, C 70, total 70")
	want(t, b.audit(t), "small-group calls LA1 by=A 2025 numerator", "small-group calls LA1 by=B 2025 numerator")
	b = newBook(map[string]Indicator{"calls": rounded}) // at most 62, at least 48 and 14: none is left
	b.line("LA1", "calls", "by", "2025", "A c, B 50, C low, D 15, total 60")
	r := b.audit(t)
	if len(r.Findings) > 1 {
		t.Errorf("found %q", places(r))
	}
}

func TestDerivedNumbers(t *testing.T) {
	text := map[string]string{"area_code": "LA1", "area_level": "LA", "indicator": "plans", "period": "2025", "period_type": "CY", "symbol": "c", "display": "c",
		"change_result": "no-comparison", "trend": "cannot-be-calculated", "sn_result": "not-compared", "rag": "not-rated", "sn_set": "sn", "rank_of": "30"}
	audit := func() Report {
		b := newBook(map[string]Indicator{"plans": counted})
		b.rows = append(b.rows, RowOf(func(c string) string { return text[c] }))
		return b.audit(t)
	}
	want(t, audit())
	for column, content := range map[string]string{"change": "2", "rank": "4", "band": "A", "trend": "increasing", "rag": "red", "lower95": "1.5", "spc_flags": "outside",
		"sn_result": "better", "sn_gap": "-3", "display": "under 5", "spc_variation": "common-cause"} {
		before := text[column]
		text[column] = content
		if got := audit(); len(got.Findings) != 1 || got.Findings[0].Kind != DerivedNumber || !slices.Equal(got.Findings[0].Because, []string{column}) {
			t.Errorf("%s beside c: found %+v", column, got.Findings)
		}
		text[column] = before
	}
}

func TestAChangeGivesThePeriodBeforeBack(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.add("LA1", "plans", "", "2023", "20")
	b.add("LA1", "plans", "", "2024", "c")
	b.add("LA1", "plans", "", "2025", "19").Change = quantity.Of(-1)
	want(t, b.audit(t)) // it is the change from 2023
	b.rows[2].Change = quantity.Of(16)
	want(t, b.audit(t), "derived-number plans LA1  2025 numerator")
}

func TestBenchmarksMadeWithHiddenFigures(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.facts.Neighbours = map[string][]string{"LA1": {"LA2", "LA3", "LA4"}}
	own := b.add("LA1", "plans", "", "2025", "20")
	own.SNMethod, own.SNValue, own.SNN = "mean", quantity.Of(15), quantity.Of(3)
	b.add("LA2", "plans", "", "2025", "30")
	b.add("LA3", "plans", "", "2025", "12")
	b.add("LA4", "plans", "", "2025", "c")
	want(t, b.audit(t), "derived-number plans LA4  2025 numerator")
	b.rows[0].SNN = quantity.Of(2)
	want(t, b.audit(t)) // the mean is of those that are shown
	b.rows[0].SNN, b.rows[0].SNValue = quantity.Of(3), quantity.Of(32.0/3)
	b.rows[2] = rowOf("LA3", "plans", "", "2025", "c")
	want(t, b.audit(t), "differencing plans LA3  2025 numerator", "differencing plans LA4  2025 numerator") // the two sum to 2
}

func TestABenchmarkThatRepeatsAHiddenFigure(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	own := b.add("LA1", "plans", "", "2025", "20")
	own.RegionCode, own.RegionValue, own.EnglandValue = "REG", quantity.Of(40), quantity.Of(50)
	b.add("REG", "plans", "", "2025", "c")
	b.add("ENG", "plans", "", "2025", "c")
	want(t, b.audit(t), "derived-number plans ENG  2025 numerator", "derived-number plans REG  2025 numerator")
}

func TestHiddenInOneFileAndShownInAnother(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.add("LA1", "plans", "", "2025", "20")
	b.add("LA1", "plans", "", "2025", "c")
	want(t, b.audit(t), "shown-elsewhere plans LA1  2025 numerator")
}

func TestAGroupThatIsAlwaysTheWholeIsTakenForIt(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	for i, n := range []string{"40", "31", "22"} {
		area := fmt.Sprintf("LA%d", i+2)
		b.line(area, "plans", "provision", "2025", "ehc "+n+", support 90, total "+n)
	}
	b.line("LA1", "plans", "provision", "2025", "ehc 28, support 90, total c")
	want(t, b.audit(t), "recomputed plans LA1  2025 numerator")
	b.rows = b.rows[3:] // twice may be chance
	want(t, b.audit(t))
}

func TestAreasThatDoNotAddUpTellNothing(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.facts.Areas = []Whole{{"REG", []string{"LA1", "LA2"}}}
	for _, p := range []string{"2023", "2024"} {
		b.add("LA1", "plans", "", p, "20")
		b.add("LA2", "plans", "", p, "30")
		b.add("REG", "plans", "", p, "63")
	}
	b.add("LA1", "plans", "", "2025", "c")
	b.add("LA2", "plans", "", "2025", "30")
	b.add("REG", "plans", "", "2025", "33")
	want(t, b.audit(t))
	b.rows = b.rows[6:]
	want(t, b.audit(t), "differencing plans LA1  2025 numerator")
}

func TestOldAndNewBoundaries(t *testing.T) {
	b := newBook(map[string]Indicator{"plans": counted})
	b.facts.Areas = []Whole{{"New", []string{"A", "B"}}, {"Shire", []string{"A", "B", "C"}}, {"Shire", []string{"New", "C"}}}
	for area, n := range map[string]string{"A": "40", "B": "c", "C": "c", "New": "c", "Shire": "90"} {
		b.add(area, "plans", "", "2025", n)
	}
	want(t, b.audit(t))
	b.add("New", "plans", "", "2024", "44") // of another year
	want(t, b.audit(t))
	b.add("New", "plans", "", "2025", "44")
	got := places(b.audit(t))
	if !slices.Contains(got, "differencing plans B  2025 numerator") {
		t.Errorf("found %q", got)
	}
}
