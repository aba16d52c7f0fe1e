package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// interval is a result's 95% interval for drawing, clipped to the scale where
// the unit has one.
func (f *figure) interval(r *evaluate.Result) document.Interval {
	if r == nil || !r.HasInterval || !r.Value.Known {
		return document.Interval{}
	}
	i := document.Interval{Lower: r.I95.Lower, Upper: r.I95.Upper, Known: true}
	if f.def.Unit == quantity.Percent {
		i.Lower, i.Upper = max(i.Lower, 0), min(i.Upper, 100)
	}
	return i
}

// drawn reports whether intervals of this measure are worth drawing: those of
// a plain count say little beside the counts of other areas.
func (f *figure) drawsIntervals() bool { return f.def.Measure != "count" }

// refs are the named reference lines of a benchmark chart.
func (f *figure) refs(region, target bool) []document.Reference {
	if f.def.Measure == "count" {
		return nil
	}
	var out []document.Reference
	add := func(k document.RefKind, name string, v quantity.Value) {
		if v.Known {
			out = append(out, document.Reference{Kind: k, Label: name + " " + f.quantity(v).Text, Value: v.Number})
		}
	}
	add(document.RefEngland, "England", f.as.England.Benchmark)
	add(document.RefSimilar, "Similar", f.as.SN.Benchmark)
	if region && f.as.HasRegion {
		add(document.RefRegion, f.place.regionName(&f.as), f.as.Region.Benchmark)
	}
	if target {
		if r := f.target(); r != nil {
			out = append(out, *r)
		}
	}
	return out
}

// target is the goal or statutory line, nil when there is none to draw.
func (f *figure) target() *document.Reference {
	r := f.as.Rating
	switch {
	case r.Goal.Known:
		return &document.Reference{Kind: document.RefTarget, Label: "Goal " + f.goal(r.Goal).Text, Value: r.Goal.Number}
	case r.Statutory.Known:
		return &document.Reference{Kind: document.RefTarget, Label: "Law " + f.goal(r.Statutory).Text, Value: r.Statutory.Number}
	}
	return nil
}

// benchmark draws the area among its neighbours; nil when it has none with
// data or the measure is not comparable between areas.
func (f *figure) benchmark(width document.Width) *document.Chart {
	if f.as.SN.N == 0 || f.latest < 0 {
		return nil
	}
	rows, numbers, dots := f.benchmarkRows()
	refs := f.refs(true, false)
	for _, r := range refs {
		numbers = append(numbers, r.Value)
	}
	spec := document.BenchmarkSpec{Dots: dots, Rows: rows, Refs: refs, Axis: axisFor(numbers, f.def.Unit, !dots)}
	note := "No intervals published."
	if dots {
		note = "Bars through the dots: 95% interval."
	}
	if s := startNote(spec.Axis, f.def.Unit); dots && s != "" {
		note += " " + s
	}
	c := &document.Chart{ID: "similar-areas", Headline: f.benchmarkFinding(), Subtitle: f.subtitle(f.period().Label, note),
		Source: f.neighbourSource(), Width: width, Spec: spec, TableTitle: "Table: " + f.place.area.Name + " and " + number(f.as.SN.Of) + " similar areas, " + f.period().Label}
	c.Alt = f.benchmarkAlt(c.Headline, rows)
	c.Table = f.benchmarkTable(rows, c.TableTitle)
	return c
}

// benchmarkRows are the own area and its neighbours in drawing order: best to
// worst by polarity, by value without one, those without a figure last by name.
func (f *figure) benchmarkRows() (rows []document.BenchmarkRow, numbers []float64, dots bool) {
	i := f.series.Indicator
	ids := []dataset.AreaID{f.place.id}
	for _, n := range f.place.in.Set.Of[f.place.id] {
		ids = append(ids, n.Area)
	}
	for _, id := range ids {
		row := document.BenchmarkRow{Label: f.place.in.Register.Area(id).Name, Own: id == f.place.id}
		r := i.At(id, f.latest, evaluate.Headline)
		switch {
		case r == nil:
			row.Missing = "no figure"
			if a := f.place.in.Register.Area(id); !a.Current(f.period().End) {
				row.Missing = "abolished"
				if a.Start > f.period().End {
					row.Missing = "not yet formed"
				}
			}
		case !r.Value.Known:
			row.Value, row.Missing = f.quantity(r.Value), shortMissing(r.Value.Symbol)
		default:
			row.Value = f.quantity(r.Value)
			if f.drawsIntervals() {
				row.Interval = f.interval(r)
			}
			numbers = append(numbers, r.Value.Number)
			if row.Interval.Known {
				dots = true
				numbers = append(numbers, row.Interval.Lower, row.Interval.Upper)
			}
		}
		rows = append(rows, row)
	}
	f.orderRows(rows)
	return rows, numbers, dots
}

func (f *figure) orderRows(rows []document.BenchmarkRow) {
	low := f.def.Polarity == "low"
	sort.SliceStable(rows, func(a, b int) bool {
		x, y := rows[a].Value.Value, rows[b].Value.Value
		switch {
		case x.Known != y.Known:
			return x.Known
		case !x.Known || x.Number == y.Number:
			return rows[a].Label < rows[b].Label
		case low:
			return x.Number < y.Number
		}
		return x.Number > y.Number
	})
}

