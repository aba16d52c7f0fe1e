package build

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/verify"
)

// sampleOptions are those of the command without flags.
func sampleOptions() *Options {
	return &Options{Project: Sample(), Root: SampleRoot, Templates: Templates(), Version: committedVersion}
}

// committedVersion is the version that the committed site was built with: the
// command's, which a release build may replace.
const committedVersion = "0.4.0"

// built is one build of the sample, shared by the tests that only look at it.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "sendpack-test-")
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "site")
	var l diag.List
	_, err = Build(context.Background(), sampleOptions(), out, &l)
	return out, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if out, err := built(); err == nil {
		os.RemoveAll(filepath.Dir(out))
	}
	os.Exit(code)
}

func builtSample(t *testing.T) string {
	t.Helper()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// contents reads a whole folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("%s is empty", dir)
	}
	return out
}

// sameContents reports how two folders differ, with the place of the first
// byte that does.
func sameContents(t *testing.T, want, got map[string]string) {
	t.Helper()
	names := map[string]bool{}
	for n := range want {
		names[n] = true
	}
	for n := range got {
		names[n] = true
	}
	var sorted []string
	for n := range names {
		sorted = append(sorted, n)
	}
	sort.Strings(sorted)
	for _, n := range sorted {
		w, inWant := want[n]
		g, inGot := got[n]
		switch {
		case !inGot:
			t.Errorf("%s is missing", n)
		case !inWant:
			t.Errorf("%s is new", n)
		case w != g:
			t.Errorf("%s differs %s", n, firstDifference(n, w, g))
		}
	}
}

func firstDifference(name, want, got string) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	switch path.Ext(name) {
	case ".html", ".csv", ".json", ".css", ".js", ".svg", ".txt":
		from := max(0, at-40)
		return "at byte " + strconv.Itoa(at) + ":\n  want …" + want[from:min(len(want), at+60)] + "…\n  got  …" + got[from:min(len(got), at+60)] + "…"
	}
	return "at byte " + strconv.Itoa(at)
}

// TestSameInputsGiveTheSameBytes builds the sample again in another folder,
// with another number of workers, time zone and language.
func TestSameInputsGiveTheSameBytes(t *testing.T) {
	want := contents(t, builtSample(t))
	for name, value := range map[string]string{"TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"} {
		t.Setenv(name, value)
	}
	was := time.Local
	time.Local = time.FixedZone("NZST", 13*60*60)
	defer func() { time.Local = was }()

	out := filepath.Join(t.TempDir(), "a folder of another name", "out")
	o := sampleOptions()
	o.Jobs = 7
	var l diag.List
	if _, err := Build(context.Background(), o, out, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	sameContents(t, want, contents(t, out))
}

// TestSeveralAreasGiveTheSameBytes does the same where areas are made side by
// side, without the slow packs.
func TestSeveralAreasGiveTheSameBytes(t *testing.T) {
	var first map[string]string
	for _, jobs := range []int{1, 6} {
		o := sampleOptions()
		o.Jobs, o.Areas, o.Formats = jobs, []string{"X06000961", "962", "Farrowby"}, []string{"html", "csv", "xlsx"}
		out := filepath.Join(t.TempDir(), "out")
		var l diag.List
		if _, err := Build(context.Background(), o, out, &l); err != nil || l.HasErrors() {
			t.Fatal(err, l.Sorted())
		}
		if got := contents(t, out); first == nil {
			first = got
		} else {
			sameContents(t, first, got)
		}
	}
}

// TestCommittedSiteIsTheSample rebuilds the sample and compares it with site/,
// so that what readers see on the web is what the code makes.
func TestCommittedSiteIsTheSample(t *testing.T) {
	site := filepath.Join("..", "..", "site")
	if _, err := os.Stat(filepath.Join(site, ManifestFile)); err != nil {
		t.Fatal("site/ holds no build: run `make site`")
	}
	sameContents(t, contents(t, site), contents(t, builtSample(t)))
	if t.Failed() {
		t.Log("site/ is not what the sample builds now: run `make site`, look at the change and commit it")
	}
}

// TestSampleIsLean keeps the repository small.
func TestSampleIsLean(t *testing.T) {
	total := 0
	for _, text := range contents(t, builtSample(t)) {
		total += len(text)
	}
	if most := 20 << 20; total > most {
		t.Errorf("the sample's site is %d bytes, more than %d", total, most)
	}
}

func TestSampleVerifies(t *testing.T) {
	problems, words, err := Verify(t.Context(), builtSample(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.File, p.Where, p.Message)
	}
	if !strings.Contains(words, "4 PDFs") {
		t.Errorf("verify looked at %q", words)
	}
}

// TestSamplePacksKeepTheirLength holds the page budgets of the audiences: the
// members' briefing is four pages and a sheet of localities.
func TestSamplePacksKeepTheirLength(t *testing.T) {
	packLengths(t, builtSample(t), map[string][2]int{"board": {12, 20}, "members": {2, 5}, "parent-carer": {4, 4}, "parent-carer-large-print": {4, 12}})
}

func packLengths(t *testing.T, dir string, budget map[string][2]int) {
	t.Helper()
	for id, b := range budget {
		raw, err := os.ReadFile(filepath.Join(dir, "packs", id+".pdf"))
		if err != nil {
			t.Error(err)
			continue
		}
		texts, err := verify.TextPDF(raw)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		pages := 0
		for _, x := range texts {
			pages = max(pages, x.Page)
		}
		if pages < b[0] || pages > b[1] {
			t.Errorf("%s has %d pages, want %d to %d", id, pages, b[0], b[1])
		}
	}
}

// TestLibraryDefinitions runs the tests that stand beside the definitions.
func TestLibraryDefinitions(t *testing.T) {
	var l diag.List
	sum, err := TestDefinitions(context.Background(), nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	if sum.Definitions < 14 || sum.Tests < sum.Definitions || sum.Assertions < sum.Tests {
		t.Errorf("ran %+v: fewer than one test a definition, or one assertion a test", sum)
	}
}
