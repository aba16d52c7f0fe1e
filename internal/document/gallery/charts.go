package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func points(values ...float64) []document.Point {
	out := make([]document.Point, len(values))
	for i, v := range values {
		out[i] = document.Point{Value: pct(v)}
	}
	return out
}

// gapAt makes one period of a series unknown.
func gapAt(i int, ps []document.Point) []document.Point {
	ps[i] = document.Point{Value: none(quantity.NotAvailable)}
	return ps
}

func series(kind document.SeriesKind, name, label string, ps []document.Point) document.Series {
	return document.Series{Kind: kind, Name: name, Label: label, Points: ps}
}

// sparkChart is a tile's line with a goal.
func sparkChart(id, title, first, last, goal string, at float64, ps []document.Point) *document.Chart {
	var target *document.Reference
	if goal != "" {
		target = &document.Reference{Kind: document.RefTarget, Label: goal, Value: at}
	}
	return &document.Chart{
		ID: id, Width: document.W54, Bare: true, Headline: title,
		Alt:  "Line. " + title + ", " + first + " to " + last + ": last value " + ps[len(ps)-1].Value.Text + ".",
		Spec: document.SparkSpec{Points: ps, First: first, Last: last, Target: target},
	}
}

// plansTrend has a break in the series, a gap and intervals.
func plansTrend(id, headline string, bare bool) document.Chart {
	own := points(55.1, 50.2, 47.9, 46.3, 52.4)
	for i := range own {
		own[i].Interval = document.Interval{Lower: own[i].Value.Value.Number - 3.4, Upper: own[i].Value.Value.Number + 3.4, Known: true}
	}
	own[4].Provisional = true
	return document.Chart{
		ID: id, Width: document.W84, Bare: bare, Headline: headline,
		Subtitle: "New plans finished within 20 weeks. Scale starts at 40%",
		Source:   "Source: Education, health and care plans, Department for Education, June 2026.",
		Alt:      "Line. Plans on time rose in 2025. Wexmoor 52.4%, 2025; similar areas 56.3%, England 49.8%. New way of counting from 2023.",
		Spec: document.TrendSpec{
			Axis: axis(40, 65, 10, "%"), Periods: []string{"2021", "2022", "2023", "2024", "2025"},
			Series: []document.Series{
				series(document.OwnSeries, "Wexmoor", "Wexmoor 52.4%", own),
				series(document.SimilarSeries, "Similar areas", "Similar areas 56.3%", points(61, 58.4, 57.1, 55.2, 56.3)),
				series(document.EnglandSeries, "England", "England 49.8%", points(59.9, 49.2, 50.3, 46.4, 49.8)),
			},
			Breaks: []document.Break{{Before: 2, Reason: "New way of counting, 2023"}},
		},
		Table: twin(id, "Plans finished on time", "Period", []string{"2021", "2022", "2023", "2024", "2025"}, 55.1, 50.2, 47.9, 46.3, 52.4), TableTitle: "Table: plans finished on time, 2021 to 2025",
	}
}

// schoolTrend has a target, a region and no break.
func schoolTrend(id, headline string, bare bool) document.Chart {
	periods := []string{"2020/21", "2021/22", "2022/23", "2023/24", "2024/25"}
	return document.Chart{
		ID: id, Width: document.W84, Bare: bare, Headline: headline,
		Subtitle: "Share of sessions missed by pupils with a plan. Scale starts at 10%",
		Alt:      "Line. School missed is rising. Wexmoor 14.2%, 2024/25; similar areas 13.1%, England 12.9%. Lowest 11.2% in 2020/21.",
		Spec: document.TrendSpec{
			Axis: axis(10, 15, 1, "%"), Periods: periods,
			Series: []document.Series{
				series(document.OwnSeries, "Wexmoor", "Wexmoor 14.2%", points(11.2, 12.1, 12.8, 13.6, 14.2)),
				series(document.SimilarSeries, "Similar areas", "Similar 13.1%", points(11.4, 12.2, 12.6, 12.8, 13.1)),
				series(document.EnglandSeries, "England", "England 12.9%", points(11.9, 12.5, 12.6, 12.7, 12.9)),
			},
		},
		Table: twin(id, "School missed", "Year", periods, 11.2, 12.1, 12.8, 13.6, 14.2), TableTitle: "Table: school missed, 2020/21 to 2024/25",
	}
}

