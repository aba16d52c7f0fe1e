package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// speaker puts figures into written text: for one place, in one voice, about
// one figure unless a shortcode names another.
type speaker struct {
	place *place
	voice voice
	about *figure // nil in a narrative about a whole pack
}

func (s speaker) paragraphs(in []paragraph) []document.Paragraph {
	var out []document.Paragraph
	for _, p := range in {
		d := document.Paragraph{Kind: p.kind, Text: s.text(p.text)}
		for _, item := range p.items {
			d.Items = append(d.Items, s.text(item))
		}
		out = append(out, d)
	}
	return out
}

func (s speaker) text(in []inline) document.Text {
	var out document.Text
	for _, i := range in {
		var t document.Text
		if i.code != nil {
			t = s.resolve(i.code)
		} else {
			t = document.Plain(i.text)
		}
		for _, span := range t {
			span.Strong, span.Em = span.Strong || i.strong, span.Em || i.em
			if i.url != "" {
				span.Link = &document.Link{Text: span.Text, URL: i.url}
			}
			out = append(out, span)
		}
	}
	return join(out)
}

// join puts neighbouring plain runs together.
func join(t document.Text) document.Text {
	var out document.Text
	for _, s := range t {
		last := len(out) - 1
		if last >= 0 && isPlain(s) && isPlain(out[last]) {
			out[last].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

func isPlain(s document.Span) bool {
	return !s.Strong && !s.Em && s.Lang == "" && s.Expanded == "" && s.Link == nil && s.Quantity == nil && s.Symbol == 0
}

func (s speaker) resolve(c *shortcode) document.Text {
	f := s.about
	if c.indicator != "" {
		f = s.place.byID[c.indicator]
	}
	if c.name == "area" {
		return text(s.place.area.Name)
	}
	if f == nil || !f.has {
		return text("(not available)")
	}
	v := s.voice
	if refusal := v.refuses(f, c.name); refusal != "" {
		return text(refusal)
	}
	switch c.name {
	case "sentence":
		return f.sentence(v)
	case "value":
		if !f.known() {
			return text(lower(f.missingWords()))
		}
		return text(v.in(f, f.as.Result.Value))
	case "previous":
		return s.orNone(f.as.Change.Previous.Known, text(v.in(f, f.as.Change.Previous)))
	case "change":
		return s.orNone(f.as.Change.Value.Known, text(f.points()))
	case "sn":
		return s.orNone(f.as.SN.Benchmark.Known, text(v.in(f, f.as.SN.Benchmark)))
	case "england":
		return s.orNone(f.as.England.Benchmark.Known, text(v.in(f, f.as.England.Benchmark)))
	case "region":
		return s.orNone(f.as.Region.Benchmark.Known, text(v.in(f, f.as.Region.Benchmark)))
	case "target", "goal":
		return s.orNone(f.as.Rating.Target.Known, text(f.goal(f.as.Rating.Target)))
	case "period":
		return text(f.period().Label)
	case "previous_period":
		return text(f.as.Change.Period.Label)
	case "rank":
		st := f.as.Standing
		return s.orNone(st.Rank > 0, text(strconv.Itoa(st.Rank)+" of "+strconv.Itoa(st.Of)))
	case "out_of_ten":
		if n, ok := f.value().OutOfTen(); ok {
			return text(said{f.value(), strconv.Itoa(n) + " out of 10"})
		}
	}
	return text("(not available)")
}

// refuses is what a shortcode says in place of a figure that the voice's
// readers are not shown, "" where it may stand.
func (v voice) refuses(f *figure, name string) string {
	switch name {
	case "value", "change", "out_of_ten", "rank", "sentence":
	case "previous":
		if v.hides(f.previous()) {
			return "too small to show"
		}
		return ""
	default:
		return ""
	}
	switch {
	case v.withholds(f), name == "change" && small(f.previous(), v.floor):
		return "too small to show"
	case v.final && f.provisional():
		return "not available yet"
	}
	return ""
}

func (speaker) orNone(ok bool, t document.Text) document.Text {
	if ok {
		return t
	}
	return text("(not available)")
}

// about finds what was written about a figure for an audience and approved,
// nil when nothing was.
func (p *place) about(f *figure, audience string) *entry {
	p.asks(f)
	for _, area := range []string{p.area.Code, ""} {
		if e := p.in.Commentary.entry(entryKey{f.def.ID, audience, area}); e != nil && !e.withheld(p.in.Draft) {
			return e
		}
	}
	return nil
}

// narrative is the approved text about a whole pack, nil when there is none.
func (p *place) narrative(pack string) *narrative {
	if p.in.Commentary == nil {
		return nil
	}
	for _, area := range []string{p.area.Code, ""} {
		if n := p.in.Commentary.narratives[packKey{pack, area}]; n != nil && !n.withheld(p.in.Draft) {
			return n
		}
	}
	return nil
}

// under finds a section by its heading, whatever its case.
func under(sections []section, heading string) *section {
	for n := range sections {
		if strings.EqualFold(strings.TrimSpace(sections[n].heading), heading) {
			return &sections[n]
		}
	}
	return nil
}

// oneLine joins the paragraphs of a section into one text, lists numbered.
func (s speaker) oneLine(sec *section) document.Text {
	var out document.Text
	for _, p := range s.paragraphs(sec.body) {
		if len(out) > 0 {
			out = append(out, document.Span{Text: " "})
		}
		for n, item := range p.Items {
			if n > 0 {
				out = append(out, document.Span{Text: " "})
			}
			if len(p.Items) > 1 {
				out = append(out, document.Span{Text: strconv.Itoa(n+1) + ". "})
			}
			out = append(out, item...)
		}
		out = append(out, p.Text...)
	}
	return join(out)
}
