package compose

import (
	"maps"
	"slices"
	"strconv"

	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// protectionWords say how small local figures are protected in this release,
// and what rounding is for.
func (p *place) protectionWords() string {
	d := p.in.Project.Disclosure
	t := "In local figures, counts of fewer than " + number(max(6, d.Threshold)) + " people are hidden (fewer than " + number(max(10, d.Threshold)) + " for the smallest groups), and so is whatever would give them away."
	if d.InsteadOfHiding {
		t = "In local figures, small counts are not hidden but rounded; those of the smallest groups are hidden, and so is whatever would give them away."
	}
	return t + p.roundingWords()
}

// roundingWords say what is rounded, and where that protects nobody; "" where
// nothing is.
func (p *place) roundingWords() string {
	d, t := p.in.Project.Disclosure, ""
	if d.Rounding > 0 {
		t += " Local counts are rounded to the nearest " + strconv.Itoa(d.Rounding) + " here and in every download; percentages, limits, ranks and changes are made from the rounded counts, and parts may not add up to their total. “low” is a count that is not zero and rounds to it."
	}
	if p.round > d.Rounding {
		t += " Counts in this pack are rounded further, to the nearest " + strconv.Itoa(p.round) + ", for ease of reading alone: the data book has the finer ones, so this protects nobody."
	}
	return t
}

// classGlossary says what the classes of the table hide, in their order.
func classGlossary(reports []disclose.Report) document.Glossary {
	var g document.Glossary
	for _, class := range slices.Sorted(maps.Keys(suppressionWords)) {
		if slices.ContainsFunc(reports, func(r disclose.Report) bool { return r.Class == class && r.Primary+r.Secondary > 0 }) {
			g.Terms = append(g.Terms, document.Term{Word: class, Meaning: suppressionWords[class]})
		}
	}
	return g
}

// suppression is the data book's page on what is hidden: the rules, how many
// figures of each indicator, and how it is proved. It holds no hidden value.
func (s site) suppression() document.Page {
	title := "What is hidden, and how it is checked"
	count := func(n int) string { return quantity.Format(float64(n), 0) }
	cells, small, besides := 0, 0, 0
	var g document.RowGroup
	for _, r := range s.in.Reports {
		cells, small, besides = cells+r.Cells, small+r.Primary, besides+r.Secondary
		if r.Primary+r.Secondary == 0 {
			continue
		}
		name := document.Cell{Text: document.Plain(r.Indicator)}
		if f := s.byID[r.Indicator]; f != nil {
			name.Text = document.Plain(f.def.Title)
			if f.has {
				name.Text = document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}
			}
		}
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{name, words(r.Class), words(count(r.Cells)), words(count(r.Primary)), words(count(r.Secondary))}})
	}
	para := func(t string) document.Paragraph { return document.Paragraph{Text: document.Plain(t)} }
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{para("A small number can show who somebody is. Such figures are hidden in every page, pack and download alike, with whatever would give them away.")}},
		document.Heading{Level: 2, Text: document.Plain("How it is done"), ID: "how"}, document.Prose{Role: document.Method, Paragraphs: []document.Paragraph{
			para("Each indicator has a class of protection. The class says which counts are small: from 1 to 5 in local figures about children, under 5 in figures of the NHS, under 10 in registers of very few people, and results of surveys from fewer than 10 answers. A percentage, its limits, its rank, its rating and the words about it are hidden with their count, and so is a percentage that would tell its count."),
			para("Hiding one figure is not enough where a total gives it back. All protected figures of this release are therefore taken together, with every sum that ties them: groups and their totals, two ways of splitting the same children, the same count in two indicators, authorities and their region, and counts that add up through a year. The fewest further figures are hidden for which each small one could still be more than one number, and for which the hidden parts of a total are together not small. This was proved on " + plural(s.in.Equations, "equation", "equations") + " in " + plural(s.in.Tables, "set", "sets") + " of figures."),
			para("Before anything is published, a second program that shares nothing with the first reads the finished files as a stranger would and tries to work out what is hidden. If it succeeds once, nothing is published. What it tried is in the file suppression.json beside this site."),
			para("Figures that a national body has published already stand as it published them. Of " + count(cells) + " figures that were read for this release, " + count(small) + " are hidden because they are small or came hidden, and " + count(besides) + " to protect them. A hidden figure is shown as c, never as 0." + s.roundingWords())}}}
	if len(g.Rows) > 0 {
		t := document.Table{ID: "hidden", Caption: "Hidden figures by indicator, all areas and periods", Quiet: true, Groups: []document.RowGroup{g}, Columns: []document.Column{
			{Title: "Indicator"}, {Title: "Class"}, {Title: "Figures", Align: document.Right}, {Title: "Hidden as small", Align: document.Right}, {Title: "Hidden to protect them", Align: document.Right}}}
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("How many, indicator by indicator"), ID: "counts"}, t,
			document.Heading{Level: 2, Text: document.Plain("What each class hides"), ID: "classes"}, classGlossary(s.in.Reports))
	}
	return document.Page{ID: "suppression", Title: title, Nav: "about", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Data and method", Page: "about"}, {Text: "Suppression"}}}
}
