package build

// Explanation is the whole working of one figure, as `explain --json` prints
// it. Keys stay; more may be added. A number that does not exist is null, never
// 0; a list without entries is []. Numbers are unrounded and in the unit of their
// section; gaps are in change_unit. Counts, statistics and probabilities have none. A suppressed figure, and whatever it could be worked out from, is
// in none of them.
type Explanation struct {
	Indicator   string          `json:"indicator"`
	Version     int             `json:"version"`
	Title       string          `json:"title"`
	Area        AreaExplained   `json:"area"`
	Period      PeriodExplained `json:"period"`
	Breakdown   string          `json:"breakdown"`
	Measure     string          `json:"measure"`
	Polarity    string          `json:"polarity"`
	Unit        string          `json:"unit"`
	ChangeUnit  string          `json:"change_unit"`
	Multiplier  float64         `json:"multiplier"`
	Value       *float64        `json:"value"`
	Display     string          `json:"display"`
	Symbol      string          `json:"symbol"`
	Numerator   *float64        `json:"numerator"`
	Denominator *float64        `json:"denominator"`
	SD          *float64        `json:"sd"`
	Status      string          `json:"status"`
	ReadFrom    []string        `json:"read_from"`
	Suppression string          `json:"suppression"`
	Notes       []string        `json:"notes"`

	Interval     IntervalExplained   `json:"interval"`
	Change       ChangeExplained     `json:"change"`
	Trend        TrendExplained      `json:"trend"`
	Armitage     TrendExplained      `json:"cochran_armitage"`
	MannKendall  RanksExplained      `json:"mann_kendall"`
	SimilarAreas NeighboursExplained `json:"similar_areas"`
	Region       BenchmarkExplained  `json:"region"`
	England      BenchmarkExplained  `json:"england"`
	Standing     StandingExplained   `json:"standing"`
	Rating       RatingExplained     `json:"rating"`
	ControlChart ControlExplained    `json:"control_chart"`
	Funnel       FunnelExplained     `json:"funnel"`
}

// AreaExplained is an area by code and name.
type AreaExplained struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// PeriodExplained is a period as printed, with its type.
type PeriodExplained struct {
	Label string `json:"label"`
	Type  string `json:"type"`
}

// IntervalExplained is a pair of limits at both levels.
type IntervalExplained struct {
	Method   string   `json:"method"`
	Lower95  *float64 `json:"lower95"`
	Upper95  *float64 `json:"upper95"`
	Lower998 *float64 `json:"lower998"`
	Upper998 *float64 `json:"upper998"`
}

// ChangeExplained is the direction of travel. Value is in change_unit.
type ChangeExplained struct {
	Unit           string              `json:"unit"`
	Result         string              `json:"result"`
	Reason         string              `json:"reason"`
	PreviousPeriod string              `json:"previous_period"`
	Previous       *float64            `json:"previous"`
	Value          *float64            `json:"value"`
	Relative       *float64            `json:"relative"`
	Significant998 bool                `json:"significant998"`
	Test           DifferenceExplained `json:"test"`
}

// DifferenceExplained is the test of a difference, first minus second, in
// change_unit. Statistic is z or t; the ratio is of rates.
type DifferenceExplained struct {
	Unit      string            `json:"unit"`
	Method    string            `json:"method"`
	Value     *float64          `json:"value"`
	Interval  IntervalExplained `json:"interval"`
	First     IntervalExplained `json:"first"`
	Second    IntervalExplained `json:"second"`
	SE1       *float64          `json:"se1"`
	SE2       *float64          `json:"se2"`
	SE        *float64          `json:"se"`
	Statistic *float64          `json:"statistic"`
	DF        *float64          `json:"df"`
	P         *float64          `json:"p"`
	Ratio     *float64          `json:"ratio"`
	RatioLow  *float64          `json:"ratio_lower95"`
	RatioHigh *float64          `json:"ratio_upper95"`
	Result95  string            `json:"result95"`
	Result998 string            `json:"result998"`
}

