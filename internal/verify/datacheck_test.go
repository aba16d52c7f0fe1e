package verify

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// goodRow is a line of results.csv with nothing wrong.
func goodRow() map[string]string {
	return map[string]string{
		"area_code": "E06000999", "area_name": "Wexmoor", "area_level": "LA", "indicator": "plans-on-time", "breakdown": "need=asd;sex=f",
		"period": "2025", "period_type": "CY", "value": "62.449", "display": "62.4%", "unit": "pct", "numerator": "1234", "denominator": "1976",
		"lower95": "60.3", "upper95": "64.6", "lower998": "59", "upper998": "65.8", "change": "-2.5", "change_result": "decrease", "trend": "decreasing",
		"sn_set": "sn-2025", "sn_method": "mean", "sn_value": "50.25", "sn_n": "9", "sn_result": "better", "region_code": "E12000009",
		"region_value": "49", "region_result": "higher", "england_value": "47", "england_result": "similar", "rank": "66", "rank_of": "152", "band": "B",
		"target": "100", "rag": "red", "spc_flags": "outside;shift", "spc_variation": "concern-low", "status": "final", "source": "a.csv:2", "notes": "n1",
	}
}

// csvOf writes lines as results.csv.
func csvOf(rows ...map[string]string) []byte {
	var b strings.Builder
	b.WriteString(strings.Join(columnNames(), ",") + "\n")
	for _, r := range rows {
		for i, c := range columnNames() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(r[c])
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// rowWith is goodRow with some cells changed: name, value, name, value.
func rowWith(changes ...string) map[string]string {
	r := goodRow()
	for i := 0; i < len(changes); i += 2 {
		r[changes[i]] = changes[i+1]
	}
	return r
}

// suppressedRow is a row with a symbol and all that must go gone.
func suppressedRow() map[string]string {
	r := goodRow()
	for _, c := range resultColumns {
		if c.kind != textCell {
			r[c.name] = ""
		}
	}
	for _, j := range judgements {
		r[j.column] = j.neutral
	}
	r["symbol"], r["display"] = "c", "c"
	return r
}

func TestGoodResultsHaveNoProblem(t *testing.T) {
	small := suppressedRow()
	for name, v := range map[string]string{"symbol": "u", "value": "62.449", "display": "62.4%", "lower95": "60.3", "upper95": "64.6", "period": "2024"} {
		small[name] = v
	}
	hidden := suppressedRow()
	hidden["period"] = "2023"
	results, problems := ReadResults(csvOf(goodRow(), small, hidden))
	if len(problems) > 0 || len(results.Rows) != 3 {
		t.Fatalf("%d rows, problems %v", len(results.Rows), problems)
	}
	row, ok := results.Find("E06000999", "plans-on-time", "need=asd;sex=f", "2025")
	if !ok || row.Line != 2 || row.Number("value").Number != 62.449 || row.Text("band") != "B" || row.Number("spc_mean").Known {
		t.Errorf("found %t: %+v", ok, row)
	}
}

func TestEachMistakeInResultsIsTold(t *testing.T) {
	hinting := suppressedRow()
	hinting["change_result"] = "increase"
	leaking := suppressedRow()
	leaking["numerator"] = "4"
	shown := suppressedRow()
	shown["display"] = "4"
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"no header":                    {nil, "no header"},
		"columns in another order":     {bytes.Replace(csvOf(), []byte("area_code,area_name"), []byte("area_name,area_code"), 1), "the columns are"},
		"carriage returns":             {bytes.ReplaceAll(csvOf(goodRow()), []byte("\n"), []byte("\r\n")), "carriage return"},
		"a byte order mark":            {append([]byte("\uFEFF"), csvOf(goodRow())...), "byte order mark"},
		"broken UTF-8":                 {csvOf(rowWith("area_name", "\xff")), "not UTF-8"},
		"no last line end":             {bytes.TrimSuffix(csvOf(goodRow()), []byte("\n")), "does not end with"},
		"a short line":                 {append(csvOf(goodRow()), "a,b\n"...), "line 3: 2 cells, want 55"},
		"a letter in a number":         {csvOf(rowWith("value", "62.4O")), "line 2, column value: \"62.4O\" is not a number"},
		"not a number at all":          {csvOf(rowWith("value", "NaN")), "is not a number"},
		"thousands separators":         {csvOf(rowWith("numerator", `"1,234"`)), "is not a number"},
		"trailing zeros":               {csvOf(rowWith("target", "100.0")), "not the shortest form"},
		"an exponent":                  {csvOf(rowWith("target", "1e2")), "not the shortest form"},
		"half a neighbour":             {csvOf(rowWith("sn_n", "8.5")), "not a whole number"},
		"an unknown result":            {csvOf(rowWith("sn_result", "good")), `"good" is not one of`},
		"an unknown control flag":      {csvOf(rowWith("spc_flags", "outside;odd")), `"odd" is not one of`},
		"an unknown unit":              {csvOf(rowWith("unit", "percent")), `"percent" is no unit`},
		"a formula":                    {csvOf(rowWith("area_name", "=1+1")), "run as a formula"},
		"a breakdown out of order":     {csvOf(rowWith("breakdown", "sex=f;need=asd")), "sorted by key"},
		"no area":                      {csvOf(rowWith("area_code", "")), "column area_code: is empty"},
		"a number in a suppressed row": {csvOf(leaking), "4 stands in a row with the symbol c"},
		"a hint in a suppressed row":   {csvOf(hinting), `"increase" hints at a figure`},
		"a display of a hidden figure": {csvOf(shown), `"4", want the symbol c`},
		"a display of another figure":  {csvOf(rowWith("display", "63.4%")), "no rounding of 62.449"},
		"half an interval":             {csvOf(rowWith("upper95", "")), "one end"},
		"an interval upside down":      {csvOf(rowWith("lower95", "70")), "above the upper end"},
		"a rank of too few":            {csvOf(rowWith("rank_of", "5")), "no rank"},
		"a change the wrong way":       {csvOf(rowWith("change", "2.5")), "does not fit the change"},
		"a change that is not said":    {csvOf(rowWith("change_result", "no-comparison")), "does not fit the change"},
		"the same row twice":           {csvOf(goodRow(), goodRow()), "line 3: the same area, indicator, breakdown and period as line 2"},
	} {
		_, problems := ReadResults(c.data)
		if all := toldOf(problems); !strings.Contains(all, c.want) {
			t.Errorf("%s: told %q, want %q", name, all, c.want)
		}
	}
}

func toldOf(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s: %s: %s\n", p.File, p.Where, p.Message)
	}
	return b.String()
}

