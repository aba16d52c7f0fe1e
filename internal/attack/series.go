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
		lines := x.linesOf(indicator)
		base := x.grows(s, lines)
		for _, p := range x.facts[indicator].parts() {
			if p != Numerator && !base {
				continue
			}
			for _, line := range lines {
				for _, run := range s.Runs {
					x.run(s, line, run, p)
				}
			}
		}
	}
}

// grows reports whether the denominators of a series run with its numerators,
// as those of a year to date do, or are a register of their own: they never
// fall within a run, and grow by half at least over all runs together.
func (x *audit) grows(s Series, lines []line) bool {
	first, last := 0.0, 0.0
	for _, l := range lines {
		for _, run := range s.Runs {
			begun, least, most := false, 0.0, 0.0
			for _, label := range run {
				p, ok := l.periods[label]
				if !ok {
					continue
				}
				d, ok := x.shows(x.release.find(l.key(p)), Denominator)
				if !ok {
					continue
				}
				if begun && d.high < most && s.Window == 0 {
					return false
				}
				if !begun {
					begun, least = true, d.low
				}
				most = d.low
			}
			first, last = first+least, last+most
		}
	}
	return s.Window > 0 || last >= 1.5*first && last > 0
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
	x.eachCell(func(c *cell) {
		if c.indicator != indicator {
			return
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
	})
	return out
}

func (l line) key(period int32) key {
	return key{l.edition, l.area, l.indicator, l.breakdown, period}
}

// run writes one run of a series for one line. A running total contains what
// went before also where a period between was not published; a window does not.
func (x *audit) run(s Series, l line, labels []string, p Part) {
	var keys []key
	var at []int // places in the run
	for i, label := range labels {
		if p, ok := l.periods[label]; ok {
			keys, at = append(keys, l.key(p)), append(at, i)
		}
	}
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && (s.Window == 0 || at[to] == at[to-1]+1) {
			to++
		}
		if s.Window > 0 {
			x.rolling(s, keys[from:to], p)
		} else {
			x.running(s, keys, at, p)
		}
		from = to
	}
}

// running writes each running total as the one before and what was gained
// since.
func (x *audit) running(s Series, keys []key, at []int, p Part) {
	if flow, ok := x.flow(s, keys[0], p); ok && at[0] == 0 {
		x.equal([]term{flow}, x.at(keys[0], p), origin{kind: overTime, key: keys[0], other: keys[0], part: p}, certain)
	}
	for i := 1; i < len(keys); i++ {
		gained := s
		if at[i] != at[i-1]+1 {
			gained.Flow = "" // more than one period was added
		}
		x.equal([]term{x.at(keys[i-1], p), x.gained(gained, keys[i], p)}, x.at(keys[i], p), origin{kind: overTime, key: keys[i], other: keys[i-1], part: p}, certain)
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
