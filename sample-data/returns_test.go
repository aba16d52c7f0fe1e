package sampledata

import (
	"encoding/csv"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/diag"
)

// withoutFigures are indicators that read local returns and have none here,
// with the reason.
var withoutFigures = map[string]string{}

// returnedRows are the local returns of the sample: rows by column name, with
// their file's agency.
func returnedRows(t *testing.T) []map[string]string {
	t.Helper()
	names, err := fs.Glob(FS, "data/local-returns/wexmoor-*.csv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no local returns (%v)", err)
	}
	var rows []map[string]string
	for _, name := range names {
		text, err := fs.ReadFile(FS, name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, line := range lines[1:] {
			row := map[string]string{"agency": strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "wexmoor-"), ".csv")}
			for i, cell := range line {
				row[lines[0][i]] = cell
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func library(t *testing.T) []indicators.Definition {
	t.Helper()
	var l diag.List
	defs := indicators.LoadLibrary(&l)
	if l.HasErrors() {
		t.Skip("the library has errors, which its own tests tell")
	}
	return defs
}

// readsReturns reports whether a part of the definition is read from local
// returns.
func readsReturns(d *indicators.Definition) bool {
	for _, o := range []*indicators.Operand{d.Numerator, d.Denominator, d.Value, d.Minus, d.Plus} {
		if o != nil && o.Source == "local-returns" {
			return true
		}
	}
	return false
}

// Every indicator of the set that an area can return, and every further one,
// has figures in the sample or says here why not.
func TestEveryReturnedIndicatorHasFigures(t *testing.T) {
	found := map[string]bool{}
	for _, row := range returnedRows(t) {
		if row["value"] != "" || row["numerator"] != "" {
			found[row["indicator"]] = true
		}
	}
	defs, checked := library(t), 0
	for i := range defs {
		d := &defs[i]
		if !readsReturns(d) || d.CDC.Status == "reserved" {
			continue
		}
		checked++
		switch reason := withoutFigures[d.ID]; {
		case !found[d.ID] && reason == "":
			t.Errorf("%s (%s) reads local returns and has no figure in the sample", d.ID, d.CDC.Status)
		case found[d.ID] && reason != "":
			t.Errorf("%s has figures, and stands among those without", d.ID)
		}
	}
	if checked < 40 {
		t.Errorf("only %d definitions read local returns", checked)
	}
}

// Each row is of an indicator that reads returns, comes from the agency that
// its definition names, and is of a group that it is split by.
func TestReturnsFitTheirDefinitions(t *testing.T) {
	defs := map[string]*indicators.Definition{}
	all := library(t)
	for i := range all {
		defs[all[i].ID] = &all[i]
	}
	told := map[string]bool{}
	tell := func(format string, id, what string) {
		if !told[format+id+what] {
			told[format+id+what] = true
			t.Errorf(format, id, what)
		}
	}
	for _, row := range returnedRows(t) {
		d := defs[row["indicator"]]
		if d == nil || !readsReturns(d) {
			tell("%s is returned by %s, but no definition reads it", row["indicator"], row["agency"])
			continue
		}
		if d.Return != nil && d.Return.Agency != row["agency"] {
			tell("%s stands in the return of %s", d.ID, row["agency"])
		}
		list, code, grouped := strings.Cut(row["breakdown"], "=")
		if !grouped {
			continue
		}
		split := slices.IndexFunc(d.Breakdowns, func(b indicators.Breakdown) bool { return b.List == list })
		if split < 0 {
			tell("%s is not split by %s", d.ID, list)
		} else if !knownGroup(d, &d.Breakdowns[split], code) {
			tell("%s: no list explains %s", d.ID, row["breakdown"])
		}
	}
}

// ownGroups are groups that the sample's area has beside those of the lists, as
// any area may.
var ownGroups = []string{"strand=information", "respondent=parent-carer", "respondent=young-person", "respondent=child"}

func knownGroup(d *indicators.Definition, b *indicators.Breakdown, code string) bool {
	if b.List == "answer" {
		return d.Survey != nil && d.Survey.Answers[code] != ""
	}
	return b.Labels[code] != "" || slices.Contains(indicators.ListOrder(b.List), code) || slices.Contains(ownGroups, b.List+"="+code)
}
