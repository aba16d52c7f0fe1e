package transition

import (
	"testing"
)

// oneYear are the valid states of a single need in A, B and C.
const oneYear = stateHeader + "A,a,0,20,X,\"A,B,C\"\nB,b,0,20,X,\"A,B,C\"\nC,c,0,20,X,\"A,B,C\"\n"

func TestLeaversShareOnePlanOfTheirSchoolYear(t *testing.T) {
	in, _ := read(t, transitionHeader+row(2024, 5, "X", "A", NonSend, NonSend, 3)+row(2024, 5, "X", "A", "X", "A", 17)+
		row(2024, 5, "X", "B", NonSend, NonSend, 1)+row(2024, 5, "X", "B", "X", "B", 9), people(2024, 2030, 0, 20, 1000), oneYear, "", "")
	p := Fit(in, Parity())
	a, c, unseen := param(t, p, ParamLeavers, 5, "X", "A"), param(t, p, ParamLeavers, 5, "X", "C"), param(t, p, ParamLeavers, 9, "X", "A")
	near(t, "alpha of A", a.Alpha, 3.145161, 5e-7)
	near(t, "beta of A", a.Beta, 17.854839, 5e-7)
	near(t, "mean of A", a.Mean, 0.149770, 5e-7)
	near(t, "mean of C, never seen", c.Mean, 0.145161, 5e-7)
	near(t, "weight of C", c.Total, 1, 1e-12)
	near(t, "alpha of a school year never seen", unseen.Alpha, 0.5, 0)
	near(t, "beta of a school year never seen", unseen.Beta, 0.5, 0)
	near(t, "movers of a school year never seen", param(t, p, ParamMovers, 9, "X", "A").Alpha, 1, 0)
}

func TestJoinersCountForOneYear(t *testing.T) {
	const start = "calendar-year,academic-year,population\n2024,7,3000\n2025,7,3100\n2026,7,3050\n"
	rows := transitionHeader + row(2024, 6, NonSend, NonSend, "X", "A", 12) + row(2025, 6, NonSend, NonSend, "X", "A", 18)
	in, _ := read(t, rows, start, oneYear, "", "")
	two := param(t, Fit(in, Parity()), ParamJoiners, 7)
	near(t, "alpha of two years", two.Alpha, 15, 0)
	near(t, "beta of two years", two.Beta, 3035, 0)
	near(t, "mean of two years", two.Mean, 0.00491803, 5e-9)
	in, _ = read(t, rows+row(2026, 7, "X", "A", "X", "A", 4), start, oneYear, "", "")
	three := param(t, Fit(in, Parity()), ParamJoiners, 7)
	near(t, "alpha with a year of none", three.Alpha, 10.001, 1e-12)
	near(t, "beta with a year of none", three.Beta, 3040, 0)
}

func TestJoinersAreMeasuredAgainstTheCensusOfArrival(t *testing.T) {
	in, _ := read(t, transitionHeader+row(2024, 6, NonSend, NonSend, "X", "A", 10), "calendar-year,academic-year,population\n2024,7,500\n2025,7,1000\n", oneYear, "", "")
	near(t, "beta at arrival", param(t, Fit(in, Defaults()), ParamJoiners, 7).Beta, 990, 0)
	near(t, "beta at the start, as the reference has it", param(t, Fit(in, Parity()), ParamJoiners, 7).Beta, 490, 0)
}

func TestJoinersGoWhereJoinersWent(t *testing.T) {
	states := oneYear + "D,d,0,20,X,\"A,B\"\n"
	in, _ := read(t, transitionHeader+row(2024, 6, NonSend, NonSend, "X", "A", 6)+row(2024, 6, NonSend, NonSend, "X", "B", 2), people(2024, 2030, 0, 20, 1000), states, "", "")
	p := Fit(in, Parity())
	for setting, want := range map[string]float64{"A": 6.25, "B": 2.25, "C": 0.25, "D": 0.25} {
		near(t, "weight of "+setting, param(t, p, ParamJoinerTo, 7, NonSend, NonSend, "X", setting).Weight, want, 0)
	}
	near(t, "share of A", param(t, p, ParamJoinerTo, 7, NonSend, NonSend, "X", "A").Mean, 6.25/9, 1e-15)
	for _, x := range p {
		if x.Kind == ParamJoinerTo && x.AcademicYear != 7 {
			t.Errorf("weights at %d, where nobody ever joined", x.AcademicYear)
		}
	}
}

// movers are the moves of the fourth worked example: at school year 8 six go
// to B, two to C and one to A; three of them are from (X, A) to (X, B).
func movers() string {
	return row(2024, 8, "X", "A", "X", "B", 3) + row(2024, 8, "X", "C", "X", "B", 3) + row(2024, 8, "X", "B", "X", "C", 2) + row(2024, 8, "X", "B", "X", "A", 1)
}

