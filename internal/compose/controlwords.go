package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// signalMark is the sign and the word of a reading, which are the same in chart,
// sentence, scorecard and table.
func signalMark(reading string) (document.Mark, string) {
	switch {
	case reading == "common-cause":
		return document.Expected, "within the range to expect"
	case strings.HasPrefix(reading, "improvement"):
		return document.Improving, "improvement"
	case strings.HasPrefix(reading, "concern"):
		return document.Concerning, "concern"
	case reading == "neutral-high":
		return document.Unusual, "unusually high"
	case reading == "neutral-low":
		return document.Unusual, "unusually low"
	}
	return document.NoMark, ""
}

// pointMark is the sign and the word of one point of the chart. Trial limits
// flag without judging.
func (f *figure) pointMark(i int) (document.Mark, string) {
	p := f.as.Control.Chart.Points[i]
	if f.as.Control.Chart.Segments[p.Segment].State.String() != "trial" || p.Rule.String() == "" {
		return signalMark(p.Reading.String())
	}
	if p.High {
		return signalMark("neutral-high")
	}
	return signalMark("neutral-low")
}

// variation is the icon of the latest point as mark and word; NoMark where
// there are too few points for one.
func (f *figure) variation() (document.Mark, string) {
	if !f.controlled() || !f.as.Control.Icons() {
		return document.NoMark, ""
	}
	return signalMark(f.as.Control.Chart.Variation.String())
}

// special reports a special cause that may be told.
func (f *figure) special() bool {
	m, _ := f.variation()
	return m == document.Improving || m == document.Concerning || m == document.Unusual
}

// periodWord is what one period of the series is called.
func (f *figure) periodWord(n int) string {
	word := "year"
	switch f.period().Type {
	case dataset.Month:
		word = "month"
	case dataset.Quarter:
		word = "quarter"
	}
	if n == 1 {
		return word
	}
	return word + "s"
}

// judged is the word of a judgement after a comma, "" where no direction is
// good or icons are not shown.
func (f *figure) judged() string {
	switch m, _ := f.variation(); m {
	case document.Improving:
		return ", an improvement"
	case document.Concerning:
		return ", a concern"
	}
	return ""
}

// rule is what the latest point's rule says, as it goes on after the figure's
// name; "" for a point that no rule flags.
func (f *figure) rule(s assess.Signal) string {
	since := boardVoice.nominal(f.series.Indicator.Periods[s.Since])
	side, way, limit := "below", "down", "lower"
	moving := "falling"
	if s.High {
		side, way, limit, moving = "above", "up", "upper", "rising"
	}
	switch s.Rule {
	case "outside":
		return side + " the range to expect " + boardVoice.when(f.period())
	case "trend":
		return moving + " since " + since
	case "two_in_three":
		return "two of the last three " + f.periodWord(2) + " near the " + limit + " limit"
	case "shift":
		return "shifted " + way + " since " + since
	}
	return ""
}

// controlFinding is the heading of a control chart.
func (f *figure) controlFinding() string {
	name := f.short()
	s, ok := f.as.Control.Signal()
	if !ok {
		return name + " over time"
	}
	rule := f.rule(s)
	trial := f.as.Control.Segment().State.String() == "trial"
	switch {
	case trial && rule == "":
		return name + ": within trial limits"
	case trial:
		return name + ": " + rule + ", by trial limits"
	case rule == "":
		return name + ": within the range to expect"
	}
	return name + ": " + rule + f.judged()
}

// controlNote is the same in a few words for the drawing, with its judgement.
func (f *figure) controlNote() string {
	note := f.ruleNote()
	if m, word := f.variation(); note != "" && (m == document.Improving || m == document.Concerning) {
		note += ": " + word
	}
	return note
}

// ruleNote is what the latest point's rule says in a few words.
func (f *figure) ruleNote() string {
	s, ok := f.as.Control.Signal()
	if !ok || s.Rule == "" {
		return ""
	}
	side, moving, limit := "below", "falling", "lower"
	if s.High {
		side, moving, limit = "above", "rising", "upper"
	}
	switch s.Rule {
	case "trend":
		return strconv.Itoa(s.Length) + " " + f.periodWord(s.Length) + " " + moving
	case "two_in_three":
		return "Two of three " + f.periodWord(2) + " near the " + limit + " limit"
	case "shift":
		return strconv.Itoa(s.Length) + " " + f.periodWord(s.Length) + " " + side + " the mean"
	}
	return upper(side) + " the range to expect"
}

