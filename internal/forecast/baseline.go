package forecast

import "math"

// prediction is a middle and nine quantiles for each year ahead.
type prediction struct {
	point     []float64
	quantiles [][9]float64
}

// normal are the standard normal quantiles at Probabilities.
var normal = [9]float64{-1.959964, -1.644854, -1.281552, -0.674490, 0, 0.674490, 1.281552, 1.644854, 1.959964}

// history is one count of an area through its years, oldest first, as far as
// it was observed without a gap up to the end; nothing when the last is
// missing.
func history(s *Series, last int, of func(Observation) Count) []float64 {
	var back []float64
	for y := last; y >= s.First; y-- {
		c := of(s.At(y))
		if !c.Known {
			break
		}
		back = append(back, c.N)
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}

// naive are the baselines that look at one area's own counts alone. Each gives
// the forecast of h years on from a history of at least one year.
var naive = []struct {
	name  string
	ahead func(y []float64, h int) float64
}{
	{"last value", lastValue},
	{"drift", drift},
	{"straight line", line},
	{"damped Holt", holt},
}

func lastValue(y []float64, _ int) float64 { return y[len(y)-1] }

// drift carries the mean yearly change of the whole history on.
func drift(y []float64, h int) float64 {
	last := y[len(y)-1]
	if len(y) < 2 {
		return last
	}
	return math.Max(0, last+float64(h)*(last-y[0])/float64(len(y)-1))
}

// line extends the least-squares line through the history.
func line(y []float64, h int) float64 {
	n := float64(len(y))
	if n < 2 {
		return y[0]
	}
	var sx, sy, sxx, sxy float64
	for i, v := range y {
		x := float64(i)
		sx, sy, sxx, sxy = sx+x, sy+v, sxx+x*x, sxy+x*v
	}
	slope := (n*sxy - sx*sy) / (n*sxx - sx*sx)
	return math.Max(0, (sy-slope*sx)/n+slope*(n-1+float64(h)))
}

// Smoothing of level and trend, and the damping of the trend, in Holt's method
// as Gardner and McKenzie (1985) damp it.
const (
	holtLevel, holtTrend, holtDamping = 0.8, 0.2, 0.9
)

func holt(y []float64, h int) float64 {
	if len(y) < 2 {
		return y[0]
	}
	level, trend := y[0], y[1]-y[0]
	for _, v := range y[1:] {
		before := level
		level = holtLevel*v + (1-holtLevel)*(level+holtDamping*trend)
		trend = holtTrend*(level-before) + (1-holtTrend)*holtDamping*trend
	}
	return math.Max(0, level+trend*damped(holtDamping, h))
}

// ranged gives a baseline a normal range from its own one-year errors within
// the history, growing with the root of the years.
func ranged(y []float64, horizon int, ahead func([]float64, int) float64) prediction {
	squares, n := 0.0, 0
	for end := 2; end < len(y); end++ {
		e := y[end] - ahead(y[:end], 1)
		squares, n = squares+e*e, n+1
	}
	sd := 0.0
	if n > 0 {
		sd = math.Sqrt(squares / float64(n))
	}
	var out prediction
	for h := 1; h <= horizon; h++ {
		point := ahead(y, h)
		var q [9]float64
		for i, z := range normal {
			q[i] = math.Max(0, point+z*sd*math.Sqrt(float64(h)))
		}
		out.point, out.quantiles = append(out.point, point), append(out.quantiles, q)
	}
	return out
}

// pooled is England's growth of one count at the end of a panel and, for each
// horizon, how far that growth was from what areas did at all origins before.
type pooled struct {
	growth float64
	sd     []float64
}

// pool learns England's growth of a count and its spread from a panel.
func (p *Panel) pool(horizon int, of func(Observation) Count) pooled {
	first, last := p.Span()
	g, _ := p.meanGrowth(last, of)
	out := pooled{growth: g, sd: make([]float64, horizon)}
	squares, n := make([]float64, horizon), make([]float64, horizon)
	for u := first + 1; u < last; u++ {
		g, any := p.meanGrowth(u, of)
		if !any {
			continue
		}
		for i := range p.Areas {
			before := of(p.Areas[i].At(u))
			for h := 1; h <= horizon && u+h <= last; h++ {
				after := of(p.Areas[i].At(u + h))
				if e, ok := growth(before.N, after.N); ok && before.N >= fewPlans {
					e -= g * float64(h)
					squares[h-1], n[h-1] = squares[h-1]+e*e, n[h-1]+1
				}
			}
		}
	}
	unit := 0.05
	for h := range out.sd {
		out.sd[h] = unit * math.Sqrt(float64(h+1))
		if n[h] > 0 {
			out.sd[h] = math.Sqrt(squares[h] / n[h])
			unit = out.sd[h] / math.Sqrt(float64(h+1))
		}
	}
	return out
}

func (p pooled) predict(now float64) prediction {
	var out prediction
	for h, sd := range p.sd {
		point := now * math.Exp(p.growth*float64(h+1))
		var q [9]float64
		for i, z := range normal {
			q[i] = point * math.Exp(z*sd)
		}
		out.point, out.quantiles = append(out.point, point), append(out.quantiles, q)
	}
	return out
}
