package forecast

import (
	"bytes"
	"strings"
	"testing"
)

func TestThePastIsWhatWasCountedAndNothingElse(t *testing.T) {
	b := NewPanelBuilder()
	for year := 2020; year <= 2024; year++ {
		b.At("E1", year).Plans = CountOf(100 + float64(year-2020))
		if year < 2024 {
			b.At("E2", year).Plans = CountOf(50)
		}
	}
	p := NewProjector(b.Panel(), DefaultConstants(), Run{Simulations: 20, Horizon: 2, Seed: 1})
	if _, ok := p.Project("E2"); ok {
		t.Fatal("an area without the last count is projected")
	}
	for area, rows := range map[string]int{"E2": 4, "E3": 0} {
		past := p.Past(area)
		if len(past.Rows) != rows || past.Projected() || past.Year != 2024 || past.Area != area {
			t.Errorf("%s: %d rows, want %d counted ones up to 2024", area, len(past.Rows), rows)
		}
	}
	if made, ok := p.Project("E1"); !ok || !made.Projected() {
		t.Error("an area with all counts is not projected")
	}
}

func TestPrintedIsTheNumberOfTheFile(t *testing.T) {
	for v, want := range map[float64]float64{4021.25: 4021.25, 1.0 / 3: 0.33333333333, 2e5 / 3: 66666.6666666667, 0: 0} {
		if got := Printed(v); got != want {
			t.Errorf("Printed(%v) = %v, want %v", v, got, want)
		}
	}
}

func TestHindsightIsWrittenWithSymbolsWhereItMustBe(t *testing.T) {
	said := Certain(90)
	p := &Projection{Area: "E1", Strip: []Hindsight{{Origin: 2022, Years: []HindsightYear{
		{Year: 2023, Summary: said, Actual: CountOf(92)}, {Year: 2024, Summary: said}, {Year: 2025}}}}}
	var out bytes.Buffer
	if err := WriteHindsight(&out, p, "c", "x"); err != nil {
		t.Fatal(err)
	}
	want := strings.Join(HindsightColumns(), ",") + `
E1,open,2022,2023,total,total,plans,90,90,90,90,90,92
E1,open,2022,2024,total,total,plans,90,90,90,90,90,x
E1,open,2022,2025,total,total,plans,c,c,c,c,c,c
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
