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
// figures; the project's own list first, else what the law sets and what was
// chosen for families, then everything else that they may see.
func (d *draft) families() []*figure {
	var out []*figure
	for _, f := range public(d.place.headlines("P", len(d.place.figures))) {
		if !f.provisional() {
			out = append(out, f)
		}
	}
	return out
}

// leading are the figures that the opening page speaks of.
func (d *draft) leading() []*figure {
	figs := d.families()
	return figs[:min(len(figs), 8)]
}

// at is the draft as it stands on another page of the layout.
func (d *draft) at(section string) *draft {
	c := *d
	for _, p := range d.layout.Pages {
		if p.Section == section {
			c.page = p
			break
		}
	}
	return &c
}

func forumOpening(d *draft) []document.Page {
	pr := d.place.in.Project
	lede := "This tells you how the council, schools and the NHS are doing. It is made from published figures."
	if n := d.place.narrative("parent-carer"); n == nil || n.Checked == "" {
		lede += " Your parent carer forum has not checked it yet."
	}
	if t := d.part("What this is"); t != nil {
		lede = paragraphsText(t)
	}
	kicker := d.place.area.Name
	if pr.Edition != "" {
		kicker += ", " + lower(pr.Edition)
	}
	blocks := []document.Block{document.Cover{Band: true, Kicker: kicker, Title: d.layout.Title, Subtitle: lede}}
	items := d.familyThings(d.leading())
	if len(items) > 0 {
		blocks = append(blocks, document.Numbered{Title: upper(number(len(items))) + " " + plainPlural(len(items), "thing", "things") + " to know", Discs: true, Items: items})
	} else {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(d.noFigures())}}})
	}
	if well, not := d.wellAndNot(d.families()); len(well)+len(not) > 0 {
		blocks = append(blocks, document.Columns{LeftSpan: 3,
			Left:  []document.Block{document.MarkedList{Title: "What is going well", Items: familyItemsFit(orNothing(well), lede, items)}},
			Right: []document.Block{document.MarkedList{Title: "What is not good enough yet", Items: familyItemsFit(orNothing(not), lede, items)}}})
	}
	blocks = append(blocks, d.helpNow())
	return []document.Page{{Title: d.layout.Title, Bare: true, Blocks: blocks}}
}

// noFigures is what stands in place of findings where an area has none that may
// be shown.
func (d *draft) noFigures() string {
	return "We have no figures that we can show for " + d.place.said() + ". Few children live here, and a small number could point to one of them. The last page says where to get help."
}

func paragraphsText(ps []document.Paragraph) string {
	var parts []string
	for _, p := range ps {
		parts = append(parts, p.Text.String())
	}
	return strings.Join(parts, " ")
}

// familyThings are the approved three things, else those that matter most.
func (d *draft) familyThings(figs []*figure) []document.NumberedItem {
	if s := d.written("Three things to know"); s != nil {
		return d.numbered(s, 3)
	}
	var out []document.NumberedItem
	for _, f := range d.thingFigures(figs) {
		out = append(out, document.NumberedItem{Lead: f.familySentence()})
	}
	return out
}

// thingFigures are the three figures with the most to tell, nil where people
// wrote the three things themselves.
func (d *draft) thingFigures(figs []*figure) []*figure {
	if d.written("Three things to know") != nil {
		return nil
	}
	ranked := append([]*figure(nil), figs...)
	sort.SliceStable(ranked, func(a, b int) bool { return ranked[a].weight() > ranked[b].weight() })
	var out []*figure
	for _, f := range ranked {
		if len(out) < 3 && f.known() {
			out = append(out, f)
		}
	}
	return out
}

// familySentence is a few short sentences: what, how much and since when, and
// how it stands beside areas like ours.
func (f *figure) familySentence() document.Text {
	if !f.known() {
		return f.missingSentence(familyVoice)
	}
	t := f.outOfTen()
	few := f.fewNote(familyVoice)
	if few != "" {
		t = append(t, text(few)...)
	} else {
		t = append(t, f.besideOthers(familyVoice)...)
	}
	return append(t, text(f.brokenNote(familyVoice), f.widerNote())...)
}

// outOfTen is "6 out of 10 new plans were finished in 20 weeks. It was 58% in
// 2024, up from 46% in 2023.", or the plain fact where there is no such phrase.
func (f *figure) outOfTen() document.Text {
	v := familyVoice
	q, m := v.in(f, f.as.Result.Value), f.moved(v)
	if n, ok := f.value().OutOfTen(); ok && f.def.Words.OutOfTen != "" {
		t := text(aboutTenths(f.value()), said{f.value(), strconv.Itoa(n) + " out of 10"}, " ", strings.TrimSuffix(f.def.Words.OutOfTen, "."), ". It was ", q, " ", v.when(f.period()))
		if m != nil {
			t = append(t, text(", ", m)...)
		}
		return append(t, text(".")...)
	}
	t := text(upper(f.topic()), ": ", q, f.unitWords(), " ", v.when(f.period()), ".")
	if f.def.Words.Of != "" && !f.isOne() {
		t = append(f.statement(v), text(".")...)
	}
	if m := f.familyMove(); m != nil {
		t = append(append(t, text(" ")...), m...)
	}
	return t
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
	m := f.moved(familyVoice)
	if m == nil {
		return nil
	}
	if c := f.as.Change; c.Result != assess.NoChange && !familyVoice.same(f, c.Previous, f.as.Result.Value) {
		return text("It was ", familyVoice.in(f, c.Previous), " ", familyVoice.when(c.Period), ".")
	}
	return text("This is ", m, ".")
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
	return document.NoComparison, "Nothing to compare with"
}

