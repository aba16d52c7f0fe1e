package assess

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// neighbours compares with statistical neighbours: by default the simple mean
// of those that have a figure for the same period and group (benchmarks note
// §3 and §5).
func (s *Series) neighbours(r *evaluate.Result) Neighbours {
	opts := s.Indicator.Def.Comparison
	n := Neighbours{Method: opts.SNMethod, Min: opts.MinN}
	if n.Method == "" {
		n.Method = "mean"
	}
	if n.Min == 0 {
		n.Min = 6
	}
	if s.a.Set == nil || len(s.a.Set.Of[r.Area]) == 0 {
		n.Method = ""
		n.Reason = "no similar areas are known"
		return n
	}
	n.Set, n.Of = s.a.Set.ID, len(s.a.Set.Of[r.Area])
	var values []float64
	var parts []stats.Rate
	for _, nb := range s.a.Set.Of[r.Area] {
		b := s.Indicator.At(nb.Area, int(r.Period), int(r.Breakdown))
		if !usable(b) {
			continue
		}
		values = append(values, b.Value.Number)
		if b.Numerator.Known && b.Denominator.Known {
			parts = append(parts, stats.Rate{X: b.Numerator.Number, N: b.Denominator.Number})
		}
		n.count(r, b)
	}
	n.N = len(values)
	if n.N == 0 {
		n.Reason = "no similar area has a figure"
		return n
	}
	centre, ok := s.centre(n.Method, values, parts)
	if !ok {
		n.Reason = "similar areas have no counts to pool"
		return n
	}
	if !r.Value.Known && r.Value.Symbol != quantity.NoSymbol {
		// A row with a symbol carries no number at all (contract §3).
		n.Reason = "no figure here"
		return n
	}
	n.Comparison = s.against(r, quantity.Of(centre))
	if n.N < n.Min && n.Outcome != NotCompared {
		n.Outcome, n.Strong = NotCompared, false
	}
	if n.N < n.Min {
		n.Reason = fmt.Sprintf("only %d of %d similar areas have a figure", n.N, n.Of)
	}
	return n
}

func (n *Neighbours) count(own, other *evaluate.Result) {
	if !usable(own) {
		return
	}
	switch {
	case other.Value.Number < own.Value.Number:
		n.Lower++
	case other.Value.Number > own.Value.Number:
		n.Higher++
	}
}

// centre is the neighbours' value by method; pooled needs every neighbour with
// a value to have its counts.
func (s *Series) centre(method string, values []float64, parts []stats.Rate) (float64, bool) {
	var v float64
	var err error
	switch method {
	case "median":
		v, err = stats.Median(values)
	case "pooled":
		if len(parts) != len(values) {
			return 0, false
		}
		v, err = stats.Pooled(parts, s.Indicator.Def.Unit.Multiplier())
	default:
		v, err = stats.Mean(values)
	}
	return v, err == nil
}
