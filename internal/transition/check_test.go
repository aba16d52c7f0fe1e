package transition

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
)

// told is every message as severity, place and text.
func told(l *diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s %s: %s", d.Severity, d.Pos, d.Message))
	}
	return out
}

// files are the inputs of one case, each with a sound default.
type files struct{ transitions, population, states, costs, scenarios string }

// sound is a history of two years in which nothing is doubtful but its size.
func sound() string {
	return transitionHeader + row(2023, 5, "X", "A", "X", "A", 50) + row(2023, 5, "X", "A", NonSend, NonSend, 2) + row(2023, 5, NonSend, NonSend, "X", "B", 150) +
		row(2023, 4, NonSend, NonSend, "X", "A", 60) + row(2024, 6, "X", "A", "X", "A", 50) + row(2024, 6, "X", "B", "X", "B", 140) + row(2024, 6, "X", "B", NonSend, NonSend, 10) +
		row(2024, 5, "X", "A", "X", "A", 60) + row(2024, 5, NonSend, NonSend, "X", "A", 60)
}

func TestEveryCheckTellsItsPlace(t *testing.T) {
	cases := map[string]struct {
		change func(f *files, s *Settings)
		want   []string
	}{
		"1 school years that do not follow": {func(f *files, _ *Settings) { f.transitions += "2024,6,X,A,8,X,A,1\n" },
			[]string{"warning transitions.csv:11:12: academic-year-2 8 does not follow academic-year-1 6, so the row is left out"}},
		"2 NONSEND as need alone": {func(f *files, _ *Settings) { f.transitions += "2024,6,NONSEND,A,7,X,A,1\n" },
			[]string{`error transitions.csv:11:16: setting-1 "A" stands beside NONSEND`}},
		"2 NONSEND as setting alone": {func(f *files, _ *Settings) { f.transitions += "2024,6,X,A,7,X,NONSEND,1\n" },
			[]string{`error transitions.csv:11:14: need-2 "X" stands beside NONSEND`}},
		"3 NONSEND on both sides": {func(f *files, _ *Settings) { f.transitions += "2024,6,NONSEND,NONSEND,7,NONSEND,NONSEND,1\n" },
			[]string{"error transitions.csv:11:8: NONSEND stands on both sides"}},
		"4 a school year that nobody reaches or leaves": {func(f *files, _ *Settings) { f.transitions += row(2024, 8, "X", "A", "X", "A", 1) },
			[]string{"warning transitions.csv: no transitions from academic year 7", "warning transitions.csv: no transitions to academic year 8"}},
		"5 no joiners and no leavers": {func(f *files, _ *Settings) { f.transitions += row(2024, 7, "X", "A", "X", "A", 1) },
			[]string{"warning transitions.csv: no joiners in academic year 7", "warning transitions.csv: no leavers from academic year 7", "warning transitions.csv: no leavers from academic year 8"}},
		"6 a state outside its range": {func(f *files, _ *Settings) { f.states = strings.Replace(f.states, "B,b,0,20", "B,b,0,6", 1) },
			[]string{`warning transitions.csv:7:16: academic year 7 in setting "B" is outside its range 0 to 6: 1 row, 140 plans`}},
		"7 an unknown setting": {func(f *files, _ *Settings) { f.transitions += row(2024, 6, "X", "Q", "X", "A", 1) },
			[]string{`error transitions.csv:11:10: setting "Q" is not in the valid states`}},
		"7 an unknown need": {func(f *files, _ *Settings) { f.transitions += row(2024, 6, "X", "A", "Z", "A", 1) },
			[]string{`error transitions.csv:11:14: need "Z" is not in the valid states`}},
		"8 a state without a cost": {func(f *files, _ *Settings) { f.costs = "need,setting,cost\nX,A,100\n" },
			[]string{`warning transitions.csv:4:26: need "X" in setting "B" has no unit cost: 290 occurrences`}},
		"9 no population": {func(f *files, _ *Settings) { f.population = strings.Replace(f.population, "2024,6,1000\n", "", 1) },
			[]string{"error population.csv: no population for calendar year 2024, academic year 6"}},
		"10 more joiners than people": {func(f *files, _ *Settings) {
			f.population = strings.Replace(f.population, "2024,6,1000\n", "2024,6,149\n", 1)
		}, []string{"error transitions.csv:4:26: 150 joined academic year 6 in calendar year 2023, more than its population of 149"}},
		"11 a small break": {func(f *files, _ *Settings) { f.transitions += row(2024, 6, "X", "A", "X", "A", 2) },
			[]string{"warning transitions.csv:6:1: January 2024 has 260 plans at the end of one year and 262 at the beginning of the next; states differ by 2 in all (0.8%)"}},
		"11 a large break": {func(f *files, _ *Settings) { f.transitions += row(2024, 6, "X", "A", "X", "A", 20) },
			[]string{"error transitions.csv:6:1: January 2024 has 260 plans at the end of one year and 280 at the beginning of the next; states differ by 20 in all (7.1%)"}},
		"11 a large break, in parity with the reference model": {func(f *files, s *Settings) {
			f.transitions += row(2024, 6, "X", "A", "X", "A", 20)
			*s = Parity()
		}, []string{"warning transitions.csv:6:1: January 2024 has 260 plans at the end of one year and 280 at the beginning of the next; states differ by 20 in all (7.1%)"}},
		"12 a gap in the years": {func(f *files, _ *Settings) {
			f.transitions, f.population = strings.ReplaceAll(f.transitions, "\n2023,", "\n2022,"), people(2022, 2030, 0, 20, 1000)
		}, []string{"warning transitions.csv: no transitions in calendar year 2023"}},
		"13 one year and few joiners": {func(f *files, _ *Settings) {
			f.transitions = transitionHeader + row(2024, 5, "X", "A", NonSend, NonSend, 2) + row(2024, 5, NonSend, NonSend, "X", "A", 2)
		}, []string{"warning transitions.csv: there are 2 joiners in all", "warning transitions.csv: there is 1 year of transitions"}},
		"14 a population that ends too early": {func(_ *files, s *Settings) { s.Horizon = 2033 },
			[]string{"error population.csv: the population ends in 2030, before the last year to project, 2033"}},
		"15 a cost without a state": {func(f *files, _ *Settings) { f.costs = "need,setting,cost\n*,A,1\n*,B,1\nY,A,100\n" },
			[]string{`warning costs.csv:4:1: the cost of need "Y" in setting "A" belongs to no state`}},
		"15 a rule that matches nothing": {func(f *files, _ *Settings) { f.scenarios = ruleHeader + "s,1,rate,,,,,,B,,A,2,,\n" },
			[]string{`warning scenarios.csv:2:5: this rate rule of scenario "s" matches nothing`}},
		"15 a rule after the horizon": {func(f *files, _ *Settings) { f.scenarios = ruleHeader + "s,1,joiners,2050,,,,,,,,2,,\n" },
			[]string{`warning scenarios.csv:2:5: this joiners rule of scenario "s" matches nothing`}},
		"15 a rule with an unknown setting": {func(f *files, _ *Settings) { f.scenarios = ruleHeader + "s,1,close,2027,,,,,,,Q,,A,\n" },
			[]string{`warning scenarios.csv:2:22: setting "Q" is not in the valid states, so a rule about it does nothing`, `warning scenarios.csv:2:5: this close rule of scenario "s" matches nothing`}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f, set := files{sound(), people(2023, 2030, 0, 20, 1000), oneYear, "", ""}, Defaults()
			c.change(&f, &set)
			in, l := read(t, f.transitions, f.population, f.states, f.costs, f.scenarios)
			Check(in, set, l)
			got := told(l)
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("not told: %s\ngot:\n%s", want, strings.Join(got, "\n"))
				}
			}
			wantsError := slices.ContainsFunc(c.want, func(w string) bool { return strings.HasPrefix(w, "error") })
			if wantsError != l.HasErrors() {
				t.Errorf("errors: %v, want %v\n%s", l.HasErrors(), wantsError, strings.Join(got, "\n"))
			}
		})
	}
}

