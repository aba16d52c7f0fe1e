// Package strictyaml decodes YAML into structs and refuses unknown, repeated,
// missing or mistyped fields, each by file, line and column. It serves the load
// stage and is the only user of the YAML library; it also makes the JSON Schema
// of the same structs, so that editors and the decoder agree. It refuses
// aliases, merge keys, own tags, deep nesting and files above 1 MiB.
//
// A field is required unless its tag says omitempty. Text stays as written:
// 007, 2024-09-01 and 2025 are text in a text field. A list of texts may be
// written as one text.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/sendpack/sendpack/internal/diag"
)

// MaxBytes is the largest file that is read; definitions are a few kilobytes.
const MaxBytes = 1 << 20

// maxDepth bounds nesting, far above what any kind of file needs.
const maxDepth = 32

// Item is one value of a file that holds several. Fields holds the position of
// each path below it, as Decode returns.
type Item[T any] struct {
	Value  T
	Pos    diag.Pos
	Fields map[string]diag.Pos
}

// Decode fills the struct that into points to from a file with one document.
// It returns the position of every path in the file, such as "target.value" or
// "breakdowns[0].column": of a scalar's first character (inside its quotes), of
// the key of anything else; "" is the document. After an error, into holds what
// could be read. Any field named Pos of type diag.Pos gets its struct's place.
func Decode(file string, data []byte, into any, l *diag.List) map[string]diag.Pos {
	d := &decoder{file: file, lines: bytes.Split(data, []byte("\n")), list: l, fields: map[string]diag.Pos{}}
	target := reflect.ValueOf(into)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		panic("strictyaml: Decode needs a pointer")
	}
	docs := d.documents(data)
	if len(docs) > 1 {
		d.add(docs[1], `a second document starts here, but this kind of file holds one`, "", "remove the line ---, or move what follows to a file of its own")
	}
	if len(docs) > 0 {
		d.fields[""] = d.pos(docs[0])
		d.value(docs[0], target.Elem(), "", 0)
	}
	return d.fields
}

// DecodeAll reads a file that holds one value or a list of them, in one
// document or several, in their order.
func DecodeAll[T any](file string, data []byte, l *diag.List) []Item[T] {
	d := &decoder{file: file, lines: bytes.Split(data, []byte("\n")), list: l}
	var out []Item[T]
	for _, doc := range d.documents(data) {
		nodes := []*yaml.Node{doc}
		if doc.Kind == yaml.SequenceNode {
			nodes = doc.Content
		}
		for _, n := range nodes {
			item := Item[T]{Pos: d.pos(n), Fields: map[string]diag.Pos{"": d.pos(n)}}
			d.fields = item.Fields
			d.value(n, reflect.ValueOf(&item.Value).Elem(), "", 1)
			out = append(out, item)
		}
	}
	return out
}

// documents parses the file and gives the root node of each document. What
// cannot be parsed is one diagnostic and no document after it.
func (d *decoder) documents(data []byte) (docs []*yaml.Node) {
	if !d.readable(data) {
		return nil
	}
	defer func() {
		// The library is frozen upstream and panics on some broken input.
		if r := recover(); r != nil {
			d.list.Add(diag.Diagnostic{Pos: diag.Pos{File: d.file}, Message: "the file cannot be read as YAML", Fix: "compare it with a shipped file of the same kind"})
			docs = nil
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var n yaml.Node
		err := dec.Decode(&n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.syntax(err)
			return nil
		}
		if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
			docs = append(docs, n.Content[0])
		}
	}
	if len(docs) == 0 {
		d.list.Add(diag.Diagnostic{Pos: diag.Pos{File: d.file, Line: 1, Column: 1}, Message: "the file is empty", Expected: "fields such as \"id: …\""})
	}
	return docs
}

// readable checks what must hold before parsing, with exact positions.
func (d *decoder) readable(data []byte) bool {
	if len(data) > MaxBytes {
		d.list.Add(diag.Diagnostic{Pos: diag.Pos{File: d.file}, Message: fmt.Sprintf("the file has %d bytes", len(data)),
			Expected: fmt.Sprintf("at most %d bytes", MaxBytes), Fix: "split it into several files"})
		return false
	}
	for i, line := range d.lines {
		column := 1
		for len(line) > 0 {
			r, size := utf8.DecodeRune(line)
			if (r == utf8.RuneError && size == 1) || (r < 0x20 && r != '\t' && r != '\r') || r == 0x7f {
				d.list.Add(diag.Diagnostic{Pos: diag.Pos{File: d.file, Line: i + 1, Column: column},
					Message: fmt.Sprintf("byte %#02x is not text in UTF-8", line[0]), Fix: "save the file as UTF-8 and remove the character"})
				return false
			}
			line, column = line[size:], column+1
		}
	}
	return true
}
