package compose

import (
	"slices"
	"sort"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func countOf(v quantity.Value) quantity.Quantity { return quantity.New(v, quantity.Count, 0) }

// glossary explains the words that packs use; families get the plain ones.
var glossary = []struct {
	word, meaning string
	audiences     string
}{
	{"Areas like ours", "Ten councils where families and places are most like ours.", "P"},
	{"Band", "Which quarter of all authorities a figure is in. A is the best quarter and D the lowest.", "BM"},
	{"EHC plan", "Education, health and care plan. It says by law what help a child must get.", "BMP"},
	{"Interval", "The range of values that chance alone could have given. A wide interval means that the figure rests on few children.", "BM"},
	{"Local Offer", "The council’s web pages that list help for families.", "MP"},
	{"Mediation", "A meeting with an independent person to settle a disagreement.", "M"},
	{"Parent carer forum", "Parents and carers who work with us to make services better.", "MP"},
	{"Percentage point (pp)", "The difference between two percentages: from 46% to 50% is 4 percentage points.", "BM"},
	{"SEN support", "Extra help from a school for a child who has no plan.", "BMP"},
	{"SEND", "Special educational needs and disabilities.", "MP"},
	{"Similar areas", "Statistical neighbours: the ten authorities most like this one by the Department for Education’s model.", "BM"},
	{"Statutory", "Set by law.", "M"},
	{"Suppressed", "Hidden, because so few children are counted that one of them might be recognised.", "B"},
	{"Tribunal", "A court that hears appeals against decisions on plans.", "MP"},
}

func glossaryFor(audience string, most int) document.Glossary {
	var g document.Glossary
	for _, t := range glossary {
		for _, a := range t.audiences {
			if string(a) == audience && len(g.Terms) < most {
				g.Terms = append(g.Terms, document.Term{Word: t.word, Meaning: t.meaning})
			}
		}
	}
	return g
}

// methodPage is how figures were made, where they come from and what words
// mean, with the numbers of this pack.
func methodPage(d *draft) []document.Page {
	figs := pick(d.place.figures, func(f *figure) bool { return d.used[f] }) // what the pages before have shown
	if len(figs) == 0 {
		figs = d.readers()
	}
	compared := d.place.methodText(figs)
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)},
		document.Heading{Level: 2, Text: document.Plain("How figures are compared")},
		document.Prose{Role: document.Method, Paragraphs: slices.Concat(compared[:3], d.place.methodsText(figs), compared[3:])},
		document.Heading{Level: 2, Text: document.Plain("Where the figures come from")}, d.place.sourcesTable(figs),
		document.Heading{Level: 2, Text: document.Plain("What words mean")}, glossaryFor(d.glossary(), 14)}
	if c := d.place.contact(); c != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Whom to ask")}, *c)
	}
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

// glossary is whose list of words the pack takes: schools and analysts read the
// board's.
func (d *draft) glossary() string {
	if d.layout.Audience == "S" {
		return "B"
	}
	return d.audience()
}

// methodText explains comparisons with the counts of these figures.
func (p *place) methodText(figs []*figure) []document.Paragraph {
	hidden := 0
	withheld := "withheld by their source or hidden here"
	for _, f := range figs {
		if f.has && f.as.Result.Value.Symbol == quantity.Suppressed {
			hidden++
		}
	}
	out := []document.Paragraph{
		{Text: document.Plain(p.similarWords() + " England and the region are the published figures.")},
		{Text: document.Plain("“Better”, “worse”, “higher” and “lower” are said only where the benchmark lies outside the 95% interval of our figure; else the word is “similar”, which means no evidence of a difference. The intervals describe chance in the events behind a complete count, not sampling. " + byChance(figs) + "Where no counts are published there is no interval, and nothing is tested.")},
		{Text: document.Plain("Change is against the period exactly one before, and never across a change in the way of counting. Changes and gaps are worked out before rounding, so they may differ by one in the last place from the figures shown.")},
		{Text: document.Plain(p.protectionWords() + " Figures that a national body has already published stand as it published them. Of the figures in this edition, " + plural(hidden, "is", "are") + " " + withheld + ". Missing is never shown as zero. A figure that rests on fewer than ten cases is shown without comparison, rank or rating.")},
	}
	if p.weakSet() {
		out[0].Text = append(out[0].Text, document.Span{Text: " Most of these areas are only somewhat close or not close to " + p.area.Name + ", so comparing with them is weak: look at the region and England too."})
	}
	if p.in.Project.Fictional {
		out = append(out, document.Paragraph{Text: document.Plain("All places and figures in this edition are fictional.")})
	}
	return out
}

