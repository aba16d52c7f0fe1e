package compose

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

// head is a pack of the board's looks without pages.
const head = "id: short\naudience: B\ntitle: Short pack\nlink: the short pack\ncard: Short\nabout: One page.\ntheme: board\nvoice: board\n"

// layoutOf reads one pack; its mistakes fail the test.
func layoutOf(t *testing.T, text string) Layout {
	t.Helper()
	var l diag.List
	all := LoadLayouts(fstest.MapFS{"packs/short.yaml": {Data: []byte(text)}}, &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return all[0]
}

// topics are percentages of 1,000 cases by year, one indicator each.
func topics(more map[string]string, years map[string][]int, last map[string]int) world {
	w := world{measures: []string{"n", "d"}, dimensions: []string{"topic"}}
	for _, id := range []string{"calm", "fell", "law", "old", "red", "rose"} {
		if years[id] == nil {
			continue
		}
		w.definitions += indicator(id, "proportion", "pct", "where: topic == \""+id+"\"\naudiences: {B: page}\n"+more[id])
		end := 2024
		if last[id] > 0 {
			end = last[id]
		}
		for n, count := range years[id] {
			w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(end-len(years[id])+1+n), id, count, 1000))
		}
	}
	return w
}

func TestEachRuleFindsItsFigures(t *testing.T) {
	w := topics(map[string]string{"law": "target: {kind: statutory, value: 100}\nnumerator: {source: src, column: n}\ndenominator: {source: src, column: d}\n", "fell": "audiences: {B: headline}\n"},
		map[string][]int{"calm": {500, 501}, "fell": {600, 500}, "law": {700, 705}, "old": {500, 501}, "red": {400, 402}, "rose": {300, 500}},
		map[string]int{"old": 2019})
	w.definitions = strings.Replace(w.definitions, "audiences: {B: page}\naudiences: {B: headline}\n", "audiences: {B: headline}\n", 1)
	sixty := 60.0
	w.goals = map[string]assess.Goal{"red": {Value: &sixty}}
	in := w.input(t)
	for rule, want := range map[string]string{
		"red": "red", "worsening": "fell", "red-or-worsening": "fell red", "movers": "rose fell", "statutory": "law", "late": "old",
		"all": "calm fell law old red rose", "headlines": "law red fell rose calm old",
	} {
		d := &draft{place: newPlace(in, authorities[0]), layout: Layout{Audience: "B"}, page: LayoutPage{Choose: rule}}
		var got []string
		for _, f := range d.chosen(nil) {
			got = append(got, f.def.ID)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", rule, g, want)
		}
	}
}

func TestWhatReadersAreNotToldStandsNowhere(t *testing.T) {
	const pages = "pages:\n  - {section: headlines, title: Head}\n  - {section: scorecard, title: Figures}\n  - {section: benchmarks, title: Others}\n  - {section: exceptions, title: Panels}\n"
	w := share("", 563, 48, 463, 524)
	goal := 60.5
	w.goals = map[string]assess.Goal{"share": {Value: &goal}}
	in := w.input(t)
	all := []string{"previous", "target", "similar", "region", "england"}
	for left, number := range map[string]float64{"target": 60.5, "similar": 56.3, "england": 48, "": 0} {
		var told []string
		for _, c := range all {
			if c != left {
				told = append(told, c)
			}
		}
		doc := Pack(in, layoutOf(t, head+"comparators: ["+strings.Join(told, ", ")+"]\n"+pages), int32(authorities[0]))
		got := contentOf(doc)
		if where := got.numbers[number]; left != "" && len(where) > 0 {
			t.Errorf("without %s its number stands at %s", left, where[0])
		}
		if left == "" && (len(got.numbers[60.5]) == 0 || len(got.numbers[56.3]) == 0 || len(got.numbers[48]) == 0) {
			t.Error("with all comparators a number is missing")
		}
		if len(got.numbers[52.4]) == 0 {
			t.Errorf("without %q the figure itself is gone", left)
		}
	}
	words := wordsOf(Pack(in, layoutOf(t, head+"comparators: [similar]\n"+pages), int32(authorities[0])))
	for _, gone := range []string{"Improved", "improved", "up from", "England", "\nRed\n", "Not rated", "Rating", "Goal", "Previous"} {
		if strings.Contains(words, gone) {
			at := strings.Index(words, gone)
			t.Errorf("a pack with similar areas alone says %q: %s", gone, words[max(0, at-40):min(len(words), at+40)])
		}
	}
}

