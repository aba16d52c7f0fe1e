package gallery

import (
	"math"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// adviceValues fall below their mean in the last eight months and out of the
// range to expect in the last one.
var adviceValues = []float64{74, 70, 77, 72, 75, 69, 76, 73, 71, 78, 72, 74, 70, 75, 71, 73, 69, 66, 68, 65, 63, 64, 60, 58}

var adviceMonths = []string{"Jul 24", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 25", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 26", "Feb", "Mar", "Apr", "May", "Jun"}

// controlChart has concern in its last months, a rebase with trial limits
// before it, a gap and a goal.
func controlChart(id, headline string, bare bool) document.Chart {
	spec := document.ControlSpec{Axis: axis(40, 100, 20, "%"), Periods: adviceMonths, Missing: "Mar not collected",
		Breaks: []document.Break{{Before: 10, Reason: "Rebased: one request form for all"}}, Target: &document.Reference{Kind: document.RefTarget, Label: "Goal 90%", Value: 90},
		UpperLabel: "Upper limit 80%", MeanLabel: "Mean 70%", LowerLabel: "Lower limit 60%", LastLabel: "Wexmoor 58%", Finding: "8 months below the mean: concern"}
	for i, v := range adviceValues {
		p := document.ControlPoint{Value: pct(v), Signal: document.Expected, Limited: true, Lower: 59.9, Mean: 70.1, Upper: 80.3}
		switch {
		case i < 10:
			p.Trial, p.Lower, p.Mean, p.Upper = true, 62, 73.5, 85
		case i == 13:
			p.Signal = document.Improving
		case i > 15:
			p.Signal = document.Concerning
		}
		if i == 8 {
			p.Value, p.Signal = none(quantity.NotAvailable), document.NoMark
		}
		spec.Points = append(spec.Points, p)
	}
	spec.Points[2].Signal = document.Unusual
	return document.Chart{ID: id, Width: document.W114, Bare: bare, Headline: headline, Subtitle: "Health advice returned within 6 weeks, % of requests each month. Scale starts at 40%",
		Source: "Shaded: range to expect (mean ± 2.66 mean moving ranges). Source: local return, July 2024 to June 2026.",
		Alt:    "Control chart. Health advice is slipping. Wexmoor 58%, June; mean 70%, limits 60% and 80%; goal 90%. Eight months below the mean: concern. March not collected.",
		Spec:   spec, Table: controlTable(id), TableTitle: "Table: health advice on time, July 2024 to June 2026"}
}

func controlTable(id string) *document.Table {
	t := &document.Table{ID: "table-" + id, Caption: "Health advice on time", Columns: []document.Column{{Title: "Month"}, {Title: "Wexmoor", Sub: "%", Align: document.Right}, {Title: "Control chart"}}}
	var g document.RowGroup
	for i, v := range adviceValues {
		q := pct(v)
		sign := document.Cell{Mark: document.Expected, Text: plain("within the range to expect")}
		if i > 15 {
			sign = document.Cell{Mark: document.Concerning, Text: plain("concern: below the mean")}
		}
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{{Text: plain(adviceMonths[i])}, {Text: plain(q.Bare), Quantity: &q}, sign}})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

// funnelChart is 120 invented authorities around one half.
func funnelChart(id string) document.Chart {
	spec := document.FunnelSpec{X: axis(0, 1200, 400, ""), Y: axis(0, 100, 25, "%"), XTitle: "New plans issued in the year",
		Centre: document.Reference{Label: "All areas 50%", Value: 50}, Label95: "95% limit", Label998: "99.8% limit", OwnLabel: "Wexmoor 52.4%"}
	for i := range 120 {
		u := float64(i*37%120) / 120
		n := 40 + 1100*u*u*u
		v := 50 + 20*math.Sin(float64(i)*2.4)*math.Sqrt(1-u/2)
		spec.Areas = append(spec.Areas, document.FunnelArea{N: n, Value: v, Neighbour: i%17 == 5})
	}
	spec.Areas = append(spec.Areas, document.FunnelArea{N: 640, Value: 52.4, Own: true})
	for i := range 61 {
		n := 40 + 1160*math.Pow(float64(i)/60, 2)
		half := 50 * math.Sqrt(1/n+0.01)
		spec.Limits = append(spec.Limits, document.FunnelLimit{N: n, Lower998: 50 - 3.09*half, Lower95: 50 - 1.96*half, Upper95: 50 + 1.96*half, Upper998: 50 + 3.09*half})
	}
	rows := document.RowGroup{}
	for _, a := range []struct {
		name  string
		n, v  float64
		where string
	}{{"Wexmoor", 640, 52.4, "within the limits"}, {"Aldermere", 512, 75, "above the 99.8% limit"}} {
		count, value := count(a.n), pct(a.v)
		rows.Rows = append(rows.Rows, document.Row{Own: a.name == "Wexmoor", Cells: []document.Cell{{Text: plain(a.name)}, {Text: plain(count.Bare), Quantity: &count}, {Text: plain(value.Bare), Quantity: &value}, {Text: plain(a.where)}}})
	}
	return document.Chart{ID: id, Width: document.W114, Headline: "Wexmoor is within the range to expect of an authority of its size",
		Subtitle: "New plans within 20 weeks, %, by number of plans, 2025", Source: "Limits adjusted for variation between areas not due to chance.",
		Alt:  "Funnel plot of 121 authorities. Wexmoor 52.4% of 640 is within the limits around 50%.",
		Spec: spec, TableTitle: "Table: Wexmoor and similar areas, 2025",
		Table: &document.Table{ID: "table-" + id, Caption: "Wexmoor and similar areas", Columns: []document.Column{{Title: "Area"}, {Title: "Plans", Align: document.Right}, {Title: "On time", Sub: "%", Align: document.Right}, {Title: "Among the limits"}}, Groups: []document.RowGroup{rows}}}
}

func spreadPage() document.Page {
	return document.Page{ID: "spread", Title: "What is to be expected by chance", Section: "Variation", Blocks: []document.Block{
		heading("What is to be expected by chance"), controlChart("advice-control", "Health advice is slipping", false), funnelChart("plans-funnel"),
		document.Facts{Style: document.Particulars, Title: "Readings", Items: []document.Fact{
			{Term: "Variation", Mark: document.Concerning, Verdict: plain("Concern"), Detail: "8 months below the mean"},
			{Term: "Assurance", Mark: document.Improving, Verdict: plain("Improvement"), Detail: "an example"},
			{Term: "No direction", Mark: document.Unusual, Verdict: plain("Unusually high")},
			{Term: "Common cause", Mark: document.Expected, Verdict: plain("Within the range to expect")}}}}}
}
