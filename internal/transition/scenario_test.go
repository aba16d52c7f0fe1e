package transition

import (
	"context"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/forecast"
)

// scenario runs the world with rules and returns the result.
func scenario(t *testing.T, rules string) Result {
	t.Helper()
	return run(t, checked(t, ruleHeader+rules, few(100)), few(100))
}

// TestEmptyScenarioIsTheBaseline has rules that multiply by one, of every kind
// that can.
func TestEmptyScenarioIsTheBaseline(t *testing.T) {
	r := scenario(t, "same,1,rate,,,,,,,,MS,1,,\nsame,2,joiners,,,,,,,,,1,,\nsame,3,population,,,,,,,,,1,,\nsame,4,cost,,,,,,,,,1,,\nsame,5,transfer,,,,,,,,MS,,SP,0\n")
	rows := 0
	for _, x := range r.Rows {
		if x.Scenario != Difference("same") {
			continue
		}
		rows++
		if x.Min != 0 || x.Max != 0 || x.Mean != 0 {
			t.Errorf("%s %s %s %d differs by %v to %v", x.Slice, x.Key, x.Measure, x.Year, x.Min, x.Max)
		}
	}
	if rows == 0 {
		t.Error("no difference was written")
	}
}

func TestDoublingJoinersTwiceIsQuadrupling(t *testing.T) {
	r := scenario(t, "twice,1,joiners,,,,,,,,,2,,\ntwice,2,joiners,,,,,,,,,2,,\nfour,1,joiners,,,,,,,,,4,,\n")
	compared := 0
	for _, x := range r.Rows {
		if x.Scenario != "twice" {
			continue
		}
		compared++
		if y := figure(t, r, "four", x.Slice, x.Key, x.Measure, x.Year); x.Summary != y.Summary {
			t.Fatalf("%s %s %s %d: %v twice, %v at once", x.Slice, x.Key, x.Measure, x.Year, x.Mean, y.Mean)
		}
	}
	base, four := figure(t, r, forecast.Baseline, "total", "all", "joiners", 2028).Mean, figure(t, r, "four", "total", "all", "joiners", 2028).Mean
	if compared == 0 || four < 3.8*base || four > 4.2*base {
		t.Errorf("%v joiners became %v, want about four times as many", base, four)
	}
}

func TestAJumpInJoinersEndsWithItsYears(t *testing.T) {
	r := scenario(t, "jump,1,joiners,2028,2029,,,,,,,1.5,,\n")
	for year, want := range map[int]float64{2027: 0, 2028: 0.5, 2029: 0.5, 2030: 0, 2031: 0} {
		base := figure(t, r, forecast.Baseline, "total", "all", "joiners", year).Mean
		more := figure(t, r, Difference("jump"), "total", "all", "joiners", year)
		near(t, "joiners", more.Mean/base, want, 0.06)
		if want == 0 && (more.Min != 0 || more.Max != 0) {
			t.Errorf("%d: joiners differ outside the years of the jump", year)
		}
	}
}

func TestJoinersOfSomeSchoolYearsOnly(t *testing.T) {
	r := scenario(t, "young,1,joiners,,,0,0,,,,,3,,\n")
	for _, x := range r.Rows {
		if x.Scenario == Difference("young") && x.Slice == "ncy" && x.Measure == "joiners" && x.Key != "0" && (x.Min != 0 || x.Max != 0) {
			t.Errorf("joiners at %s differ", x.Key)
		}
	}
	if figure(t, r, Difference("young"), "ncy", "0", "joiners", 2028).Mean <= 0 {
		t.Error("reception has no more joiners")
	}
}

func TestClosingASettingLosesNoChild(t *testing.T) {
	for name, rules := range map[string]string{
		"sent to another": "shut,1,close,2028,,,,,,,SP,,MS,\n", "sent where movers go": "shut,1,close,2028,,,,,,,SP,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := scenario(t, rules)
			for year := 2028; year <= 2031; year++ {
				if x := figure(t, r, "shut", "setting", "SP", "plans", year); x.Max > 0 {
					t.Errorf("%d: up to %v plans in the closed setting", year, x.Max)
				}
			}
			for _, measure := range []string{"plans", "leavers", "joiners"} {
				if x := figure(t, r, Difference("shut"), "total", "all", measure, 2028); x.Min != 0 || x.Max != 0 {
					t.Errorf("%s in the first year differ by %v to %v", measure, x.Min, x.Max)
				}
			}
			if x := figure(t, r, Difference("shut"), "total", "all", "plans", 2027); x.Min != 0 || x.Max != 0 {
				t.Error("the year before the closure differs")
			}
		})
	}
}

