package attack

import "fmt"

// origin is where an equation comes from.
type origin struct {
	kind  originKind
	key   key // the whole
	other key // a figure besides
	list  string
	part  Part
	alone bool
}

type originKind uint8

const (
	complement originKind = iota
	groupsAddUp
	oneBase
	areasAddUp
	equalFigures
	overTime
	releases
	meanOfAreas
)

// differs reports equations between areas, periods or releases.
func (o origin) differs() bool {
	return o.kind == areasAddUp || o.kind == overTime || o.kind == releases || o.kind == meanOfAreas
}

// place is a figure in words, without any count.
func (x *audit) place(k key) string {
	r := x.release
	s := r.indicators.list[k.indicator]
	if b := r.breakdowns.list[k.breakdown]; b != "" {
		s += " (" + b + ")"
	}
	s += ", " + r.areas.list[k.area] + ", " + r.period(k.period)
	if k.edition > 0 {
		s += ", previous release"
	}
	return s
}

// words names an equation.
func (x *audit) words(o origin) string {
	at := x.place(o.key)
	switch o.kind {
	case complement:
		return at + ": numerator and rest make up the denominator"
	case groupsAddUp:
		if o.alone {
			return fmt.Sprintf("%s: the %s is that of %s", at, o.part, x.release.breakdowns.list[o.other.breakdown])
		}
		return fmt.Sprintf("%s: the groups of %s add up to the %s", at, o.list, o.part)
	case oneBase:
		return fmt.Sprintf("%s: the groups of %s share one denominator", at, o.list)
	case areasAddUp:
		return fmt.Sprintf("%s: its areas add up to the %s", at, o.part)
	case equalFigures:
		return fmt.Sprintf("%s: the same count as in %s", at, x.place(o.other))
	case overTime:
		return fmt.Sprintf("%s: follows from %s of the periods before", at, o.part)
	case releases:
		return at + ": the same figure in the release before"
	}
	return at + ": the mean of its similar areas"
}
