package build

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sync"

	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/verify"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/csv"
	"github.com/sendpack/sendpack/render/html"
	"github.com/sendpack/sendpack/render/pdf"
	"github.com/sendpack/sendpack/render/xlsx"
)

// Summary says what a build made.
type Summary struct {
	Areas, Indicators, Figures int
	Files                      int
	Bytes                      int64
	Pages                      int // sheets of all PDF packs
	Reading                    []PackReading
}

// Build runs every stage and puts the output into the folder out, which is
// replaced only when everything has been made and proved. Problems of the
// input are in l; then nothing was written.
func Build(ctx context.Context, o *Options, out string, l *diag.List) (Summary, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return Summary{}, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil {
		return Summary{}, err
	}
	m.tellEmpty(l)
	areas := m.Areas(o, l)
	layouts := m.layouts(o, l)
	m.checkExempt(o, layouts, l)
	if l.HasErrors() || (o.Strict && l.Count(diag.Warning) > 0) {
		return Summary{}, nil
	}
	if isExempt(layouts) {
		if err := apartFrom(out); err != nil {
			return Summary{}, err
		}
	} else {
		m = m.public(o)
	}
	b, err := newBuilder(m, o, layouts, len(areas) > 1)
	if err != nil {
		return Summary{}, err
	}
	stage, err := newStage(out)
	if err != nil {
		return Summary{}, err
	}
	defer stage.discard()
	if b.reuse, err = newReuse(b, out, m.codes(areas)); err != nil {
		return Summary{}, err
	}
	stage.was = b.reuse.files()
	summary, err := b.all(ctx, areas, stage)
	if err != nil {
		return Summary{}, err
	}
	b.lengths.tell(l)
	l.Append(b.told)
	if o.Strict && l.Count(diag.Warning) > 0 {
		return Summary{}, nil
	}
	if err := stage.publish(); err != nil {
		return Summary{}, err
	}
	return summary, b.reuse.save()
}

// layouts are the packs to make: those asked for, else the project's, else all
// that are not restricted.
func (m *Model) layouts(o *Options, l *diag.List) []compose.Layout {
	want := o.Packs
	if len(want) == 0 {
		want = m.Project.Packs
	}
	var out []compose.Layout
	if len(want) == 0 {
		for _, y := range m.Layouts {
			if !y.Restricted && !y.Exempt {
				out = append(out, y)
			}
		}
		return out
	}
	for n, id := range want {
		found := false
		for _, y := range m.Layouts {
			if y.ID == id {
				out, found = append(out, y), true
			}
		}
		if !found {
			var ids []string
			for _, y := range m.Layouts {
				ids = append(ids, y.ID)
			}
			at := diag.Pos{File: m.Project.File}
			if len(o.Packs) == 0 {
				at = m.Project.Pos[fmt.Sprintf("packs[%d]", n)]
			}
			l.Add(diag.Diagnostic{Pos: at, Message: "no pack is called " + quoteText(id), Expected: "one of " + joinWords(ids), Fix: nearest(diag.Nearest(id, ids), "packs")})
		}
	}
	return out
}

func joinWords(w []string) string {
	s := ""
	for i, x := range w {
		if i > 0 {
			s += ", "
		}
		s += x
	}
	return s
}

// builder holds what all areas share.
type builder struct {
	m       *Model
	o       *Options
	in      *compose.Input
	layouts []compose.Layout
	several bool
	html    *html.Renderer
	pdf     *pdf.Renderer
	csv     render.Renderer
	xlsx    render.Renderer
	formats map[string]bool
	typed   []string
	facts   attack.Facts
	auditor *verify.Auditor
	plans   *plansForecast
	reuse   *reuse // what an incremental build keeps; nil for a full one
	exempt  bool   // the one pack of this run is not for the public
	lengths lengths
	wording wording
	told    diag.List // what the words of packs and the commentary are told for
}

// Formats are the output formats that --format may name.
func Formats() []string { return []string{"html", "pdf", "xlsx", "csv"} }

func newBuilder(m *Model, o *Options, layouts []compose.Layout, several bool) (*builder, error) {
	b := &builder{m: m, o: o, in: m.ComposeInput(o, several), layouts: layouts, several: several, csv: csv.New(), xlsx: xlsx.New(), formats: map[string]bool{}, typed: typedFigures(m, o), exempt: isExempt(layouts)}
	want := o.Formats
	if len(want) == 0 {
		want = Formats()
	}
	for _, f := range want {
		b.formats[f] = true
	}
	b.in.Formats = b.formats
	b.wording.written = m.writtenTexts()
	if !b.exempt {
		b.plans = m.plansForecast()
	}
	b.facts = m.facts()
	b.auditor = verify.NewAuditor(b.facts)
	if o.Previous != nil {
		if err := b.auditor.Previous(o.Previous); err != nil {
			return nil, fmt.Errorf("the previous output: %w", err)
		}
	}
	var err error
	if b.html, err = html.New(o.templates()); err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	if b.pdf, err = pdf.New(o.templates()); err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	b.html, b.pdf = b.html.Branded(m.Brand), b.pdf.Branded(m.Brand)
	return b, nil
}

