package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// term is a word or words to avoid and what to write in their place. Capitals
// in a term must stand so in the text; small letters match both.
type term struct{ words, better string }

// everyone's list holds words that look down on children or families. No pack
// should hold one.
var everyone = []term{
	{"SEND child", "child with SEND"}, {"SEND children", "children with SEND"}, {"SEND kids", "children with SEND"}, {"SEND pupils", "pupils with SEND"}, {"SEND pupil", "pupil with SEND"},
	{"SEN child", "child with SEN"}, {"SEN children", "children with SEN"}, {"SEN kids", "children with SEN"},
	{"EHCP children", "children with a plan"}, {"EHC children", "children with a plan"},
	{"hard to reach", "families we have not reached"}, {"hard-to-reach", "families we have not reached"},
	{"low functioning", "the support the child needs"}, {"low-functioning", "the support the child needs"}, {"high functioning", "the support the child needs"}, {"high-functioning", "the support the child needs"},
	{"suffer from", "have"}, {"suffers from", "has"}, {"suffering from", "with"}, {"suffered from", "had"}, {"afflicted", "with"}, {"victim of autism", "autistic"},
	{"burden", "the cost or the work itself"}, {"pushy parent", "parents"}, {"pushy parents", "parents"}, {"demanding parents", "parents"},
	{"wheelchair-bound", "who uses a wheelchair"}, {"wheelchair bound", "who uses a wheelchair"}, {"confined to a wheelchair", "who uses a wheelchair"},
	{"handicapped", "disabled"}, {"mentally retarded", "with a learning disability"}, {"the disabled", "disabled people"}, {"normal children", "other children"}, {"normal child", "other child"}, {"able-bodied", "not disabled"},
}

// families' list adds words of the trade, and words about families that hurt.
var families = []term{
	{"KPI", "what we watch most closely"}, {"KPIs", "what we watch most closely"}, {"RAG", "leave it out"},
	{"statistical neighbour", "areas like ours"}, {"statistical neighbours", "areas like ours"},
	{"cohort", "the children themselves: pupils in Year 6"}, {"cohorts", "the children themselves: pupils in Year 6"},
	{"baseline", "where we started"}, {"trajectory", "where we are heading"}, {"YTD", "so far this year"}, {"year to date", "so far this year"},
	{"SEN2", "the yearly count of plans"}, {"CDC", "the name in full"}, {"quartile", "a quarter of areas"}, {"benchmark", "areas like ours"}, {"statutory", "by law"},
	{"confidence interval", "leave it out"}, {"percentile", "leave it out"}, {"methodology", "how we counted"}, {"stakeholder", "who they are: families, schools"}, {"stakeholders", "who they are: families, schools"},
	{"problem", "support needs"}, {"problems", "support needs"}, {"failed", "did not get the plan on time"}, {"failing", "not good enough yet"}, {"failure", "what did not happen"},
	{"plans were delayed", "we were late"}, {"plan was delayed", "we were late"}, {"were delayed", "we were late"}, {"was delayed", "we were late"}, {"plans were late", "we were late"},
	{"children with autism", "autistic children"}, {"child with autism", "autistic child"},
}

// Lists are the lists of words to avoid that a pack can name.
func Lists() []string { return []string{"everyone", "families"} }

// Avoid finds the words of a list in passages; the list families holds that of
// everyone too. Quotes and names are left out: they are not the writer's to choose.
func Avoid(list string, passages []Passage) []Finding {
	terms := everyone
	if list == "families" {
		terms = append(append([]term(nil), families...), everyone...)
	}
	var out []Finding
	for n, p := range passages {
		if exempt(p.Kind) {
			continue
		}
		lower := strings.ToLower(p.Text)
		if len(lower) != len(p.Text) {
			lower = p.Text // a letter that changes its length with its case: match as written
		}
		for _, t := range terms {
			for _, s := range find(p.Text, lower, t.words) {
				out = append(out, Finding{Passage: n, Span: s, Text: p.Text[s.Start:s.End], Better: t.better})
			}
		}
	}
	return out
}

// find is every place of the words as whole words.
func find(text, lower, words string) []Span {
	var out []Span
	in, what := lower, strings.ToLower(words)
	for at := 0; at < len(in); {
		i := strings.Index(in[at:], what)
		if i < 0 {
			break
		}
		s := Span{at + i, at + i + len(what)}
		at = s.End
		if whole(text, s) && sameCapitals(text[s.Start:s.End], words) {
			out = append(out, s)
		}
	}
	return out
}

func whole(text string, s Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	after, _ := utf8.DecodeRuneInString(text[s.End:])
	return !letterOrDigit(before) && !letterOrDigit(after)
}

func letterOrDigit(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// sameCapitals reports that wherever the term has a capital the text has one.
func sameCapitals(got, want string) bool {
	for n := 0; n < len(want) && n < len(got); n++ {
		if isUpper(want[n]) && got[n] != want[n] {
			return false
		}
	}
	return true
}
