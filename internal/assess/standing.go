package assess

import (
	"sort"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

func sortPlaces(p []Place) {
	sort.Slice(p, func(a, b int) bool {
		if p[a].Value != p[b].Value {
			return p[a].Value < p[b].Value
		}
		return p[a].Area < p[b].Area
	})
}

// Places are all areas of the period and group with a usable figure, rising.
func (s *Series) Places(period, breakdown int) []Place { return s.places[[2]int{period, breakdown}] }

// standing is rank and band among all authorities with a figure.
func (s *Series) standing(r *evaluate.Result) Standing {
	def := s.Indicator.Def
	st := Standing{Alike: -1, Values: s.Places(int(r.Period), int(r.Breakdown))}
	least := def.Comparison.MinAreas
	if least == 0 {
		least = 8
	}
	values := numbers(st.Values)
	off := func(b *bool) bool { return b != nil && !*b }
	switch {
	case !usable(r):
		st.Reason = "no figure here"
		return st
	case off(def.Comparison.Rank) && off(def.Comparison.Band):
		st.Reason = "areas are not ranked by this figure"
		return st
	case s.a.Register.Area(r.Area).Level != dataset.LevelLA:
		st.Reason = "only authorities are ranked"
		return st
	case tooFew(def, r):
		st.Reason = "too few cases to rank"
		return st
	case len(values) < least:
		st.Reason = "too few areas have a figure"
		return st
	case def.Measure == "count" && def.SourceKey == "":
		st.Reason = "counts are not ranked: areas differ in size"
		return st
	}
	polarity, _ := stats.ParsePolarity(s.polarity(r))
	all, err := stats.NewDistribution(values)
	if err != nil {
		st.Reason = "areas cannot be put in order"
		return st
	}
	st.Quartiles[0], st.Quartiles[1], st.Quartiles[2] = all.Quartiles()
	if def.Comparison.Rank == nil || *def.Comparison.Rank {
		if n, ok := all.Rank(r.Value.Number, polarity); ok {
			st.Rank, st.Of = n, len(values)
			st.Joint = ties(values, r.Value.Number) > 1
			if r.Breakdown == evaluate.Headline {
				st.Alike, st.Testable = s.alike(r, st.Values)
			}
		}
	}
	if def.Comparison.Band == nil || *def.Comparison.Band {
		rule := stats.BetterRule
		if def.Comparison.BandRule == "dfe" {
			rule = stats.DfERule
		}
		st.Band = all.Band(r.Value.Number, polarity, rule)
	}
	return st
}

// ties counts how many values equal v.
func ties(values []float64, v float64) int {
	n := 0
	for _, x := range values {
		if x == v {
			n++
		}
	}
	return n
}

func numbers(p []Place) []float64 {
	out := make([]float64, len(p))
	for i := range p {
		out[i] = p[i].Value
	}
	return out
}

// alike counts the other areas whose difference from this one is not
// significant at 95%, and how many differences could be tested; -1 when the
// measure has no test.
func (s *Series) alike(r *evaluate.Result, places []Place) (alike, testable int) {
	var all []stats.Difference
	for _, p := range places {
		if p.Area == r.Area {
			continue
		}
		if d, ok := s.weigh(r, s.Indicator.At(p.Area, int(r.Period), int(r.Breakdown))); ok {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return -1, 0
	}
	return stats.Alike(all)
}

// rate gives the RAG rating against the goal, the statutory target or the
// comparator that the rule names; never by silent fallback (statistics §11).
func (s *Series) rate(r *evaluate.Result, as *Assessment) Rating {
	def := s.Indicator.Def
	out := Rating{RAG: "not-rated"}
	goal := s.a.Goals[def.ID]
	if s.polarity(r) != def.Polarity || def.Measure == "count" && r.Breakdown != evaluate.Headline {
		out.Reason = "the target is for the whole, not for its parts"
		return out
	}
	if def.Target != nil && def.Target.Value != nil {
		out.Target = quantity.Of(*def.Target.Value)
		if def.Target.Kind == "statutory" {
			out.Statutory = out.Target
		}
	}
	if goal.Value != nil {
		out.Goal = quantity.Of(*goal.Value)
		out.Target, out.By = out.Goal, goal.By
	}
	if !s.rule(&out, goal) {
		return out
	}
	switch out.Basis {
	case "sn":
		if as.SN.N < as.SN.Min {
			out.Target, out.Reason = quantity.Value{}, "too few similar areas have a figure"
			return out
		}
		out.Target = as.SN.Benchmark
	case "region":
		out.Target = as.Region.Benchmark
	case "england":
		out.Target = as.England.Benchmark
	}
	s.decide(r, &out)
	return out
}

// rule reads basis and tolerance; false when there is no rule at all.
func (s *Series) rule(out *Rating, goal Goal) bool {
	def := s.Indicator.Def
	if def.Polarity == "none" {
		out.Reason = "no good or bad direction"
		return false
	}
	if def.Thresholds != nil {
		out.Basis, out.Tolerance, out.Percent = def.Thresholds.Basis, def.Thresholds.AmberWithin, def.Thresholds.Percent
	}
	if goal.Value != nil && out.Basis == "" {
		out.Basis = "target"
	}
	if goal.Basis != "" {
		out.Basis = goal.Basis
	}
	if goal.AmberWithin != nil {
		out.Tolerance, out.Percent = *goal.AmberWithin, false
	}
	if out.Basis == "" {
		out.Reason = "no rating rule"
		return false
	}
	return true
}

func (s *Series) decide(r *evaluate.Result, out *Rating) {
	switch {
	case !out.Target.Known:
		out.Reason = "nothing to rate against"
		return
	case !usable(r):
		out.Reason = "no figure to rate"
		return
	case s.a.Register.Area(r.Area).Level != dataset.LevelLA:
		out.Reason = "only authorities are rated"
		return
	case tooFew(s.Indicator.Def, r):
		out.Reason = "too few cases to rate"
		return
	}
	polarity, _ := stats.ParsePolarity(s.Indicator.Def.Polarity)
	tolerance := out.Tolerance
	if out.Percent {
		tolerance = stats.PercentTolerance(out.Target.Number, tolerance)
	}
	out.RAG = stats.RateTarget(r.Value.Number, out.Target.Number, tolerance, polarity).String()
	out.Within = r.HasInterval && r.I95.Lower <= out.Target.Number && out.Target.Number <= r.I95.Upper
}
