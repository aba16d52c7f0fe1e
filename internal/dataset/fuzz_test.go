package dataset

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
)

// seeds adds the bad inputs, and good ones, to a fuzz target.
func seeds(f *testing.F, good ...string) {
	paths, err := filepath.Glob("testdata/bad/*/data.csv*")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, g := range good {
		f.Add([]byte(g))
	}
}

// whole fails unless a table's columns are of one length and its ids valid.
func whole(t *testing.T, table *Table, reg *Register) {
	n := table.Len()
	if len(table.Areas) != n || len(table.PeriodOf) != n || len(table.FileOf) != n || len(table.StatusOf) != n {
		t.Fatal("columns of unequal length")
	}
	for _, d := range table.Dimensions {
		if len(d.Codes) != n {
			t.Fatalf("dimension %s has %d of %d rows", d.Name, len(d.Codes), n)
		}
	}
	for _, m := range table.Measures {
		if len(m.Numbers) != n || len(m.Known) != n || len(m.Symbols) != n || len(m.Decimal) != n {
			t.Fatalf("measure %s is short", m.Name)
		}
	}
	for row := range n {
		if reg.Area(table.Areas[row]).Code == "" || int(table.PeriodOf[row]) >= len(table.Periods) || table.LineOf[row] < 2 {
			t.Fatalf("row %d has no place", row)
		}
	}
}

func FuzzLoad(f *testing.F) {
	seeds(f, "time_period,time_identifier,geographic_level,breakdown,plans,plans_pc\n2024,Calendar year,National,All,1,2\n",
		"indicator,area,period,breakdown,numerator,denominator,value,status,note\na,879,2025-26,sex=boys,1,2,,,\n",
		"LA,code,2023,,2024\n,,a,b,a\nPlymouth,879,1,2,3\n")
	reg := LoadRegister()
	specs := []Spec{badSpec(), {Format: FormatTidy, Returns: true, PeriodTypes: map[string]string{"a": FinancialYear}},
		{Format: FormatTidy, HeaderRows: 2, Area: AreaSpec{Code: "code", Name: "LA"}, Period: PeriodSpec{Type: CalendarYear},
			Wide: &WideSpec{Dimension: "period", Measures: map[string]string{"a": "a", "b": "b"}, Match: "x"}}}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, spec := range specs {
			var l diag.List
			table, err := Load(context.Background(), fstest.MapFS{"data.csv": {Data: data}}, spec, []string{"data.csv"}, reg, &l)
			if err != nil {
				t.Fatal(err)
			}
			whole(t, table, reg)
			if table.Len() == 0 && l.Len() == 0 {
				t.Fatal("nothing is read and nothing said")
			}
		}
	})
}

func FuzzLAIT(f *testing.F) {
	seeds(f)
	dictionary, err := os.ReadFile("testdata/bad/lait-problems/dictionary.csv")
	if err != nil {
		f.Fatal(err)
	}
	reg := LoadRegister()
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		fsys := fstest.MapFS{"data.csv": {Data: data}, "dictionary.csv": {Data: dictionary}}
		table, _, err := LoadLAIT(context.Background(), fsys, Spec{Dictionary: "dictionary.csv"}, []string{"data.csv"}, nil, reg, &l)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, table, reg)
		fsys = fstest.MapFS{"data.csv": {Data: dictionary}, "dictionary.csv": {Data: data}}
		if _, _, err = LoadLAIT(context.Background(), fsys, Spec{Dictionary: "dictionary.csv"}, nil, nil, reg, &l); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzNeighbours(f *testing.F) {
	seeds(f, "Title\n\nLA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP\n1,Plymouth,879,7,South West,851,Close,831,Not close\nOld SNs:\n1,Poole,836,7,South West,851,Close,831,Not close\n",
		"area,rank,neighbour,closeness\nE06000026,2,Derby,Close \nPlymouth,1,851,\n")
	reg := LoadRegister()
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		set, err := LoadNeighbours(context.Background(), fstest.MapFS{"data.csv": {Data: data}}, Spec{Set: "sn"}, []string{"data.csv"}, reg, &l)
		if err != nil {
			t.Fatal(err)
		}
		if len(set.Of) == 0 && l.Len() == 0 {
			t.Fatal("nothing is read and nothing said")
		}
		for area, list := range set.Of {
			seen := map[AreaID]bool{area: true}
			for _, n := range list {
				if seen[n.Area] || reg.Area(n.Area).Code == "" {
					t.Fatalf("%v has the neighbour %v", reg.Area(area), n)
				}
				seen[n.Area] = true
			}
		}
	})
}

func FuzzAddAreas(f *testing.F) {
	seeds(f, nhsHead+"England,England,England,31/03/2023,700\nCCG,15N,NHS Devon CCG,31/03/2022,12\nSub ICB,15n,NHS DEVON ICB - 15N,31/03/2023,7\n",
		nhsHead+"CCG,,Devon,31/03/2022,12\nCCG,,DEVON,31/03/2022,12\nRegion,,South West,31/03/2022,1\n")
	spec := nhsSpec()
	spec.BestFit = map[string][]string{"E06000026": {"15N", "Devon"}, "879": {"15N"}}
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		reg, fsys, files := LoadRegister(), fstest.MapFS{"data.csv": {Data: data}}, []string{"data.csv"}
		before := reg.Len()
		if err := AddAreas(context.Background(), fsys, spec, files, reg, &l); err != nil {
			t.Fatal(err)
		}
		for _, a := range reg.All()[before:] {
			if a.Level != "SICB" || a.Code == "" || a.Name == "" {
				t.Fatalf("added %+v", a)
			}
		}
		table, err := Load(context.Background(), fsys, spec, files, reg, &l)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, table, reg)
	})
}

func FuzzReturnRows(f *testing.F) {
	f.Add("Health", "waits|Plymouth|June 2026||||31|provisional|", 7, 4)
	f.Add("", "confidence|879|Spring 2026|answer=yes|62|100|||note|How?|240", 0, -1)
	reg := LoadRegister()
	f.Fuzz(func(t *testing.T, sheet, text string, line, column int) {
		var l diag.List
		row := ReturnRow{Sheet: sheet, Line: max(2, line), Cells: strings.Split(text, "|"), Columns: []int{column, column}}
		table, err := LoadReturns(context.Background(), fstest.MapFS{}, returnSpec(), nil, []Workbook{{File: "book.xlsx", Rows: []ReturnRow{row, row}}}, reg, &l)
		if err != nil {
			t.Fatal(err)
		}
		if table.Len() > 0 {
			whole(t, table, reg)
		}
		if table.Len() > 1 || l.Len() == 0 {
			t.Fatalf("%d rows and %d messages from the same row twice", table.Len(), l.Len())
		}
		for _, d := range l.Sorted() {
			_ = d.String()
		}
	})
}
