package transition

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/sendpack/sendpack/internal/draw"
)

// blockOf is how many simulations a worker takes at a time.
const blockOf = 50

// The kinds of draw, for paired random numbers. Their values are part of what
// a seed means: a new one goes to the end.
const (
	drawLeaveRate draw.Kind = iota + 1
	drawLeave
	drawMoveRate
	drawMove
	drawShare
	drawWhere
	drawJoinRate
	drawJoin
	drawYear
	drawReplace
	drawTransfer
	drawCap
	drawResort
)

// entry is people who come into a state of the coming school year from another
// state or from outside.
type entry struct {
	from combo
	to   combo
	ncy  int
	n    int
}

// worker plays simulations one after the other with memory of its own.
type worker struct {
	*model
	course    *course
	rec       *record
	trend     Trend
	canMove   []bool
	joinKey   []uint64
	comboKey  []uint64
	stream    draw.Stream
	sim       int
	now, next []int32 // plans by cell
	held      []int   // cells of now that are not 0
	coming    []int   // of next
	entries   []entry
	odds      []odds // by rates of the course
	aged      []int32
	fallback  []target
	plan      *yearPlan
	window    int
}

// odds are the rates of one simulation, drawn when first asked for.
type odds struct {
	chance []float64
	drawn  []int32 // simulation + 1 in which chance was drawn
	share  [][]float64
	shared []int32
}

func newOdds(p *playing) odds {
	o := odds{chance: make([]float64, len(p.pairs)), drawn: make([]int32, len(p.pairs)), share: make([][]float64, len(p.lots)), shared: make([]int32, len(p.lots))}
	for i, lot := range p.lots {
		o.share[i] = make([]float64, len(lot))
	}
	return o
}

// simulate plays a course as often as the settings ask. Blocks of simulations
// go to whichever worker is free; each writes its own places only.
func (m *model) simulate(ctx context.Context, c *course, t Trend) (*record, error) {
	rec := newRecord(m.newSlicing(m.occupiable(c)), m.set.Simulations, len(c.years), len(m.settings), len(m.in.Costs) > 0)
	blocks := (m.set.Simulations + blockOf - 1) / blockOf
	n := m.set.Workers
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	var taken atomic.Int64
	var wait sync.WaitGroup
	failed := make([]error, blocks)
	canMove, joinKeys, comboKeys := m.canMove(), m.joinKeys(), m.comboKeys()
	for range min(n, blocks) {
		wait.Go(func() {
			w := m.newWorker(c, rec, t)
			w.canMove, w.joinKey, w.comboKey = canMove, joinKeys, comboKeys
			for b := int(taken.Add(1)) - 1; b < blocks && ctx.Err() == nil; b = int(taken.Add(1)) - 1 {
				for sim := b * blockOf; sim < min((b+1)*blockOf, m.set.Simulations) && failed[b] == nil; sim++ {
					failed[b] = w.play(sim)
				}
			}
		})
	}
	wait.Wait()
	for _, err := range append(failed, ctx.Err()) {
		if err != nil {
			return nil, err
		}
	}
	return rec, nil
}

func (m *model) newWorker(c *course, rec *record, t Trend) *worker {
	w := &worker{model: m, course: c, rec: rec, trend: t, now: make([]int32, m.cells()), next: make([]int32, m.cells()), aged: make([]int32, rec.slicing.flows)}
	for _, p := range c.rates {
		w.odds = append(w.odds, newOdds(p))
	}
	return w
}

// play runs one simulation from the seed year to the horizon.
func (w *worker) play(sim int) error {
	w.sim, w.stream = sim, draw.NewStream(w.set.Seed, w.set.Area, sim)
	clear(w.now)
	w.held = w.held[:0]
	for c, n := range w.start {
		if n > 0 {
			w.now[c], w.held = int32(n), append(w.held, c)
		}
	}
	for i := range w.course.years {
		w.plan, w.window = &w.course.years[i], sim*w.rec.years+i
		w.year()
		if err := w.close(); err != nil {
			return err
		}
		w.now, w.next, w.held, w.coming = w.next, w.now, w.coming, w.held
	}
	return nil
}

