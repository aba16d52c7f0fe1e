package csv

import (
	"slices"

	"github.com/sendpack/sendpack/internal/quantity"
)

// kind is what a column holds. The zero value is text.
type kind int

const (
	text   kind = iota
	number      // a decimal, unrounded
	whole       // a count of areas or a rank, never a fraction
)

// column describes one column of results.csv for the metadata; resultRow has
// the same columns in the same order.
type column struct {
	name, title, about string
	kind               kind
	words              []string // the only words the column may hold, besides empty
	list               bool     // parts joined by ";"
	required           bool
}

var (
	levels      = []string{"better", "similar", "worse", "higher", "lower", "not-compared"}
	changes     = []string{"increase", "decrease", "no-significant-change", "not-tested", "no-comparison"}
	trends      = []string{"increasing", "decreasing", "no-significant-trend", "cannot-be-calculated"}
	ratings     = []string{"green", "amber", "red", "not-rated"}
	bands       = []string{"A", "B", "C", "D", "Q1", "Q2", "Q3", "Q4"}
	methods     = []string{"mean", "median", "pooled"}
	variations  = []string{"common-cause", "improvement-high", "improvement-low", "concern-high", "concern-low", "neutral-high", "neutral-low"}
	assurances  = []string{"passing", "failing", "hit-or-miss"}
	flagWords   = []string{"outside", "trend", "two_in_three", "shift"}
	funnelWords = []string{"within", "above-95", "above-998", "below-95", "below-998"}
	statusWords = []string{"final", "provisional", "revised"}
)

// resultColumns is the public order of results.csv; it only ever grows at the
// end, since scripts may read by position.
var resultColumns = slices.Concat(identity, figure, comparison, control, added)

var identity = []column{
	{name: "area_code", title: "Area code", about: "9-character code of the area where there is one", required: true},
	{name: "area_name", title: "Area", about: "name of the area"},
	{name: "area_level", title: "Area level", about: "LA, REG, ENG or another level code"},
	{name: "indicator", title: "Indicator", about: "id of the indicator; its definition is in indicators.csv", required: true},
	{name: "breakdown", title: "Breakdown", about: "key=value pairs sorted by key and joined by semicolons; empty for the headline figure"},
	{name: "period", title: "Period", about: "period as printed", required: true},
	{name: "period_type", title: "Period type", about: "code of the period type: AY academic year, CY calendar year, FY financial year, SJAN January census and others"},
}

var figure = []column{
	{name: "value", title: "Value", about: "the figure, unrounded; empty when there is no number", kind: number},
	{name: "display", title: "Shown as", about: "the figure as pages and packs print it, or its symbol"},
	{name: "unit", title: "Unit", about: "unit code: count, pct, pp, per10k, per100k, rate100, score, days, weeks, miles, gbp or grade"},
	{name: "numerator", title: "Numerator", about: "what was counted", kind: number},
	{name: "denominator", title: "Denominator", about: "out of what it was counted", kind: number},
	{name: "symbol", title: "Symbol", words: symbolCodes(),
		about: "why there is no number: c suppressed, z not applicable, x not available, low not zero but rounds to zero, u small sample (may stand beside a number), w no data"},
	{name: "lower95", title: "Lower 95% limit", about: "lower end of the 95% interval of the value", kind: number},
	{name: "upper95", title: "Upper 95% limit", about: "upper end of the 95% interval of the value", kind: number},
	{name: "lower998", title: "Lower 99.8% limit", about: "lower end of the 99.8% interval of the value", kind: number},
	{name: "upper998", title: "Upper 99.8% limit", about: "upper end of the 99.8% interval of the value", kind: number},
	{name: "change", title: "Change", about: "new minus old against the previous comparable period, in the indicator's unit", kind: number},
	{name: "change_result", title: "Change result", about: "what can be said of the change", words: changes},
	{name: "trend", title: "Trend", about: "recent trend over several periods", words: trends},
}

