package verify

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/quantity"
)

const (
	resultsFile = "data/results.csv"
	// mostProblems bounds what is told of one file: a renderer that is wrong is
	// wrong on every line.
	mostProblems = 100
)

// Results is results.csv as read back. The zero value holds no rows.
type Results struct {
	Rows []ResultRow
	byID map[string]int
}

// ResultRow is one line of results.csv, the first data line being line 2.
type ResultRow struct {
	Line  int
	cells []string
}

// Text is a cell by column name, without the apostrophe that keeps
// spreadsheets from running it; "" for an unknown column.
func (r ResultRow) Text(column string) string {
	i, ok := columnAt[column]
	if !ok {
		return ""
	}
	if c := r.cells[i]; len(c) > 1 && c[0] == '\'' && resultColumns[i].kind == textCell && startsFormula(c[1:]) {
		return c[1:]
	}
	return r.cells[i]
}

// Number is a cell of a number column; absent when it is empty or no number.
func (r ResultRow) Number(column string) quantity.Value {
	i, ok := columnAt[column]
	if !ok || r.cells[i] == "" {
		return quantity.Value{}
	}
	n, err := strconv.ParseFloat(r.cells[i], 64)
	if err != nil {
		return quantity.Value{}
	}
	return quantity.Of(n)
}

// id is what no two rows share.
func (r ResultRow) id() string {
	return rowID(r.Text("area_code"), r.Text("indicator"), r.Text("breakdown"), r.Text("period"))
}

func rowID(area, indicator, breakdown, period string) string {
	return area + "\x1f" + indicator + "\x1f" + breakdown + "\x1f" + period
}

// Find is the row of an area, indicator, breakdown and period.
func (r Results) Find(area, indicator, breakdown, period string) (ResultRow, bool) {
	i, ok := r.byID[rowID(area, indicator, breakdown, period)]
	if !ok {
		return ResultRow{}, false
	}
	return r.Rows[i], true
}

// Where keeps the rows that a page is about, so that its numbers are looked for
// among those alone.
func (r Results) Where(keep func(ResultRow) bool) Results {
	out := Results{byID: map[string]int{}}
	for _, row := range r.Rows {
		if keep(row) {
			out.byID[row.id()] = len(out.Rows)
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

// ReadResults reads results.csv as the contract has it and nothing looser:
// bytes, header, numbers, words, symbols, keys. Rows that can be split are
// returned even when something in them is wrong.
func ReadResults(data []byte) (Results, []Problem) {
	p := &dataProblems{file: resultsFile}
	p.bytes(data)
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil {
		p.add("line 1", "there is no header: %v", err)
		return Results{}, p.list
	}
	if want := columnNames(); !slices.Equal(header, want) {
		p.add("line 1", "the columns are %s, want %s", strings.Join(header, ","), strings.Join(want, ","))
		return Results{}, p.list
	}
	out := Results{byID: map[string]int{}}
	for {
		cells, err := in.Read()
		if cells == nil {
			if err != nil && err.Error() != "EOF" {
				p.add("", "cannot be read on: %v", err)
			}
			return out, p.list
		}
		line, _ := in.FieldPos(0)
		if err != nil || len(cells) != len(resultColumns) {
			p.add(cellPlace(line, ""), "%d cells, want %d", len(cells), len(resultColumns))
			continue
		}
		row := ResultRow{line, cells}
		p.row(row)
		if first, twice := out.byID[row.id()]; twice {
			p.add(cellPlace(line, ""), "the same area, indicator, breakdown and period as line %d", out.Rows[first].Line)
		}
		out.byID[row.id()] = len(out.Rows)
		out.Rows = append(out.Rows, row)
	}
}

// dataProblems collects what is wrong with one file, up to a bound.
type dataProblems struct {
	file string
	list []Problem
}

func (p *dataProblems) add(where, format string, args ...any) {
	switch {
	case len(p.list) < mostProblems:
		p.list = append(p.list, Problem{p.file, where, fmt.Sprintf(format, args...)})
	case len(p.list) == mostProblems:
		p.list = append(p.list, Problem{p.file, "", "there are more problems, which are not listed"})
	}
}

func cellPlace(line int, column string) string {
	if column == "" {
		return "line " + strconv.Itoa(line)
	}
	return "line " + strconv.Itoa(line) + ", column " + column
}

// bytes checks what a CSV reader forgives.
func (p *dataProblems) bytes(data []byte) {
	switch {
	case !utf8.Valid(data):
		p.add("", "is not UTF-8")
	case bytes.HasPrefix(data, []byte("\uFEFF")):
		p.add("line 1", "starts with a byte order mark")
	case bytes.ContainsRune(data, '\r'):
		p.add("", "has a carriage return; lines end with LF alone")
	case len(data) > 0 && data[len(data)-1] != '\n':
		p.add("", "does not end with a line end")
	}
}

func startsFormula(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	return s != "" && strings.ContainsRune("=+-@", rune(s[0]))
}
