package compose

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// rules are the choices of figures that a page can name in place of a list, so
// that the same pack serves every area.
var rules = map[string]func(*draft) []*figure{
	"headlines":        func(d *draft) []*figure { return d.headlines(6) },
	"red":              func(d *draft) []*figure { return pick(d.readers(), (*figure).red) },
	"worsening":        func(d *draft) []*figure { return pick(d.readers(), (*figure).worsening) },
	"red-or-worsening": func(d *draft) []*figure { return pick(d.readers(), (*figure).exceptional) },
	"movers":           (*draft).movers,
	"statutory":        func(d *draft) []*figure { return pick(d.readers(), (*figure).statutory) },
	"late":             func(d *draft) []*figure { return pick(d.readers(), (*figure).late) },
	"all":              (*draft).readers,
}

// audience is whose choice of indicators the pack follows. The data book has
// none of its own: every indicator is in it, led by the board's.
func (d *draft) audience() string {
	if d.layout.Audience == "D" {
		return "B"
	}
	return d.layout.Audience
}

// headlines are at most n figures for tiles, of those that the pack may show.
func (d *draft) headlines(n int) []*figure {
	return pick(d.place.headlines(d.audience(), n), d.open)
}

// readers are the figures meant for the pack's readers; for the data book every
// figure, those of ended series too.
func (d *draft) readers() []*figure {
	if d.layout.Audience == "D" {
		return d.place.shown()
	}
	var out []*figure
	for _, f := range d.place.forAudience(d.layout.Audience, false) {
		if d.open(f) {
			out = append(out, f)
		}
	}
	return out
}

// open reports a figure that the pack may show: class S4 stands in packs that
// are not for the public, and in the data book.
func (d *draft) open(f *figure) bool {
	return d.layout.Exempt || d.layout.Audience == "D" || f.def.Suppression != "S4"
}

func pick(figs []*figure, when func(*figure) bool) []*figure {
	var out []*figure
	for _, f := range figs {
		if when(f) {
			out = append(out, f)
		}
	}
	return out
}

func (f *figure) red() bool { return f.known() && f.as.Rating.RAG == "red" }

func (f *figure) worsening() bool {
	mark, _ := f.variation()
	return f.known() && (f.changeVerb() == "Worsened" || mark == document.Concerning)
}

func (f *figure) exceptional() bool { return f.red() || f.worsening() }

func (f *figure) statutory() bool { return f.as.Rating.Statutory.Known }

// late reports a figure whose next release should be out by the date of the
// data, as far as its date can be read, or that is too old to speak of now.
func (f *figure) late() bool {
	sp, ok := f.spec()
	if !ok {
		return false
	}
	m := monthNumber(sp.NextUpdate)
	return m > 0 && m < project.Day(f.place.in.Project.AsOf)/100 && m > project.Day(sp.Published)/100 || f.stale()
}

// movers are the figures with a change that is more than chance, the surest
// first and then the largest in relation to the figure before.
func (d *draft) movers() []*figure {
	out := pick(d.readers(), func(f *figure) bool {
		return f.known() && (f.as.Change.Result == assess.Increase || f.as.Change.Result == assess.Decrease)
	})
	sort.SliceStable(out, func(a, b int) bool {
		x, y := out[a], out[b]
		if x.as.Change.Strong != y.as.Change.Strong {
			return x.as.Change.Strong
		}
		return x.relativeChange() > y.relativeChange()
	})
	return out
}

// relativeChange is the size of the change as a share of the figure before; of
// nothing, any change is the whole.
func (f *figure) relativeChange() float64 {
	c := f.as.Change
	if !c.Value.Known || !c.Previous.Known || c.Previous.Number == 0 {
		return 1
	}
	return math.Abs(c.Value.Number / c.Previous.Number)
}

// comparators are the comparisons that a layout can name.
var comparators = []string{"previous", "target", "similar", "region", "england"}

// shownAs makes the place one that tells only what the layout's readers are to
// see. What is not told is taken from the assessments, so that no section can
// speak of it.
func (p *place) shownAs(y Layout) {
	p.round = y.Rounding
	if len(y.Comparators) == 0 {
		return
	}
	p.told = map[string]bool{}
	for _, c := range y.Comparators {
		p.told[c] = true
	}
	for _, f := range p.figures {
		if !p.tells("previous") {
			f.as.Change = assess.Change{}
		}
		if !p.tells("target") {
			f.as.Rating = assess.Rating{RAG: "not-rated", Reason: "no ratings in this pack"}
		}
		if !p.tells("similar") {
			f.as.SN = assess.Neighbours{}
		}
		if !p.tells("region") {
			f.as.Region, f.as.HasRegion = assess.Comparison{}, false
		}
		if !p.tells("england") {
			f.as.England, f.as.Standing = assess.Comparison{}, assess.Standing{}
		}
	}
}

// tells reports whether a comparison is meant for the readers.
func (p *place) tells(comparator string) bool { return p.told == nil || p.told[comparator] }

// voice is the layout's voice with what it says besides.
func (y Layout) voice() voice {
	v := voices[y.Voice]
	if y.Floor != nil {
		v.floor = *y.Floor
	}
	if y.Provisional != "" {
		v.final = y.Provisional == "left-out"
	}
	return v
}

