// Package attack tries to break a release: it reads what is published, adds
// what anyone can read in the documentation, writes it all as equations
// between unknown counts, and works out which hidden counts follow. It is the
// auditor of the disclose stage and shares no code with it, nor with anything
// that wrote the release. It never says what a hidden count is, nor a number
// that gives it; where it cannot decide, it says so.
package attack

import (
	"cmp"
	"context"
	"slices"
)

// Kind is how a figure is given away.
type Kind string

const (
	SmallCount     Kind = "small-count"     // shown although its class hides it
	Solved         Kind = "determined"      // follows from sums of one release
	Differencing   Kind = "differencing"    // follows from areas, periods or releases that overlap
	SmallGroup     Kind = "small-group"     // hidden parts of a published total that are too few together
	DerivedNumber  Kind = "derived-number"  // something made from the figure is shown
	ShownElsewhere Kind = "shown-elsewhere" // hidden in one place, shown in another
	Percentage     Kind = "percentage"      // a percentage and its base fit hidden counts alone
	NotProven      Kind = "not-proven"      // too large to decide within the limits
	Recomputed     Kind = "recomputed"      // hidden and follows from others, though it is no small count
	Revised        Kind = "revision"        // changed by a small count since the release before
	AlreadyOpen    Kind = "already-open"    // of the previous release, by itself
)

// Breaks reports whether a release with such a finding must not go out.
// Revisions and the state of an earlier release are for people to judge.
func (k Kind) Breaks() bool { return k != Revised && k != AlreadyOpen }

// Finding is one figure that is not safe. It names the figure by its place and
// how it is given away, without any count. Previous marks one of the release
// before.
type Finding struct {
	Area, Indicator, Breakdown, Period string
	Previous                           bool
	Part                               Part
	Kind                               Kind
	Because                            []string // equations or columns, in words
}

// Summary counts what was audited, for the suppression report.
type Summary struct {
	Cells         int // figures of both releases
	Protected     int // hidden figures among them
	Counts        int // unknown counts behind them and what ties them together
	Equations     int
	Components    int // sets of equations that hold a hidden count
	Largest       int // counts in the largest
	Undecided     int // counts not proven safe
	Contradicting int // equations left out because they contradict others
}

// Report is the result of an audit. Findings are sorted by place.
type Report struct {
	Findings []Finding
	Summary  Summary
}

// Broken reports whether any finding breaks the release.
func (r Report) Broken() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Kind.Breaks() })
}

// Audit tries everything it knows on a release, a few families of linked
// indicators at a time, so that memory follows the figures and not the
// equations. The error is that of ctx.
func Audit(ctx context.Context, r *Release, f Facts, l Limits) (Report, error) {
	r.freeze()
	l = l.filled()
	l.gate = make(chan struct{}, l.Workers)
	x := newAudit(r, f)
	x.shownFigures()
	x.derivedFigures()
	out := Report{Findings: x.found, Summary: Summary{Cells: len(r.cells)}}
	families := x.families()
	sums, errs := make([]Summary, len(families)), make([]error, len(families))
	each(len(families), l.Workers, func(i int) {
		if errs[i] = ctx.Err(); errs[i] == nil {
			errs[i] = families[i].attack(ctx, l, &sums[i])
		}
	})
	for i, family := range families {
		if errs[i] != nil {
			return Report{}, errs[i]
		}
		out.Findings = append(out.Findings, family.found...)
		out.Summary.add(&sums[i])
	}
	slices.SortFunc(out.Findings, compareFindings)
	out.Findings = slices.CompactFunc(out.Findings, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
	return out, nil
}

// attack writes the equations of a family, solves them and keeps what was
// found; the equations are forgotten.
func (x *audit) attack(ctx context.Context, l Limits, sum *Summary) error {
	for _, step := range []func(){x.lists, x.places, x.same, x.series, x.previous} {
		step()
	}
	solution, err := Determine(ctx, &x.system, l)
	if err != nil {
		return err
	}
	x.judge(&solution)
	sum.of(x, &solution)
	x.system, x.origins, x.counts, x.owners, x.spans = System{}, nil, nil, nil, nil
	return nil
}

func compareFindings(a, b Finding) int {
	previous := 0
	if a.Previous != b.Previous {
		previous = 1
		if b.Previous {
			previous = -1
		}
	}
	return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Breakdown, b.Breakdown), cmp.Compare(a.Period, b.Period),
		previous, cmp.Compare(a.Part, b.Part), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.Because, b.Because))
}

// of counts one family.
func (s *Summary) of(x *audit, solved *Solution) {
	*s = Summary{Counts: len(x.system.Cells), Equations: len(x.system.Equations), Components: solved.Components, Largest: solved.Largest,
		Undecided: solved.Undecided, Contradicting: len(solved.Dropped)}
	x.eachCell(func(c *cell) {
		if c.state == hidden && x.facts[c.indicator].protected() {
			s.Protected++
		}
	})
}

// add counts one family in.
func (s *Summary) add(o *Summary) {
	s.Protected += o.Protected
	s.Counts += o.Counts
	s.Equations += o.Equations
	s.Components += o.Components
	s.Largest = max(s.Largest, o.Largest)
	s.Undecided += o.Undecided
	s.Contradicting += o.Contradicting
}
