package returns

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/sendpack/sendpack/indicators"
)

// group is one breakdown with the groups that can be returned.
type group struct {
	list, title string
	codes       []code
}

type code struct{ code, label string }

// words is the breakdown as one line: "By sex: Girls and young women, Boys and
// young men"; of a long one only how many groups it has.
func (g group) words() string {
	if len(g.codes) > 6 {
		return fmt.Sprintf("%s: %d groups", g.title, len(g.codes))
	}
	labels := make([]string, len(g.codes))
	for i, c := range g.codes {
		labels[i] = c.label
	}
	return g.title + ": " + strings.Join(labels, ", ")
}

// groups are the breakdowns of a definition: those of its list, then any that
// were returned before. A breakdown without either has no rows.
func (in *Input) groups(d *indicators.Definition, h *history) []group {
	var out []group
	for n := range d.Breakdowns {
		b := &d.Breakdowns[n]
		g := group{list: b.List, title: b.Title}
		if g.title == "" {
			g.title = indicators.ListTitle(b.List)
		}
		for _, c := range codesOf(d, b, h.groups[d.ID]) {
			g.codes = append(g.codes, code{c, label(d, b, c)})
		}
		if len(g.codes) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// codesOf lists the codes of a breakdown: the order that the definition gives,
// else that of the list, then what was returned beside. All of a list together
// are the headline and need no row.
func codesOf(d *indicators.Definition, b *indicators.Breakdown, returned []string) []string {
	codes := slices.Clone(b.Order)
	switch {
	case b.List == "answer": // the list holds the answers of all surveys
		codes = append(codes, answers(d)...)
	case len(codes) == 0:
		codes = indicators.ListOrder(b.List)
	}
	if len(codes) == 0 {
		codes = sorted(b.Labels)
	}
	for _, key := range returned {
		if rest, ok := strings.CutPrefix(key, b.List+"="); ok && !strings.ContainsAny(rest, ";=") {
			codes = append(codes, rest)
		}
	}
	var out []string
	for _, c := range codes {
		if c != "total" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// answers are the codes of a survey's answers, best first.
func answers(d *indicators.Definition) []string {
	if d.Survey == nil {
		return nil
	}
	return append(slices.Clone(d.Survey.Order), sorted(d.Survey.Answers)...)
}

// label is the printed name of a group; a code that nothing explains is
// spelled in words.
func label(d *indicators.Definition, b *indicators.Breakdown, c string) string {
	if text := b.Labels[c]; text != "" {
		return text
	}
	if d.Survey != nil && b.List == "answer" && d.Survey.Answers[c] != "" {
		return d.Survey.Answers[c]
	}
	text := indicators.Label(b.List, c)
	if text != c || c == "" {
		return text
	}
	words := []rune(strings.ReplaceAll(strings.ReplaceAll(c, "-", " "), "_", " "))
	words[0] = unicode.ToUpper(words[0])
	return string(words)
}

func sorted(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
