package chart

import "github.com/sendpack/sendpack/internal/document"

// Draw draws one chart. Figures that are not finite count as missing; a size
// that is no size gets the board's. Labels for which there is no place are in
// Dropped, never on top of others.
func Draw(spec document.Spec, size Size, fonts *Fonts) Drawing {
	s := newSheet(size, fonts)
	switch spec := spec.(type) {
	case document.BenchmarkSpec:
		s.benchmark(spec)
	case document.TrendSpec:
		s.trend(spec)
	case document.BreakdownSpec:
		s.breakdown(spec)
	case document.SparkSpec:
		s.spark(spec)
	case document.StripSpec:
		s.strip(spec)
	case document.ColumnsSpec:
		s.columns(spec)
	case document.ControlSpec:
		s.control(spec)
	case document.FunnelSpec:
		s.funnel(spec)
	case document.FanSpec:
		s.fan(spec)
	case document.TileMapSpec:
		s.tileMap(spec)
	case document.MultiplesSpec:
		s.multiples(spec)
	case document.PeopleSpec:
		s.people(spec)
	}
	return s.finish()
}
