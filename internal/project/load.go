package project

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"time"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// FileName is what a project file is called.
const FileName = "sendpack.yaml"

// All is the word that stands for every area.
const All = "all"

// Load decodes the project file in the root of fsys. Root is how the project's
// folder is printed; "" prints bare names. What is wrong is in l, and the
// project returned is then only good for further checks.
func Load(fsys fs.FS, root string, l *diag.List) *Project {
	name := path.Join(root, FileName)
	p := &Project{File: name}
	raw, err := fs.ReadFile(fsys, FileName)
	if err != nil {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: name}, Message: "there is no project file here", Expected: "a file called " + FileName,
			Fix: "name the folder that holds it, or start from a copy of the sample"})
		return p
	}
	p.Pos = strictyaml.Decode(name, raw, p, l)
	p.File = name
	p.check(l)
	return p
}

func (p *Project) at(field string) diag.Pos {
	if pos, ok := p.Pos[field]; ok {
		return pos
	}
	return diag.Pos{File: p.File, Line: 1, Column: 1}
}

// check tells what the decoder cannot see: dates, paths, codes.
func (p *Project) check(l *diag.List) {
	if p.AsOf != "" && Day(p.AsOf) == 0 {
		l.Add(diag.Diagnostic{Pos: p.at("as_of"), Message: fmt.Sprintf("%q is not a date", p.AsOf), Expected: "YYYY-MM-DD", Fix: "write 30 June 2026 as 2026-06-30"})
	}
	if p.Published != "" && Day(p.Published) == 0 {
		l.Add(diag.Diagnostic{Pos: p.at("published"), Message: fmt.Sprintf("%q is not a date", p.Published), Expected: "YYYY-MM-DD"})
	}
	p.inside("data", p.Data, l)
	p.inside("commentary", p.Commentary, l)
	for n, g := range p.Geography {
		p.inside(fmt.Sprintf("geography[%d]", n), g, l)
	}
	for _, k := range sortedKeys(p.Tables) {
		p.inside("tables."+k, p.Tables[k], l)
	}
	for n, f := range p.Indicators.Folders {
		p.inside(fmt.Sprintf("indicators.folders[%d]", n), f, l)
	}
	for _, id := range sortedKeys(p.Targets) {
		switch p.Targets[id].Basis {
		case "", "target", "sn", "region", "england":
		default:
			l.Add(diag.Diagnostic{Pos: p.at("targets." + id + ".basis"), Message: fmt.Sprintf("unknown basis %q", p.Targets[id].Basis), Expected: "target, sn, region or england"})
		}
	}
	p.checkBoard(l)
	p.checkProjection(l)
	if d := p.Disclosure; d.Threshold < 0 || d.MinBase < 0 {
		l.Add(diag.Diagnostic{Pos: p.at("disclosure"), Message: "a threshold below 0", Expected: "a whole number; the classes' own rules hold where it is smaller"})
	}
	switch d := p.Disclosure; {
	case d.Rounding != 0 && d.Rounding != 5 && d.Rounding != 10:
		l.Add(diag.Diagnostic{Pos: p.at("disclosure.rounding"), Message: fmt.Sprintf("counts cannot be rounded to %d", d.Rounding), Expected: "5 or 10; leave it out for exact counts"})
	case d.InsteadOfHiding && d.Rounding == 0:
		l.Add(diag.Diagnostic{Pos: p.at("disclosure.rounding_instead_of_hiding"), Message: "nothing is rounded", Expected: "rounding: 5 or rounding: 10 beside it"})
	}
}

// checkProjection bounds what a run of futures may be asked for.
func (p *Project) checkProjection(l *diag.List) {
	told := func(field, message, expected string) {
		l.Add(diag.Diagnostic{Pos: p.at("projection." + field), Message: message, Expected: expected})
	}
	d := p.Projection.WithDefaults()
	if d.Simulations < 100 || d.Simulations > 20000 {
		told("simulations", fmt.Sprintf("%d futures cannot be simulated", d.Simulations), "a whole number from 100 to 20000; ranges of 9 in 10 futures need several hundred")
	}
	if d.Horizon < 1 || d.Horizon > 20 {
		told("horizon", fmt.Sprintf("%d years cannot be projected", d.Horizon), "a whole number from 1 to 20")
	}
	if d.Seed < 0 {
		told("seed", "the seed is negative", "a whole number above 0")
	}
}

