package compose

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/document"
)

// onlyWordsUsed drops from each glossary the words that the pack does not use
// anywhere else: a reader should not have to learn them.
func onlyWordsUsed(pages []document.Page) {
	var all strings.Builder
	for _, p := range pages {
		for _, b := range p.Blocks {
			if _, ok := b.(document.Glossary); ok {
				continue
			}
			collectWords(reflect.ValueOf(b), &all)
		}
	}
	for _, p := range pages {
		for n, b := range p.Blocks {
			g, ok := b.(document.Glossary)
			if !ok {
				continue
			}
			var kept []document.Term
			for _, t := range g.Terms {
				word, _, _ := strings.Cut(t.Word, " (")
				if uses(all.String(), word) {
					kept = append(kept, t)
				}
			}
			p.Blocks[n] = document.Glossary{Terms: kept}
		}
	}
}

// uses reports whether a text has the word or words: an acronym as it is
// written, anything else in any case, and never as a part of a longer word.
func uses(text, word string) bool {
	if strings.ToUpper(word) != word {
		text, word = strings.ToLower(text), strings.ToLower(word)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(word):])
		if !unicode.IsLetter(before) && (!unicode.IsLetter(after) || after == 's') {
			return true
		}
		from = at + len(word)
	}
}

// collectWords gathers every text inside a block, whatever its kind.
func collectWords(v reflect.Value, into *strings.Builder) {
	switch v.Kind() {
	case reflect.String:
		into.WriteString(v.String())
		into.WriteByte('\n')
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			collectWords(v.Elem(), into)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			collectWords(v.Index(i), into)
		}
	case reflect.Struct:
		if c, ok := v.Interface().(document.Chart); ok {
			into.WriteString(c.Headline + "\n" + c.Subtitle + "\n" + c.Source + "\n")
			return // its drawing's parts and the table that can be opened are no prose
		}
		for i := range v.NumField() {
			collectWords(v.Field(i), into)
		}
	}
}
