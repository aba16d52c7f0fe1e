package diff

import (
	"regexp"
	"strings"
)

// figure compares one figure that both releases have. One that stands in
// several areas' files is reported once; its judgements stand in one.
func (c *Comparer) figure(key string, old, now *Figure) {
	if now.Judged() && old.Judged() {
		c.judged(old, now)
	}
	if old.Value == now.Value && old.Symbol == now.Symbol && old.Numerator == now.Numerator && old.Denominator == now.Denominator || c.told[key] {
		return
	}
	c.told[key] = true
	switch {
	case old.hidden() && now.hidden():
	case now.hidden():
		c.out.Hidden = append(c.out.Hidden, now.place())
	case old.hidden():
		c.out.Shown = append(c.out.Shown, now.place())
	default:
		if r := c.revision(old, now); old.Value != now.Value || old.Symbol != now.Symbol || len(r.Parts) > 0 {
			c.out.Revised = append(c.out.Revised, r)
		}
	}
}

// revision tells two published figures apart. A symbol other than suppression
// stands in place of a number and hides nothing.
func (c *Comparer) revision(old, now *Figure) Revision {
	r := Revision{Place: now.place(), Old: old.Value, New: now.Value, OldDisplay: old.Display, NewDisplay: now.Display, Visible: old.Display != now.Display}
	for _, p := range []Part{{"numerator", old.Numerator, now.Numerator}, {"denominator", old.Denominator, now.Denominator}} {
		if p.Old != p.New && p.Old != "" && p.New != "" {
			r.Parts = append(r.Parts, p)
		}
	}
	r.Why = c.why(old, now)
	return r
}

// why is what the rows and the notes on the indicator say of a revision.
func (c *Comparer) why(old, now *Figure) []string {
	var out []string
	if old.Status != now.Status && now.Status != "" {
		switch {
		case now.Status == "revised":
			out = append(out, "the source marks it as revised")
		case old.Status == "provisional":
			out = append(out, "it was provisional and is "+now.Status+" now")
		default:
			out = append(out, "its status is "+now.Status+", before "+old.Status)
		}
	} else if now.Status == "revised" {
		out = append(out, "the source marks it as revised")
	}
	if a, b := files(old.Source), files(now.Source); a != b && b != "" {
		if a == "" {
			a = "no file"
		}
		out = append(out, "read from "+b+", before from "+a)
	}
	if i, o := c.now.indicators[now.Indicator], c.old.indicators[now.Indicator]; i != nil && o != nil {
		if len(fieldsThatDiffer(o, i, isDefinition)) > 0 {
			out = append(out, "the definition changed")
		}
		if a, b := o.field("published"), i.field("published"); a != b && a != "" && b != "" {
			out = append(out, "the source was published again on "+b)
		}
	}
	return out
}

var atLine = regexp.MustCompile(`:\d+(:\d+)?$`)

// files are the names of the files of a row's source lines, each once.
func files(source string) string {
	var out []string
	seen := map[string]bool{}
	for _, s := range strings.Split(source, ";") {
		s = atLine.ReplaceAllString(s, "")
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// judged compares outcomes in words.
func (c *Comparer) judged(old, now *Figure) {
	for _, w := range [][3]string{{"rag", old.Rated, now.Rated}, {"sn_result", old.Similar, now.Similar}, {"trend", old.Trend, now.Trend}, {"change_result", old.Change, now.Change}} {
		if w[1] != w[2] {
			c.out.Judgements = append(c.out.Judgements, Judgement{now.place(), w[0], w[1], w[2]})
		}
	}
}

// releaseFields say which publication figures come from; all others define
// what is counted.
var releaseFields = map[string]bool{"source": true, "published": true, "next_update": true}

func isDefinition(name string) bool { return !releaseFields[name] }
func isRelease(name string) bool    { return releaseFields[name] }

// fieldsThatDiffer compares the statements that both releases make: a column
// that one of them did not have yet says nothing.
func fieldsThatDiffer(old, now *Indicator, of func(string) bool) []FieldChange {
	var out []FieldChange
	if of("title") && old.Title != now.Title {
		out = append(out, FieldChange{"title", old.Title, now.Title})
	}
	had := map[string]string{}
	for _, f := range old.Fields {
		had[f.Name] = f.Text
	}
	for _, f := range now.Fields {
		if before, ok := had[f.Name]; ok && before != f.Text && of(f.Name) {
			out = append(out, FieldChange{f.Name, before, f.Text})
		}
	}
	return out
}

func (c *Comparer) indicators() []IndicatorChange {
	var out []IndicatorChange
	for _, id := range c.now.order {
		now, old := c.now.indicators[id], c.old.indicators[id]
		if old == nil {
			out = append(out, IndicatorChange{Kind: KindNew, ID: id, Title: now.Title})
			continue
		}
		if f := fieldsThatDiffer(old, now, isDefinition); len(f) > 0 {
			out = append(out, IndicatorChange{KindDefinition, id, now.Title, f})
		}
		if f := fieldsThatDiffer(old, now, isRelease); len(f) > 0 {
			out = append(out, IndicatorChange{KindRelease, id, now.Title, f})
		}
	}
	for _, id := range c.old.order {
		if c.now.indicators[id] == nil {
			out = append(out, IndicatorChange{Kind: KindWithdrawn, ID: id, Title: c.old.indicators[id].Title})
		}
	}
	return out
}

// periods compares those of indicators that both releases have.
func (c *Comparer) periods() []PeriodChange {
	var out []PeriodChange
	one := func(here, there *side, kind Kind) {
		for _, id := range here.order {
			if there.indicators[id] == nil {
				continue
			}
			for _, p := range here.listed[id] {
				if !there.periods[id][p] {
					out = append(out, PeriodChange{Kind: kind, Indicator: id, Period: p})
				}
			}
		}
	}
	one(&c.now, &c.old, KindNew)
	one(&c.old, &c.now, KindWithdrawn)
	return out
}

func inputs(old, now []Input) []InputChange {
	var out []InputChange
	had := map[string]Input{}
	for _, i := range old {
		had[i.Path] = i
	}
	for _, i := range now {
		o, both := had[i.Path]
		delete(had, i.Path)
		switch {
		case !both:
			out = append(out, InputChange{Kind: KindNew, Path: i.Path, NewRows: i.Rows})
		case o.SHA256 != i.SHA256:
			out = append(out, InputChange{Kind: KindChanged, Path: i.Path, OldRows: o.Rows, NewRows: i.Rows})
		}
	}
	for _, i := range old {
		if _, left := had[i.Path]; left {
			out = append(out, InputChange{Kind: KindWithdrawn, Path: i.Path, OldRows: i.Rows})
		}
	}
	return out
}
