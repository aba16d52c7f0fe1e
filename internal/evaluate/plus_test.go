package evaluate

import (
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// mediation adds up two sources and reads its groups from both.
func mediation(t *testing.T) *indicators.Definition {
	return definition(t, "count", "count", `numerator: {source: src, column: asked}
plus: {source: other, expression: assessed + rest}
breakdowns:
  - list: stage
    share: true
    columns: {asked: asked, assessed: assessed, rest: rest}
    sources: {assessed: other, rest: other}
    labels: {asked: Asked, assessed: Assessed, rest: Rest}`)
}

func TestACountIsAddedUpOverTwoSources(t *testing.T) {
	first := table(t, nil, []string{"asked"}, "CY", "E06000026,2024,40\nE06000027,2024,c\nE12000009,2024,7\nE92000001,2024,x\n")
	second := table(t, nil, []string{"assessed", "rest"}, "CY", "E06000026,2024,12,5\nE06000027,2024,3,4\nE92000001,2024,1,2\n")
	second.Source = "other"
	var l diag.List
	out := Evaluate(mediation(t), NewInput(register, map[string]*dataset.Table{"src": first, "other": second}), &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	for _, c := range []struct {
		name, area, group string
		want              quantity.Value
	}{
		{"all parts are there", plymouth, "", quantity.Of(57)},
		{"a group of the first source", plymouth, "stage=asked", quantity.Of(40)},
		{"a group of the other source", plymouth, "stage=assessed", quantity.Of(12)},
		{"one part is hidden", torbay, "", quantity.Missing(quantity.Suppressed)},
		{"the other source has no row", southWest, "", quantity.Missing(quantity.NotAvailable)},
		{"one part is not available", england, "", quantity.Missing(quantity.NotAvailable)},
		{"a group stands though the sum does not", england, "stage=rest", quantity.Of(2)},
	} {
		t.Run(c.name, func(t *testing.T) {
			area, _ := register.Lookup(c.area, 0)
			group := -1
			for n, b := range out.Breakdowns {
				if b.Key == c.group {
					group = n
				}
			}
			r := out.At(area, 0, group)
			if r == nil || r.Value != c.want {
				t.Errorf("%+v, want %+v", r, c.want)
			}
		})
	}
}

func TestAnIntervalOfASumIsThatOfTheSum(t *testing.T) {
	first := table(t, nil, []string{"asked"}, "CY", "E06000026,2024,0\n")
	second := table(t, nil, []string{"assessed", "rest"}, "CY", "E06000026,2024,0,0\n")
	second.Source = "other"
	var l diag.List
	out := Evaluate(mediation(t), NewInput(register, map[string]*dataset.Table{"src": first, "other": second}), &l)
	area, _ := register.Lookup(plymouth, 0)
	r := out.At(area, 0, Headline)
	if !r.HasInterval || r.I95.Lower != 0 || r.I95.Upper < 3.688 || r.I95.Upper > 3.689 {
		t.Errorf("%+v, want 0 to 3.6889", r.I95)
	}
}

func TestAPartWhoseSourceWasNotLoadedLeavesNothing(t *testing.T) {
	first := table(t, nil, []string{"asked"}, "CY", "E06000026,2024,40\n")
	out, told := run(mediation(t), first)
	if len(out.Results) > 0 || len(told) > 0 {
		t.Errorf("%+v, %v", out.Results, told)
	}
}
