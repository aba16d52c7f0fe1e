package render

import "fmt"

// Token is a colour of the design (design §4) by its name there. Charts, pages
// and packs name tokens, never colours, so that dark mode, forced colours and
// branding change in one place.
type Token string

const (
	Paper     Token = "paper"
	Tint      Token = "tint"
	OwnTint   Token = "own-tint"
	Sand      Token = "sand"
	Ink       Token = "ink"
	Ink2      Token = "ink-2"
	Ink3      Token = "ink-3"
	Own       Token = "own"
	Accent    Token = "accent" // large bars without words: the site's header, the pack's cover
	Neighbour Token = "neighbour"
	Part      Token = "part"
	Improve   Token = "improve"
	Concern   Token = "concern"
	Neutral   Token = "neutral"
	Common    Token = "common"
	RAGGreen  Token = "rag-green"
	RAGAmber  Token = "rag-amber"
	RAGRed    Token = "rag-red"
	OnAmber   Token = "on-amber" // outline and sign of the amber mark: dark on both grounds
	LinkInk   Token = "link"
	Focus     Token = "focus"
	Rule      Token = "rule"
	Grid      Token = "grid"
	StripBand Token = "strip"  // ground of the strip chart
	OtherBar  Token = "other"  // areas that are neither own nor neighbours
	Draft     Token = "draft"  // the DRAFT watermark
	Ramp1     Token = "ramp-1" // classes of the tile map, from low to high
	Ramp2     Token = "ramp-2" // also the half of futures in a fan
	Ramp3     Token = "ramp-3"
	Ramp4     Token = "ramp-4"
	Fan90     Token = "fan-90" // nine in ten futures
	None      Token = ""       // not filled, not stroked
)

// RGB is a colour of the sRGB space.
type RGB struct{ R, G, B uint8 }

// Hex is the colour as #RRGGBB.
func (c RGB) Hex() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Pair is a token's colour on a light and on a dark ground.
type Pair struct{ Light, Dark RGB }

// Tokens lists every token in the order of the design page, for style sheets.
func Tokens() []Token {
	return []Token{Paper, Tint, OwnTint, Sand, Ink, Ink2, Ink3, Own, Accent, Neighbour, Part, Improve, Concern, Neutral,
		Common, RAGGreen, RAGAmber, RAGRed, OnAmber, LinkInk, Focus, Rule, Grid, StripBand, OtherBar, Draft,
		Ramp1, Ramp2, Ramp3, Ramp4, Fan90}
}

var colours = map[Token]Pair{
	Paper: pair(0xFFFFFF, 0x11181E), Tint: pair(0xF2F5F7, 0x1B252E), OwnTint: pair(0xE6EEF6, 0x1F3040),
	Sand: pair(0xFBF5E9, 0x2A2418), Ink: pair(0x16212B, 0xEFF3F6), Ink2: pair(0x46545F, 0xB7C3CC),
	Ink3: pair(0x5E6B75, 0x9AA8B3), Own: pair(0x0B3F73, 0xD3E8FF), Accent: pair(0x0B3F73, 0xD3E8FF), Neighbour: pair(0x808E9A, 0x7C8B97),
	Part: pair(0x5F86AD, 0x5B8DBD), Improve: pair(0x1B6EC2, 0x5AACFA), Concern: pair(0xC24A00, 0xFF9A52),
	Neutral: pair(0x5A2E85, 0xDCC4F7), Common: pair(0x68757F, 0x96A4AF), RAGGreen: pair(0x00796B, 0x3CC9AE),
	RAGAmber: pair(0xF5A800, 0xFFC23D), RAGRed: pair(0xB0122B, 0xFF7D8A), LinkInk: pair(0x0B57A4, 0x8CC4FF),
	OnAmber: pair(0x16212B, 0x11181E),
	Focus:   pair(0xFFDD00, 0xFFDD00), Rule: pair(0xC9D1D7, 0x3B4955), Grid: pair(0xDDE3E7, 0x2B3741),
	StripBand: pair(0xECF0F3, 0x1B252E), OtherBar: pair(0xD3DBE2, 0x3B4955), Draft: pair(0xF2F3F4, 0x1B252E),
	Ramp1: pair(0xDCE6EF, 0x22384D), Ramp2: pair(0xA9C4DD, 0x35587A), Ramp3: pair(0x5F86AD, 0x5B8DBD),
	Ramp4: pair(0x1D4F82, 0xB9D8F5), Fan90: pair(0xD9E5F0, 0x22384D),
}

func pair(light, dark uint32) Pair { return Pair{rgb(light), rgb(dark)} }

func rgb(h uint32) RGB { return RGB{uint8(h >> 16), uint8(h >> 8), uint8(h)} }

// Colour is the token's pair; the zero pair for an unknown token.
func Colour(t Token) Pair { return colours[t] }
