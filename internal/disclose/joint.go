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
	// exact leaves out what rounding adds to the bounds of equations.
	exact bool
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
	counts := j.printedCounts()
	for {
		hidden := j.spread(counts)
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
	j.write(p)
	if !j.anythingHidden() {
		return 0, nil
	}
	pattern, err := protect.Protect(ctx, j.system)
	if err != nil {
		return 0, err
	}
	j.equations, j.tables = max(j.equations, pattern.Equations), max(j.tables, pattern.Tables)
	if len(pattern.Exposed) > 0 {
		return 0, j.unprotected(pattern.Exposed, p)
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

// unprotected names the first figure that nothing protects, by its place alone:
// the cell's own name may tell where in a file its count stands.
func (j *joint) unprotected(ids []string, p side) error {
	id, _, _ := strings.Cut(ids[0], "|rest of ")
	id, _, _ = strings.Cut(id, "|since ")
	owners := j.owners[id]
	if len(owners) == 0 {
		return fmt.Errorf("disclosure: %d figures cannot be protected", len(ids))
	}
	o := owners[0]
	r := &o.s.results[o.n]
	place := o.s.def.ID + ", " + j.reg.Area(r.Area).Name + ", " + o.s.in.Periods[r.Period].Label
	if k := o.s.in.Breakdowns[r.Breakdown].Key; k != "" {
		place += ", " + k
	}
	more := ""
	if len(ids) > 1 {
		more = fmt.Sprintf(" (and %d more)", len(ids)-1)
	}
	return fmt.Errorf("disclosure: whatever else is hidden, the number %s of %s can be worked out%s", partWords[p], place, more)
}

// partWords are the sides as people are told of them.
var partWords = [sides]string{"counted", "left over", "in all"}

// write makes the system of one part.
func (j *joint) write(p side) {
	j.system, j.known, j.owners = protect.System{}, map[string]int{}, map[string][]owner{}
	for _, s := range j.all {
		j.cells(s, p)
	}
	for _, s := range j.all {
		j.sums(s, p)
		j.places(s, p)
		j.running(s, p)
	}
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
			s.shared(&j.system.Cells[at], n)
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
	case p == others && r.Numerator.Known && r.Denominator.Known:
		// What is left over is the same wherever both counts are.
		if c, b := j.id(s, n, counted), j.id(s, n, base); published(c) && published(b) {
			return "left|" + c + "|" + b
		}
	}
	if origin != "" {
		return "read|" + origin
	}
	if worked != "" {
		return strings.Join([]string{"worked", worked, j.reg.Area(r.Area).Code, s.in.Periods[r.Period].Label}, "|")
	}
	return strings.Join([]string{s.def.ID, j.reg.Area(r.Area).Code, s.in.Periods[r.Period].Label, s.in.Breakdowns[r.Breakdown].Key, sideNames[p]}, "|")
}

// published reports the id of a count that is known by where it was read, which
// other results can share.
func published(id string) bool {
	return strings.HasPrefix(id, "read|") || strings.HasPrefix(id, "worked|")
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
		e := protect.Equation{Total: total, Threshold: s.together(), Terms: []protect.Term{{Cell: total, Factor: 1}}}
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
			j.system.Cells = append(j.system.Cells, protect.Cell{ID: id, Value: rest, Hidden: true, HideZero: true, Primary: !s.class.Rounded && rest < int64(s.class.Threshold)})
			e.Terms = append(e.Terms, protect.Term{Cell: id, Factor: -1})
		}
		j.slacken(s, &e, f.parts)
		j.system.Equations = append(j.system.Equations, e)
	}
}

// slacken widens an equation where figures are printed rounded: each printed
// figure may be off by half of what it is rounded to.
func (j *joint) slacken(s *suppressor, e *protect.Equation, printed []int) {
	if s.class.RoundTo == 0 || j.exact {
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
		j.system.Cells = append(j.system.Cells, protect.Cell{ID: id, Value: a - b, Hidden: true, HideZero: true, Primary: !s.class.Rounded && s.small(quantity.Of(float64(a-b)))})
		e := protect.Sum(total, s.together(), j.id(s, before, p), id)
		j.slacken(s, &e, []int{n})
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
