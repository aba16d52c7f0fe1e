package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/quantity"
)

const outlookSource = "Projected from counts of the SEN2 return, which the Department for Education publishes. A change of policy is not in the fan."

// fan draws the counts and the ranges of simulated futures.
func (o *outlook) fan(width document.Width) *document.Chart {
	first, end := o.first(), o.near()
	spec := document.FanSpec{CensusLabel: "Last census", ProjectedLabel: "Projected", Breaks: o.breaks(first)}
	var numbers []float64
	for year := first; year <= end; year++ {
		spec.Periods = append(spec.Periods, strconv.Itoa(year))
		if year <= o.p.Year {
			q := o.plans(year, forecast.P50)
			spec.History = append(spec.History, document.Point{Value: q})
			if q.Value.Known {
				numbers = append(numbers, q.Value.Number)
			}
			continue
		}
		b := o.band(year, outlookSlice{forecast.SliceTotal, forecast.Total, ""}, forecast.MeasurePlans)
		spec.Bands = append(spec.Bands, b)
		numbers = append(numbers, b.Lower90, b.Upper90)
	}
	spec.Axis = axisFor(numbers, quantity.Count, true)
	spec.Missing = gapWord(spec.Periods, spec.History)
	edge := func(q int) string { return o.plans(end, q).Text }
	spec.Upper90Label, spec.Upper50Label, spec.MedianLabel = "9 in 10: to "+edge(forecast.P95), "Half: to "+edge(forecast.P75), "Median "+edge(forecast.P50)
	spec.Lower50Label, spec.Lower90Label = "Half: from "+edge(forecast.P25), "9 in 10: from "+edge(forecast.P05)
	span := strconv.Itoa(first) + " to " + strconv.Itoa(end)
	c := &document.Chart{ID: "fan", Width: width, Spec: spec, Source: outlookSource, Headline: "About " + edge(forecast.P50) + " plans by " + january(end) + ", with 9 in 10 futures from " + o.range90(end),
		Subtitle: "EHC plans each January, " + span + ". Bands: where half, and 9 in 10, of simulated futures fall.", TableTitle: "Table: EHC plans, counted and projected, " + span}
	c.Alt = short350("Fan chart. "+c.Headline+". Counted: "+o.countsAlt(first)+".", "Half of futures: from "+edge(forecast.P25)+" to "+edge(forecast.P75)+" in "+strconv.Itoa(end)+".")
	c.Table = o.fanTable("EHC plans, counted and projected, " + span)
	return c
}

// band is where futures fall in a year.
func (o *outlook) band(year int, s outlookSlice, measure string) document.FanBand {
	var b [5]float64
	for n, q := range outlookBands {
		b[n] = o.at(year, s.slice, s.key, measure, q).Value.Number
	}
	return document.FanBand{Lower90: b[0], Lower50: b[1], Median: b[2], Upper50: b[3], Upper90: b[4]}
}

// countsAlt is the first and the last count.
func (o *outlook) countsAlt(first int) string {
	now := o.now().Text + " in " + strconv.Itoa(o.p.Year)
	if q := o.plans(first, forecast.P50); q.Value.Known && first < o.p.Year {
		return q.Text + " in " + strconv.Itoa(first) + ", " + now
	}
	return now
}

// breaks are the faults of the series that mark a place on the axis.
func (o *outlook) breaks(first int) []document.Break {
	reasons := map[forecast.Fault]string{forecast.FaultBreak: "collected another way", forecast.FaultReorganised: "new boundaries"}
	var out []document.Break
	for _, n := range o.p.Notes {
		if why := reasons[n.Fault]; why != "" && n.Year > first && n.Year <= o.p.Year {
			out = append(out, document.Break{Before: n.Year - first, Reason: why})
		}
	}
	return out
}

