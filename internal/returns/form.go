package returns

import (
	"slices"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Input is what a form is made from. Last may be nil: then nothing was
// returned before.
type Input struct {
	Definitions                      []indicators.Definition
	Register                         *dataset.Register
	Last                             *dataset.Table
	Areas                            []dataset.AreaID
	Title, Partnership, Contact, Day string // Day is YYYY-MM-DD
	AsOf                             int    // the same as yyyymmdd
}

// New makes the form: sheets in the order of the agencies, figures in the
// order of the definitions. A definition that names no agency goes to the
// first, the SEND team.
func New(in Input) Form {
	f := Form{Title: in.Title, Partnership: in.Partnership, Contact: in.Contact, AsOf: in.Day}
	for _, id := range in.Areas {
		a := in.Register.Area(id)
		f.Areas = append(f.Areas, Area{a.Code, a.Name})
	}
	h := newHistory(in.Last)
	of := map[string][]Figure{}
	first := indicators.Agencies()[0].ID
	for n := range in.Definitions {
		d := &in.Definitions[n]
		if !filledLocally(d) {
			continue
		}
		agency := first
		if d.Return != nil && d.Return.Agency != "" {
			agency = d.Return.Agency
		}
		of[agency] = append(of[agency], in.figure(d, h))
	}
	for _, a := range indicators.Agencies() {
		if len(of[a.ID]) > 0 {
			f.Sheets = append(f.Sheets, Sheet{Agency: a.ID, Title: a.Title, Figures: of[a.ID]})
		}
	}
	f.tellTitlesApart()
	f.Periods = in.periodLists(f.Sheets, h)
	return f
}

// tellTitlesApart adds the id to titles that several indicators share, since a
// person picks an indicator by its title in the rows for more figures.
func (f *Form) tellTitlesApart() {
	count := map[string]int{}
	f.each(func(g *Figure) { count[strings.ToLower(g.Title)]++ })
	f.each(func(g *Figure) {
		if count[strings.ToLower(g.Title)] > 1 {
			g.Title += " (" + g.ID + ")"
		}
	})
}

func (f *Form) each(do func(*Figure)) {
	for s := range f.Sheets {
		for g := range f.Sheets[s].Figures {
			do(&f.Sheets[s].Figures[g])
		}
	}
}

func (in *Input) figure(d *indicators.Definition, h *history) Figure {
	g := Figure{ID: d.ID, Title: d.Title, Technical: d.TechnicalTitle, Question: d.Question, Unit: unitWords(d),
		PeriodType: d.Period.Type, Frequency: d.Period.Frequency, Caveats: slices.Clone(d.Caveats), Audiences: seenBy(d.Audiences),
		Survey: d.Measure == "survey", Cells: cells(d)}
	g.Numerator, g.Denominator, g.Value = texts(d)
	g.Rule = rule(d, g.Cells)
	if d.Return != nil {
		g.Note = d.Return.Note
	}
	if d.Survey != nil {
		g.Wording = d.Survey.Wording
	}
	groups := in.groups(d, h)
	for _, b := range groups {
		g.Breakdowns = append(g.Breakdowns, b.words())
	}
	for _, id := range in.Areas {
		g.Rows = append(g.Rows, in.rows(d, id, groups, h)...)
	}
	return g
}

// rows are the headline of one area and its groups, all for the same period.
func (in *Input) rows(d *indicators.Definition, id dataset.AreaID, groups []group, h *history) []Row {
	a := in.Register.Area(id)
	period := in.expected(d, h.latest(d.ID, id))
	out := []Row{{Area: Area{a.Code, a.Name}, Period: period, Last: h.last(d.ID, id, "")}}
	for _, g := range groups {
		for _, c := range g.codes {
			key := g.list + "=" + c.code
			out = append(out, Row{Area: Area{a.Code, a.Name}, Period: period, Breakdown: key, Group: g.title, Label: c.label, Last: h.last(d.ID, id, key)})
		}
	}
	return out
}

// expected is the label of the next period: the one after the last that was
// returned, else the one that the form's date falls in. Survey waves are named
// by those who ask.
func (in *Input) expected(d *indicators.Definition, last *dataset.Period) string {
	if last != nil && last.Type == d.Period.Type {
		if next, ok := last.Next(d.Period.Frequency); ok {
			return next.Label
		}
		return ""
	}
	p, ok := dataset.PeriodAt(d.Period.Type, in.AsOf)
	if !ok {
		return ""
	}
	return p.Label
}

// periodLists offers, for each type of period in the form, the newest six and
// the two that come next; survey waves are those that were returned.
func (in *Input) periodLists(sheets []Sheet, h *history) []PeriodList {
	var out []PeriodList
	for _, typ := range dataset.PeriodTypes() {
		frequency, used := "", false
		for _, s := range sheets {
			for _, g := range s.Figures {
				if g.PeriodType == typ && !used {
					frequency, used = g.Frequency, true
				}
			}
		}
		if labels := in.labels(typ, frequency, h); used && len(labels) > 0 {
			out = append(out, PeriodList{Type: typ, Labels: labels})
		}
	}
	return out
}

func (in *Input) labels(typ, frequency string, h *history) []string {
	p, ok := dataset.PeriodAt(typ, in.AsOf)
	if !ok {
		return h.waves()
	}
	for range 2 {
		if next, ok := p.Next(frequency); ok {
			p = next
		}
	}
	var out []string
	for range 8 {
		out = append(out, p.Label)
		if p, ok = before(p, frequency); !ok {
			break
		}
	}
	return out
}

// before is the period one step of the series earlier, which for rolling years
// is not the one that Previous compares with.
func before(p dataset.Period, frequency string) (dataset.Period, bool) {
	if p.Type != dataset.Rolling12 {
		return p.Previous()
	}
	year, ok := p.Previous()
	for q := year; ok; {
		next, more := q.Next(frequency)
		if !more || next.Start >= p.Start {
			return q, more
		}
		q = next
	}
	return p, false
}

// unitWords is the unit as a person names it: "per cent", "weeks".
func unitWords(d *indicators.Definition) string {
	if w := d.Words.Unit; w != "" {
		return w
	}
	switch d.Unit {
	case quantity.Count:
		return "number"
	case quantity.Percent:
		return "per cent (%)"
	}
	if p := d.Unit.Phrase(); p != "" {
		return p
	}
	return string(d.Unit)
}

// seenBy names the packs that show an indicator.
func seenBy(audiences map[string]string) string {
	var out []string
	for _, a := range []struct{ code, words string }{{"B", "board pack"}, {"M", "members' pack"}, {"P", "parent carer pack"}, {"S", "school leaders' pack"}} {
		switch audiences[a.code] {
		case "headline":
			out = append(out, a.words+" (front page)")
		case "page":
			out = append(out, a.words)
		}
	}
	return strings.Join(append(out, "data book"), ", ")
}
