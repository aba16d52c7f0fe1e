package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// forumHelp explains words and says where help is, how to take part, when the
// next one comes and in which forms it can be had.
func forumHelp(d *draft) []document.Page {
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)},
		document.Heading{Level: 2, Text: document.Plain("Words explained")}, glossaryFor("P", 10)}
	for _, s := range []struct {
		title    string
		fallback []document.Paragraph
	}{
		{"Where to get help", d.whereHelp()},
		{"How to take part", d.takePart()},
		{"When the next one comes", d.nextOne()},
		{"Other formats", d.otherFormats()},
	} {
		body := d.part(s.title)
		if body == nil {
			body = s.fallback
		}
		if body != nil {
			blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(s.title)}, document.Prose{Paragraphs: body})
		}
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(d.familySources())}}})
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

func sentencePart(parts ...any) []document.Paragraph {
	return []document.Paragraph{{Text: text(parts...)}}
}

// whereHelp is what holds in every area of England, with the project's own
// names and numbers where it gives them.
func (d *draft) whereHelp() []document.Paragraph {
	c := d.place.in.Project.Contacts
	advice := text(strong("Advice: "), "the special educational needs and disabilities information, advice and support service (SENDIASS). Every area has one. It is free and private.")
	if c.Help != "" {
		advice = text(strong("Advice: "), c.Help)
		if c.HelpPhone != "" {
			advice = append(advice, text(", ", noBreak(c.HelpPhone))...)
		}
		advice = append(advice, text(".")...)
	}
	offer := text(strong("Local Offer: "), "web pages of your council. They list the help there is, and how to reach it.")
	if c.LocalOffer != "" {
		offer = append(text(strong("Local Offer: ")), document.Span{Text: c.LocalOffer, Link: &document.Link{Text: c.LocalOffer, URL: c.LocalOffer}})
	}
	return []document.Paragraph{{Kind: document.Bullets, Items: []document.Text{advice, offer,
		text(strong("If you do not agree: "), "you can ask for mediation, which is free. You can also appeal to the SEND Tribunal."),
		text(strong("If you want to complain: "), "tell the council or the service first. If that does not help, the Ombudsman can look at it."),
	}}}
}

func (d *draft) takePart() []document.Paragraph {
	c := d.place.in.Project.Contacts
	who := "Every area has a parent carer forum."
	if c.Forum != "" {
		who = c.Forum + " is your parent carer forum."
	}
	how := "Your council’s Local Offer says how to find it."
	if c.ForumEmail != "" {
		how = "Write to " + c.ForumEmail + "."
	}
	return sentencePart(who, " It is run by parents and carers, and you can join. ", how)
}

// nextOne is when the figures of the opening page are renewed, as far as their
// publishers say; nil when none does.
func (d *draft) nextOne() []document.Paragraph {
	for _, f := range d.shownToFamilies() {
		spec, ok := f.spec()
		next := f.def.Source.NextUpdate
		if ok && spec.NextUpdate != "" {
			next = spec.NextUpdate
		}
		if month := monthOf(next); month > 0 && month > project.Day(d.place.in.Project.AsOf)/100 {
			return sentencePart("New figures on “", lower(f.topic()), "” are due in ", next, ". We will then make this summary again.")
		}
	}
	return nil
}

// monthOf is yyyymm of "June 2026"; 0 for anything else.
func monthOf(s string) int {
	name, year, ok := strings.Cut(s, " ")
	y, err := strconv.Atoi(year)
	if !ok || err != nil {
		return 0
	}
	for n, m := range months {
		if m == name {
			return y*100 + n + 1
		}
	}
	return 0
}

func (d *draft) otherFormats() []document.Paragraph {
	if d.part("When the next one comes") != nil {
		return nil // people wrote it there
	}
	ask := "Ask the council"
	if c := d.place.in.Project.Contacts; c.Phone != "" {
		ask = "Ring " + noBreak(c.Phone)
	} else if c.Email != "" {
		ask = "Write to " + c.Email
	}
	return sentencePart("There is a large print copy. ", ask, " for another language, an audio copy, easier words or British Sign Language.")
}

// shownToFamilies are the figures that stand on the pages, in order.
func (d *draft) shownToFamilies() []*figure {
	var out []*figure
	add := func(figs []*figure) {
		for _, f := range figs {
			if !contains(out, f) {
				out = append(out, f)
			}
		}
	}
	figs := d.families()
	add(d.thingFigures(d.leading()))
	add(d.sorted(figs, goingWell))
	add(d.sorted(figs, notYet))
	add(d.at("topics").topicFigures())
	for _, f := range figs {
		if f.def.Measure == "survey" && f.baseNote() != nil {
			add([]*figure{f})
		}
	}
	return out
}

// familySources name the publications whose figures the pages show.
func (d *draft) familySources() string {
	s := "In each row of ten people, one stands for 1 in every 10. Filled means yes. "
	if names := d.place.sourceNames(d.shownToFamilies()); names != "" {
		s += "Where the numbers come from: " + names + ". "
	}
	s += "Very small numbers are left out, to protect children."
	if d.place.in.Project.Fictional {
		s += " All places and figures here are made up."
	}
	return s
}

// sourceNames are the titles of publications, each once.
func (p *place) sourceNames(figs []*figure) string {
	if len(figs) == 0 {
		return ""
	}
	var names []string
	for _, r := range p.sourcesTable(figs).Groups[0].Rows {
		if n := r.Cells[0].Text.String(); len(names) == 0 || names[len(names)-1] != n {
			names = append(names, n)
		}
	}
	return strings.Join(names, "; ")
}
