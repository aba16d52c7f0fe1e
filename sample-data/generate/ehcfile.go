package main

import (
	"math/rand/v2"
	"strconv"
)

// ehcFile is a file of the EHC plans publication that holds counts alone.
type ehcFile struct {
	name    string // below ees/ehc_plans
	all     string // how the file names the row of all
	columns []string
	years   []int
	january bool // counted in January of the year, not over the calendar year
	// counts is every area's numbers by column, and by group and column; nil
	// for a return that was not published.
	counts func(year int) []tally
	// groups are written beside the row of all, for Wexmoor, regions and England.
	groups func(year int) []group
	// symbol is what stands in place of a count; blank where the count does.
	symbol func(p placed, g group, column string, year int) string
}

// planTables are the files of the EHC plans publication that hold counts alone.
func (w *world) planTables() []*table {
	files := []ehcFile{w.assessmentsFile(), w.newPlansFile(), w.newNeedsFile(), w.ceasedFile(), w.budgetsFile(), w.residentialFile(), w.workBasedFile()}
	var tables []*table
	for _, f := range append(files, w.reviewFiles()...) {
		tables = append(tables, w.ehcTable(f))
	}
	return tables
}

// ehcTable writes the file. An area without counts has x in every column.
func (w *world) ehcTable(f ehcFile) *table {
	t := &table{path: "ees/ehc_plans/" + f.name + ".csv", bom: true, crlf: true,
		header: append(append([]string{}, eesLocation...), f.columns...)}
	for _, year := range f.years {
		counts := f.counts(year)
		for _, p := range w.rollUp(w.on(f.day(year)), func(a *area) tally { return counts[a.index] }) {
			f.add(t, p, group{"", f.all, f.all}, year)
			if f.groups == nil || p.area != nil && !p.area.detailed() {
				continue
			}
			for _, g := range f.groups(year) {
				f.add(t, p, g, year)
			}
		}
	}
	return t
}

func (f ehcFile) day(year int) int {
	if f.january {
		return january(year)
	}
	return year*10000 + 630
}

func (f ehcFile) add(t *table, p placed, g group, year int) {
	r := p.record()
	r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Calendar year"
	if f.january {
		r["time_period"], r["time_identifier"] = academic(year), "Academic year"
	}
	r["breakdown_topic"], r["breakdown"] = g.topic, g.label
	r.all("x", f.columns)
	if p.counts == nil {
		t.add(r)
		return
	}
	for _, column := range f.columns {
		r[column] = count(p.counts[g.prefix+column])
		if f.symbol != nil {
			if symbol := f.symbol(p, g, column, year); symbol != "" {
				r[column] = symbol
			}
		}
	}
	t.add(r)
}

// areaCounts makes a tally for each area that exists on a day, each with the
// same stream of random numbers whoever else exists.
func (w *world) areaCounts(day int, stream string, of func(rng *rand.Rand, a *area) tally) []tally {
	counts := make([]tally, len(w.areas))
	for _, a := range w.on(day) {
		counts[a.index] = of(w.stream(stream+a.name+strconv.Itoa(day/10000)), a)
	}
	return counts
}

// split divides counts of a tally among groups. The first column follows the
// weights of the groups; each further column is a part of the one before it, in
// each group too, and follows the leans.
func (t tally) split(rng *rand.Rand, groups []group, weights, leans []float64, columns ...string) {
	sizes := share(t[columns[0]], vary(rng, weights, 0.05))
	for n, column := range columns {
		if n > 0 {
			tilted := make([]float64, len(sizes))
			for i, size := range sizes {
				tilted[i] = float64(size) * leans[i]
			}
			sizes = fitted(share(t[column], vary(rng, tilted, 0.01)), sizes)
		}
		for i, g := range groups {
			t[g.prefix+column] = sizes[i]
		}
	}
}

// fitted moves what does not fit into a group to the next ones that have room.
func fitted(parts, sizes []int) []int {
	over := 0
	for i := range parts {
		if extra := parts[i] - sizes[i]; extra > 0 {
			parts[i], over = sizes[i], over+extra
		}
	}
	for i := range parts {
		more := min(over, sizes[i]-parts[i])
		parts[i], over = parts[i]+more, over-more
	}
	return parts
}

// fewIn reports whether a group's count must be hidden: from one to five, or
// the smallest of the others where one alone is so and would follow from the
// rest.
func (t tally) fewIn(groups []group, column, prefix string) bool {
	few, next := 0, ""
	for _, g := range groups {
		switch n := t[g.prefix+column]; {
		case n > 0 && n < 6:
			few++
		case n >= 6 && (next == "" || n < t[next+column]):
			next = g.prefix
		}
	}
	n := t[prefix+column]
	return n > 0 && n < 6 || few == 1 && prefix == next
}

// level is a share of a count, in percent.
func level(of int, percentage float64) int { return round(float64(of) * percentage / 100) }

// even is a lean of 1 for each of n groups.
func even(n int) []float64 {
	leans := make([]float64, n)
	for i := range leans {
		leans[i] = 1
	}
	return leans
}
