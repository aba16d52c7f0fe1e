package transition

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/forecast"
)

// written is everything that a result says, as bytes.
func written(t testing.TB, r Result) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, err := range []error{forecast.WriteRows(&b, r.Rows), WriteFlows(&b, r.Area, r.Flows), WriteParams(&b, r.Area, r.Params)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	tables, err := json.Marshal([]any{r.Placements, r.Capacity, r.NoPlace, r.AgedOut, r.Lost})
	if err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), tables...)
}

func TestTheNumberOfWorkersChangesNothing(t *testing.T) {
	set := few(120)
	in := checked(t, ruleHeader+"more,1,joiners,2027,,,,,,,,1.2,,\n", set)
	var first []byte
	for _, n := range []int{1, 2, 8} {
		set.Workers = n
		got := written(t, run(t, in, set))
		if first == nil {
			first = got
		}
		if !bytes.Equal(got, first) {
			t.Errorf("%d workers wrote other bytes than 1", n)
		}
	}
	set.Seed = 2
	if bytes.Equal(written(t, run(t, in, set)), first) {
		t.Error("another seed wrote the same bytes")
	}
}

func TestTheOrderOfRowsChangesNothing(t *testing.T) {
	transitions, population, states, costs := world(60, 5)
	lines := strings.SplitAfter(strings.TrimSuffix(transitions, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	turned := lines[0]
	for i := len(lines) - 1; i > 0; i-- {
		turned += lines[i]
	}
	a, _ := read(t, transitions, population, states, costs, "")
	b, _ := read(t, turned, population, states, costs, "")
	if !bytes.Equal(written(t, run(t, a, few(60))), written(t, run(t, b, few(60)))) {
		t.Error("reversing the rows wrote other bytes")
	}
}

func TestNobodyIsLost(t *testing.T) {
	in := checked(t, "", few(100))
	r := run(t, in, few(100))
	for y := range r.Lost {
		if r.Lost[y] != 0 {
			t.Errorf("%d years on %v plans are lost", y+1, r.Lost[y])
		}
	}
	if parity := run(t, in, parity(100)); parity.Lost[1] == 0 {
		t.Error("parity loses nobody, so the world does not test that the default finds them a place")
	}
}

func parity(simulations int) Settings {
	s := Parity()
	s.Area, s.Simulations, s.Horizon = "X06000961", simulations, 2031
	return s
}

// TestFlowsExplainEveryStock reads the means that are published, of slices
// whose keys do not age.
func TestFlowsExplainEveryStock(t *testing.T) {
	in := checked(t, "", few(100))
	r := run(t, in, few(100))
	for _, slice := range []struct{ name, key string }{{"total", "all"}, {"setting", "MS"}, {"setting", "FE"}, {"setting-group", "special"}, {"need", "ASD"}} {
		for year := 2027; year <= 2031; year++ {
			mean := func(measure string, y int) float64 {
				return figure(t, r, forecast.Baseline, slice.name, slice.key, measure, y).Mean
			}
			want := mean("plans", year-1) - mean("leavers", year) - mean("movers-out", year) + mean("movers-in", year) + mean("joiners", year)
			near(t, fmt.Sprint(slice, year), mean("plans", year), want, 1e-9)
		}
	}
}

func TestMeansOfPartsAddToTheWhole(t *testing.T) {
	in := checked(t, "", few(200))
	r := run(t, in, few(200))
	for _, measure := range []string{"plans", "joiners", "leavers", "cost"} {
		total := figure(t, r, forecast.Baseline, "total", "all", measure, 2030).Mean
		if total == 0 {
			t.Fatalf("no %s in all", measure)
		}
		for _, slice := range []string{"setting", "setting-group", "need", "ncy", "phase", "age-group"} {
			sum := 0.0
			for _, x := range r.Rows {
				if x.Scenario == forecast.Baseline && x.Slice == slice && x.Measure == measure && x.Year == 2030 {
					sum += x.Mean
				}
			}
			near(t, measure+" by "+slice, sum, total, 1e-9*max(1, total))
		}
	}
	for _, slice := range []string{"need-setting", "setting-phase", "state"} {
		sum := 0.0
		for _, x := range r.Rows {
			if x.Scenario == forecast.Baseline && x.Slice == slice && x.Year == 2030 {
				sum += x.Mean
			}
		}
		near(t, "plans by "+slice, sum, figure(t, r, forecast.Baseline, "total", "all", "plans", 2030).Mean, 1e-9)
	}
}

func TestTheTablesAgreeWithTheRows(t *testing.T) {
	in := checked(t, "", few(100))
	r := run(t, in, few(100))
	sum, special := 0.0, 0.0
	for _, p := range r.Placements {
		if p.Year == 2029 {
			sum += p.Mean
		}
	}
	near(t, "placements", sum, figure(t, r, forecast.Baseline, "total", "all", "plans", 2029).Mean, 1e-9)
	for _, c := range r.Capacity {
		if c.Year == 2029 && c.Provision == "state-funded special" {
			special += c.Mean
		}
	}
	want := figure(t, r, forecast.Baseline, "setting-phase", "SP|primary", "plans", 2029).Mean + figure(t, r, forecast.Baseline, "setting-phase", "SP|secondary", "plans", 2029).Mean
	near(t, "special places", special, want, 1e-9)
}

func TestPersistentRatesWidenTheFan(t *testing.T) {
	in := checked(t, "", few(400))
	width := func(s Settings) float64 {
		x := figure(t, run(t, in, s), forecast.Baseline, "total", "all", "plans", 2031)
		return x.SD
	}
	narrow, wide := width(parity(400)), width(few(400))
	if wide < 1.3*narrow {
		t.Errorf("sd %v with persistent rates, %v with annual ones: want it clearly wider", wide, narrow)
	}
}

func TestCostsAreAddedWithinEachSimulation(t *testing.T) {
	// Two simulations, (10, 2) and (14, 0) plans at £10k and £50k.
	got := forecast.Summarise([]float64{200_000, 140_000})
	near(t, "median", got.Quantiles[forecast.P50], 170_000, 0)
	near(t, "95th percentile", got.Quantiles[forecast.P95], 197_000, 1e-9)
}

func TestStatesWithoutACostAreCounted(t *testing.T) {
	transitions, population, states, _ := world(60, 5)
	in, _ := read(t, transitions, population, states, "need,setting,cost\n*,MS,9000\n", "")
	r := run(t, in, few(20))
	if r.UncostedStates == 0 || r.UncostedPlans == 0 {
		t.Error("settings without a cost are not reported")
	}
	in = checked(t, "", few(20))
	if r = run(t, in, few(20)); r.UncostedStates != 0 {
		t.Errorf("%d states are said to have no cost", r.UncostedStates)
	}
}

func TestRunsThatCannotBeMadeAreRefused(t *testing.T) {
	in := checked(t, "", few(10))
	for name, change := range map[string]func(*Settings){
		"no simulations": func(s *Settings) { s.Simulations = 0 }, "too many": func(s *Settings) { s.Simulations = 1_000_000 },
		"horizon passed": func(s *Settings) { s.Horizon = 2020 }, "no history": func(s *Settings) { s.FirstYear = 2090 },
	} {
		set := few(10)
		change(&set)
		if _, err := Project(context.Background(), in, set); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Project(ctx, in, few(10)); err == nil {
		t.Error("a cancelled run gave a result")
	}
}

func TestProposedStatesReadBack(t *testing.T) {
	in := checked(t, "", few(10))
	proposed := Propose(in.Transitions)
	var l = &strings.Builder{}
	for _, s := range proposed {
		fmt.Fprintf(l, "%s %d..%d\n", s.Code, s.Min, s.Max)
	}
	if want := "EY -2..-1\nFE 12..18\nISP 0..11\nMS 0..11\nSP 0..14\n"; l.String() != want {
		t.Errorf("proposed\n%swant\n%s", l, want)
	}
	transitions, population, _, _ := world(60, 5)
	back, problems := read(t, transitions, population, string(SettingsCSV(proposed)), "", "")
	for i := range back.Settings {
		if d := cmp.Diff(proposed[i].Needs, back.Settings[i].Needs) + cmp.Diff(proposed[i].Reach, back.Settings[i].Reach); d != "" || problems.Len() > 0 {
			t.Errorf("%s does not read back: %s %v", proposed[i].Code, d, problems.Sorted())
		}
	}
}

// BenchmarkProject is a large authority: some 6,000 plans, 1,400 states, ten
// years, 1,000 simulations.
func BenchmarkProject(b *testing.B) {
	in := large(b)
	set := Defaults()
	set.Area, set.Horizon = "X06000961", 2036
	b.ReportAllocs()
	for b.Loop() {
		run(b, in, set)
	}
}

func BenchmarkFit(b *testing.B) {
	in := large(b)
	set := Defaults()
	for b.Loop() {
		Fit(in, set)
	}
}

// large multiplies needs and settings, so that as many states occur as a large
// authority has.
func large(b testing.TB) Inputs {
	transitions, population, states, costs := world(700, 5)
	in, l := read(b, transitions, population, states, costs, "")
	needs := []string{"", "B", "C", "D"}
	var many []Transition
	for i, t := range in.Transitions {
		suffix := needs[i%len(needs)]
		if t.Need1 != NonSend {
			t.Need1 += suffix
		}
		if t.Need2 != NonSend {
			t.Need2 += suffix
		}
		many = append(many, t)
	}
	in.Transitions = many
	for i, s := range in.Settings {
		for _, suffix := range needs[1:] {
			for _, n := range []string{"ASD", "SEMH", "SLCN"} {
				s.Needs = append(s.Needs, n+suffix)
			}
		}
		in.Settings[i].Needs = s.Needs
	}
	second := in.Settings
	for _, s := range second {
		twin := s
		twin.Code += "2"
		twin.Reach = append([]string{}, s.Reach...)
		in.Settings = append(in.Settings, twin)
	}
	for i, t := range in.Transitions {
		if i%2 == 0 && t.Setting1 != NonSend && t.Setting1 == t.Setting2 {
			in.Transitions[i].Setting1 += "2"
			in.Transitions[i].Setting2 += "2"
		}
	}
	if l.HasErrors() {
		b.Fatal(l.Sorted())
	}
	return in
}
