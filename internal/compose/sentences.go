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
	us      bool   // we and our
	floor   int    // no count from 1 up to one less than this, and no rate on one (statistics note §14)
	final   bool   // no provisional figures
}

var (
	boardVoice  = voice{similar: "similar areas"}
	memberVoice = voice{whole: true, similar: "similar areas", floor: displayFloor}
	familyVoice = voice{whole: true, similar: "areas like ours", us: true, floor: displayFloor, final: true}
)

// in is a figure in the voice. Small percentages keep a decimal: a whole one
// would hide what moved.
func (v voice) in(f *figure, x quantity.Value) quantity.Quantity {
	if v.whole && f.def.Unit == quantity.Percent && x.Known && (x.Number >= 20 || x.Number == 0) {
		return quantity.New(x, f.def.Unit, 0)
	}
	return f.quantity(x)
}

// hides reports a result that the voice must leave out: a count below its floor
// or a rate on one, and in the forum's a provisional figure.
func (v voice) hides(r *evaluate.Result) bool {
	return small(r, v.floor) || v.final && r != nil && r.Status == dataset.Provisional
}

// safe is a result as the voice may show it.
func (v voice) safe(r *evaluate.Result) *evaluate.Result {
	if !small(r, v.floor) {
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

// unitWords follow the number in prose where it has no sign of its own; one
// thing is told in the singular.
func (f *figure) unitWords() string {
	w := f.def.Words.Unit
	if w == "" {
		switch f.def.Unit {
		case quantity.Percent, quantity.Pounds, quantity.Count, quantity.Grade:
			return ""
		}
		w = f.def.Unit.Phrase()
	}
	if w == "" {
		return ""
	}
	if f.isOne() {
		w = singular(w)
	}
	return " " + w
}

// isOne reports a figure that prints as one thing, after which a plural would
// be wrong: one child, but 1.0 days and 1% of pupils.
func (f *figure) isOne() bool {
	return f.known() && f.def.Unit != quantity.Percent && f.value().Text == "1"
}

// singular turns the first plural of the first two words: "young adults" is
// "young adult", "weeks on average" is "week on average".
func singular(words string) string {
	parts := strings.SplitN(words, " ", 3)
	for n := range min(len(parts), 2) {
		switch w := parts[n]; {
		case w == "children":
			parts[n] = "child"
		case w == "people":
			parts[n] = "person"
		case len(w) > 3 && strings.HasSuffix(w, "s"):
			parts[n] = strings.TrimSuffix(w, "s")
		default:
			continue
		}
		break
	}
	return strings.Join(parts, " ")
}

// statement is the plain fact: "52.4% of new plans finished within 20 weeks in
// 2024", or "New plans finished in 20 weeks: 52.4 …" where no phrase is given or
// a single child would stand before its plural.
func (f *figure) statement(v voice) document.Text {
	q := v.in(f, f.as.Result.Value)
	switch {
	case f.def.Words.Of == "" || f.isOne():
		return text(upper(f.noun()), ": ", q, f.unitWords(), " ", v.when(f.period()))
	case f.period().Type == "SURV":
		return text(upper(v.when(f.period())), ", ", q, " ", f.def.Words.Of)
	}
	return text(q, " ", f.def.Words.Of, " ", v.when(f.period()))
}

// moved is the change in words: "up from 46.3%", "down from 74%", "about the
// same as 46%"; nil when there is no comparison. An untested change says only
// the direction of the number. Two figures that print alike are never set
// beside each other as if they differed.
func (f *figure) moved(v voice) document.Text {
	c := f.as.Change
	if !c.Value.Known || !c.Previous.Known || v.hides(f.previous()) {
		return nil
	}
	old, alike := v.in(f, c.Previous), v.same(f, c.Previous, f.as.Result.Value)
	switch {
	case c.Result == assess.NoChange && alike:
		return text("about the same as ", v.when(c.Period))
	case c.Result == assess.NoChange:
		return text("about the same as ", old, " ", v.when(c.Period))
	case alike:
		return text(f.alike(), " ", v.when(c.Period))
	case c.Value.Number > 0:
		return text("up from ", old, " ", v.when(c.Period))
	}
	return text("down from ", old, " ", v.when(c.Period))
}

// alike words a change that was tested, or not, between two figures that print
// the same.
func (f *figure) alike() string {
	c := f.as.Change
	switch {
	case c.Result == assess.Increase:
		return "a little higher than"
	case c.Result == assess.Decrease:
		return "a little lower than"
	case c.Value.Number == 0:
		return "the same as"
	}
	return "almost the same as"
}

// brokenNote says why a figure stands alone: it was counted or asked in another
// way before. "" where that is not the reason.
func (f *figure) brokenNote(v voice) string {
	c := f.as.Change
	if c.Value.Known || !f.known() {
		return ""
	}
	switch {
	case strings.HasPrefix(c.Reason, "counted differently"):
		return " The way this is counted changed before " + v.nominal(f.period()) + ", so we do not compare it with earlier figures."
	case strings.HasPrefix(c.Reason, "the question had other words"):
		return " The question had other words in " + v.nominal(c.Period) + ", so we do not compare the answers."
	}
	return ""
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
	if v.same(f, n.Benchmark, f.as.Result.Value) {
		return text("a little ", string(n.Outcome), " than ", v.similar)
	}
	return text(string(n.Outcome), " than ", v.similar, " (", q, ")")
}

// counted says how many neighbours are lower or higher, where nothing could be
// tested: "higher than 7 of the 10 areas like ours".
func (f *figure) counted(v voice) document.Text {
	n := f.as.SN
	all := strconv.Itoa(n.N) + " " + v.similar
	if n.N == 1 {
		all = strings.Replace(all, "areas", "area", 1)
	}
	if v.us {
		all = "the " + all
	}
	if n.N != n.Of {
		all += " with data"
	}
	equal := n.N - n.Higher - n.Lower
	same := ""
	if equal > 0 {
		same = ", and the same as " + number(equal)
	}
	side := func(word string, k int) document.Text {
		if k == n.N && k > 1 {
			return text(word, " than all ", strings.TrimPrefix(all, "the "))
		}
		return text(word, " than ", strconv.Itoa(k), " of ", all, same)
	}
	switch {
	case n.N == 1 && equal == 0 && n.Higher == 1:
		return text("lower than the one ", strings.TrimSuffix(v.similar, "s"), " with data")
	case n.N == 1 && equal == 0:
		return text("higher than the one ", strings.TrimSuffix(v.similar, "s"), " with data")
	case n.Higher > n.Lower:
		return side("lower", n.Higher)
	case n.Lower > n.Higher:
		return side("higher", n.Lower)
	case n.Lower == 0:
		return text("the same as all ", strings.TrimPrefix(all, "the "))
	}
	return text("in the middle of ", all)
}

// sentence is the whole finding in the voice, with a full stop.
func (f *figure) sentence(v voice) document.Text {
	if !f.known() {
		return f.missingSentence(v)
	}
	t := f.statement(v)
	if m := f.moved(v); m != nil {
		t = append(t, text(", ", m)...)
	}
	if f.provisional() {
		t = append(t, text(" (provisional)")...)
	}
	t = append(t, text(".")...)
	if few := f.fewNote(v); few != "" {
		return append(t, text(few, f.brokenNote(v), f.widerNote())...)
	}
	t = append(t, f.besideOthers(v)...)
	t = append(t, text(f.brokenNote(v), f.widerNote())...)
	if !v.whole && !v.us {
		t = append(t, f.controlSentence()...)
	}
	return t
}

// besideOthers is the comparison with similar areas as a sentence of its own,
// nil where there is none.
func (f *figure) besideOthers(v voice) document.Text {
	c := f.comparedWith(v)
	switch {
	case c == nil:
		return nil
	case strings.HasPrefix(c.String(), "not enough"):
		return text(" ", capitalised(c), ".")
	}
	return text(" This is ", c, ".")
}

// missingSentence says what there is no figure for, and why.
func (f *figure) missingSentence(v voice) document.Text {
	name := upper(f.noun())
	if v.us {
		name = upper(f.topic())
	}
	when := ""
	if p := v.nominal(f.period()); p != "" {
		when = " (" + p + ")"
	}
	return text(name, ": ", lower(f.missingWords()), when, ".")
}

// widerNote says that a figure is that of a wider area than the authority.
func (f *figure) widerNote() string {
	if f.has && f.as.Result.Notes&evaluate.BestFit != 0 {
		return " This is the figure of the wider NHS area."
	}
	return ""
}

// fewNote warns of a figure that rests on few cases; "" when it does not.
func (f *figure) fewNote(v voice) string {
	r := f.as.Result
	if !f.known() || !r.Denominator.Known || r.Denominator.Number >= 30 || f.def.Measure == "count" {
		return ""
	}
	what := " case"
	if f.def.Measure == "survey" {
		what = " answer"
	}
	if r.Denominator.Number != 1 {
		what += "s"
	}
	if v.us {
		were := " There were only "
		if r.Denominator.Number == 1 {
			were = " There was only "
		}
		return were + countOf(r.Denominator).Text + what + ", so treat this with care."
	}
	return " Based on " + countOf(r.Denominator).Text + what + ", so treat with care."
}
