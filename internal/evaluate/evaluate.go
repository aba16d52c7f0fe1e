// Package evaluate turns a definition and the loaded tables into results: one
// figure with its parts, interval and origin for every area, period and
// breakdown. It is the evaluate stage. It compares nothing, suppresses nothing
// and rounds nothing, and refuses figures that cannot be (a numerator above its
// denominator).
package evaluate

import (
	"fmt"
	"sort"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// Headline is the index of the breakdown that is none: the indicator's own
// figure.
const Headline = 0

// Breakdown is one group of one list. Key is as results.csv writes it
// ("need=ASD"), "" for the headline.
type Breakdown struct {
	Key, List, Code, Label string
}

// Note is a remark on a result, printed as a footnote and listed by id.
type Note uint8

const (
	DerivedCount  Note = 1 << iota // the numerator was worked back from a published percentage
	NotWhole                       // counts are not whole numbers, so there is no interval
	RepeatEvents                   // events can repeat for one child
	SmallBase                      // base below the reliability base
	RoundedCounts                  // counts were rounded before the figure was made
	BestFit                        // the figure is that of a wider area
)

var noteIDs = []struct {
	Note Note
	ID   string
	Text string
}{
	{DerivedCount, "derived-count", "The count was worked back from the published percentage."},
	{NotWhole, "not-whole", "The counts are not whole numbers, so no interval is given."},
	{RepeatEvents, "repeat-events", "Events can repeat for one child, so the interval is too narrow."},
	{SmallBase, "small-base", "Based on fewer than 30, so treat with care."},
	{RoundedCounts, "rounded-counts", "Made from rounded counts."},
	{BestFit, "best-fit", "This is the figure of a wider NHS area that the authority lies in, not of the authority alone."},
}

// IDs lists the ids of the notes that are set, in a fixed order.
func (n Note) IDs() []string {
	var out []string
	for _, k := range noteIDs {
		if n&k.Note != 0 {
			out = append(out, k.ID)
		}
	}
	return out
}

// Texts lists the sentences of the notes that are set.
func (n Note) Texts() []string {
	var out []string
	for _, k := range noteIDs {
		if n&k.Note != 0 {
			out = append(out, k.Text)
		}
	}
	return out
}

// Result is one figure. Intervals are in the indicator's unit and mean
// something only while HasInterval (95%) and Has998 are true.
type Result struct {
	Area        dataset.AreaID
	Period      int32 // index into Indicator.Periods
	Breakdown   int32 // index into Indicator.Breakdowns
	Value       quantity.Value
	Numerator   quantity.Value
	Denominator quantity.Value
	Spread      quantity.Value // standard deviation, for means that have one
	I95, I998   stats.Interval
	HasInterval bool
	Has998      bool
	Status      dataset.Status
	Notes       Note
	Gap         *[2]quantity.Value // value and what is taken from it, of an index with minus; else nil
	Asked       *Asked             // of a survey's wave, where its return says more; else nil
	from        [2]sourceRef
}

// sourceRef points at a line of a table, and at the place in it where the
// number stands (0 unknown); table -1 is none.
type sourceRef struct {
	table  int8
	column uint16
	row    int32
}

// Indicator is a definition with all its results. Results are ordered by
// breakdown, area and period, and found with At.
type Indicator struct {
	Def        *indicators.Definition
	Periods    []dataset.Period // in time order
	Breakdowns []Breakdown      // Headline first
	Results    []Result
	tables     []*dataset.Table
	index      map[key]int32
}

type key struct {
	area      dataset.AreaID
	period    int32
	breakdown int32
}

// At finds a result; nil when there is none, which is "absent", never zero.
func (i *Indicator) At(area dataset.AreaID, period, breakdown int) *Result {
	n, ok := i.index[key{area, int32(period), int32(breakdown)}]
	if !ok {
		return nil
	}
	return &i.Results[n]
}

// Sources lists the file lines that a result was made from.
func (i *Indicator) Sources(r *Result) []dataset.Source {
	var out []dataset.Source
	for _, f := range r.from {
		if f.table < 0 {
			continue
		}
		s := i.tables[f.table].SourceOf(int(f.row))
		if len(out) == 0 || out[0] != s {
			out = append(out, s)
		}
	}
	return out
}

// SourceID is the source that a result's first part was read from; "" when the
// result was made without a table.
func (i *Indicator) SourceID(r *Result) string {
	if r.from[0].table < 0 || int(r.from[0].table) >= len(i.tables) {
		return ""
	}
	return i.tables[r.from[0].table].Source
}

// Origin names the cell of a file that a part of a result was read from, so that
// one count printed in several indicators is known as one; part 0 is the first
// that the result has (its numerator), part 1 the second (its denominator). It
// is "" where the part was worked out or has no place.
func (i *Indicator) Origin(r *Result, part int) string {
	f := r.from[part]
	if f.table < 0 || int(f.table) >= len(i.tables) || f.column == 0 {
		return ""
	}
	s := i.tables[f.table].SourceOf(int(f.row))
	return fmt.Sprintf("%s|%s|%d|%d", s.File, s.Sheet, s.Line, f.column)
}

// PeriodIndex finds a period by identity, -1 when the indicator has none such.
func (i *Indicator) PeriodIndex(p dataset.Period) int {
	for n, q := range i.Periods {
		if q.Same(p) {
			return n
		}
	}
	return -1
}

// Latest is the index of the newest period in which the area has a figure or a
// reason for none, for a breakdown; -1 when it has nothing at all.
func (i *Indicator) Latest(area dataset.AreaID, breakdown int) int {
	for p := len(i.Periods) - 1; p >= 0; p-- {
		if i.At(area, p, breakdown) != nil {
			return p
		}
	}
	return -1
}

// With returns a copy with other results (same order and keys): how disclose
// hands on what is safe without touching what it was given.
func (i *Indicator) With(results []Result) *Indicator {
	c := *i
	c.Results = results
	return &c
}

// New makes an indicator from ready results, in any order; for tests and for
// the definition tests' runner. Tables may be nil when no origin is needed.
func New(def *indicators.Definition, periods []dataset.Period, breakdowns []Breakdown, results []Result) *Indicator {
	i := &Indicator{Def: def, Periods: periods, Breakdowns: breakdowns, Results: results}
	for n := range i.Results {
		i.Results[n].from = [2]sourceRef{{table: -1}, {table: -1}}
	}
	i.sortAndIndex()
	return i
}

func (i *Indicator) sortAndIndex() {
	sort.SliceStable(i.Results, func(a, b int) bool {
		x, y := &i.Results[a], &i.Results[b]
		if x.Breakdown != y.Breakdown {
			return x.Breakdown < y.Breakdown
		}
		if x.Area != y.Area {
			return x.Area < y.Area
		}
		return x.Period < y.Period
	})
	i.index = make(map[key]int32, len(i.Results))
	for n := range i.Results {
		r := &i.Results[n]
		i.index[key{r.Area, r.Period, r.Breakdown}] = int32(n)
	}
}
