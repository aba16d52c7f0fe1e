package compose

import (
	"reflect"
	"strings"

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
	used := strings.ToLower(all.String())
	for _, p := range pages {
		for n, b := range p.Blocks {
			g, ok := b.(document.Glossary)
			if !ok {
				continue
			}
			var kept []document.Term
			for _, t := range g.Terms {
				word, _, _ := strings.Cut(strings.ToLower(t.Word), " (")
				if strings.Contains(used, word) {
					kept = append(kept, t)
				}
			}
			p.Blocks[n] = document.Glossary{Terms: kept}
		}
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
		for i := range v.NumField() {
			collectWords(v.Field(i), into)
		}
	}
}
