package transition

import "slices"

// step is a counted transition in numbers. weight is how much it counts in the
// fit of leaving, moving and destinations; joining counts what was observed.
type step struct {
	year, ncy int // of the first side
	from, to  combo
	count     int
	weight    float64
}

// pair is the two parameters of a beta distribution; both zero means that
// there is none.
type pair struct{ alpha, beta float64 }

func (p pair) some() bool { return p.alpha > 0 || p.beta > 0 }

func (p pair) mean() float64 {
	if !p.some() {
		return 0
	}
	return p.alpha / (p.alpha + p.beta)
}

// target is a weight of a destination.
type target struct {
	to     combo
	weight float64
}

// rates are all fitted parameters. Slices by cell belong to the state and
// school year that is left; joining belongs to the school year of arrival.
type rates struct {
	leave, move           []pair // by cell; only valid states
	leavePrior, movePrior []pair // by school year, for states without their own
	where                 [][]target
	join                  []pair     // by school year
	joinWhere             [][]target // by school year
}

// fitRates fits leaving, moving and destinations from all steps together.
func fitRates(s *space, steps []step) *rates {
	r := &rates{leave: make([]pair, s.cells()), move: make([]pair, s.cells()), where: make([][]target, s.cells())}
	leave, move := s.observe(steps)
	r.leavePrior = s.priors(leave, pair{0.5, 0.5})
	r.movePrior = s.priors(move, pair{1, 1})
	for c, ok := range s.valid {
		if !ok {
			continue
		}
		ncy, k := s.parts(c)
		r.leave[c] = leave[c].plus(r.leavePrior[ncy-s.low])
		if s.canLeave[s.setting(k)] {
			r.move[c] = move[c].plus(r.movePrior[ncy-s.low])
		}
	}
	s.fitWhere(r, steps)
	s.fitJoinWhere(r, steps)
	return r
}

func (p pair) plus(q pair) pair { return pair{p.alpha + q.alpha, p.beta + q.beta} }

// observe counts leaving against staying, and moving against keeping the
// setting among those who did not leave. A change of need alone is no move.
func (s *space) observe(steps []step) (leave, move []pair) {
	leave, move = make([]pair, s.cells()), make([]pair, s.cells())
	for _, t := range steps {
		if t.from == outside {
			continue
		}
		c := s.cell(t.ncy, t.from)
		switch {
		case t.to == outside:
			leave[c].alpha += t.weight
			continue
		case s.setting(t.to) != s.setting(t.from):
			move[c].alpha += t.weight
		default:
			move[c].beta += t.weight
		}
		leave[c].beta += t.weight
	}
	return leave, move
}

// priors is a weight of one plan for each school year, shared out as all its
// states together were, half a plan being added to either side.
func (s *space) priors(observed []pair, unseen pair) []pair {
	out := make([]pair, s.high-s.low+1)
	for i := range out {
		row := observed[i*s.combos() : (i+1)*s.combos()]
		var sum pair
		for _, p := range row {
			sum = sum.plus(p)
		}
		if !sum.some() {
			out[i] = unseen
			continue
		}
		a, b := sum.alpha+0.5, sum.beta+0.5
		out[i] = pair{a / (a + b), b / (a + b)}
	}
	return out
}

// movesTo counts, for each school year, moves into each setting from any
// state. A school year without moves takes the counts of the one before, in
// order, so that they are carried on.
func (s *space) movesTo(steps []step) [][]float64 {
	out := make([][]float64, s.high-s.low+1)
	for _, t := range steps {
		if t.from == outside || t.to == outside || s.setting(t.from) == s.setting(t.to) || t.weight == 0 {
			continue
		}
		i := t.ncy - s.low
		if out[i] == nil {
			out[i] = make([]float64, len(s.settings))
		}
		out[i][s.setting(t.to)] += t.weight
	}
	for _, ncy := range s.validYears() {
		if i := ncy - s.low; out[i] == nil && i > 0 {
			out[i] = out[i-1]
		}
	}
	return out
}

