package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// membersTrends are three or four charts with England and similar areas, and
// what is driving them.
func membersTrends(d *draft) []document.Page {
	figs, charts := d.trends()
	if len(charts) == 0 {
		return nil
	}
	title := d.page.Title
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Paragraphs: sentencePart(trendAnswer(figs))}}
	for n := 0; n+1 < len(charts); n += 2 {
		blocks = append(blocks, document.Columns{LeftSpan: 3, Left: []document.Block{charts[n]}, Right: []document.Block{charts[n+1]}})
	}
	if len(charts)%2 == 1 {
		last := charts[len(charts)-1]
		last.Width = document.W174
		blocks = append(blocks, last)
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: sentencePart(d.trendNote())},
		document.Heading{Level: 2, Text: document.Plain("What is driving this")}, document.Prose{Paragraphs: d.driving(figs)})
	if t := d.outlookSentence(); t != nil {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: t}}})
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// trends are the figures with a chart, those of page 1 first.
func (d *draft) trends() (figs []*figure, charts []document.Chart) {
	list := d.at("glance").tiles()
	for _, f := range d.memberFigures() {
		if !contains(list, f) {
			list = append(list, f)
		}
	}
	if len(d.page.Indicators) > 0 {
		list = d.chosen(list)
	}
	for _, f := range list {
		if len(charts) == 4 || d.page.Most > 0 && len(charts) == d.page.Most || d.voice.withholds(f) {
			continue
		}
		c := f.trendChart(d.voice, document.W84)
		if c == nil {
			continue
		}
		c.ID, c.Source = "trend-"+f.def.ID, ""
		c.Subtitle = joinNotes(upper(f.noun())+".", f.lawNote(), startNote(c.Spec.(document.TrendSpec).Axis, f.def.Unit))
		figs, charts = append(figs, f), append(charts, *c)
	}
	return figs, charts
}

// trendAnswer answers the page's question by what the tests of the last change
// found.
func trendAnswer(figs []*figure) string {
	parts := movesOf(figs)
	if len(parts) == 0 {
		return "How these figures moved cannot be tested, so it may be chance."
	}
	untested := 0
	for _, f := range figs {
		if v := f.changeVerb(); v == "" || v == "Increased" || v == "Decreased" {
			untested++
		}
	}
	if untested > 0 {
		parts = append(parts, number(untested)+" cannot be tested, so "+plainPlural(untested, "its move", "their moves")+" may be chance")
	}
	return "Set beside the period before, " + list(parts) + "."
}

// driving is what people wrote about causes: for the pack, else under each
// figure; or that nobody has.
func (d *draft) driving(figs []*figure) []document.Paragraph {
	if t := d.part("What is driving this"); t != nil {
		return t
	}
	if items := d.underEach(figs, "Why"); len(items) > 0 {
		return []document.Paragraph{{Kind: document.Bullets, Items: items}}
	}
	return sentencePart("Nobody has written here yet what is driving these figures. Figures show what happened, and not why.")
}

// underEach is what was written for members under one heading about each
// figure, led by the figure's name.
func (d *draft) underEach(figs []*figure, heading string) []document.Text {
	var out []document.Text
	for _, f := range figs {
		if e := d.place.about(f, "M"); e != nil {
			if s := under(e.sections, heading); s != nil {
				out = append(out, append(text(strong(f.short()+": ")), speaker{d.place, d.voice, f}.oneLine(s)...))
			}
		}
	}
	return out
}

func (d *draft) trendNote() string {
	note := "Scales that do not start at zero say so."
	if t := d.place.setTitle(); t != "" {
		note = "Similar areas: the councils most like " + d.place.said() + " (" + t + "), average of those with figures. " + note
	}
	return note
}

// membersDoing is what people wrote about action, money and what comes next;
// no page where nobody wrote anything.
func membersDoing(d *draft) []document.Page {
	var blocks []document.Block
	figs := d.at("glance").tiles()
	if t := d.doing(); t != nil {
		blocks = append(blocks, *t)
	} else if items := d.underEach(figs, "What we are doing"); len(items) > 0 {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: items}}})
	}
	if t := d.part("Money and risk"); t != nil {
		blocks = append(blocks, document.Callout{Tone: document.Tint, Title: "Money and risk", Body: t})
	}
	for _, h := range []string{"What families tell us", "Coming up"} {
		if t := d.part(h); t != nil {
			blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(h)}, document.Prose{Paragraphs: t})
		}
	}
	if len(blocks) == 0 {
		return nil
	}
	return []document.Page{{Title: d.page.Title, Blocks: append([]document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}}, blocks...)}}
}

// doing is the action log for members: dates first, at most five lines.
func (d *draft) doing() *document.Table {
	if d.place.in.Commentary == nil {
		return nil
	}
	t := document.Table{ID: "doing", Caption: "What we are doing, and by when", Quiet: true, Columns: []document.Column{{Title: "By when", Width: 34}, {Title: "What", Width: 76}, {Title: "How you will know", Width: 64}}}
	var g document.RowGroup
	for _, a := range d.place.in.Commentary.Actions {
		if len(g.Rows) < 5 && !strings.EqualFold(a.Status, "done") {
			when := words(longDate(a.ByWhen))
			when.Strong = true
			g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{when, words(a.What), words(a.HowWeKnow)}})
		}
	}
	if len(g.Rows) == 0 {
		return nil
	}
	t.Groups = []document.RowGroup{g}
	return &t
}