func TestManyProblemsAreBounded(t *testing.T) {
	rows := make([]map[string]string, 500)
	for i := range rows {
		rows[i] = rowWith("period", fmt.Sprint(i), "unit", "")
	}
	if _, problems := ReadResults(csvOf(rows...)); len(problems) != mostProblems+1 {
		t.Errorf("%d problems listed, want %d", len(problems), mostProblems+1)
	}
}

func TestNumbersExplainEveryDeclaredFormAndNoOther(t *testing.T) {
	results, _ := ReadResults(csvOf(goodRow(), rowWith("period", "2024", "value", "1234567.5", "unit", "gbp", "display", "£1.2m"),
		rowWith("period", "2023", "value", "3.5499999999999972", "unit", "score", "display", "3.6")))
	numbers := results.Numbers()
	for _, yes := range []string{"62.4%", "62%", "62.45", "62.449", "62.4490", "1,234", "1234", "−2.5", "-2.5", "2.5", "−2.5 pp", "2.50", "−3", "9", "152",
		"100%", "£1.2m", "£1,234,568", "6 out of 10", "6 in 10", "5 out of 10", " 50.3 ", "3.6", "3.55", "10 out of 10"} {
		if !numbers.Explains(yes) {
			t.Errorf("%q is not explained", yes)
		}
	}
	for _, no := range []string{"62.5%", "62.44", "61%", "+2.5", "−62.4", "12,34", "1,235", "£1.3m", "1.2m", "7 out of 10", "11 out of 10", "", "about 62.4", "sixty", "62.4490000001", "NaN", "1e3", "--2"} {
		if numbers.Explains(no) {
			t.Errorf("%q is explained", no)
		}
	}
	if (Numbers{}).Explains("0") || (Numbers{}).Explains("0 out of 10") {
		t.Error("a file without numbers explains 0")
	}
}

func TestWhereKeepsOnlyTheRowsOfAPage(t *testing.T) {
	results, _ := ReadResults(csvOf(goodRow(), rowWith("area_code", "E06000998", "value", "12.25", "display", "12.3%")))
	own := results.Where(func(r ResultRow) bool { return r.Text("area_code") == "E06000998" })
	if _, ok := own.Find("E06000998", "plans-on-time", "need=asd;sex=f", "2025"); !ok || len(own.Rows) != 1 {
		t.Fatalf("rows %v", own.Rows)
	}
	if own.Numbers().Explains("62.4%") || !own.Numbers().Explains("12.3%") {
		t.Error("the numbers are not those of the kept row")
	}
}

// bookOf packs the given sheets' cells by hand, as an independent writer.
func bookOf(sheets map[string]string, order ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err != nil {
			panic(err) // a mistake in this test
		}
		_, _ = w.Write([]byte(content))
	}
	var list, rels string
	for i, name := range order {
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), "<worksheet><sheetData>"+sheets[name]+"</sheetData></worksheet>")
	}
	add("xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+list+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships>`+rels+`</Relationships>`)
	_ = z.Close()
	return out.Bytes()
}

// sheetLine is one row of cells; a cell that starts with # is a number.
func sheetLine(row int, cells ...string) string {
	s := fmt.Sprintf(`<row r="%d">`, row)
	for i, c := range cells {
		ref := fmt.Sprintf("%s%d", lettersOf(i), row)
		switch {
		case c == "":
		case c[0] == '#':
			s += fmt.Sprintf(`<c r="%s"><v>%s</v></c>`, ref, c[1:])
		default:
			s += fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, c)
		}
	}
	return s + "</row>"
}

