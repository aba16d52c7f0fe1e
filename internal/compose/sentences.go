package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// voice is how figures are rounded and worded for an audience: members and
// families read whole per cents, the board reads the unit's decimals.
type voice struct {
	whole   bool
	similar string // "similar areas" or "areas like ours"
	us      bool   // we and our, and no provisional figures
	floor   bool   // no count under 10, and no rate on one (statistics note §14)
}

var (
	boardVoice  = voice{similar: "similar areas"}
	memberVoice = voice{whole: true, similar: "similar areas", floor: true}
	familyVoice = voice{whole: true, similar: "areas like ours", us: true, floor: true}
)

// in is a figure in the voice. Small percentages keep a decimal: a whole one
// would hide what moved.
func (v voice) in(f *figure, x quantity.Value) quantity.Quantity {
	if v.whole && f.def.Unit == quantity.Percent && x.Known && (x.Number >= 20 || x.Number == 0) {
		return quantity.New(x, f.def.Unit, 0)
	}
	return f.quantity(x)
}

// hides reports a result that the voice must leave out: a count from 1 to 9 or
// a rate on one, and in the forum's a provisional figure.
func (v voice) hides(r *evaluate.Result) bool {
	return v.floor && small(r) || v.us && r != nil && r.Status == dataset.Provisional
}

// safe is a result as the voice may show it.
func (v voice) safe(r *evaluate.Result) *evaluate.Result {
	if !v.floor || !small(r) {
		return r
	}
	c := *r
	c.Value, c.Numerator, c.Denominator = quantity.Missing(quantity.Suppressed), quantity.Missing(quantity.Suppressed), quantity.Missing(quantity.Suppressed)
	c.HasInterval, c.Has998 = false, false
	return &c
}

// previous is the result that the change is reckoned from, nil when there is
// none.
func (f *figure) previous() *evaluate.Result {
	if f.as.Change.Period.Type == "" {
		return nil
	}
	return f.series.Indicator.At(f.place.id, f.series.Indicator.PeriodIndex(f.as.Change.Period), evaluate.Headline)
}

// same reports whether two values print alike in the voice, so that a sentence
// can say "the same" instead of "up from 46% to 46%".
func (v voice) same(f *figure, a, b quantity.Value) bool {
	return v.in(f, a).Text == v.in(f, b).Text
}

// noun is what the figure is about, in the middle of a sentence.
func (f *figure) noun() string {
	if f.def.Words.Subject != "" {
		return f.def.Words.Subject
	}
	return lower(f.def.Title)
}

// unitWords follow the number in prose where it has no sign of its own.
func (f *figure) unitWords() string {
	if f.def.Words.Unit != "" {
		return " " + f.def.Words.Unit
	}
	switch f.def.Unit {
	case quantity.Percent, quantity.Pounds, quantity.Count:
		return ""
	}
	return " " + f.def.Unit.Phrase()
}

// statement is the plain fact: "52.4% of new plans finished within 20 weeks in
// 2024", or "New plans finished in 20 weeks: 52.4 …" where no phrase is given.
func (f *figure) statement(v voice) document.Text {
	q := v.in(f, f.as.Result.Value)
	if f.def.Words.Of != "" && f.period().Type == "SURV" {
		return text(upper(v.when(f.period())), ", ", q, " ", f.def.Words.Of)
	}
	if f.def.Words.Of != "" {
		return text(q, " ", f.def.Words.Of, " ", v.when(f.period()))
	}
	return text(upper(f.noun()), ": ", q, f.unitWords(), " ", v.when(f.period()))
}

// moved is the change in words: "up from 46.3%", "down from 74%", "about the
// same as 46%"; nil when there is no comparison. An untested change says only
// the direction of the number.
func (f *figure) moved(v voice) document.Text {
	c := f.as.Change
	if !c.Value.Known || !c.Previous.Known || v.hides(f.previous()) {
		return nil
	}
	old := v.in(f, c.Previous)
	switch {
	case c.Result == assess.NoChange:
		return text("about the same as ", old, " ", v.when(c.Period))
	case v.same(f, c.Previous, f.as.Result.Value):
		return text("and ", old, " ", v.when(c.Period))
	case c.Value.Number > 0:
		return text("up from ", old, " ", v.when(c.Period))
	}
	return text("down from ", old, " ", v.when(c.Period))
}

