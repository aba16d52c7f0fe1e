package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// boardExceptions is one panel for each red or worsening indicator. Those for
// which there is no room are named: no red may go unseen.
func boardExceptions(d *draft) []document.Page {
	all := pick(d.readers(), (*figure).exceptional)
	sort.SliceStable(all, func(a, b int) bool { return all[a].weight() > all[b].weight() })
	figs := d.chosen(all)
	own := d.page.Choose == "" && len(d.page.Indicators) == 0
	if left := len(d.allowed(all)) - len(figs); own && left > 0 && len(figs)%2 == 0 && len(figs) > 1 {
		figs = figs[:len(figs)-1] // room on the last sheet to name the others
	}
	var pages []document.Page
	for n, f := range figs {
		if n%2 == 0 {
			pages = append(pages, document.Page{Title: d.page.Title})
		}
		last := &pages[len(pages)-1]
		last.Title += map[bool]string{true: ": ", false: "; "}[n%2 == 0] + f.short()
		last.Blocks = append(last.Blocks, d.exception(f))
	}
	if left := notAmong(d.allowed(all), figs); len(left) > 0 && len(pages) > 0 && own {
		last := &pages[len(pages)-1]
		last.Blocks = append(last.Blocks, smallPrint("Also red or worsening, without a panel here: "+list(left)+"."))
	}
	return pages
}

// notAmong are the names and ratings of figures that are not in the list.
func notAmong(all, shown []*figure) []string {
	var out []string
	for _, f := range all {
		if !contains(shown, f) {
			out = append(out, lower(f.short())+" ("+f.value().Text+")")
		}
	}
	return out
}

// prompts of an exception panel, in the order of audiences note §1.2.
var prompts = []string{"Why", "Who is affected", "What we are doing", "By when", "Who", "Decision asked"}

func (d *draft) exception(f *figure) document.Panel {
	p := document.Panel{Style: document.Exception, ID: "exception-" + f.def.ID, Title: f.exceptionTitle(), Subtitle: f.subtitle(f.period().Label, f.lawNote()), Verdict: f.rating(), Source: f.source()}
	if c := f.controlChart(document.W84); c != nil && f.inYear() {
		p.Source = c.Source
		if note := startNote(c.Spec.(document.ControlSpec).Axis, f.def.Unit); note != "" {
			p.Source = note + " " + p.Source
		}
		c.ID, c.Bare, c.Source = "exception-control-"+f.def.ID, true, ""
		p.Chart = c
	} else if c := f.trendChart(d.voice, document.W84); c != nil {
		c.ID, c.Bare = "exception-trend-"+f.def.ID, true
		p.Chart = c
		if s := c.Spec.(document.TrendSpec); startNote(s.Axis, f.def.Unit) != "" {
			p.Source = startNote(s.Axis, f.def.Unit) + " " + p.Source
		}
	} else if c := f.benchmark(document.W84); c != nil {
		c.ID, c.Bare = "exception-areas-"+f.def.ID, true
		p.Chart = c
		p.Source = c.Source
	}
	says := append(f.sentence(d.voice), d.goalSentence(f)...)
	if s := d.answer(f, "What the data says"); s != nil {
		says = append(speaker{d.place, d.voice, f}.oneLine(s), d.goalSentence(f)...)
	}
	p.Parts = append(p.Parts, document.Part{Label: "What the data says", Text: says})
	var missing []string
	for _, prompt := range prompts {
		s := d.answer(f, prompt)
		if s == nil {
			missing = append(missing, lower(prompt))
			continue
		}
		label := prompt
		if prompt == "By when" {
			label = "By when, and how we will know"
		}
		p.Parts = append(p.Parts, document.Part{Label: label, Text: speaker{d.place, d.voice, f}.oneLine(s)})
	}
	if len(missing) > 0 {
		p.Parts = append(p.Parts, document.Part{Label: d.notYet(f), Text: text(upper(list(missing)) + ".")})
	}
	p.LeftPart = &document.Part{Label: "Confidence in the data", Text: f.confidence()}
	if s := d.answer(f, "Confidence in the data"); s != nil {
		p.LeftPart.Text = speaker{d.place, d.voice, f}.oneLine(s)
	}
	return p
}

// exceptionTitle says why the indicator is here: a change that the test found,
// or its level.
func (f *figure) exceptionTitle() string {
	if f.changeVerb() == "Worsened" {
		return f.def.Title + ": worsened to " + f.value().Text
	}
	if mark, _ := f.variation(); mark == document.Concerning {
		return f.controlFinding()
	}
	return f.finding()
}

// answer is what was written under a prompt, nil when nothing was.
func (d *draft) answer(f *figure, prompt string) *section {
	e := d.place.about(f, d.layout.Audience)
	if e == nil {
		return nil
	}
	return under(e.sections, prompt)
}

func (d *draft) ownerRole() string {
	if o := d.place.in.Project.Owner; o != "" {
		return "the " + lower(strings.TrimPrefix(o, "the "))
	}
	return "the council"
}

func (d *draft) goalSentence(f *figure) document.Text {
	r := f.as.Rating
	switch {
	case r.Goal.Known && r.Statutory.Known:
		return text(" Goal ", f.goal(r.Goal), "; the law expects ", f.goal(r.Statutory), ".")
	case r.Goal.Known:
		return text(" Goal ", f.goal(r.Goal), ".")
	case r.Statutory.Known:
		return text(" The law expects ", f.goal(r.Statutory), ".")
	}
	return nil
}

// confidence is what the figures themselves tell of their reliability.
func (f *figure) confidence() document.Text {
	switch {
	case f.provisional():
		return text(strong("Medium."), " Provisional figures, which may be revised.")
	case f.as.Result.Notes != 0:
		return text(strong("Medium."), " "+strings.Join(f.as.Result.Notes.Texts(), " "))
	case f.as.TooFew():
		return text(strong("Low."), " It rests on fewer than ten cases.")
	case f.def.CDC.PopulatedBy == "local":
		return text(strong("Medium."), " Local figures, not checked by a national body.")
	case f.as.Result.HasInterval && f.drawsIntervals():
		lo, hi := f.quantity(quantity.Of(f.as.Result.I95.Lower)), f.quantity(quantity.Of(f.as.Result.I95.Upper))
		return text(strong("High."), " Final figures. The 95% interval is ", said{lo, lo.Text}, " to ", said{hi, hi.Text}, ".")
	}
	return text(strong("High."), " Final figures. No interval is published, so the change is not tested.")
}
