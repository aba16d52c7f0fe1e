package verify

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// row checks one line on its own.
func (p *dataProblems) row(r ResultRow) {
	for i := range resultColumns {
		p.cell(r, i)
	}
	for _, name := range []string{"area_code", "indicator", "period"} {
		if r.Text(name) == "" {
			p.add(cellPlace(r.Line, name), "is empty")
		}
	}
	if u := quantity.Unit(r.Text("unit")); !u.Valid() {
		p.add(cellPlace(r.Line, "unit"), "%q is no unit", string(u))
	}
	p.breakdown(r)
	p.flags(r)
	p.symbol(r)
	p.display(r)
	p.interval(r, "lower95", "upper95")
	p.interval(r, "lower998", "upper998")
	p.rank(r)
	p.change(r)
}

// cell checks one cell against its column.
func (p *dataProblems) cell(r ResultRow, column int) {
	c, s := resultColumns[column], r.cells[column]
	if s == "" {
		return
	}
	if c.kind == textCell {
		switch {
		case c.words != nil && !slices.Contains(c.words, s):
			p.add(cellPlace(r.Line, c.name), "%q is not one of %s", s, strings.Join(c.words, ", "))
		case startsFormula(s):
			p.add(cellPlace(r.Line, c.name), "%q would be run as a formula", s)
		}
		return
	}
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(n) || math.IsInf(n, 0):
		p.add(cellPlace(r.Line, c.name), "%q is not a number", s)
	case quantity.Of(n).Shortest() != s:
		p.add(cellPlace(r.Line, c.name), "%q is not the shortest form of its number, %s", s, quantity.Of(n).Shortest())
	case c.kind == wholeCell && (n < 0 || n != math.Trunc(n)):
		p.add(cellPlace(r.Line, c.name), "%s is not a whole number", s)
	}
}

// breakdown wants key=value pairs, keys rising.
func (p *dataProblems) breakdown(r ResultRow) {
	b := r.Text("breakdown")
	if b == "" {
		return
	}
	before := ""
	for _, pair := range strings.Split(b, ";") {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" || value == "" || key <= before {
			p.add(cellPlace(r.Line, "breakdown"), "%q is not key=value pairs sorted by key", b)
			return
		}
		before = key
	}
}

func (p *dataProblems) flags(r ResultRow) {
	for _, column := range []string{"spc_flags", "spc_point_flags"} {
		list := r.Text(column)
		if list == "" {
			continue
		}
		for _, f := range strings.Split(list, ";") {
			if !slices.Contains(flagWords, f) {
				p.add(cellPlace(r.Line, column), "%q is not one of %s", f, strings.Join(flagWords, ", "))
			}
		}
	}
}

// symbol: with one there is no number in the row, except value and interval
// beside u; and no direction may be told.
func (p *dataProblems) symbol(r ResultRow) {
	symbol := r.Text("symbol")
	if symbol == "" {
		if r.Text("value") == "" && r.Text("display") != "" {
			p.add(cellPlace(r.Line, "display"), "%q is shown where there is neither value nor symbol", r.Text("display"))
		}
		return
	}
	small := symbol == "u" && r.Text("value") != ""
	for i, c := range resultColumns {
		besideU := c.name == "value" || strings.HasPrefix(c.name, "lower") || strings.HasPrefix(c.name, "upper")
		if c.kind != textCell && r.cells[i] != "" && !(small && besideU) {
			p.add(cellPlace(r.Line, c.name), "%s stands in a row with the symbol %s", r.cells[i], symbol)
		}
	}
	for _, c := range judgements {
		if got := r.Text(c.column); got != "" && got != c.neutral {
			p.add(cellPlace(r.Line, c.column), "%q hints at a figure with the symbol %s", got, symbol)
		}
	}
	if !small && r.Text("display") != symbol {
		p.add(cellPlace(r.Line, "display"), "%q, want the symbol %s", r.Text("display"), symbol)
	}
}

// judgements are the columns that tell a direction, and the one word that they
// may hold beside a symbol.
var judgements = []struct{ column, neutral string }{
	{"change_result", "no-comparison"}, {"trend", "cannot-be-calculated"}, {"sn_result", "not-compared"}, {"region_result", "not-compared"},
	{"england_result", "not-compared"}, {"band", ""}, {"rag", "not-rated"}, {"spc_flags", ""}, {"spc_variation", ""}, {"spc_assurance", ""},
	{"spc_point_flags", ""}, {"funnel_result", ""},
}

// display is a rounding of the value in its unit. Grades are words.
func (p *dataProblems) display(r ResultRow) {
	v, u, shown := r.Number("value"), quantity.Unit(r.Text("unit")), r.Text("display")
	if !v.Known || u == quantity.Grade {
		return
	}
	for decimals := range mostDecimals + 1 {
		if q := quantity.New(v, u, decimals); shown == q.Text || shown == q.Bare || shown == "+"+q.Text || shown == "+"+q.Bare {
			return
		}
	}
	p.add(cellPlace(r.Line, "display"), "%q is no rounding of %s %s", shown, v.Shortest(), u)
}

func (p *dataProblems) interval(r ResultRow, lower, upper string) {
	l, u := r.Number(lower), r.Number(upper)
	switch {
	case l.Known != u.Known:
		p.add(cellPlace(r.Line, lower), "an interval has one end")
	case l.Known && l.Number > u.Number:
		p.add(cellPlace(r.Line, lower), "%s is above the upper end %s", l.Shortest(), u.Shortest())
	case l.Known && !r.Number("value").Known:
		p.add(cellPlace(r.Line, lower), "an interval stands without its value")
	}
}

func (p *dataProblems) rank(r ResultRow) {
	rank, of := r.Number("rank"), r.Number("rank_of")
	if rank.Known && (!of.Known || rank.Number < 1 || rank.Number > of.Number) {
		p.add(cellPlace(r.Line, "rank"), "%s of %q is no rank", rank.Shortest(), of.Shortest())
	}
}

func (p *dataProblems) change(r ResultRow) {
	change, result := r.Number("change"), r.Text("change_result")
	bad := false
	switch result {
	case "increase":
		bad = !change.Known || change.Number <= 0
	case "decrease":
		bad = !change.Known || change.Number >= 0
	case "no-comparison", "":
		bad = change.Known
	default:
		bad = !change.Known
	}
	if bad {
		p.add(cellPlace(r.Line, "change_result"), "%q does not fit the change %q", result, change.Shortest())
	}
}
