package build

import (
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
