package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/returns"
)

// wexmoor and oakley are the areas of the made-up forms.
var (
	wexmoor = returns.Area{Code: "X06000961", Name: "Wexmoor"}
	oakley  = returns.Area{Code: "X06000962", Name: "Oakley & Vale"}
)

// waits is a proportion with two groups, open a count, cost a value in pounds,
// calm a survey and trap an indicator whose words look like formulas.
func madeForm(areas ...returns.Area) returns.Form {
	rows := func(period string, keys ...string) []returns.Row {
		var out []returns.Row
		for _, a := range areas {
			out = append(out, returns.Row{Area: a, Period: period, Last: returns.Last{Period: "May 2026", Numerator: quantity.Of(31), Denominator: quantity.Of(40.5), Value: quantity.Missing(quantity.NotAvailable)}})
			for _, k := range keys {
				out = append(out, returns.Row{Area: a, Period: period, Breakdown: k, Group: "By need", Label: "Label of " + k[len("need="):]})
			}
		}
		return out
	}
	waits := returns.Figure{ID: "waits", Title: "Waits", Technical: "Percentage seen in time", Numerator: "children seen in time", Denominator: "children due", Unit: "per cent (%)",
		PeriodType: "M", Frequency: "monthly", Cells: returns.Cells{Numerator: true, Denominator: true}, Rule: returns.Rule{Whole: true, Part: true, Percent: true}, Rows: rows("June 2026", "need=ASD", "need=HI")}
	open := returns.Figure{ID: "open", Title: "Open cases", Technical: "Cases open", PeriodType: "M", Frequency: "monthly", Unit: "number",
		Cells: returns.Cells{Value: true}, Rule: returns.Rule{Whole: true, ValueOnly: true}, Rows: rows("June 2026")}
	cost := returns.Figure{ID: "cost", Title: "Spending against budget", Technical: "Variance", PeriodType: "FY", Unit: "£", Cells: returns.Cells{Value: true}, Rule: returns.Rule{Signed: true}, Rows: rows("2026-27")}
	share := returns.Figure{ID: "share", Title: "Share", Technical: "Share", PeriodType: "FY", Unit: "per cent (%)", Cells: returns.Cells{Value: true}, Rule: returns.Rule{Percent: true}, Rows: rows("2026-27")}
	calm := returns.Figure{ID: "calm", Title: "Calm families", Technical: "Calm", PeriodType: "SURV", Survey: true, Wording: "How calm are you?",
		Cells: returns.Cells{Numerator: true, Denominator: true}, Rule: returns.Rule{Whole: true, Part: true, Percent: true}, Rows: rows("", "need=ASD")}
	trap := returns.Figure{ID: "trap", Title: `=HYPERLINK("http://x","y")`, Technical: "+1", Note: "@SUM(A1)", Numerator: "-1", Question: "=1+1", Caveats: []string{"=2+2"}, Breakdowns: []string{"=3"},
		PeriodType: "M", Cells: returns.Cells{Numerator: true}, Rows: rows("=1+1 2026")}
	return returns.Form{Title: "Wexmoor SEND data", Partnership: "Wexmoor partnership", Contact: "data@wexmoor.example", AsOf: "2026-06-30", Areas: areas,
		Sheets:  []returns.Sheet{{Agency: "health", Title: "Health", Figures: []returns.Figure{waits, open}}, {Agency: "surveys", Title: "Surveys", Figures: []returns.Figure{calm, trap}}, {Agency: "finance", Title: "Finance", Figures: []returns.Figure{cost, share}}},
		Periods: []returns.PeriodList{{Type: "M", Labels: []string{"July 2026", "June 2026", "May 2026"}}}}
}

func made(t testing.TB, f returns.Form) []byte {
	t.Helper()
	data, err := Return(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTheReturnHasASheetForEachAgencyAndOneForItsGroups(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor)))
	want := []string{"Start here", "Health", "Health groups", "Surveys", "Surveys groups", "Finance", "What each figure means", "Lists"}
	if got := f.GetSheetList(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("sheets %q, want %q", got, want)
	}
	for _, name := range want {
		if visible, _ := f.GetSheetVisible(name); visible != (name != "Lists") {
			t.Errorf("%s: visible %v", name, visible)
		}
		if p, err := f.GetSheetProtection(name); err != nil || !p.SelectUnlockedCells || p.FormatCells || p.InsertRows || p.DeleteColumns {
			t.Errorf("%s is not locked as it should be: %+v %v", name, p, err)
		}
		if merged, _ := f.GetMergeCells(name); len(merged) > 0 {
			t.Errorf("%s has merged cells", name)
		}
	}
	if p, _ := f.GetDocProps(); p.Created != "2026-06-30T00:00:00Z" || p.Modified != p.Created || p.Title != "Local return: Wexmoor" {
		t.Errorf("properties %+v", p)
	}
}

func TestTheSameFormGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(made(t, madeForm(wexmoor, oakley)), made(t, madeForm(wexmoor, oakley))) {
		t.Error("two workbooks of one form differ")
	}
}

func TestOnlyCellsToFillInAreOpen(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor)))
	for _, c := range []struct {
		sheet, cell, what string
		open              bool
	}{
		{"Health", "A4", "a heading", false}, {"Health", "A5", "a title", false}, {"Health", "C5", "the period", true}, {"Health", "D5", "the numerator of a proportion", true},
		{"Health", "E5", "its denominator", true}, {"Health", "F5", "its value", false}, {"Health", "G5", "the check", false}, {"Health", "H5", "the status", true}, {"Health", "I5", "the note", true},
		{"Health", "D6", "the numerator of a count", false}, {"Health", "F6", "its value", true}, {"Health", "J5", "the last return", false}, {"Health", "N5", "the id", false},
		{"Health", "A7", "the indicator of a row for more", true}, {"Health", "N7", "the id of a row for more", false}, {"Start here", "B5", "the day to send it back", true},
	} {
		id, err := f.GetCellStyle(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if open := style.Protection != nil && !style.Protection.Locked; open != c.open {
			t.Errorf("%s!%s, %s: open %v, want %v", c.sheet, c.cell, c.what, open, c.open)
		}
	}
}

func TestTextNeverBecomesAFormula(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor)))
	formulas := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			for c := range rows[r] {
				name, _ := excelize.CoordinatesToCellName(c+1, r+1)
				formula, err := f.GetCellFormula(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				if formula == "" {
					continue
				}
				formulas++
				if !strings.HasPrefix(formula, "IF(AND(LEN(") && !strings.HasPrefix(formula, "COUNTIF(") && !strings.HasPrefix(formula, "SUMPRODUCT(") {
					t.Errorf("%s!%s is the formula %s", sheet, name, formula)
				}
			}
		}
	}
	if formulas < 20 {
		t.Errorf("only %d formulas: the checks are gone", formulas)
	}
	if got, _ := f.GetCellValue("Surveys", "A6"); got != `=HYPERLINK("http://x","y")` {
		t.Errorf("the title reads %q", got)
	}
}

func TestTheLastReturnStandsBesideEachRow(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor)))
	for cell, want := range map[string]string{"J5": "May 2026", "K5": "31", "L5": "40.5", "M5": "x", "N5": "waits", "O5": "X06000961"} {
		if got, _ := f.GetCellValue("Health", cell); got != want {
			t.Errorf("%s holds %q, want %q", cell, got, want)
		}
	}
}

