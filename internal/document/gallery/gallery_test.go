package gallery

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
)

// sealed lists the types of package document that have the given unexported
// method, which is how a kind joins a closed set.
func sealed(t *testing.T, method string) []string {
	t.Helper()
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("reading package document: %v, %d files", err, len(files))
	}
	var names []string
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == method && fn.Recv != nil {
				names = append(names, fn.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	sort.Strings(names)
	return names
}

// kinds collects the type names of everything reachable in the document.
func kinds(v reflect.Value, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			kinds(v.Elem(), seen)
		}
	case reflect.Struct:
		seen[v.Type().Name()] = true
		for i := range v.NumField() {
			kinds(v.Field(i), seen)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			kinds(v.Index(i), seen)
		}
	}
}

func TestGalleryHoldsEveryBlockAndEveryChart(t *testing.T) {
	seen := map[string]bool{}
	kinds(reflect.ValueOf(Document(document.Board)), seen)
	for _, method := range []string{"block", "spec"} {
		want := sealed(t, method)
		if len(want) < 7 {
			t.Fatalf("found only %v with the method %s", want, method)
		}
		for _, name := range want {
			if !seen[name] {
				t.Errorf("the gallery has no %s", name)
			}
		}
	}
}

func TestGalleryUsesEveryMark(t *testing.T) {
	seen := map[document.Mark]bool{}
	marks(reflect.ValueOf(Document(document.Board)), seen)
	for m := document.Green; m <= document.Expected; m++ {
		if !seen[m] {
			t.Errorf("the gallery has no mark %d", m)
		}
	}
}

func marks(v reflect.Value, seen map[document.Mark]bool) {
	if v.Type() == reflect.TypeFor[document.Mark]() {
		seen[document.Mark(v.Int())] = true
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			marks(v.Elem(), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			marks(v.Field(i), seen)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			marks(v.Index(i), seen)
		}
	}
}

func TestGalleryRowsFitTheirColumns(t *testing.T) {
	for _, p := range Document(document.Board).Pages {
		for _, b := range p.Blocks {
			table, ok := b.(document.Table)
			if !ok {
				continue
			}
			for _, g := range table.Groups {
				for _, r := range g.Rows {
					if got, want := len(r.Cells), len(table.Columns); got != want {
						t.Errorf("table %q: a row of %d cells under %d columns", table.Caption, got, want)
					}
				}
			}
		}
	}
}

func TestGalleryChartsHaveWordsAndTables(t *testing.T) {
	ids := map[string]bool{}
	visitCharts(reflect.ValueOf(Document(document.Board)), func(c document.Chart) {
		if ids[c.ID] {
			t.Errorf("two charts have the id %q", c.ID)
		}
		ids[c.ID] = true
		if c.Alt == "" || len(c.Alt) > 350 {
			t.Errorf("chart %q: a text alternative of %d bytes", c.ID, len(c.Alt))
		}
		if kind := reflect.TypeOf(c.Spec).Name(); c.Table == nil && strings.Contains("TrendSpec BenchmarkSpec BreakdownSpec ControlSpec FunnelSpec FanSpec TileMapSpec MultiplesSpec", kind) {
			t.Errorf("chart %q has no table", c.ID)
		}
	})
}

func visitCharts(v reflect.Value, visit func(document.Chart)) {
	if c, ok := v.Interface().(document.Chart); ok {
		visit(c)
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			visitCharts(v.Elem(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			visitCharts(v.Field(i), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			visitCharts(v.Index(i), visit)
		}
	}
}
