package compose

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// domains in the order of the set, with the question each answers.
var domains = []struct{ id, question, note string }{
	{"local-profile", "What is the local need?", "Context and outcomes of the local profile"},
	{"governance-assurance", "Are we doing our duties, and well?", "Statutory target first, local goal below it"},
	{"qualitative-kpi", "Are we making a difference?", "Outcomes and what families tell us"},
}

// footnotes letters the remarks on rows of one table.
type footnotes struct {
	texts []string
}

func (n *footnotes) letter(s string) string {
	for i, t := range n.texts {
		if t == s {
			return string(rune('a' + i))
		}
	}
	if len(n.texts) == 26 {
		return ""
	}
	n.texts = append(n.texts, s)
	return string(rune('a' + len(n.texts) - 1))
}

// scorecardColumns are design §6's, in mm.
func scorecardColumns() []document.Column {
	return []document.Column{
		{Title: "Indicator", Sub: "polarity · period · date", Width: 42},
		{Title: "Latest", Align: document.Right, Width: 13}, {Title: "Previous", Align: document.Right, Width: 13},
		{Title: "Change", Width: 24.5}, {Title: "Target", Align: document.Right, Width: 14.5},
		{Title: "Similar", Sub: "areas, mean", Align: document.Right, Width: 16.5}, {Title: "England", Align: document.Right, Width: 16.5},
		{Title: "Rank", Sub: "1 is best", Align: document.Right, Width: 15.5}, {Title: "Rating", Width: 18.5},
	}
}

func boardScorecard(d *draft) []document.Page {
	all := d.allowed(d.readers())
	figs := d.chosen(d.place.foremost(all, d.audience(), d.page.Most))
	if len(figs) == 0 {
		return nil
	}
	var notes footnotes
	symbols := symbolSet{}
	tab := document.Table{ID: "scorecard", Caption: "Scorecard", Quiet: true, Scorecard: true, Columns: d.place.toldColumns()}
	for _, dom := range domains {
		g := document.RowGroup{Title: dom.question, Note: dom.note}
		for _, f := range figs {
			if f.def.CDC.Domain == dom.id {
				g.Rows = append(g.Rows, f.scorecardRow(&notes, symbols))
			}
		}
		if len(g.Rows) > 0 {
			tab.Groups = append(tab.Groups, g)
		}
	}
	title := d.scorecardTitle(figs)
	if len(tab.Groups) == 0 {
		return nil
	}
	legend := d.scorecardNotes(notes, symbols)
	if more := leftOut(len(all), len(figs)); more != "" && len(d.page.Indicators) == 0 {
		marks := &legend.Columns[1]
		marks.Items = append(marks.Items, document.Note{Text: document.Plain(more)})
	}
	if len(figs) <= scorecardRows {
		return []document.Page{{Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, tab, legend}}}
	}
	first, second := tab, tab
	first.Groups, second.Groups = splitGroups(tab.Groups, (len(figs)+1)/2)
	second.ID, second.Caption = "scorecard-2", "Scorecard, continued"
	return []document.Page{
		{Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, first}},
		{Title: second.Caption, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(second.Caption)}, second, legend}}}
}

// symbolSet are the symbols that a page shows, for its legend.
type symbolSet map[quantity.Symbol]bool

// scorecardRows is how many rows fit on one sheet with their legend.
const scorecardRows = 16

// splitGroups cuts groups after n rows; a group that is cut goes on under its
// own title.
func splitGroups(groups []document.RowGroup, n int) (first, second []document.RowGroup) {
	for _, g := range groups {
		switch {
		case n <= 0:
			second = append(second, g)
		case len(g.Rows) <= n:
			first = append(first, g)
		default:
			rest := document.RowGroup{Title: g.Title + " (continued)", Rows: g.Rows[n:]}
			g.Rows = g.Rows[:n]
			first, second = append(first, g), append(second, rest)
		}
		n -= len(g.Rows)
	}
	return first, second
}

func (d *draft) scorecardTitle(figs []*figure) string {
	better, worse, red := 0, 0, 0
	for _, f := range figs {
		switch f.changeVerb() {
		case "Improved":
			better++
		case "Worsened":
			worse++
		}
		if f.as.Rating.RAG == "red" {
			red++
		}
	}
	verb := "are"
	if red == 1 {
		verb = "is"
	}
	improved := upper(number(better))
	if better == 0 {
		improved = "None"
	}
	moved := improved + " of " + number(len(figs)) + " indicators improved, " + none(worse) + " worsened"
	rated := none(red) + " " + verb + " red"
	switch tells := d.place.tells; {
	case tells("previous") && tells("target"):
		return moved + "; " + rated
	case tells("previous"):
		return moved
	case tells("target"):
		return "Of " + number(len(figs)) + " indicators " + rated
	}
	return d.page.Title
}

// none is number, with the word for zero that stands alone.
func none(n int) string {
	if n == 0 {
		return "none"
	}
	return number(n)
}

