package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// ReturnsHeader is the fixed header of local returns (contract §2).
func ReturnsHeader() []string {
	return []string{"indicator", "area", "period", "breakdown", "numerator", "denominator", "value", "status", "note"}
}

// ReturnsOptional are the columns that may stand beside the fixed ones: the
// question of a survey as it was put, and how many people were asked.
func ReturnsOptional() []string { return []string{"wording", "invited"} }

// ReturnColumns is every column of a local return, the fixed ones first.
func ReturnColumns() []string { return append(ReturnsHeader(), ReturnsOptional()...) }

// remarks is how many of a return's dimensions only describe a row and do not
// tell observations apart: its note and the wording of its question.
const remarks = 2

// addReturns adds the columns of a local return: the dimensions indicator,
// breakdown, note and wording, and the measures denominator, numerator, value
// and invited. The value may be negative; a definition says whether that is
// possible.
func (ld *loader) addReturns() {
	no := false
	for _, name := range []string{"indicator", "breakdown", "note"} {
		ld.addDimension(name, ColumnSpec{Column: name})
		ld.dims[len(ld.dims)-1].breakdown = name == "breakdown"
	}
	ld.addDimension("wording", ColumnSpec{Column: "wording", Needed: &no})
	for _, name := range []string{"denominator", "numerator", "value"} {
		ld.addMeasure(name, ColumnSpec{Column: name, Signed: name == "value"})
	}
	ld.addMeasure("invited", ColumnSpec{Column: "invited", Needed: &no})
}

// checkReturn tells a row of a local return with neither a value nor a
// numerator, and one with more answers than people were asked. Symbols count
// as values: they say why there is no number.
func (ld *loader) checkReturn(r record) bool {
	if !ld.spec.Returns {
		return true
	}
	given := map[string]quantity.Value{}
	for _, m := range ld.nums {
		given[m.out.Name] = m.now.value
	}
	if given["value"].Absent() && given["numerator"].Absent() {
		ld.l.Add(diag.Diagnostic{Pos: placeOf(r), Message: "the row has neither a value nor a numerator",
			Expected: "a value, or a numerator with its denominator, or a symbol that says why there is none",
			Fix:      "fill the row, write x for not available, or remove it"})
		return false
	}
	asked, answers := given["invited"], given["denominator"]
	if asked.Known && answers.Known && asked.Number < answers.Number {
		ld.l.Add(diag.Diagnostic{Pos: placeOf(r),
			Message:  fmt.Sprintf("%s people were asked and %s answered", asked.Shortest(), answers.Shortest()),
			Expected: "invited at least as large as the denominator, which is the number of answers",
			Fix:      "find out how many people were asked, or leave invited blank"})
		return false
	}
	return true
}

// canonicalBreakdown puts key=value pairs joined by semicolons in the order of
// their keys, as results.csv writes them; ok is false when a part is no pair or
// a key stands twice. The headline is blank.
func canonicalBreakdown(text string) (canonical string, ok bool) {
	if text == "" {
		return "", true
	}
	parts := strings.Split(text, ";")
	keys := map[string]bool{}
	for i, p := range parts {
		key, value, found := strings.Cut(p, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !found || key == "" || value == "" || keys[key] {
			return "", false
		}
		keys[key] = true
		parts[i] = key + "=" + value
	}
	slices.Sort(parts)
	return strings.Join(parts, ";"), true
}

func badBreakdown(pos diag.Pos, text string) diag.Diagnostic {
	return diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("%q is no breakdown", text),
		Expected: "key=value, several joined by semicolons, each key once; blank for the headline", Fix: "write it as in need=asd or age=5-10;sex=boys"}
}
