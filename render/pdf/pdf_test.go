package pdf_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/verify"
	"github.com/sendpack/sendpack/render/pdf"
	"github.com/sendpack/sendpack/templates"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// themes are the print themes by the name of their golden file.
var themes = []struct {
	name  string
	theme document.Theme
}{
	{"board", document.Board}, {"members", document.Members}, {"forum", document.Forum}, {"large-print", document.LargePrint},
}

// shared is one renderer for all tests: it may be used from any of them.
var shared = sync.OnceValues(func() (*pdf.Renderer, error) { return pdf.New(templates.FS) })

func renderer(t testing.TB) *pdf.Renderer {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// drawn keeps the gallery's files, which many tests read.
var drawn sync.Map

func galleryPDF(t testing.TB, theme document.Theme) []byte {
	t.Helper()
	if data, ok := drawn.Load(theme); ok {
		return data.([]byte)
	}
	data := draw(t, renderer(t), gallery.Document(theme))
	drawn.Store(theme, data)
	return data
}

func draw(t testing.TB, r *pdf.Renderer, d document.Document) []byte {
	t.Helper()
	files, err := r.Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return files[0].Bytes
}

func TestGalleryIsAccessibleInEveryTheme(t *testing.T) {
	for _, th := range themes {
		t.Run(th.name, func(t *testing.T) {
			data := galleryPDF(t, th.theme)
			for _, p := range verify.CheckPDF(th.name, data) {
				t.Errorf("%s: %s", p.Where, p.Message)
			}
		})
	}
}

func TestDraftIsAccessibleToo(t *testing.T) {
	d := gallery.Document(document.Board)
	d.Draft, d.Status = true, "DRAFT v0.9"
	data := draw(t, renderer(t), d)
	for _, p := range verify.CheckPDF("draft", data) {
		t.Errorf("%s: %s", p.Where, p.Message)
	}
}

// The golden files hold the text in reading order, with roles: a change of
// structure or wording shows as a difference. Labels inside figures belong to
// the charts' own tests.
func TestTextAndStructureAreAsBefore(t *testing.T) {
	for _, th := range themes {
		t.Run(th.name, func(t *testing.T) {
			got := reading(t, galleryPDF(t, th.theme))
			name := filepath.Join("testdata", th.name+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the text differs from %s: %s", name, firstDifference(got, string(want)))
			}
		})
	}
}

func reading(t *testing.T, data []byte) string {
	t.Helper()
	texts, err := verify.TextPDF(data)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, x := range texts {
		words := x.Text
		if x.Role == "Figure" {
			words = x.Alt
		}
		fmt.Fprintf(&b, "%d %s: %s\n", x.Page, x.Role, words)
	}
	return b.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

func TestSecondRunIsTheSameBytes(t *testing.T) {
	r, err := pdf.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, th := range themes {
		if !bytes.Equal(galleryPDF(t, th.theme), draw(t, r, gallery.Document(th.theme))) {
			t.Errorf("theme %s: two runs differ", th.name)
		}
	}
}

func TestPacksAreDrawnTheSameSideBySide(t *testing.T) {
	r := renderer(t)
	want := draw(t, r, gallery.Small(document.Board))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			files, err := r.Render(context.Background(), gallery.Small(document.Board))
			if err != nil || !bytes.Equal(files[0].Bytes, want) {
				t.Errorf("run %d differs (error %v)", i, err)
			}
		})
	}
	wg.Wait()
}

func TestFileNamesFollowThePack(t *testing.T) {
	files, err := renderer(t).Render(context.Background(), gallery.Small(document.Forum))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 || files[0].Path != "packs/small.pdf" || files[0].MediaType != "application/pdf" {
		t.Errorf("got %d files, the first %q of type %q", len(files), files[0].Path, files[0].MediaType)
	}
}

func TestPacksStaySmall(t *testing.T) {
	if got := len(galleryPDF(t, document.Board)); got > 250_000 {
		t.Errorf("the board gallery has %d bytes", got)
	}
}

// page is a document of one page.
func page(blocks ...document.Block) document.Document {
	d := gallery.Document(document.Board)
	d.Pages = []document.Page{{ID: "one", Title: "One", Blocks: blocks}}
	return d
}

