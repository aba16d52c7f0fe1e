package project

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// begin is the least that a project says.
const begin = "title: Test\nas_of: 2026-06-30\nsources: []\n"

func load(text string) (*Project, []diag.Diagnostic) {
	var l diag.List
	p := Load(fstest.MapFS{FileName: {Data: []byte(text)}}, "place", &l)
	return p, l.Sorted()
}

// said prints the first lines of diagnostics.
func said(ds []diag.Diagnostic) []string {
	out := []string{}
	for _, d := range ds {
		first, _, _ := strings.Cut(d.String(), "\n")
		out = append(out, first)
	}
	return out
}

func TestAProjectIsRead(t *testing.T) {
	p, ds := load("title: Wexmoor SEND data\nas_of: 2026-06-30\nareas: [E06000026]\nsources:\n  - {use: some-mapping, file: ees/a.csv}\ntargets:\n  ehc-20-weeks: {goal: 60, amber_within: 5, by: March 2027}\ndisclosure: {threshold: 10, min_base: 20}\n")
	for _, d := range ds {
		t.Error(d)
	}
	if p.Title != "Wexmoor SEND data" || p.File != "place/sendpack.yaml" || p.Sources[0].Use != "some-mapping" || p.Sources[0].File != "ees/a.csv" ||
		*p.Targets["ehc-20-weeks"].Goal != 60 || p.Disclosure != (Disclosure{Threshold: 10, MinBase: 20}) {
		t.Errorf("got %+v", p)
	}
	if got := p.Pos["targets.ehc-20-weeks.goal"]; got.Line != 7 {
		t.Errorf("the goal stands on line %d, want 7", got.Line)
	}
}

func TestNoProjectFileIsTold(t *testing.T) {
	var l diag.List
	Load(fstest.MapFS{}, "here", &l)
	const want = `here/sendpack.yaml: there is no project file here
    expected: a file called sendpack.yaml
    fix: name the folder that holds it, or start from a copy of the sample`
	if got := l.Sorted(); len(got) != 1 || got[0].String() != want {
		t.Errorf("said %v", got)
	}
}

func TestWhatIsWrongInAProjectIsToldAtItsPlace(t *testing.T) {
	for more, want := range map[string]string{
		"colour: blue\n":                                   `place/sendpack.yaml:4:1: unknown field "colour"`,
		"published: 1 July 2026\n":                         `place/sendpack.yaml:4:12: "1 July 2026" is not a date`,
		"published: 2026-02-30\n":                          `place/sendpack.yaml:4:12: "2026-02-30" is not a date`,
		"data: ../elsewhere\n":                             `place/sendpack.yaml:4:7: "../elsewhere" leaves the project's folder`,
		"data: a/../../b\n":                                `place/sendpack.yaml:4:7: "a/../../b" leaves the project's folder`,
		"commentary: /etc\n":                               `place/sendpack.yaml:4:13: "/etc" leaves the project's folder`,
		"geography: ['C:\\x.csv']\n":                       `place/sendpack.yaml:4:14: "C:\\x.csv" leaves the project's folder`,
		"tables: {actions: ../a.csv}\n":                    `place/sendpack.yaml:4:19: "../a.csv" leaves the project's folder`,
		"indicators: {folders: [../mine]}\n":               `place/sendpack.yaml:4:24: "../mine" leaves the project's folder`,
		"targets: {a: {goal: 1, basis: nearest}}\n":        `place/sendpack.yaml:4:31: unknown basis "nearest"`,
		"disclosure: {threshold: -1}\n":                    `place/sendpack.yaml:4:1: a threshold below 0`,
		"disclosure: {min_base: -1}\n":                     `place/sendpack.yaml:4:1: a threshold below 0`,
		"disclosure: {rounding: 3}\n":                      `place/sendpack.yaml:4:24: counts cannot be rounded to 3`,
		"disclosure: {rounding_instead_of_hiding: true}\n": `place/sendpack.yaml:4:42: nothing is rounded`,
	} {
		_, ds := load(begin + more)
		if d := cmp.Diff([]string{want}, said(ds)); d != "" {
			t.Errorf("%s(-want +got):\n%s", more, d)
		}
	}
	if _, ds := load(strings.Replace(begin, "2026-06-30", "30/06/2026", 1)); len(ds) != 1 || ds[0].Expected != "YYYY-MM-DD" {
		t.Errorf("said %v", ds)
	}
	if _, ds := load("title: Test\nsources: []\n"); len(ds) == 0 || !strings.Contains(ds[0].String(), "as_of") {
		t.Errorf("a project without its date: said %v", ds)
	}
}

