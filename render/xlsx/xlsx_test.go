package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func renderBook(t *testing.T, d document.Document) []byte {
	t.Helper()
	files, err := New().Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 || files[0].Path != "data/data-book.xlsx" {
		t.Fatalf("files = %v, want data/data-book.xlsx alone", files)
	}
	return files[0].Bytes
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func raw(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// at is the cell of a column by its title, "" beyond the row's end.
func at(row []string, title string) string {
	for i, c := range columns {
		if c.title == title && i < len(row) {
			return row[i]
		}
	}
	return ""
}

func TestEveryNumberReadsBackAsTheRecordHoldsIt(t *testing.T) {
	d := sample(3, 40)
	d.Records[5].Numerator = quantity.Of(1234.5)
	d.Records[6].Value = quantity.Of(1e-7)
	d.Records[7].Value = quantity.Of(math.Copysign(0, -1))
	f := open(t, renderBook(t, d))
	for i, r := range d.Records {
		row := raw(t, f, r.Indicator)[headRow+i%40]
		for title, want := range map[string]quantity.Value{
			"Value": r.Value, "Numerator": r.Numerator, "Denominator": r.Denominator, "Lower 95%": r.Lower95, "Upper 95%": r.Upper95,
			"Change": r.Change, "Similar areas value": r.SNValue, "Similar areas with data": r.SNN, "Region": r.RegionValue,
			"England": r.EnglandValue, "Rank": r.Rank, "Rank of": r.RankOf, "Target": r.Target,
		} {
			got, err := strconv.ParseFloat(at(row, title), 64)
			if err != nil || got != want.Number {
				t.Fatalf("record %d, %s: %q, want %v", i, title, at(row, title), want.Number)
			}
		}
		for title, want := range map[string]string{"Area": r.AreaName, "Area code": r.AreaCode, "Breakdown": r.Breakdown,
			"Period": r.Period, "Shown as": r.Display, "Change result": "decrease", "Rating": "red", "Band": "B", "Status": "final", "Notes": "n1;n2"} {
			if at(row, title) != want {
				t.Fatalf("record %d, %s: %q, want %q", i, title, at(row, title), want)
			}
		}
	}
}

func TestNumbersPrintAsTheDisplayTextDoes(t *testing.T) {
	d := sample(1, 4)
	for i, c := range []struct {
		unit    quantity.Unit
		number  float64
		display string
	}{
		{quantity.Percent, 52.44, "52.4%"}, {quantity.Count, 1234, "1,234"}, {quantity.Score, 0.256, "0.26"}, {quantity.Pounds, 1_250_000, "£1.3m"},
	} {
		r := &d.Records[i]
		r.Unit, r.Value, r.Display = c.unit, quantity.Of(c.number), c.display
	}
	f := open(t, renderBook(t, d))
	rows, err := f.GetRows("indicator-0")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"52.4", "1,234", "0.26", "£1,250,000"} {
		if got := at(rows[headRow+i], "Value"); got != want {
			t.Errorf("row %d prints %q, want %q", i, got, want)
		}
	}
}

func TestASymbolHidesEveryNumberOfItsRow(t *testing.T) {
	d := sample(1, 3)
	d.Records[0].Value = quantity.Value{Number: 7, Known: true, Symbol: quantity.Suppressed}
	d.Records[1].Value.Symbol = quantity.Unreliable
	d.Records[2].Value, d.Records[2].Display = quantity.Value{}, ""
	rows := raw(t, open(t, renderBook(t, d)), "indicator-0")

	hidden := rows[headRow]
	if at(hidden, "Value") != "c" || at(hidden, "Shown as") != "c" || at(hidden, "Symbol") != "c" {
		t.Errorf("suppressed row: %q, want the symbol three times", hidden)
	}
	for i, cell := range hidden {
		if _, err := strconv.ParseFloat(cell, 64); err == nil && columns[i].title != "Period" {
			t.Errorf("suppressed row shows %s %q", columns[i].title, cell)
		}
	}
	if got := at(hidden, "Change result"); got != "no comparison" {
		t.Errorf("a suppressed row says %q of its change", got)
	}
	small := rows[headRow+1]
	if at(small, "Value") == "" || at(small, "Lower 95%") == "" || at(small, "Symbol") != "u" || at(small, "Numerator") != "" {
		t.Errorf("small sample: %q, want value and interval beside u, and nothing else", small)
	}
	if at(rows[headRow+2], "Value") != "" {
		t.Errorf("an absent value is written as %q", at(rows[headRow+2], "Value"))
	}
}

func TestHostileTextStaysText(t *testing.T) {
	d := sample(1, 1)
	hostile := []string{`=HYPERLINK("http://x","y")`, "+1+1", "-2+3", "@SUM(A1)", "</t></is></c><f>1</f>", "_x003D_1", "a\x00b\x1f", "\xff", " lead ", strings.Repeat("é", 40_000)}
	for i, text := range hostile {
		r := d.Records[0]
		r.AreaName, r.Indicator, r.Notes = text, fmt.Sprintf("[x]:*?/\\'%d", i), text
		d.Records = append(d.Records, r)
	}
	d.Sheets[0].TechnicalTitle, d.Sheets[0].Source, d.Owner, d.Title = hostile[0], hostile[4], hostile[4], hostile[0]
	d.Facts = []document.Fact{{Term: "=1", Verdict: document.Text{{Text: "=cmd|1", Link: &document.Link{URL: "javascript:alert(1)"}}}}}
	data := renderBook(t, d)

	for name, part := range parts(t, data) {
		if strings.Contains(part, "<f>") || strings.Contains(part, "<f ") {
			t.Errorf("%s holds a formula", name)
		}
		if strings.Contains(part, "javascript:") {
			t.Errorf("%s links to a script", name)
		}
	}
	f := open(t, data)
	for i, want := range hostile[:4] {
		if got := at(raw(t, f, fmt.Sprintf("-x-------%d", i))[headRow], "Area"); got != want {
			t.Errorf("%q reads back as %q", want, got)
		}
	}
}

// parts is the text of every part of the workbook.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // also proves the checksum
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if _, twice := out[p.Name]; twice {
			t.Errorf("%s stands twice in the file", p.Name)
		}
		out[p.Name] = string(text)
	}
	return out
}

