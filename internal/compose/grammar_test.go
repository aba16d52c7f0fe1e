package compose

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// shipped are the definitions of the library that have a population to speak of.
func shipped(t testing.TB) []indicators.Definition {
	t.Helper()
	var out []indicators.Definition
	var l diag.List
	err := fs.WalkDir(indicators.Library(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, "_test.yaml") {
			return err
		}
		raw, err := fs.ReadFile(indicators.Library(), name)
		out = append(out, indicators.Decode(name, raw, &l)...)
		return err
	})
	if err != nil || l.HasErrors() || len(out) < 100 {
		t.Fatal(err, l.Sorted(), len(out))
	}
	return out
}

// twoPeriods are a period of each type and the one before it.
var twoPeriods = map[string][2]string{
	"AY": {"2023/24", "2024/25"}, "AT": {"2023/24 Autumn term", "2024/25 Autumn term"}, "SPT": {"2023/24 Spring term", "2024/25 Spring term"},
	"SUT": {"2023/24 Summer term", "2024/25 Summer term"}, "AS": {"2023/24 Autumn and spring term", "2024/25 Autumn and spring term"},
	"CY": {"2023", "2024"}, "FY": {"2023-24", "2024-25"}, "SJAN": {"January 2025", "January 2026"}, "S31M": {"31 March 2024", "31 March 2025"},
	"S30S": {"30 September 2023", "30 September 2024"}, "M": {"May 2026", "June 2026"}, "Q": {"Q1 2026-27", "Q2 2026-27"},
	"R12": {"12 months to June 2025", "12 months to June 2026"}, "MYE": {"mid-2023", "mid-2024"}, "SURV": {"Spring 2025", "Spring 2026"},
}

// madeUp is a figure of a definition with nothing but what a sentence needs.
func madeUp(t testing.TB, d *indicators.Definition) *figure {
	t.Helper()
	labels, ok := twoPeriods[d.Period.Type]
	if !ok {
		t.Fatalf("%s: no periods of type %s", d.ID, d.Period.Type)
	}
	i := &evaluate.Indicator{Def: d}
	for _, label := range labels {
		p, err := dataset.ParsePeriod(d.Period.Type, label, "")
		if err != nil {
			t.Fatal(err)
		}
		i.Periods = append(i.Periods, p)
	}
	in := &Input{Project: &project.Project{AsOf: "2026-06-30"}, Register: register, Sources: map[string]dataset.Spec{}}
	p := &place{in: in, id: authorities[0], area: register.Area(authorities[0]), byID: map[string]*figure{}}
	f := &figure{place: p, series: &assess.Series{Indicator: i}, def: d, latest: 1, has: true}
	f.as = assess.Assessment{Indicator: i, Result: &evaluate.Result{Area: p.id, Period: 1}}
	f.as.Change.Result = assess.NoComparison
	p.byID[d.ID] = f
	return f
}

// situation is one thing that can be true of a figure.
type situation struct {
	name string
	make func(*figure)
}

func valued(n float64) func(*figure) {
	return func(f *figure) { f.as.Result.Value = quantity.Of(n) }
}

func without(s quantity.Symbol) func(*figure) {
	return func(f *figure) { f.as.Result.Value = quantity.Missing(s) }
}

var levels = []situation{
	{"none", valued(0)}, {"one", valued(1)}, {"two", valued(2)}, {"many", valued(63.4)}, {"all", valued(100)}, {"thousands", valued(12345)},
	{"not published", without(quantity.NotAvailable)}, {"suppressed", without(quantity.Suppressed)}, {"does not apply", without(quantity.NotApplicable)},
	{"low", without(quantity.Low)}, {"no result at all", func(f *figure) { f.has, f.as.Result, f.latest = false, nil, -1 }},
}

func changed(result string, by float64) func(*figure) {
	return func(f *figure) {
		if !f.known() {
			return
		}
		c := &f.as.Change
		c.Result, c.Period, c.Value = result, f.series.Indicator.Periods[0], quantity.Of(by)
		c.Previous = quantity.Of(max(f.as.Result.Value.Number-by, 0))
	}
}

func because(reason string) func(*figure) {
	return func(f *figure) { f.as.Change.Period, f.as.Change.Reason = f.series.Indicator.Periods[0], reason }
}

var changes = []situation{
	{"no earlier figure", func(*figure) {}}, {"tested up", changed(assess.Increase, 6.1)}, {"tested down", changed(assess.Decrease, -6.1)},
	{"not significant", changed(assess.NoChange, 0.8)}, {"untested up", changed(assess.NotTested, 3)}, {"untested down", changed(assess.NotTested, -3)},
	{"untested, the same", changed(assess.NotTested, 0)}, {"untested, prints alike", changed(assess.NotTested, 0.001)},
	{"tested, prints alike", changed(assess.Increase, 0.001)}, {"not significant, prints alike", changed(assess.NoChange, -0.001)},
	{"counted differently before", because("counted differently before 2024")}, {"another question before", because("the question had other words in 2023")},
}

