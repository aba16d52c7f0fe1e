package compose

import (
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

const phrases = "words: {subject: new plans finished within 20 weeks, of: of new plans finished within 20 weeks, out_of_ten: new plans were finished in 20 weeks, topic: Getting a plan on time}\n"

func TestSentencesInThreeVoices(t *testing.T) {
	f := figureOf(t, share(phrases, 563, 48, 463, 524), "share")
	for name, c := range map[string]struct {
		got  document.Text
		want string
	}{
		"board":    {f.sentence(boardVoice), "52.4% of new plans finished within 20 weeks in 2024, up from 46.3% in 2023. This is worse than similar areas (56.3%)."},
		"members":  {f.sentence(memberVoice), "52% of new plans finished within 20 weeks in 2024, up from 46% in 2023. This is worse than similar areas (56%)."},
		"families": {f.sentence(familyVoice), "52% of new plans finished within 20 weeks in 2024, up from 46% in 2023. This is worse than areas like ours (56%)."},
		"ten":      {f.familySentence(), "About 5 out of 10 new plans were finished in 20 weeks. It was 52% in 2024, up from 46% in 2023. This is worse than areas like ours (56%)."},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, c.got, c.want)
		}
	}
	if got := f.finding(); got != "Title of share: 52.4%, worse than similar areas" {
		t.Errorf("finding: %s", got)
	}
}

func TestNoSentenceSaysUpFromTheSameNumber(t *testing.T) {
	f := figureOf(t, share(phrases, 563, 48, 461, 464), "share")
	f.as.Change.Result = assess.NotTested
	if got := f.moved(memberVoice).String(); got != "almost the same as in 2023" {
		t.Errorf("members: %s", got)
	}
	if got := f.moved(boardVoice).String(); got != "up from 46.1% in 2023" {
		t.Errorf("board: %s", got)
	}
	f.as.Change.Result = assess.NoChange
	if got := f.moved(boardVoice).String(); got != "about the same as 46.1% in 2023" {
		t.Errorf("not significant: %s", got)
	}
	if got := f.familyMove().String(); got != "This is about the same as in 2023." {
		t.Errorf("families: %s", got)
	}
	down := figureOf(t, share(phrases, 0, 0, 524, 463), "share")
	if got := down.moved(boardVoice).String(); got != "down from 52.4% in 2023" {
		t.Errorf("down: %s", got)
	}
}

func TestSentencesWithoutComparisonOrPhrase(t *testing.T) {
	alone := figureOf(t, share("", 0, 0, 524), "share")
	if got := alone.sentence(boardVoice).String(); got != "Title of share: 52.4% in 2024." {
		t.Errorf("alone: %s", got)
	}
	few := share(phrases, 0, 0, 463, 524)
	few.rows = append(few.rows, row(code(authorities[1]), "2024", 500, 1000))
	if got := figureOf(t, few, "share").sentence(familyVoice).String(); got != "52% of new plans finished within 20 weeks in 2024, up from 46% in 2023. Not enough areas like ours have data to compare." {
		t.Errorf("few neighbours: %s", got)
	}
	few.rows[1] += "provisional"
	if got := figureOf(t, few, "share").sentence(boardVoice).String(); got != "52.4% of new plans finished within 20 weeks in 2024, up from 46.3% in 2023 (provisional). Not enough similar areas have data to compare." {
		t.Errorf("few neighbours, provisional: %s", got)
	}
	hidden := figureOf(t, share("suppression: S1\n"+phrases, 563, 48, 463, 3), "share")
	if got := hidden.sentence(boardVoice).String(); got != "New plans finished within 20 weeks: too small to show (2024)." {
		t.Errorf("suppressed: %s", got)
	}
	provisional := share(phrases, 0, 0, 524)
	provisional.rows[0] += "provisional"
	if got := figureOf(t, provisional, "share").sentence(boardVoice).String(); got != "52.4% of new plans finished within 20 weeks in 2024 (provisional)." {
		t.Errorf("provisional: %s", got)
	}
}

