package dataset

import (
	"context"
	"io/fs"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// ReturnRow is one row of a local return in a workbook. Cells are in the order
// of ReturnColumns, and missing ones are blank. Columns is where each cell
// stands in its sheet (A is 1); 0, or no entry, where the sheet has no such
// cell: then the whole row is blamed.
type ReturnRow struct {
	Sheet   string
	Line    int
	Cells   []string
	Columns []int
}

// Workbook is a returned workbook that has been read into rows. File is its
// path as for Load.
type Workbook struct {
	File string
	Rows []ReturnRow
}

// LoadReturns reads local returns from CSV files and workbooks into one table,
// with the same checks and words for both. Rows without any text are passed
// over. Diagnostics and the error are as those of Load.
func LoadReturns(ctx context.Context, fsys fs.FS, spec Spec, csvFiles []string, books []Workbook, reg *Register, l *diag.List) (*Table, error) {
	spec.Returns = true
	ld := newLoader(spec, reg, l)
	if err := ld.files(ctx, fsys, csvFiles); err != nil {
		return nil, err
	}
	for _, b := range books {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ld.workbook(b)
	}
	return ld.finish(), nil
}

// workbook reads the rows of one workbook, each sheet as a file of its own.
func (ld *loader) workbook(b Workbook) {
	p := ld.plan(newColumns(diag.Pos{File: b.File}, ReturnColumns(), ld.l))
	if p == nil {
		return
	}
	told, before := ld.l.Len(), ld.t.Len()
	for i := range b.Rows {
		row := &b.Rows[i]
		if n := len(ld.t.Files); i == 0 || row.Sheet != b.Rows[i-1].Sheet || n == 0 {
			if !ld.begin(b.File, row.Sheet) {
				return
			}
		}
		if r := newSheetRecord(b.File, row); !r.blank() {
			ld.record(r, p)
		}
	}
	if ld.l.Len() == told && ld.t.Len() == before {
		ld.tellUnfilled(b.File, "workbook")
	}
}

// tellUnfilled tells a form that came back as it was sent.
func (ld *loader) tellUnfilled(file, what string) {
	ld.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Severity: diag.Warning, Message: "the " + what + " has no figures",
		Expected: "a value, or a numerator with its denominator, in at least one row", Fix: "fill it in, or take it out of the folder"})
}

// unfilled reports whether a row of a form has no figure: it is no
// observation, and its period need not be one. Words without a figure are told.
func (ld *loader) unfilled(r record) bool {
	for _, m := range ld.nums {
		if m.out.Name != "invited" && m.at >= 0 && strings.TrimSpace(r.Fields()[m.at]) != "" {
			return false
		}
	}
	for _, d := range ld.dims {
		if d.out.Name == "note" && d.at >= 0 && strings.TrimSpace(r.Fields()[d.at]) != "" {
			ld.l.Add(diag.Diagnostic{Pos: r.Pos(d.at), Severity: diag.Warning, Message: "the row has words and no figure, so nothing of it is read",
				Expected: "a figure, or a symbol such as x that says why there is none", Fix: "write the figure or x, or empty the cell"})
		}
	}
	return true
}

// sheetRecord is a row of a sheet in the shape of a record.
type sheetRecord struct {
	file   string
	row    *ReturnRow
	fields []string
}

func newSheetRecord(file string, row *ReturnRow) sheetRecord {
	fields := make([]string, len(ReturnColumns()))
	copy(fields, row.Cells)
	return sheetRecord{file, row, fields}
}

func (r sheetRecord) blank() bool { return strings.TrimSpace(strings.Join(r.fields, "")) == "" }

// Fields is the row's cells.
func (r sheetRecord) Fields() []string { return r.fields }

// Line is the row's number in its sheet.
func (r sheetRecord) Line() int { return r.row.Line }

// Pos is the place of a cell.
func (r sheetRecord) Pos(cell int) diag.Pos {
	p := diag.Pos{File: r.file, Sheet: r.row.Sheet, Line: r.row.Line}
	if cell >= 0 && cell < len(r.row.Columns) {
		p.Column = max(r.row.Columns[cell], 0)
	}
	return p
}