func beside(o assess.Outcome, benchmark float64, lower, higher, n int) func(*figure) {
	return func(f *figure) {
		f.as.SN = assess.Neighbours{N: n, Of: 10, Lower: lower, Higher: higher, Min: 6}
		f.as.SN.Outcome, f.as.SN.Benchmark = o, quantity.Of(benchmark)
	}
}

var neighbourhoods = []situation{
	{"no neighbours", func(*figure) {}}, {"better", beside(assess.Better, 40, 7, 3, 10)}, {"worse", beside(assess.Worse, 81.25, 3, 7, 10)},
	{"similar", beside(assess.SimilarTo, 63, 5, 5, 10)}, {"higher", beside(assess.Higher, 40, 9, 0, 9)}, {"lower by less than prints", beside(assess.Lower, 63.4001, 2, 8, 10)},
	{"untested, above seven", beside(assess.NotCompared, 50, 7, 3, 10)}, {"untested, below all with data", beside(assess.NotCompared, 90, 0, 8, 8)},
	{"untested, some equal", beside(assess.NotCompared, 60, 6, 2, 9)}, {"untested, all equal", beside(assess.NotCompared, 60, 0, 0, 10)},
	{"untested, in the middle", beside(assess.NotCompared, 60, 4, 4, 8)}, {"too few neighbours", beside(assess.NotCompared, 60, 1, 1, 2)},
}

var circumstances = []situation{
	{"plain", func(*figure) {}}, {"provisional", func(f *figure) {
		if f.has {
			f.as.Result.Status = dataset.Provisional
		}
	}},
	{"of 14", func(f *figure) {
		if f.has {
			f.as.Result.Denominator = quantity.Of(14)
		}
	}},
	{"of one", func(f *figure) {
		if f.has {
			f.as.Result.Denominator = quantity.Of(1)
		}
	}},
	{"of a wider area", func(f *figure) {
		if f.has {
			f.as.Result.Notes |= evaluate.BestFit
		}
	}},
}

// voiced is what each audience reads of a figure.
func voiced(f *figure) map[string]document.Text {
	return map[string]document.Text{"board": f.sentence(boardVoice), "members": f.sentence(memberVoice), "families": f.familySentence()}
}

// every calls back for each shipped definition: a figure in the middle of its
// range in every change beside every comparison, the other levels and
// circumstances in the chief ones.
func every(t testing.TB, see func(name string, f *figure)) {
	defs := shipped(t)
	for n := range defs {
		for l, level := range levels {
			for c, change := range changes {
				for s, others := range neighbourhoods {
					for e, circumstance := range circumstances {
						chief := (c == 0 || c == 3 || c == 4) && (s == 0 || s == 1 || s == 6)
						if !chief && (e > 0 || l != middle) || e > 0 && l != middle {
							continue
						}
						f := madeUp(t, &defs[n])
						for _, x := range []situation{level, change, others, circumstance} {
							x.make(f)
						}
						see(strings.Join([]string{defs[n].ID, level.name, change.name, others.name, circumstance.name}, ", "), f)
					}
				}
			}
		}
	}
}

// middle is the level that is seen in all situations.
const middle = 3

// slips are runs of letters that no sentence may have, by what is wrong. A
// sentence is looked at with a space before and after it.
var slips = map[string][]string{
	"two spaces, or one before a stop": {"  ", " .", " ,", " ;", " :", " )", "( "},
	"an empty bracket or quotation":    {"()", "“”", "\"\""},
	"two stops":                        {"..", ",,", ",.", ".,", ".;"},
	"a slot that nobody filled":        {"{", "}", "%!", "<nil>", "%%"},
	"no number at all":                 {"NaN", "Inf ", "Inf."},
	"a hyphen for minus":               {" -0", " -1", " -2", " -3", " -4", " -5", " -6", " -7", " -8", " -9"},
	"a per cent of a per cent":         {"up by ", "down by ", "up 6", "down 6"},
	"two prepositions":                 {" in on ", " on in ", " in in ", " in mid ", " at in "},
	"one of many":                      manyOfOne(),
}

func manyOfOne() []string {
	out := []string{"were only 1 "}
	for _, many := range []string{"children", "people", "plans", "families", "areas", "days", "weeks", "cases", "answers", "points", "miles", "requests", "appeals",
		"complaints", "young adults", "services", "notifications", "looked-after children"} {
		out = append(out, " 1 "+many+" ", " 1 "+many+".")
	}
	return out
}

