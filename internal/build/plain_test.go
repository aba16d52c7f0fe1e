package build

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/plain"
)

// readAll composes the public packs of some areas of a project and measures
// them.
func readAll(t *testing.T, o *Options) (*wording, []compose.Layout, *diag.List) {
	t.Helper()
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Filter(diag.Error).Sorted())
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil {
		t.Fatal(err)
	}
	areas, layouts := m.Areas(o, &l), m.layouts(o, &l)
	input := m.ComposeInput(o, len(areas) > 1)
	w := &wording{written: m.writtenTexts()}
	for _, a := range areas {
		for n := range layouts {
			d, wants := compose.PackWants(input, layouts[n], int32(a))
			w.add(&layouts[n], n, &d, wants)
		}
	}
	return w, layouts, &l
}

// englandOptions are real published files for some authorities; the test is
// left out where they are not there.
func englandOptions(t *testing.T, areas ...string) *Options {
	t.Helper()
	data := os.Getenv("SENDPACK_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(data); err != nil {
		t.Skip("no published files: set SENDPACK_DATA to their folder")
	}
	return &Options{Project: os.DirFS(filepath.Join("..", "..", "sample-data", "england")), Root: "england", Templates: Templates(), Data: os.DirFS(data), DataRoot: "data", Areas: areas}
}

// realAreas are authorities of all kinds: large and tiny, long names and
// short, with much data and with hardly any.
var realAreas = []string{"E06000026", "E10000016", "E06000053", "E09000001", "E06000058", "E08000025", "E06000017", "E09000033", "E10000012", "E06000001", "E08000035", "E06000065"}

func TestGeneratedWordsKeepTheLimitsOfTheirPack(t *testing.T) {
	for name, o := range map[string]*Options{"sample": sampleOptions(), "real": nil} {
		t.Run(name, func(t *testing.T) {
			if o == nil {
				if testing.Short() {
					t.Skip("reads every published file")
				}
				o = englandOptions(t, realAreas...)
			}
			w, layouts, _ := readAll(t, o)
			seen := map[string]bool{}
			for _, p := range w.inOrder() {
				for _, finding := range p.own {
					if !seen[finding] {
						seen[finding] = true
						t.Errorf("%s: %s", p.name, finding)
					}
				}
			}
			var told diag.List
			for _, r := range w.report(layouts, &told) {
				t.Logf("%s: reading age %s, SMOG %s, in %d areas", r.Pack, spread(r.LowestAge, r.HighestAge), spread(r.LowestSMOG, r.HighestSMOG), r.Areas)
			}
			for _, d := range told.Sorted() {
				t.Error(d)
			}
		})
	}
}

// A second way to count, short enough to see that it is right: sentences end
// at marks and line ends, syllables are groups of vowels less a final e.
var (
	simpleSentence = regexp.MustCompile(`[.!?]+(\s|$)|\n`)
	simpleWord     = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9’'%.,/-]*`)
	simpleVowels   = regexp.MustCompile(`[aeiouy]+`)
	simpleFinal    = regexp.MustCompile(`(e|es|ed)$`)
)

func simpleAge(text string) float64 {
	sentences, syllables := 0, 0
	for _, s := range simpleSentence.Split(text, -1) {
		if simpleWord.MatchString(s) {
			sentences++
		}
	}
	words := simpleWord.FindAllString(text, -1)
	for _, w := range words {
		w = strings.ToLower(w)
		if len(w) > 3 && !strings.HasSuffix(w, "le") {
			w = simpleFinal.ReplaceAllString(w, "")
		}
		syllables += max(1, len(simpleVowels.FindAllString(w, -1)))
	}
	return 0.39*float64(len(words))/float64(sentences) + 11.8*float64(syllables)/float64(len(words)) - 15.59 + 5
}

func TestASimplerCountAgreesOnReadingAges(t *testing.T) {
	o := sampleOptions()
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil {
		t.Fatal(err)
	}
	input, area := m.ComposeInput(o, false), int32(m.Areas(o, &l)[0])
	for _, y := range m.layouts(o, &l) {
		d := compose.Pack(input, y, area)
		var all []plain.Passage
		var lines []string
		for _, page := range d.Pages {
			for _, p := range passages(page) {
				if all = append(all, p); len(plain.Measured(p)) > 0 {
					lines = append(lines, p.Text)
				}
			}
		}
		age, ok := plain.Of(all).Age()
		simple := simpleAge(strings.Join(lines, "\n"))
		if gap := age - simple; !ok || gap < -1 || gap > 1 {
			t.Errorf("%s: %.1f years, and %.1f by the simpler count", y.ID, age, simple)
		}
		t.Logf("%s: %.1f years, %.1f by the simpler count", y.ID, age, simple)
	}
}
