package build

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/verify"
)

// roundedFacts are what a stranger knows of counts of class S1 under a policy.
func roundedFacts(p disclose.Policy, ids ...string) attack.Facts {
	c, _ := disclose.ClassOf("S1", p)
	f := attack.Facts{Indicators: map[string]attack.Indicator{}}
	for _, id := range ids {
		f.Indicators[id] = attack.Indicator{Measure: "count", Threshold: c.Threshold, RoundTo: c.RoundTo, Rounded: c.Rounded}
	}
	return f
}

func TestRoundedTablesGiveNoSmallCountAway(t *testing.T) {
	reg := dataset.LoadRegister()
	for _, policy := range []disclose.Policy{{RoundTo: 5}, {RoundTo: 10}, {RoundTo: 5, InsteadOfHiding: true}, {RoundTo: 10, InsteadOfHiding: true}} {
		t.Run(fmt.Sprintf("to %d, in place of hiding %v", policy.RoundTo, policy.InsteadOfHiding), func(t *testing.T) {
			shown, low, hidden := 0, 0, 0
			for seed := range uint64(80) {
				rng := rand.New(rand.NewPCG(seed, uint64(policy.RoundTo)))
				in := []*evaluate.Indicator{randomTable(rng, reg, "first"), randomTable(rng, reg, "second")}
				release, err := disclose.Apply(context.Background(), in, reg, policy)
				if err != nil {
					t.Fatalf("table %d: %v", seed, err)
				}
				auditor := verify.NewAuditor(roundedFacts(policy, "first", "second"))
				for n, i := range release.Indicators {
					auditor.Add(rowsAsPublished(reg, i))
					for k := range i.Results {
						r, exact := &i.Results[k], in[n].Results[k].Value.Number
						switch {
						case r.Value.Symbol == quantity.Suppressed:
							hidden++
						case r.Value.Symbol == quantity.Low:
							low++
							if exact == 0 || quantity.RoundTo(exact, policy.RoundTo) != 0 {
								t.Fatalf("table %d: %v is printed low", seed, exact)
							}
						case r.Value.Number != quantity.RoundTo(exact, policy.RoundTo) || r.Numerator != r.Value || math.Mod(r.Value.Number, float64(policy.RoundTo)) != 0:
							t.Fatalf("table %d: %v is printed %v", seed, exact, r.Value)
						default:
							shown++
						}
						if r.HasInterval && r.Value.Known && (r.I95.Lower > r.Value.Number || r.I95.Upper < r.Value.Number) {
							t.Fatalf("table %d: the interval is not that of the rounded count", seed)
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
			if shown < 600 || policy.InsteadOfHiding && (low < 60 || hidden > shown/50) || !policy.InsteadOfHiding && hidden < 300 {
				t.Errorf("shown %d, low %d, hidden %d: the tables test something else", shown, low, hidden)
			}
		})
	}
}

func TestTheAuditSeesThroughRoundingWhereOneAnswerIsLeft(t *testing.T) {
	// Four counts print as 5, so each is from 3 to 7; their total prints as 10,
	// so it is at most 12: each is 3.
	p := disclose.Policy{RoundTo: 5, InsteadOfHiding: true}
	auditor := verify.NewAuditor(roundedFacts(p, "plans"))
	text := resultsHeader()
	for key, n := range map[string]string{"": "10", "need=a": "5", "need=b": "5", "need=c": "5", "need=d": "5"} {
		text += resultsLine(map[string]string{"area_code": plymouth, "area_name": "Plymouth", "area_level": "LA", "indicator": "plans", "breakdown": key,
			"period": "2024", "period_type": "CY", "value": n, "display": n, "unit": "count", "numerator": n,
			"change_result": "no-comparison", "trend": "cannot-be-calculated", "status": "final"})
	}
	data, _ := verify.ReadResults([]byte(text))
	auditor.Add(data)
	report, err := auditor.Audit(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if problems := verify.Disclosed(report); len(problems) != 4 {
		t.Errorf("%d of the four counts are found: %v", len(problems), problems)
	}
}

// shares makes a random table of counts one of percentages: each group's count
// out of a base of its own.
func shares(rng *rand.Rand, i *evaluate.Indicator) *evaluate.Indicator {
	def := *i.Def
	def.Measure, def.Unit = "proportion", quantity.Percent
	results := append([]evaluate.Result(nil), i.Results...)
	bases := map[string]float64{}
	for n := range results {
		key := i.Breakdowns[results[n].Breakdown].Key
		if strings.Count(key, ";") == 1 { // the inner cells; margins are their sums
			more := float64(rng.IntN(40))
			for _, k := range append(strings.Split(key, ";"), key, "") {
				bases[k] += results[n].Value.Number + more
			}
		}
	}
	for n := range results {
		r := &results[n]
		r.Denominator = quantity.Of(bases[i.Breakdowns[r.Breakdown].Key])
		r.Value = quantity.Missing(quantity.NotApplicable)
		if r.Denominator.Number > 0 {
			r.Value = quantity.Of(100 * r.Numerator.Number / r.Denominator.Number)
		}
		evaluate.Intervals("proportion", 100, r)
	}
	return evaluate.New(&def, i.Periods, i.Breakdowns, results)
}

func TestPercentagesOfRoundedCountsCannotUndoTheRounding(t *testing.T) {
	reg := dataset.LoadRegister()
	for _, policy := range []disclose.Policy{{RoundTo: 5}, {RoundTo: 10}, {RoundTo: 5, InsteadOfHiding: true}, {RoundTo: 10, InsteadOfHiding: true}} {
		shown := 0
		for seed := range uint64(40) {
			rng := rand.New(rand.NewPCG(seed, 9))
			release, err := disclose.Apply(context.Background(), []*evaluate.Indicator{shares(rng, randomTable(rng, reg, "first"))}, reg, policy)
			if err != nil {
				t.Fatalf("table %d: %v", seed, err)
			}
			i := release.Indicators[0]
			for k := range i.Results {
				if r := &i.Results[k]; r.Value.Known {
					shown++
					if r.Value.Number != 100*r.Numerator.Number/r.Denominator.Number || math.Mod(r.Denominator.Number, float64(policy.RoundTo)) != 0 {
						t.Fatalf("table %d: %v is not made from rounded counts", seed, r.Value)
					}
				}
			}
			facts := roundedFacts(policy, "first")
			known := facts.Indicators["first"]
			known.Measure = "proportion"
			facts.Indicators["first"] = known
			auditor := verify.NewAuditor(facts)
			auditor.Add(rowsAsPublished(reg, i))
			report, err := auditor.Audit(context.Background(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if problems := verify.Disclosed(report); len(problems) > 0 {
				t.Errorf("%+v, table %d: %d figures can be worked out, the first: %v", policy, seed, len(problems), problems[0])
			}
		}
		if shown < 200 {
			t.Errorf("%+v: only %d figures are shown", policy, shown)
		}
	}
}
