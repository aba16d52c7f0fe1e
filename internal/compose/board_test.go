package compose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// one composes a pack of one page.
func one(t *testing.T, in *Input, page string) document.Document {
	t.Helper()
	return Pack(in, layoutOf(t, head+"pages:\n  - "+page+"\n"), int32(authorities[0]))
}

// rowsOf are the rows of all tables of a document as lines of cells, the second
// line of a cell after a slash.
func rowsOf(doc document.Document) []string {
	var out []string
	for _, p := range doc.Pages {
		for _, b := range p.Blocks {
			t, ok := b.(document.Table)
			if !ok {
				continue
			}
			for _, g := range t.Groups {
				for _, r := range g.Rows {
					var cells []string
					for _, c := range r.Cells {
						s := c.Text.String()
						if c.Second != "" {
							s += " / " + c.Second
						}
						cells = append(cells, s)
					}
					out = append(out, strings.Join(cells, " | "))
				}
			}
		}
	}
	return out
}

func same(t *testing.T, want, got []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestTheHighestRiskComesFirstWithTheFigureThatWouldShowIt(t *testing.T) {
	w := share("", 563, 48, 463, 524)
	w.commentary = map[string]string{"risks.csv": "id,risk,cause,likelihood,impact,direction,mitigation,owner_role,review_date,indicator\n" +
		"R1,Small thing,,2,3,steady,Watch it,Head of one,2025-09-01,\nR2,Plans come late,No staff,4,4,rising,Hire,Head of two,2025-09-02,share\n"}
	w.tables = map[string]string{"risks": "risks.csv"}
	doc := one(t, w.input(t), "{section: risks, title: Risks}")
	same(t, []string{"R2 Plans come late (title of share: 52.4%) / No staff | Red / 4 × 4 = 16 | Rising | Hire / Head of two | 2 September 2025",
		"R1 Small thing | Green / 2 × 3 = 6 | Steady | Watch it / Head of one | 1 September 2025"}, rowsOf(doc))
	if got := doc.Pages[0].Title; got != "Risks: one of two rated red" {
		t.Error(got)
	}
}

func TestALocalGoalThatIsMetDoesNotHideThatTheLawIsNot(t *testing.T) {
	w := share("target: {kind: statutory, value: 100}\nnumerator: {source: src, column: n}\ndenominator: {source: src, column: d}\n", 563, 48, 463, 524)
	goal := 50.0
	w.goals = map[string]assess.Goal{"share": {Value: &goal, By: "March 2026"}}
	doc := one(t, w.input(t), "{section: duties, title: Duties}")
	same(t, []string{"Title of share / 2024 | 52.4% | 100% | Not met | 50% / March 2026 | +6.1 pp / improved"}, rowsOf(doc))
	if got := doc.Pages[0].Title; got != "Duties: the only one judged not met in full" {
		t.Error(got)
	}
}

func TestTheActionLogTellsWhatIsPastItsDateAndWhatWasDecided(t *testing.T) {
	w := share("", 563, 48, 463, 524)
	w.commentary = map[string]string{
		"actions.csv": "what,who_role,by_when,status,indicator,how_we_know\nHire staff,Head of one,2025-01-31,on track,share,More on time\n" +
			"Check drafts,Head of two,2025-02-28,done,,Fewer appeals\nPlan ahead,Head of three,2025-12-31,on track,,A plan\n",
		"decisions.csv": "date,verb,text,owner_role,indicator,outcome\n2025-03-01,approve,One form,Head of one,,Approved\n2025-07-01,endorse,The plan,Head of two,,\n"}
	w.tables = map[string]string{"actions": "actions.csv", "decisions": "decisions.csv"}
	in := w.input(t)
	doc := one(t, in, "{section: actions, title: Log}")
	same(t, []string{"Hire staff / Head of one | 31 January 2025 | On track / date has passed | Title of share: 52.4%, improved / More on time",
		"Check drafts / Head of two | 28 February 2025 | Done | Fewer appeals", "Plan ahead / Head of three | 31 December 2025 | On track | A plan",
		"Approve one form / Head of one | 1 March 2025 | Approved"}, rowsOf(doc))
	if got := doc.Pages[0].Title; got != "Log: one of three done, one late" {
		t.Error(got)
	}
	if words := wordsOf(one(t, in, "{section: headlines, title: Head}")); !strings.Contains(words, " the plan") || strings.Contains(words, "one form") {
		t.Error("the headlines ask for the decisions that are still open, and for no other")
	}
}

func TestTheDataAreRatedByWhatReadersWouldLookForInVain(t *testing.T) {
	for name, c := range map[string]struct {
		s    soundness
		want string
	}{
		"all there": {soundness{of: 20, known: 20}, "green"}, "hidden is given": {soundness{of: 20, known: 10, hidden: 10}, "green"},
		"one in twenty missing": {soundness{of: 20, known: 19}, "green"}, "two missing": {soundness{of: 20, known: 18}, "amber"},
		"four late": {soundness{of: 20, known: 20, late: 4}, "amber"}, "five old": {soundness{of: 20, known: 20, old: 5}, "red"}, "nothing asked for": {soundness{}, ""},
	} {
		if got := c.s.rating(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	doc := one(t, topics(nil, map[string][]int{"calm": {500, 501}, "old": {500, 501}}, map[string]int{"old": 2019}).input(t), "{section: quality, title: Data}")
	same(t, []string{"What is the local need? | 2 | 2 | 0 | 1 | 0 | Red"}, rowsOf(doc))
}

func TestWhatMovedStandsByItsWayAndWhatChangedSinceIsNamed(t *testing.T) {
	w := topics(map[string]string{"calm": "polarity: none\n"}, map[string][]int{"calm": {300, 500}, "fell": {600, 500}, "rose": {300, 400}}, nil)
	in := w.input(t)
	doc := one(t, in, "{section: changed, title: Changed}")
	same(t, []string{"Title of rose / 2024 | 30.0% | 40.0% | +10.0 pp / improved | x / not published | Not rated",
		"Title of fell / 2024 | 60.0% | 50.0% | −10.0 pp / worsened | x / not published | Not rated",
		"Title of calm / 2024 | 30.0% | 50.0% | +20.0 pp / increased | x / not published | Not rated"}, rowsOf(doc))
	me := diff.Place{Area: code(authorities[0]), Indicator: "fell", Period: "2023"}
	in.Changes = &diff.Changes{Old: diff.Edition{AsOf: "2025-03-31"}, Indicators: []diff.IndicatorChange{{Kind: diff.KindNew, ID: "rose", Title: "Title of rose"}, {Kind: diff.KindWithdrawn, ID: "gone", Title: "Title of gone"}},
		Periods: []diff.PeriodChange{{Kind: diff.KindNew, Indicator: "fell", Period: "2024"}}, Revised: []diff.Revision{{Place: me, NewDisplay: "60.0%", OldDisplay: "61.5%", Visible: true, Why: []string{"the source marks it as revised"}}},
		Judgements: []diff.Judgement{{Place: diff.Place{Indicator: "fell", Period: "2024"}, Of: "rag", Old: "green", New: "red"}}}
	words := wordsOf(one(t, in, "{section: changed, title: Changed}"))
	for _, want := range []string{"The edition with data to 31 March 2025.", "Title of rose.", "Title of gone.", "Title of fell for 2024.", "Title of fell, 2023, now 60.0% (the source marks it as revised).", "Title of fell, green to red."} {
		if !strings.Contains(words, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if strings.Contains(words, "61.5") {
		t.Error("a figure that was withdrawn is shown again")
	}
}

func TestNoRedGoesUnseenWhereThereIsNoRoomForItsPanel(t *testing.T) {
	years := map[string][]int{}
	goals := map[string]assess.Goal{}
	sixty := 60.0
	for _, id := range []string{"calm", "fell", "law", "old", "red", "rose"} {
		years[id], goals[id] = []int{400, 401}, assess.Goal{Value: &sixty}
	}
	w := topics(nil, years, nil)
	w.goals = goals
	in := w.input(t)
	for most, panels := range map[int]int{0: 6, 6: 6, 5: 5, 4: 3, 2: 1} {
		got, named := 0, ""
		doc := one(t, in, fmt.Sprintf("{section: exceptions, title: Red, most: %d}", most))
		for _, p := range doc.Pages {
			for _, b := range p.Blocks {
				switch b := b.(type) {
				case document.Panel:
					got++
				case document.Prose:
					named += b.Paragraphs[0].Text.String()
				}
			}
		}
		if left := strings.Count(named, "(40.1%)"); got != panels || got+left != 6 {
			t.Errorf("most %d: %d panels and %d named", most, got, left)
		}
	}
}

func TestTheDeepDiveAnswersTheBoardsQuestion(t *testing.T) {
	w := share("", 563, 48, 444, 463, 524)
	w.commentary = map[string]string{"notes/short.md": "---\npack: short\n---\n# Deep dive\nStaff left in {{period share}}.\n\n# Case study\nOne family waited.\n"}
	in := w.input(t)
	if got := one(t, in, "{section: deep-dive, title: Dive}"); len(got.Pages) != 0 {
		t.Error("a project without a question has a deep dive")
	}
	in.Project.DeepDive = &project.DeepDive{Question: "Why do plans wait?", Indicators: []string{"share", "missing"}, Text: "Asked in June."}
	doc := one(t, in, "{section: deep-dive, title: Dive}")
	words := wordsOf(doc)
	for _, want := range []string{"Why do plans wait?", "Asked in June.", "Staff left in 2024.", "One family waited."} {
		if !strings.Contains(words, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if c, ok := doc.Pages[0].Blocks[len(doc.Pages[0].Blocks)-4].(document.Columns); !ok || c.Left[0].(document.Chart).ID != "dive-1" {
		t.Error("there is no chart of the figure's course")
	}
}

func TestThePackSaysItsVersionsAndWhoStillHasToAgree(t *testing.T) {
	in := share("", 563, 48, 463, 524).input(t)
	in.Project.Meeting = project.Meeting{Embargo: "Not for release before 1 July 2025", NextPack: "October", History: []project.Version{{Version: "0.9", Date: "2025-06-01", What: "For partners"}},
		SignOff: []project.SignOff{{Part: "Health figures", Role: "Clinical officer", Date: "2025-06-02"}, {Part: "All of it", Role: "Director"}}}
	doc := one(t, in, "{section: cover, also: [sign-off]}")
	same(t, []string{"0.9 | 1 June 2025 | For partners", "Health figures | Clinical officer | 2 June 2025", "All of it | Director | Not yet"}, rowsOf(doc))
	if !strings.HasSuffix(doc.Footer, "Not for release before 1 July 2025.") {
		t.Errorf("the foot of each page says %q", doc.Footer)
	}
}

func TestAFigureOfAnEarlierYearIsItalic(t *testing.T) {
	in := share("", 563, 48, 463, 524).input(t)
	for asOf, want := range map[string]bool{"2025-06-30": false, "2025-12-31": false, "2026-01-01": true} {
		in.Project.AsOf = asOf
		f := newPlace(in, authorities[0]).byID["share"]
		if c := f.scorecardRow(&footnotes{}, symbolSet{}).Cells[1]; c.Italic != want {
			t.Errorf("%s: italic %v", asOf, c.Italic)
		}
	}
}

func TestAnExemptPackSaysItsParagraphsAndHoldsWhatThePublicPartLeavesOut(t *testing.T) {
	w := world{definitions: indicator("register", "count", "count", "suppression: S4\npolarity: none\naudiences: {B: page}\n") + indicator("cost", "index", "gbp", "audiences: {B: page}\nvalue: {source: src, column: cost}\n"), measures: []string{"n", "cost"}}
	for y, n := range []int{6543, 6544, 6545} {
		w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), n, 7000+y))
	}
	in := w.input(t)
	secret := secrets{6545: "the register"}
	if got := secret.found("board", pack(t, in, "board")); len(got) > 0 {
		t.Error(got)
	}
	doc := pack(t, in, "board-part-b")
	if len(secret.found("board-part-b", doc)) == 0 || len(contentOf(doc).numbers[7002]) == 0 {
		t.Error("part B shows neither the register nor the money")
	}
	words := wordsOf(doc)
	for _, want := range []string{"Exempt under paragraphs 1, 2 and 3 of Part 1 of Schedule 12A to the Local Government Act 1972", "has not been stated yet", "Official – Sensitive"} {
		if !strings.Contains(words, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if len(doc.Nav) > 0 || len(doc.Pages[0].Crumbs) > 0 {
		t.Error("it leads to the public pages")
	}
	in.Project.PartB = project.PartB{Paragraphs: []int{3}, Reason: "It would cost more."}
	if words := wordsOf(pack(t, in, "board-part-b")); !strings.Contains(words, "Exempt under paragraph 3 of") || !strings.Contains(words, "It would cost more.") {
		t.Error("the project's own paragraph and reason are not told")
	}
}
