package stats

import (
	"math"
	"slices"
)

// LimitState says what the limits of a segment are worth.
type LimitState uint8

const (
	NoLimits    LimitState = iota // too few points: a plain line
	TrialLimits                   // 10 to 12 points: dashed limits, flags, no icons
	FullLimits                    // 13 points and more
)

// String is the state in a word: "none", "trial" or "full".
func (s LimitState) String() string {
	switch s {
	case TrialLimits:
		return "trial"
	case FullLimits:
		return "full"
	}
	return "none"
}

// Segment is a stretch of a chart with limits of its own, and how they were
// made. Used counts the first points they rest on: all N, or the baseline.
// Mean is the mean value, or the pooled value on p and u charts. MeanMR is
// the mean of the Ranges moving ranges; with screening those from Cutoff up
// are dropped, once, and it is the mean of the rest, MeanMRAll that of all.
// Sigma is the moving-range sigma of the z-scores of p' and u' charts. The
// segment's Start has period math.MinInt where nothing begins it but the
// series itself.
type Segment struct {
	Start             SegmentStart
	First, N          int // index of the first point, and how many
	State             LimitState
	Reason            string // why there are no limits
	Used              int
	Fixed             bool // Used is a baseline, later points do not move the limits
	Mean              float64
	Ranges            int
	MeanMR, MeanMRAll float64
	Cutoff            float64
	Dropped           []int   // periods whose moving range was screened out
	Sigma             float64 // 0 on charts without z-scores
	Limits            ControlLimits
}

// ControlLimits are the process limits, the centre, and the near limits at two
// thirds of the way. They are not clipped: rules and icons need the full ones.
// The zero value, without width, stands for none. On p and u charts every
// point has its own; the segment's are those of its last point.
type ControlLimits struct{ Lower, NearLower, Mean, NearUpper, Upper float64 }

// Clipped is the limits as drawn on a scale that ends at low and high: 0 and
// 100 for percentages, 0 and math.Inf(1) for counts and rates.
func (l ControlLimits) Clipped(low, high float64) ControlLimits {
	within := func(v float64) float64 { return math.Max(low, math.Min(high, v)) }
	return ControlLimits{within(l.Lower), within(l.NearLower), within(l.Mean), within(l.NearUpper), within(l.Upper)}
}

func limitsAround(mean, half float64) ControlLimits {
	near := 2.0 / 3 * half
	return ControlLimits{mean - half, mean - near, mean, mean + near, mean + half}
}

// read gives the points of one segment their limits and the rules they meet.
func (s *Segment) read(points []ControlReading, o ControlOptions) error {
	s.Used = s.N
	if s.Start.Baseline > 0 && s.N >= s.Start.Baseline {
		s.Used, s.Fixed = s.Start.Baseline, true
	}
	if s.N < ControlTrial {
		s.movingRanges(points)
		s.Reason = "fewer than 10 points"
		return nil
	}
	if err := s.limits(points, o); err != nil || s.Reason != "" {
		return err
	}
	s.State = FullLimits
	if s.N < ControlFull {
		s.State = TrialLimits
	}
	s.Limits = points[len(points)-1].Limits
	flag(points)
	for i := range points {
		points[i].colour(o.Polarity)
	}
	return nil
}

func (s *Segment) limits(points []ControlReading, o ControlOptions) error {
	switch o.Kind {
	case XmR:
		s.movingRanges(points)
		return s.xmr(points, o.Screen)
	case PChart, UChart:
		return s.attribute(points, o)
	}
	return s.laney(points, o)
}

// movingRanges fills MR between adjacent present periods.
func (s *Segment) movingRanges(points []ControlReading) {
	for i := range points {
		if i > 0 && adjacent(points[i-1], points[i]) {
			points[i].MR, points[i].HasMR = math.Abs(points[i].Value-points[i-1].Value), true
		}
	}
}

func adjacent(a, b ControlReading) bool { return b.Period-a.Period == 1 }

// The constants of the method as it is practised: 3/1.128 to two decimals,
// and the upper limit of a moving range (Nelson 1982).
const (
	xmrFactor    = 2.66
	screenFactor = 3.267
)

// xmr is mean ± 2.66 mean moving range over the points the limits rest on.
//
// Screening: Nelson LS (1982) J Qual Tech 14:172-173.
func (s *Segment) xmr(points []ControlReading, screen bool) error {
	base := points[:s.Used]
	values := make([]float64, len(base))
	for i, p := range base {
		values[i] = p.Value
	}
	mean, err := Mean(values)
	if err != nil {
		return err
	}
	s.Mean = mean
	if !s.rangeMean(base) {
		return nil
	}
	if s.Cutoff = screenFactor * s.MeanMR; screen && s.MeanMR > 0 {
		s.screen(base)
	}
	for i := range points {
		points[i].Limits = limitsAround(mean, xmrFactor*s.MeanMR)
	}
	return nil
}

// rangeMean averages the moving ranges; false where there are none.
func (s *Segment) rangeMean(base []ControlReading) bool {
	ranges := rangesOf(base, math.Inf(1))
	s.Ranges = len(ranges)
	mean, err := Mean(ranges)
	if err != nil {
		s.Reason = "no two points of adjacent periods"
		return false
	}
	s.MeanMR, s.MeanMRAll = mean, mean
	return true
}

// screen drops ranges from the cut-off up. The smallest is always kept: it is
// no larger than the mean.
func (s *Segment) screen(base []ControlReading) {
	for _, p := range base {
		if p.HasMR && p.MR >= s.Cutoff {
			s.Dropped = append(s.Dropped, p.Period)
		}
	}
	if mean, err := Mean(rangesOf(base, s.Cutoff)); err == nil {
		s.MeanMR = mean
	}
}

// rangesOf are the moving ranges below a limit, rising.
func rangesOf(points []ControlReading, below float64) (ranges []float64) {
	for _, p := range points {
		if p.HasMR && p.MR < below {
			ranges = append(ranges, p.MR)
		}
	}
	slices.Sort(ranges)
	return ranges
}
