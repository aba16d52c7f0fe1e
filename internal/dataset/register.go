package dataset

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// registerCSV is England's areas since 2009. Source: Office for National
// Statistics and Department for Education, Open Government Licence v3.0.
//
//go:embed register.csv
var registerCSV []byte

// NoArea is what look-ups give with ok false; it is no valid AreaID.
const NoArea AreaID = -1

// Register is the geography register: every area under all its codes and
// spellings, current and abolished. It is safe for concurrent reading once no
// more areas are added.
type Register struct {
	areas  []Area
	parent map[string]string // Inner and Outer London to London
	byCode map[string]AreaID
	byOld  map[string][]AreaID
	byName map[string][]AreaID
	others map[otherName]AreaID
	inside map[string][]AreaID // wards and localities by the authority they lie in
	series []AreaID            // see Series; rebuilt by Add
}

// LoadRegister returns a new register of the areas that the tool ships. The
// embedded file is proved by a test, so it cannot fail here.
func LoadRegister() *Register {
	r := &Register{parent: map[string]string{}, byCode: map[string]AreaID{}, byOld: map[string][]AreaID{}, byName: map[string][]AreaID{}, others: map[otherName]AreaID{}, inside: map[string][]AreaID{}}
	var l diag.List
	r.Add("register.csv", registerCSV, &l)
	return r
}

// registerRow is the layout of a geography file. Dates are YYYY-MM-DD; aliases
// and follows hold several values joined by an upright bar. Region is, for wards
// and localities, the code of the authority they lie in.
type registerRow struct {
	Code    string `csv:"code"`
	Old     string `csv:"old"`
	Name    string `csv:"name"`
	Level   string `csv:"level"`
	Region  string `csv:"region"`
	Start   string `csv:"start"`
	End     string `csv:"end"`
	Aliases string `csv:"aliases"`
	Follows string `csv:"follows"`
}

// Add reads further areas in the layout of the shipped register. A code that
// is already there is an error: areas are added, never redefined.
func (r *Register) Add(file string, data []byte, l *diag.List) {
	for _, row := range csvfile.Read[registerRow](file, data, l) {
		pos := diag.Pos{File: file, Line: row.Line}
		a, ok := row.Value.area(pos, l)
		if !ok {
			continue
		}
		if _, taken := r.byCode[a.Code]; taken {
			l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("area code %q is already in the register", a.Code),
				Fix: "remove the row; a project adds areas, it does not change them"})
			continue
		}
		r.insert(a, row.Value.Region)
	}
	r.joinSeries()
}

func (v registerRow) area(pos diag.Pos, l *diag.List) (Area, bool) {
	a := Area{Code: strings.ToUpper(strings.TrimSpace(v.Code)), Old: strings.TrimSpace(v.Old),
		Name: strings.TrimSpace(v.Name), Level: strings.TrimSpace(v.Level),
		Aliases: splitBars(v.Aliases), Follows: splitBars(v.Follows)}
	before := l.Len()
	if a.Code == "" || a.Name == "" {
		l.Add(diag.Diagnostic{Pos: pos, Message: "an area needs a code and a name", Fix: "fill both cells"})
	}
	if !ordinary(a.Level) && !slices.Contains(otherAreaLevels, a.Level) {
		l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("unknown area level %q", a.Level),
			Expected: "one of ENG, REG, LA, " + strings.Join(otherAreaLevels, ", ")})
	}
	a.Start, a.End = registerDate(v.Start, pos, l), registerDate(v.End, pos, l)
	if a.End != 0 && a.End < a.Start {
		l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("the area ends on %q, before it starts", v.End), Fix: "mend the two dates"})
	}
	switch a.Level {
	case LevelLA:
		a.Region = strings.TrimSpace(v.Region)
	case LevelWard, LevelLocality:
		a.Within = strings.ToUpper(strings.TrimSpace(v.Region))
	}
	return a, l.Len() == before
}

func registerDate(text string, pos diag.Pos, l *diag.List) int {
	if text == "" {
		return 0
	}
	if y, m, d, ok := isoDate(text); ok {
		return day(y, m, d)
	}
	l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("%q is not a date", text), Expected: "YYYY-MM-DD, or blank when unknown"})
	return 0
}

