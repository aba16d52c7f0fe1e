package compose

import (
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// forumTopics are at most three topic blocks a page, and what happens next
// where nobody has written it under a topic.
func forumTopics(d *draft) []document.Page {
	figs := d.topicFigures()
	var pages []document.Page
	for n, f := range figs {
		if n%3 == 0 {
			pages = append(pages, d.topicPage(n > 0))
		}
		last := &pages[len(pages)-1]
		last.Blocks = append(last.Blocks, d.topic(f, n == 0))
	}
	if len(pages) == 0 {
		pages = append(pages, d.topicPage(false))
	}
	last := &pages[len(pages)-1]
	if gaps := d.topicGaps(figs); gaps != nil {
		last.Blocks = append(last.Blocks, gaps...)
	}
	if note := d.nextNote(figs); note != nil {
		last.Blocks = append(last.Blocks, *note)
	}
	return pages
}

func (d *draft) topicPage(more bool) document.Page {
	title := d.page.Title
	if more {
		title += ", continued"
	}
	return document.Page{Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}}
}

// topicFigures are the figures that can be told as so many out of ten, of
// different subjects where the project did not choose them; others fill up.
func (d *draft) topicFigures() []*figure {
	var tenths, plain []*figure
	for _, f := range d.families() {
		switch _, ok := f.value().OutOfTen(); {
		case !f.known() || f.stale() || f.as.TooFew():
		case ok && f.def.Words.OutOfTen != "":
			tenths = append(tenths, f)
		case f.def.Polarity != "none":
			plain = append(plain, f)
		}
	}
	if len(d.place.in.Project.Headlines) == 0 && len(d.page.Indicators) == 0 {
		tenths = varied(tenths)
	}
	return d.chosen(append(tenths, plain...))
}

// varied puts one figure of each subject first, so that a page of three does
// not speak of one thing in three ways.
func varied(figs []*figure) []*figure {
	var first, rest []*figure
	seen := map[string]bool{}
	for _, f := range figs {
		if s := f.def.CDC.Subdomain; s != "" && seen[s] {
			rest = append(rest, f)
			continue
		}
		seen[f.def.CDC.Subdomain] = true
		first = append(first, f)
	}
	return append(first, rest...)
}

// topic is one block: what we found, what it means, what happens next.
func (d *draft) topic(f *figure, first bool) document.Panel {
	mark, word := f.familyVerdict()
	p := document.Panel{Style: document.Topic, ID: "topic-" + f.def.ID, Title: f.topic(), Verdict: document.Marked{Mark: mark, Text: text(word)}}
	if n, ok := f.value().OutOfTen(); ok && f.def.Words.OutOfTen != "" {
		p.Big, p.Under = text(bigTenths(f.value()), said{f.value(), strconv.Itoa(n) + " out of 10"}), strings.TrimSuffix(f.def.Words.OutOfTen, ".")
		p.Chart = &document.Chart{ID: "people-" + f.def.ID, Bare: true, Width: document.W84, Headline: f.topic(), Alt: strconv.Itoa(n) + " out of 10", Spec: document.PeopleSpec{Filled: n}}
	} else {
		p.Big, p.Under = text(d.voice.in(f, f.as.Result.Value)), f.underPlain()
	}
	p.Parts = []document.Part{{Label: "What we found", Text: d.found(f, first)}}
	for _, prompt := range []string{"What this means for families", "What happens next"} {
		if t := d.told(f, prompt); t != nil {
			p.Parts = append(p.Parts, document.Part{Label: prompt, Text: t})
		}
	}
	return p
}

// underPlain is what stands below a number that is no share of ten.
func (f *figure) underPlain() string {
	if f.def.Words.Of != "" && !f.isOne() {
		return f.def.Words.Of
	}
	return strings.TrimSpace(f.unitWords() + " (" + f.noun() + ")")
}

// found is the figure, its change, areas like ours and the law. The law is told
// in full once a page.
func (d *draft) found(f *figure, first bool) document.Text {
	t := text("It was ", d.voice.in(f, f.as.Result.Value), f.unitWords(), " ", d.voice.when(f.period()))
	if m := f.moved(d.voice); m != nil {
		t = append(t, text(", ", m)...)
	}
	t = append(t, text(".", f.widerNote(), f.fewNote(d.voice))...)
	switch n := f.as.SN; {
	case n.N >= n.Min && n.N > 0 && f.likeOurs() != nil:
		t = append(t, f.likeOurs()...)
	case f.def.Measure == "count":
		t = append(t, text(" Areas differ in size, so we do not compare this number.")...)
	case n.N == 0:
		t = append(t, text(" There is no figure for other areas.")...)
	default:
		t = append(t, text(" Too few areas like ours have a figure.")...)
	}
	return append(append(t, f.lawForFamilies(first, d.place.about(f, "P") == nil)...), text(f.brokenNote(d.voice))...)
}

