package forecast

import (
	"math"

	"github.com/sendpack/sendpack/internal/draw"
)

// Model is what a panel taught: England's rates at its last year and the
// spread of errors before it. It does not change once made and may be used by
// several workers.
type Model struct {
	c      Constants
	e      england
	spread spread
}

// Fit learns from a panel. To project from an earlier year, give it the panel
// Through that year.
func Fit(p *Panel, c Constants) *Model {
	return &Model{c: c, e: p.england(), spread: c.learn(p)}
}

// Year is the last stock year that the model has seen, from which it projects.
func (m *Model) Year() int { return m.e.year }

// Run says how many futures are simulated, how far, and from which seed.
type Run struct {
	Simulations, Horizon int
	Seed                 uint64
}

// The bounds of a run.
const (
	MinSimulations = 8
	MaxSimulations = 20000
	MaxHorizon     = 20
)

// Futures are the simulated values of one area, one for each simulation, by
// year ahead from 0 for the first.
type Futures struct {
	Run
	Start    float64 // plans at the last observed year
	Plans    [][]float64
	Joiners  [][]float64
	Leavers  [][]float64
	Settings [groups][][]float64
	Has      [groups]bool // whether the group is projected
}

// kinds of draws within one simulation
const (
	drawOnce draw.Kind = iota + 1
	drawYear
	drawCount
)

// The bounds of a leaving rate (below 0, more move in than leave), and of the
// spread of what is not recorded.
const (
	leastLeaving = -0.1
	mostLeaving  = 0.6
	mostUnknown  = 1.0 // sd of the log share of plans that are not recorded
)

// Simulate makes the futures of one area, whose series must end in the model's
// year.
func (m *Model) Simulate(s *Series, run Run) *Futures {
	f := newFutures(run)
	f.Start = s.At(m.e.year).Plans.N
	area := m.areaOf(s, run.Horizon)
	for g := range f.Has {
		f.Has[g] = !math.IsInf(area.z[g], -1)
	}
	for n := range run.Simulations {
		m.future(area, draw.NewStream(run.Seed, s.Area, n), n, f)
	}
	return f
}

func newFutures(run Run) *Futures {
	f := &Futures{Run: run}
	table := func() [][]float64 {
		values := make([]float64, run.Horizon*run.Simulations)
		out := make([][]float64, run.Horizon)
		for h := range out {
			out[h], values = values[:run.Simulations:run.Simulations], values[run.Simulations:]
		}
		return out
	}
	f.Plans, f.Joiners, f.Leavers = table(), table(), table()
	for g := range f.Settings {
		f.Settings[g] = table()
	}
	return f
}

// area is what all simulations of one area share.
type area struct {
	course
	start           float64
	z               [groups]float64
	joiners, leaves float64         // sd of ln λ and of q
	share           [groups]float64 // sd of z
	follows         [groups]float64 // correlation of z with the total
	alone           [groups]float64 // what is left of it
}

func (m *Model) areaOf(s *Series, horizon int) area {
	a := area{course: m.c.middle(s, m.e, horizon), start: s.At(m.e.year).Plans.N}
	a.z, _ = s.startSplit(m.e)
	first := 1.0
	if len(a.course.joiners) > 0 {
		first = a.course.joiners[0]
	}
	a.joiners = m.spread.joiners.sd(first)
	a.leaves = m.spread.leaving.sd(a.start)
	n := shares(a.z)
	for g := range n {
		n[g] *= a.start
	}
	for g := range a.share {
		if Group(g) != Special {
			a.share[g] = m.spread.z[g].sd(behind(n, g))
		}
		a.follows[g] = m.spread.withTotal[g]
		a.alone[g] = math.Sqrt(1 - a.follows[g]*a.follows[g])
	}
	// What is not recorded is no setting that grows: it comes and goes, and may
	// not wander off with the other shares.
	a.share[Unknown] = math.Min(a.share[Unknown], mostUnknown)
	return a
}

// future simulates one future into column n.
func (m *Model) future(a area, stream draw.Stream, n int, f *Futures) {
	kept, every := math.Sqrt(m.c.Omega), math.Sqrt(1-m.c.Omega)
	rho := m.spread.together
	other := math.Sqrt(1 - rho*rho)
	once := stream.Sub(0, 0, drawOnce)
	u0 := once.Normal()
	v0 := rho*u0 + other*once.Normal()
	plans, z := a.start, a.z
	for h := range f.Plans {
		year := stream.Sub(h+1, 0, drawYear)
		u := year.Normal()
		v := rho*u + other*year.Normal()
		u, v = kept*u0+every*u, kept*v0+every*v
		shock := a.shock(h, u, v, rho)
		count := stream.Sub(h+1, 0, drawCount)
		joiners := float64(count.Poisson(a.course.joiners[h] * math.Exp(a.joiners*u)))
		q := math.Min(math.Max(a.leaving[h]+a.leaves*v, leastLeaving), mostLeaving)
		stay := math.Round(plans * (1 - q))
		f.Joiners[h][n], f.Leavers[h][n] = joiners, plans-stay
		plans = stay + joiners
		f.Plans[h][n] = plans
		for g := range z {
			if g := Group(g); g != Special && g != Unknown {
				z[g] += a.drift[h][g] + a.share[g]*(a.follows[g]*shock+a.alone[g]*year.Normal())
			}
		}
		z[Unknown] = a.z[Unknown] + a.share[Unknown]*year.Normal()
		for g, count := range apportion(plans, shares(z)) {
			f.Settings[g][h][n] = count
		}
	}
}

// shock is how unusual the year's change of the total is, in standard
// deviations: joiners add to it and leavers take away.
func (a area) shock(h int, u, v, rho float64) float64 {
	before := a.start
	if h > 0 {
		before = a.plans[h-1]
	}
	x, y := a.course.joiners[h]*a.joiners, before*a.leaves
	sd := math.Sqrt(x*x + y*y - 2*rho*x*y)
	if sd <= 0 {
		return 0
	}
	return (x*u - y*v) / sd
}

// apportion shares a whole number out by largest remainders, ties to the group
// that stands first, so that the parts are whole and add up. Without any share
// nothing is given out.
func apportion(total float64, share [groups]float64) (out [groups]float64) {
	var rest [groups]float64
	left := total
	for g, s := range share {
		out[g] = math.Floor(total * s)
		rest[g] = total*s - out[g]
		left -= out[g]
		if s <= 0 {
			rest[g] = -1
		}
	}
	for ; left > 0; left-- {
		best := 0
		for g := range rest {
			if rest[g] > rest[best] {
				best = g
			}
		}
		if rest[best] < 0 {
			return out
		}
		out[best]++
		rest[best] = -1
	}
	return out
}
