package compose

import (
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/document"
)

// watched are the KPIs that the area watches most closely: the project's own
// choice of at most six, else the six of the recommended set (catalogue §7).
func (p *place) watched() []*figure {
	var out []*figure
	if ids := p.in.Project.KPIs; len(ids) > 0 {
		for _, id := range ids {
			if f := p.byID[id]; f != nil {
				out = append(out, f)
			}
		}
		return out
	}
	for _, f := range p.figures {
		if f.def.CDC.Domain == "qualitative-kpi" && f.def.CDC.Status == "final-set" {
			out = append(out, f)
		}
	}
	return out
}

// cluster is one outcome of the logic model with what speaks of it.
type cluster struct {
	indicators.Outcome
	figures []*figure // with a result
	none    []string  // titles of those without any
}

// clusters group figures by outcome, in the order of the logic model. A figure
// with several outcomes stands under each of them.
func clusters(figs []*figure) []cluster {
	var out []cluster
	for _, o := range indicators.Outcomes() {
		c := cluster{Outcome: o}
		for _, f := range figs {
			switch {
			case !speaksOf(f.def, o.ID):
			case f.has:
				c.figures = append(c.figures, f)
			default:
				c.none = append(c.none, f.short())
			}
		}
		if len(c.figures)+len(c.none) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func speaksOf(def *indicators.Definition, outcome string) bool {
	for _, o := range def.Outcomes {
		if o == outcome {
			return true
		}
	}
	return false
}

// boardOutcomes is the page of the KPIs that the area watches most closely, by
// the outcome they speak of. A KPI stands under its first outcome alone, so
// that no row is read twice.
func boardOutcomes(d *draft) []document.Page {
	var notes footnotes
	symbols := symbolSet{}
	tab := document.Table{ID: "outcomes", Caption: "Outcomes", Quiet: true, Scorecard: true, Columns: d.place.toldColumns()}
	var missing []string
	rows := 0
	for _, c := range clusters(d.place.watched()) {
		g := document.RowGroup{Title: c.Title}
		for _, f := range d.allowed(c.figures) {
			if f.def.Outcomes[0] == c.ID {
				g.Rows = append(g.Rows, f.scorecardRow(&notes, symbols))
			}
		}
		if rows += len(g.Rows); len(g.Rows) > 0 {
			tab.Groups = append(tab.Groups, g)
		}
		for _, t := range c.none {
			missing = appendOnce(missing, lower(t))
		}
	}
	if rows == 0 {
		return nil
	}
	title := d.page.Title
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(watchedWords(d.place, rows))}}}, tab, d.scorecardNotes(notes, symbols)}
	if len(missing) > 0 {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("Watched, but with no figure yet: " + strings.Join(missing, "; ") + ".")}}})
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

func watchedWords(p *place, rows int) string {
	words := "The measures that say most about children’s lives, by the outcome they speak of."
	if len(p.in.Project.KPIs) > 0 {
		count := "The " + number(rows) + " measures"
		if rows == 1 {
			count = "The one measure"
		}
		words = count + " that " + p.area.Name + " has chosen to watch most closely, by the outcome each speaks of."
	}
	return words
}

func appendOnce(list []string, s string) []string {
	for _, t := range list {
		if t == s {
			return list
		}
	}
	return append(list, s)
}

// outcomes is the site's page of the logic model: what the area watches most
// closely as tiles, then all that speaks of each outcome.
func (s site) outcomes() (document.Page, bool) {
	all := clusters(s.figures)
	title := "Are children’s lives getting better?"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("What is measured about the outcomes that matter to children, young people and families. " + watchedWords(s.place, len(shownOf(s.watched()))))}}}}
	if tiles := s.watchedTiles(); len(tiles.Items) > 0 {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Watched most closely"), ID: "watched"}, tiles)
	}
	any := false
	for _, c := range all {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(c.Title), ID: c.ID})
		if len(c.figures) > 0 {
			any = true
			blocks = append(blocks, listOf("outcome-"+c.ID, c.Title, c.figures))
		}
		if len(c.none) > 0 {
			blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("No figure yet: " + strings.Join(lowered(c.none), "; ") + ".")}}})
		}
	}
	return document.Page{ID: "outcomes", Title: title, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Outcomes"}}}, any
}

func (s site) watchedTiles() document.KeyFigures {
	var tiles document.KeyFigures
	for _, f := range shownOf(s.watched()) {
		k := f.tile(boardVoice)
		k.Link = f.link(k.Title)
		tiles.Items = append(tiles.Items, k)
	}
	return tiles
}

func shownOf(figs []*figure) []*figure {
	var out []*figure
	for _, f := range figs {
		if f.has {
			out = append(out, f)
		}
	}
	return out
}

func lowered(list []string) []string {
	out := make([]string, len(list))
	for n, s := range list {
		out[n] = lower(s)
	}
	return out
}

// foremost keeps at most n figures without changing their order: those that the
// project names, then the audience's headlines, then what is judged, then what
// has a number.
func (p *place) foremost(figs []*figure, audience string, n int) []*figure {
	if n <= 0 || len(figs) <= n {
		return figs
	}
	ranked := append([]*figure(nil), figs...)
	sort.SliceStable(ranked, func(a, b int) bool { return p.rank(ranked[a], audience) > p.rank(ranked[b], audience) })
	keep := map[*figure]bool{}
	for _, f := range ranked[:n] {
		keep[f] = true
	}
	var out []*figure
	for _, f := range figs {
		if keep[f] {
			out = append(out, f)
		}
	}
	return out
}

func (p *place) rank(f *figure, audience string) int {
	score := f.telling()
	if f.def.Audiences[audience] == "headline" {
		score += 10
	}
	if f.as.Rating.RAG == "red" || f.as.Rating.RAG == "amber" || f.as.Rating.RAG == "green" {
		score += 5
	}
	if f.def.CDC.Status == "final-set" {
		score += 2
	}
	pr := p.in.Project
	for _, ids := range [][]string{pr.Headlines, pr.KPIs} {
		for _, id := range ids {
			if id == f.def.ID {
				score += 40
			}
		}
	}
	if _, ok := pr.Targets[f.def.ID]; ok {
		score += 20
	}
	return score
}

// leftOut says how many more there are than a page shows, and where.
func leftOut(all, shown int) string {
	if all <= shown {
		return ""
	}
	return strconv.Itoa(all-shown) + " more " + plainPlural(all-shown, "indicator is", "indicators are") + " in the data book and on the site."
}
