// Package disclose makes results safe to publish: it hides small counts by the
// suppression class of their indicator, and everything that would give them
// back, before anything is compared, ranked, drawn or totalled. It is the
// disclose stage. It refuses to be made looser than a class by a project. A
// project may have counts rounded besides, or small ones rounded in place of
// hiding them; then every rate, limit, rank and sentence after this stage is
// made from rounded counts, since nothing else is left.
package disclose

import (
	"context"

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
	Rounded       bool // rounding stands in place of hiding what is small
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
		c.rounded(p)
	}
	c.MinBase = max(c.MinBase, p.MinBase)
	return c, true
}

// Policy is a project's wish to hide more. Zero values ask for nothing.
type Policy struct {
	Threshold int
	MinBase   int
	// RoundTo rounds the counts of every protected indicator, and what is made
	// from them, in the whole release: to 5 or to 10.
	RoundTo int
	// InsteadOfHiding shows small counts rounded in place of hiding them, in the
	// classes whose zeros are shown and where the smallest step can also be a
	// count that is not small.
	InsteadOfHiding bool
	// Earlier are figures that an earlier release hid, by Key: they stay
	// hidden, since readers can lay the two side by side.
	Earlier map[string]bool
}

// Key names a figure across releases.
func Key(area, indicator, breakdown, period string) string {
	return area + "|" + indicator + "|" + breakdown + "|" + period
}

// Report counts what was hidden, without a single hidden value.
type Report struct {
	Indicator                 string
	Class                     string
	Cells, Primary, Secondary int
}

// Release is what a run publishes, made safe: indicators in the order in which
// they were given, and what was hidden of each.
type Release struct {
	Indicators []*evaluate.Indicator
	Reports    []Report
	Equations  int // that were proved on, of the largest part
	Tables     int // separate tables with something to protect
}

// Apply returns every indicator with its unsafe figures replaced by c, their
// parts and intervals gone. The inputs are not changed. What must be hidden
// besides is chosen over everything at once, so that no figure of one indicator
// gives away what another hides. An error means that no safe pattern exists, or
// that ctx ended; it names a cell and never a value.
func Apply(ctx context.Context, all []*evaluate.Indicator, reg *dataset.Register, p Policy) (Release, error) {
	j := joint{reg: reg}
	each := make([]*suppressor, len(all))
	for n, i := range all {
		c, _ := ClassOf(i.Def.Suppression, p)
		s := &suppressor{class: c, def: i.Def, in: i, reg: reg, results: append([]evaluate.Result(nil), i.Results...)}
		s.report = Report{Indicator: i.Def.ID, Class: c.ID, Cells: len(s.results)}
		s.hidden, s.primaries, s.held = make([]bool, len(s.results)), make([]bool, len(s.results)), make([]bool, len(s.results))
		each[n] = s
		switch {
		case c.PublishedAsIs:
			s.noteSmallBases()
		case c.Survey:
			s.survey()
			s.earlier(p.Earlier)
		default:
			s.primary()
			s.earlier(p.Earlier)
			j.supplied(s)
			j.all = append(j.all, s)
		}
	}
	for again := true; again; {
		if err := j.protectJointly(ctx); err != nil {
			return Release{}, err
		}
		again = p.RoundTo > 0 && j.hideSolved()
	}
	j.showVain()
	out := Release{Equations: j.equations, Tables: j.tables}
	for n, s := range each {
		s.round()
		out.Indicators = append(out.Indicators, all[n].With(s.results))
		out.Reports = append(out.Reports, s.report)
	}
	return out, nil
}

// earlier hides what an earlier release hid.
func (s *suppressor) earlier(hidden map[string]bool) {
	if len(hidden) == 0 {
		return
	}
	for n := range s.results {
		r := &s.results[n]
		if !s.hidden[n] && hidden[Key(s.reg.Area(r.Area).Code, s.def.ID, s.in.Breakdowns[r.Breakdown].Key, s.in.Periods[r.Period].Label)] {
			s.hide(n)
			s.held[n] = true
			s.report.Secondary++
		}
	}
}

type suppressor struct {
	class   Class
	def     *indicators.Definition
	in      *evaluate.Indicator
	reg     *dataset.Register
	results []evaluate.Result
	hidden  []bool
	// primaries are those hidden for what they are themselves, not for others.
	primaries []bool
	// held are those that stay hidden whatever follows from others: an earlier
	// release hid them, or their source hid what they are made of.
	held   []bool
	report Report
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
			s.primaries[n] = true
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
	if !s.class.Rounded && (s.small(r.Numerator) || s.small(r.Denominator)) {
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
	if !s.parts() {
		return false
	}
	if !r.Numerator.Known {
		return s.givesAway(r)
	}
	rest := r.Denominator.Number - r.Numerator.Number
	if !s.class.Rounded && s.small(quantity.Of(rest)) {
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
