package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// working is how the latest figure and every judgement of it came about: the
// formula with its numbers, what it was compared with, by which rule it was
// rated, and where each number was read. A suppressed figure has none of it.
func (f *figure) working() document.Facts {
	facts := document.Facts{Style: document.Particulars, ID: "working-facts"}
	add := func(term string, t document.Text) {
		if len(t) > 0 {
			facts.Items = append(facts.Items, document.Fact{Term: term, Verdict: t})
		}
	}
	add("Definition", text(f.def.ID+", version "+strconv.Itoa(f.def.Version)))
	add("Formula", f.formula())
	if f.known() {
		add("95% interval", f.intervalWorked())
		add("Change", f.changeWorked())
		add("Similar areas", f.similarWorked())
		add("Region", f.againstWorked(f.as.HasRegion, f.as.Region.Benchmark, f.as.Region.Gap))
		add("England", f.againstWorked(true, f.as.England.Benchmark, f.as.England.Gap))
		add("Rating", f.ratingWorked())
	}
	add("Every other figure", text("The command sendpack explain "+f.def.ID+" --area "+f.place.area.Code+" shows this for each period and group; the column “source” of the open data names the file and line of each number."))
	return facts
}

// formula is the arithmetic with the numbers put in.
func (f *figure) formula() document.Text {
	r := f.as.Result
	switch {
	case r == nil:
		return nil
	case r.Value.Symbol == quantity.Suppressed:
		return text("Not shown: the figure is suppressed.")
	case !r.Value.Known:
		return text("None: " + r.Value.Symbol.Words() + ".")
	case f.def.Measure == "count":
		return text("A count, as read: ", f.value(), ".")
	case r.Gap != nil:
		return text("The figure returned less what is taken from it gives ", f.value(), ".")
	case r.Numerator.Known && r.Denominator.Known && f.def.Measure != "index":
		times := "" // a mean is a plain quotient
		if m := f.def.Unit.Multiplier(); m != 1 {
			times = quantity.Format(m, 0) + " × "
		}
		n, d := countCell(r, false), countCell(r, true)
		t := append(text(times), n.Text...)
		return append(append(append(t, document.Span{Text: " ÷ "}), d.Text...), text(" = ", f.value(), ", before rounding "+r.Value.Shortest()+".")...)
	}
	return text("As published: ", f.value(), ".")
}

func (f *figure) intervalWorked() document.Text {
	if c := f.intervalCell(f.as.Result); f.as.Result.HasInterval && f.drawsIntervals() {
		return append(append(document.Text{}, c.Text...), text(f.intervalName())...)
	}
	return nil
}

// intervalName is the method of an interval, in brackets.
func (f *figure) intervalName() string {
	switch f.def.Measure {
	case "proportion", "survey":
		return " (Wilson’s method)"
	case "rate", "count", "ratio-oe":
		if f.as.Result.Numerator.Number < 10 {
			return " (exact, by the Poisson distribution)"
		}
		return " (Byar’s method)"
	case "mean":
		return " (Student’s t)"
	case "ratio-counts":
		return " (Clopper and Pearson’s method)"
	case "published-ci":
		return " (as published)"
	}
	return ""
}

func (f *figure) changeWorked() document.Text {
	c := f.as.Change
	if !c.Value.Known {
		if c.Reason == "" {
			return nil
		}
		return text("None: " + c.Reason + ".")
	}
	word := map[string]string{"increase": "an increase that chance does not explain", "decrease": "a decrease that chance does not explain",
		"no-significant-change": "no more than chance may give", "not-tested": "not tested, since there are no counts"}[c.Result]
	return text(f.value(), " less ", f.quantity(c.Previous), " in "+c.Period.Label+" is ", f.points(), ": "+word+".")
}

// similarWorked names every neighbour's figure that the benchmark was made of.
func (f *figure) similarWorked() document.Text {
	n := f.as.SN
	if !n.Benchmark.Known || f.def.Measure == "count" {
		return nil
	}
	t := text("The "+n.Method+" of "+strconv.Itoa(n.N)+" of "+strconv.Itoa(n.Of)+" areas is ", f.quantity(n.Benchmark), ": ")
	first := true
	for _, id := range f.place.neighbourIDs() {
		r := f.series.Indicator.At(id, f.latest, evaluate.Headline)
		if r == nil || !r.Value.Known {
			continue
		}
		if !first {
			t = append(t, document.Span{Text: ", "})
		}
		first = false
		t = append(t, text(f.place.in.Register.Area(id).Name+" ", f.quantity(r.Value))...)
	}
	return append(t, document.Span{Text: "."})
}

// gapWords is a gap with its sign and, for percentages, its unit.
func (f *figure) gapWords(gap quantity.Value) said {
	q := f.difference(gap)
	t := strings.TrimSuffix(q.Signed(), " pp")
	if q.Unit == quantity.Points {
		t += " points"
	}
	return said{q, t}
}

func (f *figure) againstWorked(has bool, benchmark, gap quantity.Value) document.Text {
	if !has || !benchmark.Known || !gap.Known || f.def.Measure == "count" {
		return nil
	}
	return text(f.value(), " less ", f.quantity(benchmark), " is ", f.gapWords(gap), ".")
}

func (f *figure) ratingWorked() document.Text {
	r := f.as.Rating
	if r.RAG == "not-rated" || !r.Target.Known {
		if r.Reason == "" {
			return nil
		}
		return text("Not rated: " + r.Reason + ".")
	}
	basis := map[string]string{"target": "the target", "sn": "similar areas", "england": "England", "region": "the region"}[r.Basis]
	return text(upper(r.RAG)+": against "+basis+" of ", f.goal(r.Target), ", with a tolerance of "+quantity.Of(r.Tolerance).Shortest()+" for amber.")
}
