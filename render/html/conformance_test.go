package html_test

import (
	"context"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/internal/verify"
	"github.com/sendpack/sendpack/render/html"
	"github.com/sendpack/sendpack/templates"
)

// TestTheGalleryPassesTheChecksOfFinishedPages draws every block in every
// theme and reads the pages back as verify does after a build.
func TestTheGalleryPassesTheChecksOfFinishedPages(t *testing.T) {
	r, err := html.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []document.Theme{document.Web, document.Board, document.Members, document.Forum, document.LargePrint} {
		files, err := r.Render(context.Background(), gallery.Document(theme))
		if err != nil {
			t.Fatal(err)
		}
		assets, err := html.Assets(templates.FS)
		if err != nil {
			t.Fatal(err)
		}
		there := map[string]bool{}
		for _, f := range assets {
			there[f.Path] = true
		}
		for _, f := range files {
			there["area/"+f.Path] = true
		}
		exists := func(path string) bool {
			path, anchor, _ := strings.Cut(path, "#")
			if anchor != "" { // the gallery's anchors are on the pages it names them with
				return there[path]
			}
			// Files that other back-ends write are not the gallery's to make.
			return there[path] || strings.HasSuffix(path, ".pdf") || strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, ".xlsx")
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Path, ".html") {
				continue
			}
			for _, p := range verify.CheckHTML("area/"+f.Path, f.Bytes, exists) {
				t.Errorf("theme %d: %s: %s: %s", theme, p.File, p.Where, p.Message)
			}
		}
	}
}
