package transition

import (
	"testing"

	"github.com/sendpack/sendpack/internal/forecast"
)

func (g Grid) sum() float64 {
	total := 0.0
	for _, row := range g.Cells {
		for _, v := range row {
			total += v
		}
	}
	return total
}

func TestGridsHoldWhatTheRowsHold(t *testing.T) {
	in := checked(t, "", few(50))
	r := run(t, in, few(50))
	for _, year := range []int{2026, 2031} {
		near(t, "plans by need and setting", r.NeedBySetting(year).sum(), figure(t, r, forecast.Baseline, "total", "all", "plans", year).Mean, 1e-9)
		near(t, "moves", r.Moves(forecast.Baseline, year).sum(), figure(t, r, forecast.Baseline, "total", "all", "movers-out", year).Mean, 1e-9)
	}
	j := r.JoinersByYear()
	want := 0.0
	for year := 2022; year <= 2031; year++ {
		want += figure(t, r, forecast.Baseline, "total", "all", "joiners", year).Mean
	}
	near(t, "joiners by school year", j.sum(), want, 1e-9)
	if j.Columns[0] != "2022" || j.Rows[0] != "-2" || j.Rows[len(j.Rows)-1] <= "0" {
		t.Errorf("joiners begin at %s and %s", j.Columns[0], j.Rows[0])
	}
}
