package forecast

import "math"

// Constants are those of the method. BACKTEST.md says where each comes from.
type Constants struct {
	Phi   float64 // damping of the growth of joiners
	Kappa float64 // plans at England's leaving rate that stand beside each area's own
	W     float64 // weight of the last year in the level of joiners
	Zeta  float64 // damping of England's change of shares
	Omega float64 // part of the variance of rates that a simulation draws once and keeps
	Blend float64 // weight of England's growth beside the area's flows, in logs; 0 is flows alone
}

// DefaultConstants are those that a projection uses.
func DefaultConstants() Constants {
	return Constants{Phi: 0.8, Kappa: 1000, W: 0.6, Zeta: 0.6, Omega: 0.5, Blend: 0.5}
}

const (
	growthYears = 3  // over which England's growth and all leaving rates are taken
	fewYears    = 4  // an area with fewer usable years has England's leaving rate
	fewPlans    = 50 // as has one with fewer plans
	steadyYears = 5  // years for which England's growth goes on as it is; damped after
)

// course is the middle of one area's projection: values for years 1 to the
// horizon.
type course struct {
	joiners []float64         // λ
	leaving []float64         // q
	plans   []float64         // N
	drift   [][groups]float64 // change of z in each year
}

// joinerLevel is L, the log of joiners at the last year: mostly that year's,
// and the year before's carried forward with England's growth. An area without
// one of them has the other; without both, or with very few plans, it has
// England's joiners for each plan.
func (c Constants) joinerLevel(s *Series, e england) float64 {
	now, before := s.At(e.year).Joiners, s.At(e.year-1).Joiners
	a, b := math.Log(now.N+1), math.Log(before.N+1)+e.joinerGrowth
	switch {
	case s.At(e.year).Plans.N < fewPlans:
	case now.Known && before.Known:
		return c.W*a + (1-c.W)*b
	case now.Known:
		return a
	case before.Known:
		return b
	}
	return math.Log(s.At(e.year).Plans.N*e.joinersPerPlan + 1)
}

// leavingRate is q: the area's own of the last years with κ plans of England's.
func (c Constants) leavingRate(s *Series, e england) float64 {
	if s.Usable() < fewYears || s.At(e.year).Plans.N < fewPlans {
		return e.leaving
	}
	leavers, stock := c.Kappa*e.leaving, c.Kappa
	for y := e.year - growthYears + 1; y <= e.year; y++ {
		if l, n, ok := s.leavers(y); ok {
			leavers, stock = leavers+l, stock+n
		}
	}
	if stock <= 0 {
		return e.leaving
	}
	return leavers / stock
}

// damped is φ + φ² + … + φ^h.
func damped(phi float64, h int) float64 {
	sum, power := 0.0, 1.0
	for range h {
		power *= phi
		sum += power
	}
	return sum
}

// steady is how many years' worth of England's growth h years bring: h at
// first, damped after the longest horizon that was ever scored.
func (c Constants) steady(h int) float64 {
	if h <= steadyYears {
		return float64(h)
	}
	return steadyYears + damped(c.Phi, h-steadyYears)
}

// peopleFactor is how the number of residents aged 0 to 24 changes from the
// last year to h years on, and the growth of joiners for each of them; 1 and
// England's growth of joiners where residents are not known for all years.
func (s *Series) peopleFactor(e england, horizon int) (factor []float64, growth float64) {
	factor = make([]float64, horizon)
	now := s.People[e.year]
	whole := now > 0 && s.People[e.year-1] > 0
	for h := range factor {
		factor[h] = 1
		whole = whole && s.People[e.year+h+1] > 0
	}
	if !whole {
		return factor, e.joinerGrowth
	}
	for h := range factor {
		factor[h] = s.People[e.year+h+1] / now
	}
	return factor, e.joinerGrowth - e.peopleGrowth
}

// flows projects joiners and plans of an area without chance: what joins and
// what leaves, each on its own.
func (c Constants) flows(s *Series, e england, horizon int) course {
	var out course
	q := c.leavingRate(s, e)
	factor, g := s.peopleFactor(e, horizon)
	level, n := c.joinerLevel(s, e), s.At(e.year).Plans.N
	for h := 1; h <= horizon; h++ {
		j := math.Exp(level+g*damped(c.Phi, h)) * factor[h-1]
		n = n*(1-q) + j
		out.joiners, out.leaving, out.plans = append(out.joiners, j), append(out.leaving, q), append(out.plans, n)
	}
	return out
}

// middle is the projection without chance that is used: the flows, brought to
// the mean in logs of their total and of England's growth. Half of what
// England's growth adds joins more and half leaves less, since the total does
// not say which.
func (c Constants) middle(s *Series, e england, horizon int) course {
	out := c.flows(s, e, horizon)
	start := s.At(e.year).Plans.N
	before := start
	for h := range out.plans {
		grown := start * math.Exp(e.stockGrowth*c.steady(h+1))
		if out.plans[h] > 0 && grown > 0 {
			out.plans[h] = math.Exp((1-c.Blend)*math.Log(out.plans[h]) + c.Blend*math.Log(grown))
		}
		if before > 0 {
			missing := out.plans[h] - before*(1-out.leaving[h]) - out.joiners[h]
			joiners := math.Max(out.joiners[h]+missing/2, 0.1*out.joiners[h])
			out.leaving[h] = 1 - (out.plans[h]-joiners)/before
			out.joiners[h] = joiners
		}
		before = out.plans[h]
	}
	out.drift = c.drifts(e, horizon)
	return out
}

// drifts is by how much z of each group changes in each year: the mean of
// England's change, damped, and of what England's growth of each group brings.
func (c Constants) drifts(e england, horizon int) [][groups]float64 {
	out := make([][groups]float64, horizon)
	power := 1.0
	for h := range out {
		power *= c.Zeta
		steady := c.steady(h+1) - c.steady(h)
		for g := range out[h] {
			out[h][g] = (1-c.Blend)*power*e.shareChange[g] + c.Blend*steady*e.shareGrowth[g]
		}
	}
	return out
}

// zOf is ln((n+½)/(special+½)) of each group; -Inf for a group that the area
// does not report.
func zOf(n [groups]float64, has [groups]bool) (z [groups]float64) {
	for g := range z {
		z[g] = math.Inf(-1)
		if has[g] {
			z[g] = math.Log((n[g] + 0.5) / (n[Special] + 0.5))
		}
	}
	return z
}

// startSplit is z at the last year: that year's split, or the latest before it
// carried on by England's changes, or England's where the area never had one.
func (s *Series) startSplit(e england) (z [groups]float64, year int) {
	for y := e.year; y >= s.First && y > e.year-10; y-- {
		n, has, ok := s.At(y).split()
		if !ok {
			continue
		}
		z = zOf(n, has)
		for g := range z {
			z[g] += float64(e.year-y) * e.shareChange[g]
		}
		return z, y
	}
	var has [groups]bool
	for g, n := range e.split {
		has[g] = n > 0
	}
	return zOf(e.split, has), 0
}

// shares are proportional to exp(z) and add to 1; all 0 when no group has any.
func shares(z [groups]float64) (out [groups]float64) {
	sum := 0.0
	for g := range z {
		out[g] = math.Exp(z[g])
		sum += out[g]
	}
	for g := range out {
		if sum > 0 {
			out[g] /= sum
		}
	}
	return out
}
