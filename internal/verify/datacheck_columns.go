package verify

// cellKind is what a column of results.csv holds. The zero value is text.
type cellKind int

const (
	textCell cellKind = iota
	decimalCell
	wholeCell // zero or more, without a fraction
)

// resultColumn is one column as the public contract has it. It is written down
// here a second time, on purpose: what proves a file must not learn its shape
// from what wrote it.
type resultColumn struct {
	name  string
	kind  cellKind
	words []string // all that may stand in it, besides nothing
}

var (
	outcomeWords   = []string{"better", "similar", "worse", "higher", "lower", "not-compared"}
	changeWords    = []string{"increase", "decrease", "no-significant-change", "not-tested", "no-comparison"}
	trendWords     = []string{"increasing", "decreasing", "no-significant-trend", "cannot-be-calculated"}
	symbolCodes    = []string{"c", "z", "x", "low", "u", "w"}
	flagWords      = []string{"outside", "trend", "two_in_three", "shift"}
	variationWords = []string{"common-cause", "improvement-high", "improvement-low", "concern-high", "concern-low", "neutral-high", "neutral-low"}
)

var resultColumns = []resultColumn{
	{name: "area_code"}, {name: "area_name"}, {name: "area_level"}, {name: "indicator"}, {name: "breakdown"},
	{name: "period"}, {name: "period_type"},
	{name: "value", kind: decimalCell}, {name: "display"}, {name: "unit"}, {name: "numerator", kind: decimalCell}, {name: "denominator", kind: decimalCell},
	{name: "symbol", words: symbolCodes},
	{name: "lower95", kind: decimalCell}, {name: "upper95", kind: decimalCell}, {name: "lower998", kind: decimalCell}, {name: "upper998", kind: decimalCell},
	{name: "change", kind: decimalCell}, {name: "change_result", words: changeWords}, {name: "trend", words: trendWords},
	{name: "sn_set"}, {name: "sn_method", words: []string{"mean", "median", "pooled"}}, {name: "sn_value", kind: decimalCell},
	{name: "sn_n", kind: wholeCell}, {name: "sn_result", words: outcomeWords},
	{name: "region_code"}, {name: "region_value", kind: decimalCell}, {name: "region_result", words: outcomeWords},
	{name: "england_value", kind: decimalCell}, {name: "england_result", words: outcomeWords},
	{name: "rank", kind: wholeCell}, {name: "rank_of", kind: wholeCell}, {name: "band", words: []string{"A", "B", "C", "D", "Q1", "Q2", "Q3", "Q4"}},
	{name: "target", kind: decimalCell}, {name: "rag", words: []string{"green", "amber", "red", "not-rated"}},
	{name: "spc_mean", kind: decimalCell}, {name: "spc_lower", kind: decimalCell}, {name: "spc_upper", kind: decimalCell},
	{name: "spc_flags"}, {name: "spc_variation", words: variationWords}, {name: "spc_assurance", words: []string{"passing", "failing", "hit-or-miss"}},
	{name: "status", words: []string{"final", "provisional", "revised"}}, {name: "source"}, {name: "notes"},
	{name: "statutory_target", kind: decimalCell}, {name: "sn_gap", kind: decimalCell}, {name: "region_gap", kind: decimalCell}, {name: "england_gap", kind: decimalCell},
	{name: "spc_point_mean", kind: decimalCell}, {name: "spc_point_lower", kind: decimalCell}, {name: "spc_point_upper", kind: decimalCell}, {name: "spc_point_flags"},
	{name: "funnel_benchmark", kind: decimalCell}, {name: "funnel_phi", kind: decimalCell}, {name: "funnel_result", words: []string{"within", "above-95", "above-998", "below-95", "below-998"}},
}

// columnAt is each column's place.
var columnAt = func() map[string]int {
	at := map[string]int{}
	for i, c := range resultColumns {
		at[c.name] = i
	}
	return at
}()

func columnNames() []string {
	var names []string
	for _, c := range resultColumns {
		names = append(names, c.name)
	}
	return names
}
