package attack

import "math"

// within is what a reader knows of a count: it lies from low to high, which
// are equal for one that is printed.
type within struct{ low, high float64 }

// shows is what one published figure by itself says of a count; false when it
// says nothing or the count is not a whole number.
func (x *audit) shows(c *cell, p Part) (within, bool) {
	ind := &x.facts[c.indicator]
	switch p {
	case Denominator:
		return x.printed(c, c.den, hasDen)
	case Rest:
		n, okN := x.shows(c, Numerator)
		d, okD := x.shows(c, Denominator)
		return within{max(0, d.low-n.high), d.high - n.low}, okN && okD && d.high >= n.low
	}
	if c.has&hasNum != 0 {
		return x.printed(c, c.num, hasNum)
	}
	if ind.Measure == "count" && c.has&hasValue != 0 {
		return x.printed(c, c.value, hasValue)
	}
	if c.has&hasValue == 0 {
		return within{}, false
	}
	if ind.Measure == "mean" { // the sum of what was counted, where that is whole
		d, ok := x.shows(c, Denominator)
		if !ok || d.low != d.high {
			return within{}, false
		}
		first, last, any := countsFor(c.value, 1, d.low)
		return within{first, last}, any
	}
	if d, ok := x.shows(c, Denominator); ok && d.low == d.high {
		first, last, any := countsFor(c.value, ind.Multiplier, d.low)
		return within{first, last}, any
	}
	if n, _, ok := x.recovered(c); ok {
		return within{n, n}, true
	}
	return within{}, false
}

// printed is a count as it stands, or all that round to it.
func (x *audit) printed(c *cell, n float64, bit uint8) (within, bool) {
	if c.has&bit == 0 {
		if bit == hasDen {
			if _, d, ok := x.recovered(c); ok {
				return within{d, d}, true
			}
		}
		return within{}, false
	}
	if n != math.Trunc(n) || n < 0 || n > float64(1<<36) {
		return within{}, false
	}
	if base := x.facts[c.indicator].base(c.wide); base > 1 && n > 0 && math.Mod(n, float64(base)) == 0 && c.state != hidden {
		half := float64(base / 2)
		return within{max(1, n-half), n + float64((base-1)/2)}, true
	}
	return within{n, n}, true
}

// recovered is the numerator and denominator of a proportion or survey figure
// that prints neither, from its value and interval.
func (x *audit) recovered(c *cell) (num, den float64, ok bool) {
	ind := &x.facts[c.indicator]
	if c.state != shown || c.has != c.has&^(hasNum|hasDen)|hasValue|hasInterval || !ind.protected() || ind.Measure != "proportion" && ind.Measure != "survey" {
		return 0, 0, false
	}
	return CountsFromWilson(c.value/100, c.lower/100, c.upper/100)
}
