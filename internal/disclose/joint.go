package disclose

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/protect"
	"github.com/sendpack/sendpack/internal/quantity"
)

// side is one of the counts of a result that a reader could work out: those
// counted, the others of the base, and the base itself.
type side int

const (
	counted side = iota
	others
	base
	sides
)

var sideNames = [sides]string{"counted", "others", "base"}

// joint is the system of everything that a release publishes of figures that
// are protected, for one part at a time: a result is shown or hidden whole, so
// what one part needs hidden is hidden in the others too.
type joint struct {
	all    []*suppressor
	reg    *dataset.Register
	system protect.System
	known  map[string]int // place in the system of each cell, by id
	owners map[string][]owner
	// Equations and Tables count what was proved over all parts.
	equations, tables int
}

// owner is a result that shows a cell.
type owner struct {
	s *suppressor
	n int
}

// protectJointly hides what else must be hidden, part after part, until none
// asks for more. Each round hides at least one more result, so it ends.
func (j *joint) protectJointly(ctx context.Context) error {
	for {
		hidden := 0
		for p := counted; p < sides; p++ {
			n, err := j.protectPart(ctx, p)
			if err != nil {
				return err
			}
			hidden += n
		}
		if hidden == 0 {
			return nil
		}
	}
}

func (j *joint) protectPart(ctx context.Context, p side) (hidden int, err error) {
	j.system, j.known, j.owners = protect.System{}, map[string]int{}, map[string][]owner{}
	for _, s := range j.all {
		j.cells(s, p)
	}
	for _, s := range j.all {
		j.sums(s, p)
		j.places(s, p)
		j.running(s, p)
	}
	if !j.anythingHidden() {
		return 0, nil
	}
	pattern, err := protect.Protect(ctx, j.system)
	if err != nil {
		return 0, err
	}
	j.equations, j.tables = max(j.equations, pattern.Equations), max(j.tables, pattern.Tables)
	if len(pattern.Exposed) > 0 {
		return 0, fmt.Errorf("disclosure: no pattern protects %s", pattern.Exposed[0])
	}
	for _, id := range append(pattern.Secondary, j.groupsExposed(pattern)...) {
		for _, o := range j.owners[id] {
			if !o.s.hidden[o.n] {
				o.s.hide(o.n)
				o.s.report.Secondary++
				hidden++
			}
		}
	}
	return hidden, nil
}

func (j *joint) anythingHidden() bool {
	for n := range j.system.Cells {
		if c := &j.system.Cells[n]; c.Primary || c.Hidden {
			return true
		}
	}
	return false
}

// count is a part of a result as it was before anything was hidden; ok is false
// where it is no whole number, so that no equation of counts can hold it.
func (s *suppressor) count(n int, p side) (v int64, ok bool) {
	r := &s.in.Results[n]
	x := 0.0
	switch {
	case p == counted && r.Numerator.Known && s.def.Measure != "mean" && s.def.Measure != "index":
		x = r.Numerator.Number
	case p == others && r.Numerator.Known && r.Denominator.Known && s.parts():
		x = r.Denominator.Number - r.Numerator.Number
	case p == base && r.Denominator.Known && s.def.Measure != "rate":
		x = r.Denominator.Number
	default:
		return 0, false
	}
	if x < 0 || x != math.Trunc(x) || x > 1<<40 {
		return 0, false
	}
	return int64(x), true
}

// cells adds the cells of one indicator. A result that came hidden has no value
// that we know, but it is still a part of its total.
func (j *joint) cells(s *suppressor, p side) {
	for n := range s.results {
		id := j.id(s, n, p)
		j.owners[id] = append(j.owners[id], owner{s, n})
		if at, twice := j.known[id]; twice {
			if c := &j.system.Cells[at]; s.hidden[n] {
				c.Hidden, c.Fixed = true, false // another indicator prints it and hides it here
			}
			continue
		}
		v, ok := s.count(n, p)
		if !ok && s.in.Results[n].Value.Symbol != quantity.Suppressed {
			continue
		}
		j.known[id] = len(j.system.Cells)
		hidden := s.hidden[n] || !ok
		j.system.Cells = append(j.system.Cells, protect.Cell{ID: id, Value: v, Unknown: !ok, Primary: hidden && s.primaries[n], Hidden: hidden,
			HideZero: s.class.HideZero || p != counted || s.def.Measure != "count", Fixed: ok && !hidden && v == 0 && !s.class.HideZero})
	}
}

func (j *joint) has(id string) bool {
	_, ok := j.known[id]
	return ok
}

// id names a cell: by the place that it was read from where it has one, so that
// a count printed in two indicators is one cell; else by its result.
func (j *joint) id(s *suppressor, n int, p side) string {
	r := &s.in.Results[n]
	origin, worked := "", ""
	switch {
	case p == counted && r.Numerator.Known:
		origin, worked = s.in.Origin(r, 0), s.working(s.def.Numerator, n)
	case p == base && r.Numerator.Known && r.Denominator.Known:
		origin, worked = s.in.Origin(r, 1), s.working(s.def.Denominator, n)
	}
	if origin != "" {
		return "read|" + origin
	}
	if worked != "" {
		return strings.Join([]string{"worked", worked, j.reg.Area(r.Area).Code, s.in.Periods[r.Period].Label}, "|")
	}
	return strings.Join([]string{s.def.ID, j.reg.Area(r.Area).Code, s.in.Periods[r.Period].Label, s.in.Breakdowns[r.Breakdown].Key, sideNames[p]}, "|")
}

