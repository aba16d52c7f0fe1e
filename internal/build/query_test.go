package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/query"
	opendata "github.com/sendpack/sendpack/render/csv"
)

// everything asks for all that there is of an area.
var everything = query.Question{Indicators: []string{"all"}, Periods: "all", Breakdowns: []string{"all"}}

// sampleModel is the sample's whole release, shared by tests that only ask.
var sampleModel = sync.OnceValues(func() (*Model, error) {
	var l diag.List
	return wholeRelease(context.Background(), sampleOptions(), &l)
})

func askedOf(t *testing.T, m *Model, o *Options, q Ask) *Answer {
	t.Helper()
	a, err := m.query(context.Background(), o, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func formatted(t *testing.T, a *Answer, format string) []byte {
	t.Helper()
	b, err := a.Format(context.Background(), format)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// cellsOf reads CSV with its header into a row of cells by column each.
func cellsOf(t *testing.T, raw []byte) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for n, cell := range line {
			row[lines[0][n]] = cell
		}
		out = append(out, row)
	}
	return out
}

// judgedRows are those of the area that an output is about: they carry a change.
func judgedRows(rows []map[string]string, code string) []map[string]string {
	return slices.DeleteFunc(slices.Clone(rows), func(r map[string]string) bool { return r["area_code"] != code || r["change_result"] == "" })
}

// agree holds every figure of an area's results.csv against the answer to a
// question for everything, and against its explanation.
func agree(t *testing.T, m *Model, o *Options, code string, results []byte) {
	t.Helper()
	want := judgedRows(cellsOf(t, results), code)
	a := askedOf(t, m, o, Ask{Question: everything, Areas: []string{code}})
	got := cellsOf(t, formatted(t, a, "csv"))
	if len(got) != len(want) || len(got) == 0 {
		t.Fatalf("%s: query gives %d rows, results.csv has %d", code, len(got), len(want))
	}
	for n := range want {
		if !maps.Equal(got[n], want[n]) {
			t.Fatalf("%s: row %d differs:\nquery       %v\nresults.csv %v", code, n+1, got[n], want[n])
		}
	}
	id, ok := m.Register.Lookup(code, m.AsOf)
	if !ok {
		t.Fatalf("no area %s", code)
	}
	for _, r := range got {
		e := &explanation{m: m, s: m.series(r["indicator"]), area: id}
		if err := e.find(Question{r["indicator"], code, r["period"], r["breakdown"]}); err != nil {
			t.Fatal(err)
		}
		if x := e.explain(); shortest(x.Value) != r["value"] || x.Symbol != r["symbol"] || shortest(x.SimilarAreas.Value) != r["sn_value"] && r["sn_value"] != "" || x.Change.Result != r["change_result"] && r["symbol"] == "" {
			t.Errorf("%s %s %s %s: explain has %s%s, change %s, results.csv %s%s, change %s", code, r["indicator"], r["breakdown"], r["period"],
				shortest(x.Value), x.Symbol, x.Change.Result, r["value"], r["symbol"], r["change_result"])
		}
	}
}

func shortest(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func TestQueryResultsAndExplainAgreeOnEveryFigureOfTheSample(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	results, err := os.ReadFile(filepath.Join(builtSample(t), "data/results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	agree(t, m, sampleOptions(), "X06000961", results)
}

func TestQueryResultsAndExplainAgreeOnRealAuthorities(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every published file")
	}
	o := realOptions(t, "england")
	var l diag.List
	m, err := wholeRelease(context.Background(), o, &l)
	if err != nil || m == nil {
		t.Fatal(err, l.Sorted())
	}
	for _, code := range []string{"E06000026", "E06000053", "E10000016"} {
		id, _ := m.Register.Lookup(code, m.AsOf)
		files, err := opendata.New().Render(context.Background(), compose.Data(m.ComposeInput(o, true), int32(id)))
		if err != nil {
			t.Fatal(err)
		}
		agree(t, m, o, code, files[0].Bytes)
	}
}

func TestAHiddenFigureIsHiddenInEveryFormOfAnswer(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	// The local return has 3 of 7 in this row.
	a := askedOf(t, m, sampleOptions(), Ask{Question: query.Question{Indicators: []string{"health-advice-6-weeks"}, Breakdowns: []string{"profession=camhs"}, Periods: "June 2026"}})
	row := cellsOf(t, formatted(t, a, "csv"))[0]
	for _, column := range []string{"value", "numerator", "denominator", "lower95", "upper95", "change"} {
		if row["symbol"] != "c" || row[column] != "" {
			t.Errorf("%s of a suppressed row is %q", column, row[column])
		}
	}
	for _, format := range []string{"table", "json"} {
		if got := string(formatted(t, a, format)); strings.Contains(got, "42.9") || strings.Contains(got, "42.857") {
			t.Errorf("%s tells the suppressed percentage", format)
		}
	}
	for _, b := range a.document().Pages[0].Blocks {
		if tab, ok := b.(document.Table); ok && tab.Groups[0].Rows[0].Cells[2].Text.String() != "c" {
			t.Errorf("the printed table shows %q", tab.Groups[0].Rows[0].Cells[2].Text)
		}
	}
}

func TestJSONHasTheColumnsAndNumbersOfTheCSV(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	a := askedOf(t, m, sampleOptions(), Ask{Question: query.Question{Indicators: []string{"ehc-*"}, Periods: "all", Breakdowns: []string{"all"}}})
	var got struct{ Rows []map[string]any }
	dec := json.NewDecoder(bytes.NewReader(formatted(t, a, "json")))
	dec.UseNumber()
	if err := dec.Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := cellsOf(t, formatted(t, a, "csv"))
	if len(got.Rows) != len(want) || len(want) == 0 {
		t.Fatalf("%d rows of JSON, %d of CSV", len(got.Rows), len(want))
	}
	for n, row := range want {
		for column, cell := range row {
			s := ""
			switch v := got.Rows[n][column].(type) {
			case json.Number:
				s = v.String()
			case string:
				s = v
			}
			if s != cell {
				t.Fatalf("row %d, %s: JSON has %q, CSV %q", n+1, column, s, cell)
			}
		}
	}
}

func TestRegionsAndEnglandAreAnsweredAsResultsHasThem(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(builtSample(t), "data/results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := cellsOf(t, raw)
	for _, code := range []string{"E92000001", "X12000001"} {
		got := cellsOf(t, formatted(t, askedOf(t, m, sampleOptions(), Ask{Question: everything, Areas: []string{code}}), "csv"))
		want := slices.DeleteFunc(slices.Clone(rows), func(r map[string]string) bool { return r["area_code"] != code })
		if len(got) != len(want) || len(got) == 0 {
			t.Fatalf("%s: query gives %d rows, results.csv has %d", code, len(got), len(want))
		}
		for n := range want {
			if !maps.Equal(got[n], want[n]) {
				t.Fatalf("%s: row %d differs:\nquery       %v\nresults.csv %v", code, n+1, got[n], want[n])
			}
		}
	}
}

func TestEveryShippedCommonQuestionIsAnsweredInEveryForm(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Bank.Questions) < 10 {
		t.Fatalf("only %d common questions", len(m.Bank.Questions))
	}
	for _, q := range m.Bank.Questions {
		if q.ID == "plans-by-age" {
			continue // the sample has no ages of plans
		}
		a := askedOf(t, m, sampleOptions(), Ask{Common: q.ID})
		if len(a.Data.Records) == 0 || a.Title != q.Question {
			t.Errorf("%s: %d rows under the title %q", q.ID, len(a.Data.Records), a.Title)
		}
	}
	a := askedOf(t, m, sampleOptions(), Ask{Common: "plans-in-time"})
	for format, begins := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "csv": "area_code,", "json": "{", "table": "How many plans"} {
		if got := formatted(t, a, format); !bytes.HasPrefix(got, []byte(begins)) {
			t.Errorf("%s begins with %.20q", format, got)
		}
	}
}

func TestQuestionsThatNameWhatThereIsNot(t *testing.T) {
	m, err := sampleModel()
	if err != nil {
		t.Fatal(err)
	}
	one := query.Question{Indicators: []string{"ehc-20-weeks"}}
	for _, c := range []struct {
		what string
		q    Ask
		want string
	}{
		{"a common question", Ask{Common: "plan-in-time"}, `did you mean "plans-in-time"?`},
		{"an area", Ask{Question: one, Areas: []string{"Wexmor"}}, `did you mean "Wexmoor (X06000961)"?`},
		{"a region without members", Ask{Question: one, Areas: []string{"members:Wexmoor"}}, "has no members"},
		{"an area without published figures", Ask{Question: one, Areas: []string{"PROV-FELLSANDMOORSCOMMUNITYHEALTH"}}, "no authority, region or country"},
		{"a form", Ask{}, ""},
	} {
		if _, err := m.query(context.Background(), sampleOptions(), c.q); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q in it", c.what, err, c.want)
		}
	}
}
