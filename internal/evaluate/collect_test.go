package evaluate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

func TestASecondFigureForOneCellIsToldWithTheFirst(t *testing.T) {
	def := definition(t, "count", "count", "where: need == \"all\"\nnumerator: {source: src, column: n}\n")
	tab := table(t, []string{"need", "school"}, []string{"n"}, "CY",
		plymouth+",2024,all,primary,30\n"+plymouth+",2024,asd,primary,9\n"+plymouth+",2024,all,secondary,40\n")
	i, said := run(def, tab)
	if len(said) != 1 {
		t.Fatalf("said %v", said)
	}
	const text = `data.csv:4:30: a second figure for under-test, Plymouth, 2024
    expected: one row for each area, period and group after the definition's filter
    fix: make the filter of the definition narrower, or remove the repeated row
    see: data.csv:2:28: the first one`
	if got := said[0].String(); got != text {
		t.Errorf("said\n%s\nwant\n%s", got, text)
	}
	want(t, i, plymouth+" 2024  30 30 absent")
}

func TestBreakdownByTheLabelsOfAColumn(t *testing.T) {
	def := definition(t, "proportion", "pct", "where: need == \"all\"\n"+fraction+
		"breakdowns:\n  - {list: need, column: need, where: need != \"all\"}\n")
	i := quiet(t, def, table(t, []string{"need"}, []string{"n", "d"}, "CY",
		plymouth+",2024,MLD,8,16\n"+plymouth+",2024,all,30,50\n"+plymouth+",2024,ASD,c,34\n"))
	want(t, i, plymouth+" 2024  60 30 50", plymouth+" 2024 need=ASD c c 34", plymouth+" 2024 need=MLD 50 8 16")
	if got := i.Breakdowns[1].Label; !strings.Contains(strings.ToLower(got), "autis") {
		t.Errorf("the list's own label is printed, got %q", got)
	}
}

func TestBreakdownWithAColumnForEachGroup(t *testing.T) {
	def := definition(t, "proportion", "pct", fraction+
		"breakdowns:\n  - {list: sex, share: true, columns: {female: g, male: b}, labels: {female: Girls here}}\n")
	i := quiet(t, def, table(t, nil, []string{"n", "d", "g", "b"}, "CY", plymouth+",2024,30,50,12,18\n"))
	want(t, i, plymouth+" 2024  60 30 50", plymouth+" 2024 sex=female 24 12 50", plymouth+" 2024 sex=male 36 18 50")
	if i.Breakdowns[1].Label != "Girls here" {
		t.Errorf("the definition's label is printed, got %q", i.Breakdowns[2].Label)
	}
}

// returns loads a local return under its fixed header.
func returns(t *testing.T, text string) *dataset.Table {
	t.Helper()
	spec := dataset.Spec{Source: "local-returns", Format: dataset.FormatTidy, File: "data.csv", Returns: true,
		PeriodTypes: map[string]string{"under-test": "M", "another": "M"}}
	return load(t, spec, strings.Join(dataset.ReturnsHeader(), ",")+"\n"+text)
}

const localFraction = "numerator: {source: local-returns, column: numerator}\ndenominator: {source: local-returns, column: denominator}\nperiod: {type: M, frequency: monthly}\n"

func TestLocalReturnsHoldTheirOwnIndicatorAndGroups(t *testing.T) {
	def := definition(t, "proportion", "pct", localFraction+"breakdowns:\n  - {list: profession}\n")
	i := quiet(t, def, returns(t, "under-test,"+plymouth+",May 2026,,40,80,,,\n"+
		"another,"+plymouth+",May 2026,,1,2,,,\n"+
		"under-test,"+plymouth+",May 2026,profession=salt,10,40,,provisional,\n"))
	want(t, i, plymouth+" May 2026  50 40 80", plymouth+" May 2026 profession=salt 25 10 40")
	if i.Results[0].Status != dataset.Final || i.Results[1].Status != dataset.Provisional {
		t.Error("the second figure alone is provisional")
	}
	if got := i.Sources(&i.Results[1]); len(got) != 1 || got[0].Line != 4 {
		t.Errorf("read from %v, want line 4 once", got)
	}
}

func TestAListThatTheDefinitionDoesNotDeclareIsRefused(t *testing.T) {
	for more, expected := range map[string]string{"": "one of no breakdown", "breakdowns:\n  - {list: profession}\n  - {list: sex}\n": "one of profession, sex"} {
		i, said := run(definition(t, "proportion", "pct", localFraction+more), returns(t, "under-test,"+plymouth+",May 2026,,40,80,,,\nunder-test,"+plymouth+",May 2026,ward=x,4,8,,,\n"))
		if len(said) != 1 || said[0].Pos.String() != "data.csv:3" || said[0].Message != `under-test has no breakdown "ward"` || said[0].Expected != expected {
			t.Errorf("said %v", said)
		}
		want(t, i, plymouth+" May 2026  50 40 80")
	}
}

