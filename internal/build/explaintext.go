package build

import (
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/quantity"
)

// words is a number as it is, "none" where there is none.
func words(v *float64) string {
	if v == nil {
		return "none"
	}
	return quantity.Of(*v).Shortest()
}

func numbers(list []float64) string {
	var out []string
	for _, v := range list {
		out = append(out, quantity.Of(v).Shortest())
	}
	return strings.Join(out, ", ")
}

func both(i IntervalExplained) string {
	return "95% " + words(i.Lower95) + " to " + words(i.Upper95) + "; 99.8% " + words(i.Lower998) + " to " + words(i.Upper998)
}

// tested prints the test of a change below the change.
func (e *explanation) tested(as *assess.Assessment) {
	t := e.changed(as).Test
	if t.Method == "" {
		return
	}
	e.line("", "%s: %s", t.Method, both(t.Interval))
	test := "p " + words(t.P)
	if t.Statistic != nil {
		test = "statistic " + words(t.Statistic) + ", " + test
	}
	e.line("", "%s", test)
}

// regression prints the working of a trend below its result.
func (e *explanation) regression(as *assess.Assessment) {
	x := Explanation{}
	e.trends(&x, as)
	t := x.Trend
	switch {
	case t.Slope == nil:
		return
	case len(t.Window) == 0:
		m := x.MannKendall
		e.line("", "Mann-Kendall over %d points: z %s, p %s, slope %s", m.N, words(m.Z), words(m.P), words(m.Slope))
		return
	}
	e.line("", "slope %s, standard error %s, chi-squared %s against %s", words(t.Slope), words(t.SE), words(t.ChiSquared), words(t.Threshold))
	e.line("", "slopes without one point: %s", numbers(t.LeaveOneOut))
}

// charts prints control chart and funnel plot.
func (e *explanation) charts(as *assess.Assessment) {
	c := e.control()
	if len(c.Segments) == 0 || c.Segments[len(c.Segments)-1].Mean == nil {
		e.line("control chart", "none%s", why(c.Reason))
	} else {
		s := c.Segments[len(c.Segments)-1]
		e.line("control chart", "%s, %d points (%s): mean %s, mean moving range %s, limits %s to %s", c.Kind, s.N, s.State, words(s.Mean), words(s.MeanMR), words(s.Lower), words(s.Upper))
		reading := "rules met: " + strings.Join(c.Flags, ", ")
		if len(c.Flags) == 0 {
			reading = "no rule met"
		}
		if c.Variation != "" {
			reading += "; " + c.Variation
		}
		if c.Assurance != "" {
			reading += "; " + c.Assurance
		}
		e.line("", "%s%s", reading, why(c.Reason))
	}
	f := e.funnel(as.Result)
	if f.Result == "" {
		e.line("funnel", "none%s", why(f.Reason))
		return
	}
	e.line("funnel", "%s: %d areas around %s, limits %s", f.Result, f.Areas, words(f.Benchmark), both(f.Limits))
	if f.Overdispersed {
		e.line("", "%s by limits adjusted for variation between areas: phi %s, tau2 %s, %s", f.AdjustedResult, words(f.Phi), words(f.Tau2), both(f.Adjusted))
	}
}