// lawForFamilies says where the law asks for every one, and that we were late,
// where nobody wrote it below.
func (f *figure) lawForFamilies(first, alone bool) document.Text {
	r := f.as.Rating
	if !r.Statutory.Known || r.Statutory.Number != 100 || f.def.Unit != quantity.Percent {
		return nil
	}
	switch {
	case f.as.Result.Value.Number >= 100:
		return text(" The law says all, and all were on time.")
	case first && alone:
		return text(" The law says all. We were late with the rest.")
	case first:
		return text(" The law says all.")
	case alone:
		return text(" We were late with the rest here too.")
	}
	return text(" The law says all here too.")
}

// told is what people wrote under a prompt, else what the definition and the
// goals say; nil where there is nothing.
func (d *draft) told(f *figure, prompt string) document.Text {
	if e := d.place.about(f, "P"); e != nil {
		if s := under(e.sections, prompt); s != nil {
			return speaker{d.place, d.voice, f}.oneLine(s)
		}
	}
	switch {
	case prompt == "What this means for families" && f.def.Words.Good != "":
		return text(f.def.Words.Good)
	case prompt == "What happens next" && f.as.Rating.Goal.Known:
		return text("Our goal is ", f.goal(f.as.Rating.Goal), by(f.as.Rating.By), ".")
	}
	return nil
}

// nextNote says once, below the topics, that nobody has written what happens
// next; nil where each topic says it.
func (d *draft) nextNote(figs []*figure) *document.Callout {
	silent := 0
	for _, f := range figs {
		if d.told(f, "What happens next") == nil {
			silent++
		}
	}
	about := "these things"
	switch {
	case silent == 0 && len(figs) > 0:
		return nil
	case silent < len(figs):
		about = "all of these things"
	}
	return &document.Callout{Tone: document.Own, Title: "What happens next", Body: []document.Paragraph{{Text: document.Plain(
		"Nobody has written here yet what we will do about " + about + ", or by when. You can ask us. “Questions you could ask” may help.")}}}
}

// topicGaps name subjects without a figure where a page of topics is short.
func (d *draft) topicGaps(figs []*figure) []document.Block {
	if len(figs) > 1 {
		return nil
	}
	gaps := d.familyGaps(5)
	if len(gaps) == 0 {
		return nil
	}
	return []document.Block{document.Heading{Level: 2, Text: document.Plain("What we cannot show here")},
		document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("Families ask about these things too. We have no figure that we can show.")}, {Kind: document.Bullets, Items: gaps}}}}
}

// familyGaps are subjects that families ask about and that have no figure, each
// with the reason.
func (d *draft) familyGaps(most int) []document.Text {
	var out []document.Text
	seen := map[string]bool{}
	ranked := append([]*figure(nil), d.place.figures...)
	sort.SliceStable(ranked, func(a, b int) bool { return ranked[a].missedMost() > ranked[b].missedMost() })
	for _, f := range ranked {
		if len(out) == most || f.def.Retired != "" || f.def.Audiences["P"] == "" || f.def.Words.Topic == "" || seen[f.topic()] {
			continue
		}
		why := ""
		switch {
		case !f.has && f.def.CDC.PopulatedBy == "local":
			why = "not counted here yet"
		case !f.has:
			why = "no figure for our area yet"
		case familyVoice.withholds(f) || f.ofFewUnknown() || f.as.Result.Value.Symbol == quantity.Suppressed:
			why = "too few children to show safely"
		case f.provisional():
			why = "only early figures so far"
		case !f.known():
			why = lower(f.missingWords())
		default:
			continue
		}
		seen[f.topic()] = true
		out = append(out, text(f.topic(), ": ", why, "."))
	}
	return out
}

// missedMost puts what families would miss most first: their headlines, then
// what has a good direction.
func (f *figure) missedMost() int {
	switch {
	case f.def.Audiences["P"] == "headline":
		return 2
	case f.def.Polarity == "high" || f.def.Polarity == "low":
		return 1
	}
	return 0
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
