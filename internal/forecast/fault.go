package forecast

import "math"

const (
	tolerance   = 0.01 // a total may differ so much from its parts
	breakYear   = 2023 // person-level collection begins
	mostJoining = 0.7  // new plans of a year as a share of all plans at its end
	largestJump = 0.35 // in logs, beyond which a change of the total is remarked
)

// Mend looks for the known faults of the published files, replaces totals that
// cannot be right by the sum of their settings, and notes what it found. It
// looks at each year alone or at a year and the one before, so that cutting a
// panel and mending it commute.
func (p *Panel) Mend() {
	for n := range p.Areas {
		s := &p.Areas[n]
		s.forgetEarly()
		s.Years = trimmed(s)
		for i := range s.Years {
			p.mendYear(s, i)
		}
		p.gaps(s)
	}
	if first, last := p.Span(); first > 0 && first < breakYear && last >= breakYear {
		p.Notes = append(p.Notes, Note{Fault: FaultBreak, Year: breakYear})
	}
	p.Notes = sortNotes(p.Notes)
}

// The first years that say something of growth. Statements were turned into
// plans until 2018, so totals before 2016 say little of how demand grew, and
// places in further education were filled into the return from 2015 to 2019.
const (
	firstTotals   = 2016
	firstSettings = 2019
)

// forgetEarly takes out what would teach a growth that was none.
func (s *Series) forgetEarly() {
	for i := range s.Years {
		if s.First+i < firstTotals {
			s.Years[i] = Observation{}
		}
		if s.First+i < firstSettings {
			s.Years[i].Settings = Split{}
		}
	}
	for len(s.Years) > 0 && s.Years[0] == (Observation{}) {
		s.Years, s.First = s.Years[1:], s.First+1
	}
}

// trimmed drops years without anything at the end.
func trimmed(s *Series) []Observation {
	y := s.Years
	for len(y) > 0 && y[len(y)-1] == (Observation{}) {
		y = y[:len(y)-1]
	}
	return y
}

func (p *Panel) mendYear(s *Series, i int) {
	o, year := &s.Years[i], s.First+i
	if sum, whole := sumOf(o.Settings); whole && !o.Plans.Known {
		o.Plans = CountOf(sum)
	}
	if sum, whole := sumOf(o.NewBySetting); whole && !o.Joiners.Known {
		o.Joiners = CountOf(sum)
	}
	if sum, whole := sumOf(o.Settings); whole && o.Plans.Known && far(o.Plans.N, sum) {
		o.Plans.N = sum
		p.note(Note{Fault: FaultParts, Area: s.Area, Year: year, What: "plans"})
	}
	if sum, whole := sumOf(o.NewBySetting); whole && o.Joiners.Known && far(o.Joiners.N, sum) {
		fault := FaultParts
		if o.Joiners.N > 2*sum {
			fault = FaultRegionTotal
		}
		o.Joiners.N = sum
		p.note(Note{Fault: fault, Area: s.Area, Year: year, What: "new plans"})
	}
	p.mendImpossible(o, s.Area, year)
}

// mendImpossible looks for more new plans than an authority can have had among
// its plans: its region's total. The remainder of such a total is no setting,
// so the settings without it are the best figure, and without them there is
// none.
func (p *Panel) mendImpossible(o *Observation, area string, year int) {
	if !o.Joiners.Known || !o.Plans.Known || o.Plans.N <= fewPlans || o.Joiners.N <= mostJoining*o.Plans.N {
		return
	}
	rest := o.NewBySetting
	rest[Elsewhere] = CountOf(0)
	o.NewBySetting[Elsewhere] = Count{}
	if sum, whole := sumOf(rest); whole && sum <= mostJoining*o.Plans.N {
		o.Joiners = CountOf(sum)
		p.note(Note{Fault: FaultRegionTotal, Area: area, Year: year, What: "new plans"})
		return
	}
	o.Joiners = Count{}
	p.note(Note{Fault: FaultNoJoiners, Area: area, Year: year})
}

// sumOf adds up a split; whole when nothing that the total holds is missing,
// which a split without the remainder cannot promise.
func sumOf(split Split) (sum float64, whole bool) {
	for g, c := range split {
		if !c.Known && Group(g) != Unknown && Group(g) != EarlyYears && Group(g) != APPRU {
			return 0, false
		}
		sum += c.N
	}
	return sum, sum > 0
}

func far(total, sum float64) bool {
	return math.Abs(total-sum) > math.Max(tolerance*total, 2)
}

// gaps notes what a series lacks and what looks strange in it.
func (p *Panel) gaps(s *Series) {
	began := false
	last := s.Last()
	for i, o := range s.Years {
		year := s.First + i
		began = began || o.Plans.Known
		if !began || year > last {
			continue
		}
		if !o.Plans.Known {
			p.note(Note{Fault: FaultNoTotal, Area: s.Area, Year: year})
			continue
		}
		if _, _, ok := o.split(); !ok && s.splitNear(i) {
			p.note(Note{Fault: FaultNoSettings, Area: s.Area, Year: year})
		}
		if i == 0 {
			continue
		}
		if !o.Joiners.Known && s.Years[i-1].Joiners.Known {
			p.note(Note{Fault: FaultNoJoiners, Area: s.Area, Year: year})
		}
		before := s.Years[i-1].Plans
		if g, ok := growth(before.N, o.Plans.N); ok && before.N >= fewPlans && math.Abs(g) > largestJump {
			p.note(Note{Fault: FaultJump, Area: s.Area, Year: year, Before: before.N, After: o.Plans.N})
		}
	}
}

// splitNear reports whether the year before has a usable split, so that the
// lack of one is news.
func (s *Series) splitNear(i int) bool {
	if i == 0 {
		return false
	}
	_, _, ok := s.Years[i-1].split()
	return ok
}

func (p *Panel) note(n Note) { p.Notes = append(p.Notes, n) }
