package dataset

// Period is a typed span of time. Two periods are the same when Type, Start
// and End are equal; the label is only for print, except that a survey wave
// has its name as well. Dates are yyyymmdd, both ends included; a snapshot has
// Start equal to End.
type Period struct {
	Type       string // catalogue §1.4 code: AY, CY, SJAN, M …
	Start, End int
	Label      string // as printed: 2024/25, 2024, January 2026, June 2026
}

// Same reports whether two periods are one, whatever their labels. Two waves
// of a survey in one year differ by label alone.
func (p Period) Same(q Period) bool {
	return p.Type == q.Type && p.Start == q.Start && p.End == q.End && (p.Type != Survey || p.Label == q.Label)
}

// Period types (catalogue §1.4).
const (
	AcademicYear   = "AY"
	CalendarYear   = "CY"
	FinancialYear  = "FY"
	JanuaryCensus  = "SJAN"
	EndOfMarch     = "S31M"
	EndOfSeptember = "S30S"
	AutumnTerm     = "AT"
	SpringTerm     = "SPT"
	SummerTerm     = "SUT"
	AutumnSpring   = "AS"
	Month          = "M"
	Quarter        = "Q"
	Rolling12      = "R12"
	MidYear        = "MYE"
	Survey         = "SURV"
)

// PeriodTypes lists every type, for checks and schemas.
func PeriodTypes() []string {
	return []string{AcademicYear, CalendarYear, FinancialYear, JanuaryCensus, EndOfMarch, EndOfSeptember, AutumnTerm,
		SpringTerm, SummerTerm, AutumnSpring, Month, Quarter, Rolling12, MidYear, Survey}
}

// yearly gives, for the types that come once a year, the span of the one named
// after year y: the year it begins for academic and financial years and their
// terms, the year itself for the others.
func yearly(typ string, y int) (Period, bool) {
	p := Period{Type: typ}
	switch typ {
	case AcademicYear:
		p.Start, p.End, p.Label = day(y, 9, 1), day(y+1, 8, 31), slashYears(y)
	case CalendarYear:
		p.Start, p.End, p.Label = day(y, 1, 1), day(y, 12, 31), four(y)
	case FinancialYear:
		p.Start, p.End, p.Label = day(y, 4, 1), day(y+1, 3, 31), dashYears(y)
	case JanuaryCensus:
		d := day(y, 1, thirdThursday(y))
		p.Start, p.End, p.Label = d, d, "January "+four(y)
	case EndOfMarch:
		p.Start, p.End, p.Label = day(y, 3, 31), day(y, 3, 31), "31 March "+four(y)
	case EndOfSeptember:
		p.Start, p.End, p.Label = day(y, 9, 30), day(y, 9, 30), "30 September "+four(y)
	case AutumnTerm:
		p.Start, p.End, p.Label = day(y, 9, 1), day(y, 12, 31), slashYears(y)+" Autumn term"
	case SpringTerm:
		p.Start, p.End, p.Label = day(y+1, 1, 1), day(y+1, 3, 31), slashYears(y)+" Spring term"
	case SummerTerm:
		p.Start, p.End, p.Label = day(y+1, 4, 1), day(y+1, 8, 31), slashYears(y)+" Summer term"
	case AutumnSpring:
		p.Start, p.End, p.Label = day(y, 9, 1), day(y+1, 3, 31), slashYears(y)+" Autumn and spring terms"
	case MidYear:
		p.Start, p.End, p.Label = day(y, 6, 30), day(y, 6, 30), "mid-"+four(y)
	default:
		return Period{}, false
	}
	return p, true
}

// spans gives a run of years as one period: a three-year average. Its label
// names the first and last year: "2020 to 2022", "2019/20 to 2021/22".
func spans(typ string, first, last int) (Period, bool) {
	a, ok := yearly(typ, first)
	b, _ := yearly(typ, last)
	if !ok || a.Start == a.End {
		return Period{}, false
	}
	if first != last {
		a.End, a.Label = b.End, a.Label+" to "+b.Label
	}
	return a, true
}

// Previous is the period exactly one step earlier of the same type: a year for
// everything that comes once a year, terms included (an autumn term is compared
// with the autumn before, not with the summer), a month for months, a quarter
// for quarters, and twelve months for rolling years, so that the two do not
// overlap. Spans of several years move by one year, as they are published.
// Survey waves have no fixed step: ok is false, as for an unknown type.
func (p Period) Previous() (prev Period, ok bool) {
	y, m := p.Start/1_00_00, p.Start/1_00%1_00
	switch p.Type {
	case Month:
		return months(Month, y*12+m-1-1, 1), true
	case Quarter:
		return months(Quarter, y*12+m-1-3, 3), true
	case Rolling12:
		return months(Rolling12, y*12+m-1-12, 12), true
	}
	first := firstYear(p)
	if last := first + p.End/1_00_00 - p.Start/1_00_00; last > first && manyYears(p) {
		if p.Type != CalendarYear {
			last--
		}
		return spans(p.Type, first-1, last-1)
	}
	return yearly(p.Type, first-1)
}

// YearBefore is the same month or quarter of the year before; ok is false for
// any other type.
func (p Period) YearBefore() (prev Period, ok bool) {
	y, m := p.Start/1_00_00, p.Start/1_00%1_00
	switch p.Type {
	case Month:
		return months(Month, (y-1)*12+m-1, 1), true
	case Quarter:
		return months(Quarter, (y-1)*12+m-1, 3), true
	}
	return Period{}, false
}

// firstYear is the year that yearly would name p after.
func firstYear(p Period) int {
	y := p.Start / 1_00_00
	if p.Type == SpringTerm || p.Type == SummerTerm {
		return y - 1
	}
	return y
}

// manyYears reports whether p is longer than the ordinary year of its type.
func manyYears(p Period) bool {
	one, ok := yearly(p.Type, firstYear(p))
	return ok && p.End > one.End
}

// Overlaps reports whether successive periods of a series share days, as
// rolling years and averages of several years do: each figure then repeats most
// of the one before.
func (p Period) Overlaps() bool { return p.Type == Rolling12 || manyYears(p) }

// Steps is how far b is after a on the true time axis, in steps of Previous: 1
// from one academic year to the next, 2 across a gap of a year, and parts of a
// step for rolling years that are published each month and for survey waves
// (where a step is a year). ok is false unless the types are the same and both
// periods have dates.
func Steps(a, b Period) (steps float64, ok bool) {
	if a.Type != b.Type || a.Start == 0 || b.Start == 0 {
		return 0, false
	}
	n := float64(monthIndex(b) - monthIndex(a))
	switch a.Type {
	case Month:
		return n, true
	case Quarter:
		return n / 3, true
	}
	return n / 12, true
}

func monthIndex(p Period) int { return p.Start/1_00_00*12 + p.Start/1_00%1_00 }

// months is the period of n months that begins with month i (year times twelve
// plus month less one).
func months(typ string, i, n int) Period {
	last := i + n - 1
	y, m := last/12, last%12+1
	p := Period{Type: typ, Start: day(i/12, i%12+1, 1), End: day(y, m, daysIn(y, m))}
	switch typ {
	case Month:
		p.Label = monthNames[m-1] + " " + four(y)
	case Quarter:
		fy := i/12 - btoi(i%12 < 3)
		p.Label = "Q" + string('1'+rune((i%12+9)%12/3)) + " " + dashYears(fy)
	case Rolling12:
		p.Label = "12 months to " + monthNames[m-1] + " " + four(y)
	}
	return p
}
