package forecast

import (
	"math"
	"testing"
)

// example is the area of method note 10.6, with England's rates as given.
func example() (*Series, england) {
	s := &Series{Area: "A"}
	// leavers 50, 55 and 60 of 850, 900 and 950, joiners as they then must be
	for year, o := range map[int][2]float64{2022: {850, 0}, 2023: {900, 100}, 2024: {950, 105}, 2025: {1000, 110}} {
		s.set(year).Plans = CountOf(o[0])
		if o[1] > 0 {
			s.set(year).Joiners = CountOf(o[1])
		}
	}
	s.set(2025).Settings = Split{Mainstream: CountOf(500), Special: CountOf(400), FEPost16: CountOf(100)}
	e := england{year: 2025, joinerGrowth: math.Log(1.1), leaving: 0.055, learnt: true}
	e.shareChange[Mainstream], e.shareChange[FEPost16] = 0.03, -0.01
	return s, e
}

// Method note 10.6. Joiners of the level are replaced after the leaving rate,
// because the note gives them as they are and leavers apart.
func TestOpenTierMedians(t *testing.T) {
	s, e := example()
	c := DefaultConstants()
	c.Blend = 0 // the flows and damped shares alone
	near(t, "leaving rate", c.leavingRate(s, e), 0.0594595, 1e-7)
	rate := c.leavingRate(s, e)
	s.set(2025).Joiners, s.set(2024).Joiners = CountOf(150), CountOf(130)
	near(t, "level of joiners", c.joinerLevel(s, e), 4.998571, 1e-6)
	near(t, "joiners after one year", math.Exp(c.joinerLevel(s, e)+e.joinerGrowth*damped(c.Phi, 1)), 159.943, 1e-3)
	near(t, "joiners after two years", math.Exp(c.joinerLevel(s, e)+e.joinerGrowth*damped(c.Phi, 2)), 170.003, 1e-3)
	one := 1000*(1-rate) + 159.943
	near(t, "plans after one year", one, 1100.484, 1e-3)
	near(t, "plans after two years", one*(1-rate)+170.003, 1205.05, 1e-2)
	z, _ := s.startSplit(e)
	for g := range z {
		z[g] += c.drifts(e, 1)[0][g]
	}
	near(t, "z of mainstream", z[Mainstream], 0.240894, 1e-6)
	near(t, "z of further education", z[FEPost16], -1.388556, 1e-6)
	part := shares(z)
	near(t, "mainstream", one*part[Mainstream], 555.25, 5e-3)
	near(t, "special", one*part[Special], 436.38, 5e-3)
	near(t, "further education", one*part[FEPost16], 108.85, 5e-3)
}

func TestTheFlowsOfTheExampleAddUp(t *testing.T) {
	s, e := example()
	c := DefaultConstants()
	for _, blend := range []float64{0, 0.5, 1} {
		c.Blend = blend
		before := 1000.0
		m := c.middle(s, e, 10)
		for h := range m.plans {
			near(t, "plans from leavers and joiners", before*(1-m.leaving[h])+m.joiners[h], m.plans[h], 1e-6)
			before = m.plans[h]
		}
	}
}

func TestTheMiddleIsTheMeanInLogsOfFlowsAndEnglandsGrowth(t *testing.T) {
	s, e := example()
	e.stockGrowth = 0.1
	c := DefaultConstants()
	want := math.Sqrt(c.flows(s, e, 3).plans[2] * 1000 * math.Exp(0.3))
	near(t, "plans after three years", c.middle(s, e, 3).plans[2], want, 1e-6)
}

func TestEnglandsGrowthIsDampedBeyondWhatWasScored(t *testing.T) {
	c := DefaultConstants()
	near(t, "five years", c.steady(5), 5, 0)
	near(t, "six years", c.steady(6), 5.8, 1e-12)
	if c.steady(20) >= 9 {
		t.Errorf("twenty years bring %v years' growth, want less than 9", c.steady(20))
	}
}

func TestShortAndSmallAreasHaveEnglandsLeavingRate(t *testing.T) {
	s, e := example()
	c := DefaultConstants()
	short := s.through(2024)
	e.year = 2024
	near(t, "three usable years", c.leavingRate(&short, e), 0.055, 0)
	small := &Series{Area: "S"}
	for year := 2020; year <= 2024; year++ {
		*small.set(year) = Observation{Plans: CountOf(20), Joiners: CountOf(9)}
	}
	near(t, "twenty plans", c.leavingRate(small, e), 0.055, 0)
	e.joinersPerPlan = 0.15
	near(t, "joiners beside twenty plans", math.Exp(c.joinerLevel(small, e)), 4, 1e-9)
}

func TestAnAreaWithoutNewPlansHasEnglandsForEachPlan(t *testing.T) {
	s, e := example()
	for n := range s.Years {
		s.Years[n].Joiners = Count{}
	}
	e.joinersPerPlan = 0.14
	near(t, "joiners", math.Exp(DefaultConstants().joinerLevel(s, e)), 141, 1e-9)
}

func TestResidentsMoveJoinersWhereTheyAreKnownForAllYears(t *testing.T) {
	s, e := example()
	c := DefaultConstants()
	alone := c.flows(s, e, 2).joiners
	s.People = map[int]float64{2024: 100, 2025: 100, 2026: 110}
	near(t, "joiners when a year is missing", c.flows(s, e, 2).joiners[0], alone[0], 1e-9)
	s.People[2027] = 121
	near(t, "joiners with a tenth more residents", c.flows(s, e, 2).joiners[0], 1.1*alone[0], 1e-9)
}

func TestAMissingSplitIsCarriedOnFromTheLastOne(t *testing.T) {
	s, e := example()
	e.year = 2026
	s.set(2026).Plans = CountOf(1100)
	z, year := s.startSplit(e)
	if year != 2025 {
		t.Errorf("the split is of %d, want 2025", year)
	}
	near(t, "z of mainstream", z[Mainstream], math.Log(500.5/400.5)+0.03, 1e-12)
	never := &Series{Area: "N"}
	never.set(2026).Plans = CountOf(10)
	e.split = [groups]float64{Mainstream: 60, Special: 40}
	if z, year = never.startSplit(e); year != 0 || !math.IsInf(z[FEPost16], -1) {
		t.Errorf("an area without any split has %v of %d, want England's", z, year)
	}
}
