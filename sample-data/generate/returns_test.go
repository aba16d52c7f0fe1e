package main

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// agencies are the returns of the committed files, drawn once for all tests.
var agencies = sync.OnceValue(func() []agencyReturn { return newWorld(defaultSeed).agencyReturns() })

// localRows is the rows of all agencies' files.
func localRows(t *testing.T) []map[string]string {
	t.Helper()
	var rows []map[string]string
	for _, r := range agencies() {
		rows = append(rows, sheet(t, "local-returns/wexmoor-"+r.agency+".csv")...)
	}
	return rows
}

// cell is one row's figures.
type cell struct{ numerator, denominator int }

// figures are the rows by indicator, area, period and breakdown; those with a
// symbol are left out.
func figures(t *testing.T) map[string]cell {
	t.Helper()
	found := map[string]cell{}
	for _, row := range localRows(t) {
		n, known := number(row["numerator"])
		d, _ := number(row["denominator"])
		if known {
			found[strings.Join([]string{row["indicator"], row["area"], row["period"], row["breakdown"]}, "|")] = cell{n, d}
		}
	}
	return found
}

// dividing are the lists whose groups make up the headline, by indicator: those
// that the tables say, and those of the series set one by one.
func dividing() []string {
	pairs := []string{"health-advice-6-weeks|profession", "kpi-parent-carer-confidence|phase", "review-listened-to|respondent",
		"sen-pupils-by-school-type|phase", "sen-pupils-by-school-type|provision", "pop-small-area|provision"}
	for _, k := range schoolKinds {
		pairs = append(pairs, k.indicator+"|need", k.indicator+"|provision")
	}
	for _, r := range agencies() {
		for _, e := range r.table {
			for _, c := range e.cuts {
				if c.how == addsUp {
					pairs = append(pairs, e.id+"|"+c.list)
				}
			}
		}
	}
	return pairs
}

func TestGroupsThatDivideAHeadlineAddUpToIt(t *testing.T) {
	all, sums, checked := figures(t), map[string]cell{}, map[string]bool{}
	dividing := dividing()
	for key, c := range all {
		parts := strings.Split(key, "|")
		if list, _, grouped := strings.Cut(parts[3], "="); grouped && slices.Contains(dividing, parts[0]+"|"+list) {
			total := strings.Join(parts[:3], "|") + "|" + list
			sums[total] = cell{sums[total].numerator + c.numerator, sums[total].denominator + c.denominator}
		}
	}
	for key, sum := range sums {
		parts := strings.Split(key, "|")
		checked[parts[0]+"|"+parts[3]] = true
		if whole := all[strings.Join(parts[:3], "|")+"|"]; sum != whole {
			t.Errorf("%s: parts %v, whole %v", key, sum, whole)
		}
	}
	for _, pair := range dividing {
		if !checked[pair] {
			t.Errorf("%s: no rows", pair)
		}
	}
}

func TestAnswersAddUpToTheBase(t *testing.T) {
	all, sums := figures(t), map[string]int{}
	for key, c := range all {
		if head, _, isAnswer := strings.Cut(key, "answer="); isAnswer {
			sums[head] += c.numerator
		}
	}
	if len(sums) < 20 {
		t.Fatalf("only %d waves have answers", len(sums))
	}
	for head, sum := range sums {
		if sum != all[head].denominator {
			t.Errorf("%s: answers %d, base %d", head, sum, all[head].denominator)
		}
	}
}

// Sums of scores and of pounds may be larger than the number of people.
func TestNoPartIsLargerThanItsBase(t *testing.T) {
	sums := []string{"ks4-att8-cla-sen", "family-resilience", "dsg-high-needs-variance", "transport-cost"}
	checked := 0
	for key, c := range figures(t) {
		id, _, _ := strings.Cut(key, "|")
		if c.denominator == 0 || slices.Contains(sums, id) {
			continue
		}
		checked++
		if c.numerator > c.denominator || c.numerator < 0 {
			t.Errorf("%s: %d of %d", key, c.numerator, c.denominator)
		}
	}
	if checked < 1000 {
		t.Errorf("only %d rows checked", checked)
	}
}

// Figures that stand in a published file too are the same there.
func TestReturnsAgreeWithThePublishedFiles(t *testing.T) {
	published := func(path, period, column string, where map[string]string) int {
		for _, row := range sheet(t, path) {
			matches := row["la_name"] == ownArea && row["time_period"] == period
			for name, want := range where {
				matches = matches && row[name] == want
			}
			if n, ok := number(row[column]); ok && matches {
				return n
			}
		}
		t.Fatalf("%s: nothing for %s", path, period)
		return 0
	}
	const caseload, inNeed = "ees/ehc_plans/caseload.csv", "ees/children_in_need/b1_children_in_need.csv"
	all := figures(t)
	for _, c := range []struct {
		key  string
		base bool
		want int
	}{
		{"pl-out-of-area|X06000961|January 2025|", true, published(caseload, "202425", "ehcplans", nil)},
		{"pl-stability|X06000961|January 2026|", true, published(caseload, "202526", "ehcplans", nil)},
		{"pl-mainstream-to-special|X06000961|January 2026|", true, published(caseload, "202425", "mainstream_total", nil)},
		{"cin-primary-need|X06000961|31 March 2024|", false, published(inNeed, "2024", "At31_episodes", nil)},
		{"cin-primary-need|X06000961|31 March 2025|", false, published(inNeed, "2025", "At31_episodes", nil)},
	} {
		got, ok := all[c.key]
		n := got.numerator
		if c.base {
			n = got.denominator
		}
		if !ok || n != c.want {
			t.Errorf("%s: %d, published %d", c.key, n, c.want)
		}
	}
}

