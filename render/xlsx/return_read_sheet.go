package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// filledSheet is a sheet of figures that came back.
type filledSheet struct {
	name     string
	original string // as it was made
	head     int    // row of the headings, from 1
	at       map[string]int
	rows     [][]string
}

// deepest is the last row in which headings are looked for.
const deepest = 40

// likely is how many known headings make a row the row of headings.
const likely = 7

// find reads the headings of a sheet; nil when it has none of a return. Those
// that are changed, missing or there twice are told.
func (r *returnReader) find(name string, rows [][]string) *filledSheet {
	for i := range rows[:min(len(rows), deepest)] {
		known := 0
		for _, title := range rows[i] {
			if _, ok := columnByTitle(title); ok {
				known++
			}
		}
		table := tableHeadings(rows[i])
		if known < likely && table == nil {
			continue
		}
		s := &filledSheet{name: name, original: name, head: i + 1, rows: rows, at: table}
		if table == nil {
			s.original = originalName(name, rows)
			s.at = r.headings(s)
		}
		return s
	}
	return nil
}

// originalName is what the title in the first cell says, so that a sheet that
// was renamed is not taken for missing.
func originalName(name string, rows [][]string) string {
	if len(rows[0]) > 0 {
		if before, _, ok := strings.Cut(rows[0][0], ": "); ok {
			return before
		}
	}
	return name
}

// tableHeadings knows the return's CSV that was saved as a workbook; nil when
// the row has not all of its fixed headings.
func tableHeadings(row []string) map[string]int {
	at := map[string]int{}
	for i, title := range row {
		if id := plain(title); at[id] == 0 && slices.Contains(dataset.ReturnColumns(), id) {
			at[id] = i + 1
		}
	}
	for _, id := range dataset.ReturnsHeader() {
		if at[id] == 0 {
			return nil
		}
	}
	return at
}

// headings finds the columns of a sheet.
func (r *returnReader) headings(s *filledSheet) map[string]int {
	at := map[string]int{}
	var unknown []int
	for i, title := range s.rows[s.head-1] {
		id, ok := columnByTitle(title)
		switch {
		case strings.TrimSpace(title) == "":
		case !ok:
			unknown = append(unknown, i+1)
		case at[id] > 0:
			r.tell(s.name, s.head, i+1, diag.Diagnostic{Message: fmt.Sprintf("the heading %q stands twice", title), Expected: "each heading once",
				Fix: "remove the column that was added"})
		default:
			at[id] = i + 1
		}
	}
	r.unknown(s, unknown, r.missing(s, at, unknown))
	return at
}

// missing tells needed headings that are not there, each at the unknown heading
// that it was probably changed to. It returns those.
func (r *returnReader) missing(s *filledSheet, at map[string]int, unknown []int) (changed []int) {
	for _, c := range returnColumns {
		if at[c.id] > 0 || !slices.Contains(neededColumns, c.id) {
			continue
		}
		d := diag.Diagnostic{Message: fmt.Sprintf("the column %q is missing", c.title), Expected: fmt.Sprintf("the heading %q in this row", c.title),
			Fix: "write the heading above its column again, or copy the figures into a new template"}
		column := 0
		for _, n := range unknown {
			if title := s.rows[s.head-1][n-1]; diag.Nearest(title, []string{c.title}) != "" && !slices.Contains(changed, n) {
				column, changed = n, append(changed, n)
				d.Message, d.Fix = fmt.Sprintf("the heading %q is not known", title), fmt.Sprintf("write %q again", c.title)
				break
			}
		}
		r.tell(s.name, s.head, column, d)
	}
	return changed
}

// unknown tells columns that somebody added.
func (r *returnReader) unknown(s *filledSheet, columns, changed []int) {
	for _, n := range columns {
		if !slices.Contains(changed, n) {
			r.tell(s.name, s.head, n, diag.Diagnostic{Severity: diag.Info,
				Message: fmt.Sprintf("the column %q does not belong to the return and is left out", s.rows[s.head-1][n-1])})
		}
	}
}

func quotedTitles(ids []string) string {
	var out []string
	for _, c := range returnColumns {
		if slices.Contains(ids, c.id) {
			out = append(out, fmt.Sprintf("%q", c.title))
		}
	}
	return strings.Join(out, ", ")
}

// complete reports whether every needed column was found; rows of a sheet that
// lacks one are not read, since the missing one is an error already.
func (s *filledSheet) complete() bool {
	if s.at[colTitle] == 0 && s.at[colIndicator] > 0 { // the table form has no titles
		return true
	}
	for _, id := range neededColumns {
		if s.at[id] == 0 {
			return false
		}
	}
	return true
}

// text is the trimmed text of a cell, "" where there is none.
func (s *filledSheet) text(row int, id string) string {
	n := s.at[id]
	if n == 0 || n > len(s.rows[row-1]) {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(s.rows[row-1][n-1], "\u00a0", " "))
}
