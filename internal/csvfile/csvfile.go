// Package csvfile reads small CSV files of a fixed shape into structs, writes
// exports, and turns the bytes of any CSV file into clean UTF-8. It wraps gocsv
// and encoding/csv so that nobody else meets their lenience: the header is
// checked first, every record knows its line, and a cell that a spreadsheet
// would run as a formula is made harmless on the way out. Large files with
// varying columns are not its business (package dataset streams those), but
// they share its decoding and its reader. It refuses to guess: bytes that are
// neither UTF-8 nor clearly Windows-1252 are an error with a position.
package csvfile

import (
	"encoding/csv"
	"errors"
	"reflect"
	"strconv"
	"sync"

	"github.com/gocarina/gocsv"
	"github.com/sendpack/sendpack/internal/diag"
)

// Row is one record with the line that it began on, counted from 1.
type Row[T any] struct {
	Value   T
	Line    int
	columns map[string]int
}

// Column is where the cell of a named column begins on its line, counted from
// 1; 0 for a column that the file does not have.
func (r Row[T]) Column(name string) int { return r.columns[name] }

// strict sets gocsv's switches, which are global and lenient by default.
var strict = sync.OnceFunc(func() {
	gocsv.FailIfUnmatchedStructTags = true
	gocsv.FailIfDoubleHeaderNames = true
})

// Read decodes a small file whose header must hold exactly the `csv` tags of
// T, in any order. Lines that begin with # are comments. All problems go to l;
// rows with a problem are left out, and after a wrong header there are none.
func Read[T any](file string, raw []byte, l *diag.List) []Row[T] {
	strict()
	data := Decode(file, raw, l)
	if data == nil {
		return nil
	}
	r := NewReader(file, data, l)
	r.csv.Comment = '#'
	header, ok := r.Header()
	if !ok || !CheckHeader(diag.Pos{File: file, Line: r.Line()}, header, Tags[T](), l) {
		return nil
	}
	rec := &recorder{header: header, reader: r}
	told := l.Len()
	for r.Next() {
		rec.keep()
	}
	if len(rec.rows) == 0 && l.Len() == told {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file has a header and no rows",
			Fix: "add the rows, or take the file out of the project"})
	}
	return decodeRows[T](file, rec, l)
}

// decodeRows lets gocsv fill the structs, one record at a time so that a cell
// that does not fit is told with its own place.
func decodeRows[T any](file string, rec *recorder, l *diag.List) []Row[T] {
	kinds := columnKinds[T](rec.header)
	out := make([]Row[T], 0, len(rec.rows))
	for i, row := range rec.rows {
		if !fits(file, rec, i, kinds, l) {
			continue
		}
		var values []T
		if err := gocsv.UnmarshalDecoder(oneRecord{rec.header, row}, &values); err != nil {
			pos := diag.Pos{File: file, Line: rec.lines[i]}
			var cell *csv.ParseError
			if errors.As(err, &cell) && cell.Column > 0 && cell.Column <= len(row) {
				pos.Column, err = rec.columns[i][cell.Column-1], cell.Err
			}
			l.Errorf(pos, "the row cannot be read: %v", err)
			continue
		}
		columns := make(map[string]int, len(rec.header))
		for c, name := range rec.header {
			if c < len(rec.columns[i]) {
				columns[name] = rec.columns[i][c]
			}
		}
		out = append(out, Row[T]{Value: values[0], Line: rec.lines[i], columns: columns})
	}
	return out
}

// fits refuses what gocsv would pass in silence: a blank or "3.0" in a field
// of whole numbers becomes 0 or 3 there.
func fits(file string, rec *recorder, i int, kinds []reflect.Kind, l *diag.List) bool {
	ok := true
	for c, text := range rec.rows[i] {
		want := ""
		switch kinds[c] {
		case reflect.Int, reflect.Int64, reflect.Int32:
			if _, err := strconv.ParseInt(text, 10, 64); err != nil {
				want = "a whole number"
			}
		case reflect.Float64, reflect.Float32:
			if _, err := strconv.ParseFloat(text, 64); err != nil {
				want = "a number"
			}
		}
		if want != "" {
			ok = false
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: file, Line: rec.lines[i], Column: rec.columns[i][c]},
				Message: rec.header[c] + " " + strconv.Quote(text) + " is not " + want, Expected: want})
		}
	}
	return ok
}

// oneRecord is gocsv's decoder over a header and one record.
type oneRecord struct{ header, row []string }

// GetCSVRows is what gocsv asks a decoder for.
func (o oneRecord) GetCSVRows() ([][]string, error) { return [][]string{o.header, o.row}, nil }

// recorder remembers where each cell stood, because gocsv counts records and
// is wrong after a quoted line break.
type recorder struct {
	header  []string
	reader  *Reader
	rows    [][]string
	lines   []int
	columns [][]int
}

// keep copies the reader's current record.
func (r *recorder) keep() {
	fields := append([]string(nil), r.reader.Fields()...)
	columns := make([]int, len(fields))
	for i := range fields {
		columns[i] = r.reader.Column(i)
	}
	r.rows = append(r.rows, fields)
	r.lines = append(r.lines, r.reader.Line())
	r.columns = append(r.columns, columns)
}
