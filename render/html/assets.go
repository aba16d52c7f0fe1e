package html

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// mediaTypes are the kinds of asset that are published; fonts for print and
// anything else in the folder are not.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
}

// Assets gives the files that all pages of all documents share, below assets/.
// Each style sheet named site.css is preceded by the design tokens and the
// chart rules, which come from the same tables as the drawings.
func Assets(fsys fs.FS) ([]render.File, error) { return BrandedAssets(fsys, render.Brand{}) }

// logoPath is where the logo lies.
const logoPath = "assets/logo.png"

// BrandedAssets is Assets in a publisher's colours, with the logo.
func BrandedAssets(fsys fs.FS, brand render.Brand) ([]render.File, error) {
	files := []render.File{{Path: "assets/icon.svg", MediaType: mediaTypes[".svg"], Bytes: []byte(icon(brand))}}
	if brand.Logo != nil {
		files = append(files, render.File{Path: logoPath, MediaType: mediaTypes[".png"], Bytes: brand.Logo.PNG})
	}
	err := fs.WalkDir(fsys, "assets", func(name string, entry fs.DirEntry, err error) error {
		kind := mediaTypes[path.Ext(name)]
		if err != nil || entry.IsDir() || kind == "" || name == "assets/icon.svg" || name == logoPath {
			return err
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		switch {
		case name == "assets/site.css":
			b = []byte(tokenCSS(brand) + compact(chart.CSS()) + compact(string(b)))
		case kind == mediaTypes[".css"]:
			b = []byte(compact(string(b)))
		}
		files = append(files, render.File{Path: name, MediaType: kind, Bytes: b})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("site assets: %w", err)
	}
	return files, nil
}

// compact leaves out a style sheet's comments, indents and line ends, which a
// reader's browser does not need. It knows no strings: ours hold no comments
// and no line ends.
func compact(css string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(css, "/*")
		for line := range strings.Lines(before) {
			b.WriteString(strings.TrimSpace(line))
		}
		if !found {
			return b.String() + "\n"
		}
		_, css, _ = strings.Cut(after, "*/")
	}
}

// TokenCSS is the design tokens as custom properties: light, and dark on
// screens that ask for it. Paper is always light.
func TokenCSS() string { return tokenCSS(render.Brand{}) }

func tokenCSS(brand render.Brand) string {
	var light, dark strings.Builder
	for _, t := range render.Tokens() {
		c := brand.Colour(t)
		fmt.Fprintf(&light, "--%s:%s;", t, c.Light.Hex())
		fmt.Fprintf(&dark, "--%s:%s;", t, c.Dark.Hex())
	}
	return ":root{color-scheme:light dark;" + light.String() +
		"--on-focus:" + render.Colour(render.Ink).Light.Hex() + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + dark.String() + "}}\n"
}

// icon is the mark in the browser's tab.
func icon(brand render.Brand) string {
	own, paper := brand.Colour(render.Own).Light.Hex(), render.Colour(render.Paper).Light.Hex()
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="` + own + `" d="M0 0h32v32H0z"/>` +
		`<path fill="` + paper + `" d="M6 18h5v8H6zM13.5 12h5v14h-5zM21 6h5v20h-5z"/></svg>` + "\n"
}
