package verify

import (
	"fmt"
	"regexp"
	"strings"
)

// pack proves one PDF: the rules of tagged PDF, that nothing on its pages is
// cut, covered or too small to read, and that no figure in its text or in the
// descriptions of its charts is its own invention.
func (a *area) pack(name string, raw []byte) {
	c := checkPDF(name, raw)
	c.legible()
	a.problems = append(a.problems, c.problems...)
	if !a.has {
		return
	}
	texts, err := c.readTexts()
	if err != nil {
		a.problems = append(a.problems, Problem{name, "", err.Error()})
		return
	}
	for _, t := range texts {
		where := fmt.Sprintf("page %d", t.Page)
		if !t.Figure {
			a.words(name, where, t.Text)
		}
		a.words(name, where+", description of a chart", t.Alt)
	}
}

// printedFigure is a number that is certainly a figure: with decimals, with a
// per cent sign or in percentage points. Plain whole numbers may be years,
// counts of areas or page numbers.
var printedFigure = regexp.MustCompile(`[+−-]?£?\d[\d,]*(?:\.\d+)?(?:%| ?pp\b)|[+−-]?£?\d[\d,]*\.\d+m?`)

// notFigures are passages whose numbers describe the page, not the place: where
// an axis begins, and how large a file is.
var notFigures = regexp.MustCompile(`Scale starts at [^ ]+|\d+(?:\.\d+)? [KM]B|https?://\S+`)

// words checks running text: each figure is in results.csv, as a declared
// rounding, or was typed by a person in a definition or commentary.
func (a *area) words(name, where, text string) {
	text = notFigures.ReplaceAllString(text, "")
	for _, token := range printedFigure.FindAllString(text, -1) {
		token = strings.TrimRight(token, ",")
		if a.explained(name, token) || a.typed[bareToken(token)] || a.explained(name, strings.TrimLeft(token, "-−")) {
			continue
		}
		a.problems = append(a.problems, Problem{name, where, fmt.Sprintf("the figure %q is not in results.csv: %s", token, shorten(text))})
	}
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// bareToken is a printed figure without sign and unit, as Typed keeps it.
func bareToken(token string) string {
	return strings.TrimSpace(strings.TrimRight(strings.Trim(token, "+−-£"), "%pm "))
}

var anyNumber = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

// Typed collects the numbers that people wrote into texts, so that they are
// known when they come out again on a page.
func Typed(texts ...string) []string {
	seen := map[string]bool{}
	var out []string
	for _, t := range texts {
		for _, n := range anyNumber.FindAllString(t, -1) {
			n = strings.TrimRight(n, ",")
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}
