package protect

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// authority is a release of about 40,000 cells: mostly lists, and two-way
// tables, hierarchies and linked tables beside them.
func authority(kind string) System {
	rng := rand.New(rand.NewPCG(5, 5))
	names := []string{"list", "list", "list", "rows with totals", "two-way table", "hierarchy", "linked tables", "three pairs"}
	var s System
	for n := 0; len(s.Cells) < 40_000; n++ {
		prefix := fmt.Sprintf("%05d ", n)
		x := shapes[names[n%len(names)]](rng, kind, 6, 5)
		for _, c := range x.Cells {
			c.ID = prefix + c.ID
			s.Cells = append(s.Cells, c)
		}
		for _, e := range x.Equations {
			e.Total = prefix + e.Total
			for i := range e.Terms {
				e.Terms[i].Cell = prefix + e.Terms[i].Cell
			}
			s.Equations = append(s.Equations, e)
		}
	}
	return s
}

func BenchmarkAuthorityRelease(b *testing.B) {
	for _, kind := range []string{"sparse", "dense", "ones"} {
		b.Run(kind, func(b *testing.B) { run(b, authority(kind)) })
	}
}

func BenchmarkTableOfSixtyByTwenty(b *testing.B) {
	r := newRelease()
	rng := rand.New(rand.NewPCG(5, 5))
	rows, columns := numbered("r", 60), numbered("c", 20)
	for _, id := range joined("", rows, columns) {
		v := 6 + rng.Int64N(200)
		if rng.IntN(10) == 0 {
			v = 1 + rng.Int64N(5)
		}
		r.cell(id, v)
	}
	r.margins("", rows, columns, true)
	run(b, r.System)
}

func run(b *testing.B, s System) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := Protect(context.Background(), s)
		if err != nil || len(p.Exposed) > 0 {
			b.Fatal(p.Exposed, err)
		}
		b.ReportMetric(float64(p.Tables), "tables")
		b.ReportMetric(float64(p.Smallest), "smallest")
		b.ReportMetric(float64(len(p.Secondary)), "hidden")
	}
}
