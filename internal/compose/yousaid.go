package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

func forumYouSaid(d *draft) []document.Page {
	t := d.yousaidTable(true)
	words := d.forumWords()
	if t == nil && words == nil {
		return nil
	}
	title := d.page.Title
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	if p := d.part("How we asked families"); p != nil {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: p})
	}
	if t != nil {
		blocks = append(blocks, *t)
	}
	if words != nil {
		blocks = append(blocks, *words)
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// yousaidTable is the three columns; what has not been done yet comes first in
// its cell, in bold.
func (d *draft) yousaidTable(quotes bool) *document.Table {
	if d.place.in.Commentary == nil || len(d.place.in.Commentary.YouSaid) == 0 {
		return nil
	}
	t := document.Table{ID: "you-said", Caption: "You said, we did, what difference it made", Quiet: true,
		Columns: []document.Column{{Title: "You said", Width: 58}, {Title: "We did", Width: 58}, {Title: "What difference it made", Width: 58}}}
	var g document.RowGroup
	for n, y := range d.place.in.Commentary.YouSaid {
		if d.page.Most > 0 && n == d.page.Most {
			break
		}
		said := words("“" + strings.Trim(y.Said, "“”\"") + "”")
		said.Strong = true
		did := document.Cell{Text: leadBold(y.Did)}
		mark := outcomeOf(y.Outcome)
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{said, did, {Mark: mark, Text: text(strong(outcomeLabel(mark)), ". ", y.Difference)}}})
	}
	t.Groups = []document.RowGroup{g}
	return &t
}

func leadBold(s string) document.Text {
	const lead = "We have not yet"
	if !strings.HasPrefix(s, lead) {
		return document.Plain(s)
	}
	return document.Text{{Text: lead, Strong: true}, {Text: strings.TrimPrefix(s, lead)}}
}

func outcomeLabel(m document.Mark) string {
	switch m {
	case document.Better:
		return "Better"
	case document.Similar:
		return "About the same"
	case document.Worse:
		return "Worse"
	}
	return "Not done yet"
}

// forumWords are the forum's own, unedited, with who and when.
func (d *draft) forumWords() *document.Callout {
	n := d.place.narrative(d.layout.ID)
	if n == nil || under(n.sections, "In the forum's own words") == nil && under(n.sections, "In the forum’s own words") == nil {
		n = d.place.narrative("parent-carer")
	}
	if n == nil {
		return nil
	}
	s := under(n.sections, "In the forum's own words")
	if s == nil {
		s = under(n.sections, "In the forum’s own words")
	}
	if s == nil {
		return nil
	}
	body := speaker{d.place, d.voice, nil}.paragraphs(s.body)
	c := &document.Callout{Tone: document.Sand, Title: "In the forum’s own words", Body: body}
	if n.Checked != "" {
		c.By = n.Checked
	} else if f := d.place.in.Project.Contacts.Forum; f != "" {
		c.By = f + ". Not edited by the council."
	}
	return c
}
