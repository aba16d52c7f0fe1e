package attack

import "strings"

// series writes what periods that overlap say of one another. What a running
// total gained between two periods is a count like any other, although nobody
// printed it.
func (x *audit) series() {
	for _, s := range x.known.Series {
		indicator := x.release.indicators.find(s.Indicator)
		if indicator < 0 || !x.facts[indicator].protected() {
			continue
		}
		for _, line := range x.linesOf(indicator) {
			for _, run := range s.Runs {
				x.run(s, line, run)
			}
		}
	}
}

// line is one figure through time.
type line struct {
	edition         uint8
	area, breakdown int32
	indicator       int32
	periods         map[string]int32 // by label
}

// linesOf are the figures of an indicator, each through time, in a fixed order.
func (x *audit) linesOf(indicator int32) []line {
	at := map[key]int{}
	var out []line
	for i := range x.release.cells {
		c := &x.release.cells[i]
		if c.indicator != indicator {
			continue
		}
		k := c.key
		k.period = 0
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, line{k.edition, k.area, k.breakdown, indicator, map[string]int32{}})
		}
		label := x.release.period(c.period)
		out[n].periods[label] = c.period
	}
	return out
}

func (l line) key(period int32) key {
	return key{l.edition, l.area, l.indicator, l.breakdown, period}
}

// run writes one run of a series for one line. A running total contains what
// went before also where a period between was not published; a window does not.
func (x *audit) run(s Series, l line, labels []string) {
	var keys []key
	var at []int // places in the run
	for i, label := range labels {
		if p, ok := l.periods[label]; ok {
			keys, at = append(keys, l.key(p)), append(at, i)
		}
	}
	for _, p := range x.facts[l.indicator].parts() {
		if s.Window > 0 {
			for from := 0; from < len(keys); {
				to := from + 1
				for to < len(keys) && at[to] == at[to-1]+1 {
					to++
				}
				x.rolling(s, keys[from:to], p)
				from = to
			}
			continue
		}
		for i, k := range keys {
			x.running(s, keys, at, i, k, p)
		}
	}
}

// running writes a running total as the one before and what was gained since.
func (x *audit) running(s Series, keys []key, at []int, i int, k key, p Part) {
	from := origin{kind: overTime, key: k, other: k, part: p}
	switch {
	case i > 0:
		gained := s
		if at[i] != at[i-1]+1 {
			gained.Flow = "" // more than one period was added
		}
		x.equal([]term{x.at(keys[i-1], p), x.gained(gained, k, p)}, x.at(k, p), from, certain)
	case at[0] == 0 && s.Flow != "":
		if flow, ok := x.flow(s, k, p); ok {
			x.equal([]term{flow}, x.at(k, p), from, certain)
		}
	}
}

// rolling writes each figure as the sum of the single periods in its window,
// those before the first figure among them.
func (x *audit) rolling(s Series, keys []key, p Part) {
	single := func(i int) term {
		if i >= 0 {
			return x.gained(s, keys[i], p)
		}
		k := keys[0]
		k.breakdown, k.period = keys[0].breakdown, int32(i) // a period of its own before all others
		return x.unknown(count{k, p, true}, Cell{High: Unbounded})
	}
	for i, k := range keys {
		window := make([]term, 0, s.Window)
		for j := i - s.Window + 1; j <= i; j++ {
			window = append(window, single(j))
		}
		x.equal(window, x.at(k, p), origin{kind: overTime, key: k, other: k, part: p}, certain)
	}
}

// gained is the count of one single period: that of the flow's figure where it
// is published, else one that nobody printed.
func (x *audit) gained(s Series, k key, p Part) term {
	if t, ok := x.flow(s, k, p); ok {
		return t
	}
	ind := &x.facts[k.indicator]
	return x.unknown(count{k, p, true}, Cell{High: Unbounded, Protected: ind.limit(p) > 0})
}

// flow is the published count of a single period.
func (x *audit) flow(s Series, k key, p Part) (term, bool) {
	if k.indicator = x.release.indicators.find(s.Flow); s.Flow == "" || k.indicator < 0 {
		return term{}, false
	}
	wanted := x.release.period(k.period)
	for id, name := range x.release.periods.list {
		if label, _, _ := strings.Cut(name, periodSeparator); label != wanted {
			continue
		}
		k.period = int32(id)
		if x.release.find(k) != nil {
			return x.at(k, p), true
		}
	}
	return term{}, false
}
