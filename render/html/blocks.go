package html

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// block draws one block at the end of the page. A kind that is missing here
// makes Render fail, so that nothing is left out in silence.
func (p *page) block(block document.Block) {
	switch b := block.(type) {
	case document.Heading:
		p.heading(&b)
	case document.Prose:
		p.prose(&b)
	case document.Table:
		p.table(p.out, &b)
	case document.Chart:
		p.chart(&b)
	case document.KeyFigures:
		p.draw("key-figures", b)
	case document.Facts:
		p.draw("facts", b)
	case document.Benchmark:
		p.draw("benchmark", b)
	case document.Panel:
		p.draw("panel", b)
	case document.Numbered:
		p.draw("numbered", b)
	case document.MarkedList:
		p.draw("marked-list", b)
	case document.Callout:
		p.draw("callout", b)
	case document.Columns:
		p.draw("columns", b)
	case document.Cover:
		p.draw("cover", b)
	case document.Cards:
		p.draw("cards", b)
	case document.LinkList:
		p.draw("link-list", b)
	case document.Notes:
		p.draw("notes", b)
	case document.Glossary:
		p.draw("glossary", b)
	case document.PageBreak:
		p.out.WriteString("<div class=\"page-break\"></div>\n")
	default:
		if p.err == nil {
			p.err = fmt.Errorf("no drawing for block %T", block)
		}
	}
}

func (p *page) heading(b *document.Heading) {
	if b.Above != "" {
		p.out.WriteString(`<p class="above">`)
		escape(p.out, b.Above)
		p.out.WriteString("</p>\n")
	}
	inner := p.Text(b.Text)
	if b.Text.String() == "" {
		return
	}
	h := string(p.HeadingHTML(b.Level, "", inner))
	if b.ID != "" {
		// The id goes into the tag itself, the target that a reader jumps to.
		h = strings.Replace(h, ">", ` id="`+p.unique(b.ID)+`">`, 1)
	}
	p.out.WriteString(h)
	p.section = max(b.Level, 1)
}

var proseClasses = [...]string{document.Body: "prose", document.Lede: "prose lede", document.Small: "prose small",
	document.Method: "prose method"}

func (p *page) prose(b *document.Prose) {
	class := proseClasses[document.Body]
	if b.Role > 0 && int(b.Role) < len(proseClasses) {
		class = proseClasses[b.Role]
	}
	p.out.WriteString(`<div class="` + class + `">` + "\n")
	p.out.WriteString(string(p.Paragraphs(b.Paragraphs)))
	p.out.WriteString("</div>\n")
}