// inside refuses paths that leave the project.
func (p *Project) inside(field, name string, l *diag.List) {
	if name == "" || fs.ValidPath(path.Clean(name)) && !path.IsAbs(name) && !strings.Contains(name, "\\") {
		return
	}
	l.Add(diag.Diagnostic{Pos: p.at(field), Message: fmt.Sprintf("%q leaves the project's folder", name), Expected: "a path below the folder of " + FileName,
		Fix: "copy the files into the project, or give the data folder with --data"})
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Day is an ISO date as yyyymmdd, 0 when the text is none.
func Day(iso string) int {
	if len(iso) != 10 || iso[4] != '-' || iso[7] != '-' {
		return 0
	}
	n := 0
	for i, r := range iso {
		if i == 4 || i == 7 {
			continue
		}
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	if _, err := time.Parse(time.DateOnly, iso); err != nil {
		return 0 // 30 February
	}
	return n
}

// Mapping is a shipped source mapping with the name that projects use.
type Mapping struct {
	Name string
	dataset.Spec
}

// Mappings decodes the shipped source mappings.
func Mappings(l *diag.List) []Mapping {
	var out []Mapping
	for _, f := range indicators.Mappings() {
		var s dataset.Spec
		pos := strictyaml.Decode(f.Path, f.Data, &s, l)
		s.Pos = pos[""]
		out = append(out, Mapping{strings.TrimSuffix(path.Base(f.Path), ".yaml"), s})
	}
	return out
}

// Specs resolves the project's sources: a shipped mapping with what the project
// says over it, or the project's own.
func (p *Project) Specs(shipped []Mapping, l *diag.List) []dataset.Spec {
	byName := map[string]dataset.Spec{}
	var names []string
	for _, m := range shipped {
		byName[m.Name] = m.Spec
		names = append(names, m.Name)
	}
	var out []dataset.Spec
	for n, u := range p.Sources {
		at := fmt.Sprintf("sources[%d]", n)
		spec := u.Spec
		if u.Use != "" {
			base, ok := byName[u.Use]
			if !ok {
				fix := "sendpack list sources shows the shipped ones"
				if near := diag.Nearest(u.Use, names); near != "" {
					fix = fmt.Sprintf("did you mean %q?", near)
				}
				l.Add(diag.Diagnostic{Pos: p.at(at + ".use"), Message: fmt.Sprintf("no shipped mapping is called %q", u.Use), Expected: "the name of a mapping", Fix: fix})
				continue
			}
			spec = overlay(base, u.Spec)
		}
		spec.Pos = p.at(at)
		if p.checkSpec(at, spec, l) {
			out = append(out, spec)
		}
	}
	return out
}

func (p *Project) checkSpec(at string, s dataset.Spec, l *diag.List) bool {
	ok := true
	bad := func(field, message, expected string) {
		pos := p.at(at + "." + field)
		if pos.Line <= 1 {
			pos = p.at(at)
		}
		l.Add(diag.Diagnostic{Pos: pos, Message: message, Expected: expected})
		ok = false
	}
	switch s.Format {
	case dataset.FormatEES, dataset.FormatLAIT, dataset.FormatTidy, dataset.FormatReturn, dataset.FormatNeighbours:
	case "":
		bad("format", "a source without a format", "use: with a shipped mapping, or format: ees, lait, tidy, return or neighbours")
	default:
		bad("format", fmt.Sprintf("unknown format %q", s.Format), "ees, lait, tidy, return or neighbours")
	}
	if s.Source == "" {
		bad("source", "a source without an id", "source: a short name that definitions use")
	}
	if s.File == "" {
		bad("file", "a source without a file", "file: a path or glob below the data folder")
	}
	for _, f := range []string{s.File, s.Dictionary} {
		if f != "" && (!fs.ValidPath(path.Clean(f)) || path.IsAbs(f) || strings.Contains(f, "\\")) {
			bad("file", fmt.Sprintf("%q leaves the data folder", f), "a path below the data folder")
		}
	}
	if s.Published != "" && Day(s.Published) == 0 {
		bad("published", fmt.Sprintf("%q is not a date", s.Published), "YYYY-MM-DD")
	}
	return ok
}

// overlay puts what the project says over a shipped mapping. Columns and labels
// stay the mapping's: a file that needs others is another mapping.
func overlay(base, own dataset.Spec) dataset.Spec {
	set := func(to *string, from string) {
		if from != "" {
			*to = from
		}
	}
	set(&base.File, own.File)
	set(&base.Dictionary, own.Dictionary)
	set(&base.Publication, own.Publication)
	set(&base.Publisher, own.Publisher)
	set(&base.Published, own.Published)
	set(&base.NextUpdate, own.NextUpdate)
	set(&base.Licence, own.Licence)
	set(&base.URL, own.URL)
	set(&base.Status, own.Status)
	set(&base.Set, own.Set)
	set(&base.SetTitle, own.SetTitle)
	if len(own.Publish) > 0 {
		base.Publish = own.Publish
	}
	if len(own.BestFit) > 0 {
		base.BestFit = own.BestFit
	}
	if len(own.Symbols) > 0 {
		merged := map[string]string{}
		for k, v := range base.Symbols {
			merged[k] = v
		}
		for k, v := range own.Symbols {
			merged[k] = v
		}
		base.Symbols = merged
	}
	return base
}
