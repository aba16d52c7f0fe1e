package compose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// text builds a Text from strings and quantities: strings are words, a
// quantity becomes a figure span that carries its exact value.
func text(parts ...any) document.Text {
	var t document.Text
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			if v != "" {
				t = append(t, document.Span{Text: v})
			}
		case strong:
			t = append(t, document.Span{Text: string(v), Strong: true})
		case quantity.Quantity:
			t = append(t, span(v, v.Text))
		case said:
			t = append(t, span(v.of, v.as))
		case document.Text:
			t = append(t, v...)
		}
	}
	return t
}

// strong is a run of words in bold.
type strong string

// said is a figure worded in its own way: "6 out of 10".
type said struct {
	of quantity.Quantity
	as string
}

func span(q quantity.Quantity, as string) document.Span {
	s := document.Span{Text: as}
	if q.Value.Known {
		c := q
		s.Quantity = &c
	} else {
		s.Symbol = q.Value.Symbol
	}
	return s
}

// bold returns a copy of the text with every span strong.
func bold(t document.Text) document.Text {
	out := append(document.Text(nil), t...)
	for i := range out {
		out[i].Strong = true
	}
	return out
}

// upper makes the first letter a capital.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lower makes the first letter small unless the word is an acronym or a name
// that is written in capitals.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	for _, name := range []string{"England", "Attainment", "Department", "Tribunal", "GCSE", "Local Offer", "Ofsted"} {
		if strings.HasPrefix(s, name) {
			return s
		}
	}
	return string(unicode.ToLower(r)) + s[n:]
}

var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// number writes small whole numbers as words.
func number(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// plural is "1 area", "3 areas".
func plural(n int, one, many string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + one
	}
	return strconv.Itoa(n) + " " + many
}

// changeVerb is the judgement word of a change by polarity: improved,
// worsened, increased, decreased, about the same; "" where nothing was tested.
func (f *figure) changeVerb() string {
	good, bad := "Increased", "Decreased"
	switch f.def.Polarity {
	case "high":
		good, bad = "Improved", "Worsened"
	case "low":
		good, bad = "Worsened", "Improved"
	}
	switch f.as.Change.Result {
	case assess.Increase:
		return good
	case assess.Decrease:
		return bad
	case assess.NoChange:
		return "About the same"
	}
	return ""
}

// changeMark is the arrow of the number's direction as it is shown; a change
// that prints as zero is level.
func (f *figure) changeMark() document.Mark {
	c := f.as.Change
	if !c.Value.Known {
		return document.NoComparison
	}
	shown := strings.Trim(f.difference(c.Value).Magnitude(), "0.,£m")
	switch {
	case shown == "":
		return document.Level
	case c.Value.Number > 0:
		return document.Up
	}
	return document.Down
}

// points is the change with its unit in words: "+6.1 points", "+77".
func (f *figure) points() said {
	q := f.difference(f.as.Change.Value)
	t := strings.TrimSuffix(q.Signed(), " pp")
	if q.Unit == quantity.Points {
		t += " points"
	}
	return said{q, t}
}

// changeLine is the tile's line on change (design §10).
func (f *figure) changeLine() document.Marked {
	c := f.as.Change
	m := document.Marked{Mark: f.changeMark()}
	if !c.Value.Known {
		m.Text = text("No comparison: ", c.Reason)
		if c.Reason == "" {
			m.Text = text("No comparison")
		}
		return m
	}
	verb := f.changeVerb()
	if verb == "" {
		m.Text = text(f.points(), " on ", boardVoice.nominal(c.Period), ", not tested")
		return m
	}
	m.Text = text(strong(verb), ": ", f.points(), " on ", boardVoice.nominal(c.Period))
	return m
}

// outcomeMark is the sign of a tested comparison.
func outcomeMark(o assess.Outcome) document.Mark {
	switch o {
	case assess.Better:
		return document.Better
	case assess.Worse:
		return document.Worse
	case assess.SimilarTo:
		return document.Similar
	}
	return document.NoComparison
}

// outcomeWord is the word of a tested comparison, with what follows it.
func outcomeWord(o assess.Outcome) (word, join string) {
	switch o {
	case assess.SimilarTo:
		return "Similar", " to "
	case assess.NotCompared:
		return "", ""
	}
	return upper(string(o)), " than "
}

