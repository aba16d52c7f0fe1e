package html

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// page is one HTML file while it is drawn: where it lies, which ids it has
// used and how deep its headings are.
type page struct {
	r        *Renderer
	doc      *document.Document
	id       string            // path without extension
	root     string            // "../" as often as the page lies deep
	pages    map[string]bool   // pages of a site
	sections map[string]string // of a pack: page id to anchor
	nav      string
	column   bool // an aside stands beside the blocks
	ids      map[string]int
	shift    int // added to heading levels: 1 on all but a pack's first page
	last     int // level of the last heading written
	section  int // level of the last Heading block
	out      *bytes.Buffer
	err      error
}

func newPage(r *Renderer, d *document.Document, id string, pages map[string]bool) *page {
	return &page{r: r, doc: d, id: id, pages: pages, root: strings.Repeat("../", strings.Count(id, "/")),
		ids: map[string]int{"main": 1, "contents": 1}}
}

// blockData is what a block's template sees: the page for its methods and the
// block of the document.
type blockData struct {
	P *page
	B any
}

// Blocks draws blocks one after the other.
func (p *page) Blocks(blocks []document.Block) template.HTML {
	if len(blocks) == 0 {
		return ""
	}
	b := borrow()
	defer buffers.Put(b)
	outer := p.out
	p.out = b
	for _, block := range blocks {
		p.block(block)
	}
	p.out = outer
	return template.HTML(b.String())
}

// draw runs a block's template at the end of the page. The first failure is
// kept and makes Render fail.
func (p *page) draw(name string, b any) {
	if err := p.r.templates.ExecuteTemplate(p.out, name, blockData{p, b}); err != nil && p.err == nil {
		p.err = err
	}
}

// level turns the level a block asks for into one that skips none: at most one
// deeper than the heading before it.
func (p *page) level(want int) int {
	n := min(max(want, 1)+p.shift, p.last+1, 6)
	if n == 1 && p.last > 0 {
		n = 2 // a page has one level-1 heading
	}
	p.last = n
	return n
}

// Heading is a heading of about the level asked for.
func (p *page) Heading(level int, t document.Text) template.HTML {
	return p.HeadingAs(level, "", t)
}

// HeadingAs is Heading with a class.
func (p *page) HeadingAs(level int, class string, t document.Text) template.HTML {
	if t.String() == "" {
		return ""
	}
	return p.HeadingHTML(level, class, p.Text(t))
}

// HeadingHTML is a heading around text that is already HTML. A heading whose
// level had to move keeps the size of the level asked for.
func (p *page) HeadingHTML(level int, class string, inner template.HTML) template.HTML {
	actual := p.level(level)
	if actual != level {
		class = strings.TrimSpace("s" + strconv.Itoa(min(max(level, 1), 3)) + " " + class)
	}
	n := strconv.Itoa(actual)
	var b strings.Builder
	b.WriteString("<h" + n)
	attribute(&b, "class", class)
	b.WriteString(">" + string(inner) + "</h" + n + ">\n")
	return template.HTML(b.String())
}

// Plain is a string as text of one span, for templates.
func (p *page) Plain(s string) document.Text { return document.Plain(s) }

// Under is the level for headings of a block's parts: one below the section.
func (p *page) Under() int { return max(p.section, 1) + 1 }

// unique is an id that this page has not used, made from the given one: the
// same where it is free, so that links from other pages find it.
func (p *page) unique(id string) string {
	id = anchor(id)
	if id == "" {
		id = "part"
	}
	for {
		p.ids[id]++
		n := p.ids[id]
		if n == 1 {
			return id
		}
		next := id + "-" + strconv.Itoa(n)
		if p.ids[next] == 0 {
			p.ids[next] = 1
			return next
		}
	}
}

// Anchor is the attribute of a block's own id, with a space before it; "" for
// a block without one.
func (p *page) Anchor(id string) template.HTMLAttr {
	if id == "" {
		return ""
	}
	return template.HTMLAttr(` id="` + p.unique(id) + `"`)
}

// anchor keeps of an id what is safe in an attribute, an address and a
// selector.
func anchor(id string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '-'
	}, id)
	return strings.Trim(clean, "-.")
}
