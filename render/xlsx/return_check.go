package xlsx

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/returns"
)

// What the column Check says when there is nothing to mend.
const (
	checkNothing = "Nothing entered"
	checkGood    = "OK"
)

// names of the lists on the hidden sheet
const (
	symbolList = "return_symbols"
	statusList = "return_status"
	areaList   = "return_areas"
)

// rules collects the conditions of one row, each with its words; the first
// that holds is shown.
type rules struct{ conditions, words []string }

func (r *rules) say(words, condition string) {
	r.conditions = append(r.conditions, condition)
	r.words = append(r.words, words)
}

// formula is the rules as one nested IF that ends in OK.
func (r *rules) formula() string {
	var b strings.Builder
	for i, c := range r.conditions {
		fmt.Fprintf(&b, `IF(%s,"%s",`, c, strings.ReplaceAll(r.words[i], `"`, `""`))
	}
	b.WriteString(`"` + checkGood + `"`)
	b.WriteString(strings.Repeat(")", len(r.conditions)))
	return b.String()
}

// blank, symbol and wrong are conditions on one cell. MATCH takes an asterisk
// and a question mark for any text, so a text with one is no symbol.
func blank(cell string) string { return fmt.Sprintf("LEN(TRIM(%s))=0", cell) }

func symbol(cell string) string {
	return fmt.Sprintf(`AND(ISNUMBER(MATCH(TRIM(%s),%s,0)),SUBSTITUTE(SUBSTITUTE(%s,"*",""),"?","")=%s)`, cell, symbolList, cell, cell)
}

func wrong(cell string) string {
	return fmt.Sprintf("NOT(OR(%s,ISNUMBER(%s),%s))", blank(cell), cell, symbol(cell))
}

// entryCell is one cell for a number, as the checks speak of it.
type entryCell struct {
	cell, name string
	whole      bool
	signed     bool
}

// check is the formula that says what is wrong with a row of a figure.
func (s *returnSheet) check(row int, g *returns.Figure) string {
	num, den, val := s.cell(colNumerator, row), s.cell(colDenom, row), s.cell(colValue, row)
	var cells []entryCell
	if g.Cells.Numerator {
		cells = append(cells, entryCell{cell: num, name: "How many", whole: g.Rule.Whole})
	}
	if g.Cells.Denominator {
		cells = append(cells, entryCell{cell: den, name: "Out of", whole: g.Rule.Whole})
	}
	if g.Cells.Value {
		cells = append(cells, entryCell{cell: val, name: "Value", whole: g.Rule.ValueOnly && g.Rule.Whole, signed: g.Rule.Signed})
	}
	var r rules
	r.nothing(s, row, cells)
	r.numbers(cells)
	r.say("Period is missing", blank(s.cell(colPeriod, row)))
	if g.Cells.Numerator && g.Cells.Denominator {
		r.fraction(num, den, val, g)
	}
	if g.Cells.Value && g.Rule.Percent {
		r.say("Value is above 100%", fmt.Sprintf("AND(ISNUMBER(%s),%s>100)", val, val))
		r.say("Less than 1%: write 12 for 12%", fmt.Sprintf("AND(ISNUMBER(%s),%s>0,%s<1)", val, val, val))
	}
	return r.formula()
}

// checkOpen is the formula of a row that a person names: what the figure may
// be is not known there, so only numbers are checked.
func (s *returnSheet) checkOpen(row int) string {
	cells := []entryCell{{cell: s.cell(colNumerator, row), name: "How many"}, {cell: s.cell(colDenom, row), name: "Out of"},
		{cell: s.cell(colValue, row), name: "Value", signed: true}}
	var r rules
	var empty []string
	for _, c := range cells {
		empty = append(empty, blank(c.cell))
	}
	r.say("", fmt.Sprintf("AND(%s,%s)", strings.Join(empty, ","), blank(s.cell(colTitle, row))))
	r.say(checkNothing, fmt.Sprintf("AND(%s)", strings.Join(empty, ",")))
	r.say("Choose an indicator", blank(s.cell(colTitle, row)))
	if s.groups {
		r.say("Choose a group", blank(s.cell(colGroup, row)))
	}
	r.numbers(cells)
	if s.at(colAreaName) > 0 {
		r.say("Choose an area", blank(s.cell(colAreaName, row)))
	}
	r.say("Period is missing", blank(s.cell(colPeriod, row)))
	return r.formula()
}

// nothing is said of a row without a figure; a note alone is not enough.
func (r *rules) nothing(s *returnSheet, row int, cells []entryCell) {
	var empty []string
	for _, c := range cells {
		empty = append(empty, blank(c.cell))
	}
	all := strings.Join(empty, ",")
	r.say("Write a figure, or x beside the note", fmt.Sprintf("AND(%s,NOT(%s))", all, blank(s.cell(colNote, row))))
	r.say(checkNothing, fmt.Sprintf("AND(%s)", all))
}

func (r *rules) numbers(cells []entryCell) {
	for _, c := range cells {
		r.say(c.name+" is neither a number nor a symbol", wrong(c.cell))
	}
	for _, c := range cells {
		if !c.signed {
			r.say(c.name+" is below 0", fmt.Sprintf("AND(ISNUMBER(%s),%s<0)", c.cell, c.cell))
		}
		if c.whole {
			r.say(c.name+" is not a whole number", fmt.Sprintf("AND(ISNUMBER(%s),IFERROR(%s<>INT(%s),FALSE))", c.cell, c.cell, c.cell))
		}
	}
}

// fraction checks a numerator with its denominator. Where a published value
// may stand in their place, it is enough.
func (r *rules) fraction(num, den, val string, g *returns.Figure) {
	alone := "TRUE"
	if g.Cells.Value {
		alone = blank(val)
	}
	r.say("Out of (denominator) is missing", fmt.Sprintf("AND(ISNUMBER(%s),%s)", num, blank(den)))
	r.say("How many (numerator) is missing", fmt.Sprintf("AND(%s,NOT(%s),%s)", blank(num), blank(den), alone))
	if g.Rule.Part {
		r.say("How many is above out of: the numerator is larger than the denominator", fmt.Sprintf("AND(ISNUMBER(%s),ISNUMBER(%s),%s>%s)", num, den, num, den))
	}
	r.say("Out of is 0, so there is no figure: write z", fmt.Sprintf("AND(ISNUMBER(%s),%s=0)", den, den))
}
