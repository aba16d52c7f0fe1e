package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// Span is when a period begins and ends, as yyyymmdd.
type Span struct{ Start, End int }

// Calendar is the span of every period by indicator and label.
type Calendar map[string]map[string]Span

// Choose keeps the records that the question asks for, in their order: rows of
// one area, rising in time within each indicator and group. A group or period
// that no record has at all is an error; one that only some indicators lack is
// not.
func (q *Question) Choose(records []document.Record, calendar Calendar) ([]document.Record, error) {
	groups, err := q.groups(records)
	if err != nil {
		return nil, err
	}
	var out []document.Record
	for _, r := range records {
		if groups(r.Breakdown) {
			out = append(out, r)
		}
	}
	return q.periods(out, calendar)
}

// groups is the choice of breakdowns as a test.
func (q *Question) groups(records []document.Record) (func(string) bool, error) {
	if len(q.Breakdowns) == 0 {
		return func(b string) bool { return b == "" }, nil
	}
	var wants []func(string) bool
	for _, w := range q.Breakdowns {
		test := group(w)
		if !slices.ContainsFunc(records, func(r document.Record) bool { return test(r.Breakdown) }) && len(records) > 0 {
			return nil, unknown("breakdown", w, groupNames(records))
		}
		wants = append(wants, test)
	}
	return func(b string) bool {
		return slices.ContainsFunc(wants, func(t func(string) bool) bool { return t(b) })
	}, nil
}

func group(w string) func(string) bool {
	switch {
	case w == "all":
		return func(string) bool { return true }
	case w == "headline" || w == "":
		return func(b string) bool { return b == "" }
	case strings.Contains(w, "="):
		want := sorted(w)
		return func(b string) bool { return b == want }
	}
	want := sorted(w)
	return func(b string) bool { return b != "" && keys(b) == want }
}

// sorted puts pairs or keys in the order of results.csv.
func sorted(w string) string {
	parts := strings.Split(w, ";")
	for n := range parts {
		parts[n] = strings.TrimSpace(parts[n])
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}

// keys are the keys of a breakdown: "need=ASD;sex=male" gives "need;sex".
func keys(b string) string {
	parts := strings.Split(b, ";")
	for n, p := range parts {
		parts[n], _, _ = strings.Cut(p, "=")
	}
	return strings.Join(parts, ";")
}

func groupNames(records []document.Record) []string {
	var out []string
	for _, r := range records {
		if r.Breakdown != "" {
			out = append(out, keys(r.Breakdown), r.Breakdown)
		}
	}
	return append(out, "all")
}

func (q *Question) periods(records []document.Record, calendar Calendar) ([]document.Record, error) {
	switch from, to, ranged := strings.Cut(q.Periods, ".."); {
	case q.Periods == "" || q.Periods == "latest":
		return latest(records), nil
	case q.Periods == "all":
		return records, nil
	case ranged:
		return between(records, calendar, from, to)
	}
	var out []document.Record
	for _, r := range records {
		if r.Period == q.Periods {
			out = append(out, r)
		}
	}
	if len(out) == 0 && len(records) > 0 {
		return nil, unknown("period", q.Periods, append(labels(records), "latest", "all"))
	}
	return out, nil
}

func labels(records []document.Record) []string {
	var out []string
	for _, r := range records {
		out = append(out, r.Period)
	}
	return out
}

// latest keeps the last record of each indicator and group.
func latest(records []document.Record) []document.Record {
	last := map[[3]string]int{}
	for n, r := range records {
		last[[3]string{r.AreaCode, r.Indicator, r.Breakdown}] = n
	}
	var out []document.Record
	for n, r := range records {
		if last[[3]string{r.AreaCode, r.Indicator, r.Breakdown}] == n {
			out = append(out, r)
		}
	}
	return out
}

// between keeps the periods from the beginning of one to the end of another,
// also of indicators whose periods have other labels.
func between(records []document.Record, calendar Calendar, from, to string) ([]document.Record, error) {
	start, end := 0, 99999999
	for _, b := range []struct {
		label string
		set   func(Span)
	}{{from, func(s Span) { start = s.Start }}, {to, func(s Span) { end = s.End }}} {
		if b.label == "" {
			continue
		}
		s, ok := calendar.find(records, b.label)
		if !ok {
			return nil, unknown("period", b.label, labels(records))
		}
		b.set(s)
	}
	if start > end {
		return nil, fmt.Errorf("the periods %q to %q run backwards\n    expected: the earlier one first", from, to)
	}
	var out []document.Record
	for _, r := range records {
		if s, ok := calendar[r.Indicator][r.Period]; ok && s.Start >= start && s.End <= end {
			out = append(out, r)
		}
	}
	return out, nil
}

// find is the span of a label among the indicators that records are of.
func (c Calendar) find(records []document.Record, label string) (Span, bool) {
	for _, r := range records {
		if s, ok := c[r.Indicator][label]; ok {
			return s, true
		}
	}
	return Span{}, false
}
