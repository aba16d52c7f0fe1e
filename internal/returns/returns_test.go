package returns

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/quantity"
)

// local is a definition that reads the named columns of a return.
func local(id, measure string, unit quantity.Unit, period string, columns ...string) indicators.Definition {
	d := indicators.Definition{ID: id, Title: "Title of " + id, Measure: measure, Unit: unit, Period: indicators.Period{Type: period}}
	for _, c := range columns {
		op := &indicators.Operand{Source: Source, Column: c, Text: "what " + c + " counts"}
		switch c {
		case "numerator":
			d.Numerator = op
		case "denominator":
			d.Denominator = op
		default:
			d.Value = op
		}
	}
	return d
}

// formOf makes the form of one area from definitions.
func formOf(t *testing.T, defs ...indicators.Definition) Form {
	t.Helper()
	reg := dataset.LoadRegister()
	id, ok := reg.Lookup("E06000026", 2026_06_30)
	if !ok {
		t.Fatal("the register lacks Plymouth")
	}
	return New(Input{Definitions: defs, Register: reg, Areas: []dataset.AreaID{id}, Day: "2026-06-30", AsOf: 2026_06_30})
}

func only(t *testing.T, f Form) Figure {
	t.Helper()
	if len(f.Sheets) != 1 || len(f.Sheets[0].Figures) != 1 {
		t.Fatalf("the form is %+v", f)
	}
	return f.Sheets[0].Figures[0]
}

func TestOnlyWhatALocalAreaEntersIsInTheForm(t *testing.T) {
	national := local("national", "proportion", quantity.Percent, "CY", "numerator", "denominator")
	national.Numerator.Source, national.Denominator.Source = "ees", "ees"
	reserved := local("reserved", "count", quantity.Count, "M", "value")
	reserved.CDC.Status = "reserved"
	mixed := local("mixed", "rate", quantity.Per10k, "CY", "numerator", "denominator")
	mixed.Denominator.Source = "population"
	silent := indicators.Definition{ID: "silent", NoData: "It is a page."}
	g := only(t, formOf(t, national, reserved, mixed, silent))
	if g.ID != "mixed" || g.Cells != (Cells{Numerator: true}) || g.Numerator != "what numerator counts" || g.Denominator != "" {
		t.Errorf("the form asks for %+v", g)
	}
}

func TestEachAgencyHasItsSheetInOrder(t *testing.T) {
	a, b, c := local("a", "count", quantity.Count, "M", "value"), local("b", "count", quantity.Count, "M", "value"), local("c", "count", quantity.Count, "M", "value")
	a.Return, b.Return = &indicators.Return{Agency: "finance"}, &indicators.Return{Agency: "health", Note: "Count each once."}
	f := formOf(t, a, b, c)
	var got []string
	for _, s := range f.Sheets {
		got = append(got, s.Title+": "+s.Figures[0].ID)
	}
	if d := cmp.Diff([]string{"SEND team: c", "Health: b", "Finance: a"}, got); d != "" {
		t.Errorf("sheets (-want +got):\n%s", d)
	}
	if f.Sheets[1].Figures[0].Note != "Count each once." || f.Rows() != 3 {
		t.Errorf("the note or a row is lost: %+v", f.Sheets[1])
	}
}

func TestTitlesThatAreTheSameAreToldApart(t *testing.T) {
	a, b, c := local("a", "count", quantity.Count, "M", "value"), local("b", "count", quantity.Count, "M", "value"), local("c", "count", quantity.Count, "M", "value")
	a.Title, b.Title = "Waits", "waits"
	var got []string
	f := formOf(t, a, b, c)
	f.each(func(g *Figure) { got = append(got, g.Title) })
	if d := cmp.Diff([]string{"Waits (a)", "waits (b)", "Title of c"}, got); d != "" {
		t.Errorf("titles (-want +got):\n%s", d)
	}
}

