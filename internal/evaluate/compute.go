package evaluate

import (
	"fmt"
	"math"
	"sort"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// finish computes every gathered cell and puts the results in order.
func (c *collector) finish() *Indicator {
	c.shareMinus()
	c.shareWording()
	c.checkAnswers()
	c.out.Periods = c.periods()
	c.out.Results = make([]Result, 0, len(c.cells))
	keys := make([]cellKey, 0, len(c.cells))
	for k := range c.cells {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(a, b int) bool { return keys[a].less(keys[b]) })
	for _, k := range keys {
		x := c.cells[k]
		r := Result{Area: k.area, Period: int32(c.out.PeriodIndex(x.period)), Breakdown: int32(k.group), Status: x.status, Asked: x.asked}
		r.from = [2]sourceRef{{table: -1}, {table: -1}}
		n := 0
		for _, part := range []role{numerator, denominator, value, minus, plus} {
			if x.have[part] && n < 2 {
				r.from[n], n = x.from[part], n+1
			}
		}
		c.compute(&r, x)
		if x.fit {
			r.Notes |= BestFit
		}
		// A row that says nothing is as good as no row, but for measures that
		// are published as they stand: there the benchmarks of the period are
		// shown beside the missing figure, as the tool they come from does.
		if c.def.SourceKey == "" && r.Value.Absent() && r.Numerator.Absent() && r.Denominator.Absent() {
			continue
		}
		c.out.Results = append(c.out.Results, r)
	}
	c.orderGroups()
	c.out.sortAndIndex()
	return c.out
}

// orderGroups puts the breakdowns in the order in which the definition declares
// their lists, then by code, whatever the order of the rows.
func (c *collector) orderGroups() {
	declared := map[string]int{}
	for n, b := range c.def.Breakdowns {
		declared[b.List] = n - len(c.def.Breakdowns) // groups of several lists come last
	}
	old := c.out.Breakdowns
	order := make([]int32, len(old))
	for n := range order {
		order[n] = int32(n)
	}
	sort.Slice(order[1:], func(a, b int) bool {
		x, y := old[order[1:][a]], old[order[1:][b]]
		if declared[x.List] != declared[y.List] {
			return declared[x.List] < declared[y.List]
		}
		return x.Key < y.Key
	})
	c.out.Breakdowns = make([]Breakdown, len(old))
	place := make([]int32, len(old))
	for n, from := range order {
		c.out.Breakdowns[n], place[from] = old[from], int32(n)
	}
	for n := range c.out.Results {
		r := &c.out.Results[n]
		r.Breakdown = place[r.Breakdown]
	}
}

func (k cellKey) less(o cellKey) bool {
	switch {
	case k.group != o.group:
		return k.group < o.group
	case k.area != o.area:
		return k.area < o.area
	case k.from != o.from:
		return k.from < o.from
	case k.to != o.to:
		return k.to < o.to
	}
	return k.kind < o.kind
}

// periods are the distinct ones of all cells, in time order.
func (c *collector) periods() []dataset.Period {
	var out []dataset.Period
	seen := map[[3]any]bool{}
	for _, x := range c.cells {
		k := [3]any{x.period.Type, x.period.Start, x.period.End}
		if !seen[k] {
			seen[k] = true
			out = append(out, x.period)
		}
	}
	sort.Slice(out, func(a, b int) bool {
		if out[a].Start != out[b].Start {
			return out[a].Start < out[b].Start
		}
		if out[a].End != out[b].End {
			return out[a].End < out[b].End
		}
		return out[a].Label < out[b].Label
	})
	return out
}

// compute fills value, parts and intervals by the definition's measure
// (statistics note §1).
func (c *collector) compute(r *Result, x *cell) {
	r.Numerator, r.Denominator = x.parts[numerator], x.parts[denominator]
	switch c.def.Measure {
	case "count":
		c.count(r, x)
	case "index":
		r.Value = x.parts[value]
		if c.def.Minus != nil {
			r.Gap = &[2]quantity.Value{x.parts[value], x.parts[minus]}
			r.Value = difference(r.Gap[0], r.Gap[1])
		}
	case "published-ci":
		c.published(r, x)
	case "survey":
		r.answered()
		if x.have[value] && !x.have[numerator] {
			r.Value = x.parts[value]
			return
		}
		c.ratio(r)
	default:
		if x.have[value] && !x.have[numerator] {
			r.Value = x.parts[value]
			return
		}
		c.ratio(r)
		if c.def.Measure == "mean" {
			r.Spread = x.parts[spread]
		}
	}
	if r.Value.Known && (math.IsNaN(r.Value.Number) || math.IsInf(r.Value.Number, 0)) {
		r.Value = quantity.Missing(quantity.NotAvailable)
	}
	Intervals(c.def.Measure, c.def.Unit.Multiplier(), r)
	if c.def.RepeatEvents && r.HasInterval {
		r.Notes |= RepeatEvents
	}
}

// shareMinus gives each group what its headline takes away: a gap by group is
// each group against the same reference.
func (c *collector) shareMinus() {
	if c.def.Minus == nil || c.def.Minus.Source == returnsSource {
		return // a return says for each group what is taken from it
	}
	for k, x := range c.cells {
		top := k
		top.group = Headline
		if h := c.cells[top]; k.group != Headline && h != nil && !x.have[minus] {
			x.have[minus], x.parts[minus], x.from[minus] = h.have[minus], h.parts[minus], h.from[minus]
		}
	}
}

// sum is a + b, or the reason why there is none: a sum of which one part is
// missing would be too small.
func sum(a, b quantity.Value) quantity.Value {
	d := difference(a, b)
	if d.Known {
		d.Number = a.Number + b.Number
	}
	return d
}

// difference is a - b, or the reason why there is none: c when either is c.
func difference(a, b quantity.Value) quantity.Value {
	switch {
	case a.Absent() && b.Absent():
		return quantity.Value{}
	case a.Symbol == quantity.Suppressed || b.Symbol == quantity.Suppressed:
		return quantity.Missing(quantity.Suppressed)
	case !a.Known:
		return reason(a)
	case !b.Known:
		return reason(b)
	}
	return quantity.Of(a.Number - b.Number)
}

func (c *collector) count(r *Result, x *cell) {
	if c.def.Plus != nil && r.Breakdown == Headline {
		r.Numerator = sum(r.Numerator, x.parts[plus])
	}
	r.Value = r.Numerator
	if r.Value.Absent() {
		r.Value = x.parts[value]
		r.Numerator = r.Value
	}
}

func (c *collector) published(r *Result, x *cell) {
	r.Value = x.parts[value]
	lo, hi := x.parts[lower], x.parts[upper]
	if !r.Value.Known || !lo.Known || !hi.Known {
		return
	}
	if lo.Number > hi.Number || r.Value.Number < lo.Number || r.Value.Number > hi.Number {
		c.problem(x, "published interval does not contain its value", "lower limit, value and upper limit in rising order", "check which columns the mapping names")
		return
	}
	r.I95, r.HasInterval = stats.Interval{Lower: lo.Number, Upper: hi.Number}, true
}

// ratio makes value = multiplier × numerator / denominator, or the reason why
// there is none: c when either part is c, z when nobody was there to count.
func (c *collector) ratio(r *Result) {
	n, d := r.Numerator, r.Denominator
	switch {
	case n.Symbol == quantity.Suppressed || d.Symbol == quantity.Suppressed:
		r.Value = quantity.Missing(quantity.Suppressed)
	case n.Absent() && d.Absent():
		return
	case !n.Known:
		r.Value = reason(n)
	case !d.Known:
		r.Value = reason(d)
	case d.Number == 0:
		r.Value = quantity.Missing(quantity.NotApplicable)
		if n.Number != 0 {
			c.impossible(r, "above a denominator of 0")
		}
	case c.bounded() && n.Number > d.Number:
		c.impossible(r, fmt.Sprintf("above its denominator %s", d.Shortest()))
	default:
		r.Value = quantity.Of(c.def.Unit.Multiplier() * n.Number / d.Number)
	}
}

// bounded measures cannot have more in the numerator than in the denominator.
// A survey's score is a mean: the sum of scores may exceed the answers.
func (c *collector) bounded() bool {
	return c.def.Measure == "proportion" || c.def.Measure == "survey" && c.def.Unit == quantity.Percent
}

func reason(v quantity.Value) quantity.Value {
	if v.Absent() {
		return quantity.Missing(quantity.NotAvailable)
	}
	return quantity.Missing(v.Symbol)
}

func (c *collector) impossible(r *Result, what string) {
	r.Value = quantity.Missing(quantity.NotAvailable)
	c.diags.Add(diag.Diagnostic{Pos: c.at(r.from[0]),
		Message:  fmt.Sprintf("%s: numerator %s is %s (%s, %s)", c.def.ID, r.Numerator.Shortest(), what, c.in.Register.Area(r.Area).Name, c.out.Periods[r.Period].Label),
		Expected: "a numerator that is part of its denominator",
		Fix:      "check whether the two columns are swapped or one figure is mistyped"})
}

func (c *collector) problem(x *cell, message, expected, fix string) {
	c.diags.Add(diag.Diagnostic{Pos: c.at(x.from[value]), Message: c.def.ID + ": " + message, Expected: expected, Fix: fix})
}
