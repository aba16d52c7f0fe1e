package stats

import "math"

// Rule is a sign of special cause on a control chart. Their order is the order
// in which they give a point its colour; the zero value is none.
type Rule uint8

const (
	NoRule         Rule = iota
	RuleOutside         // beyond a process limit
	RuleTrend           // seven points in a row each above, or each below, the one before
	RuleTwoInThree      // two of three points between near and process limit, all three on that side
	RuleShift           // seven points in a row on one side of the mean
)

// String is the word of the results file: "outside", "trend", "two_in_three"
// or "shift"; "" for none.
func (r Rule) String() string {
	words := []string{"", "outside", "trend", "two_in_three", "shift"}
	if int(r) < len(words) {
		return words[r]
	}
	return ""
}

// runLength is the points of a trend and of a shift.
const runLength = 7

// Hit is one rule met by a point. High is the side of the mean, or for a trend
// that it rises.
type Hit struct {
	Rule Rule
	High bool
}

// flag finds the rules met within one segment. A missing period ends a run. A
// point between two trends meets both.
//
// NHS England, Making Data Count; note §9, rules 1 to 4.
func flag(points []ControlReading) {
	f := flagger{points, noise(points)}
	for i := range points {
		if side := f.outside(i); side != 0 {
			f.hit(i, RuleOutside, side)
		}
	}
	f.runs(1, runLength-1, f.step, func(from, to, way int) {
		for i := from - 1; i <= to; i++ { // the point the first step starts from counts
			f.hit(i, RuleTrend, way)
		}
	})
	for i := 2; i < len(points); i++ {
		f.twoInThree(i)
	}
	f.runs(0, runLength, f.side, func(from, to, way int) {
		for i := from; i <= to; i++ {
			f.hit(i, RuleShift, way)
		}
	})
}

type flagger struct {
	points []ControlReading
	noise  float64
}

// noise is how near two figures of a chart must be to count as equal: a mean
// of decimals that falls on a value misses it by rounding in the last place.
func noise(points []ControlReading) float64 {
	var size float64
	for _, p := range points {
		size = math.Max(size, math.Abs(p.Value))
	}
	return 1e-12 * size
}

// compare is the sign of a-b, 0 for figures that are equal but for rounding.
func (f flagger) compare(a, b float64) int {
	if math.Abs(a-b) <= f.noise {
		return 0
	}
	return sign(a - b)
}

// side of the mean: 1 above, -1 below, 0 on it.
func (f flagger) side(i int) int { return f.compare(f.points[i].Value, f.points[i].Limits.Mean) }

// outside is the side on which a point lies beyond a process limit, or 0.
func (f flagger) outside(i int) int {
	v, l := f.points[i].Value, f.points[i].Limits
	switch {
	case f.compare(v, l.Upper) > 0:
		return 1
	case f.compare(v, l.Lower) < 0:
		return -1
	}
	return 0
}

// far is the side on which a point lies between near and process limit, or 0.
func (f flagger) far(i int) int {
	v, l := f.points[i].Value, f.points[i].Limits
	switch {
	case f.outside(i) != 0:
		return 0
	case f.compare(v, l.NearUpper) > 0:
		return 1
	case f.compare(v, l.NearLower) < 0:
		return -1
	}
	return 0
}

// step is the direction from the point before; 0 for none and across a gap.
func (f flagger) step(i int) int {
	if !adjacent(f.points[i-1], f.points[i]) {
		return 0
	}
	return f.compare(f.points[i].Value, f.points[i-1].Value)
}

// runs calls found for every longest stretch of at least length points whose
// way is the same and not 0, without a gap inside.
func (f flagger) runs(first, length int, way func(int) int, found func(from, to, way int)) {
	for from := first; from < len(f.points); {
		to, w := from, way(from)
		for to+1 < len(f.points) && way(to+1) == w && adjacent(f.points[to], f.points[to+1]) {
			to++
		}
		if w != 0 && to-from+1 >= length {
			found(from, to, w)
		}
		from = to + 1
	}
}

// twoInThree looks at the three points that end at i. A point outside the
// limits may be the third but not one of the two.
func (f flagger) twoInThree(i int) {
	side := f.side(i)
	var far []int
	for j := i - 2; j <= i; j++ {
		if f.side(j) != side || (j < i && !adjacent(f.points[j], f.points[j+1])) {
			return
		}
		if f.far(j) == side {
			far = append(far, j)
		}
	}
	if side == 0 || len(far) < 2 {
		return
	}
	for _, j := range far {
		f.hit(j, RuleTwoInThree, side)
	}
}

// hit notes a rule once; overlapping threes meet it again.
func (f flagger) hit(i int, r Rule, way int) {
	h := Hit{r, way > 0}
	for _, old := range f.points[i].Hits {
		if old == h {
			return
		}
	}
	f.points[i].Hits = append(f.points[i].Hits, h)
}
