package dataset

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// laitYearTypes maps the dictionary's Year_Type to period types. "Annual"
// alone stands for counts of children on 31 March.
var laitYearTypes = map[string]string{
	"academic year": AcademicYear, "financial year": FinancialYear, "calendar year": CalendarYear,
	"annual - january": JanuaryCensus, "annual (end of sept)": EndOfSeptember, "annual": EndOfMarch,
}

// ReadDictionary reads the LAIT data dictionary from decoded text. A key that
// is listed under several topics is one row with all of them, in the file's
// order; keys compare after trimming. Decimals are 1 where the dictionary says
// NA, polarity none where it says "-" or NA.
func ReadDictionary(file string, data []byte, l *diag.List) []DictionaryRow {
	if data == nil {
		return nil
	}
	r := csvfile.NewReader(file, data, l)
	header, ok := r.Header()
	if !ok {
		return nil
	}
	c := newColumns(diag.Pos{File: file, Line: r.Line()}, header, l)
	at := map[string]int{}
	for _, name := range []string{"Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "Description", "Last Update",
		"Next Update", "dps", "Year_Type", "No_Quartile"} {
		at[name] = c.need("", name)
	}
	at["Owner"] = c.find("Data Owner (DO) /Supplier and Contact Details", "Data Owner")
	c.tellMissing(nil)
	if c.bad {
		return nil
	}
	var rows []DictionaryRow
	byKey := map[string]int{}
	for r.Next() {
		row := dictionaryRow(r, at, l)
		if i, again := byKey[row.Key]; again {
			if !slices.Contains(rows[i].Topics, row.Topics[0]) {
				rows[i].Topics = append(rows[i].Topics, row.Topics[0])
			}
			continue
		}
		byKey[row.Key] = len(rows)
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file has a header and no rows", Fix: "fetch the dictionary again"})
	}
	return rows
}

// dictionaryRow reads one record; cells that mean nothing become blank.
func dictionaryRow(r *csvfile.Reader, at map[string]int, l *diag.List) DictionaryRow {
	cell := func(name string) string {
		if at[name] < 0 {
			return ""
		}
		text := strings.Clone(strings.TrimSpace(r.Fields()[at[name]]))
		if text == "NA" {
			return ""
		}
		return text
	}
	row := DictionaryRow{Key: cell("Measure_short"), Title: cell("Chart_title"), Description: cell("Description"), Topics: []string{cell("Topic")},
		Polarity: "none", Decimals: 1, Band: !strings.EqualFold(cell("No_Quartile"), "N"),
		Owner: cell("Owner"), Updated: excelDate(cell("Last Update")), Next: excelDate(cell("Next Update")), Line: r.Line()}
	if row.Title == "" {
		row.Title = cell("Measure")
	}
	switch p := strings.ToLower(cell("Polarity")); p {
	case "high", "low":
		row.Polarity = p
	case "", "-":
	default:
		l.Add(diag.Diagnostic{Pos: r.Pos(at["Polarity"]), Message: fmt.Sprintf("unknown polarity %q", cell("Polarity")), Expected: "High, Low, - or NA"})
	}
	if text := cell("dps"); text != "" {
		if row.Decimals = digits(text); row.Decimals < 0 || row.Decimals > 6 {
			row.Decimals = 1
			l.Add(diag.Diagnostic{Pos: r.Pos(at["dps"]), Message: fmt.Sprintf("%q is no number of decimals", text), Expected: "0 to 6, or NA"})
		}
	}
	typ, ok := laitYearTypes[fold(cell("Year_Type"))]
	if !ok {
		l.Add(diag.Diagnostic{Pos: r.Pos(at["Year_Type"]), Message: fmt.Sprintf("unknown year type %q", cell("Year_Type")),
			Expected: "one of " + strings.Join(sortedKeys(laitYearTypes), ", ")})
	}
	row.PeriodType = typ
	return row
}

// excelDate turns a workbook's serial number of a day into YYYY-MM-DD and
// leaves other text as it is.
func excelDate(text string) string {
	n := digits(text)
	if len(text) != 5 || n < 30_000 || n > 80_000 {
		return text
	}
	return time.Date(1899, time.December, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