// TrendExplained is a regression over the window of a recent trend. Slope and
// its standard error are in unit per period; of cochran_armitage they are on
// the scale from 0 to 1.
type TrendExplained struct {
	Unit        string       `json:"unit"`
	Result      string       `json:"result"`
	Reason      string       `json:"reason"`
	Method      string       `json:"method"`
	Slope       *float64     `json:"slope"`
	SE          *float64     `json:"se"`
	ChiSquared  *float64     `json:"chi_squared"`
	Threshold   *float64     `json:"threshold"`
	P           *float64     `json:"p"`
	LeaveOneOut []float64    `json:"leave_one_out"`
	Window      []TermPoints `json:"window"`
}

// TermPoints is one point of a trend. Index is its place on true time, the
// first point of the window being 1.
type TermPoints struct {
	Period string   `json:"period"`
	Index  int      `json:"index"`
	Value  *float64 `json:"value"`
	SE     *float64 `json:"se"`
	Weight *float64 `json:"weight"`
}

// RanksExplained is the Mann-Kendall test and the Theil-Sen slope, in unit per
// period, over all comparable points; fewer than 8 are no trend.
type RanksExplained struct {
	Unit     string   `json:"unit"`
	Result   string   `json:"result"`
	N        int      `json:"n"`
	S        *int     `json:"s"`
	Variance *float64 `json:"variance"`
	Z        *float64 `json:"z"`
	P        *float64 `json:"p"`
	Slope    *float64 `json:"slope"`
}

// BenchmarkExplained is a comparison with one fixed benchmark. Gap is value
// less benchmark in change_unit; z and p are of the one-sample test.
type BenchmarkExplained struct {
	Unit      string   `json:"unit"`
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Value     *float64 `json:"value"`
	Symbol    string   `json:"symbol"`
	Gap       *float64 `json:"gap"`
	Result    string   `json:"result"`
	Result998 bool     `json:"significant998"`
	Tolerance bool     `json:"by_tolerance"`
	PartSelf  bool     `json:"partly_itself"`
	Reason    string   `json:"reason"`
	Z         *float64 `json:"z"`
	P         *float64 `json:"p"`
}

// NeighboursExplained is the comparison with similar areas and what their value
// was made from.
type NeighboursExplained struct {
	BenchmarkExplained
	Set    string                `json:"set"`
	Method string                `json:"method"`
	N      int                   `json:"n"`
	Of     int                   `json:"of"`
	Min    int                   `json:"min_n"`
	Areas  []BenchmarkAreaFigure `json:"areas"`
}

// BenchmarkAreaFigure is one neighbour's figure, or why there is none.
type BenchmarkAreaFigure struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Value  *float64 `json:"value"`
	Symbol string   `json:"symbol"`
}

// StandingExplained is the place among all authorities. Alike counts those that
// a test at 95% cannot tell from this one, of Testable.
type StandingExplained struct {
	Unit      string    `json:"unit"`
	N         int       `json:"n"`
	Quartiles []float64 `json:"quartiles"`
	Rank      *int      `json:"rank"`
	RankOf    *int      `json:"rank_of"`
	Band      string    `json:"band"`
	Alike     *int      `json:"alike"`
	Testable  *int      `json:"testable"`
	Reason    string    `json:"reason"`
}

// RatingExplained is the rating with its rule, all in unit.
type RatingExplained struct {
	Unit      string   `json:"unit"`
	RAG       string   `json:"rag"`
	Reason    string   `json:"reason"`
	Basis     string   `json:"basis"`
	Target    *float64 `json:"target"`
	Statutory *float64 `json:"statutory"`
	Goal      *float64 `json:"goal"`
	Tolerance *float64 `json:"tolerance"`
	Percent   bool     `json:"tolerance_percent"`
	Within    bool     `json:"interval_includes_target"`
}
