// Package build runs the stages in order: load, validate, evaluate, disclose,
// assess, compose, render, verify. It is the only package that knows them all
// and the only one that moves finished files into place. It refuses to write
// anything while an input has an error.
package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/render"
)

// Options say what to build. Folders come as file systems, so that the
// embedded sample, a user's folder and a test's map are read alike.
type Options struct {
	Project   fs.FS    // holds sendpack.yaml
	Root      string   // how the project's folder is printed in diagnostics
	Data      fs.FS    // replaces the project's data folder; nil: the project's own
	DataRoot  string   // how Data is printed
	Templates fs.FS    // shipped ones; the project's own folder templates is laid over them
	Areas     []string // codes, or the word all; empty: the project's
	Packs     []string // pack ids; empty: the project's
	Formats   []string // html, pdf, xlsx, csv; empty: all
	AsOf      string   // replaces the project's date
	Previous  fs.FS    // an earlier output, which readers may still have; nil: none
	Draft     bool
	// Incremental keeps what the incremental build before made and what would be
	// the same again; the output is that of a full build, byte for byte.
	Incremental bool
	Jobs        int // 0: one for each processor
	Strict      bool
	Version     string
	Progress    func(what string, done, of int) // nil: silent
}

func (o *Options) jobs() int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.NumCPU()
}

func (o *Options) progress(what string, done, of int) {
	if o.Progress != nil {
		o.Progress(what, done, of)
	}
}

// InputFile is a file that was read, for the manifest.
type InputFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Rows   int    `json:"rows,omitempty"`
}

// Loaded is everything read and checked, before anything is computed.
type Loaded struct {
	Project     *project.Project
	Register    *dataset.Register
	Definitions []indicators.Definition
	Specs       []dataset.Spec
	Tables      map[string]*dataset.Table
	Set         *dataset.NeighbourSet
	Commentary  *compose.Commentary
	Layouts     []compose.Layout
	Bank        compose.Bank
	Brand       render.Brand
	Inputs      []InputFile
	AsOf        int
	isData      map[string]bool // inputs that figures are read from
}

// Load reads and checks the whole project. Problems of the input are in l; the
// error is for the world failing.
func Load(ctx context.Context, o *Options, l *diag.List) (*Loaded, error) {
	in := &Loaded{Tables: map[string]*dataset.Table{}, Register: dataset.LoadRegister()}
	in.Project = project.Load(o.Project, o.Root, l)
	if o.AsOf != "" {
		if project.Day(o.AsOf) == 0 {
			return nil, fmt.Errorf("--as-of %q is not a date: write YYYY-MM-DD", o.AsOf)
		}
		in.Project.AsOf = o.AsOf
	}
	in.AsOf = project.Day(in.Project.AsOf)
	in.Definitions = definitions(in.Project, o, l)
	in.Specs = in.Project.Specs(project.Mappings(l), l)
	in.Layouts = o.layouts(l)
	in.Brand = brandOf(in.Project, o.Project, l)
	if l.HasErrors() {
		return in, nil
	}
	in.geography(o, l)
	if err := in.sources(ctx, o, l); err != nil {
		return nil, err
	}
	in.targets(l)
	in.checkPacks(o, l)
	in.Commentary = compose.LoadCommentary(o.Project, in.Project.Commentary, compose.Tables{Files: in.Project.Tables, Pos: in.tablePos}, in.known, o.Root, l)
	in.Bank = compose.LoadBank(o.Project, o.templates(), o.Root, in.entries(), l)
	return in, in.hashInputs(o)
}

func (in *Loaded) known(id string) bool {
	for n := range in.Definitions {
		if in.Definitions[n].ID == id {
			return true
		}
	}
	return false
}

// targets checks that goals are set for indicators that exist.
func (in *Loaded) targets(l *diag.List) {
	var ids []string
	for n := range in.Definitions {
		ids = append(ids, in.Definitions[n].ID)
	}
	check := func(field, id string) {
		if in.known(id) {
			return
		}
		d := diag.Diagnostic{Pos: in.Project.Pos[field], Message: fmt.Sprintf("no indicator has the id %q", id), Expected: "an id that sendpack list indicators shows"}
		if near := diag.Nearest(id, ids); near != "" {
			d.Fix = fmt.Sprintf("did you mean %q?", near)
		}
		l.Add(d)
	}
	for id := range in.Project.Targets {
		check("targets."+id, id)
	}
	for n, id := range in.Project.Headlines {
		check(fmt.Sprintf("headlines[%d]", n), id)
	}
	for n, id := range in.Project.KPIs {
		check(fmt.Sprintf("kpis[%d]", n), id)
	}
	if d := in.Project.DeepDive; d != nil {
		for n, id := range d.Indicators {
			check(fmt.Sprintf("deep_dive.indicators[%d]", n), id)
		}
	}
	for n, id := range in.Project.PartB.Indicators {
		check(fmt.Sprintf("part_b.indicators[%d]", n), id)
	}
	in.watched(l)
}

