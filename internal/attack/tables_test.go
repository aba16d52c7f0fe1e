package attack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// possible says by trial, cell by cell, which hidden cells of a table have one
// count only. Hidden inner cells count from 1, totals are shown or hidden.
func possible(table [][]int, hidden map[[2]int]bool) map[[2]int]map[int]bool {
	rows, columns := len(table)-1, len(table[0])-1
	x := make([][]int, rows)
	for i := range x {
		x[i] = make([]int, columns)
	}
	out := map[[2]int]map[int]bool{}
	note := func(at [2]int, n int) {
		if out[at] == nil {
			out[at] = map[int]bool{}
		}
		out[at][n] = true
	}
	largest := table[rows][columns]
	var try func(at int)
	try = func(at int) {
		if at == rows*columns {
			for i := range rows + 1 {
				for j := range columns + 1 {
					if hidden[[2]int{i, j}] {
						note([2]int{i, j}, summed(x, i, j))
					}
				}
			}
			return
		}
		i, j := at/columns, at%columns
		low, high := table[i][j], table[i][j]
		if hidden[[2]int{i, j}] {
			low, high = 1, largest
		}
		for n := low; n <= high; n++ {
			x[i][j] = n
			if fits(table, hidden, x, i, j) {
				try(at + 1)
			}
		}
		x[i][j] = 0
	}
	try(0)
	return out
}

// summed is a cell or a total of a table.
func summed(x [][]int, i, j int) int {
	s := 0
	for a := range x {
		for b := range x[a] {
			if (a == i || i == len(x)) && (b == j || j == len(x[0])) {
				s += x[a][b]
			}
		}
	}
	return s
}

// fits checks the totals that are complete after cell i, j, and that none is
// passed already.
func fits(table [][]int, hidden map[[2]int]bool, x [][]int, i, j int) bool {
	rows, columns := len(x), len(x[0])
	check := func(a, b int, complete bool) bool {
		s := summed(x, a, b)
		if hidden[[2]int{a, b}] {
			return !complete || s >= 1
		}
		return s == table[a][b] || !complete && s < table[a][b]
	}
	return check(i, columns, j == columns-1) && check(rows, j, i == rows-1) && check(rows, columns, i == rows-1 && j == columns-1)
}

// randomTable has small counts, totals, and hidden cells: the small ones and a
// few besides.
func randomTable(r *rand.Rand) ([][]int, map[[2]int]bool) {
	rows, columns := 2+r.IntN(2), 2+r.IntN(3)
	table := make([][]int, rows+1)
	for i := range table {
		table[i] = make([]int, columns+1)
	}
	hidden := map[[2]int]bool{}
	for i := range rows {
		for j := range columns {
			n := r.IntN(8)
			table[i][j] = n
			table[i][columns] += n
			table[rows][j] += n
			table[rows][columns] += n
			hidden[[2]int{i, j}] = n > 0 && (n < 3 || r.IntN(3) == 0)
		}
	}
	for i := range rows + 1 {
		for j := range columns + 1 {
			if (i == rows || j == columns) && table[i][j] > 0 && r.IntN(8) == 0 {
				hidden[[2]int{i, j}] = true
			}
		}
	}
	return table, hidden
}

func TestRandomTablesAgainstEnumeration(t *testing.T) {
	tried := 600
	if testing.Short() {
		tried = 100
	}
	broken := 0
	for seed := range tried {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		table, hidden := randomTable(r)
		b := newBook(map[string]Indicator{"plans": {Measure: "count", Threshold: 3, Lists: map[string]Split{"row": Adds, "column": Adds}}})
		rows, columns := len(table)-1, len(table[0])-1
		name := func(i, j int) string {
			var pair []string
			if j < columns {
				pair = append(pair, fmt.Sprintf("column=%d", j))
			}
			if i < rows {
				pair = append(pair, fmt.Sprintf("row=%d", i))
			}
			return strings.Join(pair, ";")
		}
		for i := range rows + 1 {
			for j := range columns + 1 {
				figure := fmt.Sprint(table[i][j])
				if hidden[[2]int{i, j}] {
					figure = "c"
				}
				b.add("LA1", "plans", name(i, j), "2025", figure)
			}
		}
		r.Shuffle(len(b.rows), func(i, j int) { b.rows[i], b.rows[j] = b.rows[j], b.rows[i] })
		got := map[string]bool{}
		for _, f := range b.audit(t).Findings {
			if f.Kind == Solved || f.Kind == Recomputed {
				got[f.Breakdown] = true
			} else if f.Kind != SmallGroup && f.Kind != SmallCount {
				t.Errorf("seed %d: found %+v", seed, f)
			}
		}
		for at, counts := range possible(table, hidden) {
			if got[name(at[0], at[1])] != (len(counts) == 1) {
				t.Errorf("seed %d: %q has %d possible counts, found %t\n%v\n%v", seed, name(at[0], at[1]), len(counts), got[name(at[0], at[1])], table, hidden)
			}
			if len(counts) == 1 {
				broken++
			}
		}
	}
	if broken == 0 {
		t.Error("no table was broken, so nothing was compared")
	}
}

