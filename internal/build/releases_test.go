package build

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// releaseOf loads a small file as one release of a source.
func releaseOf(t *testing.T, name, published, rows string) edition {
	t.Helper()
	spec := dataset.Spec{Source: "plans", Release: name, Published: published, Format: dataset.FormatTidy, Area: dataset.AreaSpec{Code: "area"},
		Period: dataset.PeriodSpec{Type: "CY", Column: "year"}, Measures: map[string]dataset.ColumnSpec{"n": {Column: "n"}}}
	var l diag.List
	tab, err := dataset.Load(context.Background(), fstest.MapFS{name + ".csv": {Data: []byte("area,year,n\n" + rows)}}, spec, []string{name + ".csv"}, dataset.LoadRegister(), &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	return edition{spec, tab}
}

func rowsOf(r edition) (out []float64) { return r.table.Measure("n").Numbers }

func TestTheNewestReleaseSpeaksForThePeriodsItHas(t *testing.T) {
	old := releaseOf(t, "2025", "", "E06000026,2022,1\nE06000026,2023,2\nE06000026,2024,3\n")
	revised := releaseOf(t, "2026", "", "E06000026,2023,20\nE06000026,2024,30\nE06000026,2025,40\n")
	for name, order := range map[string][]edition{"old first": {old, revised}, "new first": {revised, old}} {
		var l diag.List
		got := current(order, &l)
		kept := map[string][]float64{}
		for _, r := range got {
			kept[r.spec.Release] = rowsOf(r)
		}
		if len(kept["2025"]) != 1 || kept["2025"][0] != 1 || len(kept["2026"]) != 3 {
			t.Errorf("%s: %v", name, kept)
		}
		if n := l.Count(diag.Info); n != 1 {
			t.Errorf("%s: told %d times", name, n)
		}
	}
	if len(rowsOf(old)) != 3 {
		t.Error("the table that was read has changed")
	}
}

func TestThePublicationDateComesBeforeTheNameOfARelease(t *testing.T) {
	first := releaseOf(t, "final", "2025-01-10", "E06000026,2024,1\n")
	second := releaseOf(t, "corrected", "2025-03-10", "E06000026,2024,2\n")
	var l diag.List
	got := current([]edition{first, second}, &l)
	if len(rowsOf(got[0])) != 0 || len(rowsOf(got[1])) != 1 {
		t.Errorf("%v %v", rowsOf(got[0]), rowsOf(got[1]))
	}
}

func TestFilesOfOneReleaseAreNotWeighedAgainstOneAnother(t *testing.T) {
	a := releaseOf(t, "2025", "", "E06000026,2024,1\n")
	b := releaseOf(t, "2025", "", "E06000027,2024,2\n")
	var l diag.List
	got := current([]edition{a, b}, &l)
	if len(rowsOf(got[0])) != 1 || len(rowsOf(got[1])) != 1 || l.Len() != 0 {
		t.Errorf("%v %v %v", rowsOf(got[0]), rowsOf(got[1]), l.Sorted())
	}
}
