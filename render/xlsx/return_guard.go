package xlsx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/returns"
)

// Bounds of a message beside a cell, set by Excel, in UTF-16 units.
const (
	longestPromptTitle = 32
	longestPrompt      = 255
)

// guard adds to a drawn sheet what helps while typing: lists, messages, the
// colour of checks, the filter, what is printed, and the lock.
func (b *returnBook) guard(s *returnSheet) error {
	for _, step := range []func(*returnSheet) error{b.validations, b.openValidations, b.colours, b.filter, b.printed} {
		if err := step(s); err != nil {
			return err
		}
	}
	return b.lock(s.name)
}

const numberOrSymbol = "Enter a number, or one of the symbols on the sheet " + startName + "."

// validation is one rule of cells: a list to choose from, or a condition.
type validation struct {
	cells, list, condition string
	title, prompt          string
	errorText              string // "" lets anything pass
}

func (b *returnBook) validate(sheet string, v validation) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = v.cells
	switch {
	case v.list != "":
		dv.SetSqrefDropList(v.list)
	case v.condition != "":
		dv.Type, dv.Formula1 = "custom", escaped(v.condition)
	}
	if v.prompt != "" {
		dv.SetInput(shortened(v.title, longestPromptTitle), shortened(v.prompt, longestPrompt))
	}
	if v.errorText != "" {
		dv.SetError(excelize.DataValidationErrorStyleStop, shortened(v.title, longestPromptTitle), shortened(v.errorText, longestPrompt))
	}
	return b.file.AddDataValidation(sheet, dv)
}

// escaped is a formula as XML: excelize writes it as it stands.
func escaped(formula string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(formula)
}

