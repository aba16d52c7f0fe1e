package stats

// Interval is a pair of limits on the scale of the value it belongs to. The
// zero Interval has no width and stands for "no interval": comparisons and
// trends refuse it.
type Interval struct{ Lower, Upper float64 }

// Known reports whether the limits are finite and the upper lies above the
// lower. A zero-width interval (a standard deviation of 0, a census) says
// nothing about chance and is treated as none (note §4).
func (i Interval) Known() bool { return finite(i.Lower, i.Upper) && i.Lower < i.Upper }

// Contains reports whether v lies within the limits, both included. Beside a
// rating it answers "not distinguishable from the target" (note §11).
func (i Interval) Contains(v float64) bool { return i.Lower <= v && v <= i.Upper }

// Times is the interval on a scale k times as large: 100 for percentages and
// percentage points. A negative k exchanges the limits.
func (i Interval) Times(k float64) Interval {
	if k < 0 {
		return Interval{k * i.Upper, k * i.Lower}
	}
	return Interval{k * i.Lower, k * i.Upper}
}

// Estimate is a value with its interval, both on one scale.
type Estimate struct {
	Value    float64
	Interval Interval
}

// Times is the estimate on a scale k times as large.
func (e Estimate) Times(k float64) Estimate {
	return Estimate{k * e.Value, e.Interval.Times(k)}
}

// checked refuses an estimate that left the range of float64 on the way.
func (e Estimate) checked() (Estimate, error) {
	if !finite(e.Value, e.Interval.Lower, e.Interval.Upper) {
		return Estimate{}, invalid("the result is too large to hold")
	}
	return e, nil
}

// Proportion is X cases among N; both are whole numbers, X at most N.
type Proportion struct{ X, N float64 }

// Rate is X events in a population of N, which may be fractional (a mean
// population) and may be smaller than X.
type Rate struct{ X, N float64 }