// metInFull says how many of those judged met what is asked of all: "none of
// seven met in full", "neither of two met in full".
func metInFull(met, judged int) string {
	switch {
	case judged == 1 && met == 1:
		return "the only one judged met in full"
	case judged == 1:
		return "the only one judged not met in full"
	case judged == 2 && met == 0:
		return "neither of two met in full"
	case judged == 2 && met == 2:
		return "both met in full"
	}
	return none(met) + " of " + number(judged) + " met in full"
}

func (f *figure) scorecardRow(notes *footnotes, symbols map[quantity.Symbol]bool) document.Row {
	p := f.period()
	name := words(f.short())
	name.Strong = true
	name.Second = polarityLetter(f.def.Polarity) + " · " + periodLetters(p.Type) + " · " + p.Label
	var letters []string
	if f.provisional() {
		letters = append(letters, notes.letter("Provisional figure."))
	}
	for _, n := range f.rowNotes() {
		letters = append(letters, notes.letter(n))
	}
	name.Note = strings.Join(letters, " ")
	latest := full(f.value())
	latest.Own, latest.Strong = true, true
	if f.known() && f.as.Result.Value.Symbol == quantity.Unreliable {
		latest.Symbol = quantity.Unreliable
	}
	if f.lastYears() {
		latest.Italic, latest.Strong = true, false
	}
	row := document.Row{Cells: f.place.toldCells([]document.Cell{name, latest, full(f.quantity(f.as.Change.Previous)), f.changeCell(), f.targetCell(),
		f.comparisonCell(f.as.SN.Comparison, f.as.SN.N < f.as.SN.Min), f.comparisonCell(f.as.England, false), f.rankCell(), f.ratingCell()})}
	for _, c := range row.Cells {
		if c.Symbol != quantity.NoSymbol {
			symbols[c.Symbol] = true
		}
	}
	return row
}

// lastYears reports a figure of an earlier reporting year: a whole year has
// passed since its period ended.
func (f *figure) lastYears() bool {
	asOf := project.Day(f.place.in.Project.AsOf)
	return f.known() && asOf > 0 && f.period().End > 0 && f.period().End < asOf-10000
}

// columnsTold are the comparators that the scorecard's columns belong to.
var columnsTold = []string{"", "", "previous", "previous", "target", "similar", "england", "england", "target"}

// toldColumns are the scorecard's columns for what readers are told; the first
// takes the room of those left out.
func (p *place) toldColumns() []document.Column {
	var out []document.Column
	for n, c := range scorecardColumns() {
		if t := columnsTold[n]; t == "" || p.tells(t) {
			out = append(out, c)
		}
	}
	if len(out) < len(columnsTold) {
		out[0].Width = 0
	}
	return out
}

func (p *place) toldCells(cells []document.Cell) []document.Cell {
	var out []document.Cell
	for n, c := range cells {
		if t := columnsTold[n]; t == "" || p.tells(t) {
			out = append(out, c)
		}
	}
	return out
}

// rowNotes are the breaks and remarks a reader of the row must know.
func (f *figure) rowNotes() []string {
	var out []string
	if c := f.as.Change; c.Result == assess.NoComparison && strings.HasPrefix(c.Reason, "counted differently") {
		out = append(out, upper(c.Reason)+", so not compared.")
	}
	if f.has {
		out = append(out, f.as.Result.Notes.Texts()...)
	}
	if f.stale() {
		out = append(out, "More than three years old: the newest figure to hand.")
	}
	if f.as.SN.N > 0 && f.as.SN.N < f.as.SN.Min {
		out = append(out, fmt.Sprintf("Only %d of %d similar areas have data, too few to compare.", f.as.SN.N, f.as.SN.Of))
	}
	return out
}

func (f *figure) changeCell() document.Cell {
	c := f.as.Change
	if !c.Value.Known {
		return document.Cell{Mark: document.NoComparison, Text: document.Plain("–"), Second: "no comparison"}
	}
	q := f.difference(c.Value)
	second := lower(f.changeVerb())
	if _, word := f.variation(); f.special() {
		second = strings.TrimPrefix(second+"; SPC: "+word, "; ")
	}
	if second == "" {
		second = "not tested"
	}
	return document.Cell{Mark: f.changeMark(), Quantity: &q, Text: document.Text{span(q, q.Signed())}, Second: second, Strong: true}
}

