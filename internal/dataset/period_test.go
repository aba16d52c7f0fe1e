package dataset

import (
	"errors"
	"testing"
)

func TestParsePeriodReadsEverySpelling(t *testing.T) {
	cases := []struct {
		typ, raw, identifier, label string
		start, end                  int
	}{
		{"AY", "202425", "Academic year", "2024/25", 20240901, 20250831},
		{"AY", "2024/25", "", "2024/25", 20240901, 20250831},
		{"AY", "2024-25", "", "2024/25", 20240901, 20250831},
		{"AY", "2024/2025", "", "2024/25", 20240901, 20250831},
		{"AY", "199900", "", "1999/00", 19990901, 20000831},
		{"AY", "2024/25 Academic year", "", "2024/25", 20240901, 20250831},
		{"AY", "2019-21", "", "2019/20 to 2020/21", 20190901, 20210831},
		{"FY", "2024-25", "", "2024-25", 20240401, 20250331},
		{"FY", "2013/14-15/16", "", "2013-14 to 2015-16", 20130401, 20160331},
		{"CY", "2025", "Calendar year", "2025", 20250101, 20251231},
		{"CY", "2020-22", "", "2020 to 2022", 20200101, 20221231},
		{"SJAN", "January 2026", "", "January 2026", 20260115, 20260115},
		{"SJAN", "202425", "Academic year", "January 2025", 20250116, 20250116},
		{"SJAN", "2025", "Calendar year", "January 2025", 20250116, 20250116},
		{"SJAN", "2024/25 Academic year", "", "January 2025", 20250116, 20250116},
		{"S31M", "31 March 2025", "", "31 March 2025", 20250331, 20250331},
		{"S31M", "2025", "Reporting year", "31 March 2025", 20250331, 20250331},
		{"S31M", "2024-25", "", "31 March 2025", 20250331, 20250331},
		{"S30S", "30 September 2024", "", "30 September 2024", 20240930, 20240930},
		{"AT", "2024/25 Autumn term", "", "2024/25 Autumn term", 20240901, 20241231},
		{"AT", "202425", "Autumn term", "2024/25 Autumn term", 20240901, 20241231},
		{"SPT", "202425", "Spring term", "2024/25 Spring term", 20250101, 20250331},
		{"SUT", "Summer term 2024/25", "", "2024/25 Summer term", 20250401, 20250831},
		{"AS", "202223", "Autumn and spring term", "2022/23 Autumn and spring terms", 20220901, 20230331},
		{"M", "June 2026", "", "June 2026", 20260601, 20260630},
		{"M", "2026-06", "", "June 2026", 20260601, 20260630},
		{"M", "30/06/2026", "", "June 2026", 20260601, 20260630},
		{"M", "2024", "February", "February 2024", 20240201, 20240229},
		{"Q", "Q1 2026-27", "", "Q1 2026-27", 20260401, 20260630},
		{"Q", "2026/27 Q4", "", "Q4 2026-27", 20270101, 20270331},
		{"Q", "202627", "Financial year Q2", "Q2 2026-27", 20260701, 20260930},
		{"R12", "12 months to June 2026", "", "12 months to June 2026", 20250701, 20260630},
		{"R12", "2021-03-31", "", "12 months to March 2021", 20200401, 20210331},
		{"R12", "December 2025", "", "12 months to December 2025", 20250101, 20251231},
		{"MYE", "mid-2024", "", "mid-2024", 20240630, 20240630},
		{"MYE", "2024", "Reporting year", "mid-2024", 20240630, 20240630},
		{"SURV", "Spring 2026", "", "Spring 2026", 20260301, 20260531},
		{"SURV", "Winter 2025", "", "Winter 2025", 20251201, 20260228},
		{"SURV", "POET wave 3 (May 2026)", "", "POET wave 3 (May 2026)", 20260501, 20260531},
		{"SURV", "2025/26 wave 2", "", "2025/26 wave 2", 20250901, 20260831},
	}
	for _, c := range cases {
		got, err := ParsePeriod(c.typ, c.raw, c.identifier)
		want := Period{c.typ, c.start, c.end, c.label}
		if err != nil || got != want {
			t.Errorf("ParsePeriod(%s, %q, %q) = %v, %v; want %v", c.typ, c.raw, c.identifier, got, err, want)
		}
		again, err := ParsePeriod(c.typ, got.Label, "")
		if err != nil || again != got {
			t.Errorf("the label %q reads back as %v, %v; want %v", got.Label, again, err, got)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	cases := []struct{ typ, raw, identifier, message, fix string }{
		{"AY", "", "", "the period is blank", ""},
		{"AY", "2025", "", `"2025" is not a period of type AY`, "write 2024/25 or 2025/26, whichever is meant"},
		{"AY", "202427", "", "", ""},
		{"AY", "202425", "Calendar year", `the file says "calendar year" and the mapping expects periods of type AY`,
			"mend the mapping's period type, or list the file's words under period.identifiers"},
		{"CY", "2024/25", "", `"2024/25" is not a period of type CY`, "it reads as 2024/25 (type AY): mend the period type if that is meant"},
		{"CY", "45809", "", `"45809" is not a period of type CY`, ""},
		{"CY", "0", "", `"0" is not a period of type CY`, ""},
		{"Q", "Q1 2026", "", `"Q1 2026" is not a period of type Q`, "name the financial year, as in Q1 2026-27"},
		{"SJAN", "February 2026", "", `"February 2026" is not a period of type SJAN`, "it reads as February 2026 (type M): mend the period type if that is meant"},
		{"SURV", "Wave three", "", `"Wave three" is not a period of type SURV`, "put the year of the wave in its name"},
		{"M", "31/02/2026", "", `"31/02/2026" is not a period of type M`, ""},
		{"XY", "2025", "", `unknown period type "XY"`, ""},
	}
	for _, c := range cases {
		got, err := ParsePeriod(c.typ, c.raw, c.identifier)
		if c.message == "" { // a span of three years is one
			if err != nil || got.Label != "2024/25 to 2026/27" {
				t.Errorf("ParsePeriod(%s, %q) = %v, %v", c.typ, c.raw, got, err)
			}
			continue
		}
		var e *PeriodError
		if !errors.As(err, &e) || e.Message != c.message || e.Fix != c.fix {
			t.Errorf("ParsePeriod(%s, %q, %q) = %v, %#v; want message %q, fix %q", c.typ, c.raw, c.identifier, got, e, c.message, c.fix)
		}
	}
}

func TestPreviousIsOneStepOfTheSameType(t *testing.T) {
	cases := []struct{ typ, label, want string }{
		{"AY", "2024/25", "2023/24"}, {"CY", "2024", "2023"}, {"FY", "2024-25", "2023-24"},
		{"SJAN", "January 2026", "January 2025"}, {"S31M", "31 March 2025", "31 March 2024"},
		{"S30S", "30 September 2025", "30 September 2024"}, {"MYE", "mid-2024", "mid-2023"},
		{"AT", "2024/25 Autumn term", "2023/24 Autumn term"}, {"SPT", "2024/25 Spring term", "2023/24 Spring term"},
		{"SUT", "2024/25 Summer term", "2023/24 Summer term"}, {"AS", "2024/25 Autumn and spring terms", "2023/24 Autumn and spring terms"},
		{"M", "January 2026", "December 2025"}, {"Q", "Q1 2026-27", "Q4 2025-26"}, {"Q", "Q4 2025-26", "Q3 2025-26"},
		{"R12", "12 months to March 2026", "12 months to March 2025"},
		{"CY", "2020 to 2022", "2019 to 2021"}, {"FY", "2013-14 to 2015-16", "2012-13 to 2014-15"},
	}
	for _, c := range cases {
		p, err := ParsePeriod(c.typ, c.label, "")
		if err != nil {
			t.Fatal(err)
		}
		got, ok := p.Previous()
		want, err := ParsePeriod(c.typ, c.want, "")
		if !ok || err != nil || got != want {
			t.Errorf("Previous of %s = %v, %v; want %v", c.label, got, ok, want)
		}
	}
	wave, _ := ParsePeriod("SURV", "Spring 2026", "")
	if got, ok := wave.Previous(); ok {
		t.Errorf("Previous of a survey wave = %v; want none", got)
	}
}

func TestStepsCountTrueTime(t *testing.T) {
	cases := []struct {
		typ, a, b string
		want      float64
	}{
		{"AY", "2018/19", "2020/21", 2}, {"SJAN", "January 2025", "January 2026", 1}, {"M", "November 2025", "February 2026", 3},
		{"Q", "Q4 2025-26", "Q1 2026-27", 1}, {"R12", "12 months to June 2026", "12 months to September 2026", 0.25},
		{"SPT", "2024/25 Spring term", "2025/26 Spring term", 1}, {"CY", "2025", "2024", -1},
	}
	for _, c := range cases {
		a, _ := ParsePeriod(c.typ, c.a, "")
		b, _ := ParsePeriod(c.typ, c.b, "")
		if got, ok := Steps(a, b); !ok || got != c.want {
			t.Errorf("Steps(%s, %s) = %v, %v; want %v", c.a, c.b, got, ok, c.want)
		}
	}
	year, _ := ParsePeriod("CY", "2025", "")
	school, _ := ParsePeriod("AY", "2024/25", "")
	if _, ok := Steps(school, year); ok {
		t.Error("steps between an academic and a calendar year; want none")
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, typ := range PeriodTypes() {
		f.Add(typ, examples(typ), "")
		f.Add(typ, "2024/25", "Academic year")
		f.Add(typ, "2026-06-30", "Q1")
	}
	f.Fuzz(func(t *testing.T, typ, raw, identifier string) {
		p, err := ParsePeriod(typ, raw, identifier)
		if err != nil {
			return
		}
		if p.Type != typ || p.Start > p.End || p.Label == "" || p.Start < 1900_01_01 {
			t.Fatalf("ParsePeriod(%q, %q, %q) = %v", typ, raw, identifier, p)
		}
		if again, err := ParsePeriod(typ, p.Label, ""); err != nil || !again.Same(p) {
			t.Fatalf("the label %q reads back as %v, %v; want %v", p.Label, again, err, p)
		}
		if before, ok := p.Previous(); ok {
			if n, ok := Steps(before, p); !ok || n != 1 {
				t.Fatalf("Steps from %v to %v = %v, %v; want 1", before, p, n, ok)
			}
		}
	})
}
