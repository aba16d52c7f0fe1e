package csvfile

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"

	"github.com/gocarina/gocsv"
)

// Write writes rows with a header taken from the `csv` tags: UTF-8, LF line
// ends, quoted as RFC 4180 asks. Text that a spreadsheet would run as a
// formula gets an apostrophe before it; columns of numbers, and columns of
// named types that format themselves, are left as they are, so "-2.5" stays a
// number there. A string field tagged `kind:"number"` is also left alone.
func Write[T any](w io.Writer, rows []T) error {
	strict()
	out := &safeWriter{w: csv.NewWriter(w), text: textColumns[T]()}
	if err := gocsv.MarshalCSV(rows, out); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	return nil
}

// textColumns says of each column, in the order of the tags, whether it holds
// plain text.
func textColumns[T any]() []bool {
	var out []bool
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if tagName(f) == "" {
			continue
		}
		out = append(out, f.Type.Kind() == reflect.String && f.Tag.Get("kind") != "number")
	}
	return out
}

// safeWriter is gocsv's writer with Neutral applied to text columns.
type safeWriter struct {
	w      *csv.Writer
	text   []bool
	header bool
}

// Write writes one record; the first is the header.
func (s *safeWriter) Write(record []string) error {
	if s.header {
		for i := range record {
			if s.text[i] {
				record[i] = Neutral(record[i])
			}
		}
	}
	s.header = true
	return s.w.Write(record)
}

// Flush and Error pass to the writer below.
func (s *safeWriter) Flush() { s.w.Flush() }

// Error is the first error of the writer below.
func (s *safeWriter) Error() error { return s.w.Error() }

// Neutral is text that no spreadsheet takes for a formula: an apostrophe is
// put before a first character of = + - @, tab or carriage return.
func Neutral(text string) string {
	if text == "" {
		return text
	}
	switch text[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return "'" + text
	}
	return text
}
