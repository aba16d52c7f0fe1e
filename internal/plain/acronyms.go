package plain

import (
	"strings"
	"unicode"
)

// Finding is a word of a passage that readers may not know, or should not read.
type Finding struct {
	Passage int // index into the passages that were given
	Span
	Text   string
	Better string // what to write, "" where there is no one answer
}

// wellKnown are acronyms that nobody needs explained, and words that are only
// ever written in capitals.
var wellKnown = map[string]bool{
	"NHS": true, "GCSE": true, "UK": true, "MP": true, "TV": true, "PDF": true, "IT": true, "OK": true, "BBC": true, "PO": true, "PE": true,
	"AM": true, "PM": true, "ID": true, "II": true, "III": true, "IV": true, "DRAFT": true, "FINAL": true,
}

// Unexplained are the acronyms of one page whose full words neither stand
// earlier on the page nor in the passage that first uses them. Passages are in
// reading order. The full words need not stand in brackets: a reader who has
// met "education, health and care plan" can read "EHC plan". A heading or a
// label may use what the text right below it explains.
func Unexplained(page []Passage) []Finding {
	var out []Finding
	var read []string
	seen := map[string]bool{}
	for n, p := range page {
		words := Words(p.Text)
		for _, w := range words {
			for _, part := range parts(w.Text) {
				read = append(read, strings.ToLower(part))
			}
		}
		if capitals(p.Text) || exempt(p.Kind) {
			continue
		}
		for _, w := range words {
			a := acronym(w.Text)
			if a == "" || wellKnown[a] || seen[a] {
				continue
			}
			seen[a] = true
			if !explained(a, read) && !explained(a, below(page[n:])) {
				out = append(out, Finding{Passage: n, Span: w.Span, Text: w.Text})
			}
		}
	}
	return out
}

// below are the words from a heading or label to the end of the text that
// follows it, none from any other passage.
func below(page []Passage) []string {
	if page[0].Kind != Heading && page[0].Kind != Label {
		return nil
	}
	var out []string
	for _, p := range page {
		for _, w := range Words(p.Text) {
			for _, part := range parts(w.Text) {
				out = append(out, strings.ToLower(part))
			}
		}
		if p.Kind == Running {
			break
		}
	}
	return out
}

func parts(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '‑' })
}

// capitals reports a text that is all in capitals, where an acronym cannot be
// told from a word.
func capitals(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsLower) && len(Words(s)) > 1
}

// acronym is the word if it is one, without a plural s: two to eight letters
// that begin and end with a capital, at most half of them small (DfE).
func acronym(word string) string {
	for _, part := range parts(word) {
		for _, end := range []string{"'s", "’s", "s"} {
			part = strings.TrimSuffix(part, end)
		}
		bare := strings.TrimRightFunc(part, unicode.IsDigit)
		capital, small := 0, 0
		for _, r := range bare {
			switch {
			case r >= 'A' && r <= 'Z':
				capital++
			case r >= 'a' && r <= 'z':
				small++
			default:
				capital = -100
			}
		}
		if capital >= 2 && capital+small <= 8 && small < capital && isUpper(bare[0]) && isUpper(bare[len(bare)-1]) {
			return bare
		}
	}
	return ""
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// joining are words that an acronym may leave out.
var joining = map[string]bool{"and": true, "of": true, "the": true, "for": true, "in": true, "to": true, "with": true, "or": true, "by": true, "on": true, "a": true, "an": true, "&": true}

// explained reports whether words next to each other begin with the letters.
func explained(a string, words []string) bool {
	letters := strings.ToLower(a)
	for n := range words {
		if words[n][0] == letters[0] && spells(letters, words[n:]) {
			return true
		}
	}
	return false
}

// spells reports whether the words from here begin with the letters, each word
// giving one letter, save joining words, which may give none. Each bit of reached says
// that so many letters can have been given by the words so far.
func spells(letters string, words []string) bool {
	reached := 1
	for _, w := range words {
		next := 0
		for n := range len(letters) {
			if reached&(1<<n) != 0 && w[0] == letters[n] {
				next |= 1 << (n + 1)
			}
		}
		if joining[w] {
			next |= reached
		}
		if next&(1<<len(letters)) != 0 {
			return true
		}
		if reached = next; reached == 0 {
			return false
		}
	}
	return false
}
