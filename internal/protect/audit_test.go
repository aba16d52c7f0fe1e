package protect

import (
	"fmt"
	"testing"
)

// reader is an attacker made for the tests alone: plain search over whole
// numbers with bounds narrowed equation by equation. It shares no code with
// the package.
type reader struct {
	names  []string
	low    []int64
	high   []int64
	truth  []int64
	sums   []sum
	visits int
}

type sum struct {
	cells        []int
	factors      []int64
	lower, upper int64
}

const (
	horizon  = 400 // no cell of the tests needs to be thought larger
	patience = 2_000_000
)

// newReader knows all cells that are not hidden.
func newReader(s System, hidden map[string]bool) *reader {
	r := &reader{}
	index := map[string]int{}
	value := map[string]int64{}
	for _, c := range s.Cells {
		value[c.ID] = c.Value
		if !hidden[c.ID] {
			continue
		}
		index[c.ID] = len(r.names)
		low := int64(1)
		if c.HideZero {
			low = 0
		}
		r.names, r.truth = append(r.names, c.ID), append(r.truth, c.Value)
		r.low, r.high = append(r.low, low), append(r.high, horizon)
	}
	for _, e := range s.Equations {
		q := sum{lower: e.Lower, upper: e.Upper}
		for _, t := range e.Terms {
			if n, ok := index[t.Cell]; ok {
				q.cells, q.factors = append(q.cells, n), append(q.factors, t.Factor)
			} else {
				q.lower, q.upper = q.lower-t.Factor*value[t.Cell], q.upper-t.Factor*value[t.Cell]
			}
		}
		if len(q.cells) > 0 {
			r.sums = append(r.sums, q)
		}
	}
	return r
}

// possible reports whether some whole numbers fit with one cell given.
func (r *reader) possible(cell string, value int64) bool {
	for n, name := range r.names {
		if name == cell {
			low, high := append([]int64(nil), r.low...), append([]int64(nil), r.high...)
			if value < low[n] || value > high[n] {
				return false
			}
			low[n], high[n] = value, value
			return r.fits(low, high)
		}
	}
	return false
}

func (r *reader) fits(low, high []int64) bool {
	if r.visits++; r.visits > patience {
		panic("the test's search is not made for this table")
	}
	if !r.narrow(low, high) {
		return false
	}
	pick := -1
	for n := range low {
		if low[n] < high[n] && (pick < 0 || high[n]-low[n] < high[pick]-low[pick]) {
			pick = n
		}
	}
	if pick < 0 {
		return true
	}
	for away := int64(0); away <= max(high[pick]-r.truth[pick], r.truth[pick]-low[pick]); away++ {
		tries := []int64{r.truth[pick] + away, r.truth[pick] - away}
		if away == 0 {
			tries = tries[:1]
		}
		for _, v := range tries {
			if v < low[pick] || v > high[pick] {
				continue
			}
			l, h := append([]int64(nil), low...), append([]int64(nil), high...)
			l[pick], h[pick] = v, v
			if r.fits(l, h) {
				return true
			}
		}
	}
	return false
}

// narrow tightens bounds until nothing changes; false is a contradiction.
func (r *reader) narrow(low, high []int64) bool {
	for changed := true; changed; {
		changed = false
		for _, q := range r.sums {
			least, most := int64(0), int64(0)
			for i, n := range q.cells {
				least, most = least+min(q.factors[i]*low[n], q.factors[i]*high[n]), most+max(q.factors[i]*low[n], q.factors[i]*high[n])
			}
			if least > q.upper || most < q.lower {
				return false
			}
			for i, n := range q.cells {
				f := q.factors[i]
				for low[n] <= high[n] && beyondSum(q, least-min(f*low[n], f*high[n])+f*low[n], most-max(f*low[n], f*high[n])+f*low[n]) {
					least, most = least-min(f*low[n], f*high[n]), most-max(f*low[n], f*high[n])
					low[n]++
					least, most = least+min(f*low[n], f*high[n]), most+max(f*low[n], f*high[n])
					changed = true
				}
				for low[n] <= high[n] && beyondSum(q, least-min(f*low[n], f*high[n])+f*high[n], most-max(f*low[n], f*high[n])+f*high[n]) {
					least, most = least-min(f*low[n], f*high[n]), most-max(f*low[n], f*high[n])
					high[n]--
					least, most = least+min(f*low[n], f*high[n]), most+max(f*low[n], f*high[n])
					changed = true
				}
				if low[n] > high[n] {
					return false
				}
			}
		}
	}
	return true
}

func beyondSum(q sum, least, most int64) bool { return least > q.upper || most < q.lower }

// interval is all that the reader can say of a cell: its least and greatest
// possible value.
func (r *reader) interval(cell string) string {
	low, high := int64(-1), int64(-1)
	for v := int64(0); v <= horizon; v++ {
		if r.possible(cell, v) {
			if low < 0 {
				low = v
			}
			high = v
		}
	}
	return fmt.Sprintf("%d..%d", low, high)
}

// secret reports whether a cell may have another value than its true one.
func (r *reader) secret(cell string, truth int64) bool {
	for away := int64(1); away <= horizon; away++ {
		if r.possible(cell, truth+away) || r.possible(cell, truth-away) {
			return true
		}
		if truth+away > horizon && truth-away < 0 {
			break
		}
	}
	return false
}

// hiddenBy is every hidden cell under a choice of further ones.
func hiddenBy(s System, further []string) map[string]bool {
	hidden := map[string]bool{}
	for _, c := range s.Cells {
		if c.Primary || c.Hidden || c.Unknown {
			hidden[c.ID] = true
		}
	}
	for _, id := range further {
		hidden[id] = true
	}
	return hidden
}

// flaw is what is wrong with a choice, by the two rules of 14.2; empty: safe.
func flaw(s System, further []string) string {
	hidden := hiddenBy(s, further)
	if f := smallGroup(s, hidden); f != "" {
		return f
	}
	for _, c := range s.Cells {
		if c.Primary && !newReader(s, hidden).secret(c.ID, c.Value) {
			return c.ID + " can be worked out"
		}
	}
	return ""
}

func smallGroup(s System, hidden map[string]bool) string {
	value, primary := map[string]int64{}, map[string]bool{}
	for _, c := range s.Cells {
		value[c.ID], primary[c.ID] = c.Value, c.Primary
	}
	for _, e := range s.Equations {
		sum, any := int64(0), false
		for _, t := range e.Terms {
			if t.Cell != e.Total && hidden[t.Cell] {
				sum, any = sum+value[t.Cell], any || primary[t.Cell]
			}
		}
		if any && !hidden[e.Total] && sum < e.Threshold {
			return "a small group is left in " + e.Total
		}
	}
	return ""
}

// mustBeSafe checks all that a pattern promises.
func mustBeSafe(t *testing.T, s System, p Pattern) {
	t.Helper()
	for _, id := range p.Secondary {
		for _, c := range s.Cells {
			if c.ID == id && (c.Fixed || c.Primary || c.Hidden || c.Value == 0 && !c.HideZero) {
				t.Errorf("%s must never be chosen", id)
			}
		}
	}
	if len(p.Exposed) == 0 {
		if f := flaw(s, p.Secondary); f != "" {
			t.Errorf("with %v hidden, %s", p.Secondary, f)
		}
	}
}