// all makes every area, several at a time, and then what they share.
func (b *builder) all(ctx context.Context, areas []dataset.AreaID, st *stage) (Summary, error) {
	s := Summary{Areas: len(areas), Indicators: len(b.m.Series)}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		outputs []OutputFile
		pages   int
		figures int
		err     error
	}
	// First what pages link to, so that each area can be proved when it is done.
	outputs, err := b.shared(ctx, areas, st)
	if err != nil {
		return s, err
	}
	results := make([]result, len(areas))
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	gate := make(chan struct{}, b.o.jobs())
	for n := range areas {
		wg.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wg.Done() }()
			r := &results[n]
			if ctx.Err() != nil {
				r.err = ctx.Err()
				return
			}
			r.outputs, r.pages, r.figures, r.err = b.area(ctx, areas[n], st)
			if r.err != nil {
				cancel()
			}
			mu.Lock()
			done++
			b.o.progress("making "+b.m.Register.Area(areas[n]).Name, done, len(areas))
			mu.Unlock()
		}()
	}
	wg.Wait()
	var failures []error
	for n := range results {
		failures = append(failures, results[n].err)
	}
	if err := firstError(failures); err != nil {
		return s, err
	}
	for n := range results {
		outputs = append(outputs, results[n].outputs...)
		s.Pages, s.Figures = s.Pages+results[n].pages, s.Figures+results[n].figures
	}
	report, err := b.audit(ctx, st)
	if err != nil {
		return s, err
	}
	outputs = append(outputs, report...)
	for _, f := range outputs {
		s.Files, s.Bytes = s.Files+1, s.Bytes+f.Bytes
	}
	s.Reading = b.wording.report(b.layouts, &b.told)
	b.unexplained(areas, &b.told)
	return s, st.manifest(b, outputs, s)
}

// firstError is the first real failure, in the order of areas; failing that,
// the cancellation that was asked for from outside.
func firstError(errs []error) error {
	var canceled error
	for _, err := range errs {
		switch {
		case err == nil:
		case errors.Is(err, context.Canceled):
			canceled = err
		default:
			return err
		}
	}
	return canceled
}

// area makes all outputs of one area, writes them aside and proves them.
func (b *builder) area(ctx context.Context, id dataset.AreaID, st *stage) (out []OutputFile, pages, figures int, err error) {
	folder := ""
	if b.several {
		folder = b.m.Register.Area(id).Code
	}
	w := writer{stage: st, folder: folder}
	was, made := b.reuse.of(b.m.Register.Area(id).Code)
	now := areaMemory{Packs: map[string]madePack{}}
	keeps := made && b.reuse.keepsData()
	in := b.in
	if keeps {
		w.keep(b.reuse.out, was.Data)
		now.Figures, now.Data = was.Figures, was.Data
	} else if in, err = b.data(ctx, id, &w, &now); err != nil {
		return nil, 0, 0, err
	}
	in = b.outlook(in, b.m.Register.Area(id).Code)
	if b.formats["csv"] {
		files, err := projectionFiles(in.Outlook)
		if err != nil {
			return nil, 0, 0, err
		}
		n := len(w.outputs)
		w.write(files)
		now.Plans = w.since(n)
	}
	packs, pages := b.packs(ctx, in, id, &w, &was, &now)
	if b.formats["html"] && !b.exempt {
		b.drawSite(ctx, compose.Site(in, int32(id), packs), &w, &was, &now)
	}
	if w.err != nil {
		return nil, 0, 0, fmt.Errorf("%s: %w", b.m.Register.Area(id).Name, w.err)
	}
	b.reuse.remember(b.m.Register.Area(id).Code, now)
	auditor := b.auditor
	if keeps {
		if was.same(&now) {
			return w.outputs, pages, now.Figures, nil // proved when it was made
		}
		auditor = nil // the audit of the same figures is remembered
	}
	if err := proveArea(st, folder, b.typed, auditor); err != nil {
		return nil, 0, 0, fmt.Errorf("%s: %w", b.m.Register.Area(id).Name, err)
	}
	return w.outputs, pages, now.Figures, nil
}

// data makes an area's data files and gives the input of its packs.
func (b *builder) data(ctx context.Context, id dataset.AreaID, w *writer, now *areaMemory) (*compose.Input, error) {
	data := compose.Data(b.in, int32(id))
	now.Figures = len(data.Records)
	for _, r := range []struct {
		format string
		render.Renderer
	}{{"csv", b.csv}, {"xlsx", b.xlsx}} {
		if b.formats[r.format] {
			w.draw(ctx, r, data)
		}
	}
	now.Data = w.since(0)
	if !b.formats["csv"] {
		if err := b.audited(ctx, data); err != nil {
			return nil, err
		}
	}
	return b.since(id, &data)
}

