package transition

import (
	"context"
	"fmt"

	"github.com/sendpack/sendpack/internal/forecast"
)

// Result is everything that a run gives out. It holds no simulation, only
// what they come to.
type Result struct {
	Area       string
	Settings   Settings
	Seed, Last int // last observed and last projected stock year
	Scenarios  []string
	Trend      Trend
	Rows       []forecast.Row // of projection.csv
	Flows      []Flow         // of flows.csv
	Params     []Param        // of params.csv; the baseline's
	Placements []Placement    // the plan table by placement, age group and need
	Capacity   []Capacity     // the school-capacity table
	// mean plans a year that left because no valid setting was found, that
	// left because no school year follows, and that parity with the reference
	// model dropped; by projected year, baseline
	NoPlace, AgedOut, Lost []float64
	// states and plans of the seed year without a unit cost; both 0 when none
	// lacks one or no costs were given
	UncostedStates, UncostedPlans int
}

// Project fits, simulates the baseline and every scenario, and summarises. The
// inputs must have passed Check; an error is a cancelled context, settings that
// cannot be run, or a mistake in this program.
func Project(ctx context.Context, in Inputs, set Settings) (Result, error) {
	if set.Simulations < 1 || set.Simulations > mostSimulations {
		return Result{}, fmt.Errorf("%d simulations cannot be run: from 1 to %d", set.Simulations, mostSimulations)
	}
	m := newModel(in, set)
	if len(m.years) == 0 || m.horizon <= m.seed || m.horizon-m.seed > mostYears {
		return Result{}, fmt.Errorf("nothing to project from January %d to January %d", m.seed, m.horizon)
	}
	r := m.fit(nil)
	t := m.trend(r)
	out := Result{Area: set.Area, Settings: set, Seed: m.seed, Last: m.horizon, Scenarios: []string{forecast.Baseline}, Trend: t, Params: m.params(r, t)}
	out.UncostedStates, out.UncostedPlans = m.uncosted()
	course := m.newCourse(forecast.Baseline, nil, t)
	base, err := m.simulate(ctx, course, t)
	if err != nil {
		return Result{}, err
	}
	out.Rows = append(m.observed(base.slicing), m.rows(course, forecast.Baseline, base, nil)...)
	out.Flows = append(m.observedMoves(), m.moves(course, base)...)
	out.Placements, out.Capacity = m.placements(course, base), m.capacity(course, base)
	out.NoPlace, out.AgedOut, out.Lost = base.means(base.noPlace), base.means(base.agedOut), base.means(base.lost)
	for _, name := range Scenarios(in.Rules) {
		if err := m.scenario(ctx, name, t, base, &out); err != nil {
			return Result{}, err
		}
	}
	return out, nil
}

// Difference names the rows of a scenario less the baseline.
func Difference(scenario string) string { return scenario + " minus " + forecast.Baseline }

// scenario adds a scenario's rows and those of its difference from the
// baseline. The trend is the baseline's, so that nothing but the rules differs.
func (m *model) scenario(ctx context.Context, name string, t Trend, base *record, out *Result) error {
	course := m.newCourse(name, rulesOf(m.in.Rules, name), t)
	rec, err := m.simulate(ctx, course, t)
	if err != nil {
		return fmt.Errorf("scenario %s: %w", name, err)
	}
	out.Scenarios = append(out.Scenarios, name)
	out.Rows = append(out.Rows, m.rows(course, name, rec, nil)...)
	out.Rows = append(out.Rows, m.rows(course, Difference(name), rec, base)...)
	out.Flows = append(out.Flows, m.moves(course, rec)...)
	return nil
}

// means is a yearly count's mean over the simulations.
func (r *record) means(counts []int32) []float64 {
	out := make([]float64, r.years)
	for i, n := range counts {
		out[i%r.years] += float64(n)
	}
	for y := range out {
		out[y] /= float64(r.sims)
	}
	return out
}

// uncosted counts the states and plans of the seed year without a unit cost.
func (m *model) uncosted() (states, plans int) {
	if len(m.in.Costs) == 0 {
		return 0, 0
	}
	for c, n := range m.start {
		if n == 0 {
			continue
		}
		_, k := m.parts(c)
		if _, found := m.unitCost(m.name(k)); !found {
			states, plans = states+1, plans+n
		}
	}
	return states, plans
}

// Seek finds the factor that a rule needs for a slice to hold a number of plans
// on average in a year, by halving between two factors on paired random
// numbers. It stops within half a plan or half a per cent, and reports false
// when the two do not lie on either side of the target.
func Seek(ctx context.Context, in Inputs, set Settings, rule Rule, goal Goal) (factor float64, found bool, err error) {
	m := newModel(in, set)
	if set.Simulations < 1 || set.Simulations > mostSimulations || len(m.years) == 0 || goal.Year <= m.seed || goal.Year > m.horizon {
		return 0, false, fmt.Errorf("the plans of January %d cannot be sought", goal.Year)
	}
	m.horizon = goal.Year
	t := m.trend(m.fit(nil))
	mean := func(f float64) (float64, error) {
		rule.Factor = f
		return m.meanOf(ctx, rule, t, goal)
	}
	low, high := goal.Low, goal.High
	atLow, err := mean(low)
	if err != nil {
		return 0, false, err
	}
	atHigh, err := mean(high)
	if err != nil || (atLow-goal.Plans)*(atHigh-goal.Plans) > 0 {
		return 0, false, err
	}
	near := max(0.5, goal.Plans*0.005)
	for range 40 {
		middle := (low + high) / 2
		at, err := mean(middle)
		if err != nil {
			return 0, false, err
		}
		if at-goal.Plans <= near && goal.Plans-at <= near {
			return middle, true, nil
		}
		if (at < goal.Plans) == (atLow < goal.Plans) {
			low = middle
		} else {
			high = middle
		}
	}
	return 0, false, nil
}

// Goal is a number of plans in a slice in a year, and the factors to look
// between.
type Goal struct {
	Year       int
	Slice, Key string
	Plans      float64
	Low, High  float64
}

func (m *model) meanOf(ctx context.Context, rule Rule, t Trend, goal Goal) (float64, error) {
	rec, err := m.simulate(ctx, m.newCourse("goal", []Rule{rule}, t), t)
	if err != nil {
		return 0, err
	}
	for i, s := range rec.list {
		if s.name != goal.Slice || s.key != goal.Key {
			continue
		}
		sum := 0.0
		for sim := range rec.sims {
			sum += rec.plansOf(sim, rec.years-1, i)
		}
		return sum / float64(rec.sims), nil
	}
	return 0, fmt.Errorf("there is no %s %s", goal.Slice, goal.Key)
}
