package stats

import (
	"cmp"
	"slices"
)

// ByChance is how many of m comparisons are expected to come out different
// although nothing differs: 0.05 m at 95%, 0.002 m at 99.8% (note §5). A
// negative m counts as 0.
func ByChance(m int) (at95, at998 float64) {
	m = max(m, 0)
	return float64(m) / 20, float64(m) / 500
}

// Discovery is one test of many after control of the false discovery rate.
// Adjusted is the smallest rate at which the test would be significant.
type Discovery struct {
	P, Adjusted float64
	Significant bool
}

// BenjaminiHochberg controls, at rate q (0.05 in packs), the expected share of
// chance findings among those called significant. Results come in the order of
// the p-values given; no p-values give none. A p or q outside 0 to 1 is an
// error.
//
// Benjamini Y, Hochberg Y (1995) JRSS B 57:289-300; note §5.
func BenjaminiHochberg(ps []float64, q float64) ([]Discovery, error) {
	for _, p := range append(slices.Clone(ps), q) {
		if !(p >= 0 && p <= 1) {
			return nil, invalid("%v is not a probability", p)
		}
	}
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ps[b], ps[a]) })
	out := make([]Discovery, len(ps))
	least := 1.0
	for i, at := range order { // from the largest p down
		rank := len(ps) - i
		least = min(least, float64(len(ps))*ps[at]/float64(rank))
		out[at] = Discovery{P: ps[at], Adjusted: least, Significant: least <= q}
	}
	return out, nil
}
