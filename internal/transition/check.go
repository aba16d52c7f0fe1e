package transition

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// leastJoiners is how many joiners a fit should rest on.
const leastJoiners = 200

// mostBroken is the share of plans that may be in another state at the
// beginning of a year than at the end of the year before.
const mostBroken = 0.02

// checker looks at inputs that were read without a mistake in any row.
type checker struct {
	in   Inputs
	set  Settings
	l    *diag.List
	rows []Transition // those of the history window
	// settings by code; needs of any setting
	settings map[string]Setting
	needs    map[string]bool
}

// Check tells everything that makes inputs doubtful or useless as a whole.
// After an error in l nothing may be fitted. What a single row shows was told
// when it was read.
func Check(in Inputs, set Settings, l *diag.List) {
	c := &checker{in: in, set: set, l: l, settings: map[string]Setting{}, needs: map[string]bool{}}
	for _, t := range in.Transitions {
		if set.uses(t.Year) {
			c.rows = append(c.rows, t)
		}
	}
	for _, s := range in.Settings {
		c.settings[s.Code] = s
		for _, n := range s.Needs {
			c.needs[n] = true
		}
	}
	if len(c.rows) == 0 {
		if !l.HasErrors() {
			l.Errorf(in.Files.Transitions.pos(), "no transitions are left to fit")
		}
		return
	}
	if n := cellsNeeded(in); n > mostCells {
		l.Add(diag.Diagnostic{Pos: in.Files.Transitions.pos(), Message: "the files name too many needs and settings: " + strconv.Itoa(n) + " states",
			Expected: "at most " + strconv.Itoa(mostCells) + " states", Fix: "group the settings"})
		return
	}
	c.years()
	c.states()
	c.continuity()
	c.population()
	c.costs()
	c.rules()
}

func (c *checker) warn(pos diag.Pos, message, expected, fix string) {
	c.l.Add(diag.Diagnostic{Pos: pos, Severity: diag.Warning, Message: message, Expected: expected, Fix: fix})
}

// at is the place of a cell of a transition's first row.
func (c *checker) at(t Transition, column int) diag.Pos {
	return diag.Pos{File: c.in.Files.Transitions.Name, Line: t.line, Column: column}
}

// years looks for gaps in calendar years and school years, and for too little
// to learn from.
func (c *checker) years() {
	file := c.in.Files.Transitions.pos()
	calendar, joined := map[int]bool{}, 0
	reached, left, joinedAt, leftAt := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	low, high := highestNCY+1, lowestNCY
	for _, t := range c.rows {
		calendar[t.Year] = true
		if t.Joiner() {
			joined += t.Count
			joinedAt[t.NCY+1] = true
		} else {
			left[t.NCY] = true
			low, high = min(low, t.NCY), max(high, t.NCY)
		}
		if t.Leaver() {
			leftAt[t.NCY] = true
		} else {
			reached[t.NCY+1] = true
			low, high = min(low, t.NCY+1), max(high, t.NCY+1)
		}
	}
	years := keysOf(calendar)
	for y := years[0]; y < years[len(years)-1]; y++ {
		if !calendar[y] {
			c.warn(file, "no transitions in calendar year "+strconv.Itoa(y), "every year from the first to the last", "add the year, or begin the history after it")
		}
	}
	for ncy := low; ncy <= high; ncy++ {
		c.schoolYear(file, ncy, ncy > low && !reached[ncy], ncy < high && !left[ncy], ncy < high && !joinedAt[ncy], ncy > low && !leftAt[ncy])
	}
	if len(years) < 2 {
		c.warn(file, "there is "+several(len(years), "year")+" of transitions", "two years or more", "add earlier years: with one, no year can be told from another")
	}
	if joined < leastJoiners {
		c.warn(file, "there are "+several(joined, "joiner")+" in all", strconv.Itoa(leastJoiners)+" or more", "add earlier years; ranges will be wide")
	}
}

func (c *checker) schoolYear(file diag.Pos, ncy int, unreached, unleft, unjoined, unceased bool) {
	n := strconv.Itoa(ncy)
	if unreached {
		c.warn(file, "no transitions to academic year "+n, "plans in every school year between the lowest and the highest", "look whether a school year was left out when the file was made")
	}
	if unleft {
		c.warn(file, "no transitions from academic year "+n, "plans in every school year between the lowest and the highest", "look whether a school year was left out when the file was made")
	}
	if unjoined {
		c.warn(file, "no joiners in academic year "+n, "", "nobody will be projected to join there")
	}
	if unceased {
		c.warn(file, "no leavers from academic year "+n, "", "few will be projected to leave there")
	}
}

