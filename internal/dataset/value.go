package dataset

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// unknownDecimals marks a number whose decimals say nothing of its precision:
// it has an exponent or more digits than any published figure.
const unknownDecimals = 255

// cell is one number read from a file.
type cell struct {
	value    quantity.Value
	decimals uint8
	column   uint16 // where it begins in its line; 0 unknown
}

// cellError says why a text is no value, for a diagnostic.
type cellError struct{ message, expected, fix string }

// cellReader reads the numbers of one column. It is plain data, so that a
// column of a million cells costs no closure.
type cellReader struct {
	name    string
	marks   map[string]mark
	odd     bool // a mark looks like a number, such as -1 for none
	signed  bool
	percent bool
	scale   float64
	suffix  string
}

// mark is what a source's own symbol means.
type mark struct{ value quantity.Value }

// newCellReader prepares a column with the marks of its source.
func newCellReader(name string, c ColumnSpec, marks map[string]mark) cellReader {
	r := cellReader{name: name, marks: marks, signed: c.Signed, percent: c.Percent, scale: c.Scale, suffix: c.Suffix}
	for text := range marks {
		_, _, number := number(text)
		r.odd = r.odd || number
	}
	return r
}

// Words that a mapping may give as the meaning of a mark beside the symbols.
const (
	markAbsent = "absent" // no number and no reason
	markZero   = "0"      // the publisher's way to write a count of nil
)

// sourceMarks reads Spec.Symbols; unknown meanings are returned for telling.
func sourceMarks(symbols map[string]string) (marks map[string]mark, unknown []string) {
	marks = make(map[string]mark, len(symbols))
	for text, meaning := range symbols {
		key := strings.ToLower(strings.TrimSpace(text))
		if s, ok := quantity.ParseSymbol(meaning); ok {
			marks[key] = mark{value: quantity.Missing(s)}
			continue
		}
		switch strings.ToLower(meaning) {
		case markAbsent:
			marks[key] = mark{}
		case markZero:
			marks[key] = mark{value: quantity.Of(0)}
		default:
			unknown = append(unknown, text)
		}
	}
	return marks, unknown
}

// read turns a cell's text into a value. Blank is an error unless the source
// declares it; callers that allow blanks ask before.
func (r *cellReader) read(raw string) (cell, *cellError) {
	text := strings.TrimSpace(raw)
	if r.suffix != "" {
		text = strings.TrimSpace(strings.TrimSuffix(text, r.suffix))
	}
	if r.odd {
		if m, ok := r.marks[strings.ToLower(text)]; ok {
			return cell{value: m.value}, nil
		}
	}
	if n, decimals, ok := number(text); ok {
		return r.check(raw, n, decimals)
	}
	if len(r.marks) > 0 {
		if m, ok := r.marks[strings.ToLower(text)]; ok {
			return cell{value: m.value}, nil
		}
	}
	if s, ok := quantity.ParseSymbol(text); ok {
		return cell{value: quantity.Missing(s)}, nil
	}
	return cell{}, r.explain(raw, text)
}

// check applies the column's scale and limits to a number.
func (r *cellReader) check(raw string, n float64, decimals uint8) (cell, *cellError) {
	if r.scale != 0 {
		n, decimals = n*r.scale, unknownDecimals
	}
	switch {
	case math.IsInf(n, 0) || math.IsNaN(n):
		return cell{}, &cellError{fmt.Sprintf("%s %q is not a finite number", r.name, raw), "a number", "mend the number at its source"}
	case n < 0 && !r.signed:
		return cell{}, &cellError{fmt.Sprintf("%s %q is negative", r.name, raw), "0 or more",
			"mend the number, or declare the column signed in the mapping if it can be negative"}
	case r.percent && (n > 100 || n < 0 && !r.signed):
		return cell{}, &cellError{fmt.Sprintf("%s %q is more than 100%%", r.name, raw), "a percentage from 0 to 100",
			"look for a count in the column of percentages, or a decimal point that was lost"}
	}
	return cell{value: quantity.Of(n), decimals: decimals}, nil
}