// check works out the column Check of a row after cells were filled.
func check(t *testing.T, f *excelize.File, sheet, column string, row int, cells map[string]any) string {
	t.Helper()
	for column, v := range cells {
		if err := f.SetCellValue(sheet, fmt.Sprint(column, row), v); err != nil {
			t.Fatal(err)
		}
	}
	got, err := f.CalcCellValue(sheet, fmt.Sprint(column, row))
	if err != nil {
		t.Fatalf("%v: %v", cells, err)
	}
	for column := range cells {
		if err := f.SetCellValue(sheet, fmt.Sprint(column, row), nil); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

func TestTheCheckSaysInWordsWhatIsWrong(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor)))
	const waits, open, cost, share = 5, 6, 5, 6
	for _, c := range []struct {
		name, sheet string
		row         int
		cells       map[string]any
		want        string
	}{
		{"an empty row", "Health", waits, map[string]any{"D": "", "C": "June 2026"}, "Nothing entered"},
		{"a good row", "Health", waits, map[string]any{"D": 3, "E": 4, "C": "June 2026"}, "OK"},
		{"nought out of some", "Health", waits, map[string]any{"D": 0, "E": 4, "C": "June 2026"}, "OK"},
		{"all of them", "Health", waits, map[string]any{"D": 4, "E": 4, "C": "June 2026"}, "OK"},
		{"more than all", "Health", waits, map[string]any{"D": 5, "E": 4, "C": "June 2026"}, "How many is above out of: the numerator is larger than the denominator"},
		{"half a child", "Health", waits, map[string]any{"D": 2.5, "E": 4, "C": "June 2026"}, "How many is not a whole number"},
		{"less than nobody", "Health", waits, map[string]any{"D": -1, "E": 4, "C": "June 2026"}, "How many is below 0"},
		{"no denominator", "Health", waits, map[string]any{"D": 3, "C": "June 2026"}, "Out of (denominator) is missing"},
		{"no numerator", "Health", waits, map[string]any{"E": 3, "C": "June 2026"}, "How many (numerator) is missing"},
		{"nobody due", "Health", waits, map[string]any{"D": 0, "E": 0, "C": "June 2026"}, "Out of is 0, so there is no figure: write z"},
		{"a letter for a digit", "Health", waits, map[string]any{"D": "1O", "E": 40, "C": "June 2026"}, "How many is neither a number nor a symbol"},
		{"any text is no asterisk", "Health", waits, map[string]any{"D": "*", "E": 40, "C": "June 2026"}, "How many is neither a number nor a symbol"},
		{"a symbol", "Health", waits, map[string]any{"D": "x", "E": 40, "C": "June 2026"}, "OK"},
		{"a symbol in capitals with a blank", "Health", waits, map[string]any{"D": "LOW ", "E": "c", "C": "June 2026"}, "OK"},
		{"no period", "Health", waits, map[string]any{"D": 3, "E": 4, "C": ""}, "Period is missing"},
		{"a note alone", "Health", waits, map[string]any{"I": "later", "C": "June 2026"}, "Write a figure, or x beside the note"},
		{"half a case", "Health", open, map[string]any{"F": 1.5, "C": "June 2026"}, "Value is not a whole number"},
		{"a case", "Health", open, map[string]any{"F": 1, "C": "June 2026"}, "OK"},
		{"less than budget", "Finance", cost, map[string]any{"F": -12.5, "C": "2026-27"}, "OK"},
		{"a fraction for a percentage", "Finance", share, map[string]any{"F": 0.12, "C": "2026-27"}, "Less than 1%: write 12 for 12%"},
		{"above a hundred", "Finance", share, map[string]any{"F": 101, "C": "2026-27"}, "Value is above 100%"},
		{"a row for more without a name", "Health", 7, map[string]any{"D": 3}, "Choose an indicator"},
		{"a row for more without a period", "Health", 7, map[string]any{"A": "Waits", "D": 3}, "Period is missing"},
		{"a row for more", "Health", 7, map[string]any{"A": "Waits", "C": "May 2026", "D": 3, "E": 4}, "OK"},
		{"a row for more that is empty", "Health", 7, map[string]any{"D": ""}, ""},
	} {
		if got := check(t, f, c.sheet, "G", c.row, c.cells); got != c.want {
			t.Errorf("%s: says %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLongTextsKeepWithinWhatASpreadsheetShows(t *testing.T) {
	form := madeForm(wexmoor)
	long := strings.Repeat("Ünïcödé 𝛑 ", 80)
	form.Sheets[0].Figures[0].Numerator, form.Sheets[0].Figures[0].Note, form.Sheets[0].Figures[0].Title = long, long, long
	f := opened(t, made(t, form))
	all, err := f.GetDataValidations("Health")
	if err != nil {
		t.Fatal(err)
	}
	for _, dv := range all {
		for _, text := range []*string{dv.Prompt, dv.Error} {
			if text != nil && len([]rune(*text)) > longestPrompt {
				t.Errorf("%s: %d characters", dv.Sqref, len([]rune(*text)))
			}
		}
		if dv.PromptTitle != nil && len(*dv.PromptTitle) > longestPromptTitle {
			t.Errorf("%s: title %q", dv.Sqref, *dv.PromptTitle)
		}
	}
	if height, _ := f.GetRowHeight("Health", 5); height < 100 || height > highestRow {
		t.Errorf("the row of a long title is %v high", height)
	}
}

func TestAFormWithoutFiguresIsStillAWorkbook(t *testing.T) {
	f := opened(t, made(t, returns.Form{AsOf: "2026-06-30"}))
	if got := f.GetSheetList(); len(got) != 3 {
		t.Errorf("sheets %q", got)
	}
}

func TestAReturnThatCouldNotBeReadBackIsNotMade(t *testing.T) {
	form := madeForm(wexmoor)
	rows := &form.Sheets[0].Figures[0].Rows
	for len(*rows) < 30_000 {
		*rows = append(*rows, *rows...)
	}
	if _, err := Return(context.Background(), form); err == nil || !strings.Contains(err.Error(), "name fewer areas") {
		t.Errorf("a workbook that is too large: %v", err)
	}
}
