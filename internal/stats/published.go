package stats

import "math"

// PublishedDifference is the difference a-b of two values that came with 95%
// intervals but without counts, at 95%. Each standard error is the width of
// its interval over 2*Z95, as if symmetric. The two populations must not
// overlap: an area inside its region is not independent of it.
//
// Altman DG et al (2000) Statistics with Confidence; note §6.
func PublishedDifference(a, b Estimate) (Estimate, error) {
	for _, e := range []Estimate{a, b} {
		if _, err := e.checked(); err != nil {
			return Estimate{}, err
		}
		if e.Interval.Lower > e.Interval.Upper {
			return Estimate{}, invalid("lower limit %v is above the upper limit %v", e.Interval.Lower, e.Interval.Upper)
		}
	}
	d := a.Value - b.Value
	half := Z95 * math.Hypot(publishedSE(a.Interval), publishedSE(b.Interval))
	return Estimate{d, Interval{d - half, d + half}}.checked()
}

func publishedSE(i Interval) float64 { return (i.Upper - i.Lower) / (2 * Z95) }