func TestTermsAreThreePeriodsOfOneYear(t *testing.T) {
	def := definition(t, "count", "count", "numerator: {source: src, column: n}\nperiod: {type: AT, frequency: termly}\n")
	in := table(t, nil, []string{"n"}, "AT", plymouth+",2023/24 Autumn term,31\n")
	in = dataset.Join(in, table(t, nil, []string{"n"}, "SUT", plymouth+",2023/24 Summer term,33\n"))
	in = dataset.Join(in, table(t, nil, []string{"n"}, "SPT", plymouth+",2023/24 Spring term,32\n"))
	in = dataset.Join(in, table(t, nil, []string{"n"}, "AY", plymouth+",2023/24,90\n"))
	want(t, quiet(t, def, in), plymouth+" 2023/24 Autumn term  31 31 absent", plymouth+" 2023/24 Spring term  32 32 absent", plymouth+" 2023/24 Summer term  33 33 absent")
	yearly := definition(t, "count", "count", "numerator: {source: src, column: n}\nperiod: {type: AY, frequency: annual}\n")
	want(t, quiet(t, yearly, in), plymouth+" 2023/24  90 90 absent")
}

func TestTwoReleasesOfOneSourceAreOneSeries(t *testing.T) {
	def := definition(t, "proportion", "pct", fraction)
	older := table(t, nil, []string{"n", "d"}, "CY", plymouth+",2022,10,40\n")
	newer := table(t, nil, []string{"n", "d"}, "CY", plymouth+",2024,30,40\n"+plymouth+",2023,20,40\n")
	want(t, quiet(t, def, dataset.Join(older, newer)), plymouth+" 2022  25 10 40", plymouth+" 2023  50 20 40", plymouth+" 2024  75 30 40")
	_, said := run(def, dataset.Join(older, table(t, nil, []string{"n", "d"}, "CY", plymouth+",2022,11,40\n")))
	if len(said) == 0 || !strings.Contains(said[0].Message, "a second figure") {
		t.Errorf("a year in both releases is told, said %v", said)
	}
}

func TestASourceThatWasNotLoadedGivesNoResultsAndNoComplaint(t *testing.T) {
	def := definition(t, "proportion", "pct", strings.ReplaceAll(fraction, "src", "elsewhere"))
	if i := quiet(t, def, table(t, nil, []string{"n", "d"}, "CY", plymouth+",2022,10,40\n")); len(i.Results) != 0 {
		t.Errorf("got %v", lines(i))
	}
}

func TestAColumnThatTheSourceLacksIsToldWithANearName(t *testing.T) {
	_, said := run(definition(t, "count", "count", "numerator: {source: src, column: plan}\n"), table(t, nil, []string{"plans"}, "CY", plymouth+",2022,10\n"))
	if len(said) != 1 || said[0].Message != `under-test reads "plan", which source src does not have` || said[0].Fix != `did you mean "plans"?` || said[0].Pos.File != "under-test.yaml" {
		t.Errorf("said %v", said)
	}
	_, said = run(definition(t, "count", "count", "where: kind == \"all\"\nnumerator: {source: src, column: n}\n"), table(t, nil, []string{"n"}, "CY", plymouth+",2022,10\n"))
	if len(said) != 1 || !strings.Contains(said[0].Message, `the source has no column "kind"`) {
		t.Errorf("said %v", said)
	}
}

func TestArithmeticOverColumnsKeepsSymbols(t *testing.T) {
	def := definition(t, "count", "count", "numerator: {source: src, expression: a + b}\n")
	i := quiet(t, def, table(t, nil, []string{"a", "b"}, "CY", plymouth+",2022,10,5\n"+plymouth+",2023,c,5\n"+plymouth+",2024,x,5\n"))
	want(t, i, plymouth+" 2022  15 15 absent", plymouth+" 2023  c c absent", plymouth+" 2024  x x absent")
}

// mixed is a table with two dimensions, several areas, periods and groups.
func mixed() []string {
	var rows []string
	for _, area := range []string{england, southWest, plymouth, torbay} {
		for _, year := range []string{"2022", "2023", "2024"} {
			for k, need := range []string{"all", "SLCN", "ASD", "MLD", "unused"} {
				for _, phase := range []string{"total", "primary"} {
					rows = append(rows, strings.Join([]string{area, year, need, phase, string(rune('1' + k)), "9"}, ","))
				}
			}
		}
	}
	return rows
}

const mixedDefinition = "where: need == \"all\" and phase == \"total\"\n" + fraction +
	"breakdowns:\n  - {list: phase, column: phase, where: need == \"ASD\"}\n  - {list: need, column: need, where: 'phase == \"total\" and need in [\"ASD\", \"SLCN\", \"MLD\"]'}\n"

