package chart

import (
	"fmt"
	"io/fs"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one cut of Source Sans 3.
type Face int

const (
	Regular Face = iota
	SemiBold
	Bold
	Italic
	faceCount
)

// fontFiles are the names below the file system that holds the templates.
var fontFiles = [faceCount]string{
	"assets/fonts/SourceSans3_400Regular.ttf",
	"assets/fonts/SourceSans3_600SemiBold.ttf",
	"assets/fonts/SourceSans3_700Bold.ttf",
	"assets/fonts/SourceSans3_400Regular_Italic.ttf",
}

// File is the face's TrueType file below the templates, for back-ends that
// embed the same bytes that were measured.
func (f Face) File() string { return fontFiles[f] }

// FaceOf is the face for a CSS-like weight. There is one italic, so italic
// text has no weight.
func FaceOf(weight int, italic bool) Face {
	switch {
	case italic:
		return Italic
	case weight >= 650:
		return Bold
	case weight >= 500:
		return SemiBold
	}
	return Regular
}

// The tables cover the basic plane: nothing above it is drawn in any output.
const (
	planeSize = 1 << 16
	noGlyph   = 0xFFFF
)

// Fonts measures text by the unhinted advances of the TrueType files, without
// kerning, as the PDF sets it. It does not change after NewFonts and serves any
// number of goroutines.
type Fonts struct {
	advances [faceCount][]uint16 // by rune, in 1/1000 em; noGlyph where the face has none
	notdef   [faceCount]uint16
}

// NewFonts reads the four faces below the templates' file system.
func NewFonts(fsys fs.FS) (*Fonts, error) {
	fonts := &Fonts{}
	for face := range faceCount {
		data, err := fs.ReadFile(fsys, face.File())
		if err != nil {
			return nil, fmt.Errorf("reading the font: %w", err)
		}
		if err := fonts.load(face, data); err != nil {
			return nil, fmt.Errorf("reading the font %s: %w", face.File(), err)
		}
	}
	return fonts, nil
}

func (f *Fonts) load(face Face, data []byte) error {
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return err
	}
	advances, err := glyphAdvances(parsed)
	if err != nil {
		return err
	}
	f.notdef[face] = advances[0]
	table := make([]uint16, planeSize)
	var buf sfnt.Buffer
	for r := range table {
		glyph, err := parsed.GlyphIndex(&buf, rune(r))
		table[r] = noGlyph
		if err == nil && glyph != 0 {
			table[r] = advances[glyph]
		}
	}
	f.advances[face] = table
	return nil
}

// glyphAdvances lists each glyph's advance in thousandths of the em.
func glyphAdvances(f *sfnt.Font) ([]uint16, error) {
	var buf sfnt.Buffer
	advances := make([]uint16, f.NumGlyphs())
	if len(advances) == 0 {
		return nil, fmt.Errorf("no glyphs")
	}
	for g := range advances {
		a, err := f.GlyphAdvance(&buf, sfnt.GlyphIndex(g), fixed.I(1000), font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", g, err)
		}
		advances[g] = uint16(min(max(a.Round(), 0), noGlyph-1))
	}
	return advances, nil
}

// Width is the length of text on one line, in the unit of size. A character
// without a glyph counts as the box that would be drawn for it.
func (f *Fonts) Width(text string, size float64, weight int, italic bool) float64 {
	face := FaceOf(weight, italic)
	sum := 0
	for _, r := range text {
		sum += f.advance(r, face)
	}
	return float64(sum) * size / 1000
}

func (f *Fonts) advance(r rune, face Face) int {
	if f.Has(r, face) {
		return int(f.advances[face][r])
	}
	return int(f.notdef[face])
}

// Has reports whether the face can draw the character.
func (f *Fonts) Has(r rune, face Face) bool {
	return r >= 0 && r < planeSize && f.advances[face][r] != noGlyph
}

// Missing lists, sorted and once each, the characters of text that at least
// one face cannot draw. Line breaks are not characters to draw.
func (f *Fonts) Missing(text string) []rune {
	var out []rune
	for _, r := range text {
		if r != '\n' && !f.hasAll(r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

func (f *Fonts) hasAll(r rune) bool {
	for face := range faceCount {
		if !f.Has(r, face) {
			return false
		}
	}
	return true
}
