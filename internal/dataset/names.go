package dataset

import (
	"strings"
	"unicode"
)

// nameKey is a name without what publishers write differently: case,
// punctuation, blanks, "&" for "and", "St" with its full stop.
func nameKey(name string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(name, "&", " and ") {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// titles are what councils put before or after the name of their area; longer
// ones first.
var (
	titlesAfter = []string{" metropolitan borough council", " county borough council", " city council", " county council",
		" borough council", " district council", " mbc", " council"}
	titlesBefore = []string{"the ", "london borough of ", "royal borough of ", "city of ", "county of ", "borough of "}
)

// withoutTitle is a name without its council's title: "Durham County Council"
// and "London Borough of Camden" become "durham" and "camden".
func withoutTitle(name string) string {
	s := strings.ToLower(strings.TrimSpace(name))
	for _, t := range titlesAfter {
		if strings.HasSuffix(s, t) {
			s = strings.TrimSuffix(s, t)
			break
		}
	}
	for _, t := range titlesBefore {
		s = strings.TrimPrefix(s, t)
	}
	return s
}

// trimOld is a 3-digit code as the register writes it; spreadsheets turn 301
// into 301.0.
func trimOld(code string) string {
	return strings.TrimSuffix(strings.TrimSpace(code), ".0")
}
