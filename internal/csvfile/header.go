package csvfile

import (
	"reflect"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// Tags lists the column names of T in the order of its fields, as its `csv`
// tags give them. Fields without a tag, or tagged "-", are no columns.
func Tags[T any]() []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if name := tagName(f); name != "" {
			out = append(out, name)
		}
	}
	return out
}

func tagName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("csv"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// columnKinds is the kind of the field behind each header.
func columnKinds[T any](header []string) []reflect.Kind {
	out := make([]reflect.Kind, len(header))
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		i := slices.Index(header, tagName(f))
		if i < 0 {
			continue
		}
		if out[i] = f.Type.Kind(); f.Type.PkgPath() != "" {
			out[i] = reflect.Invalid // a named type decodes itself
		}
	}
	return out
}

// CheckHeader compares a header with the columns it must hold, exactly and in
// any order, and tells every column that is missing, doubled, unknown or
// written in another case. It reports whether all is well.
func CheckHeader(pos diag.Pos, header, want []string, l *diag.List) bool {
	seen := map[string]int{}
	ok := true
	tell := func(message, expected, fix string) {
		ok = false
		l.Add(diag.Diagnostic{Pos: pos, Message: message, Expected: expected, Fix: fix})
	}
	all := "the columns " + strings.Join(want, ", ")
	for _, h := range header {
		seen[h]++
		if seen[h] == 2 {
			tell(`column "`+h+`" stands twice in the header`, "each column once", "remove or rename one of the two")
		}
		if slices.Contains(want, h) {
			continue
		}
		if same := equalFold(h, want); same != "" && !slices.Contains(header, same) {
			seen[same] = max(seen[same], 1) // told here, not again as missing
			tell(`column "`+h+`" is written in another case`, `"`+same+`"`, `rename it to "`+same+`"`)
			continue
		}
		fix := "remove the column"
		if near := diag.Nearest(h, want); near != "" {
			fix = `did you mean "` + near + `"?`
		}
		tell(`unknown column "`+h+`"`, all, fix)
	}
	for _, w := range want {
		if seen[w] == 0 {
			tell(`column "`+w+`" is missing`, all, `add a column "`+w+`"`)
		}
	}
	return ok
}

func equalFold(h string, want []string) string {
	for _, w := range want {
		if strings.EqualFold(strings.TrimSpace(h), w) {
			return w
		}
	}
	return ""
}
