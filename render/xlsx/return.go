package xlsx

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/returns"
)

// Names of the return's own sheets; the others carry the agencies' titles.
const (
	startName    = "Start here"
	meaningsName = "What each figure means"
	listsName    = "Lists"
	groupsSuffix = " groups"
)

// Return is a return as a workbook to be filled in: what to do, what each
// figure means, and for each agency a sheet of its figures and one of their
// groups. Groups have a sheet of their own because a protected sheet cannot
// fold rows away, and because figures pasted over folded rows would land in
// them. Fixed cells are locked without a password; there are no macros, no
// merged cells and no formulas but those that say what is missing.
func Return(ctx context.Context, f returns.Form) ([]byte, error) {
	b, err := newReturnBook(f)
	if err != nil {
		return nil, fmt.Errorf("return workbook: %w", err)
	}
	defer b.file.Close() // only removes excelize's overflow files
	if err := b.draw(ctx); err != nil {
		return nil, fmt.Errorf("return workbook: %w", err)
	}
	b.file.SetZipWriter(b.packed.writer)
	if _, err := b.file.WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("return workbook: %w", err)
	}
	if b.packed.unpacked() > mostUnpacked*3/4 {
		return nil, fmt.Errorf("return workbook: %d areas make a workbook that is too large to be read back\n    fix: name fewer areas with --area", len(f.Areas))
	}
	return b.packed.out, nil
}

// returnBook is a return being drawn.
type returnBook struct {
	book
	form   returns.Form
	look   returnLook
	sheets []returnSheet
	// periods names the list of each period type, where there is one
	periods map[string]string
}

// returnSheet is one sheet of figures: the headlines of an agency, or their
// groups.
type returnSheet struct {
	name, agency, other string // other: the agency's second sheet, "" where there is none
	groups              bool
	columns             []returnColumn
	rows                []returnRow
	titles, labels      string // names of the lists for the rows for more figures
}

// returnRow is one row of a sheet, with the figure it belongs to.
type returnRow struct {
	figure *returns.Figure
	row    *returns.Row
}

func newReturnBook(f returns.Form) (*returnBook, error) {
	file := excelize.NewFile()
	b := &returnBook{book: book{file: file}, form: f, periods: map[string]string{}}
	var err error
	if b.styles, err = newStyles(file); err == nil {
		b.look, err = newReturnLook(file)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	for s := range b.form.Sheets {
		b.plan(&b.form.Sheets[s])
	}
	for n := range b.sheets {
		b.sheets[n].titles, b.sheets[n].labels = fmt.Sprintf("titles_%d", n+1), fmt.Sprintf("groups_%d", n+1)
	}
	for _, p := range f.Periods {
		b.periods[p.Type] = "periods_" + p.Type
	}
	return b, nil
}

// plan splits an agency's rows into headlines and groups.
func (b *returnBook) plan(s *returns.Sheet) {
	head := returnSheet{name: s.Title, agency: s.Title}
	groups := returnSheet{name: s.Title + groupsSuffix, agency: s.Title, groups: true, other: s.Title}
	for g := range s.Figures {
		figure := &s.Figures[g]
		for r := range figure.Rows {
			to := &head
			if !figure.Rows[r].Headline() {
				to = &groups
			}
			to.rows = append(to.rows, returnRow{figure, &figure.Rows[r]})
		}
	}
	if len(groups.rows) > 0 {
		head.other = groups.name
	}
	for _, p := range []*returnSheet{&head, &groups} {
		if len(p.rows) > 0 {
			p.columns = columnsFor(p, len(b.form.Areas) > 1)
			b.sheets = append(b.sheets, *p)
		}
	}
}

func (b *returnBook) draw(ctx context.Context) error {
	if err := b.properties(); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", startName); err != nil {
		return err
	}
	if err := b.startHere(); err != nil {
		return err
	}
	for n := range b.sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.figures(&b.sheets[n]); err != nil {
			return fmt.Errorf("sheet %s: %w", b.sheets[n].name, err)
		}
	}
	if err := b.meanings(); err != nil {
		return err
	}
	if err := b.lists(); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	recalculate := true // totals on the first sheet have no values until a program works them out
	return b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate})
}

func (b *returnBook) properties() error {
	p := &excelize.DocProperties{Title: b.title(), Subject: "Local return to be filled in", Creator: b.form.Partnership,
		LastModifiedBy: b.form.Partnership, Language: "en-GB", Category: "Local return", Description: "Confidential when filled in"}
	if at, err := time.Parse(time.DateOnly, b.form.AsOf); err == nil {
		p.Created = at.Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := b.file.SetDocProps(p); err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "sendpack", Company: b.form.Partnership})
}

// title names the return: "Local return: Wexmoor".
func (b *returnBook) title() string {
	var names []string
	for _, a := range b.form.Areas {
		names = append(names, a.Name)
	}
	switch {
	case len(names) > 3:
		return fmt.Sprintf("Local return: %d areas", len(names))
	case len(names) > 0:
		return "Local return: " + strings.Join(names, ", ")
	}
	return "Local return"
}
