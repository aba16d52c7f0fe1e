package xlsx

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// figureColumns are those that make a row one to read.
var figureColumns = []string{colNumerator, colDenom, colValue}

// words of the fixed rows lead to ids, for the rows that a person names.
type known struct {
	ids    map[string]string // title to indicator
	groups map[string]string // indicator and words of a group to its key
	areas  map[string]string // name to code
	only   string            // the one area of the return, "" for several
}

// names learns from all fixed rows of the workbook what titles, groups and
// areas stand for.
func (r *returnReader) names() {
	r.known = known{ids: map[string]string{}, groups: map[string]string{}, areas: map[string]string{}}
	codes := map[string]bool{}
	for _, s := range r.sheets {
		for row := s.head + 1; row <= len(s.rows); row++ {
			id, area := s.text(row, colIndicator), s.text(row, colArea)
			if id == "" {
				continue
			}
			r.known.ids[plain(s.text(row, colTitle))] = id
			if key := s.text(row, colBreakdown); key != "" {
				r.known.groups[id+"\x00"+plain(s.text(row, colGroup))] = key
			}
			if area != "" {
				codes[area] = true
				r.known.only = area
				r.known.areas[plain(s.text(row, colAreaName))] = area
			}
		}
	}
	if len(codes) > 1 {
		r.known.only = ""
	}
}

// filled are the rows of a sheet that hold a figure.
func (r *returnReader) filled(s *filledSheet) []dataset.ReturnRow {
	if !s.complete() {
		return nil
	}
	var out []dataset.ReturnRow
	for row := s.head + 1; row <= len(s.rows); row++ {
		if r.cells++; !r.figure(s, row) {
			continue
		}
		if line, ok := r.row(s, row); ok {
			out = append(out, line)
		}
	}
	return out
}

// figure reports whether a row holds one, a formula included that has no
// result yet. Other words in a row without one are told.
func (r *returnReader) figure(s *filledSheet, row int) bool {
	for _, id := range figureColumns {
		if s.text(row, id) != "" {
			return true
		}
		if r.unsaved(s, row, id) {
			return true
		}
	}
	for _, id := range []string{colNote, colWording, colInvited} {
		if s.text(row, id) != "" {
			r.tell(s.name, row, s.at[id], diag.Diagnostic{Severity: diag.Warning, Message: "the row has words and no figure, so nothing of it is read",
				Expected: "a figure, or a symbol such as x that says why there is none", Fix: "write the figure or x, or empty the cell"})
			return false
		}
	}
	return false
}

// row is one row as the columns of a return; ok is false when it cannot be
// said what figure it holds.
func (r *returnReader) row(s *filledSheet, row int) (dataset.ReturnRow, bool) {
	ids := dataset.ReturnColumns()
	line := dataset.ReturnRow{Sheet: s.name, Line: row, Cells: make([]string, len(ids)), Columns: make([]int, len(ids))}
	good := true
	fixed, ok := r.which(s, row)
	if !ok {
		return line, false
	}
	for i, id := range ids {
		line.Columns[i] = s.at[id]
		var text string
		ok := true
		switch id {
		case colIndicator, colArea, colBreakdown:
			text = fixed[id]
		case colNumerator, colDenom, colInvited:
			text, ok = r.number(s, row, id, false)
		case colValue:
			text, ok = r.number(s, row, id, true)
		case colPeriod:
			text = r.period(s, row)
		default:
			text = s.text(row, id)
		}
		line.Cells[i], good = text, good && ok
	}
	return line, good
}

// which says what figure a row holds: by its ids, or, in a row that a person
// names, by the words of the fixed rows. A row of groups that names none must
// not pass for the headline.
func (r *returnReader) which(s *filledSheet, row int) (map[string]string, bool) {
	out := map[string]string{colIndicator: s.text(row, colIndicator), colArea: s.text(row, colArea), colBreakdown: s.text(row, colBreakdown)}
	if s.at[colTitle] == 0 {
		return out, true
	}
	if title := s.text(row, colTitle); out[colIndicator] == "" && title != "" {
		out[colIndicator] = r.known.ids[plain(title)]
	}
	if out[colIndicator] == "" {
		r.tellUnknown(s, row, colTitle, "indicator")
		return out, false
	}
	ok := true
	if s.at[colGroup] > 0 && out[colBreakdown] == "" {
		if out[colBreakdown] = r.known.groups[out[colIndicator]+"\x00"+plain(s.text(row, colGroup))]; out[colBreakdown] == "" {
			r.tellUnknown(s, row, colGroup, "group")
			ok = false
		}
	}
	if out[colArea] == "" {
		if area := s.text(row, colAreaName); area != "" {
			out[colArea] = r.known.areas[plain(area)]
		} else {
			out[colArea] = r.known.only
		}
		if out[colArea] == "" {
			r.tellUnknown(s, row, colAreaName, "area")
			ok = false
		}
	}
	return out, ok
}

func (r *returnReader) tellUnknown(s *filledSheet, row int, id, what string) {
	d := diag.Diagnostic{Message: fmt.Sprintf("the %s %q is not known", what, s.text(row, id)), Expected: "the words of one of the rows above", Fix: "choose it from the list of the cell"}
	if s.text(row, id) == "" {
		d.Message = "the row does not say which " + what + " it is for"
	}
	r.tell(s.name, row, s.at[id], d)
}
