package main

import (
	"fmt"
	"strings"
)

// table is a CSV file in the making. Publishers differ in byte order mark,
// line ends and quoting; the flags repeat what the real file of the same
// layout does.
type table struct {
	path      string
	header    []string
	rows      [][]string
	bom, crlf bool
	quoteText bool // quote every cell that is not a number, as R does
	bare      bool // rows hold the header too
	problems  []error
}

// record is one row by column name; a column without an entry is empty.
type record map[string]string

// add appends a row. A name that is no column is a mistake in the generator.
func (t *table) add(r record) {
	row := make([]string, len(t.header))
	found := 0
	for i, name := range t.header {
		if cell, ok := r[name]; ok {
			row[i] = cell
			found++
		}
	}
	if found != len(r) {
		t.problems = append(t.problems, fmt.Errorf("%s: a row of %d cells names %d columns", t.path, len(r), found))
	}
	t.rows = append(t.rows, row)
}

// encode is the file's bytes.
func (t *table) encode() []byte {
	var b strings.Builder
	if t.bom {
		b.WriteString("\ufeff")
	}
	if !t.bare {
		t.writeRow(&b, t.header)
	}
	for _, row := range t.rows {
		t.writeRow(&b, row)
	}
	return []byte(b.String())
}

func (t *table) writeRow(b *strings.Builder, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if t.needsQuotes(cell) {
			b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		} else {
			b.WriteString(cell)
		}
	}
	if t.crlf {
		b.WriteByte('\r')
	}
	b.WriteByte('\n')
}

func (t *table) needsQuotes(cell string) bool {
	if strings.ContainsAny(cell, ",\"\r\n") {
		return true
	}
	return t.quoteText && strings.Trim(cell, "-.0123456789") != ""
}
