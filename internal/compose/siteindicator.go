package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// indicator is the page of one indicator.
func (s site) indicator(f *figure) document.Page {
	question := "Indicators"
	for _, dom := range domains {
		if dom.id == f.def.CDC.Domain {
			question = dom.question
		}
	}
	title := f.finding()
	page := document.Page{ID: f.page(), Title: title, Nav: "indicators/index", Name: f.def.Title, Words: f.searchWords(),
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: question, Page: "domains/" + f.def.CDC.Domain}, {Text: f.def.Title}}}
	toc := document.LinkGroup{}
	add := func(id, name string, blocks ...document.Block) {
		toc.Links = append(toc.Links, document.Link{Text: name, Anchor: id})
		page.Blocks = append(page.Blocks, blocks...)
	}
	above := f.def.TechnicalTitle
	if above == f.def.Title {
		above = ""
	}
	page.Blocks = append(page.Blocks, document.Heading{Level: 1, Text: document.Plain(title), Above: above})
	if f.def.Retired != "" {
		page.Blocks = append(page.Blocks, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: f.ended()}}})
	}
	page.Blocks = append(page.Blocks, document.Facts{Style: document.Strip, Items: f.strips()})
	page.Blocks = append(page.Blocks, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: f.sentence(boardVoice)}}})
	control := f.controlChart(document.W114)
	if c := f.trendChart(boardVoice, document.W114); c != nil && (control == nil || !f.inYear()) {
		c.Level = 2
		add(c.ID, "Trend", *c)
	}
	if control != nil {
		control.Level = 2
		add(control.ID, "Control chart", *control, f.readings())
	}
	if c := f.benchmark(document.W114); c != nil {
		c.Level = 2
		add(c.ID, "Similar areas", *c)
	}
	if c := f.funnel(document.W114); c != nil {
		c.Level = 2
		add(c.ID, "Funnel plot", *c)
	}
	for n := range f.def.Breakdowns {
		b := &f.def.Breakdowns[n]
		if c := f.breakdown(b.List, document.W114); c != nil {
			c.Level = 2
			name := b.Title
			if name == "" {
				name = "By " + strings.ReplaceAll(b.List, "-", " ")
			}
			add(c.ID, name, *c)
		}
		if c := f.multiples(b.List, document.W114); c != nil {
			c.Level = 3
			page.Blocks = append(page.Blocks, *c)
		}
	}
	if c := f.strip(); c != nil && f.def.SourceKey == "" {
		c.Level = 2
		add(c.ID, "All authorities", *c)
	}
	add("measured", "How it is measured", document.Heading{Level: 2, Text: document.Plain("How it is measured"), ID: "measured"}, f.measured())
	add("working", "How this figure was worked out", document.Heading{Level: 2, Text: document.Plain("How this figure was worked out"), ID: "working"}, f.working())
	if len(f.def.Caveats) > 0 || len(f.def.Breaks) > 0 || f.def.Retired != "" {
		add("care", "Read with care", document.Heading{Level: 2, Text: document.Plain("Read with care"), ID: "care"}, f.care())
	}
	page.Aside = s.aside(f, toc)
	return page
}

// searchWords are what people may type to find the figure, besides its title
// and finding: other words for it, its id and the question it answers.
func (f *figure) searchWords() string {
	words := append([]string{f.def.ID, f.def.SourceKey, f.def.Question, f.def.TechnicalTitle}, f.def.Synonyms...)
	return strings.Join(append(words, f.def.Questions...), " ")
}