// shortened cuts a text to what Excel shows.
func shortened(s string, longest int) string {
	if len(utf16.Encode([]rune(s))) <= longest {
		return s
	}
	r := []rune(s)
	for len(utf16.Encode(r)) >= longest {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ,;:") + "…"
}

// validations are those of the fixed rows: for each figure, what its cells
// count, and for all, status and period.
func (b *returnBook) validations(s *returnSheet) error {
	for from := 0; from < len(s.rows); {
		to := from
		for to+1 < len(s.rows) && s.rows[to+1].figure == s.rows[from].figure {
			to++
		}
		if err := b.figureValidations(s, s.rows[from].figure, returnHead+1+from, returnHead+1+to); err != nil {
			return err
		}
		from = to + 1
	}
	return b.validate(s.name, validation{cells: s.span(colStatus, returnHead+1, s.last()), list: statusList, title: "Status",
		prompt: "final, provisional or revised. Empty means final.", errorText: "Choose final, provisional or revised, or leave the cell empty."})
}

func (b *returnBook) figureValidations(s *returnSheet, g *returns.Figure, from, to int) error {
	for _, c := range []struct {
		id, title, text string
		use             bool
	}{
		{colNumerator, "How many (numerator)", g.Numerator, g.Cells.Numerator},
		{colDenom, "Out of (denominator)", g.Denominator, g.Cells.Denominator},
		{colValue, "Value", valueText(g), g.Cells.Value},
		{colInvited, "People invited", "How many people were asked to take part. Empty where nobody counted.", g.Survey},
	} {
		if s.at(c.id) == 0 {
			continue
		}
		v := validation{cells: s.span(c.id, from, to), title: c.title, prompt: c.text}
		if v.prompt == "" {
			v.prompt = g.Technical
		}
		if v.prompt = sentence(v.prompt); g.Note != "" {
			v.prompt += " " + g.Note
		}
		first := s.cell(c.id, from)
		v.condition, v.errorText = fmt.Sprintf("OR(ISNUMBER(%s),%s)", first, symbol(first)), numberOrSymbol
		if !c.use {
			v.title, v.prompt, v.condition, v.errorText = "Not needed", "This indicator does not use this cell. Leave it empty.", "", ""
		}
		if err := b.validate(s.name, v); err != nil {
			return err
		}
	}
	if g.Wording != "" {
		err := b.validate(s.name, validation{cells: s.span(colWording, from, to), title: "Question",
			prompt: "Leave empty if the question was put so, here and for its groups: " + g.Wording})
		if err != nil {
			return err
		}
	}
	return b.validate(s.name, validation{cells: s.span(colPeriod, from, to), list: b.periods[g.PeriodType], title: "Period", prompt: periodPrompt(g)})
}

// sentence begins a text with a capital and ends it with a full stop.
func sentence(text string) string {
	r := []rune(strings.TrimRight(text, "."))
	if len(r) == 0 {
		return ""
	}
	r[0] = unicode.ToUpper(r[0])
	return string(r) + "."
}

// periodPrompt says how the period is written; any text passes, since the
// reader of the return knows more ways to write one than a list can hold.
func periodPrompt(g *returns.Figure) string {
	if g.PeriodType == "SURV" {
		return "Name the survey with its year, such as Spring 2026."
	}
	return "The period that the figure is for. Choose another one, or write it in the same way."
}

// openValidations are those of the rows for more figures.
func (b *returnBook) openValidations(s *returnSheet) error {
	from, to := returnHead+len(s.rows)+1, s.last()
	for _, v := range []validation{
		{cells: s.span(colTitle, from, to), list: s.titles, title: "Another figure", prompt: "For another period of an indicator above: choose the indicator, then fill in the row.",
			errorText: "Choose an indicator from the list."},
		{cells: s.span(colPeriod, from, to), title: "Period", prompt: "Write it as in the rows above, such as June 2026 or 2025/26."},
	} {
		if err := b.validate(s.name, v); err != nil {
			return err
		}
	}
	for _, id := range []string{colNumerator, colDenom, colValue} {
		first := s.cell(id, from)
		err := b.validate(s.name, validation{cells: s.span(id, from, to), title: "Figure", condition: fmt.Sprintf("OR(ISNUMBER(%s),%s)", first, symbol(first)), errorText: numberOrSymbol})
		if err != nil {
			return err
		}
	}
	if s.at(colGroup) > 0 {
		if err := b.validate(s.name, validation{cells: s.span(colGroup, from, to), list: s.labels, title: "Group", prompt: "Choose the group as it stands in the rows above."}); err != nil {
			return err
		}
	}
	if s.at(colAreaName) > 0 {
		return b.validate(s.name, validation{cells: s.span(colAreaName, from, to), list: areaList, title: "Area", prompt: "Choose the area.", errorText: "Choose an area from the list."})
	}
	return nil
}

// colours make what must be mended stand out; the words say it all without.
func (b *returnBook) colours(s *returnSheet) error {
	first := s.cell(colCheck, returnHead+1)
	return b.file.SetConditionalFormat(s.name, s.span(colCheck, returnHead+1, s.last()), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf(`%s="%s"`, first, checkNothing), Format: &b.look.nothing, StopIfTrue: true},
		{Type: "formula", Criteria: fmt.Sprintf(`AND(%s<>"%s",%s<>"")`, first, checkGood, first), Format: &b.look.problem},
	})
}

// filter lets people show the rows of one figure.
func (b *returnBook) filter(s *returnSheet) error {
	to, err := excelize.CoordinatesToCellName(len(s.columns), s.last())
	if err != nil {
		return err
	}
	return b.file.AutoFilter(s.name, fmt.Sprintf("A%d:%s", returnHead, to), nil)
}

// printed leaves the last return and the ids off the paper, and says on every
// page that the filled sheet is confidential.
func (b *returnBook) printed(s *returnSheet) error {
	to, err := excelize.CoordinatesToCellName(s.at(colNote), s.last(), true)
	if err != nil {
		return err
	}
	err = b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name, RefersTo: place(s.name, "$A$1") + ":" + to})
	if err != nil {
		return err
	}
	return b.paper(s.name)
}

func (b *returnBook) paper(sheet string) error {
	name := strings.ReplaceAll(b.title(), "&", "&&")
	return b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddFooter: "&L" + shortened(name, 80) + "&CConfidential when filled in&R&P of &N"})
}

// lock protects the cells that are not open. Filtering, and widening rows and
// columns, stay possible.
func (b *returnBook) lock(sheet string) error {
	return b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		AutoFilter: true, FormatColumns: true, FormatRows: true})
}
