package indicators

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
)

var update = flag.Bool("update", false, "rewrite expected files")

func TestTheLibraryIsClean(t *testing.T) {
	var l diag.List
	defs := LoadLibrary(&l)
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	if len(defs) < 16 {
		t.Errorf("%d definitions, want 16 or more", len(defs))
	}
}

func TestTheListsAreClean(t *testing.T) {
	lists, l := loadLists()
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	seen := map[string]bool{}
	for _, list := range lists {
		for _, c := range list.Codes {
			if key := list.ID + "=" + strings.ToLower(c.Code); seen[key] || seen[list.ID] {
				t.Errorf("%s is there twice", key)
			}
			seen[list.ID+"="+strings.ToLower(c.Code)] = true
		}
		seen[list.ID] = true
	}
}

func TestBadDefinitionsAreToldExactly(t *testing.T) {
	eachBad(t, "testdata/bad", func(file string, data []byte, l *diag.List) {
		defs := Decode(file, data, l)
		Validate(defs, l)
	})
}

func TestBadTestFilesAreToldExactly(t *testing.T) {
	eachBad(t, "testdata/bad-tests", func(file string, data []byte, l *diag.List) {
		var none diag.List
		CheckTests(DecodeTests(file, data, l), LoadLibrary(&none), l)
	})
}

func eachBad(t *testing.T, folder string, read func(file string, data []byte, l *diag.List)) {
	files, err := filepath.Glob(folder + "/*.yaml")
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
			read(filepath.Base(file), data, &l)
			var got bytes.Buffer
			if err := l.Print(&got); err != nil {
				t.Fatal(err)
			}
			if l.Len() == 0 {
				t.Error("a bad file was accepted")
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".stderr", got.Bytes())
		})
	}
}

// golden compares with a committed file, or rewrites it with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func FuzzDecodeNeverPanics(f *testing.F) {
	var none diag.List
	for _, file := range append(yamlFiles(Library(), "", &none), Mappings()...) {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		Validate(Decode("x.yaml", data, &l), &l)
		CheckTests(DecodeTests("x_test.yaml", data, &l), nil, &l)
	})
}

func TestTheLibraryHasATestForEachDefinition(t *testing.T) {
	var l diag.List
	defs := LoadLibrary(&l)
	tests := LoadTests(Library(), "indicators/library", &l)
	CheckTests(tests, defs, &l)
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	tested := map[string]bool{}
	for _, f := range tests {
		tested[f.Indicator] = true
	}
	for _, d := range defs {
		if !tested[d.ID] {
			t.Errorf("%s has no test", d.ID)
		}
	}
}
