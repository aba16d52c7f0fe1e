package compose

import (
	"slices"
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Apart are the files of texts for the packs, or about the indicators, that are
// named, as diagnostics print them: what a public output must not mention.
func (c *Commentary) Apart(packs, ids []string) []string {
	if c == nil {
		return nil
	}
	var out []string
	for k, n := range c.narratives {
		if slices.Contains(packs, k.pack) {
			out = append(out, n.pos.File)
		}
	}
	for k, e := range c.entries {
		if slices.Contains(ids, k.indicator) {
			out = append(out, e.pos.File)
		}
	}
	slices.Sort(out)
	return out
}

// exemptMarking stands on every page that is not for the public.
const exemptMarking = "Official – Sensitive"

// scheduleParagraphs are the paragraphs of exempt information that these packs
// rest on, in the words of the project's readers.
var scheduleParagraphs = map[int]string{
	1: "information about an individual", 2: "information that is likely to reveal who an individual is", 3: "the financial or business affairs of a person or authority",
	4: "labour relations", 5: "legal advice that is protected", 6: "notices and orders that are planned", 7: "the prevention or prosecution of crime",
}

// exemptFrom are the paragraphs that a pack is exempt under: the project's, else
// those that follow from what it shows.
func (d *draft) exemptFrom() []int {
	if p := d.place.in.Project.PartB.Paragraphs; len(p) > 0 {
		out := append([]int(nil), p...)
		slices.Sort(out)
		return slices.Compact(out)
	}
	var out []int
	for _, f := range d.readers() {
		switch {
		case f.def.Suppression == "S4":
			out = append(out, 1, 2)
		case f.def.Unit == quantity.Pounds:
			out = append(out, 3)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// exemptWords name the paragraphs in one line.
func (d *draft) exemptWords() string {
	p := d.exemptFrom()
	if len(p) == 0 {
		return ""
	}
	var parts []string
	for _, n := range p {
		parts = append(parts, strconv.Itoa(n))
	}
	return "Exempt under " + plainPlural(len(p), "paragraph ", "paragraphs ") + list(parts) + " of Part 1 of Schedule 12A to the Local Government Act 1972"
}

// exemptPage says why a pack is not for the public and how it is to be handled.
func exemptPage(d *draft) []document.Page {
	title := d.page.Title
	if title == "" {
		title = "Not for publication"
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	if w := d.exemptWords(); w != "" {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(w + ".")}}})
		reasons := document.Paragraph{Kind: document.Bullets}
		for _, n := range d.exemptFrom() {
			reasons.Items = append(reasons.Items, document.Plain("Paragraph "+strconv.Itoa(n)+": "+scheduleParagraphs[n]+"."))
		}
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{reasons}})
	}
	reason := d.place.in.Project.PartB.Reason
	if reason == "" {
		reason = "Why the public interest in keeping it back is greater than that in publishing it has not been stated yet. Without that statement this part may not be kept from the public."
	}
	items := []document.Text{document.Plain("It is made apart from the public packs, and no public page or file leads to it."),
		document.Plain("Small figures are hidden here by the same rules as everywhere else. No child may be looked for in it."),
		document.Plain("Hand it only to members of the board, and take it back after the meeting.")}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Public interest")}, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(reason)}}},
		document.Heading{Level: 2, Text: document.Plain("How to handle it")}, document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: items}}})
	return []document.Page{{Title: title, Blocks: blocks}}
}

// kept are the figures that the public part leaves out: those the project names,
// class S4 and, where they are named, money.
func (d *draft) kept() []*figure {
	return pick(d.place.shown(), func(f *figure) bool {
		return f.def.Retired == "" && (slices.Contains(d.place.in.Project.PartB.Indicators, f.def.ID) || f.def.Suppression == "S4" && f.def.Audiences[d.audience()] != "")
	})
}

// restrictedPage is the scorecard of what the public part leaves out.
func restrictedPage(d *draft) []document.Page {
	figs := d.chosen(d.kept())
	if len(figs) == 0 {
		return nil
	}
	var notes footnotes
	symbols := symbolSet{}
	t := document.Table{ID: "restricted", Caption: d.page.Title, Quiet: true, Scorecard: true, Columns: d.place.toldColumns()}
	var g document.RowGroup
	for _, f := range figs {
		g.Rows = append(g.Rows, f.scorecardRow(&notes, symbols))
	}
	t.Groups = []document.RowGroup{g}
	return []document.Page{{Title: d.page.Title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}, t, d.scorecardNotes(notes, symbols)}}}
}
