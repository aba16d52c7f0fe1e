package diff

import "sort"

// Comparer compares outputs of many areas, one area at a time: it keeps what
// differs and never more than two areas' figures.
type Comparer struct {
	out      Changes
	old, now side
	told     map[string]bool // keys of figures already reported, which stand in several areas' files
	gone     []Place         // figures on one side only, sorted out when all periods are known
	come     []Place
	inputs   bool
}

// side is what one output has of indicators, periods and inputs in all areas.
type side struct {
	order      []string
	indicators map[string]*Indicator
	periods    map[string]map[string]bool
	listed     map[string][]string // periods in order of appearance
}

func newSide() side {
	return side{indicators: map[string]*Indicator{}, periods: map[string]map[string]bool{}, listed: map[string][]string{}}
}

// NewComparer is a comparer that has seen nothing.
func NewComparer() *Comparer {
	return &Comparer{old: newSide(), now: newSide(), told: map[string]bool{}}
}

// Area compares one area's files. Either release may be nil: then the area is
// only in the other, which is all that is said about its figures.
func (c *Comparer) Area(old, now *Release) {
	c.old.add(old)
	c.now.add(now)
	switch {
	case old == nil && now == nil:
	case old == nil:
		c.out.AreasAdded = append(c.out.AreasAdded, now.About())
	case now == nil:
		c.out.AreasWithdrawn = append(c.out.AreasWithdrawn, old.About())
	default:
		c.releases(old, now)
		c.figures(old, now)
	}
}

// releases takes dates and inputs, which are the same for every area of an
// output.
func (c *Comparer) releases(old, now *Release) {
	if c.inputs {
		return
	}
	c.inputs = true
	c.out.Old, c.out.New = Edition{old.AsOf, old.Version}, Edition{now.AsOf, now.Version}
	c.out.Inputs = inputs(old.Inputs, now.Inputs)
}

// Output takes the dates and inputs of two outputs; without it those of the
// first area that both have.
func (c *Comparer) Output(old, now *Release) { c.releases(old, now) }

// About is the area that a release is about: the one whose rows are judged.
func (r *Release) About() Area {
	for n := range r.Figures {
		if f := &r.Figures[n]; f.Judged() {
			return Area{f.Area, f.AreaName}
		}
	}
	return Area{}
}

func (s *side) add(r *Release) {
	if r == nil {
		return
	}
	for n := range r.Indicators {
		i := &r.Indicators[n]
		if s.indicators[i.ID] == nil {
			s.indicators[i.ID] = i
			s.order = append(s.order, i.ID)
		}
	}
	for n := range r.Figures {
		f := &r.Figures[n]
		seen := s.periods[f.Indicator]
		if seen == nil {
			seen = map[string]bool{}
			s.periods[f.Indicator] = seen
		}
		if !seen[f.Period] {
			seen[f.Period] = true
			s.listed[f.Indicator] = append(s.listed[f.Indicator], f.Period)
		}
	}
}

// figures compares rows by area, indicator, breakdown and period.
func (c *Comparer) figures(old, now *Release) {
	before := make(map[string]int, len(old.Figures))
	for n := range old.Figures {
		before[old.Figures[n].key()] = n
	}
	for n := range now.Figures {
		f := &now.Figures[n]
		k := f.key()
		o, both := before[k]
		delete(before, k)
		switch {
		case both:
			c.figure(k, &old.Figures[o], f)
		case f.Judged():
			c.come = append(c.come, f.place())
		}
	}
	left := make([]int, 0, len(before))
	for _, n := range before {
		left = append(left, n)
	}
	sort.Ints(left)
	for _, n := range left {
		if f := &old.Figures[n]; f.Judged() {
			c.gone = append(c.gone, f.place())
		}
	}
}

// Changes finishes the comparison.
func (c *Comparer) Changes() Changes {
	out := c.out
	out.Indicators = c.indicators()
	out.Periods = c.periods()
	out.Added = c.onlyIn(c.come, &c.now, &c.old)
	out.Withdrawn = c.onlyIn(c.gone, &c.old, &c.now)
	c.titles(&out)
	return out
}

// onlyIn are the figures that no new or withdrawn indicator or period explains.
func (c *Comparer) onlyIn(list []Place, here, there *side) []Place {
	var out []Place
	for _, p := range list {
		if here.indicators[p.Indicator] != nil && there.indicators[p.Indicator] != nil && there.periods[p.Indicator][p.Period] {
			out = append(out, p)
		}
	}
	return out
}

func (c *Comparer) title(id string) string {
	if i := c.now.indicators[id]; i != nil {
		return i.Title
	}
	if i := c.old.indicators[id]; i != nil {
		return i.Title
	}
	return id
}

// titles names what was found by ids.
func (c *Comparer) titles(out *Changes) {
	for _, list := range [][]Place{out.Hidden, out.Shown, out.Added, out.Withdrawn} {
		for n := range list {
			list[n].Title = c.title(list[n].Indicator)
		}
	}
	for n := range out.Revised {
		out.Revised[n].Title = c.title(out.Revised[n].Indicator)
	}
	for n := range out.Judgements {
		out.Judgements[n].Title = c.title(out.Judgements[n].Indicator)
	}
	for n := range out.Periods {
		out.Periods[n].Title = c.title(out.Periods[n].Indicator)
	}
}
