package attack

import (
	"context"
	"encoding/csv"
	"os"
	"slices"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/diag"
)

// documented are the facts that the shipped definitions publish.
func documented() Facts {
	f := Facts{Indicators: map[string]Indicator{}, Same: nil}
	var l diag.List
	operands := map[string][]Figure{}
	for _, d := range indicators.LoadLibrary(&l) {
		i := Indicator{Measure: d.Measure, Multiplier: d.Unit.Multiplier(), GroupDisclosure: d.Sensitive}
		switch d.Suppression {
		case "S1":
			i.Threshold = 6
		case "S2":
			i.Threshold, i.RoundTotals = 6, 10
		case "S3":
			i.Threshold, i.HidesZero, i.RoundTo = 5, true, 5
		case "S4":
			i.Threshold, i.HidesZero = 10, true
		case "S5":
			i.Survey = true
		}
		f.Indicators[d.ID] = i
		for part, o := range map[Part]*indicators.Operand{Numerator: d.Numerator, Denominator: d.Denominator} {
			if o != nil {
				k := o.Source + "\x1f" + o.Column + "\x1f" + o.Key + "\x1f" + o.Expression + "\x1f" + d.Where + "\x1f" + o.Where
				if o.Source != "local-returns" {
					operands[k] = append(operands[k], Figure{d.ID, "", part})
				}
			}
		}
	}
	for _, k := range slices.Sorted(func(yield func(string) bool) {
		for k := range operands {
			if !yield(k) {
				return
			}
		}
	}) {
		if len(operands[k]) > 1 {
			f.Same = append(f.Same, operands[k])
		}
	}
	return f
}

// readResults reads a results.csv by its header.
func readResults(t testing.TB, name string) []Row {
	t.Helper()
	in, err := os.Open(name)
	if err != nil {
		t.Skipf("there is no built release to audit: %v", err)
	}
	defer in.Close()
	lines, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, c := range lines[0] {
		at[c] = i
	}
	var out []Row
	for _, cells := range lines[1:] {
		out = append(out, RowOf(func(c string) string {
			if i, ok := at[c]; ok {
				return cells[i]
			}
			return ""
		}))
	}
	return out
}

func TestTheCommittedSampleHolds(t *testing.T) {
	var r Release
	name := "../../site/data/results.csv"
	if other := os.Getenv("SENDPACK_RESULTS"); other != "" {
		name = other
	}
	for _, row := range readResults(t, name) {
		r.Add(row)
	}
	got, err := Audit(context.Background(), &r, documented(), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", got.Summary)
	for _, f := range got.Findings {
		t.Logf("%+v", f)
		if f.Kind.Breaks() {
			t.Errorf("%+v", f)
		}
	}
	if got.Summary.Protected == 0 {
		t.Error("nothing was protected, so nothing was tried")
	}
}
