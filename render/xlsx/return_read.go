package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// Bounds of a workbook that comes back. A return for one area unpacks to about
// 2 MB and has some thousand rows.
const (
	mostUnpacked = 100 << 20
	mostCells    = 3_000_000
)

// ReturnBook is a workbook that came back. Missing names the sheets of figures
// that it should have and does not; another workbook may hold them.
type ReturnBook struct {
	dataset.Workbook
	Sheets, Missing []string // as the workbook was made, whatever they are called now
}

// ReadReturn reads a filled return. Sheets are known by their headings, and
// columns too, so that either may be moved; sheets of other kinds are left
// out. Rows without a figure are passed over: an empty cell is not nought.
// Every problem goes to l with its sheet and cell; file is how the workbook is
// called there.
func ReadReturn(file string, data []byte, l *diag.List) (book ReturnBook) {
	book.File = file
	if d, ok := unreadable(data); ok {
		d.Pos = diag.Pos{File: file}
		l.Add(d)
		return book
	}
	// A workbook is untrusted, and the library that opens it has met fewer
	// broken ones than people can make.
	defer func() {
		if recover() != nil {
			book = ReturnBook{Workbook: dataset.Workbook{File: file}}
			l.Add(broken(file, "its parts contradict each other"))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked, RawCellValue: true})
	if err != nil {
		l.Add(broken(file, err.Error()))
		return book
	}
	defer f.Close() // only removes temporary files
	r := &returnReader{file: file, book: f, l: l, kinds: map[int]kind{}}
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		r.from1904 = *p.Date1904
	}
	r.read(&book)
	return book
}

// unreadable knows files that are no workbook of this kind by how they begin.
func unreadable(data []byte) (diag.Diagnostic, bool) {
	const save = `open it and save it as "Excel workbook (.xlsx)"`
	encrypted := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	switch {
	case len(data) == 0:
		return diag.Diagnostic{Message: "the file is empty", Expected: "a workbook (.xlsx)", Fix: "save it again from where it came"}, true
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(data, encrypted):
		return diag.Diagnostic{Message: "the workbook is protected by a password to open it", Expected: "a workbook that opens without a password",
			Fix: "open it with the password and save a copy without one; keep the copy safe"}, true
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return diag.Diagnostic{Message: "the workbook is in the old format .xls", Expected: "a workbook (.xlsx)", Fix: save}, true
	case !bytes.HasPrefix(data, []byte("PK")):
		return diag.Diagnostic{Message: "the file is not a workbook", Expected: "a workbook (.xlsx)", Fix: save + "; renaming is not enough"}, true
	case bytes.Contains(data[:min(len(data), 120)], []byte("application/vnd.oasis.opendocument")):
		return diag.Diagnostic{Message: "the workbook is in the format .ods", Expected: "a workbook (.xlsx)", Fix: save}, true
	}
	return diag.Diagnostic{}, false
}

func broken(file, why string) diag.Diagnostic {
	d := diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the workbook cannot be read: " + why, Expected: "a whole workbook (.xlsx)",
		Fix: "open it in a spreadsheet program, save it again, or ask for a new copy"}
	if strings.Contains(why, "unzip size") {
		d.Message = "the workbook holds far more than a return"
		d.Expected = fmt.Sprintf("at most %d MB when unpacked", mostUnpacked>>20)
		d.Fix = "make a return for fewer areas, or take out sheets and pictures that do not belong to it"
	}
	return d
}

// returnReader reads one workbook.
type returnReader struct {
	file     string
	book     *excelize.File
	l        *diag.List
	kinds    map[int]kind // of cell styles
	from1904 bool         // the workbook counts days from 1904
	cells    int
	sheets   []*filledSheet
	known    known
}

func (r *returnReader) tell(sheet string, row, column int, d diag.Diagnostic) {
	d.Pos = diag.Pos{File: r.file, Sheet: sheet, Line: row, Column: column}
	r.l.Add(d)
}

func (r *returnReader) read(book *ReturnBook) {
	names := r.book.GetSheetList()
	rows := map[string][][]string{}
	for _, name := range names {
		all, ok := r.rows(name)
		if !ok {
			return
		}
		rows[name] = all
	}
	listed := listedSheets(rows[listsName])
	for _, name := range names {
		switch s := r.find(name, rows[name]); {
		case s != nil:
			r.sheets = append(r.sheets, s)
			book.Sheets = append(book.Sheets, s.original)
		case slices.Contains(listed, name):
			book.Sheets = append(book.Sheets, name)
			r.tell(name, returnHead, 0, diag.Diagnostic{Message: "the headings of the sheet are not there", Expected: "a row with " + quotedTitles(neededColumns),
				Fix: "write them again, or copy the figures into a new template"})
		case name != startName && name != meaningsName && name != listsName && len(rows[name]) > 0:
			r.tell(name, 0, 0, diag.Diagnostic{Severity: diag.Info, Message: "the sheet does not belong to the return and is left out"})
		}
	}
	for _, name := range listed {
		if !slices.Contains(book.Sheets, name) {
			book.Missing = append(book.Missing, name)
		}
	}
	if len(book.Sheets) == 0 {
		r.tell("", 0, 0, diag.Diagnostic{Message: "no sheet of the workbook is part of a return", Expected: "a sheet with the headings " + quotedTitles(neededColumns),
			Fix: "sendpack template writes the workbook to fill in"})
		return
	}
	r.names()
	for _, s := range r.sheets {
		book.Rows = append(book.Rows, r.filled(s)...)
	}
}

// rows are all cells of a sheet as stored; what is no table has none.
func (r *returnReader) rows(name string) ([][]string, bool) {
	it, err := r.book.Rows(name)
	if err != nil {
		return nil, true // a sheet that is a chart
	}
	defer it.Close()
	var out [][]string
	for it.Next() {
		cells, err := it.Columns()
		if err == nil {
			err = it.Error()
		}
		if err != nil {
			r.l.Add(broken(r.file, fmt.Sprintf("sheet %q: %v", name, err)))
			return nil, false
		}
		if r.cells += len(cells) + 1; r.cells > mostCells {
			r.l.Add(broken(r.file, "unzip size"))
			return nil, false
		}
		out = append(out, cells)
	}
	for len(out) > 0 && strings.TrimSpace(strings.Join(out[len(out)-1], "")) == "" {
		out = out[:len(out)-1]
	}
	return out, true
}

// listedSheets are the sheets of figures by the names that they were given.
func listedSheets(lists [][]string) []string {
	if len(lists) == 0 || len(lists[0]) == 0 || lists[0][0] != sheetsHeading {
		return nil
	}
	var out []string
	for _, row := range lists[1:] {
		if len(row) > 0 && row[0] != "" {
			out = append(out, row[0])
		}
	}
	return out
}
