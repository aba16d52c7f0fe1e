package html

import (
	"html/template"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// Paragraphs is running text: paragraphs, lists, quotations and headings below
// the section's.
func (p *page) Paragraphs(list []document.Paragraph) template.HTML {
	var b strings.Builder
	for i := range list {
		p.paragraph(&b, &list[i])
	}
	return template.HTML(b.String())
}

func (p *page) paragraph(b *strings.Builder, g *document.Paragraph) {
	switch g.Kind {
	case document.Bullets:
		p.list(b, "ul", g.Items)
	case document.Numbers:
		p.list(b, "ol", g.Items)
	case document.Quote:
		b.WriteString("<blockquote>")
		p.wrap(b, "p", g.Text)
		b.WriteString("</blockquote>\n")
	case document.Subheading:
		b.WriteString(string(p.Heading(p.Under(), g.Text)))
	default:
		p.wrap(b, "p", g.Text)
	}
}

func (p *page) list(b *strings.Builder, tag string, items []document.Text) {
	if len(items) == 0 {
		return
	}
	b.WriteString("<" + tag + ">\n")
	for _, t := range items {
		p.wrap(b, "li", t)
	}
	b.WriteString("</" + tag + ">\n")
}

func (p *page) wrap(b *strings.Builder, tag string, t document.Text) {
	if len(t) == 0 {
		return
	}
	b.WriteString("<" + tag + ">")
	p.text(b, t)
	b.WriteString("</" + tag + ">\n")
}

// Link is a link with its note, or only its text when it leads nowhere.
func (p *page) Link(l document.Link) template.HTML {
	var b strings.Builder
	p.span(&b, &document.Span{Text: l.Text, Link: &l})
	if p.href(&l) == "" {
		note(&b, l.Note)
	}
	return template.HTML(b.String())
}

// OnPage reports whether every link of a list leads to a place on this page,
// which makes the list a means of navigation.
func (p *page) OnPage(b document.LinkList) bool {
	n := 0
	for _, g := range b.Groups {
		for _, l := range g.Links {
			if l.Page != "" || l.File != "" || l.URL != "" {
				return false
			}
			n++
		}
	}
	return n > 0
}