func TestMoversGoWhereMoversWent(t *testing.T) {
	in, _ := read(t, transitionHeader+movers(), people(2024, 2030, 0, 20, 1000), oneYear, "", "")
	p := Fit(in, Parity())
	near(t, "X in B", param(t, p, ParamMoverTo, 8, "X", "A", "X", "B").Weight, 3.730769, 5e-7)
	near(t, "X in C", param(t, p, ParamMoverTo, 8, "X", "A", "X", "C").Weight, 0.269231, 5e-7)
	near(t, "the next school year, carried forward", param(t, p, ParamMoverTo, 9, "X", "A", "X", "B").Weight, 0.730769, 5e-7)
	near(t, "two years on", param(t, p, ParamMoverTo, 10, "X", "A", "X", "C").Weight, 0.269231, 5e-7)
	near(t, "the year before, without moves", param(t, p, ParamMoverTo, 7, "X", "A", "X", "C").Weight, 0.5, 1e-15)
}

func TestMovesToSettingsOutsideTheReachStillCount(t *testing.T) {
	states := stateHeader + "A,a,0,20,X,\"A,B\"\nB,b,0,20,X,\"A,B\"\nC,c,0,20,X,C\n"
	in, _ := read(t, transitionHeader+movers(), people(2024, 2030, 0, 20, 1000), states, "", "")
	p := Fit(in, Parity())
	// A and B are allowed, a half each; B has 6 moves, C 2 though no list holds it.
	near(t, "X in C", param(t, p, ParamMoverTo, 8, "X", "A", "X", "C").Weight, 2/8.5, 1e-15)
	near(t, "X in B", param(t, p, ParamMoverTo, 8, "X", "A", "X", "B").Weight, 6.5/8.5+3, 1e-12)
	for _, x := range p {
		if x.Kind == ParamMovers && x.Setting == "C" {
			t.Errorf("C leads to one setting, yet has the rate %v of moving", x.Mean)
		}
	}
}

func TestAChangeOfNeedAloneIsNoMove(t *testing.T) {
	states := stateHeader + "A,a,0,20,\"X,Y\",\"A,B\"\nB,b,0,20,\"X,Y\",\"A,B\"\n"
	in, _ := read(t, transitionHeader+row(2024, 5, "X", "A", "Y", "A", 4)+row(2024, 5, "X", "A", "Y", "B", 1), people(2024, 2030, 0, 20, 1000), states, "", "")
	p := Fit(in, Parity())
	m := param(t, p, ParamMovers, 5, "X", "A")
	near(t, "moved", m.Alpha, 1+1.5/6, 1e-15)
	near(t, "kept the setting", m.Beta, 4+4.5/6, 1e-15)
	near(t, "destination with the other need", param(t, p, ParamMoverTo, 5, "X", "A", "Y", "B").Weight, 1, 0)
}

// TestOneExpectedYear plays the fifth worked example many times: of 100 plans
// 14.98 leave, 8.50 move (7.93 to B) and 76.52 stay.
func TestOneExpectedYear(t *testing.T) {
	rates := &playing{}
	in, _ := read(t, transitionHeader+row(2024, 4, "X", "A", "X", "A", 100), people(2024, 2026, 0, 20, 1000), oneYear, "", "")
	set := Parity()
	set.Simulations, set.Horizon = 20000, 2026
	m := newModel(in, set)
	course := m.newCourse("baseline", nil, Trend{})
	rates = course.rates[0]
	x := m.comboOf("X", "A")
	c := m.cell(5, x)
	rates.pairs[c], rates.pairs[m.cells()+c] = pair{3.145161, 17.854839}, pair{10, 90}
	rates.lots[c] = []target{{m.comboOf("X", "B"), 3.730769}, {m.comboOf("X", "C"), 0.269231}}
	rec, err := m.simulate(t.Context(), course, Trend{})
	if err != nil {
		t.Fatal(err)
	}
	mean := func(of func(sim, slice int) float64, key string) float64 {
		sum := 0.0
		for i, s := range rec.list[:rec.slicing.flows] {
			for sim := range rec.sims {
				if s.name == "setting" && s.key == key {
					sum += of(sim, i)
				}
			}
		}
		return sum / float64(rec.sims)
	}
	near(t, "leavers", mean(func(sim, i int) float64 { return rec.flowOf(leavers, sim, 0, i) }, "A"), 14.977, 4*8.2/141)
	near(t, "movers", mean(func(sim, i int) float64 { return rec.flowOf(moversOut, sim, 0, i) }, "A"), 8.502, 4*3.9/141)
	near(t, "to B", mean(func(sim, i int) float64 { return rec.plansOf(sim, 0, i) }, "B"), 7.93, 4*4.1/141)
	near(t, "stayers", mean(func(sim, i int) float64 { return rec.plansOf(sim, 0, i) }, "A"), 76.521, 4*8.6/141)
}
