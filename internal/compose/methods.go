package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// methodsText explains each method that these figures use, and none that they
// do not, with how many use it and what came of it.
func (p *place) methodsText(figs []*figure) []document.Paragraph {
	var out []document.Paragraph
	for _, t := range []string{intervalText(figs), trendText(figs), controlText(figs)} {
		if t != "" {
			out = append(out, document.Paragraph{Text: document.Plain(t)})
		}
	}
	return out
}

// intervalText names the method of each kind of figure that has an interval.
func intervalText(figs []*figure) string {
	kinds := map[string]int{}
	for _, f := range figs {
		if f.known() && f.as.Result.HasInterval {
			kinds[f.def.Measure]++
		}
	}
	t := ""
	for _, k := range []struct {
		measures         []string
		one, many, words string
	}{
		{[]string{"proportion", "survey"}, "percentage has a Wilson interval", "percentages have Wilson intervals", ", and changes are tested by Newcombe’s method"},
		{[]string{"rate"}, "rate has a Byar interval", "rates have Byar intervals", ", exact ones below ten events"},
		{[]string{"mean"}, "average has an interval by Student’s t", "averages have intervals by Student’s t", ""},
		{[]string{"published-ci"}, "figure has the interval it was published with", "figures have the intervals they were published with", ""},
	} {
		n := 0
		for _, m := range k.measures {
			n += kinds[m]
		}
		if n > 0 {
			t += " " + plural(n, k.one, k.many) + k.words + "."
		}
	}
	if t == "" {
		return ""
	}
	return "An interval is the range of values that chance alone could have given: wide where few children are counted." + t
}

// trendText tells how trends are found and how many there are.
func trendText(figs []*figure) string {
	lines, ranks, found := 0, 0, 0
	for _, f := range figs {
		switch word := f.as.Trend.Result.String(); {
		case word == "cannot-be-calculated":
			continue
		case word != "no-significant-trend":
			found++
			fallthrough
		default:
			if f.as.Ranks != nil {
				ranks++
			} else {
				lines++
			}
		}
	}
	if lines+ranks == 0 {
		return ""
	}
	t := "A trend is looked for over several periods, on true time and never across a break."
	if lines > 0 {
		t += " For " + plural(lines, "figure", "figures") + " a line is laid through the last five periods, precise ones weighing more; a trend is said only where its slope is beyond chance at 99.8% and keeps its sign whichever period is left out."
	}
	if ranks > 0 {
		t += " " + plural(ranks, "figure without intervals is", "figures without intervals are") + " tested by ranks (Mann-Kendall, 99.8%) over at least eight periods."
	}
	return t + " Of them, " + plural(found, "shows", "show") + " a trend."
}

// controlText explains control charts with what they show now.
func controlText(figs []*figure) string {
	charts, trial, counted := 0, 0, map[document.Mark]int{}
	for _, f := range figs {
		if !f.controlled() {
			continue
		}
		charts++
		if f.as.Control.Segment().State.String() == "trial" {
			trial++
		}
		m, _ := f.variation()
		counted[m]++
	}
	if charts == 0 {
		return ""
	}
	t := plural(charts, "series has a control chart", "series have control charts") + ". The limits of each lie around its mean, as far off as 2.66 times the usual step from one period to the next. A figure between them is what the process gives from time to time, good or bad. Four signs tell that something has changed: a figure outside the limits, seven in a row rising or falling, two of three near a limit, or seven in a row on one side of the mean."
	t += " Judgement needs 13 periods."
	if trial > 0 {
		t += " " + plural(trial, "chart has", "charts have") + " fewer, and trial limits without judgement."
	}
	t += " Now " + plural(counted[document.Improving], "shows", "show") + " improvement and " + strconv.Itoa(counted[document.Concerning]) + " concern; " +
		plural(counted[document.Unusual], "is", "are") + " unusual without a good direction, and " + plural(counted[document.Expected], "is", "are") + " within the range to expect."
	if none := counted[document.NoMark] - trial; none > 0 {
		t += " The newest figure of " + number(none) + " is missing."
	}
	return t
}

// funnelText explains funnel plots, which the site alone shows.
func funnelText(figs []*figure) []document.Paragraph {
	plots, wide, outside := 0, 0, 0
	for _, f := range figs {
		plot, label, ok := f.funnelOf()
		if !ok {
			continue
		}
		plots++
		if plot.Overdispersed {
			wide++
		}
		if label != "within" {
			outside++
		}
	}
	if plots == 0 {
		return nil
	}
	t := plural(plots, "indicator has a funnel plot", "indicators have funnel plots") + " of all authorities by their size. Small areas vary more by chance, so the limits narrow with size; one area in 20 is expected beyond the 95% limit and one in 500 beyond the 99.8% limit."
	if wide > 0 {
		t += " In " + strconv.Itoa(wide) + " of them areas differ more than chance allows, as is usual between authorities; there the limits are adjusted for variation between areas not due to chance."
	}
	return []document.Paragraph{{Text: document.Plain(t + " Our figure is beyond the limits in " + strconv.Itoa(outside) + ".")}}
}

// manyTests are the tested comparisons with similar areas and England, how many
// came out different at each level, and how many still do when so many are made
// at once.
type manyTests struct{ tested, at95, at998, allowed int }

func comparisons(figs []*figure) (m manyTests) {
	var ps []float64
	for _, f := range figs {
		for _, c := range []assess.Comparison{f.as.SN.Comparison, f.as.England} {
			if c.Outcome == assess.NotCompared || c.Tolerance {
				continue
			}
			m.tested++
			if c.Outcome != assess.SimilarTo {
				m.at95++
			}
			if c.Strong {
				m.at998++
			}
			if t, ok := f.series.Test(f.as.Result, c.Benchmark.Number); ok {
				ps = append(ps, t.P)
			}
		}
	}
	m.allowed = assess.AfterAllowance(ps)
	return m
}

// byChance sets what came of so many tests beside what chance alone would give,
// with a space after it; nothing where nothing was tested.
func byChance(figs []*figure) string {
	m := comparisons(figs)
	if m.tested == 0 {
		return ""
	}
	chance95, chance998 := assess.ByChance(m.tested)
	t := "Of the " + plural(m.tested, "comparison", "comparisons") + " with similar areas and England tested here, " + strconv.Itoa(m.at95) + " came out different at 95%, where chance alone would give " +
		expected(chance95) + ", and " + strconv.Itoa(m.at998) + " at 99.8%, where it would give " + expected(chance998) + ". "
	if m.tested > 1 && m.at95 > 0 {
		t += "When allowance is made for so many tests at once (Benjamini and Hochberg’s method, at 5%), " + plural(m.allowed, "remains", "remain") + ". "
	}
	return t
}

// expected is a number of tests to the nearest whole one.
func expected(n float64) string {
	if n < 0.5 {
		return "fewer than one"
	}
	return "about " + quantity.Format(n, 0)
}
