package xlsx

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/returns"
)

// symbolHelp is what each symbol means to a person who fills in a return, in
// the order of quantity.Symbols.
var symbolHelp = map[quantity.Symbol]string{
	quantity.Suppressed:    "Hidden by the organisation that gave you the figure. Do not hide small numbers yourself.",
	quantity.NotApplicable: "There can be no figure: for example, nobody was due, so there is nothing to divide by.",
	quantity.NotAvailable:  "You do not have the figure: it is not collected, or it has not come yet.",
	quantity.Low:           "More than nothing, but it rounds to 0 in the source that you have.",
	quantity.Unreliable:    "The source gives no figure because too few people are behind it.",
	quantity.NoData:        "It should have been recorded and was not.",
}

// frontRow is one row of a sheet without figures.
type frontRow struct {
	cells  []any
	height float64 // 0: as high as its text
	page   bool    // begins a new page in print
}

// returnFront is a sheet without figures: text in columns of given widths.
// Rows up to frozen stay in view.
type returnFront struct {
	name   string
	widths []float64
	frozen int
	rows   []frontRow
	finish func() error // nil, or what is set before the sheet is closed
}

// drawFront writes a sheet of text and locks it.
func (b *returnBook) drawFront(s returnFront) error {
	w, err := b.start(s.name, s.frozen)
	if err != nil {
		return err
	}
	for i, width := range s.widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	for i, r := range s.rows {
		if r.page {
			if err := w.InsertPageBreak(fmt.Sprintf("A%d", i+1)); err != nil {
				return err
			}
		}
		height := r.height
		if height == 0 {
			height = rowHeight(textsOf(r.cells), s.widths)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), r.cells, excelize.RowOpts{Height: height}); err != nil {
			return err
		}
	}
	if err := b.paper(s.name); err != nil {
		return err
	}
	if err := b.lock(s.name); err != nil {
		return err
	}
	if s.finish != nil {
		if err := s.finish(); err != nil {
			return err
		}
	}
	return w.Flush()
}

// textsOf are the texts of a row's cells.
func textsOf(cells []any) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if cell, ok := c.(excelize.Cell); ok && cell.Formula == "" {
			out[i], _ = cell.Value.(string)
		}
	}
	return out
}

func styled(style int, texts ...string) []any {
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = excelize.Cell{StyleID: style, Value: literal(t)}
	}
	return out
}

// startHere is the first sheet: what this is, what to do, how far it is done.
func (b *returnBook) startHere() error {
	var rows []frontRow
	add := func(cells ...any) { rows = append(rows, frontRow{cells: cells}) }
	pair := func(term, text string) {
		add(excelize.Cell{StyleID: b.look.name, Value: term}, excelize.Cell{StyleID: b.look.text, Value: literal(text)})
	}
	section := func(texts ...string) { rows = append(rows, frontRow{cells: styled(b.look.head, texts...), height: 24}) }
	rows = append(rows, frontRow{cells: styled(b.look.title, b.title()), height: 32})
	pair("What this is", "The figures that only the local area can give for "+first(b.form.Title, "the SEND report packs")+". National figures are not here: they are read from what is published.")
	pair("Keep it safe", "This workbook is confidential when it is filled in. Enter small numbers as they are, also 1 to 5: the tool hides what could show who somebody is before anything is published. Do not round and do not write a star.")
	pair("Send it to", first(b.form.Contact, "The person who sent it to you."))
	add(excelize.Cell{StyleID: b.look.name, Value: "Send it back by"}, excelize.Cell{StyleID: b.look.entryText})
	if at, err := time.Parse(time.DateOnly, b.form.AsOf); err == nil {
		pair("Made with data as of", at.Format("2 January 2006"))
	}
	section("How to fill it in", "")
	for n, step := range []string{
		"Go to the sheet of your team. Fill in the blue cells of each row: how many (numerator), out of how many (denominator), or the value. Grey cells are not needed.",
		"Look at the period. The next one is filled in for you; choose or write another one if your figure is for another. For a second period of the same figure use the open rows at the bottom of the sheet.",
		"Where a team has a sheet called groups, give the same figure there for each group that you count. Leave out the others: an empty row is not read as nought. Write 0 only where you counted and found none.",
		"Where you have no number, write one of the symbols below in its place.",
		"Look at the column Check. It says what is wrong in words, or OK.",
		"Save the workbook as it is (.xlsx) and send it back. Do not change headings and do not move columns. You can delete the sheets of other teams.",
	} {
		pair(fmt.Sprintf("Step %d", n+1), step)
	}
	section("Symbol", "Write it in place of a number when")
	for _, s := range quantity.Symbols() {
		pair(s.Code(), symbolHelp[s])
	}
	rows = append(rows, frontRow{cells: styled(b.look.head, "Sheet", "What it holds", "Rows", "Filled in", "To mend"), height: 24, page: true})
	if err := b.progress(&rows); err != nil {
		return err
	}
	return b.drawFront(returnFront{name: startName, widths: []float64{30, 92, 10, 12, 12}, rows: rows})
}

