package stats

import "math"

// Reading is what a control chart says of a point, and of the process by its
// latest point. The zero value is none: no limits to read it by.
type Reading uint8

const (
	NoReading Reading = iota
	CommonCause
	ImprovementHigh
	ImprovementLow
	ConcernHigh
	ConcernLow
	NeutralHigh
	NeutralLow
)

// String is the word of the results file, such as "common-cause" or
// "concern-low"; "" for none.
func (r Reading) String() string {
	words := []string{"", "common-cause", "improvement-high", "improvement-low", "concern-high", "concern-low", "neutral-high", "neutral-low"}
	if int(r) < len(words) {
		return words[r]
	}
	return ""
}

// Assurance is whether a stable process can be expected to meet its target.
// The zero value is no icon.
type Assurance uint8

const (
	NoAssurance Assurance = iota
	Passing               // even at its limit the process meets the target
	Failing               // even at its limit it does not
	HitOrMiss
)

// String is the word of the results file: "passing", "failing" or
// "hit-or-miss"; "" for none.
func (a Assurance) String() string {
	words := []string{"", "passing", "failing", "hit-or-miss"}
	if int(a) < len(words) {
		return words[a]
	}
	return ""
}

// colour decides the rule and the reading of a point by its hits. Hits are in
// order of precedence, and of two trends the later decides.
func (p *ControlReading) colour(polarity Polarity) {
	p.Reading = CommonCause
	for i, h := range p.Hits {
		if i == 0 || h.Rule == p.Rule {
			p.Rule, p.High = h.Rule, h.High
		}
		p.Mixed = p.Mixed || h.High != p.Hits[0].High
	}
	if p.Rule != NoRule {
		p.Reading = specialCause(polarity.Judge(p.High), p.High)
	}
}

func specialCause(j Judgement, high bool) Reading {
	r := NeutralHigh
	switch j {
	case Favourable:
		r = ImprovementHigh
	case Unfavourable:
		r = ConcernHigh
	}
	if !high {
		r++ // each low follows its high
	}
	return r
}

// icons reads the latest point and segment.
func (c *ControlChart) icons(o ControlOptions) {
	if len(c.Points) == 0 {
		c.Reason = "no points"
		return
	}
	s := c.Segments[len(c.Segments)-1]
	switch s.State {
	case NoLimits:
		c.Reason = s.Reason
		return
	case TrialLimits:
		c.Reason = "fewer than 13 points: trial limits"
		return
	}
	latest := c.Points[len(c.Points)-1]
	c.Variation, c.Mixed = latest.Reading, latest.Mixed
	if o.HasTarget {
		c.Assurance = Assure(s.Limits, o.Target, o.Polarity)
	}
}

// Assure compares the unclipped limits with a target; a limit on the target
// meets it. Only polarity high and low have an answer (note §9).
func Assure(l ControlLimits, target float64, p Polarity) Assurance {
	if !finite(l.Lower, l.Upper, target) {
		return NoAssurance
	}
	f := flagger{noise: 1e-12 * math.Max(math.Abs(l.Lower), math.Abs(l.Upper))}
	switch {
	case p == HighPolarity:
		return assurance(f.compare(l.Lower, target) >= 0, f.compare(l.Upper, target) < 0)
	case p == LowPolarity:
		return assurance(f.compare(l.Upper, target) <= 0, f.compare(l.Lower, target) > 0)
	}
	return NoAssurance
}

func assurance(passing, failing bool) Assurance {
	switch {
	case passing:
		return Passing
	case failing:
		return Failing
	}
	return HitOrMiss
}
