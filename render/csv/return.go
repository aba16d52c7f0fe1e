package csv

import (
	"bytes"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/returns"
)

// returnRow is one row of a local return: the fixed header of the contract,
// then the columns for surveys. Cells of figures are left blank to be filled.
type returnRow struct {
	Indicator   string `csv:"indicator"`
	Area        string `csv:"area"`
	Period      string `csv:"period"`
	Breakdown   string `csv:"breakdown"`
	Numerator   string `csv:"numerator"`
	Denominator string `csv:"denominator"`
	Value       string `csv:"value"`
	Status      string `csv:"status"`
	Note        string `csv:"note"`
	Wording     string `csv:"wording"`
	Invited     string `csv:"invited"`
}

// byteOrderMark makes spreadsheet programs open the file as UTF-8 and keep it
// so; those who read it back pass over it.
const byteOrderMark = "\ufeff"

// Return is a return as CSV, to be filled in: one row for each indicator, area
// and group, with the period that comes next and blank cells for the figures.
func Return(f returns.Form) ([]byte, error) {
	var rows []returnRow
	for _, s := range f.Sheets {
		for _, g := range s.Figures {
			for _, r := range g.Rows {
				rows = append(rows, returnRow{Indicator: g.ID, Area: r.Area.Code, Period: r.Period, Breakdown: r.Breakdown})
			}
		}
	}
	out := bytes.NewBufferString(byteOrderMark)
	if err := csvfile.Write(out, rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
