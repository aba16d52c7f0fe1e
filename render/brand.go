package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Logo is a publisher's picture, opaque on white, as a PNG. Alt says its words.
type Logo struct {
	PNG           []byte
	Width, Height int // pixels
	Alt           string
}

// Brand is what a publisher may change of the design (design §4): the colour of
// the own area with the tint that follows from it, the colour of large bars,
// and a logo. The zero Brand changes nothing.
type Brand struct {
	colours map[Token]Pair
	Logo    *Logo
}

// Colour is the token's pair under the brand.
func (b Brand) Colour(t Token) Pair {
	if p, ok := b.colours[t]; ok {
		return p
	}
	return Colour(t)
}

// Least contrasts and differences of a brand's colours.
const (
	ownContrast    = 7.0  // with the page: text of the smallest size is set in it
	ownApart       = 15.0 // from colours that judge, in any vision
	accentContrast = 3.0  // with the page: bars have to be seen
)

// A BrandFault says why a colour of a brand cannot be used, and the nearest one
// that can.
type BrandFault struct {
	Field   string // "own", "own_dark" or "accent"
	Message string
	Nearest string // "" where the colour is no colour
}

// NewBrand makes a brand of colours as #RRGGBB; "" leaves a colour to the
// design or, where own is given without own_dark, derives it. With a fault the
// brand is the zero one.
func NewBrand(own, ownDark, accent string) (Brand, []BrandFault) {
	b := Brand{colours: map[Token]Pair{}}
	var faults []BrandFault
	read := func(field, text string, check func(RGB) string) (RGB, bool) {
		if text == "" {
			return RGB{}, false
		}
		c, ok := ParseRGB(text)
		if !ok {
			faults = append(faults, BrandFault{field, fmt.Sprintf("%q is no colour", text), ""})
			return c, false
		}
		if wrong := check(c); wrong != "" {
			faults = append(faults, BrandFault{field, c.Hex() + " " + wrong, nearest(c, check).Hex()})
			return c, false
		}
		return c, true
	}
	light, given := read("own", own, ownLight)
	dark, darkGiven := read("own_dark", ownDark, ownDarkRule)
	if darkGiven && !given {
		light = Colour(Own).Light
	}
	if given && !darkGiven {
		dark = nearest(lightened(light, 90), ownDarkRule)
	}
	if given || darkGiven {
		b.colours[Own] = Pair{light, dark}
		b.colours[OwnTint] = Pair{mixed(light, Colour(Paper).Light, 0.08), mixed(dark, Colour(Paper).Dark, 0.08)}
		b.colours[Accent] = b.colours[Own]
	}
	if bar, ok := read("accent", accent, accentRule); ok {
		b.colours[Accent] = Pair{bar, nearest(bar, func(c RGB) string { return least(c, Colour(Paper).Dark, accentContrast, "the dark page") })}
	}
	if len(faults) > 0 {
		return Brand{}, faults
	}
	return b, nil
}

// ParseRGB reads #RRGGBB.
func ParseRGB(text string) (RGB, bool) {
	hex, ok := strings.CutPrefix(text, "#")
	if !ok || len(hex) != 6 {
		return RGB{}, false
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	return rgb(uint32(n)), err == nil
}

func ownLight(c RGB) string {
	if wrong := least(c, Colour(Paper).Light, ownContrast, "white"); wrong != "" {
		return wrong
	}
	return confused(c, func(t Token) RGB { return Colour(t).Light })
}

func ownDarkRule(c RGB) string {
	if wrong := least(c, Colour(Paper).Dark, ownContrast, "the dark page"); wrong != "" {
		return wrong
	}
	return confused(c, func(t Token) RGB { return Colour(t).Dark })
}

func accentRule(c RGB) string { return least(c, Colour(Paper).Light, accentContrast, "white") }

func least(c, ground RGB, want float64, on string) string {
	if got := contrast(c, ground); got < want {
		return fmt.Sprintf("has a contrast of %s with %s, and needs %s", decimal(got), on, decimal(want))
	}
	return ""
}

// confused says which colour that judges is too like c, and for whom.
func confused(c RGB, of func(Token) RGB) string {
	for _, t := range []Token{Improve, Concern, RAGRed} {
		for v, who := range []string{"", ", as people without red see it", ", as people without green see it", ", as people without blue see it"} {
			if got := difference(c, of(t), vision(v)); got < ownApart {
				return fmt.Sprintf("is too like the colour %s (%s apart%s, and at least %s are needed)", t, decimal(got), who, decimal(ownApart))
			}
		}
	}
	return ""
}

// decimal rounds down, so that a figure below a limit never looks like it.
func decimal(v float64) string {
	return strconv.FormatFloat(math.Floor(v*10)/10, 'f', -1, 64)
}

// nearest is the colour least different from c that passes: other lightness
// first, then less or another hue. Black and white are tried last.
func nearest(c RGB, check func(RGB) string) RGB {
	if check(c) == "" {
		return c
	}
	l0, a0, b0 := lab(linear(c))
	chroma, angle := math.Hypot(a0, b0), math.Atan2(b0, a0)
	best, found := math.Inf(1), RGB{}
	for turn := -60.0; turn <= 60; turn += 10 {
		for share := 0.2; share <= 1.21; share += 0.2 {
			for l := 2.0; l <= 98; l += 2 {
				h := angle + rad(turn)
				try := fromLab(l, chroma*share*math.Cos(h), chroma*share*math.Sin(h))
				l1, a1, b1 := lab(linear(try))
				if d := ciede2000(l0, a0, b0, l1, a1, b1); d < best && check(try) == "" {
					best, found = d, try
				}
			}
		}
	}
	if math.IsInf(best, 1) && check(rgb(0xFFFFFF)) == "" {
		return rgb(0xFFFFFF)
	}
	return found
}

// lightened is c at another lightness, a little paler.
func lightened(c RGB, l float64) RGB {
	_, a, b := lab(linear(c))
	k := min(1, 18/max(math.Hypot(a, b), 1e-9))
	return fromLab(l, a*k, b*k)
}

// mixed is share of c on a ground.
func mixed(c, ground RGB, share float64) RGB {
	at := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*share + float64(b)*(1-share))) }
	return RGB{at(c.R, ground.R), at(c.G, ground.G), at(c.B, ground.B)}
}

// fromLab is the inverse of lab, kept inside sRGB.
func fromLab(l, a, b float64) RGB {
	f := func(t float64) float64 {
		if t > 6.0/29 {
			return t * t * t
		}
		return (116*t - 16) * 27 / 24389
	}
	fy := (l + 16) / 116
	x, y, z := 0.95047*f(fy+a/500), f(fy), 1.08883*f(fy-b/200)
	encode := func(v float64) uint8 {
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		return uint8(math.Round(255 * min(max(v, 0), 1)))
	}
	return RGB{encode(3.2404542*x - 1.5371385*y - 0.4985314*z), encode(-0.9692660*x + 1.8760108*y + 0.0415560*z),
		encode(0.0556434*x - 0.2040259*y + 1.0572252*z)}
}
