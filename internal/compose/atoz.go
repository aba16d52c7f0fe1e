package compose

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/document"
)

// listing is a line of the A to Z: a title, or another word that leads to one.
type listing struct {
	word string
	of   *figure
	also bool // a synonym
}

// aToZ lists every figure by its title and by the other words that people use
// for it, so that it serves where search cannot run.
func (s site) aToZ() document.Page {
	title := "Figures from A to Z"
	letters := document.LinkList{ID: "letters", Row: true}
	var links document.LinkGroup
	var blocks []document.Block
	entries := s.entries()
	for from := 0; from < len(entries); {
		letter, to := initial(entries[from].word), from
		for to < len(entries) && initial(entries[to].word) == letter {
			to++
		}
		id := "letter-" + strings.ToLower(letter)
		if letter == "#" {
			id = "letter-0"
		}
		name := map[bool]string{true: "0 to 9", false: letter}[letter == "#"]
		links.Links = append(links.Links, document.Link{Text: name, Anchor: id})
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(name), ID: id}, document.Prose{Paragraphs: []document.Paragraph{{Kind: document.Bullets, Items: lines(entries[from:to])}}})
		from = to
	}
	letters.Groups = []document.LinkGroup{links}
	blocks = append([]document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("Every figure, also under other words for it.")}}}, letters}, blocks...)
	return document.Page{ID: "find/a-z", Title: title, Nav: "indicators/index", Blocks: blocks,
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Find a figure", Page: "find/index"}, {Text: "A to Z"}}}
}

func (s site) entries() []listing {
	var out []listing
	for _, f := range s.listed() {
		out = append(out, listing{upper(f.def.Title), f, false})
		for _, w := range f.def.Synonyms {
			if !strings.EqualFold(w, f.def.Title) {
				out = append(out, listing{upper(w), f, true})
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := folded(out[a].word), folded(out[b].word)
		if x != y {
			return x < y
		}
		return out[a].of.def.Title < out[b].of.def.Title
	})
	return out
}

// folded sorts figures of text before letters, and case apart.
func folded(word string) string {
	if initial(word) == "#" {
		return " " + strings.ToLower(bare(word))
	}
	return strings.ToLower(bare(word))
}

func bare(word string) string {
	return strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// initial is the letter under which a word stands; "#" for a figure. Quotation
// marks do not count.
func initial(word string) string {
	r, _ := utf8.DecodeRuneInString(bare(word))
	if r = unicode.ToUpper(r); r < 'A' || r > 'Z' {
		return "#"
	}
	return string(r)
}

func lines(entries []listing) []document.Text {
	var out []document.Text
	for _, e := range entries {
		link := document.Span{Text: e.of.def.Title, Link: e.of.link(e.of.def.Title)}
		if e.also {
			out = append(out, document.Text{{Text: e.word + ": see "}, link})
			continue
		}
		out = append(out, document.Text{link})
	}
	return out
}

// words is every word that the packs and the site explain, with the symbols.
func (s site) words() document.Page {
	var g document.Glossary
	for _, t := range glossary {
		g.Terms = append(g.Terms, document.Term{Word: t.word, Meaning: t.meaning})
	}
	title := "Words explained"
	return document.Page{ID: "find/words", Title: title, Nav: "about", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, g,
		document.Heading{Level: 2, Text: document.Plain("Symbols"), ID: "symbols"}, symbolTable()},
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Find a figure", Page: "find/index"}, {Text: title}}}
}
