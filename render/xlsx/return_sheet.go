package xlsx

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/returns"
)

// returnHead is the row of the headings; rows above it hold the title, what to
// do, and links.
const returnHead = 4

// moreRows is how many open rows stand below the fixed ones, for other periods
// of the same figures.
const moreRows = 12

// last is the last row of a sheet's figures, the open ones included.
func (s *returnSheet) last() int { return returnHead + len(s.rows) + moreRows }

// cell is a reference within the sheet, such as $E5 with the column fixed.
func (s *returnSheet) cell(id string, row int) string {
	name, err := excelize.ColumnNumberToName(s.at(id))
	if err != nil {
		return "" // the column is not in this sheet
	}
	return fmt.Sprintf("$%s%d", name, row)
}

// span is the cells of one column from row to row.
func (s *returnSheet) span(id string, from, to int) string {
	return strings.ReplaceAll(s.cell(id, from)+":"+s.cell(id, to), "$", "")
}

// figures draws one sheet of figures.
func (b *returnBook) figures(s *returnSheet) error {
	if s.last() > excelize.TotalRows {
		return fmt.Errorf("%d rows are more than a worksheet holds: make a return for fewer areas", len(s.rows))
	}
	w, err := b.start(s.name, returnHead)
	if err != nil {
		return err
	}
	if err := s.freeze(w); err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := b.top(w, s); err != nil {
		return err
	}
	for i, r := range s.rows {
		at := returnHead + 1 + i
		if err := w.SetRow(fmt.Sprintf("A%d", at), b.fixedRow(s, r, at), excelize.RowOpts{Height: s.height(b.texts(r))}); err != nil {
			return err
		}
	}
	for row := returnHead + len(s.rows) + 1; row <= s.last(); row++ {
		if err := setRow(w, row, b.openRow(s, row)); err != nil {
			return err
		}
	}
	if err := b.guard(s); err != nil {
		return err
	}
	return w.Flush()
}

// freeze keeps the headings and the names of the figures in view.
func (s *returnSheet) freeze(w *excelize.StreamWriter) error {
	names := s.at(colTitle)
	if s.groups {
		names = s.at(colGroup)
	}
	corner, err := excelize.CoordinatesToCellName(names+1, returnHead+1)
	if err != nil {
		return err
	}
	return w.SetPanes(&excelize.Panes{Freeze: true, XSplit: names, YSplit: returnHead, TopLeftCell: corner, ActivePane: "bottomRight"})
}

// top writes what stands above the figures, and freezes it.
func (b *returnBook) top(w *excelize.StreamWriter, s *returnSheet) error {
	line := "Fill in the blue cells. Grey cells are not needed. Where there is no number, write its symbol (see " + startName + "). Check says what is missing."
	if s.groups {
		line = "One row for each group. " + line + " Leave out groups that you do not count."
	}
	links := []entry{{text: startName, place: place(startName, "A1")}, {text: meaningsName, place: place(meaningsName, "A1")}}
	if s.other != "" {
		links = append(links, entry{text: s.other, place: place(s.other, "A1")})
	}
	if err := w.SetRow("A1", []any{excelize.Cell{StyleID: b.look.title, Value: literal(s.name + ": " + b.title())}}, excelize.RowOpts{Height: 28}); err != nil {
		return err
	}
	if err := setRow(w, 2, []any{excelize.Cell{StyleID: b.look.line, Value: line}}); err != nil {
		return err
	}
	cells := make([]any, len(links))
	for i, e := range links {
		cells[i] = excelize.Cell{StyleID: b.look.link, Value: literal(e.text)}
		if err := b.link(s.name, i+1, 3, e); err != nil {
			return err
		}
	}
	if err := setRow(w, 3, cells); err != nil {
		return err
	}
	head := make([]any, len(s.columns))
	for i, c := range s.columns {
		head[i] = excelize.Cell{StyleID: b.look.head, Value: c.title}
	}
	return w.SetRow(fmt.Sprintf("A%d", returnHead), head, excelize.RowOpts{Height: 50})
}

