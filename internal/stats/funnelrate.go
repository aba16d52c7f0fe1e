package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// LinePoint is a place on a funnel's line: a population and a rate.
type LinePoint struct{ Population, Rate float64 }

// RateLine gives the two points that o events contribute to the lines of a
// rate funnel at the level of z: the population in which o events are just low
// and the one in which they are just high, each with the rate o makes there.
// With no events the upper line has no point and high is zero. The benchmark,
// per k like the rates, must be above 0.
//
// Spiegelhalter DJ (2005) Stat Med 24:1185-1202; note §10.
func RateLine(o, benchmark, k, z float64) (low, high LinePoint, err error) {
	if err := checkCount("count", o); err != nil {
		return low, high, err
	}
	if err := checkPositive("benchmark rate", benchmark); err != nil {
		return low, high, err
	}
	if err := checkPositive("multiplier", k); err != nil {
		return low, high, err
	}
	if err := checkLevel(z); err != nil {
		return low, high, err
	}
	i := garwood(o, z).Times(k / benchmark)
	low = LinePoint{i.Upper, k * o / i.Upper}
	if o > 0 {
		high = LinePoint{i.Lower, k * o / i.Lower}
	}
	if !finite(low.Population, low.Rate, high.Population, high.Rate) || i.Upper == 0 {
		return LinePoint{}, LinePoint{}, invalid("benchmark rate %v is too extreme", benchmark)
	}
	return low, high, nil
}

// rateLines are the lines at one population: the curves through the points of
// RateLine, read between whole counts by letting the exact limits take any
// count. The lower line is 0 where even no events would not be low.
func rateLines(n, benchmark, k float64) (FunnelLimits, error) {
	if err := checkPositive("population", n); err != nil {
		return FunnelLimits{}, err
	}
	expected := n / k * benchmark
	if !(expected <= MaxCount) {
		return FunnelLimits{}, invalid("benchmark rate %v in a population of %v", benchmark, n)
	}
	at := func(z float64) Interval {
		return Interval{justLow(expected, alpha(z)/2), justHigh(expected, alpha(z)/2)}.Times(k / n)
	}
	l := FunnelLimits{at(Z95), at(Z998)}
	if !finite(l.At998.Upper) {
		return FunnelLimits{}, invalid("population %v is too small", n)
	}
	return l, nil
}

// justLow is the count whose exact upper limit is the mean.
func justLow(mean, tail float64) float64 {
	atMost := func(o float64) float64 { return mathext.GammaIncRegComp(o+1, mean) - tail }
	if mean == 0 || atMost(0) >= 0 {
		return 0
	}
	return root(0, mean, atMost)
}

// justHigh is the count whose exact lower limit is the mean; 0 for a mean of
// 0, where any event is high.
func justHigh(mean, tail float64) float64 {
	if mean == 0 {
		return 0
	}
	atLeast := func(o float64) float64 { return tail - mathext.GammaIncReg(o, mean) }
	// Far beyond any level in use: the top is above the count sought.
	return root(math.SmallestNonzeroFloat64, mean+10*math.Sqrt(mean)+20, atLeast)
}

// root closes in on where a rising function turns from negative to positive,
// to the last digit.
func root(from, to float64, f func(float64) float64) float64 {
	for range 200 {
		middle := from + (to-from)/2
		if middle <= from || middle >= to {
			break
		}
		if f(middle) < 0 {
			from = middle
		} else {
			to = middle
		}
	}
	return from + (to-from)/2
}
