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
		if !memberVoice.withholds(f) && !f.ofFewUnknown() {
			out = append(out, f)
		}
	}
	return out
}

// fewPlans is how many plans an area has whose single year groups may be fewer
// than the display floor: a year group is about one in fifteen of them.
const fewPlans = 200

// ofFewUnknown reports a result of one year group, published without saying how
// many children it rests on, for an area so small that it may be one or two.
func (f *figure) ofFewUnknown() bool {
	switch f.def.CDC.Subdomain {
	case "attainment-destinations", "learning-employment", "transition-adulthood":
	default:
		return false
	}
	plans := f.place.byID["ehc-plans-active"]
	return f.known() && !f.as.Result.Denominator.Known && f.def.Measure != "count" &&
		plans != nil && plans.known() && plans.as.Result.Value.Number < fewPlans
}

// memberFigures are the figures that the briefing's pages choose from: what the
// law sets first, nothing that members may not see.
func (d *draft) memberFigures() []*figure {
	var out []*figure
	for _, f := range public(d.place.headlines("M", len(d.place.figures))) {
		if f.known() || f.def.Audiences["M"] == "headline" {
			out = append(out, f)
		}
	}
	return d.place.statutoryFirst(out)
}

// tiles are the figures of page 1. A headline that the law sets is among them
// also where it cannot be shown: its absence must not look like good news.
func (d *draft) tiles() []*figure {
	var figs []*figure
	if len(d.place.in.Project.Headlines) > 0 {
		figs = d.chosen(d.place.statutoryFirst(public(d.place.headlines("M", 6))))
	} else {
		figs = d.chosen(d.memberFigures())
	}
	if len(d.page.Indicators) > 0 {
		return figs
	}
	for _, f := range d.place.forAudience("M", true) {
		if t := f.def.Target; t == nil || t.Kind != "statutory" || contains(figs, f) {
			continue
		}
		if most := d.page.Most; most > 0 && len(figs) >= most {
			figs = figs[:most-1]
		}
		figs = append([]*figure{f}, figs...)
	}
	return figs
}

func membersGlance(d *draft) []document.Page {
	figs := d.tiles()
	title := d.approvedTitle()
	if title == "" {
		title = "SEND in " + d.place.said() + ": " + movesTitle(figs)
	}
	if len(figs) == 0 {
		title = "SEND in " + d.place.said() + ": no figures that can be shown"
	}
	opening, m := d.memberOpening(), d.messages(figs)
	ask := d.part("What we ask of members")
	if ask == nil {
		ask = sentencePart("No decision. Questions that members may wish to ask are on the last page.")
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, document.Prose{Role: document.Lede, Paragraphs: opening}}
	tiles := document.KeyFigures{Sentences: true}
	for _, f := range figs {
		tiles.Items = append(tiles.Items, d.memberTile(f))
	}
	tiles.Items = tiles.Items[:memberTilesFit(title, opening, tiles.Items, m, ask)]
	if len(tiles.Items) > 0 {
		blocks = append(blocks, tiles)
	}
	if len(m) > 0 {
		blocks = append(blocks, document.Numbered{Title: upper(number(len(m))) + " " + plainPlural(len(m), "message", "messages"), Items: m})
	}
	blocks = append(blocks, document.Callout{Tone: document.Own, Title: "What we ask of members", Body: ask})
	return []document.Page{{Title: title, Blocks: blocks}}
}

// movesTitle counts what the tests of the last change found.
func movesTitle(figs []*figure) string {
	moves := movesOf(figs)
	if len(moves) == 0 {
		return number(len(figs)) + " headline " + plainPlural(len(figs), "figure", "figures")
	}
	return list(moves)
}

// movesOf are "one got better", "two got worse", "one stayed about the same", as
// far as there are any.
func movesOf(figs []*figure) []string {
	count := map[string]int{}
	for _, f := range figs {
		count[f.changeVerb()]++
	}
	var out []string
	for _, x := range [][2]string{{"Improved", " got better"}, {"Worsened", " got worse"}, {"About the same", " stayed about the same"}} {
		if n := count[x[0]]; n > 0 {
			out = append(out, number(n)+x[1])
		}
	}
	return out
}

// memberOpening is one paragraph: what the briefing is about, and about how many
// children.
func (d *draft) memberOpening() []document.Paragraph {
	if t := d.part("At a glance"); t != nil {
		return t
	}
	t := text("This briefing is about children and young people with special educational needs and disabilities (SEND) in "+d.place.said()+". ",
		"Some have an education, health and care plan (EHC plan), which says by law what help they must get. ")
	for _, f := range d.howMany() {
		t = append(append(t, f.statement(d.voice)...), text(". ")...)
	}
	last := &t[len(t)-1]
	last.Text = strings.TrimSuffix(last.Text, " ")
	return []document.Paragraph{{Text: t}}
}

// howMany are the counts that say how many children it is about, as far as they
// may be shown.
func (d *draft) howMany() []*figure {
	var out []*figure
	for _, id := range []string{"sen-pupils-by-school-type", "ehc-plans-active"} {
		if f := d.place.byID[id]; f != nil && f.known() && !d.voice.withholds(f) && !f.provisional() {
			out = append(out, f)
		}
	}
	return out
}

