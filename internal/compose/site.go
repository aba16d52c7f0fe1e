package compose

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// PackFile is a finished pack as the site links to it.
type PackFile struct {
	Layout Layout
	Path   string // below the area's folder
	Bytes  int
	Pages  int
}

// Site composes the site of one area. Packs are already drawn, so that their
// sizes and page counts can be printed.
func Site(in *Input, area int32, packs []PackFile) document.Document {
	p := newPlace(in, areaID(area))
	title := in.Project.Title
	if b := in.Project.Branding.Name; b != "" {
		title = b
	}
	if in.Several || !strings.Contains(title, p.area.Name) {
		title = p.area.Name + " SEND data"
	}
	d := p.base("site", title, "How "+p.area.Name+" is doing for children and young people with special educational needs and disabilities.", document.Web)
	d.Nav = []document.Link{{Text: "Overview", Page: "index"}, {Text: "Indicators", Page: "indicators/index"}, {Text: "Packs", Page: "packs"}, {Text: "Data and method", Page: "about"}}
	d.Foot = []document.Link{{Text: "Accessibility statement", Page: "accessibility"}, {Text: "How we suppress small numbers", Page: "suppression"}, {Text: "Contact", Page: "about", Anchor: "contact"}, {Text: "Find a figure", Page: "find/index"}, {Text: "A to Z", Page: "find/a-z"}}
	s := site{p, packs}
	d.Pages = append(d.Pages, s.overview(), s.indicators())
	for _, dom := range domains {
		if page, ok := s.domain(dom.id); ok {
			d.Pages = append(d.Pages, page)
		}
	}
	if page, ok := s.outcomes(); ok {
		d.Pages = append(d.Pages, page)
	}
	for _, f := range p.shown() {
		d.Pages = append(d.Pages, s.indicator(f))
	}
	ways := s.ways()
	d.Pages = append(d.Pages, s.hub(ways))
	for _, w := range ways {
		d.Pages = append(d.Pages, s.wayPage(w))
	}
	if page, ok := s.outlookPage(); ok {
		d.Pages = append(d.Pages, page)
	}
	if page, ok := s.placesPage(); ok {
		d.Pages = append(d.Pages, page)
	}
	if page, ok := s.bankPage(); ok {
		d.Pages = append(d.Pages, page)
		d.Foot = append(d.Foot, document.Link{Text: "Common questions", Page: "foi"})
	}
	d.Pages = append(d.Pages, s.aToZ(), s.words(), s.catalogue(), s.packsPage(), s.about(), s.suppression(), s.accessibility())
	return d
}

type site struct {
	*place
	packs []PackFile
}

func (s site) overview() document.Page {
	pr := s.in.Project
	dr := &draft{place: s.place, voice: boardVoice, layout: Layout{ID: "board", Audience: "B"}}
	figs := s.headlines("B", 6)
	title := dr.approvedTitle()
	if title == "" {
		title = dr.countsTitle(figs)
		if len(figs) == 0 {
			title = "SEND in " + s.area.Name
		}
	}
	lede := "How " + s.area.Name + "’s council, schools and NHS are doing for children and young people with special educational needs and disabilities (SEND)."
	if pr.Edition != "" {
		lede += " " + pr.Edition + ": data to " + longDate(pr.AsOf) + "."
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(lede)}}}}
	if cards := s.cards(); len(cards.Items) > 0 {
		blocks = append(blocks, cards)
	}
	if len(figs) > 0 {
		tiles := document.KeyFigures{}
		for _, f := range figs {
			k := f.tile(boardVoice)
			k.Spark, k.Link = nil, f.link(k.Title)
			tiles.Items = append(tiles.Items, k)
		}
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Headlines"), ID: "headlines"}, tiles)
	}
	blocks = append(blocks, s.findAnAnswer(), s.news())
	return document.Page{ID: "index", Title: title, Nav: "index", Blocks: blocks}
}

