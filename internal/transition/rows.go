package transition

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/sendpack/sendpack/internal/forecast"
)

// series is one measure of one slice: a row for each year.
type series struct {
	name, key, measure string
	value              func(sim, year int) (v float64, known bool)
	always             bool // kept even when it is 0 throughout
}

// sums is a stock by slice.
func (s *slicing) sums(stock []int) []int {
	out := make([]int, len(s.list))
	for c, n := range stock {
		for _, i := range s.of[c] {
			out[i] += n
		}
	}
	return out
}

// rows summarises a record. With a base, every figure is the difference from
// it, simulation by simulation.
func (m *model) rows(c *course, name string, rec, base *record) []forecast.Row {
	all := m.series(c, rec, base)
	parts := make([][]forecast.Row, len(all))
	m.each(len(all), func(i int, values []float64) {
		parts[i] = m.summarise(c, name, all[i], values)
	})
	var out []forecast.Row
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// each does n pieces of work on all workers, each with room for one value a
// simulation.
func (m *model) each(n int, do func(i int, values []float64)) {
	workers := m.set.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var taken atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			values := make([]float64, m.set.Simulations)
			for i := int(taken.Add(1)) - 1; i < n; i = int(taken.Add(1)) - 1 {
				do(i, values)
			}
		})
	}
	wait.Wait()
}

func (m *model) summarise(c *course, name string, s series, values []float64) []forecast.Row {
	var out []forecast.Row
	seen := s.always
	for y, p := range c.years {
		known := true
		for sim := range values {
			var ok bool
			values[sim], ok = s.value(sim, y)
			known = known && ok
			seen = seen || values[sim] != 0
		}
		if known {
			out = append(out, forecast.Row{Area: m.set.Area, Scenario: name, Tier: forecast.TierFull, Year: p.year, Kind: forecast.KindProjected,
				Slice: s.name, Key: s.key, Measure: s.measure, Summary: forecast.Summarise(values), Sims: len(values)})
		}
	}
	if !seen {
		return nil // a part that is empty in every simulation
	}
	return out
}

var flowMeasures = [4]string{forecast.MeasureJoiners, forecast.MeasureLeavers, forecast.MeasureMoversIn, forecast.MeasureMoversOut}

// series lists what is summarised, in the order of the file.
func (m *model) series(c *course, rec, base *record) []series {
	var out []series
	start := rec.sums(m.start)
	for i, s := range rec.list {
		add := func(measure string, value func(sim, year int) (float64, bool)) {
			out = append(out, series{s.name, s.key, measure, value, s.name == forecast.SliceTotal})
		}
		add(forecast.MeasurePlans, less(rec, base, func(r *record, sim, y int) float64 { return r.plansOf(sim, y, i) }))
		if i >= rec.slicing.flows {
			continue
		}
		for f, measure := range flowMeasures {
			add(measure, less(rec, base, func(r *record, sim, y int) float64 { return r.flowOf(f, sim, y, i) }))
		}
		if rec.cost != nil {
			add(forecast.MeasureCost, less(rec, base, func(r *record, sim, y int) float64 { return r.costOf(sim, y, i) }))
		}
		if base == nil {
			m.changes(c, rec, i, float64(start[i]), add)
		}
	}
	if base == nil && m.set.States {
		for at, cell := range rec.cells {
			out = append(out, series{forecast.SliceState, m.stateKey(cell), forecast.MeasurePlans, func(sim, y int) (float64, bool) {
				return float64(rec.state[(sim*rec.years+y)*len(rec.cells)+at]), true
			}, false})
		}
	}
	return out
}

// less is a figure, or its difference from the base in the same simulation.
func less(rec, base *record, of func(r *record, sim, year int) float64) func(sim, year int) (float64, bool) {
	if base == nil {
		return func(sim, year int) (float64, bool) { return of(rec, sim, year), true }
	}
	return func(sim, year int) (float64, bool) { return of(rec, sim, year) - of(base, sim, year), true }
}

// changes are worked out within each simulation, against the year before and
// against the seed year; a percentage of nothing is not known.
func (m *model) changes(c *course, rec *record, i int, start float64, add func(string, func(sim, year int) (float64, bool))) {
	before := func(sim, y int) float64 {
		if y == 0 {
			return start
		}
		return rec.plansOf(sim, y-1, i)
	}
	add(forecast.MeasureChange, func(sim, y int) (float64, bool) { return rec.plansOf(sim, y, i) - before(sim, y), true })
	add(forecast.MeasureChangePct, func(sim, y int) (float64, bool) {
		b := before(sim, y)
		if b == 0 {
			return 0, false
		}
		return 100 * (rec.plansOf(sim, y, i) - b) / b, true
	})
	add(forecast.MeasureChangeFromSeed, func(sim, y int) (float64, bool) { return rec.plansOf(sim, y, i) - start, true })
	people := make([]float64, len(c.years))
	for y := range people {
		people[y] = m.residents(c.years[y].residents, rec.list[i])
	}
	add(forecast.MeasureShare, func(sim, y int) (float64, bool) {
		if people[y] == 0 {
			return 0, false
		}
		return 100 * rec.plansOf(sim, y, i) / people[y], true
	})
}

