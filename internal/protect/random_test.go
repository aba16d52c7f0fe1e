package protect

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

var kinds = []string{"sparse", "dense", "ones", "sparse0", "ones0"}

// eachShape runs f on random systems of all shapes and kinds in turn.
func eachShape(rounds, n, m int, f func(name string, rng *rand.Rand, s System)) {
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		for _, kind := range kinds {
			rng := rand.New(rand.NewPCG(uint64(n), uint64(m)))
			for range rounds {
				f(name+", "+kind, rng, shapes[name](rng, kind, n, m))
			}
		}
	}
}

func TestNoRandomSystemGivesASmallCountAway(t *testing.T) {
	for _, size := range [][2]int{{2, 2}, {3, 3}, {4, 4}, {6, 6}} {
		eachShape(8, size[0], size[1], func(name string, _ *rand.Rand, s System) {
			p := protect(t, s)
			if len(p.Exposed) > 0 {
				t.Errorf("%s: %v exposed, though everything may be hidden", name, p.Exposed)
			}
			if mustBeSafe(t, s, p); t.Failed() {
				t.Fatalf("%s of %v: %+v", name, size, s)
			}
		})
	}
}

func TestTheOrderOfCellsAndEquationsDoesNotMatter(t *testing.T) {
	eachShape(3, 4, 4, func(name string, rng *rand.Rand, s System) {
		first := protect(t, s)
		for range 3 {
			rng.Shuffle(len(s.Cells), func(a, b int) { s.Cells[a], s.Cells[b] = s.Cells[b], s.Cells[a] })
			rng.Shuffle(len(s.Equations), func(a, b int) { s.Equations[a], s.Equations[b] = s.Equations[b], s.Equations[a] })
			for _, e := range s.Equations {
				rng.Shuffle(len(e.Terms), func(a, b int) { e.Terms[a], e.Terms[b] = e.Terms[b], e.Terms[a] })
			}
			if again := protect(t, s); !slices.Equal(first.Secondary, again.Secondary) {
				t.Fatalf("%s: hidden %v and then %v", name, first.Secondary, again.Secondary)
			}
		}
	})
}

func TestFixedCellsLeaveOthersSafe(t *testing.T) {
	exposed := 0
	eachShape(10, 3, 3, func(name string, rng *rand.Rand, s System) {
		for n := range s.Cells {
			if c := &s.Cells[n]; !c.Primary && rng.IntN(2) == 0 {
				c.Fixed = true
			}
		}
		p := protect(t, s)
		exposed += len(p.Exposed)
		hidden := hiddenBy(s, p.Secondary)
		everything := hiddenBy(s, nil)
		for _, c := range s.Cells {
			everything[c.ID] = everything[c.ID] || !c.Fixed && (c.Value > 0 || c.HideZero)
		}
		for _, c := range s.Cells {
			if !c.Primary || newReader(s, hidden).secret(c.ID, c.Value) {
				continue
			}
			if !slices.Contains(p.Exposed, c.ID) {
				t.Fatalf("%s: %s can be worked out and is not called exposed", name, c.ID)
			}
			if newReader(s, everything).secret(c.ID, c.Value) {
				t.Fatalf("%s: %s could have been protected", name, c.ID)
			}
		}
	})
	if exposed == 0 {
		t.Error("no random system was beyond protection: the test shows nothing")
	}
}

func TestUnknownFiguresAreProtectedLikeKnownOnes(t *testing.T) {
	eachShape(8, 3, 3, func(name string, rng *rand.Rand, s System) {
		for n := range s.Cells {
			if c := &s.Cells[n]; c.Primary && c.Value > 0 && rng.IntN(3) > 0 {
				c.Unknown, c.Value = true, 0
			}
		}
		p := protect(t, s)
		if len(p.Exposed) > 0 {
			t.Fatalf("%s: %v exposed", name, p.Exposed)
		}
		hidden := hiddenBy(s, p.Secondary)
		for _, c := range s.Cells {
			if c.Primary {
				if r := newReader(s, hidden); r.values(c.ID) < 2 {
					t.Fatalf("%s: %s has %d possible values", name, c.ID, r.values(c.ID))
				}
			}
		}
	})
}

// values counts the possible values of a cell, up to two.
func (r *reader) values(cell string) int {
	count := 0
	for v := int64(0); v <= horizon && count < 2; v++ {
		if r.possible(cell, v) {
			count++
		}
	}
	return count
}

func TestManyTablesAtOnceAreProtectedLikeEachAlone(t *testing.T) {
	var all System
	var want []string
	n := 0
	eachShape(1, 4, 4, func(_ string, _ *rand.Rand, s System) {
		n++
		for i := range s.Cells {
			s.Cells[i].ID = string(rune('A'+n)) + " " + s.Cells[i].ID
		}
		for _, e := range s.Equations {
			for i := range e.Terms {
				e.Terms[i].Cell = string(rune('A'+n)) + " " + e.Terms[i].Cell
			}
		}
		for i := range s.Equations {
			s.Equations[i].Total = string(rune('A'+n)) + " " + s.Equations[i].Total
		}
		want = append(want, protect(t, s).Secondary...)
		all.Cells, all.Equations = append(all.Cells, s.Cells...), append(all.Equations, s.Equations...)
	})
	slices.Sort(want)
	if got := protect(t, all).Secondary; !slices.Equal(got, want) {
		t.Errorf("hidden %v together and %v alone", got, want)
	}
}

func TestAnEndedContextEndsTheSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if p, err := Protect(ctx, needsByPhase().System); err != context.Canceled || p.Secondary != nil {
		t.Errorf("got %+v and %v", p, err)
	}
}