func (s site) cards() document.Cards {
	var c document.Cards
	packs := append([]PackFile(nil), s.packs...)
	// Families first: they have the least time to look for theirs.
	sort.SliceStable(packs, func(a, b int) bool {
		return strings.Index("PMBSD", packs[a].Layout.Audience) < strings.Index("PMBSD", packs[b].Layout.Audience)
	})
	for _, f := range packs {
		if f.Layout.TwinOf != "" {
			continue
		}
		card := document.Card{Title: f.Layout.Card, Text: f.Layout.About, Links: []document.Link{
			{Text: "Read " + f.Layout.Link, File: "packs/" + f.Layout.ID + ".html"},
			{Text: upper(strings.TrimPrefix(f.Layout.Link, "the ")) + " as PDF", File: f.Path, Note: plural(f.Pages, "page", "pages") + ", " + fileSize(f.Bytes)}}}
		for _, twin := range packs {
			if twin.Layout.TwinOf == f.Layout.ID {
				card.Links = append(card.Links, document.Link{Text: "Large print PDF", File: twin.Path, Note: fileSize(twin.Bytes)})
			}
		}
		c.Items = append(c.Items, card)
	}
	return c
}

func fileSize(bytes int) string {
	if bytes < 100_000 {
		return quantity.Format(float64(bytes)/1000, 0) + " KB"
	}
	return quantity.Format(float64(bytes)/1e6, 1) + " MB"
}

// findAnAnswer is the questions by domain: at most five, the rest on the
// domain's page.
func (s site) findAnAnswer() document.LinkList {
	l := document.LinkList{ID: "find", Title: "Find an answer"}
	for _, dom := range domains {
		g := document.LinkGroup{Title: dom.question}
		for _, f := range s.shown() {
			if f.def.CDC.Domain != dom.id || f.def.SourceKey != "" || len(g.Links) == 5 {
				continue
			}
			t := f.def.Question
			if t == "" {
				t = f.def.Title
			}
			g.Links = append(g.Links, *f.link(t))
		}
		if len(g.Links) > 0 {
			g.Links = append(g.Links, document.Link{Text: "All on this question: " + lower(strings.TrimSuffix(dom.question, "?")), Page: "domains/" + dom.id})
			l.Groups = append(l.Groups, g)
		}
	}
	outcomes := document.LinkGroup{Title: "Outcomes for children and families"}
	for _, c := range clusters(s.figures) {
		if len(c.figures) > 0 {
			outcomes.Links = append(outcomes.Links, document.Link{Text: c.Title, Page: "outcomes", Anchor: c.ID})
		}
	}
	if len(outcomes.Links) > 0 {
		l.Groups = append(l.Groups, outcomes)
	}
	other := document.LinkGroup{Title: "Other ways in"}
	for _, w := range s.ways() {
		other.Links = append(other.Links, document.Link{Text: w.card, Page: w.id})
	}
	if l := s.outlookLink(); l != nil {
		other.Links = append(other.Links, *l)
	}
	other.Links = append(other.Links, document.Link{Text: "A to Z", Page: "find/a-z"}, document.Link{Text: "Words explained", Page: "find/words"})
	l.Groups = append(l.Groups, other)
	return l
}

// news is what is new, late or missing, from the dates of the sources.
func (s site) news() document.Facts {
	out := document.Facts{ID: "news", Title: "What is new, late or missing", Style: document.Particulars}
	var newest, missing, small []string
	latest := ""
	for _, f := range s.shown() {
		if sp, ok := f.spec(); ok && sp.Published > latest && sp.Published <= s.in.Project.AsOf {
			latest = sp.Published
		}
	}
	for _, f := range s.shown() {
		if f.def.SourceKey != "" {
			continue
		}
		sp, ok := f.spec()
		if ok && sp.Published == latest && latest != "" {
			newest = append(newest, lower(f.short())+" for "+f.period().Label)
		}
		if f.as.Result.Value.Symbol == quantity.Suppressed {
			small = append(small, lower(f.short())+", "+f.period().Label)
		} else if !f.known() {
			missing = append(missing, lower(f.short())+", "+f.period().Label)
		}
	}
	for _, f := range s.figures {
		if !f.has && len(f.series.Indicator.Results) > 0 && f.def.SourceKey == "" {
			missing = append(missing, lower(f.short()))
		}
	}
	add := func(term string, items []string) {
		if len(items) > 0 {
			out.Items = append(out.Items, document.Fact{Term: term, Verdict: text(upper(capList(items, 6)) + ".")})
		}
	}
	if latest != "" {
		add("New in "+monthYear(latest), newest)
	}
	add("Due but not here", s.due())
	add("No figure", missing)
	add("Too small to show", small)
	if len(out.Items) == 0 {
		out.Items = []document.Fact{{Term: "Nothing", Verdict: text("No figure is new, late or missing.")}}
	}
	return out
}