// residents is the population that a slice is a share of, 0 for slices that
// have none: the total is a share of everybody aged 0 to 24.
func (m *model) residents(by [highestNCY + 6]float64, s slice) float64 {
	sum := 0.0
	for i, people := range by {
		ncy := i + lowestNCY
		if ncy < -4 || ncy > TopNCY {
			continue
		}
		if s.name == forecast.SliceTotal || (s.name == forecast.SliceNCY && s.key == itoa(ncy)) ||
			(s.name == forecast.SlicePhase && s.key == Phase(ncy)) || (s.name == forecast.SliceAgeGroup && s.key == AgeGroup(ncy)) {
			sum += people
		}
	}
	return sum
}

// stateKey is school year, need and setting.
func (m *model) stateKey(cell int) string {
	ncy, k := m.parts(cell)
	need, setting := m.name(k)
	return itoa(ncy) + "|" + need + "|" + setting
}

// observed is the rows of what happened, each figure certain.
func (m *model) observed(s *slicing) []forecast.Row {
	var out []forecast.Row
	var before []int
	for year := m.years[0]; year <= m.seed; year++ {
		stock, flows, ok := m.history(s, year)
		if !ok {
			before = nil
			continue
		}
		sums := s.sums(stock)
		costs := m.costs(s, stock)
		row := func(i int, measure string, v float64) {
			out = append(out, forecast.Row{Area: m.set.Area, Scenario: forecast.Baseline, Tier: forecast.TierFull, Year: year, Kind: forecast.KindObserved,
				Slice: s.list[i].name, Key: s.list[i].key, Measure: measure, Summary: forecast.Certain(v)})
		}
		for i := range s.list {
			if i > 0 && sums[i] == 0 && (before == nil || before[i] == 0) {
				continue
			}
			row(i, forecast.MeasurePlans, float64(sums[i]))
			if i >= s.flows {
				continue
			}
			m.observedFlows(i, year, flows, row)
			if costs != nil {
				row(i, forecast.MeasureCost, costs[i])
			}
			if before != nil {
				row(i, forecast.MeasureChange, float64(sums[i]-before[i]))
				if before[i] > 0 {
					row(i, forecast.MeasureChangePct, 100*float64(sums[i]-before[i])/float64(before[i]))
				}
			}
			if people := m.residents(m.residentsAt(year), s.list[i]); people > 0 {
				row(i, forecast.MeasureShare, 100*float64(sums[i])/people)
			}
		}
		for at, cell := range s.cells {
			if m.set.States && stock[cell] > 0 {
				out = append(out, forecast.Row{Area: m.set.Area, Scenario: forecast.Baseline, Tier: forecast.TierFull, Year: year, Kind: forecast.KindObserved,
					Slice: forecast.SliceState, Key: m.stateKey(s.cells[at]), Measure: forecast.MeasurePlans, Summary: forecast.Certain(float64(stock[cell]))})
			}
		}
		before = sums
	}
	return out
}

func (m *model) observedFlows(i, year int, flows [4][]int, row func(i int, measure string, v float64)) {
	if flows[0] == nil {
		return // nothing is known of the year before
	}
	for f, measure := range flowMeasures {
		row(i, measure, float64(flows[f][i]))
	}
}

func (m *model) residentsAt(year int) [highestNCY + 6]float64 {
	var out [highestNCY + 6]float64
	for i := range out {
		out[i], _ = m.in.Population.At(year, i+lowestNCY)
	}
	return out
}

// costs prices a stock; nil without unit costs.
func (m *model) costs(s *slicing, stock []int) []float64 {
	if len(m.in.Costs) == 0 {
		return nil
	}
	unit, out := m.unitCosts(), make([]float64, s.flows)
	for c, n := range stock {
		_, k := m.parts(c)
		for _, i := range s.of[c][:flowSlices] {
			out[i] += float64(n) * unit[k]
		}
	}
	return out
}

// history is the stock of a census and the flows of the year before it.
func (m *model) history(s *slicing, year int) (stock []int, flows [4][]int, known bool) {
	begins, ended := false, false
	for _, t := range m.steps {
		begins, ended = begins || t.year == year, ended || t.year == year-1
	}
	if begins {
		stock = m.stockBefore(year)
	} else {
		stock = m.stockAfter(year - 1)
	}
	if !ended {
		return stock, flows, begins
	}
	for f := range flows {
		flows[f] = make([]int, s.flows)
	}
	for _, t := range m.steps {
		if t.year != year-1 {
			continue
		}
		note := func(flow int, k combo) {
			for _, i := range s.of[m.cell(t.ncy+1, k)][:flowSlices] {
				flows[flow][i] += t.count
			}
		}
		switch {
		case t.from == outside:
			note(joiners, t.to)
		case t.to == outside:
			note(leavers, t.from)
		case m.setting(t.from) != m.setting(t.to):
			note(moversOut, t.from)
			note(moversIn, t.to)
		}
	}
	return stock, flows, true
}
