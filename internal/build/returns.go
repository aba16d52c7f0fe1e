package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/render/xlsx"
)

// largestBook is the largest workbook that is looked into.
const largestBook = 64 << 20

// loadReturns reads returns that came back: CSV files and workbooks, in the
// order of their names, into one table.
func loadReturns(ctx context.Context, data fs.FS, spec dataset.Spec, files []string, reg *dataset.Register, l *diag.List) (*dataset.Table, error) {
	var tables []string
	var books []xlsx.ReturnBook
	for _, file := range files {
		switch strings.ToLower(path.Ext(file)) {
		case ".csv", ".gz":
			tables = append(tables, file)
		case ".xlsx", ".xlsm", ".xls", ".ods":
			raw, err := readBook(data, file, l)
			if err != nil {
				return nil, err
			}
			if raw != nil {
				books = append(books, xlsx.ReadReturn(file, raw, l))
			}
		default:
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Severity: diag.Warning, Message: "the file is neither a workbook nor CSV and is left out",
				Expected: "a return that was filled in (.xlsx or .csv)", Fix: "take it out of the folder, or name the files more closely under file:"})
		}
	}
	tellMissing(books, l)
	read := make([]dataset.Workbook, len(books))
	for n := range books {
		read[n] = books[n].Workbook
	}
	if len(tables)+len(read) == 0 {
		return nil, nil
	}
	return dataset.LoadReturns(ctx, data, spec, tables, read, reg, l)
}

// readBook is the bytes of a workbook; nil when l says why there are none.
func readBook(data fs.FS, file string, l *diag.List) ([]byte, error) {
	info, err := fs.Stat(data, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil // it went away since the folder was listed
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", file, err)
	case info.IsDir():
		return nil, nil
	case info.Size() > largestBook:
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the workbook is far larger than a return", Expected: fmt.Sprintf("at most %d MB", largestBook>>20),
			Fix: "take out sheets and pictures that do not belong to it"})
		return nil, nil
	}
	raw, err := fs.ReadFile(data, file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if raw == nil {
		raw = []byte{}
	}
	return raw, nil
}

// tellMissing tells sheets that a workbook should have and that no workbook
// of the source brought: teams may each send back their own sheet.
func tellMissing(books []xlsx.ReturnBook, l *diag.List) {
	var found []string
	for _, b := range books {
		found = append(found, b.Sheets...)
	}
	told := map[string]bool{}
	for _, b := range books {
		for _, name := range b.Missing {
			if told[name] || slices.Contains(found, name) {
				continue
			}
			told[name] = true
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: b.File, Sheet: name}, Severity: diag.Warning, Message: "the sheet is missing, so none of its figures are read",
				Expected: "the sheet in this workbook or in another of the same return", Fix: "put it back, or ask the team that fills it in for its workbook"})
		}
	}
}

// inReturns keeps the files of a return among those in its folder: not folders,
// and not the locks that spreadsheet programs leave beside an open workbook.
func inReturns(data fs.FS, files []string) []string {
	return slices.DeleteFunc(files, func(file string) bool {
		name := path.Base(file)
		info, err := fs.Stat(data, file)
		return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || err == nil && info.IsDir()
	})
}