// drawSite draws an area's pages, or keeps those that the same document gave.
func (b *builder) drawSite(ctx context.Context, d document.Document, w *writer, was, now *areaMemory) {
	if b.reuse == nil {
		w.draw(ctx, b.html, d)
		return
	}
	now.Site.Document = documentHash(&d)
	if now.Site.Document == was.Site.Document {
		now.Site.Files = was.Site.Files
		w.keep(b.reuse.out, was.Site.Files)
		return
	}
	n := len(w.outputs)
	w.draw(ctx, b.html, d)
	now.Site.Files = w.since(n)
}

// audited gives the auditor the figures of a run that writes no results.csv.
func (b *builder) audited(ctx context.Context, data document.Document) error {
	files, err := b.csv.Render(ctx, data)
	if err != nil {
		return err
	}
	for _, f := range files {
		if path.Base(f.Path) == "results.csv" {
			rows, _ := verify.ReadResults(f.Bytes)
			b.auditor.Add(rows)
		}
	}
	return nil
}

// packs draws every pack as PDF and as a page; none in a run that makes
// neither, which then says nothing of their words either.
func (b *builder) packs(ctx context.Context, in *compose.Input, id dataset.AreaID, w *writer, was, now *areaMemory) ([]compose.PackFile, int) {
	var files []compose.PackFile
	total := 0
	if !b.formats["pdf"] && !b.formats["html"] {
		return nil, 0
	}
	for n, y := range b.layouts {
		d, wants := compose.PackWants(in, y, int32(id))
		if len(d.Pages) == 0 {
			continue
		}
		b.wording.add(&b.layouts[n], n, &d, wants)
		file := compose.PackFile{Layout: y, Path: "packs/" + y.ID + ".pdf"}
		made := b.drawPack(ctx, y, &d, w, was)
		now.Packs[y.ID] = made
		if b.formats["pdf"] {
			file.Bytes, file.Pages = made.Bytes, made.Pages
			total += made.Pages
			b.lengths.check(y, &d, file.Pages)
			files = append(files, file)
		}
	}
	return files, total
}

// drawPack draws one pack as PDF and as a page, or keeps what the same document
// gave.
func (b *builder) drawPack(ctx context.Context, y compose.Layout, d *document.Document, w *writer, was *areaMemory) madePack {
	made := madePack{}
	if b.reuse != nil {
		made.Document = documentHash(d)
		if old, ok := was.Packs[y.ID]; ok && old.Document == made.Document {
			w.keep(b.reuse.out, old.Files)
			return old
		}
	}
	n := len(w.outputs)
	if b.formats["pdf"] {
		for _, f := range w.draw(ctx, b.pdf, *d) {
			made.Bytes, made.Pages = len(f.Bytes), f.Pages
		}
	}
	if b.formats["html"] && y.TwinOf == "" {
		w.draw(ctx, b.html, *d)
	}
	made.Files = w.since(n)
	return made
}

// shared makes what all areas use: style sheet, fonts, and the landing page of
// a site of several areas.
func (b *builder) shared(ctx context.Context, areas []dataset.AreaID, st *stage) ([]OutputFile, error) {
	w := writer{stage: st}
	if b.formats["html"] {
		files, err := html.BrandedAssets(b.o.templates(), b.m.Brand)
		if err != nil {
			return nil, err
		}
		w.write(files)
		if b.several && !b.exempt {
			ids := make([]int32, len(areas))
			for n, a := range areas {
				ids[n] = int32(a)
			}
			w.draw(ctx, b.html, compose.Landing(b.in, ids))
		}
	}
	return w.outputs, w.err
}

// writer puts rendered files into the stage below one folder and remembers the
// first error.
type writer struct {
	stage   *stage
	folder  string
	outputs []OutputFile
	err     error
}

func (w *writer) draw(ctx context.Context, r render.Renderer, d document.Document) []render.File {
	if w.err != nil {
		return nil
	}
	files, err := r.Render(ctx, d)
	if err != nil {
		w.err = fmt.Errorf("%s: %w", d.ID, err)
		return nil
	}
	w.write(files)
	return files
}

func (w *writer) write(files []render.File) {
	for _, f := range files {
		if w.err != nil {
			return
		}
		f.Path = path.Join(w.folder, f.Path)
		made := outputOf(f)
		if w.stage.was[f.Path] == made.SHA256 {
			w.keep(w.stage.out, []OutputFile{made}) // the file of the build before has these very bytes
			continue
		}
		w.err = w.stage.write(f)
		w.outputs = append(w.outputs, made)
	}
}
