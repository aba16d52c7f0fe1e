package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/quantity"
)

// sheetsHeading is the column of the lists that names the sheets of figures:
// the reader knows by it which are missing.
const sheetsHeading = "Sheets"

// choice is one list to choose from: a column of the hidden sheet.
type choice struct {
	name, heading string
	values        []string
}

// choices are all lists of the workbook.
func (b *returnBook) choices() []choice {
	var symbols, areas, names []string
	for _, s := range quantity.Symbols() {
		symbols = append(symbols, s.Code())
	}
	for _, a := range b.form.Areas {
		areas = append(areas, a.Name)
	}
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	out := []choice{{"return_sheets", sheetsHeading, names}, {statusList, "Status", []string{"final", "provisional", "revised"}},
		{symbolList, "Symbols", symbols}, {areaList, "Areas", areas}}
	for _, p := range b.form.Periods {
		out = append(out, choice{b.periods[p.Type], "Periods " + p.Type, p.Labels})
	}
	for n := range b.sheets {
		s := &b.sheets[n]
		var titles, labels []string
		for _, r := range s.rows {
			titles = appendNew(titles, r.figure.Title)
			labels = appendNew(labels, groupWords(r.row))
		}
		out = append(out, choice{s.titles, "Indicators of " + s.name, titles})
		if s.groups {
			out = append(out, choice{s.labels, "Groups of " + s.name, labels})
		}
	}
	return out
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// lists draws the hidden sheet that the drop-down lists read.
func (b *returnBook) lists() error {
	choices := b.choices()
	longest := 0
	for i, c := range choices {
		longest = max(longest, len(c.values))
		if len(c.values) == 0 {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		err = b.file.SetDefinedName(&excelize.DefinedName{Name: c.name, RefersTo: place(listsName, fmt.Sprintf("$%s$2:$%s$%d", column, column, len(c.values)+1))})
		if err != nil {
			return err
		}
	}
	rows := make([]frontRow, longest+1)
	for r := range rows {
		cells := make([]any, len(choices))
		for i, c := range choices {
			switch {
			case r == 0:
				cells[i] = excelize.Cell{StyleID: b.look.head, Value: literal(c.heading)}
			case r <= len(c.values):
				cells[i] = excelize.Cell{StyleID: b.look.text, Value: literal(c.values[r-1])}
			}
		}
		rows[r] = frontRow{cells: cells}
	}
	widths := make([]float64, len(choices))
	for i := range widths {
		widths[i] = 24
	}
	if err := b.drawFront(returnFront{name: listsName, widths: widths, frozen: 1, rows: rows}); err != nil {
		return err
	}
	return b.file.SetSheetVisible(listsName, false)
}
