package chart

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// gallery is the charts that are hard to label, at every size that is printed.
func gallery() []example {
	var out []example
	add := func(name string, spec document.Spec, notes int) {
		out = append(out, example{name, spec, allSizes, notes})
	}
	add("benchmark dots with a missing row", plansOnTime(), 0)
	add("benchmark bars with close references", schoolMissed(), 0)
	add("benchmark of long names", longNames(), 0)
	add("benchmark where all are equal to the references", allEqual(), 0)
	add("benchmark of 0 and 100", noughtAndHundred(), 0)
	add("benchmark without a single figure", allMissing(), 2)
	add("benchmark of 16 rows", sixteenRows(), 0)
	add("benchmark bars below zero", belowZero(), 0)
	add("trend with interval, gap and break", timeliness(), 1)
	add("trend with ends on one another", closeEnds(), 0)
	add("trend with breaks after the first and before the last period", breaksAtTheEnds(), 1)
	add("trend of one point", onePoint(), 0)
	add("trend without a figure", document.TrendSpec{Axis: axis(0, 100, 25), Periods: years(2020, 5),
		Series: []document.Series{{Label: "Wexmoor", Points: points(gap, gap, gap, gap, gap)}}, Missing: "not collected"}, 0)
	add("trend of long names", longTrend(), 0)
	add("trend around zero", aroundZero(), 0)
	add("trend of 36 months", months(), 0)
	add("control chart with break, trial limits, gap and goal", advice(), 1)
	add("control chart of one segment with concern", fallingAdvice(), 0)
	add("control chart of a constant 100", constantControl(), 0)
	add("control chart with limits of their own at each point", unevenControl(), 1)
	add("control chart without limits", plainControl(), 0)
	add("control chart of long names", longControl(), 1)
	add("funnel of 120 areas", funnelOf(120, 640, 52.4), 0)
	add("funnel with the own area at the small end", funnelOf(120, 45, 92), 0)
	add("funnel with the own area at the large end and a long name", longFunnel(), 0)
	add("funnel of ten areas at 0", funnelAtZero(), 0)
	add("funnel without the own area", document.FunnelSpec{X: axis(0, 100, 50), Y: axis(0, 100, 50), Centre: ref(document.RefEngland, "All areas 50%", 50)}, 0)
	add("breakdown with missing groups", byNeed(), 0)
	add("breakdown of intervals", groupIntervals(), 0)
	add("strip", strip(), 0)
	add("strip with the own area at the low end and a long name", lowStrip(), 0)
	add("strip of equal values", document.StripSpec{Values: []float64{5, 5, 5}, Own: pct(5), OwnLabel: "Wexmoor 5.0%",
		England: &document.Reference{Label: "England 5.0%", Value: 5}, Letters: [4]string{"Q1", "Q2", "Q3", "Q4"},
		Quartiles: [3]float64{5, 5, 5}, MinLabel: "5.0% lowest", MaxLabel: "5.0% highest"}, 0)
	add("cover columns", cover(), 1)
	add("cover columns with the own area first", coverAt(0), 1)
	add("cover columns with the own area last", coverAt(151), 1)
	add("six of ten", document.PeopleSpec{Filled: 6}, 0)
	return append(append(out, outlooks()...), sparks()...)
}

func sparks() []example {
	sizes := []Size{tile, {Width: 153, Height: 45, Label: 8, Axis: 7.5}, {Width: 200, Label: 15, Axis: 14.5}, phone, largePrint}
	goal := ref(document.RefTarget, "Goal 60%", 60)
	similar := ref(document.RefSimilar, "Similar 52.4", 52.4)
	return []example{
		{"spark with gap, break and goal", document.SparkSpec{Points: points(55, 52, gap, 47.9, 46.3, 52.4), First: "2020", Last: "2025",
			Breaks: []document.Break{{Before: 3}}, Target: &goal}, sizes, 0},
		{"spark equal to its reference", document.SparkSpec{Points: points(52.4, 52.4), First: "2020/21", Last: "2024/25", Target: &similar}, sizes, 0},
		{"spark of one point", document.SparkSpec{Points: points(52.4), First: "2025", Last: "2025"}, sizes, 0},
		{"spark without a figure", document.SparkSpec{Points: points(gap, gap), First: "2024", Last: "2025"}, sizes, 0},
	}
}