// mostKPIs is how many indicators an area can watch most closely: the set's
// intent is five or six.
const mostKPIs = 6

// watched checks that the area's own choice of KPIs is short and that each
// speaks of an outcome, by which they are shown.
func (in *Loaded) watched(l *diag.List) {
	ids := in.Project.KPIs
	if len(ids) > mostKPIs {
		l.Add(diag.Diagnostic{Pos: in.Project.Pos["kpis"], Message: fmt.Sprintf("%d indicators are named to watch most closely", len(ids)),
			Expected: fmt.Sprintf("at most %d", mostKPIs), Fix: "keep those that say most; the others stay in the scorecard and the data book"})
	}
	for n, id := range ids {
		for k := range in.Definitions {
			if d := &in.Definitions[k]; d.ID == id && len(d.Outcomes) == 0 {
				l.Add(diag.Diagnostic{Pos: in.Project.Pos[fmt.Sprintf("kpis[%d]", n)], Message: fmt.Sprintf("%s speaks of no outcome, so it has no place among the outcomes", id),
					Expected: "an indicator whose definition names outcomes", Fix: "add outcomes to its definition, or choose another"})
			}
		}
	}
}

// definitions are the shipped library and the project's own folders.
func definitions(p *project.Project, o *Options, l *diag.List) []indicators.Definition {
	var out []indicators.Definition
	if p.Indicators.Library == nil || *p.Indicators.Library {
		only := map[string]bool{}
		for _, id := range p.Indicators.Only {
			only[id] = true
		}
		for _, d := range indicators.LoadLibrary(l) {
			if len(only) == 0 || only[d.ID] {
				out = append(out, d)
			}
			delete(only, d.ID)
		}
		for id := range only {
			l.Add(diag.Diagnostic{Pos: p.Pos["indicators.only"], Message: fmt.Sprintf("the library has no indicator %q", id), Fix: "sendpack list indicators shows them"})
		}
	}
	for _, folder := range p.Indicators.Folders {
		sub, err := fs.Sub(o.Project, path.Clean(folder))
		if err == nil {
			out = append(out, indicators.Load(sub, path.Join(o.Root, folder), l)...)
		}
	}
	order(out)
	return out
}

// order puts definitions in the order of the catalogue: domain, subdomain, id.
func order(defs []indicators.Definition) {
	rank := map[string]int{"local-profile": 1, "governance-assurance": 2, "qualitative-kpi": 3}
	sort.SliceStable(defs, func(a, b int) bool {
		x, y := defs[a], defs[b]
		if rank[x.CDC.Domain] != rank[y.CDC.Domain] {
			return rank[x.CDC.Domain] < rank[y.CDC.Domain]
		}
		if x.CDC.Subdomain != y.CDC.Subdomain {
			return x.CDC.Subdomain < y.CDC.Subdomain
		}
		return x.ID < y.ID
	})
}

func (in *Loaded) geography(o *Options, l *diag.List) {
	for n, g := range in.Project.Geography {
		raw, err := fs.ReadFile(o.Project, path.Clean(g))
		if err != nil {
			l.Add(diag.Diagnostic{Pos: in.Project.Pos[fmt.Sprintf("geography[%d]", n)], Message: fmt.Sprintf("%q cannot be read", g), Expected: "a file with the columns of the geography register"})
			continue
		}
		in.Register.Add(path.Join(o.Root, g), raw, l)
	}
}

// dataFS is the folder that source files are read from and how it is printed.
func (in *Loaded) dataFS(o *Options) (fs.FS, string) {
	if o.Data != nil {
		return o.Data, o.DataRoot
	}
	folder := path.Clean(in.Project.Data)
	sub, err := fs.Sub(o.Project, folder)
	if err != nil {
		return o.Project, o.Root
	}
	return sub, path.Join(o.Root, folder)
}

