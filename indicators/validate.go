package indicators

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// Validate checks a set of definitions against one another: ids are unique
// across files, and the ids that a definition refers to exist. A reference to
// an indicator that is not in the set is a warning, since a project may leave
// some out.
func Validate(defs []Definition, l *diag.List) {
	first := map[string]*Definition{}
	var ids []string
	for i := range defs {
		d := &defs[i]
		if other, again := first[d.ID]; again {
			l.Add(diag.Diagnostic{Pos: d.At("id"), Message: fmt.Sprintf("a second definition with id %q", d.ID), Fix: "give it an id of its own",
				See: []diag.Related{{Pos: other.At("id"), Why: "the first one"}}})
			continue
		}
		first[d.ID] = d
		ids = append(ids, d.ID)
	}
	for i := range defs {
		d := &defs[i]
		for n, id := range d.ReadWith {
			refer(d, path("read_with", n, ""), id, ids, l)
		}
		if d.Successor != "" {
			refer(d, "successor", d.Successor, ids, l)
		}
	}
}

func refer(d *Definition, at, id string, ids []string, l *diag.List) {
	if has(ids, id) {
		return
	}
	fix := "leave it out until there is one"
	if near := diag.Nearest(id, ids); near != "" {
		fix = fmt.Sprintf("did you mean %q?", near)
	}
	l.Add(diag.Diagnostic{Pos: d.At(at), Severity: diag.Warning, Message: fmt.Sprintf("there is no indicator %q", id), Expected: "the id of a definition in use", Fix: fix})
}

// CheckTests compares tests with the definitions that they test: the indicator
// exists, and each column of a row is one that the definition reads.
func CheckTests(tests []TestFile, defs []Definition, l *diag.List) {
	byID := map[string]*Definition{}
	var ids []string
	for i := range defs {
		byID[defs[i].ID] = &defs[i]
		ids = append(ids, defs[i].ID)
	}
	for i := range tests {
		t := &tests[i]
		d := byID[t.Indicator]
		if d == nil {
			fix := ""
			if near := diag.Nearest(t.Indicator, ids); near != "" {
				fix = fmt.Sprintf("did you mean %q?", near)
			}
			l.Add(diag.Diagnostic{Pos: t.At("indicator"), Message: fmt.Sprintf("there is no indicator %q", t.Indicator), Expected: "the id of a definition", Fix: fix})
			continue
		}
		checkColumns(t, d, l)
	}
}

// checkColumns refuses columns that the definition never reads: they are
// misspelt, or the case does not test what it seems to.
func checkColumns(t *TestFile, d *Definition, l *diag.List) {
	c := &checker{def: &Definition{Pos: t.Pos, Fields: t.Fields}, list: l}
	columns, from := d.Columns(), d.Sources()
	for i, k := range t.Tests {
		for n, row := range k.Rows {
			at := fmt.Sprintf("tests[%d].rows[%d]", i, n)
			for _, column := range sortedKeys(row) {
				if column == "source" {
					c.oneOf(at+".source", "source", row[column], from)
					continue
				}
				c.oneOf(at+"."+column, "column", column, append([]string{"source", "area", "period", "status"}, columns...))
			}
			if row["source"] == "" && len(from) > 1 {
				c.add(at, "a row without source", "one of "+strings.Join(from, ", "), "the definition reads several sources")
			}
		}
	}
}

// Columns are the names that a definition reads from its sources, dimensions
// and measures, sorted.
func (d *Definition) Columns() []string {
	names := map[string]bool{}
	add := func(list ...string) {
		for _, n := range list {
			if n != "" {
				names[n] = true
			}
		}
	}
	for _, o := range d.operands() {
		add(o.Column)
		add(o.Formula.Names()...)
		add(o.Filter.Names()...)
		if o.Source == localReturns && len(d.Breakdowns) > 0 {
			add("breakdown")
		}
	}
	for _, b := range d.Breakdowns {
		add(b.Column)
		add(b.Compiled.Names()...)
		for code, measure := range b.Columns {
			if f := b.Formulas[code]; f != nil {
				add(f.Names()...)
				continue
			}
			add(measure)
		}
	}
	return sortedKeys(names)
}
