package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// forumYouSaid is what families said, what was done and what difference it
// made; where nobody has written that down the page says so, and gives what
// helps instead: what is not known, and questions to ask.
func forumYouSaid(d *draft) []document.Page {
	title := d.page.Title
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	if p := d.howAsked(); p != nil {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: p})
	}
	t, words := d.yousaidTable(true), d.forumWords()
	if t != nil {
		blocks = append(blocks, *t)
	}
	if words != nil {
		blocks = append(blocks, *words)
	}
	if t == nil {
		blocks = append(blocks, d.notHeardYet(words == nil)...)
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// howAsked is how families' views were collected and how many answered.
func (d *draft) howAsked() []document.Paragraph {
	out := d.part("How we asked families")
	if t := d.answered(); t != nil {
		if len(out) > 0 && len(out[len(out)-1].Items) == 0 {
			out[len(out)-1].Text = append(append(document.Text(nil), out[len(out)-1].Text...), t...)
			return out
		}
		out = append(out, document.Paragraph{Text: t[1:]})
	}
	return out
}

// answered is how many answered the newest survey of families; nil without one.
func (d *draft) answered() document.Text {
	var newest *figure
	for _, f := range d.families() {
		if f.baseNote() != nil && (newest == nil || f.period().End > newest.period().End) {
			newest = f
		}
	}
	if newest == nil {
		return nil
	}
	return append(text(" ", upper(d.voice.nominal(newest.period())), " had"), newest.baseNote()...)
}

// notHeardYet is the page of an edition that nobody has written for.
func (d *draft) notHeardYet(nothing bool) []document.Block {
	var out []document.Block
	if nothing {
		out = append(out, document.Prose{Role: document.Lede, Paragraphs: sentencePart(
			"Nobody has written here yet what families said and what we did. Figures alone cannot tell us that.")})
	}
	out = append(out, document.Heading{Level: 2, Text: document.Plain("Questions you could ask")},
		document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: d.familyQuestions()}}})
	if gaps := d.familyGaps(5); len(gaps) > 0 && len(d.at("topics").topicFigures()) > 1 {
		out = append(out, document.Heading{Level: 2, Text: document.Plain("What we cannot tell you yet")},
			document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: gaps}}})
	}
	return append(out, document.Heading{Level: 2, Text: document.Plain("How to tell us")},
		document.Prose{Paragraphs: sentencePart("Tell your parent carer forum what you would like to change. The next summary can then say what was done. If it was not done, it can say why.")})
}

// familyQuestions come from what the figures show, each kind once or twice, then
// two that can always be asked.
func (d *draft) familyQuestions() []document.Text {
	var out []document.Text
	for _, f := range d.shownToFamilies() {
		if !f.known() || f.as.TooFew() || len(out) == 4 {
			continue
		}
		q := d.voice.in(f, f.as.Result.Value)
		name := "“" + f.topic() + "”"
		switch r := f.as.Rating; {
		case r.RAG == "red" && r.Statutory.Known && r.Statutory.Number == 100 && f.def.Unit == quantity.Percent:
			out = append(out, text(name, " was at ", q, f.unitWords(), ". When will it be all?"))
		case f.changeVerb() == "Worsened":
			out = append(out, text(name, " got worse. Why, and what will you do about it?"))
		case f.as.SN.Outcome == assess.Worse:
			out = append(out, text("Areas like ours do better on ", name, ". What do they do that you do not?"))
		case f.changeVerb() == "Improved":
			out = append(out, text(name, " got better. What made the difference?"))
		}
	}
	return append(out, document.Plain("What did families tell you this year, and what changed because of it?"),
		document.Plain("How can families help to decide what comes next?"))
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
