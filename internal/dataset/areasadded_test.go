package dataset

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

// nhsSpec is a mapping as for a table of NHS bodies.
func nhsSpec() Spec {
	return Spec{Source: "contacts", Format: FormatTidy, Pos: diag.Pos{File: "sendpack.yaml", Line: 9},
		Area:   AreaSpec{Code: "code", Name: "name", Level: "kind", Adds: map[string]string{"Sub ICB": "SICB", "CCG": "SICB"}},
		Period: PeriodSpec{Type: Rolling12, Column: "to", Layout: "dd/mm/yyyy"}, Measures: map[string]ColumnSpec{"people": {Column: "people"}}}
}

// loadAdded adds the areas of a text and loads it.
func loadAdded(t *testing.T, spec Spec, text string) (*Table, *Register, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	reg, fsys, files := LoadRegister(), fstest.MapFS{"data.csv": {Data: []byte(text)}}, []string{"data.csv"}
	if err := AddAreas(context.Background(), fsys, spec, files, reg, &l); err != nil {
		t.Fatal(err)
	}
	table, err := Load(context.Background(), fsys, spec, files, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	return table, reg, l.Sorted()
}

// placed prints each row's area, level, period, best fit and first number.
func placed(table *Table, reg *Register) (out []string) {
	for row := range table.Len() {
		a := reg.Area(table.Areas[row])
		parts := []string{a.Code, a.Name, a.Level, table.Periods[table.PeriodOf[row]].Label, table.Measures[0].At(row).Shortest()}
		if d := table.Dimension(BestFit); d != nil {
			parts = append(parts, "fit:"+d.At(row))
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return out
}

const nhsHead = "kind,code,name,to,people\n"

func TestAreasOfTheNHSAreAddedWithTheFilesNames(t *testing.T) {
	table, reg, told := loadAdded(t, nhsSpec(), nhsHead+"England,England,England,31/03/2023,700\n"+
		"CCG,15N,NHS Devon CCG,31/03/2022,12\nSub ICB,15n,NHS DEVON ICB - 15N,31/03/2023,7\n")
	said(t, told)
	want := []string{"E92000001|England|ENG|12 months to March 2023|700", "15N|NHS Devon CCG|SICB|12 months to March 2022|12",
		"15N|NHS Devon CCG|SICB|12 months to March 2023|7"}
	if d := cmp.Diff(want, placed(table, reg)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
}

// The board of Devon and the county of Devon are two areas, and a region of
// the NHS is no region of the register.
func TestNamesOfTheNHSAreNotTakenForAuthorities(t *testing.T) {
	spec := nhsSpec()
	spec.Area = AreaSpec{Name: "name", Level: "kind", Adds: map[string]string{"ICB": "ICB", "Authority": "LA"}}
	spec.Ignore = []string{"code"}
	table, reg, told := loadAdded(t, spec, nhsHead+"ICB,,DEVON,31/03/2023,7\nICB,,Devon,30/04/2023,8\nAuthority,,Devon,31/03/2023,5\n"+
		"National,,England,31/03/2023,700\nRegion,,SOUTH WEST,31/03/2023,90\n")
	said(t, told, `data.csv:6:9: unknown area "SOUTH WEST" | did you mean "South West (E12000009)"? else mend the spelling, map it under area.names, or list it under area.skip if it is no area`)
	want := []string{"ICB-DEVON|DEVON|ICB|12 months to March 2023|7", "ICB-DEVON|DEVON|ICB|12 months to April 2023|8",
		"E10000008|Devon|LA|12 months to March 2023|5", "E92000001|England|ENG|12 months to March 2023|700"}
	if d := cmp.Diff(want, placed(table, reg)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
	if id, _ := reg.Lookup("Devon", 0); reg.Area(id).Code != "E10000008" {
		t.Errorf("the name Devon finds %v", reg.Area(id))
	}
}

func TestMappingMayGiveTheCodeOfANamedArea(t *testing.T) {
	spec := nhsSpec()
	spec.Area = AreaSpec{Name: "name", Adds: map[string]string{"*": "ICB"}, Names: map[string]string{"Devon": "E54000037"}, Skip: []string{"Total"}}
	spec.Ignore = []string{"code", "kind"}
	table, reg, told := loadAdded(t, spec, nhsHead+"x,,Devon,31/03/2023,7\nx,,Total,31/03/2023,70\n")
	said(t, told)
	if d := cmp.Diff([]string{"E54000037|Devon|ICB|12 months to March 2023|7"}, placed(table, reg)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
}

func TestUnknownLevelUnderAddsIsTold(t *testing.T) {
	spec := nhsSpec()
	spec.Area.Adds = map[string]string{"CCG": "CCG"}
	_, _, told := loadAdded(t, spec, nhsHead+"England,England,England,31/03/2023,700\n")
	if len(told) != 1 || told[0].Message != `unknown area level "CCG" in area.adds` {
		t.Errorf("said %v", told)
	}
}

func TestAreasAreAddedInOrderOfTheirCodes(t *testing.T) {
	_, one, _ := loadAdded(t, nhsSpec(), nhsHead+"CCG,15N,a,31/03/2022,1\nCCG,00L,b,31/03/2022,1\n")
	_, two, _ := loadAdded(t, nhsSpec(), nhsHead+"CCG,00L,b,31/03/2022,1\nCCG,15N,a,31/03/2022,1\n")
	if d := cmp.Diff(one.All(), two.All()); d != "" {
		t.Errorf("the order of rows shows (-one +two):\n%s", d)
	}
}

func TestBestFitRepeatsTheWiderAreasFiguresAndSaysSo(t *testing.T) {
	spec := nhsSpec()
	spec.BestFit = map[string][]string{"E06000026": {"15N", "QJK"}}
	table, reg, told := loadAdded(t, spec, nhsHead+"England,England,England,31/03/2023,700\nCCG,15N,NHS Devon CCG,31/03/2022,12\nSub ICB,QJK,NHS Devon ICB,31/03/2023,7\n")
	said(t, told)
	want := []string{"E92000001|England|ENG|12 months to March 2023|700|fit:", "15N|NHS Devon CCG|SICB|12 months to March 2022|12|fit:",
		"QJK|NHS Devon ICB|SICB|12 months to March 2023|7|fit:", "E06000026|Plymouth|LA|12 months to March 2022|12|fit:NHS Devon CCG",
		"E06000026|Plymouth|LA|12 months to March 2023|7|fit:NHS Devon ICB"}
	if d := cmp.Diff(want, placed(table, reg)); d != "" {
		t.Errorf("rows differ (-want +got):\n%s", d)
	}
	if got := table.PosOf(3, 0).String(); got != "data.csv:3" {
		t.Errorf("the repeated row stands at %s; want the line of the wider area's", got)
	}
	whole(t, table, reg)
}

func TestTwoWiderAreasInOnePeriodAreTold(t *testing.T) {
	spec := nhsSpec()
	spec.BestFit = map[string][]string{"Plymouth": {"15N", "00L"}, "E06000099": {"15N"}, "E06000052": {"15X"}}
	table, reg, told := loadAdded(t, spec, nhsHead+"CCG,15N,NHS Devon CCG,31/03/2022,12\nCCG,00L,NHS Northumberland CCG,31/03/2022,7\n")
	said(t, told,
		`data.csv:3: Plymouth has a figure already, and best_fit gives it that of NHS Northumberland CCG too | name one wider area for each period under best_fit`,
		`sendpack.yaml:9: unknown area "15X" in best_fit | mend the code, or take it out`,
		`sendpack.yaml:9: unknown area "E06000099" in best_fit | mend the code, or take it out`)
	if n := len(placed(table, reg)); n != 3 {
		t.Errorf("%d rows; want the two of the file and one repeated", n)
	}
}

func TestGeographyFileMayHoldWardsAndLocalities(t *testing.T) {
	var l diag.List
	reg := LoadRegister()
	reg.Add("areas.csv", []byte("code,old,name,level,region,start,end,aliases,follows\nE05002084,,Budshead,WARD,,,,,\nPLY-N,,North locality,LOC,,,,,\nX1,,Devon,LOC,,,,,\n"), &l)
	said(t, l.Sorted())
	for text, want := range map[string]string{"e05002084": "E05002084", "budshead": "E05002084", "North Locality": "PLY-N", "Devon": "E10000008"} {
		if id, _ := reg.Lookup(text, 0); reg.Area(id).Code != want {
			t.Errorf("%q finds %q; want %s", text, reg.Area(id).Code, want)
		}
	}
}
