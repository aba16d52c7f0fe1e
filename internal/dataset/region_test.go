package dataset

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
)

// loadTidy reads a small tidy file and gives its rows as "code period", or the
// messages of what is wrong.
func loadTidy(t *testing.T, area AreaSpec, period PeriodSpec, text string) string {
	t.Helper()
	spec := Spec{Source: "src", Format: FormatTidy, Area: area, Period: period, Measures: map[string]ColumnSpec{"n": {Column: "n"}}}
	var l diag.List
	reg := LoadRegister()
	table, err := Load(context.Background(), fstest.MapFS{"a.csv": {Data: []byte(text)}}, spec, []string{"a.csv"}, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			out = append(out, d.Message)
		}
	}
	for row := range table.Len() {
		out = append(out, reg.Area(table.Areas[row]).Code+" "+table.Periods[table.PeriodOf[row]].Label)
	}
	return strings.Join(out, "; ")
}

func TestRegionsOfFilesWithoutCodes(t *testing.T) {
	years := PeriodSpec{Type: CalendarYear, Column: "year"}
	levels := AreaSpec{Name: "la", Level: "level", Region: "region"}
	word := AreaSpec{Code: "la", Region: "region", All: "ALL"}
	for name, c := range map[string]struct {
		area       AreaSpec
		text, want string
	}{
		"a region by its level":               {levels, "level,region,la,year,n\nRegional,Inner London,,2024,5\n", "E13000001 2024"},
		"an authority in a region":            {levels, "level,region,la,year,n\nLocal authority,South West,Plymouth,2024,5\n", "E06000026 2024"},
		"England by its level":                {levels, "level,region,la,year,n\nNational,,,2024,5\n", "E92000001 2024"},
		"an authority without a name":         {levels, "level,region,la,year,n\nLocal authority,South West,,2024,5\n", "the area is blank"},
		"a region that is none":               {levels, "level,region,la,year,n\nRegional,Wessex,,2024,5\n", `unknown area "Wessex"`},
		"a region by the word for all":        {word, "region,la,year,n\nSouth West,ALL,2024,5\n", "E12000009 2024"},
		"England by the word for all":         {word, "region,la,year,n\nALL,all,2024,5\n", "E92000001 2024"},
		"an authority beside the word":        {word, "region,la,year,n\nSouth West,E06000026,2024,5\n", "E06000026 2024"},
		"a blank is not the word for all":     {word, "region,la,year,n\nSouth West,,2024,5\n", "the area is blank"},
		"a declared region column that lacks": {word, "la,year,n\nALL,2024,5\n", `column "region" is missing`},
	} {
		if got := loadTidy(t, c.area, years, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAYearThatEndsASchoolYear(t *testing.T) {
	plymouth := AreaSpec{Code: "la"}
	for name, c := range map[string]struct {
		period     PeriodSpec
		year, want string
	}{
		"a school year by its end":           {PeriodSpec{Type: AcademicYear, Column: "year", Ends: true}, "2022", "E06000026 2021/22"},
		"a financial year by its end":        {PeriodSpec{Type: FinancialYear, Column: "year", Ends: true}, "2022", "E06000026 2021-22"},
		"a school year written out":          {PeriodSpec{Type: AcademicYear, Column: "year", Ends: true}, "2021/22", "E06000026 2021/22"},
		"a calendar year stays as it is":     {PeriodSpec{Type: CalendarYear, Column: "year", Ends: true}, "2022", "E06000026 2022"},
		"a single year is refused without":   {PeriodSpec{Type: AcademicYear, Column: "year"}, "2022", `"2022" is not a period of type AY`},
		"what is no year is refused as well": {PeriodSpec{Type: AcademicYear, Column: "year", Ends: true}, "22", `"22" is not a period of type AY`},
	} {
		if got := loadTidy(t, plymouth, c.period, "la,year,n\nE06000026,"+c.year+",5\n"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