// progress adds one row for each sheet with what is done, counted by the
// program that shows it.
func (b *returnBook) progress(rows *[]frontRow) error {
	link := func(name string) (excelize.Cell, error) {
		return excelize.Cell{StyleID: b.look.link, Value: name}, b.link(startName, 1, len(*rows)+1, entry{place: place(name, "A1")})
	}
	for n := range b.sheets {
		s := &b.sheets[n]
		name, err := link(s.name)
		if err != nil {
			return err
		}
		checks := place(s.name, strings.ReplaceAll(s.span(colCheck, returnHead+1, s.last()), " ", ""))
		*rows = append(*rows, frontRow{cells: []any{name, excelize.Cell{StyleID: b.look.text, Value: literal(b.holds(s))},
			excelize.Cell{StyleID: b.look.figure, Value: len(s.rows)},
			excelize.Cell{StyleID: b.look.figure, Formula: fmt.Sprintf(`COUNTIF(%s,"%s")`, checks, checkGood)},
			excelize.Cell{StyleID: b.look.figure, Formula: fmt.Sprintf(`SUMPRODUCT((%s<>"%s")*(%s<>"%s")*(%s<>""))`, checks, checkGood, checks, checkNothing, checks)}}})
	}
	name, err := link(meaningsName)
	*rows = append(*rows, frontRow{cells: []any{name, excelize.Cell{StyleID: b.look.text, Value: "What is counted, who sees it and what to know"}, excelize.Cell{StyleID: b.look.figure},
		excelize.Cell{StyleID: b.look.figure}, excelize.Cell{StyleID: b.look.figure}}})
	return err
}

// holds says in a few words what a sheet is about.
func (b *returnBook) holds(s *returnSheet) string {
	var titles []string
	seen := map[string]bool{}
	for _, r := range s.rows {
		if !seen[r.figure.ID] {
			seen[r.figure.ID] = true
			titles = append(titles, r.figure.Title)
		}
	}
	what := fmt.Sprintf("%d figures", len(titles))
	if len(titles) == 1 {
		what = "1 figure"
	}
	if s.groups {
		what += " by group"
	}
	if more := len(titles) - 3; more > 0 {
		titles = append(titles[:3:3], fmt.Sprintf("%d more", more))
	}
	return what + ": " + strings.Join(titles, "; ")
}

// meanings explains every figure, one row each.
func (b *returnBook) meanings() error {
	header := []string{"Figure", "Sheet", "Question it answers", "How many", "Out of", "Value", "Unit", "When", "What to watch for", "Groups", "What readers are told", "Who sees it", "Indicator id"}
	widths := []float64{34, 18, 36, 40, 40, 40, 16, 20, 40, 46, 60, 30, 30}
	rows := []frontRow{{cells: styled(b.look.title, meaningsName), height: 28}, {cells: styled(b.look.head, header...), height: 34}}
	for s := range b.form.Sheets {
		sheet := &b.form.Sheets[s]
		for n := range sheet.Figures {
			g := &sheet.Figures[n]
			cells := styled(b.look.text, g.Title, sheet.Title, g.Question, g.Numerator, g.Denominator, meaningOfValue(g), g.Unit, periodWords(g), watch(g),
				strings.Join(g.Breakdowns, ". "), strings.Join(g.Caveats, " "), g.Audiences, g.ID)
			cells[0] = excelize.Cell{StyleID: b.look.name, Value: literal(g.Title)}
			rows = append(rows, frontRow{cells: cells})
		}
	}
	return b.drawFront(returnFront{name: meaningsName, widths: widths, frozen: meaningsHead, rows: rows, finish: b.twoWide})
}

// meaningsHead is the row of that sheet's headings.
const meaningsHead = 2

// twoWide prints the explanations on two pages side by side, each with the
// names of the figures: on one the letters would be too small to read.
func (b *returnBook) twoWide() error {
	wide, high := 2, 0
	if err := b.file.SetPageLayout(meaningsName, &excelize.PageLayoutOptions{FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	titles := &excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: meaningsName}
	if err := b.file.DeleteDefinedName(titles); err != nil {
		return err
	}
	titles.RefersTo = place(meaningsName, "$A:$A") + "," + place(meaningsName, fmt.Sprintf("$%d:$%d", meaningsHead, meaningsHead))
	return b.file.SetDefinedName(titles)
}

func meaningOfValue(g *returns.Figure) string {
	if !g.Cells.Value {
		return ""
	}
	return first(g.Value, g.Technical)
}

// watch is the note for those who fill in, with a survey's question.
func watch(g *returns.Figure) string {
	if g.Wording == "" {
		return g.Note
	}
	return strings.TrimSpace(g.Note + " The question: " + g.Wording)
}

// periodTypes are the period types in words.
var periodTypes = map[string]string{"AY": "academic year", "AT": "autumn term", "SPT": "spring term", "SUT": "summer term", "AS": "autumn and spring terms",
	"CY": "calendar year", "FY": "financial year", "SJAN": "school census in January", "S31M": "on 31 March", "S30S": "on 30 September", "M": "month", "Q": "quarter of the financial year",
	"R12": "twelve months", "MYE": "middle of the year", "SURV": "survey"}

func periodWords(g *returns.Figure) string {
	words := first(periodTypes[g.PeriodType], g.PeriodType)
	if g.Frequency != "" && g.PeriodType != "SURV" {
		words += ", " + g.Frequency
	}
	return words
}
