package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/returns"
	"github.com/sendpack/sendpack/render/csv"
	"github.com/sendpack/sendpack/render/xlsx"
)

// Names of the files of a return.
const (
	ReturnBook = "return.xlsx"
	ReturnCSV  = "return.csv"
)

// ErrExists says that a file is there already and nothing was written.
var ErrExists = errors.New("is already there and may hold figures")

// TemplateSummary says what Template made.
type TemplateSummary struct {
	Files                     []string // as written, the workbook first
	Indicators, Sheets, Areas int
	Rows                      int
}

// Template writes the return that local areas fill in, as a workbook and as
// CSV, into the folder out. It does not write over a file unless force is
// set: the file there may be half filled in.
func Template(ctx context.Context, o *Options, out string, force bool, l *diag.List) (TemplateSummary, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return TemplateSummary{}, err
	}
	areas, err := in.returnAreas(ctx, o, l)
	if err != nil {
		return TemplateSummary{}, err
	}
	f := in.form(areas)
	if len(f.Sheets) == 0 {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: in.Project.File}, Message: "no indicator of the project is filled in by a local area",
			Expected: "at least one definition that reads the source " + returns.Source, Fix: "see indicators: in the project file"})
	}
	if l.HasErrors() || (o.Strict && l.Count(diag.Warning) > 0) {
		return TemplateSummary{}, nil
	}
	book, err := xlsx.Return(ctx, f)
	if err != nil {
		return TemplateSummary{}, err
	}
	table, err := csv.Return(f)
	if err != nil {
		return TemplateSummary{}, err
	}
	s := TemplateSummary{Sheets: len(f.Sheets), Areas: len(f.Areas), Rows: f.Rows()}
	for _, sheet := range f.Sheets {
		s.Indicators += len(sheet.Figures)
	}
	s.Files, err = writeNew(out, force, []newFile{{ReturnBook, book}, {ReturnCSV, table}})
	return s, err
}

// returnAreas are the areas of the return. Only the word all needs figures to
// be worked out first: it means those that have some.
func (in *Loaded) returnAreas(ctx context.Context, o *Options, l *diag.List) ([]dataset.AreaID, error) {
	m := &Model{Loaded: in}
	want := o.Areas
	if len(want) == 0 {
		want = in.Project.Areas
	}
	if slices.Contains(want, project.All) {
		var err error
		if m, err = Evaluate(ctx, in, o, l); err != nil {
			return nil, err
		}
	}
	return m.Areas(o, l), nil
}

// form makes the return of the project.
func (in *Loaded) form(areas []dataset.AreaID) returns.Form {
	p := in.Project
	contact := p.Contacts.Name
	if p.Contacts.Email != "" {
		contact = joinContact(contact, p.Contacts.Email)
	}
	partnership := p.Partnership
	if partnership == "" {
		partnership = p.Title
	}
	return returns.New(returns.Input{Definitions: in.Definitions, Register: in.Register, Last: in.Tables[returns.Source], Areas: areas,
		Title: p.Title, Partnership: partnership, Contact: contact, Day: p.AsOf, AsOf: in.AsOf})
}

func joinContact(name, email string) string {
	if name == "" {
		return email
	}
	return name + ", " + email
}

type newFile struct {
	name string
	data []byte
}

// writeNew writes files that are not there yet, or over those that are when
// force is set. Either all are looked at first, or none is written.
func writeNew(dir string, force bool, files []newFile) ([]string, error) {
	var names []string
	for _, f := range files {
		name := filepath.Join(dir, f.name)
		names = append(names, name)
		if _, err := os.Lstat(name); err == nil && !force {
			return nil, fmt.Errorf("%s %w\n    fix: name another folder with --out, or write over it with --force", filepath.ToSlash(name), ErrExists)
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("output folder: %w", err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	for n, f := range files {
		if err := replace(names[n], f.data); err != nil {
			return nil, fmt.Errorf("writing %s: %w", filepath.ToSlash(names[n]), err)
		}
	}
	return names, nil
}

// replace writes a file aside and moves it into place, so that a failure
// leaves what was there.
func replace(name string, data []byte) error {
	aside, err := os.CreateTemp(filepath.Dir(name), ".sendpack-")
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name()) // nothing is left to remove after the move
	_, err = aside.Write(data)
	if closing := aside.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(aside.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(aside.Name(), name)
}
