package compose

import (
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
)

// way is one way into the figures: a page of short tables, one for each answer
// to the same question.
type way struct {
	id, title, lede, card string
	groups                []wayGroup
}

type wayGroup struct {
	id, title, note string
	figures         []*figure
}

// ways are the pages that list the figures by something else than the domains,
// which have pages of their own. A way without a figure is left out.
func (s site) ways() []way {
	all := []way{s.byQuestion(), s.byTheme(), s.byAudience(), s.byAgency(), s.bySource()}
	var out []way
	for _, w := range all {
		var kept []wayGroup
		for _, g := range w.groups {
			if len(g.figures) > 0 {
				kept = append(kept, g)
			}
		}
		if w.groups = kept; len(kept) > 0 {
			out = append(out, w)
		}
	}
	return out
}

// listed are the figures that ways list: all but those made from the
// dictionary of a published table, of which there can be a thousand.
func (s site) listed() []*figure {
	var out []*figure
	for _, f := range s.shown() {
		if f.def.SourceKey == "" {
			out = append(out, f)
		}
	}
	return out
}

// grouped puts figures into groups in the order given; keys says which groups
// a figure belongs to.
func grouped(figs []*figure, groups []wayGroup, keys func(*figure) []string) []wayGroup {
	at := map[string]int{}
	for n, g := range groups {
		at[g.id] = n
	}
	for _, f := range figs {
		for _, k := range keys(f) {
			if n, ok := at[k]; ok && !contains(groups[n].figures, f) {
				groups[n].figures = append(groups[n].figures, f)
			}
		}
	}
	return groups
}

func (s site) byQuestion() way {
	var groups []wayGroup
	for _, q := range indicators.CoreQuestions() {
		groups = append(groups, wayGroup{id: q.ID, title: strings.TrimSuffix(q.Text, ".")})
	}
	return way{"find/questions", "Figures by question", "Seventeen questions that partners ask of their data. Each lists the figures that answer it.", "By question",
		grouped(s.listed(), groups, func(f *figure) []string { return f.def.Questions })}
}

func (s site) byTheme() way {
	theme := map[string]string{}
	var groups []wayGroup
	for _, t := range indicators.Themes() {
		groups = append(groups, wayGroup{id: t.ID, title: t.Title})
		for _, sub := range t.Subdomains {
			theme[sub] = t.ID
		}
	}
	return way{"find/evidence", "Evidence for an inspection", "Figures by what inspectors of a local area ask, after the framework of Ofsted and the Care Quality Commission. A figure is where a talk starts: it proves nothing alone.", "By inspection theme",
		grouped(s.listed(), groups, func(f *figure) []string { return []string{theme[f.def.CDC.Subdomain]} })}
}

func (s site) byAudience() way {
	groups := []wayGroup{{id: "B", title: "For the board"}, {id: "M", title: "For elected members"}, {id: "P", title: "For families"}, {id: "S", title: "For schools and trusts"}}
	return way{"find/readers", "Figures by reader", "Which figures each pack draws on. The data book has all of them.", "By reader",
		grouped(s.listed(), groups, func(f *figure) []string {
			var out []string
			for _, g := range groups {
				if f.def.Audiences[g.id] != "" && f.def.Retired == "" {
					out = append(out, g.id)
				}
			}
			return out
		})}
}

func (s site) byAgency() way {
	var groups []wayGroup
	for _, a := range indicators.Agencies() {
		groups = append(groups, wayGroup{id: a.ID, title: a.Title})
	}
	return way{"find/agencies", "Figures by who returns them", "Local figures, by the agency that fills them in. All others are published for every area.", "By agency",
		grouped(s.listed(), groups, func(f *figure) []string {
			if sp, ok := f.spec(); ok && sp.Returns && f.def.Return != nil {
				return []string{f.def.Return.Agency}
			}
			return nil
		})}
}

