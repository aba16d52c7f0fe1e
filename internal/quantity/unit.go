package quantity

import (
	"math"
	"strings"
)

// Unit is a unit code of the indicator catalogue §1.2, as definitions and
// results.csv write it.
type Unit string

const (
	Count   Unit = "count"
	Percent Unit = "pct"
	Points  Unit = "pp"
	Per10k  Unit = "per10k"
	Per100k Unit = "per100k"
	Rate100 Unit = "rate100"
	Score   Unit = "score"
	Days    Unit = "days"
	Weeks   Unit = "weeks"
	Miles   Unit = "miles"
	Pounds  Unit = "gbp"
	Grade   Unit = "grade"
)

// Units lists every unit code, for checks and schemas.
func Units() []Unit {
	return []Unit{Count, Percent, Points, Per10k, Per100k, Rate100, Score, Days, Weeks, Miles, Pounds, Grade}
}

// Valid reports whether u is in the catalogue.
func (u Unit) Valid() bool {
	for _, k := range Units() {
		if u == k {
			return true
		}
	}
	return false
}

// Decimals is how many decimals the catalogue prints for the unit; a
// definition may override it.
func (u Unit) Decimals() int {
	switch u {
	case Count, Days, Pounds, Grade:
		return 0
	case Rate100:
		return 2
	}
	return 1
}

// Multiplier is the factor from a plain ratio to the unit: 100 for
// percentages, 10,000 for rates per 10,000; 1 where there is none.
func (u Unit) Multiplier() float64 {
	switch u {
	case Percent, Points, Rate100:
		return 100
	case Per10k:
		return 10_000
	case Per100k:
		return 100_000
	}
	return 1
}

// Suffix follows a printed number directly: "%" for percentages, otherwise "".
func (u Unit) Suffix() string {
	if u == Percent {
		return "%"
	}
	return ""
}

// Phrase names the unit in words after a number or in a subtitle:
// "per 10,000", "percentage points", "weeks"; "" where the number says enough.
func (u Unit) Phrase() string {
	switch u {
	case Percent:
		return "%"
	case Points:
		return "percentage points"
	case Per10k:
		return "per 10,000"
	case Per100k:
		return "per 100,000"
	case Rate100:
		return "per 100 pupils"
	case Score:
		return "points"
	case Days, Weeks, Miles:
		return string(u)
	case Pounds:
		return "£"
	}
	return ""
}

// ChangeUnit is the unit of a difference between two figures of u: percentage
// points for percentages, otherwise u itself.
func (u Unit) ChangeUnit() Unit {
	if u == Percent {
		return Points
	}
	return u
}

// Quantity is a value ready to be read: Text is its one display text, made
// once by New; every output prints it or, for a number alone, Bare. The zero
// value prints as the empty string and is Absent.
type Quantity struct {
	Value    Value
	Unit     Unit
	Decimals int
	Text     string // "52.4%", "1,234", "c"
	Bare     string // the number without its unit: "52.4"; "" when there is none
}

// New rounds v once for display. An absent value has empty texts. A number
// with the symbol u keeps its number as Text; the symbol is beside it.
func New(v Value, u Unit, decimals int) Quantity {
	q := Quantity{Value: v, Unit: u, Decimals: decimals}
	switch {
	case v.Known && u == Pounds:
		q.Bare = pounds(v.Number)
		q.Text = q.Bare
	case v.Known:
		q.Bare = Format(v.Number, decimals)
		q.Text = q.Bare + u.Suffix()
	default:
		q.Text = v.Symbol.Code()
	}
	return q
}

// pounds prints nearest pounds, or millions to one decimal from £1m up.
func pounds(n float64) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	if n >= 1e6 {
		return sign + "£" + Format(n/1e6, 1) + "m"
	}
	return sign + "£" + Format(n, 0)
}

// Signed is a change as text: "+6.1", "−2.5", "0.0" and its unit by Phrase
// where short ("+6.1 pp"); "" when there is no number.
func (q Quantity) Signed() string {
	if !q.Value.Known {
		return ""
	}
	t := q.Bare
	if q.Value.Number > 0 && strings.Trim(t, "0.,£m") != "" {
		t = "+" + t
	}
	if q.Unit == Points {
		t += " pp"
	}
	return t
}

// Magnitude is the number without its sign: "6.1" for −6.1; "" when unknown.
func (q Quantity) Magnitude() string {
	return strings.TrimPrefix(q.Bare, "−")
}

// OutOfTen words a percentage as whole tenths (0 to 10) for the ten-person
// row, halves away from zero; ok is false unless q is a known percentage
// between 0 and 100. A percentage that is not 0 or 100 never becomes 0 or 10:
// "0 out of 10" would say that nobody is.
func (q Quantity) OutOfTen() (tenths int, ok bool) {
	n := q.Value.Number
	if !q.Value.Known || q.Unit != Percent || n < 0 || n > 100 {
		return 0, false
	}
	t := int(math.Floor(n/10 + 0.5))
	switch {
	case t == 0 && n > 0:
		t = 1
	case t == 10 && n < 100:
		t = 9
	}
	return t, true
}
