package attack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// truth lists every solution of a small system by trying all of them, and says
// for each cell the least and the largest count.
func truth(s *System) (low, high []int64, any bool) {
	x := make([]int64, len(s.Cells))
	low, high = make([]int64, len(x)), make([]int64, len(x))
	var try func(c int)
	try = func(c int) {
		if c < len(x) {
			for x[c] = s.Cells[c].Low; x[c] <= s.Cells[c].High; x[c]++ {
				try(c + 1)
			}
			return
		}
		for _, e := range s.Equations {
			sum := int64(0)
			for _, t := range e.Terms {
				sum += t.Factor * x[t.Cell]
			}
			if sum < e.Low || sum > e.High {
				return
			}
		}
		for c := range x {
			if !any || x[c] < low[c] {
				low[c] = x[c]
			}
			if !any || x[c] > high[c] {
				high[c] = x[c]
			}
		}
		any = true
	}
	try(0)
	return low, high, any
}

// randomSystem has equations that hold for a solution drawn first.
func randomSystem(r *rand.Rand) *System {
	n := 2 + r.IntN(6)
	s := &System{}
	x := make([]int64, n)
	for c := range x {
		cell := Cell{Low: int64(r.IntN(2)), Protected: r.IntN(4) > 0}
		cell.High = cell.Low + int64(r.IntN(5))
		x[c] = cell.Low + int64(r.IntN(int(cell.High-cell.Low+1)))
		s.Cells = append(s.Cells, cell)
	}
	for range 1 + r.IntN(5) {
		e := Equation{}
		sum := int64(0)
		for c := range x {
			f := int64(0)
			switch r.IntN(6) {
			case 0, 1:
				f = 1
			case 2:
				f = -1
			case 3:
				f = int64(r.IntN(9) - 4)
			}
			if f != 0 {
				e.Terms = append(e.Terms, Term{c, f})
				sum += f * x[c]
			}
		}
		e.Low, e.High = sum, sum
		if r.IntN(3) == 0 {
			e.Low, e.High = sum-int64(r.IntN(3)), sum+int64(r.IntN(3))
		}
		s.Equations = append(s.Equations, e)
	}
	return s
}

func TestRandomSystemsAgainstEnumeration(t *testing.T) {
	tried := 5000
	if testing.Short() {
		tried = 500
	}
	for seed := range tried {
		s := randomSystem(rand.New(rand.NewPCG(uint64(seed), 1)))
		agree(t, fmt.Sprintf("seed %d", seed), s)
	}
}

// agree compares every verdict with the enumeration, in both directions.
func agree(t *testing.T, name string, s *System) {
	t.Helper()
	low, high, _ := truth(s)
	for _, widths := range []bool{false, true} {
		got, err := Determine(context.Background(), s, Limits{Widths: widths})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Dropped) > 0 {
			t.Errorf("%s: equations %v were dropped from a system that has solutions", name, got.Dropped)
		}
		for c, v := range got.Verdicts {
			want := Safe
			switch {
			case !s.Cells[c].Protected:
				want = Open
			case low[c] == high[c]:
				want = Determined
			}
			if v.State != want {
				t.Errorf("%s: cell %d is %d, want %d\n%+v", name, c, v.State, want, s)
			}
			if widths && want != Open && (v.Width != high[c]-low[c] || !v.Exact) {
				t.Errorf("%s: cell %d has width %d (exact %t), want %d\n%+v", name, c, v.Width, v.Exact, high[c]-low[c], s)
			}
			if want == Safe && v.Width > high[c]-low[c] {
				t.Errorf("%s: cell %d has width %d, at most %d is possible", name, c, v.Width, high[c]-low[c])
			}
		}
	}
}
