package dataset

import "testing"

func TestTheNextPeriodIsTheOneThatPreviousLeadsBackFrom(t *testing.T) {
	for _, typ := range PeriodTypes() {
		for d := 2015_01_15; d < 2027_00_00; d += 1_00 {
			if m := d / 1_00 % 1_00; m < 1 || m > 12 {
				continue
			}
			p, ok := PeriodAt(typ, d)
			if typ == Survey {
				if _, next := p.Next("survey"); ok || next {
					t.Fatal("survey waves have no fixed step")
				}
				continue
			}
			if !ok || p.Start > d {
				t.Fatalf("%s on %d is %+v", typ, d, p)
			}
			next, ok := p.Next("annual")
			if !ok {
				t.Fatalf("nothing follows %+v", p)
			}
			if back, ok := next.Previous(); !ok || !back.Same(p) || back.Label != p.Label {
				t.Fatalf("%s: before %q comes %q, want %q", typ, next.Label, back.Label, p.Label)
			}
			if typ != Rolling12 && next.Start <= d {
				t.Fatalf("%s on %d: %q began already", typ, d, next.Label)
			}
		}
	}
}

func TestNextPeriodsAsTheyArePrinted(t *testing.T) {
	for _, c := range []struct{ name, typ, from, frequency, want string }{
		{"a month at the end of a year", Month, "December 2025", "monthly", "January 2026"},
		{"a quarter of the next financial year", Quarter, "Q4 2025-26", "quarterly", "Q1 2026-27"},
		{"a rolling year published each quarter", Rolling12, "12 months to March 2026", "quarterly", "12 months to June 2026"},
		{"a rolling year published twice a year", Rolling12, "12 months to March 2026", "six-monthly", "12 months to September 2026"},
		{"a rolling year published once a year", Rolling12, "12 months to March 2026", "annual", "12 months to March 2027"},
		{"an academic year", AcademicYear, "2024/25", "annual", "2025/26"},
		{"the autumn term after an autumn term", AutumnTerm, "2024/25 Autumn term", "termly", "2025/26 Autumn term"},
		{"three academic years", AcademicYear, "2019/20 to 2021/22", "annual", "2020/21 to 2022/23"},
		{"three calendar years", CalendarYear, "2020-22", "annual", "2021 to 2023"},
		{"a day in January", JanuaryCensus, "January 2026", "annual", "January 2027"},
	} {
		p, err := ParsePeriod(c.typ, c.from, "")
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if next, ok := p.Next(c.frequency); !ok || next.Label != c.want {
			t.Errorf("%s: after %q comes %q, want %q", c.name, c.from, next.Label, c.want)
		}
	}
}

func TestThePeriodOfADay(t *testing.T) {
	for _, c := range []struct {
		name, typ string
		day       int
		want      string
	}{
		{"the census is in January", JanuaryCensus, 2026_06_30, "January 2026"},
		{"before this year's census it is last year's", JanuaryCensus, 2026_01_02, "January 2025"},
		{"an academic year ends in August", AcademicYear, 2026_08_31, "2025/26"},
		{"and begins in September", AcademicYear, 2026_09_01, "2026/27"},
		{"a summer term has not begun in February", SummerTerm, 2026_02_01, "2024/25 Summer term"},
		{"a rolling year is complete on the last day of a month", Rolling12, 2026_06_30, "12 months to June 2026"},
		{"and not the day before", Rolling12, 2026_06_29, "12 months to May 2026"},
	} {
		if p, ok := PeriodAt(c.typ, c.day); !ok || p.Label != c.want {
			t.Errorf("%s: %q, want %q", c.name, p.Label, c.want)
		}
	}
	if _, ok := PeriodAt("XX", 2026_01_01); ok {
		t.Error("an unknown type has no periods")
	}
}
