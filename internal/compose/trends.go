package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// timeline is the evenly spaced periods of an indicator from the area's first
// figure to the newest, holes filled, so that a missing year keeps its place
// on the axis. Index -1 marks a hole.
type timeline struct {
	labels []string
	index  []int
}

// maxPeriods bounds a drawn series; older periods are in the table.
const maxPeriods = 30

// timeline walks back from the newest period one step at a time. Series whose
// periods have no fixed step (survey waves, terms) keep the periods they have.
func (f *figure) timeline() timeline { return f.timelineOf(maxPeriods) }

// timelineOf is timeline with at most so many periods.
func (f *figure) timelineOf(most int) timeline {
	i := f.series.Indicator
	first := -1
	for n := range i.Periods {
		if i.At(f.place.id, n, evaluate.Headline) != nil {
			first = n
			break
		}
	}
	var t timeline
	if first < 0 {
		return t
	}
	last := -1
	for n := first; n <= f.latest; n++ {
		if i.Periods[n].Type != f.period().Type {
			continue // another term: an autumn is compared with autumns
		}
		if last >= 0 {
			t.hole(i.Periods[last], i.Periods[n])
		}
		t.labels, t.index, last = append(t.labels, i.Periods[n].Label), append(t.index, n), n
	}
	if extra := len(t.labels) - most; extra > 0 {
		t.labels, t.index = t.labels[extra:], t.index[extra:]
	}
	return t
}

// hole adds the periods strictly between a and b.
func (t *timeline) hole(a, b dataset.Period) {
	if a.Type != b.Type {
		return
	}
	steps, ok := dataset.Steps(a, b)
	if !ok || steps < 2 || steps > maxPeriods {
		return
	}
	var labels []string
	p := b
	for s := 1.0; s < steps; s++ {
		q, ok := p.Previous()
		if !ok {
			return
		}
		labels = append([]string{q.Label}, labels...)
		p = q
	}
	for _, l := range labels {
		t.labels, t.index = append(t.labels, l), append(t.index, -1)
	}
}

// points are an area's values along the timeline.
func (f *figure) pointsOn(v voice, t timeline, area dataset.AreaID, breakdown int) ([]document.Point, int) {
	out, known := make([]document.Point, len(t.index)), 0
	for n, p := range t.index {
		if p < 0 {
			continue
		}
		r := v.safe(f.series.Indicator.At(area, p, breakdown))
		if r == nil {
			continue
		}
		out[n] = document.Point{Value: f.quantity(r.Value), Provisional: r.Status == dataset.Provisional}
		if f.drawsIntervals() {
			out[n].Interval = f.interval(r)
		}
		if r.Value.Known {
			known++
		}
	}
	return out, known
}

// yearStarts are the months in which counts that add up through a year begin.
var yearStarts = map[string]int{"FY": 4, "AY": 9}

// breaksOn are the definition's breaks as places on the timeline, and the waves
// at which a survey began to ask another question.
func (f *figure) breaksOn(t timeline) []document.Break {
	var out []document.Break
	i := f.series.Indicator
	for _, b := range f.def.Breaks {
		at := assess.BreakAt(f.def, b, i.Periods)
		for n, p := range t.index {
			if at > 0 && p >= at && n > 0 {
				out = append(out, document.Break{Before: n, Reason: b.Reason})
				break
			}
		}
	}
	if start := yearStarts[f.def.Period.Cumulative]; start > 0 {
		for n, p := range t.index {
			if n > 0 && i.Periods[p].Start/100%100 == start {
				out = append(out, document.Break{Before: n, Reason: "the count starts again"})
			}
		}
	}
	var before *evaluate.Result
	for n, p := range t.index {
		r := i.At(f.place.id, p, evaluate.Headline)
		if r == nil {
			continue
		}
		if before != nil && evaluate.Reworded(f.def, before, r) {
			out = append(out, document.Break{Before: n, Reason: "another question was asked"})
		}
		before = r
	}
	return out
}

// trendChart draws the area, similar areas and England over time; nil with
// fewer than three periods.
func (f *figure) trendChart(v voice, width document.Width) *document.Chart {
	t := f.timeline()
	if len(t.labels) < 3 {
		return nil
	}
	own, known := f.pointsOn(v, t, f.place.id, evaluate.Headline)
	if known < 2 {
		return nil
	}
	spec := document.TrendSpec{Periods: t.labels, Breaks: f.breaksOn(t), Target: f.target()}
	spec.Series = append(spec.Series, document.Series{Kind: document.OwnSeries, Name: f.place.area.Name, Label: f.endLabel(v, f.place.area.Name, own), Points: own})
	f.addOthers(&spec, t, v)
	numbers := seriesNumbers(spec)
	if spec.Target != nil {
		numbers = append(numbers, spec.Target.Value)
	}
	spec.Axis = axisFor(numbers, f.def.Unit, f.def.Unit == quantity.Count)
	spec.Missing = gapWord(t.labels, own)
	span := t.labels[0] + " to " + t.labels[len(t.labels)-1]
	c := &document.Chart{ID: "trend", Headline: f.trendFinding(), Source: f.source(), Width: width, Spec: spec,
		TableTitle: "Table: " + lower(f.short()) + ", " + span}
	if len(spec.Series) > 1 && f.as.SN.N > 0 {
		c.Source += " Similar areas: mean of " + f.place.setTitle() + "."
	}
	c.Subtitle = f.subtitle(span, joinNotes(f.lawNote(), startNote(spec.Axis, f.def.Unit)))
	c.Alt = f.trendAlt(c.Headline, spec)
	c.Table = f.trendTable(v, t, c.TableTitle)
	return c
}

