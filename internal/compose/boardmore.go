package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
)

// boardBenchmarks puts two benchmark panels on a page.
func boardBenchmarks(d *draft) []document.Page {
	var figs []*figure
	for _, f := range append(d.headlines(6), d.readers()...) {
		if !contains(figs, f) && !f.stale() && !f.as.TooFew() && f.def.Measure != "count" && f.as.SN.N > 0 && f.has {
			figs = append(figs, f)
		}
	}
	figs = d.chosen(figs)
	var pages []document.Page
	for n, f := range figs {
		c := f.benchmark(document.W114)
		if c == nil {
			continue
		}
		b := document.Benchmark{Headline: f.benchmarkHeadline(), Subtitle: c.Subtitle, Facts: f.verdicts(), Source: c.Source}
		c.ID, c.Bare = "benchmark-"+f.def.ID, true
		b.Chart = *c
		if s := f.strip(); s != nil {
			s.ID, s.Bare = "strip-"+f.def.ID, true
			b.Strip, b.StripTitle = s, s.Headline+". "+s.Subtitle
		}
		if n%2 == 0 {
			pages = append(pages, document.Page{Title: d.page.Title})
		}
		pages[len(pages)-1].Title += map[bool]string{true: ": ", false: "; "}[n%2 == 0] + f.short()
		last := &pages[len(pages)-1]
		last.Blocks = append(last.Blocks, b)
	}
	return pages
}

// rankText is "66 of 152", or "joint 1 of 29" where others share the rank.
func rankText(st assess.Standing) string {
	s := strconv.Itoa(st.Rank) + " of " + strconv.Itoa(st.Of)
	if st.Joint {
		return "joint " + s
	}
	return s
}

// alikeWords say how many areas the tests cannot tell from this one, and of how
// many where not all could be tested.
func alikeWords(st assess.Standing) string {
	if st.Testable < st.Of-1 {
		return strconv.Itoa(st.Alike) + " of " + strconv.Itoa(st.Testable) + " areas that can be tested cannot be told apart"
	}
	return plural(st.Alike, "area", "areas") + " cannot be told apart"
}

// benchmarkHeadline states level against similar areas and England in words.
func (f *figure) benchmarkHeadline() string {
	if !f.comparable() {
		return f.finding()
	}
	word, join := outcomeWord(f.as.SN.Outcome)
	eng, engJoin := outcomeWord(f.as.England.Outcome)
	switch {
	case word != "" && eng != "" && word == eng:
		return f.short() + ": " + besideSimilar(word, join) + " and England"
	case word != "" && eng != "":
		return f.short() + ": " + besideSimilar(word, join) + ", " + lower(eng) + engJoin + "England"
	case word != "":
		return f.short() + ": " + besideSimilar(word, join)
	}
	return f.short() + ": " + f.counted(boardVoice).String()
}

// verdicts are the facts beside a benchmark chart.
func (f *figure) verdicts() []document.Fact {
	n := f.as.SN
	sn := document.Fact{Term: "Similar areas", Verdict: f.verdict(n.Comparison, n.N < n.Min)}
	sn.Detail = map[string]string{"mean": "mean ", "median": "median ", "pooled": "combined "}[n.Method] + f.quantity(n.Benchmark).Text
	if f.comparable() {
		sn.Detail += "; " + strconv.Itoa(n.Lower) + " of " + strconv.Itoa(n.N) + " are lower"
	}
	out := []document.Fact{sn}
	if f.as.HasRegion {
		out = append(out, document.Fact{Term: f.place.regionName(&f.as), Verdict: f.verdict(f.as.Region, false), Detail: f.benchmarkDetail(f.as.Region)})
	}
	if !f.as.England.Benchmark.Absent() {
		out = append(out, document.Fact{Term: "England", Verdict: f.verdict(f.as.England, false), Detail: f.benchmarkDetail(f.as.England)})
	}
	st := f.as.Standing
	rank := document.Fact{Term: "Rank", Verdict: text("Not ranked"), Detail: st.Reason}
	switch {
	case st.Rank > 0:
		rank.Verdict = text(rankText(st))
		rank.Detail = "1 is best"
		if st.Alike >= 0 {
			rank.Detail = alikeWords(st)
		}
		if st.Band != "" {
			rank.Detail += "; band " + st.Band
		}
	case st.Band != "":
		rank.Term, rank.Verdict, rank.Detail = "Position", text(st.Band), "Q1 lowest quarter, Q4 highest; "+strconv.Itoa(len(st.Values))+" areas"
	case f.def.Polarity == "none":
		rank.Detail = "no good or bad direction"
	}
	return append(out, rank)
}

func (f *figure) benchmarkDetail(c assess.Comparison) string {
	s := f.quantity(c.Benchmark).Text
	if c.Outcome == assess.SimilarTo && !c.Tolerance {
		s += " is inside our interval"
	}
	if c.PartSelf {
		s += "; over a fifth of the region is this area itself"
	}
	return s
}

// verdict is the tested word, or the gap where nothing could be tested.
func (f *figure) verdict(c assess.Comparison, tooFew bool) document.Text {
	switch {
	case tooFew:
		return text("Not compared: too few")
	case c.Outcome != assess.NotCompared:
		return text(upper(string(c.Outcome)))
	case !c.Gap.Known:
		return text("Not compared")
	}
	g := f.difference(c.Gap)
	if strings.Trim(g.Magnitude(), "0.,") == "" {
		return text("The same")
	}
	unit := ""
	if g.Unit != f.def.Unit {
		unit = " points"
	}
	side := " higher"
	if c.Gap.Number < 0 {
		side = " lower"
	}
	return text(said{g, g.Magnitude() + unit + side})
}

// boardVoices is what families and the forum say: survey figures that families
// see too, and the forum's own words.
func boardVoices(d *draft) []document.Page {
	var figs []*figure
	for _, f := range d.place.shown() {
		if f.def.Audiences["P"] != "" && (f.def.Measure == "survey" || f.def.CDC.Subdomain == "co-production-partnership") {
			figs = append(figs, f)
		}
	}
	figs = d.chosen(figs)
	var blocks []document.Block
	for _, f := range figs {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(f.def.Title)},
			document.Prose{Paragraphs: []document.Paragraph{{Text: append(f.sentence(d.voice), f.baseNote()...)}}})
	}
	if t := d.yousaidTable(false); t != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("You said, we did")}, *t)
	}
	if c := d.forumWords(); c != nil {
		blocks = append(blocks, *c)
	}
	if len(blocks) == 0 {
		return nil
	}
	return []document.Page{{Title: d.page.Title, Blocks: append([]document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}}, blocks...)}}
}
