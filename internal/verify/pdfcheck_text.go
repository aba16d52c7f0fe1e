package verify

import (
	"fmt"
	"strings"
)

// PDFText is the text of one block of a PDF: a paragraph, a heading, a cell, a
// label or a figure. Inline parts, such as links, are in the text of their
// block. Text is what a reading program says: replacement text stands in place
// of what it replaces.
type PDFText struct {
	Page   int    // from 1; 0 for a block without content
	Role   string // "P", "H1", "TD", "Figure"
	Figure bool   // inside a figure: drawn labels, separated by spaces
	Text   string
	Alt    string // a figure's text alternative
}

// TextPDF reads the text of a tagged PDF in the order of its structure. It
// reads what is tagged; headers, footers and other artifacts are left out.
func TextPDF(data []byte) ([]PDFText, error) {
	c := newPDFCheck("", data)
	if c.file == nil {
		return nil, fmt.Errorf("%s", c.problems[0].Message)
	}
	c.readPages()
	c.readTree()
	return c.readTexts()
}

// readTexts lists the blocks of a file that was read.
func (c *pdfCheck) readTexts() ([]PDFText, error) {
	if c.file == nil {
		return nil, fmt.Errorf("%s", c.problems[0].Message)
	}
	if len(c.top) == 0 {
		return nil, fmt.Errorf("the file has no structure")
	}
	var out []PDFText
	for _, e := range c.top {
		out = c.blocks(e, false, out)
	}
	return out, nil
}

// inline roles belong to the text of the block around them.
var inlineRoles = roleSet("Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP")

// blocks lists the blocks below e, and e itself where it has text of its own.
func (c *pdfCheck) blocks(e *pdfElement, figure bool, out []PDFText) []PDFText {
	figure = figure || e.role == "Figure"
	own := e.role == "Figure"
	for _, k := range e.kids {
		own = own || k.el == nil && k.annot == 0 || k.el != nil && inlineRoles[k.el.role]
	}
	if own {
		out = append(out, PDFText{Page: c.firstPage(e) + 1, Role: e.role, Figure: figure,
			Text: strings.Join(strings.Fields(c.ownText(e)), " "), Alt: c.file.words(e.dict["Alt"])})
	}
	for _, k := range e.kids {
		if k.el != nil && !(own && inlineRoles[k.el.role]) {
			out = c.blocks(k.el, figure, out)
		}
	}
	return out
}

func (c *pdfCheck) firstPage(e *pdfElement) int {
	if e.page >= 0 {
		return e.page
	}
	for _, k := range e.kids {
		if k.el != nil {
			if p := c.firstPage(k.el); p >= 0 {
				return p
			}
		} else if k.page >= 0 {
			return k.page
		}
	}
	return -1
}

// ownText is the content of e and of its inline parts.
func (c *pdfCheck) ownText(e *pdfElement) string {
	if actual := c.file.words(e.dict["ActualText"]); actual != "" {
		return actual
	}
	var b strings.Builder
	for _, k := range e.kids {
		switch {
		case k.el == nil:
			b.WriteString(c.kidText(k))
		case inlineRoles[k.el.role]:
			b.WriteString(c.ownText(k.el))
		}
	}
	return b.String()
}

// text is all content of e and below it.
func (c *pdfCheck) text(e *pdfElement) string {
	if actual := c.file.words(e.dict["ActualText"]); actual != "" {
		return actual
	}
	var b strings.Builder
	for _, k := range e.kids {
		if k.el != nil {
			b.WriteString(c.text(k.el))
			continue
		}
		b.WriteString(c.kidText(k))
	}
	return b.String()
}