// addOthers adds the neighbours' mean and England where they have figures and
// may be compared at all.
func (f *figure) addOthers(spec *document.TrendSpec, t timeline, v voice) {
	if f.def.Measure == "count" {
		return
	}
	similar := make([]document.Point, len(t.index))
	some := false
	for n, p := range t.index {
		if p < 0 {
			continue
		}
		if as, ok := f.series.At(f.place.id, p, evaluate.Headline); ok && as.SN.N >= as.SN.Min && as.SN.Benchmark.Known {
			similar[n].Value, some = f.quantity(as.SN.Benchmark), true
		}
	}
	if some && f.place.tells("similar") {
		spec.Series = append(spec.Series, document.Series{Kind: document.SimilarSeries, Name: upper(v.similar), Label: f.endLabel(v, "Similar", similar), Points: similar})
	}
	if id, ok := f.place.in.Register.England(); ok && f.place.tells("england") {
		if pts, known := f.pointsOn(v, t, id, evaluate.Headline); known > 0 {
			for n := range pts {
				pts[n].Interval, pts[n].Provisional = document.Interval{}, false
			}
			spec.Series = append(spec.Series, document.Series{Kind: document.EnglandSeries, Name: "England", Label: f.endLabel(v, "England", pts), Points: pts})
		}
	}
}

// endLabel is the series' name with its last value.
func (f *figure) endLabel(v voice, name string, points []document.Point) string {
	for n := len(points) - 1; n >= 0; n-- {
		if q := points[n].Value; q.Value.Known {
			if n < len(points)-1 {
				return name
			}
			s := name + " " + v.in(f, q.Value).Text
			if points[n].Provisional {
				s += " (p)"
			}
			return s
		}
	}
	return name
}

// gapWord says why the first gap of the own series is there; a gap of one
// period, too narrow for words, is named, so that the words can stand below.
func gapWord(labels []string, points []document.Point) string {
	first, last := -1, -1
	for n, p := range points {
		switch {
		case p.Value.Value.Known && first >= 0:
			return gapText(labels, points, first, last)
		case p.Value.Value.Known:
		case n > 0 && (first >= 0 || points[n-1].Value.Value.Known):
			if first < 0 {
				first = n
			}
			last = n
		}
	}
	if first < 0 {
		return ""
	}
	return gapText(labels, points, first, last)
}

func gapText(labels []string, points []document.Point, first, last int) string {
	why := shortMissing(points[first].Value.Value.Symbol)
	if first == last {
		return labels[first] + " " + why
	}
	return why
}

func seriesNumbers(spec document.TrendSpec) []float64 {
	var out []float64
	for _, s := range spec.Series {
		for _, p := range s.Points {
			if p.Value.Value.Known {
				out = append(out, p.Value.Value.Number)
			}
			if p.Interval.Known {
				out = append(out, p.Interval.Lower, p.Interval.Upper)
			}
		}
	}
	return out
}

// spark is the tile's line over at most the last seven periods (13 months).
func (f *figure) spark() *document.Chart {
	t := f.timeline()
	most := 7
	if pt := f.period().Type; pt == "M" {
		most = 13
	}
	if extra := len(t.labels) - most; extra > 0 {
		t.labels, t.index = t.labels[extra:], t.index[extra:]
	}
	if len(t.labels) < 2 {
		return nil
	}
	own, known := f.pointsOn(boardVoice, t, f.place.id, evaluate.Headline)
	if known < 2 {
		return nil
	}
	spec := document.SparkSpec{Points: own, First: t.labels[0], Last: t.labels[len(t.labels)-1], Target: f.target()}
	spec.Breaks = f.breaksOn(t)
	if spec.Target == nil && f.as.Rating.Basis == "sn" && f.as.Rating.Target.Known {
		spec.Target = &document.Reference{Kind: document.RefSimilar, Label: "Similar " + f.goal(f.as.Rating.Target).Text, Value: f.as.Rating.Target.Number}
	}
	return &document.Chart{ID: "spark-" + f.def.ID, Width: document.W54, Spec: spec, Bare: true, Headline: f.short(), Alt: f.sparkAlt(spec)}
}

