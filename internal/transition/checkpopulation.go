package transition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// population checks that joining rates and projected joiners have residents to
// rest on.
func (c *checker) population() {
	file := c.in.Population.file.pos()
	m := map[int]bool{}
	low, high := highestNCY, lowestNCY
	for _, s := range c.in.Settings {
		low, high = min(low, s.Min), max(high, min(s.Max, c.set.TopNCY))
	}
	joined := map[[2]int]Transition{}
	for _, t := range c.rows {
		m[t.Year] = true
		if t.Joiner() {
			key := [2]int{t.Year, t.NCY + 1}
			sum := joined[key]
			if sum.Count == 0 {
				sum = t
				sum.Count = 0
			}
			sum.Count += t.Count
			joined[key] = sum
		}
	}
	years := keysOf(m)
	seed := years[len(years)-1] + 1
	c.horizon(file, seed)
	census := map[int]bool{}
	for _, y := range years {
		at := y
		if c.set.AtArrival {
			at++
		}
		census[at] = true
		for ncy := low; ncy <= high; ncy++ {
			p, _ := c.in.Population.At(at, ncy)
			if t := joined[[2]int{y, ncy}]; t.Count > 0 && float64(t.Count) > p && has(c.in.Population, at, ncy) {
				c.l.Add(diag.Diagnostic{Pos: c.at(t, t.n2), Message: fmt.Sprintf("%d joined academic year %d in calendar year %d, more than its population of %v", t.Count, ncy, y, p),
					Expected: "fewer joiners than residents", Fix: "check the population of January " + strconv.Itoa(at)})
			}
		}
	}
	for y := seed + 1; y <= min(c.last(), c.in.Population.Last()); y++ {
		census[y] = true
	}
	for _, y := range keysOf(census) {
		c.missing(file, y, low, high, c.set.WarnOnly && y > seed)
	}
}

func has(p Population, year, ncy int) bool {
	_, ok := p.At(year, ncy)
	return ok
}

// missing tells which school years of a census have no population, in one
// message.
func (c *checker) missing(file diag.Pos, year, low, high int, warn bool) {
	var none []string
	for ncy := low; ncy <= high; ncy++ {
		if !has(c.in.Population, year, ncy) {
			none = append(none, strconv.Itoa(ncy))
		}
	}
	if len(none) > 0 {
		severity := diag.Error
		if warn {
			severity = diag.Warning
		}
		c.l.Add(diag.Diagnostic{Pos: file, Severity: severity, Message: "no population for calendar year " + strconv.Itoa(year) + ", academic year " + strings.Join(none, ", "),
			Expected: "a row for every census year and every school year of the valid states", Fix: "add the rows: mid-year figures of the year before, a school year being age less 4"})
	}
}

// last is the last year to project.
func (c *checker) last() int {
	if c.set.Horizon != 0 {
		return c.set.Horizon
	}
	return c.in.Population.Last()
}

func (c *checker) horizon(file diag.Pos, seed int) {
	last := c.in.Population.Last()
	switch {
	case c.set.Horizon > last:
		c.l.Add(diag.Diagnostic{Pos: file, Message: "the population ends in " + strconv.Itoa(last) + ", before the last year to project, " + strconv.Itoa(c.set.Horizon),
			Expected: "one row a year to the last year wanted", Fix: "add the years, or ask for fewer"})
	case c.last() <= seed:
		c.l.Add(diag.Diagnostic{Pos: file, Message: "nothing can be projected: plans are known to January " + strconv.Itoa(seed) + " and the last year is " + strconv.Itoa(c.last()),
			Expected: "population for later years", Fix: "add the years"})
	case c.set.Horizon-seed > mostYears:
		c.l.Errorf(file, "%d years ahead are more than the %d that can be projected", c.set.Horizon-seed, mostYears)
	}
}
