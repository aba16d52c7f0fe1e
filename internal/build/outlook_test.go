package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
)

// TestTheProjectionHasItsPageAndFiles builds a small project twice, the second
// time with settings hidden. Each build proves its own pages: a figure that the
// files do not have, or that they hide, would stop it.
func TestTheProjectionHasItsPageAndFiles(t *testing.T) {
	for name, c := range map[string]struct {
		more string
		want []string
		not  string
	}{
		"everything may be shown": {"", []string{"EHC plans in Wexmoor", "9 in 10", `href="data/projection.csv"`, `href="data/hindsight.csv"`, "<svg"}, "hidden to protect people"},
		"settings are hidden":     {"disclosure: {threshold: 60}\n", []string{"EHC plans in Wexmoor", "hidden to protect people"}, "Small fan charts of 7"},
	} {
		t.Run(name, func(t *testing.T) {
			o := plansProject("projection: {simulations: 100, horizon: 6}\n" + c.more)
			o.Formats = []string{"html", "csv"}
			out := filepath.Join(t.TempDir(), "out")
			var l diag.List
			if _, err := Build(context.Background(), o, out, &l); err != nil || l.HasErrors() {
				t.Fatal(err, l.Sorted())
			}
			page := readOut(t, out, "projection.html")
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("the page does not have %q", want)
				}
			}
			if strings.Contains(page, c.not) {
				t.Errorf("the page has %q", c.not)
			}
			if rows := strings.Count(readOut(t, out, HindsightFile), "\n"); rows != 6 {
				t.Errorf("%d lines of what would have been said, want a head and 5", rows)
			}
			if !strings.Contains(readOut(t, out, "index.html"), `href="projection.html"`) {
				t.Error("the overview does not lead to the page")
			}
		})
	}
}

func readOut(t *testing.T, out, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
