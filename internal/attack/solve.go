package attack

import (
	"context"
	"sort"
)

// outcome is what was found of one component, by its own order of cells.
type outcome struct {
	verdicts []Verdict
	groups   []Group
	dropped  []int
}

// mostDropped bounds how many contradicting equations are taken out one by one.
const mostDropped = 50

// solveComponent drops equations that contradict the others, assumptions
// first, and gives each protected cell its verdict.
func solveComponent(ctx context.Context, s *System, c component, l Limits) outcome {
	skip := map[int]bool{} // by place in c.equations
	numbered := map[int]bool{}
	for tries := 0; ; tries++ {
		p := newProblem(s, c, numbered)
		low, high, seen, bad := p.solve(ctx, l)
		if bad == none || tries > mostDropped {
			out := outcome{verdicts: verdicts(p, low, high, seen, tries > mostDropped)}
			for e := range skip {
				out.dropped = append(out.dropped, c.equations[e])
			}
			sort.Ints(out.dropped)
			out.groups = groups(s, c, numbered, p)
			return out
		}
		drop := []int{bad}
		if bad == unknownRow || !s.Equations[c.equations[bad]].Weak {
			drop = drop[:0]
			for n, e := range c.equations {
				if s.Equations[e].Weak && !skip[n] {
					drop = append(drop, n)
				}
			}
		}
		if len(drop) == 0 {
			drop = append(drop, bad)
			if bad == unknownRow {
				tries = mostDropped
				continue
			}
		}
		for _, n := range drop {
			skip[n] = true
			numbered[c.equations[n]] = true
		}
	}
}

// unknownRow tells that rows contradict one another without saying which.
const unknownRow = -2

// verdicts reads off what was proved.
func verdicts(p *problem, low, high []int64, seen []bool, hopeless bool) []Verdict {
	out := make([]Verdict, len(p.lo))
	for c := range out {
		v := Verdict{low: p.lo[c], high: p.hi[c]}
		switch {
		case !p.protected[c]:
		case hopeless || !seen[c]:
			v.State = Undecided
		case low[c] == high[c] && p.lo[c] == p.hi[c]:
			v.State, v.Exact = Determined, true
		case low[c] < high[c]:
			v.State, v.Width = Safe, high[c]-low[c]
			v.Exact = low[c] == p.lo[c] && high[c] == p.hi[c]
		default:
			v.State = Undecided
		}
		out[c] = v
	}
	return out
}

// solve narrows the limits of p as far as can be proved. low and high are the
// least and largest count met in solutions, for cells that seen marks. bad is a
// row that cannot hold, or none.
func (p *problem) solve(ctx context.Context, l Limits) (low, high []int64, seen []bool, bad int) {
	n := len(p.lo)
	low, high, seen = make([]int64, n), make([]int64, n), make([]bool, n)
	own := len(p.rows)
	for {
		if bad = p.presolve(); bad != none {
			if bad >= own {
				bad = unknownRow
			}
			return low, high, seen, bad
		}
		before := p.fixed()
		implied, ok := p.reduce()
		if !ok {
			return low, high, seen, unknownRow
		}
		if p.fixed() == before {
			if !p.squeeze(implied) {
				return low, high, seen, unknownRow
			}
			if p.fixed() == before {
				break
			}
		}
	}
	p.substitute()
	p.index()
	for c := range p.lo {
		if p.lo[c] == p.hi[c] || len(p.uses[c]) == 0 && !p.folded[c] {
			low[c], high[c], seen[c] = p.lo[c], p.hi[c], true
		}
	}
	for _, b := range p.blocks(l) {
		if ctx.Err() != nil {
			return low, high, seen, none
		}
		if !b.solve(ctx) {
			return low, high, seen, unknownRow
		}
		for i, c := range b.cells {
			low[c], high[c], seen[c] = b.low[i], b.high[i], b.seen
			p.lo[c], p.hi[c] = b.p.lo[i], b.p.hi[i]
		}
	}
	return low, high, seen, none
}

func (p *problem) fixed() int {
	n := 0
	for c := range p.lo {
		if p.lo[c] == p.hi[c] {
			n++
		}
	}
	return n
}

// squeeze narrows with rows that follow from the others but say more by
// themselves; false when one cannot hold.
func (p *problem) squeeze(implied []row) bool {
	size, own := 0, 0
	for n := range p.rows {
		own += len(p.rows[n].cells)
	}
	for _, r := range implied {
		size += len(r.cells)
	}
	if size > 4*own+10_000 {
		return true
	}
	kept := len(p.rows)
	p.rows = append(p.rows, implied...)
	p.index()
	bad := p.narrow(p.live())
	p.rows = p.rows[:kept]
	p.index()
	return bad == none
}
