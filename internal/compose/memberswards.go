package compose

import (
	"sort"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// parts are the wards of the area, else its localities, by name; none where
// the geography file names none.
func (p *place) parts() []dataset.AreaID {
	day := project.Day(p.in.Project.AsOf)
	parts := p.in.Register.Places(p.area.Code, dataset.LevelWard, day)
	if len(parts) == 0 {
		parts = p.in.Register.Places(p.area.Code, dataset.LevelLocality, day)
	}
	sort.SliceStable(parts, func(a, b int) bool {
		return p.in.Register.Area(parts[a]).Name < p.in.Register.Area(parts[b]).Name
	})
	return parts
}

// perPart is an indicator that has figures of parts of the area, with the
// newest period in which any of them has one.
type perPart struct {
	f      *figure
	period int
}

// perParts are the page's indicators with figures of the area's parts.
func (d *draft) perParts(parts []dataset.AreaID) []perPart {
	var out []perPart
	for _, id := range d.page.Indicators {
		f := d.place.byID[id]
		if f == nil || f.def.Suppression == "S4" {
			continue
		}
		latest := -1
		for _, part := range parts {
			latest = max(latest, f.series.Indicator.Latest(part, evaluate.Headline))
		}
		if latest >= 0 {
			out = append(out, perPart{f, latest})
		}
	}
	return out
}

// membersWards is one sheet on the parts of the area in the order of their
// names: never a ranked list, and no count that is small.
func membersWards(d *draft) []document.Page {
	parts := d.place.parts()
	columns := d.perParts(parts)
	if len(columns) == 0 {
		return nil
	}
	title := d.page.Title
	if t := d.spread(columns, parts); t != "" {
		title = t
	}
	kind := "localities"
	if d.place.in.Register.Area(parts[0]).Level == dataset.LevelWard {
		kind = "wards"
	}
	return []document.Page{{Title: title, Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Paragraphs: sentencePart("These are children and young people where they live, wherever they go to school. The " + kind +
			" stand in the order of their names, and not of their figures. A high share can mean that needs are found earlier there.")},
		d.wardTable(columns, parts),
		document.Prose{Role: document.Small, Paragraphs: sentencePart(d.wardNote(columns))},
	}}}
}

// shown is one figure of a part as members may see it, or nil.
func (c perPart) shown(d *draft, part dataset.AreaID, breakdown int) *evaluate.Result {
	r := c.f.series.Indicator.At(part, c.period, breakdown)
	if r == nil {
		return nil
	}
	return d.voice.safe(r)
}

// spread is the finding: from where to where the first share among the columns
// goes, "" without one.
func (d *draft) spread(columns []perPart, parts []dataset.AreaID) string {
	for _, c := range columns {
		if c.f.def.Unit != quantity.Percent || c.f.def.Words.Of == "" {
			continue
		}
		var low, high quantity.Value
		n := 0
		for _, part := range parts {
			r := c.shown(d, part, evaluate.Headline)
			if r == nil || !r.Value.Known {
				continue
			}
			if n++; n == 1 || r.Value.Number < low.Number {
				low = r.Value
			}
			if n == 1 || r.Value.Number > high.Number {
				high = r.Value
			}
		}
		if n >= 3 && c.f.quantity(low).Text != c.f.quantity(high).Text {
			return "From " + c.f.quantity(low).Text + " to " + c.f.quantity(high).Text + " " + c.f.def.Words.Of + ", place by place"
		}
	}
	return ""
}