func TestResultsAreTheSameWhateverTheOrderOfRows(t *testing.T) {
	def := definition(t, "proportion", "pct", mixedDefinition)
	rows := mixed()
	first := quiet(t, def, table(t, []string{"need", "phase"}, []string{"n", "d"}, "CY", strings.Join(rows, "\n")+"\n"))
	if len(first.Results) != 4*3*(1+2+3) {
		t.Fatalf("%d results", len(first.Results))
	}
	if got := []string{first.Breakdowns[1].Key, first.Breakdowns[3].Key, first.Breakdowns[5].Key}; !slices.Equal(got, []string{"phase=primary", "need=ASD", "need=SLCN"}) {
		t.Errorf("groups stand in declared order, then by code, got %v", got)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		rng.Shuffle(len(rows), func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
		again := quiet(t, def, table(t, []string{"need", "phase"}, []string{"n", "d"}, "CY", strings.Join(rows, "\n")+"\n"))
		if d := cmp.Diff(lines(first), lines(again)); d != "" {
			t.Fatalf("order of rows changed results:\n%s", d)
		}
		if d := cmp.Diff(first.Breakdowns, again.Breakdowns); d != "" {
			t.Fatalf("order of rows changed groups:\n%s", d)
		}
	}
}

func TestAFilterThroughTheIndexGivesWhatAPlainPassGives(t *testing.T) {
	rows := mixed() // mixed up, so that which of two rows comes first differs from place to place
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(rows), func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
	tab := table(t, []string{"need", "phase"}, []string{"n", "d"}, "CY", strings.Join(rows, "\n")+"\n")
	for _, where := range []string{`need == "ASD"`, `need != "ASD"`, `need in ["ASD", "unused"]`, `need == "nothing"`, `need startsWith "S"`, `need == "all" and phase == "total"`} {
		def := definition(t, "proportion", "pct", "where: '"+where+"'\n"+fraction)
		var with, without diag.List
		indexed := Evaluate(def, NewInput(register, map[string]*dataset.Table{"src": tab}), &with)
		plain := Evaluate(def, Input{Register: register, Tables: map[string]*dataset.Table{"src": tab}}, &without)
		if d := cmp.Diff(lines(plain), lines(indexed)); d != "" {
			t.Errorf("%s: index differs from plain:\n%s", where, d)
		}
		if d := cmp.Diff(without.Sorted(), with.Sorted()); d != "" {
			t.Errorf("%s: diagnostics differ:\n%s", where, d)
		}
	}
}

func TestNewFindsResultsGivenInAnyOrder(t *testing.T) {
	periods := []dataset.Period{{Type: "CY", Start: 20230101, End: 20231231, Label: "2023"}, {Type: "CY", Start: 20240101, End: 20241231, Label: "2024"}}
	i := New(nil, periods, []Breakdown{{}, {Key: "sex=boys"}}, []Result{{Area: 2, Period: 1}, {Area: 1, Breakdown: 1}, {Area: 2}, {Area: 1, Period: 1}})
	for _, k := range [][3]int{{2, 1, 0}, {1, 0, 1}, {2, 0, 0}, {1, 1, 0}} {
		r := i.At(dataset.AreaID(k[0]), k[1], k[2])
		if r == nil || int(r.Area) != k[0] || int(r.Period) != k[1] || int(r.Breakdown) != k[2] {
			t.Errorf("At(%v) = %v", k, r)
		}
	}
	if got := i.Sources(&i.Results[0]); got != nil {
		t.Errorf("made results have no source, got %v", got)
	}
	if i.PeriodIndex(dataset.Period{Type: "FY", Start: 20240101, End: 20241231}) != -1 {
		t.Error("a period of another type is another period")
	}
}

func TestNotesAreListedInOneOrder(t *testing.T) {
	n := SmallBase | DerivedCount | RoundedCounts
	if got := strings.Join(n.IDs(), " "); got != "derived-count small-base rounded-counts" {
		t.Errorf("ids %q", got)
	}
	if got := len(n.Texts()); got != 3 {
		t.Errorf("%d sentences, want 3", got)
	}
}

func TestCountsThatAreNotWholeHaveANoteInPlaceOfAnInterval(t *testing.T) {
	i := quiet(t, definition(t, "proportion", "pct", fraction), table(t, nil, []string{"n", "d"}, "CY", plymouth+",2024,5.5,20\n"))
	if r := i.Results[0]; r.HasInterval || r.Notes&NotWhole == 0 || r.Value.Number != 27.5 {
		t.Errorf("got %+v", r)
	}
	repeated := quiet(t, definition(t, "rate", "rate100", fraction+"repeat_events: true\n"), table(t, nil, []string{"n", "d"}, "CY", plymouth+",2024,5,20\n"))
	if repeated.Results[0].Notes != RepeatEvents {
		t.Errorf("notes %v", repeated.Results[0].Notes.IDs())
	}
}

func TestAnIntervalIsForgottenWithTheFigureItWasMadeFrom(t *testing.T) {
	i := quiet(t, definition(t, "proportion", "pct", fraction), table(t, nil, []string{"n", "d"}, "CY", plymouth+",2024,5,20\n"))
	r := i.Results[0]
	r.Value.Known = false
	Intervals("proportion", 100, &r)
	if r.HasInterval || r.Has998 || r.I95.Upper != 0 || r.I998.Upper != 0 {
		t.Errorf("limits are left: %+v", r)
	}
}
