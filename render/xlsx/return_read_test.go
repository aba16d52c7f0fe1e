package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

const returned = "returns/return.xlsx"

// filled is the made-up return of some areas after a person worked on it.
func filled(t testing.TB, work func(f *excelize.File)) []byte {
	t.Helper()
	f := opened(t, made(t, madeForm(wexmoor)))
	work(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// put writes values into cells, "Health!D5" to value.
func put(t testing.TB, f *excelize.File, cells map[string]any) {
	t.Helper()
	for at, v := range cells {
		sheet, cell, _ := strings.Cut(at, "!")
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
}

// rowTexts are rows as "Health!5 waits|X…|June 2026||3|4|||".
func rowTexts(rows []dataset.ReturnRow) []string {
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%s!%d %s", r.Sheet, r.Line, strings.TrimRight(strings.Join(r.Cells, "|"), "|")))
	}
	return out
}

func messages(l *diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		line, _, _ := strings.Cut(d.String(), "\n")
		out = append(out, line)
	}
	return out
}

func TestWhatWasEnteredComesBackAndEmptyRowsDoNot(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, filled(t, func(f *excelize.File) {
		put(t, f, map[string]any{
			"Health!D5": 3, "Health!E5": 4, "Health!H5": "provisional", "Health!I5": "first month",
			"Health!F6": 0,
			"Health!A7": "open  CASES", "Health!C7": "May 2026", "Health!F7": "x",
			"Health groups!D5": 1, "Health groups!E5": "1,234",
			"Health groups!A7": "Waits", "Health groups!B7": "by need: label of hi", "Health groups!C7": "May 2026", "Health groups!D7": 2, "Health groups!E7": 2,
			"Surveys!C5": "Spring 2026", "Surveys!D5": 30, "Surveys!E5": 40, "Surveys!J5": "Are you calm?", "Surveys!K5": 100,
			"Finance!F5": -12.5,
		})
	}), &l)
	want := []string{
		"Health!5 waits|X06000961|June 2026||3|4||provisional|first month",
		"Health!6 open|X06000961|June 2026||||0",
		"Health!7 open|X06000961|May 2026||||x",
		"Health groups!5 waits|X06000961|June 2026|need=ASD|1|1,234",
		"Health groups!7 waits|X06000961|May 2026|need=HI|2|2",
		"Surveys!5 calm|X06000961|Spring 2026||30|40||||Are you calm?|100",
		"Finance!5 cost|X06000961|2026-27||||-12.5",
	}
	if d := cmp.Diff(want, rowTexts(book.Rows)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
	if got := messages(&l); len(got) != 0 {
		t.Errorf("said %q", got)
	}
	if got := book.Rows[0].Columns; cmp.Diff([]int{14, 15, 3, 16, 4, 5, 6, 8, 9, 0, 0}, got) != "" {
		t.Errorf("columns %v", got)
	}
}

func TestAnUntouchedReturnHasNoFigures(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, made(t, madeForm(wexmoor, oakley)), &l)
	if len(book.Rows) != 0 || l.Len() != 0 || len(book.Missing) != 0 {
		t.Errorf("rows %v, said %q, missing %q", rowTexts(book.Rows), messages(&l), book.Missing)
	}
}

