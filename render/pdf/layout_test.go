package pdf

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/templates"
)

// box is drawn text on a sheet, from its baseline and its measured width.
type box struct {
	text                     string
	left, right, top, bottom float64
}

var (
	fontPattern = regexp.MustCompile(`BT /F([0-9a-f]+) ([0-9.]+) Tf ET`)
	textPattern = regexp.MustCompile(`(?s)BT ([0-9.-]+) ([0-9.-]+) Td \((.*?[^\\]|)\) Tj ET`)
)

var sharedFaces = sync.OnceValues(func() (*faces, error) { return loadFaces(templates.FS) })

func testFaces(t *testing.T) *faces {
	t.Helper()
	f, err := sharedFaces()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// drawnText draws a document and reads the text back from its pages, upright
// text only: what is turned stands inside a transformation.
func drawnText(t *testing.T, d document.Document) [][]box {
	t.Helper()
	f := testFaces(t)
	th, _ := themeOf(d.Theme)
	c := newCanvas(f, time.Unix(0, 0))
	r := &Renderer{faces: f}
	sheets, err := r.paginate(context.Background(), c.tree, th, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.drawSheets(context.Background(), c, th, d, sheets); err != nil {
		t.Fatal(err)
	}
	var raw bytes.Buffer
	c.pdf.SetCompression(false)
	if err := c.pdf.Output(&raw); err != nil {
		t.Fatal(err)
	}
	objs, err := read(raw.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]box
	for _, o := range objs {
		if o.isStream && bytes.Contains(o.stream, []byte(" BDC\n")) {
			pages = append(pages, textOf(f, string(o.stream)))
		}
	}
	if len(pages) != len(sheets) {
		t.Fatalf("read %d pages of %d", len(pages), len(sheets))
	}
	return pages
}

// textOf follows fonts and text through a page's content. Which face it is does
// not matter here: the narrowest is near enough.
func textOf(f *faces, content string) []box {
	var out []box
	size := 0.0
	for len(content) > 0 {
		font, show := fontPattern.FindStringSubmatchIndex(content), textPattern.FindStringSubmatchIndex(content)
		if font != nil && (show == nil || font[0] < show[0]) {
			size, _ = strconv.ParseFloat(content[font[4]:font[5]], 64)
			content = content[font[1]:]
			continue
		}
		if show == nil {
			return out
		}
		x, _ := strconv.ParseFloat(content[show[2]:show[3]], 64)
		y, _ := strconv.ParseFloat(content[show[4]:show[5]], 64)
		words := strings.TrimSpace(unescape(content[show[6]:show[7]]))
		w := min(f.Width(words, size, 400, false), f.Width(words, size, 400, true))
		base := sheetHeight - y
		if words != "" && size < 100 {
			out = append(out, box{words, x, x + w, base - 0.66*size, base + 0.18*size})
		}
		content = content[show[1]:]
	}
	return out
}

func unescape(s string) string {
	raw := []byte(strings.NewReplacer(`\\`, `\`, `\(`, "(", `\)`, ")", `\r`, "\r").Replace(s))
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

func eachTheme(t *testing.T, run func(t *testing.T, d document.Document)) {
	for _, th := range []document.Theme{document.Board, document.Members, document.Forum, document.LargePrint} {
		t.Run(fmt.Sprintf("theme %d", th), func(t *testing.T) { run(t, gallery.Document(th)) })
	}
}

func TestNoTextLeavesTheMargins(t *testing.T) {
	eachTheme(t, func(t *testing.T, d document.Document) {
		th, _ := themeOf(d.Theme)
		for i, page := range drawnText(t, d) {
			for _, b := range page {
				if b.left < th.left-1 || b.right > th.left+th.width+1.5*mm || b.top < 0 || b.bottom > sheetHeight-5*mm {
					t.Errorf("page %d: %q stands from %.0f to %.0f, at %.0f", i+1, b.text, b.left, b.right, b.bottom)
				}
			}
		}
	})
}

func TestNoTextLiesOnOtherText(t *testing.T) {
	eachTheme(t, func(t *testing.T, d document.Document) {
		for i, page := range drawnText(t, d) {
			for j, a := range page {
				for _, b := range page[j+1:] {
					across := min(a.right, b.right) - max(a.left, b.left)
					down := min(a.bottom, b.bottom) - max(a.top, b.top)
					if across > 1.5 && down > min(a.bottom-a.top, b.bottom-b.top)/3 {
						t.Errorf("page %d: %q lies on %q", i+1, a.text, b.text)
					}
				}
			}
		}
	})
}

func TestHeadingsStayWithTheirText(t *testing.T) {
	f := testFaces(t)
	th := boardTheme()
	l := &layout{theme: th, faces: f}
	body := document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(strings.Repeat("Some words that fill a few lines. ", 12))}}}
	blocks := []document.Block{}
	for range 30 {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("A section")}, body)
	}
	pg := &pager{theme: th}
	pg.section(0, l.page(document.Page{Blocks: blocks}, newTree().root))
	if len(pg.sheets) < 3 {
		t.Fatalf("%d sheets are too few to test", len(pg.sheets))
	}
	for i, s := range pg.sheets {
		last := s.items[len(s.items)-1]
		if last.keep {
			t.Errorf("sheet %d ends with a part that should stay with the next", i+1)
		}
		if end := last.y + last.height; end > th.bottom {
			t.Errorf("sheet %d runs into the footer: %.0f mm", i+1, end/mm)
		}
	}
}

func TestTableHeadIsRepeatedOnEachPage(t *testing.T) {
	table := document.Table{Caption: "A long table", Columns: []document.Column{{Title: "Area"}, {Title: "Rate", Align: document.Right}}}
	var g document.RowGroup
	for i := range 120 {
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{{Text: document.Plain(fmt.Sprintf("Area %d", i))}, {Text: document.Plain("1.0")}}})
	}
	table.Groups = []document.RowGroup{g}
	d := gallery.Small(document.Board)
	d.Pages = []document.Page{{ID: "p", Title: "P", Blocks: []document.Block{table}}}
	pages := drawnText(t, d)
	if len(pages) < 3 {
		t.Fatalf("%d pages are too few to test", len(pages))
	}
	for i, page := range pages {
		seen := map[string]bool{}
		for _, b := range page {
			seen[b.text] = true
		}
		if !seen["Rate"] {
			t.Errorf("page %d has no column head", i+1)
		}
		if i > 0 && !seen["A long table (continued)"] {
			t.Errorf("page %d does not say that the table goes on", i+1)
		}
	}
}

func TestNumbersStayWithTheirUnits(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"a number and its unit", "within 20 weeks of it", "within 20\u00a0weeks of it"},
		{"a date", "on 30 June 2026 at", "on 30\u00a0June 2026 at"},
		{"a page", "see page 3 for", "see page\u00a03 for"},
		{"so many of so many", "late in 4 of 10 cases", "late in 4\u00a0of\u00a010 cases"},
		{"so many out of ten", "5 out of 10 plans", "5\u00a0out\u00a0of\u00a010 plans"},
		{"a telephone number", "ring 01999 555 0100 today", "ring 01999\u00a0555\u00a00100 today"},
		{"a school year", "in Year 9 pupils", "in Year\u00a09 pupils"},
		{"two sentences", "It was 74%. 12 more came", "It was 74%. 12 more came"},
		{"words", "one of them", "one of them"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := glue(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\tb \U0001F600 w\u0302 \xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range clean(s) {
			if r > 0xFFFF || r < 0x20 {
				t.Errorf("clean(%q) still holds %U", s, r)
			}
		}
	})
}