// working says how a count is worked out of a published source, so that two
// indicators that work it out alike are known to print one count; "" for a
// return, whose rows belong to one indicator.
func (s *suppressor) working(o *indicators.Operand, n int) string {
	if o == nil || o.Expression == "" {
		return ""
	}
	how := []string{o.Source, o.Expression, s.def.Where, o.Where}
	group := s.in.Breakdowns[s.results[n].Breakdown]
	if group.Key == "" {
		return strings.Join(how, "|")
	}
	for k := range s.def.Breakdowns {
		if b := &s.def.Breakdowns[k]; b.List == group.List {
			return strings.Join(append(how, group.Key, b.Source, b.Column, b.Columns[group.Code], b.Where), "|")
		}
	}
	return ""
}

// sums adds the equations of one indicator's groups: each figure is the sum of
// its groups by every list that splits it. Groups that add up to less leave a
// rest that a reader can reckon too; groups that add up to more overlap, and
// give nothing away.
func (j *joint) sums(s *suppressor, p side) {
	for _, f := range s.families() {
		total := j.id(s, f.total, p)
		if !j.has(total) {
			continue
		}
		whole, ok := s.count(f.total, p)
		e := protect.Equation{Total: total, Threshold: int64(s.class.Threshold), Terms: []protect.Term{{Cell: total, Factor: 1}}}
		sum, unknown := int64(0), false
		for _, n := range f.parts {
			id := j.id(s, n, p)
			if !j.has(id) {
				continue
			}
			ok = ok && id != total // the headline is one of its own groups: they are no parts of it
			e.Terms = append(e.Terms, protect.Term{Cell: id, Factor: -1})
			v, known := s.count(n, p)
			sum, unknown = sum+v, unknown || !known
		}
		if len(e.Terms) == 1 || !ok || sum > whole {
			continue
		}
		if rest := whole - sum; rest > 0 && !unknown {
			id := total + "|rest of " + f.list
			j.system.Cells = append(j.system.Cells, protect.Cell{ID: id, Value: rest, Hidden: true, HideZero: true, Primary: rest < int64(s.class.Threshold)})
			e.Terms = append(e.Terms, protect.Term{Cell: id, Factor: -1})
		}
		s.slacken(&e, f.parts)
		j.system.Equations = append(j.system.Equations, e)
	}
}

// slacken widens an equation where figures are printed rounded: each printed
// figure may be off by half of what it is rounded to.
func (s *suppressor) slacken(e *protect.Equation, printed []int) {
	if s.class.RoundTo == 0 {
		return
	}
	off := int64(s.class.RoundTo/2) * int64(len(printed)+1)
	e.Lower, e.Upper = -off, off
}

// family is a figure with the groups that split it by one more list.
type family struct {
	total int
	list  string
	parts []int
}

// families are the splits of one indicator's figures, in a fixed order.
func (s *suppressor) families() []family {
	type where struct {
		area   dataset.AreaID
		period int32
		of     string // key of the whole
	}
	whole := map[where]int{}
	for n := range s.results {
		r := &s.results[n]
		whole[where{r.Area, r.Period, s.in.Breakdowns[r.Breakdown].Key}] = n
	}
	type split struct {
		where
		list string
	}
	found := map[split]int{}
	var out []family
	for n := range s.results {
		r := &s.results[n]
		pairs := strings.Split(s.in.Breakdowns[r.Breakdown].Key, ";")
		if pairs[0] == "" {
			continue
		}
		for i := range pairs {
			list, _, _ := strings.Cut(pairs[i], "=")
			rest := append(append([]string{}, pairs[:i]...), pairs[i+1:]...)
			k := split{where{r.Area, r.Period, strings.Join(rest, ";")}, list}
			total, ok := whole[k.where]
			if !ok {
				continue
			}
			at, seen := found[k]
			if !seen {
				at = len(out)
				found[k] = at
				out = append(out, family{total: total, list: list})
			}
			out[at].parts = append(out[at].parts, n)
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].total < out[b].total })
	return out
}

// places adds the sums of areas: a region is its authorities, and England its
// regions, where every one of them has the figure.
func (j *joint) places(s *suppressor, p side) {
	type where struct {
		period, breakdown int32
	}
	at := map[where]map[dataset.AreaID]int{}
	var order []where
	for n := range s.results {
		r := &s.results[n]
		k := where{r.Period, r.Breakdown}
		if at[k] == nil {
			at[k] = map[dataset.AreaID]int{}
			order = append(order, k)
		}
		at[k][r.Area] = n
	}
	for _, k := range order {
		for wider, total := range at[k] {
			j.place(s, p, wider, total, at[k])
		}
	}
}

