package compose

import (
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// families are the figures for the forum: no small counts, no provisional
// figures, and a percentage that can be said as so many out of ten first.
func (d *draft) families() []*figure {
	var out []*figure
	for _, f := range d.place.statutoryFirst(public(d.place.headlines("P", 8))) {
		if !f.provisional() {
			out = append(out, f)
		}
	}
	return out
}

func forumOpening(d *draft) []document.Page {
	pr := d.place.in.Project
	lede := "This tells you how the council, schools and the NHS did."
	if t := d.part("What this is"); t != nil {
		lede = paragraphsText(t)
	}
	kicker := d.place.area.Name
	if pr.Edition != "" {
		kicker += ", " + lower(pr.Edition)
	}
	blocks := []document.Block{document.Cover{Band: true, Kicker: kicker, Title: d.layout.Title, Subtitle: lede}}
	figs := d.families()
	if items := d.familyThings(figs); len(items) > 0 {
		blocks = append(blocks, document.Numbered{Title: upper(number(len(items))) + " " + plainPlural(len(items), "thing", "things") + " to know", Discs: true, Items: items})
	}
	well, not := d.wellAndNot(figs)
	if len(well)+len(not) > 0 {
		blocks = append(blocks, document.Columns{LeftSpan: 3,
			Left:  []document.Block{document.MarkedList{Title: "What is going well", Items: well}},
			Right: []document.Block{document.MarkedList{Title: "What is not good enough yet", Items: not}}})
	}
	if c := d.helpNow(); c != nil {
		blocks = append(blocks, *c)
	}
	return []document.Page{{Title: d.layout.Title, Bare: true, Blocks: blocks}}
}

func paragraphsText(ps []document.Paragraph) string {
	var parts []string
	for _, p := range ps {
		parts = append(parts, p.Text.String())
	}
	return strings.Join(parts, " ")
}

func (d *draft) familyThings(figs []*figure) []document.NumberedItem {
	n := d.place.narrative(d.layout.ID)
	if n == nil && d.layout.TwinOf != "" {
		n = d.place.narrative(d.layout.TwinOf)
	}
	if n != nil {
		if s := under(n.sections, "Three things to know"); s != nil {
			return d.numbered(s, 3)
		}
	}
	ranked := append([]*figure(nil), figs...)
	sort.SliceStable(ranked, func(a, b int) bool { return ranked[a].weight() > ranked[b].weight() })
	var out []document.NumberedItem
	for _, f := range ranked {
		if len(out) < 3 && f.known() {
			out = append(out, document.NumberedItem{Lead: f.familySentence()})
		}
	}
	return out
}

// familySentence is short: what, how much, and whether it moved.
func (f *figure) familySentence() document.Text {
	t := f.outOfTen()
	if m := f.familyMove(); m != nil {
		t = append(t, text(" ")...)
		t = append(t, m...)
	}
	return append(t, text(f.widerNote())...)
}

// outOfTen is "6 out of 10 new plans were finished in 20 weeks." or the plain
// figure where there is no such phrase.
func (f *figure) outOfTen() document.Text {
	q := familyVoice.in(f, f.as.Result.Value)
	if n, ok := f.value().OutOfTen(); ok && f.def.Words.OutOfTen != "" {
		return text(aboutTenths(f.value()), said{f.value(), strconv.Itoa(n) + " out of 10"}, " ", strings.TrimSuffix(f.def.Words.OutOfTen, "."), " (", q, ").")
	}
	if f.def.Measure == "count" && f.def.Words.Of != "" {
		return capitalised(text(q, " ", strings.TrimSuffix(f.def.Words.Of, "."), " ", familyVoice.when(f.period()), "."))
	}
	return text(upper(f.topic()), ": ", q, f.unitWords(), ".")
}

// aboutTenths goes before "6 out of 10": a row of ten people is a rounding, and
// says so; one person never stands for fewer than half of one in ten.
func aboutTenths(q quantity.Quantity) string {
	n := q.Value.Number
	switch {
	case n > 0 && n < 5:
		return "Fewer than "
	case n > 95 && n < 100:
		return "More than "
	case n/10 == float64(int(n/10)):
		return ""
	}
	return "About "
}

func (f *figure) topic() string {
	if f.def.Words.Topic != "" {
		return f.def.Words.Topic
	}
	return f.def.Title
}

// familyMove is the change in families' words.
func (f *figure) familyMove() document.Text {
	c := f.as.Change
	if !c.Value.Known || familyVoice.hides(f.previous()) {
		return nil
	}
	old := familyVoice.in(f, c.Previous)
	switch {
	case c.Result == assess.NoChange || familyVoice.same(f, c.Previous, f.as.Result.Value):
		return text("This is about the same as ", familyVoice.when(c.Period), ".")
	}
	return text("It was ", old, " ", familyVoice.when(c.Period), ".")
}

// familyWord is better, about the same, worse or no comparison, with its mark.
func (f *figure) familyWord() (document.Mark, string) {
	switch f.changeVerb() {
	case "Improved":
		return document.Better, "Better"
	case "Worsened":
		return document.Worse, "Worse"
	case "About the same":
		return document.Similar, "About the same"
	}
	// Not tested: the number's direction, without a word of praise or blame.
	switch f.changeMark() {
	case document.Up:
		return document.Up, "Gone up"
	case document.Down:
		return document.Down, "Gone down"
	case document.Level:
		return document.Level, "No change"
	}
	return document.NoComparison, "Cannot compare"
}

// wellAndNot sorts figures into going well and not good enough yet: by a
// tested change, by a tested comparison with areas like ours, or by the goal.
func (d *draft) wellAndNot(figs []*figure) (well, not []document.MarkedItem) {
	for _, f := range figs {
		if f.def.Polarity != "high" && f.def.Polarity != "low" {
			continue
		}
		item := document.MarkedItem{Text: d.familyLine(f)}
		item.Mark, item.Word = f.familyWord()
		switch {
		case !f.known():
			item.Mark, item.Word = document.Pending, "No new data"
			item.Text = text(f.topic(), ". ", f.missingWords(), ".")
			not = append(not, item)
		case f.changeVerb() == "Improved":
			well = append(well, item)
		case f.changeVerb() == "Worsened":
			not = append(not, item)
		case f.as.SN.Outcome == assess.Better:
			item.Mark, item.Word = document.Better, "Better than areas like ours"
			well = append(well, item)
		case f.as.SN.Outcome == assess.Worse:
			item.Mark, item.Word = document.Worse, "Worse than areas like ours"
			not = append(not, item)
		case f.as.Rating.RAG == "green":
			item.Text = append(item.Text, f.ourGoal()...)
			well = append(well, item)
		case f.as.Rating.RAG == "red":
			item.Text = append(item.Text, f.ourGoal()...)
			not = append(not, item)
		}
	}
	nothing := []document.MarkedItem{{Mark: document.NoComparison, Word: "Nothing we can show", Text: text("These figures do not tell us.")}}
	if len(well) == 0 {
		well = nothing
	}
	if len(not) == 0 {
		not = nothing
	}
	return firstItems(well, 3), firstItems(not, 3)
}

// ourGoal names the goal that a figure is well or badly placed against, so that
// "gone up" among what is not good enough is understood.
func (f *figure) ourGoal() document.Text {
	if !f.as.Rating.Goal.Known {
		return nil
	}
	return text(" Our goal is ", f.goal(f.as.Rating.Goal), ".")
}

func firstItems(in []document.MarkedItem, n int) []document.MarkedItem {
	if len(in) > n {
		return in[:n]
	}
	return in
}

func (d *draft) familyLine(f *figure) document.Text {
	if !f.known() {
		return nil
	}
	t := text(f.topic(), ": ", d.voice.in(f, f.as.Result.Value), f.unitWords())
	c := f.as.Change
	if c.Value.Known && c.Result != assess.NoChange && !d.voice.hides(f.previous()) && !d.voice.same(f, c.Previous, f.as.Result.Value) {
		way := ", up from "
		if c.Value.Number < 0 {
			way = ", down from "
		}
		t = append(t, text(way, d.voice.in(f, c.Previous))...)
	}
	return append(t, text(".")...)
}

func (d *draft) helpNow() *document.Callout {
	c := d.place.in.Project.Contacts
	if c.HelpPhone == "" && c.Help == "" {
		return nil
	}
	t := text(strong("Need help now?"), " Ring ", c.Help)
	if c.HelpPhone != "" {
		t = append(t, text(": ", noBreak(c.HelpPhone))...)
	}
	t = append(t, text(". Ask there for large print, other languages or British Sign Language.")...)
	return &document.Callout{Tone: document.Own, Body: []document.Paragraph{{Text: t}}}
}

// forumTopics are at most three topic blocks a page.
func forumTopics(d *draft) []document.Page {
	var figs []*figure
	for _, f := range d.families() {
		if _, ok := f.value().OutOfTen(); ok && f.def.Words.OutOfTen != "" {
			figs = append(figs, f)
		}
	}
	figs = d.chosen(figs)
	var pages []document.Page
	for n, f := range figs {
		if n%3 == 0 {
			title := d.page.Title
			if n > 0 {
				title += ", continued"
			}
			pages = append(pages, document.Page{Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}})
		}
		last := &pages[len(pages)-1]
		last.Blocks = append(last.Blocks, d.topic(f))
	}
	return pages
}