func TestDay(t *testing.T) {
	for text, want := range map[string]int{"2026-06-30": 20260630, "2024-02-29": 20240229, "2023-02-29": 0, "2026-13-01": 0, "2026-00-10": 0, "2026-06-31": 0, "2026-6-30": 0, "2026/06/30": 0, "": 0, "２０２６-06-30": 0, "2026-06-3x": 0} {
		if got := Day(text); got != want {
			t.Errorf("Day(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestShippedMappingsDecode(t *testing.T) {
	var l diag.List
	all := Mappings(&l)
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	if len(all) == 0 {
		t.Fatal("no mapping is shipped")
	}
	for _, m := range all {
		if m.Name == "" || m.Source == "" || m.Format == "" {
			t.Errorf("mapping %q of source %q has format %q", m.Name, m.Source, m.Format)
		}
	}
}

// shipped is a mapping as the library would ship it.
var shipped = []Mapping{{"timeliness-2025", dataset.Spec{Source: "timeliness", Format: dataset.FormatEES, File: "a.csv", Publisher: "Department",
	Symbols: map[string]string{"*": "c"}, Dimensions: map[string]dataset.ColumnSpec{"need": {Column: "need"}}}}}

func TestAProjectIsLaidOverAShippedMapping(t *testing.T) {
	p, _ := load("title: Test\nas_of: 2026-06-30\nsources:\n  - {use: timeliness-2025, file: mine/b.csv, status: provisional, symbols: {'-': z}}\n")
	var l diag.List
	specs := p.Specs(shipped, &l)
	if l.Len() != 0 || len(specs) != 1 {
		t.Fatalf("said %v", l.Sorted())
	}
	s := specs[0]
	if s.File != "mine/b.csv" || s.Status != "provisional" || s.Publisher != "Department" || s.Source != "timeliness" || s.Pos.Line != 4 {
		t.Errorf("got %+v", s)
	}
	if d := cmp.Diff(map[string]string{"*": "c", "-": "z"}, s.Symbols); d != "" {
		t.Errorf("symbols: %s", d)
	}
	if d := cmp.Diff(map[string]string{"*": "c"}, shipped[0].Symbols); d != "" {
		t.Errorf("the shipped mapping was changed: %s", d)
	}
}

func TestSourcesThatCannotBeReadAreTold(t *testing.T) {
	for source, want := range map[string]string{
		"{use: timeliness-2024}":                                       `no shipped mapping is called "timeliness-2024"`,
		"{source: s, file: a.csv}":                                     "a source without a format",
		"{source: s, file: a.csv, format: excel}":                      `unknown format "excel"`,
		"{file: a.csv, format: tidy}":                                  "a source without an id",
		"{source: s, format: tidy}":                                    "a source without a file",
		"{source: s, format: tidy, file: ../a.csv}":                    `"../a.csv" leaves the data folder`,
		"{source: s, format: tidy, file: /a.csv}":                      `"/a.csv" leaves the data folder`,
		"{source: s, format: tidy, file: a.csv, published: yesterday}": `"yesterday" is not a date`,
	} {
		p, ds := load("title: Test\nas_of: 2026-06-30\nsources:\n  - " + source + "\n")
		if len(ds) > 0 {
			t.Fatal(ds[0])
		}
		var l diag.List
		specs := p.Specs(shipped, &l)
		got := l.Sorted()
		if len(got) != 1 || got[0].Message != want || got[0].Pos.Line != 4 || len(specs) != 0 {
			t.Errorf("%s: said %v, kept %d", source, got, len(specs))
		}
		if strings.Contains(source, "2024") && got[0].Fix != `did you mean "timeliness-2025"?` {
			t.Errorf("fix %q", got[0].Fix)
		}
	}
}

func FuzzAnyProjectFileIsReadOrRefused(f *testing.F) {
	for _, s := range []string{begin, begin + "targets: {a: {goal: .nan}}\n", "sources: [{use: x}, {where: {a: [b]}}]", "a: &x [*x]", "\x00", "- 1", "title: !!binary x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ds := load(text)
		if p == nil {
			t.Fatal("no project")
		}
		var l diag.List
		for _, s := range p.Specs(shipped, &l) {
			if strings.HasPrefix(s.File, "/") || strings.HasPrefix(s.File, "..") {
				t.Fatalf("%q leaves the data folder", s.File)
			}
		}
		for _, d := range append(ds, l.Sorted()...) {
			if d.Pos.File == "" || d.Message == "" {
				t.Fatalf("a diagnostic without place or message: %+v", d)
			}
		}
	})
}
