package chart

import (
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

const hostile = "A & B <script>\"x\" 'y' ]]> \x00\x07\x1b\uFFFE \xff</svg>"

// parse reads text as XML and gives its character data.
func parse(t *testing.T, what, text string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	var data strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			return data.String()
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v", what, err)
		}
		if c, ok := token.(xml.CharData); ok {
			data.Write(c)
		}
	}
}

func TestSVGIsWellFormedForTheWholeGallery(t *testing.T) {
	f := fonts(t)
	for _, e := range gallery() {
		for _, size := range e.sizes {
			parse(t, e.name, SVG(Draw(e.spec, size, f), SVGOptions{ID: "a", Title: e.name, Desc: e.name}))
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	s := plansOnTime()
	s.Rows[0].Label, s.Rows[10].Missing, s.Refs[0].Label = hostile, hostile, hostile
	svg := SVG(Draw(s, webWide, fonts(t)), SVGOptions{ID: hostile, Title: hostile, Desc: hostile, Class: hostile})
	text := parse(t, "the chart", svg)
	if strings.Contains(svg, "<script") || strings.Count(svg, "</svg>") != 1 {
		t.Error("text became markup")
	}
	if want := "A & B <script>\"x\" 'y' ]]> \uFFFD\uFFFD\uFFFD\uFFFD \uFFFD</svg>"; !strings.Contains(text, want) {
		t.Errorf("%q is not among the text %q", want, text)
	}
}

func TestSVGNamesItselfFromTitleAndDescription(t *testing.T) {
	svg := SVG(Drawing{Width: 10, Height: 5}, SVGOptions{ID: "c1", Title: "Short", Desc: "Long"})
	want := `<svg width="100%" viewBox="0 0 10 5" class="ch" fill="none" stroke-linejoin="round" role="img" aria-labelledby="c1-t c1-d">` +
		`<title id="c1-t">Short</title><desc id="c1-d">Long</desc></svg>`
	if svg != want {
		t.Errorf("got  %s\nwant %s", svg, want)
	}
}

func TestADecorativeSVGIsHiddenAndNameless(t *testing.T) {
	svg := SVG(Drawing{Width: 10, Height: 5}, SVGOptions{ID: "c1", Title: "Short", Desc: "Long", Decorative: true})
	if !strings.Contains(svg, `aria-hidden="true"`) || strings.Contains(svg, "title") || strings.Contains(svg, `role=`) {
		t.Errorf("got %s", svg)
	}
}

func TestAStandaloneSVGNeedsNoPage(t *testing.T) {
	svg := SVG(Draw(plansOnTime(), boardWide, fonts(t)), SVGOptions{ID: "c", Title: "Short", Standalone: true})
	for _, want := range []string{`xmlns="http://www.w3.org/2000/svg"`, `font-family=`, `viewBox="-4 0 331 `, `fill="#FFFFFF"/>`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in the file", want)
		}
	}
	parse(t, "the file", svg)
}

func TestNumbersAreShort(t *testing.T) {
	for n, want := range map[float64]string{1: "1", 1.5: "1.5", 1.239: "1.24", -0.001: "0", 0.1 + 0.2: "0.3", 1e6: "1000000"} {
		if got := number(n); got != want {
			t.Errorf("number(%v) = %q, want %q", n, got, want)
		}
	}
	if long := regexp.MustCompile(`\d\.\d{3}`).FindString(SVG(Draw(timeliness(), phone, fonts(t)), SVGOptions{})); long != "" {
		t.Errorf("%q has more than two decimals", long)
	}
}

func TestOperationsOfOneStyleShareOneElement(t *testing.T) {
	svg := SVG(Draw(strip(), boardFull, fonts(t)), SVGOptions{})
	if n := strings.Count(svg, "s-neighbour"); n != 1 {
		t.Errorf("152 ticks take %d elements, want 1", n)
	}
}

func TestColumnsStayFlushInAnotherFont(t *testing.T) {
	svg := SVG(Draw(plansOnTime(), boardWide, fonts(t)), SVGOptions{})
	if !strings.Contains(svg, `text-anchor="end" x="323"`) {
		t.Error("the value column is not anchored at the right edge")
	}
}

func TestEveryClassHasItsRuleAndEveryTokenItsClasses(t *testing.T) {
	css := CSS()
	for _, token := range render.Tokens() {
		for _, rule := range []string{".f-" + string(token) + "{fill:var(--" + string(token), ".s-" + string(token) + "{stroke:var(--" + string(token)} {
			if !strings.Contains(css, rule) {
				t.Errorf("no rule %s", rule)
			}
		}
	}
	class := regexp.MustCompile(`class="([^"]*)"`)
	for _, e := range gallery() {
		for _, m := range class.FindAllStringSubmatch(SVG(Draw(e.spec, e.sizes[0], fonts(t)), SVGOptions{}), -1) {
			for _, c := range strings.Fields(m[1]) {
				if c != "ch" && !strings.Contains(css, "."+c+"{") {
					t.Errorf("%s: class %q has no rule", e.name, c)
				}
			}
		}
	}
}

func TestEveryMarkIsDrawnInItsOwnShape(t *testing.T) {
	seen := map[string]document.Mark{}
	for m := document.Green; m <= document.NoComparison; m++ {
		svg := MarkSVG(m, 14)
		parse(t, "the mark", svg)
		shape := regexp.MustCompile(` (class|fill|stroke)="[^"]*"`).ReplaceAllString(svg, "")
		if other, ok := seen[shape]; ok {
			t.Errorf("marks %d and %d differ by colour alone", m, other)
		}
		seen[shape] = m
	}
	if MarkSVG(document.NoMark, 14) != "" || len(Mark(document.Mark(99), 0, 0, 5)) != 0 {
		t.Error("no mark must draw nothing")
	}
}

func TestMarksStayWithinTheirRadius(t *testing.T) {
	for m := document.Green; m <= document.NoComparison; m++ {
		for _, op := range Mark(m, 100, 100, 10) {
			for _, s := range append(op.Segs, Seg{X: max(op.X, 100), Y: max(op.Y, 100)}) {
				if s.Kind != Close && (s.X < 88 || s.X > 112 || s.Y < 88 || s.Y > 112) {
					t.Errorf("mark %d reaches %v, %v", m, s.X, s.Y)
				}
			}
		}
	}
}
