package attack

import (
	"math"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// state is what a figure shows.
type state uint8

const (
	shown  state = iota
	hidden       // c
	low          // not zero, rounds to zero
	unsaid       // x, z, w or nothing at all
)

// key is the place of a figure; edition 1 is the previous release.
type key struct {
	edition                            uint8
	area, indicator, breakdown, period int32
}

// cell is one published figure.
type cell struct {
	key
	state                         state
	wide                          bool // a region or the nation
	has                           uint8
	both                          bool // hidden in one place and shown in another
	value, num, den, lower, upper float64
	change                        float64
	benchmark                     int32 // place in the release's benchmarks, or -1
}

const (
	hasValue = 1 << iota
	hasNum
	hasDen
	hasInterval
	hasChange
)

// benchmark is what a row says of other areas.
type benchmark struct {
	snMean                   bool
	snValue, snN             quantity.Value
	region                   string
	regionValue, nationValue quantity.Value
}

// Release collects everything that one release publishes, and what an earlier
// one did. The zero value is empty. The order in which rows come, and rows that
// come several times, do not matter.
type Release struct {
	cells      []cell
	at         map[key]int32
	benchmarks []benchmark
	told       map[key][]string

	areas, indicators, breakdowns, periods names
	nations                                map[int32]bool
	frozen                                 bool
	both                                   bool // there is an earlier release
}

// names gives small numbers to texts.
type names struct {
	list []string
	at   map[string]int32
}

func (n *names) id(s string) int32 {
	if i, ok := n.at[s]; ok {
		return i
	}
	if n.at == nil {
		n.at = map[string]int32{}
	}
	i := int32(len(n.list))
	n.at[s], n.list = i, append(n.list, s)
	return i
}

func (n *names) find(s string) int32 {
	if i, ok := n.at[s]; ok {
		return i
	}
	return -1
}

// sorted renumbers the texts in their order; the result is each old number's
// new one.
func (n *names) sorted() []int32 {
	old := n.list
	n.list = append([]string(nil), old...)
	sort.Strings(n.list)
	for i, s := range n.list {
		n.at[s] = int32(i)
	}
	moved := make([]int32, len(old))
	for i, s := range old {
		moved[i] = n.at[s]
	}
	return moved
}

// Add takes a row of the release that is audited.
func (r *Release) Add(row Row) { r.add(row, 0) }

// AddPrevious takes a row of the release before.
func (r *Release) AddPrevious(row Row) { r.add(row, 1) }

const periodSeparator = "\x1f"

func (r *Release) add(row Row, edition uint8) {
	if r.at == nil {
		r.at, r.told, r.nations = map[key]int32{}, map[key][]string{}, map[int32]bool{}
	}
	r.frozen = false
	r.both = r.both || edition > 0
	k := key{edition, r.areas.id(row.Area), r.indicators.id(row.Indicator), r.breakdowns.id(row.Breakdown), r.periods.id(row.Period + periodSeparator + row.PeriodType)}
	c := cellOf(row, k)
	if row.Level == "ENG" {
		r.nations[k.area] = true
	}
	if len(row.Told) > 0 && len(r.told[k]) < len(row.Told) {
		r.told[k] = row.Told
	}
	if row.SNN.Known || row.RegionValue.Known || row.EnglandValue.Known {
		c.benchmark = int32(len(r.benchmarks))
		r.benchmarks = append(r.benchmarks, benchmark{row.SNMethod == "mean", row.SNValue, row.SNN, row.RegionCode, row.RegionValue, row.EnglandValue})
	}
	i, twice := r.at[k]
	if !twice {
		r.at[k] = int32(len(r.cells))
		r.cells = append(r.cells, c)
		return
	}
	r.cells[i] = joined(r.cells[i], c)
}

// cellOf keeps the numbers of a row.
func cellOf(row Row, k key) cell {
	c := cell{key: k, wide: row.Level != "" && row.Level != "LA", benchmark: -1}
	take := func(v quantity.Value, bit uint8) float64 {
		if !v.Known || math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return 0
		}
		c.has |= bit
		return v.Number
	}
	c.num, c.value = take(row.Numerator, hasNum), take(row.Value, hasValue)
	if c.den = take(row.Denominator, hasDen); c.has&hasDen == 0 {
		c.den = take(row.Answers, hasDen)
	}
	c.change = take(row.Change, hasChange)
	if row.Lower.Known && row.Upper.Known {
		c.lower, c.upper = take(row.Lower, hasInterval), take(row.Upper, hasInterval)
	}
	switch symbol, ok := quantity.ParseSymbol(row.Symbol); {
	case c.has&(hasValue|hasNum) != 0 && (!ok || symbol == quantity.Unreliable):
		c.state = shown
	case symbol == quantity.Suppressed:
		c.state = hidden
	case symbol == quantity.Low:
		c.state = low
	default:
		c.state = unsaid
	}
	return c
}

