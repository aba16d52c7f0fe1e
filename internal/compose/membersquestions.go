package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// membersQuestions close the briefing: what to ask, what is missing, whom to
// ask and what words mean.
func membersQuestions(d *draft) []document.Page {
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)},
		document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: d.questions()}}}}
	if gaps := d.memberGaps(); gaps != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("What is missing here")}, document.Prose{Paragraphs: gaps})
	}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Who to contact")})
	contact, c := d.part("Who to contact"), d.place.contact()
	switch {
	case contact == nil && c == nil:
		contact = sentencePart("The clerk of your committee knows which officers answer for special educational needs and disabilities (SEND), and for this briefing.")
	case c != nil:
		contact = append(contact, c.Paragraphs...)
	}
	blocks = append(blocks, document.Prose{Paragraphs: contact},
		document.Heading{Level: 2, Text: document.Plain("Words used here")}, glossaryFor("M", 10),
		document.Prose{Role: document.Small, Paragraphs: sentencePart(d.sourceLine())})
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

// questions come from what the figures show, each kind of question once or
// twice in different words, then from the standing themes of the Ombudsman and
// the Local Government Association (audiences note §2).
func (d *draft) questions() []document.Text {
	figs := d.shownToMembers()
	var out []document.Text
	if q := d.lawQuestion(figs); q != nil {
		out = append(out, q)
	}
	out = append(out, d.worseQuestions(figs)...)
	for _, f := range figs {
		if f.known() && f.doesWell() && !f.doesBadly() && !d.voice.withholds(f) {
			out = append(out, text(upper(f.short()), ", at ", d.voice.in(f, f.as.Result.Value), f.unitWords(), ", is good news. What made the difference, and will it last?"))
			break
		}
	}
	for _, q := range []string{
		"How do we check that the help written in plans is given?",
		"How many children are out of school or on part-time timetables, and who keeps count?",
		"Do the council, schools and the NHS use one agreed set of figures?",
		"Are there enough staff to meet the dates that the law sets for assessments and reviews?",
		"What do complaints and appeals tell us, and what changed because of them?",
	} {
		if len(out) < 7 {
			out = append(out, document.Plain(q))
		}
	}
	return out
}

// lawQuestion asks once about everything that the law sets and that is not met.
func (d *draft) lawQuestion(figs []*figure) document.Text {
	var late []document.Text
	for _, f := range figs {
		r := f.as.Rating
		if f.known() && !d.voice.withholds(f) && !f.as.TooFew() && r.Statutory.Known && r.Statutory.Number == 100 && f.def.Unit == quantity.Percent && f.as.Result.Value.Number < 100 && len(late) < 3 {
			late = append(late, text(lower(f.short()), " (", d.voice.in(f, f.as.Result.Value), ")"))
		}
	}
	if len(late) == 0 {
		return nil
	}
	t := text("The law expects all of these on time: ")
	if len(late) == 1 {
		t = text("The law expects all on time: ")
	}
	for n, l := range late {
		switch {
		case n > 0 && n == len(late)-1:
			t = append(t, text(" and ")...)
		case n > 0:
			t = append(t, text(", ")...)
		}
		t = append(t, l...)
	}
	return append(t, text(". When will that be so, and what happens to families until then?")...)
}

// worseQuestions ask about at most three figures that got worse or are worse
// than in similar areas, no question twice.
func (d *draft) worseQuestions(figs []*figure) []document.Text {
	worsened := []string{". Do we know why, and is it the same elsewhere?", ". What would turn it round, and by when?"}
	behind := []string{"). What can we learn from them?", "). Have we asked the best of them how they do it?"}
	var out []document.Text
	for _, f := range figs {
		if !f.known() || d.voice.withholds(f) || f.as.TooFew() || len(out) == 3 {
			continue
		}
		v := d.voice.in(f, f.as.Result.Value)
		switch {
		case f.changeVerb() == "Worsened" && len(worsened) > 0:
			out = append(out, text(upper(f.short()), " got worse, to ", v, f.unitWords(), worsened[0]))
			worsened = worsened[1:]
		case f.as.SN.Outcome == assess.Worse && len(behind) > 0 && !d.voice.same(f, f.as.SN.Benchmark, f.as.Result.Value):
			out = append(out, text("Similar areas do better on “", lower(f.short()), "” (", d.voice.in(f, f.as.SN.Benchmark), " against ", v, behind[0]))
			behind = behind[1:]
		}
	}
	return out
}

// shownToMembers are the figures that stand on the pages, in order.
func (d *draft) shownToMembers() []*figure {
	out := append([]*figure(nil), d.at("glance").tiles()...)
	charts, _ := d.at("trends").trends()
	for _, f := range append(d.howMany(), charts...) {
		if !contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// memberGaps say what a full briefing has and this one has not: what nobody
// wrote, and headlines without a figure; nil where nothing is missing.
func (d *draft) memberGaps() []document.Paragraph {
	var out []document.Paragraph
	if len(membersDoing(d.at("doing"))) == 0 {
		out = append(out, document.Paragraph{Text: text("Nobody has written for this edition what is being done and by when, what it costs, or what families say.")})
	}
	var none []document.Text
	for _, f := range d.place.figures {
		if f.wantedByMembers() && f.def.Retired == "" && !f.known() && len(none) < 5 {
			none = append(none, text(upper(f.short()), ": ", lower(f.missingWords()), "."))
		}
	}
	if len(none) > 0 {
		out = append(out, document.Paragraph{Text: text("These have no figure yet:")}, document.Paragraph{Kind: document.Bullets, Items: none})
	}
	return out
}

// wantedByMembers reports a figure whose absence members should be told of: a
// headline of theirs, or what the law sets.
func (f *figure) wantedByMembers() bool {
	a, t := f.def.Audiences["M"], f.def.Target
	return a == "headline" || a != "" && t != nil && t.Kind == "statutory"
}

// sourcesNamed is "Source: Local returns.", and "Sources:" before several.
func sourcesNamed(names string) string {
	if strings.Contains(names, "; ") {
		return "Sources: " + names + "."
	}
	return "Source: " + names + "."
}

// sourceLine names the publications of the figures shown, in one sentence.
func (d *draft) sourceLine() string {
	s := ""
	if names := d.place.sourceNames(d.shownToMembers()); names != "" {
		s = sourcesNamed(names) + " "
	}
	s += "Figures are final unless we say so. Counts under 10 are not shown."
	if d.place.in.Project.Fictional {
		s += " All places and figures are fictional."
	}
	return s
}
