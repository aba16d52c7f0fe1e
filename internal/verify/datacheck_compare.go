package verify

import (
	"strconv"
	"strings"
	"unicode"
)

// bookColumn says which column of results.csv a column of the book repeats.
type bookColumn struct {
	title, column string
	words         bool // a result's code, written with spaces
}

var bookColumns = []bookColumn{
	{"Area", "area_name", false}, {"Area code", "area_code", false}, {"Level", "area_level", false}, {"Breakdown", "breakdown", false},
	{"Period", "period", false}, {"Period type", "period_type", false}, {"Value", "value", false}, {"Shown as", "display", false},
	{"Symbol", "symbol", false}, {"Numerator", "numerator", false}, {"Denominator", "denominator", false},
	{"Lower 95%", "lower95", false}, {"Upper 95%", "upper95", false}, {"Change", "change", false}, {"Change result", "change_result", true},
	{"Trend", "trend", true}, {"Similar areas value", "sn_value", false}, {"Similar areas with data", "sn_n", false},
	{"Similar areas result", "sn_result", true}, {"Region", "region_value", false}, {"Region result", "region_result", true},
	{"England", "england_value", false}, {"England result", "england_result", true}, {"Rank", "rank", false}, {"Rank of", "rank_of", false},
	{"Band", "band", false}, {"Target", "target", false}, {"Rating", "rag", true},
	{"Control chart mean", "spc_mean", false}, {"Control chart lower", "spc_lower", false}, {"Control chart upper", "spc_upper", false},
	{"Control chart flags", "spc_flags", true}, {"Control chart variation", "spc_variation", true}, {"Control chart assurance", "spc_assurance", true},
	{"Funnel plot", "funnel_result", true}, {"Status", "status", false}, {"Notes", "notes", false},
}

// CheckBook compares every figure of the book with results.csv, both ways:
// what the book says must be in the file, and no row of the file may be
// missing from the book.
func CheckBook(book Book, results Results) []Problem {
	p := &dataProblems{file: bookFile}
	c := &bookCheck{problems: p, results: results, seen: map[int]bool{}}
	sheets := map[string]BookSheet{}
	for _, s := range book.Sheets {
		sheets[s.Name] = s
	}
	for _, listed := range bookContents(sheets["Contents"]) {
		s, ok := sheets[listed.sheet]
		if !ok {
			p.add("sheet Contents", "there is no sheet %q", listed.sheet)
			continue
		}
		c.sheet(s, listed.indicator)
	}
	for i, row := range results.Rows {
		if !c.seen[i] {
			p.add("", "lacks %s line %d (%s)", resultsFile, row.Line, strings.ReplaceAll(row.id(), "\x1f", ", "))
		}
	}
	return p.list
}

type listing struct{ sheet, indicator string }

// bookContents reads which sheet holds which indicator; one without a figure has
// no sheet and says so instead of a name.
func bookContents(s BookSheet) []listing {
	var out []listing
	head := -1
	for i, row := range s.Rows {
		switch {
		case head < 0 && cellText(row, 0) == "Sheet":
			head = i
		case head >= 0 && cellText(row, 0) != "no figures in this edition":
			out = append(out, listing{cellText(row, 0), cellText(row, columnTitled(s.Rows[head], "Indicator"))})
		}
	}
	return out
}

func cellText(row []BookCell, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return row[i].Text
}

func columnTitled(head []BookCell, title string) int {
	for i, c := range head {
		if c.Text == title {
			return i
		}
	}
	return -1
}

type bookCheck struct {
	problems *dataProblems
	results  Results
	seen     map[int]bool
}

// sheet compares one indicator's table, which starts below its header.
func (c *bookCheck) sheet(s BookSheet, indicator string) {
	head := -1
	var columns []int
	for i, row := range s.Rows {
		if head < 0 {
			if columnTitled(row, "Area code") >= 0 && columnTitled(row, "Period") >= 0 {
				head, columns = i, c.columns(s.Name, row)
			}
			continue
		}
		c.row(s.Name, i+1, indicator, row, columns)
	}
	if head < 0 {
		c.problems.add("sheet "+s.Name, "has no table")
	}
}

// columns is where each of bookColumns stands, -1 for one that is missing.
func (c *bookCheck) columns(name string, head []BookCell) []int {
	out := make([]int, len(bookColumns))
	for i, b := range bookColumns {
		if out[i] = columnTitled(head, b.title); out[i] < 0 {
			c.problems.add("sheet "+name, "has no column %q", b.title)
		}
	}
	return out
}

func (c *bookCheck) row(name string, line int, indicator string, row []BookCell, columns []int) {
	place := "sheet " + name + ", row " + strconv.Itoa(line)
	text := map[string]string{}
	for i, b := range bookColumns {
		switch b.column {
		case "area_code", "breakdown", "period":
			text[b.column] = cellText(row, columns[i])
		}
	}
	at, ok := c.results.byID[rowID(text["area_code"], indicator, text["breakdown"], text["period"])]
	if !ok {
		c.problems.add(place, "%s has no such row: %s, %s, %s, %s", resultsFile, text["area_code"], indicator, text["breakdown"], text["period"])
		return
	}
	if c.seen[at] {
		c.problems.add(place, "repeats a row")
	}
	c.seen[at] = true
	for i, b := range bookColumns {
		if columns[i] < 0 {
			continue
		}
		var cell BookCell
		if columns[i] < len(row) {
			cell = row[columns[i]]
		}
		if want, same := bookMatches(cell, b, c.results.Rows[at]); !same {
			c.problems.add(place, "%s is %q, %s has %q", b.title, cell.Text, resultsFile, want)
		}
	}
}

// bookMatches compares a cell with the file. A number must be stored as one; where
// the file has none, the book may have a symbol in its place.
func bookMatches(cell BookCell, b bookColumn, r ResultRow) (want string, same bool) {
	want = r.Text(b.column)
	if resultColumns[columnAt[b.column]].kind == textCell {
		if b.words {
			want = strings.ReplaceAll(want, "-", " ")
		}
		return want, !cell.Number && bookText(cell.Text) == bookText(want)
	}
	if v := r.Number(b.column); v.Known {
		n, err := strconv.ParseFloat(cell.Text, 64)
		return want, cell.Number && err == nil && n == v.Number
	}
	if b.column == "value" {
		return r.Text("symbol"), !cell.Number && cell.Text == r.Text("symbol")
	}
	return want, !cell.Number && (cell.Text == "" || isSymbolCode(cell.Text))
}

func isSymbolCode(s string) bool {
	for _, code := range symbolCodes {
		if s == code {
			return true
		}
	}
	return false
}

// bookText evens out what the two formats do with control characters.
func bookText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
}
