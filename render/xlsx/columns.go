package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// column is one column of an indicator's table. Titles are unique, as a table
// requires, and the figures are those of results.csv.
type column struct {
	title string
	width float64
	cell  func(*document.Record, look) any
}

var columns = []column{
	{"Area", 28, text(func(r *document.Record) string { return r.AreaName })},
	{"Area code", 13, text(func(r *document.Record) string { return r.AreaCode })},
	{"Level", 8, text(func(r *document.Record) string { return r.AreaLevel })},
	{"Breakdown", 24, text(func(r *document.Record) string { return r.Breakdown })},
	{"Period", 20, text(func(r *document.Record) string { return r.Period })},
	{"Period type", 10, text(func(r *document.Record) string { return r.PeriodType })},
	{"Unit", 16, text(func(r *document.Record) string { return unit(r.Unit) })},
	{"Value", 14, func(r *document.Record, l look) any { return figure(r.Value, l.value, l) }},
	{"Shown as", 14, text(func(r *document.Record) string { return r.Display })},
	{"Symbol", 10, text(func(r *document.Record) string { return r.Value.Symbol.Code() })},
	{"Numerator", 14, func(r *document.Record, l look) any { return count(r.Numerator, l) }},
	{"Denominator", 15, func(r *document.Record, l look) any { return count(r.Denominator, l) }},
	{"Lower 95%", 12, func(r *document.Record, l look) any { return figure(r.Lower95, l.value, l) }},
	{"Upper 95%", 12, func(r *document.Record, l look) any { return figure(r.Upper95, l.value, l) }},
	{"Change", 12, func(r *document.Record, l look) any { return figure(r.Change, l.change, l) }},
	{"Change result", 24, text(func(r *document.Record) string { return words(r.ChangeResult) })},
	{"Trend", 26, text(func(r *document.Record) string { return words(r.Trend) })},
	{"Similar areas value", 16, func(r *document.Record, l look) any { return figure(r.SNValue, l.value, l) }},
	{"Similar areas with data", 16, func(r *document.Record, l look) any { return count(r.SNN, l) }},
	{"Similar areas result", 16, text(func(r *document.Record) string { return words(r.SNResult) })},
	{"Region", 12, func(r *document.Record, l look) any { return figure(r.RegionValue, l.value, l) }},
	{"Region result", 16, text(func(r *document.Record) string { return words(r.RegionResult) })},
	{"England", 12, func(r *document.Record, l look) any { return figure(r.EnglandValue, l.value, l) }},
	{"England result", 16, text(func(r *document.Record) string { return words(r.EnglandResult) })},
	{"Rank", 9, func(r *document.Record, l look) any { return count(r.Rank, l) }},
	{"Rank of", 9, func(r *document.Record, l look) any { return count(r.RankOf, l) }},
	{"Band", 9, text(func(r *document.Record) string { return r.Band })},
	{"Target", 12, func(r *document.Record, l look) any { return figure(r.Target, l.value, l) }},
	{"Rating", 12, text(func(r *document.Record) string { return words(r.RAG) })},
	{"Control chart mean", 14, func(r *document.Record, l look) any { return figure(r.SPCMean, l.value, l) }},
	{"Control chart lower", 14, func(r *document.Record, l look) any { return figure(r.SPCLower, l.value, l) }},
	{"Control chart upper", 14, func(r *document.Record, l look) any { return figure(r.SPCUpper, l.value, l) }},
	{"Control chart flags", 16, text(func(r *document.Record) string { return words(r.SPCFlags) })},
	{"Control chart variation", 18, text(func(r *document.Record) string { return words(r.SPCVariation) })},
	{"Control chart assurance", 16, text(func(r *document.Record) string { return words(r.SPCAssurance) })},
	{"Funnel plot", 12, text(func(r *document.Record) string { return words(r.FunnelResult) })},
	{"Status", 13, text(func(r *document.Record) string { return r.Status })},
	{"Notes", 24, text(func(r *document.Record) string { return r.Notes })},
}

func text(of func(*document.Record) string) func(*document.Record, look) any {
	return func(r *document.Record, l look) any {
		s := of(r)
		if s == "" {
			return nil
		}
		return excelize.Cell{StyleID: l.text, Value: literal(s)}
	}
}

// figure is a number, its symbol as text, or an empty cell.
func figure(v quantity.Value, style int, l look) any {
	switch {
	case v.Known:
		return excelize.Cell{StyleID: style, Value: v.Number + 0} // + 0 turns -0 into 0
	case v.Symbol != quantity.NoSymbol:
		return excelize.Cell{StyleID: l.text, Value: v.Symbol.Code()}
	}
	return nil
}

func count(v quantity.Value, l look) any {
	if v.Known && !whole(v.Number) {
		return figure(v, l.exact, l)
	}
	return figure(v, l.count, l)
}

// literal keeps Excel from reading _x0041_ as a coded character.
func literal(s string) string {
	if strings.Contains(s, "_x") {
		return coded.ReplaceAllString(s, "_x005F$0")
	}
	return s
}

// words is a result's code as words: "no significant change".
func words(code string) string { return strings.ReplaceAll(code, "-", " ") }

// unit is the unit in words; a plain count says so.
func unit(u quantity.Unit) string {
	if p := u.Phrase(); p != "" {
		return p
	}
	return string(u)
}