// lines draws small fans side by side on scales of their own.
func (o *outlook) lines(panels []outlookSlice, measures []string) document.MultiplesSpec {
	spec := document.MultiplesSpec{OwnScales: true}
	for year := o.first(); year <= o.near(); year++ {
		spec.Periods = append(spec.Periods, strconv.Itoa(year))
	}
	for n, s := range panels {
		m := document.Multiple{Title: s.title}
		var numbers []float64
		for year := o.first(); year <= o.near(); year++ {
			q := o.at(year, s.slice, s.key, measures[n], forecast.P50)
			if year > o.p.Year {
				b := o.band(year, s, measures[n])
				m.Bands, numbers = append(m.Bands, b), append(numbers, b.Lower90, b.Upper90)
				m.Last = q
				continue
			}
			m.Points = append(m.Points, document.Point{Value: q})
			if q.Value.Known {
				numbers = append(numbers, q.Value.Number)
			}
		}
		m.Axis = axisFor(numbers, quantity.Count, true)
		spec.Panels = append(spec.Panels, m)
	}
	return spec
}

const linesNote = "A line where counted; then bands where half, and 9 in 10, of simulated futures fall. Each has a scale of its own."

// settingLines is one small chart for each setting that is projected; nil with
// fewer than two.
func (o *outlook) settingLines(width document.Width) *document.Chart {
	var panels []outlookSlice
	var measures []string
	for _, s := range o.slices()[1:] {
		if o.at(o.near(), s.slice, s.key, forecast.MeasurePlans, forecast.P50).Value.Known && o.at(o.p.Year, s.slice, s.key, forecast.MeasurePlans, forecast.P50).Value.Known {
			panels, measures = append(panels, s), append(measures, forecast.MeasurePlans)
		}
	}
	if len(panels) < 2 {
		return nil
	}
	title := "Plans by setting to " + january(o.near())
	c := &document.Chart{ID: "setting-lines", Headline: title, Subtitle: "EHC plans each January. " + linesNote, Width: width, Source: outlookSource, Spec: o.lines(panels, measures),
		TableTitle: "Table: plans by setting, year by year"}
	c.Alt = "Small fan charts of " + plural(len(panels), "setting", "settings") + "."
	for _, s := range panels {
		c.Alt = short350(c.Alt, s.title+": "+o.at(o.p.Year, s.slice, s.key, forecast.MeasurePlans, forecast.P50).Text+" now, "+o.at(o.near(), s.slice, s.key, forecast.MeasurePlans, forecast.P50).Text+" in "+strconv.Itoa(o.near())+".")
	}
	c.Table = o.groupTable("EHC plans by setting, year by year: counted, then the middle of simulated futures with the range in which 9 in 10 fall", panels)
	return c
}

// flowLines is new plans beside plans that ended or left; nil where neither is
// shown.
func (o *outlook) flowLines(width document.Width) *document.Chart {
	measures := []string{forecast.MeasureJoiners, forecast.MeasureLeavers}
	panels := []outlookSlice{{forecast.SliceTotal, forecast.Total, "New plans"}, {forecast.SliceTotal, forecast.Total, "Plans that ended or left"}}
	for _, m := range measures {
		if !o.at(o.near(), forecast.SliceTotal, forecast.Total, m, forecast.P50).Value.Known {
			return nil
		}
	}
	c := &document.Chart{ID: "flows", Headline: "New plans, and plans that ended or left", Subtitle: "In the year before each January. " + linesNote, Width: width, Source: outlookSource + " Those that ended or left: plans a year before and new ones, less plans now.",
		Spec: o.lines(panels, measures), TableTitle: "Table: new plans, and plans that ended or left, by year"}
	c.Alt = "Two small fan charts of plans in the year before each January."
	for n, s := range panels {
		c.Alt = short350(c.Alt, s.title+": "+o.flowAlt(measures[n])+".")
	}
	c.Table = o.flowTable("New plans, and plans that ended or left, in the year before each January")
	return c
}

func (o *outlook) flowAlt(measure string) string {
	end := "about " + o.at(o.near(), forecast.SliceTotal, forecast.Total, measure, forecast.P50).Text + " in " + strconv.Itoa(o.near())
	if q := o.at(o.p.Year, forecast.SliceTotal, forecast.Total, measure, forecast.P50); q.Value.Known {
		return q.Text + " in " + strconv.Itoa(o.p.Year) + ", " + end
	}
	return end
}