func TestGuidanceForPublicSectorSpreadsheets(t *testing.T) {
	d := sample(3, 5)
	d.Sheets = append(d.Sheets, document.IndicatorNote{ID: "without-records", Title: "Nothing yet"})
	data := renderBook(t, d)
	f := open(t, data)
	want := []string{"Cover", "Contents", "Notes", "Definitions", "indicator-0", "indicator-1", "indicator-2"}
	if got := f.GetSheetList(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("sheets %v, want %v", got, want)
	}
	for name, part := range parts(t, data) {
		if strings.Contains(part, "<mergeCell") {
			t.Errorf("%s merges cells", name)
		}
	}
	for _, sheet := range want[1:] {
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Errorf("%s has tables %v (%v), want one", sheet, tables, err)
		}
	}
	for _, sheet := range want {
		for i, row := range raw(t, f, sheet) {
			if strings.Join(row, "") == "" {
				t.Errorf("%s row %d is empty", sheet, i+1)
			}
		}
	}
	panes, err := f.GetPanes("indicator-1")
	if err != nil || !panes.Freeze || panes.YSplit != headRow {
		t.Errorf("panes %+v (%v), want the header frozen", panes, err)
	}
	for cell, want := range map[string]string{"A4": "'indicator-0'!A1", "A6": "'indicator-2'!A1", "A7": ""} {
		if _, target, err := f.GetCellHyperLink("Contents", cell); err != nil || target != want {
			t.Errorf("Contents %s leads to %q (%v), want %q", cell, target, err, want)
		}
	}
}

func TestPropertiesComeFromTheDocument(t *testing.T) {
	d := sample(1, 1)
	d.Owner, d.Lang = "Wexmoor Council", "en-GB"
	p, err := open(t, renderBook(t, d)).GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "Data book: Wexmoor" || p.Creator != "Wexmoor Council" || p.Language != "en-GB" ||
		p.Created != "2026-06-30T00:00:00Z" || p.Modified != p.Created {
		t.Errorf("properties %+v", p)
	}
}

