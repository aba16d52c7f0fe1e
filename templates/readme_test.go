package templates_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/templates"
)

var update = flag.Bool("update", false, "write the generated part of README.md again")

const (
	begin = "<!-- begin generated: run go test ./templates -update after a change -->\n"
	end   = "<!-- end generated -->\n"
)

func TestReadmeListsTheFieldsOfAPack(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(raw), begin)
	got, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatal("README.md has lost its marks for the generated part")
	}
	want := "\nA field marked * must be given.\n" + fields("A pack", reflect.TypeFor[compose.Layout]()) + fields("One of its `pages`", reflect.TypeFor[compose.LayoutPage]())
	if *update {
		if err := os.WriteFile("README.md", []byte(head+begin+want+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("README.md does not list the fields as they are (-want +got); run go test ./templates -update\n%s", diff)
	}
}

// fields is the table of one YAML group, from the tags that the JSON Schema is
// made from too.
func fields(title string, group reflect.Type) string {
	s := "\n### " + title + "\n\n| field | meaning |\n| --- | --- |\n"
	for n := range group.NumField() {
		name, options, _ := strings.Cut(group.Field(n).Tag.Get("yaml"), ",")
		if name == "-" {
			continue
		}
		star := " *"
		if strings.Contains(options, "omitempty") {
			star = ""
		}
		s += fmt.Sprintf("| `%s`%s | %s |\n", name, star, group.Field(n).Tag.Get("desc"))
	}
	return s
}

func TestReadmeExplainsEverySection(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(raw), "## What each section shows")
	table, _, _ = strings.Cut(table, "\n## ")
	var got []string
	for _, line := range strings.Split(table, "\n") {
		if name, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ = strings.Cut(name, "`")
			got = append(got, name)
		}
	}
	sort.Strings(got)
	if diff := cmp.Diff(sections(t), got); diff != "" {
		t.Errorf("sections in README.md (-want +got):\n%s", diff)
	}
}

// sections are the names that the message about an unknown one offers.
func sections(t *testing.T) []string {
	t.Helper()
	y := strings.Replace(example(t), "section: trends", "section: none-such", 1)
	var l diag.List
	compose.LoadLayouts(fstest.MapFS{"packs/school.yaml": {Data: []byte(y)}}, &l)
	for _, d := range l.Sorted() {
		if names, ok := strings.CutPrefix(d.Expected, "one of "); ok {
			return strings.Split(names, ", ")
		}
	}
	t.Fatal("an unknown section was not refused")
	return nil
}

// example is the pack that README.md shows.
func example(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "```yaml\n")
	y, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("README.md shows no pack")
	}
	return y
}

func TestTheExampleOfReadmeIsAPack(t *testing.T) {
	var l diag.List
	got := compose.LoadLayouts(fstest.MapFS{"packs/school.yaml": {Data: []byte(example(t))}}, &l)
	if l.HasErrors() || len(got) != 1 || len(got[0].Pages) != 3 {
		t.Errorf("got %d packs and %v", len(got), l.Sorted())
	}
}

func TestShippedPacksAreWellFormed(t *testing.T) {
	var l diag.List
	var got []string
	for _, y := range compose.LoadLayouts(templates.FS, &l) {
		got = append(got, y.ID)
	}
	if l.HasErrors() {
		t.Errorf("got %v", l.Sorted())
	}
	if diff := cmp.Diff([]string{"board-part-b", "board", "data-book", "members", "parent-carer-large-print", "parent-carer", "school-leaders"}, got); diff != "" {
		t.Errorf("packs (-want +got):\n%s", diff)
	}
}