func (f *figure) targetCell() document.Cell {
	r := f.as.Rating
	switch {
	case !f.known() && (r.Statutory.Known || r.Goal.Known):
		// Without a figure the row of results.csv holds no number, the target
		// among them: it is words here.
		if r.Statutory.Known {
			return words(f.goal(r.Statutory).Text)
		}
		return words(f.goal(r.Goal).Text)
	case r.Statutory.Known && r.Goal.Known:
		c := full(f.goal(r.Statutory))
		c.Second = "goal " + f.goal(r.Goal).Text
		return c
	case r.Statutory.Known:
		c := full(f.goal(r.Statutory))
		c.Second = "law"
		return c
	case r.Basis == "sn" || r.Basis == "england" || r.Basis == "region":
		c := words("–")
		c.Second = map[string]string{"sn": "vs similar", "england": "vs England", "region": "vs region"}[r.Basis]
		return c
	case r.Target.Known:
		return full(f.goal(r.Target))
	}
	return words("–")
}

// comparisonCell is the benchmark's value with the word, or the gap where
// nothing could be tested but both have a figure.
func (f *figure) comparisonCell(c assess.Comparison, tooFew bool) document.Cell {
	switch {
	case f.def.Measure == "count":
		return words("–")
	case c.Benchmark.Absent() && f.def.CDC.PopulatedBy == "local":
		return document.Cell{Text: document.Plain("x"), Symbol: quantity.NotAvailable, Second: "not collected"}
	case c.Benchmark.Absent():
		return document.Cell{Text: document.Plain("x"), Symbol: quantity.NotAvailable, Second: "not published"}
	case tooFew:
		return words("–")
	}
	out := full(f.quantity(c.Benchmark))
	switch {
	case !c.Benchmark.Known || !f.known():
	case c.Outcome != assess.NotCompared:
		out.Second = string(c.Outcome)
	case c.Gap.Known && f.as.Result.Value.Symbol == quantity.NoSymbol:
		gap := f.difference(c.Gap)
		out.Second = "gap " + gap.Magnitude()
		if gap.Unit == quantity.Points {
			out.Second += " pp"
		}
	}
	return out
}

func (f *figure) rankCell() document.Cell {
	st := f.as.Standing
	c := words("–")
	if st.Rank > 0 {
		plain := st
		plain.Joint = false
		c = words(rankText(plain))
	}
	switch {
	case st.Band == "":
	case strings.HasPrefix(st.Band, "Q"):
		c.Second = st.Band
	default:
		c.Second = "band " + st.Band
	}
	if st.Joint {
		c.Second = strings.TrimSuffix("joint, "+strings.TrimPrefix(c.Second, "band "), ", ")
	}
	return c
}

func (f *figure) ratingCell() document.Cell {
	m := f.rating()
	return document.Cell{Mark: m.Mark, Text: m.Text, Strong: true}
}

// testedWords are the words that only a test can earn, as far as readers meet
// them.
func (p *place) testedWords() string {
	words := []string{"“Better”", "“worse”", "“higher”", "“lower”", "“similar”"}
	if p.tells("previous") {
		words = append(words, "“improved”", "“worsened”")
	}
	return list(words) + ": 95% test."
}

func (d *draft) scorecardNotes(notes footnotes, symbols map[quantity.Symbol]bool) document.Notes {
	letters := document.NoteColumn{Title: "Letters", Items: []document.Note{{Text: document.Plain("H higher is better, L lower is better, T close to target, – no good or bad direction. A annual, Q quarter, MS monthly snapshot, term one school term. Italic: an earlier reporting year. pp percentage points. Rank out of areas with data; band A best quarter, D lowest; Q1 to Q4 low to high.")}}}
	marks := document.NoteColumn{Title: "Marks", Items: symbolNotes(symbols)}
	if d.place.tells("target") {
		marks.Items = append(marks.Items, document.Note{Text: document.Plain("Rating: green, target met; amber, within the indicator’s tolerance; red, beyond it. Where no target is set, against the benchmark named below the dash.")})
	}
	marks.Items = append(marks.Items, document.Note{Text: document.Plain("" + d.place.testedWords() + " Gap: no test possible. SPC: special cause by the control chart. About 1 in 20 tested comparisons differs by chance." + d.place.setNote())})
	cols := []document.NoteColumn{letters, marks}
	if len(notes.texts) > 0 {
		n := document.NoteColumn{Title: "Notes"}
		for i, t := range notes.texts {
			n.Items = append(n.Items, document.Note{Key: string(rune('a' + i)), Text: document.Plain(t)})
		}
		cols = append(cols, n)
	}
	return document.Notes{Columns: cols}
}

// symbolMeanings explains each symbol once where it is used.
var symbolMeanings = map[quantity.Symbol]string{
	quantity.Suppressed: "suppressed to protect individuals", quantity.NotApplicable: "not applicable",
	quantity.NotAvailable: "not available", quantity.Low: "not zero, but rounds to zero",
	quantity.Unreliable: "small sample, under 30", quantity.NoData: "no data recorded",
}

func symbolNotes(used map[quantity.Symbol]bool) []document.Note {
	var out []document.Note
	for _, s := range quantity.Symbols() {
		if used[s] {
			out = append(out, document.Note{Symbol: s, Text: document.Plain(symbolMeanings[s] + ".")})
		}
	}
	return out
}
