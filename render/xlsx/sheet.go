package xlsx

import (
	"errors"
	"fmt"
	"math"
	"regexp"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// coded matches Excel's own notation for a character in a text.
var coded = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// headRow is the row of the table's header on an indicator's sheet: below the
// title, the source line and the way back. These rows stay in view, so there
// are few: someone who magnifies the screen must still see figures.
const headRow = 4

// indicator draws one indicator's sheet.
func (b *book) indicator(s *sheet, records []document.Record) error {
	if len(s.rows) == 0 {
		return nil
	}
	if len(s.rows) > excelize.TotalRows-headRow {
		return fmt.Errorf("%d records are more than a worksheet holds", len(s.rows))
	}
	w, err := b.start(s.name, headRow)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := b.head(w, s); err != nil {
		return err
	}
	if err := b.records(w, s, records); err != nil {
		return err
	}
	return b.end(w, s.name, s.table, headRow, len(columns), len(s.rows))
}

// head writes the rows above the records.
func (b *book) head(w *excelize.StreamWriter, s *sheet) error {
	titles := make([]any, len(columns))
	for i, c := range columns {
		titles[i] = excelize.Cell{StyleID: b.styles.head, Value: c.title}
	}
	lines := [][]any{
		{excelize.Cell{StyleID: b.styles.title, Value: literal(first(s.note.TechnicalTitle, s.note.Title, s.note.ID))}},
		{excelize.Cell{StyleID: b.styles.text, Value: literal(sourceLine(s.note))}},
		{excelize.Cell{StyleID: b.styles.link, Value: "Back to contents"}},
		titles,
	}
	for i, line := range lines {
		if err := setRow(w, i+1, line); err != nil {
			return err
		}
	}
	return b.file.SetCellHyperLink(s.name, "A3", place(contentsName, "A1"), "Location")
}

func (b *book) records(w *excelize.StreamWriter, s *sheet, records []document.Record) error {
	row := make([]any, len(columns))
	for i, at := range s.rows {
		r := records[at].Published()
		if err := finite(&r); err != nil {
			return fmt.Errorf("record %d (%s, %s, %s): %w", at+1, r.AreaCode, r.Breakdown, r.Period, err)
		}
		l, err := b.styles.look(&r)
		if err != nil {
			return err
		}
		for j := range columns {
			row[j] = columns[j].cell(&r, l)
		}
		if err := setRow(w, headRow+1+i, row); err != nil {
			return err
		}
	}
	return nil
}

// finite refuses a number that no cell can hold; excelize would write "NaN".
func finite(r *document.Record) error {
	for _, v := range []quantity.Value{r.Value, r.Numerator, r.Denominator, r.Lower95, r.Upper95, r.Change, r.SNValue, r.SNN,
		r.RegionValue, r.EnglandValue, r.Rank, r.RankOf, r.Target} {
		if v.Known && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)) {
			return errors.New("a number is not finite")
		}
	}
	return nil
}

// sourceLine is the line under the title: where the figures come from and when
// new ones are due.
func sourceLine(n document.IndicatorNote) string {
	line := "Indicator " + n.ID + ", in " + unit(n.Unit) + "."
	for _, part := range []struct{ word, text string }{
		{"Source", n.Source}, {"Published", n.Published}, {"Next update", n.NextUpdate},
	} {
		if part.text != "" {
			line += " " + part.word + ": " + part.text + "."
		}
	}
	return line + " An empty cell means that there is no figure; symbols are explained on the sheet " + notesName + "."
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
