// Package quantity holds a number with its unit, its rounding and its reason
// for being missing, and makes the one text that every output shows for it. It
// serves all stages from dataset to render. It refuses to turn a missing
// figure into a number: the zero Value is "absent", never 0.
package quantity

import (
	"math"
	"strconv"
	"strings"
)

// Symbol is the standard reason for which there is no number
// (statistics note §13). The zero value means that no symbol applies.
type Symbol uint8

const (
	NoSymbol      Symbol = iota
	Suppressed           // c: hidden to protect people
	NotApplicable        // z: no denominator, impossible combination
	NotAvailable         // x: not collected or not published
	Low                  // low: not zero, but rounds to zero
	Unreliable           // u: base too small; the one symbol that may stand beside a number
	NoData               // w: no data recorded
)

var symbolCodes = [...]string{"", "c", "z", "x", "low", "u", "w"}

var symbolWords = [...]string{"", "suppressed", "not applicable", "not available", "low but not zero", "small sample", "no data"}

// Code is the mark as printed and as written to results.csv; "" for NoSymbol.
func (s Symbol) Code() string { return symbolCodes[s] }

// Words is what a screen reader says for the mark; "" for NoSymbol.
func (s Symbol) Words() string { return symbolWords[s] }

// Symbols lists every real symbol in the order of the statistics note, for
// legends.
func Symbols() []Symbol {
	return []Symbol{Suppressed, NotApplicable, NotAvailable, Low, Unreliable, NoData}
}

// ParseSymbol reads a symbol as sources write it: any case, bracketed or bare,
// with the legacy ":" (x), "~" (low) and "k" (low). ok is false for anything
// else, blank and "-" and "*" included: those need a declaration per source.
func ParseSymbol(text string) (s Symbol, ok bool) {
	t := strings.ToLower(strings.TrimSpace(text))
	if len(t) > 2 && t[0] == '[' && t[len(t)-1] == ']' {
		t = t[1 : len(t)-1]
	}
	switch t {
	case "c":
		return Suppressed, true
	case "z":
		return NotApplicable, true
	case "x", ":":
		return NotAvailable, true
	case "low", "k", "~":
		return Low, true
	case "u":
		return Unreliable, true
	case "w":
		return NoData, true
	}
	return NoSymbol, false
}

// Value is a number or a reason for no number. The zero value is absent: no
// number and no reason. Number has a meaning only while Known is true.
type Value struct {
	Number float64
	Known  bool
	Symbol Symbol
}

// Of is a known number.
func Of(n float64) Value { return Value{Number: n, Known: true} }

// Missing is no number for the given reason.
func Missing(s Symbol) Value { return Value{Symbol: s} }

// Absent reports whether there is neither a number nor a reason.
func (v Value) Absent() bool { return !v.Known && v.Symbol == NoSymbol }

// Shortest is the number in its shortest exact decimal form without an
// exponent, as results.csv holds it; "" when there is no number.
func (v Value) Shortest() string {
	if !v.Known {
		return ""
	}
	if v.Number == 0 {
		return "0" // also for negative zero
	}
	return strconv.FormatFloat(v.Number, 'f', -1, 64)
}

// Round is the decimal text of n with the given number of decimals, halves
// away from zero on the decimal form of the float (so 1.115 gives 1.12),
// without "-0" and without thousands separators. NaN and infinities give "":
// they must have been refused long before.
func Round(n float64, decimals int) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return ""
	}
	s := decimalForm(math.Abs(n))
	whole, frac, _ := strings.Cut(s, ".")
	digits := []byte(whole)
	up := false
	if len(frac) > decimals {
		up = frac[decimals] >= '5'
		frac = frac[:decimals]
	}
	digits = append(digits, frac...)
	for i := len(frac); i < decimals; i++ {
		digits = append(digits, '0')
	}
	if up {
		digits = increment(digits)
	}
	out := string(digits)
	if decimals > 0 {
		cut := len(digits) - decimals
		out = string(digits[:cut]) + "." + string(digits[cut:])
	}
	if n < 0 && strings.Trim(out, "0.") != "" {
		return "-" + out
	}
	return out
}

// decimalForm is the shortest decimal that reads back as n, or, where that
// takes more than 15 significant digits, n to 15 digits: a 16th and 17th digit
// only come from binary arithmetic (34 less a mean of 30.45 is
// 3.5499999999999972 and means 3.55).
func decimalForm(n float64) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	if len(strings.TrimLeft(strings.Replace(s, ".", "", 1), "0")) <= 15 || n >= 1e15 {
		return s
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'e', 14, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// increment adds one to the last place of a string of decimal digits.
func increment(d []byte) []byte {
	for i := len(d) - 1; i >= 0; i-- {
		if d[i] != '9' {
			d[i]++
			return d
		}
		d[i] = '0'
	}
	return append([]byte{'1'}, d...)
}

// RoundTo rounds to the nearest multiple of base, halves away from zero
// (345 to tens is 350), for counts that an audience sees rounded. A base of 0
// or less returns n.
func RoundTo(n float64, base int) float64 {
	if base <= 0 {
		return n
	}
	q, _ := strconv.ParseFloat(Round(n/float64(base), 0), 64)
	return q * float64(base)
}

// group puts commas between thousands of a plain decimal text.
func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, has := strings.Cut(s, ".")
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if has {
		b.WriteString("." + frac)
	}
	return sign + b.String()
}

// Format is n with thousands separators and a true minus sign, rounded to the
// decimals: "1,234", "−2.5".
func Format(n float64, decimals int) string {
	return strings.Replace(group(Round(n, decimals)), "-", "−", 1)
}