// fitWhere gives each valid state the weights of where its movers go.
func (s *space) fitWhere(r *rates, steps []step) {
	moves := s.movesTo(steps)
	own := map[int]map[combo]float64{}
	for _, t := range steps {
		if t.from == outside || t.to == outside || s.setting(t.from) == s.setting(t.to) || t.weight == 0 {
			continue
		}
		c := s.cell(t.ncy, t.from)
		if own[c] == nil {
			own[c] = map[combo]float64{}
		}
		own[c][t.to] += t.weight
	}
	prior, weight := make([]float64, len(s.settings)), make([]float64, s.combos())
	for c, ok := range s.valid {
		if !ok {
			continue
		}
		ncy, k := s.parts(c)
		s.wherePrior(prior, ncy, k, moves[ncy-s.low])
		clear(weight)
		for d, w := range prior {
			weight[s.combo(s.need(k), d)] = w
		}
		for to, w := range own[c] {
			weight[to] += w
		}
		r.where[c] = targets(weight)
	}
}

// wherePrior fills in one plan's worth of weight over settings: evenly over
// those that are valid here for the need and can be reached, plus the moves of
// everybody of that school year, the own setting left out.
func (s *space) wherePrior(prior []float64, ncy int, k combo, moves []float64) {
	clear(prior)
	own, allowed := s.setting(k), 0
	for d := range prior {
		if s.reach[own][d] && s.isValid(ncy, s.combo(s.need(k), d)) {
			prior[d] = 1
			allowed++
		}
	}
	sum := 0.0
	for d := range prior {
		if prior[d] > 0 {
			prior[d] = 1 / float64(allowed)
		}
		if moves != nil {
			prior[d] += moves[d]
		}
		if d == own {
			prior[d] = 0
		}
		sum += prior[d]
	}
	for d := range prior {
		if prior[d] > 0 {
			prior[d] /= sum
		}
	}
}

// targets keeps the weights above 0.
func targets(weight []float64) []target {
	var out []target
	for k, w := range weight {
		if w > 0 {
			out = append(out, target{combo(k), w})
		}
	}
	return out
}

// fitJoinWhere gives each school year in which anybody ever joined the weights
// of where joiners go: one plan's worth over its valid states, and those seen.
func (s *space) fitJoinWhere(r *rates, steps []step) {
	r.joinWhere = make([][]target, s.high-s.low+1)
	seen := make([][]float64, len(r.joinWhere))
	for _, t := range steps {
		if t.from != outside || t.weight == 0 {
			continue
		}
		i := t.ncy + 1 - s.low
		if seen[i] == nil {
			seen[i] = make([]float64, s.combos())
		}
		seen[i][t.to] += t.weight
	}
	for _, ncy := range s.validYears() {
		i := ncy - s.low
		if seen[i] == nil {
			continue
		}
		row := s.valid[i*s.combos() : (i+1)*s.combos()]
		n := 0
		for _, ok := range row {
			if ok {
				n++
			}
		}
		for k, ok := range row {
			if ok {
				seen[i][k] += 1 / float64(n)
			}
		}
		r.joinWhere[i] = targets(seen[i])
	}
}

// fitJoin gives each school year of the valid states the chance that a resident
// joins. Every observed year counts for 1/k, so that the whole is worth one
// year's evidence. left tells the years that are left out at a school year.
func (s *space) fitJoin(r *rates, steps []step, years []int, people func(year, ncy int) float64, left func(year, ncy int) bool) {
	r.join = make([]pair, s.high-s.low+1)
	joined := map[[2]int]int{}
	for _, t := range steps {
		if t.from == outside {
			joined[[2]int{t.year, t.ncy + 1}] += t.count
		}
	}
	for _, ncy := range s.validYears() {
		kept := slices.DeleteFunc(slices.Clone(years), func(y int) bool { return left(y, ncy) })
		k := float64(len(kept))
		if k == 0 {
			continue
		}
		var j, never int
		var p float64
		for _, y := range kept {
			n := joined[[2]int{y, ncy}]
			j, p = j+n, p+people(y, ncy)
			if n == 0 {
				never++
			}
		}
		r.join[ncy-s.low] = pair{float64(j)/k + 0.001*float64(never), max(0, p-float64(j)) / k}
	}
}
