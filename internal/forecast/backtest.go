package forecast

import (
	"math"
	"slices"
	"sync"
)

// The names of the method itself, and of the strongest baseline, in a
// back-test.
const (
	MethodOpen    = "this method"
	MethodEngland = "England's growth"
)

// Test says which forecasts a back-test makes. Without origins they are the
// last five from which something is left to score.
type Test struct {
	From, To int   // first and last origin
	Horizons []int // years ahead; default 1, 2, 3 and 5
	Run      Run
	Jobs     int
}

// Score is how one method did for the total or a setting, so many years ahead,
// over all areas and origins. Percentages, widths, pinball and interval scores
// are means or medians per cent of the actual over actuals of 50 and more;
// WAPE, bias and coverage are over all.
type Score struct {
	Setting   string
	Method    string
	Horizon   int
	N         int // forecasts scored
	MAPE      float64
	MedianAPE float64
	WAPE      float64
	Bias      float64
	Coverage  [3]float64 // of the central 80, 90 and 95 % ranges
	Width     [3]float64 // their median widths
	Pinball   float64
	Interval  float64 // score of the 90 % range
}

// levels are the central ranges that are scored, as positions of their ends.
var levels = [3][2]int{{P10, P90}, {P05, P95}, {P025, P975}}

// forecastCase is one forecast with what happened.
type forecastCase struct {
	horizon   int
	actual    float64
	point     float64
	quantiles [9]float64
}

// scoreKey sorts scores: total first, then groups; horizons; this method last.
type scoreKey struct{ setting, horizon, method int }

// Backtest projects every area from every origin, with nothing but the panel
// through that origin, and scores what was said against the panel. The second
// result is how many area-origins there were.
func Backtest(p *Panel, c Constants, t Test) ([]Score, int) {
	t = t.Whole(p)
	cases := map[scoreKey][]forecastCase{}
	areas := 0
	for origin := t.From; origin <= t.To; origin++ {
		said := forecasts(p.Through(origin), c, t)
		areas += len(said)
		for _, f := range said {
			f.score(p.Find(f.area), origin, t, cases)
		}
	}
	return scored(cases), areas
}

// Whole fills in what the test leaves open, and keeps its origins to years from
// which something is left to score.
func (t Test) Whole(p *Panel) Test {
	first, last := p.Span()
	if t.To == 0 || t.To >= last {
		t.To = last - 1
	}
	if t.From == 0 {
		t.From = t.To - 4
	}
	t.From = max(t.From, first+1)
	if len(t.Horizons) == 0 {
		t.Horizons = []int{1, 2, 3, 5}
	}
	t.Run.Horizon = slices.Max(t.Horizons)
	t.Jobs = max(t.Jobs, 1)
	return t
}

// said is what every method said of one area, by setting (0 is the total, then
// the groups) and method.
type said struct {
	area   string
	counts [groups + 1][]prediction
}

// methods in the order of said.counts.
func methods() []string {
	out := []string{}
	for _, n := range naive {
		out = append(out, n.name)
	}
	return append(out, MethodEngland, MethodPeer, MethodOpen)
}

// forecasts makes all forecasts that a panel allows: it is given one that ends
// at the origin.
func forecasts(then *Panel, c Constants, t Test) []said {
	model := Fit(then, c)
	var england [groups + 1]pooled
	for k := range england {
		england[k] = then.pool(t.Run.Horizon, countOf(k))
	}
	out := make([]said, len(then.Areas))
	var wg sync.WaitGroup
	gate := make(chan struct{}, t.Jobs)
	for n := range then.Areas {
		if then.Areas[n].Last() != model.Year() {
			continue
		}
		wg.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wg.Done() }()
			out[n] = forecastsOf(&then.Areas[n], model, england, t)
		}()
	}
	wg.Wait()
	return slices.DeleteFunc(out, func(s said) bool { return s.area == "" })
}

// countOf reads the total, or the count of group k-1 where the split can be
// used.
func countOf(k int) func(Observation) Count {
	if k == 0 {
		return func(o Observation) Count { return o.Plans }
	}
	return func(o Observation) Count {
		if n, has, ok := o.split(); ok && has[k-1] {
			return CountOf(n[k-1])
		}
		return Count{}
	}
}