func splitBars(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (r *Register) insert(a Area, region string) {
	id := AreaID(len(r.areas))
	r.areas = append(r.areas, a)
	if a.Within != "" {
		r.inside[a.Within] = append(r.inside[a.Within], id)
	}
	r.byCode[a.Code] = id
	if a.Level == LevelRegion && region != "" {
		r.parent[a.Code] = region
	}
	if a.Old != "" {
		r.byOld[a.Old] = append(r.byOld[a.Old], id)
	}
	for _, n := range append([]string{a.Name}, a.Aliases...) {
		key := nameKey(n)
		if !ordinary(a.Level) {
			r.addOther(otherName{a.Level, key}, id)
			continue
		}
		if !slices.Contains(r.byName[key], id) {
			r.byName[key] = append(r.byName[key], id)
		}
	}
}

// Len is the number of areas; every AreaID below it is valid.
func (r *Register) Len() int { return len(r.areas) }

// Area is the entry of an id; the zero Area for NoArea.
func (r *Register) Area(id AreaID) Area {
	if id < 0 || int(id) >= len(r.areas) {
		return Area{}
	}
	return r.areas[id]
}

// All is every area in the order of the files. Do not change it.
func (r *Register) All() []Area { return r.areas }

// Current lists the areas of a level that exist on the day (yyyymmdd), in the
// order of the files. An empty level means every level.
func (r *Register) Current(day int, level string) []AreaID {
	var out []AreaID
	for i, a := range r.areas {
		if a.Current(day) && (level == "" || a.Level == level) {
			out = append(out, AreaID(i))
		}
	}
	return out
}

// Places lists the wards or the localities of an authority that exist on the
// day, in the order of the files: those whose entry names it.
func (r *Register) Places(authority, level string, day int) []AreaID {
	var out []AreaID
	for _, id := range r.inside[authority] { // asked for once a figure: no search of all areas
		if a := &r.areas[id]; a.Current(day) && a.Level == level {
			out = append(out, id)
		}
	}
	return out
}

// ParentRegion is the region to fall back on when a source has no row for the
// given one: London for Inner and Outer London; "" otherwise.
func (r *Register) ParentRegion(code string) string { return r.parent[code] }

// ByCode finds a 9-character code (any case), as it is: an abolished area is
// found under its own code.
func (r *Register) ByCode(code string) (AreaID, bool) {
	id, ok := r.byCode[strings.ToUpper(strings.TrimSpace(code))]
	if !ok {
		return NoArea, false
	}
	return id, true
}

// ByOld finds a 3-digit code. Where several areas have had it (Somerset 933),
// it is the one that exists on the day; day 0 asks for the one that exists
// now, or else the last.
func (r *Register) ByOld(code string, day int) (AreaID, bool) {
	return r.on(r.byOld[trimOld(code)], day)
}

// ByName finds a name in any known spelling, whatever its case, punctuation,
// "&" or "and", or a Council at its end. Where several areas have had it
// (Dorset), it is the one that exists on the day; day 0 asks for the one that
// exists now, or else the last.
func (r *Register) ByName(name string, day int) (AreaID, bool) {
	if id, ok := r.on(r.byName[nameKey(name)], day); ok {
		return id, true
	}
	return r.on(r.byName[nameKey(withoutTitle(name))], day)
}

// on picks the candidate that exists on the day, else the one nearest to it in
// time: a publisher may show a new authority before its first day.
func (r *Register) on(ids []AreaID, day int) (AreaID, bool) {
	if day == 0 {
		day = endOfTime
	}
	best, distance := NoArea, 0
	for _, id := range ids {
		a, d := r.areas[id], 0
		switch {
		case a.Start != 0 && day < a.Start:
			d = a.Start - day
		case a.End != 0 && day > a.End:
			d = day - a.End
		}
		if best == NoArea || d < distance {
			best, distance = id, d
		}
	}
	return best, best != NoArea
}

// endOfTime is a day after every other, so that "now" needs no clock.
const endOfTime = 9999_12_31

// Lookup finds an area by whatever is written: a 9-character code, a 3-digit
// code or a name. Areas of other levels than England, regions and authorities
// are found by code, and by name where no two have it.
func (r *Register) Lookup(text string, day int) (AreaID, bool) {
	if id, ok := r.ByCode(text); ok {
		return id, true
	}
	if id, ok := r.ByOld(text, day); ok {
		return id, true
	}
	if id, ok := r.ByName(text, day); ok {
		return id, true
	}
	return r.otherByName(text)
}

// Nearest names the area most like an unknown code or name, as "name (code)",
// for a fix; "" when nothing is near. Nothing is near to a code: a digit more
// or less is another area altogether.
func (r *Register) Nearest(text string) string {
	if _, err := strconv.Atoi(strings.TrimLeft(text, "Ee")); err == nil {
		return ""
	}
	names := make([]string, 0, 2*len(r.areas))
	owner := map[string]AreaID{}
	for i, a := range r.areas {
		if !ordinary(a.Level) {
			continue // hundreds of names of NHS bodies, each like some authority's
		}
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			if _, ok := owner[n]; !ok || a.End == 0 {
				owner[n] = AreaID(i)
				names = append(names, n)
			}
		}
	}
	near := diag.Nearest(text, names)
	if near == "" {
		return ""
	}
	return near + " (" + r.areas[owner[near]].Code + ")"
}