func (d *draft) topic(f *figure) document.Panel {
	mark, word := f.familyWord()
	switch word {
	case "Better", "Worse":
		word += " than " + familyVoice.nominal(f.as.Change.Period)
	case "About the same":
		word += " as " + familyVoice.nominal(f.as.Change.Period)
	case "Gone up", "Gone down", "No change":
		word += " since " + familyVoice.nominal(f.as.Change.Period)
	}
	n, _ := f.value().OutOfTen()
	p := document.Panel{Style: document.Topic, ID: "topic-" + f.def.ID, Title: f.topic(), Verdict: document.Marked{Mark: mark, Text: text(word)},
		Big: text(bigTenths(f.value()), said{f.value(), strconv.Itoa(n) + " out of 10"}), Under: strings.TrimSuffix(f.def.Words.OutOfTen, "."),
		Chart: &document.Chart{ID: "people-" + f.def.ID, Bare: true, Width: document.W84, Headline: f.topic(), Alt: strconv.Itoa(n) + " out of 10", Spec: document.PeopleSpec{Filled: n}}}
	found := text("It was ", d.voice.in(f, f.as.Result.Value), " ", d.voice.when(f.period()))
	if m := f.moved(d.voice); m != nil {
		found = append(found, text(", ", m)...)
	}
	found = append(found, text(".", f.widerNote(), " ")...)
	switch n := f.as.SN; {
	case n.N >= n.Min && n.Benchmark.Known:
		found = append(found, text("In areas like ours it was ", d.voice.in(f, n.Benchmark), ".")...)
	case n.N == 0:
		found = append(found, text("There is no figure for other areas.")...)
	default:
		found = append(found, text("Too few areas like ours have a figure.")...)
	}
	if b := f.as.Rating.Statutory; b.Known && b.Number == 100 {
		found = append(found, text(" The law says all.")...)
	}
	p.Parts = []document.Part{{Label: "What we found", Text: found}}
	e := d.place.about(f, "P")
	for _, prompt := range []string{"What this means for families", "What happens next"} {
		var t document.Text
		if e != nil {
			if s := under(e.sections, prompt); s != nil {
				t = speaker{d.place, d.voice, f}.oneLine(s)
			}
		}
		if t == nil && prompt == "What this means for families" && f.def.Words.Good != "" {
			t = text(f.def.Words.Good)
		}
		if t == nil && f.as.Rating.Goal.Known && prompt == "What happens next" {
			t = text("Our goal is ", f.goal(f.as.Rating.Goal), by(f.as.Rating.By), ".")
		}
		if t != nil {
			p.Parts = append(p.Parts, document.Part{Label: prompt, Text: t})
		}
	}
	return p
}