func TestUntestedFiguresCountTheirNeighbours(t *testing.T) {
	w := world{definitions: indicator("score", "index", "weeks", "polarity: low\nvalue: {source: src, column: n}\nwords: {unit: weeks on average}\n"), measures: []string{"n"}}
	w.rows = append(w.rows, row(code(authorities[0]), "2024", 30))
	for n, a := range authorities[1:10] {
		w.rows = append(w.rows, row(code(a), "2024", 24+n))
	}
	f := figureOf(t, w, "score")
	if got := f.sentence(boardVoice).String(); got != "Title of score: 30.0 weeks on average in 2024. This is higher than 6 of 9 similar areas with data, and the same as one." {
		t.Errorf("got %s", got)
	}
	if got := f.similarLine().Text.String(); got != "Higher than 6 of 9 similar areas with data, and the same as one" {
		t.Errorf("line: %s", got)
	}
	for _, c := range []struct {
		lower, higher, n, of int
		want                 string
	}{{2, 7, 9, 10, "lower than 7 of 9 similar areas with data"}, {5, 5, 10, 10, "in the middle of 10 similar areas"}, {8, 2, 10, 10, "higher than 8 of 10 similar areas"}} {
		f.as.SN.Lower, f.as.SN.Higher, f.as.SN.N, f.as.SN.Of = c.lower, c.higher, c.n, c.of
		if got := f.counted(boardVoice).String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestASmallSampleIsShownButNotCompared(t *testing.T) {
	w := share("suppression: S5\n"+phrases, 563, 48, 463)
	w.definitions = strings.Replace(w.definitions, "measure: proportion", "measure: survey", 1)
	w.rows = append(w.rows[1:], row(code(authorities[0]), "2024", 10, 25))
	f := figureOf(t, w, "share")
	if got := f.sentence(boardVoice).String(); got != "40.0% of new plans finished within 20 weeks in 2024. Based on 25 answers, so treat with care." {
		t.Errorf("sentence: %s", got)
	}
	if got := f.similarLine().Text.String(); got != "Too few answers to compare" {
		t.Errorf("line: %s", got)
	}
	for _, fact := range f.verdicts() {
		if s := fact.Verdict.String() + fact.Detail; strings.Contains(s, "lower") || strings.Contains(s, "higher") {
			t.Errorf("%s: %s", fact.Term, s)
		}
	}
	for name, s := range map[string]string{"finding": f.finding(), "headline": f.benchmarkHeadline(), "chart": f.benchmarkFinding()} {
		if strings.Contains(s, "than") || strings.Contains(s, "middle") {
			t.Errorf("%s compares: %s", name, s)
		}
	}
}

func TestChangeLineForEveryOutcome(t *testing.T) {
	for _, c := range []struct {
		polarity, result string
		change           float64
		mark             document.Mark
		want             string
	}{
		{"high", assess.Increase, 6.1, document.Up, "Improved: +6.1 points on 2023"}, {"high", assess.Decrease, -6.1, document.Down, "Worsened: −6.1 points on 2023"},
		{"low", assess.Increase, 6.1, document.Up, "Worsened: +6.1 points on 2023"}, {"low", assess.Decrease, -6.1, document.Down, "Improved: −6.1 points on 2023"},
		{"none", assess.Increase, 6.1, document.Up, "Increased: +6.1 points on 2023"}, {"target", assess.Decrease, -6.1, document.Down, "Decreased: −6.1 points on 2023"},
		{"high", assess.NoChange, 0.6, document.Up, "About the same: +0.6 points on 2023"}, {"high", assess.NoChange, 0.04, document.Level, "About the same: 0.0 points on 2023"},
		{"low", assess.NotTested, -1, document.Down, "−1.0 points on 2023, not tested"},
	} {
		f := figureOf(t, share("", 0, 0, 463, 524), "share")
		f.def.Polarity, f.as.Change.Result, f.as.Change.Value = c.polarity, c.result, quantity.Of(c.change)
		if m := f.changeLine(); m.Text.String() != c.want || m.Mark != c.mark {
			t.Errorf("%s %s: %q with mark %d, want %q with %d", c.polarity, c.result, m.Text, m.Mark, c.want, c.mark)
		}
	}
	f := figureOf(t, share("", 0, 0, 524), "share")
	if m := f.changeLine(); m.Mark != document.NoComparison || m.Text.String() != "No comparison: no figure for the period before" || f.moved(boardVoice) != nil {
		t.Errorf("nothing before: %q", m.Text)
	}
}

func TestSimilarLineForEveryOutcome(t *testing.T) {
	base := share("", 563, 48, 524)
	for outcome, c := range map[assess.Outcome]struct {
		mark document.Mark
		want string
	}{assess.Better: {document.Better, "Better than similar areas, 56.3%"}, assess.Worse: {document.Worse, "Worse than similar areas, 56.3%"}, assess.SimilarTo: {document.Similar, "About the same as similar areas, 56.3%"},
		assess.Higher: {document.NoComparison, "Higher than similar areas, 56.3%"}, assess.Lower: {document.NoComparison, "Lower than similar areas, 56.3%"}, assess.NotCompared: {document.NoComparison, "Lower than all 10 similar areas"}} {
		f := figureOf(t, base, "share")
		f.as.SN.Outcome = outcome
		if m := f.similarLine(); m.Mark != c.mark || m.Text.String() != c.want {
			t.Errorf("%q: %q, mark %d", outcome, m.Text, m.Mark)
		}
	}
	for want, change := range map[string]func(*figure){
		"Not collected for similar areas":     func(f *figure) { f.def.CDC.PopulatedBy, f.as.SN.N = "local", 0 },
		"No similar areas are known":          func(f *figure) { f.as.SN.N, f.as.SN.Of = 0, 0 },
		"Not published for similar areas":     func(f *figure) { f.as.SN.N = 0 },
		"Similar areas: 56.3%":                func(f *figure) { r := *f.as.Result; r.Value = quantity.Missing(quantity.Suppressed); f.as.Result = &r },
		"A count: not compared between areas": func(f *figure) { f.def.Measure = "count" },
		"Too few similar areas have data":     func(f *figure) { f.as.SN.N, f.as.SN.Min = 5, 6 },
	} {
		f := figureOf(t, base, "share")
		f.as.SN.Outcome = assess.NotCompared
		change(f)
		if got := f.similarLine().Text.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestGoalsAreSaidAsPeopleSayThem(t *testing.T) {
	f := figureOf(t, share("", 0, 0, 524), "share")
	for v, want := range map[float64]string{60: "60%", 62.5: "62.5%", 0: "0%", 100: "100%"} {
		if got := f.goal(quantity.Of(v)).Text; got != want {
			t.Errorf("goal of %v is %q", v, got)
		}
	}
	if got := f.goal(quantity.Missing(quantity.Suppressed)).Text; got != "c" {
		t.Errorf("no goal: %q", got)
	}
	for _, c := range []struct{ basis, rag, want string }{
		{"target", "green", "Goal of 60% met"}, {"target", "amber", "Close to goal of 60%"}, {"target", "red", "Goal of 60% not met"}, {"target", "not-rated", "Not rated"},
		// The figure is 52.4: against others its side is told, which is no test.
		{"sn", "red", "Lower than the similar areas’ average, 60%"}, {"england", "amber", "Lower than the England figure, 60%"}, {"region", "red", "Lower than the regional figure, 60%"},
	} {
		f.as.Rating = assess.Rating{Basis: c.basis, RAG: c.rag, Target: quantity.Of(60)}
		if got := f.goalPhrase().Text.String(); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.basis, c.rag, got, c.want)
		}
	}
}

func TestWordsForWhatIsMissing(t *testing.T) {
	f := figureOf(t, share("", 0, 0, 524), "share")
	r := *f.as.Result
	f.as.Result = &r
	seen := map[string]bool{}
	for _, s := range []quantity.Symbol{quantity.Suppressed, quantity.NotApplicable, quantity.NotAvailable, quantity.Low, quantity.Unreliable} {
		r.Value = quantity.Missing(s)
		w := f.missingWords()
		if seen[w] || w == "" {
			t.Errorf("%s has no words of its own: %q", s.Code(), w)
		}
		seen[w] = true
		if short := shortMissing(s); len(short) > 14 || short == "" {
			t.Errorf("%s over a hatch: %q", s.Code(), short)
		}
	}
	f.has = false
	if f.missingWords() != "Not available" {
		t.Error("no row at all")
	}
}

func TestSmallWords(t *testing.T) {
	for s, want := range map[string]string{"": "", "Pupils with a plan": "pupils with a plan", "EHC plans": "EHC plans", "England": "England", "Élan": "élan", "GCSEs": "GCSEs"} {
		if got := lower(s); got != want {
			t.Errorf("lower(%q) = %q", s, got)
		}
	}
	if upper("élan") != "Élan" || upper("") != "" {
		t.Error("upper")
	}
	if number(0) != "no" || number(10) != "ten" || number(11) != "11" || number(-1) != "-1" || plural(1, "area", "areas") != "1 area" || plural(0, "area", "areas") != "0 areas" {
		t.Error("numbers in words")
	}
	if list(nil) != "" || list([]string{"a"}) != "a" || list([]string{"a", "b", "c"}) != "a, b and c" {
		t.Error("lists in words")
	}
	if longDate("2026-06-30") != "30 June 2026" || longDate("2026-13-30") != "2026-13-30" || longDate("soon") != "soon" || monthYear("2026-06-30") != "June 2026" {
		t.Error("dates in words")
	}
}

func TestPointsAreNeverPerCents(t *testing.T) {
	f := figureOf(t, share("", 563, 48, 463, 524), "share")
	if got := text(f.points()).String(); got != "+6.1 points" {
		t.Errorf("change: %q", got)
	}
	if c := f.changeCell(); c.Text.String() != "+6.1 pp" {
		t.Errorf("scorecard: %q", c.Text)
	}
	if got := f.verdict(assess.Comparison{Gap: quantity.Of(-3.9)}, false).String(); got != "3.9 points lower" {
		t.Errorf("gap: %q", got)
	}
}