// similarWords say what similar areas are, or that there are none.
func (p *place) similarWords() string {
	if p.in.Set == nil || len(p.in.Set.Of[p.id]) == 0 {
		return "No similar areas are known for " + p.area.Name + ", so it is not compared with any."
	}
	return "Similar areas are the statistical neighbours of " + p.area.Name + " (" + p.setTitle() + "), compared by the simple mean of those that have a figure, when at least six do. Today’s neighbours are used for the whole series."
}

// sourcesTable lists publications once, with the dates and the periods used.
func (p *place) sourcesTable(figs []*figure) document.Table {
	t := document.Table{ID: "sources", Caption: "Sources", Quiet: true, Columns: []document.Column{
		{Title: "Source", Width: 62}, {Title: "Published by", Width: 58}, {Title: "Published", Width: 28}, {Title: "Next", Width: 26}}}
	type line struct{ title, by, on, next string }
	seen := map[line]bool{}
	var lines []line
	for _, f := range figs {
		l := line{title: f.def.Source.Publication, by: f.def.Source.Publisher, next: f.def.Source.NextUpdate}
		if s, ok := f.spec(); ok && s.Publication != "" {
			l = line{s.Publication, s.Publisher, longDate(s.Published), s.NextUpdate}
			switch {
			case s.Returns && f.def.CDC.PopulatedBy == "local":
				// One line for all that local areas count: each indicator's own
				// page names its return.
				l = line{"Local returns", s.Publisher, longDate(s.Published), s.NextUpdate}
			case s.Returns && f.def.Source.Publication != "":
				l.title, l.next = f.def.Source.Publication, f.def.Source.NextUpdate
				if !p.in.Project.Fictional {
					l.by = f.def.Source.Publisher
				}
			}
		}
		if l.title == "" {
			l.title = "Local return"
		}
		if !seen[l] {
			seen[l] = true
			lines = append(lines, l)
		}
	}
	sort.Slice(lines, func(a, b int) bool { return lines[a].title < lines[b].title })
	var g document.RowGroup
	for _, l := range lines {
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(l.title), words(dash(l.by)), words(dash(l.on)), words(dash(l.next))}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// contact says whom to ask, nil when the project names nobody.
func (p *place) contact() *document.Prose {
	c := p.in.Project.Contacts
	if c.Name == "" && c.Email == "" && c.Phone == "" {
		return nil
	}
	t := text(c.Name)
	if c.Email != "" {
		t = append(t, document.Span{Text: ", "}, document.Span{Text: c.Email, Link: &document.Link{Text: c.Email, URL: "mailto:" + c.Email}})
	}
	if c.Phone != "" {
		t = append(t, document.Span{Text: ", telephone " + noBreak(c.Phone)})
	}
	return &document.Prose{Paragraphs: []document.Paragraph{{Text: append(t, document.Span{Text: "."})}}}
}

// noBreak keeps a telephone number on one line.
func noBreak(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == ' ' {
			out[i] = '\u00a0'
		}
	}
	return string(out)
}

// FixedTexts are the sentences with numbers that belong to the tool and not to
// any data: levels of tests, examples, the standard that pages follow. Verify
// knows their numbers.
func FixedTexts() []string {
	out := []string{"95% 99.8% 5% 2.66 WCAG 2.2 at 400% zoom, 320 pixels, 1 in 20, regulations of 2018"}
	for _, t := range glossary {
		out = append(out, t.meaning)
	}
	return append(out, skillWords())
}
