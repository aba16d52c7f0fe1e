package main

import "math/rand/v2"

// cut divides a headline into the groups of one list.
type cut struct {
	list  string
	how   division
	parts []part
	last  int  // only in so many of the newest periods; 0: in all
	exact bool // weights are taken as they stand, without random movement
}

// division is how groups and headline belong together.
type division int

const (
	addsUp   division = iota // each person is in one group: parts add up to the headline
	overlaps                 // a person can be in several groups
	ofBase                   // each is a part of the base, and no smaller than the headline
	within                   // parts of the numerator over the headline's base
	answered                 // answers: numerators add up to the base, the positive ones to the numerator
	separate                 // groups with a base of their own: a percentage of it, or a value
)

// part is one group: how large it is beside the others (or, where groups
// overlap, beside the headline), and how its level compares with theirs.
type part struct {
	code         string
	weight, tilt float64
}

func (p part) lean() float64 {
	if p.tilt == 0 {
		return 1
	}
	return p.tilt
}

// positive marks an answer that the indicator counts.
const positive = 1

func (c cut) rows(rng *rand.Rand, e returned, head localRow) []localRow {
	rows := make([]localRow, len(c.parts))
	for i, p := range c.parts {
		rows[i] = localRow{indicator: head.indicator, period: head.period, breakdown: c.list + "=" + p.code, numerator: -1, denominator: -1}
	}
	switch c.how {
	case addsUp:
		c.divide(rng, rows, head)
	case overlaps:
		for i, p := range c.parts {
			rows[i].numerator = round(c.moved(rng, p.weight) * float64(head.numerator))
			rows[i].denominator = head.denominator
		}
	case ofBase:
		for i, p := range c.parts {
			n := round(c.moved(rng, p.weight) * float64(head.denominator))
			rows[i].numerator, rows[i].denominator = min(head.denominator, max(n, head.numerator)), head.denominator
		}
	case within:
		for i, n := range share(head.numerator, c.weights(rng, func(p part) float64 { return p.weight })) {
			rows[i].numerator, rows[i].denominator = n, head.denominator
		}
	case answered:
		c.answers(rng, rows, head)
	case separate:
		for i, p := range c.parts {
			c.own(rng, &rows[i], p, e.shape)
		}
	}
	for i := range rows {
		if e.shape == counted {
			rows[i].value = count(rows[i].numerator)
		}
	}
	return rows
}

// divide gives each group its part of the base and of the numerator.
func (c cut) divide(rng *rand.Rand, rows []localRow, head localRow) {
	if head.denominator < 0 {
		for i, n := range share(head.numerator, c.weights(rng, func(p part) float64 { return p.weight })) {
			rows[i].numerator = n
		}
		return
	}
	bases := share(head.denominator, c.weights(rng, func(p part) float64 { return p.weight }))
	weights := make([]float64, len(bases))
	for i, p := range c.parts {
		weights[i] = float64(bases[i]) * p.lean()
		rows[i].denominator = bases[i]
	}
	spill := 0
	for i, n := range share(head.numerator, weights) {
		fits := n
		if head.numerator <= head.denominator {
			fits = min(n, bases[i])
		}
		rows[i].numerator, spill = fits, spill+n-fits
	}
	for i := range rows { // what a small group could not hold
		more := min(spill, rows[i].denominator-rows[i].numerator)
		if spill > 0 && more > 0 {
			rows[i].numerator += more
			spill -= more
		}
	}
}

// answers shares the positive answers out of the numerator and the others out
// of the rest, so that the answers make up the base.
func (c cut) answers(rng *rand.Rand, rows []localRow, head localRow) {
	good := share(head.numerator, c.weights(rng, func(p part) float64 { return p.weight * p.tilt }))
	rest := share(head.denominator-head.numerator, c.weights(rng, func(p part) float64 { return p.weight * (1 - p.tilt) }))
	for i := range rows {
		rows[i].numerator, rows[i].denominator = good[i]+rest[i], head.denominator
	}
}

// own gives a group figures that are not part of the headline's: of the base
// tilt the percentage weight, or the value weight.
func (c cut) own(rng *rand.Rand, row *localRow, p part, s shape) {
	level := c.moved(rng, p.weight)
	switch {
	case s == rated:
		row.value = decimal(level, 1)
	case s == whole:
		row.value = count(round(level))
	default:
		row.numerator = round(level * p.tilt / 100)
	}
	if p.tilt > 0 {
		row.denominator = round(p.tilt)
	}
}

// weights are the parts' weights, moved a little.
func (c cut) weights(rng *rand.Rand, of func(part) float64) []float64 {
	weights := make([]float64, len(c.parts))
	for i, p := range c.parts {
		weights[i] = of(p)
	}
	if c.exact {
		return weights
	}
	return vary(rng, weights, 0.04)
}

func (c cut) moved(rng *rand.Rand, weight float64) float64 {
	if c.exact {
		return weight
	}
	return weight * (1 + 0.015*bounded(rng))
}
