package csvfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// Reader walks over the records of decoded CSV text. Records that are blank
// throughout are passed over (spreadsheets leave rows of commas behind);
// records that are broken or have another number of cells than the header are
// told and passed over, so that one run finds every problem.
type Reader struct {
	file   string
	csv    *csv.Reader
	l      *diag.List
	fields []string
	width  int
	on     bool // a record is current
}

// NewReader reads text that Decode returned. The slice that Fields returns is
// used again for each record.
func NewReader(file string, data []byte, l *diag.List) *Reader {
	c := csv.NewReader(bytes.NewReader(data))
	c.ReuseRecord = true
	c.FieldsPerRecord = -1
	return &Reader{file: file, csv: c, l: l}
}

// Header reads the next record and makes its width the rule for those that
// follow. It tells an empty file and a separator that is no comma, and then ok
// is false. Cells are trimmed.
func (r *Reader) Header() (header []string, ok bool) {
	r.width = 0
	if !r.Next() {
		r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: r.file}, Message: "the file is empty",
			Expected: "a header row and rows of data", Fix: "save the file again from where it came"})
		return nil, false
	}
	header = make([]string, len(r.fields))
	for i, h := range r.fields {
		header[i] = strings.TrimSpace(h)
	}
	if r.wrongSeparator(header) {
		return nil, false
	}
	r.width = len(header)
	return header, true
}

// wrongSeparator tells a file separated by semicolons, tabs or bars: they show
// as a single cell holding several of them.
func (r *Reader) wrongSeparator(header []string) bool {
	if len(header) != 1 {
		return false
	}
	for _, s := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "upright bars"}} {
		if strings.Count(header[0], s.mark) == 0 {
			continue
		}
		r.l.Add(diag.Diagnostic{Pos: r.Pos(0), Message: "the columns are separated by " + s.name,
			Expected: "commas between columns",
			Fix:      `save the file as "CSV UTF-8 (comma delimited)"; a computer set to another language may write ` + s.name})
		return true
	}
	return false
}

// Skip passes over n records as they are, blank ones included in the count
// only when they hold separators.
func (r *Reader) Skip(n int) {
	for range n {
		r.on = false
		if _, err := r.csv.Read(); errors.Is(err, io.EOF) {
			return
		}
	}
}

// Next moves to the next good record and reports whether there is one.
func (r *Reader) Next() bool {
	for {
		fields, err := r.csv.Read()
		r.on = err == nil
		if errors.Is(err, io.EOF) {
			return false
		}
		if err != nil {
			if !r.tellBroken(err) {
				return false
			}
			continue
		}
		if allBlank(fields) {
			continue
		}
		if r.fields = fields; r.width == 0 || len(fields) == r.width {
			return true
		}
		r.tellRagged()
	}
}

// tellBroken words a parse error; false means that reading cannot go on.
func (r *Reader) tellBroken(err error) bool {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		r.l.Errorf(diag.Pos{File: r.file}, "cannot be read: %v", err)
		return false
	}
	d := diag.Diagnostic{Pos: diag.Pos{File: r.file, Line: p.Line, Column: p.Column}}
	switch {
	case errors.Is(p.Err, csv.ErrBareQuote):
		d.Message = "a quotation mark stands inside a cell that is not quoted"
		d.Expected = `cells with quotation marks written as "so ""quoted"" text"`
		d.Fix = "remove the mark, or quote the whole cell and double the mark"
	case p.StartLine != p.Line:
		d.Pos = diag.Pos{File: r.file, Line: p.StartLine}
		d.Message = "a quoted cell that begins on this line is not closed properly"
		d.Expected = "a closing quotation mark before the next comma"
		d.Fix = "look for a lone quotation mark on this line or soon after"
	default:
		d.Message = "a quoted cell is not closed properly"
		d.Expected = "a comma or the line's end after the closing quotation mark"
		d.Fix = "remove the stray quotation mark, or double it"
	}
	r.l.Add(d)
	return true
}

// tellRagged words a record that has too few or too many cells.
func (r *Reader) tellRagged() {
	n := len(r.fields)
	d := diag.Diagnostic{Pos: r.Pos(0),
		Message:  "the row has " + plural(n, "cell") + " and the header " + strconv.Itoa(r.width),
		Expected: plural(r.width, "cell") + " in every row"}
	if n > r.width {
		d.Pos = r.Pos(r.width)
		d.Fix = "look for a comma inside a cell (1,234 or a name): such a cell needs quotation marks"
	} else {
		d.Fix = "add the missing commas, or look for a line break inside a cell"
	}
	r.l.Add(d)
}

// Fields is the current record; valid until Next is called again.
func (r *Reader) Fields() []string { return r.fields }

// Line is the line on which the current record begins; 0 when there is none.
func (r *Reader) Line() int { return r.Pos(0).Line }

// Column is where cell i of the current record begins, counted in bytes
// from 1.
func (r *Reader) Column(i int) int { return r.Pos(i).Column }

// Pos is the place of cell i of the current record, or the file alone when
// there is no such cell. A cell after a quoted line break has a later line than
// its record.
func (r *Reader) Pos(i int) diag.Pos {
	if !r.on || i < 0 || i >= len(r.fields) {
		return diag.Pos{File: r.file} // FieldPos would panic
	}
	line, column := r.csv.FieldPos(i)
	return diag.Pos{File: r.file, Line: line, Column: column}
}

func allBlank(fields []string) bool {
	for _, f := range fields {
		if strings.TrimSpace(f) != "" {
			return false
		}
	}
	return true
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
