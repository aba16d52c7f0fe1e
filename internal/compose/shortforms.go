package compose

import (
	"reflect"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/sendpack/sendpack/internal/document"
)

// fullWords are the acronyms that titles of indicators and publications use,
// with their words.
var fullWords = map[string]string{
	"SEN": "special educational needs", "SEND": "special educational needs and disabilities", "EHC": "education, health and care",
	"NEET": "not in education, employment or training", "DfE": "Department for Education", "ICB": "integrated care board",
	"CAMHS": "child and adolescent mental health services", "SEMH": "social, emotional and mental health", "ASD": "autistic spectrum disorder",
	"ADHD": "attention deficit hyperactivity disorder", "SLCN": "speech, language and communication needs", "EYFS": "early years foundation stage",
}

// explainShortForms puts a line below the heading of each page that uses an
// acronym without its words: readers open a pack at any page. A page that says
// the words needs none.
func explainShortForms(pages []document.Page) {
	for n := range pages {
		p := &pages[n]
		line := shortForms(p.Blocks)
		if line == "" {
			continue
		}
		at := 0
		for i, b := range p.Blocks {
			h, heading := b.(document.Heading)
			_, cover := b.(document.Cover)
			if heading && h.Level == 1 || cover {
				at = i + 1
				break
			}
		}
		note := document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(line)}}}
		blocks := append([]document.Block(nil), p.Blocks[:at]...)
		p.Blocks = append(append(blocks, note), p.Blocks[at:]...)
	}
}

// shortForms explains the acronyms that blocks use before they explain them,
// each in a sentence; "" where there is none.
func shortForms(blocks []document.Block) string {
	told := make([]string, len(blocks)) // what each block says, in small letters
	used := make([]string, len(blocks))
	for n, b := range blocks {
		all := blockWords(b)
		told[n] = strings.ToLower(all)
		if p, ok := b.(document.Prose); !ok || p.Role != document.Small {
			used[n] = all // small print names publications as they are called
		}
	}
	var short []string
	for a, words := range fullWords {
		at := firstText(used, func(t string) bool { return usesWord(t, a) })
		if at < len(blocks) && !explainedFrom(blocks, told, at, a, strings.ToLower(words)) {
			short = append(short, a)
		}
	}
	sort.Strings(short)
	var out []string
	for _, a := range short {
		if a == "SEN" && slices.Contains(short, "SEND") {
			continue // told with it
		}
		out = append(out, a+" means "+fullWords[a]+".")
	}
	return strings.Join(out, " ")
}

// explainedFrom reports whether the words of an acronym stand before the block
// that first uses it, in that block by the line after it, or, for a heading,
// right below it.
func explainedFrom(blocks []document.Block, told []string, at int, acronym, words string) bool {
	if strings.Contains(strings.Join(told[:at], "\n"), words) {
		return true
	}
	lines := strings.Split(told[at], "\n")
	use := firstText(strings.Split(blockWords(blocks[at]), "\n"), func(t string) bool { return usesWord(t, acronym) })
	if first := firstText(lines, func(t string) bool { return strings.Contains(t, words) }); first < len(lines) && first <= use+nextLines {
		return true
	}
	_, heading := blocks[at].(document.Heading)
	if !heading || at+1 == len(blocks) {
		return false
	}
	below := blocks[at+1]
	if p, ok := below.(document.Prose); ok && len(p.Paragraphs) > 1 {
		p.Paragraphs = p.Paragraphs[:1]
		below = p
	}
	return strings.Contains(strings.ToLower(blockWords(below)), words)
}

// blockWords are all texts of a block, a line for each.
func blockWords(block document.Block) string {
	var b strings.Builder
	collectWords(reflect.ValueOf(block), &b)
	return b.String()
}

// nextLines is how far below a line of the same block its explanation may stand.
const nextLines = 2

// firstText is the first that fits, or as many as there are.
func firstText(texts []string, fits func(string) bool) int {
	for n, t := range texts {
		if fits(t) {
			return n
		}
	}
	return len(texts)
}

func usesWord(line, word string) bool {
	if !strings.Contains(line, word) {
		return false
	}
	return slices.Contains(strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }), word)
}
