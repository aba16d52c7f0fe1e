package compose

import (
	"slices"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// behind is a world whose one figure is red: 52.4% against a goal of 60%, down
// from 58.0%.
func behind(notes map[string]string) world {
	w := share("", 563, 49, 580, 524)
	goal, within := 60.0, 2.0
	w.goals = map[string]assess.Goal{"share": {Value: &goal, AmberWithin: &within}}
	w.commentary = map[string]string{}
	for name, text := range notes {
		w.commentary["notes/"+name] = text
	}
	return w
}

// wantsOf are the texts of the board pack about one figure.
func wantsOf(t *testing.T, in *Input) (Want, string) {
	t.Helper()
	for _, y := range in.Packs {
		if y.ID != "board" {
			continue
		}
		d, wants := PackWants(in, y, int32(authorities[0]))
		for _, w := range wants {
			if w.Indicator == "share" {
				return w, wordsOf(d)
			}
		}
		return Want{}, wordsOf(d)
	}
	t.Fatal("no board pack")
	return Want{}, ""
}

const frontOf = "---\nindicator: share\naudience: B\nperiod: \"2024\"\nauthor_role: Head of plans\nstatus: approved\nreview_by: 2025-12-08\n---\n\n"

func TestATextIsMissingADraftUnfilledOrOutOfDate(t *testing.T) {
	all := "# Why\n\nWe think requests rose.\n\n# Who is affected\n\nPupils.\n"
	for name, c := range map[string]struct {
		text    string
		want    []State
		explain bool
	}{
		"nothing":              {"", []State{Missing}, true},
		"approved":             {frontOf + all, nil, false},
		"a draft":              {strings.Replace(frontOf, "approved", "draft", 1) + all, []State{Draft}, true},
		"a prompt left":        {frontOf + all + "\n# Who\n\n[To be written: the role.]\n", []State{Unfilled}, true},
		"an empty heading":     {frontOf + all + "\n# Who\n", []State{Unfilled}, true},
		"an earlier period":    {strings.Replace(frontOf, "2024", "2023", 1) + all, []State{Older}, false},
		"a review date past":   {strings.Replace(frontOf, "2025-12-08", "2025-06-29", 1) + all, []State{Overdue}, false},
		"review on that day":   {strings.Replace(frontOf, "2025-12-08", "2025-06-30", 1) + all, nil, false},
		"without a period":     {strings.Replace(frontOf, "period: \"2024\"\n", "", 1) + all, nil, false},
		"a draft, out of date": {strings.NewReplacer("approved", "draft", "2024", "2023").Replace(frontOf) + all, []State{Draft, Older}, true},
	} {
		notes := map[string]string{}
		if c.text != "" {
			notes["share.board.md"] = c.text
		}
		got, _ := wantsOf(t, behind(notes).input(t))
		if !slices.Equal(got.States, c.want) || got.Unexplained() != c.explain {
			t.Errorf("%s: states %q, unexplained %v; want %q, %v", name, got.States, got.Unexplained(), c.want, c.explain)
		}
		if !slices.Equal(got.Reasons, []string{"red", "worsening"}) {
			t.Errorf("%s: reasons %q", name, got.Reasons)
		}
	}
}

func TestAnUnfilledStubPrintsWhoIsAskedAndNoPrompt(t *testing.T) {
	in := behind(nil).input(t)
	in.Project.Owner, in.Project.Published = "Head of SEND", "2025-09-08"
	w, _ := wantsOf(t, in)
	stub := string(Stub(w))
	for _, want := range []string{"indicator: share\n", "audience: B\n", "status: draft\n", "due: \"2025-09-08\"\n", "period: \"2024\"\n", "{{sentence}}", "# Decision asked\n\n[To be written: "} {
		if !strings.Contains(stub, want) {
			t.Errorf("the stub lacks %q:\n%s", want, stub)
		}
	}
	if name := StubName(w, false); name != "share.board.md" {
		t.Errorf("it is called %s", name)
	}
	for _, draft := range []bool{false, true} {
		in := behind(map[string]string{"share.board.md": stub}).input(t)
		in.Draft = draft
		_, words := wantsOf(t, in)
		if !strings.Contains(words, "Not yet provided by the head of SEND, due 8 September 2025") {
			t.Errorf("draft %v: nobody is named:\n%s", draft, words)
		}
		if strings.Contains(words, "To be written") || strings.Contains(words, "{{") {
			t.Errorf("draft %v: a prompt is printed", draft)
		}
	}
}

func TestADraftStandsOnlyInPacksThatAreDrafts(t *testing.T) {
	text := strings.Replace(frontOf, "approved", "draft", 1) + "# Why\n\nWe think requests rose.\n"
	for _, draft := range []bool{false, true} {
		in := behind(map[string]string{"share.board.md": text}).input(t)
		in.Draft = draft
		if _, words := wantsOf(t, in); strings.Contains(words, "We think requests rose.") != draft {
			t.Errorf("draft %v: the text is in the wrong packs", draft)
		}
	}
}

func TestWhatAPersonSaysOfTheDataIsPrintedWithItsFigures(t *testing.T) {
	text := frontOf + "# What the data says\n\n{{sentence}} That is {{change}}.\n\n# Confidence in the data\n\nLow: two schools sent nothing.\n"
	_, words := wantsOf(t, behind(map[string]string{"share.board.md": text}).input(t))
	for _, want := range []string{"52.4%", " That is ", "Low: two schools sent nothing."} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in the pack", want)
		}
	}
}

func TestTypedFiguresAreToldByWhatTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"It is {{value}}.":              "",
		"It is 52.4% now.":              `notes/share.board.md:12:7: "52.4%" is typed`,
		"It is 52% now.":                `notes/share.board.md:12:7: "52%" is typed`,
		"It was 58 per cent.":           `notes/share.board.md:12:8: "58 per cent" is typed`,
		"England has 49%.":              `notes/share.board.md:12:13: "49%" is typed`,
		"It is 54%.":                    `notes/share.board.md:12:7: "54%" is typed, and no figure of share is that`,
		"About 7 out of 10 wait.":       `notes/share.board.md:12:7: "7 out of 10" is typed, and the figure of share is 5 out of 10`,
		"Five out of ten wait.":         "",
		"By 2026, in 20 weeks.":         "",
		"- first\n- it is **53%** here": `notes/share.board.md:13:11: "53%" is typed, and no figure of share is that`,
	} {
		in := behind(map[string]string{"share.board.md": frontOf + "# Why\n\n" + text + "\n"}).input(t)
		var l diag.List
		TypedFigures(in, int32(authorities[0]), &l)
		var got []string
		for _, d := range l.Sorted() {
			got = append(got, d.Pos.String()+": "+d.Message)
			if d.Severity != diag.Warning || d.Expected == "" {
				t.Errorf("%q: %v", text, d)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestDecisionsAndRisksAreReadAndChecked(t *testing.T) {
	files := map[string]string{
		"d.csv": "date,verb,text,owner_role,indicator,outcome\n2026-09-15,note,The figures,Head,share,\n2026-06-16,approve,A post,Head,,Approved\n2026-02-30,agree,,Dr Hall,nothing,\n",
		"r.csv": "id,risk,cause,likelihood,impact,direction,mitigation,owner_role,review_date,indicator\n" +
			"R1,Late advice,Vacant posts,4,4,rising,Agency cover,Head,2026-12-08,share\nR2,Less money,,3,3,steady,Budget report,Head,2026-12-08,\nR3,Small,,1,2,new,Watch,Head,2026-12-08,\n" +
			"R1,Again,,6,2,sinking,Watch,Head,soon,\n",
	}
	c, said := commentary(files, map[string]string{"decisions": "d.csv", "risks": "r.csv"})
	if len(c.Decisions) != 3 || !c.Decisions[0].Asked() || c.Decisions[1].Asked() {
		t.Errorf("decisions %+v", c.Decisions)
	}
	var ratings []string
	for _, r := range c.Risks {
		ratings = append(ratings, r.Rating())
	}
	if !slices.Equal(ratings, []string{"red", "amber", "green", "amber"}) || c.Risks[0].Score() != 16 {
		t.Errorf("risks are %q", ratings)
	}
	var got []string
	for _, d := range said {
		got = append(got, d.Pos.String()+": "+d.Message)
	}
	want := []string{
		`place/d.csv:4:1: date "2026-02-30" is not a date`, `place/d.csv:4:12: verb "agree" is not known`, "place/d.csv:4:18: text is empty",
		`place/d.csv:4:19: owner_role "Dr Hall" looks like a person`, `place/d.csv:4:27: no indicator has the id "nothing"`,
		`place/r.csv:5:1: a second risk has the id "R1"`, `place/r.csv:5:11: likelihood "6" is outside the scale`, `place/r.csv:5:15: direction "sinking" is not known`,
		`place/r.csv:5:34: review_date "soon" is not a date`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatWasWrittenIsKnownByItsPlace(t *testing.T) {
	in := behind(map[string]string{"share.board.md": strings.Replace(frontOf, "period", "title: \"Only {{value}} on time\"\nperiod", 1) + "# Why\n\nOne **bold** word.\nA second line.\n\n- an item\n"}).input(t)
	var got []string
	for _, w := range in.Commentary.Written() {
		for _, r := range w {
			got = append(got, r.Pos.String()+" "+r.Text)
		}
	}
	want := []string{"notes/share.board.md:4:9 Only", "notes/share.board.md:4:24 on time", "notes/share.board.md:13:1 One", "notes/share.board.md:13:7 bold", "notes/share.board.md:13:14 word.",
		"notes/share.board.md:14:1 A second line.", "notes/share.board.md:16:3 an item"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestReadTypedNumbers(t *testing.T) {
	for text, want := range map[string]float64{"1,234": 1234, "52.4": 52.4, "0": 0} {
		v, _, ok := readTyped(text)
		if !ok || v != want {
			t.Errorf("%s: %v, %v", text, v, ok)
		}
	}
	if !rounds(52, 52.4, 0) || rounds(53, 52.4, 0) || !rounds(52.4, quantity.Of(52.44).Number, 1) {
		t.Error("rounding is not that of the decimals typed")
	}
}