// joined is one figure that stands in two places. What either shows, a reader
// knows; the smaller number stands in where they differ, whichever came first.
func joined(a, b cell) cell {
	if a.state != b.state && (a.state == hidden || b.state == hidden) && (a.state == shown || b.state == shown) {
		a.both = true
	}
	a.both = a.both || b.both
	fill := func(bit uint8, mine *float64, other float64) {
		switch {
		case b.has&bit == 0:
		case a.has&bit == 0:
			*mine, a.has = other, a.has|bit
		default:
			*mine = min(*mine, other)
		}
	}
	hadInterval := a.has&hasInterval != 0
	fill(hasValue, &a.value, b.value)
	fill(hasNum, &a.num, b.num)
	fill(hasDen, &a.den, b.den)
	fill(hasChange, &a.change, b.change)
	if !hadInterval && b.has&hasInterval != 0 {
		a.lower, a.upper, a.has = b.lower, b.upper, a.has|hasInterval
	}
	a.state = min(a.state, b.state)
	a.wide = a.wide || b.wide
	a.benchmark = max(a.benchmark, b.benchmark)
	return a
}

// freeze numbers everything by its name, so that nothing depends on the order
// in which rows came, and sorts figures so that those of one indicator, area
// and period stand together.
func (r *Release) freeze() {
	if r.frozen || r.at == nil {
		return
	}
	for i := 0; i < len(r.breakdowns.list); i++ { // wholes that are not published are unknown counts too
		list := pairs(r.breakdowns.list[i])
		for n := range list {
			r.breakdowns.id(wider(list, n))
		}
	}
	areas, indicators, breakdowns, periods := r.areas.sorted(), r.indicators.sorted(), r.breakdowns.sorted(), r.periods.sorted()
	moved := func(k key) key {
		return key{k.edition, areas[k.area], indicators[k.indicator], breakdowns[k.breakdown], periods[k.period]}
	}
	for i := range r.cells {
		r.cells[i].key = moved(r.cells[i].key)
	}
	nations := map[int32]bool{}
	for a := range r.nations {
		nations[areas[a]] = true
	}
	tolds := map[key][]string{}
	for k, list := range r.told {
		tolds[moved(k)] = list
	}
	r.nations, r.told = nations, tolds
	sort.Slice(r.cells, func(a, b int) bool { return r.cells[a].before(r.cells[b].key) })
	clear(r.at)
	for i := range r.cells {
		r.at[r.cells[i].key] = int32(i)
	}
	r.frozen = true
}

func (k key) before(o key) bool {
	switch {
	case k.edition != o.edition:
		return k.edition < o.edition
	case k.indicator != o.indicator:
		return k.indicator < o.indicator
	case k.area != o.area:
		return k.area < o.area
	case k.period != o.period:
		return k.period < o.period
	}
	return k.breakdown < o.breakdown
}

// find is a figure by its place; nil where nothing is published.
func (r *Release) find(k key) *cell {
	if i, ok := r.at[k]; ok {
		return &r.cells[i]
	}
	return nil
}

// period is a period's label.
func (r *Release) period(id int32) string {
	label, _, _ := strings.Cut(r.periods.list[id], periodSeparator)
	return label
}
