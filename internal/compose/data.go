package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

func operandWords(o *indicators.Operand) string {
	if o == nil {
		return ""
	}
	where := o.Column
	switch {
	case o.Key != "":
		where = o.Key
	case o.Expression != "":
		where = o.Expression
	}
	where += ", " + o.Source
	if o.Text == "" {
		return where
	}
	return upper(o.Text) + " (" + where + ")"
}

// Data composes the records of results.csv and the workbook for one area: the
// area's own figures with everything said of them, then the figures of other
// areas that any page or pack shows.
func Data(in *Input, area int32) document.Document {
	p := newPlace(in, areaID(area))
	d := p.base("data", p.area.Name+": data book", "Every published figure for "+p.area.Name+".", document.Web)
	d.Facts = p.bookFacts()
	for _, f := range p.figures {
		if len(f.series.Indicator.Results) == 0 {
			continue
		}
		records := p.records(f)
		if len(records) == 0 {
			continue
		}
		d.Records = append(d.Records, records...)
		d.Sheets = append(d.Sheets, f.note())
	}
	return d
}

func (p *place) bookFacts() []document.Fact {
	pr := p.in.Project
	facts := []document.Fact{{Term: "Area", Verdict: text(p.area.Name + " (" + p.area.Code + ")")}}
	for _, f := range [][2]string{{"Edition", pr.Edition}, {"Status", pr.Status}, {"Data to", longDate(pr.AsOf)}, {"Published", longDate(pr.Published)},
		{"Publisher", pr.Partnership}, {"Owner", pr.Owner}, {"Contact", strings.TrimSpace(pr.Contacts.Name + " " + pr.Contacts.Email)}, {"Similar areas", p.setTitle()}} {
		if f[1] != "" {
			facts = append(facts, document.Fact{Term: f[0], Verdict: text(f[1])})
		}
	}
	if pr.Fictional {
		facts = append(facts, document.Fact{Term: "Note", Verdict: text("All places and figures are fictional.")})
	}
	return facts
}

func (f *figure) note() document.IndicatorNote {
	sp, _ := f.spec()
	return document.IndicatorNote{ID: f.def.ID, Title: f.def.Title, TechnicalTitle: f.def.TechnicalTitle, Domain: f.def.CDC.Domain, Question: f.def.Question,
		Unit: f.def.Unit, Polarity: f.def.Polarity, Numerator: operandWords(f.def.Numerator), Denominator: operandWords(f.def.Denominator),
		Period: f.def.Period.Type, Source: strings.TrimSuffix(strings.TrimPrefix(f.source(), "Source: "), "."), Published: sp.Published, NextUpdate: sp.NextUpdate,
		Suppression: f.def.Suppression, Caveats: f.def.Caveats, Version: f.def.Version, Measure: f.def.Measure}
}

// records are one indicator's rows: own area first, then neighbours, region,
// England and the wards or localities of the area, then the other authorities of the strip at the shown period.
func (p *place) records(f *figure) []document.Record {
	i := f.series.Indicator
	shown := map[dataset.AreaID]bool{}
	for _, n := range p.neighbourIDs() {
		shown[n] = true
	}
	for _, r := range p.in.Register.RegionsOf(p.id) {
		shown[r] = true
	}
	if e, ok := p.in.Register.England(); ok {
		shown[e] = true
	}
	for _, r := range p.parts() {
		shown[r] = true
	}
	strip := map[dataset.AreaID]bool{}
	if f.has && f.def.SourceKey == "" {
		for _, pl := range f.as.Standing.Values {
			strip[pl.Area] = true
		}
	}
	var own, near, far []document.Record
	points := f.chartPoints()
	for n := range i.Results {
		r := &i.Results[n]
		switch {
		case r.Area == p.id:
			as, _ := f.series.At(r.Area, int(r.Period), int(r.Breakdown))
			rec := f.record(r)
			rec.Own = true
			f.assessed(&rec, &as)
			points.fill(&rec, r)
			own = append(own, rec)
		case shown[r.Area]:
			near = append(near, f.record(r))
		case strip[r.Area] && int(r.Period) == f.latest && r.Breakdown == evaluate.Headline:
			far = append(far, f.record(r))
		}
	}
	order := func(a []document.Record) {
		sort.SliceStable(a, func(x, y int) bool { return a[x].AreaCode < a[y].AreaCode })
	}
	order(near)
	order(far)
	return append(append(own, near...), far...)
}

