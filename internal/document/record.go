package document

import "github.com/sendpack/sendpack/internal/quantity"

// Published is the record as any data file may show it: with a symbol, no
// number and no hint of direction stays in the row, whatever it was given.
// Only a number with the symbol u (a small survey base) keeps its value and
// interval (contract §3, statistics note §13). Both data back-ends use it, so
// neither can show what the other hides.
func (r Record) Published() Record {
	if r.Value.Symbol == quantity.NoSymbol {
		return r
	}
	if r.Value.Symbol != quantity.Unreliable || !r.Value.Known {
		none := quantity.Value{}
		r.Value = quantity.Missing(r.Value.Symbol)
		r.Display = r.Value.Symbol.Code()
		r.Lower95, r.Upper95, r.Lower998, r.Upper998 = none, none, none, none
	}
	for _, n := range []*quantity.Value{&r.Numerator, &r.Denominator, &r.Change, &r.SNValue, &r.SNN, &r.RegionValue,
		&r.EnglandValue, &r.StatutoryTarget, &r.SNGap, &r.RegionGap, &r.EnglandGap, &r.Rank, &r.RankOf, &r.Target, &r.SPCMean, &r.SPCLower, &r.SPCUpper,
		&r.SPCPointMean, &r.SPCPointLower, &r.SPCPointUpper, &r.FunnelBenchmark, &r.FunnelPhi} {
		*n = quantity.Value{Symbol: n.Symbol}
	}
	r.Band, r.SPCFlags, r.SPCVariation, r.SPCAssurance, r.SPCPointFlags, r.FunnelResult = "", "", "", "", "", ""
	instead(&r.ChangeResult, "no-comparison")
	instead(&r.Trend, "cannot-be-calculated")
	instead(&r.SNResult, "not-compared")
	instead(&r.RegionResult, "not-compared")
	instead(&r.EnglandResult, "not-compared")
	instead(&r.RAG, "not-rated")
	return r
}

// instead replaces a result that was given; an empty one says that the
// comparison is not made for this row at all, and stays.
func instead(word *string, neutral string) {
	if *word != "" {
		*word = neutral
	}
}