// TestClosingEverySettingOfAnAgeIsNotSilent leaves post-16 students nothing
// that is open: where the rule names a setting they go there all the same.
func TestClosingSendsToTheNamedSettingWhenNothingElseIsOpen(t *testing.T) {
	r := scenario(t, "shut,1,close,2028,,,,,,,FE|SP,,MS,\n")
	if x := figure(t, r, Difference("shut"), "total", "all", "plans", 2028); x.Max != 0 || x.Min != 0 {
		t.Errorf("plans differ by %v to %v in the year of the closure", x.Min, x.Max)
	}
	if figure(t, r, "shut", "setting-phase", "MS|age-16-19", "plans", 2028).Mean == 0 {
		t.Error("nobody aged 16 to 19 is in the setting that the rule names")
	}
}

func TestTransferMovesAShareOfThoseWhoEnter(t *testing.T) {
	r := scenario(t, "shift,1,transfer,2027,,,,NONSEND,,,ISP,,SP,0.5\n")
	near(t, "plans in all", figure(t, r, Difference("shift"), "total", "all", "plans", 2027).Max, 0, 0)
	base := figure(t, r, forecast.Baseline, "setting", "ISP", "joiners", 2027).Mean
	less := figure(t, r, Difference("shift"), "setting", "ISP", "joiners", 2027).Mean
	more := figure(t, r, Difference("shift"), "setting", "SP", "joiners", 2027).Mean
	near(t, "share taken", -less/base, 0.5, 0.05)
	near(t, "taken and given", less+more, 0, 1e-9)
	near(t, "movers", figure(t, r, Difference("shift"), "setting", "ISP", "movers-in", 2027).Max, 0, 0)
}

func TestCapHoldsASettingDown(t *testing.T) {
	r := scenario(t, "full,1,cap,2028,,,,,,,ISP,60,MS,\n")
	start := figure(t, r, "full", "setting", "ISP", "plans", 2027)
	if start.Min <= 60 {
		t.Fatalf("the setting holds %v before the cap, so the cap is not tested", start.Min)
	}
	for year := 2028; year <= 2031; year++ {
		full, before := figure(t, r, "full", "setting", "ISP", "plans", year), figure(t, r, "full", "setting", "ISP", "plans", year-1)
		if full.Mean >= before.Mean {
			t.Errorf("%d: %v plans after %v, want fewer", year, full.Mean, before.Mean)
		}
		if x := figure(t, r, "full", "setting", "ISP", "joiners", year); year == 2028 && x.Max > 0 {
			t.Errorf("%v joined a setting that is over its cap", x.Max)
		}
	}
	near(t, "plans in all in the first year", figure(t, r, Difference("full"), "total", "all", "plans", 2028).Max, 0, 0)
}

func TestRateTouchesItsTransitionsOnly(t *testing.T) {
	r := scenario(t, "stay,1,rate,,,,,,MS,,SP|ISP,0,,\n")
	base, less := 0.0, 0.0
	for _, f := range r.Flows {
		if f.Setting1 == "MS" && f.Setting2 == "SP" && f.Kind == forecast.KindProjected && f.Year == 2028 {
			if f.Scenario == forecast.Baseline {
				base = f.Mean
			} else {
				less = f.Mean
			}
		}
	}
	if base == 0 || less > 0.5*base {
		t.Errorf("moves from MS to SP went from %v to %v, want far fewer", base, less)
	}
	for year := 2027; year <= 2031; year++ {
		if x := figure(t, r, Difference("stay"), "total", "all", "joiners", year); x.Min != 0 || x.Max != 0 {
			t.Errorf("%d: joiners differ", year)
		}
	}
}

