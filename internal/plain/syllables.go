package plain

import (
	"strings"
	"unicode"
)

// Syllables counts those of one word by rule. Where dictionaries give two ways
// to say a word the longer one is counted, so that no text looks easier than it
// is. The rules, in order:
//
//  1. A number is one word of one syllable: Flesch advises to leave figures
//     out of the count of syllables (The Art of Readable Writing, 1949).
//  2. Letters that are read one by one (NHS) have a syllable each, W three; a
//     few acronyms are said as words (SEND).
//  3. Parts joined by hyphens are counted apart and added.
//  4. Words that no rule gets right are listed, with their regular endings.
//  5. Words put together of two (timetable) are counted apart and added.
//  6. Else each group of vowels is one syllable. A silent e takes one off; two
//     vowels that are said apart (cre-ate, pe-ri-od) add one.
func Syllables(word string) int {
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return 1
	}
	if word == "&" {
		return 1
	}
	total := 0
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '‑' || r == '‐' }) {
		total += part1(part)
	}
	return max(total, 1)
}

// part1 counts one part of a word.
func part1(part string) int {
	if n, ok := letters(part); ok {
		return n
	}
	w := strings.ToLower(unaccented.Replace(part))
	short := negated(w)
	w = strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, w)
	if w == "" {
		return 1
	}
	n := count(w)
	if short {
		n++ // did-n't
	}
	return n
}

var unaccented = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "à", "a", "â", "a", "ô", "o", "ö", "o", "û", "u", "ü", "u", "î", "i", "ï", "i", "ŵ", "w", "ŷ", "y", "ç", "c", "ñ", "n")

// negated reports a shortened "not" that is said as a syllable: didn't, isn't.
func negated(w string) bool {
	for _, end := range []string{"n't", "n’t"} {
		if rest, ok := strings.CutSuffix(w, end); ok && rest != "" && strings.Contains("dst", rest[len(rest)-1:]) {
			return true
		}
	}
	return false
}

// spoken are acronyms said as words.
var spoken = map[string]int{"SEND": 1, "SENDIASS": 3, "SENCO": 2, "SENCOS": 2, "NEET": 1, "CAMHS": 1, "CETR": 4, "DCO": 3, "OFSTED": 2, "FACT": 1, "PIN": 1, "BAME": 1, "RAG": 1}

// letters counts what is read letter by letter: two to six letters of which all
// but a small "s" or one in the middle are capitals (NHS, DfE, EHCPs).
func letters(part string) (int, bool) {
	if n, ok := spoken[part]; ok {
		return n, true
	}
	s := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(part, "s"), "'"), "’")
	if len(s) < 2 || len(s) > 6 || !unicode.IsUpper(rune(s[0])) || !unicode.IsUpper(rune(s[len(s)-1])) {
		return 0, false
	}
	n, small := 0, 0
	for _, r := range s {
		switch {
		case r > unicode.MaxASCII || !unicode.IsLetter(r):
			return 0, false
		case unicode.IsLower(r):
			small++
		}
		if n++; unicode.ToUpper(r) == 'W' {
			n += 2
		}
	}
	return n, small*2 < len(s)
}

func isVowel(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y': // begins a syllable at the start and between vowels: yes, player
		if i == 0 {
			return false
		}
		return i == len(w)-1 || !plainVowel(w[i-1]) || !plainVowel(w[i+1])
	}
	return false
}

func plainVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func consonant(c byte) bool { return !plainVowel(c) && c != 'y' }

// count is rules 4 to 6, for small letters a to z.
func count(w string) int {
	if n := listed(w); n > 0 {
		return n
	}
	for _, first := range compounds {
		if rest, ok := strings.CutPrefix(w, first.word); ok && len(rest) >= 3 && consonant(rest[0]) && strings.ContainsAny(rest, "aeiouy") {
			return first.n + count(rest)
		}
	}
	n := 0
	for i := range len(w) {
		if isVowel(w, i) && (i == 0 || !isVowel(w, i-1)) {
			n++
		}
	}
	return max(n-silent(w, n)+apart(w), 1)
}

// listed looks the word up, and with its regular endings.
func listed(w string) int {
	if n := exceptions[w]; n > 0 {
		return n
	}
	for _, e := range []struct{ ending, put string }{{"s", ""}, {"es", ""}, {"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"ly", ""}, {"ment", ""}, {"ies", "y"}} {
		base, ok := strings.CutSuffix(w, e.ending)
		if !ok {
			continue
		}
		base += e.put
		n := exceptions[base]
		if n == 0 {
			continue
		}
		return n + added(base, e.ending)
	}
	return 0
}

// added is how many syllables an ending adds to its word.
func added(base, ending string) int {
	last := base[len(base)-1]
	bare := strings.TrimSuffix(base, "e")
	hisses := strings.HasSuffix(bare, "s") || strings.HasSuffix(bare, "x") || strings.HasSuffix(bare, "z") || strings.HasSuffix(bare, "ch") || strings.HasSuffix(bare, "sh") ||
		last == 'e' && (strings.HasSuffix(bare, "c") || strings.HasSuffix(bare, "g"))
	switch ending {
	case "s", "es":
		if hisses {
			return 1
		}
	case "ed":
		if b := bare[len(bare)-1]; b == 't' || b == 'd' {
			return 1
		}
	case "ing", "ly", "ment":
		return 1
	}
	return 0
}