func TestCoverNamesFactsAndDraft(t *testing.T) {
	d := sample(1, 1)
	d.Draft, d.Edition, d.Owner = true, "Summer 2026", "Wexmoor Council"
	d.Facts = []document.Fact{{Term: "Licence", Verdict: document.Text{{Text: "Open Government Licence", Link: &document.Link{URL: "https://example.org/ogl"}}}}}
	f := open(t, renderBook(t, d))
	var all strings.Builder
	for _, row := range raw(t, f, "Cover") {
		all.WriteString(strings.Join(row, " | ") + "\n")
	}
	for _, want := range []string{"Data book: Wexmoor", "Draft | This is a draft", "Edition | Summer 2026", "Published by | Wexmoor Council", "Data as of | 2026-06-30", "Licence | Open Government Licence"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the cover lacks %q:\n%s", want, all.String())
		}
	}
}

func TestNotesExplainEverySymbolAndTheDocumentsNotes(t *testing.T) {
	d := sample(1, 1)
	d.Pages = []document.Page{{Blocks: []document.Block{document.Notes{Columns: []document.NoteColumn{{Items: []document.Note{{Key: "n1", Text: document.Plain("The way this is counted changed.")}}}}}}}}
	meaning := map[string]string{}
	for _, row := range raw(t, open(t, renderBook(t, d)), "Notes")[3:] {
		meaning[row[0]] = row[2]
	}
	for _, s := range quantity.Symbols() {
		if meaning[s.Code()] == "" {
			t.Errorf("symbol %s is not explained", s.Code())
		}
	}
	if meaning["n1"] != "The way this is counted changed." {
		t.Errorf("note n1 = %q", meaning["n1"])
	}
}

func TestAnEmptyDocumentGivesABookThatSaysSo(t *testing.T) {
	f := open(t, renderBook(t, document.Document{}))
	if got := f.GetSheetList(); len(got) != 4 {
		t.Errorf("sheets %v, want cover, contents, notes and definitions", got)
	}
	if rows := raw(t, f, "Contents"); rows[1][0] != "There are no indicators in this edition." {
		t.Errorf("contents %q", rows)
	}
}

func TestSheetNamesAreSafeAndUnique(t *testing.T) {
	long := strings.Repeat("pupils-with-plans-", 3)
	var d document.Document
	for _, id := range []string{"", "cover", "History", long + "a", long + "b", "PLANS", "plans", "a/b", "a:b", "'quoted'", "𝔘" + strings.Repeat("𝔘", 30), "AB12"} {
		d.Records = append(d.Records, document.Record{Indicator: id, Value: quantity.Of(1), Display: "1", Unit: quantity.Count})
	}
	f := open(t, renderBook(t, d))
	if got, want := len(f.GetSheetList()), 4+len(d.Records); got != want {
		t.Errorf("%d sheets, want %d: %q", got, want, f.GetSheetList())
	}
	tables := map[string]bool{}
	for _, sheet := range f.GetSheetList()[4:] {
		list, err := f.GetTables(sheet)
		if err != nil || len(list) != 1 || tables[strings.ToLower(list[0].Name)] {
			t.Errorf("sheet %q: tables %v (%v), want one with its own name", sheet, list, err)
			continue
		}
		tables[strings.ToLower(list[0].Name)] = true
	}
}

func TestASecondRunGivesTheSameBytes(t *testing.T) {
	d := sample(20, 30)
	first := renderBook(t, d)
	for range 5 {
		if !bytes.Equal(first, renderBook(t, d)) {
			t.Fatal("a second run differs")
		}
	}
}

func TestAnImpossibleNumberIsRefusedByName(t *testing.T) {
	d := sample(1, 2)
	d.Records[1].Change = quantity.Of(math.NaN())
	_, err := New().Render(context.Background(), d)
	if err == nil || !strings.Contains(err.Error(), "record 2 (E06000001, need=asd, 1601)") {
		t.Errorf("error = %v, want one that names record 2", err)
	}
}

func TestACancelledBuildStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New().Render(ctx, sample(1, 1)); err == nil {
		t.Error("a cancelled build gave a book")
	}
}