// due are the publications whose next release should be out by the date of the
// data, as far as their dates can be read.
func (s site) due() []string {
	var out []string
	seen := map[string]bool{}
	for _, f := range s.shown() {
		sp, ok := f.spec()
		if !ok || seen[sp.Source] || f.def.SourceKey != "" {
			continue
		}
		seen[sp.Source] = true
		if m := monthNumber(sp.NextUpdate); m > 0 && m < project.Day(s.in.Project.AsOf)/100 && m > project.Day(sp.Published)/100 {
			out = append(out, sp.Publication+", expected "+sp.NextUpdate)
		}
	}
	return out
}

// monthNumber reads "June 2026" as 202606; 0 for any other text.
func monthNumber(s string) int {
	name, year, ok := strings.Cut(s, " ")
	y, err := strconv.Atoi(year)
	if !ok || err != nil {
		return 0
	}
	for n, m := range months {
		if m == name {
			return y*100 + n + 1
		}
	}
	return 0
}

func capList(items []string, most int) string {
	if len(items) <= most {
		return strings.Join(items, "; ")
	}
	return strings.Join(items[:most], "; ") + "; and " + strconv.Itoa(len(items)-most) + " more"
}

// indicators is the list of all, by domain, as a table that is complete on its
// own.
func (s site) indicators() document.Page {
	title := upper(number(len(s.shown()))) + " indicators for " + s.area.Name
	if len(s.shown()) > 10 {
		title = strconv.Itoa(len(s.shown())) + " indicators for " + s.area.Name
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Text{{Text: "By domain. They are also listed "},
			{Text: "in other ways", Link: &document.Link{Text: "in other ways", Page: "find/index"}}, {Text: " and "}, {Text: "from A to Z", Link: &document.Link{Text: "from A to Z", Page: "find/a-z"}}, {Text: "."}}}}}}
	for _, dom := range domains {
		if t, ok := s.listTable(dom.id); ok {
			blocks = append(blocks, document.Heading{Level: 2, Text: document.Text{{Text: dom.question, Link: &document.Link{Text: dom.question, Page: "domains/" + dom.id}}}, ID: dom.id}, t)
		}
	}
	blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: "The catalogue lists every definition, also those without a figure here", Link: &document.Link{Text: "The catalogue lists every definition, also those without a figure here", Page: "catalogue"}}, {Text: "."}}}}})
	return document.Page{ID: "indicators/index", Title: title, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Indicators"}}}
}

func (s site) listTable(domain string) (document.Table, bool) {
	var figs []*figure
	for _, f := range s.shown() {
		if f.def.CDC.Domain == domain {
			figs = append(figs, f)
		}
	}
	caption := "Indicators"
	for _, dom := range domains {
		if dom.id == domain {
			caption = dom.question
		}
	}
	return listOf("list-"+domain, caption, figs), len(figs) > 0
}

// listOf is a table of indicators with their latest figures.
func listOf(id, caption string, figs []*figure) document.Table {
	t := document.Table{ID: id, Caption: caption, Quiet: true, Sortable: true, Columns: []document.Column{
		{Title: "Indicator"}, {Title: "Period"}, {Title: "Latest", Align: document.Right}, {Title: "Change"}, {Title: "Similar areas"}, {Title: "Rating"}}}
	var g document.RowGroup
	for _, f := range figs {
		name := document.Cell{Text: document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}}
		if f.def.Retired != "" {
			name.Second = "No longer published"
		}
		change, rating := f.changeLine(), f.rating()
		latest := full(f.value())
		latest.Own = true
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{name, words(f.period().Label), latest,
			{Mark: change.Mark, Text: change.Text}, f.similarCell(), {Mark: rating.Mark, Text: rating.Text}}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

func (f *figure) similarCell() document.Cell {
	m := f.similarLine()
	return document.Cell{Mark: m.Mark, Text: m.Text}
}

func (s site) domain(id string) (document.Page, bool) {
	t, ok := s.listTable(id)
	if !ok {
		return document.Page{}, false
	}
	question, note := "", ""
	for _, dom := range domains {
		if dom.id == id {
			question, note = dom.question, dom.note
		}
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(question)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(note + ".")}}}}
	tiles := document.KeyFigures{}
	for _, f := range s.domainTiles(id) {
		k := f.tile(boardVoice)
		k.Link = f.link(k.Title)
		tiles.Items = append(tiles.Items, k)
	}
	if len(tiles.Items) > 0 {
		blocks = append(blocks, tiles)
	}
	t.ID = "all"
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("All indicators on this question")}, t)
	return document.Page{ID: "domains/" + id, Title: question, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: question}}}, true
}

