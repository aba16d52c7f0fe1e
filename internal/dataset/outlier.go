package dataset

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// The rule for a unit or decimal slip. A value of an authority is suspected
// when it is farFromOwn times more than the largest, or less than the smallest,
// of at least minOthers other periods of its own series (the same area and
// labels). A suspect is told
//
//   - by range, when it is also farAbove times more than any number of any
//     other area with the same labels, or farBelow times less; or
//   - by step, when it is about a power of ten times what the periods beside it
//     make expected, its series is otherwise steady, and no other area steps by
//     more than calmStep in that period. Steps are compared because a small
//     authority's count with a digit too many is an ordinary count for a large
//     one. When three areas in four make the same step, the period is in another
//     unit, and each is told.
//
// Where fewer than minAreas areas can be compared, as in a local return, a step
// of a power of ten in a steady series of more than aloneMinimum is enough. Zeros and
// series with negative numbers are left alone, and so are England and the
// regions, which have too few peers. The factors were set on some three million
// published figures so that one is told: a share of 7% between 84% and 87%.
const (
	minOthers    = 3
	minAreas     = 8
	farFromOwn   = 5
	farAbove     = 3
	farBelow     = 20
	steadyStep   = 1.3
	tenfoldLog   = 0.12 // of the logarithm: a tenfold is 7.6 to 13.2 times
	calmStep     = 1.75
	aloneMinimum = 4
)

// warnFarValues adds a warning for each value that looks like a slip.
func warnFarValues(t *Table, reg *Register, l *diag.List) {
	groups := authorityGroups(t, reg)
	for i := range t.Measures {
		for _, g := range groups {
			checkGroup(t, &t.Measures[i], g, reg, l)
		}
	}
}

// authorityGroups puts together the rows of authorities with the same labels,
// as one series an area in order of period.
func authorityGroups(t *Table, reg *Register) [][][]int32 {
	ids := map[uint64]int{}
	var groups [][]int32
	for row := range t.Len() {
		if reg.Area(t.Areas[row]).Level != LevelLA {
			continue
		}
		key := uint64(14695981039346656037)
		for i := range t.Dimensions {
			key = mix(key, uint64(t.Dimensions[i].Codes[row]))
		}
		id, ok := ids[key]
		if !ok {
			id = len(groups)
			ids[key] = id
			groups = append(groups, nil)
		}
		groups[id] = append(groups[id], int32(row))
	}
	out := make([][][]int32, 0, len(groups))
	for _, rows := range groups {
		slices.SortFunc(rows, func(a, b int32) int {
			return cmp.Or(cmp.Compare(t.Areas[a], t.Areas[b]), cmp.Compare(t.PeriodOf[a], t.PeriodOf[b]))
		})
		if series := cutByArea(t, rows); series != nil {
			out = append(out, series)
		}
	}
	return out
}

// cutByArea cuts sorted rows into one series an area; nil when none is long
// enough to be checked.
func cutByArea(t *Table, rows []int32) [][]int32 {
	var out [][]int32
	long := false
	for from, i := 0, 1; i <= len(rows); i++ {
		if i == len(rows) || t.Areas[rows[i]] != t.Areas[rows[from]] {
			out = append(out, rows[from:i])
			long = long || i-from > minOthers
			from = i
		}
	}
	if !long {
		return nil
	}
	return out
}

// suspect is a value far from its own series: series[at], with the range of
// the others and its ratio to what the periods beside it make expected.
type suspect struct {
	series []int32
	at     int
	lo, hi float64
	step   float64
}

func checkGroup(t *Table, m *Measure, group [][]int32, reg *Register, l *diag.List) {
	for i, series := range group {
		if len(series) <= minOthers {
			continue
		}
		known := positive(m, series)
		for _, s := range suspects(m, known) {
			if outOfRange(m, group, i, s) || outOfStep(t, m, group, i, s) {
				tellFar(t, m, s, reg, l)
			}
		}
	}
}

// positive keeps the rows of a series with a number above zero; none when one
// is negative.
func positive(m *Measure, series []int32) []int32 {
	out := make([]int32, 0, len(series))
	for _, row := range series {
		switch n := m.Numbers[row]; {
		case !m.Known[row] || n == 0:
		case n < 0:
			return nil
		default:
			out = append(out, row)
		}
	}
	return out
}