func forecastsOf(s *Series, m *Model, england [groups + 1]pooled, t Test) said {
	out := said{area: s.Area}
	f := m.Simulate(s, t.Run)
	for k := range out.counts {
		y := history(s, m.Year(), countOf(k))
		if len(y) == 0 {
			continue
		}
		for _, b := range naive {
			out.counts[k] = append(out.counts[k], ranged(y, t.Run.Horizon, b.ahead))
		}
		out.counts[k] = append(out.counts[k], england[k].predict(y[len(y)-1]))
		values, peer := f.Plans, prediction{}
		if k > 0 {
			values = f.Settings[k-1]
		} else {
			peer, _ = m.peer(s, t.Run)
		}
		out.counts[k] = append(out.counts[k], peer)
		out.counts[k] = append(out.counts[k], summarised(values))
	}
	return out
}

// summarised takes the median and the quantiles of simulated values.
func summarised(values [][]float64) prediction {
	var out prediction
	for _, v := range values {
		s := Summarise(v)
		out.point, out.quantiles = append(out.point, s.Quantiles[P50]), append(out.quantiles, s.Quantiles)
	}
	return out
}

// score puts what was said of an area beside what happened.
func (f said) score(full *Series, origin int, t Test, cases map[scoreKey][]forecastCase) {
	for k := range f.counts {
		for m, p := range f.counts[k] {
			for i, h := range t.Horizons {
				actual := countOf(k)(full.At(origin + h))
				if !actual.Known || p.point == nil {
					continue
				}
				key := scoreKey{k, i, m}
				cases[key] = append(cases[key], forecastCase{h, actual.N, p.point[h-1], p.quantiles[h-1]})
			}
		}
	}
}

func scored(cases map[scoreKey][]forecastCase) []Score {
	names := methods()
	var out []Score
	for k := 0; k <= groups; k++ {
		for i := 0; i < MaxHorizon; i++ {
			for m, name := range names {
				if list := cases[scoreKey{k, i, m}]; len(list) > 0 {
					s := scoreOf(list)
					s.Method, s.Setting = name, Total
					if k > 0 {
						s.Setting = Group(k - 1).String()
					}
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func scoreOf(cases []forecastCase) Score {
	s := Score{Horizon: cases[0].horizon, N: len(cases)}
	var all, large columns
	for _, c := range cases {
		all.add(c)
		if c.actual >= fewPlans {
			large.add(c)
		}
	}
	s.MAPE, s.MedianAPE = MAPE(large.actual, large.point), MedianAPE(large.actual, large.point)
	s.WAPE, s.Bias = WAPE(all.actual, all.point), Bias(all.actual, all.point)
	for n, l := range levels {
		s.Coverage[n] = Coverage(all.actual, all.quantile(l[0]), all.quantile(l[1]))
		s.Width[n] = MedianWidth(large.actual, large.quantile(l[0]), large.quantile(l[1]))
	}
	s.Pinball = MeanPinball(large.actual, large.quantiles)
	s.Interval = MeanInterval(large.actual, large.quantile(P05), large.quantile(P95), 0.9)
	return s
}

// columns are cases side by side, as the scores take them.
type columns struct {
	actual, point []float64
	quantiles     [][9]float64
}

func (c *columns) add(f forecastCase) {
	c.actual, c.point, c.quantiles = append(c.actual, f.actual), append(c.point, f.point), append(c.quantiles, f.quantiles)
}

func (c *columns) quantile(i int) []float64 {
	out := make([]float64, len(c.quantiles))
	for n, q := range c.quantiles {
		out[n] = q[i]
	}
	return out
}

// BestBaseline is the least WAPE of any baseline for a setting and horizon,
// with its name; NaN without one.
func BestBaseline(scores []Score, setting string, horizon int) (string, float64) {
	name, best := "", math.NaN()
	for _, s := range scores {
		if s.Setting == setting && s.Horizon == horizon && s.Method != MethodOpen && !(s.WAPE >= best) {
			name, best = s.Method, s.WAPE
		}
	}
	return name, best
}
