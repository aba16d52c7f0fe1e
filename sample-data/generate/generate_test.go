package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed files are what the generator writes, byte for byte, and the
// data folder holds nothing else.
func TestCommittedFilesAreTheGeneratedOnes(t *testing.T) {
	files, err := committed()
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join("..", "data")
	written := map[string]bool{}
	for _, f := range files {
		path := filepath.Join(data, filepath.FromSlash(f.path))
		written[path] = true
		committed, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(committed, f.content) {
			t.Errorf("%s differs from what the generator writes", f.path)
		}
	}
	err = filepath.WalkDir(data, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !written[path] {
			t.Errorf("%s is not written by the generator", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSameSeedGivesSameFiles(t *testing.T) {
	first, _ := generate(7)
	second, _ := generate(7)
	other, _ := generate(8)
	same := true
	for i := range first {
		if !bytes.Equal(first[i].content, second[i].content) {
			t.Errorf("%s: two runs with one seed differ", first[i].path)
		}
		same = same && bytes.Equal(first[i].content, other[i].content)
	}
	if same {
		t.Error("another seed changed nothing")
	}
}

func TestRunWritesEveryFile(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir, 7); err != nil {
		t.Fatal(err)
	}
	files, _ := generate(7)
	for _, f := range files {
		got, err := os.ReadFile(filepath.Join(dir, "data", filepath.FromSlash(f.path)))
		if err != nil || !bytes.Equal(got, f.content) {
			t.Errorf("%s: not written as generated (%v)", f.path, err)
		}
	}
}

func TestSampleStaysSmall(t *testing.T) {
	const limit = 3_500_000
	files, err := committed()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		total += len(f.content)
	}
	if total > limit {
		t.Errorf("the data take %d bytes, more than %d", total, limit)
	}
}

func TestRowWithAnUnknownColumnIsAProblem(t *testing.T) {
	table := &table{path: "test.csv", header: []string{"a"}}
	table.add(record{"a": "1"})
	table.add(record{"b": "1"})
	if len(table.problems) != 1 {
		t.Errorf("got %d problems, want 1", len(table.problems))
	}
}

func TestShareAddsUp(t *testing.T) {
	for _, c := range []struct {
		name    string
		whole   int
		weights []float64
		want    []int
	}{
		{"even parts give the odd one to the first", 4, []float64{1, 1, 1}, []int{2, 1, 1}},
		{"the largest remainder is served first", 10, []float64{1, 2, 4}, []int{1, 3, 6}},
		{"nothing to share", 0, []float64{1, 2}, []int{0, 0}},
		{"a weight of nothing gets nothing", 7, []float64{0, 1}, []int{0, 7}},
	} {
		got := share(c.whole, c.weights)
		for i := range c.want {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

func TestNumbersArePrintedAsPublished(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"one decimal", percent(1, 3), "33.3"},
		{"no trailing zero", percent(1, 2), "50"},
		{"half goes up", percent(1, 16), "6.3"},
		{"nothing of nothing", percent(0, 0), "z"},
		{"none", percent(0, 9), "0"},
		{"not none, but rounds to it", percent(1, 5000), "low"},
		{"event too rare to print", per100(1, 400_000), "low"},
		{"no events", per100(0, 400_000), "0"},
		{"negative change", decimal(-1.25, 1), "-1.2"},
		{"thousands", thousands(1234567), "1,234,567"},
		{"academic year at the turn of a century", academic(2000), "199900"},
		{"academic year", academic(2025), "202425"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}
