package strictyaml

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/invopop/jsonschema"
)

// Schema is the JSON Schema of one kind of file, for editors. v is a value of
// the struct type, or a slice of it for files that hold one or several. Field
// descriptions come from desc tags, allowed words from jsonschema enum tags;
// the rules are those of Decode: no unknown field, and a field without
// omitempty is required.
func Schema(v any, title string) ([]byte, error) {
	t := reflect.TypeOf(v)
	several := t.Kind() == reflect.Slice
	if several {
		t = t.Elem()
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("a schema needs a struct, not %s", t)
	}
	r := &jsonschema.Reflector{FieldNameTag: "yaml", Anonymous: true, LookupComment: description}
	s := r.ReflectFromType(t)
	for _, definition := range s.Definitions {
		relax(definition)
	}
	if several {
		one := &jsonschema.Schema{Ref: s.Ref}
		s.Ref = ""
		s.AnyOf = []*jsonschema.Schema{one, {Type: "array", Items: one}}
	}
	s.Title = title
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema of %s: %w", title, err)
	}
	return append(out, '\n'), nil
}

// description is a field's desc tag.
func description(t reflect.Type, name string) string {
	if name == "" || t.Kind() != reflect.Struct {
		return ""
	}
	f, ok := t.FieldByName(name)
	if !ok {
		return ""
	}
	return f.Tag.Get("desc")
}

// relax lets editors accept what Decode accepts: 2022 in a text field, and one
// text where a list of texts may stand.
func relax(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Properties != nil {
		for p := s.Properties.Oldest(); p != nil; p = p.Next() {
			relax(p.Value)
		}
	}
	relax(s.AdditionalProperties)
	relax(s.Items)
	switch {
	case s.Type == "string" && len(s.Enum) == 0:
		s.Type = ""
		s.Extras = map[string]any{"type": []string{"string", "number"}}
	case s.Type == "array" && s.Items != nil && s.Items.Type == "" && s.Items.Extras != nil:
		list := &jsonschema.Schema{Type: "array", Items: s.Items}
		s.AnyOf = []*jsonschema.Schema{list, {Extras: s.Items.Extras}}
		s.Type, s.Items = "", nil
	}
}
