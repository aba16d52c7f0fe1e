package query

import (
	"reflect"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

var catalogue = []Entry{
	{ID: "ehc-20-weeks", Domain: "governance-assurance", Subdomain: "demand-timeliness", Questions: []string{"Q7"}},
	{ID: "ehc-plans", Domain: "local-profile", Subdomain: "sen-profile", Outcomes: []string{"good-health"}},
	{ID: "neet", Domain: "local-profile", Subdomain: "attainment-destinations"},
}

func TestIndicatorsAreFoundByEveryNameTheyHave(t *testing.T) {
	for _, c := range []struct {
		what string
		want []string
		got  []string
	}{
		{"by id", []string{"neet"}, []string{"neet"}},
		{"by pattern", []string{"ehc-*"}, []string{"ehc-20-weeks", "ehc-plans"}},
		{"by domain", []string{"local-profile"}, []string{"ehc-plans", "neet"}},
		{"by subdomain", []string{"sen-profile"}, []string{"ehc-plans"}},
		{"by core question in any case", []string{"q7"}, []string{"ehc-20-weeks"}},
		{"by outcome", []string{"good-health"}, []string{"ehc-plans"}},
		{"two ways, each once and in the order of the catalogue", []string{"neet", "ehc-*", "ehc-plans"}, []string{"ehc-20-weeks", "ehc-plans", "neet"}},
		{"all", []string{"all"}, []string{"ehc-20-weeks", "ehc-plans", "neet"}},
	} {
		if got, err := Indicators(c.want, catalogue); err != nil || !reflect.DeepEqual(got, c.got) {
			t.Errorf("%s: got %v, %v, want %v", c.what, got, err, c.got)
		}
	}
}

func TestUnknownNamesSuggestTheNearest(t *testing.T) {
	records := rows()
	ask := func(q Question) error { _, err := q.Choose(records, calendar); return err }
	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"an id", second(Indicators([]string{"ehc-20-week"}, catalogue)), `did you mean "ehc-20-weeks"?`},
		{"a domain", second(Indicators([]string{"local-profil"}, catalogue)), `did you mean "local-profile"?`},
		{"a pattern that fits nothing", second(Indicators([]string{"x*"}, catalogue)), `indicator "x*" is not known`},
		{"a broken pattern", second(Indicators([]string{"[a"}, catalogue)), `indicator "[a" is not known`},
		{"none at all", second(Indicators(nil, catalogue)), "no indicator is asked for"},
		{"a period", ask(Question{Periods: "2025"}), `did you mean "2023"?`},
		{"the end of a range", ask(Question{Periods: "2023..2029"}), `period "2029" is not known`},
		{"a range backwards", ask(Question{Periods: "2024..2023"}), "run backwards"},
		{"a group", ask(Question{Breakdowns: []string{"need=AS"}}), `did you mean "need=ASD"?`},
		{"a key", ask(Question{Breakdowns: []string{"neet"}}), `did you mean "need"?`},
		{"a comparator", second((&Question{Comparators: []string{"englan"}}).Told()), `did you mean "england"?`},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q in it", c.what, c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

var calendar = Calendar{"a": {"2023": {20230101, 20231231}, "2024": {20240101, 20241231}}, "b": {"2023/24": {20230901, 20240831}}}

// rows are two indicators of one area, one with groups and calendar years, one
// with academic years.
func rows() []document.Record {
	var out []document.Record
	for _, s := range []string{"a||2023", "a||2024", "a|need=ASD|2023", "a|need=ASD;sex=male|2024", "b||2023/24"} {
		p := strings.Split(s, "|")
		out = append(out, document.Record{AreaCode: "E1", Indicator: p[0], Breakdown: p[1], Period: p[2]})
	}
	return out
}

func TestWhatAQuestionChooses(t *testing.T) {
	for _, c := range []struct {
		what string
		q    Question
		want string
	}{
		{"nothing said: the latest headline of each", Question{}, "a||2024 b||2023/24"},
		{"all periods", Question{Periods: "all"}, "a||2023 a||2024 b||2023/24"},
		{"one period", Question{Periods: "2023"}, "a||2023"},
		{"a range, which other kinds of year lie in", Question{Periods: "2023..2024"}, "a||2023 a||2024 b||2023/24"},
		{"a range open to the right", Question{Periods: "2024.."}, "a||2024"},
		{"a range open to the left", Question{Periods: "..2023"}, "a||2023"},
		{"a key: its groups alone", Question{Breakdowns: []string{"need"}}, "a|need=ASD|2023"},
		{"two keys in any order", Question{Breakdowns: []string{"sex;need"}}, "a|need=ASD;sex=male|2024"},
		{"a group in any order", Question{Breakdowns: []string{"sex=male; need=ASD"}}, "a|need=ASD;sex=male|2024"},
		{"a group and the headline", Question{Breakdowns: []string{"need=ASD", "headline"}}, "a||2024 a|need=ASD|2023 b||2023/24"},
		{"everything", Question{Breakdowns: []string{"all"}, Periods: "all"}, "a||2023 a||2024 a|need=ASD|2023 a|need=ASD;sex=male|2024 b||2023/24"},
	} {
		got, err := c.q.Choose(rows(), calendar)
		var names []string
		for _, r := range got {
			names = append(names, r.Indicator+"|"+r.Breakdown+"|"+r.Period)
		}
		if s := strings.Join(names, " "); err != nil || s != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.what, s, err, c.want)
		}
	}
}

func TestComparatorsNotAskedForAreLeftOut(t *testing.T) {
	full := document.Record{SNSet: "sn", SNValue: quantity.Of(1), SNResult: "better", RegionCode: "E12", RegionValue: quantity.Of(2), EnglandValue: quantity.Of(3), EnglandResult: "worse"}
	for _, c := range []struct {
		asked []string
		want  document.Record
	}{
		{nil, full},
		{[]string{"none"}, document.Record{}},
		{[]string{"england"}, document.Record{EnglandValue: quantity.Of(3), EnglandResult: "worse"}},
	} {
		told, err := (&Question{Comparators: c.asked}).Told()
		if got := Silence(full, told); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: got %+v, %v, want %+v", c.asked, got, err, c.want)
		}
	}
}
