package diff

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

const head = "area_code,area_name,indicator,breakdown,period,value,display,numerator,denominator,symbol,change_result,trend,sn_result,rag,status,source\n"

// output is an output of one area from the rows of its results.csv.
func output(rows ...string) fstest.MapFS {
	return fstest.MapFS{
		"manifest.json":       {Data: []byte(`{"tool":"sendpack","version":"0.3.0","as_of":"2026-06-30","inputs":[{"path":"a.csv","sha256":"1","rows":3}]}`)},
		"data/results.csv":    {Data: []byte(head + strings.Join(rows, "\n") + "\n")},
		"data/indicators.csv": {Data: []byte("id,title,numerator,published,version\nplans,Plans,plans made,2026-01-01,1\n")},
	}
}

// row is a judged row of the one area; the rest is in results.csv order from
// the value on, up to the symbol.
func row(breakdown, period, figure string) string {
	return "E1,Here,plans," + breakdown + "," + period + "," + figure + ",no-comparison,cannot-be-calculated,similar,green,final,a.csv:2"
}

func compare(t *testing.T, old, now fstest.MapFS) Changes {
	t.Helper()
	a, err := Read(old, "")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(now, "")
	if err != nil {
		t.Fatal(err)
	}
	return Compare(a, b)
}

func TestTwoEqualOutputsDifferInNothing(t *testing.T) {
	same := output(row("", "2024", "14,14.0%,7,50,"), row("need=ASD", "2024", ",c,,,c"))
	if c := compare(t, same, same); !c.None() {
		t.Errorf("got %+v, want nothing", c)
	}
}

func TestARevisedFigureIsToldWithBothValuesItsPartsAndWhy(t *testing.T) {
	old := output(strings.Replace(row("", "2024", "14,14.0%,7,50,"), "final", "provisional", 1))
	now := output(strings.Replace(row("", "2024", "16,16.0%,8,50,"), "a.csv:2", "b.csv:9", 1))
	want := []Revision{{Place: Place{"E1", "Here", "plans", "Plans", "", "2024"}, Old: "14", New: "16", OldDisplay: "14.0%", NewDisplay: "16.0%",
		Parts: []Part{{"numerator", "7", "8"}}, Visible: true, Why: []string{"it was provisional and is final now", "read from b.csv, before from a.csv"}}}
	if got := compare(t, old, now).Revised; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestARevisionBelowTheRoundingIsNotVisible(t *testing.T) {
	c := compare(t, output(row("", "2024", "14.001,14.0%,,,")), output(row("", "2024", "14.002,14.0%,,,")))
	if len(c.Revised) != 1 || c.Revised[0].Visible {
		t.Errorf("got %+v, want one revision that nobody sees", c.Revised)
	}
}

func TestAFigureHiddenOnEitherSideIsNamedWithoutAnyValue(t *testing.T) {
	shown, hidden := row("", "2024", "14,14.0%,7,50,"), row("", "2024", ",c,,,c")
	for name, c := range map[string]Changes{"newly hidden": compare(t, output(shown), output(hidden)), "newly shown": compare(t, output(hidden), output(shown))} {
		if len(c.Revised) > 0 || len(c.Hidden)+len(c.Shown) != 1 {
			t.Errorf("%s: got %+v, want one place and no revision", name, c)
		}
	}
}

func TestANumberThatIsHiddenAndHiddenAgainIsNoChange(t *testing.T) {
	if c := compare(t, output(row("", "2024", ",c,,,c")), output(row("", "2024", ",c,,,c"))); !c.None() {
		t.Errorf("got %+v, want nothing", c)
	}
}

func TestAPartThatOneSideHidesIsNotTold(t *testing.T) {
	c := compare(t, output(row("", "2024", "14,14.0%,7,50,")), output(row("", "2024", "15,15.0%,,50,")))
	if len(c.Revised) != 1 || len(c.Revised[0].Parts) != 0 {
		t.Errorf("got %+v, want a revision without parts", c.Revised)
	}
}

func TestNewAndWithdrawnIndicatorsAndPeriods(t *testing.T) {
	old := output(row("", "2023", "1,1,,,"), row("", "2024", "2,2,,,"))
	now := output(row("", "2024", "2,2,,,"), row("", "2025", "3,3,,,"), strings.Replace(row("", "2025", "9,9,,,"), "plans", "waits", 1))
	now["data/indicators.csv"] = &fstest.MapFile{Data: []byte("id,title,numerator,published,version\nplans,Plans,plans made,2026-01-01,1\nwaits,Waits,,,1\n")}
	c := compare(t, old, now)
	if want := []IndicatorChange{{Kind: KindNew, ID: "waits", Title: "Waits"}}; !reflect.DeepEqual(c.Indicators, want) {
		t.Errorf("got indicators %+v, want %+v", c.Indicators, want)
	}
	if want := []PeriodChange{{KindNew, "plans", "Plans", "2025"}, {KindWithdrawn, "plans", "Plans", "2023"}}; !reflect.DeepEqual(c.Periods, want) {
		t.Errorf("got periods %+v, want %+v", c.Periods, want)
	}
	if len(c.Added)+len(c.Withdrawn) > 0 {
		t.Errorf("figures that a new period explains are told again: %+v", c)
	}
	if back := compare(t, now, old).Indicators; len(back) != 1 || back[0].Kind != KindWithdrawn {
		t.Errorf("the other way round: got %+v, want waits withdrawn", back)
	}
}

func TestAGroupThatAppearsInAKnownPeriodIsAnAddedFigure(t *testing.T) {
	c := compare(t, output(row("", "2024", "1,1,,,")), output(row("", "2024", "1,1,,,"), row("need=ASD", "2024", "2,2,,,")))
	if len(c.Added) != 1 || c.Added[0].Breakdown != "need=ASD" || len(c.Withdrawn) != 0 {
		t.Errorf("got %+v, want need=ASD added", c)
	}
}

func TestADefinitionAndAReleaseChangeApart(t *testing.T) {
	old, now := output(row("", "2024", "1,1,,,")), output(row("", "2024", "1,1,,,"))
	now["data/indicators.csv"] = &fstest.MapFile{Data: []byte("id,title,numerator,published,version,measure\nplans,Plans,plans kept,2026-07-01,1,rate\n")}
	want := []IndicatorChange{{KindDefinition, "plans", "Plans", []FieldChange{{"numerator", "plans made", "plans kept"}}},
		{KindRelease, "plans", "Plans", []FieldChange{{"published", "2026-01-01", "2026-07-01"}}}}
	if got := compare(t, old, now).Indicators; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v: a column that the older output lacks is no change", got, want)
	}
}

