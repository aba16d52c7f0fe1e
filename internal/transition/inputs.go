package transition

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sendpack/sendpack/internal/diag"
)

// Files are the inputs of one run. Costs and Scenarios may be absent, and so
// may ValidStates, which are then proposed from the data.
type Files struct{ Transitions, Population, ValidStates, Costs, Scenarios File }

// Transition is how many people went from one state to another between the
// January of Year and the next; rows of a file that say the same are added.
type Transition struct {
	Year, NCY           int // of the first side; the second is a year later
	Need1, Setting1     string
	Need2, Setting2     string
	Count, Rows         int // people; lines of the file
	line                int
	need1, set1, n2, s2 int // columns, for messages
}

// Joiner, Leaver and Mover tell the kinds apart; what is none of them stayed.
func (t Transition) Joiner() bool { return t.Setting1 == NonSend }

// Leaver says that the plan ceased or went away.
func (t Transition) Leaver() bool { return t.Setting2 == NonSend }

// Mover says that the setting changed; the need may have changed with it or
// without it.
func (t Transition) Mover() bool { return !t.Joiner() && !t.Leaver() && t.Setting1 != t.Setting2 }

// Setting is one row of the valid states.
type Setting struct {
	Code, Group string
	Min, Max    int // school years, inclusive
	Needs       []string
	Reach       []string // settings that can be moved to
	pos         diag.Pos
}

// Cost is pounds a year for one plan. Need "*" is every need.
type Cost struct {
	Need, Setting string
	Pounds        float64
	pos           diag.Pos
}

// Population is residents by census year and school year, with or without a
// plan.
type Population struct {
	people map[[2]int]float64
	file   File
}

// At is the residents of a school year at a census, and whether the file had
// them.
func (p Population) At(year, ncy int) (float64, bool) {
	v, ok := p.people[[2]int{year, ncy}]
	return v, ok
}

// Last is the last census year of the file, 0 for none.
func (p Population) Last() int {
	last := 0
	for k := range p.people {
		last = max(last, k[0])
	}
	return last
}

// Inputs is everything that a run needs to know, read and typed but not yet
// checked as a whole: Check does that.
type Inputs struct {
	Files       Files
	Transitions []Transition // sorted by year, school year and codes
	Population  Population
	Settings    []Setting
	Proposed    bool // the valid states were proposed from the data
	Costs       []Cost
	Rules       []Rule
}

// Read reads all files for one area; an empty area takes every row. All
// problems of all files go to l.
func Read(f Files, area string, l *diag.List) Inputs {
	in := Inputs{Files: f}
	in.Transitions = readTransitions(f.Transitions, area, l)
	in.Population = readPopulation(f.Population, area, l)
	if f.ValidStates.given() {
		in.Settings = readSettings(f.ValidStates, l)
	} else {
		in.Settings, in.Proposed = Propose(in.Transitions), true
	}
	if f.Costs.given() {
		in.Costs = readCosts(f.Costs, l)
	}
	if f.Scenarios.given() {
		in.Rules = readRules(f.Scenarios, l)
	}
	return in
}

// Areas lists the areas that a file names in its area column, sorted; none
// when it has no such column.
func Areas(f File) []string {
	var l diag.List
	s := openSheet(f, nil, []string{"area"}, &l)
	if s == nil {
		return nil
	}
	seen := map[string]bool{}
	for s.next() {
		if a := s.text("area"); a != "" {
			seen[a] = true
		}
	}
	var out []string
	for a := range seen {
		out = append(out, a)
	}
	slices.Sort(out)
	return out
}

type transitionKey struct {
	year, ncy                int
	need1, set1, need2, set2 string
}

// readTransitions streams the rows and counts them by what they say.
func readTransitions(f File, area string, l *diag.List) []Transition {
	s := openSheet(f, []string{"calendar-year", "academic-year-1", "need-1", "setting-1", "academic-year-2", "need-2", "setting-2"},
		[]string{"count", "area"}, l)
	if s == nil {
		return nil
	}
	at := map[transitionKey]int{}
	var out []Transition
	total, tooMany := 0, false
	for s.next() {
		if !s.of(area) {
			continue
		}
		t, ok := s.transition()
		if !ok || t.Count == 0 {
			continue
		}
		if total += t.Count; total > mostPlans && !tooMany {
			tooMany = true
			s.tell("count", "the transitions add up to more than "+strconv.Itoa(mostPlans)+" people", "the plans of one authority",
				"check the column count, or name the area")
		}
		key := transitionKey{t.Year, t.NCY, t.Need1, t.Setting1, t.Need2, t.Setting2}
		if i, seen := at[key]; seen {
			out[i].Count += t.Count
			out[i].Rows++
			continue
		}
		at[key] = len(out)
		out = append(out, t)
	}
	if tooMany {
		return nil
	}
	slices.SortFunc(out, compareTransitions)
	return out
}

