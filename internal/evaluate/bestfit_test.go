package evaluate

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// A figure that is a wider area's carries the note wherever it goes; the wider
// area's own figure does not.
func TestFigureOfAWiderAreaIsNoted(t *testing.T) {
	var l diag.List
	reg, files := dataset.LoadRegister(), []string{"data.csv"}
	fsys := fstest.MapFS{"data.csv": {Data: []byte("kind,code,name,year,people\nCCG,15N,NHS Devon CCG,2024,12\n")}}
	spec := dataset.Spec{Source: "contacts", Format: dataset.FormatTidy, Period: dataset.PeriodSpec{Type: "CY", Column: "year"},
		Area:     dataset.AreaSpec{Code: "code", Name: "name", Level: "kind", Adds: map[string]string{"CCG": "SICB"}},
		Measures: map[string]dataset.ColumnSpec{"people": {Column: "people"}}, BestFit: map[string][]string{"E06000026": {"15N"}}}
	if err := dataset.AddAreas(context.Background(), fsys, spec, files, reg, &l); err != nil {
		t.Fatal(err)
	}
	table, err := dataset.Load(context.Background(), fsys, spec, files, reg, &l)
	if err != nil {
		t.Fatal(err)
	}
	def := &indicators.Definition{ID: "contacts", Measure: "count", Unit: "count", Period: indicators.Period{Type: "CY"},
		Numerator: &indicators.Operand{Source: "contacts", Column: "people"}}
	i := Evaluate(def, NewInput(reg, map[string]*dataset.Table{"contacts": table}), &l)
	for _, d := range l.Sorted() {
		t.Error(d)
	}
	want := map[string]Note{"15N": 0, "E06000026": BestFit}
	if len(i.Results) != len(want) {
		t.Fatalf("%d results; want the wider area's and the authority's", len(i.Results))
	}
	for _, r := range i.Results {
		code := reg.Area(r.Area).Code
		if note, ok := want[code]; !ok || r.Notes != note || r.Value.Number != 12 {
			t.Errorf("%s is %v with notes %v", code, r.Value.Number, r.Notes.IDs())
		}
	}
}
