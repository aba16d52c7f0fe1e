package compose

import (
	"encoding/json"
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
			if raw, err := json.Marshal(b); err == nil {
				all.WriteString(strings.ToLower(string(raw)))
			}
		}
	}
	used := all.String()
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
