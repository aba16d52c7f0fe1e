package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// PeriodError says why a text is no period of the type asked for. It is worded
// for a diagnostic: the loaders add the place.
type PeriodError struct{ Message, Expected, Fix string }

// Error is the message alone.
func (e *PeriodError) Error() string { return e.Message }

// ParsePeriod reads a period of the given type (catalogue §1.4) as files write
// it. identifier is the file's own word for the kind of period (EES
// time_identifier); "" where there is none, else it must agree with the type.
// Every spelling of one period gives the same Period with the same label: the
// census "202425" with "Academic year" and "2025" with "Calendar year" are both
// January 2025. A single year for an academic or financial period is refused,
// as it may be the year of the beginning or of the end; only beside "Reporting
// year" is it taken, as the financial year that ends in it. Errors are
// *PeriodError.
func ParsePeriod(typ, raw, identifier string) (Period, error) {
	text := plainText(raw)
	if text == "" {
		return Period{}, &PeriodError{Message: "the period is blank", Expected: examples(typ)}
	}
	if !slices.Contains(PeriodTypes(), typ) {
		return Period{}, &PeriodError{Message: fmt.Sprintf("unknown period type %q", typ), Expected: "one of " + strings.Join(PeriodTypes(), ", ")}
	}
	identifier = plainText(identifier)
	if e := agrees(typ, identifier); e != nil {
		return Period{}, e
	}
	p, ok := parseAs(typ, text, identifier)
	if typ == Survey {
		p.Label = strings.Join(strings.Fields(raw), " ")
	}
	if !ok {
		return Period{}, wrongPeriod(typ, raw)
	}
	return p, nil
}

// parseAs is the grammar of each type over lower-case text.
func parseAs(typ, text, identifier string) (Period, bool) {
	switch typ {
	case AcademicYear, FinancialYear:
		if y := digits(text); typ == FinancialYear && identifier == "reporting year" && len(text) == 4 && goodYear(y) {
			return yearly(typ, y-1)
		}
		return schoolYears(typ, without(text, "academic year", "financial year", "tax year", "reporting year"))
	case AutumnTerm, SpringTerm, SummerTerm, AutumnSpring:
		return parseTerm(typ, text)
	case CalendarYear:
		return calendarYears(without(text, "calendar year", "reporting year"))
	case JanuaryCensus, EndOfMarch, EndOfSeptember, MidYear:
		return parseSnapshot(typ, text)
	case Month, Rolling12:
		return parseMonth(typ, text, identifier)
	case Quarter:
		return parseQuarter(text, identifier)
	case Survey:
		return parseSurvey(text)
	}
	return Period{}, false
}

// schoolYears reads 202425, 2024/25, 2024-2025 and spans such as 2019-21 and
// 2013/14-15/16.
func schoolYears(typ, text string) (Period, bool) {
	if a, b, found := strings.Cut(text, " to "); found && len(a) == 7 {
		first, one := yearPair(a)
		last, two := yearPair(b)
		if first == 0 || one != first+1 || last <= first || two != last+1 {
			return Period{}, false
		}
		return spans(typ, first, last)
	}
	if a, b, found := strings.Cut(text, "-"); found && strings.Contains(a, "/") {
		first, one := yearPair(a)
		if first == 0 || one != first+1 {
			return Period{}, false
		}
		if len(b) == 5 { // 15/16 after 2013/14-
			b = text[:2] + b
		}
		last, two := yearPair(b)
		if last <= first || two != last+1 {
			return Period{}, false
		}
		return spans(typ, first, last)
	}
	first, second := yearPair(text)
	switch {
	case first == 0 || second <= first || second > first+10:
		return Period{}, false
	case second == first+1:
		return yearly(typ, first)
	}
	return spans(typ, first, second-1)
}

// yearPair reads two years written 202425, 2024/25, 2024-25, 2024/2025 or
// "2024 to 2025"; zeros when it is none of these.
func yearPair(text string) (first, second int) {
	text = strings.ReplaceAll(text, " to ", "/")
	if len(text) == 6 && digits(text) > 0 {
		text = text[:4] + "/" + text[4:]
	}
	if len(text) < 7 || (text[4] != '/' && text[4] != '-') {
		return 0, 0
	}
	first, second = digits(text[:4]), digits(text[5:])
	switch len(text) {
	case 7:
		if second >= 0 {
			if second += first / 100 * 100; second <= first {
				second += 100
			}
		}
	case 9:
	default:
		return 0, 0
	}
	if !goodYear(first) || !goodYear(second) {
		return 0, 0
	}
	return first, second
}

