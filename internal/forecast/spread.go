package forecast

import (
	"math"
	"slices"
)

// noise is the variance of a one-year error of the log of joiners, of a
// leaving rate or of z, as it depends on how many plans stand behind it: τ²
// for all and c/n for the small.
type noise struct{ tau2, c float64 }

func (n noise) sd(size float64) float64 {
	return math.Sqrt(n.tau2 + n.c/math.Max(size, 1))
}

// spread is how far one-year projections of all areas have been from what
// happened, at all origins that a panel holds.
type spread struct {
	joiners, leaving noise
	together         float64 // correlation of the errors of joiners and leaving
	z                [groups]noise
	withTotal        [groups]float64 // correlation of the error of z with that of the total
	errors           int             // of totals, from which it was worked out
}

// usual is the spread that stands beside the errors that were seen, with the
// weight of usualWeight of them, which is one year of England: so a panel of
// two or three years has fans too, and one year in which nothing unusual
// happened does not promise more such years. The numbers are rounded from what
// published counts up to January 2023 show.
func usual() spread {
	return spread{joiners: noise{0.06, 1}, leaving: noise{0.0012, 0.1}, z: [groups]noise{
		Mainstream: {0.005, 2}, APPRU: {0.05, 2}, FEPost16: {0.015, 4}, EarlyYears: {0.1, 2.5}, Elsewhere: {0.15, 4}, Unknown: {1, 4}}}
}

const (
	usualWeight = 150
	cutAt       = 0.98
	mostWeight  = 1000
)

// errorsOf collects one-year errors with the sizes behind them.
type errorsOf struct{ e, size []float64 }

func (x *errorsOf) add(e, size float64) {
	if !math.IsNaN(e) && !math.IsInf(e, 0) {
		x.e, x.size = append(x.e, e), append(x.size, size)
	}
}

// lesson collects the one-year errors of all areas and origins.
type lesson struct {
	joiners, leaving, total errorsOf
	z                       [groups]errorsOf
	flows                   [][2]float64         // errors of joiners and leaving of one area and origin
	withTotal               [groups][][2]float64 // errors of z and of the total
}

// learn works out the spread from every origin that the panel holds: each is
// projected one year ahead from the panel as it stood then.
func (c Constants) learn(p *Panel) spread {
	first, last := p.Span()
	var all lesson
	for u := first + 1; u < last; u++ {
		then := p.Through(u)
		e := then.england()
		if e.year != u || !e.learnt {
			continue
		}
		for n := range then.Areas {
			if s := &then.Areas[n]; s.Last() == u && s.At(u).Plans.N >= fewPlans {
				c.errors(s, &p.Areas[n], e, &all)
			}
		}
	}
	return all.spread()
}

// errors adds what happened in the year after the end of s, as the full series
// tells it, against what would have been said.
func (c Constants) errors(s, full *Series, e england, all *lesson) {
	said := c.middle(s, e, 1)
	next := full.At(e.year + 1)
	total, okTotal := growth(said.plans[0], next.Plans.N)
	if okTotal = okTotal && next.Plans.Known; okTotal {
		all.total.add(total, said.plans[0])
	}
	flows := c.flows(s, e, 1)
	if l, stock, ok := full.leavers(e.year + 1); ok && stock > 0 && flows.joiners[0] > 0 {
		pair := [2]float64{math.Log((next.Joiners.N + 0.5) / (flows.joiners[0] + 0.5)), l/stock - flows.leaving[0]}
		all.joiners.add(pair[0], flows.joiners[0])
		all.leaving.add(pair[1], stock)
		all.flows = append(all.flows, pair)
	}
	now, hasNow, ok := s.At(e.year).split()
	then, hasThen, okThen := next.split()
	if !ok || !okThen {
		return
	}
	a, b := zOf(now, hasNow), zOf(then, hasThen)
	for g := range a {
		if Group(g) == Special || !hasNow[g] || !hasThen[g] {
			continue
		}
		z := b[g] - a[g] - said.drift[0][g]
		all.z[g].add(z, behind(now, g))
		if okTotal {
			all.withTotal[g] = append(all.withTotal[g], [2]float64{z, total})
		}
	}
}

// behind is the number of plans that the error of z of a group rests on.
func behind(n [groups]float64, g int) float64 {
	return 1 / (1/(n[g]+0.5) + 1/(n[Special]+0.5))
}

// spread fits what was collected.
func (x *lesson) spread() spread {
	out := usual()
	out.errors = len(x.total.e)
	out.joiners = x.joiners.fit(out.joiners)
	out.leaving = x.leaving.fit(out.leaving)
	// Plans that were counted as new by mistake are counted as gone too, and
	// never the other way round.
	out.together = math.Max(0, correlation(x.flows, x.joiners.limit(), x.leaving.limit()))
	for g := range x.z {
		out.z[g] = x.z[g].fit(out.z[g])
		out.withTotal[g] = correlation(x.withTotal[g], x.z[g].limit(), x.total.limit())
	}
	return out
}

// fit finds τ² and c of e² = τ² + c/n by least squares, weighted by n up to
// mostWeight, with errors cut at their 98th percentile and neither below 0. The
// usual spread counts as usualWeight errors more.
func (x *errorsOf) fit(usual noise) noise {
	limit := x.limit()
	var sw, sx, sxx, sy, sxy float64
	add := func(w, x, y float64) { sw, sx, sxx, sy, sxy = sw+w, sx+w*x, sxx+w*x*x, sy+w*y, sxy+w*x*y }
	for n, e := range x.e {
		size := math.Max(x.size[n], 1)
		e = bound(e, limit)
		add(math.Min(size, mostWeight), 1/size, e*e)
	}
	for _, size := range []float64{50, 500} {
		add(usualWeight/2*size, 1/size, usual.tau2+usual.c/size)
	}
	det := sw*sxx - sx*sx
	if det <= 0 {
		return noise{tau2: sy / sw}
	}
	out := noise{tau2: (sy*sxx - sx*sxy) / det, c: (sw*sxy - sx*sy) / det}
	switch {
	case out.c < 0:
		return noise{tau2: sy / sw}
	case out.tau2 < 0:
		return noise{c: sxy / sxx}
	}
	return out
}

// correlation of two errors about zero, each cut as for its spread, with
// usualWeight pairs of none beside them.
func correlation(pairs [][2]float64, cutA, cutB float64) float64 {
	var xx, yy, xy float64
	for _, p := range pairs {
		x, y := bound(p[0], cutA), bound(p[1], cutB)
		xx, yy, xy = xx+x*x, yy+y*y, xy+x*y
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	n := float64(len(pairs))
	return xy / math.Sqrt(xx*yy) * n / (n + usualWeight)
}

// limit is the size at which errors are cut; 0 without errors.
func (x *errorsOf) limit() float64 {
	if len(x.e) == 0 {
		return 0
	}
	sizes := make([]float64, len(x.e))
	for n, e := range x.e {
		sizes[n] = math.Abs(e)
	}
	slices.Sort(sizes)
	return Quantile(sizes, cutAt)
}
