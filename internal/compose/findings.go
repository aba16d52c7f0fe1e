package compose

import (
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
)

// finding is a page's heading made from the assessed result alone: the title,
// the value and what a test or a count of neighbours supports.
func (f *figure) finding() string {
	if !f.known() {
		return f.def.Title + ": " + lower(f.missingWords())
	}
	s := f.def.Title + ": " + f.value().Text + f.unitWords()
	if f.as.TooFew() {
		return s + ", from few cases"
	}
	if c := f.comparedWith(boardVoice); c != nil && f.as.SN.N >= f.as.SN.Min {
		if f.as.SN.Outcome == assess.NotCompared {
			return s + ", " + c.String()
		}
		word, join := outcomeWord(f.as.SN.Outcome)
		return s + ", " + besideSimilar(word, join)
	}
	return s
}

// trendFinding is the heading of a trend chart: what the recent trend test or
// the last change says; where neither says anything, the newest figure.
func (f *figure) trendFinding() string {
	name := f.short()
	c := f.as.Change
	switch {
	case f.as.Trend.Result.String() == "increasing" || f.as.Trend.Result.String() == "decreasing":
		return name + ": " + f.as.Trend.Result.String() + " over " + f.trendSpan()
	case !c.Value.Known && !f.known():
		return name + ": " + lower(f.missingWords()) + " " + boardVoice.when(f.period())
	case !c.Value.Known:
		return name + ": " + f.value().Text + f.unitWords() + " " + boardVoice.when(f.period())
	case c.Result == assess.NoChange:
		return name + ": about the same as " + boardVoice.when(c.Period)
	case c.Result == assess.Increase || c.Result == assess.Decrease:
		return name + ": " + lower(f.changeVerb()) + " since " + boardVoice.nominal(c.Period)
	case f.changeMark() == document.Up:
		return name + ": up on " + boardVoice.nominal(c.Period)
	case f.changeMark() == document.Down:
		return name + ": down on " + boardVoice.nominal(c.Period)
	}
	return name + ": no change on " + boardVoice.nominal(c.Period)
}

// trendSpan is how many periods the trend rests on.
func (f *figure) trendSpan() string {
	n := len(f.as.Trend.Window)
	if r := f.as.Ranks; r != nil {
		n = r.N
	}
	return number(n) + " periods"
}

// benchmarkFinding is the heading of a neighbours' chart.
func (f *figure) benchmarkFinding() string {
	own, n := f.short()+": "+f.value().Text+f.unitWords(), f.as.SN
	switch {
	case !f.known():
		return f.short() + ": " + lower(f.missingWords()) + ", beside similar areas"
	case n.N == 0:
		return f.short() + ": no similar area has data"
	case f.def.Measure == "count":
		return own + "; areas differ in size, so counts are not compared"
	case f.as.TooFew() || !f.comparable():
		return own + ", from too few cases to compare"
	}
	return upper(f.ownName()) + " is " + f.counted(boardVoice).String()
}

// ownName is whose figure it is: the area, or where the figure is that of the
// NHS area it lies in, that area.
func (f *figure) ownName() string {
	if f.widerNote() != "" {
		return "the wider NHS area"
	}
	return f.place.said()
}

// besideSimilar sets a comparison's word beside "similar areas" without saying
// "similar" twice.
func besideSimilar(word, join string) string {
	if word == "Similar" {
		return "about the same as similar areas"
	}
	return lower(word) + join + "similar areas"
}
