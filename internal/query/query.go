// Package query chooses among published figures what a question asks for: which
// indicators, periods and groups. It works on finished records, after
// disclosure and assessment of the whole release, so that a question can never
// show what the release does not. It serves `sendpack query` and the page of
// common questions. It refuses names that nothing has, with the nearest one.
package query

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

// Question is what is asked for, in the words of the command line.
type Question struct {
	Indicators  []string // ids, patterns with *, domains, subdomains, outcomes or core questions; "all"
	Periods     string   // "latest" (also ""), "all", a label, or a range "2019..2024" open at either end
	Breakdowns  []string // "need=ASD", "need" for all its groups, "all"; none: the headline alone
	Comparators []string // of sn, region, england; none: all three; "none": none
}

// Comparators are the words for Question.Comparators besides "none".
func Comparators() []string { return []string{"sn", "region", "england"} }

// Entry is an indicator as it can be asked for.
type Entry struct {
	ID, Domain, Subdomain string
	Questions, Outcomes   []string
}

// unknown is the error for a name that nothing has.
func unknown(what, name string, candidates []string) error {
	slices.Sort(candidates)
	candidates = slices.Compact(candidates)
	expected := "one of " + strings.Join(candidates, ", ")
	if len(candidates) > 30 {
		expected = "one of " + strings.Join(candidates[:30], ", ") + " and " + fmt.Sprint(len(candidates)-30) + " more"
	}
	if len(candidates) == 0 {
		expected = "none: there is nothing to choose from"
	}
	fix := ""
	if near := diag.Nearest(name, candidates); near != "" {
		fix = fmt.Sprintf("\n    fix: did you mean %q?", near)
	}
	return fmt.Errorf("%s %q is not known\n    expected: %s%s", what, name, expected, fix)
}

// Indicators finds those that are asked for, in the order of the catalogue.
func Indicators(want []string, catalogue []Entry) ([]string, error) {
	if len(want) == 0 {
		return nil, fmt.Errorf("no indicator is asked for\n    expected: an id, a pattern such as ehc-*, a domain, an outcome, a core question such as Q7, or all")
	}
	chosen := map[string]bool{}
	for _, w := range want {
		n := len(chosen)
		for _, e := range catalogue {
			if e.is(w) {
				chosen[e.ID] = true
				n = -1
			}
		}
		if n >= 0 {
			return nil, unknown("indicator", w, names(w, catalogue))
		}
	}
	var out []string
	for _, e := range catalogue {
		if chosen[e.ID] {
			out = append(out, e.ID)
		}
	}
	return out, nil
}

func (e *Entry) is(w string) bool {
	if w == "all" || w == e.ID || w == e.Domain || w == e.Subdomain || slices.Contains(e.Outcomes, w) {
		return true
	}
	if slices.ContainsFunc(e.Questions, func(q string) bool { return strings.EqualFold(q, w) }) {
		return true
	}
	if strings.ContainsAny(w, "*?[") {
		ok, err := path.Match(w, e.ID)
		return ok && err == nil
	}
	return false
}

// names are what a wrong name may have meant: ids first of all.
func names(w string, catalogue []Entry) []string {
	var ids, groups []string
	for _, e := range catalogue {
		ids = append(ids, e.ID)
		groups = append(groups, e.Domain, e.Subdomain)
		groups = append(groups, e.Outcomes...)
		groups = append(groups, e.Questions...)
	}
	if diag.Nearest(w, ids) != "" {
		return ids
	}
	return append(slices.DeleteFunc(groups, func(s string) bool { return s == "" }), "all")
}

// Told reports which comparators are asked for.
func (q *Question) Told() (map[string]bool, error) {
	out := map[string]bool{}
	for _, c := range q.Comparators {
		if c == "none" && len(q.Comparators) == 1 {
			return out, nil
		}
		if !slices.Contains(Comparators(), c) {
			return nil, unknown("comparator", c, append(Comparators(), "none"))
		}
		out[c] = true
	}
	if len(q.Comparators) == 0 {
		for _, c := range Comparators() {
			out[c] = true
		}
	}
	return out, nil
}

// Silence takes the comparators out of a record that are not asked for. With
// nothing taken out, the record is the row of results.csv.
func Silence(r document.Record, told map[string]bool) document.Record {
	var none document.Record
	if !told["sn"] {
		r.SNSet, r.SNMethod, r.SNValue, r.SNN, r.SNResult, r.SNGap = "", "", none.SNValue, none.SNN, "", none.SNGap
	}
	if !told["region"] {
		r.RegionCode, r.RegionValue, r.RegionResult, r.RegionGap = "", none.RegionValue, "", none.RegionGap
	}
	if !told["england"] {
		r.EnglandValue, r.EnglandResult, r.EnglandGap = none.EnglandValue, "", none.EnglandGap
	}
	return r
}
