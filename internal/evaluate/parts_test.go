package evaluate

import (
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// figures are the results as "breakdown period value", in order.
func figures(i *Indicator) []string {
	var out []string
	for n := range i.Results {
		r := &i.Results[n]
		value := r.Value.Shortest()
		if !r.Value.Known {
			value = r.Value.Symbol.Code()
		}
		out = append(out, i.Breakdowns[r.Breakdown].Key+" "+i.Periods[r.Period].Label+" "+value)
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %q, want %q", what, got, want)
	}
	for n := range want {
		if got[n] != want[n] {
			t.Errorf("%s: %q, want %q", what, got[n], want[n])
		}
	}
}

func TestAMeasureIsReadByItsKeyAndGroupsByTheirs(t *testing.T) {
	def := definition(t, "index", "pct", "where: sex == \"all\"\nvalue: {source: src, key: SEN_TotStat}\n"+
		"breakdowns:\n  - {list: provision, keys: {support: \"SEN_Sup  port\", none: GONE}}\n")
	tab := table(t, []string{"key"}, []string{"value"}, "CY", plymouth+",2024,SEN_TotStat,4.8\n"+plymouth+",2023,SEN_TotStat,4.3\n"+plymouth+",2024,SEN_Sup  port,13.6\n"+plymouth+",2024,OTHER,99\n")
	i, problems := run(def, tab)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	same(t, "figures", figures(i), " 2023 4.3", " 2024 4.8", "provision=support 2024 13.6")
	if got := def.Keys(); len(got) != 3 {
		t.Errorf("keys to load: %q", got)
	}
}

func TestGroupsMayBeSumsOfColumns(t *testing.T) {
	def := definition(t, "count", "count", "numerator: {source: src, expression: a0 + a1 + a2}\nbreakdowns:\n  - {list: age5, columns: {0-4: a0 + a1, 5-9: a2}}\n")
	tab := table(t, nil, []string{"a0", "a1", "a2"}, "CY", plymouth+",2024,10,20,5\n"+torbay+",2024,1,c,3\n")
	i, problems := run(def, tab)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	same(t, "figures", figures(i), " 2024 35", " 2024 c", "age5=0-4 2024 30", "age5=0-4 2024 c", "age5=5-9 2024 5", "age5=5-9 2024 3")
}

func TestAGapIsValueLessWhatIsTakenFromIt(t *testing.T) {
	def := definition(t, "index", "pp", "value: {source: src, column: pct, where: group == \"none\"}\nminus: {source: src, column: pct, where: group == \"ehc\"}\n")
	tab := table(t, []string{"group"}, []string{"pct"}, "CY",
		plymouth+",2022,none,70\n"+plymouth+",2022,ehc,c\n"+plymouth+",2023,none,72.5\n"+plymouth+",2023,ehc,8.5\n"+plymouth+",2024,none,74\n"+torbay+",2024,ehc,9\n")
	i, problems := run(def, tab)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	same(t, "gaps", figures(i), " 2022 c", " 2023 64", " 2024 x", " 2024 x")
	if r := i.Results[1]; r.Gap == nil || r.Gap[0].Number != 72.5 || r.Gap[1].Number != 8.5 {
		t.Errorf("the parts of the gap of 2023: %v", r.Gap)
	}
}

func TestADefinitionWithoutDataHasNoResultsAndNoProblem(t *testing.T) {
	def := definition(t, "count", "count", "no_data: Reserved until the law changes.\n")
	var l diag.List
	if i := Evaluate(def, NewInput(register, map[string]*dataset.Table{}), &l); len(i.Results) != 0 || l.HasErrors() {
		t.Errorf("%v %v", i.Results, l.Sorted())
	}
}

func TestWavesAreComparedByTheQuestionAsItWasPut(t *testing.T) {
	def := &indicators.Definition{Measure: "survey", Survey: &indicators.Survey{Wording: "Do you feel listened to?"}}
	asked := func(words string) *Result { return &Result{Asked: &Asked{Wording: words}} }
	for name, c := range map[string]struct {
		a, b *Result
		want bool
	}{
		"neither says: both used the definition's":      {&Result{}, &Result{}, false},
		"case, spaces and the closing mark are nothing": {asked("do you  FEEL listened to"), &Result{}, false},
		"another word is another question":              {asked("Do you feel heard?"), &Result{}, true},
		"both used the same other words":                {asked("Do you feel heard?"), asked("Do you feel heard"), false},
	} {
		if got := Reworded(def, c.a, c.b); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if Reworded(&indicators.Definition{Measure: "proportion"}, asked("a"), asked("b")) {
		t.Error("only surveys have a question")
	}
}

func TestTheResponseRateNeedsBothNumbersAndSense(t *testing.T) {
	of := func(answers, invited quantity.Value) string {
		rate := (&Asked{Answers: answers, Invited: invited}).ResponseRate()
		if !rate.Known {
			return "none"
		}
		return rate.Shortest()
	}
	for _, c := range []struct {
		name             string
		answers, invited quantity.Value
		want             string
	}{
		{"30 of 120 asked", quantity.Of(30), quantity.Of(120), "25"},
		{"nobody answered", quantity.Of(0), quantity.Of(120), "0"},
		{"not said how many were asked", quantity.Of(30), quantity.Value{}, "none"},
		{"nobody was asked", quantity.Of(0), quantity.Of(0), "none"},
		{"more answers than people asked", quantity.Of(130), quantity.Of(120), "none"},
	} {
		if got := of(c.answers, c.invited); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if (*Asked)(nil).ResponseRate().Known {
		t.Error("a figure that is no survey's has no response rate")
	}
}

func TestAnswersThatDoNotAddUpAreRefused(t *testing.T) {
	more := "numerator: {source: local-returns, column: numerator}\ndenominator: {source: local-returns, column: denominator}\nperiod: {type: CY}\n" +
		"breakdowns:\n  - {list: answer}\nsurvey:\n  wording: Do you feel heard?\n  answers: {yes: \"Yes\", partly: \"Partly\", no: \"No\"}\n  positive: [yes, partly]\n"
	for name, c := range map[string]struct{ rows, want string }{
		"they add up": {",30,40\n%answer=yes,20,40\n%answer=partly,10,40\n%answer=no,10,40\n", ""},
		"ten are missing": {",30,40\n%answer=yes,20,40\n%answer=partly,10,40\n%answer=no,0,40\n",
			"data.csv:2:28: under-test: the answers add up to 30, and 40 answered"},
		"the wrong ones are counted": {",20,40\n%answer=yes,20,40\n%answer=partly,10,40\n%answer=no,10,40\n",
			"data.csv:2:28: under-test: the answers that count add up to 30, and the numerator is 20"},
		"one answer is not given": {",30,40\n%answer=yes,20,40\n%answer=partly,10,40\n", ""},
		"one answer is hidden":    {",30,40\n%answer=yes,20,40\n%answer=partly,c,40\n%answer=no,10,40\n", ""},
	} {
		def := definition(t, "survey", "pct", more)
		text := "indicator,area,period,breakdown,numerator,denominator,value,status,note\n"
		for n, r := range strings.Split(strings.TrimSuffix(c.rows, "\n"), "\n") {
			lead := "under-test,E06000026,2024,"
			if n > 0 {
				r = strings.TrimPrefix(r, "%")
			}
			text += lead + r + ",,,\n"
		}
		tab := load(t, dataset.Spec{Source: "local-returns", Format: dataset.FormatTidy, File: "data.csv", Returns: true, PeriodTypes: map[string]string{"under-test": "CY"}}, text)
		_, problems := run(def, tab)
		got := ""
		for _, p := range problems {
			got += p.Pos.String() + ": " + p.Message
		}
		if !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
