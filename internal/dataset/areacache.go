package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// areaColumns is where a file's areas stand; -1 where there is no such column.
type areaColumns struct {
	level, code, old, name, region, regionName int
}

// Words of the geographic levels that are read. Other levels that Explore
// Education Statistics files have are passed over.
var readLevels = []string{"National", "Regional", "Local authority"}

var otherLevels = []string{"local authority district", "parliamentary constituency", "ward", "school", "provider", "institution",
	"multi academy trust", "mat", "opportunity area", "local enterprise partnership", "english devolved area", "mayoral combined authority",
	"rsc region", "local skills improvement plan area", "planning area", "sponsor", "pcon", "lad", "police force area",
	"integrated care board", "sub integrated care board", "nhs provider"}

// eesAreas finds the location columns of an Explore Education Statistics
// file. Their order varies and some files leave columns out.
func eesAreas(c *columns) areaColumns {
	a := areaColumns{level: c.need("", "geographic_level"), code: c.find("new_la_code"), old: c.find("old_la_code"), name: c.find("la_name"),
		region: c.find("region_code"), regionName: c.find("region_name")}
	for _, other := range []string{"country_code", "country_name", "lad_code", "lad_name"} {
		c.find(other)
	}
	return a
}

// tidyAreas finds the columns that the mapping declares.
func tidyAreas(c *columns, spec AreaSpec) areaColumns {
	a := areaColumns{level: -1, code: -1, old: -1, name: -1, region: -1, regionName: -1}
	if spec.Code != "" {
		a.code = c.need("area.code", spec.Code)
	}
	if spec.Name != "" {
		a.name = c.need("area.name", spec.Name)
	}
	if spec.Level != "" {
		a.level = c.need("area.level", spec.Level)
	}
	if spec.Region != "" {
		a.regionName = c.need("area.region", spec.Region)
	}
	if spec.Code == "" && spec.Name == "" {
		c.tell("the mapping names no area column", "area.code or area.name", "add the column to the mapping")
	}
	return a
}

// areaCache turns the area cells of a source into ids, each combination once
// a period's end.
type areaCache struct {
	reg     *Register
	names   map[string]string // folded spelling to code
	skip    []string
	adds    map[string]string // folded label of the level column to level
	byRaw   map[areaKey]areaEntry
	recoded map[AreaID]bool
}

type areaKey struct {
	code, name, level string
	day               int
}

type areaEntry struct {
	id   AreaID
	skip bool
	fail *diag.Diagnostic
}

func newAreaCache(reg *Register, spec AreaSpec) *areaCache {
	a := &areaCache{reg: reg, names: map[string]string{}, skip: spec.Skip, byRaw: map[areaKey]areaEntry{}, recoded: map[AreaID]bool{}}
	if len(spec.Adds) > 0 {
		a.adds = make(map[string]string, len(spec.Adds))
		for label, level := range spec.Adds {
			a.adds[fold(label)] = level
		}
	}
	for spelling, code := range spec.Names {
		a.names[fold(spelling)] = code
	}
	return a
}

// area is the area of a record; ok is false when the record is to be passed
// over, told or not.
func (ld *loader) area(r record, p *plan, period PeriodID) (AreaID, bool) {
	code, name, at, ok := ld.areaCells(r, p)
	if !ok {
		return NoArea, false
	}
	e := ld.areas.find(code, name, ld.areas.addedLevel(r, p), ld.periods.list[period].End)
	if e.fail != nil {
		d := *e.fail
		d.Pos = r.Pos(at)
		ld.l.Add(d)
		return NoArea, false
	}
	return e.id, !e.skip
}

// areaCells picks the code and name of a record by its level, and the cell to
// blame. ok is false for levels that are not read.
func (ld *loader) areaCells(r record, p *plan) (code, name string, at int, ok bool) {
	cellAt := func(i int) string {
		if i < 0 {
			return ""
		}
		return strings.TrimSpace(r.Fields()[i])
	}
	a := p.area
	if ld.areas.adds != nil { // the level column then only says what is added
		return cellAt(a.code), cellAt(a.name), max(a.code, a.name, 0), true
	}
	if a.level < 0 {
		all := func(i int) bool { return i < 0 || ld.all(cellAt(i)) }
		if a.regionName >= 0 && all(a.code) && all(a.name) {
			if all(a.regionName) {
				return EnglandCode, "", a.regionName, true
			}
			return "", cellAt(a.regionName), a.regionName, true
		}
		return cellAt(a.code), cellAt(a.name), max(a.code, a.name, 0), true
	}
	level := fold(r.Fields()[a.level])
	if !ld.levelRead(r, a.level, level) {
		return "", "", 0, false
	}
	ees := ld.spec.Format == FormatEES
	switch {
	case level == "national" || level == "country":
		return "E92000001", "", a.level, true
	case level == "regional" && (ees || a.regionName >= 0):
		return cellAt(a.region), cellAt(a.regionName), max(a.region, a.level), true
	case !ees:
		return cellAt(a.code), cellAt(a.name), max(a.code, a.name), true
	}
	code = cellAt(a.code)
	if code == "" {
		code = cellAt(a.old)
	}
	return code, cellAt(a.name), max(a.code, a.level), true
}

