package dataset

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// Load reads the files of an ees or tidy source, local returns included, into
// one table. Every problem of every file goes to l, and rows with a problem
// are left out; a caller that finds errors in l must not use the table. The
// error is of the world: a file that cannot be opened, or ctx cancelled.
// Diagnostics name the files as given.
func Load(ctx context.Context, fsys fs.FS, spec Spec, files []string, reg *Register, l *diag.List) (*Table, error) {
	ld := newLoader(spec, reg, l)
	if err := ld.files(ctx, fsys, files); err != nil {
		return nil, err
	}
	return ld.finish(), nil
}

// files reads each CSV file in turn.
func (ld *loader) files(ctx context.Context, fsys fs.FS, files []string) error {
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := readDecoded(fsys, file, ld.l)
		if err != nil {
			return err
		}
		if data != nil {
			ld.file(ctx, file, data)
		}
	}
	return ctx.Err()
}

// readDecoded is the decoded text of a file; nil when l says why there is
// none. A file that does not exist is told as a diagnostic, since a path in a
// project is input.
func readDecoded(fsys fs.FS, file string, l *diag.List) ([]byte, error) {
	info, err := fs.Stat(fsys, file)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file does not exist",
			Fix: "put the published file there, or mend the path"})
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", file, err)
	case info.IsDir() || info.Size() > csvfile.MaxBytes:
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "this is a folder or holds more than 2 GiB", Expected: "a CSV file"})
		return nil, nil
	}
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return csvfile.Decode(file, raw, l), nil
}

// loader fills one table from the files of a source.
type loader struct {
	spec    Spec
	reg     *Register
	l       *diag.List
	t       *Table
	marks   map[string]mark
	dims    []*dimensionColumn
	nums    []*measureColumn
	keyDims int // the first so many dimensions identify an observation
	where   []*whereColumn
	periods *periodCache
	areas   *areaCache
	seen    map[uint64]int32
	known   []string // headers that the mapping names
}

// newLoader prepares the columns that the mapping names, in the order of their
// names, so that a table never depends on map order.
func newLoader(spec Spec, reg *Register, l *diag.List) *loader {
	ld := &loader{spec: spec, reg: reg, l: l, t: &Table{Source: spec.Source}, seen: map[uint64]int32{}}
	var unknown []string
	ld.marks, unknown = sourceMarks(spec.Symbols)
	slices.Sort(unknown)
	for _, u := range unknown {
		l.Add(diag.Diagnostic{Pos: spec.Pos, Message: fmt.Sprintf("unknown meaning %q of the mark %q", spec.Symbols[u], u),
			Expected: "one of c, z, x, low, u, w, absent, 0"})
	}
	for _, name := range sortedKeys(spec.Dimensions) {
		ld.addDimension(name, spec.Dimensions[name])
	}
	for _, name := range sortedKeys(spec.Measures) {
		ld.addMeasure(name, spec.Measures[name])
	}
	ld.addWide()
	if spec.Returns {
		ld.addReturns()
	}
	ld.keyDims = len(ld.dims)
	if spec.Returns {
		ld.keyDims -= remarks
	}
	for _, name := range sortedKeys(spec.Where) {
		ld.where = append(ld.where, newWhereColumn(name, spec.Where[name]))
	}
	ld.periods = newPeriodCache(spec.Period)
	ld.areas = newAreaCache(reg, spec.Area)
	return ld
}

func (ld *loader) addDimension(name string, c ColumnSpec) {
	ld.dims = append(ld.dims, newDimensionColumn(name, c))
	ld.known = append(ld.known, c.Column)
}

func (ld *loader) addMeasure(name string, c ColumnSpec) {
	ld.nums = append(ld.nums, &measureColumn{spec: c, out: Measure{Name: name}, reader: newCellReader(name, c, ld.marks)})
	ld.known = append(ld.known, c.Column)
}

// file reads one file's rows; its name goes to the table first.
func (ld *loader) file(ctx context.Context, file string, data []byte) {
	if !ld.begin(file, "") {
		return
	}
	r := csvfile.NewReader(file, data, ld.l)
	header, ok := ld.header(r)
	if !ok {
		return
	}
	p := ld.plan(newColumns(diag.Pos{File: file, Line: r.Line()}, header, ld.l))
	if p == nil {
		return
	}
	rows, told, before := 0, ld.l.Len(), ld.t.Len()
	for r.Next() {
		if rows++; rows%4096 == 0 && ctx.Err() != nil {
			return
		}
		if ld.spec.Format != FormatReturn || !ld.unfilled(r) {
			ld.record(r, p)
		}
	}
	switch {
	case ld.l.Len() > told || ld.t.Len() > before:
	case rows == 0:
		ld.tellNoRows(file)
	case ld.spec.Format == FormatReturn:
		ld.tellUnfilled(file, "file")
	default:
		ld.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Severity: diag.Warning, Message: "no row of the file is kept",
			Expected: "rows that the mapping's where, levels and area.skip let through", Fix: "compare the labels in the file with those in the mapping"})
	}
}

func (ld *loader) tellNoRows(file string) {
	ld.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file has a header and no rows",
		Expected: "rows of data below the header", Fix: "fetch the file again; a filter may have removed every row"})
}

// header skips title rows and joins the rows of a header that has several: the
// upper row is filled to the right, as a merged cell shows in CSV.
func (ld *loader) header(r *csvfile.Reader) ([]string, bool) {
	r.Skip(ld.spec.SkipRows)
	header, ok := r.Header()
	for n := 1; ok && n < ld.spec.HeaderRows; n++ {
		upper := slices.Clone(header)
		for i := range upper {
			if i > 0 && upper[i] == "" {
				upper[i] = upper[i-1]
			}
		}
		if !r.Next() {
			ld.tellNoRows(r.Pos(0).File)
			return nil, false
		}
		for i, lower := range r.Fields() {
			header[i] = strings.TrimSpace(upper[i] + " " + strings.TrimSpace(lower))
		}
	}
	return header, ok
}

// begin enters a file, or a sheet of a workbook, as the place of the rows that
// follow.
func (ld *loader) begin(file, sheet string) bool {
	if len(ld.t.Files) == math.MaxUint16 {
		ld.l.Errorf(diag.Pos{File: file}, "a source has more than %d files", math.MaxUint16)
		return false
	}
	ld.t.Files = append(ld.t.Files, file)
	if sheet != "" && ld.t.Sheets == nil {
		ld.t.Sheets = make([]string, len(ld.t.Files)-1)
	}
	if ld.t.Sheets != nil {
		ld.t.Sheets = append(ld.t.Sheets, sheet)
	}
	return true
}

// finish freezes the table: periods in order, dictionaries in place, and the
// checks that need all rows.
func (ld *loader) finish() *Table {
	ld.addBestFit()
	ld.periods.order(ld.t)
	ld.freeze()
	ld.areas.tellRecoded(ld.l, ld.t.Files)
	ld.tellUnseen()
	warnFarValues(ld.t, ld.reg, ld.l)
	return ld.t
}

// freeze puts the columns into the table.
func (ld *loader) freeze() {
	for _, d := range ld.dims {
		ld.t.Dimensions = append(ld.t.Dimensions, d.out)
	}
	for _, m := range ld.nums {
		ld.t.Measures = append(ld.t.Measures, m.out)
	}
}
