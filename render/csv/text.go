package csv

import (
	"strings"
	"unicode"
)

// cell is text as a CSV cell holds it: valid UTF-8 on one line, and never
// something that a spreadsheet runs. Text that starts with = + - @ (also in
// full width, also after spaces) gets an apostrophe before it; the true minus
// sign U+2212 of printed figures starts no formula and stays as it is.
func cell(s string) string {
	if !plain(s) {
		s = strings.Map(oneLine, strings.ToValidUTF8(s, "\uFFFD"))
	}
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

// plain reports whether s is printable ASCII, as nearly every cell is.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// oneLine turns line ends, tabs and other control characters into spaces:
// names and notes have no use for them, and line-by-line tools would break.
func oneLine(r rune) rune {
	if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
		return ' '
	}
	return r
}

func startsFormula(s string) bool {
	if s == "" || s[0] > ' ' && s[0] < 0x7f && !strings.ContainsRune("=+-@", rune(s[0])) {
		return false
	}
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, start := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}
