package forecast

import "github.com/sendpack/sendpack/internal/draw"

// MethodPeer is the mode that other models of plans use, for comparison only:
// the mean joining and leaving rates of all years, and a fresh beta-binomial
// draw of each every year. Errors of the rates then average out over the years,
// so its ranges are far too narrow; the back-test shows by how much.
const MethodPeer = "mean rates"

// Draws of the peer mode, apart from those of the method.
const (
	drawPeerJoiners draw.Kind = iota + 101
	drawPeerLeavers
)

// beta is a rate with the evidence of one mean year.
type beta struct{ yes, no float64 }

// peer projects the total of an area by its own mean rates; false when it has
// no year with both.
func (m *Model) peer(s *Series, run Run) (prediction, bool) {
	joining, leaving, ok := s.meanRates(m.e.year)
	if !ok {
		return prediction{}, false
	}
	f := newFutures(run)
	for n := range run.Simulations {
		stream := draw.NewStream(run.Seed, s.Area, n)
		plans := int(s.At(m.e.year).Plans.N)
		for h := range f.Plans {
			in, out := stream.Sub(h+1, 0, drawPeerJoiners), stream.Sub(h+1, 0, drawPeerLeavers)
			joiners := in.BetaBinomial(plans, joining.yes, joining.no)
			plans += joiners - out.BetaBinomial(plans, leaving.yes, leaving.no)
			f.Plans[h][n] = float64(plans)
		}
	}
	return summarised(f.Plans), true
}

// meanRates are the joiners and leavers of a mean year beside the plans that
// neither joined nor left. A year with more joiners than plans, or with more
// moving in than leaving, counts as full or as none.
func (s *Series) meanRates(last int) (joining, leaving beta, ok bool) {
	years := 0.0
	for year := s.First + 1; year <= last; year++ {
		l, stock, known := s.leavers(year)
		if !known || stock <= 0 {
			continue
		}
		j := min(s.At(year).Joiners.N, stock)
		l = min(max(l, 0), stock)
		joining.yes, joining.no = joining.yes+j, joining.no+stock-j
		leaving.yes, leaving.no = leaving.yes+l, leaving.no+stock-l
		years++
	}
	if years == 0 {
		return beta{}, beta{}, false
	}
	mean := func(b beta) beta { return beta{b.yes/years + 0.001, b.no/years + 0.001} }
	return mean(joining), mean(leaving), true
}