func TestNumbersAreReadAsTheyAreShown(t *testing.T) {
	style := func(f *excelize.File, cell string, format int, custom string) {
		s := excelize.Style{NumFmt: format}
		if custom != "" {
			s.CustomNumFmt = &custom
		}
		id, err := f.NewStyle(&s)
		if err == nil {
			err = f.SetCellStyle("Finance", cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		value  any
		format int
		custom string
		want   string
	}{
		{"a decimal", 12.3, 0, "", "12.3"}, {"a percentage", 0.07, 10, "", "7"}, {"a percentage with decimals", 0.12345, 0, "0.0%", "12.345"},
		{"a percentage as text", "12%", 49, "", "12"}, {"a percentage as text with a blank", "12.5 %", 49, "", "12.5"},
		{"seventeen digits", 0.1 + 0.2, 0, "", "0.3"}, {"thousands", 1234567.0, 4, "", "1234567"}, {"thousands as text", "1,234", 49, "", "1,234"},
		{"a format with words", 3.0, 0, `0 "days"`, "3"}, {"a format with an escaped letter", 3.0, 0, `0\d`, "3"}, {"a colour in the format", 3.0, 0, `[Red]0`, "3"},
		{"a symbol with blanks", "  x\u00a0", 49, "", "x"}, {"an apostrophe was never part of the text", "12", 49, "", "12"}, {"very large", 1e15, 0, "", "1000000000000000"},
	} {
		var l diag.List
		book := ReadReturn(returned, filled(t, func(f *excelize.File) {
			put(t, f, map[string]any{"Finance!F5": c.value})
			style(f, "F5", c.format, c.custom)
		}), &l)
		if len(book.Rows) != 1 || book.Rows[0].Cells[6] != c.want || l.Len() != 0 {
			t.Errorf("%s: rows %q, said %q, want %q", c.name, rowTexts(book.Rows), messages(&l), c.want)
		}
	}
}

func TestAResultOfAFormulaIsRead(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, filled(t, func(f *excelize.File) {
		put(t, f, map[string]any{"Health!D5": 3, "Health!E5": 4})
		if err := f.SetCellFormula("Health", "E5", "2+2"); err != nil {
			t.Fatal(err)
		}
	}), &l)
	if got := rowTexts(book.Rows); len(got) != 1 || !strings.HasSuffix(got[0], "|3|4") {
		t.Errorf("rows %q, said %q", got, messages(&l))
	}
}

func TestWhatCannotBeReadIsToldWithSheetAndCell(t *testing.T) {
	date := func(f *excelize.File, sheet, cell string) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err == nil {
			err = f.SetCellStyle(sheet, cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		work func(f *excelize.File)
		want []string
	}{
		{"a date for a number", func(f *excelize.File) { put(t, f, map[string]any{"Health!D5": 45000}); date(f, "Health", "D5") },
			[]string{"returns/return.xlsx:Health!D5: the cell holds the date 2023-03-15"}},
		{"true for a number", func(f *excelize.File) { put(t, f, map[string]any{"Health!D5": true}) },
			[]string{"returns/return.xlsx:Health!D5: the cell holds true or false"}},
		{"a percentage for a count", func(f *excelize.File) {
			put(t, f, map[string]any{"Health!D5": 0.5})
			id, _ := f.NewStyle(&excelize.Style{NumFmt: 9})
			_ = f.SetCellStyle("Health", "D5", "D5", id)
		}, []string{"returns/return.xlsx:Health!D5: the cell holds the percentage 50%"}},
		{"a formula without a result", func(f *excelize.File) { _ = f.SetCellFormula("Health", "D5", "1+1") },
			[]string{"returns/return.xlsx:Health!D5: the formula in the cell has no result yet"}},
		{"a note without a figure", func(f *excelize.File) { put(t, f, map[string]any{"Health!I5": "later"}) },
			[]string{"returns/return.xlsx:Health!I5: warning: the row has words and no figure, so nothing of it is read"}},
		{"a row for more that names no indicator", func(f *excelize.File) { put(t, f, map[string]any{"Health!F7": 3}) },
			[]string{"returns/return.xlsx:Health!A7: the row does not say which indicator it is for"}},
		{"a row for more with another indicator", func(f *excelize.File) { put(t, f, map[string]any{"Health!A7": "Wait", "Health!F7": 3}) },
			[]string{`returns/return.xlsx:Health!A7: the indicator "Wait" is not known`}},
		{"a row of groups that names none", func(f *excelize.File) { put(t, f, map[string]any{"Health groups!A7": "Waits", "Health groups!D7": 3}) },
			[]string{"returns/return.xlsx:Health groups!B7: the row does not say which group it is for"}},
		{"a row of groups whose key was deleted", func(f *excelize.File) {
			put(t, f, map[string]any{"Health groups!B5": "Other", "Health groups!P5": "", "Health groups!D5": 3})
		}, []string{`returns/return.xlsx:Health groups!B5: the group "Other" is not known`}},
		{"a changed heading", func(f *excelize.File) {
			put(t, f, map[string]any{"Health!E4": "Out off (denominator)", "Health!D5": 3})
		},
			[]string{`returns/return.xlsx:Health!E4: the heading "Out off (denominator)" is not known`}},
		{"a deleted column", func(f *excelize.File) { _ = f.RemoveCol("Health", "F") },
			[]string{`returns/return.xlsx:Health!4: the column "Value" is missing`}},
		{"a heading that stands twice", func(f *excelize.File) { put(t, f, map[string]any{"Health!Q4": "Value"}) },
			[]string{`returns/return.xlsx:Health!Q4: the heading "Value" stands twice`}},
		{"a column that was added", func(f *excelize.File) { put(t, f, map[string]any{"Health!Q4": "My sums", "Health!Q5": 5}) },
			[]string{`returns/return.xlsx:Health!Q4: info: the column "My sums" does not belong to the return and is left out`}},
		{"a sheet that was added", func(f *excelize.File) {
			_, _ = f.NewSheet("Scratch")
			put(t, f, map[string]any{"Scratch!A1": 5})
		}, []string{"returns/return.xlsx:Scratch: info: the sheet does not belong to the return and is left out"}},
		{"headings that were deleted", func(f *excelize.File) { _ = f.RemoveRow("Health", 4) },
			[]string{"returns/return.xlsx:Health!4: the headings of the sheet are not there"}},
		{"another workbook", func(f *excelize.File) {
			for _, s := range f.GetSheetList()[1:] {
				_ = f.DeleteSheet(s)
			}
			put(t, f, map[string]any{"Start here!A1": "Other"})
		}, []string{"returns/return.xlsx: no sheet of the workbook is part of a return"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l diag.List
			ReadReturn(returned, filled(t, c.work), &l)
			if d := cmp.Diff(c.want, messages(&l)); d != "" {
				t.Errorf("said (-want +got):\n%s", d)
			}
			for _, d := range l.Sorted() {
				if d.Severity == diag.Error && (d.Expected == "" || d.Fix == "") {
					t.Errorf("%s says not what is expected or how to mend it", d.Message)
				}
			}
		})
	}
}

func TestSheetsAndColumnsMayMoveAndRowsMayBeHidden(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, filled(t, func(f *excelize.File) {
		put(t, f, map[string]any{"Health!D5": 3, "Health!E5": 4, "Health!F6": 7})
		for _, err := range []error{f.MoveSheet("Finance", "Start here"), f.InsertCols("Health", "B", 2), f.InsertRows("Health", 1, 1),
			f.SetRowVisible("Health", 6, false), f.SetSheetVisible("Health", false), f.SetSheetName("Health", "NHS")} {
			if err != nil {
				t.Fatal(err)
			}
		}
		put(t, f, map[string]any{"NHS!A1": "Health: moved"})
	}), &l)
	want := []string{"NHS!6 waits|X06000961|June 2026||3|4", "NHS!7 open|X06000961|June 2026||||7"}
	if d := cmp.Diff(want, rowTexts(book.Rows)); d != "" || l.Len() != 0 || len(book.Missing) != 0 {
		t.Errorf("rows (-want +got):\n%ssaid %q, missing %q", d, messages(&l), book.Missing)
	}
}

func TestAMissingSheetIsNamed(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, filled(t, func(f *excelize.File) { _ = f.DeleteSheet("Finance") }), &l)
	if cmp.Diff([]string{"Finance"}, book.Missing) != "" {
		t.Errorf("missing %q", book.Missing)
	}
}

