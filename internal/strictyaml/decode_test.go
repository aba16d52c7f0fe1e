package strictyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expected messages")

// colour shows that types may read their own text.
type colour string

func (c *colour) UnmarshalText(text []byte) error {
	if s := string(text); s != "red" && s != "green" {
		return errors.New("red or green")
	}
	*c = colour(text)
	return nil
}

type common struct {
	Title string `yaml:"title" desc:"what it is called"`
}

type part struct {
	Pos    diag.Pos `yaml:"-"`
	Source string   `yaml:"source" desc:"where from"`
	Weight *float64 `yaml:"weight,omitempty"`
}

type thing struct {
	common
	ID     string            `yaml:"id"`
	Count  int               `yaml:"count,omitempty"`
	Ratio  float64           `yaml:"ratio,omitempty"`
	Final  *bool             `yaml:"final,omitempty"`
	Tint   colour            `yaml:"tint,omitempty"`
	Areas  []string          `yaml:"areas,omitempty"`
	Parts  []part            `yaml:"parts,omitempty"`
	Main   *part             `yaml:"main,omitempty"`
	Labels map[string]string `yaml:"labels,omitempty"`
	Level  string            `yaml:"level,omitempty" jsonschema:"enum=LA,enum=REG"`
	Hidden string            `yaml:"-"`
	Nested map[string]any    `yaml:"-"`
}

const good = `# a comment
title: "Plans: finished"
id: 007
count: 3
ratio: 1.5e1
final: false
tint: red
areas: all
main: {source: a}
parts:
  - source: 2024-09-01
    weight: -2
  - {source: 'x'}
labels:
  no: yes
`

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	var l diag.List
	var got thing
	fields := Decode("x.yaml", []byte(good), &got, &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	no, two := false, -2.0
	at := func(line, column int) diag.Pos { return diag.Pos{File: "x.yaml", Line: line, Column: column} }
	want := thing{common: common{Title: "Plans: finished"}, ID: "007", Count: 3, Ratio: 15, Final: &no, Tint: "red", Areas: []string{"all"},
		Main:   &part{Pos: at(9, 1), Source: "a"},
		Parts:  []part{{Pos: at(11, 5), Source: "2024-09-01", Weight: &two}, {Pos: at(13, 5), Source: "x"}},
		Labels: map[string]string{"no": "yes"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(thing{})); diff != "" {
		t.Error(diff)
	}
	for path, pos := range map[string]diag.Pos{"": at(2, 1), "title": at(2, 9), "parts": at(10, 1), "parts[1].source": at(13, 15), "labels.no": at(15, 7), "areas": at(8, 8), "main": at(9, 1), "main.source": at(9, 16)} {
		if fields[path] != pos {
			t.Errorf("position of %q is %v, want %v", path, fields[path], pos)
		}
	}
}

func TestDecodeAllReadsOneOrAListOrDocuments(t *testing.T) {
	for name, src := range map[string]string{
		"a list":     "- {title: a, id: one}\n- {title: b, id: two}\n",
		"documents":  "title: a\nid: one\n---\ntitle: b\nid: two\n",
		"both":       "title: a\nid: one\n---\n- title: b\n  id: two\n",
		"with a BOM": "\ufeff- {title: a, id: one}\n- {title: b, id: two}\n",
	} {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			got := DecodeAll[thing]("x.yaml", []byte(src), &l)
			if l.Len() > 0 || len(got) != 2 || got[0].Value.ID != "one" || got[1].Value.ID != "two" {
				t.Fatalf("got %+v, %v", got, l.Sorted())
			}
			if got[1].Fields["title"].Line < 2 {
				t.Errorf("title stands at %v", got[1].Fields["title"])
			}
		})
	}
}

func TestBlockTextIsPlacedOnItsFirstLine(t *testing.T) {
	var l diag.List
	var got thing
	fields := Decode("x.yaml", []byte("id: a\ntitle: >\n\n  two\n  lines\n"), &got, &l)
	if want := (diag.Pos{File: "x.yaml", Line: 4, Column: 3}); fields["title"] != want || l.Len() > 0 {
		t.Errorf("got %v, %v, want %v", fields["title"], l.Sorted(), want)
	}
}

func TestBadFilesAreToldExactly(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var l diag.List
			var into thing
			Decode(filepath.Base(file), data, &into, &l)
			golden(t, strings.TrimSuffix(file, ".yaml")+".stderr", &l)
		})
	}
}

func golden(t *testing.T, file string, l *diag.List) {
	t.Helper()
	var got bytes.Buffer
	if err := l.Print(&got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if l.Len() == 0 {
		t.Error("a bad file was accepted")
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsTooLargeOrTooDeepIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"size":    {"title: " + strings.Repeat("x", MaxBytes), "the file has 1048583 bytes"},
		"depth":   {"parts: " + strings.Repeat("[", 20000), "nested too deeply"},
		"content": {"title: \x00", "byte 0x00 is not text in UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			var into thing
			Decode("x.yaml", []byte(c.src), &into, &l)
			if l.Len() == 0 || l.Sorted()[0].Message != c.want {
				t.Errorf("got %v, want %q", l.Sorted(), c.want)
			}
		})
	}
}

func TestNoMessageSpeaksOfGo(t *testing.T) {
	files, _ := filepath.Glob("testdata/bad/*.stderr")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"struct", "unmarshal", "interface", "yaml:", "strconv", "int64", "map["} {
			if strings.Contains(strings.ReplaceAll(string(data), ".yaml:", ""), word) {
				t.Errorf("%s says %q", file, word)
			}
		}
	}
}

func TestSchemaFollowsTheDecoder(t *testing.T) {
	data, err := Schema([]thing{}, "Thing")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Title string
		AnyOf []map[string]any
		Defs  map[string]struct {
			AdditionalProperties bool
			Required             []string
			Properties           map[string]map[string]any
		} `json:"$defs"`
	}
	s.Defs = nil
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	def := s.Defs["thing"]
	if s.Title != "Thing" || len(s.AnyOf) != 2 || def.AdditionalProperties {
		t.Errorf("got %s", data)
	}
	if diff := cmp.Diff([]string{"title", "id"}, def.Required); diff != "" {
		t.Error(diff)
	}
	if got := def.Properties["title"]["description"]; got != "what it is called" {
		t.Errorf("description = %v", got)
	}
	if diff := cmp.Diff([]any{"LA", "REG"}, def.Properties["level"]["enum"]); diff != "" {
		t.Error(diff)
	}
	if _, hidden := def.Properties["Hidden"]; hidden {
		t.Error("a field left out of YAML is in the schema")
	}
	if _, err := Schema(3, "Number"); err == nil {
		t.Error("a number has no schema")
	}
}

func FuzzDecodeNeverPanics(f *testing.F) {
	f.Add([]byte(good))
	files, _ := filepath.Glob("testdata/bad/*.yaml")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		var into thing
		Decode("x.yaml", data, &into, &l)
		DecodeAll[thing]("x.yaml", data, &l)
	})
}
