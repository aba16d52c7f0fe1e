package transition

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// File is an input with the name that messages give it. Without Raw it was not
// given.
type File struct {
	Name string
	Raw  []byte
}

func (f File) given() bool { return f.Raw != nil }

func (f File) pos() diag.Pos { return diag.Pos{File: f.Name} }

// sheet walks over one CSV file by column name. bad is set when a cell of the
// current row was told as wrong.
type sheet struct {
	*csvfile.Reader
	file File
	at   map[string]int
	l    *diag.List
	bad  bool
}

// openSheet reads the header. A missing column ends the reading of this file;
// a column that nobody asked for is noted and passed over.
func openSheet(f File, required, optional []string, l *diag.List) *sheet {
	data := csvfile.Decode(f.Name, f.Raw, l)
	if data == nil {
		return nil
	}
	s := &sheet{Reader: csvfile.NewReader(f.Name, data, l), file: f, at: map[string]int{}, l: l}
	header, ok := s.Header()
	if !ok || !s.place(header, required, optional) {
		return nil
	}
	return s
}

// place finds the columns and tells what is missing, doubled or not read.
func (s *sheet) place(header, required, optional []string) bool {
	ok := true
	known := append(slices.Clone(required), optional...)
	line := diag.Pos{File: s.file.Name, Line: s.Line()}
	for i, h := range header {
		_, twice := s.at[h]
		switch {
		case !slices.Contains(known, h):
			s.l.Add(diag.Diagnostic{Pos: s.Pos(i), Severity: diag.Info, Message: "column " + strconv.Quote(h) + " is not read",
				Expected: "the columns " + strings.Join(known, ", ")})
		case twice:
			ok = false
			s.l.Add(diag.Diagnostic{Pos: s.Pos(i), Message: "column " + strconv.Quote(h) + " stands twice in the header",
				Expected: "each column once", Fix: "remove or rename one of the two"})
		default:
			s.at[h] = i
		}
	}
	for _, name := range required {
		if _, found := s.at[name]; !found {
			ok = false
			s.l.Add(diag.Diagnostic{Pos: line, Message: "column " + strconv.Quote(name) + " is missing",
				Expected: "the columns " + strings.Join(required, ", "), Fix: nearName(name, header)})
		}
	}
	return ok
}

// nearName words how to mend a missing column: perhaps it is there in another
// spelling.
func nearName(name string, header []string) string {
	for _, h := range header {
		if strings.EqualFold(strings.NewReplacer("_", "-", " ", "-").Replace(h), name) {
			return "rename " + strconv.Quote(h) + " to " + strconv.Quote(name)
		}
	}
	return "add a column " + strconv.Quote(name)
}

// next moves to the next row and forgets the mistakes of the last.
func (s *sheet) next() bool {
	s.bad = false
	return s.Next()
}

// text is a cell without blanks around it; "" when the file has no such
// column.
func (s *sheet) text(column string) string {
	i, ok := s.at[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(s.Fields()[i])
}

// cell is the place of a cell of the current row.
func (s *sheet) cell(column string) diag.Pos {
	i, ok := s.at[column]
	if !ok {
		return diag.Pos{File: s.file.Name, Line: s.Line()}
	}
	return s.Pos(i)
}

func (s *sheet) tell(column, message, expected, fix string) {
	s.bad = true
	s.l.Add(diag.Diagnostic{Pos: s.cell(column), Message: message, Expected: expected, Fix: fix})
}

// whole is a whole number within bounds.
func (s *sheet) whole(column string, low, high int) int {
	text := s.text(column)
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		s.tell(column, column+" "+strconv.Quote(text)+" is not a whole number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high),
			"a whole number", "")
		return low
	}
	return n
}

// wholeOr is a whole number, or the default where the cell is blank.
func (s *sheet) wholeOr(column string, low, high, blank int) int {
	if s.text(column) == "" {
		return blank
	}
	return s.whole(column, low, high)
}

// number is a finite number from 0 to high.
func (s *sheet) number(column string, high float64) float64 {
	text := s.text(column)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || v < 0 || v > high {
		s.tell(column, column+" "+strconv.Quote(text)+" is not a number from 0 to "+strconv.FormatFloat(high, 'f', -1, 64),
			"digits with at most one decimal point", "")
		return 0
	}
	return v
}

// code is a need or setting.
func (s *sheet) code(column string) string {
	text := s.text(column)
	if !isCode(text) {
		s.tell(column, column+" "+strconv.Quote(text)+" is not a code", "letters, digits and underscores, without blanks or hyphens",
			"write the same code in all files")
	}
	return text
}

// codes is a list of codes in one cell.
func (s *sheet) codes(column, separator string) []string {
	list := splitCodes(s.text(column), separator)
	for _, c := range list {
		if !isCode(c) {
			s.tell(column, column+" holds "+strconv.Quote(c)+", which is not a code", "letters, digits and underscores, without blanks or hyphens",
				"write the same code in all files")
		}
	}
	return list
}

// of says whether the row belongs to the area: its cell is blank, or holds the
// area, or the file has no such column.
func (s *sheet) of(area string) bool {
	a := s.text("area")
	return a == "" || area == "" || a == area
}
