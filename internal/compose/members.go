package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// statutoryFirst keeps the measures set by law in front: members must see them
// even when they are bad.
func (p *place) statutoryFirst(figs []*figure) []*figure {
	var law, rest []*figure
	for _, f := range figs {
		if f.as.Rating.Statutory.Known {
			law = append(law, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(law, rest...)
}

// public leaves out what members' and forum packs may not print: counts from
// 1 to 9 and rates on them.
func public(figs []*figure) []*figure {
	var out []*figure
	for _, f := range figs {
		if !f.smallCount() && f.def.Suppression != "S4" {
			out = append(out, f)
		}
	}
	return out
}

func membersGlance(d *draft) []document.Page {
	figs := d.chosen(d.place.statutoryFirst(public(d.place.headlines("M", 6))))
	if len(figs) == 0 {
		return nil
	}
	title := d.approvedTitle()
	if title == "" {
		title = "SEND in " + d.place.area.Name + ": " + lower(d.countsTitle(figs))
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	if t := d.part("At a glance"); t != nil {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: t})
	} else {
		blocks = append(blocks, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(
			"This briefing is about children and young people with special educational needs and disabilities (SEND) in " + d.place.area.Name +
				". Some have an education, health and care plan (EHC plan), which says by law what help they must get.")}}})
	}
	tiles := document.KeyFigures{Sentences: true}
	for _, f := range figs {
		tiles.Items = append(tiles.Items, d.memberTile(f))
	}
	blocks = append(blocks, tiles)
	if m := d.messages(figs); len(m) > 0 {
		blocks = append(blocks, document.Numbered{Title: upper(number(len(m))) + " " + plainPlural(len(m), "message", "messages"), Items: m})
	}
	if t := d.part("What we ask of members"); t != nil {
		blocks = append(blocks, document.Callout{Tone: document.Own, Title: "What we ask of members", Body: t})
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// part is a section of the pack's narrative, nil when nobody wrote it.
func (d *draft) part(heading string) []document.Paragraph {
	n := d.place.narrative(d.layout.ID)
	if n == nil && d.layout.TwinOf != "" {
		n = d.place.narrative(d.layout.TwinOf)
	}
	if n == nil {
		return nil
	}
	s := under(n.sections, heading)
	if s == nil {
		return nil
	}
	return speaker{d.place, d.voice, nil}.paragraphs(s.body)
}

func (d *draft) memberTile(f *figure) document.KeyFigure {
	v := d.voice.in(f, f.as.Result.Value)
	k := document.KeyFigure{Title: f.short(), Subtitle: f.period().Label, Value: v}
	if f.def.Unit == quantity.Percent {
		k.UnitText = "%"
	}
	if r := f.as.Rating; r.RAG != "not-rated" {
		k.Rating = f.goalPhrase()
	}
	if !f.known() {
		k.Missing = f.missingWords()
		k.Sentence = text(upper(f.noun()), ", ", memberVoice.nominal(f.period()), ".")
		return k
	}
	if f.def.Words.Of != "" {
		k.Sentence = text(f.def.Words.Of, ", ", memberVoice.nominal(f.period()), ". ")
	} else {
		k.Sentence = text(strings.TrimSpace(f.unitWords()+" "), " ", lower(f.def.Title), ", ", memberVoice.nominal(f.period()), ". ")
	}
	if m := f.moved(d.voice); m != nil {
		k.Sentence = append(k.Sentence, bold(append(capitalised(m), text(". ")...))...)
	}
	switch {
	case f.as.Rating.Statutory.Known && f.as.Rating.Statutory.Number == 100:
		k.Sentence = append(k.Sentence, text("The law says all.")...)
	case f.as.SN.N >= f.as.SN.Min && f.def.Measure != "count" && f.as.SN.Benchmark.Known:
		k.Sentence = append(k.Sentence, text("Similar areas: ", d.voice.in(f, f.as.SN.Benchmark), ".")...)
	case f.as.England.Benchmark.Known && f.def.Measure != "count":
		k.Sentence = append(k.Sentence, text("England: ", d.voice.in(f, f.as.England.Benchmark), ".")...)
	}
	return k
}

// messages are one good, one bad and one to watch, as far as the figures
// support them; approved messages replace them.
func (d *draft) messages(figs []*figure) []document.NumberedItem {
	if n := d.place.narrative(d.layout.ID); n != nil {
		if s := under(n.sections, "Three messages"); s != nil {
			return d.numbered(s, 3)
		}
	}
	var out []document.NumberedItem
	used := map[*figure]bool{}
	pick := func(lead string, fits func(*figure) bool) {
		for _, f := range figs {
			if f.known() && !f.as.TooFew() && !used[f] && fits(f) {
				used[f] = true
				out = append(out, document.NumberedItem{Lead: text(lead + " "), Rest: f.sentence(d.voice)})
				return
			}
		}
	}
	bad := func(f *figure) bool {
		return f.as.Rating.RAG == "red" || f.as.SN.Outcome == assess.Worse || f.changeVerb() == "Worsened"
	}
	good := func(f *figure) bool { return f.changeVerb() == "Improved" || f.as.SN.Outcome == assess.Better }
	pick("Good news:", func(f *figure) bool { return good(f) && !bad(f) })
	pick("Better, but not good enough:", func(f *figure) bool { return f.changeVerb() == "Improved" && bad(f) })
	pick("Not good enough:", bad)
	for _, lead := range []string{"To watch:", "To watch as well:", "And:"} {
		before := len(out)
		if before == 3 {
			break
		}
		pick(lead, func(f *figure) bool { return !f.stale() })
		if len(out) == before {
			break
		}
	}
	return out
}

func plainPlural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func membersTrends(d *draft) []document.Page {
	var charts []document.Chart
	for _, f := range d.chosen(d.place.statutoryFirst(public(d.place.headlines("M", 8)))) {
		c := f.trendChart(d.voice, document.W84)
		if c == nil || len(charts) == 4 {
			continue
		}
		c.ID, c.Source = "trend-"+f.def.ID, ""
		c.Subtitle = joinNotes(upper(f.noun())+".", f.lawNote(), startNote(c.Spec.(document.TrendSpec).Axis, f.def.Unit))
		charts = append(charts, *c)
	}
	if len(charts) == 0 {
		return nil
	}
	title := d.page.Title
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	for n := 0; n+1 < len(charts); n += 2 {
		blocks = append(blocks, document.Columns{LeftSpan: 3, Left: []document.Block{charts[n]}, Right: []document.Block{charts[n+1]}})
	}
	if len(charts)%2 == 1 {
		last := charts[len(charts)-1]
		last.Width = document.W174
		blocks = append(blocks, last)
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(d.trendNote())}}})
	for _, h := range []string{"What is driving this"} {
		if t := d.part(h); t != nil {
			blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(h)}, document.Prose{Paragraphs: t})
		}
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// membersDoing is what people wrote about action, money and what comes next;
// no page where nobody wrote anything.
func membersDoing(d *draft) []document.Page {
	var blocks []document.Block
	if t := d.doing(); t != nil {
		blocks = append(blocks, *t)
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

func (d *draft) trendNote() string {
	note := "Scales that do not start at zero say so."
	if t := d.place.setTitle(); t != "" {
		note = "Similar areas: the councils most like " + d.place.area.Name + " (" + t + "), average of those with figures. " + note
	}
	return note
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

func membersQuestions(d *draft) []document.Page {
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}}
	blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: d.questions()}}})
	if c := d.place.contact(); c != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Who to contact")}, *c)
	}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Words used here")}, glossaryFor("M", 10),
		document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(d.sourceLine())}}})
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

