package pdf_test

import (
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/verify"
)

// Nothing that the document model allows may make the renderer stumble.
func TestOddBlocksAreDrawn(t *testing.T) {
	cases := []struct {
		name  string
		block document.Block
	}{
		{"a table without columns", document.Table{Caption: "Empty"}},
		{"a table without rows", document.Table{Caption: "Head only", Columns: []document.Column{{Title: "A"}, {Title: "B"}}}},
		{"a table with short rows", document.Table{Columns: []document.Column{{Title: "A"}, {Title: "B"}}, Groups: []document.RowGroup{{Rows: []document.Row{{Cells: []document.Cell{{Text: document.Plain("x")}}}}}}}},
		{"a table with long rows", document.Table{Columns: []document.Column{{Title: "A"}}, Groups: []document.RowGroup{{Rows: []document.Row{{Cells: make([]document.Cell, 5)}}}}}},
		{"a table wider than the page", document.Table{Columns: []document.Column{{Title: "A", Width: 300}, {Title: "B"}, {Title: "C", Width: 200}}, Groups: []document.RowGroup{{Rows: []document.Row{{Cells: make([]document.Cell, 3)}}}}}},
		{"a word wider than the page", words(strings.Repeat("wide", 200))},
		{"a panel without a chart", document.Panel{Title: "Bare", Parts: []document.Part{{Label: "Why"}}}},
		{"a topic without anything", document.Panel{Style: document.Topic}},
		{"a benchmark without facts", document.Benchmark{Headline: "Alone", Chart: document.Chart{Alt: "Nothing to show.", Width: document.W114, Spec: document.BenchmarkSpec{}}}},
		{"no tiles", document.KeyFigures{}},
		{"a tile without a value", document.KeyFigures{Items: []document.KeyFigure{{Title: "None"}}}},
		{"empty columns", document.Columns{}},
		{"columns taller than a page", document.Columns{LeftSpan: 9, Left: []document.Block{words(strings.Repeat("many words ", 1500))}, Right: []document.Block{words("few")}}},
		{"an empty list", document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: []document.Text{nil, document.Plain("x")}}}}},
		{"empty notes", document.Notes{}},
		{"an empty glossary", document.Glossary{}},
		{"cards without links", document.Cards{Items: []document.Card{{Title: "Card"}}}},
		{"a cover with a title alone", document.Cover{Title: "Title"}},
		{"a band with a title alone", document.Cover{Band: true, Title: "Title"}},
		{"an empty callout", document.Callout{}},
		{"facts without words", document.Facts{Items: make([]document.Fact, 8)}},
		{"two page breaks", document.PageBreak{}},
	}
	for _, th := range themes {
		t.Run(th.name, func(t *testing.T) {
			d := page()
			d.Theme, d.Pages = th.theme, nil
			for _, c := range cases { // a page each, named in errors and in the text
				d.Pages = append(d.Pages, document.Page{ID: c.name, Title: c.name, Blocks: []document.Block{
					document.Heading{Level: 1, Text: document.Plain(c.name)}, c.block, c.block, words("after")}})
			}
			data := draw(t, renderer(t), d)
			for _, p := range verify.CheckPDF("odd", data) {
				t.Errorf("%s: %s", p.Where, p.Message)
			}
			if got := strings.Count(reading(t, data), ": after\n"); got != len(cases) {
				t.Errorf("the words after the block were drawn %d times, want %d", got, len(cases))
			}
		})
	}
}
