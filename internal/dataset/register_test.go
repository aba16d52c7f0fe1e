package dataset

import (
	"slices"
	"testing"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

func TestShippedRegisterIsWhole(t *testing.T) {
	var l diag.List
	rows := csvfile.Read[registerRow]("register.csv", registerCSV, &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	r := LoadRegister()
	if r.Len() != len(rows) {
		t.Errorf("%d areas of %d rows", r.Len(), len(rows))
	}
	const today = 2026_06_30
	for level, want := range map[string]int{LevelEngland: 1, LevelRegion: 11, LevelLA: 153} {
		if got := len(r.Current(today, level)); got != want {
			t.Errorf("%d areas of level %s; want %d", got, level, want)
		}
	}
	for _, a := range r.All() {
		if a.Level == LevelLA {
			if region, ok := r.ByCode(a.Region); !ok || r.Area(region).Level != LevelRegion {
				t.Errorf("%s has the region %q", a.Name, a.Region)
			}
		}
		for _, code := range a.Follows {
			if before, ok := r.ByCode(code); !ok || r.Area(before).End == 0 {
				t.Errorf("%s follows %q, which is not an abolished area", a.Name, code)
			}
		}
	}
}

func TestNamesInEverySpelling(t *testing.T) {
	r := LoadRegister()
	cases := map[string]string{
		"Durham": "E06000047", "County Durham": "E06000047", "Durham County Council": "E06000047",
		"St Helens": "E08000013", "St. Helens": "E08000013", "ST HELENS": "E08000013",
		"Herefordshire, County of": "E06000019", "County of Herefordshire": "E06000019", "Herefordshire": "E06000019",
		"Kingston Upon Hull, City of": "E06000010", "City of Kingston upon Hull": "E06000010", "Hull": "E06000010",
		"Bristol": "E06000023", "Bristol City Council": "E06000023", "Bedford Borough": "E06000055",
		"Southend on Sea": "E06000033", "Redcar & Cleveland": "E06000003", "Bournemouth Christchurch and Poole": "E06000058",
		"London Borough of Camden": "E09000007", "Plymouth City Council": "E06000026", "Yorkshire and the Humber": "E12000003",
		"London (Inner)": "E13000001", "City of London": "E09000001", "Dorset (Pre LG)": "E10000009",
	}
	for name, want := range cases {
		id, ok := r.ByName(name, 0)
		if got := r.Area(id).Code; !ok || got != want {
			t.Errorf("ByName(%q) = %q; want %q", name, got, want)
		}
	}
	if id, ok := r.ByName("Atlantis", 0); ok || id != NoArea {
		t.Errorf("ByName(Atlantis) = %v", r.Area(id))
	}
}

func TestSameNameOrCodeIsTheAreaOfTheDay(t *testing.T) {
	r := LoadRegister()
	cases := []struct {
		text string
		day  int
		want string
	}{
		{"Dorset", 2018_12_31, "E10000009"}, {"Dorset", 2019_12_31, "E06000059"}, {"Dorset", 0, "E06000059"},
		{"Somerset", 2022_12_31, "E10000027"}, {"933", 2023_03_31, "E10000027"}, {"933", 2023_04_01, "E06000066"}, {"933", 0, "E06000066"},
		{"390", 2010_01_01, "E08000020"}, {"Northumberland", 2009_03_01, "E10000022"}, {"Northumberland", 2012_01_01, "E06000048"},
		{"929", 0, "E06000057"}, {"370", 2025_04_30, "E08000016"}, {"370", 0, "E08000038"},
		{"835", 2026_01_01, "E10000009"}, {"909", 0, "E10000006"}, {"928", 0, "E10000021"}, {"970", 0, "E92000001"},
		{"E10000006", 2026_01_01, "E10000006"}, {"e06000063", 0, "E06000063"},
	}
	for _, c := range cases {
		id, _ := r.Lookup(c.text, c.day)
		if got := r.Area(id).Code; got != c.want {
			t.Errorf("Lookup(%s, %d) = %s; want %s", c.text, c.day, got, c.want)
		}
	}
}

func TestSeriesJoinCodesButNeverAuthorities(t *testing.T) {
	r := LoadRegister()
	code := func(id AreaID) string { return r.Area(id).Code }
	cases := map[string]string{
		"E10000002": "E06000060", "E10000023": "E06000065", "E10000027": "E06000066", "E06000048": "E06000057",
		"E08000020": "E08000037", "E08000016": "E08000038", "E08000019": "E08000039",
		"E10000009": "E10000009", "E06000028": "E06000028", "E10000021": "E10000021", "E10000006": "E10000006", "E06000059": "E06000059",
	}
	for before, want := range cases {
		id, _ := r.ByCode(before)
		if got := code(r.Series(id)); got != want {
			t.Errorf("Series(%s) = %s; want %s", before, got, want)
		}
	}
	somerset, _ := r.ByCode("E06000066")
	var history []string
	for _, id := range r.History(somerset) {
		history = append(history, code(id))
	}
	if !slices.Equal(history, []string{"E10000027", "E06000066"}) {
		t.Errorf("History = %v", history)
	}
}

func TestLondonRegions(t *testing.T) {
	r := LoadRegister()
	for la, want := range map[string]string{"E09000007": "E13000001", "E09000011": "E13000002", "E09000014": "E13000001", "E06000026": "E12000009"} {
		id, _ := r.ByCode(la)
		if got := r.Area(id).Region; got != want {
			t.Errorf("region of %s = %s; want %s", la, got, want)
		}
	}
	if got := r.ParentRegion("E13000001"); got != "E12000007" {
		t.Errorf("ParentRegion(Inner London) = %q", got)
	}
	if got := r.ParentRegion("E12000009"); got != "" {
		t.Errorf("ParentRegion(South West) = %q; want none", got)
	}
}

func TestProjectAddsAreas(t *testing.T) {
	const header = "code,old,name,level,region,start,end,aliases,follows\n"
	r := LoadRegister()
	var l diag.List
	r.Add("own.csv", []byte(header+"E99000001,901,Fictonshire,LA,E12000009,2020-04-01,,Ficton|Ficton Borough,\n"), &l)
	id, ok := r.ByName("Ficton borough council", 0)
	if !ok || l.Len() > 0 || r.Area(id).Start != 2020_04_01 {
		t.Errorf("the added area is %v, %v; %v", r.Area(id), ok, l.Sorted())
	}
	r.Add("own.csv", []byte(header+
		"E06000026,1,Again,LA,,,,,\n"+
		"X1,,Bad level,TOWN,,,,,\n"+
		"X2,,Bad date,LA,,01/04/2020,,,\n"+
		"X3,,Ends first,LA,,2020-04-01,2019-01-01,,\n"+
		",,No code,LA,,,,,\n"), &l)
	want := []string{`area code "E06000026" is already in the register`, `unknown area level "TOWN"`, `"01/04/2020" is not a date`,
		`the area ends on "2019-01-01", before it starts`, "an area needs a code and a name"}
	got := l.Sorted()
	for i, w := range want {
		if i >= len(got) || got[i].Message != w || got[i].Pos.Line != i+2 {
			t.Errorf("diagnostic %d is %v; want line %d: %s", i, got[i:], i+2, w)
		}
	}
}

func TestCircularFollowsEnd(t *testing.T) {
	r := LoadRegister()
	var l diag.List
	r.Add("own.csv", []byte("code,old,name,level,region,start,end,aliases,follows\nA,5,One,LA,,,,,B\nB,5,Two,LA,,,,,A\n"), &l)
	id, ok := r.ByCode("A")
	if s := r.Series(id); !ok || r.Area(s).Old != "5" {
		t.Errorf("Series = %v", r.Area(s))
	}
}
