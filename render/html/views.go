package html

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// With pairs the page with a part of a block, for a nested template.
func (p *page) With(b any) blockData { return blockData{p, b} }

// TitleLink is a title that leads somewhere, or only the title.
func (p *page) TitleLink(title string, l *document.Link) template.HTML {
	return p.Text(document.Text{{Text: title, Link: l}})
}

// CardLink is a link of a card. Its text ("Read", "PDF") is short because the
// card's title stands above; the title follows hidden, so that the link makes
// sense alone.
func (p *page) CardLink(l document.Link, title string) template.HTML {
	href := p.href(&l)
	if href == "" || l.Text == "" {
		return p.Link(l)
	}
	var b strings.Builder
	b.WriteString("<a")
	attribute(&b, "href", href)
	b.WriteString(">")
	escape(&b, l.Text)
	if title != "" && !strings.Contains(l.Text, title) {
		b.WriteString(`<span class="vh">: `)
		escape(&b, title)
		b.WriteString("</span>")
	}
	b.WriteString("</a>")
	note(&b, l.Note)
	return template.HTML(b.String())
}

var toneClasses = [...]string{document.Tint: "tint", document.Own: "own", document.Sand: "sand"}

// Tone is the class of a callout's ground.
func (p *page) Tone(t document.Tone) string {
	if t < 0 || int(t) >= len(toneClasses) {
		return toneClasses[document.Tint]
	}
	return toneClasses[t]
}

// Span is a column span of the six-column grid, kept to 1 to 5.
func (p *page) Span(n int) string {
	if n < 1 || n > 5 {
		n = 3
	}
	return strconv.Itoa(n)
}

// GroupLevel is the heading level for groups of a list: below the list's own
// title, or in its place.
func (p *page) GroupLevel(title string) int {
	if title != "" {
		return 3
	}
	return p.Under()
}

// Twin is a chart's table, for templates that place it away from the drawing.
func (p *page) Twin(c document.Chart) template.HTML {
	b := borrow()
	defer buffers.Put(b)
	p.twin(b, &c)
	return template.HTML(b.String())
}

// Chart is a whole chart block, for templates.
func (p *page) Chart(c document.Chart) template.HTML {
	return p.Blocks([]document.Block{c})
}
