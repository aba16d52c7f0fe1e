package html

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/templates"
)

func newRenderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rendered(t testing.TB, d document.Document) []render.File {
	t.Helper()
	files, err := newRenderer(t).Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// write puts files where a browser can open them.
func write(t testing.TB, dir string, files []render.File) {
	t.Helper()
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