func TestADateInAPeriodIsReadAsOne(t *testing.T) {
	for _, from1904 := range []bool{false, true} {
		var l diag.List
		book := ReadReturn(returned, filled(t, func(f *excelize.File) {
			days := 46174.0 // 1 June 2026 from 1900
			if from1904 {
				days -= 1462
				if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
					t.Fatal(err)
				}
			}
			put(t, f, map[string]any{"Health!C5": days, "Health!D5": 3, "Health!E5": 4})
			id, _ := f.NewStyle(&excelize.Style{NumFmt: 17})
			_ = f.SetCellStyle("Health", "C5", "C5", id)
		}), &l)
		if got := rowTexts(book.Rows); len(got) != 1 || got[0] != "Health!5 waits|X06000961|2026-06-01||3|4" {
			t.Errorf("from 1904 %v: rows %q, said %q", from1904, got, messages(&l))
		}
	}
}

func TestAYearTypedAsANumberIsAYear(t *testing.T) {
	var l diag.List
	book := ReadReturn(returned, filled(t, func(f *excelize.File) {
		put(t, f, map[string]any{"Health!C5": 2026, "Health!D5": 3, "Health!E5": 4})
	}), &l)
	if got := rowTexts(book.Rows); len(got) != 1 || got[0] != "Health!5 waits|X06000961|2026||3|4" {
		t.Errorf("rows %q", got)
	}
}