var comparison = []column{
	{name: "sn_set", title: "Similar areas set", about: "which set of statistical neighbours"},
	{name: "sn_method", title: "Similar areas method", about: "how the neighbours' figures are put together", words: methods},
	{name: "sn_value", title: "Similar areas value", about: "the neighbours' figure, also when too few have data to compare", kind: number},
	{name: "sn_n", title: "Similar areas with data", about: "how many neighbours have a figure", kind: whole},
	{name: "sn_result", title: "Similar areas result", about: "the value against the neighbours' figure", words: levels},
	{name: "region_code", title: "Region code", about: "9-character code of the region"},
	{name: "region_value", title: "Region value", about: "the region's published figure", kind: number},
	{name: "region_result", title: "Region result", about: "the value against the region", words: levels},
	{name: "england_value", title: "England value", about: "England's published figure", kind: number},
	{name: "england_result", title: "England result", about: "the value against England", words: levels},
	{name: "rank", title: "Rank", about: "1 is best; empty where no direction is good", kind: whole},
	{name: "rank_of", title: "Rank of", about: "how many areas are ranked", kind: whole},
	{name: "band", title: "Band", about: "quarter of all areas: A is best; Q1 to Q4 from low to high where no direction is good", words: bands},
	{name: "target", title: "Target", about: "the target in the indicator's unit", kind: number},
	{name: "rag", title: "Rating", about: "the value against its target or threshold", words: ratings},
}

var control = []column{
	{name: "spc_mean", title: "Control chart mean", about: "centre line at the latest point", kind: number},
	{name: "spc_lower", title: "Control chart lower limit", about: "lower process limit at the latest point", kind: number},
	{name: "spc_upper", title: "Control chart upper limit", about: "upper process limit at the latest point", kind: number},
	{name: "spc_flags", title: "Control chart flags", about: "rules that the latest point breaks", list: true, words: flagWords},
	{name: "spc_variation", title: "Control chart variation", about: "special or common cause at the latest point", words: variations},
	{name: "spc_assurance", title: "Control chart assurance", about: "whether the process meets its target", words: assurances},
	{name: "status", title: "Status", about: "whether the figure is final", words: statusWords},
	{name: "source", title: "Source lines", about: "file and line of every number that was put in", list: true},
	{name: "notes", title: "Notes", about: "ids of the notes that apply", list: true},
}

// added came after the columns that the interface began with.
var added = []column{
	{name: "statutory_target", title: "Statutory target", about: "the target that the law sets, also where a local goal is the target", kind: number},
	{name: "sn_gap", title: "Gap to similar areas", about: "value less the similar areas' value, unrounded", kind: number},
	{name: "region_gap", title: "Gap to the region", about: "value less the region's value, unrounded", kind: number},
	{name: "england_gap", title: "Gap to England", about: "value less England's value, unrounded", kind: number},
	{name: "spc_point_mean", title: "Control chart mean at the period", about: "centre line of the newest chart at this row's period", kind: number},
	{name: "spc_point_lower", title: "Control chart lower limit at the period", about: "lower process limit at this row's period", kind: number},
	{name: "spc_point_upper", title: "Control chart upper limit at the period", about: "upper process limit at this row's period", kind: number},
	{name: "spc_point_flags", title: "Control chart flags at the period", about: "rules that this row's figure breaks", list: true, words: flagWords},
	{name: "funnel_benchmark", title: "Funnel plot benchmark", about: "pooled value of all authorities with counts in the period", kind: number},
	{name: "funnel_phi", title: "Funnel plot dispersion", about: "how much more authorities differ than chance allows; above 1 the limits are adjusted", kind: number},
	{name: "funnel_result", title: "Funnel plot result", about: "where the area lies among the limits as drawn", words: funnelWords},
}

func symbolCodes() []string {
	var codes []string
	for _, s := range quantity.Symbols() {
		codes = append(codes, s.Code())
	}
	return codes
}
