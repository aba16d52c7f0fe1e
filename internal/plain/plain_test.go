package plain

import (
	"math"
	"strings"
	"testing"
)

func TestSentencesEndWhereAReaderWouldStop(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                             nil,
		"One. Two! Three?":                             {"One.", "Two!", "Three?"},
		"It rose by 3.5 points. Good.":                 {"It rose by 3.5 points.", "Good."},
		"Ask Dr. Hall or St. Mary's.":                  {"Ask Dr. Hall or St. Mary's."},
		"Some help, e.g. Speech. More.":                {"Some help, e.g. Speech.", "More."},
		"See no. 5. The answer is no. We asked.":       {"See no. 5.", "The answer is no.", "We asked."},
		"“We wait.” They said so.":                     {"“We wait.”", "They said so."},
		"It ended (late.) Then it began.":              {"It ended (late.)", "Then it began."},
		"It is 5 p.m. now. Go.":                        {"It is 5 p.m. now.", "Go."},
		"Wait… then go. Now":                           {"Wait… then go.", "Now"},
		"First line\nSecond line":                      {"First line", "Second line"},
		"Need help now? Ring 01999 555 0100. It helps": {"Need help now?", "Ring 01999 555 0100.", "It helps"},
		"J. Smith":                                     {"J. Smith"},
		"... !? — •":                                   nil,
		"Is it 6? 7 of 10 say so":                      {"Is it 6?", "7 of 10 say so"},
	} {
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestWordsAreWhatAReaderWouldCount(t *testing.T) {
	for text, want := range map[string]string{
		"part-time and/or full-time":        "part-time and or full-time",
		"52%, up from 46.3% (2024/25)":      "52 up from 46.3 2024/25",
		"£4.2m — at last":                   "4.2m at last",
		"pages 3–5":                         "pages 3–5",
		"families’ views & “ours”":          "families views & ours",
		"01999\u00a0555":                    "01999\u00a0555",
		"ring 01999 555 0100, or 24 7":      "ring 01999 555 0100 or 24 7",
		"***":                               "",
		"SEND; EHC plan: here!":             "SEND EHC plan here",
		"children—and parents":              "children and parents",
		"don't":                             "don't",
		"an e-mail to forum@area.example .": "an e-mail to forum@area.example",
	} {
		var got []string
		for _, w := range Words(text) {
			if text[w.Start:w.End] != w.Text {
				t.Errorf("%q: %q is not at its place", text, w.Text)
			}
			got = append(got, w.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestTheFormulasAreThoseThatWerePublished(t *testing.T) {
	// Twenty sentences of five words of one syllable, then the same with one word
	// of four syllables in each.
	easy := strings.Repeat("We asked all of you. ", 20)
	hard := strings.Repeat("We asked all authorities now. ", 30)
	m := Of([]Passage{{Text: easy}})
	if m.Words != 100 || m.Sentences != 20 || m.Syllables != 100 || m.Polysyllables != 0 || m.Longest != 5 {
		t.Fatalf("got %+v", m)
	}
	// 0.39 × 5 + 11.8 × 1 − 15.59 = −1.84, and 5 years more.
	if age, ok := m.Age(); !ok || math.Abs(age-3.16) > 1e-9 {
		t.Errorf("age %v, %v", age, ok)
	}
	if _, ok := m.SMOG(); ok {
		t.Error("SMOG says something of 20 sentences")
	}
	// 1.0430 × √(30 × 30 / 30) + 3.1291 = 8.8418…, and 5 years more.
	if smog, ok := Of([]Passage{{Text: hard}}).SMOG(); !ok || math.Abs(smog-(1.0430*math.Sqrt(30)+8.1291)) > 1e-9 {
		t.Errorf("SMOG %v, %v", smog, ok)
	}
}

func TestTooShortATextSaysNothing(t *testing.T) {
	for _, p := range [][]Passage{nil, {{Text: "We were late."}}, {{Text: strings.Repeat("word ", 200), Kind: Label}}} {
		if age, ok := Of(p).Age(); ok || age != 0 {
			t.Errorf("%v has an age of %v", p, age)
		}
	}
}

func TestLabelsDoNotFlatterTheTextAroundThem(t *testing.T) {
	for name, c := range map[string]struct {
		p    Passage
		want int
	}{
		"a label":                  {Passage{"By when", Label}, 0},
		"a short heading":          {Passage{"What we found", Heading}, 0},
		"a heading with a finding": {Passage{"More plans finish on time", Heading}, 1},
		"a name in a list":         {Passage{"Local Offer", Running}, 0},
		"a short sentence":         {Passage{"It is free.", Running}, 1},
		"two sentences":            {Passage{"Ring us. It is free.", Running}, 2},
		"a quote":                  {Passage{"We want to see dates.", Quote}, 1},
		"a publication's title":    {Passage{"Pupil absence in schools in England, autumn term.", Name}, 0},
		"a picture's text":         {Passage{"Plans on time rose from 46% to 52%.", Aside}, 0},
	} {
		if got := Of([]Passage{c.p}).Sentences; got != c.want {
			t.Errorf("%s: %d sentences, want %d", name, got, c.want)
		}
	}
}

func TestAcronymsMustBeExplainedWhereAPageFirstUsesThem(t *testing.T) {
	run := func(texts ...string) []Passage {
		var out []Passage
		for _, s := range texts {
			out = append(out, Passage{Text: s})
		}
		return out
	}
	for name, c := range map[string]struct {
		page []Passage
		want string
	}{
		"explained in brackets":            {run("An education, health and care plan (EHC plan). EHC plans are long."), ""},
		"explained after":                  {run("EHC plan: an education, health and care plan."), ""},
		"explained on an earlier line":     {run("Special educational needs and disabilities (SEND).", "SEND is wide. SEN support helps."), ""},
		"explained too late":               {run("SEND is wide.", "Special educational needs and disabilities (SEND)."), "SEND"},
		"in a heading, explained below it": {[]Passage{{"SEND in our area", Heading}, {Text: "Special educational needs and disabilities are wide."}}, ""},
		"in a heading, explained later":    {[]Passage{{"SEND in our area", Heading}, {Text: "We asked."}, {Text: "Special educational needs and disabilities are wide."}}, "SEND"},
		"never explained":                  {run("The ICB and the DfE met. The ICB left."), "ICB DfE"},
		"everyone knows":                   {run("The NHS and the MPs took GCSEs."), ""},
		"joined to a word":                 {run("SEND-related work."), "SEND"},
		"a whole line in capitals":         {run("BOARD VERSION 1.0"), ""},
		"with a digit":                     {run("The KS2 tests."), "KS"},
		"in a quotation":                   {[]Passage{{"The LA did well.", Quote}}, ""},
		"the letters in another order":     {run("Care, health and education (EHC)."), "EHC"},
		"one capital":                      {run("A plan. I know. Kent."), ""},
	} {
		var got []string
		for _, f := range Unexplained(c.page) {
			got = append(got, acronym(f.Text))
			if c.page[f.Passage].Text[f.Start:f.End] != f.Text {
				t.Errorf("%s: %q is not at its place", name, f.Text)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWordsToAvoidAreFoundWithBetterOnes(t *testing.T) {
	for text, want := range map[string]string{
		"SEND children wait.":             "SEND children>children with SEND",
		"Send children home.":             "",
		"Some are hard to reach.":         "hard to reach>families we have not reached",
		"The KPIs rose.":                  "KPIs>what we watch most closely",
		"A rag doll.":                     "",
		"RAG is red.":                     "RAG>leave it out",
		"The plans failed.":               "failed>did not get the plan on time",
		"A problematic word.":             "",
		"Our problem, your problems.":     "problem>support needs|problems>support needs",
		"Children with special needs met": "",
	} {
		var got []string
		for _, f := range Avoid("families", []Passage{{Text: text}}) {
			got = append(got, f.Text+">"+f.Better)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := Avoid("everyone", []Passage{{Text: "The baseline failed."}, {Text: "Pushy parents.", Kind: Quote}}); len(got) != 0 {
		t.Errorf("words of the trade, and a quotation, are told: %v", got)
	}
}

func FuzzAnyTextCanBeMeasured(f *testing.F) {
	for _, s := range []string{"One. Two! (Three?)", "…", "e.g. ", "\xff\xfe.", "A\u2028B", "İSEND’s ﬁn—al", "KS2/DfE—x", "n't", "ŷ-ŵ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, x := range Sentences(s) {
			if x.Start < end || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("%q: sentence at %v after %d", s, x, end)
			}
			end = x.End
		}
		for _, k := range []Kind{Running, Heading, Label, Quote, Aside, Name} {
			p := []Passage{{s, k}, {Text: "SEND and the KPI."}}
			m := Of(p)
			if m.Syllables < m.Words || m.Polysyllables > m.Words || m.Longest > m.Words {
				t.Fatalf("%q: %+v", s, m)
			}
			if _, ok := m.Age(); ok && m.Sentences == 0 {
				t.Fatalf("%q: an age without a sentence", s)
			}
			if _, ok := m.SMOG(); ok && m.Sentences < 30 {
				t.Fatalf("%q: SMOG of %d sentences", s, m.Sentences)
			}
			for _, found := range append(Unexplained(p), Avoid("families", p)...) {
				if p[found.Passage].Text[found.Start:found.End] != found.Text {
					t.Fatalf("%q: %+v is not at its place", s, found)
				}
			}
		}
	})
}