func TestWhatCanBeCheckedFollowsFromTheMeasure(t *testing.T) {
	both := []string{"numerator", "denominator"}
	for _, c := range []struct {
		name string
		def  indicators.Definition
		want Rule
	}{
		{"a share of people", local("i", "proportion", quantity.Percent, "M", both...), Rule{Whole: true, Part: true, Percent: true}},
		{"a share of answers", local("i", "survey", quantity.Percent, "SURV", both...), Rule{Whole: true, Part: true, Percent: true}},
		{"a sum of scores may be larger than the answers", local("i", "survey", quantity.Score, "SURV", both...), Rule{}},
		{"events may be more than pupils", local("i", "rate", quantity.Rate100, "AY", both...), Rule{Whole: true}},
		{"a sum of days", local("i", "mean", quantity.Days, "M", both...), Rule{}},
		{"a count in the column of values", local("i", "count", quantity.Count, "M", "value"), Rule{Whole: true, ValueOnly: true}},
		{"a gap may be below nought", local("i", "index", quantity.Points, "AY", "value"), Rule{Signed: true}},
		{"a variance may be below nought", local("i", "index", quantity.Pounds, "FY", "value"), Rule{Signed: true}},
	} {
		if got := only(t, formOf(t, c.def)).Rule; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestGroupsAreThoseOfTheDefinitionThenOfItsList(t *testing.T) {
	d := local("i", "survey", quantity.Percent, "SURV", "numerator", "denominator")
	d.Survey = &indicators.Survey{Wording: "Well?", Answers: map[string]string{"no": "No", "yes": "Yes, always"}, Order: []string{"yes", "no"}}
	d.Breakdowns = []indicators.Breakdown{{List: "answer"}, {List: "sex"}, {List: "need", Order: []string{"HI", "ASD"}}, {List: "own", Labels: map[string]string{"b": "Bee", "a": "Ay"}}, {List: "nowhere"}, {List: "provision"}}
	g := only(t, formOf(t, d))
	var got []string
	for _, r := range g.Rows {
		got = append(got, r.Breakdown+" "+r.Label)
	}
	want := []string{" ", "answer=yes Yes, always", "answer=no No", "sex=female Girls and young women", "sex=male Boys and young men", "sex=unknown Not recorded",
		"need=HI Hearing impairment", "need=ASD Autism", "own=a Ay", "own=b Bee", "provision=ehc With an EHC plan", "provision=support With SEN support",
		"provision=any With any special educational need", "provision=none With no identified special educational need"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
	if !g.Rows[0].Headline() || g.Rows[1].Headline() {
		t.Error("the headline comes first, and only it is one")
	}
	if g.Wording != "Well?" || !strings.HasPrefix(g.Breakdowns[2], "By need: Hearing impairment, Autism") {
		t.Errorf("the wording is %q, the breakdowns %q", g.Wording, g.Breakdowns)
	}
}

func TestWithoutAReturnThePeriodIsTheOneOfTheDate(t *testing.T) {
	for typ, want := range map[string]string{"M": "June 2026", "Q": "Q1 2026-27", "AY": "2025/26", "FY": "2026-27", "SJAN": "January 2026", "R12": "12 months to June 2026", "SURV": ""} {
		if got := only(t, formOf(t, local("i", "count", quantity.Count, typ, "value"))).Rows[0].Period; got != want {
			t.Errorf("%s: %q, want %q", typ, got, want)
		}
	}
}

func TestPeriodsToChooseFromAreInTheStepsOfTheSeries(t *testing.T) {
	for _, c := range []struct{ typ, frequency, want string }{
		{"M", "monthly", "August 2026, July 2026, June 2026, May 2026, April 2026, March 2026, February 2026, January 2026"},
		{"R12", "quarterly", "12 months to December 2026, 12 months to September 2026, 12 months to June 2026, 12 months to March 2026, 12 months to December 2025, 12 months to September 2025, 12 months to June 2025, 12 months to March 2025"},
		{"AT", "termly", "2027/28 Autumn term, 2026/27 Autumn term, 2025/26 Autumn term, 2024/25 Autumn term, 2023/24 Autumn term, 2022/23 Autumn term, 2021/22 Autumn term, 2020/21 Autumn term"},
	} {
		d := local("i", "count", quantity.Count, c.typ, "value")
		d.Period.Frequency = c.frequency
		f := formOf(t, d)
		if len(f.Periods) != 1 || strings.Join(f.Periods[0].Labels, ", ") != c.want {
			t.Errorf("%s: %v", c.typ, f.Periods)
		}
	}
	if f := formOf(t, local("i", "survey", quantity.Percent, "SURV", "value")); len(f.Periods) != 0 {
		t.Errorf("nobody knows the name of the next survey: %v", f.Periods)
	}
}

func TestWhoSeesAFigureIsSaidInWords(t *testing.T) {
	d := local("i", "count", quantity.Count, "M", "value")
	d.Audiences = map[string]string{"P": "page", "B": "headline"}
	if got := only(t, formOf(t, d)).Audiences; got != "board pack (front page), parent carer pack, data book" {
		t.Errorf("seen by %q", got)
	}
	if got := only(t, formOf(t, d)).Unit; got != "number" {
		t.Errorf("unit %q", got)
	}
}
