package build

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/render"
)

// picture is a PNG of a size, half transparent.
func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, w, h))
	for x := range w / 2 {
		for y := range h {
			p.Set(x, y, color.NRGBA{R: 11, G: 63, B: 115, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func branded(t *testing.T, yaml string, files fstest.MapFS) (render.Brand, string) {
	t.Helper()
	files[project.FileName] = &fstest.MapFile{Data: []byte("title: Wexmoor\nas_of: 2026-06-30\nsources: []\nbranding:\n" + yaml)}
	var l diag.List
	p := project.Load(files, "", &l)
	if l.HasErrors() {
		t.Fatalf("the project file: %v", l.Sorted())
	}
	b := brandOf(p, files, &l)
	var told []string
	for _, d := range l.Sorted() {
		told = append(told, d.String())
	}
	return b, strings.Join(told, "\n")
}

func TestColoursAndLogoOfAPublisherAreTaken(t *testing.T) {
	files := fstest.MapFS{"brand/logo.png": {Data: picture(t, 300, 120)}}
	b, told := branded(t, "  name: Wexmoor\n  own: \"#3D1152\"\n  accent: \"#00857C\"\n  logo: brand/logo.png\n  logo_alt: Wexmoor Council\n", files)
	if told != "" {
		t.Fatal(told)
	}
	if got := b.Colour(render.Own).Light.Hex(); got != "#3D1152" {
		t.Errorf("the own colour is %s", got)
	}
	if got := b.Colour(render.Accent).Light.Hex(); got != "#00857C" {
		t.Errorf("the accent is %s", got)
	}
	if b.Logo == nil || b.Logo.Alt != "Wexmoor Council" || b.Logo.Width != 300 {
		t.Fatalf("the logo is %+v", b.Logo)
	}
	p, err := png.Decode(bytes.NewReader(b.Logo.PNG))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, bl, a := p.At(299, 10).RGBA(); r != 0xFFFF || g != 0xFFFF || bl != 0xFFFF || a != 0xFFFF {
		t.Errorf("what was transparent is %v, want white", p.At(299, 10))
	}
	again, _ := branded(t, "  logo: brand/logo.png\n  logo_alt: Wexmoor Council\n", files)
	if !bytes.Equal(again.Logo.PNG, b.Logo.PNG) {
		t.Error("the same picture gave other bytes")
	}
}

func TestBrandingThatCannotBeUsedIsToldByItsLine(t *testing.T) {
	files := fstest.MapFS{"logo.png": {Data: picture(t, 300, 120)}, "small.png": {Data: picture(t, 60, 20)}, "slim.png": {Data: picture(t, 1700, 120)},
		"large.png": {Data: make([]byte, logoBytes+1)}, "text.png": {Data: []byte("hello")}, "half.png": {Data: picture(t, 300, 120)[:200]},
		"logo.svg": {Data: []byte("<svg onload='x()'/>")}}
	alt := "\n  logo_alt: Wexmoor\n"
	cases := []struct{ name, yaml, want string }{
		{"a colour that cannot be read", "  own: \"#5F86AD\"\n", "sendpack.yaml:5:9: #5F86AD has a contrast of 3.8 with white, and needs 7"},
		{"the nearest colour is named", "  own: \"#5F86AD\"\n", `the nearest colour that passes is "#`},
		{"a word for a colour", "  accent: teal\n", `sendpack.yaml:5:11: "teal" is no colour`},
		{"a logo without words", "  logo: logo.png\n", "sendpack.yaml:5:9: the logo has no words"},
		{"a logo that is not there", "  logo: none.png" + alt, "there is no such file"},
		{"a logo outside the project", "  logo: ../logo.png" + alt, "it leaves the project's folder"},
		{"a drawing that may hold scripts", "  logo: logo.svg" + alt, `".svg" is no PNG file`},
		{"a logo that is too small", "  logo: small.png" + alt, "it has 60 × 20 pixels"},
		{"a logo that is too slim", "  logo: slim.png" + alt, "it is 1700 pixels wide and 120 high"},
		{"a file that is too large", "  logo: large.png" + alt, "it has 300 KB"},
		{"a file that is no picture", "  logo: text.png" + alt, "it is no PNG picture"},
		{"half a picture", "  logo: half.png" + alt, "the picture is damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, told := branded(t, c.yaml, files)
			if !strings.Contains(told, c.want) {
				t.Errorf("got %q, want %q", told, c.want)
			}
			if b.Logo != nil {
				t.Error("the logo is used all the same")
			}
		})
	}
}
