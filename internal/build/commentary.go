package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// CommentaryFile is a text that should be in the commentary folder.
type CommentaryFile struct {
	Name string // below the project's folder
	Text []byte
}

// CommentaryReport says what stands in the commentary folder of a project, and
// what should.
type CommentaryReport struct {
	Folder string // below the project's folder
	Texts  []compose.Want
	Stubs  []CommentaryFile // for texts that are missing, none of which exists yet
}

// Commentary looks through the texts of every pack and area of a project:
// which are missing, are drafts, are older than their figure or past their
// date, and which typed figures do not follow the data. It writes nothing.
func Commentary(ctx context.Context, o *Options, l *diag.List) (*CommentaryReport, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil {
		return nil, err
	}
	areas, layouts := m.Areas(o, l), m.layouts(o, l)
	if l.HasErrors() {
		return nil, nil
	}
	r := &CommentaryReport{Folder: m.Project.Commentary}
	if r.Folder == "" {
		r.Folder = "commentary"
	}
	several := len(areas) > 1
	input := m.ComposeInput(o, several)
	for _, id := range areas {
		for _, y := range layouts {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			_, wants := compose.PackWants(input, y, int32(id))
			r.Texts = append(r.Texts, wants...)
		}
		compose.TypedFigures(input, int32(id), l)
	}
	compose.SortWants(r.Texts)
	return r, r.stubs(o.Project, several)
}

// stubs are new files for the texts that are missing. A name that is taken, by
// whatever, is left alone, and the code of the area is put into the name.
func (r *CommentaryReport) stubs(project fs.FS, several bool) error {
	taken := map[string]bool{}
	for _, w := range r.Texts {
		if !w.Is(compose.Missing) {
			continue
		}
		for _, withArea := range []bool{several, true} {
			name := path.Join(r.Folder, compose.StubName(w, withArea))
			_, err := fs.Stat(project, name)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("looking for %s: %w", name, err)
			}
			if err == nil || taken[name] {
				continue
			}
			taken[name] = true
			r.Stubs = append(r.Stubs, CommentaryFile{Name: name, Text: compose.Stub(w)})
			break
		}
	}
	return nil
}

// mostNamed is how many indicators a warning names.
const mostNamed = 6

// unexplained warns of red and worsening figures that nobody has explained,
// once for each pack of an area, of texts that are out of date, and of typed
// figures. A project without commentary is told once.
func (b *builder) unexplained(areas []dataset.AreaID, l *diag.List) {
	pos, ok := b.m.Project.Pos["commentary"]
	if !ok {
		pos = diag.Pos{File: b.m.Project.File}
		total, where := 0, map[string]bool{}
		for _, p := range b.wording.inOrder() {
			if ids := names(p.wants, compose.Want.Unexplained); len(ids) > 0 {
				total, where[p.area] = total+len(ids), true
			}
		}
		if total > 0 {
			said := fmt.Sprintf("the project has no commentary, and nobody explains %d red or worsening figures in the packs", total)
			if len(where) > 1 {
				said += fmt.Sprintf(" of %d areas", len(where))
			}
			l.Add(diag.Diagnostic{Pos: pos, Severity: diag.Warning, Message: said,
				Expected: "commentary: in the project file, with a text for each", Fix: "sendpack commentary writes a file for each to fill in"})
		}
		return
	}
	for _, p := range b.wording.inOrder() {
		if ids := names(p.wants, compose.Want.Unexplained); len(ids) > 0 {
			l.Add(diag.Diagnostic{Pos: pos, Severity: diag.Warning,
				Message:  fmt.Sprintf("in the pack %s of %s nobody explains what is red or worsening: %s", p.layout.ID, p.name, some(ids)),
				Expected: "an approved text for each", Fix: "sendpack commentary writes a file for each to fill in"})
		}
		for _, w := range p.wants {
			b.outOfDate(w, l)
		}
	}
	for _, id := range areas {
		compose.TypedFigures(b.in, int32(id), l)
	}
}

// names are the indicators of the texts that fit.
func names(wants []compose.Want, fits func(compose.Want) bool) []string {
	var out []string
	for _, w := range wants {
		if fits(w) {
			out = append(out, w.Indicator)
		}
	}
	return out
}

func some(ids []string) string {
	if len(ids) <= mostNamed {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:mostNamed], ", "), len(ids)-mostNamed)
}

// outOfDate warns of a text that the figure has left behind.
func (b *builder) outOfDate(w compose.Want, l *diag.List) {
	if w.Is(compose.Older) {
		l.Add(diag.Diagnostic{Pos: w.Pos, Severity: diag.Warning, Message: fmt.Sprintf("the text was written for %q, and the latest figure of %s is that of %q", w.For, w.Indicator, w.Period),
			Expected: "period: " + w.Period, Fix: "read the text again, change what is no longer so, and then its period"})
	}
	if w.Is(compose.Overdue) {
		l.Add(diag.Diagnostic{Pos: w.Pos, Severity: diag.Warning, Message: fmt.Sprintf("the text was to be read again by %s, and the data stand for %s", w.Review, b.m.Project.AsOf),
			Expected: "a review date that has not passed", Fix: "read it again and set the next date"})
	}
}
