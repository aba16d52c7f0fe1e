package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// moversEach is how many of the largest changes each way a page shows.
const moversEach = 5

// boardChanged says what moved most, both ways, and what is new, revised,
// withdrawn or did not arrive: since an earlier output where one was given,
// else against the period before and the dates of the sources.
func boardChanged(d *draft) []document.Page {
	all := d.movers()
	if len(d.page.Indicators) > 0 || d.page.Choose != "" {
		all = d.chosen(nil)
	}
	most := d.page.Most
	if most == 0 {
		most = moversEach
	}
	tab := document.Table{ID: "movers", Caption: "Figures that moved most", Quiet: true, Scorecard: true, Columns: []document.Column{
		{Title: "Indicator", Sub: "period", Width: 62}, {Title: "Before", Align: document.Right, Width: 20}, {Title: "Now", Align: document.Right, Width: 20},
		{Title: "Change", Width: 28}, {Title: "Similar", Sub: "areas, mean", Align: document.Right, Width: 22}, {Title: "Rating", Width: 22}}}
	left := 0
	for _, way := range []struct{ verb, title string }{{"Improved", "For the better"}, {"Worsened", "For the worse"}, {"", "With no good or bad direction"}} {
		g := document.RowGroup{Title: way.title}
		for _, f := range all {
			verb := f.changeVerb()
			if verb != way.verb && !(way.verb == "" && (verb == "Increased" || verb == "Decreased")) {
				continue
			}
			if len(g.Rows) == most || way.verb == "" && len(g.Rows) == 3 {
				left++
				continue
			}
			g.Rows = append(g.Rows, f.moverRow())
			d.use(f)
		}
		if len(g.Rows) > 0 {
			tab.Groups = append(tab.Groups, g)
		}
	}
	title := d.changedTitle()
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}}
	if len(tab.Groups) > 0 {
		note := "Changes against the period before that are more than chance (95%). In each group those that also hold at 99.8% come first, then the largest in relation to the figure before."
		if left > 0 {
			note += " " + upper(number(left)) + " more " + plainPlural(left, "is", "are") + " in the data book."
		}
		blocks = append(blocks, tab, smallPrint(note))
	} else {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("No change against the period before is more than chance would explain.")}}})
	}
	blocks = append(blocks, d.arrivals())
	return []document.Page{{Title: title, Blocks: blocks}}
}

// smallPrint is one paragraph in the size of notes.
func smallPrint(s string) document.Prose {
	return document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(s)}}}
}

func (d *draft) use(f *figure) {
	if d.used != nil {
		d.used[f] = true
	}
}

func (d *draft) changedTitle() string {
	figs := pick(d.readers(), func(f *figure) bool { return f.changeVerb() != "" })
	if len(figs) == 0 {
		return d.page.Title
	}
	better, worse := 0, 0
	for _, f := range figs {
		switch f.changeVerb() {
		case "Improved":
			better++
		case "Worsened":
			worse++
		}
	}
	return "Of " + number(len(figs)) + " tested figures " + none(better) + " improved and " + none(worse) + " worsened"
}

func (f *figure) moverRow() document.Row {
	name := words(f.short())
	name.Strong, name.Second = true, f.period().Label
	now := full(f.value())
	now.Own, now.Strong = true, true
	return document.Row{Cells: []document.Cell{name, full(f.quantity(f.as.Change.Previous)), now, f.changeCell(),
		f.comparisonCell(f.as.SN.Comparison, f.as.SN.N < f.as.SN.Min), f.ratingCell()}}
}

// arrivals are what came, what changed behind the figures and what did not
// come.
func (d *draft) arrivals() document.Facts {
	out := document.Facts{ID: "arrivals", Title: "New, revised, withdrawn and late", Style: document.Particulars}
	add := func(term string, items []string, most int) {
		if len(items) > 0 {
			out.Items = append(out.Items, document.Fact{Term: term, Verdict: text(upper(capList(items, most)) + ".")})
		}
	}
	figs := d.readers()
	if c := d.place.in.Changes; c != nil {
		d.since(c, add)
	} else {
		newest, on := newestOf(figs, d.place.in.Project.AsOf)
		add("New in "+monthYear(on), newest, 8)
	}
	var late, missing, hidden []string
	seen := map[string]bool{}
	for _, f := range figs {
		if sp, ok := f.spec(); ok && f.late() && !f.stale() && !seen[sp.Publication] {
			seen[sp.Publication] = true
			late = append(late, sp.Publication+", expected "+sp.NextUpdate)
		}
		switch {
		case f.stale():
			missing = append(missing, lower(f.short())+" (newest "+f.period().Label+")")
		case f.as.Result.Value.Symbol.Code() == "c":
			hidden = append(hidden, lower(f.short())+", "+f.period().Label)
		}
	}
	if none := d.without(); len(none) > 0 {
		missing = append(missing, none...)
	}
	add("Did not arrive", late, 6)
	add("No new figure", missing, 6)
	add("Too small to show", hidden, 6)
	add("Next", d.place.next(figs), 4)
	if len(out.Items) == 0 {
		out.Items = []document.Fact{{Term: "Nothing", Verdict: text("Nothing is new, revised, withdrawn or late.")}}
	}
	return out
}

