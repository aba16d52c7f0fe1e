package disclose

import (
	"maps"
	"slices"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/protect"
)

// places adds the sums of areas: a region is its authorities, England its
// regions, an authority its wards or localities, where every one of them has the
// figure.
func (j *joint) places(s *suppressor, p side) {
	type where struct {
		period, breakdown int32
	}
	at := map[where]map[dataset.AreaID]int{}
	var order []where
	for n := range s.results {
		r := &s.results[n]
		k := where{r.Period, r.Breakdown}
		if at[k] == nil {
			at[k] = map[dataset.AreaID]int{}
			order = append(order, k)
		}
		at[k][r.Area] = n
	}
	for _, k := range order {
		for _, wider := range slices.Sorted(maps.Keys(at[k])) {
			total := at[k][wider]
			for _, parts := range j.madeOf(j.reg.Area(wider), s.in.Periods[k.period].End) {
				j.place(s, p, parts, total, at[k])
			}
		}
	}
}

// madeOf are the sets of areas that each make up a wider one on a day: the
// authorities of a region, the regions of England and all its authorities, the
// wards and the localities of an authority.
func (j *joint) madeOf(wider dataset.Area, day int) [][]dataset.AreaID {
	switch wider.Level {
	case dataset.LevelRegion:
		var halves []dataset.AreaID // inner and outer London
		for _, id := range j.reg.Current(day, dataset.LevelRegion) {
			if j.reg.ParentRegion(j.reg.Area(id).Code) == wider.Code {
				halves = append(halves, id)
			}
		}
		return [][]dataset.AreaID{j.within(wider, day), halves}
	case dataset.LevelEngland:
		return [][]dataset.AreaID{j.within(wider, day), j.reg.Current(day, dataset.LevelLA)}
	case dataset.LevelLA:
		var out [][]dataset.AreaID
		for _, level := range []string{dataset.LevelWard, dataset.LevelLocality} {
			if parts := j.reg.Places(wider.Code, level, day); len(parts) > 0 {
				out = append(out, parts)
			}
		}
		return out
	}
	return nil
}

// place adds one sum, of a wider area that is made of the parts.
func (j *joint) place(s *suppressor, p side, parts []dataset.AreaID, total int, results map[dataset.AreaID]int) {
	e := protect.Equation{Total: j.id(s, total, p), Threshold: s.together(), Terms: []protect.Term{{Cell: j.id(s, total, p), Factor: 1}}}
	whole, ok := s.count(total, p)
	sum := int64(0)
	for _, child := range parts {
		n, has := results[child]
		if !has { // under the code that it has now
			n, has = results[j.reg.Series(child)]
		}
		if !has || !j.has(j.id(s, n, p)) {
			return
		}
		e.Terms = append(e.Terms, protect.Term{Cell: j.id(s, n, p), Factor: -1})
		// What came hidden was protected by its publisher, with totals of its own.
		v, known := s.count(n, p)
		sum, ok = sum+v, ok && known
	}
	// A total that is printed rounded need not be the exact sum to be laid beside
	// its parts.
	half, off := int64(s.class.RoundTotals/2), whole-sum
	if len(e.Terms) < 2 || !j.has(e.Total) || !ok || off < -2*half || off > 2*half {
		return
	}
	if j.exact {
		half = 0
	}
	e.Lower, e.Upper = min(-half, off), max(half, off)
	j.slacken(s, &e, make([]int, len(e.Terms)))
	j.system.Equations = append(j.system.Equations, e)
}

// supplied hides the figure of a wider area whose parts came hidden from their
// source and are together small, or only one: their publisher may show such a
// total, and we would be the ones to set it beside its parts.
func (j *joint) supplied(s *suppressor) {
	for n := range s.results {
		area := j.reg.Area(s.results[n].Area)
		if s.hidden[n] || area.Level != dataset.LevelRegion && area.Level != dataset.LevelEngland {
			continue
		}
		for _, parts := range j.madeOf(area, s.in.Periods[s.results[n].Period].End) {
			if !s.hidden[n] && j.tellsOfHidden(s, n, parts) {
				s.hide(n)
				s.held[n], s.primaries[n] = true, true // else its own sums would give it back
				s.report.Secondary++
			}
		}
	}
}

// tellsOfHidden reports a whole that leaves too little, or one count alone, for
// the parts of it that came hidden.
func (j *joint) tellsOfHidden(s *suppressor, n int, parts []dataset.AreaID) bool {
	r := &s.results[n]
	rest, ok := s.count(n, counted)
	if !ok {
		return false
	}
	came := 0
	for _, child := range parts {
		at := s.at(child, r.Period, r.Breakdown)
		if at < 0 {
			at = s.at(j.reg.Series(child), r.Period, r.Breakdown)
		}
		if at < 0 {
			return false
		}
		if v, known := s.count(at, counted); known {
			rest -= v
		} else {
			came++
		}
	}
	slack := int64(s.class.RoundTotals / 2)
	return came > 0 && rest < int64(s.class.Threshold)+slack || came == 1 && slack == 0 && rest >= 0
}

// within are the areas that make up a wider one on a day.
func (j *joint) within(wider dataset.Area, day int) []dataset.AreaID {
	level := dataset.LevelLA
	if wider.Level == dataset.LevelEngland {
		level = dataset.LevelRegion
	}
	var out []dataset.AreaID
	for _, id := range j.reg.Current(day, level) {
		a := j.reg.Area(id)
		if wider.Level == dataset.LevelRegion && (a.Region == wider.Code || j.reg.ParentRegion(a.Region) == wider.Code) || wider.Level == dataset.LevelEngland && j.reg.ParentRegion(a.Code) == "" {
			out = append(out, id)
		}
	}
	return out
}