// subtitle is measure, unit and period, then what the reader of the drawing
// must know.
func (f *figure) subtitle(period, note string) string {
	if f.def.TechnicalTitle != "" {
		return f.subtitleOf(f.def.TechnicalTitle, period, note)
	}
	return f.subtitleOf(f.def.Title, period, note)
}

func (f *figure) subtitleOf(s, period, note string) string {
	if p := f.def.Unit.Phrase(); p != "" && p != "%" && !strings.Contains(strings.ToLower(s), strings.ToLower(p)) {
		s += ", " + p
	}
	s += ", " + period
	if f.provisional() {
		s += ", provisional"
	}
	s += "."
	if note != "" {
		s += " " + note
	}
	return s
}

// lawNote gives the statutory target where a chart draws only the local goal:
// a goal below the law is never shown without it.
func (f *figure) lawNote() string {
	if r := f.as.Rating; r.Statutory.Known && r.Goal.Known {
		return "The law expects " + f.goal(r.Statutory).Text + "."
	}
	return ""
}

// joinNotes puts sentences together, leaving out empty ones.
func joinNotes(notes ...string) string {
	var out []string
	for _, n := range notes {
		if n != "" {
			out = append(out, n)
		}
	}
	return strings.Join(out, " ")
}

// source is publication, publisher and date of the figures.
func (f *figure) source() string {
	spec, ok := f.spec()
	if ok && spec.Publication != "" && !(spec.Returns && f.def.Source.Publication != "") {
		s := "Source: " + spec.Publication
		if spec.Publisher != "" {
			s += ", " + spec.Publisher
		}
		if spec.Published != "" {
			s += ", " + monthYear(spec.Published)
		}
		return s + "."
	}
	if f.def.Source.Publication != "" {
		s, by := "Source: "+f.def.Source.Publication, f.def.Source.Publisher
		if f.place.in.Project.Fictional && ok {
			by = spec.Publisher // no real body published what is made up
		}
		if by != "" {
			s += ", " + by
		}
		return s + "."
	}
	return "Source: local return."
}

// spec is the mapping that the headline figure was read through.
func (f *figure) spec() (dataset.Spec, bool) {
	id := ""
	switch {
	case f.has && f.series.Indicator.SourceID(f.as.Result) != "":
		id = f.series.Indicator.SourceID(f.as.Result)
	case f.def.Numerator != nil:
		id = f.def.Numerator.Source
	case f.def.Value != nil:
		id = f.def.Value.Source
	}
	s, ok := f.place.in.Sources[id]
	return s, ok
}

func (f *figure) neighbourSource() string {
	weak := ""
	if f.place.weakSet() {
		weak = " Most of them are not close, so the comparison is weak."
	}
	return "Similar areas: " + f.neighbourMethod() + "." + weak + " " + f.source()
}

// neighbourMethod names set, method and how many had data.
func (f *figure) neighbourMethod() string {
	n := f.as.SN
	name := map[string]string{"mean": "simple mean", "median": "median", "pooled": "all similar areas combined"}[n.Method]
	return f.place.setTitle() + ", " + name + ", " + number(n.N) + " of " + number(n.Of) + " with data"
}

// weakSet reports an area whose neighbours are mostly only somewhat close or
// not close: comparing with them says little (benchmarks note §2.2).
func (p *place) weakSet() bool {
	if p.in.Set == nil {
		return false
	}
	far := 0
	for _, n := range p.in.Set.Of[p.id] {
		if n.Closeness == "Somewhat close" || n.Closeness == "Not close" {
			far++
		}
	}
	return far >= 6
}

// setNote names the set of similar areas; "" where there is none.
func (p *place) setNote() string {
	if t := p.setTitle(); t != "" {
		return " Similar areas: " + t + "."
	}
	return ""
}

func (p *place) setTitle() string {
	if p.in.Set == nil {
		return ""
	}
	if p.in.Set.Title != "" {
		return p.in.Set.Title
	}
	return p.in.Set.ID + " set"
}

