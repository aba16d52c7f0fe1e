package compose

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
)

// monthly is a world of one percentage by month from January 2023: counts of
// 1,000, and "" for a month that is not there.
func monthly(more string, counts ...any) world {
	w := world{definitions: strings.Replace(indicator("share", "proportion", "pct", more), "{type: CY, frequency: annual}", "{type: M, frequency: monthly}", 1),
		measures: []string{"n", "d"}, period: "M"}
	for m, n := range counts {
		if n != "" {
			w.rows = append(w.rows, row(code(authorities[0]), months[m%12]+" "+strconv.Itoa(2023+m/12), n, 1000))
		}
	}
	return w
}

// process is months that go up and down around a half, then those given.
func process(n int, last ...any) []any {
	out := []any{}
	for i := range n {
		out = append(out, 460+80*(i%2))
	}
	return append(out, last...)
}

func TestTheSameWordsInChartSentenceScorecardAndRow(t *testing.T) {
	up := []any{560, 560, 560, 560, 560, 560, 560, 560}
	for _, c := range []struct {
		name, polarity    string
		counts            []any
		finding, sentence string
		variation         string
		mark              document.Mark
		score             string
	}{
		{"nothing", "high", process(16), "Title of share: within the range to expect", "It is within the range to expect, with a mean of 50.0%.", "common-cause", document.Expected, ""},
		{"a shift for the better", "high", process(15, up...), "Title of share: shifted up since April 2024, an improvement", "It has shifted up since April 2024 (mean 51.9%), an improvement.", "improvement-high", document.Improving, "SPC: improvement"},
		{"the same shift where low is good", "low", process(15, up...), "Title of share: shifted up since April 2024, a concern", "It has shifted up since April 2024 (mean 51.9%), a concern.", "concern-high", document.Concerning, "SPC: concern"},
		{"the same without a good direction", "none", process(15, up...), "Title of share: shifted up since April 2024", "It has shifted up since April 2024 (mean 51.9%).", "neutral-high", document.Unusual, "SPC: unusually high"},
		{"one month outside", "low", process(15, 120), "Title of share: below the range to expect in April 2024, an improvement", "It is below the range to expect in April 2024 (mean 47.4%), an improvement.", "improvement-low", document.Improving, "SPC: improvement"},
		{"trial limits", "high", process(11), "Title of share: within trial limits", "It is within trial limits, which rest on 11 months.", "", document.NoMark, ""},
		{"beyond trial limits", "high", process(10, 900), "Title of share: above the range to expect in November 2023, by trial limits", "It is above the range to expect in November 2023, by trial limits that rest on 11 months.", "", document.NoMark, ""},
	} {
		f := figureOf(t, monthly("polarity: "+c.polarity+"\n", c.counts...), "share")
		chart := f.controlChart(document.W114)
		if chart == nil {
			t.Fatalf("%s: no chart", c.name)
		}
		if chart.Headline != c.finding || !strings.HasPrefix(chart.Alt, "Control chart. "+c.finding+". ") {
			t.Errorf("%s: the chart says %q", c.name, chart.Headline)
		}
		if s := f.sentence(boardVoice).String(); !strings.HasSuffix(s, c.sentence) {
			t.Errorf("%s: the sentence is %q", c.name, s)
		}
		if s := f.sentence(familyVoice).String(); strings.Contains(s, "range to expect") || strings.Contains(s, "shifted") {
			t.Errorf("%s: families read %q", c.name, s)
		}
		if m, _ := f.variation(); m != c.mark {
			t.Errorf("%s: the mark is %d, want %d", c.name, m, c.mark)
		}
		if second := f.changeCell().Second; !strings.HasSuffix(second, c.score) || c.score == "" && strings.Contains(second, "SPC") {
			t.Errorf("%s: the scorecard says %q", c.name, second)
		}
		newest := f.place.records(f)
		if got := newest[len(newest)-1]; got.SPCVariation != c.variation || !got.SPCMean.Known {
			t.Errorf("%s: results.csv says %q", c.name, got.SPCVariation)
		}
	}
}

func TestTheControlChartStandsInPlaceOfTheTrendOfMonthsAndBesideThatOfYears(t *testing.T) {
	ids := func(w world) string {
		in := w.input(t)
		s := site{newPlace(in, authorities[0]), nil}
		out := ""
		for _, b := range s.indicator(s.byID["share"]).Blocks {
			if c, ok := b.(document.Chart); ok {
				out += c.ID + " "
			}
		}
		return out
	}
	if got := ids(monthly("", process(16)...)); got != "control " {
		t.Errorf("months: %s", got)
	}
	years := share("", 0, 0, 460, 540, 460, 540, 460, 540, 460, 540, 460, 540, 460, 540)
	if got := ids(years); got != "trend control " {
		t.Errorf("years: %s", got)
	}
	if got := ids(monthly("", process(9)...)); got != "trend " {
		t.Errorf("nine months: %s", got)
	}
}

