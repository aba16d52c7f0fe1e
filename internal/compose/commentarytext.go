package compose

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// Written is one passage that a person wrote, as runs of words between the
// figures and marks in it.
type Written []Run

// Run is words with the place of their first letter.
type Run struct {
	Text string
	Pos  diag.Pos
}

// Written is every passage of the commentary and of the small tables, in the
// order of files, so that a finding about a page can be told where it was
// written.
func (c *Commentary) Written() []Written {
	if c == nil {
		return nil
	}
	var out []Written
	for _, t := range c.all() {
		out = appendWritten(out, t.title)
		if t.Checked != "" {
			out = append(out, Written{{t.Checked, t.fields["checked"]}})
		}
		for _, s := range t.sections {
			for _, p := range s.body {
				out = appendWritten(out, p.text)
				for _, item := range p.items {
					out = appendWritten(out, item)
				}
			}
		}
	}
	return append(out, c.texts...)
}

// all are the texts in the order of their files.
func (c *Commentary) all() []*commented {
	var out []*commented
	for _, e := range c.entries {
		out = append(out, &e.commented)
	}
	for _, n := range c.narratives {
		out = append(out, &n.commented)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].pos.File < out[b].pos.File })
	return out
}

func appendWritten(out []Written, in []inline) []Written {
	var w Written
	for _, i := range in {
		if t := strings.TrimSpace(i.text); i.code == nil && t != "" && i.pos.Line > 0 {
			pos := i.pos
			pos.Column += strings.Index(i.text, t)
			w = append(w, Run{t, pos})
		}
	}
	if len(w) == 0 {
		return out
	}
	return append(out, w)
}

// cell keeps the text of a table's cell.
func (c *Commentary) cell(text string, pos diag.Pos) {
	if text = strings.TrimSpace(text); text != "" {
		c.texts = append(c.texts, Written{{text, pos}})
	}
}

// shift moves positions on the first line to the right: a text in front matter
// does not begin its line.
func shift(in []section, columns int) {
	move := func(words []inline) {
		for n := range words {
			words[n].pos.Column += columns
			if words[n].code != nil {
				words[n].code.pos.Column += columns
			}
		}
	}
	for _, s := range in {
		for _, p := range s.body {
			move(p.text)
			for _, item := range p.items {
				move(item)
			}
		}
	}
}

// asking begins a passage that a person is still to write; it ends with "]".
const asking = "[To be written"

// answered are the sections without what is still asked for, and the headings
// below which nothing else stands. A section without a word is asked for too:
// no page prints an empty prompt.
func answered(in []section) (out []section, asked []string) {
	for _, s := range in {
		var body []paragraph
		for _, p := range s.body {
			var items [][]inline
			for _, item := range p.items {
				if !isAsking(item) {
					items = append(items, item)
				}
			}
			empty := len(p.text) == 0 && len(items) == 0
			if p.items = items; !empty && !isAsking(p.text) {
				body = append(body, p)
			}
		}
		if s.body = body; len(body) == 0 {
			if s.heading != "" {
				asked = append(asked, s.heading)
			}
			continue
		}
		out = append(out, s)
	}
	return out, asked
}

func isAsking(in []inline) bool {
	s := plain(in)
	return strings.HasPrefix(s, asking) && strings.HasSuffix(s, "]")
}

// entry is the text filed under a key, nil when there is none.
func (c *Commentary) entry(k entryKey) *entry {
	if c == nil {
		return nil
	}
	return c.entries[k]
}

// asks remembers whose text a page looked for: these are the figures that a
// pack wants a person's words about.
func (p *place) asks(f *figure) {
	if !contains(p.asked, f) {
		p.asked = append(p.asked, f)
	}
}