// parseTerm reads a school year with the term's own words before or after it.
func parseTerm(typ, text string) (Period, bool) {
	own := map[string][]string{
		AutumnTerm:   {"autumn term", "autumn"},
		SpringTerm:   {"spring term", "spring"},
		SummerTerm:   {"summer term", "summer"},
		AutumnSpring: {"autumn and spring terms", "autumn and spring term", "autumn and spring"},
	}[typ]
	text = without(without(text, own...), "academic year")
	first, second := yearPair(text)
	if first == 0 || second != first+1 {
		return Period{}, false
	}
	return yearly(typ, first)
}

// calendarYears reads 2024 and spans of three years or more such as 2020-22:
// two years written together are an academic or financial year.
func calendarYears(text string) (Period, bool) {
	if y := digits(text); len(text) == 4 && goodYear(y) {
		return yearly(CalendarYear, y)
	}
	first, second := yearPair(text)
	if first == 0 || len(text) == 6 || second < first+2 || second > first+10 {
		return Period{}, false
	}
	return spans(CalendarYear, first, second)
}

// parseSnapshot reads a day that comes once a year, as a year, as a date of
// the right month, or as the school or financial year that it falls in.
func parseSnapshot(typ, text string) (Period, bool) {
	month := map[string]int{JanuaryCensus: 1, EndOfMarch: 3, EndOfSeptember: 9, MidYear: 6}[typ]
	text = strings.TrimPrefix(strings.TrimPrefix(text, "mid-"), "mid ")
	text = without(text, "academic year", "calendar year", "reporting year", "financial year", "census")
	if y := digits(text); len(text) == 4 && goodYear(y) {
		return yearly(typ, y)
	}
	if y, m, ok := monthYear(text); ok {
		if m != month {
			return Period{}, false
		}
		return yearly(typ, y)
	}
	first, second := yearPair(text)
	switch {
	case first == 0 || second != first+1 || typ == MidYear:
		return Period{}, false
	case typ == EndOfSeptember:
		return yearly(typ, first)
	}
	return yearly(typ, second)
}

// parseMonth reads a month, or a year of twelve months by its last month.
func parseMonth(typ, text, identifier string) (Period, bool) {
	if typ == Rolling12 {
		for _, lead := range []string{"12 months to the end of ", "12 months to ", "12 months ending ", "year ending ", "year to "} {
			text = strings.TrimPrefix(text, lead)
		}
	}
	if m := monthOf(identifier); m > 0 && len(text) == 4 {
		text = identifier + " " + text
	}
	y, m, ok := monthYear(text)
	if !ok {
		return Period{}, false
	}
	if typ == Rolling12 {
		return months(typ, y*12+m-12, 12), true
	}
	return months(typ, y*12+m-1, 1), true
}

// parseQuarter reads a quarter of a financial year: Q1 is April to June. "Q1
// 2026" alone is refused, as it may be of the calendar year.
func parseQuarter(text, identifier string) (Period, bool) {
	text += " " + without(identifier, "financial year")
	quarter, years := 0, ""
	for word := range strings.FieldsSeq(text) {
		if len(word) == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4' {
			quarter = int(word[1] - '0')
			continue
		}
		if years != "" {
			return Period{}, false
		}
		years = word
	}
	first, second := yearPair(years)
	if quarter == 0 || first == 0 || second != first+1 {
		return Period{}, false
	}
	return months(Quarter, first*12+3*quarter, 3), true
}

// parseSurvey finds the dates in a wave's free name: a month or a season with
// a year, a school year, or a year. A name without any year is refused, since
// waves could not be put in order.
func parseSurvey(text string) (Period, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;:()", r) })
	for i, w := range words {
		if i+1 < len(words) {
			if y, m, ok := monthYear(w + " " + words[i+1]); ok {
				p := months(Month, y*12+m-1, 1)
				return Period{Type: Survey, Start: p.Start, End: p.End}, true
			}
			if from, ok := seasons[w]; ok && len(words[i+1]) == 4 && goodYear(digits(words[i+1])) {
				p := months(Quarter, digits(words[i+1])*12+from-1, 3)
				return Period{Type: Survey, Start: p.Start, End: p.End}, true
			}
		}
	}
	for _, w := range words {
		if first, second := yearPair(w); first != 0 && second == first+1 {
			return Period{Type: Survey, Start: day(first, 9, 1), End: day(second, 8, 31)}, true
		}
		if y, m, ok := monthYear(w); ok {
			return Period{Type: Survey, Start: day(y, m, 1), End: day(y, m, daysIn(y, m))}, true
		}
	}
	for _, w := range words {
		if y := digits(w); len(w) == 4 && goodYear(y) {
			return Period{Type: Survey, Start: day(y, 1, 1), End: day(y, 12, 31)}, true
		}
	}
	return Period{}, false
}

// seasons are the months in which each begins.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