// controlSentence says what the control chart makes of the latest figure, with
// a space before it; nil where there is no chart.
func (f *figure) controlSentence() document.Text {
	s, ok := f.as.Control.Signal()
	if !ok || !f.controlled() {
		return nil
	}
	l := f.as.Control.Segment()
	points := strconv.Itoa(l.N) + " " + f.periodWord(l.N)
	trial := l.State.String() == "trial"
	switch {
	case trial && s.Rule == "":
		return text(" It is within trial limits, which rest on ", points, ".")
	case trial:
		return text(" ", f.ruleSentence(s), ", by trial limits that rest on ", points, ".")
	}
	mean := f.quantity(quantity.Of(f.as.Control.Latest.Limits.Mean))
	if s.Rule == "" {
		return text(" It is within the range to expect, with a mean of ", mean, ".")
	}
	t := text(" ", f.ruleSentence(s), " (mean ", mean, ")", f.judged(), ".")
	if f.as.Control.Chart.Mixed {
		t = append(t, text(" Another rule points the other way.")...)
	}
	return t
}

// ruleSentence is what the latest point's rule says as a clause.
func (f *figure) ruleSentence(s assess.Signal) string {
	since := " since " + boardVoice.nominal(f.series.Indicator.Periods[s.Since])
	switch {
	case s.Rule == "trend" && s.High:
		return "It has risen" + since
	case s.Rule == "trend":
		return "It has fallen" + since
	case s.Rule == "shift":
		return "It has " + f.rule(s)
	case s.Rule == "two_in_three" && s.High:
		return "Two of the last three " + f.periodWord(2) + " are near the upper limit"
	case s.Rule == "two_in_three":
		return "Two of the last three " + f.periodWord(2) + " are near the lower limit"
	}
	return "It is " + f.rule(s)
}

// assurance is whether the process can be expected to meet its target, in
// words; "" where it has no answer.
func (f *figure) assurance() (document.Mark, string) {
	if !f.controlled() || !f.as.Control.Icons() {
		return document.NoMark, ""
	}
	switch f.as.Control.Chart.Assurance.String() {
	case "passing":
		return document.Improving, "consistently passing"
	case "failing":
		return document.Concerning, "consistently failing"
	case "hit-or-miss":
		return document.Expected, "hit or miss"
	}
	return document.NoMark, ""
}

var assuranceDetail = map[string]string{"passing": "Even at its limit the process meets the target.",
	"failing": "Even at its limit the process does not meet the target: it needs a change.", "hit-or-miss": "The target is inside the range to expect: it is met by chance."}

// readings are variation and assurance as words with their marks, and why there
// is none.
func (f *figure) readings() document.Facts {
	facts := document.Facts{Style: document.Particulars}
	c := &f.as.Control
	v := document.Fact{Term: "Variation", Verdict: text("Not told"), Detail: c.Reason}
	if m, word := f.variation(); m != document.NoMark {
		v.Mark, v.Verdict, v.Detail = m, text(upper(word)), "Common cause: nothing but the usual variation."
		if s, _ := c.Signal(); s.Rule != "" {
			v.Detail = f.ruleNote() + "."
		}
		if c.Chart.Mixed {
			v.Detail += " Another rule points the other way."
		}
	}
	a := document.Fact{Term: "Assurance", Verdict: text("Not told"), Detail: f.noAssurance()}
	if m, word := f.assurance(); m != document.NoMark {
		a.Mark, a.Verdict, a.Detail = m, text(upper(word)), assuranceDetail[c.Chart.Assurance.String()]
	}
	facts.Items = []document.Fact{v, a}
	return facts
}

func (f *figure) noAssurance() string {
	switch {
	case !f.as.Control.Icons():
		return f.as.Control.Reason
	case !f.as.Control.Target.Known:
		return "There is no target."
	}
	return "No direction is good."
}
