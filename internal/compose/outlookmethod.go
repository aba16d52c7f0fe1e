package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/quantity"
)

// lookedBack is one year that the method would have projected earlier.
type lookedBack struct {
	origin, year   int
	low, mid, high quantity.Quantity
	actual         quantity.Quantity
}

// hindsight are the years of the back-test that may be shown.
func (o *outlook) hindsight() []lookedBack {
	count := func(v float64) quantity.Quantity {
		return quantity.New(o.place.rounded(quantity.Of(forecast.Printed(v)), quantity.Count), quantity.Count, 0)
	}
	var out []lookedBack
	for _, h := range o.p.Strip {
		for _, y := range h.Years {
			if !y.Actual.Known || y.Hidden() {
				continue
			}
			q := y.Summary.Quantiles
			out = append(out, lookedBack{h.Origin, y.Year, count(q[forecast.P05]), count(q[forecast.P50]), count(q[forecast.P95]), count(y.Actual.N)})
		}
	}
	return out
}

// verdict is where what happened lies beside the range.
func (l lookedBack) verdict() string {
	switch {
	case l.actual.Value.Number < l.low.Value.Number:
		return "Below the range"
	case l.actual.Value.Number > l.high.Value.Number:
		return "Above the range"
	}
	return "Inside the range"
}

// backTest says and lists what would have been said before; nothing where
// nothing can be.
func (o *outlook) backTest() []document.Block {
	years := o.hindsight()
	if len(years) == 0 {
		return nil
	}
	inside := 0
	t := document.Table{ID: "back-test", Caption: "What this method would have said before, with nothing known after that January, against what happened",
		Columns: []document.Column{{Title: "Said from"}, {Title: "For"}, {Title: "Said", Sub: "middle, 9 in 10", Align: document.Right}, {Title: "Happened", Align: document.Right}, {Title: "Which is"}}}
	var g document.RowGroup
	for _, y := range years {
		if y.verdict() == "Inside the range" {
			inside++
		}
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(january(y.origin)), words(january(y.year)),
			{Text: text(y.mid), Second: y.low.Text + " to " + y.high.Text}, countedCell(y.actual), words(y.verdict())}})
	}
	t.Groups = []document.RowGroup{g}
	lead := "This method, asked two and three years ago, would have said " + plural(len(years), "figure", "figures") + " of which the truth is known. "
	switch inside {
	case len(years):
		lead += "All were inside their ranges."
	case 0:
		lead += "None was inside its range."
	default:
		lead += upper(number(inside)) + " of " + number(len(years)) + " lay inside their ranges."
	}
	return []document.Block{document.Heading{Level: 2, Text: document.Plain("What it would have said before"), ID: "before"},
		document.Prose{Paragraphs: append(sentencePart(lead+" Figures that follow each other are not independent, so a few of them prove little."), sentencePart(skillWords())...)}, t}
}

// skillWords is what the back-test over all authorities measured.
func skillWords() string {
	s := "Over all authorities and five starting years, the middle was wrong by "
	var wrong, held []string
	for _, k := range forecast.MeasuredSkill() {
		ahead := plainPlural(k.Ahead, number(k.Ahead)+" year", number(k.Ahead)+" years")
		wrong, held = append(wrong, k.Error+"% after "+ahead), append(held, k.Held)
	}
	if len(wrong) == 0 {
		return ""
	}
	return s + list(wrong) + " on average. The ranges that should hold 90 of 100 held " + list(held) + "."
}

// readingBox says what the fan means, in words that need no statistics.
func (o *outlook) readingBox() document.Callout {
	runs := quantity.Format(float64(o.p.Run.Simulations), 0)
	return document.Callout{ID: "reading", Tone: document.Tint, Title: "How to read the fan", Body: []document.Paragraph{
		{Text: text("We simulated " + runs + " futures from how plans have changed here and in England. The broken line is the middle (the median): half of the futures are above it and half below.")},
		{Text: text("The dark band holds half of the futures. The light band is the range in which 9 in 10 simulated futures fall: 1 in 20 is above it and 1 in 20 below.")},
		{Text: text("The fan carries on what was seen. A change of law, funding or local policy is not in it. It is no target and no promise.")}}}
}

// method says how the projection was made.
func (o *outlook) method() document.Facts {
	f, p := o.p.Facts, o.p
	facts := document.Facts{ID: "method-box", Style: document.Particulars}
	add := func(term, words string) {
		if words != "" {
			facts.Items = append(facts.Items, document.Fact{Term: term, Verdict: text(words)})
		}
	}
	add("Kind", "Open: from published counts alone. Nothing links one year’s child to the next, so it knows neither needs nor moves.")
	add("Years used", plural(f.Years, "January", "Januaries")+" of this authority, "+strconv.Itoa(o.first())+" to "+strconv.Itoa(p.Year)+"; of England from "+strconv.Itoa(f.First))
	add("Simulated futures", quantity.Format(float64(p.Run.Simulations), 0)+", "+plural(p.Run.Horizon, "year", "years")+" ahead; pages show "+number(o.near()-p.Year))
	add("Seed", strconv.FormatUint(p.Run.Seed, 10)+": the same seed and counts give the same figures")
	add("How wide", "From "+quantity.Format(float64(f.Errors), 0)+" errors of one year ahead that the method made in all authorities")
	rates := "This authority’s, drawn towards England’s"
	if !f.OwnLeaving {
		rates = "England’s alone: this authority has too few plans or years"
	}
	add("Rate of leaving", rates)
	if f.JoinersAbsent {
		add("New plans", "None are known of the last two years, so they follow England’s")
	}
	switch {
	case f.SettingsYear == 0:
		add("Settings", "England’s shares: no split of this authority can be used")
	case f.SettingsYear != p.Year:
		add("Settings", "Shares of "+january(f.SettingsYear)+", the last that can be used")
	}
	if f.PeopleUsed {
		add("Population", "Residents aged 0 to 24, counted and projected")
	} else {
		add("Population", "Not used: no numbers of residents were given")
	}
	add("Measured", skillWords())
	return facts
}

// care are the notes on the counts, as a list; "" where none is needed.
func (o *outlook) care() []document.Block {
	var items []document.Text
	for _, n := range o.p.Notes {
		if s := n.String(); s != "" {
			items = append(items, document.Plain(s))
		}
	}
	hidden := 0
	for _, s := range o.slices() {
		if o.at(o.p.Year, s.slice, s.key, forecast.MeasurePlans, forecast.P50).Value.Symbol == quantity.Suppressed {
			hidden++
		}
	}
	if hidden > 0 {
		items = append(items, document.Plain("The letter c stands where a count is hidden to protect people. What would follow from it is hidden too."))
	}
	if len(items) == 0 {
		return nil
	}
	return []document.Block{document.Heading{Level: 2, Text: document.Plain("Read with care"), ID: "care"},
		document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: items}}}}
}