func lettersOf(i int) string {
	if i >= 26 {
		return lettersOf(i/26-1) + lettersOf(i%26)
	}
	return string(rune('A' + i))
}

// twoSheets is a book that shows one row of results.csv.
func twoSheets(row map[string]string) map[string]string {
	var titles, cells []string
	for _, b := range bookColumns {
		titles = append(titles, b.title)
		switch c := row[b.column]; {
		case resultColumns[columnAt[b.column]].kind != textCell && c != "":
			cells = append(cells, "#"+c)
		case b.column == "value":
			cells = append(cells, row["symbol"])
		case b.words:
			cells = append(cells, strings.ReplaceAll(c, "-", " "))
		default:
			cells = append(cells, c)
		}
	}
	return map[string]string{
		"Contents": sheetLine(1, "Contents") + sheetLine(2, "Sheet", "Title", "Indicator") + sheetLine(3, "Plans", "Plans on time", "plans-on-time") + sheetLine(4, "no figures in this edition", "Other", "other"),
		"Plans":    sheetLine(1, "Plans on time") + sheetLine(2, titles...) + sheetLine(3, cells...),
	}
}

func TestABookWithTheSameFiguresHasNoProblem(t *testing.T) {
	for name, row := range map[string]map[string]string{"a figure": goodRow(), "a symbol": suppressedRow()} {
		results, _ := ReadResults(csvOf(row))
		book, problems := ReadBook(bookOf(twoSheets(row), "Contents", "Plans"))
		if len(problems) > 0 {
			t.Fatalf("%s: reading: %v", name, problems)
		}
		if problems = CheckBook(book, results); len(problems) > 0 {
			t.Errorf("%s: %s", name, toldOf(problems))
		}
	}
}

func TestEachDifferenceOfTheBookIsTold(t *testing.T) {
	results, _ := ReadResults(csvOf(goodRow()))
	for name, c := range map[string]struct{ old, new, want string }{
		"another value":           {"<v>62.449</v>", "<v>62.45</v>", `sheet Plans, row 3: Value is "62.45", data/results.csv has "62.449"`},
		"a number kept as text":   {`<c r="AA3"><v>100</v></c>`, `<c r="AA3" t="inlineStr"><is><t>100</t></is></c>`, `Target is "100"`},
		"a number too many":       {"<v>66</v>", "<v>67</v>", `Rank is "67"`},
		"another word":            {">better<", ">worse<", "Similar areas result"},
		"a row that is not there": {">2025<", ">2024<", "has no such row"},
		"a column that is gone":   {">England<", ">Wales<", `has no column "England"`},
		"a sheet that is gone":    {">Plans<", ">Missing<", `there is no sheet "Missing"`},
	} {
		sheets := twoSheets(goodRow())
		for s := range sheets {
			sheets[s] = strings.ReplaceAll(sheets[s], c.old, c.new)
		}
		book, _ := ReadBook(bookOf(sheets, "Contents", "Plans"))
		if all := toldOf(CheckBook(book, results)); !strings.Contains(all, c.want) {
			t.Errorf("%s: told %q, want %q", name, all, c.want)
		}
	}
	if all := toldOf(CheckBook(Book{}, results)); !strings.Contains(all, "lacks data/results.csv line 2") {
		t.Errorf("an empty book: told %q", all)
	}
}

func TestWhatNoDataBookMayHoldIsTold(t *testing.T) {
	for name, c := range map[string]struct{ sheet, want string }{
		"a formula":         {`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>`, "holds a formula"},
		"an empty row":      {sheetLine(1, "a") + `<row r="2"></row>`, "is an empty row"},
		"a skipped row":     {sheetLine(1, "a") + sheetLine(3, "b"), "where row 2 is expected"},
		"merged cells":      {sheetLine(1, "a") + `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`, "merges the cells A1:B1"},
		"a far column":      {`<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>`, "has no place"},
		"a cell of nowhere": {`<c r="A1"><v>1</v></c>`, "has no place"},
		"tags crossed":      {`<row r="1"><c r="A1"></row></c>`, "closes what was not opened"},
		"a file cut off":    {`<row r="1"><c r="A1">`, "cannot be read"},
	} {
		_, problems := ReadBook(bookOf(map[string]string{"Plans": c.sheet}, "Plans"))
		if all := toldOf(problems); !strings.Contains(all, c.want) {
			t.Errorf("%s: told %q, want %q", name, all, c.want)
		}
	}
	if _, problems := ReadBook([]byte("not a book")); len(problems) != 1 {
		t.Errorf("not a ZIP file: %v", problems)
	}
}

func FuzzReadResults(f *testing.F) {
	f.Add(string(csvOf(goodRow(), suppressedRow())))
	f.Fuzz(func(t *testing.T, s string) {
		results, _ := ReadResults([]byte(s))
		results.Numbers().Explains(s)
	})
}

func FuzzReadBook(f *testing.F) {
	f.Add(sheetLine(1, "a", "#1") + sheetLine(2, "b"))
	f.Fuzz(func(t *testing.T, sheet string) {
		book, _ := ReadBook(bookOf(map[string]string{"Contents": sheet}, "Contents"))
		CheckBook(book, Results{})
	})
}
