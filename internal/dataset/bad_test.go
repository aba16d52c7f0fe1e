package dataset

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expected messages")

// badSpec is a mapping as for a small published file.
func badSpec() Spec {
	return Spec{Source: "plans", Format: FormatEES, Period: PeriodSpec{Type: CalendarYear},
		Dimensions: map[string]ColumnSpec{"group": {Column: "breakdown", Labels: map[string]string{"All": "all", "Boys": "boys", "Girls": "girls"}}},
		Measures:   map[string]ColumnSpec{"plans": {Column: "plans"}, "plans_pc": {Column: "plans_pc", Percent: true}}}
}

// TestBadInputsAreToldWell loads each testdata/bad/<mistake> and compares all
// that is said with want.txt beside it.
func TestBadInputsAreToldWell(t *testing.T) {
	dirs, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(dirs) < 35 {
		t.Fatalf("%d cases, %v", len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var l diag.List
			loadBad(t, dir, &l)
			var got bytes.Buffer
			if err := l.Print(&got); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join(dir, "want.txt")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("messages differ (-want +got):\n%s", d)
			}
			if got.Len() == 0 {
				t.Error("a bad input passes in silence")
			}
		})
	}
}

// loadBad loads a case in the format that its name says.
func loadBad(t *testing.T, dir string, l *diag.List) {
	t.Helper()
	fsys, file, name := os.DirFS(dir), "data.csv", filepath.Base(dir)
	if strings.HasPrefix(name, "gzip-") {
		file = "data.csv.gz"
	}
	reg, ctx := LoadRegister(), context.Background()
	var err error
	switch kind, _, _ := strings.Cut(name, "-"); kind {
	case "neighbours":
		_, err = LoadNeighbours(ctx, fsys, Spec{Set: "sn"}, []string{file}, reg, l)
	case "lait":
		_, _, err = LoadLAIT(ctx, fsys, Spec{Dictionary: "dictionary.csv", Pos: diag.Pos{File: "lait.yaml", Line: 1}}, []string{file}, []string{"A_key", "B_key", "A_kee"}, reg, l)
	case "return":
		_, err = Load(ctx, fsys, Spec{Format: FormatTidy, Returns: true, PeriodTypes: map[string]string{"health-advice-6-weeks": FinancialYear}}, []string{file}, reg, l)
	default:
		_, err = Load(ctx, fsys, badSpec(), []string{file, "missing.csv"}[:1], reg, l)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestMissingFileIsTold(t *testing.T) {
	var l diag.List
	if _, err := Load(context.Background(), os.DirFS("testdata"), badSpec(), []string{"none.csv"}, LoadRegister(), &l); err != nil {
		t.Fatal(err)
	}
	if d := l.Sorted(); len(d) != 1 || d[0].Message != "the file does not exist" {
		t.Errorf("a missing file gives %v", d)
	}
}