func TestTheCSVSavedAsAWorkbookIsRead(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{
		{"indicator", "area", "period", "breakdown", "numerator", "denominator", "value", "status", "note"},
		{"waits", "X06000961", "June 2026", "need=ASD", 3, 4, nil, "", "as sent"}, {"waits", "X06000961", "July 2026"},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	var l diag.List
	book := ReadReturn(returned, out.Bytes(), &l)
	if got := rowTexts(book.Rows); len(got) != 1 || got[0] != "Sheet1!2 waits|X06000961|June 2026|need=ASD|3|4|||as sent" || l.Len() != 0 {
		t.Errorf("rows %q, said %q", got, messages(&l))
	}
}

func TestSeveralAreasAreToldApart(t *testing.T) {
	f := opened(t, made(t, madeForm(wexmoor, oakley)))
	put(t, f, map[string]any{"Finance!G6": 5, "Finance!A9": "Share", "Finance!C9": "oakley & vale", "Finance!D9": "2025-26", "Finance!G9": 6, "Finance!A10": "Share", "Finance!D10": "2025-26", "Finance!G10": 6})
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	var l diag.List
	book := ReadReturn(returned, out.Bytes(), &l)
	want := []string{"Finance!6 cost|X06000962|2026-27||||5", "Finance!9 share|X06000962|2025-26||||6"}
	if d := cmp.Diff(want, rowTexts(book.Rows)); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
	if got := messages(&l); len(got) != 1 || got[0] != "returns/return.xlsx:Finance!C10: the row does not say which area it is for" {
		t.Errorf("said %q", got)
	}
}

func TestFilesThatAreNoWorkbookAreTold(t *testing.T) {
	whole := made(t, madeForm(wexmoor))
	old := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...)
	locked := append(bytes.Clone(old), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":              {nil, "the file is empty"},
		"text":                 {[]byte("indicator,area\n"), "the file is not a workbook"},
		"a password":           {locked, "the workbook is protected by a password to open it"},
		"the old format":       {old, "the workbook is in the old format .xls"},
		"the other format":     {append([]byte("PK\x03\x04"), "...mimetypeapplication/vnd.oasis.opendocument.spreadsheet"...), "the workbook is in the format .ods"},
		"half a workbook":      {whole[:len(whole)/2], "the workbook cannot be read: zip: not a valid zip file"},
		"an archive of others": {archived(t, map[string]string{"hello.txt": "hello"}), "the workbook cannot be read"},
	} {
		var l diag.List
		book := ReadReturn(returned, c.data, &l)
		if got := messages(&l); len(got) != 1 || !strings.HasPrefix(got[0], returned+": "+c.want) || len(book.Rows) != 0 {
			t.Errorf("%s: said %q, want %q", name, got, c.want)
		}
	}
}

func archived(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// altered is a made-up return in which one part was changed.
func altered(t testing.TB, part string, change func(string) string) []byte {
	t.Helper()
	return alteredIn(t, made(t, madeForm(wexmoor)), part, change)
}

func alteredIn(t testing.TB, whole []byte, part string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(raw)
	}
	files[part] = change(files[part])
	return archived(t, files)
}

