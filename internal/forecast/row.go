package forecast

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
)

// The words of the columns tier and kind.
const (
	TierOpen      = "open"
	TierFull      = "full"
	KindObserved  = "observed"
	KindProjected = "projected"
)

// Baseline is the scenario of a run that changes nothing.
const Baseline = "baseline"

// The words of the column slice. Keys of joined slices hold "|" between their
// parts, in the order of the slice's name.
const (
	SliceTotal        = "total"
	SliceSetting      = "setting"
	SliceSettingGroup = "setting-group"
	SliceNeed         = "need"
	SliceNeedSetting  = "need-setting"
	SliceNCY          = "ncy"
	SlicePhase        = "phase"
	SliceAgeGroup     = "age-group"
	SliceSettingPhase = "setting-phase"
	SliceState        = "state"
)

// The words of the column measure. A change is worked out inside each
// simulation, against the year before or against the last observed year.
const (
	MeasurePlans          = "plans"
	MeasureJoiners        = "joiners"
	MeasureLeavers        = "leavers"
	MeasureMoversIn       = "movers-in"
	MeasureMoversOut      = "movers-out"
	MeasureCost           = "cost"
	MeasureShare          = "share-of-population"
	MeasureChange         = "change"
	MeasureChangePct      = "change-pct"
	MeasureChangeFromSeed = "change-from-seed"
)

// Row is one line of projection.csv: one measure of one slice in one stock
// year, summarised over all simulations.
type Row struct {
	Area, Scenario, Tier string
	Year                 int // stock year: 2026 is the census of January 2026
	Kind                 string
	Slice, Key, Measure  string
	Summary
	Sims   int
	Symbol string // printed instead of the figures where they are hidden or absent; "" prints them
}

// Columns names the columns of projection.csv in their order.
func Columns() []string {
	return []string{"area", "scenario", "tier", "calendar-year", "kind", "slice", "key", "measure",
		"mean", "sd", "min", "p02.5", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p97.5", "max", "n-sims"}
}

// Hidden is the row with a symbol and without its figures, so that no later
// stage can print them.
func (r Row) Hidden(symbol string) Row {
	r.Summary, r.Symbol = Summary{}, symbol
	return r
}

// WriteRows writes projection.csv: a header and the rows as they stand, UTF-8
// with LF. Numbers have as many digits as they need, at most 11 decimals, so
// that printed means of parts still add to the printed mean of the whole.
func WriteRows(w io.Writer, rows []Row) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns()); err != nil {
		return fmt.Errorf("writing projection: %w", err)
	}
	record := make([]string, 0, len(Columns()))
	for _, r := range rows {
		record = r.record(record[:0])
		if err := out.Write(record); err != nil {
			return fmt.Errorf("writing projection: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

func (r Row) record(to []string) []string {
	to = append(to, csvfile.Neutral(r.Area), csvfile.Neutral(r.Scenario), r.Tier, strconv.Itoa(r.Year), r.Kind,
		r.Slice, csvfile.Neutral(r.Key), r.Measure)
	for _, v := range r.values() {
		if r.Symbol != "" {
			to = append(to, r.Symbol)
			continue
		}
		to = append(to, numberText(v))
	}
	return append(to, strconv.Itoa(r.Sims))
}

// numberText has at most 15 significant digits and 11 decimals: what a float
// holds for certain, without the noise of its last bits.
func numberText(v float64) string {
	whole := 1
	if a := math.Abs(v); a >= 10 {
		whole = 1 + int(math.Log10(a))
	}
	text := strconv.FormatFloat(v, 'f', max(0, min(11, 15-whole)), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}
