package forecast

import "slices"

// Hidden reports whether a release hides an observed count: of the total
// (slice total) or of a setting group, of a stock year and measure.
type Hidden func(year int, slice, key, measure string) bool

// Protect gives a projection the symbol wherever the release hides what it
// rests on: observed counts that are hidden, leavers where one of the counts
// that they follow from is, the remainder where a group is, and every
// projected slice whose last observed count is hidden. Notes that quote a hidden
// count go.
func (p *Projection) Protect(hidden Hidden, symbol string) {
	h := hider{hidden: hidden, last: p.Year}
	for n, r := range p.Rows {
		if h.row(r) {
			p.Rows[n] = r.Hidden(symbol)
		}
	}
	for _, s := range p.Strip {
		for n, y := range s.Years {
			if hidden(y.Year, SliceTotal, Total, MeasurePlans) || hidden(s.Origin, SliceTotal, Total, MeasurePlans) {
				s.Years[n].Actual, s.Years[n].Summary = Count{}, Summary{}
			}
		}
	}
	p.Notes = slices.DeleteFunc(p.Notes, func(n Note) bool {
		return n.Fault == FaultJump && (hidden(n.Year, SliceTotal, Total, MeasurePlans) || hidden(n.Year-1, SliceTotal, Total, MeasurePlans))
	})
}

type hider struct {
	hidden Hidden
	last   int
}

func (h hider) row(r Row) bool {
	year := r.Year
	if r.Kind == KindProjected {
		year = h.last
	}
	plans := func(year int) bool { return h.hidden(year, SliceTotal, Total, MeasurePlans) }
	joiners := func(year int) bool { return h.hidden(year, SliceTotal, Total, MeasureJoiners) }
	switch {
	case r.Slice == SliceSettingGroup:
		return plans(year) || h.group(year, r.Key)
	case r.Measure == MeasureJoiners:
		return joiners(year)
	case r.Measure == MeasureLeavers:
		return plans(year) || plans(year-1) || joiners(year)
	}
	return plans(year)
}

// group reports whether a group's count must not be shown: it is hidden
// itself, or it is what the others leave and one of them is hidden.
func (h hider) group(year int, key string) bool {
	if h.hidden(year, SliceSettingGroup, key, MeasurePlans) {
		return true
	}
	if key != Elsewhere.String() {
		return false
	}
	for _, g := range AllGroups() {
		if h.hidden(year, SliceSettingGroup, g.String(), MeasurePlans) {
			return true
		}
	}
	return false
}