// transition reads the current row, and tells the mistakes that a row can show
// by itself.
func (s *sheet) transition() (Transition, bool) {
	t := Transition{Year: s.whole("calendar-year", firstYear, lastYear), NCY: s.whole("academic-year-1", lowestNCY, highestNCY),
		Need1: s.code("need-1"), Setting1: s.code("setting-1"), Need2: s.code("need-2"), Setting2: s.code("setting-2"),
		Count: s.wholeOr("count", 0, mostPerRow, 1), Rows: 1, line: s.Line(),
		need1: s.cell("need-1").Column, set1: s.cell("setting-1").Column, n2: s.cell("need-2").Column, s2: s.cell("setting-2").Column}
	next := s.whole("academic-year-2", lowestNCY, highestNCY+1)
	if s.bad {
		return t, false
	}
	s.half("need-1", t.Need1, "setting-1", t.Setting1)
	s.half("need-2", t.Need2, "setting-2", t.Setting2)
	if !s.bad && t.Joiner() && t.Leaver() {
		s.tell("need-1", NonSend+" stands on both sides", "a plan on one side at least", "remove the row")
	}
	if s.bad {
		return t, false
	}
	if next != t.NCY+1 {
		s.l.Add(diag.Diagnostic{Pos: s.cell("academic-year-2"), Severity: diag.Warning,
			Message:  "academic-year-2 " + strconv.Itoa(next) + " does not follow academic-year-1 " + strconv.Itoa(t.NCY) + ", so the row is left out",
			Expected: strconv.Itoa(t.NCY + 1), Fix: "derive both school years from the date of birth"})
		return t, false
	}
	return t, true
}

// half tells a side of which only one of need and setting is NONSEND.
func (s *sheet) half(needColumn, need, settingColumn, setting string) {
	if (need == NonSend) == (setting == NonSend) {
		return
	}
	column, other := settingColumn, need
	if setting == NonSend {
		column, other = needColumn, setting
	}
	s.tell(column, column+" "+strconv.Quote(s.text(column))+" stands beside "+other, NonSend+" in both or in neither",
		"write "+NonSend+" in both for somebody without a plan")
}

func compareTransitions(a, b Transition) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.NCY, b.NCY), cmp.Compare(a.Need1, b.Need1), cmp.Compare(a.Setting1, b.Setting1),
		cmp.Compare(a.Need2, b.Need2), cmp.Compare(a.Setting2, b.Setting2))
}

// readPopulation keeps fractions; rows that name the same year and school year
// twice are refused, because adding them is as wrong as choosing one.
func readPopulation(f File, area string, l *diag.List) Population {
	p := Population{people: map[[2]int]float64{}, file: f}
	s := openSheet(f, []string{"calendar-year", "academic-year", "population"}, []string{"area"}, l)
	if s == nil {
		return p
	}
	lines := map[[2]int]int{}
	for s.next() {
		if !s.of(area) {
			continue
		}
		key := [2]int{s.whole("calendar-year", firstYear, lastYear), s.whole("academic-year", lowestNCY, highestNCY+1)}
		people := s.number("population", mostPeople)
		if first, twice := lines[key]; twice && !s.bad {
			s.tell("calendar-year", "the population of "+strconv.Itoa(key[0])+", academic year "+strconv.Itoa(key[1])+" stands twice",
				"one row for each year and academic year", "remove one; the first is on line "+strconv.Itoa(first))
		}
		if !s.bad {
			p.people[key], lines[key] = people, s.Line()
		}
	}
	return p
}

// readCosts reads unit costs.
func readCosts(f File, l *diag.List) []Cost {
	s := openSheet(f, []string{"need", "setting", "cost"}, nil, l)
	if s == nil {
		return nil
	}
	var out []Cost
	seen := map[[2]string]bool{}
	for s.next() {
		c := Cost{Need: s.text("need"), Setting: s.code("setting"), Pounds: s.number("cost", 1e9), pos: s.cell("need")}
		if c.Need != "*" {
			c.Need = s.code("need")
		}
		if key := [2]string{c.Need, c.Setting}; !s.bad && seen[key] {
			s.tell("need", "the cost of "+c.Need+" in "+c.Setting+" stands twice", "one row for each need and setting", "remove one")
		} else {
			seen[key] = true
		}
		if !s.bad {
			out = append(out, c)
		}
	}
	return out
}

// readSettings reads the valid states.
func readSettings(f File, l *diag.List) []Setting {
	s := openSheet(f, []string{"setting", "setting-group", "min-academic-year", "max-academic-year", "needs", "setting->setting"}, nil, l)
	if s == nil {
		return nil
	}
	var out []Setting
	seen := map[string]bool{}
	for s.next() {
		v := Setting{Code: s.code("setting"), Group: s.text("setting-group"), Min: s.whole("min-academic-year", lowestNCY, highestNCY),
			Max: s.whole("max-academic-year", lowestNCY, highestNCY), Needs: s.codes("needs", ","), Reach: s.codes("setting->setting", ","),
			pos: s.cell("setting")}
		s.checkSetting(v, seen[v.Code])
		seen[v.Code] = true
		if !s.bad {
			out = append(out, v)
		}
	}
	return out
}

// checkSetting tells what is wrong with a row of the valid states as a whole.
func (s *sheet) checkSetting(v Setting, twice bool) {
	switch {
	case s.bad:
	case twice:
		s.tell("setting", "setting "+strconv.Quote(v.Code)+" stands twice", "one row for each setting", "join the two rows")
	case v.Code == NonSend:
		s.tell("setting", NonSend+" is not a setting", "the code of a setting", "remove the row")
	case v.Min > v.Max:
		s.tell("min-academic-year", "min-academic-year "+strconv.Itoa(v.Min)+" is after max-academic-year "+strconv.Itoa(v.Max),
			"the lowest school year first", "swap the two")
	case len(v.Needs) == 0:
		s.tell("needs", "no need is listed", "the needs that the setting takes, separated by commas", "list all needs if in doubt")
	}
}
