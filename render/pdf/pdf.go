// Package pdf draws a document as a tagged PDF (PDF/UA-1): the print back-end
// of the render stage. It lays out blocks as unsplittable pieces, places them
// on A4 sheets, draws them with fpdf inside marked content, and rewrites what
// fpdf wrote so that it carries the structure tree, links, outline and
// metadata that assistive technology needs.
//
// It refuses what it cannot draw truthfully: a character without a glyph, a
// chart without a text alternative, a link that leads nowhere, a part taller
// than a page. It is the only package that knows fpdf.
package pdf

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// Renderer draws packs. It is read-only after New and serves any number of
// goroutines at once.
type Renderer struct {
	faces *faces
	brand render.Brand
}

// Branded is a renderer that draws with a publisher's colours and logo.
func (r *Renderer) Branded(b render.Brand) *Renderer { return &Renderer{r.faces, b} }

// New reads the fonts below the templates folder: the same files that charts
// are measured with.
func New(fsys fs.FS) (*Renderer, error) {
	f, err := loadFaces(fsys)
	if err != nil {
		return nil, err
	}
	return &Renderer{faces: f}, nil
}

// Render gives one file, packs/<id>.pdf. The document's theme must be one of
// the print themes.
func (r *Renderer) Render(ctx context.Context, d document.Document) ([]render.File, error) {
	data, sheets, err := r.draw(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", d.ID, err)
	}
	return []render.File{{Path: "packs/" + d.ID + ".pdf", MediaType: "application/pdf", Bytes: data, Pages: sheets}}, nil
}

func (r *Renderer) draw(ctx context.Context, d document.Document) (data []byte, pages int, err error) {
	t, ok := themeOf(d.Theme)
	if !ok {
		return nil, 0, fmt.Errorf("theme %d is not a print theme", d.Theme)
	}
	when, err := time.Parse("2006-01-02", d.AsOf)
	if err != nil {
		return nil, 0, fmt.Errorf("the date of the data: %w", err)
	}
	lang := d.Lang
	if lang == "" {
		lang = "en-GB"
	}
	c := newCanvas(r.faces, when)
	c.brand = r.brand
	sheets, err := r.paginate(ctx, c.tree, t, d)
	if err != nil {
		return nil, 0, err
	}
	if err := r.drawSheets(ctx, c, t, d, sheets); err != nil {
		return nil, 0, err
	}
	data, err = c.finish(about{title: clean(d.Title), author: clean(d.Owner), subject: clean(d.Subject), lang: lang, when: when})
	return data, len(sheets), err
}

// paginate lays out every page of the document on sheets.
func (r *Renderer) paginate(ctx context.Context, tr *tree, t theme, d document.Document) ([]sheet, error) {
	l := &layout{theme: t, faces: r.faces, doc: d, logo: r.brand.Logo}
	pg := &pager{theme: t}
	for i, p := range d.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pg.section(i, l.page(p, tr.root.child("Sect")))
		if pg.err != nil {
			return nil, fmt.Errorf("page %q: %w", p.ID, pg.err)
		}
	}
	if len(pg.sheets) == 0 {
		return nil, fmt.Errorf("the document has no pages")
	}
	return pg.sheets, nil
}

func (r *Renderer) drawSheets(ctx context.Context, c *canvas, t theme, d document.Document, sheets []sheet) error {
	f := furniture{theme: t, faces: r.faces, doc: d, total: len(sheets)}
	last := -1
	for n, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		p := d.Pages[s.section]
		c.newPage()
		f.before(c, s, p)
		if s.section != last {
			c.mark(p.ID, 0)
			if !opensWithCover(p) {
				c.bookmark(0, p.Title, 0)
			}
			last = s.section
		}
		for _, it := range s.items {
			it.draw(c, it.y)
		}
		c.close()
		f.after(c, n+1, p)
		if c.err != nil {
			return fmt.Errorf("page %q: %w", p.ID, c.err)
		}
	}
	return nil
}

// opensWithCover reports pages that make their own outline entry.
func opensWithCover(p document.Page) bool {
	if len(p.Blocks) == 0 {
		return false
	}
	_, ok := p.Blocks[0].(document.Cover)
	return ok
}