// domainTiles are the six figures of a domain to see first: what the law asks
// for, then what says most.
func (s site) domainTiles(id string) []*figure {
	var list []*figure
	for _, f := range s.shown() {
		if f.def.CDC.Domain == id && f.def.SourceKey == "" && f.telling() > 0 {
			list = append(list, f)
		}
	}
	list = s.statutoryFirst(list)
	sort.SliceStable(list, func(a, b int) bool { return list[a].telling() > list[b].telling() })
	return list[:min(6, len(list))]
}

func (s site) packsPage() document.Page {
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain("Packs to read and print")},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("The same figures for different readers. The web pages come first; the PDFs are copies for paper.")}}}, s.cards()}
	files := s.in.downloads(document.Link{Text: "Every published figure (CSV)", File: resultsFile}, document.Link{Text: "Data book (Excel workbook)", File: bookFile},
		document.Link{Text: "Description of the columns (CSVW)", File: metadataFile})
	files = append(files, s.outlookFiles()...)
	blocks = append(blocks, downloadSection(document.Heading{Level: 2, Text: document.Plain("Data")},
		document.LinkList{ID: "data", Groups: []document.LinkGroup{{Title: "Downloads", Links: files}}})...)
	return document.Page{ID: "packs", Title: "Packs to read and print", Nav: "packs", Blocks: blocks, Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Packs"}}}
}

func (s site) about() document.Page {
	figs := s.shown()
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain("Data and method")},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("Where the figures come from, how they are compared and what is hidden. " + s.dataLine())}}},
		document.Heading{Level: 2, Text: document.Plain("How figures are compared"), ID: "method"}, document.Prose{Role: document.Method, Paragraphs: slices.Concat(s.methodText(figs)[:3], s.methodsText(figs), funnelText(figs))},
		document.Heading{Level: 2, Text: document.Plain("Similar areas"), ID: "similar-areas"}, s.neighbourList(),
		document.Heading{Level: 2, Text: document.Plain("How we suppress small numbers"), ID: "suppression"}, document.Prose{Role: document.Method, Paragraphs: s.suppressionText(figs)},
		document.Heading{Level: 2, Text: document.Plain("Symbols"), ID: "symbols"}, symbolTable(),
		document.Heading{Level: 2, Text: document.Plain("Sources"), ID: "sources"}, s.sourcesTable(figs)}
	files := s.in.downloads(document.Link{Text: "Every published figure (CSV)", File: resultsFile}, document.Link{Text: "Data book (Excel workbook)", File: bookFile})
	files = append(files, s.outlookFiles()...)
	blocks = append(blocks, downloadSection(document.Heading{Level: 2, Text: document.Plain("Downloads"), ID: "downloads"},
		document.LinkList{ID: "files", Groups: []document.LinkGroup{{Links: files}}})...)
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Words explained"), ID: "words"}, glossaryFor("B", 20),
		document.Heading{Level: 2, Text: document.Plain("Contact"), ID: "contact"})
	if c := s.contact(); c != nil {
		blocks = append(blocks, *c)
	} else {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("Ask the council that publishes this site.")}}})
	}
	return document.Page{ID: "about", Title: "Data and method", Nav: "about", Blocks: blocks, Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Data and method"}}}
}

func (s site) dataLine() string {
	t := "Data to " + longDate(s.in.Project.AsOf) + "."
	if s.in.Project.Fictional {
		t += " All places and figures are fictional."
	}
	return t
}

// neighbourList names the neighbours with their closeness.
func (p *place) neighbourList() document.Block {
	if p.in.Set == nil || len(p.in.Set.Of[p.id]) == 0 {
		return document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("No similar areas are known for " + p.area.Name + ".")}}}
	}
	t := document.Table{ID: "neighbours", Caption: "Statistical neighbours of " + p.area.Name + ", " + p.setTitle(), Columns: []document.Column{{Title: "Area"}, {Title: "How close"}}}
	var g document.RowGroup
	for _, n := range p.in.Set.Of[p.id] {
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(p.in.Register.Area(n.Area).Name), words(dash(n.Closeness))}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

