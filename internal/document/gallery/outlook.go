package gallery

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

func counts(values ...float64) []document.Point {
	out := make([]document.Point, len(values))
	for i, v := range values {
		out[i] = document.Point{Value: count(v)}
	}
	return out
}

// fanChart is plans counted to 2026 and projected for five years after.
func fanChart(id string) document.Chart {
	spec := document.FanSpec{Axis: axis(0, 6000, 2000, ""), History: counts(1890, 2004, 2125, 2241, 2420, 2602, 2858, 3120, 3412),
		CensusLabel: "Last census", ProjectedLabel: "Projected", MedianLabel: "Median 4,470", Upper50Label: "Half: to 4,690",
		Lower50Label: "Half: from 4,260", Upper90Label: "9 in 10: to 5,010", Lower90Label: "9 in 10: from 3,960"}
	for year := 2018; year <= 2031; year++ {
		spec.Periods = append(spec.Periods, fmt.Sprint(year))
	}
	for _, b := range [][5]float64{{3500, 3570, 3650, 3720, 3800}, {3630, 3760, 3880, 3990, 4130}, {3760, 3940, 4100, 4250, 4460},
		{3870, 4110, 4300, 4480, 4760}, {3960, 4260, 4470, 4690, 5010}} {
		spec.Bands = append(spec.Bands, document.FanBand{Lower90: b[0], Lower50: b[1], Median: b[2], Upper50: b[3], Upper90: b[4]})
	}
	rows := document.RowGroup{}
	for i, b := range spec.Bands {
		cells := []document.Cell{{Text: plain(spec.Periods[len(spec.History)+i])}}
		for _, v := range []float64{b.Lower90, b.Lower50, b.Median, b.Upper50, b.Upper90} {
			q := count(v)
			cells = append(cells, document.Cell{Text: plain(q.Bare), Quantity: &q})
		}
		rows.Rows = append(rows.Rows, document.Row{Cells: cells})
	}
	right := document.Right
	return document.Chart{ID: id, Width: document.W84, Headline: "About 4,470 plans by January 2031", Subtitle: "Plans each January. Bands: ranges of simulated futures",
		Source: "Policy change is not in the fan.", Spec: spec, TableTitle: "Table: projected plans, 2027 to 2031",
		Alt: "Fan. About 4,470 plans by January 2031. Wexmoor 3,412 in 2026; half of futures 4,260 to 4,690, nine in ten 3,960 to 5,010 in 2031.",
		Table: &document.Table{ID: "table-" + id, Caption: "Projected plans", Columns: []document.Column{{Title: "January"}, {Title: "9 in 10: from", Align: right},
			{Title: "Half: from", Align: right}, {Title: "Median", Align: right}, {Title: "Half: to", Align: right}, {Title: "9 in 10: to", Align: right}},
			Groups: []document.RowGroup{rows}}}
}

// tileShape is an invented country: each letter is a tile, a to d its class,
// x without a figure, a capital letter a similar area and O the own one.
var tileShape = []string{
	"......ab......",
	".....bcab.....",
	".....aBcax....",
	"....bdcCab....",
	"...bOdcabda...",
	"..abcdXcabcd..",
	".abcdabbcdca..",
	"dabcdcbaBcdd..",
	"ddccba...xdcb.",
}

// tileChart has every class, areas without a figure and similar areas.
func tileChart(id string) document.Chart {
	classes := []string{"9–12%", "12–13%", "13–14%", "over 14%"}
	spec := document.TileMapSpec{Classes: classes, MissingLabel: "no data", NeighbourLabel: "similar areas", OwnLabel: "Wexmoor"}
	rows := document.RowGroup{}
	for row, line := range tileShape {
		for col, letter := range line {
			if letter == '.' {
				continue
			}
			t := document.Tile{Col: col, Row: row, Code: fmt.Sprintf("X0601%02d%02d", row, col), Name: fmt.Sprintf("Area %d.%d", row, col),
				Own: letter == 'O', Missing: letter == 'x' || letter == 'X', Neighbour: strings.ContainsRune("ABCDX", letter)}
			said := classes[1]
			switch {
			case t.Own:
				t.Class, t.Name = 1, "Wexmoor"
			case t.Missing:
				said = "no data"
			default:
				t.Class = int(strings.ToLower(string(letter))[0] - 'a')
				said = classes[t.Class]
			}
			spec.Tiles = append(spec.Tiles, t)
			rows.Rows = append(rows.Rows, document.Row{Own: t.Own, Cells: []document.Cell{{Text: plain(t.Name)}, {Text: plain(said)}}})
		}
	}
	return document.Chart{ID: id, Width: document.W84, Headline: "Absence is higher in the middle of the country", Subtitle: "Sessions missed, %. Dots: similar areas",
		Alt:  "Tile map of invented areas. Absence is higher in the middle. Wexmoor is in the class 12–13%. Three areas have no data.",
		Spec: spec, TableTitle: "Table: sessions missed by area",
		Table: &document.Table{ID: "table-" + id, Caption: "Sessions missed by area", Columns: []document.Column{{Title: "Area"}, {Title: "Class"}}, Groups: []document.RowGroup{rows}}}
}

// multiplesChart is four settings on one scale.
func multiplesChart(id string) document.Chart {
	years := []string{"2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"}
	spec := document.MultiplesSpec{Axis: axis(0, 1200, 400, ""), Periods: years}
	t := &document.Table{ID: "table-" + id, Caption: "Plans by setting", Columns: []document.Column{{Title: "January"}}, Groups: []document.RowGroup{{}}}
	for _, year := range years {
		t.Groups[0].Rows = append(t.Groups[0].Rows, document.Row{Cells: []document.Cell{{Text: plain(year)}}})
	}
	for _, p := range []struct {
		title  string
		values []float64
	}{{"Mainstream", []float64{760, 790, 820, 860, 900, 950, 1000, 1052}}, {"Special", []float64{790, 815, 840, 860, 880, 905, 915, 930}},
		{"Independent", []float64{110, 120, 140, 165, 190, 225, 270, 322}}, {"Further education", []float64{380, 420, 440, 450, 455, 470, 490, 502}}} {
		points := counts(p.values...)
		spec.Panels = append(spec.Panels, document.Multiple{Title: p.title, Points: points, Last: points[len(points)-1].Value})
		t.Columns = append(t.Columns, document.Column{Title: p.title, Align: document.Right})
		for i := range years {
			q := points[i].Value
			t.Groups[0].Rows[i].Cells = append(t.Groups[0].Rows[i].Cells, document.Cell{Text: plain(q.Bare), Quantity: &q})
		}
	}
	return document.Chart{ID: id, Width: document.W174, Headline: "Independent places grew fastest", Subtitle: "Plans by setting, each January, one scale",
		Alt:  "Small multiples. Independent places grew fastest, from 110 to 322. Mainstream 1,052, special 930, further education 502 in 2026.",
		Spec: spec, Table: t, TableTitle: "Table: plans by setting, 2019 to 2026"}
}

func outlookPage() document.Page {
	return document.Page{ID: "outlook", Title: "What may come, and where", Section: "Outlook", Blocks: []document.Block{
		heading("What may come, and where"), fanChart("plans-fan"), tileChart("absence-map"), multiplesChart("plans-by-setting")}}
}
