package forecast

// Projector makes the projections of all areas of one panel. It does not
// change once made and may be used by several workers.
type Projector struct {
	panel     *Panel
	run       Run
	constants Constants
	model     *Model
	earlier   []*Model // of the years from which a reader can look back
}

// lookBack are the years back from which the method is asked what it would
// have said.
var lookBack = [2]int{3, 2}

// NewProjector fits the method to the panel, and to the panel as it stood two
// and three years before, for looking back.
func NewProjector(p *Panel, c Constants, run Run) *Projector {
	out := &Projector{panel: p, run: run, constants: c, model: Fit(p, c)}
	first, last := p.Span()
	for _, back := range lookBack {
		if last-back > first {
			out.earlier = append(out.earlier, Fit(p.Through(last-back), c))
		}
	}
	return out
}

// Year is the last observed stock year.
func (p *Projector) Year() int { return p.model.Year() }

// Projection is what is said of one area.
type Projection struct {
	Area string
	Year int // last observed stock year
	Run  Run
	Rows []Row // observed, then projected, in the order of the file
	// Notes are faults of the published figures that concern this area.
	Notes []Note
	Facts Facts
	Strip []Hindsight // what would have been said, the earliest origin first
}

// Facts are what a reader may ask about the method of a projection.
type Facts struct {
	First         int     // first stock year that was used
	Years         int     // usable years of this area
	Errors        int     // one-year errors of all areas from which the spread was learnt
	JoinerGrowth  float64 // England's yearly growth of new plans, in logs
	StockGrowth   float64 // England's yearly growth of plans, in logs
	Leaving       float64 // the area's leaving rate
	OwnLeaving    bool    // false: England's rate alone
	SettingsYear  int     // year of the split by setting; 0 when it is England's
	PeopleUsed    bool    // residents aged 0 to 24 took part
	JoinersAbsent bool    // no new plans were known for the last two years
}

// Hindsight is what this method would have said from an earlier year, with
// nothing known after it, against what happened.
type Hindsight struct {
	Origin int
	Years  []HindsightYear
}

// HindsightYear is one projected year of a Hindsight. Actual is none where the
// figure is not known or must not be shown.
type HindsightYear struct {
	Year    int
	Summary Summary
	Actual  Count
}

// Project makes the projection of an area; false when the panel has no total
// for it in the last year, so that there is nothing to start from.
func (p *Projector) Project(area string) (*Projection, bool) {
	s := p.panel.Find(area)
	if s == nil || s.Last() != p.Year() || s.At(p.Year()).Plans.N <= 0 {
		return nil, false
	}
	f := p.model.Simulate(s, p.run)
	out := &Projection{Area: area, Year: p.Year(), Run: p.run, Facts: p.facts(s), Notes: p.notes(s)}
	out.Rows = append(observed(s, p.Year()), f.rows(area, p.Year(), s)...)
	for _, m := range p.earlier {
		if h, ok := p.hindsight(m, s); ok {
			out.Strip = append(out.Strip, h)
		}
	}
	return out, true
}

func (p *Projector) facts(s *Series) Facts {
	e := p.model.e
	first, _ := p.panel.Span()
	_, year := s.startSplit(e)
	_, g := s.peopleFactor(e, p.run.Horizon)
	return Facts{First: first, Years: s.Usable(), Errors: p.model.spread.errors, JoinerGrowth: e.joinerGrowth, StockGrowth: e.stockGrowth,
		Leaving: p.constants.leavingRate(s, e), OwnLeaving: s.Usable() >= fewYears && s.At(e.year).Plans.N >= fewPlans,
		SettingsYear: year, PeopleUsed: g != e.joinerGrowth, JoinersAbsent: !s.At(e.year).Joiners.Known && !s.At(e.year-1).Joiners.Known}
}

// notes are those of the area and of all areas, and what follows from how much
// is known of it.
func (p *Projector) notes(s *Series) []Note {
	var out []Note
	for _, n := range p.panel.Notes {
		if n.Area == "" || n.Area == s.Area {
			out = append(out, n)
		}
	}
	if s.At(p.Year()).Plans.N < fewPlans {
		out = append(out, Note{Fault: FaultFew, Area: s.Area})
	}
	if s.Usable() < fewYears {
		out = append(out, Note{Fault: FaultShort, Area: s.Area})
	}
	return sortNotes(out)
}

// hindsight projects from an earlier year with a model fitted then, from the
// series cut then.
func (p *Projector) hindsight(m *Model, full *Series) (Hindsight, bool) {
	then := full.through(m.Year())
	if then.Last() != m.Year() || then.At(m.Year()).Plans.N <= 0 {
		return Hindsight{}, false
	}
	run := p.run
	run.Horizon = p.Year() - m.Year()
	f := m.Simulate(&then, run)
	out := Hindsight{Origin: m.Year()}
	for h := range f.Plans {
		year := m.Year() + h + 1
		out.Years = append(out.Years, HindsightYear{Year: year, Summary: Summarise(f.Plans[h]), Actual: full.At(year).Plans})
	}
	return out, true
}