// breakdown draws the groups of one list at the latest period; nil when there
// are fewer than two.
func (f *figure) breakdown(list string, width document.Width) *document.Chart {
	i := f.series.Indicator
	spec := document.BreakdownSpec{}
	var numbers []float64
	england, hasEngland := f.place.in.Register.England()
	add := func(b int, label string, total bool) {
		r := i.At(f.place.id, f.latest, b)
		if r == nil {
			return
		}
		row := document.BarRow{Label: label, Total: total, Value: f.quantity(r.Value)}
		if f.drawsIntervals() {
			row.Interval = f.interval(r)
		}
		if r.Value.Known {
			numbers = append(numbers, r.Value.Number)
		} else {
			row.Missing = shortMissing(r.Value.Symbol)
		}
		if hasEngland && f.def.Measure != "count" {
			if e := i.At(england, f.latest, b); e != nil && e.Value.Known {
				row.England = f.quantity(e.Value)
				numbers = append(numbers, e.Value.Number)
				spec.TickLabel = "England, same group"
			}
		}
		spec.Rows = append(spec.Rows, row)
	}
	decl := f.listOf(list)
	if decl == nil {
		return nil
	}
	parts := f.groupsOf(list)
	if list != indicators.AnswerList && !f.headlineIsGroup(parts) {
		add(evaluate.Headline, "All", true)
	}
	start := len(spec.Rows)
	for _, b := range parts {
		add(b, i.Breakdowns[b].Label, false)
	}
	if len(spec.Rows)-start < 2 {
		return nil
	}
	f.orderBars(spec.Rows[start:], decl.Order)
	if len(spec.Rows) > 14 {
		spec.Rows = spec.Rows[:14]
	}
	spec.Axis = axisFor(numbers, f.def.Unit, true)
	title := decl.Title
	if title == "" {
		title = "By " + strings.ReplaceAll(list, "-", " ")
	}
	subtitle := f.subtitle(f.period().Label, title+".")
	if f.headlineIsGroup(parts) {
		// The technical title names the headline's own group, and these are all.
		subtitle = f.subtitleOf(f.def.Title, f.period().Label, title+".")
	}
	c := &document.Chart{ID: "by-" + list, Headline: f.breakdownFinding(list, title, spec.Rows[start:]), Subtitle: subtitle,
		Source: f.source(), Width: width, Spec: spec, TableTitle: "Table: " + lower(f.short()) + ", " + lower(title) + ", " + f.period().Label}
	c.Alt = f.breakdownAlt(c.Headline, spec.Rows)
	c.Table = f.breakdownTable(spec, c.TableTitle)
	return c
}

// headlineIsGroup reports whether the headline figure equals one of the groups
// (an indicator whose headline is "pupils with a plan"): a total row would then
// only repeat it.
func (f *figure) headlineIsGroup(parts []int) bool {
	for _, b := range parts {
		r := f.series.Indicator.At(f.place.id, f.latest, b)
		if r != nil && r.Value == f.as.Result.Value && r.Value.Known && r.Numerator == f.as.Result.Numerator && !f.as.Result.Denominator.Known {
			return true
		}
		if r != nil && r.Value.Known && r.Value == f.as.Result.Value && r.Denominator.Known && r.Denominator == f.as.Result.Denominator {
			return true
		}
	}
	return false
}

// groupsOf are the breakdown indexes of a list.
func (f *figure) groupsOf(list string) []int {
	var out []int
	for n, b := range f.series.Indicator.Breakdowns {
		if b.List == list {
			out = append(out, n)
		}
	}
	return out
}

func (f *figure) orderBars(rows []document.BarRow, order []string) {
	rank := map[string]int{}
	for n, code := range order {
		for _, b := range f.series.Indicator.Breakdowns {
			if b.Code == code {
				rank[b.Label] = n + 1
			}
		}
	}
	sort.SliceStable(rows, func(a, b int) bool {
		if len(rank) > 0 && rank[rows[a].Label] != rank[rows[b].Label] {
			return rank[rows[a].Label] < rank[rows[b].Label]
		}
		x, y := rows[a].Value.Value, rows[b].Value.Value
		switch {
		case len(rank) > 0:
			return false
		case x.Known != y.Known:
			return x.Known
		case x.Known && x.Number != y.Number:
			return x.Number > y.Number
		}
		return rows[a].Label < rows[b].Label
	})
}

// breakdownFinding names the highest group, or only the list when groups tie
// or fewer than two have a figure.
func (f *figure) breakdownFinding(list, title string, rows []document.BarRow) string {
	best, second := -1, false
	for n, r := range rows {
		if !r.Value.Value.Known {
			continue
		}
		if best < 0 || r.Value.Value.Number > rows[best].Value.Value.Number {
			best, second = n, best >= 0
		} else {
			second = true
		}
	}
	if best < 0 || !second {
		return title
	}
	for n, r := range rows {
		if n != best && r.Value.Text == rows[best].Value.Text {
			return title
		}
	}
	if !f.standsOut(rows, best) {
		return title
	}
	if list == indicators.AnswerList {
		return title + ": the most common answer is “" + lower(rows[best].Label) + "”, " + rows[best].Value.Text
	}
	return title + ": highest is " + lower(rows[best].Label) + ", " + rows[best].Value.Text
}

// standsOut reports whether the highest group may be named: where groups have
// intervals, its own must lie above the value of the next.
func (f *figure) standsOut(rows []document.BarRow, best int) bool {
	if !rows[best].Interval.Known {
		return true
	}
	for n, r := range rows {
		if n != best && r.Value.Value.Known && r.Value.Value.Number >= rows[best].Interval.Lower {
			return false
		}
	}
	return true
}

// listOf is the declaration of a breakdown list, nil when there is none.
func (f *figure) listOf(list string) *indicators.Breakdown {
	for n := range f.def.Breakdowns {
		if f.def.Breakdowns[n].List == list {
			return &f.def.Breakdowns[n]
		}
	}
	return nil
}
