package build

import (
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

// onePage is a document of one page with these paragraphs.
func onePage(paragraphs ...string) *document.Document {
	d := &document.Document{Area: document.Area{Code: "X", Name: "Xshire"}}
	p := document.Page{}
	for _, s := range paragraphs {
		p.Blocks = append(p.Blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(s)}}})
	}
	d.Pages = []document.Page{p}
	return d
}

// readBack reads a document for families, with what a person wrote, and gives the
// warnings with their places and what is left to this tool.
func readBack(t *testing.T, d *document.Document, written ...compose.Written) (told, own []string) {
	t.Helper()
	y := []compose.Layout{{ID: "families", Reading: &compose.Reading{Age: 11, Sentence: 15, Acronyms: true, Words: "families"}}}
	w := &wording{written: written}
	w.add(&y[0], 0, d, nil)
	var l diag.List
	w.report(y, &l)
	for _, x := range l.Sorted() {
		if x.Severity != diag.Warning {
			t.Errorf("%v is no warning", x)
		}
		told = append(told, x.Pos.String()+": "+x.Message)
	}
	return told, w.packs[0].own
}

func wroteAt(line, column int, text string) compose.Run {
	return compose.Run{Text: text, Pos: diag.Pos{File: "a.md", Line: line, Column: column}}
}

func TestFindingsAreToldWhereTheWordsWereWritten(t *testing.T) {
	const long = "We will look at each and every one of the timetables with you before the end of the term."
	for name, c := range map[string]struct {
		page    string
		written compose.Written
		told    string
		own     int
	}{
		"a word to avoid":                 {"The new cohort waits with you.", compose.Written{wroteAt(3, 1, "The new cohort waits with you.")}, `a.md:3:9: "cohort" is on the list of words to avoid in the pack families`, 0},
		"after a figure":                  {"It was 52% in 2025, and the cohort grew.", compose.Written{wroteAt(3, 1, "It was"), wroteAt(3, 20, "in 2025, and the cohort grew.")}, `a.md:3:37: "cohort" is on the list of words to avoid in the pack families`, 0},
		"a long sentence after another":   {"We were late. " + long, compose.Written{wroteAt(7, 3, "We were late. "+long)}, `a.md:7:17: a sentence of 19 words in the pack families: "` + long + `"`, 0},
		"an acronym":                      {"Ask the ICB about it today.", compose.Written{wroteAt(1, 5, "Ask the ICB about it today.")}, `a.md:1:13: "ICB" is not explained where a page of the pack families first uses it`, 0},
		"words of this tool":              {long, nil, "", 1},
		"a title in this tool's sentence": {"Getting a plan: " + long, compose.Written{wroteAt(1, 1, "Getting a plan")}, "", 1},
		"another text":                    {long, compose.Written{wroteAt(1, 1, "We will ring you.")}, "", 1},
	} {
		told, own := readBack(t, onePage(c.page), c.written)
		if strings.Join(told, "|") != c.told || len(own) != c.own {
			t.Errorf("%s:\n got %q, own %q\nwant %q", name, told, own, c.told)
		}
	}
}

func TestAPackThatReadsTooHardNamesItsHardestSentences(t *testing.T) {
	const hard = "Statutory accountability necessitates comprehensive organisational accommodation."
	var texts []string
	for range 15 {
		texts = append(texts, hard, "We were late with your plan.")
	}
	y := []compose.Layout{{ID: "families", Pos: diag.Pos{File: "pack.yaml", Line: 1, Column: 1}, Fields: map[string]diag.Pos{"reading.age": {File: "pack.yaml", Line: 9, Column: 16}}, Reading: &compose.Reading{Age: 11}}}
	w := &wording{written: []compose.Written{{wroteAt(5, 1, hard)}}}
	w.add(&y[0], 0, onePage(texts...), nil)
	var l diag.List
	r := w.report(y, &l)
	if len(r) != 1 || r[0].HighestAge <= 11 || r[0].HighestSMOG == 0 || r[0].Areas != 1 {
		t.Fatalf("got %+v", r)
	}
	d := l.Sorted()
	if len(d) != 1 || d[0].Pos.String() != "pack.yaml:9:16" || len(d[0].See) == 0 || d[0].See[0].Pos.String() != "a.md:5:1" {
		t.Errorf("got %v", d)
	}
}

func TestTheSampleExplainsEveryRedFigure(t *testing.T) {
	w, layouts, _ := readAll(t, sampleOptions())
	if len(layouts) < 3 {
		t.Fatal("the sample has lost its packs")
	}
	wanted := 0
	for _, p := range w.inOrder() {
		for _, x := range p.wants {
			wanted += len(x.Reasons)
			if len(x.States) > 0 {
				t.Errorf("%s, %s: %q", p.layout.ID, x.Indicator, x.States)
			}
		}
	}
	if wanted < 5 {
		t.Errorf("only %d reasons to explain anything: the sample has too little in it", wanted)
	}
}
