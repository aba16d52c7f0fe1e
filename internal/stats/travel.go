package stats

// ChangeResult is what a change from one period to the next amounts to. The
// zero value is no comparison: there is no change to speak of.
type ChangeResult uint8

const (
	NoComparison ChangeResult = iota // the period before is missing, or a break lies between
	NotTested                        // a change, but no interval to test it by
	NoSignificantChange
	Increase
	Decrease
)

// String is the word of the results file: "no-comparison", "not-tested",
// "no-significant-change", "increase" or "decrease".
func (r ChangeResult) String() string {
	switch r {
	case NotTested:
		return "not-tested"
	case NoSignificantChange:
		return "no-significant-change"
	case Increase:
		return "increase"
	case Decrease:
		return "decrease"
	}
	return "no-comparison"
}

// Travel is the direction of travel between two periods. Change is new minus
// old in the unit of the values, percentage points for percentages. Relative
// is (new-old)/old, and is there only where HasRelative is true: not from an
// old value of 0. Arrow is -1, 0 or 1, the direction of the number. Judgement
// is set only for a change that was tested and is significant.
type Travel struct {
	Result         ChangeResult
	Reason         string // why there is no comparison; "" otherwise
	Change         float64
	Relative       float64
	HasRelative    bool
	Arrow          int
	Significant998 bool // significant at 99.8% too
	Judgement      Judgement
}

// DirectionOfTravel compares the latest point with the previous one, which
// must lie exactly one period before it with no break between: never the one
// before that (note §7). Breaks are given by the first period after each. The
// difference is latest minus previous (note §6); an unknown one leaves the
// change "not tested". The two values are finite, or it is no comparison.
func DirectionOfTravel(previous, latest SeriesPoint, breaks []int, difference Difference, p Polarity) Travel {
	switch {
	case !finite(previous.Value, latest.Value):
		return Travel{Reason: "a value is missing"}
	case latest.Period-previous.Period != 1:
		return Travel{Reason: "the periods are not next to each other"}
	case breakBetween(breaks, previous.Period, latest.Period):
		return Travel{Reason: "a break lies between the two periods"}
	}
	t := Travel{Result: NotTested, Change: latest.Value - previous.Value}
	if !finite(t.Change) {
		return Travel{Reason: "the values are too far apart"}
	}
	t.Arrow = sign(t.Change)
	t.Relative, t.HasRelative = relative(previous.Value, t.Change)
	if !difference.Known() {
		return t
	}
	switch difference.Result95 {
	case Higher:
		t.Result, t.Judgement = Increase, p.Judge(true)
	case Lower:
		t.Result, t.Judgement = Decrease, p.Judge(false)
	case Similar:
		t.Result = NoSignificantChange
	}
	t.Significant998 = difference.Result998 == Higher || difference.Result998 == Lower
	return t
}

func relative(old, change float64) (share float64, ok bool) {
	if share = change / old; old == 0 || !finite(share) {
		return 0, false
	}
	return share, true
}

// breakBetween reports whether a series break begins after period a and not
// after period b.
func breakBetween(breaks []int, a, b int) bool {
	for _, at := range breaks {
		if a < at && at <= b {
			return true
		}
	}
	return false
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