// suspects finds the largest and the smallest of a series when they are far
// from the rest.
func suspects(m *Measure, series []int32) []suspect {
	if len(series) <= minOthers {
		return nil
	}
	most, least := 0, 0
	for i, row := range series {
		if m.Numbers[row] > m.Numbers[series[most]] {
			most = i
		}
		if m.Numbers[row] < m.Numbers[series[least]] {
			least = i
		}
	}
	var out []suspect
	for _, at := range []int{most, least} {
		s := suspect{series: series, at: at, lo: math.Inf(1), step: stepOf(m, series, at)}
		for i, row := range series {
			if i != at {
				s.lo, s.hi = min(s.lo, m.Numbers[row]), max(s.hi, m.Numbers[row])
			}
		}
		if n := m.Numbers[series[at]]; n >= farFromOwn*s.hi || n <= s.lo/farFromOwn {
			out = append(out, s)
		}
	}
	return out
}

// stepOf is a number over what the numbers beside it make expected: their
// geometric mean, or the one there is at an end.
func stepOf(m *Measure, series []int32, at int) float64 {
	n := m.Numbers[series[at]]
	switch at {
	case 0:
		return n / m.Numbers[series[1]]
	case len(series) - 1:
		return n / m.Numbers[series[at-1]]
	}
	return n / math.Sqrt(m.Numbers[series[at-1]]*m.Numbers[series[at+1]])
}

// outOfRange compares a suspect with every number of every other area.
func outOfRange(m *Measure, group [][]int32, own int, s suspect) bool {
	lo, hi, areas := math.Inf(1), 0.0, 0
	for i, series := range group {
		if i == own {
			continue
		}
		some := false
		for _, row := range series {
			if m.Known[row] {
				some = true
				lo, hi = min(lo, m.Numbers[row]), max(hi, m.Numbers[row])
			}
		}
		areas += btoi(some)
	}
	n := m.Numbers[s.series[s.at]]
	return areas >= minAreas && (n > farAbove*hi || n < lo/farBelow)
}

// outOfStep compares a suspect's step with that of every other area in the
// same period.
func outOfStep(t *Table, m *Measure, group [][]int32, own int, s suspect) bool {
	if !steadyWithout(m, s.series, s.at) || !tenfold(s.step) {
		return false
	}
	period := t.PeriodOf[s.series[s.at]]
	var steps []float64
	for i, series := range group {
		if i == own || len(series) <= minOthers {
			continue
		}
		known := positive(m, series)
		at := slices.IndexFunc(known, func(row int32) bool { return t.PeriodOf[row] == period })
		if at >= 0 && len(known) > 1 {
			steps = append(steps, stepOf(m, known, at))
		}
	}
	if len(steps) < minAreas {
		return len(s.series) > aloneMinimum
	}
	alike := 0
	for _, step := range steps {
		alike += btoi(tenfold(step/s.step) && math.Abs(math.Log10(step/s.step)) < 0.5)
	}
	return 4*alike >= 3*len(steps) || slices.Max(steps) <= calmStep && slices.Min(steps) >= 1/calmStep
}

// steadyWithout reports whether a series without one of its numbers never
// moves by more than the steady step from one period to the next.
func steadyWithout(m *Measure, series []int32, skip int) bool {
	before := 0.0
	for i, row := range series {
		if i == skip {
			continue
		}
		if n := m.Numbers[row]; before > 0 && (n > steadyStep*before || before > steadyStep*n) {
			return false
		}
		before = m.Numbers[row]
	}
	return true
}

// tenfold reports whether a ratio is near a power of ten.
func tenfold(ratio float64) bool {
	power := math.Log10(ratio)
	return math.Abs(power-math.Round(power)) <= tenfoldLog
}

func tellFar(t *Table, m *Measure, s suspect, reg *Register, l *diag.List) {
	row := int(s.series[s.at])
	shown := func(n float64) string { return quantity.Of(n).Shortest() }
	a, p := reg.Area(t.Areas[row]), t.Periods[t.PeriodOf[row]]
	l.Add(diag.Diagnostic{Pos: t.PosOf(row, 0), Severity: diag.Warning,
		Message: fmt.Sprintf("%s %q for %q in %q is far from its other periods and from all other areas",
			m.Name, shown(m.Numbers[row]), a.Name, p.Label),
		Expected: fmt.Sprintf("something like its other periods, %s to %s", shown(s.lo), shown(s.hi)),
		Fix:      slip(s.step)})
}

// slip guesses which power of ten went astray.
func slip(ratio float64) string {
	switch power := math.Round(math.Log10(ratio)); {
	case power >= 1:
		return fmt.Sprintf("it is about %g times as much: look for a lost decimal point, or a figure in another unit", math.Pow(10, power))
	case power <= -1:
		return fmt.Sprintf("it is about 1/%g of it: look for a lost digit, or a share where the others are percentages", math.Pow(10, -power))
	}
	return "look the figure up at its source"
}
