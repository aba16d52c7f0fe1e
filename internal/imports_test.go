// Package internal_test guards the shape of the module: which package may
// import which, and which package alone may know each library.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/sendpack/sendpack"

// mayImport is the whole map of the module: a package that is not here does
// not belong to it, and an edge that is not here is a design change to be made
// here first. Arrows point up the list only.
var mayImport = []struct {
	pkg     string
	imports string
}{
	{"internal/diag", ""},
	{"internal/quantity", ""},
	{"internal/strictyaml", "internal/diag"},
	{"internal/csvfile", "internal/diag"},
	{"internal/dataset", "internal/diag internal/quantity internal/csvfile"},
	{"internal/formula", "internal/diag internal/quantity"},
	{"indicators", "internal/diag internal/strictyaml internal/formula internal/quantity"},
	{"internal/project", "indicators internal/dataset internal/strictyaml internal/diag"},
	{"internal/stats", ""},
	{"internal/evaluate", "indicators internal/dataset internal/formula internal/stats internal/quantity internal/diag"},
	{"internal/protect", ""},
	{"internal/disclose", "internal/protect internal/evaluate indicators internal/dataset internal/quantity internal/diag"},
	{"internal/assess", "internal/evaluate indicators internal/dataset internal/stats internal/quantity"},
	{"internal/returns", "indicators internal/dataset internal/quantity"},
	{"internal/draw", ""},
	{"internal/forecast", "internal/csvfile internal/draw internal/diag"},
	{"internal/transition", "internal/protect internal/forecast internal/draw internal/csvfile internal/diag"},
	{"internal/document", "internal/quantity"},
	{"internal/document/gallery", "internal/document internal/quantity"},
	{"internal/diff", "internal/document"},
	{"internal/query", "internal/document internal/diag"},
	{"internal/compose", "internal/diff internal/query internal/forecast internal/assess internal/evaluate internal/disclose internal/dataset internal/project indicators internal/document internal/csvfile internal/strictyaml internal/quantity internal/diag"},
	{"render", "internal/document internal/quantity"},
	{"render/chart", "render internal/document internal/quantity"},
	{"render/html", "render render/chart internal/document internal/quantity"},
	{"render/pdf", "render render/chart internal/document internal/quantity"},
	{"render/xlsx", "render render/chart internal/document internal/returns internal/dataset internal/quantity internal/diag"},
	{"render/csv", "render render/chart internal/document internal/returns internal/quantity internal/csvfile"},
	{"internal/plain", ""},
	{"internal/attack", "internal/quantity"},
	{"internal/verify", "internal/attack internal/document internal/quantity internal/diag"},
	{"templates", ""},
	{"sample-data", ""},
	{"sample-data/generate", ""},
	{"internal/preview", ""},
	{"internal/build", "*"},
	{"cmd/sendpack", "internal/build internal/diag"},
}

// homes are the packages of ours behind which each library stands alone.
var homes = map[string]string{
	"github.com/go-pdf/fpdf":           "render/pdf",
	"github.com/yuin/goldmark":         "internal/compose",
	"github.com/wcharczuk/go-chart/v2": "render/chart",
	"gopkg.in/yaml.v3":                 "internal/strictyaml",
	"github.com/gocarina/gocsv":        "internal/csvfile",
	"github.com/xuri/excelize/v2":      "render/xlsx",
	"github.com/expr-lang/expr":        "internal/formula",
	"github.com/invopop/jsonschema":    "internal/strictyaml",
	"gonum.org/v1/gonum":               "internal/stats",
	"github.com/spf13/cobra":           "cmd/sendpack",
	"github.com/fsnotify/fsnotify":     "internal/build",
}

// edge is one import of one package, with a file that holds it.
type edge struct{ from, to, file string }

func TestImportsFollowTheMap(t *testing.T) {
	order := map[string]int{}
	allowed := map[string][]string{}
	for n, p := range mayImport {
		order[p.pkg], allowed[p.pkg] = n, strings.Fields(p.imports)
		for _, to := range allowed[p.pkg] {
			if at, ok := order[to]; to != "*" && (!ok || at >= n) {
				t.Errorf("the map lets %s import %s, which does not stand above it", p.pkg, to)
			}
		}
	}
	packages := map[string]bool{}
	for _, e := range edges(t) {
		packages[e.from] = true
		if _, known := order[e.from]; !known {
			t.Errorf("%s: package %s is not in the map", e.file, e.from)
			continue
		}
		to, own := strings.CutPrefix(e.to, module+"/")
		if !own {
			continue
		}
		if slices.Contains(allowed[e.from], "*") {
			if order[to] >= order[e.from] {
				t.Errorf("%s: %s may not import %s, which stands below it", e.file, e.from, to)
			}
		} else if !slices.Contains(allowed[e.from], to) {
			t.Errorf("%s: %s may not import %s\n    allowed: %s", e.file, e.from, to, strings.Join(allowed[e.from], ", "))
		}
	}
	for _, p := range mayImport {
		if !packages[p.pkg] {
			t.Errorf("package %s is in the map but not in the module", p.pkg)
		}
	}
}

func TestEachLibraryHasOneHome(t *testing.T) {
	used := map[string]bool{}
	for _, e := range edges(t) {
		for library, home := range homes {
			if e.to != library && !strings.HasPrefix(e.to, library+"/") {
				continue
			}
			used[library] = true
			if e.from != home {
				t.Errorf("%s: %s imports %s, which only %s may know", e.file, e.from, e.to, home)
			}
		}
	}
	for library, home := range homes {
		if !used[library] {
			t.Errorf("%s is not imported by %s", library, home)
		}
	}
}

// TestChainsStayShort keeps the way from the command down to a leaf readable.
func TestChainsStayShort(t *testing.T) {
	next := map[string][]string{}
	internal := 0
	for _, e := range edges(t) {
		if to, own := strings.CutPrefix(e.to, module+"/"); own && !slices.Contains(next[e.from], to) {
			next[e.from] = append(next[e.from], to)
			internal++
		}
	}
	var longest func(pkg string) []string
	longest = func(pkg string) []string {
		var best []string
		for _, to := range next[pkg] {
			if way := longest(to); len(way) > len(best) {
				best = way
			}
		}
		return append([]string{pkg}, best...)
	}
	if way := longest("cmd/sendpack"); len(way) > 8 {
		t.Errorf("a chain of %d packages: %s", len(way), strings.Join(way, " → "))
	}
	if internal == 0 {
		t.Error("no package imports another: the module was not found")
	}
}

// edges reads the imports of every Go file of the module that is not a test.
func edges(t *testing.T) []edge {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	var out []edge
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules" || base == "tmp") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(name)), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Dir(name)
		out = append(out, edge{from, "", name})
		for _, i := range f.Imports {
			to, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			out = append(out, edge{from, to, name})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].file+out[a].to < out[b].file+out[b].to })
	return out
}
