package forecast

import "math"

// england is what all areas together say at the last year of a panel. Changes
// are worked out from the areas that have both years, so that one that did not
// return a figure does not look like a fall.
type england struct {
	year           int
	joinerGrowth   float64         // g: mean yearly change of ln joiners, 3 years
	leaving        float64         // q̄: leavers for each plan of the year before, 3 years
	stockGrowth    float64         // mean yearly change of ln plans
	shareChange    [groups]float64 // d: mean yearly change of ln(group/special), 2 years
	shareGrowth    [groups]float64 // δ: the same over 3 years, for the groups' own growth
	learnt         bool            // whether joiners grew in a year that can be seen
	joinersPerPlan float64         // joiners of the last year for each plan at its end
	peopleGrowth   float64         // mean yearly change of ln residents, 3 years
	split          [groups]float64 // plans by setting at the last year with any
}

const (
	shareYears = 2
	shareBound = 0.1
)

// england works out England's rates at the last year of the panel.
func (p *Panel) england() england {
	_, year := p.Span()
	e := england{year: year}
	e.joinerGrowth, e.learnt = p.meanGrowth(year, func(o Observation) Count { return o.Joiners })
	e.stockGrowth, _ = p.meanGrowth(year, func(o Observation) Count { return o.Plans })
	e.leaving = p.leaving(year)
	e.joinersPerPlan = p.joinersPerPlan(year)
	e.shareChange = p.shareChanges(year, shareYears)
	e.shareGrowth = p.shareChanges(year, growthYears)
	e.split = p.lastSplit(year)
	e.peopleGrowth = p.meanPeopleGrowth(year)
	return e
}

// meanGrowth is the mean yearly change of the log of a count over the last
// three years, of the areas that have both ends of each.
func (p *Panel) meanGrowth(year int, of func(Observation) Count) (g float64, any bool) {
	sum, n := 0.0, 0
	for y := year - growthYears + 1; y <= year; y++ {
		before, after := 0.0, 0.0
		for i := range p.Areas {
			a, b := of(p.Areas[i].At(y-1)), of(p.Areas[i].At(y))
			if a.Known && b.Known {
				before, after = before+a.N, after+b.N
			}
		}
		if g, ok := growth(before, after); ok {
			sum, n = sum+g, n+1
		}
	}
	return sum / math.Max(float64(n), 1), n > 0
}

func (p *Panel) meanPeopleGrowth(year int) float64 {
	sum, n := 0.0, 0
	for y := year - growthYears + 1; y <= year; y++ {
		before, after := 0.0, 0.0
		for i := range p.Areas {
			if a, b := p.Areas[i].People[y-1], p.Areas[i].People[y]; a > 0 && b > 0 {
				before, after = before+a, after+b
			}
		}
		if g, ok := growth(before, after); ok {
			sum, n = sum+g, n+1
		}
	}
	return sum / math.Max(float64(n), 1)
}

// leavers are the plans that a year's end lacks: those of the year before and
// the new ones, less those that are there. Moves into and out of the area are
// in it, so it can be negative.
func (s *Series) leavers(year int) (leavers, stock float64, ok bool) {
	before, now := s.At(year-1), s.At(year)
	if !before.Plans.Known || !now.Plans.Known || !now.Joiners.Known {
		return 0, 0, false
	}
	return before.Plans.N - now.Plans.N + now.Joiners.N, before.Plans.N, true
}

func (p *Panel) leaving(year int) float64 {
	leavers, stock := 0.0, 0.0
	for y := year - growthYears + 1; y <= year; y++ {
		for i := range p.Areas {
			if l, s, ok := p.Areas[i].leavers(y); ok {
				leavers, stock = leavers+l, stock+s
			}
		}
	}
	if stock == 0 {
		return 0
	}
	return leavers / stock
}

func (p *Panel) joinersPerPlan(year int) float64 {
	joiners, plans := 0.0, 0.0
	for i := range p.Areas {
		if o := p.Areas[i].At(year); o.Joiners.Known && o.Plans.Known {
			joiners, plans = joiners+o.Joiners.N, plans+o.Plans.N
		}
	}
	if plans == 0 {
		return 0
	}
	return joiners / plans
}

// shareChanges is the mean yearly change of the log of each group against
// special, the steadiest of them, over the last years.
func (p *Panel) shareChanges(year, years int) [groups]float64 {
	var sum [groups]float64
	var n [groups]int
	for y := year - years + 1; y <= year; y++ {
		before, after := p.splits(y-1, y)
		special, okSpecial := growth(before[Special], after[Special])
		for g := range sum {
			if change, ok := growth(before[g], after[g]); ok && okSpecial && Group(g) != Special {
				sum[g], n[g] = sum[g]+change-special, n[g]+1
			}
		}
	}
	for g := range sum {
		sum[g] = bound(sum[g]/math.Max(float64(n[g]), 1), shareBound)
	}
	sum[Unknown] = 0
	return sum
}

// splits adds up the plans by group of two years over areas with both.
func (p *Panel) splits(y0, y1 int) (before, after [groups]float64) {
	for i := range p.Areas {
		a, _, okA := p.Areas[i].At(y0).split()
		b, _, okB := p.Areas[i].At(y1).split()
		if !okA || !okB {
			continue
		}
		for g := range before {
			before[g], after[g] = before[g]+a[g], after[g]+b[g]
		}
	}
	return before, after
}

// lastSplit is England's split of the year, or of the latest before it.
func (p *Panel) lastSplit(year int) (out [groups]float64) {
	for y := year; y > year-10; y-- {
		if _, after := p.splits(y, y); after[Special] > 0 {
			return after
		}
	}
	return out
}

func bound(v, limit float64) float64 { return math.Max(-limit, math.Min(limit, v)) }
