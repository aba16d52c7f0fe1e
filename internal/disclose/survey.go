package disclose

import (
	"sort"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// survey applies the rules of 14.5 to the number of answers. A result whose
// number of answers nobody says may rest on a few, so it is hidden too.
func (s *suppressor) survey() {
	for n := range s.results {
		r := &s.results[n]
		switch {
		case r.Value.Symbol == quantity.Suppressed, r.Value.Known && !r.Denominator.Known:
			s.hide(n)
			s.report.Primary++
		case !r.Value.Known:
		case r.Denominator.Number < float64(s.class.MinBase):
			s.hide(n)
			s.report.Primary++
		case r.Denominator.Number < float64(s.class.ReliableBase):
			r.Value.Symbol = quantity.Unreliable
			r.Notes |= evaluate.SmallBase
		}
	}
	for _, group := range s.lists() {
		s.protectGroups(group)
	}
}

// protectGroups hides more groups of respondents while those that are not shown
// together are fewer than the smallest base: their result would follow from the
// whole less the groups that are shown. The answers to a question are no groups
// of respondents, and groups that overlap give nothing away.
func (s *suppressor) protectGroups(parts []int) {
	first := s.in.Results[parts[0]]
	whole := s.in.At(first.Area, int(first.Period), evaluate.Headline)
	if s.in.Breakdowns[first.Breakdown].List == indicators.AnswerList || whole == nil || !whole.Value.Known || !whole.Denominator.Known ||
		whole.Denominator.Number < float64(s.class.MinBase) {
		return
	}
	rest := whole.Denominator.Number
	var shown []int
	for _, n := range parts {
		if !s.hidden[n] && s.results[n].Value.Known {
			shown = append(shown, n)
			rest -= s.results[n].Denominator.Number
		}
	}
	sort.SliceStable(shown, func(a, b int) bool {
		return s.results[shown[a]].Denominator.Number < s.results[shown[b]].Denominator.Number
	})
	for _, n := range shown {
		if rest <= 0 || rest >= float64(s.class.MinBase) {
			return
		}
		rest += s.results[n].Denominator.Number
		s.hide(n)
		s.report.Secondary++
	}
}
