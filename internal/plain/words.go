package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Word is one word of a text, without the marks around it.
type Word struct {
	Text string
	Span
}

// Words are what a reader would count: runs between spaces that hold a letter
// or a digit. A hyphen joins (part-time is one word); a slash or a dash between
// letters parts (and/or is two); a number is one word, with its unit sign, and
// so is a telephone number with its spaces.
func Words(text string) []Word {
	var out []Word
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRuneInString(text[start:])
		if unicode.IsSpace(r) {
			start += size
			continue
		}
		end := start
		for end < len(text) {
			r, size = utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) {
				break
			}
			end += size
		}
		for _, w := range split(text, start, end) {
			if last := len(out) - 1; last >= 0 && dialled(out[last].Text, w.Text, text[out[last].End:w.Start]) {
				out[last].End = w.End
				out[last].Text = text[out[last].Start:w.End]
				continue
			}
			out = append(out, w)
		}
		start = end
	}
	return out
}

// dialled reports that two words are parts of one telephone number.
func dialled(first, second, between string) bool {
	return strings.HasPrefix(first, "0") && digits(first) && digits(second) && strings.TrimSpace(between) == ""
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsSpace(r) })
}

// split parts what stands between two spaces at dashes and slashes that join
// words.
func split(text string, start, end int) []Word {
	var out []Word
	from := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if (r == '/' || r == '—' || r == '–' || r == '…') && !betweenDigits(text, i, i+size) {
			out = keep(out, text, from, i)
			from = i + size
		}
		i += size
	}
	return keep(out, text, from, end)
}

func betweenDigits(text string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[j:])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// keep adds the run without the punctuation around it, if it is a word.
func keep(out []Word, text string, start, end int) []Word {
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if inWord(r) {
			break
		}
		start += size
	}
	for end > start {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if inWord(r) {
			break
		}
		end -= size
	}
	if start == end {
		return out
	}
	return append(out, Word{Text: text[start:end], Span: Span{start, end}})
}

// inWord reports what can begin or end a word: letters, digits and the sign of
// "and", which is read aloud.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '&' }

// shortened are words that end in a full stop without ending a sentence.
var shortened = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "cllr": true, "st": true, "rev": true, "hon": true,
	"e.g": true, "i.e": true, "eg": true, "ie": true, "etc": true, "cf": true, "vs": true, "approx": true, "incl": true, "no": true, "nos": true,
	"p": true, "pp": true, "vol": true, "ed": true, "dept": true, "govt": true, "tel": true, "ext": true, "a.m": true, "p.m": true, "u.k": true,
}

// beforeNumber are those of them that are words too, and shortened only before
// a number: "no. 5", "p. 3".
var beforeNumber = map[string]bool{"no": true, "nos": true, "p": true, "pp": true, "vol": true, "ed": true, "ext": true, "tel": true}

// Sentences cuts a passage at full stops, question and exclamation marks that
// end a sentence, and at line ends. A full stop in a number, after a shortened
// word or an initial, or before a small letter ends none. The end of the
// passage ends the last.
func Sentences(text string) []Span {
	var out []Span
	start := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next := i + size
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			out = addSpan(out, text, start, i)
			start = next
		case r == '.' || r == '!' || r == '?' || r == '…':
			for next < len(text) {
				c, n := utf8.DecodeRuneInString(text[next:])
				if !strings.ContainsRune(".!?…\"'”’)]", c) {
					break
				}
				next += n
			}
			if ends(text, start, i, next, r) {
				out = addSpan(out, text, start, next)
				start = next
			}
		}
		i = next
	}
	return addSpan(out, text, start, len(text))
}

// ends reports whether the mark at i, with what closes it up to next, ends a
// sentence that began at start.
func ends(text string, start, i, next int, mark rune) bool {
	if next == len(text) {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(text[next:]); !unicode.IsSpace(r) {
		return false
	}
	after := strings.TrimLeftFunc(text[next:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'“‘([", r) })
	first, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLower(first) {
		return false
	}
	if mark != '.' {
		return true
	}
	last := text[start:i]
	if at := strings.LastIndexFunc(last, unicode.IsSpace); at >= 0 {
		last = last[at:]
	}
	last = strings.ToLower(strings.Trim(last, " \t\u00a0\"'“‘(["))
	switch {
	case beforeNumber[last]:
		return !unicode.IsDigit(first)
	case last == "etc" || last == "a.m" || last == "p.m":
		return true // before a capital letter they end the sentence more often than not
	case shortened[last]:
		return false
	}
	r, size := utf8.DecodeRuneInString(last)
	initial := size == len(last) && unicode.IsLetter(r) && r != 'i' && r != 'a'
	return !initial
}

func addSpan(out []Span, text string, start, end int) []Span {
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for end > start {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	if start == end || len(Words(text[start:end])) == 0 {
		return out
	}
	return append(out, Span{start, end})
}

// closed reports a text that ends as a sentence does.
func closed(s string) bool {
	s = strings.TrimRight(s, "\"'”’)] ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}
