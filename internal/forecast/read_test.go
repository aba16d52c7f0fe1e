package forecast

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/diag"
)

const goodStock = "area,stock-year,setting,count\nA,2024,total,100\nA,2024,mainstream,60\nA,2024,special,40\nA,2025,total,110\n"

func read(t *testing.T, files ...File) (*Panel, string) {
	t.Helper()
	var l diag.List
	p := Read(files, &l)
	var b bytes.Buffer
	if err := l.Print(&b); err != nil {
		t.Fatal(err)
	}
	return p, b.String()
}

func TestTidyFilesBecomeSeries(t *testing.T) {
	p, said := read(t, File{"in/stock.csv", []byte("\xef\xbb\xbf" + strings.ReplaceAll(goodStock, "\n", "\r\n"))},
		File{"in/joiners.csv", []byte("count,setting,stock-year,area\n20,total,2025,A\n")},
		File{"in/ceased.csv", []byte("area,stock-year,count\nA,2025,x\n")},
		File{"in/population.csv", []byte("area,calendar-year,academic-year,population\nA,2025,0,10.5\nA,2025,20,4\nA,2025,21,1000\n")})
	if said != "" {
		t.Fatalf("problems with good files:\n%s", said)
	}
	s := p.Find("A")
	if s == nil || s.At(2025).Plans != CountOf(110) || s.At(2025).Joiners != CountOf(20) || s.At(2025).Ceased.Known || s.At(2024).Settings[Special] != CountOf(40) {
		t.Errorf("got %+v", s)
	}
	near(t, "residents aged 0 to 24", s.People[2025], 14.5, 1e-12)
}

func TestRowsOfEnglandAndRegionsAreLeftOut(t *testing.T) {
	p, _ := read(t, File{"stock.csv", []byte(goodStock + "E92000001,2025,total,9999\nE12000007,2025,total,999\nEngland,2025,total,9999\n")})
	if len(p.Areas) != 1 {
		t.Errorf("%d areas, want 1", len(p.Areas))
	}
}

func TestEveryProblemIsToldWithItsPlace(t *testing.T) {
	head := "area,stock-year,setting,count\n"
	for _, c := range []struct {
		name, file, text, want string
	}{
		{"a school year", "stock.csv", head + "A,202425,total,1\n", `stock.csv:2:3: stock-year "202425" is not a year`},
		{"an unknown setting", "stock.csv", head + "A,2025,specal,1\n", `stock.csv:2:8: setting "specal" is not known`},
		{"a count with a comma", "stock.csv", head + "A,2025,total,\"1,000\"\n", "fix: write it without the comma"},
		{"a negative count", "joiners.csv", head + "A,2025,total,-1\n", `joiners.csv:2:14: count "-1" is not a number of plans`},
		{"half a plan", "stock.csv", head + "A,2025,total,1.5\n", `count "1.5" is not a number of plans`},
		{"a second row", "stock.csv", head + "A,2025,total,1\nA,2025,total,2\n", "stock.csv:3:1: area \"A\" has a second row for 2025, total"},
		{"no area", "stock.csv", head + ",2025,total,1\n", "stock.csv:2:1: the row names no area"},
		{"a missing column", "stock.csv", "area,year,setting,count\n", `column "stock-year" is missing`},
		{"a doubled column", "stock.csv", "area,stock-year,setting,count,count\n", `column "count" stands twice`},
		{"an extra column", "stock.csv", "area,stock-year,setting,count,note\nA,2025,total,1,hi\n", `info: column "note" is not used`},
		{"a file of another name", "plans.csv", head, "what this file holds cannot be told from its name"},
		{"no stock", "joiners.csv", head, "no file of plans is among those named"},
		{"residents in words", "population.csv", "area,calendar-year,academic-year,population\nA,2025,reception,1\n", `academic-year "reception" is not a year group`},
		{"moves between settings", "flows.csv", "area,stock-year\n", "info: moves between settings are not used"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, said := read(t, File{c.file, []byte(c.text)}); !strings.Contains(said, c.want) {
				t.Errorf("got:\n%swant:\n%s", said, c.want)
			}
		})
	}
}

func TestAllProblemsOfAllFilesAreToldInOneRun(t *testing.T) {
	_, said := read(t, File{"stock.csv", []byte("area,stock-year,setting,count\nA,25,total,1\nA,2025,totals,1\n")}, File{"ceased.csv", []byte("area,stock-year,count\nA,2025,many\n")})
	for _, want := range []string{"stock.csv:2:3", "stock.csv:3:8", "ceased.csv:2:8"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing is said of %s:\n%s", want, said)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("stock.csv", []byte(goodStock))
	f.Add("joiners.csv", []byte("area,stock-year,setting,count\nA,2100,total,1e8\n\"A\n"))
	f.Add("population.csv", []byte("area,calendar-year,academic-year,population\nA,1990,-4,0.1\n"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		var l diag.List
		p := Read([]File{{"stock.csv", []byte(goodStock)}, {name, raw}}, &l)
		if l.HasErrors() {
			return
		}
		projector := NewProjector(p, DefaultConstants(), Run{Simulations: 8, Horizon: 2, Seed: 1})
		for n := range p.Areas {
			got, ok := projector.Project(p.Areas[n].Area)
			if !ok {
				continue
			}
			for _, r := range got.Rows {
				for _, v := range r.values() {
					if v != v || v > 1e12 {
						t.Fatalf("%+v holds %v", r, v)
					}
				}
			}
		}
	})
}
