package pdf

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"github.com/sendpack/sendpack/render/chart"
)

// faceCount is how many faces are embedded: regular, semibold, bold, italic.
const faceCount = 4

// faceNames are the PostScript names written into the file, after the tag
// that marks a subset.
var faceNames = [faceCount]string{"SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold", "SourceSans3-It"}

// families are the names under which fpdf knows the faces. They appear in the
// base font names that the finisher replaces.
var families = [faceCount]string{"packa", "packb", "packc", "packd"}

// faces holds the measurements and the bytes of the fonts. The bytes that are
// embedded are those that were measured.
type faces struct {
	*chart.Fonts
	data     [faceCount][]byte
	outlines [faceCount]*sfnt.Font
}

func loadFaces(fsys fs.FS) (*faces, error) {
	fonts, err := chart.NewFonts(fsys)
	if err != nil {
		return nil, err
	}
	f := &faces{Fonts: fonts}
	for i := range f.data {
		name := chart.Face(i).File()
		if f.data[i], err = fs.ReadFile(fsys, name); err != nil {
			return nil, fmt.Errorf("reading the font: %w", err)
		}
		if f.outlines[i], err = sfnt.Parse(f.data[i]); err != nil {
			return nil, fmt.Errorf("reading the font %s: %w", name, err)
		}
	}
	return f, nil
}

// width is the advance of words in a style, in points.
func (f *faces) width(words string, st style) float64 {
	return f.Width(words, st.size, st.weight, st.slanted)
}

// lacks is the first rune the style's face has no glyph for: it would be drawn
// as an empty box, and no validator would notice.
func (f *faces) lacks(words string, st style) (rune, bool) {
	for _, r := range words {
		if !f.Has(r, st.face()) {
			return r, true
		}
	}
	return 0, false
}

// clean makes text drawable: composed characters, plain spaces for tabs and
// line breaks, and a replacement for what lies beyond the basic plane, which
// fpdf cannot hold.
func clean(text string) string {
	if plainASCII(text) {
		return text
	}
	text = norm.NFC.String(strings.ToValidUTF8(text, "?"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < 0x20 || r == 0x7f || r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == utf8.RuneError:
			return -1
		case r > 0xFFFF:
			return '?'
		}
		return r
	}, text)
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}
