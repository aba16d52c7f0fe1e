// Package returns is the form of a local return: which indicators local areas
// fill in, in which sheet, for which area, period and group, and what was
// returned last time. It is pure data made from the definitions and the last
// returns; the back-ends write it as CSV and as a workbook. It reads no file
// and judges no figure: that is the loader's business when the form comes back.
package returns

import (
	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Source is the id of the source that returned figures become, and so what a
// definition reads if local areas fill it in.
const Source = "local-returns"

// Form is a whole return. Sheets without anything to fill in are left out.
type Form struct {
	Title       string // of the project: Wexmoor SEND data
	Partnership string
	Contact     string // whom to ask and send it to; may be empty
	AsOf        string // YYYY-MM-DD: the only date of the form
	Areas       []Area
	Sheets      []Sheet
	Periods     []PeriodList
}

// Area is an area that the return is for.
type Area struct{ Code, Name string }

// Sheet is what one agency fills in.
type Sheet struct {
	Agency, Title string
	Figures       []Figure
}

// Figure is one indicator of the return: what it means, which cells it has and
// its rows. Rows come area by area, the headline before its groups.
type Figure struct {
	ID, Title, Technical   string // Title is unlike that of any other figure of the form
	Question, Unit, Note   string
	Numerator, Denominator string // what they count, in words; "" where not said
	Value                  string
	PeriodType, Frequency  string
	Breakdowns             []string // headings with their groups: "By need: Autism, …"
	Caveats                []string
	Audiences              string // who sees it, in words
	Wording                string // of a survey
	Survey                 bool
	Cells                  Cells
	Rule                   Rule
	Rows                   []Row
}

// Cells says which cells of a row are filled in. The others are of no use to
// the indicator and stay empty.
type Cells struct{ Numerator, Denominator, Value bool }

// Rule is what can be checked while typing. The zero value checks only that
// numbers are numbers.
type Rule struct {
	Whole     bool // numerator, denominator and a value that is a count are whole numbers
	Part      bool // the numerator is part of the denominator and cannot be larger
	Percent   bool // the value is a percentage
	Signed    bool // the value may be below 0
	ValueOnly bool // the value stands alone and is a count
}

// Row is one row to fill in. Breakdown is the key of results.csv ("need=ASD"),
// "" for the headline; Group and Label are its words: "By need" and "Autism".
type Row struct {
	Area      Area
	Period    string // the next expected one; "" where nobody can know it
	Breakdown string
	Group     string
	Label     string
	Last      Last
}

// Headline reports whether the row is the indicator's own figure.
func (r Row) Headline() bool { return r.Breakdown == "" }

// Last is what was returned for the row before. The zero value is nothing.
type Last struct {
	Period                        string
	Numerator, Denominator, Value quantity.Value
}

// PeriodList offers periods of one type, newest first; survey waves are the
// names that were returned.
type PeriodList struct {
	Type   string
	Labels []string
}

// Rows counts the rows of a form.
func (f *Form) Rows() int {
	n := 0
	for _, s := range f.Sheets {
		for _, g := range s.Figures {
			n += len(g.Rows)
		}
	}
	return n
}

// filledLocally reports whether a local area enters any part of a definition.
// Reserved ones have no figures yet.
func filledLocally(d *indicators.Definition) bool {
	return d.CDC.Status != "reserved" && cells(d) != Cells{}
}

// operands are the parts of a definition that a return can hold.
func operands(d *indicators.Definition) []*indicators.Operand {
	return []*indicators.Operand{d.Numerator, d.Denominator, d.Value, d.Lower, d.Upper, d.SD, d.Minus}
}

// columns are the columns of the return that an operand reads.
func columns(op *indicators.Operand) []string {
	if op == nil || op.Source != Source {
		return nil
	}
	if op.Column != "" {
		return []string{op.Column}
	}
	return op.Formula.Names()
}

// cells are the cells that a definition reads from a return.
func cells(d *indicators.Definition) Cells {
	var c Cells
	for _, op := range operands(d) {
		for _, name := range columns(op) {
			c.Numerator = c.Numerator || name == "numerator"
			c.Denominator = c.Denominator || name == "denominator"
			c.Value = c.Value || name == "value"
		}
	}
	return c
}

// texts are what each cell counts, in the definition's words. A count that is
// returned as value has its words on the numerator.
func texts(d *indicators.Definition) (numerator, denominator, value string) {
	at := map[string]*string{"numerator": &numerator, "denominator": &denominator, "value": &value}
	for _, op := range operands(d) {
		for _, name := range columns(op) {
			if to := at[name]; to != nil && *to == "" {
				*to = op.Text
			}
		}
	}
	return numerator, denominator, value
}

// rule is what can be checked of a definition's figures while typing. A sum of
// days or of scores is divided by a number of people without being part of it.
func rule(d *indicators.Definition, c Cells) Rule {
	r := Rule{Percent: d.Unit == quantity.Percent, Signed: d.Measure == "index" || d.Unit == quantity.Points || d.Unit == quantity.Pounds}
	switch d.Measure {
	case "count":
		r.Whole, r.ValueOnly = true, c.Value && !c.Numerator
	case "proportion":
		r.Whole, r.Part = true, true
	case "survey":
		r.Whole, r.Part = d.Unit == quantity.Percent, d.Unit == quantity.Percent
	case "rate", "ratio-counts":
		r.Whole = true
	}
	return r
}
