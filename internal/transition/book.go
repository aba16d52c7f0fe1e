package transition

import (
	"fmt"
	"math"
)

// hold keeps n people in a cell of the coming year.
func (w *worker) hold(c, n int) {
	if n == 0 {
		return
	}
	if w.next[c] == 0 {
		w.coming = append(w.coming, c)
	}
	w.next[c] += int32(n)
}

// leave notes leavers, at the school year that they would have gone into.
func (w *worker) leave(to, n int) { w.note(leavers, to, n) }

// enter places an entry and notes what it is: somebody who came back to the
// own setting has stayed.
func (w *worker) enter(e entry) {
	c := w.cell(e.ncy, e.to)
	w.hold(c, e.n)
	switch {
	case e.from == outside:
		w.note(joiners, c, e.n)
	case e.from != e.to:
		w.note(moversOut, w.cell(e.ncy, e.from), e.n)
		w.note(moversIn, c, e.n)
		n := w.rec.settings
		w.rec.moves[(w.window*n+w.setting(e.from))*n+w.setting(e.to)] += int32(e.n)
	}
}

func (w *worker) note(flow, c, n int) {
	if n == 0 {
		return
	}
	row := w.rec.flows[flow][w.window*w.rec.slicing.flows:]
	for _, s := range w.rec.of[c][:flowSlices] {
		row[s] += int32(n)
	}
}

// close records the plans of the year and proves that everybody is accounted
// for in every slice.
func (w *worker) close() error {
	r := w.rec
	plans := r.plans[w.window*len(r.list) : (w.window+1)*len(r.list)]
	for _, c := range w.coming {
		n := w.next[c]
		for _, s := range r.of[c] {
			plans[s] += n
		}
		if r.states[c] < 0 || n > math.MaxUint16 {
			return fmt.Errorf("simulation %d, %d: one state holds %d plans, more than an authority can have", w.sim, w.plan.year, n)
		}
		r.state[w.window*len(r.cells)+int(r.states[c])] = uint16(n)
		if r.cost != nil {
			for _, s := range r.of[c][:flowSlices] {
				r.cost[w.window*r.slicing.flows+int(s)] += float64(n) * w.plan.cost[c]
			}
		}
	}
	at := w.window * r.slicing.flows
	for s := range r.slicing.flows {
		want := w.aged[s] - r.flows[leavers][at+s] - r.flows[moversOut][at+s] + r.flows[moversIn][at+s] + r.flows[joiners][at+s]
		if plans[s] != want {
			return fmt.Errorf("simulation %d, %d, %s %s: %d plans, but %d by what came and went; this is a mistake in the program",
				w.sim, w.plan.year, r.list[s].name, r.list[s].key, plans[s], want)
		}
	}
	return nil
}