func TestSoundInputsHaveNoErrors(t *testing.T) {
	in, l := read(t, sound(), people(2023, 2030, 0, 20, 1000), oneYear, "need,setting,cost\nX,A,1\n*,B,2\nX,C,3\n", "")
	Check(in, Defaults(), l)
	for _, d := range told(l) {
		if !strings.Contains(d, "no joiners") && !strings.Contains(d, "no leavers") {
			t.Error(d)
		}
	}
}

func TestEveryWrongCellIsTold(t *testing.T) {
	cases := map[string]struct {
		f    files
		want []string
	}{
		"transitions": {files{transitions: "calendar-year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2,count\n1066,x,A B,S-1,7,X,A,-1\n2024,6,X,A,7,X,A,1.5\n"}, []string{
			`error transitions.csv:2:1: calendar-year "1066" is not a whole number from 1990 to 2100`, `error transitions.csv:2:6: academic-year-1 "x" is not a whole number from -5 to 24`,
			`error transitions.csv:2:8: need-1 "A B" is not a code`, `error transitions.csv:2:12: setting-1 "S-1" is not a code`,
			`error transitions.csv:2:22: count "-1" is not a whole number from 0 to 1000000`, `error transitions.csv:3:18: count "1.5" is not a whole number from 0 to 1000000`}},
		"a column is missing":   {files{transitions: "calendar_year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2\n"}, []string{`error transitions.csv:1: column "calendar-year" is missing`}},
		"a column is not read":  {files{population: "calendar-year,academic-year,population,note\n2024,1,5,hello\n"}, []string{`info population.csv:1:40: column "note" is not read`}},
		"population twice":      {files{population: "calendar-year,academic-year,population\n2024,1,5\n2024,1,6\n2024,2,NaN\n"}, []string{"error population.csv:3:1: the population of 2024, academic year 1 stands twice", `error population.csv:4:8: population "NaN" is not a number from 0 to 1000000`}},
		"valid states":          {files{states: stateHeader + "A,a,5,4,X,A\nB,b,1,2,,B\nB,b,1,2,X,B\nNONSEND,x,1,2,X,A\n"}, []string{"error valid-states.csv:2:5: min-academic-year 5 is after max-academic-year 4", "error valid-states.csv:3:9: no need is listed", `error valid-states.csv:4:1: setting "B" stands twice`, "error valid-states.csv:5:1: NONSEND is not a setting"}},
		"costs":                 {files{costs: "need,setting,cost\n*,A,-1\n*,A,£5\nX,A,1\nX,A,2\n"}, []string{`error costs.csv:2:5: cost "-1" is not a number from 0 to 1000000000`, `error costs.csv:3:5: cost "£5" is not a number from 0 to 1000000000`, "error costs.csv:5:1: the cost of X in A stands twice"}},
		"scenarios":             {files{scenarios: ruleHeader + "baseline,1,rat,,,,,,,,,2,,\ns,1,rate,2030,2027,,,,,,,,,\ns,1,transfer,,,,,,,,A,,,2\n"}, []string{`error scenarios.csv:2:1: scenario "baseline" cannot be used`, `error scenarios.csv:2:12: kind "rat" is not known`, "error scenarios.csv:3:10: from-year 2030 is after to-year 2027", "error scenarios.csv:3:26: a rule of kind rate has no factor", `error scenarios.csv:4:25: share "2" is not a number from 0 to 1`, "error scenarios.csv:4:24: a rule of kind transfer has no to-setting"}},
		"every file in one run": {files{transitions: "a\n1\n", population: "b\n1\n", costs: "c\n1\n"}, []string{`error transitions.csv:1: column "need-1" is missing`, `error population.csv:1: column "population" is missing`, `error costs.csv:1: column "cost" is missing`}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, l := read(t, c.f.transitions, c.f.population, c.f.states, c.f.costs, c.f.scenarios)
			got := told(l)
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("not told: %s\ngot:\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
}

func TestRowsAreAddedAndAreasKeptApart(t *testing.T) {
	f := File{"t.csv", []byte("area,calendar-year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2\n" +
		"E1,2024,5,X,A,6,X,A\r\nE2,2024,5,X,A,6,X,A\r\nE1,2024,5,X,A,6,X,A\r\n")}
	var l diag.List
	in := Read(Files{Transitions: f, Population: File{"p.csv", []byte("calendar-year,academic-year,population\n2024,1,1\n")}}, "E1", &l)
	if len(in.Transitions) != 1 || in.Transitions[0].Count != 2 || in.Transitions[0].Rows != 2 || l.Len() > 0 {
		t.Errorf("got %+v, %v; want two people of E1 in one step", in.Transitions, told(&l))
	}
	if got := strings.Join(Areas(f), " "); got != "E1 E2" {
		t.Errorf("areas %s", got)
	}
}

// FuzzRead reads and checks any four files, and runs what passes.
func FuzzRead(f *testing.F) {
	states := strings.ReplaceAll(oneYear, "0,20", "4,9")
	for _, rule := range []string{"s,1,close,2026,,,,,,,A,,B,\n", "s,1,cap,,,,,,,,A,3,B,\n", "s,1,rate,,,5,6,X,A,X,B,0.5,,\ns,2,transfer,,,,,,,,A,,B,0.5\n", "s,1,history,,2023,,,,,,,,,\n"} {
		f.Add(sound(), people(2023, 2027, 4, 9, 200), states, "need,setting,cost\n*,A,1\n", ruleHeader+rule)
	}
	f.Add("\ufeffcalendar-year\n", "a;b\n", "", "", "scenario,order,kind\n\"x\n")
	f.Fuzz(func(t *testing.T, transitions, population, states, costs, scenarios string) {
		in, l := read(t, transitions, population, states, costs, scenarios)
		set := Defaults()
		set.Simulations = 2
		Check(in, set, l)
		if l.HasErrors() || cellsNeeded(in) > 5000 || len(Scenarios(in.Rules)) > 3 {
			return
		}
		if _, err := Project(t.Context(), in, set); err != nil {
			t.Fatalf("what was found sound cannot be projected: %v", err)
		}
	})
}
