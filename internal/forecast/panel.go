package forecast

import (
	"maps"
	"math"
	"slices"
	"sort"
)

// Count is a published count, or none. The zero value is none, never 0.
type Count struct {
	N     float64
	Known bool
}

// CountOf is a known count.
func CountOf(n float64) Count { return Count{N: n, Known: true} }

// Split is one count for each setting group.
type Split [groups]Count

// Observation is what is known of one area in one stock year. Joiners and
// ceased plans are those of the calendar year before its January.
type Observation struct {
	Plans, Joiners, Ceased Count
	Settings               Split // plans by setting group
	NewBySetting           Split // joiners by setting group
}

// Series is one area's observations, one a year from First without a gap;
// years in which nothing is known hold the zero Observation.
type Series struct {
	Area  string
	First int
	Years []Observation
	// People is the number of residents aged 0 to 24 that goes with each stock
	// year, which may run beyond the last observation. It may be nil.
	People map[int]float64
}

// At is the observation of a stock year; the zero value outside the series.
func (s *Series) At(year int) Observation {
	if n := year - s.First; n >= 0 && n < len(s.Years) {
		return s.Years[n]
	}
	return Observation{}
}

// Last is the last stock year whose total is known, 0 without any.
func (s *Series) Last() int {
	for n := len(s.Years) - 1; n >= 0; n-- {
		if s.Years[n].Plans.Known {
			return s.First + n
		}
	}
	return 0
}

// Usable counts the stock years with a total.
func (s *Series) Usable() int {
	n := 0
	for _, y := range s.Years {
		if y.Plans.Known {
			n++
		}
	}
	return n
}

// set gives access to the observation of a year, making the series longer
// where needed.
func (s *Series) set(year int) *Observation {
	switch {
	case len(s.Years) == 0:
		s.First = year
	case year < s.First:
		s.Years = append(make([]Observation, s.First-year), s.Years...)
		s.First = year
	}
	for year >= s.First+len(s.Years) {
		s.Years = append(s.Years, Observation{})
	}
	return &s.Years[year-s.First]
}

// through is the series cut after a year: a copy that holds nothing later,
// residents included.
func (s *Series) through(year int) Series {
	out := Series{Area: s.Area, First: s.First}
	if n := year - s.First + 1; n > 0 {
		out.Years = slices.Clone(s.Years[:min(n, len(s.Years))])
	}
	for y, p := range s.People {
		if y <= year {
			if out.People == nil {
				out.People = map[int]float64{}
			}
			out.People[y] = p
		}
	}
	return out
}

// Panel is all areas of one run in order of code. England, to a projection,
// is the sum of a panel's areas.
type Panel struct {
	Areas []Series
	Notes []Note // what was found wrong with the published figures
}

// Through is the panel as it stood after a stock year. Everything later is
// gone from it, so what is worked out from it cannot have looked ahead.
func (p *Panel) Through(year int) *Panel {
	out := &Panel{Areas: make([]Series, len(p.Areas))}
	for n := range p.Areas {
		out.Areas[n] = p.Areas[n].through(year)
	}
	for _, note := range p.Notes {
		if note.Year > 0 && note.Year <= year {
			out.Notes = append(out.Notes, note)
		}
	}
	return out
}

// Find is the series of an area, nil when there is none.
func (p *Panel) Find(area string) *Series {
	n := sort.Search(len(p.Areas), func(n int) bool { return p.Areas[n].Area >= area })
	if n < len(p.Areas) && p.Areas[n].Area == area {
		return &p.Areas[n]
	}
	return nil
}

// Span is the first and last stock year in which any area has a total; zeros
// without any.
func (p *Panel) Span() (first, last int) {
	for n := range p.Areas {
		s := &p.Areas[n]
		for i, y := range s.Years {
			if !y.Plans.Known {
				continue
			}
			if year := s.First + i; first == 0 || year < first {
				first = year
			}
			last = max(last, s.First+i)
		}
	}
	return first, last
}

// split is the plans by setting of an observation, where they can be used: the
// two large groups are there and no more than a quarter is not recorded. A
// return that gives the total alone, or puts nearly all under "not recorded",
// says nothing about settings.
func (o Observation) split() (n [groups]float64, has [groups]bool, ok bool) {
	sum := 0.0
	for g, c := range o.Settings {
		n[g], has[g] = c.N, c.Known
		sum += c.N
	}
	large := o.Settings[Mainstream].Known && o.Settings[Special].Known
	told := n[Mainstream] + n[Special] + n[FEPost16]
	return n, has, large && sum > 0 && n[Unknown] <= 0.25*sum && told >= 0.25*sum
}

// growth is ln(after/before), and whether there is one.
func growth(before, after float64) (float64, bool) {
	if before <= 0 || after <= 0 {
		return 0, false
	}
	return math.Log(after / before), true
}

// PanelBuilder collects observations of areas in any order.
type PanelBuilder struct{ areas map[string]*Series }

// NewPanelBuilder has no areas yet.
func NewPanelBuilder() *PanelBuilder { return &PanelBuilder{areas: map[string]*Series{}} }

// At is the observation of an area and stock year, to be filled in; the
// pointer is good until the next call.
func (b *PanelBuilder) At(area string, year int) *Observation { return b.series(area).set(year) }

func (b *PanelBuilder) series(area string) *Series {
	s := b.areas[area]
	if s == nil {
		s = &Series{Area: area}
		b.areas[area] = s
	}
	return s
}

// Panel puts the areas in order and mends known faults.
func (b *PanelBuilder) Panel() *Panel {
	p := &Panel{}
	for _, area := range slices.Sorted(maps.Keys(b.areas)) {
		if len(b.areas[area].Years) > 0 {
			p.Areas = append(p.Areas, *b.areas[area])
		}
	}
	p.Mend()
	p.Areas = slices.DeleteFunc(p.Areas, func(s Series) bool { return len(s.Years) == 0 })
	return p
}
