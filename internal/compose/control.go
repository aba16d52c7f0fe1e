package compose

import (
	"math"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// controlPeriods bounds a drawn control chart; its limits rest on all points.
const controlPeriods = 36

// controlled reports a series whose control chart is shown: the latest segment
// has limits, and it is no dictionary's measure, of which there are hundreds.
func (f *figure) controlled() bool {
	return f.has && f.as.Control.Drawn() && f.def.SourceKey == ""
}

// inYear reports periods that come several times a year.
func (f *figure) inYear() bool {
	return f.period().Type == dataset.Month || f.period().Type == dataset.Quarter
}

// controlChart draws the series against the range to expect; nil where the
// latest segment has no limits.
func (f *figure) controlChart(width document.Width) *document.Chart {
	if !f.controlled() {
		return nil
	}
	t := f.timelineOf(controlPeriods)
	spec := document.ControlSpec{Periods: f.shortPeriods(t), Points: f.controlPoints(t), Breaks: f.controlBreaks(t), Target: f.target(), Finding: f.controlNote()}
	f.controlLabels(&spec)
	trend := f.controlTrend(spec)
	spec.LastLabel = f.endLabel(boardVoice, f.place.area.Name, trend)
	spec.Missing = gapWord(t.labels, trend)
	spec.Axis = axisFor(f.controlNumbers(spec), f.def.Unit, false)
	span := t.labels[0] + " to " + t.labels[len(t.labels)-1]
	c := &document.Chart{ID: "control", Headline: f.controlFinding(), Source: f.controlKey(spec) + " " + f.source(), Width: width, Spec: spec,
		Subtitle: f.subtitle(span, joinNotes(f.lawNote(), startNote(spec.Axis, f.def.Unit))), TableTitle: "Table: " + lower(f.short()) + " and its limits, " + span}
	c.Alt = f.controlAlt(c.Headline, spec)
	c.Table = f.controlTable(t, spec, c.TableTitle)
	return c
}

// shortPeriods are the labels of a long axis: "Jul 24" for a month.
func (f *figure) shortPeriods(t timeline) []string {
	out := make([]string, len(t.labels))
	for n, label := range t.labels {
		out[n] = label
		if month, year, ok := strings.Cut(label, " "); ok && f.period().Type == dataset.Month && len(month) > 2 && len(year) == 4 {
			out[n] = month[:3] + " " + year[2:]
		}
	}
	return out
}

// controlKey explains the ground and the marks in words.
func (f *figure) controlKey(spec document.ControlSpec) string {
	key := "Shaded: the range to expect."
	if f.as.Control.Segment().State.String() == "trial" {
		key = "Dotted: trial limits, from fewer than 13 " + f.periodWord(2) + "."
	}
	seen := map[document.Mark]bool{}
	for _, p := range spec.Points {
		seen[p.Signal] = true
	}
	var marks []string
	for _, m := range []struct {
		mark document.Mark
		word string
	}{{document.Improving, "blue rings: improvement"}, {document.Concerning, "orange squares: concern"}, {document.Unusual, "purple diamonds: unusually high or low"}} {
		if seen[m.mark] {
			marks = append(marks, m.word)
		}
	}
	if len(marks) > 0 {
		key += " " + upper(strings.Join(marks, "; ")) + "."
	}
	return key
}

// controlPoints are the chart's points along the timeline. A gap inside a
// segment keeps its limits where they are the same at every point.
func (f *figure) controlPoints(t timeline) []document.ControlPoint {
	out := make([]document.ControlPoint, len(t.index))
	c := &f.as.Control
	at := map[int]int{}
	for n, p := range c.Periods {
		at[p] = n
	}
	last, segment := -1, -1
	for n, p := range t.index {
		if p >= 0 {
			if r := f.series.Indicator.At(f.place.id, p, evaluate.Headline); r != nil {
				out[n].Value, out[n].Provisional = f.quantity(r.Value), r.Status == dataset.Provisional
			}
		}
		i, ok := at[p]
		if !ok || p < 0 {
			continue
		}
		point := c.Chart.Points[i]
		out[n].Signal, _ = f.pointMark(i)
		f.limit(&out[n], i)
		if point.Segment == segment && c.Chart.Kind.String() == "XmR" {
			for gap := last + 1; gap < n; gap++ {
				f.limit(&out[gap], i)
			}
		}
		last, segment = n, point.Segment
	}
	return out
}

// limit gives a point the limits of a point of the chart, as far as the scale
// goes.
func (f *figure) limit(p *document.ControlPoint, i int) {
	point := f.as.Control.Chart.Points[i]
	state := f.as.Control.Chart.Segments[point.Segment].State.String()
	if state == "none" {
		return
	}
	l := point.Limits.Clipped(f.scaleEnds())
	p.Limited, p.Trial, p.Lower, p.Mean, p.Upper = true, state == "trial", l.Lower, l.Mean, l.Upper
}

// scaleEnds are the ends of the unit's scale.
func (f *figure) scaleEnds() (low, high float64) {
	switch f.def.Unit {
	case quantity.Percent:
		return 0, 100
	case quantity.Points, quantity.Score:
		return math.Inf(-1), math.Inf(1)
	}
	return 0, math.Inf(1)
}

// controlBreaks are the breaks of the series and the agreed rebases.
func (f *figure) controlBreaks(t timeline) []document.Break {
	out := f.breaksOn(t)
	for _, r := range f.def.Control.Rebase {
		at := assess.RebaseAt(f.def, r, f.series.Indicator.Periods)
		for n, p := range t.index {
			if at > 0 && p >= at && n > 0 {
				out = addBreak(out, document.Break{Before: n, Reason: "Rebased: " + lower(r.Reason)})
				break
			}
		}
	}
	return out
}

// addBreak joins the reasons of two breaks at one place.
func addBreak(list []document.Break, b document.Break) []document.Break {
	for n := range list {
		if list[n].Before == b.Before {
			list[n].Reason += "; " + lower(b.Reason)
			return list
		}
	}
	return append(list, b)
}

// controlLabels name mean and limits with their values. A limit beyond the end
// of the scale is drawn at the end and has no value there; limits without
// distance share one label.
func (f *figure) controlLabels(spec *document.ControlSpec) {
	p := f.as.Control.Chart.Points[len(f.as.Control.Chart.Points)-1]
	said := func(v float64) string { return " " + f.quantity(quantity.Of(v)).Text }
	trial := ""
	if f.as.Control.Segment().State.String() == "trial" {
		trial = "trial "
	}
	spec.MeanLabel = "Mean" + said(p.Limits.Mean)
	if p.Limits.Lower == p.Limits.Upper {
		spec.MeanLabel = "Mean and limits" + said(p.Limits.Mean)
		return
	}
	low, high := f.scaleEnds()
	spec.LowerLabel, spec.UpperLabel = upper(trial+"lower limit")+said(p.Limits.Lower), upper(trial+"upper limit")+said(p.Limits.Upper)
	if p.Limits.Lower < low {
		spec.LowerLabel = "No lower limit"
	}
	if p.Limits.Upper > high {
		spec.UpperLabel = "No upper limit"
	}
}

// controlTrend is the series alone, for labels and gaps.
func (f *figure) controlTrend(spec document.ControlSpec) []document.Point {
	out := make([]document.Point, len(spec.Points))
	for n, p := range spec.Points {
		out[n] = document.Point{Value: p.Value, Provisional: p.Provisional}
	}
	return out
}

func (f *figure) controlNumbers(spec document.ControlSpec) []float64 {
	var out []float64
	for _, p := range spec.Points {
		if p.Value.Value.Known {
			out = append(out, p.Value.Value.Number)
		}
		if p.Limited {
			out = append(out, p.Lower, p.Upper)
		}
	}
	if spec.Target != nil {
		out = append(out, spec.Target.Value)
	}
	return out
}

// controlAlt describes the chart from the same figures as it is drawn from.
func (f *figure) controlAlt(finding string, spec document.ControlSpec) string {
	s := "Control chart. " + finding + ". " + f.ownPhrase()
	for _, l := range []string{spec.MeanLabel, spec.LowerLabel, spec.UpperLabel} {
		if l != "" {
			s += "; " + lower(l)
		}
	}
	if spec.Target != nil {
		s += "; " + lower(spec.Target.Label)
	}
	flagged, known := 0, 0
	for _, p := range spec.Points {
		if p.Value.Value.Known {
			known++
		}
		if p.Signal == document.Improving || p.Signal == document.Concerning || p.Signal == document.Unusual {
			flagged++
		}
	}
	s += "; " + strconv.Itoa(flagged) + " of " + strconv.Itoa(known) + " points flagged"
	extra := ""
	if n := len(spec.Breaks); n > 0 {
		extra = "Break before " + spec.Periods[spec.Breaks[n-1].Before] + ": " + lower(strings.TrimSuffix(spec.Breaks[n-1].Reason, ".")) + "."
	} else if spec.Missing != "" {
		extra = "A gap: " + spec.Missing + "."
	}
	return short350(s+".", extra)
}