func TestAJudgementThatReadsDifferentlyIsTold(t *testing.T) {
	now := output(strings.Replace(row("", "2024", "1,1,,,"), "green", "red", 1))
	want := []Judgement{{Place{"E1", "Here", "plans", "Plans", "", "2024"}, "rag", "green", "red"}}
	if got := compare(t, output(row("", "2024", "1,1,,,")), now).Judgements; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestInputsThatChangedAppearedOrWent(t *testing.T) {
	old, now := output(row("", "2024", "1,1,,,")), output(row("", "2024", "1,1,,,"))
	now["manifest.json"] = &fstest.MapFile{Data: []byte(`{"tool":"sendpack","inputs":[{"path":"a.csv","sha256":"2","rows":4},{"path":"b.csv","sha256":"1"}]}`)}
	want := []InputChange{{KindChanged, "a.csv", 3, 4}, {Kind: KindNew, Path: "b.csv"}}
	if got := compare(t, old, now).Inputs; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if back := compare(t, now, old).Inputs; len(back) != 2 || back[1].Kind != KindWithdrawn {
		t.Errorf("the other way round: got %+v, want b.csv withdrawn", back)
	}
}

func TestAFigureInSeveralAreasFilesIsReportedOnce(t *testing.T) {
	england := "E9,England,plans,,2024,%,,,,,,final,a.csv:3"
	old := output(row("", "2024", "1,1,,,"), strings.Replace(england, "%", "5,5,,", 1))
	now := output(row("", "2024", "1,1,,,"), strings.Replace(england, "%", "6,6,,", 1))
	c := NewComparer()
	for range 2 {
		a, _ := Read(old, "")
		b, _ := Read(now, "")
		c.Area(a, b)
	}
	if got := c.Changes(); len(got.Revised) != 1 || got.Revised[0].Area != "E9" {
		t.Errorf("got %+v, want England's revision once", got.Revised)
	}
}

func TestAnAreaInOneOutputOnlyIsNamed(t *testing.T) {
	r, err := Read(output(row("", "2024", "1,1,,,")), "")
	if err != nil {
		t.Fatal(err)
	}
	c := NewComparer()
	c.Area(nil, r)
	c.Area(r, nil)
	got := c.Changes()
	if want := []Area{{"E1", "Here"}}; !reflect.DeepEqual(got.AreasAdded, want) || !reflect.DeepEqual(got.AreasWithdrawn, want) {
		t.Errorf("got %+v and %+v, want %+v each", got.AreasAdded, got.AreasWithdrawn, want)
	}
}

func TestAFolderThatIsNoOutputIsRefused(t *testing.T) {
	for name, out := range map[string]fstest.MapFS{
		"nothing":         {},
		"no figures":      {"manifest.json": {Data: []byte(`{}`)}},
		"no manifest":     {"data/results.csv": {Data: []byte(head)}},
		"other columns":   {"manifest.json": {Data: []byte(`{}`)}, "data/results.csv": {Data: []byte("a,b\n1,2\n")}},
		"broken manifest": {"manifest.json": {Data: []byte(`{`)}, "data/results.csv": {Data: []byte(head)}},
		"ragged row":      {"manifest.json": {Data: []byte(`{}`)}, "data/results.csv": {Data: []byte(head + "E1\n")}},
	} {
		if _, err := ReadArea(out, "E1"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheGuardAgainstFormulasIsNoPartOfAText(t *testing.T) {
	for in, want := range map[string]string{"'=1+1": "=1+1", "'s": "'s", "'": "'", "' ": "' ", "' -x": " -x", "": ""} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}
