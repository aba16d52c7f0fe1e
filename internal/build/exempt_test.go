package build

import (
	"archive/zip"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/verify"
)

// keptBack are words that only the exempt part may hold: an indicator of the
// project's choice, the reason, and what was written for that part.
var keptBack = []string{"transport-cost", "Cost of school transport", "Quagga", "Zebrawood", "987,654", "board-part-b", "Schedule 12A", "part B"}

// withPartB is the sample with an indicator kept back and a text for part B.
func withPartB(t *testing.T) *Options {
	t.Helper()
	raw, err := fs.ReadFile(Sample(), ProjectFile)
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(raw), "\npart_b:")
	o := sampleOptions()
	o.Project = overlay{fstest.MapFS{
		ProjectFile:                  text(before + "\npart_b:\n  paragraphs: [3]\n  reason: Quagga would weaken the bargain.\n  indicators: [transport-cost]\n"),
		"commentary/board-part-b.md": text("---\npack: board-part-b\n---\n# Exempt items\n\nZebrawood costs 987,654 pounds.\n"),
	}, Sample()}
	return o
}

// readable is every word of a file that a reader can get at.
func readable(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := string(raw)
	switch filepath.Ext(name) {
	case ".pdf":
		texts, err := verify.TextPDF(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range texts {
			out += "\n" + x.Text + "\n" + x.Alt
		}
	case ".xlsx":
		z, err := zip.OpenReader(name)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			part, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			out += string(part)
		}
	}
	return out
}

func TestAPublicBuildHoldsNoByteOfTheExemptPart(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the sample twice")
	}
	dir := t.TempDir()
	public, apart := filepath.Join(dir, "site"), filepath.Join(dir, "apart")
	o := withPartB(t)
	var l diag.List
	if _, err := Build(context.Background(), o, public, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	err := filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		words := readable(t, name)
		for _, secret := range keptBack {
			if at := strings.Index(words, secret); at >= 0 || strings.Contains(name, secret) {
				t.Errorf("%s holds %q: %.160q", name, secret, words[max(0, at-60):])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	o.Packs, o.Formats = []string{"board-part-b"}, []string{"pdf", "html", "csv"}
	for where, want := range map[string]string{public: "holds a public output", filepath.Join(public, "packs", "more"): "holds a public output"} {
		if _, err := Build(context.Background(), o, where, &l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("into %s: %v", where, err)
		}
	}
	if _, err := Build(context.Background(), o, apart, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	words := readable(t, filepath.Join(apart, "packs", "board-part-b.pdf"))
	for _, want := range []string{"Zebrawood", "Quagga", "Schedule 12A", "Cost of school transport"} {
		if !strings.Contains(words, want) {
			t.Errorf("part B does not say %q", want)
		}
	}
	if _, err := os.Stat(filepath.Join(apart, "index.html")); err == nil {
		t.Error("the exempt output has a site")
	}
	if problems, _, err := Verify(context.Background(), apart); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestAnExemptPackIsBuiltByNameAndAlone(t *testing.T) {
	for name, c := range map[string]struct {
		packs []string
		file  string
		want  string
	}{
		"with another":   {packs: []string{"board", "board-part-b"}, want: `the pack "board-part-b" is not for the public and was named with others`},
		"by the project": {file: "packs: [board, board-part-b]", want: `the pack "board-part-b" is not for the public`},
	} {
		o := withPartB(t)
		o.Packs = c.packs
		if c.file != "" {
			raw, err := fs.ReadFile(o.Project, ProjectFile)
			if err != nil {
				t.Fatal(err)
			}
			own := strings.Replace(string(raw), "packs: [board, members, parent-carer, parent-carer-large-print]", c.file, 1)
			o.Project = overlay{fstest.MapFS{ProjectFile: text(own)}, o.Project}
		}
		var l diag.List
		out := filepath.Join(t.TempDir(), "out")
		if _, err := Build(context.Background(), o, out, &l); err != nil {
			t.Fatal(name, err)
		}
		said := ""
		for _, d := range l.Filter(diag.Error).Sorted() {
			said += d.Message
		}
		if said != c.want {
			t.Errorf("%s: %q", name, said)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
	o := withPartB(t)
	if got := OutputFor(o, "site"); got != "site" {
		t.Error(got)
	}
	o.Packs = []string{"board-part-b"}
	if got := OutputFor(o, "site"); got != "site-board-part-b" {
		t.Error(got)
	}
}
