package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// ReturnsHeader is the fixed header of local returns (contract §2).
func ReturnsHeader() []string {
	return []string{"indicator", "area", "period", "breakdown", "numerator", "denominator", "value", "status", "note"}
}

// addReturns adds the columns of a local return: the dimensions indicator,
// breakdown and note, and the measures denominator, numerator and value. The
// value may be negative; a definition says whether that is possible.
func (ld *loader) addReturns() {
	for _, name := range []string{"indicator", "breakdown", "note"} {
		ld.addDimension(name, ColumnSpec{Column: name})
		ld.dims[len(ld.dims)-1].breakdown = name == "breakdown"
	}
	for _, name := range []string{"denominator", "numerator", "value"} {
		ld.addMeasure(name, ColumnSpec{Column: name, Signed: name == "value"})
	}
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