func keysOf(set map[int]bool) []int {
	var out []int
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// states compares the data with the valid states. A setting or need that they
// do not know is an error, a school year outside its setting's range a warning
// that counts rows and plans.
func (c *checker) states() {
	type odd struct {
		first       Transition
		column      int
		rows, plans int
	}
	invalid := map[string]*odd{}
	var order []string
	side := func(t Transition, ncy int, need, setting string, needColumn, settingColumn int) {
		if setting == NonSend {
			return
		}
		v, known := c.settings[setting]
		switch {
		case !known:
			c.unknown(c.at(t, settingColumn), "setting", setting, slices.Sorted(maps.Keys(c.settings)))
			return
		case !c.needs[need]:
			c.unknown(c.at(t, needColumn), "need", need, slices.Sorted(maps.Keys(c.needs)))
			return
		case ncy >= v.Min && ncy <= v.Max:
			return
		}
		key := fmt.Sprintf("academic year %d in setting %q is outside its range %d to %d", ncy, setting, v.Min, v.Max)
		if invalid[key] == nil {
			invalid[key] = &odd{first: t, column: settingColumn}
			order = append(order, key)
		}
		invalid[key].rows += t.Rows
		invalid[key].plans += t.Count
	}
	for _, t := range c.rows {
		side(t, t.NCY, t.Need1, t.Setting1, t.need1, t.set1)
		side(t, t.NCY+1, t.Need2, t.Setting2, t.n2, t.s2)
	}
	for _, key := range order {
		o := invalid[key]
		c.warn(c.at(o.first, o.column), key+": "+several(o.rows, "row")+", "+several(o.plans, "plan"), "", "widen the range in the valid states, or correct the data")
	}
	for _, s := range c.in.Settings {
		for _, to := range s.Reach {
			if _, known := c.settings[to]; !known {
				c.warn(s.pos, "setting "+strconv.Quote(s.Code)+" leads to "+strconv.Quote(to)+", which has no row of its own", "", "add a row for it, or take it out of the list")
			}
		}
	}
}

func (c *checker) unknown(pos diag.Pos, what, code string, known []string) {
	fix := "add it to the valid states"
	if near := diag.Nearest(code, known); near != "" {
		fix = "did you mean " + strconv.Quote(near) + "? If not, add it to the valid states"
	}
	c.l.Add(diag.Diagnostic{Pos: pos, Message: what + " " + strconv.Quote(code) + " is not in the valid states", Expected: "one of " + strings.Join(known, ", "), Fix: fix})
}

// continuity compares the plans at the end of each transition year with those
// at the beginning of the next, state by state: a wrong join of two censuses
// shows here and nowhere else.
func (c *checker) continuity() {
	type state struct {
		ncy           int
		need, setting string
	}
	ends, begins, total, first := map[int]map[state]int{}, map[int]map[state]int{}, map[int]int{}, map[int]Transition{}
	put := func(m map[int]map[state]int, year int, s state, n int) {
		if m[year] == nil {
			m[year] = map[state]int{}
		}
		m[year][s] += n
	}
	for _, t := range c.rows {
		if _, seen := first[t.Year]; !seen || t.line < first[t.Year].line {
			first[t.Year] = t
		}
		if !t.Leaver() {
			put(ends, t.Year+1, state{t.NCY + 1, t.Need2, t.Setting2}, t.Count)
		}
		if !t.Joiner() {
			put(begins, t.Year, state{t.NCY, t.Need1, t.Setting1}, t.Count)
			total[t.Year] += t.Count
		}
	}
	for _, y := range slices.Sorted(maps.Keys(first)) {
		t := first[y]
		if ends[y] == nil || begins[y] == nil {
			continue
		}
		before, apart := 0, 0
		for s, n := range ends[y] {
			before += n
			apart += abs(n - begins[y][s])
		}
		for s, n := range begins[y] {
			if _, both := ends[y][s]; !both {
				apart += n
			}
		}
		if apart > 0 {
			c.tellBroken(t, y, before, total[y], apart)
		}
	}
}

func (c *checker) tellBroken(t Transition, year, before, after, apart int) {
	d := diag.Diagnostic{Pos: c.at(t, 1), Severity: diag.Warning,
		Message: fmt.Sprintf("January %d has %d plans at the end of one year and %d at the beginning of the next; states differ by %d in all (%.1f%%)",
			year, before, after, apart, 100*float64(apart)/float64(max(1, after))),
		Expected: "the same plans in the same states, since it is the same census", Fix: "join the censuses again by the same person identifier and the same codes"}
	if float64(apart) > mostBroken*float64(after) && !c.set.WarnOnly {
		d.Severity = diag.Error
	}
	c.l.Add(d)
}

func abs(n int) int { return max(n, -n) }
