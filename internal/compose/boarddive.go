package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
)

// mostDiveCharts keeps a deep dive a page of evidence: two rows of charts.
const mostDiveCharts = 4

// boardDeepDive answers the one question that the board chose: the findings in
// words, two to four charts with the asked breakdowns among them, and what
// people wrote.
func boardDeepDive(d *draft) []document.Page {
	dive := d.place.in.Project.DeepDive
	if dive == nil {
		return nil
	}
	var figs []*figure
	for _, id := range dive.Indicators {
		if f := d.place.byID[id]; f != nil && f.has {
			figs = append(figs, f)
		}
	}
	if figs = d.allowed(figs); len(figs) == 0 {
		return nil
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(dive.Question)}}
	if dive.Text != "" {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(dive.Text)}}})
	}
	findings := document.Paragraph{Kind: document.Bullets}
	for _, f := range figs {
		d.use(f)
		findings.Items = append(findings.Items, f.sentence(d.voice))
	}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("What the figures say")}, document.Prose{Paragraphs: []document.Paragraph{findings}})
	blocks = append(blocks, pairs(d.diveCharts(figs, dive.Breakdowns))...)
	if p := d.part("Deep dive"); p != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("What lies behind them")}, document.Prose{Paragraphs: p})
	}
	if p := d.part("Case study"); p != nil {
		blocks = append(blocks, document.Callout{Tone: document.Tint, Title: "A family’s experience", Body: p})
	}
	return []document.Page{{Title: dive.Question, Blocks: blocks}}
}

// diveCharts are the course of each figure and its groups in turn: what happened
// before who is most concerned.
func (d *draft) diveCharts(figs []*figure, lists []string) []document.Chart {
	var over, cuts []document.Chart
	for _, f := range figs {
		c := f.controlChart(document.W84)
		if c == nil || !f.inYear() {
			c = f.trendChart(d.voice, document.W84)
		}
		if c != nil {
			over = append(over, *c)
		}
		for _, list := range lists {
			if c := f.breakdown(list, document.W84); c != nil {
				cuts = append(cuts, *c)
			}
		}
	}
	// Half of the room is for the groups, as far as there are any.
	groups := min(len(cuts), max(mostDiveCharts/2, mostDiveCharts-len(over)))
	out := append(over[:min(len(over), mostDiveCharts-groups)], cuts[:groups]...)
	for n := range out {
		out[n].ID, out[n].Level = "dive-"+strconv.Itoa(n+1), 2
		if out[n].Table != nil {
			t := *out[n].Table
			t.ID = "table-dive-" + strconv.Itoa(n+1)
			out[n].Table = &t
		}
	}
	return out
}

// pairs set charts two to a row.
func pairs(charts []document.Chart) []document.Block {
	var out []document.Block
	for n := 0; n < len(charts); n += 2 {
		c := document.Columns{LeftSpan: 3, Left: []document.Block{charts[n]}}
		if n+1 < len(charts) {
			c.Right = []document.Block{charts[n+1]}
		}
		out = append(out, c)
	}
	return out
}
