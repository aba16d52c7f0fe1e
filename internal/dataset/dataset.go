// Package dataset reads published and local CSV files into typed observations
// that remember their file and line. It is the load stage: it knows formats
// (ees, lait, tidy, neighbours), symbols, areas and periods, and nothing of
// indicators. It refuses whatever it cannot read with certainty, and says
// where, what was expected and how to mend it.
package dataset

import (
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Source is the line of a file that a figure came from. File is the path as
// the project gives it, with forward slashes; Line counts from 1. In a
// workbook, Sheet is the sheet's name and Line the row.
type Source struct {
	File  string
	Line  int
	Sheet string
}

// Pos is the place for a diagnostic; column counts from 1, 0 blames the line.
func (s Source) Pos(column int) diag.Pos {
	return diag.Pos{File: s.File, Sheet: s.Sheet, Line: s.Line, Column: column}
}

// Status is how final a figure is; the zero value is final.
type Status uint8

const (
	Final Status = iota
	Provisional
	Revised
)

// String is the word in results.csv.
func (s Status) String() string { return [...]string{"final", "provisional", "revised"}[s] }

// AreaID is an index into the Register that loaded a table.
type AreaID int32

// PeriodID is an index into Table.Periods.
type PeriodID int32

// Dimension is a dictionary-coded text column: Values[Codes[row]] is the
// row's label, already replaced by its code where the mapping declares one.
type Dimension struct {
	Name   string
	Values []string
	Codes  []uint32
}

// At is the label of a row.
func (d *Dimension) At(row int) string { return d.Values[d.Codes[row]] }

// Measure is a column of numbers. Symbols is parallel to Numbers; a row with
// quantity.NoSymbol and Known false is absent.
type Measure struct {
	Name    string
	Numbers []float64
	Symbols []quantity.Symbol
	Known   []bool
	Column  []uint16 // where each number begins in its line, from 1; 0 or missing when unknown
	Decimal []uint8  // decimals written in the file, for tests of "last published digit"; 255 when unknown
}

// At is the value of a row.
func (m *Measure) At(row int) quantity.Value {
	return quantity.Value{Number: m.Numbers[row], Known: m.Known[row], Symbol: m.Symbols[row]}
}

// ColumnAt is where the row's number begins in its line, 0 when unknown.
func (m *Measure) ColumnAt(row int) int {
	if row >= len(m.Column) {
		return 0
	}
	return int(m.Column[row])
}

// Table is all observations of one source: columns of equal length. Rows keep
// the order of the files. Dimension and measure names are the mapping's own.
type Table struct {
	Source     string // source id
	Files      []string
	Sheets     []string // parallel to Files, "" for a file that is no workbook; nil where none is
	Areas      []AreaID
	Periods    []Period   // the distinct periods, in order of start then label
	PeriodOf   []PeriodID // per row
	FileOf     []uint16
	LineOf     []int32
	StatusOf   []Status
	Dimensions []Dimension
	Measures   []Measure
}

// Len is the number of rows.
func (t *Table) Len() int { return len(t.LineOf) }

// Dimension finds a column by name, nil when there is none.
func (t *Table) Dimension(name string) *Dimension {
	for i := range t.Dimensions {
		if t.Dimensions[i].Name == name {
			return &t.Dimensions[i]
		}
	}
	return nil
}

// Measure finds a column by name, nil when there is none.
func (t *Table) Measure(name string) *Measure {
	for i := range t.Measures {
		if t.Measures[i].Name == name {
			return &t.Measures[i]
		}
	}
	return nil
}

// SourceOf is where a row was read.
func (t *Table) SourceOf(row int) Source {
	s := Source{File: t.Files[t.FileOf[row]], Line: int(t.LineOf[row])}
	if t.Sheets != nil {
		s.Sheet = t.Sheets[t.FileOf[row]]
	}
	return s
}

// PosOf is where a row was read, for a diagnostic; see Source.Pos.
func (t *Table) PosOf(row, column int) diag.Pos { return t.SourceOf(row).Pos(column) }

// DictionaryRow is one measure of a LAIT data dictionary, as needed to make an
// indicator from it. Key is compared after trimming; Topics holds all topics
// of a key that is listed more than once.
type DictionaryRow struct {
	Key, Title, Description string
	Topics                  []string
	Polarity                string // high, low, none
	Decimals                int
	PeriodType              string
	Band                    bool // false where the dictionary says No_Quartile = N
	Owner, Updated, Next    string
	Line                    int
}

// Neighbour is one neighbour of an area, nearest first.
type Neighbour struct {
	Area      AreaID
	Closeness string // "Very close", trimmed, first letter upper case only; "" when not given
}

// NeighbourSet is a versioned set: ID such as "sn-2025". An area without an
// entry has no neighbours in the set.
type NeighbourSet struct {
	ID    string
	Title string
	Of    map[AreaID][]Neighbour
	Files []string
}