func (s site) suppressionText(figs []*figure) []document.Paragraph {
	out := s.methodText(figs)[3:]
	cells, primary, secondary := 0, 0, 0
	for _, r := range s.in.Reports {
		cells, primary, secondary = cells+r.Cells, primary+r.Primary, secondary+r.Secondary
	}
	out = append(out, document.Paragraph{Text: document.Plain(fmt.Sprintf("Of %s figures for all areas that were read for this edition, %s were hidden here because they are small or came hidden from their source, and %s more so that the small ones cannot be worked out.",
		quantity.Format(float64(cells), 0), quantity.Format(float64(primary), 0), quantity.Format(float64(secondary), 0)))})
	return out
}

func symbolTable() document.Table {
	t := document.Table{ID: "symbol-table", Caption: "Symbols used in place of a number", Columns: []document.Column{{Title: "Symbol"}, {Title: "Meaning"}}}
	var g document.RowGroup
	for _, s := range quantity.Symbols() {
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{{Text: document.Plain(s.Code()), Symbol: s}, words(upper(symbolMeanings[s]))}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// accessibility says what the tool proves of each edition, what it cannot, and
// where this site falls short. It claims no test that did not run: the build
// reads back every page and pack and stops where one breaks a rule.
func (s site) accessibility() document.Page {
	bullets := func(lines ...string) document.Paragraph {
		p := document.Paragraph{Kind: document.Bullets}
		for _, l := range lines {
			p.Items = append(p.Items, document.Plain(l))
		}
		return p
	}
	say := func(text string) document.Paragraph { return document.Paragraph{Text: document.Plain(text)} }
	paras := []document.Paragraph{
		say("This site is made to meet the Web Content Accessibility Guidelines 2.2 at level AA. You can read every page without JavaScript, at 320 pixels wide, at 400% zoom, in dark mode, in print and with a screen reader. Charts have a text description, and a table with the same figures beside them or the figures in the text. The PDF packs are tagged for screen readers. They are copies for paper: the same content is on web pages, which most people find easier."),
		say("What was checked by software when this edition was made, on every page and pack. It is published only if all of it holds:"),
		bullets("pages have a language, a title, one main heading, headings that skip no level, landmarks and a link to skip to the content",
			"tables have a caption, and heads that say which row or column they are for",
			"charts and images have a description, links have a text that makes sense alone and lead somewhere",
			"PDFs are tagged, with a title, a language, a reading order, heads of tables, descriptions of charts and text for every character",
			"every figure is the same on pages, in PDFs and in the data files"),
		say("What was not checked for this edition: how it sounds in a screen reader, and whether a description is helpful. No person has tested it unless its publisher says so below. The tool that makes it is tested in a browser with automatic rules for levels A and AA, by keyboard, at 320 and 1,280 pixels, in light and dark colours and with wide text spacing."),
		say("What falls short, as far as we know:"),
		bullets("a strip of all authorities, and a funnel plot, name only some of the areas they draw: the data files have them all",
			"wide tables scroll sideways on phones, within a region of their own",
			"searching, sorting, filtering and saving of charts need JavaScript; the lists under “Find a figure” and the data files do not"),
	}
	if e := s.in.Project.Contacts.Enforcement; e != "" {
		paras = append(paras, document.Paragraph{Text: document.Plain(e)})
	}
	tell := "the council that publishes this site"
	if s.contact() != nil {
		tell = "the contact below"
	}
	paras = append(paras, document.Paragraph{Text: document.Plain("This statement was made with the edition of " + longDate(s.in.Project.AsOf) + ". If you find a problem or need another format, tell " + tell + ". If you are not content with the answer, the Equality Advisory and Support Service can help. The Equality and Human Rights Commission enforces the accessibility regulations of 2018.")})
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain("Accessibility statement")}, document.Prose{Paragraphs: paras}}
	if c := s.contact(); c != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Contact")}, *c)
	}
	return document.Page{ID: "accessibility", Title: "Accessibility statement", Blocks: blocks, Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Accessibility statement"}}}
}
