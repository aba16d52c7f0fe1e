package assess

import (
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/stats"
)

// Signal is what the rule that gives the newest point its colour says. The zero
// Signal is that of a point without a rule.
type Signal struct {
	Rule   string // a flag of results.csv
	High   bool   // above the mean, or rising
	Length int    // points of the run, for trend and shift
	Since  int    // the run's first period, as an index among the indicator's
}

// Signal reads the newest point; ok is false where it has no reading.
func (c *Control) Signal() (s Signal, ok bool) {
	if c.Latest == nil {
		return s, false
	}
	p := c.Latest
	s = Signal{Rule: p.Rule.String(), High: p.High, Length: 1, Since: c.Periods[len(c.Periods)-1]}
	for i := len(c.Chart.Points) - 2; i >= c.segment().First && p.Rule != stats.NoRule; i-- {
		a, b := c.Chart.Points[i], c.Chart.Points[i+1]
		if b.Period-a.Period != 1 || !slices.Contains(a.Hits, stats.Hit{Rule: p.Rule, High: p.High}) {
			break
		}
		s.Length++
		s.Since = c.Periods[i]
	}
	return s, true
}

// Flags are the rules that a point meets, each once and in order of precedence,
// as results.csv joins them.
func Flags(p stats.ControlReading) string {
	var out []string
	for _, h := range p.Hits {
		if word := h.Rule.String(); !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return strings.Join(out, ";")
}

// ByChance is how many of m comparisons are expected to differ although nothing
// does, at 95% and at 99.8%.
func ByChance(m int) (at95, at998 float64) { return stats.ByChance(m) }
