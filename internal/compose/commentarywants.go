package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// State is what is wrong with a text, "" when nothing is.
type State string

// States of a text, the most urgent first.
const (
	Missing  State = "missing"
	Draft    State = "draft"
	Unfilled State = "not filled in"
	Older    State = "older than its figure"
	Overdue  State = "past its review date"
)

// Want is one text that a pack of an area has, or should have: about an
// indicator, or (without one) about the whole pack.
type Want struct {
	Pack, Audience string
	Area, AreaName string
	Indicator      string
	Title          string   // of the indicator, or of the pack
	Reasons        []string // why it must be explained: red, worsening, concerning; none for a text that need not be there
	States         []State  // none: all is well
	Asked          []string // headings below which nothing is written yet
	Period         string   // of the latest figure
	For            string   // period that the text was written for
	Role           string   // who is asked to write it
	Due            string   // date by which it is asked for, "" when nobody set one
	Review         string   // date by which it must be read again
	Sentence       string   // what the data say
	Pos            diag.Pos // of the file; zero when there is none
}

// Is reports whether the text is in a state.
func (w Want) Is(s State) bool {
	for _, x := range w.States {
		if x == s {
			return true
		}
	}
	return false
}

// Unexplained reports a red or worsening figure that nobody has explained in
// words that may be printed.
func (w Want) Unexplained() bool {
	return len(w.Reasons) > 0 && (w.Is(Missing) || w.Is(Draft) || w.Is(Unfilled))
}

// PackWants is Pack with the texts that the pack has or should have: first
// those that its pages looked for, in their order, then the others written for
// its readers.
func PackWants(in *Input, layout Layout, area int32) (document.Document, []Want) {
	d, p := packOf(in, layout, area)
	if layout.TwinOf != "" {
		return d, nil // its texts are those of the pack it repeats
	}
	w := wants{place: p, layout: layout}
	for _, f := range p.asked {
		w.figure(f)
	}
	w.others()
	return d, w.list
}

// wants gathers the texts of one pack.
type wants struct {
	place  *place
	layout Layout
	list   []Want
}

// figure adds the text about a figure that a page looked for.
func (w *wants) figure(f *figure) {
	e := w.place.anyEntry(f.def.ID, w.layout.Audience)
	reasons := f.reasons(w.layout.voice())
	if e == nil && len(reasons) == 0 {
		return
	}
	want := w.blank()
	want.Indicator, want.Title, want.Reasons = f.def.ID, f.def.Title, reasons
	want.Period, want.Sentence = f.period().Label, f.sentence(w.layout.voice()).String()
	if e == nil {
		want.States = []State{Missing}
		want.Role, want.Due = w.place.in.Project.Owner, w.place.nextDue()
	} else {
		want.fill(&e.commented, f, w.place.in.Project.AsOf)
	}
	w.list = append(w.list, want)
}

func (w *wants) blank() Want {
	return Want{Pack: w.layout.ID, Audience: w.layout.Audience, Area: w.place.area.Code, AreaName: w.place.area.Name}
}

// others adds texts that stand in the folder and no page looked for, and the
// text about the pack itself: each can be out of date.
func (w *wants) others() {
	c := w.place.in.Commentary
	if c == nil {
		return
	}
	for _, t := range c.all() {
		if t.Area != "" && t.Area != w.place.area.Code {
			continue
		}
		want := w.blank()
		switch {
		case t.Pack == w.layout.ID:
			want.Title = w.layout.Title
			want.fill(t, nil, w.place.in.Project.AsOf)
		case t.Pack == "" && t.Audience == w.layout.Audience && !w.has(t.Indicator):
			f := w.place.byID[t.Indicator]
			if f == nil {
				continue
			}
			want.Indicator, want.Title, want.Period = t.Indicator, f.def.Title, f.period().Label
			want.fill(t, f, w.place.in.Project.AsOf)
		default:
			continue
		}
		w.list = append(w.list, want)
	}
}

func (w *wants) has(indicator string) bool {
	for _, x := range w.list {
		if x.Indicator == indicator {
			return true
		}
	}
	return false
}

// fill takes over what a file says about itself.
func (w *Want) fill(t *commented, f *figure, asOf string) {
	w.Pos, w.Asked, w.For, w.Role, w.Due, w.Review = t.pos, t.asked, t.Period, t.AuthorRole, t.Due, t.ReviewBy
	if t.Status == "draft" {
		w.States = append(w.States, Draft)
	}
	if len(t.asked) > 0 {
		w.States = append(w.States, Unfilled)
	}
	if f != nil && f.newerThan(t.Period) {
		w.States = append(w.States, Older)
	}
	if day := project.Day(t.ReviewBy); day > 0 && day < project.Day(asOf) {
		w.States = append(w.States, Overdue)
	}
}

// newerThan reports a figure whose latest period is not the one that a text
// names. A period that the figure never had counts as another one.
func (f *figure) newerThan(period string) bool {
	return f.known() && period != "" && !strings.EqualFold(strings.TrimSpace(period), f.period().Label)
}

// reasons are why a figure must be explained to the pack's readers.
func (f *figure) reasons(v voice) []string {
	if !f.known() || v.hides(f.as.Result) || v.withholds(f) {
		return nil
	}
	var out []string
	if f.as.Rating.RAG == "red" {
		out = append(out, "red")
	}
	if f.changeVerb() == "Worsened" {
		out = append(out, "worsening")
	}
	if mark, _ := f.variation(); mark == document.Concerning && !v.whole && !v.us {
		out = append(out, "concerning")
	}
	return out
}

// anyEntry is the text about an indicator, also one that nobody has approved.
func (p *place) anyEntry(indicator, audience string) *entry {
	if e := p.in.Commentary.entry(entryKey{indicator, audience, p.area.Code}); e != nil {
		return e
	}
	return p.in.Commentary.entry(entryKey{indicator, audience, ""})
}

// nextDue is the date of publication, if the data do not stand after it.
func (p *place) nextDue() string {
	pr := p.in.Project
	if project.Day(pr.Published) > project.Day(pr.AsOf) {
		return pr.Published
	}
	return ""
}

// notYet is what stands in place of words that nobody has written: who is asked
// for them and by when.
func (d *draft) notYet(f *figure) string {
	who, due := d.ownerRole(), d.place.nextDue()
	if e := d.place.anyEntry(f.def.ID, d.layout.Audience); e != nil {
		if e.AuthorRole != "" {
			who = "the " + lower(strings.TrimPrefix(e.AuthorRole, "the "))
		}
		if e.Due != "" {
			due = e.Due
		}
	}
	s := "Not yet provided by " + who
	if due != "" {
		s += ", due " + longDate(due)
	}
	return s
}

// SortWants puts texts in the order of areas, packs and urgency.
func SortWants(list []Want) {
	rank := map[State]int{Missing: 5, Draft: 4, Unfilled: 3, Older: 2, Overdue: 1}
	weight := func(w Want) int {
		n := 0
		for _, s := range w.States {
			n = max(n, rank[s])
		}
		return n
	}
	sort.SliceStable(list, func(a, b int) bool {
		x, y := list[a], list[b]
		switch {
		case x.Area != y.Area:
			return x.Area < y.Area
		case x.Pack != y.Pack:
			return x.Pack < y.Pack
		}
		return weight(x) > weight(y)
	})
}
