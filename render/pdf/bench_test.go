package pdf_test

import (
	"context"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
)

// sixPages is the work of a typical pack: a table of twenty indicators, twenty
// sentences and forty charts.
func sixPages() document.Document {
	d := gallery.Document(document.Board)
	var table document.Table
	var charts []document.Block
	for _, p := range d.Pages {
		for _, b := range p.Blocks {
			switch b := b.(type) {
			case document.Table:
				if b.Scorecard {
					table = b
				}
			case document.Chart:
				charts = append(charts, b)
			case document.Benchmark:
				charts = append(charts, b.Chart)
			}
		}
	}
	rows := table.Groups[1].Rows
	for len(rows) < 20 {
		rows = append(rows, rows[0])
	}
	table.Groups = []document.RowGroup{{Title: "Twenty indicators", Rows: rows}}
	blocks := []document.Block{table}
	for range 20 {
		blocks = append(blocks, words("Wexmoor finished 52.4% of plans on time in 2025, up from 46.3% the year before."))
	}
	for i := range 40 {
		c := charts[i%len(charts)]
		if x, ok := c.(document.Chart); ok {
			x.ID = ""
			c = x
		}
		blocks = append(blocks, c)
	}
	d.Pages = []document.Page{{ID: "bench", Title: "Bench", Blocks: blocks}}
	return d
}

// BenchmarkRenderPack measures one pack in one thread. The aim is 25 ms of
// processor time. Of what remains about a third is fpdf reading and cutting the
// three faces, which does not grow with the pack, a quarter is compression, and
// a fifth laying out and drawing the charts.
func BenchmarkRenderPack(b *testing.B) {
	r, d := renderer(b), sixPages()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}
