// Package html draws documents as accessible static pages that work from a
// file share: relative links, no network, no inline script or style, and
// nothing that needs JavaScript. It belongs to the render stage. The page shell
// and the simple blocks are templates of a file system that a user can replace;
// running text, tables and charts, of which a build writes hundreds of
// thousands, are written here. It computes no figure and writes no file.
package html

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// Renderer holds parsed templates and font measures. It never changes after
// New, so any number of goroutines may render with it.
type Renderer struct {
	templates *template.Template
	fonts     *chart.Fonts
	logo      *render.Logo
}

// Branded is a renderer whose pages have a publisher's logo; its colours are in
// the shared style sheet (BrandedAssets).
func (r *Renderer) Branded(b render.Brand) *Renderer {
	c := *r
	c.logo = b.Logo
	return &c
}

var _ render.Renderer = (*Renderer)(nil)

// New parses html/*.tmpl of fsys and reads its font files, with which charts
// are measured.
func New(fsys fs.FS) (*Renderer, error) {
	t, err := template.New("").ParseFS(fsys, "html/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("html templates: %w", err)
	}
	if t.Lookup("page") == nil {
		return nil, errors.New(`html templates: no file defines "page"`)
	}
	// Contextual escaping happens at the first execution; do it now, alone, so
	// that a template mistake shows here and later executions only read.
	p := &page{doc: &document.Document{}, out: &bytes.Buffer{}}
	for _, name := range t.Templates() {
		if name.Tree != nil {
			var problem *template.Error
			if err := name.Execute(discard{}, blockData{P: p}); errors.As(err, &problem) {
				return nil, fmt.Errorf("html templates: %w", err)
			}
		}
	}
	fonts, err := chart.NewFonts(fsys)
	if err != nil {
		return nil, fmt.Errorf("html fonts: %w", err)
	}
	return &Renderer{templates: t, fonts: fonts}, nil
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

// Render gives one file for each page of a site, or one file for a whole pack,
// and with a site's navigation the small index that its search field reads.
func (r *Renderer) Render(ctx context.Context, d document.Document) ([]render.File, error) {
	if len(d.Pages) == 0 {
		return nil, nil
	}
	if d.Theme != document.Web {
		f, err := r.pack(ctx, &d)
		if err != nil {
			return nil, err
		}
		return []render.File{f}, nil
	}
	pages := make(map[string]bool, len(d.Pages))
	for _, p := range d.Pages {
		if err := safePath(p.ID); err != nil {
			return nil, fmt.Errorf("page %q of document %q: %w", p.ID, d.ID, err)
		}
		if pages[p.ID] {
			return nil, fmt.Errorf("page %q of document %q comes twice", p.ID, d.ID)
		}
		pages[p.ID] = true
	}
	files := make([]render.File, 0, len(d.Pages)+1)
	for i := range d.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := r.site(&d, &d.Pages[i], pages)
		if err != nil {
			return nil, fmt.Errorf("page %q of document %q: %w", d.Pages[i].ID, d.ID, err)
		}
		files = append(files, f)
	}
	if len(d.Nav) > 0 {
		files = append(files, searchIndex(&d))
	}
	return files, nil
}

// safePath refuses ids that would leave the output folder.
func safePath(id string) error {
	if id == "" || id == "." || path.IsAbs(id) || path.Clean(id) != id || strings.HasPrefix(id, "..") ||
		strings.ContainsAny(id, "\\:\x00") {
		return errors.New("its id is not a plain path below the output folder")
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func borrow() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

// execute draws a named template into a copy of the page's bytes.
func (r *Renderer) execute(name string, data any) ([]byte, error) {
	b := borrow()
	defer buffers.Put(b)
	if err := r.templates.ExecuteTemplate(b, name, data); err != nil {
		return nil, err
	}
	// Templates escape but pass broken UTF-8 on, which a page must not hold.
	return bytes.ToValidUTF8(b.Bytes(), []byte("\uFFFD")), nil
}
