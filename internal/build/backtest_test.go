package build

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
)

func TestABacktestWithoutEnoughToScoreNamesTheFile(t *testing.T) {
	const head = "area,stock-year,setting,count\n"
	cases := []struct{ what, stock, want string }{
		{"no total", head + "E06000026,2022,mainstream,500\nE06000026,2023,mainstream,520\nE06000026,2024,mainstream,540\n", "stock.csv: no January has a total of plans"},
		{"two years", head + "E06000026,2023,total,500\nE06000026,2024,total,520\n", "stock.csv: there are too few years to score anything"},
	}
	for _, c := range cases {
		var l diag.List
		report, err := Backtest(context.Background(), &Options{}, BacktestAsk{Files: map[string][]byte{"stock.csv": []byte(c.stock)}, Simulations: 100}, &l)
		if err != nil || report != nil {
			t.Errorf("%s: got the report %v and %v, want none", c.what, report, err)
		}
		var got []string
		for _, d := range l.Sorted() {
			if d.Severity == diag.Error {
				got = append(got, d.Pos.String()+": "+d.Message)
			}
		}
		if diff := cmp.Diff([]string{c.want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
}
