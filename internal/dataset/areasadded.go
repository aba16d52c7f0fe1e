package dataset

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// otherName is a name among the areas of one level.
type otherName struct{ level, key string }

// addOther enters a name of an area that is no ordinary one. A name that two
// areas of a level have finds neither.
func (r *Register) addOther(name otherName, id AreaID) {
	if before, taken := r.others[name]; taken && before != id {
		id = NoArea
	}
	r.others[name] = id
}

// otherByName finds a name among the areas of all other levels, if a single
// one has it.
func (r *Register) otherByName(text string) (AreaID, bool) {
	found := NoArea
	for _, level := range otherAreaLevels {
		id, ok := r.others[otherName{level, nameKey(text)}]
		switch {
		case !ok:
		case id == NoArea || found != NoArea:
			return NoArea, false
		default:
			found = id
		}
	}
	return found, found != NoArea
}

// added finds an area of a level by code, or by name where there is no code.
func (r *Register) added(code, name, level string) (AreaID, bool) {
	if code != "" {
		id, ok := r.ByCode(code)
		return id, ok && r.Area(id).Level == level
	}
	id, ok := r.others[otherName{level, nameKey(name)}]
	return id, ok && id != NoArea
}

// AddAreas enters the areas of a file that the register lacks, as the
// mapping's area.adds declares: by their codes, or by their names where the
// file has no codes. It must be called before Load, and by one goroutine, since
// every reader of the register then sees them. What is wrong with the file is
// told by Load; the error is of the world.
func AddAreas(ctx context.Context, fsys fs.FS, spec Spec, files []string, reg *Register, l *diag.List) error {
	if !checkAdds(spec, l) {
		return nil
	}
	var told diag.List // Load tells the same again
	ld := newLoader(spec, reg, &told)
	found := map[otherName]Area{}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := readDecoded(fsys, file, &told)
		if err != nil {
			return err
		}
		if data != nil {
			ld.collect(file, data, found)
		}
	}
	areas := make([]Area, 0, len(found))
	for _, a := range found {
		areas = append(areas, a)
	}
	slices.SortFunc(areas, func(a, b Area) int { return cmp.Compare(a.Code, b.Code) })
	for _, a := range areas {
		if _, taken := reg.byCode[a.Code]; !taken {
			reg.insert(a, "")
		}
	}
	reg.joinSeries()
	return nil
}

// checkAdds tells levels that are none, and reports whether there is anything
// to add.
func checkAdds(spec Spec, l *diag.List) bool {
	for _, label := range sortedKeys(spec.Area.Adds) {
		if level := spec.Area.Adds[label]; !ordinary(level) && !slices.Contains(otherAreaLevels, level) {
			l.Add(diag.Diagnostic{Pos: spec.Pos, Message: fmt.Sprintf("unknown area level %q in area.adds", level),
				Expected: "one of ENG, REG, LA, " + strings.Join(otherAreaLevels, ", ")})
			return false
		}
	}
	return len(spec.Area.Adds) > 0
}

// collect gathers the areas of one file, the first name of each.
func (ld *loader) collect(file string, data []byte, found map[otherName]Area) {
	r := csvfile.NewReader(file, data, ld.l)
	header, ok := ld.header(r)
	if !ok {
		return
	}
	p := ld.plan(newColumns(diag.Pos{File: file, Line: r.Line()}, header, ld.l))
	if p == nil {
		return
	}
	for r.Next() {
		level := ld.areas.addedLevel(r, p)
		if !slices.Contains(otherAreaLevels, level) || !ld.kept(r) {
			continue
		}
		code, name, _, ok := ld.areaCells(r, p)
		code, name = ld.areas.spelling(code, name)
		if _, known := ld.reg.added(code, name, level); !ok || known || isEngland(code, name) || code == "" && nameKey(name) == "" {
			continue
		}
		a := Area{Code: strings.ToUpper(strings.Clone(code)), Name: strings.Clone(name), Level: level}
		if code == "" {
			a.Code = level + "-" + strings.ToUpper(nameKey(name))
		}
		if _, again := found[otherName{level, a.Code}]; !again {
			found[otherName{level, a.Code}] = a
		}
	}
}

// notAdded is the level of rows whose label the mapping's adds does not list:
// only England is read from them. They are not looked up as they stand, since
// a region of the NHS has the name of another region.
const notAdded = "none"

// addedLevel is the level under which the mapping adds the record's area; ""
// where the mapping adds none at all.
func (a *areaCache) addedLevel(r record, p *plan) string {
	if a.adds == nil {
		return ""
	}
	if p.area.level >= 0 {
		if level, ok := a.adds[fold(r.Fields()[p.area.level])]; ok {
			return level
		}
	}
	return cmp.Or(a.adds["*"], notAdded)
}

// spelling is the code and name after the mapping's own spellings, which may
// give the code of an area that the file only names.
func (a *areaCache) spelling(code, name string) (string, string) {
	if mapped, ok := a.names[fold(cmp.Or(code, name))]; ok {
		code = mapped
	}
	return code, cmp.Or(name, code)
}

func isEngland(code, name string) bool {
	return strings.EqualFold(code, EnglandCode) || nameKey(name) == "england"
}

// resolveAdded finds an area that the mapping adds. It is looked for among the
// areas of its level alone, since NHS bodies have names of authorities.
func (a *areaCache) resolveAdded(code, name, level string) areaEntry {
	if a.skipped(code) || a.skipped(name) || code == "" && name == "" && slices.Contains(a.skip, "") {
		return areaEntry{id: NoArea, skip: true}
	}
	code, name = a.spelling(code, name)
	if isEngland(code, name) {
		if id, ok := a.reg.England(); ok {
			return areaEntry{id: id}
		}
	}
	if id, ok := a.reg.added(code, name, level); ok {
		return areaEntry{id: id}
	}
	return areaEntry{id: NoArea, fail: a.unknown(code, name)}
}
