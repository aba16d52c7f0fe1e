package stats

// Comparison is where a value stands against a benchmark. It carries no
// judgement: polarity turns higher and lower into better and worse.
type Comparison uint8

const (
	NotCompared Comparison = iota // something needed is missing
	Similar                       // no evidence of a difference, which is not equality
	Lower
	Higher
)

// String is the word of the results file: "not-compared", "similar", "lower"
// or "higher".
func (c Comparison) String() string {
	switch c {
	case Similar:
		return "similar"
	case Lower:
		return "lower"
	case Higher:
		return "higher"
	}
	return "not-compared"
}

// CompareBenchmark compares an interval with a benchmark taken as fixed
// (England, a region, a neighbour mean, a target), at 95% and at 99.8%
// (note §5, method A). A benchmark on a limit is similar. A difference at
// 99.8% is always one at 95% too; intervals that say otherwise are not
// believed at the second level.
func CompareBenchmark(at95, at998 Interval, benchmark float64) (c95, c998 Comparison) {
	c95 = compareFixed(at95, benchmark)
	if c95 == NotCompared {
		return NotCompared, NotCompared
	}
	c998 = compareFixed(at998, benchmark)
	if c998 != NotCompared && c998 != c95 {
		c998 = Similar
	}
	return c95, c998
}

func compareFixed(i Interval, benchmark float64) Comparison {
	switch {
	case !i.Known() || !finite(benchmark):
		return NotCompared
	case i.Upper < benchmark:
		return Lower
	case i.Lower > benchmark:
		return Higher
	}
	return Similar
}

// CompareDifference reads the interval of a difference, first minus second,
// where the benchmark is uncertain too: another area, last year, another
// group (note §5, method B). Whether the two single intervals overlap is not
// asked: that test calls real differences similar.
func CompareDifference(difference Interval) Comparison { return compareFixed(difference, 0) }

// CompareTolerance compares figures without an interval by a tolerance that
// their definition declares: up to and including it they are similar. It is
// no statistical test and the page says so.
func CompareTolerance(value, benchmark, tolerance float64) Comparison {
	switch {
	case !finite(value, benchmark, tolerance) || tolerance < 0:
		return NotCompared
	case value < edge(benchmark, -tolerance):
		return Lower
	case value > edge(benchmark, tolerance):
		return Higher
	}
	return Similar
}
