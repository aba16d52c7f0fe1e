package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// periodColumns is where a file's periods stand.
type periodColumns struct {
	label, identifier int
	fixed             string
}

// tidyPeriods finds the period of a tidy file: a column, a constant, or the
// headers of wide columns.
func tidyPeriods(c *columns, spec Spec) periodColumns {
	p := periodColumns{label: -1, identifier: -1, fixed: spec.Period.Fixed}
	if spec.Period.Column != "" {
		p.label = c.need("period.column", spec.Period.Column)
	}
	return p
}

// periodCache turns the texts of a source's period columns into ids, each text
// parsed once.
type periodCache struct {
	spec  PeriodSpec
	list  []Period
	byRaw map[[3]string]periodEntry
	types map[string]string // folded identifier to type
	first string            // the first identifier seen, for files that mix them
}

type periodEntry struct {
	id  PeriodID
	err *PeriodError
}

func newPeriodCache(spec PeriodSpec) *periodCache {
	p := &periodCache{spec: spec, byRaw: map[[3]string]periodEntry{}, types: map[string]string{}}
	for identifier, typ := range spec.Identifiers {
		p.types[fold(identifier)] = typ
	}
	return p
}

// period is the period of a record.
func (ld *loader) period(r record, p *plan) (PeriodID, bool) {
	raw, identifier, typ, at := p.period.fixed, "", ld.spec.Period.Type, 0
	var also []string
	if p.period.label >= 0 {
		at = p.period.label
		raw = r.Fields()[at]
	}
	if p.period.identifier >= 0 {
		identifier = r.Fields()[p.period.identifier]
	}
	if p.returns >= 0 {
		name := strings.TrimSpace(r.Fields()[p.returns])
		known, ok := ld.spec.PeriodTypes[name]
		if !ok {
			ld.tellIndicator(r.Pos(p.returns), name)
			return 0, false
		}
		typ, also = known, ld.spec.AlsoTypes[name]
	}
	id, e := ld.periods.find(typ, raw, identifier)
	for n := 0; e != nil && n < len(also); n++ {
		if other, wrong := ld.periods.find(also[n], raw, identifier); wrong == nil {
			id, e = other, nil
		}
	}
	if e != nil {
		ld.l.Add(diag.Diagnostic{Pos: r.Pos(at), Message: e.Message, Expected: e.Expected, Fix: e.Fix})
		return 0, false
	}
	return id, true
}

func (ld *loader) tellIndicator(pos diag.Pos, name string) {
	known := sortedKeys(ld.spec.PeriodTypes)
	d := diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("unknown indicator %q", name), Expected: "the id of an indicator of the project",
		Fix: "mend the id, or define the indicator"}
	if near := diag.Nearest(name, known); near != "" {
		d.Fix = fmt.Sprintf("did you mean %q?", near)
	}
	ld.l.Add(d)
}

// find is the id of a period; periods that are the same have one id.
func (p *periodCache) find(typ, raw, identifier string) (PeriodID, *PeriodError) {
	key := [3]string{typ, raw, identifier}
	if e, ok := p.byRaw[key]; ok {
		return e.id, e.err
	}
	key = [3]string{typ, strings.Clone(raw), strings.Clone(identifier)}
	period, e := p.parse(typ, key[1], key[2])
	entry := periodEntry{err: e}
	if e == nil {
		entry.id = p.id(period)
	}
	if len(p.byRaw) < 100_000 { // a column of free text is no reason to grow for ever
		p.byRaw[key] = entry
	}
	return entry.id, e
}

func (p *periodCache) parse(typ, raw, identifier string) (Period, *PeriodError) {
	if len(p.types) > 0 && identifier != "" {
		t, ok := p.types[fold(identifier)]
		if !ok {
			return Period{}, &PeriodError{Message: fmt.Sprintf("the mapping does not know the time identifier %q", identifier),
				Expected: "one of " + some(sortedKeys(p.spec.Identifiers)), Fix: "add it under period.identifiers"}
		}
		typ = t
	} else if e := p.mixed(identifier); e != nil {
		return Period{}, e
	}
	if p.spec.Layout != "" {
		return datedPeriod(typ, raw, p.spec.Layout)
	}
	if y := digits(strings.TrimSpace(raw)); p.spec.Ends && goodYear(y) {
		if period, ok := yearly(typ, y-1); ok && (typ == AcademicYear || typ == FinancialYear) {
			return period, nil
		}
	}
	period, err := ParsePeriod(typ, raw, identifier)
	var e *PeriodError
	if errors.As(err, &e) {
		return Period{}, e
	}
	return period, nil
}

// mixed tells a second time identifier in a source for which one period type
// is declared: the same label could mean two things.
func (p *periodCache) mixed(identifier string) *PeriodError {
	if identifier == "" {
		return nil
	}
	if p.first == "" {
		p.first = identifier
	}
	if fold(p.first) == fold(identifier) {
		return nil
	}
	return &PeriodError{Message: fmt.Sprintf("the file mixes the time identifiers %q and %q", p.first, identifier),
		Expected: "one kind of period", Fix: "list each under period.identifiers with its type, or keep one with where"}
}

// datedPeriod reads a date in the declared layout and gives the period that
// holds it.
func datedPeriod(typ, raw, layout string) (Period, *PeriodError) {
	text := strings.TrimSpace(raw)
	y, m, _, ok := ukDate(text)
	switch layout {
	case "yyyy-mm-dd":
		y, m, _, ok = isoDate(text)
	case "dd/mm/yy":
		y, m, ok = shortDate(text)
	}
	if ok {
		if p, ok := yearHolding(typ, y, m); ok {
			return p, nil
		}
	}
	return Period{}, &PeriodError{Message: fmt.Sprintf("%q is not a date for a period of type %s", raw, typ), Expected: "a date written " + layout,
		Fix: "mend the date, or the mapping's period.layout"}
}

func (p *periodCache) id(period Period) PeriodID {
	i := slices.IndexFunc(p.list, period.Same)
	if i < 0 {
		i = len(p.list)
		p.list = append(p.list, period)
	}
	return PeriodID(i)
}

// order puts the periods in order of start, end and label, and renumbers the
// table's rows.
func (p *periodCache) order(t *Table) {
	ids := make([]PeriodID, len(p.list))
	for i := range ids {
		ids[i] = PeriodID(i)
	}
	slices.SortFunc(ids, func(a, b PeriodID) int {
		x, y := p.list[a], p.list[b]
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Label, y.Label), cmp.Compare(x.End, y.End), cmp.Compare(x.Type, y.Type))
	})
	rank := make([]PeriodID, len(ids))
	for to, from := range ids {
		rank[from] = PeriodID(to)
		t.Periods = append(t.Periods, p.list[from])
	}
	for row, from := range t.PeriodOf {
		t.PeriodOf[row] = rank[from]
	}
}