// strip is where every authority sits; nil where areas are not comparable.
func (f *figure) strip() *document.Chart {
	st := f.as.Standing
	if !f.known() || f.def.Measure == "count" || len(st.Values) < 8 {
		return nil
	}
	values := make([]float64, len(st.Values))
	neighbour := map[dataset.AreaID]bool{}
	if f.place.in.Set != nil {
		for _, n := range f.place.in.Set.Of[f.place.id] {
			neighbour[n.Area] = true
		}
	}
	var ns []float64
	for n, p := range st.Values {
		values[n] = p.Value
		if neighbour[p.Area] {
			ns = append(ns, p.Value)
		}
	}
	lo, hi := st.Values[0], st.Values[len(st.Values)-1]
	spec := document.StripSpec{Min: lo.Value, Max: hi.Value, Values: values, Neighbours: ns, Own: f.value(),
		OwnLabel: f.place.area.Name + " " + f.value().Text,
		MinLabel: f.quantity(quantity.Of(lo.Value)).Text + " lowest", MaxLabel: f.quantity(quantity.Of(hi.Value)).Text + " highest"}
	if b := f.as.England.Benchmark; b.Known {
		spec.England = &document.Reference{Kind: document.RefEngland, Label: "England " + f.quantity(b).Text, Value: b.Number}
	}
	spec.Quartiles = st.Quartiles
	switch {
	case st.Band == "":
	case f.def.Polarity == "high":
		spec.Letters = [4]string{"D", "C", "B", "A"}
	case f.def.Polarity == "low":
		spec.Letters = [4]string{"A", "B", "C", "D"}
	default:
		spec.Letters = [4]string{"Q1", "Q2", "Q3", "Q4"}
	}
	c := &document.Chart{ID: "all-areas", Headline: "Where every authority sits", Width: document.W174, Spec: spec, Source: f.source(),
		Subtitle: "Thin lines: all " + strconv.Itoa(len(values)) + " authorities with data. Thick lines: similar areas." + letterNote(spec.Letters)}
	c.Alt = short350("Strip of all authorities. "+f.place.area.Name+" "+f.value().Text+", "+f.period().Label+"; "+f.englandPhrase()+
		spec.MinLabel+", "+spec.MaxLabel+".", "")
	return c
}

func letterNote(l [4]string) string {
	switch l[0] {
	case "A", "D":
		return " Letters: quarters, A best."
	case "Q1":
		return " Q1 to Q4: quarters from low to high."
	}
	return ""
}

func (f *figure) englandPhrase() string {
	if b := f.as.England.Benchmark; b.Known {
		return "England " + f.quantity(b).Text + "; "
	}
	return ""
}

// columns is the cover's drawing of all areas; nil when there are too few.
func (f *figure) columns() *document.Chart {
	st := f.as.Standing
	if !f.known() || f.as.TooFew() || f.def.Measure == "count" || len(st.Values) < 8 {
		return nil
	}
	neighbour := map[dataset.AreaID]bool{}
	for _, n := range f.place.neighbourIDs() {
		neighbour[n] = true
	}
	spec := document.ColumnsSpec{OwnLabel: f.place.area.Name + " " + f.value().Text, OwnNote: "darker columns: similar areas"}
	if st.Rank > 0 {
		spec.OwnLabel += ", rank " + rankText(st)
	}
	var numbers []float64
	for _, p := range st.Values {
		spec.Bars = append(spec.Bars, document.ColumnBar{Value: p.Value, Own: p.Area == f.place.id, Neighbour: neighbour[p.Area]})
		numbers = append(numbers, p.Value)
	}
	for _, r := range f.refs(false, true) {
		if r.Kind == document.RefEngland || r.Kind == document.RefTarget {
			if r.Kind == document.RefTarget {
				r.Label = strings.Replace(r.Label, "Law ", "The law: ", 1)
			}
			spec.Refs = append(spec.Refs, r)
			numbers = append(numbers, r.Value)
		}
	}
	spec.Axis = axisFor(numbers, f.def.Unit, true)
	headline := f.statement(boardVoice)
	if m := f.moved(boardVoice); m != nil {
		headline = append(headline, text(", ", m)...)
	}
	if r := f.as.Rating; r.Statutory.Known && r.Goal.Known {
		law := document.Reference{Kind: document.RefTarget, Label: "The law: " + f.goal(r.Statutory).Text, Value: r.Statutory.Number}
		spec.Refs = append(spec.Refs, law)
		spec.Axis = axisFor(append(numbers, law.Value), f.def.Unit, true)
	}
	c := &document.Chart{ID: "cover-columns", Headline: headline.String() + ".", Width: document.W174, Spec: spec, Level: 2,
		Subtitle: f.subtitle(f.period().Label, "Each of "+strconv.Itoa(len(spec.Bars))+" authorities, from lowest to highest."), Source: f.source()}
	c.Alt = short350("Sorted columns of all authorities. "+f.place.area.Name+" "+f.value().Text+", "+f.period().Label+"; "+f.englandPhrase()+
		"lowest "+f.quantity(quantity.Of(st.Values[0].Value)).Text+", highest "+f.quantity(quantity.Of(st.Values[len(st.Values)-1].Value)).Text+".", "")
	return c
}

func (p *place) neighbourIDs() []dataset.AreaID {
	if p.in.Set == nil {
		return nil
	}
	var out []dataset.AreaID
	for _, n := range p.in.Set.Of[p.id] {
		out = append(out, n.Area)
	}
	return out
}
