package indicators

import (
	"fmt"
	"strings"
)

// leastBaseline is the fewest points on which fixed limits may rest.
const leastBaseline = 12

// control checks the options of the control chart against the measure.
func (c *checker) control() {
	d, o := c.def, c.def.Control
	if !c.oneOf("control.chart", "chart", o.Chart, controlCharts()) {
		return
	}
	fits := map[string][]string{"p": {"proportion"}, "p-prime": {"proportion"}, "u": {"rate"}, "u-prime": {"rate"}}[o.Chart]
	if fits != nil && !has(fits, d.Measure) {
		c.add("control.chart", fmt.Sprintf("chart %q does not fit measure %q", o.Chart, d.Measure), "measure "+fits[0], "use xmr")
	}
	if (o.Baseline != 0 || d.given("control.baseline")) && o.Baseline < leastBaseline {
		c.add("control.baseline", fmt.Sprintf("baseline %d is below %d", o.Baseline, leastBaseline), fmt.Sprintf("%d points or more", leastBaseline), "")
	}
	if o.Screen && o.Chart != "xmr" {
		c.add("control.screen", fmt.Sprintf("screen has no effect on chart %q", o.Chart), "chart xmr", "remove screen")
	}
	c.rebases()
}

// rebases are agreed and reasoned, each at a period of its own.
func (c *checker) rebases() {
	seen := map[string]bool{}
	for i, r := range c.def.Control.Rebase {
		if strings.TrimSpace(r.At) == "" || strings.TrimSpace(r.Reason) == "" {
			c.add(path("control.rebase", i, ""), "a rebase without period or reason", "at and reason, both with text", "")
		}
		if seen[r.At] {
			c.add(path("control.rebase", i, "at"), fmt.Sprintf("a second rebase at %q", r.At), "", "give both reasons in one")
		}
		seen[r.At] = true
	}
}