// wardTable has a row for each part and one for the whole area.
func (d *draft) wardTable(columns []perPart, parts []dataset.AreaID) document.Table {
	t := document.Table{ID: "wards", Caption: "Place by place", Quiet: true, Columns: []document.Column{{Title: "Place", Width: 34}}}
	for _, c := range columns {
		t.Columns = append(t.Columns, document.Column{Title: c.f.short(), Sub: d.voice.nominal(c.f.series.Indicator.Periods[c.period]), Align: document.Right, Width: 28})
	}
	plans, needs := d.withList(columns, "provision"), d.withList(columns, "need")
	if plans != nil {
		t.Columns = append(t.Columns, document.Column{Title: "With a plan", Align: document.Right, Width: 22})
	}
	if needs != nil {
		t.Columns = append(t.Columns, document.Column{Title: "Most common needs", Width: 62})
	}
	var g document.RowGroup
	row := func(area dataset.AreaID, own bool) document.Row {
		r := document.Row{Own: own, Cells: []document.Cell{words(d.place.in.Register.Area(area).Name)}}
		for _, c := range columns {
			r.Cells = append(r.Cells, d.wardCell(c, c.shown(d, area, evaluate.Headline)))
		}
		if plans != nil {
			r.Cells = append(r.Cells, d.wardCell(*plans, plans.group(d, area, "provision", "ehc")))
		}
		if needs != nil {
			r.Cells = append(r.Cells, words(dash(needs.top(d, area))))
		}
		return r
	}
	for _, part := range parts {
		g.Rows = append(g.Rows, row(part, false))
	}
	g.Rows = append(g.Rows, row(d.place.id, true))
	t.Groups = []document.RowGroup{g}
	return t
}

// withList is the first column whose indicator is split by a list, nil without.
func (d *draft) withList(columns []perPart, list string) *perPart {
	for n := range columns {
		if columns[n].f.listOf(list) != nil && len(columns[n].f.groupsOf(list)) > 0 {
			return &columns[n]
		}
	}
	return nil
}

// wardCell is a figure, or why there is none.
func (d *draft) wardCell(c perPart, r *evaluate.Result) document.Cell {
	switch {
	case r == nil:
		return words("–")
	case !r.Value.Known && r.Value.Symbol == quantity.Suppressed:
		return words("Too small to show")
	case !r.Value.Known:
		return words("No figure")
	}
	q := c.f.quantity(r.Value)
	return document.Cell{Text: text(q), Quantity: &q}
}

// group is the figure of one group of a list in a part.
func (c perPart) group(d *draft, part dataset.AreaID, list, code string) *evaluate.Result {
	for _, b := range c.f.groupsOf(list) {
		if c.f.series.Indicator.Breakdowns[b].Code == code {
			return c.shown(d, part, b)
		}
	}
	return nil
}

// shortNeeds are the names of needs where three stand in one cell.
var shortNeeds = map[string]string{"SLCN": "Speech and language", "SEMH": "Social and emotional", "SPLD": "Dyslexia and the like",
	"MLD": "Moderate learning", "SLD": "Severe learning", "PMLD": "Profound learning", "HI": "Hearing", "VI": "Sight", "MSI": "Hearing and sight",
	"PD": "Physical", "OTH": "Other"}

// top are the three most common needs of a part, in words; those that were not
// recorded or not assessed are no need. Ties at the end are left out.
func (c perPart) top(d *draft, part dataset.AreaID) string {
	type one struct {
		label string
		n     float64
	}
	var all []one
	for _, b := range c.f.groupsOf("need") {
		i := c.f.series.Indicator
		r := c.shown(d, part, b)
		if r == nil || !r.Value.Known || i.Breakdowns[b].Code == "NSA" || i.Breakdowns[b].Code == "missing" {
			continue
		}
		label := i.Breakdowns[b].Label
		if short := shortNeeds[i.Breakdowns[b].Code]; short != "" {
			label = short
		}
		all = append(all, one{label, r.Value.Number})
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].n > all[b].n })
	most := min(3, len(all))
	for most > 0 && most < len(all) && all[most-1].n == all[most].n {
		most--
	}
	out := ""
	for n, o := range all[:most] {
		if n > 0 {
			out += "; " + lower(o.label)
			continue
		}
		out = o.label
	}
	return out
}

// wardNote says what is hidden and where the figures come from.
func (d *draft) wardNote(columns []perPart) string {
	var figs []*figure
	for _, c := range columns {
		figs = append(figs, c.f)
	}
	return "Where fewer than 10 children are counted, and where others would give such a number away, nothing is shown. A dash means that there is no figure. " +
		sourcesNamed(d.place.sourceNames(figs))
}
