// Package disclose makes results safe to publish: it hides small counts by the
// suppression class of their indicator, and everything that would give them
// back, before anything is compared, ranked, drawn or totalled. It is the
// disclose stage. It refuses to be made looser than a class by a project.
package disclose

import (
	"sort"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Class holds the parameters of a suppression class (statistics note §14).
// Threshold t hides counts 1 to t-1; zero means that nothing is hidden.
type Class struct {
	ID            string
	Threshold     int
	HideZero      bool
	RoundTo       int  // what is left is rounded to this
	RoundTotals   int  // region and England figures are rounded to this
	Survey        bool // 14.5: rules on the number of answers
	NoBreakdowns  bool
	MinBase       int
	ReliableBase  int
	PublishedAsIs bool // S0, S6: only a note on small bases
}

// ClassOf is the class by its id, made stricter by the project's policy; the
// second result is false for an unknown id.
func ClassOf(id string, p Policy) (Class, bool) {
	c := Class{ID: id, MinBase: 10, ReliableBase: 30}
	switch id {
	case "S0", "S6":
		c.PublishedAsIs = true
		return c, true
	case "S1":
		c.Threshold = 6
	case "S2":
		c.Threshold, c.RoundTotals = 6, 10
	case "S3":
		c.Threshold, c.HideZero, c.RoundTo = 5, true, 5
	case "S4":
		c.Threshold, c.HideZero, c.NoBreakdowns = 10, true, true
	case "S5":
		c.Survey = true
	default:
		return c, false
	}
	if c.Threshold > 0 {
		c.Threshold = max(c.Threshold, p.Threshold)
	}
	c.MinBase = max(c.MinBase, p.MinBase)
	return c, true
}

// Policy is a project's wish to hide more. Zero values ask for nothing.
type Policy struct {
	Threshold int
	MinBase   int
}

// Report counts what was hidden, without a single hidden value.
type Report struct {
	Indicator                 string
	Class                     string
	Cells, Primary, Secondary int
}

// Apply returns the indicator with every unsafe figure replaced by c, its
// parts and intervals gone, and a report. The input is not changed. Secondary
// cells are chosen within each list of groups: among the parts of one total,
// never fewer than two are hidden and never fewer than t people in all.
func Apply(i *evaluate.Indicator, reg *dataset.Register, p Policy) (*evaluate.Indicator, Report) {
	c, _ := ClassOf(i.Def.Suppression, p)
	s := suppressor{class: c, def: i.Def, in: i, reg: reg, results: append([]evaluate.Result(nil), i.Results...)}
	s.report = Report{Indicator: i.Def.ID, Class: c.ID, Cells: len(s.results)}
	s.hidden = make([]bool, len(s.results))
	switch {
	case c.PublishedAsIs:
		s.noteSmallBases()
	case c.Survey:
		s.survey()
	default:
		s.primary()
		s.secondary()
		s.round()
	}
	return i.With(s.results), s.report
}

type suppressor struct {
	class   Class
	def     *indicators.Definition
	in      *evaluate.Indicator
	reg     *dataset.Register
	results []evaluate.Result
	hidden  []bool
	report  Report
}

func (s *suppressor) noteSmallBases() {
	for n := range s.results {
		r := &s.results[n]
		if r.Value.Known && r.Denominator.Known && r.Denominator.Number < float64(s.class.ReliableBase) {
			r.Notes |= evaluate.SmallBase
		}
	}
}

// primary hides each figure that is small itself, whose complement is small or
// whose base is too small, and whatever was supplied as c.
func (s *suppressor) primary() {
	for n := range s.results {
		if s.unsafe(&s.results[n]) {
			s.hide(n)
			s.report.Primary++
		}
	}
}

func (s *suppressor) unsafe(r *evaluate.Result) bool {
	if s.class.NoBreakdowns && r.Breakdown != evaluate.Headline {
		return true
	}
	if r.Value.Symbol == quantity.Suppressed {
		return true
	}
	if s.small(r.Numerator) || s.small(r.Denominator) {
		return true
	}
	if !r.Denominator.Known || s.def.Measure == "count" {
		return false
	}
	if r.Denominator.Number == 0 && r.Numerator.Known && r.Numerator.Number == 0 {
		return false // nobody to protect, in a class that shows zeros
	}
	if r.Denominator.Number < float64(s.class.MinBase) {
		return true
	}
	if !r.Numerator.Known || !s.parts() {
		return false
	}
	rest := r.Denominator.Number - r.Numerator.Number
	if s.small(quantity.Of(rest)) {
		return true
	}
	return s.def.Sensitive && (rest == 0 || r.Numerator.Number == 0)
}

// parts reports whether the numerator is a part of the denominator, so that
// the rest is a group of people too.
func (s *suppressor) parts() bool {
	return s.def.Measure == "proportion" || s.def.Measure == "survey"
}

func (s *suppressor) small(v quantity.Value) bool {
	if !v.Known {
		return false
	}
	if v.Number == 0 {
		return s.class.HideZero
	}
	return v.Number > 0 && v.Number < float64(s.class.Threshold)
}

// hide leaves nothing of a figure but its symbol.
func (s *suppressor) hide(n int) {
	r := &s.results[n]
	c := quantity.Missing(quantity.Suppressed)
	r.Value, r.Spread, r.Gap = c, quantity.Value{}, nil
	if !r.Numerator.Absent() {
		r.Numerator = c
	}
	if !r.Denominator.Absent() {
		r.Denominator = c
	}
	r.HasInterval, r.Has998, r.Notes = false, false, 0
	var none evaluate.Result
	r.I95, r.I998 = none.I95, none.I998
	s.hidden[n] = true
}

// secondary hides more groups of a list until the hidden parts of one total
// are at least two and together at least the threshold, and so are those whom
// the hidden parts leave out.
func (s *suppressor) secondary() {
	for _, group := range s.lists() {
		s.protect(group)
	}
}

// lists are the results of one area, period and breakdown list: the parts of
// one total, in breakdown order.
func (s *suppressor) lists() [][]int {
	type where struct {
		area   dataset.AreaID
		period int32
		list   string
	}
	parts := map[where][]int{}
	var order []where
	for n := range s.results {
		r := &s.results[n]
		if r.Breakdown == evaluate.Headline {
			continue
		}
		k := where{r.Area, r.Period, s.in.Breakdowns[r.Breakdown].List}
		if parts[k] == nil {
			order = append(order, k)
		}
		parts[k] = append(parts[k], n)
	}
	out := make([][]int, 0, len(order))
	for _, k := range order {
		out = append(out, parts[k])
	}
	return out
}

func (s *suppressor) protect(parts []int) {
	count, sum, rest := 0, 0.0, 0.0
	add := func(n int) {
		r := &s.in.Results[n]
		count++
		sum += r.Numerator.Number
		if r.Numerator.Known && r.Denominator.Known {
			rest += r.Denominator.Number - r.Numerator.Number
		}
	}
	var open []int
	for _, n := range parts {
		original := s.in.Results[n].Numerator
		switch {
		case s.hidden[n]:
			add(n)
		case original.Known && original.Number > 0:
			open = append(open, n)
		}
	}
	if count == 0 {
		return
	}
	t := float64(s.class.Threshold)
	sort.SliceStable(open, func(a, b int) bool {
		return s.in.Results[open[a]].Numerator.Number < s.in.Results[open[b]].Numerator.Number
	})
	for _, n := range open {
		if count >= 2 && sum >= t && (rest >= t || !s.parts()) {
			return
		}
		add(n)
		s.hide(n)
		s.report.Secondary++
	}
}

// round applies the rounding of S2 and S3 to what is left; rates are made
// again from the rounded counts, so that they cannot undo the rounding.
func (s *suppressor) round() {
	for n := range s.results {
		base := s.class.RoundTo
		if s.class.RoundTotals > 0 && s.reg.Area(s.results[n].Area).Level != dataset.LevelLA {
			base = s.class.RoundTotals
		}
		if base > 0 && !s.hidden[n] {
			s.roundOne(&s.results[n], base)
		}
	}
}

func (s *suppressor) roundOne(r *evaluate.Result, base int) {
	if !r.Value.Known || !r.Numerator.Known {
		return
	}
	r.Numerator = roundCount(r.Numerator, base)
	r.Notes |= evaluate.RoundedCounts
	if s.def.Measure == "count" {
		r.Value = r.Numerator
		evaluate.Intervals(s.def.Measure, s.def.Unit.Multiplier(), r)
		return
	}
	r.Denominator = roundCount(r.Denominator, base)
	switch {
	case !r.Numerator.Known:
		r.Value = quantity.Missing(r.Numerator.Symbol)
	case !r.Denominator.Known || r.Denominator.Number == 0:
		r.Value = quantity.Missing(quantity.NotAvailable)
	default:
		r.Value = quantity.Of(s.def.Unit.Multiplier() * r.Numerator.Number / r.Denominator.Number)
	}
	evaluate.Intervals(s.def.Measure, s.def.Unit.Multiplier(), r)
}

// roundCount rounds, and says low where a figure that is not zero would print
// as zero.
func roundCount(v quantity.Value, base int) quantity.Value {
	if !v.Known || v.Number == 0 {
		return v
	}
	if n := quantity.RoundTo(v.Number, base); n != 0 {
		return quantity.Of(n)
	}
	return quantity.Missing(quantity.Low)
}