// number reads digits with an optional sign, thousands commas, decimal point
// and exponent, and counts the decimals. ParseFloat alone would also take
// "Inf", "0x1p-2" and "1_000".
func number(s string) (n float64, decimals uint8, ok bool) {
	if s == "" || len(s) > 40 {
		return 0, 0, false
	}
	digitsSeen, point, exponent, commas := 0, -1, false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digitsSeen++
		case c == '.' && point < 0 && !exponent:
			point = i
		case (c == '-' || c == '+') && (i == 0 || s[i-1] == 'e' || s[i-1] == 'E'):
		case (c == 'e' || c == 'E') && !exponent && digitsSeen > 0 && i+1 < len(s):
			exponent = true
		case c == ',' && point < 0 && !exponent:
			commas = true
		case strings.HasPrefix(s, "−"): // a typeset minus sign
			n, d, ok := number("-" + strings.TrimPrefix(s, "−"))
			return n, d, ok && n <= 0
		default:
			return 0, 0, false
		}
	}
	if digitsSeen == 0 || commas && !grouped(s) {
		return 0, 0, false
	}
	if commas {
		s = strings.ReplaceAll(s, ",", "")
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(n, 0) {
		return 0, 0, false
	}
	switch {
	case exponent || digitsSeen > 15:
		return n, unknownDecimals, true
	case point >= 0:
		return n, uint8(len(s) - 1 - strings.IndexByte(s, '.')), true
	}
	return n, 0, true
}

// grouped reports whether commas stand before each three digits of the whole
// part.
func grouped(s string) bool {
	s = strings.TrimLeft(s, "+-")
	whole, _, _ := strings.Cut(s, ".")
	parts := strings.Split(whole, ",")
	for i, p := range parts {
		if i == 0 && (len(p) < 1 || len(p) > 3) || i > 0 && len(p) != 3 {
			return false
		}
	}
	return true
}

// lookalikes are letters that are typed or scanned for a digit.
var lookalikes = map[rune]string{'O': "0", 'o': "0", 'l': "1", 'I': "1", 'S': "5", 'B': "8", 'Z': "2"}

// explain words a text that is neither number nor symbol, naming the likely
// slip.
func (r *cellReader) explain(raw, text string) *cellError {
	e := &cellError{message: fmt.Sprintf("%s %q is not a number", r.name, raw),
		expected: "digits, or one of c, z, x, low, u, w"}
	low := strings.ToLower(text)
	switch {
	case text == "":
		e.message = r.name + " is blank"
		e.fix = `write the reason (c, z, x, low, u or w), or map the blank under symbols: "": x`
	case low == "nan" || low == "inf" || low == "+inf" || low == "-inf" || low == "infinity" || strings.HasPrefix(low, "#"):
		e.message = fmt.Sprintf("%s %q is the result of a calculation that failed", r.name, raw)
		e.fix = "a division by zero is z (not applicable)"
	case looksLike(text) != "":
		e.fix = looksLike(text)
	case strings.HasSuffix(text, "%"):
		e.fix = `write the number alone, or declare suffix: "%" for the column in the mapping`
	case strings.ContainsAny(text, "£$€"):
		e.fix = "write the number alone, without the currency sign"
	case strings.Contains(text, ","):
		e.fix = "use a point for decimals and commas only before each three digits"
	case strings.HasPrefix(text, "<") || strings.HasPrefix(text, ">"):
		e.fix = "a figure that is hidden is c; a bound cannot be used"
	case !strings.ContainsAny(text, "0123456789"):
		e.message = fmt.Sprintf("unknown symbol %q in %s", raw, r.name)
		e.fix = fmt.Sprintf("say what it means in the mapping, under symbols: %q: x", strings.TrimSpace(text))
	}
	return e
}

// looksLike finds the one letter that stands for a digit in an otherwise good
// number; "" when that is not the trouble.
func looksLike(text string) string {
	mended, at, letter := []rune(text), -1, ' '
	for i, c := range mended {
		if d, ok := lookalikes[c]; ok {
			if at >= 0 && c != letter {
				return ""
			}
			at, letter = i, c
			mended[i] = rune(d[0])
		}
	}
	if at < 0 || len(mended) < 2 {
		return ""
	}
	if _, _, ok := number(string(mended)); !ok {
		return ""
	}
	switch at {
	case len(mended) - 1:
		return fmt.Sprintf("the last character is the letter %c", letter)
	case 0:
		return fmt.Sprintf("the first character is the letter %c", letter)
	}
	return fmt.Sprintf("character %d is the letter %c", at+1, letter)
}
