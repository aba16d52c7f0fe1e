package dataset

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

// loadText loads one file of the given text.
func loadText(t testing.TB, spec Spec, text string) (*Table, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	table, err := Load(context.Background(), fstest.MapFS{"data.csv": {Data: []byte(text)}}, spec, []string{"data.csv"}, LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	return table, l.Sorted()
}

// rows prints a table, one line a row: place, labels, numbers or symbols.
func rows(t *Table) []string {
	reg := LoadRegister()
	var out []string
	for row := range t.Len() {
		parts := []string{fmt.Sprint(t.LineOf[row]), reg.Area(t.Areas[row]).Code, t.Periods[t.PeriodOf[row]].Label}
		for i := range t.Dimensions {
			parts = append(parts, t.Dimensions[i].At(row))
		}
		for i := range t.Measures {
			v := t.Measures[i].At(row)
			parts = append(parts, v.Shortest()+v.Symbol.Code())
		}
		if s := t.StatusOf[row]; s != Final {
			parts = append(parts, s.String())
		}
		out = append(out, strings.Join(parts, " "))
	}
	return out
}

func check(t *testing.T, table *Table, said []diag.Diagnostic, want ...string) {
	t.Helper()
	for _, d := range said {
		t.Error(d)
	}
	if d := cmp.Diff(want, rows(table)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
}

func TestPublishedFileWithMixedCaseHeaderSymbolsAndAllLevels(t *testing.T) {
	spec := badSpec()
	spec.Ignore = []string{"extra_*"}
	table, said := loadText(t, spec, "\ufeffTIME_PERIOD,time_identifier,Geographic_Level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,Breakdown,PLANS,plans_PC,extra_1,extra_1\r\n"+
		"2024,Calendar year,National,E92000001,England,,,,,,All,\"10,000\",52.40,,\r\n"+
		"2024,Calendar year,Regional,E92000001,England,E12000009,South West,,,,boys,[C],z,,\r\n"+
		"2024,Calendar year,Regional,E92000001,England,E12000007,Inner London,,,,Boys,LOW,K,,\r\n"+
		"2024,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000026,879,\"Plymouth\",All,:,u,,\r\n"+
		"2023,Calendar year,Local authority district,E92000001,England,,,E07000001,,Nowhere,All,1,1,,\r\n"+
		"2023,Calendar year,Local authority,E92000001,England,E12000009,South West,,933,Somerset,GIRLS,7,0,,\r\n")
	check(t, table, said,
		"2 E92000001 2024 all 10000 52.4",
		"3 E12000009 2024 boys c z",
		"4 E13000001 2024 boys low low",
		"5 E06000026 2024 all x u",
		"7 E06000066 2023 girls 7 0")
	if got := table.Measure("plans_pc").Decimal[0]; got != 2 {
		t.Errorf("decimals of 52.40 = %d; want 2", got)
	}
	if got := []string{table.Periods[0].Label, table.Periods[1].Label}; !cmp.Equal(got, []string{"2023", "2024"}) {
		t.Errorf("periods %v; want them in order", got)
	}
}

func TestTermsByIdentifier(t *testing.T) {
	spec := Spec{Format: FormatEES, Period: PeriodSpec{Identifiers: terms}, Measures: map[string]ColumnSpec{"rate": {Column: "rate"}}}
	const head = "time_period,time_identifier,geographic_level,new_la_code,la_name,rate\n"
	table, said := loadText(t, spec, head+"202425,Autumn term,Local authority,E06000026,Plymouth,1.5\n202425,spring term,Local authority,E06000026,Plymouth,2\n")
	check(t, table, said, "2 E06000026 2024/25 Autumn term 1.5", "3 E06000026 2024/25 Spring term 2")
	_, said = loadText(t, spec, head+"202425,Academic year,Local authority,E06000026,Plymouth,1.5\n")
	if len(said) != 1 || said[0].Message != `the mapping does not know the time identifier "Academic year"` {
		t.Errorf("an unknown identifier gives %v", said)
	}
}

func TestTidyFileByMapping(t *testing.T) {
	no := false
	spec := Spec{Format: FormatTidy, SkipRows: 1, Period: PeriodSpec{Type: Rolling12, Column: "Year ending", Layout: "dd/mm/yyyy"},
		Area: AreaSpec{Name: "Area", Names: map[string]string{"Plym": "E06000026"}, Skip: []string{"Total", "Note*"}},
		Dimensions: map[string]ColumnSpec{
			"kind": {Fixed: "admissions"}, "sex": {Column: "Sex", Labels: map[string]string{"Persons": "all"}}},
		Measures: map[string]ColumnSpec{
			"share":  {Column: "Share", Scale: 100},
			"rate":   {Column: "Rate", Aliases: []string{"Rate per 10,000"}, Suffix: "%"},
			"change": {Column: "Change", Signed: true},
			"later":  {Column: "Later", Needed: &no}},
		Where:      map[string][]string{"Demo": {"no"}},
		Symbols:    map[string]string{"*": "c", "": "absent", "-": "0", "n/a": "z"},
		StatusFrom: "Status", Ignore: []string{"Comment"}}
	table, said := loadText(t, spec, "A title, and more\n"+
		"Area,Year ending,Sex,Share,Rate per 10,000,Change,Demo,Status,Comment\n"[:0]+
		"Area,Year ending,Sex,Share,\"Rate per 10,000\",Change,Demo,Status,Comment\n"+
		"Plym,30/06/2026,Persons,0.52,12.5%,-3,No,Provisional,\"two\nlines\"\n"+
		"st helens,30/06/2026,persons,*,-,−2.5,no,,x\n"+
		"Portsmouth,30/06/2026,Persons,,n/a,1e-2,NO,Final,\n"+
		"Derby,30/06/2026,Persons,oops,1,1,yes,,demonstration row\n"+
		"Total,30/06/2026,Persons,1,1,1,no,,\n"+
		"Notes: long,30/06/2026,Persons,1,1,1,no,,\n"+
		",,,,,,,,\n")
	check(t, table, said,
		"3 E06000026 12 months to June 2026 admissions all -3 x 12.5 52 provisional",
		"5 E08000013 12 months to June 2026 admissions all -2.5 x 0 c",
		"6 E06000044 12 months to June 2026 admissions all 0.01 x z ")
}

func TestWideColumnsBecomePeriods(t *testing.T) {
	spec := Spec{Format: FormatTidy, HeaderRows: 2, Area: AreaSpec{Code: "LA code", Name: "LA"}, Period: PeriodSpec{Type: CalendarYear},
		Wide:     &WideSpec{Dimension: "period", Measures: map[string]string{"Appeals": "appeals", "Decisions": "decisions"}},
		Measures: map[string]ColumnSpec{"decisions": {}}, Symbols: map[string]string{"..": "x"}}
	table, said := loadText(t, spec, "LA,LA code,2023,,2024\n,,Appeals,Decisions,Appeals\nPlymouth,879,5,\"1,000\",..\nDorset,838,7,-1,8\n")
	if len(said) != 1 || said[0].Message != `decisions "-1" is negative` {
		t.Errorf("said %v", said)
	}
	check(t, table, nil, "3 E06000026 2023 1000 5", "3 E06000026 2024 x x", "4 E06000059 2024 x 8")
}

func TestWideColumnsBecomeLabels(t *testing.T) {
	spec := Spec{Format: FormatTidy, Area: AreaSpec{Code: "code"}, Period: PeriodSpec{Type: MidYear, Fixed: "mid-2020"}, Ignore: []string{"name"},
		Wide: &WideSpec{Dimension: "age", Measure: "people", Match: "age_"}}
	table, said := loadText(t, spec, "code,name,age_0,Age_1\nE06000026,Plymouth,10,12\n")
	check(t, table, said, "2 E06000026 mid-2020 0 10", "2 E06000026 mid-2020 1 12")
}

func TestReturnsOfSeveralPeriodTypes(t *testing.T) {
	spec := Spec{Format: FormatTidy, Returns: true, PeriodTypes: map[string]string{"a": FinancialYear, "b": Month}}
	table, said := loadText(t, spec, strings.Join(ReturnsHeader(), ",")+"\n"+
		"a,E06000026,2025-26,sex=boys;age=5-9,12,20,,,\n"+
		"b,Plymouth,June 2026,,,,c,provisional,hidden\n")
	check(t, table, said,
		"2 E06000026 2025-26 a age=5-9;sex=boys   20 12  ",
		"3 E06000026 June 2026 b  hidden    c  provisional")
}

func TestOldLineEndsAndEmptySpec(t *testing.T) {
	table, said := loadText(t, badSpec(), strings.ReplaceAll(
		"time_period,time_identifier,geographic_level,breakdown,plans,plans_pc\n2024,Calendar year,National,All,1,2\n", "\n", "\r"))
	check(t, table, said, "2 E92000001 2024 all 1 2")
}

func TestSeveralFilesOfOneSourceFindDuplicatesBetweenThem(t *testing.T) {
	const head = "time_period,time_identifier,geographic_level,breakdown,plans,plans_pc\n"
	fsys := fstest.MapFS{"a.csv": {Data: []byte(head + "2024,Calendar year,National,All,1,2\n")},
		"b.csv": {Data: []byte(head + "2023,Calendar year,National,All,1,2\n2024,Calendar year,National,All,3,4\n")}}
	var l diag.List
	table, err := Load(context.Background(), fsys, badSpec(), []string{"a.csv", "b.csv"}, LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	d := l.Sorted()
	if len(d) != 1 || d[0].Pos.String() != "b.csv:3" || d[0].See[0].Pos.String() != "a.csv:2" {
		t.Errorf("said %v", d)
	}
	if got := table.SourceOf(1); got != (Source{File: "b.csv", Line: 2}) {
		t.Errorf("SourceOf = %v", got)
	}
}

func TestCancelledLoadIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var l diag.List
	if _, err := Load(ctx, fstest.MapFS{}, badSpec(), []string{"a.csv"}, LoadRegister(), &l); err != context.Canceled {
		t.Errorf("err = %v; want cancelled", err)
	}
}

// The published table's codes of Nottingham, Nottinghamshire, Cambridgeshire
// and Central Bedfordshire stand beside the wrong names: the loader tells that
// when the mapping gives both columns, and the names are right.
func TestTribunalTableByMapping(t *testing.T) {
	fsys := realData(t)
	spec := Spec{Format: FormatTidy, SkipRows: 3, HeaderRows: 2, Period: PeriodSpec{Type: CalendarYear},
		Area: AreaSpec{Name: "Local Authority", Names: map[string]string{"Bournemouth5": "Bournemouth", "Poole5": "Poole", "Dorset6": "Dorset",
			"Bournemouth, Christchurch and Poole5": "E06000058", "Cumberland8": "E06000063", "Westmorland and Furness8": "E06000064", "Cumbria8": "E10000006",
			"North Northamptonshire7": "E06000061", "West Northamptonshire7": "E06000062", "Northamptonshire7": "E10000021", "England Total4,9": "E92000001"},
			Skip: []string{"NORTH EAST", "NORTH WEST", "YORKSHIRE AND THE HUMBER", "EAST MIDLANDS", "WEST MIDLANDS", "EAST OF ENGLAND", "LONDON",
				"INNER LONDON", "OUTER LONDON", "SOUTH EAST", "SOUTH WEST", "England total excluding*", "", "Sources*", "Notes*",
				"1. *", "2. *", "3. *", "4. *", "5. *", "6. *", "7. *", "8. *", "9. *", ".. *", "~ *"}},
		Wide: &WideSpec{Dimension: "period", Measures: map[string]string{"Appeals registered4": "appeals", "Total Appealable Decisions1": "decisions",
			"Total Appealable Decisions1,9": "decisions", "SEND Tribunal Appeal Rate2": "rate"}},
		Measures: map[string]ColumnSpec{"rate": {Suffix: "%", Percent: true}},
		Symbols:  map[string]string{"-": "0", "..": "x", "": "x"},
		Ignore:   []string{"2024 In development*", "LA code"}}
	const file = "ees/ehc_plans_2025/send_tribunal_appeal_rate_2014_2024.csv"
	var l diag.List
	reg := LoadRegister()
	table, err := Load(context.Background(), fsys, spec, []string{file}, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	england, _ := reg.ByCode("E92000001")
	dorset, _ := reg.ByCode("E06000059")
	found := map[string]int{}
	for row := range table.Len() {
		period := table.Periods[table.PeriodOf[row]].Label
		if table.Areas[row] == england && period == "2024" {
			got := table.Measure("appeals").At(row).Shortest() + " " + table.Measure("decisions").At(row).Shortest() + " " + table.Measure("rate").At(row).Shortest()
			if got != "22276 689739 3.2" {
				t.Errorf("England 2024 = %s", got)
			}
			found["england"]++
		}
		if table.Areas[row] == dorset {
			found["dorset"]++
		}
	}
	if found["england"] != 1 || found["dorset"] != 6 { // 2019 to 2024; before that it was another authority
		t.Errorf("found %v; want England once and the present Dorset in six years", found)
	}
}