// part is a section of the pack's narrative, nil when nobody wrote it.
func (d *draft) part(heading string) []document.Paragraph {
	s := d.written(heading)
	if s == nil {
		return nil
	}
	return speaker{d.place, d.voice, nil}.paragraphs(s.body)
}

// written is a section of the pack's narrative, or of the pack's whose twin it
// is; nil when nobody wrote it.
func (d *draft) written(heading string) *section {
	n := d.place.narrative(d.layout.ID)
	if n == nil && d.layout.TwinOf != "" {
		n = d.place.narrative(d.layout.TwinOf)
	}
	if n == nil {
		return nil
	}
	return under(n.sections, heading)
}

// memberTile is value and sentence: what the number is, how it moved, and what
// it is set against.
func (d *draft) memberTile(f *figure) document.KeyFigure {
	k := document.KeyFigure{Title: f.short(), Subtitle: f.period().Label}
	when := memberVoice.nominal(f.period())
	if !f.known() || d.voice.withholds(f) {
		k.Missing = f.missingWords()
		if f.known() {
			k.Missing = "Too small to show"
		}
		k.Sentence = append(text(upper(f.noun()), ", ", when, ". "), f.expected()...)
		return k
	}
	k.Value = d.voice.in(f, f.as.Result.Value)
	if f.def.Unit == quantity.Percent {
		k.UnitText = "%"
	}
	if r := f.as.Rating; r.RAG != "not-rated" {
		k.Rating = f.goalPhrase()
	}
	switch {
	case f.def.Words.Of != "" && !f.isOne():
		k.Sentence = text(f.def.Words.Of, ", ", when, ". ")
	case f.unitWords() != "":
		k.Sentence = text(strings.TrimSpace(f.unitWords()), " (", f.noun(), "), ", when, ". ")
	default:
		k.Sentence = text(upper(f.noun()), ", ", when, ". ")
	}
	if m := f.moved(d.voice); m != nil {
		k.Sentence = append(k.Sentence, bold(append(capitalised(m), text(". ")...))...)
	}
	k.Sentence = append(append(k.Sentence, f.expected()...), text(strings.TrimPrefix(f.fewNote(d.voice), " "))...)
	return k
}

// expected is what a member's figure is set against: the law, else similar
// areas, else England; a count is set against nothing and says so.
func (f *figure) expected() document.Text {
	v := memberVoice
	switch t := f.def.Target; {
	case t != nil && t.Kind == "statutory" && t.Value != nil && *t.Value == 100:
		return text("The law says all. ")
	case f.def.Measure == "count":
		return text("Areas differ in size, so counts are not compared. ")
	case !f.comparable():
		return nil
	case f.as.SN.N >= f.as.SN.Min && f.as.SN.Benchmark.Known:
		return text("Similar areas: ", v.in(f, f.as.SN.Benchmark), ". ")
	case f.as.England.Benchmark.Known:
		return text("England: ", v.in(f, f.as.England.Benchmark), ". ")
	}
	return text("No figure elsewhere. ")
}

// messages are one good, one bad and one to watch, as far as the figures
// support them; approved messages replace them.
func (d *draft) messages(figs []*figure) []document.NumberedItem {
	if s := d.written("Three messages"); s != nil {
		return d.numbered(s, 3)
	}
	m := messenger{d: d, figs: figs, used: map[*figure]bool{}}
	m.pick("Good news:", func(f *figure) bool { return f.doesWell() && !f.doesBadly() })
	if len(m.out) == 0 {
		m.pick("Better, but not good enough:", func(f *figure) bool { return f.changeVerb() == "Improved" && f.doesBadly() })
	}
	if len(m.out) == 0 && len(figs) > 0 {
		m.out = append(m.out, document.NumberedItem{Lead: text("No good news to report: "),
			Rest: text("none of these figures got better by more than chance, or is better than in similar areas.")})
	}
	m.pick("Not good enough:", (*figure).doesBadly)
	m.pick("To watch:", func(f *figure) bool { return !f.doesBadly() && !f.doesWell() })
	m.pick("Also not good enough:", (*figure).doesBadly)
	m.pick("More good news:", (*figure).doesWell)
	m.pick("To watch as well:", func(*figure) bool { return true })
	return m.out
}

// doesBadly reports a figure that misses what it is rated against, got worse or
// is worse than in similar areas.
func (f *figure) doesBadly() bool {
	return f.as.Rating.RAG == "red" || f.as.SN.Outcome == assess.Worse || f.changeVerb() == "Worsened"
}

// doesWell reports a figure that a test found better than before or elsewhere.
func (f *figure) doesWell() bool {
	return f.changeVerb() == "Improved" || f.as.SN.Outcome == assess.Better
}

// messenger collects messages, one figure in one of them, three in all.
type messenger struct {
	d    *draft
	figs []*figure
	used map[*figure]bool
	out  []document.NumberedItem
}

func (m *messenger) pick(lead string, fits func(*figure) bool) {
	for _, f := range m.figs {
		if len(m.out) < 3 && f.known() && !m.d.voice.withholds(f) && !f.as.TooFew() && !f.stale() && !m.used[f] && fits(f) {
			m.used[f] = true
			m.out = append(m.out, document.NumberedItem{Lead: text(lead + " "), Rest: f.sentence(m.d.voice)})
			return
		}
	}
}

func plainPlural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
