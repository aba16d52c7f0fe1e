package indicators_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// mappings decodes the shipped mappings by name, as package project does.
func mappings(t *testing.T) map[string]dataset.Spec {
	t.Helper()
	out := map[string]dataset.Spec{}
	var l diag.List
	for _, f := range indicators.Mappings() {
		var s dataset.Spec
		strictyaml.Decode(f.Path, f.Data, &s, &l)
		out[strings.TrimSuffix(path.Base(f.Path), ".yaml")] = s
	}
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	return out
}

func TestEachMappingSaysWhereItsFiguresComeFrom(t *testing.T) {
	for name, s := range mappings(t) {
		if s.Publication == "" || s.Publisher == "" || s.Release == "" || s.File == "" {
			t.Errorf("%s lacks publication, publisher, release or file", name)
		}
		if s.Source != name && name != s.Source+"-"+s.Release {
			t.Errorf("%s is not named for source %s and release %s", name, s.Source, s.Release)
		}
	}
}

// Every name that a shipped definition reads is one that a shipped mapping
// gives, so that no definition stays empty over a slip of the pen.
func TestDefinitionsReadWhatTheMappingsName(t *testing.T) {
	columns := map[string]map[string]bool{}
	for _, s := range mappings(t) {
		names := columns[s.Source]
		if names == nil {
			names = map[string]bool{}
			columns[s.Source] = names
		}
		for n := range s.Dimensions {
			names[n] = true
		}
		for n := range s.Measures {
			names[n] = true
		}
		if s.Wide != nil {
			names[s.Wide.Measure] = true
		}
		if s.Format == dataset.FormatLAIT {
			names[dataset.LAITKey], names[dataset.LAITValue] = true, true
		}
		if s.Returns {
			for _, n := range dataset.ReturnsHeader() {
				names[n] = true
			}
		}
	}
	var l diag.List
	for _, d := range indicators.LoadLibrary(&l) {
		known := map[string]bool{}
		for _, source := range d.Sources() {
			if columns[source] == nil {
				t.Errorf("%s reads source %s, which no mapping makes", d.ID, source)
			}
			for n := range columns[source] {
				known[n] = true
			}
		}
		for _, n := range d.Columns() {
			if !known[n] {
				t.Errorf("%s reads %s, which no mapping of its sources names", d.ID, n)
			}
		}
	}
}

// The published files are read through the mappings without a word, and give
// figures that their publishers print.
func TestMappingsReadThePublishedFiles(t *testing.T) {
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = "../../shared/data"
	}
	if _, err := os.Stat(path.Join(dir, "ees")); err != nil {
		t.Skip("the published files are not here; set SENDPACK_DATA to their folder")
	}
	data, register := os.DirFS(dir), dataset.LoadRegister()
	for name, s := range mappings(t) {
		if s.Returns {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var l diag.List
			if _, err := fs.Stat(data, path.Dir(s.File)); err != nil {
				t.Skip("no file of this release is among the published files here")
			}
			files, err := fs.Glob(data, s.File)
			if err != nil || len(files) == 0 {
				t.Fatalf("%s: no such file, %v", s.File, err)
			}
			switch s.Format {
			case dataset.FormatNeighbours:
				set, err := dataset.LoadNeighbours(context.Background(), data, s, files, register, &l)
				if err != nil || len(set.Of) != 153 {
					t.Errorf("%v, %v", set, err)
				}
			case dataset.FormatLAIT:
				t.Skip("read by the tests of package dataset")
			default:
				if err := dataset.AddAreas(context.Background(), data, s, files, register, &l); err != nil {
					t.Fatal(err)
				}
				table, err := dataset.Load(context.Background(), data, s, files, register, &l)
				if err != nil || table.Len() == 0 {
					t.Fatalf("%v", err)
				}
				printed(t, name, table, register)
			}
			for _, d := range l.Sorted() {
				if d.Severity != diag.Info {
					t.Error(d)
				}
			}
		})
	}
}

// printed compares one figure of a table with the publisher's.
func printed(t *testing.T, name string, table *dataset.Table, register *dataset.Register) {
	figures := map[string]struct {
		area, period, where, column string
		want                        float64
	}{
		"ees-ehcp-timeliness-2025":      {"E92000001", "2019", "all", "plans_issued_20_weeks_ex", 29895},
		"ees-ehcp-needs-2025":           {"E92000001", "January 2025", "all", "number_asd", 201183},
		"ees-ehcp-caseload-2025":        {"E92000001", "January 2019", "all", "mainstream_total", 138630},
		"ees-ehcp-requests-2025":        {"E92000001", "2019", "all", "requests_decided_not_to_assess", 18755},
		"ees-ehcp-annual-reviews-2025":  {"E92000001", "2024", "all", "total_review_meeting", 453761},
		"ees-neet-sen-2023":             {"E92000001", "2023", "", "neet_nk_ehc_percent", 10.1},
		"ees-cin-2025":                  {"E92000001", "31 March 2025", "", "at31_episodes", 402400},
		"ees-cin-sen-2022":              {"E92000001", "2021/22", "cin", "any_sen", 67180},
		"moj-send-appeals-2025":         {"E08000037", "2024", "", "appeals", 133},
		"moj-appealable-decisions-2025": {"E08000037", "2024", "", "decisions", 2065},
	}
	f, ok := figures[name]
	if !ok {
		return
	}
	for row := 0; row < table.Len(); row++ {
		if register.Area(table.Areas[row]).Code != f.area || table.Periods[table.PeriodOf[row]].Label != f.period {
			continue
		}
		if d := table.Dimension("group"); d != nil && d.At(row) != f.where {
			continue
		}
		if got := table.Measure(f.column).At(row); !got.Known || got.Number != f.want {
			t.Errorf("%s is %+v, want %v", f.column, got, f.want)
		}
		return
	}
	t.Errorf("no row for %s, %s", f.area, f.period)
}