// repeated finds a word twice in a row.
func repeated(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) })
	for n := 1; n < len(words); n++ {
		if strings.EqualFold(words[n], words[n-1]) && strings.IndexFunc(words[n], unicode.IsLetter) >= 0 {
			return words[n]
		}
	}
	return ""
}

// forbidden are words that an audience must not meet (audiences note §3), in
// small letters.
func forbidden(voice string) []string {
	out := []string{"send children", "sen children", "hard to reach", "low functioning", "suffering from", "burden", "pushy"}
	if voice == "board" {
		return out
	}
	out = append(out, "kpi", " rag ", "cohort", " ytd", "statistical neighbour", "trajectory")
	if voice == "families" {
		out = append(out, "baseline", "sen2", " cdc", "failed", "problem", "similar areas")
	}
	return out
}

// allowedFigures are the numbers that a sentence about a figure may print.
func allowedFigures(f *figure) map[string]bool {
	out := map[string]bool{}
	for _, v := range []quantity.Value{f.as.Result.Value, f.as.Change.Previous, f.as.SN.Benchmark} {
		if v.Known {
			out[f.quantity(v).Text] = true
			if f.def.Unit == quantity.Percent {
				out[quantity.New(v, f.def.Unit, 0).Text] = true
			}
		}
	}
	return out
}

// misread says what is wrong with the words of a sentence; "" for nothing.
func misread(voice, s string) string {
	padded := " " + s + " "
	for what, runs := range slips {
		for _, run := range runs {
			if strings.Contains(padded, run) {
				return what + " “" + run + "”"
			}
		}
	}
	small := strings.ToLower(padded)
	for _, word := range forbidden(voice) {
		if strings.Contains(small, word) {
			return "the word “" + word + "”"
		}
	}
	first := []rune(s)[0]
	switch {
	case repeated(s) != "":
		return "the word “" + repeated(s) + "” twice"
	case !strings.HasSuffix(s, "."):
		return "no full stop"
	case unicode.IsLetter(first) && !unicode.IsUpper(first):
		return "no capital"
	}
	return ""
}

var tenths = regexp.MustCompile(`^(10|\d) out of 10$`)

// miscounted says which figure of a sentence is not the record's own, or that
// the record's own is not there.
func miscounted(voice string, f *figure, text document.Text) string {
	allowed, own := map[string]bool{}, 0
	if f.known() {
		allowed = allowedFigures(f)
	}
	for _, s := range text {
		if s.Quantity == nil {
			continue
		}
		if f.known() && s.Quantity.Value == f.as.Result.Value {
			own++
		}
		if !allowed[s.Text] && !(f.known() && voice == "families" && tenths.MatchString(s.Text)) {
			return "“" + s.Text + "” is not of the record"
		}
	}
	if f.known() && own == 0 {
		return "the figure itself is missing"
	}
	return ""
}

var comparing = regexp.MustCompile(`up from|down from|about the same as \d`)

// misjudged says where a sentence compares across a break, or keeps it quiet.
func misjudged(name string, f *figure, s string) string {
	if !f.known() || !strings.Contains(name, "differently before") && !strings.Contains(name, "another question before") {
		return ""
	}
	if m := comparing.FindString(s); m != "" {
		return "“" + m + "” across a break"
	}
	if !strings.Contains(s, "so we do not compare") {
		return "the break is not told"
	}
	return ""
}

func TestEverySentenceIsRightInEveryVoiceAndSituation(t *testing.T) {
	told, checked := map[string]bool{}, 0
	every(t, func(name string, f *figure) {
		for voice, text := range voiced(f) {
			checked++
			s := text.String()
			for _, wrong := range []string{misread(voice, s), miscounted(voice, f, text), misjudged(name, f, s)} {
				key := voice + wrong + f.def.ID
				if wrong != "" && !told[key] && len(told) < 60 {
					told[key] = true
					t.Errorf("%s: %s (%s)\n\t%s", voice, wrong, name, s)
				}
			}
		}
	})
	if checked < 50_000 {
		t.Errorf("only %d sentences were read", checked)
	}
}

// TestSampleOfSentences prints a few hundred sentences to be read by a person:
// run it with SENDPACK_SENTENCES=1 and -v.
func TestSampleOfSentences(t *testing.T) {
	if os.Getenv("SENDPACK_SENTENCES") == "" {
		t.Skip("set SENDPACK_SENTENCES=1 and -v to read them")
	}
	n := 0
	every(t, func(name string, f *figure) {
		n++
		if !f.known() && n%701 != 0 || f.known() && n%97 != 0 {
			return
		}
		for _, voice := range []string{"board", "members", "families"} {
			fmt.Println(voice[:1], f.def.ID+":", voiced(f)[voice])
		}
	})
}