// all reports whether a cell holds the word that the mapping gives for every
// area; a blank cell never does.
func (ld *loader) all(text string) bool {
	return ld.spec.Area.All != "" && fold(text) == fold(ld.spec.Area.All)
}

// levelRead reports whether rows of the level are wanted, telling words that
// are no level at all.
func (ld *loader) levelRead(r record, at int, level string) bool {
	wanted := ld.spec.Levels
	if len(wanted) == 0 {
		wanted = readLevels
	}
	for _, w := range wanted {
		if fold(w) == level {
			return true
		}
	}
	known := slices.ContainsFunc(readLevels, func(s string) bool { return fold(s) == level })
	if !known && !slices.Contains(otherLevels, level) {
		ld.l.Add(diag.Diagnostic{Pos: r.Pos(at), Message: fmt.Sprintf("unknown geographic level %q", r.Fields()[at]),
			Expected: "one of " + strings.Join(wanted, ", "), Fix: "mend the row, or list the level in the mapping"})
	}
	return false
}

// find is the area of a code and name, remembered. Level is what the mapping
// says of areas that it adds, "" where it adds none.
func (a *areaCache) find(code, name, level string, day int) areaEntry {
	key := areaKey{code, name, level, day}
	if e, ok := a.byRaw[key]; ok {
		return e
	}
	var e areaEntry
	if level == "" || ordinary(level) {
		e = a.resolve(code, name, day)
	} else {
		e = a.resolveAdded(code, name, level)
	}
	if len(a.byRaw) < 100_000 {
		a.byRaw[areaKey{strings.Clone(code), strings.Clone(name), level, day}] = e
	}
	return e
}

// resolve finds the area of a code and name. The mapping's own spellings go
// first; a code goes before a name, which then must not belong to another
// area. Rows are kept under the newest code of their authority.
func (a *areaCache) resolve(code, name string, day int) areaEntry {
	if a.skipped(code) || a.skipped(name) || (code == "" && name == "" && slices.Contains(a.skip, "")) {
		return areaEntry{id: NoArea, skip: true}
	}
	text := code
	if text == "" {
		text = name
	}
	if mapped, ok := a.names[fold(text)]; ok {
		text = mapped
	}
	id, ok := a.reg.Lookup(text, day)
	if !ok {
		return areaEntry{id: NoArea, fail: a.unknown(code, name)}
	}
	if code != "" && name != "" {
		if id, ok = a.agree(id, name, day); !ok {
			return areaEntry{id: NoArea, fail: &diag.Diagnostic{
				Message:  fmt.Sprintf("area code %q is %s, but the row is named %q", code, a.reg.Area(id).Name, name),
				Expected: "a code and a name of one area", Fix: "find out which of the two is right; columns may have been moved"}}
		}
	}
	newest := a.reg.Series(id)
	if _, nine := a.reg.ByCode(text); nine && newest != id {
		a.recoded[id] = true
	}
	return areaEntry{id: newest}
}

// agree checks the name beside a code. A file that gives Inner London the code
// of London means Inner London.
func (a *areaCache) agree(id AreaID, name string, day int) (AreaID, bool) {
	if mapped, ok := a.names[fold(name)]; ok {
		name = mapped
	}
	named, ok := a.reg.ByName(name, day)
	if !ok || a.reg.Series(named) == a.reg.Series(id) || slices.Contains(a.reg.byName[nameKey(name)], id) {
		return id, true
	}
	if a.reg.ParentRegion(a.reg.Area(named).Code) == a.reg.Area(id).Code {
		return named, true
	}
	return id, false
}

// skipped matches the mapping's labels that are no areas; one that ends in *
// stands for all that begin so. A blank area is passed over only where the
// mapping lists the empty text itself.
func (a *areaCache) skipped(text string) bool {
	return text != "" && ignored(text, a.skip)
}

func (a *areaCache) unknown(code, name string) *diag.Diagnostic {
	text := code
	if text == "" {
		text = name
	}
	d := &diag.Diagnostic{Message: fmt.Sprintf("unknown area %q", text),
		Expected: "a 9-character code, a 3-digit code or a name in the register (sendpack list areas)",
		Fix:      "mend the spelling, map it under area.names, or list it under area.skip if it is no area"}
	if text == "" {
		d.Message = "the area is blank"
	}
	for _, t := range []string{name, text} {
		if near := a.reg.Nearest(t); near != "" {
			d.Fix = fmt.Sprintf("did you mean %q? else %s", near, d.Fix)
			break
		}
	}
	return d
}

// tellRecoded says once a source which older codes were read as the newest
// code of the same authority: nothing is joined in silence.
func (a *areaCache) tellRecoded(l *diag.List, files []string) {
	if len(a.recoded) == 0 || len(files) == 0 {
		return
	}
	var parts []string
	for id := range AreaID(a.reg.Len()) {
		if a.recoded[id] {
			newest := a.reg.Area(a.reg.Series(id))
			parts = append(parts, fmt.Sprintf("%s as %s %s", a.reg.Area(id).Code, newest.Code, newest.Name))
		}
	}
	l.Add(diag.Diagnostic{Pos: diag.Pos{File: files[0]}, Severity: diag.Info,
		Message: "older codes of authorities that kept their 3-digit code are read as the newest: " + strings.Join(parts, "; ")})
}
