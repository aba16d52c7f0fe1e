// Package protect chooses which further cells of a release must be hidden so
// that the small ones cannot be worked out again: secondary suppression over
// one joint system of linear equations between counts (statistics note 14.2).
//
// A reader is taken to know every published cell, every equation, that counts
// are whole and that a hidden one is at least 1, or at least 0 where zeros are
// hidden too. For such a reader every protected cell must have more than one
// possible value, and the hidden parts of a published total must together
// reach the threshold. The reader is not taken to know which of the hidden
// cells were small, nor to reason backwards from how this package chooses.
//
// A system falls into tables that share no cell that could be hidden. In each
// the smallest safe pattern is searched for: constructed by cheapest closed
// routes, pruned, and in tables of moderate size proved to be the smallest or
// replaced by it. Safety never rests on the search: each protected cell ends
// with a second set of whole numbers that fits all that is published, and that
// set is put back into the equations as they were given.
package protect

import (
	"context"
	"slices"
)

// Cell is one count of a release, wherever and however often it is printed.
type Cell struct {
	// ID names the cell; equal choices are settled by the order of ids.
	ID    string
	Value int64
	// Unknown: the figure was supplied as hidden and its value is not known.
	Unknown bool
	// Primary: hidden, and must not become known.
	Primary bool
	// Hidden: not shown for another reason, such as an earlier release.
	Hidden bool
	// HideZero: zeros of this kind are hidden too, so that a hidden cell may
	// be 0 in the eyes of a reader. Otherwise it is at least 1.
	HideZero bool
	// Fixed: published whatever happens.
	Fixed bool
	// Last: hidden only if nothing else works. So is, without being marked,
	// every total that is a part of no other.
	Last bool
	// Cost is what hiding loses, after the number of cells; 0 stands for Value.
	Cost int64
}

// Term is a cell times a whole number.
type Term struct {
	Cell   string
	Factor int64
}

// Equation says that the sum of its terms lies between two bounds, which are
// equal for an exact equation and apart where a rounded figure is published.
type Equation struct {
	Terms        []Term
	Lower, Upper int64
	// Total is the term that is the sum of the others; it may be empty. Unless
	// it is hidden, the hidden other cells must reach Threshold together if
	// one of them is primary.
	Total     string
	Threshold int64
}

// Sum is the equation of a published total and its parts.
func Sum(total string, threshold int64, parts ...string) Equation {
	e := Equation{Terms: []Term{{total, 1}}, Total: total, Threshold: threshold}
	for _, p := range parts {
		e.Terms = append(e.Terms, Term{p, -1})
	}
	return e
}

// System is everything that readers who can compare notes may see.
type System struct {
	Cells     []Cell
	Equations []Equation
}

// Pattern says what to hide. Neither list contains or implies a value.
type Pattern struct {
	// Secondary are the further cells to hide, in order of their ids.
	Secondary []string
	// Exposed are the primary cells that no pattern protects, because too much
	// is fixed: their tables must not be published as they are. All other
	// primary cells are protected by Secondary nonetheless.
	Exposed []string
	// Tables is the number of separate tables with something to protect,
	// Smallest how many of them are known to have no better pattern: fewest
	// grand totals, then fewest cells, then least cost.
	Tables, Smallest int
	// Equations is the number of different equations that were proved on.
	Equations int
}

// Protect chooses the pattern. The same cells and equations give the same
// pattern in whatever order they come. An error means a malformed system,
// values that contradict their equations, or that ctx ended; it names cells
// and never a value.
func Protect(ctx context.Context, s System) (Pattern, error) {
	sys, err := newSystem(s)
	if err != nil {
		return Pattern{}, err
	}
	if err := sys.complete(ctx); err != nil {
		return Pattern{}, err
	}
	results, err := sys.solveAll(ctx)
	if err != nil {
		return Pattern{}, err
	}
	if err := sys.prove(results); err != nil {
		return Pattern{}, err
	}
	return sys.pattern(results), nil
}

// solveAll solves the tables, first with every grand total published. Where
// that leaves a cell exposed, the grand totals beside its table may be hidden
// too, which may join it with other tables.
func (s *system) solveAll(ctx context.Context) ([]*solution, error) {
	open := make([]bool, len(s.cells))
	for c := range s.cells {
		open[c] = s.mayHide(c) && !s.last[c]
	}
	solved := map[int]*solution{}
	for {
		var all []*solution
		widened := false
		for _, t := range s.tables(open) {
			r := solved[t.cells[0]]
			if r == nil || !slices.Equal(r.table.cells, t.cells) {
				t.findLost()
				if len(t.lost) > 0 && s.widen(t, open) {
					widened = true
					continue
				}
				if widened {
					continue // it may yet be joined with another
				}
				var err error
				if r, err = t.solve(ctx); err != nil {
					return nil, err
				}
				solved[t.cells[0]] = r
			}
			all = append(all, r)
		}
		if !widened {
			return all, ctx.Err()
		}
	}
}

// widen opens the grand totals in the equations of a table.
func (s *system) widen(t *table, open []bool) bool {
	any := false
	for _, e := range t.equations {
		for _, term := range s.equations[e].terms {
			if c := term.cell; s.last[c] && !open[c] && s.mayHide(c) {
				open[c], any = true, true
			}
		}
	}
	return any
}

func (s *system) pattern(results []*solution) Pattern {
	p := Pattern{Tables: len(results), Equations: len(s.equations)}
	for _, r := range results {
		for _, c := range r.secondary {
			p.Secondary = append(p.Secondary, s.cells[c].ID)
		}
		for _, c := range r.table.lost {
			p.Exposed = append(p.Exposed, s.cells[c].ID)
		}
		if r.smallest {
			p.Smallest++
		}
	}
	slices.Sort(p.Secondary)
	slices.Sort(p.Exposed)
	p.Exposed = slices.Compact(p.Exposed)
	return p
}