func TestASummaryHasFirstLinesAndNoTablesBelowCharts(t *testing.T) {
	const pages = "pages:\n  - {section: scorecard, title: Figures}\n  - {section: benchmarks, title: Others}\n"
	in := share("", 563, 48, 463, 524).input(t)
	for detail, want := range map[string]bool{"full": true, "summary": false} {
		seconds, tables := 0, 0
		for _, p := range Pack(in, layoutOf(t, head+"detail: "+detail+"\n"+pages), int32(authorities[0])).Pages {
			for _, b := range p.Blocks {
				switch b := b.(type) {
				case document.Table:
					for _, c := range b.Groups[0].Rows[0].Cells {
						if c.Second != "" {
							seconds++
						}
						if c.Text.String() == "" && c.Symbol == 0 {
							t.Errorf("%s: an empty cell", detail)
						}
					}
				case document.Benchmark:
					if b.Chart.Table != nil {
						tables++
					}
				}
			}
		}
		if (seconds > 0) != want || (tables > 0) != want {
			t.Errorf("%s: %d second lines, %d tables", detail, seconds, tables)
		}
	}
}

func TestCountsAreRoundedAndSmallOnesAreNotZero(t *testing.T) {
	w := world{definitions: indicator("many", "count", "count", "") + indicator("few", "count", "count", "numerator: {source: src, column: few}\n"), measures: []string{"n", "few"}}
	for y, n := range []int{1111, 1222, 1234} {
		w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), n, 2))
	}
	doc := Pack(w.input(t), layoutOf(t, head+"rounding: 5\npages:\n  - {section: scorecard, title: Figures}\n"), int32(authorities[0]))
	got, words := contentOf(doc), wordsOf(doc)
	if !strings.Contains(words, "1,235") || !strings.Contains(words, "1,220") || len(got.numbers[1234]) > 0 {
		t.Errorf("1,234 and 1,222 are not to the nearest five:\n%s", words)
	}
	if !strings.Contains(words, "not zero, but rounds to zero") {
		t.Error("a count of 2 is not said to be low")
	}
}

func TestAFloorOfOnesOwnHidesMore(t *testing.T) {
	w := world{definitions: indicator("some", "count", "count", ""), measures: []string{"n"}}
	for y, n := range []int{71, 72, 73} {
		w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), n))
	}
	in := w.input(t)
	for floor, shown := range map[string]bool{"": true, "floor: 50\n": true, "floor: 80\n": false} {
		doc := Pack(in, layoutOf(t, head+floor+"pages:\n  - {section: scorecard, title: Figures}\n"), int32(authorities[0]))
		if got := len(contentOf(doc).numbers[73]) > 0; got != shown {
			t.Errorf("%q: shown %v", floor, got)
		}
	}
}

func TestWhatAPackCannotAskForIsTold(t *testing.T) {
	const page = "pages:\n  - {section: scorecard, title: Figures}\n"
	for text, want := range map[string]string{
		head + "detail: some\n" + page:                                                   `unknown detail "some"`,
		head + "comparators: [region, moon]\n" + page:                                    `unknown comparator "moon"`,
		head + "rounding: 3\n" + page:                                                    "counts cannot be rounded to the nearest 3",
		head + "provisional: maybe\n" + page:                                             `"maybe" says nothing of provisional figures`,
		head + "budget: {least: 9, most: 4}\n" + page:                                    "no number of pages is within this budget",
		head + "pages:\n  - {section: scorecard, choose: nice}\n":                        `unknown rule "nice"`,
		head + "pages:\n  - {section: scorecard, choose: red, indicators: [a]}\n":        "a page has both a rule and a list of indicators",
		head + "pages:\n  - {section: scorecard, also: [risk]}\n":                        `unknown section "risk"`,
		strings.Replace(head, "audience: B", "audience: Q", 1) + page:                    `unknown audience "Q"`,
		strings.Replace(head, "voice: board", "voice: members", 1) + "floor: 5\n" + page: "a floor of 5 is looser than the voice's",
	} {
		var l diag.List
		LoadLayouts(fstest.MapFS{"packs/short.yaml": {Data: []byte(text)}}, &l)
		var got []string
		for _, d := range l.Sorted() {
			got = append(got, d.Message)
			if d.Pos.Line < 2 || d.Expected == "" {
				t.Errorf("%s: at %v, expected %q", d.Message, d.Pos, d.Expected)
			}
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Error(diff)
		}
	}
}