// without are the readers' indicators that have no figure for the area at all.
func (d *draft) without() []string {
	var out []string
	for _, f := range d.place.figures {
		if !f.has && f.def.Audiences[d.audience()] != "" && f.def.Retired == "" && f.def.SourceKey == "" && d.open(f) && len(f.series.Indicator.Results) > 0 {
			out = append(out, lower(f.short()))
		}
	}
	return out
}

// newestOf are the figures of the newest publications, with the date of these.
func newestOf(figs []*figure, asOf string) (newest []string, on string) {
	for _, f := range figs {
		if sp, ok := f.spec(); ok && sp.Published > on && sp.Published <= asOf {
			on = sp.Published
		}
	}
	for _, f := range figs {
		if sp, ok := f.spec(); ok && on != "" && sp.Published == on {
			newest = append(newest, lower(f.short())+" for "+f.period().Label)
		}
	}
	return newest, on
}

// next are the publications that come next, by month.
func (p *place) next(figs []*figure) []string {
	by := map[int][]string{}
	var months []int
	seen := map[string]bool{}
	for _, f := range figs {
		sp, ok := f.spec()
		m := 0
		if ok && !seen[sp.Publication] {
			m = monthNumber(sp.NextUpdate)
		}
		if m == 0 || m < project.Day(p.in.Project.AsOf)/100 {
			continue
		}
		seen[sp.Publication] = true
		if by[m] == nil {
			months = append(months, m)
		}
		by[m] = append(by[m], sp.Publication)
	}
	sort.Ints(months)
	var out []string
	for _, m := range months {
		out = append(out, monthText(m)+": "+capList(by[m], 3))
	}
	return out
}

// monthText writes 202606 as "June 2026".
func monthText(m int) string {
	return months[m%100-1] + " " + strings.TrimLeft(itoa(m/100), "0")
}

// since tells what the earlier output did not say yet, of the figures meant for
// these readers.
func (d *draft) since(c *diff.Changes, add func(string, []string, int)) {
	mine := map[string]*figure{}
	for _, f := range d.readers() {
		mine[f.def.ID] = f
	}
	var fresh, gone, defined, periods, revised, rated []string
	for _, i := range c.Indicators {
		name := lower(i.Title)
		f := mine[i.ID]
		if f != nil {
			name = lower(f.short())
		}
		switch {
		case i.Kind == diff.KindWithdrawn:
			gone = append(gone, name)
		case f == nil:
		case i.Kind == diff.KindNew:
			fresh = append(fresh, name)
		case i.Kind == diff.KindDefinition:
			defined = append(defined, name)
		}
	}
	for _, p := range c.Periods {
		if f := mine[p.Indicator]; f != nil && p.Kind == diff.KindNew {
			periods = append(periods, lower(f.short())+" for "+p.Period)
		}
	}
	for _, r := range c.Revised {
		if f := mine[r.Indicator]; f != nil && r.Area == d.place.area.Code && r.Breakdown == "" && r.Visible {
			revised = append(revised, revisedWords(f, r))
		}
	}
	for _, j := range c.Judgements {
		if f := mine[j.Indicator]; f != nil && j.Of == "rag" && j.Breakdown == "" && j.Period == f.period().Label {
			rated = append(rated, lower(f.short())+", "+ragWord(j.Old)+" to "+ragWord(j.New))
		}
	}
	with := "the edition with data to " + longDate(c.Old.AsOf)
	if len(fresh)+len(gone)+len(defined)+len(periods)+len(revised)+len(rated) == 0 {
		with += ": nothing is new, revised, withdrawn or rated differently"
	}
	add("Compared with", []string{with}, 1)
	add("New indicators", fresh, 8)
	add("Withdrawn", gone, 8)
	add("Counted differently", defined, 8)
	add("New figures", periods, 8)
	add("Revised figures", revised, 6)
	add("Rated differently", rated, 8)
}

// revisedWords give the figure as it is now; what it was is in the earlier
// edition, and no reader should take it from here.
func revisedWords(f *figure, r diff.Revision) string {
	s := lower(f.short()) + ", " + r.Period
	if r.NewDisplay != "" {
		s += ", now " + r.NewDisplay
	}
	if len(r.Why) > 0 {
		s += " (" + strings.Join(r.Why, "; ") + ")"
	}
	return s
}

func ragWord(code string) string {
	if code == "" || code == "not-rated" {
		return "not rated"
	}
	return code
}