func TestTheTableHasTheLimitsThatRulesUse(t *testing.T) {
	// 0% and 40% in turn: the lower limit is below 0, where nothing can be.
	f := figureOf(t, monthly("", 0, 400, 0, 400, 0, 400, 0, 400, 0, 400, 0, 400, 0, 400), "share")
	chart := f.controlChart(document.W114)
	spec := chart.Spec.(document.ControlSpec)
	if spec.Points[0].Lower != 0 || spec.Points[0].Upper != 100 || spec.LowerLabel != "No lower limit" || spec.UpperLabel != "No upper limit" {
		t.Errorf("drawn limits %v to %v, labels %q and %q", spec.Points[0].Lower, spec.Points[0].Upper, spec.LowerLabel, spec.UpperLabel)
	}
	row := chart.Table.Groups[0].Rows[0]
	if got := row.Cells[3].Text.String() + " to " + row.Cells[4].Text.String(); got != "−86.4 to 126.4" {
		t.Errorf("the table has limits %s", got)
	}
}

func TestAGapKeepsItsLimitsAndABreakEndsThem(t *testing.T) {
	counts := process(26)
	counts[5] = ""
	f := figureOf(t, monthly("breaks: [{at: March 2024, reason: counted anew}]\n", counts...), "share")
	spec := f.controlChart(document.W114).Spec.(document.ControlSpec)
	if p := spec.Points[5]; p.Value.Value.Known || !p.Limited || spec.Missing != "June 2023 not published" {
		t.Errorf("the missing month is %+v, the word %q", p, spec.Missing)
	}
	if len(spec.Breaks) != 1 || spec.Breaks[0].Before != 14 || !spec.Points[14].Trial || spec.Points[13].Trial {
		t.Errorf("breaks %+v", spec.Breaks)
	}
}

func TestTheMethodPageExplainsWhatItsFiguresUseWithTheirNumbers(t *testing.T) {
	explained := func(w world) string {
		in := w.input(t)
		p := newPlace(in, authorities[0])
		text := ""
		for _, para := range p.methodsText(p.shown()) {
			text += para.Text.String() + "\n"
		}
		return text
	}
	text := explained(monthly("", process(16)...))
	for _, want := range []string{"1 percentage has a Wilson interval", "For 1 figure a line is laid", "1 series has a control chart", "2.66 times", "0 concern"} {
		if !strings.Contains(text, want) {
			t.Errorf("the method page lacks %q:\n%s", want, text)
		}
	}
	for _, not := range []string{"Byar", "Mann-Kendall", "trial limits without"} {
		if strings.Contains(text, not) {
			t.Errorf("the method page explains %q, which nothing uses", not)
		}
	}
	if text := explained(share("", 0, 0, 480)); strings.Contains(text, "trend") || strings.Contains(text, "control chart") {
		t.Errorf("one year is explained with\n%s", text)
	}
}

func TestChanceIsSetBesideWhatWasFound(t *testing.T) {
	in := share("", 400, 48, 470, 480).input(t)
	p := newPlace(in, authorities[0])
	want := "Of the 2 comparisons with similar areas and England tested here, 1 came out different at 95%, where chance alone would give about fewer than one, and 1 at 99.8%, where it would give fewer than one. " +
		"When allowance is made for so many tests at once (Benjamini and Hochberg’s method, at 5%), 1 remains. "
	if got := byChance(p.shown()); got != strings.Replace(want, "about fewer", "fewer", 1) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := byChance(nil); got != "" {
		t.Errorf("without figures: %q", got)
	}
}

func TestTheFunnelPlotNamesOwnAndNeighboursAndSaysBetterOnlyWhereADirectionIsGood(t *testing.T) {
	funnelWorld := func(polarity string, own, apart int) world {
		w := world{definitions: indicator("share", "proportion", "pct", "polarity: "+polarity+"\n"), measures: []string{"n", "d"}}
		for n, a := range authorities {
			x := 480 + apart*(n-6)
			if n == 0 {
				x = own
			}
			w.rows = append(w.rows, row(code(a), "2024", x, fmt.Sprint(1000)))
		}
		return w
	}
	for _, c := range []struct {
		polarity   string
		own, apart int
		says       string
	}{{"high", 490, 1, "is within the range to expect of an authority of its size"}, {"high", 530, 1, "is better than chance alone explains"},
		{"high", 700, 1, "is better than even the wide spread of areas explains"}, {"low", 700, 1, "is worse than even the wide spread of areas explains"},
		{"none", 700, 1, "is higher than even the wide spread of areas explains"}, {"low", 600, 40, "is worse than chance alone explains, though within the wide spread of areas"},
		{"none", 300, 40, "is lower than chance alone explains, though within the wide spread of areas"}} {
		f := figureOf(t, funnelWorld(c.polarity, c.own, c.apart), "share")
		chart := f.funnel(document.W114)
		if chart == nil {
			t.Fatal("no funnel of twelve areas")
		}
		if !strings.HasSuffix(chart.Headline, " "+c.says) {
			t.Errorf("%s, %d: %q, want %q", c.polarity, c.own, chart.Headline, c.says)
		}
		if rows := chart.Table.Groups[0].Rows; len(rows) != 11 || !rows[0].Own {
			t.Errorf("the table has %d rows", len(rows))
		}
	}
	small := figureOf(t, share("", 0, 0, 480), "share")
	if small.funnel(document.W114) != nil {
		t.Error("one area has a funnel")
	}
}
