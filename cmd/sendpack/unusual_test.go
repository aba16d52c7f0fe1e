package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWhatIsOnlyUnusualPasses holds the other side: forms of file that are not
// mistakes give the very results of the plain file.
func TestWhatIsOnlyUnusualPasses(t *testing.T) {
	results := func(t *testing.T, alter func(project)) string {
		t.Helper()
		p := newProject(t)
		alter(p)
		var stdout, stderr bytes.Buffer
		if got := runAt(filepath.Dir(p.dir), []string{"build", "small", "-o", "out", "--format", "csv"}, &stdout, &stderr); got != 0 {
			t.Fatalf("exit %d, want 0\n%s", got, stderr.String())
		}
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(p.dir), "out", "data", "results.csv"))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	plain := results(t, func(project) {})
	for _, c := range []struct {
		form  string
		alter func(project)
	}{
		{"a byte order mark", func(p project) { p.write(plansFile, "\ufeff"+p.read(plansFile)) }},
		{"carriage returns", func(p project) { p.write(plansFile, strings.ReplaceAll(p.read(plansFile), "\n", "\r\n")) }},
		{"capitals in the header", func(p project) {
			head, rows, _ := strings.Cut(p.read(plansFile), "\n")
			p.write(plansFile, strings.ToUpper(head)+"\n"+rows)
		}},
		{"no line end at the end", func(p project) { p.write(plansFile, strings.TrimRight(p.read(plansFile), "\n")) }},
		{"numbers in quotation marks", func(p project) { p.change(plansFile, plymouth, `E06000026,879,Plymouth,All,"106","64",60.4`) }},
		{"spaces around a number", func(p project) { p.change(plansFile, plymouth, "E06000026,879,Plymouth,All, 106,64 ,60.4") }},
	} {
		t.Run(c.form, func(t *testing.T) {
			if got := results(t, c.alter); got != plain {
				t.Errorf("results differ from those of the plain file")
			}
		})
	}
	t.Run("gzip", func(t *testing.T) {
		got := results(t, func(p project) {
			p.write(plansFile+".gz", zipped(p.read(plansFile)))
			p.change("sendpack.yaml", "file: plans.csv", "file: plans.csv.gz")
		})
		if strings.ReplaceAll(got, "plans.csv.gz:", "plans.csv:") != plain {
			t.Errorf("results differ from those of the plain file")
		}
	})
}

// TestWindowsTextIsDecodedAndSaid has a file saved on an older Windows machine.
func TestWindowsTextIsDecodedAndSaid(t *testing.T) {
	p := newProject(t)
	p.change(plansFile, "Bath and North East Somerset,All,86", "B\xe9th,All,86")
	var stdout, stderr bytes.Buffer
	if got := runAt(filepath.Dir(p.dir), []string{"check", "small"}, &stdout, &stderr); got != 0 {
		t.Errorf("exit %d, want 0\n%s", got, stderr.String())
	}
	if !regexp.MustCompile(`small/data/plans\.csv:.*info: .*Windows-1252`).Match(stderr.Bytes()) {
		t.Errorf("the encoding is not told:\n%s", stderr.String())
	}
}