// comparedWith is the neighbours in words: "worse than similar areas (56.3%)",
// "higher than 7 of 9 similar areas with data", or nil.
func (f *figure) comparedWith(v voice) document.Text {
	n := f.as.SN
	if !f.comparable() || n.N == 0 || f.def.Measure == "count" {
		return nil
	}
	q := v.in(f, n.Benchmark)
	switch n.Outcome {
	case assess.SimilarTo:
		return text("about the same as ", v.similar, " (", q, ")")
	case assess.NotCompared:
		if n.N < n.Min {
			return text("not enough ", v.similar, " have data to compare")
		}
		return f.counted(v)
	}
	return text(string(n.Outcome), " than ", v.similar, " (", q, ")")
}

// counted says how many neighbours are lower or higher, where nothing could be
// tested.
func (f *figure) counted(v voice) document.Text {
	n := f.as.SN
	with := " with data"
	if n.N == n.Of {
		with = ""
	}
	of := strconv.Itoa(n.N) + " " + v.similar + with
	same := ""
	if k := n.N - n.Higher - n.Lower; k > 0 {
		same = " and the same as " + strconv.Itoa(k)
	}
	if n.Higher > n.Lower {
		return text("lower than ", strconv.Itoa(n.Higher), same, " of ", of)
	}
	if n.Lower > n.Higher {
		return text("higher than ", strconv.Itoa(n.Lower), same, " of ", of)
	}
	if n.Lower == 0 {
		return text("the same as ", of)
	}
	return text("in the middle of ", of)
}

// sentence is the whole finding in the voice, with a full stop.
func (f *figure) sentence(v voice) document.Text {
	if !f.known() {
		return text(upper(f.noun()), ": ", lower(f.missingWords()), " (", v.nominal(f.period()), ").")
	}
	t := f.statement(v)
	if m := f.moved(v); m != nil {
		t = append(t, text(", ", m)...)
	}
	if f.provisional() {
		t = append(t, text(" (provisional)")...)
	}
	if few := f.fewNote(); few != "" {
		return append(t, text(". ", few, f.widerNote())...)
	}
	if c := f.comparedWith(v); c != nil {
		if strings.HasPrefix(c.String(), "not enough") {
			t = append(t, text(". ", capitalised(c))...)
		} else {
			t = append(t, text(". This is ", c)...)
		}
	}
	t = append(t, text(".", f.widerNote())...)
	if !v.whole && !v.us {
		t = append(t, f.controlSentence()...)
	}
	return t
}

// widerNote says that a figure is that of a wider area than the authority.
func (f *figure) widerNote() string {
	if f.has && f.as.Result.Notes&evaluate.BestFit != 0 {
		return " This is the figure of the wider NHS area."
	}
	return ""
}

// fewNote warns of a figure that rests on few cases; "" when it does not.
func (f *figure) fewNote() string {
	r := f.as.Result
	if !f.known() || !r.Denominator.Known || r.Denominator.Number >= 30 || f.def.Measure == "count" {
		return ""
	}
	what := ""
	if f.def.Measure == "survey" {
		what = " answers"
	}
	return "Based on " + countOf(r.Denominator).Text + what + ", so treat with care."
}

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
// the last change says, else the plain title.
func (f *figure) trendFinding() string {
	name := f.short()
	c := f.as.Change
	switch {
	case f.as.Trend.Result.String() == "increasing" || f.as.Trend.Result.String() == "decreasing":
		return name + ": " + f.as.Trend.Result.String() + " over " + f.trendSpan()
	case !c.Value.Known:
		return name + " over time"
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
	name, n := f.place.area.Name, f.as.SN
	switch {
	case !f.comparable():
		return f.short() + " in similar areas"
	case n.N == 0:
		return f.short() + ": no similar area has data"
	case f.def.Measure == "count":
		return f.short() + " in similar areas"
	}
	counted := f.counted(boardVoice).String()
	if f.as.TooFew() {
		return f.short() + " in similar areas"
	}
	return name + " is " + counted
}

// besideSimilar sets a comparison's word beside "similar areas" without saying
// "similar" twice.
func besideSimilar(word, join string) string {
	if word == "Similar" {
		return "about the same as similar areas"
	}
	return lower(word) + join + "similar areas"
}
