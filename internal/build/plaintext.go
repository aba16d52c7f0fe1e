package build

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/plain"
)

// passages are all the words of a page in the order in which they are read,
// without the numbers of tables and charts. What the running header says is
// the page's business no more than a book's title is.
func passages(p document.Page) []plain.Passage {
	var r reading
	r.blocks(p.Blocks)
	r.blocks(p.Aside)
	return r.out
}

// reading gathers passages.
type reading struct{ out []plain.Passage }

func (r *reading) add(k plain.Kind, parts ...string) {
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) > 0 {
		r.out = append(r.out, plain.Passage{Text: strings.Join(kept, " "), Kind: k})
	}
}

func (r *reading) blocks(in []document.Block) {
	for _, b := range in {
		r.block(b)
	}
}

func (r *reading) block(b document.Block) {
	switch b := b.(type) {
	case document.Heading:
		r.add(plain.Heading, b.Above)
		r.add(plain.Heading, b.Text.String())
	case document.Prose:
		if b.Role == document.Small {
			for _, p := range b.Paragraphs {
				r.source(p.Text.String())
				for _, i := range p.Items {
					r.source(i.String())
				}
			}
			return
		}
		r.paragraphs(b.Paragraphs)
	case document.KeyFigures:
		for _, k := range b.Items {
			r.keyFigure(k, b.Sentences)
		}
	case document.Table:
		r.table(&b)
	case document.Chart:
		r.chart(&b)
	case document.Facts:
		r.add(plain.Heading, b.Title)
		r.facts(b.Items)
	case document.Benchmark:
		r.add(plain.Heading, b.Headline)
		r.add(plain.Running, b.Subtitle)
		r.chart(&b.Chart)
		r.facts(b.Facts)
		r.add(plain.Running, b.StripTitle)
		if b.Strip != nil {
			r.chart(b.Strip)
		}
		r.source(b.Source)
	case document.Panel:
		r.panel(b)
	case document.Columns:
		r.blocks(b.Left)
		r.blocks(b.Right)
	case document.Cover:
		r.cover(b)
	default:
		r.lists(b)
	}
}

// lists are the blocks that repeat one simple form.
func (r *reading) lists(b document.Block) {
	switch b := b.(type) {
	case document.Numbered:
		r.add(plain.Heading, b.Title)
		for _, i := range b.Items {
			r.add(plain.Running, i.Lead.String(), i.Rest.String())
		}
	case document.MarkedList:
		r.add(plain.Heading, b.Title)
		for _, i := range b.Items {
			r.add(plain.Label, i.Word)
			r.add(plain.Running, i.Text.String())
		}
	case document.Callout:
		r.add(plain.Heading, b.Title)
		r.paragraphs(b.Body)
		r.add(plain.Running, b.By)
	case document.Cards:
		for _, c := range b.Items {
			r.add(plain.Heading, c.Title)
			r.add(plain.Running, c.Text)
			r.links(c.Links)
		}
	case document.LinkList:
		r.add(plain.Heading, b.Title)
		for _, g := range b.Groups {
			r.add(plain.Heading, g.Title)
			r.links(g.Links)
		}
	case document.Notes:
		for _, c := range b.Columns {
			r.add(plain.Heading, c.Title)
			for _, n := range c.Items {
				r.add(plain.Running, n.Text.String())
			}
		}
	case document.Glossary:
		for _, t := range b.Terms {
			r.add(plain.Running, t.Word+":", t.Meaning)
		}
	}
}

func (r *reading) links(in []document.Link) {
	for _, l := range in {
		r.add(plain.Label, l.Text, l.Note)
	}
}

func (r *reading) paragraphs(in []document.Paragraph) {
	for _, p := range in {
		k := plain.Running
		switch p.Kind {
		case document.Quote:
			k = plain.Quote
		case document.Subheading:
			k = plain.Heading
		}
		r.add(k, p.Text.String())
		for _, i := range p.Items {
			r.add(k, i.String())
		}
	}
}

