package strictyaml

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/sendpack/sendpack/internal/diag"
)

// decoder carries one file's state; fields is the map for the current value.
type decoder struct {
	file   string
	lines  [][]byte
	list   *diag.List
	fields map[string]diag.Pos
}

func (d *decoder) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: d.file, Line: n.Line, Column: n.Column}
}

// textPos is where a scalar's text begins: inside its quotes, and for a block
// on its first line, so that a message about a part of the text can be placed.
func (d *decoder) textPos(n *yaml.Node) diag.Pos {
	p := d.pos(n)
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		p.Column++
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		for i := n.Line; i < len(d.lines); i++ {
			if text := strings.TrimRight(string(d.lines[i]), " \r"); text != "" {
				return diag.Pos{File: d.file, Line: i + 1, Column: len(text) - len(strings.TrimLeft(text, " ")) + 1}
			}
		}
	}
	return p
}

func (d *decoder) add(n *yaml.Node, message, expected, fix string) {
	d.list.Add(diag.Diagnostic{Pos: d.pos(n), Message: message, Expected: expected, Fix: fix})
}

// value decodes n into v. path names it in the map of positions.
func (d *decoder) value(n *yaml.Node, v reflect.Value, path string, depth int) {
	if depth > maxDepth {
		d.add(n, "nested too deeply", fmt.Sprintf("at most %d levels", maxDepth), "")
		return
	}
	if !d.plain(n, path) {
		return
	}
	if n.Kind == yaml.ScalarNode {
		d.fields[path] = d.textPos(n)
	} else if _, known := d.fields[path]; !known {
		d.fields[path] = d.pos(n)
	}
	if v.Kind() == reflect.Pointer {
		fresh := reflect.New(v.Type().Elem())
		d.value(n, fresh.Elem(), path, depth)
		v.Set(fresh)
		return
	}
	if t, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.text(n, t)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.structure(n, v, path, depth)
	case reflect.Map:
		d.mapping(n, v, path, depth)
	case reflect.Slice:
		d.sequence(n, v, path, depth)
	default:
		d.scalar(n, v)
	}
}

// plain refuses the parts of YAML that definitions do not need.
func (d *decoder) plain(n *yaml.Node, path string) bool {
	tag := n.ShortTag()
	switch {
	case n.Kind == yaml.AliasNode:
		d.add(n, fmt.Sprintf("alias %q is not allowed", "*"+n.Value), "the value itself", "write it out, so that each place can be read alone")
	case tag == "!!binary" || !strings.HasPrefix(tag, "!!"):
		d.add(n, fmt.Sprintf("tag %q is not allowed", n.Tag), "a plain value", "remove the word that begins with !")
	case tag == "!!null":
		d.add(n, fmt.Sprintf("%s has no value", subject(path)), "", `give a value or leave the line out; the word null as text is written "null"`)
	default:
		return true
	}
	return false
}

// subject names a path in a message.
func subject(path string) string {
	if path == "" {
		return "the file"
	}
	return strconv.Quote(path)
}

func (d *decoder) text(n *yaml.Node, t encoding.TextUnmarshaler) {
	if n.Kind != yaml.ScalarNode {
		d.mistyped(n, "text", "text")
		return
	}
	if err := t.UnmarshalText([]byte(n.Value)); err != nil {
		d.add(n, fmt.Sprintf("%q cannot be read", n.Value), err.Error(), "")
	}
}

// mapping fills a map with text keys.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, path string, depth int) {
	if n.Kind != yaml.MappingNode {
		d.mistyped(n, "a set of names with values", `lines such as "name: value"`)
		return
	}
	out := reflect.MakeMapWithSize(v.Type(), len(n.Content)/2)
	d.pairs(n, func(key, value *yaml.Node) {
		child := join(path, key.Value)
		d.fields[child] = d.pos(key)
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(value, item, child, depth+1)
		out.SetMapIndex(reflect.ValueOf(key.Value).Convert(v.Type().Key()), item)
	})
	v.Set(out)
}

// pairs calls f for each key of a mapping once; a repeated or odd key is an
// error and is left out.
func (d *decoder) pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			d.add(key, "a name must be plain text", `a line such as "name: value"`, "merge keys and lists as names are not allowed")
			continue
		}
		if first, again := seen[key.Value]; again {
			d.list.Add(diag.Diagnostic{Pos: d.pos(key), Message: fmt.Sprintf("field %q is given twice", key.Value), Fix: "keep one of them",
				See: []diag.Related{{Pos: d.pos(first), Why: "first given here"}}})
			continue
		}
		seen[key.Value] = key
		f(key, n.Content[i+1])
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// sequence fills a slice; a single text stands for a list of one.
func (d *decoder) sequence(n *yaml.Node, v reflect.Value, path string, depth int) {
	items := n.Content
	switch {
	case n.Kind == yaml.ScalarNode && v.Type().Elem().Kind() == reflect.String:
		items = []*yaml.Node{n}
	case n.Kind != yaml.SequenceNode:
		d.mistyped(n, "a list", `"[one, two]" or lines that begin with "- "`)
		return
	}
	out := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		d.value(item, out.Index(i), fmt.Sprintf("%s[%d]", path, i), depth+1)
	}
	v.Set(out)
}

// scalar fills text, numbers and yes/no values.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value) {
	quoted := n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	switch v.Kind() {
	case reflect.String:
		if n.Kind == yaml.ScalarNode {
			v.SetString(n.Value)
			return
		}
		d.mistyped(n, "text", "text")
	case reflect.Bool:
		if n.Kind == yaml.ScalarNode && !quoted && (n.Value == "true" || n.Value == "false") {
			v.SetBool(n.Value == "true")
			return
		}
		d.mistyped(n, "true or false", "true or false, without quotes")
	case reflect.Int, reflect.Int64, reflect.Int32:
		i, err := strconv.ParseInt(n.Value, 10, v.Type().Bits())
		if n.Kind == yaml.ScalarNode && !quoted && err == nil {
			v.SetInt(i)
			return
		}
		d.mistyped(n, "a whole number", "digits, without quotes")
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Value, 64)
		if n.Kind == yaml.ScalarNode && !quoted && err == nil && decimal(n.Value) && !math.IsInf(f, 0) {
			v.SetFloat(f)
			return
		}
		d.mistyped(n, "a number", "digits with a full stop for decimals, without quotes")
	default:
		panic("strictyaml: no rule for a field of type " + v.Type().String())
	}
}

// decimal leaves out the hexadecimal, infinite and underscored forms.
func decimal(s string) bool {
	return strings.Trim(s, "0123456789.+-eE") == ""
}

// mistyped says what stands there and what should: wanted is a noun, expected
// shows how it is written.
func (d *decoder) mistyped(n *yaml.Node, wanted, expected string) {
	fix := ""
	quoted := n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
	switch lower := strings.ToLower(n.Value); {
	case n.Kind != yaml.ScalarNode:
	case quoted:
		fix = "remove the quotes if it is one"
	case wanted == "true or false" && (lower == "yes" || lower == "on" || lower == "true"):
		fix = "write true"
	case wanted == "true or false" && (lower == "no" || lower == "off" || lower == "false"):
		fix = "write false"
	case strings.HasSuffix(n.Value, "%") || (strings.Contains(n.Value, ",") && strings.HasSuffix(wanted, "number")):
		fix = "leave out % and commas"
	}
	d.add(n, found(n)+" is not "+wanted, expected, fix)
}

func found(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a set of names with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return strconv.Quote(shorten(n.Value))
}

// shorten keeps a quoted text to a length that can be read.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