// year moves everybody one school year on.
func (w *worker) year() {
	clear(w.next)
	clear(w.aged)
	w.coming, w.entries = w.coming[:0], w.entries[:0]
	for _, c := range w.held {
		w.cohort(c, int(w.now[c]))
	}
	for ncy := w.low; ncy <= w.top; ncy++ {
		w.joiners(ncy)
	}
	for i, r := range w.plan.transfers {
		w.transfer(r, i)
	}
	for i, r := range w.plan.caps {
		w.cap(r, i)
	}
	for _, e := range w.entries {
		w.enter(e)
	}
}

// cohort ages the n people of a state: some leave, some move, the rest stay or
// are placed anew.
func (w *worker) cohort(c, n int) {
	ncy, k := w.parts(c)
	rates := w.course.rates[w.plan.rates]
	if !w.set.KeepUnplaced && !rates.pairs[c].some() {
		w.rec.lost[w.window] += int32(n)
		return
	}
	to := w.cell(ncy+1, k)
	for _, s := range w.rec.of[to][:flowSlices] {
		w.aged[s] += int32(n)
	}
	if ncy+1 > w.top {
		w.rec.agedOut[w.window] += int32(n)
		w.leave(to, n)
		return
	}
	left := w.count(c, n, w.keys[c], drawLeaveRate, drawLeave)
	w.leave(to, left)
	n -= left
	moved := 0
	if w.canMove[c] {
		moved = w.count(w.cells()+c, n, w.keys[c], drawMoveRate, drawMove)
	}
	stay := n - moved + w.spread(w.plan.goes, c, k, ncy+1, moved, w.keys[c], drawWhere)
	w.settle(c, k, to, stay)
}

// settle lets people stay where they are if they may, and else finds a place:
// where a closed setting sends them, by the weights of movers, anywhere valid
// for their need when their setting is closed, where the settings that they
// would have gone to send people; and when there is nothing, they leave for want
// of a valid setting.
func (w *worker) settle(c int, k combo, to, n int) {
	if n == 0 {
		return
	}
	ncy, _ := w.parts(to)
	switch goes := w.plan.goes[to]; {
	case goes == k:
		w.hold(to, n)
		return
	case goes != outside:
		w.entries = append(w.entries, entry{k, goes, ncy, n})
		return
	}
	n = w.spread(w.plan.goes, c, k, ncy, n, w.keys[c], drawReplace)
	if n > 0 && w.plan.closed[to] {
		n = w.anywhere(k, ncy, to, n)
	}
	n = w.spread(w.plan.resort, c, k, ncy, n, w.keys[c], drawResort)
	if n > 0 {
		w.rec.noPlace[w.window] += int32(n)
		w.leave(to, n)
	}
}

// anywhere shares the children of a closed setting evenly over what is open to
// their need, or sends them where the rule says even if that is not valid for
// them; it returns those without either.
func (w *worker) anywhere(k combo, ncy, to, n int) int {
	w.fallback = w.fallback[:0]
	for s := range w.settings {
		if d := w.combo(w.need(k), s); w.plan.goes[w.cell(ncy, d)] == d {
			w.fallback = append(w.fallback, target{d, 1})
		}
	}
	if len(w.fallback) > 0 {
		src := w.stream.Sub(w.plan.year, w.keys[to], drawResort)
		for i, t := range w.fallback {
			got := src.Binomial(n, 1/float64(len(w.fallback)-i))
			n -= got
			if got > 0 {
				w.entries = append(w.entries, entry{k, t.to, ncy, got})
			}
		}
		return 0
	}
	if d := w.plan.resort[to]; d != outside {
		w.entries = append(w.entries, entry{k, d, ncy, n})
		return 0
	}
	return n
}

