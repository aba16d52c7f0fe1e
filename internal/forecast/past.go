package forecast

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/sendpack/sendpack/internal/csvfile"
)

// Past is what was counted in an area for which nothing can be projected:
// observed rows, and the notes that say why. It has no rows where nothing is
// known of the area at all.
func (p *Projector) Past(area string) *Projection {
	out := &Projection{Area: area, Year: p.Year(), Run: p.run}
	s := p.panel.Find(area)
	if s == nil {
		return out
	}
	first, _ := p.panel.Span()
	out.Rows, out.Facts = observed(s, p.Year()), Facts{First: first, Years: s.Usable()}
	for _, n := range p.panel.Notes {
		if n.Area == "" || n.Area == area {
			out.Notes = append(out.Notes, n)
		}
	}
	out.Notes = sortNotes(out.Notes)
	return out
}

// Projected reports whether there is anything beyond what was counted.
func (p *Projection) Projected() bool {
	return len(p.Rows) > 0 && p.Rows[len(p.Rows)-1].Kind == KindProjected
}

// Printed is v as a file of rows holds it. What a page shows beside such a file
// is made from this, so that both have the same number.
func Printed(v float64) float64 {
	n, err := strconv.ParseFloat(numberText(v), 64)
	if err != nil {
		return v
	}
	return n
}

// Hidden reports that Protect took the figures of the year away.
func (y HindsightYear) Hidden() bool { return !y.Actual.Known && y.Summary == (Summary{}) }

// HindsightColumns names the columns of hindsight.csv in their order.
func HindsightColumns() []string {
	return []string{"area", "tier", "origin", "calendar-year", "slice", "key", "measure", "p05", "p25", "p50", "p75", "p95", "actual"}
}

// WriteHindsight writes hindsight.csv: for each earlier origin and year, what
// would have been said of the total and what happened. Years that must not be
// shown have the symbol hidden, years of which the total is not known the symbol
// unknown in place of it.
func WriteHindsight(w io.Writer, p *Projection, hidden, unknown string) error {
	out := csv.NewWriter(w)
	if err := out.Write(HindsightColumns()); err != nil {
		return fmt.Errorf("writing hindsight: %w", err)
	}
	for _, h := range p.Strip {
		for _, y := range h.Years {
			record := []string{csvfile.Neutral(p.Area), TierOpen, strconv.Itoa(h.Origin), strconv.Itoa(y.Year), SliceTotal, Total, MeasurePlans}
			for _, p := range []int{P05, P25, P50, P75, P95} {
				record = append(record, shownAs(y.Summary.Quantiles[p], y.Hidden(), hidden))
			}
			record = append(record, y.happened(hidden, unknown))
			if err := out.Write(record); err != nil {
				return fmt.Errorf("writing hindsight: %w", err)
			}
		}
	}
	out.Flush()
	return out.Error()
}

// happened is what there was in the year, or why that is not shown.
func (y HindsightYear) happened(hidden, unknown string) string {
	if y.Hidden() {
		return hidden
	}
	return shownAs(y.Actual.N, !y.Actual.Known, unknown)
}

// shownAs is a number as it is printed, or a symbol in its place.
func shownAs(v float64, without bool, symbol string) string {
	if without {
		return symbol
	}
	return numberText(v)
}
