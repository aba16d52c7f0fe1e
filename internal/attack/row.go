package attack

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// Row is one published figure as results.csv shows it. Absent values are
// columns without a number.
type Row struct {
	Area, Level, Indicator, Breakdown, Period, PeriodType string
	Symbol                                                string // as printed: c, x, low ...
	Value, Numerator, Denominator                         quantity.Value
	Lower, Upper                                          quantity.Value // of the 95% interval
	Answers                                               quantity.Value // of a survey, from the notes
	Change                                                quantity.Value
	SNMethod, RegionCode                                  string
	SNValue, SNN, RegionValue, EnglandValue               quantity.Value
	// Told names the columns that say something of the row's own figure in
	// spite of its symbol c: a number, a rank, a band, a direction.
	Told []string
}

// told are the columns that come from a row's own figure, with the one content
// that says nothing.
var told = []struct{ column, neutral string }{
	{"value", ""}, {"numerator", ""}, {"denominator", ""}, {"lower95", ""}, {"upper95", ""}, {"lower998", ""}, {"upper998", ""},
	{"change", ""}, {"change_result", "no-comparison"}, {"trend", "cannot-be-calculated"},
	{"sn_result", "not-compared"}, {"region_result", "not-compared"}, {"england_result", "not-compared"},
	{"rank", ""}, {"band", ""}, {"rag", "not-rated"},
	{"spc_mean", ""}, {"spc_lower", ""}, {"spc_upper", ""}, {"spc_flags", ""}, {"spc_variation", ""}, {"spc_assurance", ""},
	{"sn_gap", ""}, {"region_gap", ""}, {"england_gap", ""},
	{"spc_point_mean", ""}, {"spc_point_lower", ""}, {"spc_point_upper", ""}, {"spc_point_flags", ""}, {"funnel_result", ""},
}

// RowOf reads a line of results.csv by the names of its columns; text is "" for
// a column that is empty or not there.
func RowOf(text func(column string) string) Row {
	number := func(column string) quantity.Value {
		n, err := strconv.ParseFloat(text(column), 64)
		if err != nil {
			return quantity.Value{}
		}
		return quantity.Of(n)
	}
	r := Row{Area: text("area_code"), Level: text("area_level"), Indicator: text("indicator"), Breakdown: text("breakdown"),
		Period: text("period"), PeriodType: text("period_type"), Symbol: text("symbol"),
		Value: number("value"), Numerator: number("numerator"), Denominator: number("denominator"), Lower: number("lower95"), Upper: number("upper95"),
		Change: number("change"), SNMethod: text("sn_method"), RegionCode: text("region_code"),
		SNValue: number("sn_value"), SNN: number("sn_n"), RegionValue: number("region_value"), EnglandValue: number("england_value")}
	for _, note := range strings.Split(text("notes"), ";") {
		if n, ok := strings.CutPrefix(note, "answers-"); ok {
			if answers, err := strconv.ParseFloat(n, 64); err == nil {
				r.Answers = quantity.Of(answers)
			}
		}
	}
	if r.Symbol != quantity.Suppressed.Code() {
		return r
	}
	for _, c := range told {
		if got := text(c.column); got != "" && got != c.neutral {
			r.Told = append(r.Told, c.column)
		}
	}
	if d := text("display"); d != "" && d != r.Symbol {
		r.Told = append(r.Told, "display")
	}
	return r
}
