package strictyaml

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/sendpack/sendpack/internal/diag"
)

// field is one YAML name of a struct type.
type field struct {
	name     string
	index    []int
	required bool
}

// fieldsOf lists the YAML names of a struct type; embedded structs without a
// name of their own give theirs.
func fieldsOf(t reflect.Type) []field {
	var out []field
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				out = append(out, inner)
			}
			continue
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		out = append(out, field{name: name, index: []int{i}, required: !strings.Contains(options, "omitempty")})
	}
	return out
}

// structure fills a struct and reports unknown and missing fields.
func (d *decoder) structure(n *yaml.Node, v reflect.Value, path string, depth int) {
	if n.Kind != yaml.MappingNode {
		d.mistyped(n, "a group of fields", "fields: "+strings.Join(names(fieldsOf(v.Type())), ", "))
		return
	}
	d.place(n, v, path)
	fields := fieldsOf(v.Type())
	given := map[string]bool{}
	unknown := false
	d.pairs(n, func(key, value *yaml.Node) {
		given[key.Value] = true
		child := join(path, key.Value)
		for _, f := range fields {
			if f.name == key.Value {
				d.fields[child] = d.pos(key)
				d.value(value, v.FieldByIndex(f.index), child, depth+1)
				return
			}
		}
		unknown = true
		d.unknown(key, names(fields))
	})
	for _, f := range fields {
		// A misspelt name is told once, not again as a missing one.
		if f.required && !given[f.name] && !unknown {
			d.add(n, fmt.Sprintf("missing field %q", join(path, f.name)), "", fmt.Sprintf("add a line that begins with %q", f.name+":"))
		}
	}
}

// place fills a field named Pos, where the type wants to know its position.
func (d *decoder) place(n *yaml.Node, v reflect.Value, path string) {
	if f := v.FieldByName("Pos"); f.IsValid() && f.CanSet() && f.Type() == reflect.TypeOf(diag.Pos{}) {
		f.Set(reflect.ValueOf(d.fields[path]))
	}
}

// unknown names the nearest field and all fields.
func (d *decoder) unknown(key *yaml.Node, known []string) {
	fix := ""
	if near := diag.Nearest(key.Value, known); near != "" {
		fix = fmt.Sprintf("did you mean %q?", near)
	}
	d.add(key, fmt.Sprintf("unknown field %q", shorten(key.Value)), "one of "+strings.Join(known, ", "), fix)
}

// names is the sorted list of field names, for messages.
func names(fields []field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.name)
	}
	sort.Strings(out)
	return out
}
