package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// plainText is text in lower case, with single blanks and plain hyphens.
func plainText(s string) string {
	if len(s) > 200 {
		s = s[:200]
	}
	s = strings.NewReplacer("–", "-", "−", "-", "\u00a0", " ").Replace(s)
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// without drops the first of the phrases that text begins or ends with.
func without(text string, phrases ...string) string {
	for _, p := range phrases {
		if rest, ok := strings.CutSuffix(text, p); ok {
			return strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutPrefix(text, p); ok {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// monthYear reads "june 2026", "30 june 2026", "jun 2026", 2026-06,
// 2026-06-30 and 30/06/2026.
func monthYear(text string) (y, m int, ok bool) {
	if y, m, _, ok := isoDate(text); ok {
		return y, m, true
	}
	if y, m, _, ok := ukDate(text); ok {
		return y, m, true
	}
	if len(text) == 7 && text[4] == '-' {
		y, m = digits(text[:4]), digits(text[5:])
		// 2010-11 is a month as much as a year; only 01 to 12 after a hyphen
		// counts as a month, and only types that want one ask.
		return y, m, goodYear(y) && m >= 1 && m <= 12
	}
	words := strings.Fields(text)
	if len(words) == 3 && digits(words[0]) >= 1 && digits(words[0]) <= 31 {
		words = words[1:]
	}
	if len(words) != 2 || len(words[1]) != 4 {
		return 0, 0, false
	}
	y, m = digits(words[1]), monthOf(words[0])
	return y, m, goodYear(y) && m > 0
}

// monthOf is the number of an English month, whole or by its first three
// letters; 0 for anything else.
func monthOf(word string) int {
	for i, name := range monthNames {
		name = strings.ToLower(name)
		if word == name || word == name[:3] || word == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

// identifiersOf is which words of a file may stand for a period type. The
// same snapshot is an academic year in one release and a calendar year in
// another (catalogue §1.4), so snapshots accept several.
var identifiersOf = map[string][]string{
	AcademicYear:   {"academic year"},
	CalendarYear:   {"calendar year", "reporting year"},
	FinancialYear:  {"financial year", "reporting year", "tax year"},
	JanuaryCensus:  {"academic year", "calendar year", "reporting year", "january"},
	EndOfMarch:     {"reporting year", "calendar year", "financial year", "march"},
	EndOfSeptember: {"reporting year", "calendar year", "academic year", "september"},
	AutumnTerm:     {"autumn term"},
	SpringTerm:     {"spring term"},
	SummerTerm:     {"summer term"},
	AutumnSpring:   {"autumn and spring term", "autumn and spring terms"},
	MidYear:        {"calendar year", "reporting year", "mid-year"},
}

// agrees checks a file's word for the kind of period against the type.
func agrees(typ, identifier string) *PeriodError {
	want, known := identifiersOf[typ]
	if identifier == "" || !known || slices.Contains(want, identifier) {
		return nil
	}
	return &PeriodError{
		Message:  fmt.Sprintf("the file says %q and the mapping expects periods of type %s", identifier, typ),
		Expected: "one of " + strings.Join(want, ", "),
		Fix:      "mend the mapping's period type, or list the file's words under period.identifiers",
	}
}

// wrongPeriod words a text that is no period of its type.
func wrongPeriod(typ, raw string) *PeriodError {
	e := &PeriodError{Message: fmt.Sprintf("%q is not a period of type %s", raw, typ), Expected: examples(typ)}
	text := plainText(raw)
	switch {
	case typ == Survey:
		e.Fix = "put the year of the wave in its name"
	case (typ == AcademicYear || typ == FinancialYear) && len(text) == 4 && goodYear(digits(text)):
		y := digits(text)
		e.Fix = fmt.Sprintf("write %s or %s, whichever is meant", slashYears(y-1), slashYears(y))
	case typ == Quarter && strings.HasPrefix(text, "q"):
		e.Fix = "name the financial year, as in Q1 2026-27"
	default:
		for _, t := range PeriodTypes() {
			if t == typ || t == Survey {
				continue
			}
			if p, ok := parseAs(t, text, ""); ok {
				e.Fix = fmt.Sprintf("it reads as %s (type %s): mend the period type if that is meant", p.Label, t)
				break
			}
		}
	}
	return e
}

// examples shows how periods of a type are written.
func examples(typ string) string {
	shown := map[string]string{
		AcademicYear: "an academic year such as 2024/25 or 202425", CalendarYear: "a year such as 2025",
		FinancialYear: "a financial year such as 2024-25", JanuaryCensus: "a January such as January 2026, or its year",
		EndOfMarch: "a date such as 31 March 2025, or its year", EndOfSeptember: "a date such as 30 September 2025, or its year",
		AutumnTerm: "2024/25 Autumn term", SpringTerm: "2024/25 Spring term", SummerTerm: "2024/25 Summer term",
		AutumnSpring: "2024/25 Autumn and spring terms", Month: "a month such as June 2026 or 2026-06",
		Quarter: "a quarter such as Q1 2026-27", Rolling12: "12 months to June 2026", MidYear: "mid-2024",
		Survey: "a name with a year, such as Spring 2026",
	}[typ]
	if shown == "" {
		return "a period type of the catalogue"
	}
	return shown
}

// yearHolding is the period of a yearly, monthly or quarterly type that a date
// falls in, for columns that a mapping declares to hold dates.
func yearHolding(typ string, y, m int) (Period, bool) {
	switch typ {
	case AcademicYear:
		return yearly(typ, y-btoi(m < 9))
	case FinancialYear:
		return yearly(typ, y-btoi(m < 4))
	case CalendarYear:
		return yearly(typ, y)
	case Quarter:
		return months(typ, y*12+(m-1)/3*3, 3), true
	}
	return parseAs(typ, four(y)+"-"+fmt.Sprintf("%02d", m), "")
}
