package protect

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// fewest is the least number of further cells in any safe pattern that leaves
// grand totals alone, by trying all; and the least sum among those. It gives
// up beyond limit and then returns limit+1.
func fewest(s System, limit int) (cells int, cost int64) {
	var free []Cell
	for _, c := range s.Cells {
		if !c.Primary && c.Value > 0 && c.ID != "all" {
			free = append(free, c)
		}
	}
	for size := 0; size <= limit; size++ {
		least := int64(-1)
		choose(free, size, nil, 0, func(ids []string, sum int64) {
			if (least < 0 || sum < least) && flaw(s, ids) == "" {
				least = sum
			}
		})
		if least >= 0 {
			return size, least
		}
	}
	return limit + 1, 0
}

func choose(from []Cell, size int, ids []string, sum int64, f func(ids []string, sum int64)) {
	if size == 0 {
		f(ids, sum)
		return
	}
	for n := 0; n+size <= len(from); n++ {
		choose(from[n+1:], size-1, append(slices.Clone(ids), from[n].ID), sum+from[n].Value, f)
	}
}

func TestSmallTablesLoseNoMoreThanTheyMust(t *testing.T) {
	tables, cells := 0, 0
	compare := func(name string, _ *rand.Rand, s System) {
		p := protect(t, s)
		cost := int64(0)
		for _, c := range s.Cells {
			if slices.Contains(p.Secondary, c.ID) {
				if cost += c.Value; c.ID == "all" {
					return // only where nothing else works
				}
			}
		}
		if len(p.Secondary) > 4 {
			return // too many to try
		}
		tables, cells = tables+1, cells+len(p.Secondary)
		best, least := fewest(s, len(p.Secondary))
		if len(p.Secondary) != best || cost != least {
			t.Fatalf("%s: %v, %d cells with the sum %d, but %d cells with the sum %d are enough: %+v",
				name, p.Secondary, len(p.Secondary), cost, best, least, s)
		}
		if p.Smallest != p.Tables {
			t.Errorf("%s: not known to be smallest", name)
		}
	}
	eachShape(10, 2, 2, compare)
	eachShape(3, 3, 2, compare)
	if tables < 200 || cells < 200 {
		t.Errorf("compared only %d tables with %d cells", tables, cells)
	}
}

func TestTablesOfSixBySixAreKnownToBeSmallest(t *testing.T) {
	tables, smallest := 0, 0
	eachShape(4, 6, 6, func(name string, _ *rand.Rand, s System) {
		p := protect(t, s)
		tables, smallest = tables+p.Tables, smallest+p.Smallest
	})
	if smallest < tables*98/100 {
		t.Errorf("%d of %d tables are known to have no smaller pattern", smallest, tables)
	}
}
