package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/verify"
)

// randomTable is an indicator of counts split by two lists and by both at once,
// some of its margins unpublished.
func randomTable(rng *rand.Rand, reg *dataset.Register, id string) *evaluate.Indicator {
	area, _ := reg.ByCode("E06000026")
	def := &indicators.Definition{ID: id, Measure: "count", Unit: quantity.Count, Suppression: "S1"}
	rows, columns := 2+rng.IntN(5), 2+rng.IntN(5)
	cells := make([][]float64, rows)
	byRow, byColumn, all := make([]float64, rows), make([]float64, columns), 0.0
	for r := range cells {
		cells[r] = make([]float64, columns)
		for c := range cells[r] {
			x := float64(rng.IntN(30))
			if rng.IntN(3) == 0 {
				x = float64(rng.IntN(4)) // many noughts, ones, twos and threes
			}
			cells[r][c] = x
			byRow[r], byColumn[c], all = byRow[r]+x, byColumn[c]+x, all+x
		}
	}
	var groups []evaluate.Breakdown
	var results []evaluate.Result
	add := func(key string, x float64) {
		groups = append(groups, evaluate.Breakdown{Key: key, List: "l"})
		results = append(results, evaluate.Result{Area: area, Breakdown: int32(len(groups) - 1), Value: quantity.Of(x), Numerator: quantity.Of(x)})
	}
	add("", all)
	rowsShown, columnsShown := rng.IntN(4) > 0, rng.IntN(4) > 0
	for r := range cells {
		if rowsShown {
			add(fmt.Sprintf("a=%d", r), byRow[r])
		}
		for c := range cells[r] {
			add(fmt.Sprintf("a=%d;b=%d", r, c), cells[r][c])
		}
	}
	for c := range byColumn {
		if columnsShown {
			add(fmt.Sprintf("b=%d", c), byColumn[c])
		}
	}
	return evaluate.New(def, []dataset.Period{{Type: "CY", Start: 20240101, End: 20241231, Label: "2024"}}, groups, results)
}

// rowsAsPublished are an indicator's results as results.csv shows them.
func rowsAsPublished(reg *dataset.Register, i *evaluate.Indicator) verify.Results {
	text := resultsHeader()
	for n := range i.Results {
		r := &i.Results[n]
		value, symbol := r.Value.Shortest(), ""
		if !r.Value.Known {
			value, symbol = "", r.Value.Symbol.Code()
		}
		text += resultsLine(map[string]string{"area_code": reg.Area(r.Area).Code, "area_name": "Plymouth", "area_level": "LA", "indicator": i.Def.ID, "breakdown": i.Breakdowns[r.Breakdown].Key,
			"period": "2024", "period_type": "CY", "value": value, "display": value + symbol, "unit": string(i.Def.Unit), "numerator": shownOnly(r.Numerator), "denominator": shownOnly(r.Denominator), "symbol": symbol,
			"change_result": "no-comparison", "trend": "cannot-be-calculated", "status": "final"})
	}
	data, _ := verify.ReadResults([]byte(text))
	return data
}

func shownOnly(v quantity.Value) string {
	if !v.Known {
		return ""
	}
	return v.Shortest()
}

func resultsHeader() string { return verify.ResultsHeader() + "\n" }

func resultsLine(cells map[string]string) string {
	var out []string
	for _, name := range strings.Split(verify.ResultsHeader(), ",") {
		out = append(out, cells[name])
	}
	return strings.Join(out, ",") + "\n"
}

func TestTheAuditFindsNothingInHundredsOfRandomTables(t *testing.T) {
	reg := dataset.LoadRegister()
	hidden := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 42))
		in := []*evaluate.Indicator{randomTable(rng, reg, "first"), randomTable(rng, reg, "second")}
		release, err := disclose.Apply(context.Background(), in, reg, disclose.Policy{})
		if err != nil {
			t.Fatalf("table %d: %v", seed, err)
		}
		auditor := verify.NewAuditor(attack.Facts{Indicators: map[string]attack.Indicator{"first": {Measure: "count", Threshold: 6}, "second": {Measure: "count", Threshold: 6}}})
		for n, i := range release.Indicators {
			auditor.Add(rowsAsPublished(reg, i))
			for k := range i.Results {
				x, r := in[n].Results[k].Value.Number, &i.Results[k]
				small := x >= 1 && x <= 5
				if small && r.Value.Known {
					t.Fatalf("table %d: a small count is shown", seed)
				}
				if !r.Value.Known {
					hidden++
				}
			}
		}
		report, err := auditor.Audit(context.Background(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if problems := verify.Disclosed(report); len(problems) > 0 {
			t.Errorf("table %d: %d figures can be worked out, the first: %v", seed, len(problems), problems[0])
		}
	}
	if hidden < 1000 {
		t.Errorf("only %d figures were hidden: the tables test nothing", hidden)
	}
}
