package dataset

import (
	"fmt"
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// record reads one record into one row, or one a group for wide files.
func (ld *loader) record(r record, p *plan) {
	if !ld.kept(r) {
		return
	}
	if len(p.wide) > 0 {
		ld.wideRecord(r, p)
		return
	}
	period, ok := ld.period(r, p)
	if !ok {
		return
	}
	area, ok := ld.area(r, p, period)
	if !ok || !ld.dimensions(r) || !ld.measures(r) {
		return
	}
	ld.append(r, p, area, period)
}

// dimensions sets each dimension's code for the record, telling labels that
// the mapping does not have.
func (ld *loader) dimensions(r record) bool {
	ok := true
	for _, d := range ld.dims {
		if d.at < 0 {
			d.now = d.code(d.spec.Fixed)
			continue
		}
		text := r.Fields()[d.at]
		code, known := d.look(text)
		if d.breakdown && !known {
			ok = false
			ld.l.Add(badBreakdown(r.Pos(d.at), text))
			continue
		}
		if !known {
			ok = false
			ld.l.Add(d.unmapped(r.Pos(d.at), text))
			continue
		}
		d.now = code
	}
	return ok
}

// record is one row of a file while it is read: of a CSV file, or of a sheet.
type record interface {
	Fields() []string
	Line() int
	Pos(cell int) diag.Pos
}

// placeOf is the whole row of a record.
func placeOf(r record) diag.Pos {
	p := r.Pos(0)
	p.Line, p.Column = r.Line(), 0
	return p
}

// missing is the cell of a column that a file need not have.
func (ld *loader) missing() cell {
	if ld.spec.Returns {
		return cell{}
	}
	return cell{value: quantity.Missing(quantity.NotAvailable)}
}

// measures sets each measure's cell for the record. A bad cell is told and the
// record left out.
func (ld *loader) measures(r record) bool {
	ok := true
	for _, m := range ld.nums {
		if m.at < 0 {
			m.now = ld.missing()
			continue
		}
		c, e := m.reader.read(r.Fields()[m.at])
		if e != nil && ld.spec.Returns && strings.TrimSpace(r.Fields()[m.at]) == "" {
			c, e = cell{}, nil // a return gives a value, or its two parts
		}
		if e != nil {
			ok = false
			ld.l.Add(diag.Diagnostic{Pos: r.Pos(m.at), Message: e.message, Expected: e.expected, Fix: e.fix})
			continue
		}
		m.now = c
		m.now.column = uint16(min(r.Pos(m.at).Column, math.MaxUint16))
	}
	return ok && ld.checkReturn(r)
}

// append adds the current record to the table, unless its observation is
// already there.
func (ld *loader) append(r record, p *plan, area AreaID, period PeriodID) {
	status, ok := ld.status(r, p)
	if !ok || !ld.isNew(r, area, period) {
		return
	}
	t := ld.t
	t.Areas = append(t.Areas, area)
	t.PeriodOf = append(t.PeriodOf, period)
	t.FileOf = append(t.FileOf, uint16(len(t.Files)-1))
	t.LineOf = append(t.LineOf, int32(r.Line()))
	t.StatusOf = append(t.StatusOf, status)
	for _, d := range ld.dims {
		d.out.Codes = append(d.out.Codes, d.now)
	}
	for _, m := range ld.nums {
		m.append()
	}
}

// status is the row's own status, or that of the source.
func (ld *loader) status(r record, p *plan) (Status, bool) {
	text, pos := ld.spec.Status, ld.spec.Pos
	if p.status >= 0 {
		text, pos = r.Fields()[p.status], r.Pos(p.status)
	}
	word := text
	for _, label := range sortedKeys(ld.spec.Statuses) {
		if p.status >= 0 && fold(label) == fold(text) {
			word = ld.spec.Statuses[label]
		}
	}
	s, ok := parseStatus(word)
	if !ok {
		d := diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("unknown status %q", text), Expected: "final, provisional or revised"}
		if !ld.spec.Returns {
			d.Fix = "mend the word, or list it under statuses in the mapping with the one it means"
		}
		ld.l.Add(d)
	}
	return s, ok
}

func parseStatus(text string) (Status, bool) {
	switch fold(text) {
	case "", "final", "f":
		return Final, true
	case "provisional", "prov", "p":
		return Provisional, true
	case "revised", "r":
		return Revised, true
	}
	return Final, false
}
