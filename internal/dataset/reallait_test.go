package dataset

import (
	"context"
	"encoding/csv"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
)

const (
	laitTable      = "lait/2025-07-22/bds_long.csv.gz"
	laitDictionary = "lait/2025-07-22/lait_data_dictionary.csv"
	caseload       = "ees/ehc_plans_2025/caseload.csv.gz"
)

func TestLAITLoadsWhole(t *testing.T) {
	fsys, reg := realData(t), LoadRegister()
	var l diag.List
	table, dictionary, err := LoadLAIT(context.Background(), fsys, Spec{Source: "lait", Dictionary: laitDictionary}, []string{laitTable}, nil, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		if d.Severity != diag.Info {
			t.Error(d)
		}
	}
	if got, want := table.Len(), 585650-170; got != want { // 170 rows have the year 0
		t.Errorf("%d rows; want %d", got, want)
	}
	if got, want := len(dictionary), 435-14; got != want { // 14 keys are listed twice
		t.Errorf("%d measures; want %d", got, want)
	}
	twice, absent := 0, 0
	for _, d := range dictionary {
		twice += btoi(len(d.Topics) > 1)
	}
	for row := range table.Len() {
		absent += btoi(table.Measures[0].At(row).Absent())
	}
	if twice != 14 || absent < 80_000 {
		t.Errorf("%d measures with two topics and %d absent values; want 14 and over 80,000", twice, absent)
	}
	areas := map[AreaID]bool{}
	for _, a := range table.Areas {
		areas[a] = true
	}
	if len(areas) != 170 {
		t.Errorf("%d areas; want 170", len(areas))
	}
}

func TestLAITKeepsOnlyWantedKeys(t *testing.T) {
	fsys, reg := realData(t), LoadRegister()
	var l diag.List
	table, _, err := LoadLAIT(context.Background(), fsys, Spec{Source: "lait", Dictionary: laitDictionary}, []string{laitTable},
		[]string{"SEN_EHC_Excpt_20wks"}, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]float64{}
	for row := range table.Len() {
		p, v := table.Periods[table.PeriodOf[row]], table.Measures[0].At(row)
		if a := reg.Area(table.Areas[row]); p.Label == "2024" && a.Level == LevelLA && v.Known {
			ours[a.Code] = v.Number
		}
	}
	published := timeliness(t, fsys, reg)
	if len(ours) != 151 || !maps.Equal(ours, published) {
		t.Errorf("%d authorities in LAIT and %d in the published file, or their figures differ", len(ours), len(published))
	}
}

// timeliness is the published share of plans within 20 weeks in 2024.
func timeliness(t *testing.T, fsys fs.FS, reg *Register) map[string]float64 {
	t.Helper()
	f := realFiles()[0]
	var l diag.List
	table, err := Load(context.Background(), fsys, f.spec(t, fsys), []string{f.path}, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	m, d := table.Measure("PC_plans_issued_20_weeks_ex"), table.Dimension("breakdown")
	for row := range table.Len() {
		a := reg.Area(table.Areas[row])
		if d.At(row) == "All EHC plans issued" && a.Level == LevelLA && table.Periods[table.PeriodOf[row]].Label == "2024" && m.At(row).Known {
			out[a.Code] = m.At(row).Number
		}
	}
	return out
}

func TestBothCopiesOfTheNeighboursAgree(t *testing.T) {
	fsys, reg := realData(t), LoadRegister()
	const wide, byColumn = "neighbours/sn_model_2025_wide.csv", "neighbours/stat_neighbours_by_column.csv"
	var l diag.List
	set, err := LoadNeighbours(context.Background(), fsys, Spec{Set: "sn-2025"}, []string{wide}, reg, &l)
	if err != nil || l.Len() > 0 {
		t.Fatal(err, l.Sorted())
	}
	raw, err := fs.ReadFile(fsys, byColumn)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[AreaID][]AreaID{}
	for c, name := range records[0] {
		area, ok := reg.ByName(name, 0)
		if !ok {
			t.Fatalf("unknown name %q", name)
		}
		for _, row := range records[1:] {
			if row[c] == "" {
				continue // a blank last row
			}
			other, ok := reg.ByName(row[c], 0)
			if !ok {
				t.Fatalf("unknown name %q", row[c])
			}
			want[area] = append(want[area], other)
		}
	}
	got := map[AreaID][]AreaID{}
	closeness := map[string]int{}
	for area, list := range set.Of {
		for _, n := range list {
			got[area] = append(got[area], n.Area)
			closeness[n.Closeness]++
		}
	}
	if len(got) != 153 || !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%d areas; the copies differ", len(got))
	}
	if len(closeness) != 5 || closeness["Extremely close"] == 0 || closeness["Not close"] == 0 {
		t.Errorf("closeness %v; want the five words of the model", closeness)
	}
	var refused diag.List
	if _, err := LoadNeighbours(context.Background(), fsys, Spec{Set: "sn-2025"}, []string{byColumn}, reg, &refused); err != nil {
		t.Fatal(err)
	}
	if d := refused.Sorted(); len(d) != 1 || d[0].Message != "the neighbour file has one column per area, which is not read" {
		t.Errorf("the copy with one column an area gives %v", d)
	}
}

func BenchmarkLAITAllKeys(b *testing.B)    { benchmarkLAIT(b, nil) }
func BenchmarkLAITTwentyKeys(b *testing.B) { benchmarkLAIT(b, firstKeys(b, 20)) }

func firstKeys(b *testing.B, n int) []string {
	fsys := realData(b)
	raw, err := fs.ReadFile(fsys, laitDictionary)
	if err != nil {
		b.Fatal(err)
	}
	var l diag.List
	var keys []string
	for _, d := range ReadDictionary(laitDictionary, raw, &l)[:n] {
		keys = append(keys, d.Key)
	}
	return keys
}

func benchmarkLAIT(b *testing.B, keys []string) {
	fsys, reg := realData(b), LoadRegister()
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		table, _, err := LoadLAIT(context.Background(), fsys, Spec{Dictionary: laitDictionary}, []string{laitTable}, keys, reg, &l)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(table.Len()), "rows")
	}
}

func BenchmarkCaseload(b *testing.B) {
	fsys, reg := realData(b), LoadRegister()
	f := realFiles()[slices.IndexFunc(realFiles(), func(f realFile) bool { return f.path == caseload })]
	spec := f.spec(b, fsys)
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		if _, err := Load(context.Background(), fsys, spec, []string{caseload}, reg, &l); err != nil {
			b.Fatal(err)
		}
	}
}

func TestLAITValuesInEveryShape(t *testing.T) {
	for text, want := range map[string]float64{"1.146E-2": 0.01146, "-2.5e-3": -0.0025, "9.3699999999999992": 9.37, "12": 12} {
		reader := newCellReader("Values", ColumnSpec{Signed: true}, nil)
		got, e := reader.read(text)
		if e != nil || strconv.FormatFloat(got.value.Number, 'g', 15, 64) != strconv.FormatFloat(want, 'g', 15, 64) {
			t.Errorf("%q reads as %v, %v; want %v", text, got.value, e, want)
		}
	}
}
