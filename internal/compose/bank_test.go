package compose

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/query"
)

func TestPeriodsOfAQuestionNameAYearOrAreRefused(t *testing.T) {
	const text = "questions:\n  - id: how-many\n    question: How many?\n    indicators: [plans]\n    periods: "
	cases := []struct{ what, periods, want string }{
		{"the latest", "latest", ""},
		{"all", "all", ""},
		{"a calendar year", `"2024"`, ""},
		{"a school year", "2023/24", ""},
		{"a month", "June 2026", ""},
		{"the middle of a year", "mid-2020", ""},
		{"a range", "2019..2024", ""},
		{"a range open to the left", "..2024", ""},
		{"a negative number", `"-3"`, `foi.yaml:5:15: "-3" is no period`},
		{"a word", "lately", `foi.yaml:5:14: "lately" is no period`},
		{"a range to nowhere", "2019..now", `foi.yaml:5:14: "2019..now" is no period`},
		{"a range without ends", `".."`, `foi.yaml:5:15: ".." is no period`},
	}
	for _, c := range cases {
		var l diag.List
		project := fstest.MapFS{BankFile: {Data: []byte(text + c.periods + "\n")}}
		LoadBank(project, fstest.MapFS{}, "", []query.Entry{{ID: "plans"}}, &l)
		got := ""
		if found := l.Sorted(); len(found) > 0 {
			got, _, _ = strings.Cut(found[0].String(), "\n")
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}
