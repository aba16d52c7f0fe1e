package internal_test

import (
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestArchitecturePageShowsTheMap keeps the table of README.md equal to
// mayImport: the same packages in the same order with the same imports.
func TestArchitecturePageShowsTheMap(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, line := range strings.Split(string(raw), "\n") {
		cells := strings.Split(line, " | ")
		if name, ok := strings.CutPrefix(cells[0], "| `"); ok && len(cells) == 3 {
			imports := strings.Trim(strings.TrimSuffix(cells[2], "|"), " ")
			got = append(got, strings.TrimSuffix(name, "`")+": "+imports)
		}
	}
	for _, p := range mayImport {
		var short []string
		for _, i := range strings.Fields(p.imports) {
			short = append(short, path.Base(i))
		}
		imports := strings.Join(short, ", ")
		if imports == "*" {
			imports = "all above"
		}
		want = append(want, p.pkg+": "+imports)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("packages in README.md (-want +got):\n%s", diff)
	}
}
