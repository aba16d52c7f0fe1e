package disclose

import (
	"context"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// cell is one figure of a table by the key of its group.
type cell struct {
	key string
	n   float64
}

// table makes an indicator of counts for one area and period.
func table(id, class string, cells ...cell) *evaluate.Indicator {
	def := definition(class, "count")
	def.ID = id
	return tableOf(def, periods, authority, 0, cells...)
}

func tableOf(def *indicators.Definition, of []dataset.Period, area dataset.AreaID, period int32, cells ...cell) *evaluate.Indicator {
	var groups []evaluate.Breakdown
	var results []evaluate.Result
	for n, c := range cells {
		var lists, codes []string
		for _, pair := range strings.Split(c.key, ";") {
			list, code, _ := strings.Cut(pair, "=")
			lists, codes = append(lists, list), append(codes, code)
		}
		groups = append(groups, evaluate.Breakdown{Key: c.key, List: strings.Join(lists, ";"), Code: strings.Join(codes, ";")})
		r := result(def, area, c.n, 0)
		r.Breakdown, r.Period = int32(n), period
		results = append(results, r)
	}
	return evaluate.New(def, of, groups, results)
}

func release(t *testing.T, all ...*evaluate.Indicator) Release {
	t.Helper()
	out, err := Apply(context.Background(), all, register, Policy{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// hiddenKeys are the groups of an indicator that are hidden; the headline is "all".
func hiddenKeys(i *evaluate.Indicator) string {
	var out []string
	for n := range i.Results {
		if r := &i.Results[n]; r.Value.Symbol == quantity.Suppressed {
			key := i.Breakdowns[r.Breakdown].Key
			if key == "" {
				key = "all"
			}
			out = append(out, key)
		}
	}
	return strings.Join(out, " ")
}

func TestATableOfTwoDimensionsHidesAClosedRectangle(t *testing.T) {
	// Statistics note 14.2: the primary is ASD in special schools.
	out := release(t, table("plans", "S1", cell{"", 209},
		cell{"need=ASD", 67}, cell{"need=SLCN", 87}, cell{"need=MLD", 55}, cell{"phase=prim", 119}, cell{"phase=sec", 44}, cell{"phase=spec", 46},
		cell{"need=ASD;phase=prim", 41}, cell{"need=ASD;phase=sec", 23}, cell{"need=ASD;phase=spec", 3},
		cell{"need=SLCN;phase=prim", 58}, cell{"need=SLCN;phase=sec", 12}, cell{"need=SLCN;phase=spec", 17},
		cell{"need=MLD;phase=prim", 20}, cell{"need=MLD;phase=sec", 9}, cell{"need=MLD;phase=spec", 26}))
	if got, want := hiddenKeys(out.Indicators[0]), "need=ASD;phase=sec need=ASD;phase=spec need=SLCN;phase=sec need=SLCN;phase=spec"; got != want {
		t.Errorf("hidden %s, want %s", got, want)
	}
	if r := out.Reports[0]; r.Primary != 1 || r.Secondary != 3 || out.Equations == 0 || out.Tables != 1 {
		t.Errorf("report %+v, %d equations, %d tables", r, out.Equations, out.Tables)
	}
}

func TestTwoWaysOfSplittingTheSameChildrenProtectEachOther(t *testing.T) {
	// By need 4 is hidden with 12; by age nothing is small and nothing is hidden.
	out := release(t, table("plans", "S1", cell{"", 150}, cell{"need=a", 4}, cell{"need=b", 12}, cell{"need=c", 134}, cell{"age=x", 70}, cell{"age=y", 80}))
	if got := hiddenKeys(out.Indicators[0]); got != "need=a need=b" {
		t.Errorf("hidden %q", got)
	}
}

func TestAGroupThatNobodyNamesIsReckonedByAReaderToo(t *testing.T) {
	// 30 + 40 of 73 leave three whose need is not printed.
	out := release(t, table("plans", "S1", cell{"", 73}, cell{"need=a", 30}, cell{"need=b", 40}))
	if got := hiddenKeys(out.Indicators[0]); got != "need=a" {
		t.Errorf("hidden %q, want one group beside the three", got)
	}
}

func TestAHeadlineThatIsOneOfItsGroupsIsNoTotal(t *testing.T) {
	def := definition("S1", "count")
	in := tableOf(def, periods, authority, 0, cell{"", 40}, cell{"provision=ehc", 3}, cell{"provision=none", 400})
	if got := hiddenKeys(release(t, in).Indicators[0]); got != "provision=ehc" {
		t.Errorf("hidden %q: groups that add up to more than the headline overlap", got)
	}
}

func TestWhatAddsUpThroughAYearDoesNotGiveAMonthAway(t *testing.T) {
	def := definition("S1", "count")
	def.Period = indicators.Period{Type: "Q", Cumulative: "FY", Frequency: "quarterly"}
	var quarters []dataset.Period
	for _, label := range []string{"Q1 2025-26", "Q2 2025-26", "Q3 2025-26"} {
		p, err := dataset.ParsePeriod("Q", label, "")
		if err != nil {
			t.Fatal(err)
		}
		quarters = append(quarters, p)
	}
	var results []evaluate.Result
	for n, x := range []float64{12, 15, 40} {
		r := result(def, authority, x, 0)
		r.Period = int32(n)
		results = append(results, r)
	}
	out := release(t, evaluate.New(def, quarters, []evaluate.Breakdown{{}}, results))
	hidden := 0
	for n := range out.Indicators[0].Results[:2] {
		if out.Indicators[0].Results[n].Value.Symbol == quantity.Suppressed {
			hidden++
		}
	}
	if hidden == 0 {
		t.Error("12 and 15 in print say that there were three in the second quarter")
	}
	if out.Indicators[0].Results[2].Value.Symbol == quantity.Suppressed {
		t.Error("nothing follows from the third quarter")
	}
}

func TestARegionDoesNotGiveAnAuthorityAway(t *testing.T) {
	def := definition("S1", "count")
	var results []evaluate.Result
	sum := 0.0
	for n, id := range register.Current(20241231, dataset.LevelLA) {
		if register.Area(id).Region != register.Area(region).Code {
			continue
		}
		x := float64(20 + n%7)
		if id == authority {
			x = 4
		}
		sum += x
		results = append(results, result(def, id, x, 0))
	}
	results = append(results, result(def, region, sum, 0))
	out := release(t, evaluate.New(def, periods, []evaluate.Breakdown{{}}, results))
	hidden := 0
	for n := range out.Indicators[0].Results {
		r := &out.Indicators[0].Results[n]
		if r.Value.Symbol == quantity.Suppressed {
			hidden++
			if r.Area == region {
				t.Error("the region is hidden where an authority would do")
			}
		}
	}
	if hidden != 2 {
		t.Errorf("%d hidden, want the authority and one more", hidden)
	}
}

func TestTheOrderOfIndicatorsDoesNotMatter(t *testing.T) {
	a := table("first", "S1", cell{"", 150}, cell{"need=a", 4}, cell{"need=b", 12}, cell{"need=c", 134})
	b := table("second", "S1", cell{"", 90}, cell{"need=a", 2}, cell{"need=b", 12}, cell{"need=c", 76})
	one, two := release(t, a, b), release(t, b, a)
	if hiddenKeys(one.Indicators[0]) != hiddenKeys(two.Indicators[1]) || hiddenKeys(one.Indicators[1]) != hiddenKeys(two.Indicators[0]) {
		t.Error("the pattern depends on the order")
	}
}

func TestWhatAnEarlierReleaseHidStaysHidden(t *testing.T) {
	in := table("plans", "S1", cell{"", 150}, cell{"need=a", 40}, cell{"need=b", 50}, cell{"need=c", 60})
	code := register.Area(authority).Code
	out, err := Apply(context.Background(), []*evaluate.Indicator{in}, register, Policy{Earlier: map[string]bool{Key(code, "plans", "need=a", "2024"): true}})
	if err != nil {
		t.Fatal(err)
	}
	if got := hiddenKeys(out.Indicators[0]); !strings.HasPrefix(got, "need=a") {
		t.Errorf("hidden %q", got)
	}
	if out.Reports[0].Primary != 0 || out.Reports[0].Secondary == 0 {
		t.Errorf("report %+v", out.Reports[0])
	}
}
