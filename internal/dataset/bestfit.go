package dataset

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/diag"
)

// BestFit is the dimension that names the wider area whose figure a row is;
// "" where the figure is the row's own area's. A table has it only where the
// project declares a best fit.
const BestFit = "best_fit"

// addBestFit repeats the rows of wider areas for the authorities that they fit
// best. The rows say whose they are; an authority that has a figure of its own
// for the same observation keeps that, and the contradiction is told.
func (ld *loader) addBestFit() {
	if len(ld.spec.BestFit) == 0 {
		return
	}
	names := Dimension{Name: BestFit, Values: []string{""}, Codes: make([]uint32, ld.t.Len())}
	of := ld.bestFitAreas()
	for row, n := 0, ld.t.Len(); row < n; row++ {
		for _, area := range of[ld.t.Areas[row]] {
			if !ld.fits(row, area) {
				continue
			}
			ld.repeat(row, area)
			names.Codes = append(names.Codes, names.code(ld.reg.Area(ld.t.Areas[row]).Name))
		}
	}
	ld.t.Dimensions = append(ld.t.Dimensions, names)
}

// code is the index of a label among the few that a dimension has.
func (d *Dimension) code(label string) uint32 {
	for i, v := range d.Values {
		if v == label {
			return uint32(i)
		}
	}
	d.Values = append(d.Values, label)
	return uint32(len(d.Values) - 1)
}

// bestFitAreas lists, for each wider area, the authorities that it stands for.
func (ld *loader) bestFitAreas() map[AreaID][]AreaID {
	of := map[AreaID][]AreaID{}
	for _, code := range sortedKeys(ld.spec.BestFit) {
		area, ok := ld.reg.Lookup(code, 0)
		if !ok || ld.reg.Area(area).Level != LevelLA {
			ld.tellBestFit(code, "the code of an authority")
			continue
		}
		area = ld.reg.Series(area)
		for _, wider := range ld.spec.BestFit[code] {
			id, ok := ld.reg.ByCode(wider)
			if !ok {
				id, ok = ld.reg.otherByName(wider)
			}
			if !ok || ordinary(ld.reg.Area(id).Level) {
				ld.tellBestFit(wider, "the code of a wider area that the file has")
				continue
			}
			of[id] = append(of[id], area)
		}
	}
	return of
}

func (ld *loader) tellBestFit(code, expected string) {
	ld.l.Add(diag.Diagnostic{Pos: ld.spec.Pos, Message: fmt.Sprintf("unknown area %q in best_fit", code), Expected: expected,
		Fix: "mend the code, or take it out"})
}

// fits reports whether a row may be repeated for an authority: it must not have
// the observation already, from its own row or from another wider area.
func (ld *loader) fits(row int, area AreaID) bool {
	key := ld.observation(row, area)
	for {
		other, taken := ld.seen[key]
		if !taken {
			ld.seen[key] = int32(ld.t.Len())
			return true
		}
		if ld.sameAs(int(other), row, area) {
			a, wider := ld.reg.Area(area), ld.reg.Area(ld.t.Areas[row])
			ld.l.Add(diag.Diagnostic{Pos: ld.t.PosOf(row, 0),
				Message:  fmt.Sprintf("%s has a figure already, and best_fit gives it that of %s too", a.Name, wider.Name),
				Expected: "one figure for each area, period and breakdown", Fix: "name one wider area for each period under best_fit",
				See: []diag.Related{{Pos: ld.t.PosOf(int(other), 0), Why: "the figure that it has"}}})
			return false
		}
		key++
	}
}

// observation is the key under which isNew would look for a row if it were of
// the area.
func (ld *loader) observation(row int, area AreaID) uint64 {
	key := mix(mix(keySeed, uint64(area)), uint64(ld.t.PeriodOf[row]))
	for _, d := range ld.dims[:ld.keyDims] {
		key = mix(key, uint64(d.out.Codes[row]))
	}
	return key
}

func (ld *loader) sameAs(other, row int, area AreaID) bool {
	t := ld.t
	if t.Areas[other] != area || t.PeriodOf[other] != t.PeriodOf[row] {
		return false
	}
	for _, d := range ld.dims[:ld.keyDims] {
		if d.out.Codes[other] != d.out.Codes[row] {
			return false
		}
	}
	return true
}

// repeat appends a row again under another area. It stays the same line of the
// same file, so that its origin is the figure's.
func (ld *loader) repeat(row int, area AreaID) {
	t := ld.t
	t.Areas, t.PeriodOf = append(t.Areas, area), append(t.PeriodOf, t.PeriodOf[row])
	t.FileOf, t.LineOf = append(t.FileOf, t.FileOf[row]), append(t.LineOf, t.LineOf[row])
	t.StatusOf = append(t.StatusOf, t.StatusOf[row])
	for _, d := range ld.dims {
		d.out.Codes = append(d.out.Codes, d.out.Codes[row])
	}
	for _, m := range ld.nums {
		o := &m.out
		o.Numbers, o.Known = append(o.Numbers, o.Numbers[row]), append(o.Known, o.Known[row])
		o.Symbols, o.Decimal = append(o.Symbols, o.Symbols[row]), append(o.Decimal, o.Decimal[row])
		o.Column = append(o.Column, o.Column[row])
	}
}
