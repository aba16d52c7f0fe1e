package html

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/templates"
)

var update = flag.Bool("update", false, "rewrite golden files")

func newRenderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rendered(t testing.TB, d document.Document) []render.File {
	t.Helper()
	files, err := newRenderer(t).Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// body draws blocks as the only ones of a site page and gives its main part.
func body(t testing.TB, blocks ...document.Block) string {
	t.Helper()
	d := document.Document{ID: "site", Title: "Wexmoor", Pages: []document.Page{
		{ID: "index", Title: "Overview", Blocks: blocks}, {ID: "indicators/plans", Title: "Plans"}}}
	page := string(rendered(t, d)[0].Bytes)
	_, page, _ = strings.Cut(page, "<main")
	page, _, _ = strings.Cut(page, "</main>")
	return page
}

func TestPagesHoldTheExpectedMarkup(t *testing.T) {
	marked := sampleOverview().Blocks
	for name, blocks := range map[string][]document.Block{
		"table":   {sampleTable()},
		"tiles":   {marked[4]},
		"lede":    {marked[1]},
		"strip":   {sampleIndicator().Blocks[1]},
		"links":   {marked[5]},
		"callout": {marked[6]},
	} {
		t.Run(name, func(t *testing.T) {
			got := regexp.MustCompile(`<svg class="mk".*?</svg>`).ReplaceAllString(body(t, blocks...), "[mark]")
			file := filepath.Join("testdata", name+".html")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestEveryBlockIsDrawnInEveryTheme(t *testing.T) {
	for _, theme := range []document.Theme{document.Web, document.Board, document.Members, document.Forum, document.LargePrint} {
		t.Run(themeName(theme), func(t *testing.T) {
			d := gallery.Document(theme)
			files, want := rendered(t, d), 1
			if theme == document.Web {
				want = len(d.Pages) + 1 // and the search index
			}
			if len(files) != want {
				t.Errorf("got %d files, want %d", len(files), want)
			}
			all := ""
			for _, f := range files {
				all += string(f.Bytes)
			}
			for _, words := range []string{"Three things to know", "Where every authority sits", "5 out of 10", "You said",
				"EHC plan", "Too small to show", "Confidence in the data", "Not edited by the council", "Letters"} {
				if !strings.Contains(all, words) {
					t.Errorf("no page says %q", words)
				}
			}
		})
	}
}

// unknown is a kind of block that no renderer has heard of.
type unknown struct{ document.Block }

func TestAnUnknownBlockFailsTheBuild(t *testing.T) {
	d := document.Document{ID: "site", Pages: []document.Page{{ID: "index", Title: "x", Blocks: []document.Block{unknown{}}}}}
	if _, err := newRenderer(t).Render(context.Background(), d); err == nil {
		t.Error("got no error")
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&` + "\x00\xff"
	say := document.Plain(evil)
	link := document.Link{Text: evil, URL: "javascript:alert(1)"}
	blocks := []document.Block{
		document.Heading{Level: 1, Text: say, ID: evil, Above: evil},
		document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: evil, Lang: evil, Expanded: evil, Link: &link, Strong: true}}}}},
		document.Table{ID: evil, Caption: evil, Columns: []document.Column{{Title: evil, Sub: evil}}, Groups: []document.RowGroup{{Title: evil, Note: evil,
			Rows: []document.Row{{Cells: []document.Cell{{Text: say, Second: evil, Note: evil}}}}}}},
		document.KeyFigures{Items: []document.KeyFigure{{Title: evil, Subtitle: evil, Missing: evil, UnitText: evil, Link: &link, Rating: document.Marked{Text: say}}}},
		document.Facts{ID: evil, Title: evil, Items: []document.Fact{{Term: evil, Verdict: say, Detail: evil}}},
		document.Callout{ID: evil, Title: evil, By: evil},
		document.Cards{Items: []document.Card{{Title: evil, Text: evil, Links: []document.Link{link}}}},
		document.LinkList{Title: evil, Groups: []document.LinkGroup{{Title: evil, Links: []document.Link{{Text: evil, Anchor: evil}}}}},
		document.Chart{ID: evil, Headline: evil, Subtitle: evil, Source: evil, Alt: evil, TableTitle: evil, Spec: document.PeopleSpec{Filled: 3}},
		document.Cover{Title: evil, Partnership: evil, Status: evil, Marking: evil, Source: evil, Kicker: evil, Contents: []document.Link{link}},
		document.Notes{Columns: []document.NoteColumn{{Title: evil, Items: []document.Note{{Key: evil, Text: say}}}}},
		document.Glossary{Terms: []document.Term{{Word: evil, Meaning: evil}}},
	}
	d := document.Document{ID: "site", Title: evil, Subject: evil, Lang: evil, Status: evil, Footer: evil,
		Nav: []document.Link{{Text: evil, Page: "index"}}, Foot: []document.Link{link},
		Pages: []document.Page{{ID: "index", Title: evil, Section: evil, Crumbs: []document.Link{link}, Blocks: blocks}}}
	for _, f := range rendered(t, d) {
		for _, bad := range []string{"<script>", "<img", "javascript:", "\x00", "\xff"} {
			if strings.Contains(string(f.Bytes), bad) {
				t.Errorf("%s holds %q", f.Path, bad)
			}
		}
	}
}

func TestFiguresCarryTheirExactValue(t *testing.T) {
	q := quantity.New(quantity.Of(52.412345), quantity.Percent, 1)
	got := body(t, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Text{{Text: q.Text, Quantity: &q, Strong: true}}}}})
	if want := `<strong><data value="52.412345">52.4%</data></strong>`; !strings.Contains(got, want) {
		t.Errorf("got %s, want it to hold %s", got, want)
	}
}

func TestASuppressedCellSaysSoInWordsAndHasNoValue(t *testing.T) {
	q := quantity.New(quantity.Missing(quantity.Suppressed), quantity.Percent, 1)
	got := body(t, document.Table{Caption: "Plans", Columns: []document.Column{{Title: "Area"}},
		Groups: []document.RowGroup{{Rows: []document.Row{{Cells: []document.Cell{{Text: document.Plain("Wexmoor")}, {Text: document.Plain(q.Text), Quantity: &q}}}}}}})
	want := `<td><span class="key"><span aria-hidden="true">c</span><span class="vh">suppressed</span></span></td>`
	if !strings.Contains(got, want) || strings.Contains(got, "<data") {
		t.Errorf("got %s, want it to hold %s and no value", got, want)
	}
}

func TestHeadingsSkipNoLevelAndPagesHaveOneTitle(t *testing.T) {
	say := document.Plain
	d := document.Document{ID: "board", Theme: document.Board, Title: "Pack", Pages: []document.Page{
		{ID: "one", Title: "One", Blocks: []document.Block{document.Heading{Level: 1, Text: say("One")}, document.Heading{Level: 4, Text: say("Deep")}}},
		{ID: "two", Title: "Two", Section: "Benchmarks", Blocks: []document.Block{document.Panel{Title: "Panel"}}},
		{ID: "three", Title: "Three", Blocks: []document.Block{document.Heading{Level: 1, Text: say("Three")}, document.Heading{Level: 2, Text: say("Part")}}}}}
	files := rendered(t, d)
	if len(files) != 1 || files[0].Path != "packs/board.html" {
		t.Fatalf("got %d files, the first %s, want packs/board.html alone", len(files), files[0].Path)
	}
	var got []string
	for _, m := range regexp.MustCompile(`<h(\d)[^>]*>([^<]*)`).FindAllStringSubmatch(string(files[0].Bytes), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	want := []string{"1 One", "2 Deep", "2 Benchmarks", "3 Panel", "2 Three", "3 Part"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestLinksAreRelativeOrSafeOrOnlyWords(t *testing.T) {
	d := &document.Document{ID: "site"}
	p := newPage(nil, d, "indicators/plans", map[string]bool{"index": true, "indicators/plans": true, "indicators/reviews": true, "a b/c": true})
	for _, c := range []struct {
		name string
		link document.Link
		want string
	}{
		{"a page above", document.Link{Page: "index"}, "../index.html"},
		{"a page beside, with an anchor", document.Link{Page: "indicators/reviews", Anchor: "trend"}, "reviews.html#trend"},
		{"a place on this page", document.Link{Anchor: "trend"}, "#trend"},
		{"this page by name with an anchor", document.Link{Page: "indicators/plans", Anchor: "trend"}, "#trend"},
		{"a name with a space", document.Link{Page: "a b/c"}, "../a%20b/c.html"},
		{"a page that is not there", document.Link{Page: "gone"}, ""},
		{"a file", document.Link{File: "data/results.csv"}, "../data/results.csv"},
		{"a file outside the output", document.Link{File: "../secret"}, ""},
		{"an absolute file", document.Link{File: "/etc/passwd"}, ""},
		{"the web", document.Link{URL: "https://example.org/a?b=1&c=2"}, "https://example.org/a?b=1&c=2"},
		{"mail", document.Link{URL: "mailto:send@example.org"}, "mailto:send@example.org"},
		{"a script", document.Link{URL: " JavaScript:alert(1)"}, ""},
		{"data", document.Link{URL: "data:text/html,x"}, ""},
		{"a local path as address", document.Link{URL: "//host/share"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := p.href(&c.link); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPageIDsThatLeaveTheOutputAreRefused(t *testing.T) {
	for _, id := range []string{"", "/index", "../index", "a/../../b", `a\b`, "a//b", "."} {
		d := document.Document{ID: "site", Pages: []document.Page{{ID: id, Title: "x"}}}
		if _, err := newRenderer(t).Render(context.Background(), d); err == nil {
			t.Errorf("page id %q was accepted", id)
		}
	}
	twice := document.Document{ID: "site", Pages: []document.Page{{ID: "a", Title: "x"}, {ID: "a", Title: "y"}}}
	if _, err := newRenderer(t).Render(context.Background(), twice); err == nil {
		t.Error("a page id that comes twice was accepted")
	}
}

func TestTheSearchIndexListsEveryPage(t *testing.T) {
	files := rendered(t, sampleSite())
	f := files[len(files)-1]
	script, found := strings.CutPrefix(string(f.Bytes), "window.sendpackPages=")
	var got [][3]string
	if err := json.Unmarshal([]byte(strings.TrimSuffix(script, ";\n")), &got); !found || err != nil || f.Path != "search.js" {
		t.Fatalf("%s holds no index: %s", f.Path, f.Bytes)
	}
	if len(got) != 2 || got[1][1] != "indicators/plans.html" {
		t.Errorf("got %v", got)
	}
}

func TestRenderingTwiceGivesTheSameBytes(t *testing.T) {
	r := newRenderer(t)
	first, err := r.Render(context.Background(), gallery.Document(document.Board))
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan []render.File, 4)
	for range cap(second) {
		go func() {
			files, _ := r.Render(context.Background(), gallery.Document(document.Board))
			second <- files
		}()
	}
	for range cap(second) {
		if files := <-second; len(files) != 1 || !bytes.Equal(files[0].Bytes, first[0].Bytes) {
			t.Error("the bytes differ")
		}
	}
}

func TestATemplateMistakeIsFoundBeforeAnyPage(t *testing.T) {
	for name, text := range map[string]string{
		"does not parse":          `{{define "page"}}{{if}}{{end}}`,
		"has no page":             `{{define "other"}}x{{end}}`,
		"ends inside a tag":       `{{define "page"}}<a href="{{.Title}}{{end}}`,
		"differs in two branches": `{{define "page"}}<a {{if .Title}}href="{{end}}>{{end}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := New(withPage(text)); err == nil {
				t.Error("got no error")
			}
		})
	}
}

func BenchmarkIndicatorPage(b *testing.B) {
	r := newRenderer(b)
	d := gallery.Document(document.Web)
	d.Pages = d.Pages[4:5] // two benchmark charts, two strips, tables
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}