// keyFigure is a tile; the members' form is a sentence that its figure begins.
func (r *reading) keyFigure(k document.KeyFigure, sentence bool) {
	r.add(plain.Label, k.Title)
	r.add(plain.Label, k.Subtitle)
	r.add(plain.Label, k.Missing)
	r.add(plain.Label, k.Rating.Text.String())
	for _, l := range k.Lines {
		r.add(plain.Label, l.Text.String())
	}
	figure := ""
	if sentence && k.Missing == "" {
		figure = k.Value.Text
	}
	if s := k.Sentence.String(); s != "" {
		r.add(plain.Running, figure, s)
	}
}

// table is the words of a table: cells of figures and marks are left out.
func (r *reading) table(t *document.Table) {
	if t.Quiet {
		r.add(plain.Aside, t.Caption)
	} else {
		r.add(plain.Heading, t.Caption)
	}
	for _, c := range t.Columns {
		r.add(plain.Label, c.Title, c.Sub)
	}
	for _, g := range t.Groups {
		r.add(plain.Heading, g.Title)
		r.add(plain.Running, g.Note)
		for _, row := range g.Rows {
			for _, c := range row.Cells {
				if c.Quantity == nil && c.Symbol == 0 {
					r.cell(c)
				}
			}
		}
	}
}

// cell is a quotation where it stands in quotation marks: families' own words.
func (r *reading) cell(c document.Cell) {
	s := strings.TrimSpace(c.Text.String())
	if strings.HasPrefix(s, "“") && strings.HasSuffix(s, "”") {
		r.add(plain.Quote, s)
	} else {
		r.add(plain.Running, s)
	}
	r.add(plain.Label, c.Second)
}

// chart is what stands around a drawing; its table says the same in numbers.
func (r *reading) chart(c *document.Chart) {
	if !c.Bare {
		r.add(plain.Heading, c.Headline)
		r.add(plain.Running, c.Subtitle)
	}
	r.add(plain.Aside, c.Alt)
	r.source(c.Source)
}

// naming begins sentences that are the titles of publications.
var naming = []string{"Source: ", "Sources: ", "Where the numbers come from: "}

// source is small print: titles of publications in it are names, and the rest
// is read as any text.
func (r *reading) source(text string) {
	for _, s := range plain.Sentences(text) {
		kind, sentence := plain.Running, text[s.Start:s.End]
		for _, n := range naming {
			if strings.HasPrefix(sentence, n) {
				kind = plain.Name
			}
		}
		r.add(kind, sentence)
	}
}

func (r *reading) facts(in []document.Fact) {
	for _, f := range in {
		r.add(plain.Label, f.Term)
		r.add(plain.Running, f.Verdict.String())
		r.add(plain.Running, f.Detail)
	}
}

func (r *reading) panel(p document.Panel) {
	r.add(plain.Heading, p.Title)
	r.add(plain.Running, p.Subtitle)
	r.add(plain.Label, p.Verdict.Text.String())
	if p.Chart != nil {
		r.chart(p.Chart)
	}
	r.add(plain.Running, p.Big.String(), p.Under)
	if p.LeftPart != nil {
		r.part(*p.LeftPart)
	}
	for _, part := range p.Parts {
		r.part(part)
	}
	r.source(p.Source)
}

func (r *reading) part(p document.Part) {
	r.add(plain.Label, p.Label)
	r.add(plain.Running, p.Text.String())
}

func (r *reading) cover(c document.Cover) {
	r.add(plain.Label, c.Partnership)
	r.add(plain.Label, c.Status)
	r.add(plain.Label, c.Kicker)
	r.add(plain.Heading, c.Title)
	r.add(plain.Running, c.Subtitle)
	r.facts(c.Particulars)
	if c.Chart != nil {
		r.chart(c.Chart)
	}
	r.links(c.Contents)
	r.source(c.Source)
	r.add(plain.Label, c.Marking)
}