func (j *joint) place(s *suppressor, p side, wider dataset.AreaID, total int, results map[dataset.AreaID]int) {
	area := j.reg.Area(wider)
	if area.Level != dataset.LevelRegion && area.Level != dataset.LevelEngland {
		return
	}
	e := protect.Equation{Total: j.id(s, total, p), Threshold: int64(s.class.Threshold), Terms: []protect.Term{{Cell: j.id(s, total, p), Factor: 1}}}
	whole, ok := s.count(total, p)
	sum := int64(0)
	for _, child := range j.within(area, s.in.Periods[s.in.Results[total].Period].End) {
		n, has := results[child]
		if !has { // under the code that it has now
			n, has = results[j.reg.Series(child)]
		}
		if !has || !j.has(j.id(s, n, p)) {
			return
		}
		e.Terms = append(e.Terms, protect.Term{Cell: j.id(s, n, p), Factor: -1})
		// What came hidden was protected by its publisher, with totals of its own.
		v, known := s.count(n, p)
		sum, ok = sum+v, ok && known
	}
	// A total that is printed rounded need not be the exact sum to be laid beside
	// its parts.
	half, off := int64(s.class.RoundTotals/2), whole-sum
	if len(e.Terms) < 2 || !j.has(e.Total) || !ok || off < -2*half || off > 2*half {
		return
	}
	e.Lower, e.Upper = min(-half, off), max(half, off)
	s.slacken(&e, make([]int, len(e.Terms)))
	j.system.Equations = append(j.system.Equations, e)
}

// supplied hides the figure of a wider area whose parts came hidden from their
// source and are together small: their publisher may show such a total, and we
// would be the ones to set it beside its parts.
func (j *joint) supplied(s *suppressor) {
	for n := range s.results {
		r := &s.results[n]
		area := j.reg.Area(r.Area)
		whole, ok := s.count(n, counted)
		if s.hidden[n] || !ok || area.Level != dataset.LevelRegion && area.Level != dataset.LevelEngland {
			continue
		}
		rest, came := whole, 0
		for _, child := range j.within(area, s.in.Periods[r.Period].End) {
			at := s.at(child, r.Period, r.Breakdown)
			if at < 0 {
				at = s.at(j.reg.Series(child), r.Period, r.Breakdown)
			}
			if at < 0 {
				came = 0
				break
			}
			if v, known := s.count(at, counted); known {
				rest -= v
			} else {
				came++
			}
		}
		if slack := int64(s.class.RoundTotals / 2); came > 0 && rest < int64(s.class.Threshold)+slack {
			s.hide(n)
			s.report.Secondary++
		}
	}
}

// within are the areas that make up a wider one on a day.
func (j *joint) within(wider dataset.Area, day int) []dataset.AreaID {
	level := dataset.LevelLA
	if wider.Level == dataset.LevelEngland {
		level = dataset.LevelRegion
	}
	var out []dataset.AreaID
	for _, id := range j.reg.Current(day, level) {
		a := j.reg.Area(id)
		if wider.Level == dataset.LevelRegion && a.Region == wider.Code || wider.Level == dataset.LevelEngland && j.reg.ParentRegion(a.Code) == "" {
			out = append(out, id)
		}
	}
	return out
}

// running adds what figures that add up through a year give away: the
// difference of two of them is what happened in between.
func (j *joint) running(s *suppressor, p side) {
	if s.def.Period.Cumulative == "" || p != counted {
		return
	}
	start := map[string]int{"FY": 4, "AY": 9}[s.def.Period.Cumulative]
	for n := range s.results {
		r := &s.results[n]
		now := s.in.Periods[r.Period]
		previous, ok := now.Previous()
		if !ok || now.Start/100%100 == start {
			continue
		}
		i := s.in.PeriodIndex(previous)
		if i < 0 {
			continue
		}
		before := s.at(r.Area, int32(i), r.Breakdown)
		a, okA := s.count(n, p)
		if before < 0 || !okA {
			continue
		}
		b, okB := s.count(before, p)
		if !okB || b > a {
			continue
		}
		total, id := j.id(s, n, p), j.id(s, n, p)+"|since "+previous.Label
		j.system.Cells = append(j.system.Cells, protect.Cell{ID: id, Value: a - b, Hidden: true, HideZero: true, Primary: s.small(quantity.Of(float64(a - b)))})
		e := protect.Sum(total, int64(s.class.Threshold), j.id(s, before, p), id)
		s.slacken(&e, []int{n})
		j.system.Equations = append(j.system.Equations, e)
	}
}

// at is the index of a result, -1 when there is none.
func (s *suppressor) at(area dataset.AreaID, period, breakdown int32) int {
	n := sort.Search(len(s.results), func(n int) bool {
		r := &s.results[n]
		if r.Breakdown != breakdown {
			return r.Breakdown > breakdown
		}
		if r.Area != area {
			return r.Area > area
		}
		return r.Period >= period
	})
	if n < len(s.results) && s.results[n].Area == area && s.results[n].Period == period && s.results[n].Breakdown == breakdown {
		return n
	}
	return -1
}
