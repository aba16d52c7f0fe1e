package transition

import (
	"context"
	"fmt"
	"strconv"

	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/protect"
)

// smallest is the smallest count of children that may be shown; 0 may be too.
const smallest = 6

// counted are the measures that count children in whole numbers.
var counted = []string{forecast.MeasurePlans, forecast.MeasureJoiners, forecast.MeasureLeavers, forecast.MeasureMoversIn, forecast.MeasureMoversOut}

// shown are the slices that may be published at all. Tables of need by setting
// and of single school years are mostly small counts: what could be left of
// them is not worth what they would give away.
var shown = []string{forecast.SliceTotal, forecast.SliceSetting, forecast.SliceSettingGroup, forecast.SliceNeed, forecast.SlicePhase, forecast.SliceAgeGroup}

// publication is observed counts as one system of equations: what a reader of
// projection.csv can add up and take away.
type publication struct {
	system protect.System
	value  map[string]int64
	keys   map[string][]string // of a slice, in the order of the rows
	part   map[string]string   // slice and measure of a cell
	left   map[string]bool     // slices and measures that are left out
	years  []int
	in     Inputs
}

func cellID(year int, slice, key, measure string) string {
	return strconv.Itoa(year) + " " + slice + " " + key + " " + measure
}

// Protect makes a result fit to be published: counts of 1 to 5 are replaced by
// the symbol, and so are the further ones that would give them back through a
// total or through the flows from one year to the next. What is worked out from
// a hidden count goes with it, and so does the projection of what is hidden in
// the seed year. Finer slices, parameters, placements and moves between two
// settings that were few are left out, and so is a slice's measure that cannot
// be made safe. The error is a mistake in this program or an ended context.
func (r Result) Protect(ctx context.Context, in Inputs, symbol string) (Result, error) {
	left := map[string]bool{}
	for {
		p := newPublication(r, in, left)
		pattern, err := protect.Protect(ctx, p.system)
		if err != nil {
			return Result{}, fmt.Errorf("protecting the projection: %w", err)
		}
		if len(pattern.Exposed) == 0 {
			return r.published(p, p.hidden(pattern), symbol), nil
		}
		for _, id := range pattern.Exposed {
			left[p.part[id]] = true
		}
	}
}

// hidden is the cells of a pattern with those that were small themselves.
func (p *publication) hidden(pattern protect.Pattern) map[string]bool {
	hidden := map[string]bool{}
	for _, id := range pattern.Secondary {
		hidden[id] = true
	}
	for _, c := range p.system.Cells {
		if c.Primary {
			hidden[c.ID] = true
		}
	}
	return hidden
}

func (r Result) published(p *publication, hidden map[string]bool, symbol string) Result {
	r.Rows = p.rows(r, hidden, symbol)
	r.Flows = safeMoves(r.Flows, r.Seed, hidden)
	r.Params, r.Placements, r.Capacity = nil, nil, nil
	return r
}