// fixedRow is a row whose indicator, area and group are given.
func (b *returnBook) fixedRow(s *returnSheet, r returnRow, row int) []any {
	g, texts := r.figure, b.texts(r)
	out := make([]any, len(s.columns))
	for i, c := range s.columns {
		style, value := b.look.quiet, any(nil)
		switch c.id {
		case colTitle:
			style = b.look.name
		case colNumerator, colDenom, colValue:
			style = b.look.unused
			if used(g.Cells, c.id) {
				style = b.look.entryNumber
			}
		case colInvited:
			style = b.either(g.Survey, b.look.entryNumber)
		case colWording:
			style = b.either(g.Survey, b.look.entryWrapped)
		case colPeriod, colStatus:
			style = b.look.entryText
		case colNote:
			style = b.look.entryWrapped
		case colLastNum:
			style, value = b.look.last, lastCell(r.row.Last.Numerator)
		case colLastDenom:
			style, value = b.look.last, lastCell(r.row.Last.Denominator)
		case colLastValue:
			style, value = b.look.last, lastCell(r.row.Last.Value)
		case colIndicator, colArea, colBreakdown:
			style = b.look.key
		case colCheck:
			out[i] = excelize.Cell{StyleID: b.look.check, Formula: s.check(row, g), Value: checkNothing}
			continue
		}
		if text := texts[c.id]; text != "" {
			value = literal(text)
		}
		out[i] = excelize.Cell{StyleID: style, Value: value}
	}
	return out
}

// height is that of the longest of a row's wrapped texts.
func (s *returnSheet) height(texts map[string]string) float64 {
	var wrapped []string
	var widths []float64
	for _, c := range s.columns {
		width := c.width
		switch c.id {
		case colTitle:
			width /= boldIsWider
		case colEnter, colGroup:
		default:
			continue
		}
		wrapped, widths = append(wrapped, texts[c.id]), append(widths, width)
	}
	return rowHeight(wrapped, widths)
}

func (b *returnBook) either(open bool, style int) int {
	if open {
		return style
	}
	return b.look.unused
}

// texts are the fixed texts of a row by column.
func (b *returnBook) texts(r returnRow) map[string]string {
	return map[string]string{colTitle: r.figure.Title, colEnter: enter(r.figure), colGroup: groupWords(r.row), colAreaName: r.row.Area.Name,
		colPeriod: r.row.Period, colLastWhen: r.row.Last.Period, colIndicator: r.figure.ID, colArea: r.row.Area.Code, colBreakdown: r.row.Breakdown}
}

// openRow is a row in which a person says which figure it is.
func (b *returnBook) openRow(s *returnSheet, row int) []any {
	out := make([]any, len(s.columns))
	for i, c := range s.columns {
		style := b.look.quiet
		switch c.id {
		case colTitle, colGroup, colNote, colWording:
			style = b.look.entryWrapped
		case colAreaName, colPeriod, colStatus:
			style = b.look.entryText
		case colNumerator, colDenom, colValue, colInvited:
			style = b.look.entryNumber
		case colIndicator, colArea, colBreakdown:
			style = b.look.key
		case colCheck:
			out[i] = excelize.Cell{StyleID: b.look.check, Formula: s.checkOpen(row), Value: ""}
			continue
		}
		out[i] = excelize.Cell{StyleID: style}
	}
	return out
}

func used(c returns.Cells, id string) bool {
	switch id {
	case colNumerator:
		return c.Numerator
	case colDenom:
		return c.Denominator
	}
	return c.Value
}

// lastCell is a figure of the last return: a number, a symbol or nothing.
func lastCell(v quantity.Value) any {
	switch {
	case v.Known && !math.IsNaN(v.Number) && !math.IsInf(v.Number, 0):
		return v.Number + 0
	case v.Symbol != quantity.NoSymbol:
		return v.Symbol.Code()
	}
	return nil
}

// groupWords names a group with its list: "By need: Autism".
func groupWords(r *returns.Row) string {
	if r.Headline() {
		return ""
	}
	return r.Group + ": " + r.Label
}

// enter says in words what the cells of a figure hold.
func enter(g *returns.Figure) string {
	var parts []string
	add := func(use bool, word, text string) {
		if use && text != "" {
			parts = append(parts, word+": "+strings.TrimRight(text, ".")+".")
		}
	}
	add(g.Cells.Numerator, "How many", g.Numerator)
	add(g.Cells.Denominator, "Out of", g.Denominator)
	add(g.Cells.Value, "Value", valueText(g))
	if len(parts) == 0 {
		parts = append(parts, strings.TrimRight(g.Technical, ".")+".")
	}
	return strings.Join(parts, " ")
}

// valueText says what a value is, with its unit where it is no plain count.
func valueText(g *returns.Figure) string {
	text := g.Value
	if text == "" {
		text = g.Technical
	}
	if !g.Rule.ValueOnly && g.Unit != "" {
		text += ", in " + g.Unit
	}
	return text
}