func longNames() document.BenchmarkSpec {
	s := plansOnTime()
	s.Rows[0].Label, s.Rows[5].Label = "Cheshire West and Chester", longName
	s.Rows[9].Label, s.Rows[10].Label = "Kingston upon Hull, City of", "Herefordshire, County of"
	s.Refs[0].Label, s.Refs[1].Label = "England 49.8%", "Similar areas, mean of 9: 56.3%"
	return s
}

func allEqual() document.BenchmarkSpec {
	s := plansOnTime()
	for i := range s.Rows[:10] {
		s.Rows[i].Value, s.Rows[i].Interval = pct(50), around(50, 0)
	}
	for i := range s.Refs {
		s.Refs[i].Value = 50
	}
	return s
}

func noughtAndHundred() document.BenchmarkSpec {
	s := schoolMissed()
	s.Axis = axis(0, 100, 20)
	for i := range s.Rows[:10] {
		s.Rows[i].Value = pct(float64(i%2) * 100)
	}
	s.Refs = []document.Reference{ref(document.RefEngland, "England 0.0%", 0), ref(document.RefSimilar, "Similar areas 100.0%", 100), ref(document.RefTarget, "Law 100%", 100)}
	return s
}

func allMissing() document.BenchmarkSpec {
	s := document.BenchmarkSpec{Dots: true, Axis: axis(0, 100, 50), Refs: plansOnTime().Refs[:2]}
	for i := range 5 {
		s.Rows = append(s.Rows, missingRow(fmt.Sprintf("Area %d", i+1), "not applicable", quantity.NotApplicable))
	}
	s.Rows[1].Own = true
	return s
}

func sixteenRows() document.BenchmarkSpec {
	s := plansOnTime()
	for i := range 5 {
		s.Rows = append(s.Rows, missingRow(fmt.Sprintf("Thornbury and Upper Vale %d", i), "too small", quantity.Suppressed))
	}
	return s
}

func belowZero() document.BenchmarkSpec {
	s := document.BenchmarkSpec{Axis: axis(-10, 10, 5), Refs: []document.Reference{ref(document.RefEngland, "England −1.2%", -1.2)}}
	for i, v := range []float64{8, 3, 0, -4, -9.5} {
		s.Rows = append(s.Rows, document.BenchmarkRow{Label: fmt.Sprintf("Area %d", i+1), Own: i == 3, Value: pct(v)})
	}
	return s
}

func onePoint() document.TrendSpec {
	return document.TrendSpec{Axis: axis(0, 100, 25), Periods: []string{"2024/25"}, Series: []document.Series{
		{Kind: document.OwnSeries, Label: "Wexmoor 52.4%", Points: withIntervals(points(52.4), 5)},
		{Kind: document.EnglandSeries, Label: "England 52.4%", Points: points(52.4)}}}
}

func longTrend() document.TrendSpec {
	t := closeEnds()
	t.Series[0].Label = longName + " 13.0%"
	t.Series[1].Label = "Similar areas, mean of 9 of 10: 13.0%"
	return t
}

func aroundZero() document.TrendSpec {
	return document.TrendSpec{Axis: axis(-10, 10, 5), Periods: years(2019, 7), Series: []document.Series{
		{Kind: document.OwnSeries, Label: "Wexmoor −8.0%", Points: points(9, 4, -1, -3, -9.9, gap, -8)},
		{Kind: document.EnglandSeries, Label: "England 0.0%", Points: points(0, 0, 0, 0, 0, 0, 0)}},
		Target: &document.Reference{Kind: document.RefTarget, Label: "Goal 0%", Value: 0}}
}

func months() document.TrendSpec {
	t := document.TrendSpec{Axis: axis(40, 100, 20), Series: []document.Series{{Kind: document.OwnSeries, Label: "Wexmoor 58.0%"}}}
	values := make([]float64, 36)
	for i := range values {
		values[i] = 70 + float64(i*i*7%11) - float64(i)/3
		t.Periods = append(t.Periods, []string{"Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 25", "Feb", "Mar", "Apr", "May", "Jun"}[i%12])
	}
	t.Series[0].Points = points(values...)
	return t
}

func groupIntervals() document.BreakdownSpec {
	b := byNeed()
	for i := range b.Rows[:6] {
		b.Rows[i].Interval = around(b.Rows[i].Value.Value.Number, 1.5)
	}
	return b
}

func lowStrip() document.StripSpec {
	s := strip()
	s.Own, s.OwnLabel = pct(9), longName+" 9.0%"
	s.England.Value, s.England.Label = 12, "England 12.0%"
	return s
}

func coverAt(own int) document.ColumnsSpec {
	c := cover()
	for i := range c.Bars {
		c.Bars[i].Own = i == own
	}
	return c
}
