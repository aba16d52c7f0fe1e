package protect

import (
	"context"
	"fmt"
)

// complete gives the cells without a known value figures that fit all
// equations, so that they can be treated like the others. Which figures does
// not matter: what is asked of a pattern is that there are others.
func (s *system) complete(ctx context.Context) error {
	unknown := make([]int, len(s.cells)) // the column of each, plus one
	t := &table{}
	for c := range s.cells {
		if x := &s.cells[c]; x.Unknown {
			x.Value = x.least()
			unknown[c] = 1 + t.addColumn(0, unlimited, false, 0, weight{})
			t.cells = append(t.cells, c)
		}
	}
	if len(t.cells) == 0 {
		return nil
	}
	var short []shortfall
	for n := range s.equations {
		e := &s.equations[n]
		var row []term
		for _, x := range e.terms {
			if u := unknown[x.cell]; u > 0 {
				row = append(row, term{u - 1, x.factor})
			}
		}
		if row == nil {
			continue
		}
		sum, ok := s.sum(e)
		if !ok {
			return s.contradiction(e)
		}
		slack := t.addColumn(max(0, sum-e.lower), max(0, e.upper-sum), false, 0, weight{})
		t.rows = append(t.rows, append(row, term{slack, -1}))
		if sum < e.lower {
			short = append(short, shortfall{e, slack, 1, e.lower - sum})
		} else if sum > e.upper {
			short = append(short, shortfall{e, slack, -1, sum - e.upper})
		}
	}
	t.finish()
	for _, f := range short {
		if err := s.makeUp(ctx, t, f); err != nil {
			return err
		}
	}
	return nil
}

// maxShifts bounds the changes made for one equation.
const maxShifts = 20_000

// shortfall is how far the sum of an equation is from its bounds while the
// unknown cells have their least values.
type shortfall struct {
	equation  *equation
	slack     int
	direction int64
	distance  int64
}

// makeUp moves unknown cells until the equation holds. Slacks of equations
// that do not hold yet may move towards their bounds only, so that in a
// network a way is found whenever there is one.
func (s *system) makeUp(ctx context.Context, t *table, f shortfall) error {
	all := t.shown()
	for range maxShifts {
		// Routes for others may have brought this slack nearer already.
		done := t.up[f.slack]
		if f.direction > 0 {
			done = t.down[f.slack]
		}
		if done >= f.distance || ctx.Err() != nil {
			break
		}
		route, ok := t.finder.find(f.slack, f.direction, all, false)
		if !ok || !t.holds(route) {
			return s.contradiction(f.equation)
		}
		s.shift(t, route, t.times(route, f.slack, f.distance-done))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// From here on it has to hold.
	room := &t.up[f.slack]
	if f.direction > 0 {
		room = &t.down[f.slack]
	}
	if *room -= f.distance; *room < 0 {
		return s.contradiction(f.equation)
	}
	return nil
}

// times is how often a change can be repeated until the slack has moved far
// enough or a cell meets a bound, at least once.
func (t *table) times(route []step, slack int, distance int64) int64 {
	by := distance
	for _, x := range route {
		room := t.up[x.cell]
		if x.delta < 0 {
			room = t.down[x.cell]
		}
		if x.cell == slack {
			room = min(room, distance)
		}
		by = min(by, room/abs(x.delta))
	}
	return max(by, 1)
}

func (s *system) shift(t *table, route []step, by int64) {
	for _, x := range route {
		d := x.delta * by
		t.down[x.cell] += d
		t.up[x.cell] -= d
		if x.cell < len(t.cells) {
			s.cells[t.cells[x.cell]].Value += d
		}
	}
}

func (s *system) contradiction(e *equation) error {
	return fmt.Errorf("protect: no figures for the hidden cells fit the equation %s", e.name(s.id(e.total)))
}
