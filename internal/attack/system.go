package attack

import (
	"context"
	"errors"
	"runtime"
	"sort"
	"sync"
)

// Unbounded is the High of a cell of which no upper limit is known, and either
// limit of an equation that has none (-Unbounded for the lower one).
const Unbounded int64 = 1 << 40

const mostFactor int64 = 1 << 20

// Cell is one unknown count: a whole number from Low to High. Threshold is the
// t of its suppression class, for the sums of hidden parts; 0 asks for no such
// test.
type Cell struct {
	Low, High int64
	Protected bool
	Threshold int64
}

// Term is a cell times a whole number that is not 0.
type Term struct {
	Cell   int
	Factor int64
}

// Equation says that its terms add up to something from Low to High; to one
// number where both are equal. Total marks a whole with its parts: where the
// whole is known, by being printed or by following from others, its hidden parts
// are exposed as a group. Weak marks an assumption that
// falls when the figures contradict it. Words name it without any figure.
type Equation struct {
	Terms     []Term
	Low, High int64
	Total     bool
	Weak      bool
}

// System is all that an attacker knows of some unknown counts.
type System struct {
	Cells     []Cell
	Equations []Equation
}

// State is what could be proved of a cell. The zero value is for cells that
// need no protection.
type State uint8

const (
	Open       State = iota
	Safe             // two solutions were checked that differ in the cell
	Determined       // every solution has the same count there
	Undecided        // not proven safe: too large to decide within the limits
)

// Verdict is what an attacker can say of one cell. Width is how far apart the
// largest and the smallest possible count are at least: 0 when determined,
// exact where Exact is true. The count itself stays inside this package.
type Verdict struct {
	State State
	Width int64
	Exact bool

	low, high int64 // proven limits
}

// Group is an equation whose published total leaves its hidden parts a sum
// from 1 to less than their threshold. Cells are those parts.
type Group struct {
	Equation int
	Cells    []int
}

// Solution holds one verdict for each cell, and what the search met with.
type Solution struct {
	Verdicts   []Verdict
	Groups     []Group
	Components int // that hold a protected cell
	Largest    int // cells of the largest of them
	Undecided  int // cells
	// Dropped are equations that contradict the others, by index: an attacker
	// learns nothing from them, so they were left out.
	Dropped []int

	system *System
}

// Because are equations that determine a cell, by index, for a cell whose
// verdict is Determined: where they are few, none of them can be spared.
func (s *Solution) Because(cell int) []int {
	return newExplainer(s.system, s.Dropped).because(cell)
}

// Limits bound the work. Zero values choose the defaults.
type Limits struct {
	Workers int  // components solved at once; default GOMAXPROCS
	Nodes   int  // steps of one search; default 20,000
	Tableau int  // numbers in one linear programme; default 20 million
	Widths  bool // find the exact width of every protected cell

	gate chan struct{} // shared by systems that are solved side by side; nil for one alone
}

func (l Limits) filled() Limits {
	if l.Workers <= 0 {
		l.Workers = runtime.GOMAXPROCS(0)
	}
	if l.Nodes <= 0 {
		l.Nodes = 20_000
	}
	if l.Tableau <= 0 {
		l.Tableau = 20_000_000
	}
	return l
}

var errSystem = errors.New("a system with a cell or factor out of range")

func (s *System) valid() bool {
	for _, c := range s.Cells {
		if c.Low < 0 || c.High > Unbounded || c.Low > c.High {
			return false
		}
	}
	for _, e := range s.Equations {
		if e.Low > e.High || e.Low < -Unbounded || e.High > Unbounded {
			return false
		}
		for _, t := range e.Terms {
			if t.Cell < 0 || t.Cell >= len(s.Cells) || t.Factor == 0 || t.Factor > mostFactor || t.Factor < -mostFactor {
				return false
			}
		}
	}
	return true
}

// Determine tries to find every protected cell. A cell is called safe only
// after two whole-number solutions of the whole component that differ in it
// were checked exactly, and determined only by exact arithmetic or an
// exhausted search; floating point guides the search and proves nothing. What
// cannot be settled within the limits is Undecided. The error is that of ctx,
// or tells of a cell, factor or limit that is out of range.
func Determine(ctx context.Context, s *System, l Limits) (Solution, error) {
	if !s.valid() {
		return Solution{}, errSystem
	}
	l = l.filled()
	out := Solution{Verdicts: make([]Verdict, len(s.Cells)), system: s}
	parts := components(s)
	results := make([]outcome, len(parts))
	each(len(parts), l.Workers, func(i int) {
		if l.gate != nil {
			l.gate <- struct{}{}
			defer func() { <-l.gate }()
		}
		if ctx.Err() == nil {
			results[i] = solveComponent(ctx, s, parts[i], l)
		}
	})
	if err := ctx.Err(); err != nil {
		return Solution{}, err
	}
	out.Components = len(parts)
	for i, p := range parts {
		out.Largest = max(out.Largest, len(p.cells))
		for n, c := range p.cells {
			v := results[i].verdicts[n]
			if v.State == Undecided {
				out.Undecided++
			}
			out.Verdicts[c] = v
		}
		out.Groups = append(out.Groups, results[i].groups...)
		out.Dropped = append(out.Dropped, results[i].dropped...)
	}
	sort.Slice(out.Groups, func(a, b int) bool { return out.Groups[a].Equation < out.Groups[b].Equation })
	sort.Ints(out.Dropped)
	return out, nil
}

// each runs do for 0 to n-1 on some goroutines; the results stand by position,
// so the order of finishing shows nowhere.
func each(n, workers int, do func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				do(i)
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// component is a set of cells that equations tie together.
type component struct{ cells, equations []int }

// components are those that hold a protected cell, in the order of their first
// cells.
func components(s *System) []component {
	parent := make([]int, len(s.Cells))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, e := range s.Equations {
		for _, t := range e.Terms[min(1, len(e.Terms)):] {
			a, b := find(e.Terms[0].Cell), find(t.Cell)
			parent[max(a, b)] = min(a, b)
		}
	}
	wanted := map[int]bool{}
	for i, c := range s.Cells {
		if c.Protected {
			wanted[find(i)] = true
		}
	}
	at := map[int]int{}
	var out []component
	for i := range s.Cells {
		root := find(i)
		if !wanted[root] {
			continue
		}
		if _, ok := at[root]; !ok {
			at[root] = len(out)
			out = append(out, component{})
		}
		out[at[root]].cells = append(out[at[root]].cells, i)
	}
	for n, e := range s.Equations {
		if len(e.Terms) == 0 {
			continue
		}
		if i, ok := at[find(e.Terms[0].Cell)]; ok {
			out[i].equations = append(out[i].equations, n)
		}
	}
	return out
}
