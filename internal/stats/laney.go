package stats

import "math"

// movingSigma turns the mean of moving ranges of two into a standard
// deviation.
const movingSigma = 1.128

// VaryingDenominators reports whether any denominator is more than a quarter
// off their mean, where an XmR chart may give way to one that knows the
// denominators (note §9, options). Fewer than two never vary.
func VaryingDenominators(ns []float64) bool {
	mean, err := Mean(ns)
	if err != nil {
		return false
	}
	for _, n := range ns {
		if math.Abs(n-mean) > mean/4 {
			return true
		}
	}
	return false
}

// attribute is the p or u chart: the pooled value with three standard errors
// of each point's own denominator.
//
// Provost LP, Murray SK (2011) The Health Care Data Guide; note §9.
func (s *Segment) attribute(points []ControlReading, o ControlOptions) error {
	if err := s.centre(points, o); err != nil {
		return err
	}
	s.movingRanges(points)
	s.rangeMean(points[:s.Used])
	s.Reason = "" // these limits need no moving ranges
	s.spread(points, o, 1)
	return nil
}

// laney is the p' or u' chart: the limits of attribute, times the spread that
// the z-scores show from one point to the next.
//
// Laney DB (2002) Qual Eng 14:531-537; note §9.
func (s *Segment) laney(points []ControlReading, o ControlOptions) error {
	if err := s.centre(points, o); err != nil {
		return err
	}
	for i := range points {
		p := &points[i]
		if se := s.standardError(p.N, o); se > 0 {
			p.Z = (p.Value - s.Mean) / se
		}
		if i > 0 && adjacent(points[i-1], *p) {
			p.MR, p.HasMR = math.Abs(p.Z-points[i-1].Z), true
		}
	}
	if !s.rangeMean(points[:s.Used]) {
		return nil
	}
	s.Sigma = s.MeanMR / movingSigma
	s.spread(points, o, s.Sigma)
	return nil
}

// centre pools the points that the limits rest on.
func (s *Segment) centre(points []ControlReading, o ControlOptions) (err error) {
	parts := make([]Rate, s.Used)
	for i, p := range points[:s.Used] {
		parts[i] = Rate{p.X, p.N}
	}
	s.Mean, err = Pooled(parts, o.scale())
	return err
}

func (s *Segment) spread(points []ControlReading, o ControlOptions, sigma float64) {
	for i := range points {
		points[i].Limits = limitsAround(s.Mean, 3*sigma*s.standardError(points[i].N, o))
	}
}

// standardError of a value about the centre, by the denominator: 0 where the
// centre is 0, or 1 for proportions.
func (s *Segment) standardError(n float64, o ControlOptions) float64 {
	c := s.Mean / o.scale()
	if o.Kind == PChart || o.Kind == PPrime {
		c = math.Max(0, c*(1-c))
	}
	return o.scale() * math.Sqrt(c/n)
}
