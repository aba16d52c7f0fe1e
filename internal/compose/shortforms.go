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
	var b strings.Builder
	for _, block := range blocks {
		collectWords(reflect.ValueOf(block), &b)
	}
	lines := strings.Split(b.String(), "\n")
	var short []string
	for a, words := range fullWords {
		at := firstLine(lines, func(l string) bool { return usesWord(l, a) })
		told := firstLine(lines, func(l string) bool { return strings.Contains(strings.ToLower(l), strings.ToLower(words)) })
		// A heading is explained by what stands right below it.
		if at < len(lines) && (told == len(lines) || told > at+nextLines) {
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

// nextLines is how far below its heading an explanation may stand.
const nextLines = 2

// firstLine is the first that fits, or as many as there are.
func firstLine(lines []string, fits func(string) bool) int {
	for n, l := range lines {
		if fits(l) {
			return n
		}
	}
	return len(lines)
}

func usesWord(line, word string) bool {
	if !strings.Contains(line, word) {
		return false
	}
	return slices.Contains(strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }), word)
}
