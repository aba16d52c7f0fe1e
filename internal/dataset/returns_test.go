package dataset

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

// returnSpec reads returns for two indicators.
func returnSpec() Spec {
	return Spec{Source: "local-returns", Format: FormatReturn, PeriodTypes: map[string]string{"confidence": Survey, "waits": Month}}
}

// loadReturn loads a CSV return, "" for none, and a workbook of the rows.
func loadReturn(t *testing.T, text string, sheet ...ReturnRow) (*Table, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	var files []string
	var books []Workbook
	if text != "" {
		files = []string{"data.csv"}
	}
	if sheet != nil {
		books = []Workbook{{File: "book.xlsx", Rows: sheet}}
	}
	table, err := LoadReturns(context.Background(), fstest.MapFS{"data.csv": {Data: []byte(text)}}, returnSpec(), files, books, LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	return table, l.Sorted()
}

// cells is a row of a sheet whose columns begin at D.
func cells(sheet string, line int, text string) ReturnRow {
	row := ReturnRow{Sheet: sheet, Line: line, Cells: strings.Split(text, "|")}
	for i := range row.Cells {
		row.Columns = append(row.Columns, i+4)
	}
	return row
}

func TestReturnMayGiveTheWordingAndHowManyWereAsked(t *testing.T) {
	table, said := loadReturn(t, strings.Join(ReturnColumns(), ",")+"\n"+
		"confidence,879,Spring 2026,,62,100,,,new form,How confident are you?,240\n"+
		"waits,879,June 2026,,,,31,,,,\n")
	check(t, table, said,
		"2 E06000026 Spring 2026 confidence  new form How confident are you? 100 62  240",
		"3 E06000026 June 2026 waits      31 ")
}

func TestReturnWithoutTheOptionalColumnsHasNoneOfThem(t *testing.T) {
	table, said := loadReturn(t, strings.Join(ReturnsHeader(), ",")+"\nconfidence,879,Spring 2026,,62,100,,,\n")
	check(t, table, said, "2 E06000026 Spring 2026 confidence    100 62  ")
	if v := table.Measure("invited").At(0); !v.Absent() {
		t.Errorf("invited is %+v; want absent", v)
	}
}

func TestWordingDoesNotTellTwoRowsApart(t *testing.T) {
	_, said := loadReturn(t, strings.Join(ReturnColumns(), ",")+"\n"+
		"confidence,879,Spring 2026,,62,100,,,,How confident are you?,\n"+
		"confidence,879,Spring 2026,,63,100,,,,Are you confident?,\n")
	if len(said) != 1 || !strings.HasPrefix(said[0].String(), "data.csv:3: duplicate observation") {
		t.Errorf("said %v", said)
	}
}

func TestMoreAnswersThanPeopleAskedIsTold(t *testing.T) {
	head := strings.Join(ReturnColumns(), ",") + "\n"
	if _, said := loadReturn(t, head+"confidence,879,Spring 2026,,62,100,,,,,100\n"); len(said) != 0 {
		t.Errorf("as many answers as people asked gives %v", said)
	}
	_, said := loadReturn(t, head+"confidence,879,Spring 2026,,62,100,,,,,99\n")
	if len(said) != 1 || said[0].Message != "99 people were asked and 100 answered" {
		t.Errorf("said %v", said)
	}
}

func TestWorkbookAndFileMakeOneTable(t *testing.T) {
	table, said := loadReturn(t, strings.Join(ReturnsHeader(), ",")+"\nwaits,879,May 2026,,,,30,,\n",
		cells("Health", 7, "waits|Plymouth|June 2026||||31|provisional|"),
		cells("Health", 8, " | | "),
		cells("Surveys", 7, "confidence|E06000026|Spring 2026||62|100||||How confident are you?|240"))
	check(t, table, said,
		"2 E06000026 May 2026 waits      30 ",
		"7 E06000026 June 2026 waits      31  provisional",
		"7 E06000026 Spring 2026 confidence   How confident are you? 100 62  240")
	var places []string
	for row := range table.Len() {
		places = append(places, table.PosOf(row, table.Measure("value").ColumnAt(row)).String())
	}
	want := []string{"data.csv:2:23", "book.xlsx:Health!J7", "book.xlsx:Surveys!J7"}
	if d := cmp.Diff(want, places); d != "" {
		t.Errorf("places differ (-want +got):\n%s", d)
	}
}

// The same slips as in a CSV return, with the cell of the sheet as its place.
func TestProblemsInAWorkbookNameTheCell(t *testing.T) {
	_, said := loadReturn(t, "",
		cells("Health", 7, "waits|Plymuth|June 2026||||31"),
		cells("Health", 8, "wait|Plymouth|June 2026||||31"),
		cells("Health", 9, "waits|Plymouth|2026||||31"),
		cells("Health", 10, "waits|Plymouth|June 2026|boys|||31"),
		cells("Health", 11, "waits|Plymouth|June 2026||||3l"),
		cells("Health", 12, "waits|Plymouth|June 2026|||||"),
		cells("Health", 13, "waits|Plymouth|June 2026||||31|draft"),
		cells("Health", 14, "waits|Plymouth|June 2026||||31"),
		cells("Other", 3, "waits|Plymouth|June 2026||||32"))
	var got []string
	for _, d := range said {
		line, _, _ := strings.Cut(d.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		`book.xlsx:Health!E7: unknown area "Plymuth"`,
		`book.xlsx:Health!D8: unknown indicator "wait"`,
		`book.xlsx:Health!F9: "2026" is not a period of type M`,
		`book.xlsx:Health!G10: "boys" is no breakdown`,
		`book.xlsx:Health!J11: value "3l" is not a number`,
		`book.xlsx:Health!12: the row has neither a value nor a numerator`,
		`book.xlsx:Health!K13: unknown status "draft"`,
		`book.xlsx:Other!3: duplicate observation "Plymouth, June 2026, indicator waits"`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("messages differ (-want +got):\n%s", d)
	}
	if see := said[len(said)-1].See; len(see) != 1 || see[0].Pos.String() != "book.xlsx:Health!14" {
		t.Errorf("the duplicate points at %v; want the first row", see)
	}
}

func TestCellsWithoutAPlaceBlameTheRow(t *testing.T) {
	_, said := loadReturn(t, "", ReturnRow{Sheet: "Health", Line: 7, Cells: []string{"waits", "Plymuth", "June 2026", "", "", "", "31"}})
	if len(said) != 1 || said[0].Pos.String() != "book.xlsx:Health!7" {
		t.Errorf("said %v", said)
	}
}

func TestEmptyWorkbookIsTold(t *testing.T) {
	for name, rows := range map[string][]ReturnRow{"no rows": {}, "blank rows": {cells("Health", 7, "|||")}} {
		if _, said := loadReturn(t, "", rows...); len(said) != 1 || said[0].Message != "the workbook has no figures" {
			t.Errorf("%s: said %v", name, said)
		}
	}
}

func TestJoinedTablesKeepTheirSheets(t *testing.T) {
	a, _ := loadReturn(t, strings.Join(ReturnsHeader(), ",")+"\nwaits,879,May 2026,,,,30,,\n")
	b, _ := loadReturn(t, "", cells("Health", 7, "waits|Plymouth|June 2026||||31"))
	joined := Join(a, b)
	if got := []string{joined.PosOf(0, 0).String(), joined.PosOf(1, 0).String()}; !cmp.Equal(got, []string{"data.csv:2", "book.xlsx:Health!7"}) {
		t.Errorf("places %v", got)
	}
}