func TestRealWeightsMoveSmallCells(t *testing.T) {
	in, _ := read(t, transitionHeader+row(2024, 5, "X", "A", "X", "B", 1)+row(2024, 5, "X", "A", "X", "A", 9), people(2024, 2030, 0, 20, 100), oneYear, "",
		ruleHeader+"half,1,rate,,,,,,A,,B,0.5,,\n")
	m := newModel(in, Parity())
	got := m.fit(in.Rules).move[m.cell(5, m.comboOf("X", "A"))]
	near(t, "alpha", got.alpha, 0.5+1.0/10.5, 1e-15)
}

func TestHistoryLeavesTransitionsOutOfTheFit(t *testing.T) {
	rows := transitionHeader + row(2023, 11, "X", "A", NonSend, NonSend, 5) + row(2024, 11, "X", "A", NonSend, NonSend, 1) + row(2024, 11, "X", "A", "X", "A", 9) +
		row(2023, 10, NonSend, NonSend, "X", "A", 40) + row(2024, 10, NonSend, NonSend, "X", "A", 10)
	in, _ := read(t, rows, people(2023, 2030, 0, 20, 100), oneYear, "", ruleHeader+"late,1,history,,2023,11,,,,,,,,\n")
	m := newModel(in, Defaults())
	r := m.fit(in.Rules)
	near(t, "leavers", r.leave[m.cell(11, m.comboOf("X", "A"))].alpha, 1+1.5/11, 1e-15)
	near(t, "joiners of the year that is left", r.join[11-m.low].alpha, 10, 0)
	near(t, "its residents", r.join[11-m.low].beta, 90, 0)
}

func TestPopulationAndCostMultiply(t *testing.T) {
	r := scenario(t, "grow,1,population,2028,,,,,,,,2,,\ndear,1,cost,2028,2028,,,,,,SP,1.5,,\ninflate,1,cost,,,,,,,,,1.1,,\n")
	base := figure(t, r, forecast.Baseline, "total", "all", "joiners", 2028).Mean
	near(t, "joiners of twice the population", figure(t, r, "grow", "total", "all", "joiners", 2028).Mean/base, 2, 0.05)
	sp := figure(t, r, forecast.Baseline, "setting", "SP", "cost", 2028).Mean
	near(t, "dearer special places", figure(t, r, "dear", "setting", "SP", "cost", 2028).Mean/sp, 1.5, 1e-12)
	near(t, "a year later", figure(t, r, Difference("dear"), "setting", "SP", "cost", 2029).Max, 0, 0)
	total := figure(t, r, forecast.Baseline, "total", "all", "cost", 2029).Mean
	near(t, "three years of inflation from the seed year", figure(t, r, "inflate", "total", "all", "cost", 2029).Mean/total, 1.331, 1e-9)
	near(t, "plans are not touched by cost", figure(t, r, Difference("dear"), "total", "all", "plans", 2031).Max, 0, 0)
}

func TestGoalSeekFindsTheFactor(t *testing.T) {
	in := checked(t, "", few(100))
	rule := Rule{Kind: KindJoiners, MinNCY: lowestNCY, MaxNCY: highestNCY}
	goal := Goal{Year: 2030, Slice: "total", Key: "all", Plans: 500, Low: 0, High: 4}
	factor, found, err := Seek(context.Background(), in, few(100), rule, goal)
	if err != nil || !found {
		t.Fatalf("found %v, %v", found, err)
	}
	rule.Factor = factor
	m := newModel(in, few(100))
	m.horizon = 2030
	at, err := m.meanOf(context.Background(), rule, m.trend(m.fit(nil)), goal)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "plans", at, 500, 2.5)
	goal.Plans = 1e6
	if _, found, _ := Seek(context.Background(), in, few(100), rule, goal); found {
		t.Error("a million plans were said to be reachable")
	}
}

func TestScenariosKeepTheOrderOfTheFile(t *testing.T) {
	r := scenario(t, "b,1,joiners,,,,,,,,,1.1,,\na,1,joiners,,,,,,,,,1.1,,\n")
	if got := strings.Join(r.Scenarios, " "); got != "baseline b a" {
		t.Errorf("got %s", got)
	}
}