// reviewsTrend has a gap, said in words, and a goal.
func reviewsTrend(id, headline string) document.Chart {
	periods := []string{"2021", "2022", "2023", "2024", "2025"}
	return document.Chart{
		ID: id, Width: document.W84, Headline: headline, Subtitle: "Reviews held on time. Scale starts at 50%",
		Alt: "Line. Yearly reviews slipped in 2025. Wexmoor 68.9%; region 64.0%. No figure for 2022.",
		Spec: document.TrendSpec{
			Axis: axis(50, 80, 10, "%"), Periods: periods, Missing: "not collected",
			Series: []document.Series{
				series(document.OwnSeries, "Wexmoor", "Wexmoor 69%", gapAt(1, points(58.2, 0, 69.6, 71.4, 68.9))),
				series(document.RegionSeries, "Mid Marches", "Mid Marches 64%", points(55, 58, 60, 63, 64)),
			},
			Target: &document.Reference{Kind: document.RefTarget, Label: "Goal 72%", Value: 72},
		},
		Table: twin(id, "Reviews on time", "Year", periods, 58.2, -1, 69.6, 71.4, 68.9), TableTitle: "Table: reviews on time, 2021 to 2025",
	}
}

// twin is a chart's table; a negative value is not available.
func twin(id, caption, head string, labels []string, values ...float64) *document.Table {
	t := &document.Table{ID: "table-" + id, Caption: caption, Columns: []document.Column{{Title: head}, {Title: "Wexmoor", Sub: "%", Align: document.Right}}}
	var g document.RowGroup
	for i, v := range values {
		cell := document.Cell{Symbol: quantity.NotAvailable}
		if q := pct(v); v >= 0 {
			cell = document.Cell{Text: plain(q.Bare), Quantity: &q}
		}
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{{Text: plain(labels[i])}, cell}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

var neighbours = []string{"Aldermere", "Brackenshire", "Carrowdale", "Dunholt", "Eastfen", "Wexmoor", "Farrowby", "Glenmarsh", "Kestrelden", "Inverley", "Hollinshire"}

func benchmarkRows(values []float64, spread float64, missing string) []document.BenchmarkRow {
	var rows []document.BenchmarkRow
	for i, name := range neighbours {
		r := document.BenchmarkRow{Label: name, Own: name == "Wexmoor"}
		if i < len(values) {
			r.Value = pct(values[i])
			if spread > 0 {
				r.Interval = document.Interval{Lower: values[i] - spread, Upper: values[i] + spread, Known: true}
			}
		} else {
			r.Value, r.Missing = none(quantity.NotAvailable), missing
		}
		rows = append(rows, r)
	}
	return rows
}

func benchmarkTable(id, caption string, rows []document.BenchmarkRow) *document.Table {
	t := &document.Table{ID: "table-" + id, Caption: caption, Columns: []document.Column{{Title: "Area"}, {Title: "Value", Sub: "%", Align: document.Right}}}
	var g document.RowGroup
	for _, r := range rows {
		cell := document.Cell{Symbol: r.Value.Value.Symbol}
		if q := r.Value; q.Value.Known {
			cell = document.Cell{Text: plain(q.Bare), Quantity: &q, Own: r.Own}
		}
		g.Rows = append(g.Rows, document.Row{Own: r.Own, Cells: []document.Cell{{Text: plain(r.Label)}, cell}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// stripValues are 152 invented authorities in rising order.
func stripValues(from, to float64) []float64 {
	out := make([]float64, 152)
	for i := range out {
		u := float64(i) / 151
		bend := 0.5*u + 0.5*(4*u*u*u-6*u*u+3*u) // slower in the middle, as real distributions are
		out[i] = from + (to-from)*bend
	}
	return out
}

func strip(id string, from, to, own, england float64, letters [4]string) *document.Chart {
	v := stripValues(from, to)
	return &document.Chart{
		ID: id, Width: document.W174, Bare: true, Headline: "Where every authority sits",
		Alt: "Strip of 152 authorities. Wexmoor " + pct(own).Text + ", England " + pct(england).Text + ".",
		Spec: document.StripSpec{
			Min: from, Max: to, Values: v, Neighbours: []float64{v[30], v[45], v[60], v[80], v[90], v[110], v[120], v[130], v[140]},
			Own: pct(own), OwnLabel: "Wexmoor " + pct(own).Text,
			England:   &document.Reference{Kind: document.RefEngland, Label: "England " + pct(england).Text, Value: england},
			Quartiles: [3]float64{v[38], v[76], v[114]}, Letters: letters,
			MinLabel: pct(from).Text + " lowest", MaxLabel: pct(to).Text + " highest",
		},
	}
}

func columnsChart() *document.Chart {
	spec := document.ColumnsSpec{
		Axis: document.Axis{Min: 0, Max: 100}, OwnLabel: "Wexmoor 52.4%, rank 66 of 152", OwnNote: "darker columns: similar areas",
		Refs: []document.Reference{{Kind: document.RefEngland, Label: "England 49.8%", Value: 49.8}, {Kind: document.RefTarget, Label: "The law: 100%", Value: 100}},
	}
	for i, v := range stripValues(8.1, 91.6) {
		spec.Bars = append(spec.Bars, document.ColumnBar{Value: v, Own: i == 86, Neighbour: i%17 == 4})
	}
	return &document.Chart{
		ID: "cover-columns", Width: document.W174, Headline: "Half of new plans now finish on time. The law says all of them.",
		Subtitle: "New plans finished within 20 weeks in 2025, each of 152 authorities from lowest to highest",
		Alt:      "Columns. Half of new plans finish on time. Wexmoor 52.4%, rank 66 of 152; England 49.8%; lowest 8.1%, highest 91.6%.",
		Spec:     spec,
	}
}

func peopleChart(id string, n int, words string) *document.Chart {
	return &document.Chart{ID: id, Width: document.W84, Bare: true, Headline: words, Alt: words, Spec: document.PeopleSpec{Filled: n}}
}

// breakdownChart has a total, an England tick and a suppressed group.
func breakdownChart() document.Chart {
	row := func(label string, own, england float64) document.BarRow {
		return document.BarRow{Label: label, Value: pct(own), England: pct(england)}
	}
	total := row("All pupils with a plan", 14.2, 12.9)
	total.Total = true
	return document.Chart{
		ID: "by-need", Width: document.W114, Headline: "Pupils with social, emotional and mental health needs miss most school",
		Subtitle: "Sessions missed by primary need, 2024/25, %", Source: "Source: Pupil absence in schools in England, Department for Education, March 2026.",
		Alt: "Bars. Highest: social, emotional and mental health 19.4%; lowest: speech, language and communication 11.0%. One group is suppressed.",
		Spec: document.BreakdownSpec{
			Axis: axis(0, 20, 5, "%"), TickLabel: "England, same group",
			Rows: []document.BarRow{total, row("Social, emotional and mental health", 19.4, 18.1), row("Autism", 14.8, 13.2),
				row("Speech, language and communication", 11, 10.7), {Label: "Visual impairment", Value: none(quantity.Suppressed), Missing: "suppressed"}},
		},
		Table:      twin("by-need", "School missed by need", "Need", []string{"All", "SEMH", "Autism", "SLCN", "Visual impairment"}, 14.2, 19.4, 14.8, 11, -1),
		TableTitle: "Table: school missed by need, 2024/25",
	}
}
