package disclose

import (
	"slices"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/protect"
)

// printedCount is one count wherever it is printed: in how many results, as whichever
// part of them.
type printedCount struct {
	value  int64
	owners []owner
}

// printedCounts are the counts that are known by where they were read, in the
// order in which they are met. The number counted in one indicator may be the
// base of another, so that all parts are looked at together.
func (j *joint) printedCounts() []*printedCount {
	at := map[string]*printedCount{}
	var out []*printedCount
	for p := counted; p < sides; p++ {
		for _, s := range j.all {
			if s.class.RoundTo > 0 {
				continue // what is printed rounded is not the count itself
			}
			for n := range s.results {
				v, ok := s.count(n, p)
				if level := j.reg.Area(s.results[n].Area).Level; !ok || level == dataset.LevelRegion || level == dataset.LevelEngland {
					continue
				}
				id := j.id(s, n, p)
				if at[id] == nil {
					at[id] = &printedCount{value: v}
					out = append(out, at[id])
				}
				at[id].owners = append(at[id].owners, owner{s, n})
			}
		}
	}
	return slices.DeleteFunc(out, func(c *printedCount) bool { return len(c.owners) < 2 })
}

// spread hides a count in every result that prints it once one of them hides
// it: what is shown in one place is hidden in none. A zero may stay, since it is
// nobody. It returns how many results it hid.
func (j *joint) spread(counts []*printedCount) (hidden int) {
	for again := true; again; {
		again = false
		for _, c := range counts {
			if c.value == 0 || !slices.ContainsFunc(c.owners, func(o owner) bool { return o.s.hidden[o.n] }) {
				continue
			}
			for _, o := range c.owners {
				if !o.s.hidden[o.n] {
					o.s.hide(o.n)
					o.s.report.Secondary++
					hidden, again = hidden+1, true
				}
			}
		}
	}
	return hidden
}

// onlyWhole leaves out results that share a count with one that stays hidden: a
// count is shown everywhere or nowhere.
func (j *joint) onlyWhole(again map[owner]bool, counts []*printedCount) {
	for before := -1; before != len(again); {
		before = len(again)
		for _, c := range counts {
			if c.value == 0 || !slices.ContainsFunc(c.owners, func(o owner) bool { return o.s.hidden[o.n] && !again[o] }) {
				continue
			}
			for _, o := range c.owners {
				delete(again, o)
			}
		}
	}
}

// shared adds one more result that prints a cell of the system.
func (s *suppressor) shared(c *protect.Cell, n int) {
	switch {
	case s.hidden[n] != c.Hidden && c.Value == 0 && !c.Unknown && !s.class.HideZero:
		c.Hidden, c.Primary, c.Fixed = false, false, true // a zero that one of them shows
	case s.hidden[n]:
		c.Hidden, c.Fixed = true, false
		c.Primary = c.Primary || s.primaries[n]
	}
}
