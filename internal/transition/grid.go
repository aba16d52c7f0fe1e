package transition

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/forecast"
)

// Grid is a table of figures for a heat map or a matrix: Cells[row][column].
// What has no figure is 0; Hidden marks what must not be shown.
type Grid struct {
	Rows, Columns []string
	Cells         [][]float64
	Hidden        [][]bool
}

func newGrid(rows, columns []string) Grid {
	g := Grid{Rows: rows, Columns: columns}
	for range rows {
		g.Cells, g.Hidden = append(g.Cells, make([]float64, len(columns))), append(g.Hidden, make([]bool, len(columns)))
	}
	return g
}

func (g Grid) set(row, column string, v float64, hidden bool) {
	i, j := slices.Index(g.Rows, row), slices.Index(g.Columns, column)
	if i >= 0 && j >= 0 {
		g.Cells[i][j], g.Hidden[i][j] = v, hidden
	}
}

// keysOf lists the keys of a slice in the order of the rows.
func (r Result) keysOf(slice string) []string {
	var out []string
	seen := map[string]bool{}
	for _, x := range r.Rows {
		if x.Slice == slice && !seen[x.Key] {
			seen[x.Key] = true
			out = append(out, x.Key)
		}
	}
	return out
}

// NeedBySetting is the plans of the baseline in a stock year by need and
// setting: counts to the seed year, means after it.
func (r Result) NeedBySetting(year int) Grid {
	g := newGrid(r.keysOf(forecast.SliceNeed), r.keysOf(forecast.SliceSetting))
	for _, x := range r.Rows {
		if x.Slice == forecast.SliceNeedSetting && x.Year == year && x.Measure == forecast.MeasurePlans && x.Scenario == forecast.Baseline {
			need, setting, _ := strings.Cut(x.Key, "|")
			g.set(need, setting, x.Mean, x.Symbol != "")
		}
	}
	return g
}

// JoinersByYear is joiners of the baseline by school year and stock year,
// youngest first.
func (r Result) JoinersByYear() Grid {
	var columns []string
	for y := r.Seed - 20; y <= r.Last; y++ {
		if slices.ContainsFunc(r.Rows, func(x forecast.Row) bool { return x.Year == y && x.Measure == forecast.MeasureJoiners }) {
			columns = append(columns, strconv.Itoa(y))
		}
	}
	rows := r.keysOf(forecast.SliceNCY)
	slices.SortFunc(rows, func(a, b string) int { return number(a) - number(b) })
	g := newGrid(rows, columns)
	for _, x := range r.Rows {
		if x.Slice == forecast.SliceNCY && x.Measure == forecast.MeasureJoiners && x.Scenario == forecast.Baseline {
			g.set(x.Key, strconv.Itoa(x.Year), x.Mean, x.Symbol != "")
		}
	}
	return g
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // keys of school years are numbers
	return n
}

// Moves is the plans that moved before the census of a stock year, from the
// setting of the row to that of the column.
func (r Result) Moves(scenario string, year int) Grid {
	settings := r.keysOf(forecast.SliceSetting)
	g := newGrid(settings, settings)
	for _, f := range r.Flows {
		if f.Scenario == scenario && f.Year == year {
			g.set(f.Setting1, f.Setting2, f.Mean, false)
		}
	}
	return g
}
