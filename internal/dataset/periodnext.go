package dataset

// Next is the period after p in a series of its type: the reverse of Previous,
// except that rolling years come as often as they are published, which
// frequency says (monthly, quarterly, six-monthly; a year for anything else).
// Survey waves have no fixed step: ok is false, as for an unknown type.
func (p Period) Next(frequency string) (next Period, ok bool) {
	i := monthIndex(p) - 1
	switch p.Type {
	case Month:
		return months(Month, i+1, 1), true
	case Quarter:
		return months(Quarter, i+3, 3), true
	case Rolling12:
		return months(Rolling12, i+publishedEvery(frequency), 12), true
	}
	first := firstYear(p)
	if last := first + p.End/1_00_00 - p.Start/1_00_00; last > first && manyYears(p) {
		if p.Type != CalendarYear {
			last--
		}
		return spans(p.Type, first+1, last+1)
	}
	return yearly(p.Type, first+1)
}

// publishedEvery is how many months lie between two rolling years.
func publishedEvery(frequency string) int {
	switch frequency {
	case "monthly":
		return 1
	case "quarterly":
		return 3
	case "six-monthly":
		return 6
	}
	return 12
}

// PeriodAt is the period of a type that holds a day (yyyymmdd), or the newest
// that began before it where the type does not fill the year: the last census,
// the last autumn term. A rolling year is the newest that is complete. ok is
// false for survey waves and unknown types.
func PeriodAt(typ string, d int) (p Period, ok bool) {
	y, m := d/1_00_00, d/1_00%1_00
	switch typ {
	case Month:
		return months(Month, y*12+m-1, 1), true
	case Quarter:
		return months(Quarter, y*12+(m-1)/3*3, 3), true
	case Rolling12:
		end := y*12 + m - 1
		if d%1_00 < daysIn(y, m) {
			end--
		}
		return months(Rolling12, end-11, 12), true
	}
	for year := y; year > y-3; year-- {
		if p, ok = yearly(typ, year); !ok || p.Start <= d {
			return p, ok
		}
	}
	return Period{}, false
}
