package compose

import (
	"strconv"
	"strings"
)

// prompt is a heading of a new file, and what is asked for below it.
type prompt struct{ heading, ask string }

// asks are what a text should say, by audience (audiences note §1.2, §2, §3);
// other audiences are asked as members are.
var asks = map[string][]prompt{
	"B": {
		{"Why", "the causes, the weightiest first. Say “we think” where it is opinion."},
		{"Who is affected", "which need, phase, area or group of children. Never one child."},
		{"What we are doing", "up to three actions."},
		{"By when", "the date, and the figure you expect next time."},
		{"Who", "the role that answers for it, and the partner."},
		{"Decision asked", "help needed or decision asked, and from whom. “Note” where there is none."},
		{"Confidence in the data", "high, medium or low, and why."},
	},
	"M": {
		{"Why", "what drives the figure, in plain words and without blame. Say “we think” where it is opinion."},
		{"What we are doing", "up to three actions."},
		{"By when", "the date, and how members will see it."},
	},
	"P": {
		{"What this means for families", "what it means day by day. Short sentences, “you” and “we”."},
		{"What happens next", "what will change, and by when."},
	},
}

// Stub is a new file for a text that is missing. What the data say is filled in
// by a shortcode, so that it follows the data; the rest is asked for. It is a
// draft: packs leave it out until a person has approved it.
func Stub(w Want) []byte {
	var b strings.Builder
	line := func(field, value string) {
		if value != "" {
			b.WriteString(field + ": " + yamlText(value) + "\n")
		}
	}
	b.WriteString("---\n")
	line("indicator", w.Indicator)
	line("audience", w.Audience)
	line("area", w.Area)
	line("period", w.Period)
	line("author_role", w.Role)
	b.WriteString("status: draft\n")
	line("due", w.Due)
	b.WriteString("---\n\n# What the data says\n\n{{sentence}}\n")
	list := asks[w.Audience]
	if list == nil {
		list = asks["M"]
	}
	for _, p := range list {
		b.WriteString("\n# " + p.heading + "\n\n" + asking + ": " + p.ask + "]\n")
	}
	return []byte(b.String())
}

// StubName is the file name of a new text; with the code of the area where
// several areas are built.
func StubName(w Want, several bool) string {
	name := w.Indicator + "." + w.Pack
	if several {
		name += "." + w.Area
	}
	return name + ".md"
}

// yamlText quotes a text where YAML might read it as something else.
func yamlText(s string) string {
	for n, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		digit := r >= '0' && r <= '9' || r == '-' && n > 0 || r == ' ' || r == ','
		if !letter && (n == 0 || !digit) || r == ',' && n == len(s)-1 {
			return strconv.Quote(s)
		}
	}
	return s
}
