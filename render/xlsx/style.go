package xlsx

import (
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// One sans-serif font at reading size everywhere, as the guidance asks.
const (
	font     = "Arial"
	fontSize = 12
)

// styles are the workbook's cell styles. Number styles are made as they are
// met, in document order, so their ids are the same in every run.
type styles struct {
	file                             *excelize.File
	title, text, wrapped, head, link int
	numbers                          map[string]int
}

func newStyles(f *excelize.File) (*styles, error) {
	s := &styles{file: f, numbers: map[string]int{}}
	if err := f.SetDefaultFont(font); err != nil {
		return nil, err
	}
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	// Format 49 is text: a cell that is edited and left again does not become a formula.
	for _, want := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: font, Size: 16, Bold: true}, NumFmt: 49}},
		{&s.text, excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize}, NumFmt: 49, Alignment: top}},
		{&s.wrapped, excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize}, NumFmt: 49, Alignment: wrap}},
		{&s.head, excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize, Bold: true}, NumFmt: 49, Alignment: wrap,
			Border: []excelize.Border{{Type: "bottom", Color: "000000", Style: 2}}}},
		{&s.link, excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize, Color: "0B57A4", Underline: "single"}, NumFmt: 49, Alignment: top}},
	} {
		id, err := f.NewStyle(&want.style)
		if err != nil {
			return nil, err
		}
		*want.id = id
	}
	return s, nil
}

// number is the style of a number format.
func (s *styles) number(format string) (int, error) {
	if id, ok := s.numbers[format]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(&excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize}, CustomNumFmt: &format,
		Alignment: &excelize.Alignment{Vertical: "top"}})
	if err == nil {
		s.numbers[format] = id
	}
	return id, err
}

// look is how one record's numbers are set.
type look struct{ value, change, count, exact, text int }

// look prints values with the decimals that pages print them with.
func (s *styles) look(r *document.Record) (look, error) {
	plain := format(r.Unit, decimals(r))
	l := look{text: s.text}
	for _, want := range []struct {
		id     *int
		format string
	}{
		{&l.value, plain}, {&l.change, "+" + plain + ";-" + plain + ";" + plain}, {&l.count, "#,##0"}, {&l.exact, "#,##0.0##"},
	} {
		id, err := s.number(want.format)
		if err != nil {
			return l, err
		}
		*want.id = id
	}
	return l, nil
}

// format is Excel's number format. The unit stands in its own column, as the
// guidance asks, except for the pound sign, which people expect at the number.
func format(u quantity.Unit, decimals int) string {
	f := "#,##0"
	if decimals > 0 {
		f += "." + strings.Repeat("0", decimals)
	}
	if u == quantity.Pounds {
		return `"£"` + f
	}
	return f
}

// decimals is how many a record's display text has, since a definition may
// differ from its unit; money is shown to the pound although large sums print
// as millions.
func decimals(r *document.Record) int {
	if !r.Value.Known || r.Display == "" || r.Unit == quantity.Pounds {
		return r.Unit.Decimals()
	}
	_, after, _ := strings.Cut(r.Display, ".")
	n := 0
	for n < len(after) && n < 15 && after[n] >= '0' && after[n] <= '9' {
		n++
	}
	return n
}

// whole reports whether a count is one: published averages can be fractions.
func whole(n float64) bool { return n == math.Trunc(n) }