// strips is the facts strip of six at the head of the page.
func (f *figure) strips() []document.Fact {
	st, r := f.as.Standing, f.as.Rating
	latest := document.Fact{Term: "Latest", Verdict: text(f.value()), Detail: f.period().Label + ", " + f.as.Result.Status.String(), Own: true}
	if !f.known() {
		latest.Verdict = text(f.missingWords())
	}
	change := document.Fact{Term: "Change", Verdict: text("No comparison"), Detail: f.as.Change.Reason}
	if c := f.as.Change; c.Value.Known {
		change.Verdict = text(f.points())
		verb := lower(f.changeVerb())
		if verb == "" {
			verb = "not tested, "
		} else if verb != "about the same" {
			verb += " "
		} else {
			verb += ", "
		}
		change.Detail = verb + "on " + f.quantity(c.Previous).Text + " " + boardVoice.when(c.Period)
		change.Mark = f.changeMark()
	}
	sn := document.Fact{Term: "Similar areas", Verdict: text("No figure"), Detail: f.as.SN.Reason}
	if n := f.as.SN; n.Benchmark.Known && f.def.Measure != "count" {
		sn.Verdict = text(f.quantity(n.Benchmark))
		sn.Detail = f.compared(n.Comparison, n.N < n.Min) + "; " + strconv.Itoa(n.N) + " of " + strconv.Itoa(n.Of) + " have data"
	} else if n.N > 0 && f.def.Measure == "count" {
		sn.Verdict, sn.Detail = text("Not compared"), "a count: areas differ in size"
	} else if n.N > 0 {
		sn.Verdict = text("Not compared")
	}
	england := document.Fact{Term: "England", Verdict: text("No figure"), Detail: f.as.England.Reason}
	if b := f.as.England.Benchmark; b.Known {
		england.Verdict, england.Detail = text(f.quantity(b)), f.compared(f.as.England, false)
	}
	rank := document.Fact{Term: "Rank", Verdict: text("Not ranked"), Detail: st.Reason}
	if st.Rank > 0 {
		rank.Verdict, rank.Detail = text(rankText(st)), "1 is best"
		if st.Alike >= 0 {
			rank.Detail += "; " + alikeWords(st)
		}
		if st.Band != "" {
			rank.Detail += "; band " + st.Band
		}
	} else if strings.HasPrefix(st.Band, "Q") {
		rank.Term, rank.Verdict, rank.Detail = "Position", text(st.Band), "Q1 lowest quarter, Q4 highest"
	} else if f.def.Polarity == "none" && st.Reason == "" {
		rank.Detail = "no good or bad direction"
	}
	target := document.Fact{Term: "Target", Verdict: text("None"), Detail: r.Reason}
	switch {
	case r.Statutory.Known:
		target.Verdict, target.Detail = text(f.goal(r.Statutory)), "statutory"
		if r.Goal.Known {
			target.Detail += "; local goal " + f.goal(r.Goal).Text
		}
	case r.Target.Known:
		target.Verdict = text(f.goal(r.Target))
		target.Detail = map[string]string{"target": "local goal", "sn": "mean of similar areas", "england": "England", "region": "region"}[r.Basis]
	}
	if r.RAG != "not-rated" {
		m := f.rating()
		target.Mark = m.Mark
		target.Detail = strings.TrimPrefix(target.Detail+"; rated "+lower(m.Text.String()), "; ")
		if r.Within && f.def.Measure != "count" && f.as.Result.Value.Number != r.Target.Number {
			target.Detail += ", not distinguishable from it"
		}
	}
	return []document.Fact{latest, change, sn, england, rank, target}
}

// compared is the word of a comparison, or why there is none.
func (f *figure) compared(c assess.Comparison, tooFew bool) string {
	switch {
	case tooFew:
		return "not compared, too few"
	case c.Outcome != assess.NotCompared:
		w := string(c.Outcome)
		if c.Strong {
			w += ", at 99.8% too"
		}
		if c.Tolerance {
			w += " within tolerance, no test"
		}
		return w
	}
	return "not compared: " + c.Reason
}

// measured is definition, parts, source and updates.
func (f *figure) measured() document.Facts {
	facts := document.Facts{Style: document.Particulars}
	add := func(term, words string) {
		if words != "" {
			facts.Items = append(facts.Items, document.Fact{Term: term, Verdict: text(words)})
		}
	}
	add("Definition", f.def.TechnicalTitle)
	add("Why it matters", f.def.Rationale)
	add("Numerator", operandWords(f.def.Numerator))
	add("Denominator", operandWords(f.def.Denominator))
	figure := "Published figure"
	if sp, ok := f.spec(); ok && sp.Returns {
		figure = "Figure returned"
	}
	add(figure, operandWords(f.def.Value))
	add("Taken from it", operandWords(f.def.Minus))
	add("Added to it", operandWords(f.def.Plus))
	if r := f.as.Result; f.known() && r.Numerator.Known && r.Denominator.Known && f.def.Measure != "count" && f.def.Measure != "index" {
		n, d := countCell(r, false), countCell(r, true)
		facts.Items = append(facts.Items, document.Fact{Term: "Working", Verdict: append(append(append(append(document.Text{}, n.Text...), document.Span{Text: f.parted()}), d.Text...), text(" gives ", f.value(), " in ", f.period().Label, ".")...)})
	}
	facts.Items = append(facts.Items, f.surveyFacts()...)
	add("Good is", goodIs(f.def.Polarity))
	sp, _ := f.spec()
	add("Source", strings.TrimPrefix(f.source(), "Source: "))
	add("Published", longDate(sp.Published))
	next := sp.NextUpdate
	if next == "" {
		next = f.def.Source.NextUpdate
	}
	add("Next update", next)
	add("Suppression", suppressionWords[f.def.Suppression])
	if n := f.as.Result.Notes.Texts(); len(n) > 0 {
		add("Notes", strings.Join(n, " "))
	}
	if s := f.series.Indicator.Sources(f.as.Result); len(s) > 0 {
		var lines []string
		for _, x := range s {
			place := x.File + ", line "
			if x.Sheet != "" {
				place = x.File + ", sheet " + x.Sheet + ", row "
			}
			lines = append(lines, place+strconv.Itoa(x.Line))
		}
		add("Read from", strings.Join(lines, "; "))
	}
	add("Id", f.def.ID)
	return facts
}

