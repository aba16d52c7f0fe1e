package transition

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
)

// read reads files given as text; a file without text is not given.
func read(t testing.TB, transitions, population, states, costs, scenarios string) (Inputs, *diag.List) {
	t.Helper()
	file := func(name, text string) File {
		if text == "" {
			return File{Name: name}
		}
		return File{Name: name, Raw: []byte(text)}
	}
	var l diag.List
	in := Read(Files{file("transitions.csv", transitions), file("population.csv", population), file("valid-states.csv", states),
		file("costs.csv", costs), file("scenarios.csv", scenarios)}, "", &l)
	return in, &l
}

const (
	transitionHeader = "calendar-year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2,count\n"
	stateHeader      = "setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting\n"
	ruleHeader       = "scenario,order,kind,from-year,to-year,academic-year-min,academic-year-max,need-1,setting-1,need-2,setting-2,factor,to-setting,share\n"
)

// row is a line of transitions.csv.
func row(year, ncy int, need1, setting1, need2, setting2 string, count int) string {
	return fmt.Sprintf("%d,%d,%s,%s,%d,%s,%s,%d\n", year, ncy, need1, setting1, ncy+1, need2, setting2, count)
}

// people is a population.csv with the same number everywhere.
func people(first, last, low, high int, n float64) string {
	var b strings.Builder
	b.WriteString("calendar-year,academic-year,population\n")
	for y := first; y <= last; y++ {
		for ncy := low; ncy <= high; ncy++ {
			fmt.Fprintf(&b, "%d,%d,%v\n", y, ncy, n)
		}
	}
	return b.String()
}

// param finds one parameter.
func param(t testing.TB, list []Param, kind string, ncy int, names ...string) Param {
	t.Helper()
	names = append(names, "", "", "", "")[:4]
	for _, p := range list {
		if p.Kind == kind && p.AcademicYear == ncy && (p.Need == names[0] || names[0] == "") && (p.Setting == names[1] || names[1] == "") &&
			p.Need2 == names[2] && p.Setting2 == names[3] {
			return p
		}
	}
	t.Fatalf("there is no %s at %d for %v", kind, ncy, names)
	return Param{}
}

func near(t testing.TB, name string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s: got %v, want %v", name, got, want)
	}
}

// world makes a self-consistent history: children with plans in three needs,
// in nursery, mainstream and two special settings and college, over five years.
func world(perYear, years int) (transitions, population, states, costs string) {
	rng := rand.New(rand.NewPCG(7, 11))
	type child struct {
		ncy           int
		need, setting string
	}
	needs := []string{"ASD", "SEMH", "SLCN"}
	place := func(ncy int) string {
		switch {
		case ncy < 0:
			return "EY"
		case ncy < 12:
			return []string{"MS", "MS", "SP", "ISP"}[rng.IntN(4)]
		case ncy < 15:
			return []string{"FE", "SP"}[rng.IntN(2)]
		}
		return "FE"
	}
	var held []child
	for range perYear * 8 {
		ncy := -2 + rng.IntN(20)
		held = append(held, child{ncy, needs[rng.IntN(3)], place(ncy)})
	}
	counts := map[string]int{}
	var order []string
	add := func(line string) {
		if counts[line] == 0 {
			order = append(order, line)
		}
		counts[line]++
	}
	first := 2026 - years
	for y := first; y < 2026; y++ {
		var next []child
		for _, c := range held {
			to := c
			to.ncy++
			ends := (c.setting == "EY" && to.ncy > -1) || (c.setting == "MS" || c.setting == "ISP") && to.ncy > 11 || c.setting == "SP" && to.ncy > 14
			switch u := rng.Float64(); {
			case u < 0.04 || to.ncy > 18 || (to.ncy > 11 && u < 0.2):
				add(fmt.Sprintf("%d,%d,%s,%s,%d,NONSEND,NONSEND", y, c.ncy, c.need, c.setting, to.ncy))
				continue
			case ends || u < 0.12:
				to.setting = place(to.ncy)
			}
			add(fmt.Sprintf("%d,%d,%s,%s,%d,%s,%s", y, c.ncy, c.need, c.setting, to.ncy, to.need, to.setting))
			next = append(next, to)
		}
		for range perYear + 5*(y-first) {
			c := child{-2 + rng.IntN(18), needs[rng.IntN(3)], ""}
			c.setting = place(c.ncy)
			add(fmt.Sprintf("%d,%d,NONSEND,NONSEND,%d,%s,%s", y, c.ncy-1, c.ncy, c.need, c.setting))
			next = append(next, c)
		}
		held = next
	}
	var b strings.Builder
	b.WriteString(transitionHeader)
	for _, line := range order {
		fmt.Fprintf(&b, "%s,%d\n", line, counts[line])
	}
	states = stateHeader + `EY,early,-4,-1,"ASD,SEMH,SLCN","EY,MS,SP,ISP"` + "\n" + `MS,mainstream,0,11,"ASD,SEMH,SLCN","MS,SP,ISP,FE"` + "\n" +
		`SP,special,0,14,"ASD,SEMH,SLCN","MS,SP,ISP,FE"` + "\n" + `ISP,independent,0,11,"ASD,SEMH,SLCN","MS,SP,ISP,FE"` + "\n" +
		`FE,fe_post16,12,20,"ASD,SEMH,SLCN","FE,SP"` + "\n"
	costs = "need,setting,cost\n*,EY,6000\n*,MS,9000\n*,SP,26000\nASD,ISP,61000\n*,ISP,58000\n*,FE,11000\n"
	return b.String(), people(first, 2036, -4, 20, 900), states, costs
}

// checked reads the world with some scenarios and fails on any error.
func checked(t testing.TB, scenarios string, set Settings) Inputs {
	t.Helper()
	transitions, population, states, costs := world(60, 5)
	in, l := read(t, transitions, population, states, costs, scenarios)
	Check(in, set, l)
	if l.HasErrors() {
		t.Fatalf("the sample world has errors: %v", l.Sorted())
	}
	return in
}

// few is settings for quick tests.
func few(simulations int) Settings {
	s := Defaults()
	s.Area, s.Simulations, s.Horizon = "X06000961", simulations, 2031
	return s
}

func run(t testing.TB, in Inputs, set Settings) Result {
	t.Helper()
	r, err := Project(context.Background(), in, set)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// figure finds one row.
func figure(t testing.TB, r Result, scenario, slice, key, measure string, year int) forecast.Row {
	t.Helper()
	i := slices.IndexFunc(r.Rows, func(x forecast.Row) bool {
		return x.Scenario == scenario && x.Slice == slice && x.Key == key && x.Measure == measure && x.Year == year
	})
	if i < 0 {
		return forecast.Row{}
	}
	return r.Rows[i]
}