func newPublication(r Result, in Inputs, left map[string]bool) *publication {
	p := &publication{value: map[string]int64{}, keys: map[string][]string{}, part: map[string]string{}, left: left, in: in}
	known, seenYear := map[string]bool{}, map[int]bool{}
	for _, x := range r.Rows {
		if x.Kind != forecast.KindObserved || !contains(shown, x.Slice) || !contains(counted, x.Measure) || left[x.Slice+" "+x.Measure] {
			continue
		}
		id := cellID(x.Year, x.Slice, x.Key, x.Measure)
		p.value[id], p.part[id] = int64(x.Mean), x.Slice+" "+x.Measure
		if k := x.Slice + " " + x.Key; !known[k] {
			known[k] = true
			p.keys[x.Slice] = append(p.keys[x.Slice], x.Key)
		}
		if !seenYear[x.Year] {
			seenYear[x.Year] = true
			p.years = append(p.years, x.Year)
		}
	}
	for _, x := range r.Rows {
		id := cellID(x.Year, x.Slice, x.Key, x.Measure)
		if v, ok := p.value[id]; ok && x.Kind == forecast.KindObserved {
			p.system.Cells = append(p.system.Cells, protect.Cell{ID: id, Value: v, Primary: v > 0 && v < smallest, Last: x.Slice == forecast.SliceTotal})
		}
	}
	for _, y := range p.years {
		for _, m := range counted {
			p.sums(y, m)
		}
		p.flows(y)
	}
	return p
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// sums are the ways in which the slices of one year and measure add up.
func (p *publication) sums(year int, measure string) {
	id := func(slice, key string) string { return cellID(year, slice, key, measure) }
	all := func(slice string, of func(key string) bool) []string {
		var out []string
		for _, k := range p.keys[slice] {
			if of(k) {
				out = append(out, id(slice, k))
			}
		}
		return out
	}
	any := func(string) bool { return true }
	total := id(forecast.SliceTotal, "all")
	for _, slice := range []string{forecast.SliceSetting, forecast.SliceSettingGroup, forecast.SliceNeed, forecast.SlicePhase, forecast.SliceAgeGroup} {
		p.sum(total, all(slice, any))
	}
	groups := map[string]string{}
	for _, s := range p.in.Settings {
		groups[s.Code] = s.Group
	}
	for _, g := range p.keys[forecast.SliceSettingGroup] {
		p.sum(id(forecast.SliceSettingGroup, g), all(forecast.SliceSetting, func(k string) bool { return groups[k] == g || (groups[k] == "" && k == g) }))
	}
}

// sum adds an equation of those parts that have a row; a part without one is 0.
func (p *publication) sum(total string, parts []string) {
	if _, ok := p.value[total]; !ok {
		return
	}
	terms := []protect.Term{{Cell: total, Factor: 1}}
	for _, part := range parts {
		terms = append(terms, protect.Term{Cell: part, Factor: -1})
	}
	p.add(terms, total, smallest)
}

// add keeps the terms that have a row and takes the bounds from the figures,
// so that a history with small breaks has no contradiction.
func (p *publication) add(terms []protect.Term, total string, threshold int64) {
	e := protect.Equation{Total: total, Threshold: threshold}
	for _, t := range terms {
		if v, ok := p.value[t.Cell]; ok {
			e.Terms = append(e.Terms, t)
			e.Lower += t.Factor * v
		}
	}
	if len(e.Terms) < 2 {
		return
	}
	e.Upper = e.Lower
	p.system.Equations = append(p.system.Equations, e)
}

// flows tie a year's plans to those of the year before, in slices whose keys do
// not age; in the others as many move in as out.
func (p *publication) flows(year int) {
	tie := func(slice, now, before string) {
		id := func(y int, key, measure string) string { return cellID(y, slice, key, measure) }
		p.add([]protect.Term{{Cell: id(year, now, forecast.MeasurePlans), Factor: 1}, {Cell: id(year-1, before, forecast.MeasurePlans), Factor: -1},
			{Cell: id(year, now, forecast.MeasureJoiners), Factor: -1}, {Cell: id(year, now, forecast.MeasureLeavers), Factor: 1},
			{Cell: id(year, now, forecast.MeasureMoversIn), Factor: -1}, {Cell: id(year, now, forecast.MeasureMoversOut), Factor: 1}}, "", 0)
	}
	for _, slice := range []string{forecast.SliceTotal, forecast.SliceSetting, forecast.SliceSettingGroup, forecast.SliceNeed} {
		for _, k := range p.keys[slice] {
			tie(slice, k, k)
		}
	}
	for _, slice := range []string{forecast.SliceTotal, forecast.SlicePhase, forecast.SliceAgeGroup} {
		for _, k := range p.keys[slice] {
			p.add([]protect.Term{{Cell: cellID(year, slice, k, forecast.MeasureMoversIn), Factor: 1}, {Cell: cellID(year, slice, k, forecast.MeasureMoversOut), Factor: -1}}, "", 0)
		}
	}
}

// rows hides what the pattern says and what follows from it. Costs are sums of
// counts with known prices, another equation for each: where anything of a year
// is hidden, its observed costs go, and of projected ones those by need and age.
func (p *publication) rows(r Result, hidden map[string]bool, symbol string) []forecast.Row {
	years := map[int]bool{}
	for id := range hidden {
		if y, err := strconv.Atoi(id[:4]); err == nil {
			years[y] = true
		}
	}
	out := make([]forecast.Row, 0, len(r.Rows))
	for _, x := range r.Rows {
		if !contains(shown, x.Slice) || p.left[x.Slice+" "+x.Measure] || (p.left[x.Slice+" "+forecast.MeasurePlans] && !contains(counted, x.Measure)) {
			continue
		}
		year := x.Year
		if x.Kind == forecast.KindProjected {
			year = r.Seed
		}
		if p.mustHide(x, year, years[year], hidden) {
			x = x.Hidden(symbol)
		}
		out = append(out, x)
	}
	return out
}

func (p *publication) mustHide(x forecast.Row, year int, any bool, hidden map[string]bool) bool {
	plans := hidden[cellID(year, x.Slice, x.Key, forecast.MeasurePlans)]
	switch x.Measure {
	case forecast.MeasureCost:
		return plans || (any && (x.Kind == forecast.KindObserved || x.Slice != forecast.SliceTotal))
	case forecast.MeasureChange, forecast.MeasureChangePct:
		return plans || (x.Kind == forecast.KindObserved && hidden[cellID(year-1, x.Slice, x.Key, forecast.MeasurePlans)])
	}
	return plans || hidden[cellID(year, x.Slice, x.Key, x.Measure)]
}

// safeMoves drops pairs of settings that in the seed year had few moves, or
// of which either side's flow is hidden, and every observed pair: their sums
// are published as flows of the settings.
func safeMoves(flows []Flow, seed int, hidden map[string]bool) []Flow {
	few := map[[2]string]bool{}
	for _, f := range flows {
		if f.Kind == forecast.KindObserved && f.Year == seed {
			few[[2]string{f.Setting1, f.Setting2}] = f.Mean < smallest
		}
	}
	var out []Flow
	for _, f := range flows {
		small, seen := few[[2]string{f.Setting1, f.Setting2}]
		if f.Kind == forecast.KindObserved || !seen || small || hidden[cellID(seed, forecast.SliceSetting, f.Setting1, forecast.MeasureMoversOut)] ||
			hidden[cellID(seed, forecast.SliceSetting, f.Setting2, forecast.MeasureMoversIn)] {
			continue
		}
		out = append(out, f)
	}
	return out
}
