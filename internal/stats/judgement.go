package stats

// Judgement is what polarity makes of a direction: of a comparison, a change,
// a trend or a control chart. The zero value is no judgement, which is also
// the answer under polarity none and target: a direction there is neither
// good nor bad, and gets no colour (note §5).
type Judgement uint8

const (
	NoJudgement Judgement = iota
	Favourable
	Unfavourable
)

// Judge turns up (true) or down into a judgement.
func (p Polarity) Judge(up bool) Judgement {
	switch {
	case p == HighPolarity && up, p == LowPolarity && !up:
		return Favourable
	case p == HighPolarity, p == LowPolarity:
		return Unfavourable
	}
	return NoJudgement
}

// Outcome is the word of the results file for a comparison under a polarity:
// "better", "worse", "higher", "lower", "similar" or "not-compared". Similar
// is the same word under every polarity.
func (c Comparison) Outcome(p Polarity) string {
	switch c.Judge(p) {
	case Favourable:
		return "better"
	case Unfavourable:
		return "worse"
	}
	return c.String()
}

// Judge is the judgement of a comparison; similar and not compared have none.
func (c Comparison) Judge(p Polarity) Judgement {
	if c != Higher && c != Lower {
		return NoJudgement
	}
	return p.Judge(c == Higher)
}

// Judge is the judgement of a trend: favourable is "improving", unfavourable
// "worsening". No significant trend has none.
func (r TrendResult) Judge(p Polarity) Judgement {
	if r != Increasing && r != Decreasing {
		return NoJudgement
	}
	return p.Judge(r == Increasing)
}
