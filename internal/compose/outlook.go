package compose

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/quantity"
)

// outlook is a projection as pages and packs read it: figures by year and
// slice, with the symbol where the release hides them.
type outlook struct {
	p     *forecast.Projection
	place *place
	rows  map[slot]forecast.Row
	last  int // last year of the projection; that of the last count where there is none
}

type slot struct {
	year                int
	slice, key, measure string
}

// outlook is the projection of the area's plans; nil where none is made.
func (p *place) outlook() *outlook {
	from := p.in.Outlook
	if from == nil || from.Area != p.area.Code || p.area.Level != dataset.LevelLA {
		return nil
	}
	o := &outlook{p: from, place: p, rows: map[slot]forecast.Row{}, last: from.Year}
	for _, r := range from.Rows {
		if r.Scenario == forecast.Baseline && r.Tier == forecast.TierOpen {
			o.rows[slot{r.Year, r.Slice, r.Key, r.Measure}] = r
			o.last = max(o.last, r.Year)
		}
	}
	return o
}

// outlookNear is how far pages look ahead: the back-test scores no further. The
// file goes on to the end of the run.
const outlookNear = 5

// near is the last year that pages show.
func (o *outlook) near() int { return min(o.last, o.p.Year+outlookNear) }

// ahead are the years for which figures stand in words and tables: one, three
// and five from the last count, or as far as the run goes.
func (o *outlook) ahead() []int {
	var out []int
	for _, n := range []int{1, 3, 5} {
		if y := o.p.Year + n; y <= o.near() {
			out = append(out, y)
		}
	}
	if n := len(out); n > 0 && out[n-1] != o.near() {
		out = append(out, o.near())
	}
	return out
}

// at is one quantile of a figure; counted figures have the same in all. It has
// the very number that the file holds.
func (o *outlook) at(year int, slice, key, measure string, quantile int) quantity.Quantity {
	r, ok := o.rows[slot{year, slice, key, measure}]
	unit := quantity.Count
	if measure == forecast.MeasureShare {
		unit = quantity.Percent
	}
	return quantity.New(o.value(r, ok, quantile, unit), unit, unit.Decimals())
}

func (o *outlook) value(r forecast.Row, ok bool, quantile int, unit quantity.Unit) quantity.Value {
	if !ok {
		return quantity.Value{}
	}
	if r.Symbol != "" {
		if s, ok := quantity.ParseSymbol(r.Symbol); ok {
			return quantity.Missing(s)
		}
		return quantity.Missing(quantity.Suppressed)
	}
	return o.place.rounded(quantity.Of(forecast.Printed(r.Quantiles[quantile])), unit)
}

// plans is a quantile of all plans in a January.
func (o *outlook) plans(year, quantile int) quantity.Quantity {
	return o.at(year, forecast.SliceTotal, forecast.Total, forecast.MeasurePlans, quantile)
}

func (o *outlook) now() quantity.Quantity { return o.plans(o.p.Year, forecast.P50) }

// shown reports whether the total may be shown and goes on beyond the counts.
func (o *outlook) shown() bool {
	return o.last > o.p.Year && o.now().Value.Known && o.plans(o.near(), forecast.P50).Value.Known
}

// percent is a quantile of all plans as a change on now in per cent; it is
// absent where either is not shown.
func (o *outlook) percent(year, quantile int) quantity.Quantity {
	v, now := o.plans(year, quantile).Value, o.now().Value
	if !v.Known || !now.Known || now.Number == 0 {
		return quantity.Quantity{}
	}
	return quantity.New(quantity.Of(100*(v.Number-now.Number)/now.Number), quantity.Percent, 1)
}

// signedPercent is "+21.2%".
func signedPercent(q quantity.Quantity) said { return said{q, q.Signed() + "%"} }

// january is how a stock year is named in words.
func january(year int) string { return "January " + strconv.Itoa(year) }

// direction says whether nearly all futures have more plans than now, or
// fewer: 1, -1, or 0 where some have more and some fewer.
func (o *outlook) direction(year int) int {
	now := o.now().Value.Number
	switch {
	case o.plans(year, forecast.P05).Value.Number > now:
		return 1
	case o.plans(year, forecast.P95).Value.Number < now:
		return -1
	}
	return 0
}

// headlineYear is three years ahead, or the end of a shorter run.
func (o *outlook) headlineYear() int { return min(o.p.Year+3, o.near()) }

