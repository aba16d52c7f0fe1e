package render

import (
	"strings"
	"testing"
)

func TestTheDesignsOwnColourPassesItsOwnRules(t *testing.T) {
	own := Colour(Own)
	b, faults := NewBrand(own.Light.Hex(), own.Dark.Hex(), "")
	if faults != nil {
		t.Fatalf("the design's own colour is refused: %+v", faults)
	}
	if got := b.Colour(Own); got != own {
		t.Errorf("own became %v", got)
	}
	if got := b.Colour(Improve); got != Colour(Improve) {
		t.Error("a brand changed a colour that judges")
	}
}

func TestTheZeroBrandChangesNothing(t *testing.T) {
	for _, token := range Tokens() {
		if got := (Brand{}).Colour(token); got != Colour(token) {
			t.Errorf("%s became %v", token, got)
		}
	}
}

func TestColoursThatABrandMayNotUse(t *testing.T) {
	cases := []struct{ name, own, dark, accent, field, want string }{
		{"no colour", "blue", "", "", "own", `"blue" is no colour`},
		{"a short form", "#FFF", "", "", "own", `"#FFF" is no colour`},
		{"too light for small text", "#5F86AD", "", "", "own", "has a contrast of 3.8 with white, and needs 7"},
		{"like a colour that judges", "#9A1022", "", "", "own", "is too like the colour concern"},
		{"like improvement to some", "#0E4DA0", "", "", "own", "is too like the colour improve"},
		{"too dark for a dark page", "#0B3F73", "#0B3F73", "", "own_dark", "with the dark page, and needs 7"},
		{"a bar that is hardly seen", "", "", "#F4E7B0", "accent", "and needs 3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, faults := NewBrand(c.own, c.dark, c.accent)
			if len(faults) != 1 || faults[0].Field != c.field || !strings.Contains(faults[0].Message, c.want) {
				t.Fatalf("got %+v, want one of %s that says %q", faults, c.field, c.want)
			}
		})
	}
}

func TestTheNearestColourThatIsNamedPasses(t *testing.T) {
	for _, own := range []string{"#5F86AD", "#9A1022", "#0E4DA0", "#FFFFFF", "#FF0000", "#00A651", "#F58220", "#6A1B9A", "#808080"} {
		_, faults := NewBrand(own, "", "")
		if len(faults) == 0 {
			continue
		}
		if _, again := NewBrand(faults[0].Nearest, "", ""); again != nil {
			t.Errorf("for %s the colour %s is named, and refused: %s", own, faults[0].Nearest, again[0].Message)
		}
	}
}

func TestWhatFollowsFromABrandKeepsItsContrasts(t *testing.T) {
	for _, own := range []string{"#0B3F73", "#003B5C", "#3D1152", "#1A1A1A", "#2D2A6E"} {
		b, faults := NewBrand(own, "", "#00857C")
		if faults != nil {
			t.Errorf("%s: %s", own, faults[0].Message)
			continue
		}
		p, tint, bar := b.Colour(Own), b.Colour(OwnTint), b.Colour(Accent)
		for name, got := range map[string]float64{
			"own on white": contrast(p.Light, Colour(Paper).Light) - 7, "own on the dark page": contrast(p.Dark, Colour(Paper).Dark) - 7,
			"own on its tint": contrast(p.Light, tint.Light) - 4.5, "own on its dark tint": contrast(p.Dark, tint.Dark) - 4.5,
			"small text on the tint": contrast(Colour(Ink3).Light, tint.Light) - 4.5, "small text on the dark tint": contrast(Colour(Ink3).Dark, tint.Dark) - 4.5,
			"the bar": contrast(bar.Light, Colour(Paper).Light) - 3, "the bar in the dark": contrast(bar.Dark, Colour(Paper).Dark) - 3,
		} {
			if got < 0 {
				t.Errorf("%s: %s is %.2f under its limit", own, name, -got)
			}
		}
	}
}