func words(s string) document.Prose {
	return document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(s)}}}
}

func TestRefusals(t *testing.T) {
	link := document.Link{Text: "Somewhere", Page: "nowhere"}
	web := page(words("x"))
	web.Theme = document.Web
	dateless := page(words("x"))
	dateless.AsOf = "June"
	empty := page()
	empty.Pages = nil
	tall := document.Callout{Title: "Far too long", Body: []document.Paragraph{{Text: document.Plain(strings.Repeat("many words ", 2000))}}}
	cases := []struct {
		name string
		doc  document.Document
		want string
	}{
		{"a character without a glyph", page(words("a Chinese word: 漢字")), `no glyph for '漢' (U+6F22) in the text "a Chinese word: 漢字"`},
		{"a link to no page", page(document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: "Somewhere", Link: &link}}}}}), `the link "Somewhere" leads to "nowhere", which is not in the document`},
		{"a chart without a text alternative", page(document.Chart{Headline: "Silent", Width: document.W84, Spec: document.PeopleSpec{Filled: 4}}), `the chart "Silent" has no text alternative`},
		{"a callout taller than a page", page(tall), `the callout "Far too long" is`},
		{"the site's theme", web, "theme 0 is not a print theme"},
		{"a date that is none", dateless, "the date of the data"},
		{"no pages", empty, "the document has no pages"},
	}
	r := renderer(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := r.Render(context.Background(), c.doc)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestStopsWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := renderer(t).Render(ctx, gallery.Document(document.Board)); err == nil {
		t.Error("a cancelled build still drew")
	}
}

func TestTextIsMadeDrawable(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"letters and marks are composed", "w\u0302", "ŵ"},
		{"tabs and line breaks are spaces", "a\tb\nc", "a b c"},
		{"a rune beyond the basic plane is replaced", "ok \U0001F600 done", "ok ? done"},
		{"invisible characters go", "so\u00adft\u200b", "soft"},
	}
	r := renderer(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			texts, err := verify.TextPDF(draw(t, r, page(words(c.in))))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts[0].Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSymbolsAreReadAsWords(t *testing.T) {
	d := page(document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: "The figure is "}, {Text: "c", Symbol: quantity.Suppressed}, {Text: "."}}}}})
	texts, err := verify.TextPDF(draw(t, renderer(t), d))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := texts[0].Text, "The figure is suppressed."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeadingsNeverSkipALevel(t *testing.T) {
	d := page(document.Heading{Level: 3, Text: document.Plain("Deep")}, words("x"), document.Heading{Level: 4, Text: document.Plain("Deeper")}, words("y"))
	data := draw(t, renderer(t), d)
	for _, p := range verify.CheckPDF("headings", data) {
		t.Errorf("%s: %s", p.Where, p.Message)
	}
	texts, err := verify.TextPDF(data)
	if err != nil {
		t.Fatal(err)
	}
	if texts[0].Role != "H1" || texts[2].Role != "H2" {
		t.Errorf("got roles %s and %s, want H1 and H2", texts[0].Role, texts[2].Role)
	}
}

func TestLongParagraphRunsOverPagesAsOne(t *testing.T) {
	d := page(words(strings.Repeat("Every word of this paragraph is read once. ", 300)))
	data := draw(t, renderer(t), d)
	texts, err := verify.TextPDF(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 1 || strings.Count(texts[0].Text, "paragraph is read once.") != 300 {
		t.Errorf("got %d parts, the first with %d sentences", len(texts), strings.Count(texts[0].Text, "read once."))
	}
	for _, p := range verify.CheckPDF("long", data) {
		t.Errorf("%s: %s", p.Where, p.Message)
	}
}

func TestWriteSampleForTheChecker(t *testing.T) {
	name := filepath.Join("..", "..", "internal", "verify", "testdata", "pdf", "small.pdf")
	data := draw(t, renderer(t), gallery.Small(document.Board))
	if *update {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reading(t, old), reading(t, data); got != want {
		t.Errorf("the checker's sample is out of date (run with -update): %s", firstDifference(got, want))
	}
}
