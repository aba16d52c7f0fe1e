package protect

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// tableOf is the first table of a system with everything open.
func tableOf(t *testing.T, s System) *table {
	t.Helper()
	sys, err := newSystem(s)
	if err != nil {
		t.Fatal(err)
	}
	open := make([]bool, len(sys.cells))
	for c := range open {
		open[c] = sys.mayHide(c)
	}
	if all := sys.tables(open); len(all) > 0 {
		return all[0]
	}
	return nil
}

func TestNetworkAndProgramAgree(t *testing.T) {
	asked, found := 0, 0
	eachShape(3, 4, 4, func(name string, rng *rand.Rand, s System) {
		x := tableOf(t, s)
		if x == nil {
			return
		}
		net := newNetwork(x)
		if !net.complete() {
			return
		}
		none := &network{apart: slices.Repeat([]bool{true}, len(x.down))}
		program := &general{x, none}
		for range 6 {
			hidden := x.shown()
			for c := range hidden {
				hidden[c] = hidden[c] || rng.IntN(3) == 0
			}
			for _, c := range x.needs {
				for _, direction := range []int64{1, -1} {
					a, okA := net.find(c, direction, hidden, false)
					b, okB := program.find(c, direction, hidden, false)
					asked++
					if okA != okB {
						t.Fatalf("%s: the network says %v, the program %v", name, okA, okB)
					}
					if okA {
						found++
						if !x.holds(a) || !x.holds(b) || !within(a, hidden) || !within(b, hidden) {
							t.Fatalf("%s: a change does not fit", name)
						}
					}
				}
			}
		}
		if x.unsure {
			t.Errorf("%s: the program gave up", name)
		}
	})
	if asked < 1000 || found < asked/10 || found > asked*9/10 {
		t.Errorf("asked %d times and found %d changes", asked, found)
	}
}

func TestTablesThatShareAMarginAreOneNetwork(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, name := range []string{"list", "rows with totals", "two-way table", "linked tables", "hierarchy"} {
		if x := tableOf(t, shapes[name](rng, "ones", 4, 4)); !newNetwork(x).complete() {
			t.Errorf("%s: cells stand apart", name)
		}
	}
	if x := tableOf(t, shapes["three pairs"](rng, "ones", 4, 4)); newNetwork(x).complete() {
		t.Error("three tables that share a margin each two are no network")
	}
}

func TestRowsThatFollowAreLeftOut(t *testing.T) {
	x := tableOf(t, linked(rand.New(rand.NewPCG(1, 1)), "ones", 3, 3))
	all := dependencies(x)
	if len(all) == 0 {
		t.Fatal("margins that add up both ways depend on each other")
	}
	for _, d := range all {
		sums := make([]int64, len(x.down))
		for r, factor := range d {
			for _, y := range x.rows[r] {
				sums[y.cell] += factor * y.factor
			}
		}
		if !slices.Equal(sums, make([]int64, len(sums))) {
			t.Errorf("a dependency leaves %v", sums)
		}
	}
	if got := len(independent(x)); got >= len(x.rows) {
		t.Errorf("%d of %d rows are left", got, len(x.rows))
	}
}

func TestLighterSetsMeetAllCuts(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	for range 300 {
		n := 3 + rng.IntN(8)
		h := hitter{}
		for i := range n {
			h.weights = append(h.weights, weight{cells: 1, cost: rng.Int64N(9), order: int64(i)})
		}
		var cuts []bitset
		for range 1 + rng.IntN(8) {
			var c bitset
			for range 1 + rng.IntN(4) {
				c.set(rng.IntN(n))
			}
			cuts = append(cuts, c)
		}
		best := weight{cells: int64(n) + 1}
		for set := range uint64(1) << n {
			b, w := bitset{set}, weight{}
			b.each(func(i int) { w = w.plus(h.weights[i]) })
			if meetsAll(b, cuts) && w.less(best) {
				best = w
			}
		}
		if !meetsAll(h.quick(cuts), cuts) {
			t.Fatal("the quick set misses a cut")
		}
		if _, state := h.lighter(context.Background(), cuts, best); state != none {
			t.Fatalf("found a set below the lightest: %v", state)
		}
		set, state := h.lighter(context.Background(), cuts, best.plus(weight{order: 1}))
		w := weight{}
		set.each(func(i int) { w = w.plus(h.weights[i]) })
		if state != found || !meetsAll(set, cuts) || w != best {
			t.Fatalf("the lightest set was not found: %v", state)
		}
	}
}

func meetsAll(set bitset, cuts []bitset) bool {
	for _, c := range cuts {
		if !c.meets(set) {
			return false
		}
	}
	return true
}

func TestAnErrorOfTheSearchIsNotPublished(t *testing.T) {
	solved := func() (*system, []*solution) {
		sys, err := newSystem(list(38, 4, 12).System)
		if err != nil {
			t.Fatal(err)
		}
		all, err := sys.solveAll(context.Background())
		if err != nil || sys.prove(all) != nil {
			t.Fatal(err, sys.prove(all))
		}
		return sys, all
	}
	for name, spoil := range map[string]func(s *system, x *solution){
		"a cell less":             func(_ *system, x *solution) { x.secondary = nil },
		"a route that stands":     func(_ *system, x *solution) { x.routes[0] = nil },
		"a route below the least": func(s *system, x *solution) { s.cells[1].Value = 1; x.routes[0] = []step{{1, -1}, {2, 1}} },
		"a route out of balance":  func(_ *system, x *solution) { x.routes[0][1].delta *= 2 },
		"a chosen fixed cell":     func(s *system, x *solution) { s.cells[2].Fixed = true },
		"a small group":           func(s *system, x *solution) { s.equations[0].threshold = 17 },
	} {
		sys, all := solved()
		spoil(sys, all[0])
		if sys.prove(all) == nil {
			t.Errorf("%s passes", name)
		}
	}
}
