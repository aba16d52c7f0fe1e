package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/diag"
)

// kind is how a number in a cell is shown, which changes what it means.
type kind uint8

const (
	plainNumber kind = iota
	percentage       // 0.12 is shown as 12%
	date             // days since 1900 or 1904
)

// cellName is the name of a cell of the sheet; "" when it has none.
func (s *filledSheet) cellName(row int, id string) string {
	name, err := excelize.CoordinatesToCellName(max(s.at[id], 1), row)
	if err != nil || s.at[id] == 0 {
		return ""
	}
	return name
}

// unsaved reports whether a blank cell holds a formula without a result: some
// programs leave it to the next one to work it out.
func (r *returnReader) unsaved(s *filledSheet, row int, id string) bool {
	formula, err := r.book.GetCellFormula(s.name, s.cellName(row, id))
	return err == nil && formula != ""
}

// number is the text of a number as a person saw it in the cell: a percentage
// as 12, a result of a formula to the 15 digits that spreadsheets show. What
// is no number goes on as it is, to be told with all that can be expected.
func (r *returnReader) number(s *filledSheet, row int, id string, percent bool) (text string, ok bool) {
	text = s.text(row, id)
	at := func(d diag.Diagnostic) (string, bool) {
		r.tell(s.name, row, s.at[id], d)
		return "", false
	}
	if text == "" {
		if r.unsaved(s, row, id) {
			return at(diag.Diagnostic{Message: "the formula in the cell has no result yet", Expected: "a number", Fix: "open the workbook in a spreadsheet program and save it, or write the number"})
		}
		return "", true
	}
	stored, err := r.book.GetCellType(s.name, s.cellName(row, id))
	if err != nil {
		stored = excelize.CellTypeUnset
	}
	switch stored {
	case excelize.CellTypeBool:
		return at(diag.Diagnostic{Message: "the cell holds true or false", Expected: "a number, or one of the symbols", Fix: "write the number"})
	case excelize.CellTypeUnset, excelize.CellTypeNumber, excelize.CellTypeDate:
	default: // text
		if whole, found := strings.CutSuffix(text, "%"); found && percent {
			return strings.TrimSpace(whole), true
		}
		return text, true
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return text, true
	}
	switch k := r.kindOf(s, row, id); {
	case k == date:
		return at(diag.Diagnostic{Message: fmt.Sprintf("the cell holds the date %s", r.dateText(n)), Expected: "a number, or one of the symbols",
			Fix: "write the number again; a text such as 1/2 or 3-4 turns into a date"})
	case k == percentage && !percent:
		return at(diag.Diagnostic{Message: fmt.Sprintf("the cell holds the percentage %s%%", shifted(n)), Expected: "a number of people or cases",
			Fix: "write how many, or write the percentage in the column " + strconv.Quote("Value")})
	case k == percentage:
		return shifted(n), true
	}
	return shown(n), true
}

// period is the text of a period; a date that was typed, or made of one by the
// program, is written as a date.
func (r *returnReader) period(s *filledSheet, row int) string {
	text := s.text(row, colPeriod)
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || r.kindOf(s, row, colPeriod) != date {
		return text
	}
	if stored, err := r.book.GetCellType(s.name, s.cellName(row, colPeriod)); err != nil || stored != excelize.CellTypeUnset && stored != excelize.CellTypeNumber {
		return text
	}
	return r.dateText(n)
}

func (r *returnReader) dateText(days float64) string {
	at, err := excelize.ExcelDateToTime(days, r.from1904)
	if err != nil {
		return shown(days)
	}
	return at.Format(time.DateOnly)
}

// kindOf is how the cell's format shows its number.
func (r *returnReader) kindOf(s *filledSheet, row int, id string) kind {
	style, err := r.book.GetCellStyle(s.name, s.cellName(row, id))
	if err != nil {
		return plainNumber
	}
	k, seen := r.kinds[style]
	if !seen {
		if of, err := r.book.GetStyle(style); err == nil && of != nil {
			k = kindOfFormat(of)
		}
		r.kinds[style] = k
	}
	return k
}

// kindOfFormat knows the built-in formats by number and others by their code:
// days, months and years outside of quoted and bracketed parts.
func kindOfFormat(of *excelize.Style) kind {
	switch n := of.NumFmt; {
	case n == 9 || n == 10:
		return percentage
	case n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58:
		return date
	}
	if of.CustomNumFmt == nil {
		return plainNumber
	}
	var code strings.Builder
	quoted, bracketed, escaped := false, false, false
	for _, c := range strings.ToLower(*of.CustomNumFmt) {
		switch {
		case escaped:
			escaped = false
		case c == '\\' || c == '_':
			escaped = true
		case c == '"':
			quoted = !quoted
		case c == '[' || c == ']':
			bracketed = c == '['
		case !quoted && !bracketed:
			code.WriteRune(c)
		}
	}
	text := strings.ReplaceAll(code.String(), "general", "")
	switch {
	case strings.Contains(text, "%"):
		return percentage
	case strings.ContainsAny(text, "dmyh"):
		return date
	}
	return plainNumber
}

// shown is a number to the 15 significant digits that spreadsheets keep, in
// its shortest form.
func shown(n float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		short = n
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// shifted is n times a hundred, by moving the decimal point: arithmetic would
// make 7.000000000000001 of 0.07.
func shifted(n float64) string {
	short, err := strconv.ParseFloat(shown(n)+"e2", 64)
	if err != nil {
		return shown(n * 100)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