// similarLine is the tile's line on similar areas.
func (f *figure) similarLine() document.Marked {
	n := f.as.SN
	m := document.Marked{Mark: outcomeMark(n.Outcome)}
	word, join := outcomeWord(n.Outcome)
	if n.Outcome == assess.SimilarTo {
		word, join = "About the same", " as "
	}
	switch {
	case word != "":
		m.Text = text(strong(word), join, "similar areas, ", f.quantity(n.Benchmark))
	case f.def.CDC.PopulatedBy == "local" && n.N == 0:
		m.Text = text("Not collected for similar areas")
	case n.Of == 0:
		m.Text = text("No similar areas are known")
	case n.N == 0:
		m.Text = text("Not published for similar areas")
	case !f.as.Result.Value.Known:
		m.Text = text("Similar areas: ", f.quantity(n.Benchmark))
	case f.def.Measure == "count":
		m.Text = text("A count: not compared between areas")
	case !f.comparable():
		m.Text = text("Too few answers to compare")
	case n.N < n.Min:
		m.Text = text("Too few similar areas have data")
	case f.as.TooFew():
		m.Text = text("Too few cases to compare")
	default:
		m.Text = capitalised(f.counted(voice{similar: "similar areas"}))
	}
	return m
}

// ratingMark is the RAG sign with its word.
func (f *figure) rating() document.Marked {
	switch f.as.Rating.RAG {
	case "green":
		return document.Marked{Mark: document.Green, Text: text("Green")}
	case "amber":
		return document.Marked{Mark: document.Amber, Text: text("Amber")}
	case "red":
		return document.Marked{Mark: document.Red, Text: text("Red")}
	}
	return document.Marked{Mark: document.NotRated, Text: text("Not rated")}
}

// goalPhrase is the members' rating: "Goal of 60% not met".
func (f *figure) goalPhrase() document.Marked {
	r := f.as.Rating
	m := f.rating()
	what := []any{"goal of ", f.goal(r.Target)}
	switch r.Basis {
	case "sn":
		what = []any{"the similar areas’ average, ", f.goal(r.Target)}
	case "england":
		what = []any{"the England figure, ", f.goal(r.Target)}
	case "region":
		what = []any{"the regional figure, ", f.goal(r.Target)}
	}
	if r.Basis != "target" && r.Basis != "" {
		// A rating against others is about the number's side, no test.
		side := "The same as "
		switch gap := f.as.Result.Value.Number - r.Target.Number; {
		case gap > 0:
			side = "Higher than "
		case gap < 0:
			side = "Lower than "
		}
		m.Text = text(append([]any{side}, what...)...)
		return m
	}
	switch r.RAG {
	case "green":
		m.Text = text("Goal of ", f.goal(r.Target), " met")
	case "amber":
		m.Text = text("Close to goal of ", f.goal(r.Target))
	case "red":
		m.Text = text("Goal of ", f.goal(r.Target), " not met")
	}
	return m
}

// missingWords is what stands in place of a value, by reason and audience.
func (f *figure) missingWords() string {
	if !f.has {
		return "Not available"
	}
	switch f.as.Result.Value.Symbol {
	case quantity.Suppressed:
		return "Too small to show"
	case quantity.NotApplicable:
		return "Does not apply here"
	case quantity.Low:
		return "Less than can be shown, but not zero"
	case quantity.Unreliable:
		return "Too few to rely on"
	}
	if sp, ok := f.spec(); ok && sp.Returns {
		return "Not available"
	}
	return "Not published for this area"
}

// shortMissing is the word over a hatch, at most 14 characters.
func shortMissing(s quantity.Symbol) string {
	switch s {
	case quantity.Suppressed:
		return "suppressed"
	case quantity.NotApplicable:
		return "not applicable"
	case quantity.Low:
		return "low, not zero"
	case quantity.Unreliable:
		return "small sample"
	}
	return "not published"
}

// periodLetters is the scorecard's period code.
func periodLetters(t string) string {
	switch t {
	case "M":
		return "MS"
	case "Q":
		return "Q"
	case "R12":
		return "R12M"
	case "SURV":
		return "survey"
	case "AT", "SPT", "SUT", "AS":
		return "term"
	}
	return "A"
}

// polarityLetter is the scorecard's polarity.
func polarityLetter(p string) string {
	switch p {
	case "high":
		return "H"
	case "low":
		return "L"
	case "target":
		return "T"
	}
	return "–"
}

// goodIs says which way is good, in words.
func goodIs(p string) string {
	switch p {
	case "high":
		return "Higher is better"
	case "low":
		return "Lower is better"
	case "target":
		return "Close to the target is best"
	}
	return "No good or bad direction"
}

// goal is a target as people say it: without decimals where it has none.
func (f *figure) goal(v quantity.Value) quantity.Quantity {
	if v.Known && v.Number == float64(int64(v.Number)) {
		return quantity.New(v, f.def.Unit, 0)
	}
	return f.quantity(v)
}
