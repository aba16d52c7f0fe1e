package main

import (
	"math/rand/v2"
	"strings"
)

// Local returns beyond the few that the story sets one by one are made from
// tables, one for each agency that sends a return: a line says how often an
// indicator is returned and how its figures run. To add an indicator, add a
// line to the table of its agency.

// returned is one line of those tables.
type returned struct {
	id      string
	periods []string // oldest first
	shape   shape
	level   course // what runs, as the shape says
	base    course // the denominator
	cuts    []cut
	marks   []mark
	// like takes the figures of an earlier line in place of running: those of
	// "id" with its groups, or of one group, "id list=code", as a total.
	like    string
	invited []int // how many were asked, wave by wave; 0 where nobody counted
}

// shape is what the level is, and so which cells a row has.
type shape int

const (
	counted  shape = iota // the count: numerator and value
	portion               // a percentage of the base: numerator and denominator
	averaged              // a mean of the base: numerator (a sum) and denominator
	amounts               // the numerator itself, beside a denominator that may be smaller
	rated                 // the value itself, with one decimal
	whole                 // the value itself, as a whole number
)

// course is how a figure moves over the periods: from one level to another on a
// straight line with random movement, or through points set by hand.
type course struct {
	from, to, noise float64
	points          []float64
}

func line(from, to, noise float64) course { return course{from: from, to: to, noise: noise} }

func steady(level float64) course { return course{from: level, to: level} }

func points(levels ...float64) course { return course{points: levels} }

func (c course) empty() bool { return c.points == nil && c.from == 0 && c.to == 0 }

// at is the level of period i of n.
func (c course) at(rng *rand.Rand, i, n int) float64 {
	if c.points != nil {
		return c.points[i]
	}
	level := c.from
	if n > 1 {
		level += (c.to - c.from) * float64(i) / float64(n-1)
	}
	if c.noise > 0 {
		level += c.noise * bounded(rng)
	}
	return level
}

// mark is something out of the ordinary in one period: in the row of a group,
// or of the headline where no group is given. A wording, and a gap without a
// group, are of all rows.
type mark struct {
	period, group string
	gap           bool   // nothing was returned
	symbol        string // in place of the figures
	provisional   bool
	note, wording string
}

// rows are all rows of a line. Those of earlier lines are in made, by id.
func (e returned) rows(w *world, made map[string][]localRow) []localRow {
	rng := w.stream("return " + e.id)
	var rows []localRow
	for i, period := range e.periods {
		head, ready := e.taken(made, period)
		if !ready {
			head = e.head(rng, i)
		}
		if len(e.invited) > i {
			head.invited = e.invited[i]
		}
		rows = append(rows, head)
		if ready && len(e.cuts) == 0 {
			rows = append(rows, e.takenGroups(made, period)...)
		}
		for _, c := range e.cuts {
			if c.last == 0 || i >= len(e.periods)-c.last {
				rows = append(rows, c.rows(rng, e, head)...)
			}
		}
	}
	return e.marked(rows)
}

// head is the headline of period i.
func (e returned) head(rng *rand.Rand, i int) localRow {
	n := len(e.periods)
	row := localRow{indicator: e.id, period: e.periods[i], numerator: -1, denominator: -1}
	base := 0
	if !e.base.empty() {
		base = round(e.base.at(rng, i, n))
		row.denominator = base
	}
	level := e.level.at(rng, i, n)
	switch e.shape {
	case counted:
		row.numerator = max(0, round(level))
		row.value = count(row.numerator)
	case portion:
		row.numerator = min(base, max(0, round(level*float64(base)/100)))
	case averaged:
		row.numerator = round(level * float64(base))
	case amounts:
		row.numerator = round(level)
	case rated:
		row.value = decimal(level, 1)
	case whole:
		row.value = count(round(level))
	}
	return row
}

// taken is the headline that a line takes from an earlier one.
func (e returned) taken(made map[string][]localRow, period string) (localRow, bool) {
	id, group, _ := strings.Cut(e.like, " ")
	for _, row := range made[id] {
		if row.period == period && row.breakdown == group {
			row.indicator, row.breakdown, row.note, row.provisional, row.symbol = e.id, "", "", false, ""
			return row, true
		}
	}
	return localRow{}, false
}

func (e returned) takenGroups(made map[string][]localRow, period string) []localRow {
	id, group, _ := strings.Cut(e.like, " ")
	var rows []localRow
	for _, row := range made[id] {
		if group == "" && row.period == period && row.breakdown != "" {
			row.indicator, row.note = e.id, ""
			rows = append(rows, row)
		}
	}
	return rows
}

// marked puts the awkward cells in.
func (e returned) marked(rows []localRow) []localRow {
	var kept []localRow
	for _, row := range rows {
		gap := false
		for _, m := range e.marks {
			if m.period != row.period {
				continue
			}
			gap = gap || m.gap && (m.group == "" || m.group == row.breakdown)
			if m.wording != "" {
				row.wording = m.wording
			}
			if m.group == row.breakdown {
				row.symbol, row.provisional, row.note = m.symbol, m.provisional, m.note
			}
		}
		if !gap {
			kept = append(kept, row)
		}
	}
	return kept
}