// bigTenths is aboutTenths where the figure stands alone in large type: only
// what would be wrong without it.
func bigTenths(q quantity.Quantity) string {
	if w := aboutTenths(q); w != "About " {
		return w
	}
	return ""
}

func by(when string) string {
	if when == "" {
		return ""
	}
	return " by " + when
}

func forumHelp(d *draft) []document.Page {
	c := d.place.in.Project.Contacts
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)},
		document.Heading{Level: 2, Text: document.Plain("Words explained")}, glossaryFor("P", 10)}
	if t := d.part("Where to get help"); t != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Where to get help")}, document.Prose{Paragraphs: t})
	} else if c.Help != "" {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Where to get help")},
			document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(upper(c.Help) + ": " + noBreak(c.HelpPhone) + ".")}}})
	} else {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Where to get help")},
			document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("Every area has a free and private information, advice and support service for families (SENDIASS). Your council’s Local Offer says how to reach it. It also lists your parent carer forum, and how to complain or appeal.")}}})
	}
	if t := d.part("How to take part"); t != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("How to take part")}, document.Prose{Paragraphs: t})
	}
	if t := d.part("When the next one comes"); t != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("When the next one comes")}, document.Prose{Paragraphs: t})
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(d.familySources())}}})
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

func (d *draft) familySources() string {
	t := d.place.sourcesTable(d.families())
	var names []string
	for _, r := range t.Groups[0].Rows {
		names = append(names, r.Cells[0].Text.String())
	}
	s := "In each row of ten people, one stands for 1 in every 10. Filled means yes. Where the numbers come from: " + strings.Join(names, "; ") + ". Very small numbers are left out, to protect children."
	if d.place.in.Project.Fictional {
		s += " All places and figures here are made up."
	}
	return s
}
