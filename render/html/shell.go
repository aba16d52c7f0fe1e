package html

import (
	"context"
	"fmt"
	"html/template"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// shell is what the "page" template sees.
type shell struct {
	P           *page
	Doc         *document.Document
	Lang        string
	Theme       string
	Title       string // of the browser tab: the finding, then the site or pack
	Description string
	Status      string // "" when the cover prints it
	Home        string // address of the first page; "" when there is none
	Nav         []navItem
	Crumbs      []document.Link
	Assets      string // prefix of shared assets
	Root        string // prefix of this document's own folder
	Logo        *render.Logo
	Search      bool
	Pack        bool
	Panels      bool // it has blocks whose looks are in pack.css
	Contents    []document.Link
	Lead        template.HTML // full width, above the columns
	Main        template.HTML
	Aside       template.HTML
}

type navItem struct {
	Link    document.Link
	Current bool
}

var themeNames = [...]string{document.Web: "web", document.Board: "board", document.Members: "members",
	document.Forum: "forum", document.LargePrint: "large-print"}

func themeName(t document.Theme) string {
	if t < 0 || int(t) >= len(themeNames) {
		return themeNames[document.Web]
	}
	return themeNames[t]
}

func (r *Renderer) newShell(d *document.Document, p *page) shell {
	s := shell{P: p, Doc: d, Lang: d.Lang, Theme: themeName(d.Theme), Description: d.Subject, Status: d.Status,
		Root: p.root, Assets: p.root + d.Base + "assets/"}
	s.Logo = r.logo
	if s.Lang == "" {
		s.Lang = "en-GB"
	}
	for _, l := range d.Nav {
		if p.href(&l) != "" {
			s.Nav = append(s.Nav, navItem{l, l.Page != "" && l.Page == p.nav})
		}
	}
	return s
}

// site draws one page of a site.
func (r *Renderer) site(d *document.Document, src *document.Page, pages map[string]bool) (render.File, error) {
	p := newPage(r, d, src.ID, pages)
	p.nav = src.Nav
	s := r.newShell(d, p)
	s.Title = join(src.Title, d.Title)
	s.Crumbs = src.Crumbs
	s.Search = len(d.Nav) > 0
	s.Panels = hasPanels(src.Blocks) || hasPanels(src.Aside)
	if pages["index"] {
		s.Home = p.href(&document.Link{Page: "index"})
	}
	if !hasTitle(src.Blocks) {
		s.Lead = p.Heading(1, document.Plain(src.Title))
	}
	lead, rest := src.Blocks, []document.Block(nil)
	if p.column = len(src.Aside) > 0; p.column {
		lead, rest = splitLead(src.Blocks)
	}
	s.Lead += p.Blocks(lead)
	s.Main = p.Blocks(rest)
	p.last, p.section = 1, 1
	s.Aside = p.Blocks(src.Aside)
	return p.file(s)
}

// pack draws all pages of a pack as sections of one page, which has the pack's
// first title as its only level-1 heading.
func (r *Renderer) pack(ctx context.Context, d *document.Document) (render.File, error) {
	id := "packs/" + d.ID
	if err := safePath(id); err != nil || d.ID == "" {
		return render.File{}, fmt.Errorf("document %q: its id is not a plain file name", d.ID)
	}
	p := newPage(r, d, id, nil)
	p.sections = make(map[string]string, len(d.Pages))
	for _, src := range d.Pages {
		p.sections[src.ID] = p.unique("page-" + src.ID)
	}
	s := r.newShell(d, p)
	s.Pack, s.Panels = true, true
	s.Title = join(d.Title, d.Edition, d.Area.Name)
	s.Crumbs = d.Pages[0].Crumbs
	for _, b := range d.Pages[0].Blocks {
		if c, ok := b.(document.Cover); ok && c.Status != "" {
			s.Status = ""
		}
	}
	out := borrow()
	defer buffers.Put(out)
	for i := range d.Pages {
		if err := ctx.Err(); err != nil {
			return render.File{}, err
		}
		src := &d.Pages[i]
		if i > 0 {
			p.shift = 1
		}
		p.section = 1
		fmt.Fprintf(out, "<section class=\"sheet flow\" id=\"%s\">\n", p.sections[src.ID])
		if !hasTitle(src.Blocks) {
			out.WriteString(string(p.Heading(1, document.Plain(firstOf(src.Section, src.Title)))))
		}
		out.WriteString(string(p.Blocks(src.Blocks)))
		out.WriteString("</section>\n")
		if i > 0 {
			s.Contents = append(s.Contents, document.Link{Text: src.Title, Page: src.ID})
		}
	}
	if len(s.Contents) < 3 {
		s.Contents = nil
	}
	s.Main = template.HTML(out.String())
	return p.file(s)
}

func (p *page) file(s shell) (render.File, error) {
	b, err := p.r.execute("page", s)
	if err == nil {
		err = p.err
	}
	return render.File{Path: p.id + ".html", MediaType: "text/html; charset=utf-8", Bytes: b}, err
}

// hasTitle reports whether the blocks draw a level-1 heading themselves.
func hasTitle(blocks []document.Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			if b.Level <= 1 {
				return true
			}
		case document.Cover:
			if b.Title != "" {
				return true
			}
		case document.Columns:
			if hasTitle(b.Left) || hasTitle(b.Right) {
				return true
			}
		}
	}
	return false
}

// hasPanels reports blocks that few pages of a site have, so that their style
// sheet is read only where it is needed.
func hasPanels(blocks []document.Block) bool {
	for _, b := range blocks {
		switch b.(type) {
		case document.Heading, document.Prose, document.KeyFigures, document.Table, document.Chart, document.Facts, document.Cards, document.LinkList, document.Glossary, document.PageBreak:
		default:
			return true
		}
	}
	return false
}

// splitLead parts the blocks that open a page across its full width (title,
// lede, facts strip) from those that stand beside the aside.
func splitLead(blocks []document.Block) (lead, rest []document.Block) {
	for i, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			if b.Level <= 1 {
				continue
			}
		case document.Prose:
			if b.Role == document.Lede {
				continue
			}
		case document.Facts:
			if b.Style == document.Strip {
				continue
			}
		}
		return blocks[:i], blocks[i:]
	}
	return blocks, nil
}

// join links the parts of a title that are there and differ.
func join(parts ...string) string {
	out := ""
	for _, s := range parts {
		switch {
		case s == "" || s == out:
		case out == "":
			out = s
		default:
			out += " – " + s
		}
	}
	return out
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