// joiners brings new people into a school year.
func (w *worker) joiners(ncy int) {
	rates, i := w.course.rates[w.plan.rates], ncy-w.low
	at, lot := 2*w.cells()+i, w.cells()+i
	people := w.plan.people[i]
	if !rates.pairs[at].some() || len(rates.lots[lot]) == 0 || people == 0 {
		return
	}
	key := w.joinKey[i]
	p := w.chance(at, key, drawJoinRate) * w.plan.joining
	if w.set.Persistent {
		src := w.stream.Sub(w.plan.year, 0, drawYear)
		p *= math.Exp(float64(w.trend.SD*src.Normal()) - float64(w.trend.SD*w.trend.SD/2))
	}
	src := w.stream.Sub(w.plan.year, key, drawJoin)
	n := src.Binomial(people, min(p, 1))
	n = w.spread(w.plan.goes, lot, outside, ncy, n, key, drawWhere)
	w.spread(w.plan.resort, lot, outside, ncy, n, key, drawResort)
}

// count draws how many of n a chance takes.
func (w *worker) count(at, n int, key uint64, rate, kind draw.Kind) int {
	if n == 0 || !w.course.rates[w.plan.rates].pairs[at].some() {
		return 0
	}
	p := w.chance(at, key, rate)
	src := w.stream.Sub(w.plan.year, key, kind)
	return src.Binomial(n, p)
}

// chance is a rate of this simulation: drawn once for all years when rates
// persist, else anew in each.
func (w *worker) chance(at int, key uint64, rate draw.Kind) float64 {
	o, p := &w.odds[w.plan.rates], w.course.rates[w.plan.rates].pairs[at]
	year := 0
	if !w.set.Persistent {
		year = w.plan.year
	} else if o.drawn[at] == int32(w.sim+1) {
		return o.chance[at]
	}
	src := w.stream.Sub(year, key, rate)
	o.chance[at], _ = src.Beta(p.alpha, p.beta)
	o.drawn[at] = int32(w.sim + 1)
	return o.chance[at]
}

// shares is how a lot of this simulation is shared out. Each destination has a
// stream of its own, so that a changed weight disturbs no other.
func (w *worker) shares(lot int, key uint64) []float64 {
	o, year := &w.odds[w.plan.rates], 0
	if !w.set.Persistent {
		year = w.plan.year
	} else if o.shared[lot] == int32(w.sim+1) {
		return o.share[lot]
	}
	shares := o.share[lot]
	for i, t := range w.course.rates[w.plan.rates].lots[lot] {
		src := w.stream.Sub(year, key^w.comboKey[t.to], drawShare)
		shares[i] = src.LogGamma(t.weight)
	}
	draw.Normalise(shares)
	o.shared[lot] = int32(w.sim + 1)
	return shares
}

// spread sends n people to the destinations of a lot whose doors are open, and
// returns n when none is.
func (w *worker) spread(doors []combo, lot int, from combo, ncy, n int, key uint64, kind draw.Kind) int {
	if n == 0 {
		return 0
	}
	targets := w.course.rates[w.plan.rates].lots[lot]
	shares := w.shares(lot, key)
	left, last := 0.0, -1
	for i, t := range targets {
		if doors[w.cell(ncy, t.to)] != outside && shares[i] > 0 {
			left, last = left+shares[i], i
		}
	}
	if last < 0 {
		return n
	}
	for i, t := range targets[:last+1] {
		goes := doors[w.cell(ncy, t.to)]
		if goes == outside || !(shares[i] > 0) {
			continue
		}
		got := n
		if i < last {
			src := w.stream.Sub(w.plan.year, key^w.comboKey[t.to], kind)
			got = src.Binomial(n, shares[i]/left)
			left -= shares[i]
		}
		if got > 0 {
			w.entries = append(w.entries, entry{from, goes, ncy, got})
		}
		if n -= got; n == 0 {
			return 0
		}
	}
	return 0
}