// questions come from what the figures show, then from the standing themes of
// the Ombudsman and the Local Government Association (audiences note §2).
func (d *draft) questions() []document.Text {
	var out []document.Text
	for _, f := range public(d.place.forAudience("M", false)) {
		if !f.known() || len(out) >= 4 {
			continue
		}
		v := d.voice.in(f, f.as.Result.Value)
		switch {
		case f.as.Rating.Statutory.Known && f.as.Rating.RAG == "red":
			out = append(out, text("The law expects ", f.goal(f.as.Rating.Statutory), " and the figure is ", v, " ("+lower(f.short())+"). When will it be met, and what happens to families until then?"))
		case f.changeVerb() == "Worsened":
			out = append(out, text(upper(f.short()), " got worse, to ", v, ". Do we know why, and is it the same elsewhere?"))
		case f.as.SN.Outcome == assess.Worse:
			out = append(out, text("Similar areas do better on "+lower(f.short())+" (", d.voice.in(f, f.as.SN.Benchmark), " against ", v, "). What can we learn from them?"))
		}
	}
	for _, q := range []string{
		"How do we check that the help written in plans is given?",
		"How many children are out of school or on part-time timetables, and who keeps count?",
		"Do the council, schools and the NHS use one agreed set of figures?",
	} {
		if len(out) < 6 {
			out = append(out, document.Plain(q))
		}
	}
	return out
}

// sourceLine names the publications in one sentence.
func (d *draft) sourceLine() string {
	t := d.place.sourcesTable(d.place.statutoryFirst(public(d.place.headlines("M", 8))))
	var names []string
	for _, r := range t.Groups[0].Rows {
		names = append(names, r.Cells[0].Text.String())
	}
	s := "Sources: " + strings.Join(names, "; ") + ". Figures are final unless we say so. Counts under 10 are not shown."
	if d.place.in.Project.Fictional {
		s += " All places and figures are fictional."
	}
	return s
}
