package verify

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

const (
	bookFile = "data/data-book.xlsx"

	mostPartBytes = 512 << 20 // of one part, unpacked
	mostBookCells = 40_000_000
	mostColumns   = 16_384
)

// Book is a workbook as its cells read, without any formatting.
type Book struct{ Sheets []BookSheet }

// BookSheet is one worksheet; Rows[0] is row 1. A cell that is not there is
// the zero BookCell or lies beyond the row's end.
type BookSheet struct {
	Name string
	Rows [][]BookCell
}

// BookCell is a cell's content: Text as stored, Number when it is stored as a
// number and not as text.
type BookCell struct {
	Text   string
	Number bool
}

// ReadBook reads a workbook's cells from the ZIP and the XML themselves, so
// that it shares no code with the library that wrote them. What no data book
// may hold is a problem: formulas, merged cells, hidden sheets, empty rows, and
// links to anything but the web and mail.
func ReadBook(data []byte) (Book, []Problem) {
	p := &dataProblems{file: bookFile}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		p.add("", "is not a ZIP file: %v", err)
		return Book{}, p.list
	}
	r := &bookReader{problems: p, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		if r.parts[f.Name] != nil {
			p.add(f.Name, "stands twice in the file")
		}
		r.parts[f.Name] = f
		r.links(f)
	}
	return r.book(), p.list
}

type bookReader struct {
	problems *dataProblems
	parts    map[string]*zip.File
	cells    int
}

type bookRelations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
		Mode   string `xml:"TargetMode,attr"`
	} `xml:"Relationship"`
}

func (r *bookReader) book() Book {
	var workbook struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels bookRelations
	if !r.decode("xl/workbook.xml", &workbook) || !r.decode("xl/_rels/workbook.xml.rels", &rels) {
		return Book{}
	}
	targets := map[string]string{}
	for _, rel := range rels.List {
		targets[rel.ID] = path.Join("xl", rel.Target)
		if strings.HasPrefix(rel.Target, "/") {
			targets[rel.ID] = strings.TrimPrefix(rel.Target, "/")
		}
	}
	var out Book
	for _, s := range workbook.Sheets {
		if s.State != "" && s.State != "visible" {
			r.problems.add("sheet "+s.Name, "is hidden")
		}
		rows, err := r.sheet(s.Name, targets[s.ID])
		if err != nil {
			r.problems.add("sheet "+s.Name, "cannot be read: %v", err)
		}
		out.Sheets = append(out.Sheets, BookSheet{s.Name, rows})
	}
	return out
}

// unpack opens a part, up to the bound.
func (r *bookReader) unpack(name string) (io.ReadCloser, error) {
	f := r.parts[name]
	if f == nil {
		return nil, fmt.Errorf("there is no part %q", name)
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(in, mostPartBytes), in}, nil
}

func (r *bookReader) decode(name string, into any) bool {
	in, err := r.unpack(name)
	if err == nil {
		defer in.Close()
		err = xml.NewDecoder(in).Decode(into)
	}
	if err != nil {
		r.problems.add(name, "cannot be read: %v", err)
	}
	return err == nil
}

// links checks what a part's relations lead to outside the file.
func (r *bookReader) links(f *zip.File) {
	if !strings.HasSuffix(f.Name, ".rels") {
		return
	}
	var rels bookRelations
	if !r.decode(f.Name, &rels) {
		return
	}
	for _, rel := range rels.List {
		if rel.Mode == "External" && !strings.HasPrefix(rel.Target, "https://") && !strings.HasPrefix(rel.Target, "http://") && !strings.HasPrefix(rel.Target, "mailto:") {
			r.problems.add(f.Name, "%q is not a link to the web or mail", rel.Target)
		}
	}
}

// sheet reads the rows of one worksheet.
func (r *bookReader) sheet(name, part string) ([][]BookCell, error) {
	in, err := r.unpack(part)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	s := &sheetReader{bookReader: r, name: name, xml: xml.NewDecoder(in)}
	for {
		token, err := s.xml.RawToken() // half the time of Token; nesting is checked here instead
		if errors.Is(err, io.EOF) && len(s.open) == 0 {
			return s.rows, nil
		}
		if err == nil {
			err = s.token(token)
		}
		if err != nil {
			return s.rows, err
		}
	}
}

// sheetReader holds what is known while a worksheet goes by.
type sheetReader struct {
	*bookReader
	name   string
	xml    *xml.Decoder
	open   []string // names of the elements that are open
	rows   [][]BookCell
	column int  // of the open cell, from 0
	number bool // the open cell holds a number
	inText bool // inside v or t
	text   []byte
}

func (s *sheetReader) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		s.open = append(s.open, t.Name.Local)
		return s.start(t)
	case xml.CharData:
		if s.inText {
			s.text = append(s.text, t...)
		}
	case xml.EndElement:
		last := len(s.open) - 1
		if last < 0 || s.open[last] != t.Name.Local {
			return fmt.Errorf("</%s> closes what was not opened", t.Name.Local)
		}
		s.open = s.open[:last]
		s.end(t.Name.Local)
	}
	return nil
}

func (s *sheetReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		s.rows = append(s.rows, nil)
		if at := xmlAttribute(e, "r"); at != strconv.Itoa(len(s.rows)) {
			return fmt.Errorf("row %q stands where row %d is expected", at, len(s.rows))
		}
	case "c":
		if s.cells++; s.cells > mostBookCells {
			return fmt.Errorf("more than %d cells", mostBookCells)
		}
		s.text, s.number = s.text[:0], xmlAttribute(e, "t") == "" || xmlAttribute(e, "t") == "n"
		s.column = columnOf(xmlAttribute(e, "r"))
		if len(s.rows) == 0 || s.column < 0 {
			return fmt.Errorf("cell %q has no place", xmlAttribute(e, "r"))
		}
	case "v", "t":
		s.inText = true
	case "f":
		s.problems.add(s.place(), "holds a formula")
	case "mergeCell":
		s.problems.add("sheet "+s.name, "merges the cells %s", xmlAttribute(e, "ref"))
	}
	return nil
}

func (s *sheetReader) end(name string) {
	switch name {
	case "v", "t":
		s.inText = false
	case "row":
		if len(s.rows) > 0 && len(s.rows[len(s.rows)-1]) == 0 {
			s.problems.add(s.place(), "is an empty row")
		}
	case "c":
		last := len(s.rows) - 1
		for len(s.rows[last]) <= s.column {
			s.rows[last] = append(s.rows[last], BookCell{})
		}
		s.rows[last][s.column] = BookCell{Text: uncoded(string(s.text)), Number: s.number && len(s.text) > 0}
	}
}

func (s *sheetReader) place() string { return fmt.Sprintf("sheet %s, row %d", s.name, len(s.rows)) }

func xmlAttribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// columnOf is the column of a cell reference, A being 0; -1 if it is none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n < mostColumns; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	if n > mostColumns {
		return -1
	}
	return n - 1
}

// codedCharacter is the format's own notation for a character in a text.
var codedCharacter = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func uncoded(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return codedCharacter.ReplaceAllStringFunc(s, func(code string) string {
		n, _ := strconv.ParseUint(code[2:6], 16, 16) // the pattern lets only hexadecimal digits through
		return string(rune(n))
	})
}