// sources reads every data file, several at a time; what each says is kept in
// the order of the project file.
func (in *Loaded) sources(ctx context.Context, o *Options, l *diag.List) error {
	data, root := in.dataFS(o)
	type result struct {
		table *dataset.Table
		set   *dataset.NeighbourSet
		dict  []dataset.DictionaryRow
		diags diag.List
		err   error
	}
	results := make([]result, len(in.Specs))
	periodTypes, alsoTypes := map[string]string{}, map[string][]string{}
	for n := range in.Definitions {
		d := &in.Definitions[n]
		periodTypes[d.ID] = d.Period.Type
		alsoTypes[d.ID] = d.Period.AllTypes()[1:]
	}
	if err := in.addedAreas(ctx, data, l); err != nil {
		return err
	}
	keys := in.laitKeys()
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	gate := make(chan struct{}, o.jobs())
	for n := range in.Specs {
		wg.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wg.Done() }()
			r, spec := &results[n], in.Specs[n]
			spec.PeriodTypes, spec.AlsoTypes = periodTypes, alsoTypes
			files := globs(data, spec, root, &r.diags)
			if len(files) > 0 {
				switch spec.Format {
				case dataset.FormatNeighbours:
					r.set, r.err = dataset.LoadNeighbours(ctx, data, spec, files, in.Register, &r.diags)
				case dataset.FormatReturn:
					r.table, r.err = loadReturns(ctx, data, spec, files, in.Register, &r.diags)
				case dataset.FormatLAIT:
					r.table, r.dict, r.err = dataset.LoadLAIT(ctx, data, spec, files, publishKeys(spec, keys), in.Register, &r.diags)
				default:
					r.table, r.err = dataset.Load(ctx, data, spec, files, in.Register, &r.diags)
				}
			}
			mu.Lock()
			done++
			o.progress("reading data", done, len(in.Specs))
			mu.Unlock()
		}()
	}
	wg.Wait()
	var loaded []edition
	for n := range results {
		r, spec := &results[n], in.Specs[n]
		if r.err != nil {
			return r.err
		}
		prefix(&r.diags, root, l)
		if r.set != nil && (in.Project.Neighbours.Set == "" || in.Project.Neighbours.Set == r.set.ID) {
			in.Set = r.set
		}
		if r.table != nil {
			loaded = append(loaded, edition{spec, r.table})
		}
		if len(spec.Publish) > 0 && r.dict != nil {
			in.Definitions = append(in.Definitions, published(spec, r.dict, l)...)
		}
	}
	for _, r := range current(loaded, l) {
		in.join(r.spec.Source, r.table)
	}
	if want := in.Project.Neighbours.Set; want != "" && in.Set == nil && !l.HasErrors() {
		l.Add(diag.Diagnostic{Pos: in.Project.Pos["neighbours.set"], Message: fmt.Sprintf("no source gives the neighbour set %q", want), Expected: "a source of format neighbours with set: " + want})
	}
	return nil
}

// addedAreas enters the areas that mappings add, before sources are read side
// by side: the register must not change while others look into it.
func (in *Loaded) addedAreas(ctx context.Context, data fs.FS, l *diag.List) error {
	for _, spec := range in.Specs {
		if len(spec.Area.Adds) == 0 {
			continue
		}
		files, _ := fs.Glob(data, path.Clean(spec.File)) // a bad pattern is told when the source is read
		sort.Strings(files)
		if err := dataset.AddAreas(ctx, data, spec, files, in.Register, l); err != nil {
			return err
		}
	}
	return nil
}

// join appends a second file of the same source (another release or year).
func (in *Loaded) join(source string, t *dataset.Table) {
	if first := in.Tables[source]; first != nil {
		in.Tables[source] = dataset.Join(first, t)
		return
	}
	in.Tables[source] = t
}

// globs finds a source's files. A source whose file is not there is left out
// with a warning: a project need not have every publication.
func globs(data fs.FS, spec dataset.Spec, root string, l *diag.List) []string {
	files, err := fs.Glob(data, path.Clean(spec.File))
	if err != nil {
		l.Add(diag.Diagnostic{Pos: spec.Pos, Message: fmt.Sprintf("%q is no file name or pattern", spec.File), Expected: "a path below the data folder, with * for any part of a name"})
		return nil
	}
	if spec.Format == dataset.FormatReturn {
		files = inReturns(data, files)
	}
	if len(files) == 0 {
		l.Add(diag.Diagnostic{Pos: spec.Pos, Severity: diag.Warning, Message: fmt.Sprintf("no file %q, so source %s is left out", path.Join(root, spec.File), spec.Source),
			Expected: "the file of " + spec.Publication, Fix: "put it there, or name another with file:"})
	}
	sort.Strings(files)
	return files
}

// prefix moves diagnostics into the list of the whole build, with the data
// folder before the names of data files.
func prefix(from *diag.List, root string, to *diag.List) {
	for _, d := range from.Sorted() {
		if !strings.HasSuffix(d.Pos.File, ".yaml") {
			d.Pos.File = path.Join(root, d.Pos.File)
		}
		for i := range d.See {
			if !strings.HasSuffix(d.See[i].Pos.File, ".yaml") {
				d.See[i].Pos.File = path.Join(root, d.See[i].Pos.File)
			}
		}
		to.Add(d)
	}
}
