package build

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/internal/quantity"
)

// ownSample is the sample project in a folder of its own, where it can be
// changed, for two of its areas.
func ownSample(t *testing.T) (dir string, o *Options) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, Sample()); err != nil {
		t.Fatal(err)
	}
	o = sampleOptions()
	o.Project, o.Areas, o.Incremental = os.DirFS(dir), []string{"X06000961", "X06000962"}, true
	return dir, o
}

func buildInto(t *testing.T, o *Options, out string) {
	t.Helper()
	var l diag.List
	if _, err := Build(context.Background(), o, out, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
}

// edit changes a text in a file of the project.
func edit(t *testing.T, dir, name, old, now string) {
	t.Helper()
	file := filepath.Join(dir, name)
	raw, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(raw), old) {
		t.Fatalf("%s does not hold %q: %v", name, old, err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(raw), old, now, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func appendTo(t *testing.T, dir, name, more string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), append(raw, more...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestAnIncrementalBuildEqualsAFullOne changes one input after another. Every
// incremental build must be the full one of the same inputs, byte for byte, and
// must leave alone the files that do not depend on the change.
func TestAnIncrementalBuildEqualsAFullOne(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two areas many times")
	}
	dir, o := ownSample(t)
	work := t.TempDir()
	out := filepath.Join(work, "out")
	buildInto(t, o, out)
	for _, c := range []struct {
		what   string
		change func()
		stays  []string // files that must be left alone
		moves  []string // files that must be others
	}{
		{"nothing", func() {}, []string{"X06000961/index.html", "X06000961/data/results.csv", "X06000961/packs/board.pdf", "X06000962/data/data-book.xlsx"}, nil},
		{"commentary on one indicator for the board", func() {
			appendTo(t, dir, "commentary/abs-overall-sen.board.md", "\nOne more remark.\n")
		}, []string{"X06000961/data/results.csv", "X06000961/data/data-book.xlsx", "X06000961/index.html", "X06000961/packs/members.pdf"}, nil},
		{"a figure of one area", func() {
			edit(t, dir, "data/ees/ehc_plans/timeliness_20_week.csv", "391,371,220,213,56.3,57.4", "391,371,220,212,56.3,57.1")
		}, []string{"X06000961/indicators/exc-suspension-sen.html"}, []string{"X06000961/data/results.csv"}},
		{"the project's title", func() { edit(t, dir, "sendpack.yaml", "name: Wexmoor SEND data", "name: Wexmoor figures") }, nil, nil},
	} {
		before := hashes(t, out)
		times := modified(t, out)
		c.change()
		buildInto(t, o, out)
		full := filepath.Join(work, "full")
		f := *o
		f.Incremental = false
		buildInto(t, &f, full)
		after, want := hashes(t, out), hashes(t, full)
		if !maps.Equal(after, want) {
			for name := range want {
				if after[name] != want[name] {
					t.Errorf("after a change of %s: %s differs from a full build", c.what, name)
				}
			}
			t.Fatalf("after a change of %s: %d files, a full build has %d", c.what, len(after), len(want))
		}
		now := modified(t, out)
		for _, name := range c.stays {
			if now[name] != times[name] || before[name] == "" {
				t.Errorf("after a change of %s: %s was written again", c.what, name)
			}
		}
		for _, name := range c.moves {
			if after[name] == before[name] {
				t.Errorf("after a change of %s: %s is as it was", c.what, name)
			}
		}
	}
}

func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name := range contents(t, dir) {
		sum, err := hashFile(os.DirFS(dir), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = sum
	}
	return out
}

// modified is when each file was last written.
func modified(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			out[name] = info.ModTime().UnixNano()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAnOutputThatWasChangedIsNotBelieved(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	page := []byte("<p>as made</p>")
	manifest := []byte(`{"tool":"sendpack","outputs":[{"path":"index.html","sha256":"` + hashOf(page) + `"}]}`)
	write := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(out, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("index.html", page)
	write(ManifestFile, manifest)
	m := memory{Manifest: hashOf(manifest)}
	if !m.holds(out) {
		t.Error("an output as it was made is not believed")
	}
	write("index.html", []byte("<p>changed</p>"))
	if m.holds(out) {
		t.Error("a changed page is believed")
	}
	write("index.html", page)
	write(ManifestFile, append(manifest, '\n'))
	if m.holds(out) {
		t.Error("another manifest is believed")
	}
	if err := os.Remove(filepath.Join(out, ManifestFile)); err != nil {
		t.Fatal(err)
	}
	if m.holds(out) {
		t.Error("an output without a manifest is believed")
	}
}

func TestEveryPartOfADocumentCountsInItsHash(t *testing.T) {
	d := gallery.Document(document.Board)
	same := gallery.Document(document.Board)
	if documentHash(&d) != documentHash(&same) {
		t.Fatal("the same document has two hashes")
	}
	one := func() document.Document {
		return document.Document{ID: "a", Pages: []document.Page{{ID: "p", Blocks: []document.Block{document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("x")}}}}}}}
	}
	base := one()
	seen := map[string]string{documentHash(&base): "nothing"}
	for what, change := range map[string]func(*document.Document){
		"a title":                  func(d *document.Document) { d.Title = "t" },
		"draft":                    func(d *document.Document) { d.Draft = true },
		"another kind of block":    func(d *document.Document) { d.Pages[0].Blocks[0] = document.PageBreak{} },
		"a word":                   func(d *document.Document) { d.Pages[0].Blocks[0] = document.Heading{Text: document.Plain("x")} },
		"a page without blocks":    func(d *document.Document) { d.Pages[0].Blocks = nil },
		"a block in the aside":     func(d *document.Document) { d.Pages[0].Aside = d.Pages[0].Blocks },
		"the same text, elsewhere": func(d *document.Document) { d.ID, d.Title = "", "a" },
		"a figure behind a word": func(d *document.Document) {
			q := quantity.New(quantity.Of(1), quantity.Count, 0)
			d.Pages[0].Blocks[0] = document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: "x", Quantity: &q}}}}}
		},
	} {
		changed := one()
		change(&changed)
		h := documentHash(&changed)
		if other, twice := seen[h]; twice {
			t.Errorf("%s and %s have the same hash", what, other)
		}
		seen[h] = what
	}
}