func TestAWorkbookMadeToHarmIsRefusedWithinBounds(t *testing.T) {
	const sheet = "xl/worksheets/sheet2.xml"
	for name, c := range map[string]struct {
		change func(string) string
		want   string
	}{
		"a row far below": {func(s string) string {
			return strings.Replace(s, "</sheetData>", `<row r="900000000"><c r="A900000000"><v>1</v></c></row></sheetData>`, 1)
		}, "far more than a return"},
		"rows as wide as they can be": {func(s string) string {
			var b strings.Builder
			for n := 100; n < 600; n++ {
				fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, n, n)
			}
			return strings.Replace(s, "</sheetData>", b.String()+"</sheetData>", 1)
		}, "far more than a return"},
		"a part that unpacks to very much": {func(s string) string { return s + strings.Repeat(" ", mostUnpacked) }, "far more than a return"},
		"a part that is cut":               {func(s string) string { return s[:len(s)/2] }, ""},
		"a string that is not there":       {func(s string) string { return strings.Replace(s, `t="inlineStr"`, `t="s"`, -1) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			book := ReadReturn(returned, altered(t, sheet, c.change), &l)
			if got := strings.Join(messages(&l), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("said %q, want %q", got, c.want)
			}
			if len(book.Rows) != 0 {
				t.Errorf("rows %q", rowTexts(book.Rows))
			}
		})
	}
}

// Parts are changed before they are packed, so that damage reaches what reads
// them and not only the checksum.
func TestADamagedWorkbookIsReadOrToldAndNeverPanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	whole := filled(t, func(f *excelize.File) { put(t, f, map[string]any{"Health!D5": 3, "Health!E5": 4}) })
	for n := range 150 {
		part := []string{"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/sharedStrings.xml"}[n%7]
		data := alteredIn(t, whole, part, func(s string) string {
			b := []byte(s)
			for range 1 + rng.IntN(4) {
				if len(b) == 0 {
					return ""
				}
				at := rng.IntN(len(b))
				to := min(len(b), at+rng.IntN(50))
				switch rng.IntN(3) {
				case 0:
					b[at] = "0123456789<>\"=/"[rng.IntN(15)]
				case 1:
					b = append(b[:at:at], b[to:]...)
				default:
					b = append(b[:to:to], append(bytes.Clone(b[at:to]), b[to:]...)...)
				}
			}
			return string(b)
		})
		var l diag.List
		for _, r := range ReadReturn(returned, data, &l).Rows {
			if len(r.Cells) != len(dataset.ReturnColumns()) || r.Line < 1 {
				t.Fatalf("a row without shape: %+v", r)
			}
		}
	}
}

func FuzzReadReturnNeverPanics(f *testing.F) {
	f.Add(made(f, madeForm(wexmoor)), 100, byte(7))
	f.Add([]byte("PK\x03\x04"), 2, byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at int, b byte) {
		if len(data) > 0 && at >= 0 {
			data = bytes.Clone(data)
			data[at%len(data)] ^= b
		}
		var l diag.List
		book := ReadReturn(returned, data, &l)
		for _, r := range book.Rows {
			if len(r.Cells) != len(dataset.ReturnColumns()) || len(r.Columns) != len(r.Cells) || r.Line < 1 {
				t.Fatalf("a row without shape: %+v", r)
			}
		}
	})
}

func FuzzACellNeverPanics(f *testing.F) {
	f.Add("1e5", "0.0%", "June 2026")
	f.Add("-0", `[$-809]dd mmmm yyyy`, "46174")
	f.Add("NaN", `"\`, "")
	f.Fuzz(func(t *testing.T, value, format, period string) {
		style := excelize.Style{CustomNumFmt: &format}
		_ = kindOfFormat(&style)
		if len(value) > 1000 || len(period) > 1000 {
			return
		}
		file := opened(t, fuzzBook(t))
		_ = file.SetCellValue("Finance", "F5", value)
		_ = file.SetCellValue("Finance", "C5", period)
		var out bytes.Buffer
		if err := file.Write(&out); err != nil {
			return
		}
		var l diag.List
		book := ReadReturn(returned, out.Bytes(), &l)
		if value = strings.TrimSpace(value); value != "" && len(book.Rows) == 0 && l.Len() == 0 && strings.IndexFunc(value, func(r rune) bool { return r < 0x20 || r > 0x7e }) < 0 {
			t.Fatalf("%q was entered and lost without a word", value)
		}
	})
}

var fuzzBytes []byte

func fuzzBook(t testing.TB) []byte {
	if fuzzBytes == nil {
		fuzzBytes = made(t, madeForm(wexmoor))
	}
	return fuzzBytes
}
