package build

import (
	"context"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/templates"
)

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestAProjectsTemplatesAreLaidOverTheShippedOnes(t *testing.T) {
	o := &Options{
		Project:   fstest.MapFS{"templates/a/replaced": text("own"), "templates/a/added": text("own"), "templates/b/new": text("own")},
		Templates: fstest.MapFS{"a/replaced": text("shipped"), "a/kept": text("shipped"), "c/kept": text("shipped")},
	}
	got := map[string]string{}
	err := fs.WalkDir(o.templates(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(o.templates(), name)
		got[name] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a/replaced": "own", "a/added": "own", "b/new": "own", "a/kept": "shipped", "c/kept": "shipped"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("merged folder (-want +got):\n%s", diff)
	}
	if _, err := fs.ReadFile(o.templates(), "a/missing"); err == nil {
		t.Error("a file that neither folder has was read")
	}
	if _, err := fs.ReadDir(o.templates(), "missing"); err == nil {
		t.Error("a folder that neither has was listed")
	}
}

func TestAProjectsOwnPackIsFoundAndItsMistakesAreNamedByItsFile(t *testing.T) {
	own := `id: school
audience: S
title: SEND in our schools
link: the briefing for schools
card: For schools
about: Attendance and exclusions.
theme: members
voice: member
pages:
  - {section: trends}
`
	o := &Options{Root: "my-area", Templates: templates.FS, Project: fstest.MapFS{"templates/packs/school.yaml": text(own), "templates/packs/other.yaml": text(own)}}
	var l diag.List
	var ids []string
	for _, y := range o.layouts(&l) {
		ids = append(ids, y.ID)
	}
	if diff := cmp.Diff([]string{"board-part-b", "board", "data-book", "members", "school", "parent-carer-large-print", "parent-carer", "school-leaders", "school"}, ids); diff != "" {
		t.Errorf("packs (-want +got):\n%s", diff)
	}
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Pos.String()+": "+d.Message)
	}
	want := []string{
		`my-area/templates/packs/other.yaml:1:5: the id "school" is not the name of the file`,
		`my-area/templates/packs/other.yaml:8:8: unknown voice "member"`,
		`my-area/templates/packs/school.yaml:8:8: unknown voice "member"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestNamesThatAProjectMistypesAreBlamedWhereTheyStand(t *testing.T) {
	const pack = `id: school
audience: S
title: SEND in our schools
short: SEND in schools
link: the briefing for schools
card: For schools
about: Attendance and exclusions.
theme: members
voice: members
pages:
  - section: scorecard
    title: Attendance
    indicators: [own, ehc-20-weeks, ehc-20-week]
`
	var f figures
	f.define("own", "index", "score", "CY", "polarity: high\n")
	f.value("own", plymouth, "2024", 5)
	o := f.options(plymouth)
	o.Root = "my-area"
	files := o.Project.(fstest.MapFS)
	files["templates/packs/school.yaml"] = text(pack)
	files["sendpack.yaml"].Data = append(files["sendpack.yaml"].Data, "packs: [school, bord]\ntables:\n  risk: risks.csv\n  actions: actions.csv\n"...)
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil {
		t.Fatal(err)
	}
	(&Model{Loaded: in}).layouts(o, &l)
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Pos.String()+": "+d.Message+"; "+d.Fix)
	}
	want := []string{
		`my-area/sendpack.yaml:16:17: no pack is called "bord"; did you mean "board"?`,
		`my-area/sendpack.yaml:18:9: no table of kind "risk" is known; did you mean "risks"?`,
		`my-area/sendpack.yaml:19:12: my-area/actions.csv cannot be read; check the name of the file`,
		`my-area/templates/packs/school.yaml:13:37: no indicator has the id "ehc-20-week"; sendpack list indicators shows them`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