// checkReaders checks the fields that say what readers see.
func (y *Layout) checkReaders(pos map[string]diag.Pos, l *diag.List) {
	bad := func(field, message, expected string) {
		l.Add(diag.Diagnostic{Pos: pos[field], Message: message, Expected: expected})
	}
	if len(y.Audience) != 1 || !strings.Contains("BMPSD", y.Audience) {
		bad("audience", fmt.Sprintf("unknown audience %q", y.Audience), "B, M, P, S or D")
	}
	if y.Detail != "" && y.Detail != "full" && y.Detail != "summary" {
		bad("detail", fmt.Sprintf("unknown detail %q", y.Detail), "full or summary")
	}
	if y.Provisional != "" && y.Provisional != "shown" && y.Provisional != "left-out" {
		bad("provisional", fmt.Sprintf("%q says nothing of provisional figures", y.Provisional), "shown or left-out")
	}
	if y.Rounding != 0 && y.Rounding != 5 && y.Rounding != 10 {
		bad("rounding", fmt.Sprintf("counts cannot be rounded to the nearest %d", y.Rounding), "5 or 10; leave it out for exact counts")
	}
	for n, c := range y.Comparators {
		if !slices.Contains(comparators, c) {
			bad(fmt.Sprintf("comparators[%d]", n), fmt.Sprintf("unknown comparator %q", c), "one of "+strings.Join(comparators, ", "))
		}
	}
	if least := voices[y.Voice].floor; y.Floor != nil && *y.Floor < least {
		bad("floor", fmt.Sprintf("a floor of %d is looser than the voice's", *y.Floor), fmt.Sprintf("%d or more; the voice %s shows no smaller count", least, y.Voice))
	}
	if b := y.Budget; b != nil && (b.Least < 0 || b.Most < 0 || b.Most > 0 && b.Least > b.Most) {
		bad("budget", "no number of pages is within this budget", "least and most, with least no larger than most")
	}
}

// check checks one entry of the pages.
func (p *LayoutPage) check(at string, pos map[string]diag.Pos, l *diag.List) {
	known := func(field, name string) {
		if sections[name] == nil {
			l.Add(diag.Diagnostic{Pos: pos[at+field], Message: fmt.Sprintf("unknown section %q", name), Expected: "one of " + strings.Join(sectionNames(), ", ")})
		}
	}
	known(".section", p.Section)
	for n, name := range p.Also {
		known(fmt.Sprintf(".also[%d]", n), alsoPage(name).Section)
	}
	if p.Choose == "" {
		return
	}
	if rules[p.Choose] == nil {
		names := make([]string, 0, len(rules))
		for name := range rules {
			names = append(names, name)
		}
		sort.Strings(names)
		l.Add(diag.Diagnostic{Pos: pos[at+".choose"], Message: fmt.Sprintf("unknown rule %q", p.Choose), Expected: "one of " + strings.Join(names, ", ")})
	}
	if len(p.Indicators) > 0 {
		l.Add(diag.Diagnostic{Pos: pos[at+".choose"], Message: "a page has both a rule and a list of indicators", Expected: "choose or indicators", Fix: "leave one of them out"})
	}
}

// summarise takes the second lines out of tables and the tables out of charts:
// what a reader in a hurry passes over. The site has both.
func summarise(pages []document.Page) {
	for p := range pages {
		pages[p].Blocks = summaries(pages[p].Blocks)
	}
}

func summaries(blocks []document.Block) []document.Block {
	out := make([]document.Block, len(blocks))
	for n, b := range blocks {
		switch b := b.(type) {
		case document.Table:
			out[n] = withoutSeconds(b)
		case document.Chart:
			b.Table, b.TableTitle = nil, ""
			out[n] = b
		case document.Columns:
			b.Left, b.Right = summaries(b.Left), summaries(b.Right)
			out[n] = b
		case document.Panel:
			b.Chart = bareChart(b.Chart)
			out[n] = b
		case document.Benchmark:
			b.Chart.Table, b.Chart.TableTitle = nil, ""
			out[n] = b
		default:
			out[n] = b
		}
	}
	return out
}

func bareChart(c *document.Chart) *document.Chart {
	if c == nil {
		return nil
	}
	out := *c
	out.Table, out.TableTitle = nil, ""
	return &out
}

// withoutSeconds keeps first lines; a cell that has nothing but a second keeps
// it as its first.
func withoutSeconds(t document.Table) document.Table {
	groups := make([]document.RowGroup, len(t.Groups))
	for g, group := range t.Groups {
		rows := make([]document.Row, len(group.Rows))
		for r, row := range group.Rows {
			cells := append([]document.Cell(nil), row.Cells...)
			for c := range cells {
				if s := cells[c].Text.String(); s == "" || s == "–" && cells[c].Second != "" {
					cells[c].Text = document.Plain(cells[c].Second)
				}
				cells[c].Second = ""
			}
			rows[r] = document.Row{Cells: cells, Own: row.Own}
		}
		groups[g] = document.RowGroup{Title: group.Title, Note: group.Note, Rows: rows}
	}
	t.Groups = groups
	t.Columns = append([]document.Column(nil), t.Columns...)
	for c := range t.Columns {
		t.Columns[c].Sub = ""
	}
	return t
}
