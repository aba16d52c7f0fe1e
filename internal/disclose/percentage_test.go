package disclose

import (
	"testing"

	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

func TestAPercentageThatGivesItsCountAwayIsHidden(t *testing.T) {
	for _, c := range []struct {
		name    string
		percent float64
		of      float64
		want    string
	}{
		{"1.4% of 214 fits three alone", 1.4, 214, "c"},
		{"1.4% of 2,140 fits 29 to 31", 1.4, 2140, "1.4"},
		{"98.6% of 214 leaves three", 98.6, 214, "c"},
		{"3% of 200 fits five to six, and six is not small", 3, 200, "3"},
		{"2% of 200 fits three to four", 2, 200, "c"},
		{"0% of 214 fits none alone, and noughts are shown", 0, 214, "0"},
		{"50.3% of 12 fits no whole number: it was not made of these", 50.3, 12, "50.3"},
	} {
		def := definition("S1", "proportion")
		out, _ := apply(def, Policy{}, evaluate.Result{Area: authority, Value: quantity.Of(c.percent), Denominator: quantity.Of(c.of)})
		got := out[0].Value.Shortest()
		if out[0].Value.Symbol == quantity.Suppressed {
			got = "c"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