// verdict is familyWord with what it is compared with.
func (f *figure) familyVerdict() (document.Mark, string) {
	mark, word := f.familyWord()
	switch word {
	case "Better", "Worse":
		word += " than " + familyVoice.nominal(f.as.Change.Period)
	case "About the same":
		word += " as " + familyVoice.nominal(f.as.Change.Period)
	case "Gone up", "Gone down", "No change":
		word += " since " + familyVoice.nominal(f.as.Change.Period)
	case "Nothing to compare with":
		word = "Not compared with earlier"
	}
	return mark, word
}

// standing says where a figure belongs on the opening page.
type standing int

const (
	neither standing = iota
	goingWell
	notYet
)

// familyStanding sorts a figure by a tested change, then by a tested comparison
// with areas like ours, then by the law or our goal; the words say by which.
func (f *figure) familyStanding() (standing, document.MarkedItem) {
	item := document.MarkedItem{Text: f.familyLine()}
	if !f.known() || f.as.TooFew() || f.def.Polarity != "high" && f.def.Polarity != "low" {
		return neither, item
	}
	item.Mark, item.Word = f.familyVerdict()
	beside := func() {
		item.Text = append(item.Text, text(" Areas like ours: ", familyVoice.in(f, f.as.SN.Benchmark), ".")...)
	}
	switch {
	case f.changeVerb() == "Worsened":
		return notYet, item
	case f.changeVerb() == "Improved" && f.as.SN.Outcome != assess.Worse:
		return goingWell, item
	case f.as.SN.Outcome == assess.Better:
		item.Mark, item.Word = document.Better, "Better than areas like ours"
		beside()
		return goingWell, item
	case f.as.SN.Outcome == assess.Worse:
		item.Mark, item.Word = document.Worse, "Not as good as areas like ours"
		beside()
		return notYet, item
	}
	switch f.as.Rating.RAG {
	case "green":
		item.Text = append(item.Text, f.ourGoal()...)
		return goingWell, item
	case "red":
		item.Text = append(item.Text, f.ourGoal()...)
		return notYet, item
	}
	return neither, item
}

// wellAndNot are what is going well and what is not good enough yet, at most
// three each.
func (d *draft) wellAndNot(figs []*figure) (well, not []document.MarkedItem) {
	for _, f := range d.sorted(figs, goingWell) {
		_, item := f.familyStanding()
		well = append(well, item)
	}
	for _, f := range d.sorted(figs, notYet) {
		_, item := f.familyStanding()
		not = append(not, item)
	}
	return well, not
}

// sorted are the first three figures that stand where asked.
func (d *draft) sorted(figs []*figure, where standing) []*figure {
	var out []*figure
	for _, f := range figs {
		if s, _ := f.familyStanding(); s == where && len(out) < 3 && !f.stale() {
			out = append(out, f)
		}
	}
	return out
}

// orNothing says that a list is empty instead of leaving a title alone.
func orNothing(items []document.MarkedItem) []document.MarkedItem {
	if len(items) > 0 {
		return items
	}
	return []document.MarkedItem{{Mark: document.NoComparison, Word: "Nothing we can be sure of", Text: text("The figures we have do not show it.")}}
}

// ourGoal names what a figure is well or badly placed against, so that "gone
// up" among what is not good enough is understood.
func (f *figure) ourGoal() document.Text {
	switch r := f.as.Rating; {
	case r.Goal.Known:
		return text(" Our goal is ", f.goal(r.Goal), ".")
	case r.Statutory.Known && r.Statutory.Number == 100:
		return text(" The law says all.")
	case r.Basis == "sn":
		return f.likeOurs()
	}
	return nil
}

// likeOurs is the figure of areas like ours, nil where it may not be compared.
func (f *figure) likeOurs() document.Text {
	n := f.as.SN
	if n.N < n.Min || n.N == 0 || !n.Benchmark.Known || f.def.Measure == "count" || !f.comparable() {
		return nil
	}
	return text(" In areas like ours it was ", familyVoice.in(f, n.Benchmark), ".")
}

// familyLine is topic, figure and change in a few words.
func (f *figure) familyLine() document.Text {
	if !f.known() {
		return nil
	}
	v, c := familyVoice, f.as.Change
	t := text(f.topic(), ": ", v.in(f, f.as.Result.Value), f.unitWords())
	if c.Value.Known && c.Result != assess.NoChange && !v.hides(f.previous()) && !v.same(f, c.Previous, f.as.Result.Value) {
		way := ", up from "
		if c.Value.Number < 0 {
			way = ", down from "
		}
		t = append(t, text(way, v.in(f, c.Previous))...)
	}
	return append(t, text(".")...)
}

// helpNow is where to ring; without a project's own contacts it says how to
// find the service that every area has.
func (d *draft) helpNow() document.Callout {
	c := d.place.in.Project.Contacts
	t := text(strong("Need help now?"))
	switch {
	case c.Help != "" && c.HelpPhone != "":
		t = append(t, text(" Ring ", c.Help, ": ", noBreak(c.HelpPhone), ". Ask there for large print, other languages or British Sign Language.")...)
	case c.Help != "":
		t = append(t, text(" Ask ", c.Help, ".")...)
	default:
		t = append(t, text(" Every area has a free, private advice service for families. The last page says how to find it.")...)
	}
	return document.Callout{Tone: document.Own, Body: []document.Paragraph{{Text: t}}}
}
