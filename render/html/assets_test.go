package html

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"flag"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/templates"
)

var out = flag.String("out", "", "folder to write the gallery to, for the checks in .ci/browser")

// withPage is the fonts and one page template.
func withPage(text string) fs.FS {
	m := fstest.MapFS{"html/page.tmpl": {Data: []byte(text)}}
	entries, err := fs.Glob(templates.FS, "assets/fonts/*.ttf")
	if err != nil {
		return m
	}
	for _, name := range entries {
		if b, err := fs.ReadFile(templates.FS, name); err == nil {
			m[name] = &fstest.MapFile{Data: b}
		}
	}
	return m
}

func assets(t testing.TB) map[string]render.File {
	t.Helper()
	files, err := Assets(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]render.File{}
	for _, f := range files {
		m[f.Path] = f
	}
	return m
}

func TestEveryColourOfTheStyleSheetIsAToken(t *testing.T) {
	source, err := fs.ReadFile(templates.FS, "assets/site.css")
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(`).FindAllString(string(source), -1); m != nil {
		t.Errorf("the style sheet names colours itself: %v", m)
	}
	built := string(assets(t)["assets/site.css"].Bytes)
	for _, m := range regexp.MustCompile(`var\(--([a-z0-9-]+)`).FindAllStringSubmatch(built, -1) {
		if !strings.Contains(built, "--"+m[1]+":") {
			t.Errorf("--%s is used and not defined", m[1])
		}
	}
	for _, token := range render.Tokens() {
		c := render.Colour(token)
		if n := strings.Count(built, "--"+string(token)+":"+c.Light.Hex()); n == 0 {
			t.Errorf("%s is missing in light", token)
		}
		if n := strings.Count(built, "--"+string(token)+":"+c.Dark.Hex()); n == 0 {
			t.Errorf("%s is missing in dark", token)
		}
	}
}

func TestEveryFileTheStyleSheetNamesIsPublished(t *testing.T) {
	files := assets(t)
	css := string(files["assets/site.css"].Bytes)
	named := regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(css, -1)
	if len(named) != 6 {
		t.Errorf("got %d fonts, want 6", len(named))
	}
	for _, m := range named {
		if _, ok := files["assets/"+m[1]]; !ok {
			t.Errorf("%s is not published", m[1])
		}
	}
	for path := range files {
		if strings.HasSuffix(path, ".ttf") {
			t.Errorf("%s is for print only", path)
		}
	}
}

func TestAssetsAreSmall(t *testing.T) {
	for path, limit := range map[string]int{"assets/site.css": 23_000, "assets/site.js": 20_000} {
		if n := len(assets(t)[path].Bytes); n == 0 || n > limit {
			t.Errorf("%s has %d bytes, want 1 to %d", path, n, limit)
		}
	}
	for _, f := range rendered(t, gallery.Document(document.Web)) {
		if len(f.Bytes) > 100_000 {
			t.Errorf("%s has %d bytes, want at most 100,000", f.Path, len(f.Bytes))
		}
	}
}

// With -out the gallery is left there in every theme, for
// .ci/browser/check.mjs and for people to look at.
func TestWriteGallery(t *testing.T) {
	if *out == "" {
		t.Skip("no -out folder asked for")
	}
	files := []render.File{}
	for _, f := range assets(t) {
		files = append(files, f)
	}
	files = append(files, rendered(t, sampleSite())...)
	for _, theme := range []document.Theme{document.Web, document.Board, document.Members, document.Forum, document.LargePrint} {
		d := gallery.Document(theme)
		d.ID = themeName(theme)
		for _, f := range rendered(t, d) {
			f.Path = "gallery/" + f.Path
			files = append(files, f)
		}
	}
	for _, f := range files {
		name := filepath.Join(*out, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