// parted is what stands between the parts of a figure in its working: averages
// are divided, all else is so many out of so many.
func (f *figure) parted() string {
	if f.def.Measure == "mean" || f.def.Measure == "survey" && f.def.Unit != quantity.Percent {
		return " divided by "
	}
	return " out of "
}

// suppressionWords say what each class hides.
var suppressionWords = map[string]string{
	"S0": "None: already published in full.", "S1": "Counts from 1 to 5, and figures made from them, are hidden.",
	"S2": "Counts from 1 to 5 are hidden; regional and England counts are rounded to 10.",
	"S3": "Counts under 5, also 0, are hidden; the rest are rounded to the nearest 5.",
	"S4": "Counts under 10, also 0, are hidden, and no groups are shown.",
	"S5": "Results from fewer than 10 answers are hidden; 10 to 29 are marked as a small sample.", "S6": "None: on the public record.",
}

// ended says when and why a series stopped, and what follows it.
func (f *figure) ended() document.Text {
	t := text("This series has ended. ", upper(strings.TrimSuffix(f.def.Retired, ".")), ".")
	if o := f.place.byID[f.def.Successor]; o != nil {
		next := document.Span{Text: o.def.Title}
		if o.has {
			next.Link = o.link(o.def.Title)
		}
		t = append(append(t, document.Span{Text: " It is followed by: "}), next, document.Span{Text: "."})
	}
	return t
}

func (f *figure) care() document.Prose {
	var items []document.Text
	if f.def.Retired != "" {
		items = append(items, f.ended())
	}
	for n, b := range f.def.Breaks {
		if f.recurs(n) && assess.BreakAt(f.def, b, f.series.Indicator.Periods) <= 0 {
			continue
		}
		items = append(items, document.Plain("From "+b.At+": "+strings.TrimSuffix(b.Reason, ".")+". Figures before and after are not compared."))
	}
	for _, c := range f.def.Caveats {
		items = append(items, document.Plain(upper(strings.TrimSuffix(c, "."))+"."))
	}
	return document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: items}}}
}

// recurs reports whether another break has the same reason, as where a count
// starts again each year: of these only those within the series are told.
func (f *figure) recurs(n int) bool {
	for m, b := range f.def.Breaks {
		if m != n && b.Reason == f.def.Breaks[n].Reason {
			return true
		}
	}
	return false
}

func (s site) aside(f *figure, toc document.LinkGroup) []document.Block {
	toc.Title = "On this page"
	down := document.LinkGroup{Title: "Download", Links: s.in.downloads(document.Link{Text: "All figures (CSV)", File: resultsFile}, document.Link{Text: "Data book (Excel)", File: bookFile})}
	short := document.Facts{Title: "In short", Style: document.Particulars, Items: []document.Fact{{Term: "Good is", Verdict: text(lower(goodIs(f.def.Polarity)))}}}
	if sp, ok := f.spec(); ok && sp.NextUpdate != "" {
		short.Items = append(short.Items, document.Fact{Term: "Next update", Verdict: text(sp.NextUpdate)})
	}
	for _, id := range f.def.ReadWith {
		if o := s.byID[id]; o != nil && o.has {
			short.Items = append(short.Items, document.Fact{Term: "Read with", Verdict: document.Text{{Text: o.def.Title, Link: o.link(o.def.Title)}}})
		}
	}
	if ahead, ok := f.aheadFact(); ok {
		short.Items = append(short.Items, ahead)
	}
	out := []document.Block{document.LinkList{Groups: []document.LinkGroup{toc}}}
	if len(down.Links) > 0 {
		out = append(out, document.LinkList{Groups: []document.LinkGroup{down}})
	}
	return append(out, short)
}
