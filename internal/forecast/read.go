package forecast

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// File is a tidy file as read from a disk. What it holds follows from its
// name: stock, joiners, ceased, population or flows.
type File struct {
	Name  string
	Bytes []byte
}

// kinds are the tidy files with the columns that each must have.
var kinds = []struct {
	name    string
	columns []string
}{
	{"stock", []string{"area", "stock-year", "setting", "count"}},
	{"joiners", []string{"area", "stock-year", "setting", "count"}},
	{"ceased", []string{"area", "stock-year", "count"}},
	{"population", []string{"area", "calendar-year", "academic-year", "population"}},
	{"flows", []string{"area", "stock-year"}},
}

// KindOf is the kind of a tidy file, from the beginning of its name; "" when
// it is none.
func KindOf(file string) string {
	base := strings.ToLower(path.Base(strings.ReplaceAll(file, `\`, "/")))
	for _, k := range kinds {
		if strings.HasPrefix(base, k.name) {
			return k.name
		}
	}
	return ""
}

// The years that a file may name, and the largest count believed: England has
// well below a million plans and below twenty million people aged 0 to 24.
const (
	firstYear = 1990
	lastYear  = 2100
	mostCount = 1e8
)

// Read makes a panel of tidy files: one of stock, and where there are others,
// of joiners, ceased plans and population. All problems of all files go to l;
// with an error among them the panel is of no use.
func Read(files []File, l *diag.List) *Panel {
	r := reader{l: l, panel: NewPanelBuilder(), seen: map[string]diag.Pos{}}
	stock := 0
	for _, f := range files {
		kind := KindOf(f.Name)
		if kind == "stock" {
			stock++
		}
		r.file(kind, f)
	}
	if stock == 0 && len(files) > 0 {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: files[0].Name}, Message: "no file of plans is among those named",
			Expected: "a file whose name begins with stock, joiners, ceased or population, and at least one of stock", Fix: "name stock.csv too"})
	}
	return r.panel.Panel()
}

type reader struct {
	l     *diag.List
	panel *PanelBuilder
	seen  map[string]diag.Pos
}

// cells finds the columns of a kind in one file.
type cells struct {
	*csvfile.Reader
	at map[string]int
}

func (c cells) text(column string) string {
	n, ok := c.at[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(c.Fields()[n])
}

func (c cells) pos(column string) diag.Pos { return c.Pos(c.at[column]) }

func (r *reader) file(kind string, f File) {
	if kind == "" {
		r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: f.Name}, Message: "what this file holds cannot be told from its name",
			Expected: "a name that begins with stock, joiners, ceased, population or flows", Fix: "rename the file"})
		return
	}
	if kind == "flows" {
		r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: f.Name}, Severity: diag.Info, Message: "moves between settings are not used by this method; the file is left out"})
		return
	}
	data := csvfile.Decode(f.Name, f.Bytes, r.l)
	if data == nil {
		return
	}
	in := csvfile.NewReader(f.Name, data, r.l)
	header, ok := in.Header()
	if !ok {
		return
	}
	c := cells{Reader: in, at: map[string]int{}}
	if !r.columns(kind, f.Name, header, c.at) {
		return
	}
	for in.Next() {
		r.row(kind, c)
	}
}

// columns finds what a kind needs in a header, by exact names in any order.
func (r *reader) columns(kind, file string, header []string, at map[string]int) bool {
	var want []string
	for _, k := range kinds {
		if k.name == kind {
			want = k.columns
		}
	}
	ok := true
	for n, h := range header {
		h = strings.TrimSpace(h)
		if !slices.Contains(want, h) {
			r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1}, Severity: diag.Info, Message: fmt.Sprintf("column %q is not used", h)})
			continue
		}
		if _, twice := at[h]; twice {
			ok = false
			r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1}, Message: fmt.Sprintf("column %q stands twice in the header", h), Expected: "each column once", Fix: "remove or rename one of the two"})
		}
		at[h] = n
	}
	for _, w := range want {
		if _, there := at[w]; !there {
			ok = false
			fix := fmt.Sprintf("add a column %q", w)
			if near := diag.Nearest(w, header); near != "" && !slices.Contains(want, near) {
				fix = fmt.Sprintf("if %q is the same column, rename it to %q", near, w)
			}
			r.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1}, Message: fmt.Sprintf("column %q is missing", w), Expected: "the columns " + strings.Join(want, ", "), Fix: fix})
		}
	}
	return ok
}

func (r *reader) row(kind string, c cells) {
	area := c.text("area")
	if area == "" {
		r.l.Add(diag.Diagnostic{Pos: c.pos("area"), Message: "the row names no area", Expected: "the code of an authority"})
		return
	}
	if above(area) {
		return
	}
	yearColumn, countColumn := "stock-year", "count"
	if kind == "population" {
		yearColumn, countColumn = "calendar-year", "population"
	}
	year, ok := r.year(c, yearColumn)
	count, okCount := r.count(c, countColumn)
	key, okKey := r.key(kind, c)
	if !ok || !okCount || !okKey || !r.once(kind, area, year, key, c.pos("area")) {
		return
	}
	s := r.panel.series(area)
	if kind == "population" {
		s.people(year, key, count)
		return
	}
	*place(s.set(year), kind, key) = count
}

// above reports whether a code is of a country or a region, whose rows would
// count the same plans again.
func above(area string) bool {
	return strings.EqualFold(area, "England") || (len(area) == 9 && (strings.HasPrefix(area, "E92") || strings.HasPrefix(area, "E12") || strings.HasPrefix(area, "E13")))
}

// place is the count of an observation that a row gives.
func place(o *Observation, kind, key string) *Count {
	g, isGroup := groupOf(key)
	switch {
	case kind == "ceased":
		return &o.Ceased
	case kind == "joiners" && isGroup:
		return &o.NewBySetting[g]
	case kind == "joiners":
		return &o.Joiners
	case isGroup:
		return &o.Settings[g]
	}
	return &o.Plans
}

func (r *reader) year(c cells, column string) (int, bool) {
	text := c.text(column)
	year, err := strconv.Atoi(text)
	if err == nil && year >= firstYear && year <= lastYear {
		return year, true
	}
	d := diag.Diagnostic{Pos: c.pos(column), Message: fmt.Sprintf("%s %q is not a year", column, text), Expected: fmt.Sprintf("a year from %d to %d, such as 2025 for January 2025", firstYear, lastYear)}
	if len(text) == 6 && err == nil {
		d.Fix = fmt.Sprintf("a school year such as 202425 is stock year %s", "20"+text[4:])
	}
	r.l.Add(d)
	return 0, false
}

// missing are the symbols for a figure that is not there; none of them is 0.
var missing = []string{"", "x", "z", "c", "u", "w", "low", ":", "..", "-", "NA", "n/a"}

func (r *reader) count(c cells, column string) (Count, bool) {
	text := c.text(column)
	if slices.Contains(missing, text) {
		return Count{}, true
	}
	n, err := strconv.ParseFloat(text, 64)
	whole := err == nil && n == math.Trunc(n)
	if err == nil && n >= 0 && n <= mostCount && (whole || column == "population") {
		return CountOf(n), true
	}
	want := "a whole number of 0 or more, or one of x, z, c, u, w for none"
	if column == "population" {
		want = "a number of 0 or more"
	}
	d := diag.Diagnostic{Pos: c.pos(column), Message: fmt.Sprintf("%s %q is not a number of plans", column, text), Expected: want}
	if column == "population" {
		d.Message = fmt.Sprintf("%s %q is not a number of people", column, text)
	}
	if strings.Contains(text, ",") {
		d.Fix = "write it without the comma"
	}
	r.l.Add(d)
	return Count{}, false
}

// key is the setting of a row, or the academic year of a row of population.
func (r *reader) key(kind string, c cells) (string, bool) {
	if kind == "population" {
		ncy, err := strconv.Atoi(c.text("academic-year"))
		if err != nil || ncy < -10 || ncy > 100 {
			r.l.Add(diag.Diagnostic{Pos: c.pos("academic-year"), Message: fmt.Sprintf("academic-year %q is not a year group", c.text("academic-year")), Expected: "a whole number: 0 for reception, negative before it"})
			return "", false
		}
		return strconv.Itoa(ncy), true
	}
	if kind == "ceased" {
		return Total, true
	}
	key := c.text("setting")
	if _, ok := groupOf(key); ok || key == Total {
		return key, true
	}
	known := append([]string{Total}, groupKeys[:]...)
	d := diag.Diagnostic{Pos: c.pos("setting"), Message: fmt.Sprintf("setting %q is not known", key), Expected: "one of " + strings.Join(known, ", ")}
	if near := diag.Nearest(key, known); near != "" {
		d.Fix = fmt.Sprintf("did you mean %q?", near)
	}
	r.l.Add(d)
	return "", false
}

// once refuses a second row for the same thing.
func (r *reader) once(kind, area string, year int, key string, pos diag.Pos) bool {
	id := fmt.Sprint(kind, "\x00", area, "\x00", year, "\x00", key)
	if first, twice := r.seen[id]; twice {
		r.l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("area %q has a second row for %d, %s", area, year, key), Expected: "one row for each area, year and setting",
			Fix: "remove one of the two", See: []diag.Related{{Pos: first, Why: "the first"}}})
		return false
	}
	r.seen[id] = pos
	return true
}

// people adds residents of a year group. The estimate of the middle of a year
// goes with the January after it, when those of age a are in year group a-4.
func (s *Series) people(year int, ncy string, count Count) {
	n, err := strconv.Atoi(ncy)
	if err != nil || n < -4 || n > 20 || !count.Known {
		return
	}
	if s.People == nil {
		s.People = map[int]float64{}
	}
	s.People[year] += count.N
}
