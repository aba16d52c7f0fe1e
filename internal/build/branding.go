package build

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"path"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/render"
)

// Bounds of a logo: enough for 14 mm of print at 180 dots an inch, and no more
// than every page can load.
const (
	logoBytes  = 300_000
	logoLeast  = 100  // pixels high
	logoMost   = 2400 // pixels either way
	logoSlim   = 8.0  // times as wide as high
	logoFormat = "a PNG file of the project, from 100 to 2400 pixels high, at most 8 times as wide as high and 300 KB large"
)

// brandOf checks the project's colours and logo.
func brandOf(p *project.Project, files fs.FS, l *diag.List) render.Brand {
	at := func(field string) diag.Pos {
		if pos, ok := p.Pos["branding."+field]; ok {
			return pos
		}
		return p.Pos["branding"]
	}
	brand, faults := render.NewBrand(p.Branding.Own, p.Branding.OwnDark, p.Branding.Accent)
	for _, f := range faults {
		d := diag.Diagnostic{Pos: at(f.Field), Message: f.Message, Expected: "six hexadecimal digits after a number sign, as in \"#0B3F73\""}
		if f.Nearest != "" {
			d.Expected = "a colour that can be read on the page and is not taken for one that judges"
			d.Fix = fmt.Sprintf("the nearest colour that passes is %q", f.Nearest)
		}
		l.Add(d)
	}
	name := p.Branding.Logo
	if name == "" {
		return brand
	}
	if strings.TrimSpace(p.Branding.LogoAlt) == "" {
		l.Add(diag.Diagnostic{Pos: at("logo"), Message: "the logo has no words for those who do not see it", Expected: "logo_alt: the words of the logo, such as the council's name"})
		return brand
	}
	logo, err := readLogo(files, name)
	if err != nil {
		l.Add(diag.Diagnostic{Pos: at("logo"), Message: fmt.Sprintf("the logo %q cannot be used: %v", name, err), Expected: logoFormat})
		return brand
	}
	logo.Alt = strings.TrimSpace(p.Branding.LogoAlt)
	brand.Logo = logo
	return brand
}

// readLogo decodes a picture and writes it anew, opaque on white: nothing of
// the file but its pixels is published.
func readLogo(files fs.FS, name string) (*render.Logo, error) {
	if !fs.ValidPath(path.Clean(name)) || strings.Contains(name, "\\") {
		return nil, errors.New("it leaves the project's folder")
	}
	if ext := strings.ToLower(path.Ext(name)); ext != ".png" {
		return nil, fmt.Errorf("%q is no PNG file", path.Ext(name))
	}
	info, err := fs.Stat(files, path.Clean(name))
	switch {
	case err != nil:
		return nil, errors.New("there is no such file")
	case info.Size() > logoBytes:
		return nil, fmt.Errorf("it has %d KB", info.Size()/1000)
	}
	raw, err := fs.ReadFile(files, path.Clean(name))
	if err != nil {
		return nil, errors.New("it cannot be read")
	}
	size, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, errors.New("it is no PNG picture")
	}
	switch w, h := size.Width, size.Height; {
	case h < logoLeast || h > logoMost || w > logoMost || w < 1:
		return nil, fmt.Errorf("it has %d × %d pixels", w, h)
	case float64(w) > logoSlim*float64(h):
		return nil, fmt.Errorf("it is %d pixels wide and %d high", w, h)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, errors.New("the picture is damaged")
	}
	return flattened(picture)
}

func flattened(picture image.Image) (*render.Logo, error) {
	b := picture.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), picture, b.Min, draw.Over)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, flat); err != nil {
		return nil, err
	}
	return &render.Logo{PNG: out.Bytes(), Width: b.Dx(), Height: b.Dy()}, nil
}
