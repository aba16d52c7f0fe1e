package transition

import (
	"maps"
	"math"
	"slices"
)

// model is the data in numbers: what a fit and a simulation start from.
type model struct {
	*space
	set     Settings
	in      Inputs
	years   []int // calendar years of transitions, in order
	steps   []step
	start   []int // plans by cell in the seed year
	seed    int   // last observed stock year
	horizon int
}

// newModel keeps the transitions of the history window.
func newModel(in Inputs, set Settings) *model {
	m := &model{space: newSpace(in, set.TopNCY), set: set, in: in}
	kept := map[int]bool{}
	for _, t := range in.Transitions {
		if !set.uses(t.Year) {
			continue
		}
		kept[t.Year] = true
		m.steps = append(m.steps, step{t.Year, t.NCY, m.comboOf(t.Need1, t.Setting1), m.comboOf(t.Need2, t.Setting2), t.Count, float64(t.Count)})
	}
	m.years = slices.Sorted(maps.Keys(kept))
	if len(m.years) > 0 {
		m.seed = m.years[len(m.years)-1] + 1
	}
	if m.horizon = set.Horizon; m.horizon == 0 {
		m.horizon = min(in.Population.Last(), m.seed+mostYears)
	}
	m.start = m.stockAfter(m.seed - 1)
	return m
}

// uses says whether the history window holds a calendar year.
func (s Settings) uses(year int) bool {
	return (s.FirstYear == 0 || year >= s.FirstYear) && (s.LastYear == 0 || year <= s.LastYear)
}

// stockAfter is the second side of a transition year, by cell.
func (m *model) stockAfter(year int) []int {
	out := make([]int, m.cells())
	for _, t := range m.steps {
		if t.year == year && t.to != outside {
			out[m.cell(t.ncy+1, t.to)] += t.count
		}
	}
	return out
}

// stockBefore is the first side of a transition year, by cell.
func (m *model) stockBefore(year int) []int {
	out := make([]int, m.cells())
	for _, t := range m.steps {
		if t.year == year && t.from != outside {
			out[m.cell(t.ncy, t.from)] += t.count
		}
	}
	return out
}

// peopleAt is who could have joined in a transition year: residents at the
// census of arrival, or in parity with the reference model at the first.
func (m *model) peopleAt(year, ncy int) float64 {
	if m.set.AtArrival {
		year++
	}
	p, _ := m.in.Population.At(year, ncy)
	return p
}

// fit makes the rates under some rules of the kinds rate, history and joiners.
func (m *model) fit(rules []Rule) *rates {
	steps := m.weighted(rules)
	r := fitRates(m.space, steps)
	m.fitJoin(r, steps, m.years, m.peopleAt, func(year, ncy int) bool { return leftOut(rules, year, ncy) })
	for _, rule := range rules {
		if rule.Kind == KindJoiners {
			m.scaleJoiners(r, rule)
		}
	}
	return r
}

// weighted is the steps without those that history rules leave out, the rest
// multiplied by rate rules.
func (m *model) weighted(rules []Rule) []step {
	out := make([]step, 0, len(m.steps))
	for _, t := range m.steps {
		need1, setting1 := m.name(t.from)
		need2, setting2 := m.name(t.to)
		kept := true
		for _, r := range rules {
			if !r.matches(t.ncy+1, need1, setting1, need2, setting2) {
				continue
			}
			switch {
			case r.Kind == KindRate:
				t.weight *= r.Factor
			case r.Kind == KindHistory && r.acts(t.year):
				kept = false
			}
		}
		if kept {
			out = append(out, t)
		}
	}
	return out
}

// leftOut says whether history rules leave out all joiners of a year at a
// school year: then the year is no evidence there, rather than a year in which
// nobody joined.
func leftOut(rules []Rule, year, ncy int) bool {
	for _, r := range rules {
		if r.Kind == KindHistory && r.acts(year) && r.ages(ncy) && len(r.Need2)+len(r.Setting2) == 0 &&
			passes(r.Need1, NonSend) && passes(r.Setting1, NonSend) {
			return true
		}
	}
	return false
}