// record is a figure without comparisons.
func (f *figure) record(r *evaluate.Result) document.Record {
	i, area := f.series.Indicator, f.place.in.Register.Area(r.Area)
	per := i.Periods[r.Period]
	rec := document.Record{AreaCode: area.Code, AreaName: area.Name, AreaLevel: area.Level, Indicator: f.def.ID, Breakdown: i.Breakdowns[r.Breakdown].Key,
		Period: per.Label, PeriodType: per.Type, Value: r.Value, Display: f.quantity(r.Value).Text, Unit: f.def.Unit,
		Numerator: r.Numerator, Denominator: r.Denominator, Status: r.Status.String(), Notes: strings.Join(r.Notes.IDs(), ";")}
	if r.HasInterval {
		rec.Lower95, rec.Upper95 = quantity.Of(r.I95.Lower), quantity.Of(r.I95.Upper)
	}
	if r.Has998 {
		rec.Lower998, rec.Upper998 = quantity.Of(r.I998.Lower), quantity.Of(r.I998.Upper)
	}
	for _, n := range surveyNotes(r) {
		rec.Notes = strings.TrimPrefix(rec.Notes+";"+n, ";")
	}
	var src []string
	for _, s := range i.Sources(r) {
		src = append(src, s.Pos(0).String())
	}
	rec.Source = strings.Join(src, ";")
	return rec
}

// assessed adds what was judged of an own figure. A figure without a number
// keeps the values of its benchmarks: they belong to others.
func (f *figure) assessed(rec *document.Record, as *assess.Assessment) {
	if f.series.Indicator.Def.SourceKey == "" && rec.Value.Symbol == quantity.Suppressed {
		as.Change.Value = quantity.Value{}
	}
	rec.Change, rec.ChangeResult = as.Change.Value, as.Change.Result
	rec.Trend = as.Trend.Result.String()
	if n := as.SN; n.Of > 0 {
		rec.SNSet, rec.SNMethod, rec.SNValue, rec.SNN = n.Set, n.Method, n.Benchmark, quantity.Of(float64(n.N))
		rec.SNResult = n.Outcome.Code()
	}
	if as.HasRegion {
		rec.RegionCode = f.place.in.Register.Area(as.RegionID).Code
		rec.RegionValue, rec.RegionResult = as.Region.Benchmark, as.Region.Outcome.Code()
	}
	if !as.England.Benchmark.Absent() {
		rec.EnglandValue, rec.EnglandResult = as.England.Benchmark, as.England.Outcome.Code()
	}
	if as.Standing.Rank > 0 {
		rec.Rank, rec.RankOf = quantity.Of(float64(as.Standing.Rank)), quantity.Of(float64(as.Standing.Of))
	}
	rec.Band = as.Standing.Band
	rec.Target, rec.RAG = as.Rating.Target, as.Rating.RAG
	f.charted(rec, as)
	rec.StatutoryTarget = as.Rating.Statutory
	rec.SNGap, rec.RegionGap, rec.EnglandGap = as.SN.Gap, as.Region.Gap, as.England.Gap
}

// charted adds the readings of the newest figure's control chart and of its
// period's funnel plot.
func (f *figure) charted(rec *document.Record, as *assess.Assessment) {
	if p := as.Control.Latest; p != nil && as.Control.Drawn() {
		rec.SPCMean, rec.SPCLower, rec.SPCUpper = quantity.Of(p.Limits.Mean), quantity.Of(p.Limits.Lower), quantity.Of(p.Limits.Upper)
		rec.SPCFlags = assess.Flags(*p)
		rec.SPCVariation, rec.SPCAssurance = as.Control.Chart.Variation.String(), as.Control.Chart.Assurance.String()
	}
	if int(as.Result.Period) != f.latest || as.Result.Breakdown != evaluate.Headline {
		return
	}
	if plot, label, ok := f.funnelOf(); ok {
		rec.FunnelBenchmark, rec.FunnelPhi = quantity.Of(plot.Benchmark), quantity.Of(plot.Dispersion.Phi)
		rec.FunnelResult = strings.ReplaceAll(strings.ReplaceAll(label, " ", "-"), "99.8", "998")
	}
}

// chartPoints are the points of the newest control chart by period.
type chartPoints struct {
	control *assess.Control
	at      map[int]int
}

func (f *figure) chartPoints() chartPoints {
	c := chartPoints{&f.as.Control, map[int]int{}}
	for n, p := range f.as.Control.Periods {
		c.at[p] = n
	}
	return c
}

// fill gives a headline row the limits and rules at its own period.
func (c chartPoints) fill(rec *document.Record, r *evaluate.Result) {
	n, ok := c.at[int(r.Period)]
	if !ok || r.Breakdown != evaluate.Headline {
		return
	}
	p := c.control.Chart.Points[n]
	if c.control.Chart.Segments[p.Segment].State.String() == "none" {
		return
	}
	rec.SPCPointMean, rec.SPCPointLower, rec.SPCPointUpper = quantity.Of(p.Limits.Mean), quantity.Of(p.Limits.Lower), quantity.Of(p.Limits.Upper)
	rec.SPCPointFlags = assess.Flags(p)
}
