package xlsx

import (
	"context"
	"fmt"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// book of n indicators with m records each, every column filled.
func sample(indicators, rows int) document.Document {
	d := document.Document{ID: "data", Title: "Data book", Area: document.Area{Code: "E06000999", Name: "Wexmoor"}, AsOf: "2026-06-30"}
	for i := range indicators {
		id := fmt.Sprintf("indicator-%d", i)
		d.Sheets = append(d.Sheets, document.IndicatorNote{ID: id, Title: "Plans on time", TechnicalTitle: "Plans issued within 20 weeks",
			Unit: quantity.Percent, Source: "SEN2", Published: "June 2026"})
		for j := range rows {
			f := float64(i*rows + j)
			d.Records = append(d.Records, document.Record{
				AreaCode: fmt.Sprintf("E06%06d", j%11), AreaName: "Wexmoor", AreaLevel: "LA",
				Indicator: id, Breakdown: "need=asd", Period: fmt.Sprint(1600 + j), PeriodType: "CY",
				Value: quantity.Of(52.4 + f/7), Display: quantity.Format(52.4+f/7, 1) + "%", Unit: quantity.Percent,
				Numerator: quantity.Of(f), Denominator: quantity.Of(2*f + 1),
				Lower95: quantity.Of(f / 9), Upper95: quantity.Of(f / 3), Change: quantity.Of(-2.5 - f/1000), ChangeResult: "decrease", Trend: "decreasing",
				SNValue: quantity.Of(f / 13), SNN: quantity.Of(9), SNResult: "better",
				RegionValue: quantity.Of(50.1), RegionResult: "similar", EnglandValue: quantity.Of(49.25), EnglandResult: "worse",
				Rank: quantity.Of(66), RankOf: quantity.Of(152), Band: "B", Target: quantity.Of(100), RAG: "red",
				Status: "final", Notes: "n1;n2",
			})
		}
	}
	return d
}

func BenchmarkBook(b *testing.B) {
	for _, size := range [][2]int{{16, 400}, {100, 1000}, {500, 120}} {
		b.Run(fmt.Sprintf("%d indicators of %d rows", size[0], size[1]), func(b *testing.B) {
			d := sample(size[0], size[1])
			b.ReportAllocs()
			var n int
			for b.Loop() {
				files, err := New().Render(context.Background(), d)
				if err != nil {
					b.Fatal(err)
				}
				n = len(files[0].Bytes)
			}
			b.ReportMetric(float64(n), "file-bytes")
		})
	}
}