// scaleJoiners multiplies the mean of joining and keeps the sum of its two
// parameters. A rule for some destinations only multiplies those: the mean
// grows by their share, and the weights turn towards them.
func (m *model) scaleJoiners(r *rates, rule Rule) {
	for i := range r.join {
		if !rule.ages(i+m.low) || !passes(rule.Need1, NonSend) || !passes(rule.Setting1, NonSend) {
			continue
		}
		factor := rule.Factor
		if len(rule.Need2)+len(rule.Setting2) > 0 {
			r.joinWhere[i], factor = m.turn(r.joinWhere[i], rule)
		}
		sum := r.join[i].alpha + r.join[i].beta
		alpha := min(r.join[i].alpha*factor, sum)
		r.join[i] = pair{alpha, sum - alpha}
	}
}

// turn multiplies the weights that a rule is about, keeps their sum, and tells
// by how much it would have grown.
func (m *model) turn(weights []target, rule Rule) ([]target, float64) {
	out := slices.Clone(weights)
	before, after := 0.0, 0.0
	for i, t := range out {
		need, setting := m.name(t.to)
		before += t.weight
		if passes(rule.Need2, need) && passes(rule.Setting2, setting) {
			out[i].weight *= rule.Factor
		}
		after += out[i].weight
	}
	if before == 0 || after == 0 {
		return weights, 0
	}
	for i := range out {
		out[i].weight *= before / after
	}
	return out, after / before
}

// Trend is how joining moved over the observed years, beyond what the
// population explains.
type Trend struct {
	Years           int
	SD              float64 // of the year effect
	Slope, Level    float64 // both in logarithms, after shrinking; 0 when off
	Used            bool
	Joined, Explain []float64 // observed joiners and what the mean rates would have given
}

const (
	phi        = 0.8  // how much of a yearly trend is left a year later
	levelKept  = 0.6  // how much of the last year's distance from the mean is kept
	slopeBound = 0.15 // largest believed yearly trend, in logarithms
	leastSD    = 0.03
	loneSD     = 0.08 // when there is but one year to learn from
)

// trend compares each year's joiners with the mean rates.
func (m *model) trend(r *rates) Trend {
	t := Trend{Years: len(m.years)}
	joined := map[int]float64{}
	for _, s := range m.steps {
		if s.from == outside {
			joined[s.year] += float64(s.count)
		}
	}
	var years, logs []float64
	squares, noise := 0.0, 0.0
	for _, y := range m.years {
		explained := 0.0
		for _, ncy := range m.validYears() {
			explained += m.peopleAt(y, ncy) * r.join[ncy-m.low].mean()
		}
		t.Joined, t.Explain = append(t.Joined, joined[y]), append(t.Explain, explained)
		if joined[y] == 0 || explained == 0 {
			continue
		}
		x := math.Log(joined[y] / explained)
		years, logs = append(years, float64(y)), append(logs, x)
		squares, noise = squares+x*x, noise+1/joined[y]
	}
	n := float64(len(logs))
	if t.SD = loneSD; n > 1 {
		t.SD = math.Sqrt(max(squares/(n-1)-noise/n, leastSD*leastSD))
	}
	if m.set.DampedTrend && len(m.years) >= 3 && n >= 3 {
		t.Used = true
		from := max(0, len(logs)-5)
		k := float64(len(m.years))
		t.Slope = max(-slopeBound, min(slopeBound, slope(years[from:], logs[from:])*k/(k+3)))
		t.Level = levelKept * logs[len(logs)-1]
	}
	return t
}

// slope is that of the least squares line.
func slope(x, y []float64) float64 {
	n := float64(len(x))
	var mx, my, xy, xx float64
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	for i := range x {
		xy, xx = xy+(x[i]-mx)*(y[i]-my), xx+(x[i]-mx)*(x[i]-mx)
	}
	if xx == 0 {
		return 0
	}
	return xy / xx
}

// factor multiplies joining h years after the seed year.
func (t Trend) factor(h int) float64 {
	if !t.Used {
		return 1
	}
	sum, power := 0.0, 1.0
	for range h {
		power *= phi
		sum += power
	}
	return math.Exp(t.Level + t.Slope*sum)
}
