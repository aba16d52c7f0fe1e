package chart

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWidthsAreTheFontsOwn(t *testing.T) {
	f := fonts(t)
	// The design states that digits, + and − and £ are all 497 wide.
	for _, text := range []string{"0", "7", "+", "−", "£"} {
		if got := f.Width(text, 1000, 400, false); got != 497 {
			t.Errorf("%q is %v wide, want 497", text, got)
		}
	}
	if got, want := f.Width("52.4", 8, 400, false), (3*497+f.Width(".", 1000, 400, false))*8/1000; math.Abs(got-want) > 1e-9 {
		t.Errorf("52.4 is %v wide, want %v", got, want)
	}
	if f.Width("Wexmoor", 8, 700, false) <= f.Width("Wexmoor", 8, 400, false) {
		t.Error("bold is no wider than regular")
	}
}

func TestFacesFollowWeightAndSlope(t *testing.T) {
	for _, c := range []struct {
		weight int
		italic bool
		want   Face
	}{{0, false, Regular}, {400, false, Regular}, {600, false, SemiBold}, {700, false, Bold}, {700, true, Italic}} {
		if got := FaceOf(c.weight, c.italic); got != c.want {
			t.Errorf("FaceOf(%d, %t) = %v, want %v", c.weight, c.italic, got, c.want)
		}
	}
}

func TestMissingGlyphsAreNamed(t *testing.T) {
	f := fonts(t)
	if got := f.Missing("Ŵyŷ é £ – — ‘’ ≥ ≤ − ±\u00a0\n"); got != nil {
		t.Errorf("%q are said to be missing", string(got))
	}
	if got, want := f.Missing("漢字 and 🙂 and 字"), []rune{'字', '漢', '🙂'}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", string(got), string(want))
	}
	if f.Has(-1, Regular) || f.Has('🙂', Bold) || !f.Has('A', Italic) {
		t.Error("Has is wrong about a negative rune, an emoji or a letter")
	}
}

func TestFontsThatAreNotThereAreErrors(t *testing.T) {
	if _, err := NewFonts(fstest.MapFS{}); err == nil {
		t.Error("no error for an empty folder")
	}
	broken := fstest.MapFS{}
	for face := range faceCount {
		broken[face.File()] = &fstest.MapFile{Data: []byte("no font")}
	}
	if _, err := NewFonts(broken); err == nil || !strings.Contains(err.Error(), Regular.File()) {
		t.Errorf("error %v, want one that names the file", err)
	}
}

var body = TextStyle{Size: 10}

func widest(f *Fonts, lines []string, st TextStyle) (wide, narrow float64) {
	narrow = math.Inf(1)
	for _, l := range lines {
		w := f.Width(strings.TrimRight(l, " "), st.Size, st.Weight, st.Italic)
		wide, narrow = max(wide, w), min(narrow, w)
	}
	return wide, narrow
}

func TestBrokenLinesFitAndJoinToTheText(t *testing.T) {
	f := fonts(t)
	texts := []string{
		"", "one", "The quick brown fox  jumps over the lazy dog, 4\u00a0of\u00a010 times.",
		"trailing space ", " leading space", "Stoke-on-Trent/Newcastle-under-Lyme/Stafford",
		"https://www.example.org/a/very/long/address/without/any/space/at/all",
		strings.Repeat("ŵ", 200), "\xff\xfe bad bytes",
	}
	for _, text := range texts {
		for _, width := range []float64{12, 40, 90, 400} {
			for _, lines := range [][]string{f.Break(text, body, width), f.Balance(text, body, width)} {
				if got := strings.Join(lines, ""); got != text {
					t.Errorf("%q at %v joins to %q", text, width, got)
				}
				if wide, _ := widest(f, lines, body); wide > width+1e-6 {
					t.Errorf("%q at %v has a line %v wide", text, width, wide)
				}
			}
		}
	}
}

func TestNoLineBreaksAtANoBreakSpace(t *testing.T) {
	f := fonts(t)
	for width := 60.0; width < 200; width += 5 {
		for _, l := range f.Break("about 4\u00a0of\u00a010 cases in Year\u00a09 on page\u00a03", body, width) {
			if strings.HasSuffix(strings.TrimRight(l, " "), "\u00a0") || strings.HasSuffix(l, "4") || strings.HasSuffix(l, "Year") {
				t.Errorf("at %v a line ends %q", width, l)
			}
		}
	}
}