// finding is the heading: where the middle of the futures is, and whether
// nearly all go the same way.
func (o *outlook) finding() document.Text {
	if !o.shown() {
		if o.last > o.p.Year {
			return text("Where EHC plans in " + o.place.said() + " are heading cannot be shown")
		}
		return text("Where EHC plans in " + o.place.said() + " are heading is not known")
	}
	year := o.headlineYear()
	likely := map[bool]string{true: " may ", false: " are likely to "}[o.borrowed()]
	verb := map[int]string{1: likely + "grow: from ", -1: likely + "fall: from ", 0: " may grow or fall: from "}[o.direction(year)]
	ends := text(verb, o.now(), " to about ", o.plans(year, forecast.P50), " by "+january(year))
	whose := "EHC plans in " + o.place.said()
	if utf8.RuneCountInString(whose+ends.String()) > twoLines {
		whose = "EHC plans" // the header and the footer name the area
	}
	return append(text(whose), ends...)
}

// twoLines is how many characters of a finding two lines hold: a third line
// would push the table of settings off the printed page.
const twoLines = 84

// borrowed reports a projection that rests on England's rates more than on the
// area's own counts: of few plans, or few years.
func (o *outlook) borrowed() bool {
	return slices.ContainsFunc(o.p.Notes, func(n forecast.Note) bool {
		return n.Fault == forecast.FaultFew || n.Fault == forecast.FaultShort
	})
}

// few reports an area with too few plans to part them by setting: the middles of
// its settings would be noughts and ones, and the largest would seem to shrink.
func (o *outlook) few() bool {
	return slices.ContainsFunc(o.p.Notes, func(n forecast.Note) bool { return n.Fault == forecast.FaultFew })
}

// summary are the sentences below the heading: now, and the middle and the
// range in three and in five years.
func (o *outlook) summary() document.Text {
	t := text("In "+january(o.p.Year)+" there were ", o.now(), " education, health and care (EHC) plans.")
	for _, year := range o.said() {
		t = append(t, text(" For "+january(year)+" half of simulated futures have more than ", o.plans(year, forecast.P50), " and half fewer; 9 in 10 lie from ",
			o.plans(year, forecast.P05), " to ", o.plans(year, forecast.P95), ", a change of ", signedPercent(o.percent(year, forecast.P05)), " to ", signedPercent(o.percent(year, forecast.P95)), " on now.")...)
	}
	if o.borrowed() {
		t = append(t, text(" There are too few plans or years here to say much: this rests on how plans changed in England.")...)
	}
	return t
}

// said are the years that sentences name: of those ahead, not the next one
// unless the run ends with it.
func (o *outlook) said() []int {
	years := o.ahead()
	if len(years) > 1 {
		return years[1:]
	}
	return years
}

// strip is the facts strip: now, then each year that sentences name with its
// range and its change.
func (o *outlook) strip() []document.Fact {
	facts := []document.Fact{{Term: january(o.p.Year), Verdict: text(o.now()), Detail: "plans, counted", Own: true}}
	for _, year := range o.said() {
		mid := o.percent(year, forecast.P50)
		facts = append(facts, document.Fact{Term: january(year), Verdict: text(o.plans(year, forecast.P50)), Detail: "the middle; 9 in 10: " + o.range90(year)},
			document.Fact{Term: "Change by " + strconv.Itoa(year), Verdict: text(signedPercent(mid)),
				Detail: "9 in 10: " + signedPercent(o.percent(year, forecast.P05)).as + " to " + signedPercent(o.percent(year, forecast.P95)).as})
	}
	share := o.at(o.headlineYear(), forecast.SliceTotal, forecast.Total, forecast.MeasureShare, forecast.P50)
	if share.Value.Known {
		facts = append(facts, document.Fact{Term: "Share of people", Verdict: text(share), Detail: "aged 0 to 24, " + january(o.headlineYear())})
	}
	return facts
}

// range90 is "3,300 to 4,000".
func (o *outlook) range90(year int) string {
	return o.plans(year, forecast.P05).Text + " to " + o.plans(year, forecast.P95).Text
}

// unknown says why there is nothing ahead, where there is not.
func (o *outlook) unknown() string {
	name, year := o.place.area.Name, o.p.Year
	last := o.plans(year, forecast.P50).Value
	switch {
	case o.last > year || last.Symbol == quantity.Suppressed:
		return "The number of EHC plans in " + name + " in " + january(year) + " is hidden to protect people, so nothing that would follow from it is shown."
	case len(o.p.Rows) == 0:
		return "No number of EHC plans is published for " + name + ", so there is nothing to start from."
	case last.Known:
		return name + " had no EHC plans in " + january(year) + ", so there is nothing to start from."
	}
	return "No number of EHC plans is published for " + name + " for " + january(year) + ", the last that other authorities have, so there is nothing to start from. What was counted before is below."
}