func TestNothingDependsOnTheOrderOfRows(t *testing.T) {
	v := invented{areas: 4, indicators: 3, periods: 2}
	var rows []Row
	v.each(func(r Row) { rows = append(rows, r) })
	var first Report
	for n := range 4 {
		var r Release
		for _, row := range rows {
			r.Add(row)
		}
		got, err := Audit(context.Background(), &r, v.facts(), Limits{Workers: 1 + n})
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = got
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", first) {
			t.Errorf("order %d: got %+v, want %+v", n, got, first)
		}
		rand.New(rand.NewPCG(uint64(n), 5)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
}

func TestFindingsHoldNoFigure(t *testing.T) {
	one, other := newBook(map[string]Indicator{"plans": counted}), newBook(map[string]Indicator{"plans": counted})
	one.line("LA1", "plans", "list", "2025", "A 38, B c, C 12, D 71, total 125")
	other.line("LA1", "plans", "list", "2025", "A 19, B c, C 44, D 30, total 96")
	a, b := one.audit(t), other.audit(t)
	if len(a.Findings) != 1 || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("the findings differ with the figures: %+v and %+v", a, b)
	}
}

func TestWhatCannotBeDecidedIsSaid(t *testing.T) {
	// Factors without a pattern hide their few solutions well.
	r := rand.New(rand.NewPCG(11, 11))
	s := &System{Equations: make([]Equation, 3)}
	for c := range 12 {
		s.Cells = append(s.Cells, Cell{High: 1, Protected: true})
		for e := range s.Equations {
			f := int64(1 + r.IntN(100))
			s.Equations[e].Terms = append(s.Equations[e].Terms, Term{c, f})
			if c%2 == 0 {
				s.Equations[e].Low += f
				s.Equations[e].High += f
			}
		}
	}
	got, err := Determine(context.Background(), s, Limits{Nodes: 1, Tableau: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got.Undecided != len(s.Cells) {
		t.Errorf("%d cells undecided within hardly any steps, want %d", got.Undecided, len(s.Cells))
	}
	agree(t, "with time", s)
}

func TestContradictingAssumptionsAreLeftOut(t *testing.T) {
	s := &System{Cells: []Cell{{High: 100, Protected: true}, {High: 100, Protected: true}},
		Equations: []Equation{
			{Terms: []Term{{0, 1}, {1, 1}}, Low: 20, High: 20, Total: true},
			{Terms: []Term{{0, 1}}, Low: 50, High: 50, Weak: true},
		}}
	got, err := Determine(context.Background(), s, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Dropped, []int{1}) || got.Verdicts[0].State != Safe {
		t.Errorf("dropped %v, verdicts %+v; want the assumption dropped and both safe", got.Dropped, got.Verdicts)
	}
}

func TestAnAuditStopsWhenItIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var r Release
	invented{areas: 1, indicators: 3, periods: 1}.each(r.Add)
	if _, err := Audit(ctx, &r, Facts{}, Limits{}); err == nil {
		t.Error("a cancelled audit ended without an error")
	}
	if _, err := Determine(ctx, &System{Cells: []Cell{{Protected: true}}}, Limits{}); err == nil {
		t.Error("a cancelled search ended without an error")
	}
}

func TestSystemsOutOfRangeAreRefused(t *testing.T) {
	for name, s := range map[string]*System{
		"a cell that is not there":   {Equations: []Equation{{Terms: []Term{{0, 1}}}}},
		"a factor of nothing":        {Cells: []Cell{{}}, Equations: []Equation{{Terms: []Term{{0, 0}}}}},
		"a factor too large":         {Cells: []Cell{{}}, Equations: []Equation{{Terms: []Term{{0, 1 << 21}}}}},
		"limits the wrong way round": {Cells: []Cell{{Low: 2, High: 1}}},
		"less than nobody":           {Cells: []Cell{{Low: -1}}},
	} {
		if _, err := Determine(context.Background(), s, Limits{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzAudit(f *testing.F) {
	f.Add("LA1,plans,list=A,2025,c;LA1,plans,list=B,2025,12;LA1,plans,,2025,16", uint8(1))
	f.Add("LA1,advice,by=A,2025,c;LA1,advice,,2025,3/9;REG,advice,,2025,1e300;REG,plans,x,2025,-5", uint8(9))
	f.Add("LA1,plans,list=A;list=A,2025,NaN;LA1,plans,=;;=,2025,1e15", uint8(60))
	f.Fuzz(func(t *testing.T, text string, choice uint8) {
		facts := Facts{Indicators: map[string]Indicator{"plans": counted, "advice": {Measure: "proportion", Threshold: 6, RoundTo: int(choice) % 12}},
			Areas: []Whole{{"REG", []string{"LA1", "LA2"}}}, Neighbours: map[string][]string{"LA1": {"LA2"}},
			Same:   [][]Figure{{{"plans", "", Numerator}, {"advice", "", Denominator}}},
			Series: []Series{{Indicator: "plans", Window: int(choice) % 5, Runs: [][]string{{"2024", "2025"}}, Flow: "advice"}}}
		var rows []Row
		for _, line := range strings.Split(text, ";") {
			c := strings.Split(line, ",")
			if len(c) == 5 && len(rows) < 40 {
				rows = append(rows, rowOf(c[0], c[1], strings.ReplaceAll(c[2], "+", ";"), c[3], c[4]))
			}
		}
		audit := func() Report {
			var r Release
			for i, row := range rows {
				if choice&1 == 1 && i%3 == 0 {
					r.AddPrevious(row)
				}
				r.Add(row)
			}
			got, err := Audit(context.Background(), &r, facts, Limits{Nodes: 200})
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		before := audit()
		if choice&1 == 0 {
			slices.Reverse(rows)
			if after := audit(); fmt.Sprintf("%+v", before) != fmt.Sprintf("%+v", after) {
				t.Errorf("turned round: %+v, before %+v", after, before)
			}
		}
	})
}

func FuzzDetermine(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		agree(t, fmt.Sprintf("%d %d", a, b), randomSystem(rand.New(rand.NewPCG(a, b))))
	})
}
