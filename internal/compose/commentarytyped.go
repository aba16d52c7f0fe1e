package compose

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Figures that people type. A percentage is told wherever it stands; a plain
// number only where it is one of the indicator's own figures, since a text is
// full of dates and counts of other things.
var (
	typedPercent = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)(?:\s?%| per ?cent\b| percentage points?\b| pp\b)`)
	typedTenths  = regexp.MustCompile(`(?i)\b([0-9]|10|one|two|three|four|five|six|seven|eight|nine|ten) (?:out of|in|of) (?:10|ten)\b`)
	typedNumber  = regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?`)
)

// TypedFigures tells the figures that were typed into texts about an area where
// a shortcode belongs, each with its place: those that contradict the data, those of
// an earlier period, and those that are right today and will not follow the
// data tomorrow.
func TypedFigures(in *Input, area int32, l *diag.List) {
	if in.Commentary == nil {
		return
	}
	p := newPlace(in, areaID(area))
	for _, t := range in.Commentary.all() {
		if t.Area != "" && t.Area != p.area.Code {
			continue
		}
		f := p.byID[t.Indicator]
		if t.Indicator != "" && (f == nil || !f.known()) {
			continue
		}
		c := typedCheck{figure: f, list: l}
		c.words(t.title)
		for _, s := range t.sections {
			for _, para := range s.body {
				c.words(para.text)
				for _, item := range para.items {
					c.words(item)
				}
			}
		}
	}
}

// typedCheck looks through the words of one text; figure is nil in one about a
// whole pack.
type typedCheck struct {
	figure *figure
	list   *diag.List
}

func (c typedCheck) words(in []inline) {
	for _, i := range in {
		if i.code != nil || i.pos.Line == 0 {
			continue
		}
		taken := c.percents(i)
		if c.figure == nil {
			continue
		}
		c.tenths(i)
		for _, m := range typedNumber.FindAllStringIndex(i.text, -1) {
			if !taken[m[0]] {
				c.number(i, m[0], i.text[m[0]:m[1]])
			}
		}
	}
}

// percents tells every typed percentage and gives where they began.
func (c typedCheck) percents(i inline) map[int]bool {
	taken := map[int]bool{}
	for _, m := range typedPercent.FindAllStringSubmatchIndex(i.text, -1) {
		taken[m[2]] = true
		shown, number := i.text[m[0]:m[1]], i.text[m[2]:m[3]]
		switch {
		case c.figure == nil:
			c.tell(i, m[0], fmt.Sprintf("%q is typed", shown), "a shortcode that names the indicator: {{value ehc-20-weeks}}", "figures come from the data, so that they follow it")
		case c.figure.def.Unit != quantity.Percent:
		case !c.own(i, m[0], shown, number):
			c.tell(i, m[0], fmt.Sprintf("%q is typed, and no figure of %s is that", shown, c.figure.def.ID), c.figure.inWords(),
				"write the shortcode; what is about something else can be said in words: a third")
		}
	}
	return taken
}

// number tells a plain number of three characters or more that is a figure of
// the indicator.
func (c typedCheck) number(i inline, at int, number string) {
	number = strings.TrimRight(number, ",")
	if len(number) >= 3 && c.figure.def.Unit != quantity.Percent && !aYear(number) {
		c.own(i, at, number, number)
	}
}

func aYear(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && len(s) == 4 && n >= 1990 && n < 2060
}

// own tells a number that is one of the indicator's figures, and says whether
// it was one.
func (c typedCheck) own(i inline, at int, shown, number string) bool {
	v, decimals, ok := readTyped(number)
	if !ok {
		return false
	}
	for _, k := range c.figure.shortcodes() {
		if k.value.Known && rounds(v, math.Abs(k.value.Number), decimals) {
			c.tell(i, at, fmt.Sprintf("%q is typed", shown), "{{"+k.code+"}}, which is "+k.shown, "figures come from the data, so that they follow it")
			return true
		}
	}
	series := c.figure.series.Indicator
	for n := len(series.Periods) - 1; n >= 0; n-- {
		r := series.At(c.figure.place.id, n, evaluate.Headline)
		if r != nil && n != c.figure.latest && r.Value.Known && rounds(v, r.Value.Number, decimals) {
			c.tell(i, at, fmt.Sprintf("%q is typed, and is the figure of %s", shown, series.Periods[n].Label), c.figure.inWords(), "write the shortcode: it follows the data")
			return true
		}
	}
	return false
}

// tenths tells "4 out of 10" where neither that nor the rest of ten is the
// figure.
func (c typedCheck) tenths(i inline) {
	n, ok := c.figure.value().OutOfTen()
	if !ok {
		return
	}
	for _, m := range typedTenths.FindAllStringSubmatchIndex(i.text, -1) {
		typed := tenth(i.text[m[2]:m[3]])
		if typed != n && typed != 10-n {
			c.tell(i, m[0], fmt.Sprintf("%q is typed, and the figure of %s is %d out of 10", i.text[m[0]:m[1]], c.figure.def.ID, n), "{{out_of_ten}}", "write the shortcode: it follows the data")
		}
	}
}

func tenth(s string) int {
	for n, w := range smallNumbers {
		if strings.EqualFold(s, w) {
			return n
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

func (c typedCheck) tell(i inline, at int, message, expected, fix string) {
	pos := i.pos
	pos.Column += at
	c.list.Add(diag.Diagnostic{Pos: pos, Severity: diag.Warning, Message: message, Expected: expected, Fix: fix})
}

// readTyped reads a number and how many decimals it was typed with.
func readTyped(s string) (v float64, decimals int, ok bool) {
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.ParseFloat(s, 64)
	if _, after, point := strings.Cut(s, "."); point {
		decimals = len(after)
	}
	return v, decimals, err == nil && !math.IsInf(v, 0)
}

// rounds reports whether a number rounds to the typed one.
func rounds(typed, v float64, decimals int) bool {
	half := 0.5 * math.Pow(10, -float64(decimals))
	return math.Abs(typed-v) <= half*(1+1e-9)
}

// coded is a figure with the shortcode that prints it.
type coded struct {
	code, shown string
	value       quantity.Value
}

// shortcodes are the indicator's figures at its latest period.
func (f *figure) shortcodes() []coded {
	var out []coded
	add := func(code string, v quantity.Value) {
		if v.Known {
			out = append(out, coded{code, f.quantity(v).Text, v})
		}
	}
	add("value", f.as.Result.Value)
	add("previous", f.as.Change.Previous)
	add("sn", f.as.SN.Benchmark)
	add("england", f.as.England.Benchmark)
	add("region", f.as.Region.Benchmark)
	add("goal", f.as.Rating.Target)
	add("change", f.as.Change.Value)
	if f.as.Rating.Statutory.Known {
		out = append(out, coded{"goal", f.goal(f.as.Rating.Statutory).Text, f.as.Rating.Statutory})
	}
	return out
}

// inWords are the figures that a writer may mean, each with its shortcode.
func (f *figure) inWords() string {
	s := "{{value}}, which is " + f.value().Text + " (" + f.period().Label + ")"
	if c := f.as.Change; c.Previous.Known {
		s += "; {{previous}}, " + f.quantity(c.Previous).Text + " (" + c.Period.Label + ")"
	}
	return s
}