// bySource groups by publication, newest first.
func (s site) bySource() way {
	var groups []wayGroup
	dates := map[string]string{}
	name := func(f *figure) string {
		sp, _ := f.spec()
		return strings.Trim(sp.Publication+", "+sp.Publisher, ", ")
	}
	for _, f := range s.listed() {
		sp, _ := f.spec()
		key := name(f)
		if key == "" {
			continue
		}
		if _, seen := dates[key]; !seen {
			groups = append(groups, wayGroup{id: key, title: upper(key)})
		}
		dates[key] = max(dates[key], sp.Published)
	}
	sort.SliceStable(groups, func(a, b int) bool { return dates[groups[a].id] > dates[groups[b].id] })
	for n, g := range groups {
		if d := dates[g.id]; d != "" {
			groups[n].note = "Published " + longDate(d)
		}
	}
	return way{"find/sources", "Figures by source", "Where each figure was published, newest first.", "By source", grouped(s.listed(), groups, func(f *figure) []string { return []string{name(f)} })}
}

// wayPage is a way as a page.
func (s site) wayPage(w way) document.Page {
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(w.title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(w.lede)}}}}
	toc := document.LinkGroup{}
	for n, g := range w.groups {
		id := "part-" + strconv.Itoa(n+1)
		toc.Links = append(toc.Links, document.Link{Text: g.title, Anchor: id, Note: strings.ReplaceAll(plural(len(g.figures), "figure", "figures"), " ", "\u00a0")})
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(g.title), ID: id})
		if g.note != "" {
			blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(g.note + ".")}}})
		}
		blocks = append(blocks, brief("list-"+strconv.Itoa(n+1), g.title, g.figures))
	}
	blocks = append(blocks[:2], append([]document.Block{document.LinkList{ID: "parts", Groups: []document.LinkGroup{toc}}}, blocks[2:]...)...)
	return document.Page{ID: w.id, Title: w.title, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Find a figure", Page: "find/index"}, {Text: w.title}}}
}

// brief is a table of figures in three columns, which fit a phone.
func brief(id, caption string, figs []*figure) document.Table {
	t := document.Table{ID: id, Caption: caption, Quiet: true, Columns: []document.Column{{Title: "Indicator"}, {Title: "Latest", Align: document.Right}, {Title: "Similar areas"}}}
	var g document.RowGroup
	for _, f := range figs {
		latest := full(f.value())
		latest.Second = f.period().Label
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{{Text: document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}}, latest, f.outcomeCell()}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// outcomeCell is the one word of the comparison with similar areas.
func (f *figure) outcomeCell() document.Cell { return comparisonCell(f.as.SN.Outcome) }

func comparisonCell(o assess.Outcome) document.Cell {
	word, _ := outcomeWord(o)
	if word == "" {
		return words("Not compared")
	}
	return document.Cell{Mark: outcomeMark(o), Text: document.Plain(word)}
}

// hub is the page that lists the ways in.
func (s site) hub(ways []way) document.Page {
	title := "Find a figure"
	group := document.LinkGroup{Title: "Lists"}
	for _, w := range ways {
		group.Links = append(group.Links, document.Link{Text: w.card, Page: w.id})
	}
	if l := s.outlookLink(); l != nil {
		group.Links = append(group.Links, *l)
	}
	if _, ok := s.placesPage(); ok {
		group.Links = append(group.Links, document.Link{Text: "By place", Page: "find/places"})
	}
	group.Links = append(group.Links, document.Link{Text: "By outcome", Page: "outcomes"}, document.Link{Text: "A to Z", Page: "find/a-z"}, document.Link{Text: "All in one table", Page: "indicators/index"},
		document.Link{Text: "Catalogue of definitions", Page: "catalogue"})
	list := document.LinkList{ID: "ways", Groups: []document.LinkGroup{group, {Title: "Domains"}, {Title: "Words and method"}}}
	for _, dom := range domains {
		list.Groups[1].Links = append(list.Groups[1].Links, document.Link{Text: dom.question, Page: "domains/" + dom.id})
	}
	list.Groups[2].Links = []document.Link{{Text: "Words explained", Page: "find/words"}, {Text: "How figures are compared", Page: "about", Anchor: "method"}, {Text: "How we suppress small numbers", Page: "suppression"}}
	return document.Page{ID: "find/index", Title: title, Nav: "indicators/index", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("The same " + plural(len(s.listed()), "figure", "figures") + ", listed in different ways.")}}}, list},
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: title}}}
}