// Two returns that speak of the same people give the same number.
func TestReturnsAgreeWithOneAnother(t *testing.T) {
	all := figures(t)
	same := func(one, other string, of func(cell) int) int {
		checked := 0
		for key, c := range all {
			id, rest, _ := strings.Cut(key, "|")
			name, group, _ := strings.Cut(other, " ")
			if id != one || !strings.HasSuffix(rest, "|") {
				continue
			}
			if d, ok := all[name+"|"+rest+group]; ok {
				checked++
				if of(c) != of(d) {
					t.Errorf("%s: %v, %s: %v", key, c, other, d)
				}
			}
		}
		return checked
	}
	part, base := func(c cell) int { return c.numerator }, func(c cell) int { return c.denominator }
	for _, c := range []struct {
		one, other string
		of         func(cell) int
		atLeast    int
	}{
		{"idn-hv-notifications", "idn-nhs-notifications notifiedBy=health-visitor", part, 8},
		{"part-time-timetable-share", "part-time-timetable", part, 24},
		{"lda-inpatients-setting", "lda-inpatients-profile", part, 24},
		{"phb-per-100k", "phb-trajectory", part, 9},
		{"family-resilience-share", "family-resilience", base, 2},
		{"asc-context", "kpi-own-home-family", base, 5},
		{"pl-stability", "pl-out-of-area", base, 24},
	} {
		if n := same(c.one, c.other, c.of); n < c.atLeast {
			t.Errorf("%s and %s share %d periods, want %d", c.one, c.other, n, c.atLeast)
		}
	}
}

// A year's deficit is the one before it and the overspend of the year.
func TestDeficitGrowsByTheOverspend(t *testing.T) {
	overspend, deficit := map[string]int{}, map[string]int{}
	for _, row := range sheet(t, "local-returns/wexmoor-finance.csv") {
		switch row["indicator"] {
		case "dsg-high-needs-variance":
			spent, _ := number(row["numerator"])
			budget, _ := number(row["denominator"])
			overspend[row["period"]] = spent - budget
		case "dsg-high-needs-variance-cumulative":
			deficit[row["period"]], _ = number(row["value"])
		}
	}
	for year := 2022; year <= 2025; year++ {
		now, before := financialYear(year), financialYear(year-1)
		if deficit[now] == 0 || deficit[now] != deficit[before]+overspend[now] {
			t.Errorf("%s: deficit %d after %d and an overspend of %d", now, deficit[now], deficit[before], overspend[now])
		}
	}
}

func TestPeriodsAreInOrderAndEndWhereTheyShould(t *testing.T) {
	for _, c := range []struct {
		name        string
		periods     []string
		n           int
		first, last string
	}{
		{"months", months, 24, "July 2024", "June 2026"},
		{"quarters", quarters, 9, "Q1 2024-25", "Q1 2026-27"},
		{"school years", schoolYears(2021), 4, "2021/22", "2024/25"},
		{"school years from the turn of a century", labels(1999, 1, func(y int) string { return pair(y, "/") }), 1, "1999/00", "1999/00"},
		{"financial years", financialYears, 5, "2021-22", "2025-26"},
		{"calendar years", calendarYears(2026), 5, "2022", "2026"},
		{"days", days("31 March", 3, 2026), 3, "31 March 2024", "31 March 2026"},
		{"months before the others", labels(-22, 24, month), 24, "September 2022", "August 2024"},
	} {
		if len(c.periods) != c.n || c.periods[0] != c.first || c.periods[c.n-1] != c.last {
			t.Errorf("%s: %v", c.name, c.periods)
		}
	}
}

// Every line of the tables has a row for each of its periods, but for gaps.
func TestEveryPeriodIsReturned(t *testing.T) {
	heads := map[string]int{}
	for _, row := range localRows(t) {
		if row["breakdown"] == "" {
			heads[row["indicator"]]++
		}
	}
	for _, r := range agencies() {
		for _, e := range r.table {
			want := len(e.periods)
			for _, m := range e.marks {
				if m.gap {
					want--
				}
			}
			if heads[e.id] != want {
				t.Errorf("%s: %s headlines, want %d", e.id, strconv.Itoa(heads[e.id]), want)
			}
		}
	}
}