func TestAHeadingIsBalancedOverTheFewestLines(t *testing.T) {
	f := fonts(t)
	heading := TextStyle{Size: 22, Weight: 600}
	text := "Plans are faster, but health advice is slipping and pupils with a plan are missing more school"
	greedy, even := f.Break(text, heading, 493), f.Balance(text, heading, 493)
	if len(greedy) != len(even) {
		t.Fatalf("balanced over %d lines, filled takes %d", len(even), len(greedy))
	}
	gw, gn := widest(f, greedy, heading)
	ew, en := widest(f, even, heading)
	if ew-en > gw-gn {
		t.Errorf("the balanced lines spread %v, the filled ones %v", ew-en, gw-gn)
	}
	want := []string{"Plans are faster, but health advice is slipping ", "and pupils with a plan are missing more school"}
	if !slices.Equal(even, want) {
		t.Errorf("got %q, want %q", even, want)
	}
}

func TestBalanceFindsTheSmallestSpread(t *testing.T) {
	f := fonts(t)
	text := "Half of new plans finish on time, up from 46% but below similar areas this year"
	words := strings.SplitAfter(text, " ")
	for _, width := range []float64{110, 140, 200, 260} {
		n := len(f.Break(text, body, width))
		best := math.Inf(1)
		eachBreak(words, n, nil, func(lines []string) {
			if wide, narrow := widest(f, lines, body); wide <= width {
				best = min(best, wide-narrow)
			}
		})
		wide, narrow := widest(f, f.Balance(text, body, width), body)
		if n > 1 && math.Abs(wide-narrow-best) > 1e-6 {
			t.Errorf("at %v the spread is %v, the best is %v", width, wide-narrow, best)
		}
	}
}

// eachBreak calls do with every way to set words in n lines.
func eachBreak(words []string, n int, done []string, do func([]string)) {
	if n == 1 {
		do(append(slices.Clone(done), strings.Join(words, "")))
		return
	}
	for i := 1; i <= len(words)-n+1; i++ {
		eachBreak(words[i:], n-1, append(slices.Clone(done), strings.Join(words[:i], "")), do)
	}
}

func TestAVeryLongHeadingIsSetNarrowInItsLines(t *testing.T) {
	f := fonts(t)
	text := strings.TrimSpace(strings.Repeat("some words of a heading that goes on ", 12))
	filled, even := f.Break(text, body, 300), f.Balance(text, body, 300)
	if wide, _ := widest(f, even, body); len(even) != len(filled) || wide > 300 {
		t.Errorf("%d lines up to %v wide, want %d within 300", len(even), wide, len(filled))
	}
}

func TestALastLineIsNotOneShortWord(t *testing.T) {
	f := fonts(t)
	text := "Late advice makes the plan of your child late too in a way that is no"
	for width := 150.0; width < 320; width += 3 {
		lines := f.Break(text, body, width)
		if last := lines[len(lines)-1]; len(lines) > 1 && last == "no" {
			t.Errorf("at %v the last line is %q after %q", width, last, lines[len(lines)-2])
		}
	}
}

func TestRunsKeepTheirStyleAndTagAcrossLines(t *testing.T) {
	f := fonts(t)
	bold := TextStyle{Size: 10, Weight: 700}
	runs := []Run{{"Improved", bold, 1}, {": plans up ", body, 0}, {"6.1\u00a0points", bold, 2}, {" on 2024 and more", body, 0}}
	lines := f.BreakRuns(runs, 70)
	all, tags := "", map[int]string{}
	for _, line := range lines {
		for _, r := range line {
			all += r.Text
			tags[r.Tag] += r.Text
		}
	}
	if want := "Improved: plans up 6.1\u00a0points on 2024 and more"; all != want || len(lines) < 2 {
		t.Errorf("%d lines join to %q, want %q", len(lines), all, want)
	}
	if tags[1] != "Improved" || tags[2] != "6.1\u00a0points" {
		t.Errorf("tags came back as %v", tags)
	}
	if got := lines[0][0].Text + lines[0][1].Text; !strings.HasPrefix(got, "Improved:") {
		t.Errorf("the colon was parted from its word: %q", got)
	}
}

func TestLineFeedsBreakLines(t *testing.T) {
	got := fonts(t).Break("one\n\ntwo", body, 100)
	if want := []string{"one", "", "two"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkNewFonts(b *testing.B) {
	for b.Loop() {
		if _, err := NewFonts(os.DirFS("../../templates")); err != nil {
			b.Fatal(err)
		}
	}
}
