package build

import (
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/plain"
)

// shippedDefinitions is how the files of the library are named.
const shippedDefinitions = "indicators/library/"

// leastMatch is how many letters of a written passage must stand in a page's
// before it is taken for its source: less stands anywhere.
const leastMatch = 8

// whereWritten finds which passage that a person wrote a place of a page comes
// from: the one whose runs of words all stand there in order, around that
// place, with the most letters, which it counts. Figures between the runs may
// have become anything. It is 0 where nobody wrote it.
func whereWritten(passage string, s plain.Span, written []compose.Written) (diag.Pos, int) {
	best, length := diag.Pos{}, 0
	low := strings.ToLower(passage)
	if len(low) != len(passage) {
		low = passage
	}
	for _, w := range written {
		if pos, n := match(low, s, w); n > length {
			best, length = pos, n
		}
	}
	if length < leastMatch && length != len(strings.TrimSpace(passage)) {
		return diag.Pos{}, 0
	}
	return best, length
}

// match places one written passage in a page's and gives the position of what
// stands at s, with the letters that matched; 0 where it does not stand there.
func match(low string, s plain.Span, w compose.Written) (pos diag.Pos, letters int) {
	from, found := 0, false
	for _, run := range w {
		text := strings.ToLower(run.Text)
		at := strings.Index(low[from:], text)
		if at < 0 {
			return diag.Pos{}, 0
		}
		at += from
		from = at + len(text)
		letters += len(text)
		if !found && at < s.End && from > s.Start {
			found, pos = true, run.Pos
			if s.Start > at && pos.Column > 0 {
				pos.Column += s.Start - at
			}
		}
	}
	if !found {
		return diag.Pos{}, 0
	}
	return pos, letters
}

// writtenTexts are all passages that people wrote into the project: the
// commentary and its tables, the project file, and the titles of packs and the
// words of definitions, with their places.
func (m *Model) writtenTexts() []compose.Written {
	out := m.Commentary.Written()
	add := func(text string, pos diag.Pos) {
		if text = strings.TrimSpace(text); text != "" && pos.Line > 0 {
			out = append(out, compose.Written{{Text: text, Pos: pos}})
		}
	}
	p := m.Project
	for field, text := range map[string]string{"title": p.Title, "edition": p.Edition, "status": p.Status, "owner": p.Owner, "partnership": p.Partnership,
		"branding.name": p.Branding.Name, "contacts.name": p.Contacts.Name, "contacts.help": p.Contacts.Help, "contacts.forum": p.Contacts.Forum, "contacts.enforcement": p.Contacts.Enforcement,
		"meeting.name": p.Meeting.Name, "meeting.decision": p.Meeting.Decision, "meeting.version": p.Meeting.Version, "meeting.next_pack": p.Meeting.NextPack, "meeting.marking": p.Meeting.Marking} {
		add(text, p.Pos[field])
	}
	for _, y := range m.Layouts {
		for field, text := range map[string]string{"title": y.Title, "short": y.Short, "link": y.Link, "card": y.Card, "about": y.About} {
			add(text, y.Fields[field])
		}
	}
	for n := range m.Definitions {
		d := &m.Definitions[n]
		if strings.HasPrefix(d.Pos.File, shippedDefinitions) {
			continue // this tool's own words, held to the limits by its tests
		}
		for field, text := range map[string]string{"title": d.Title, "short_title": d.ShortTitle, "words.subject": d.Words.Subject, "words.of": d.Words.Of, "words.out_of_ten": d.Words.OutOfTen, "words.topic": d.Words.Topic, "words.good": d.Words.Good} {
			add(text, d.Fields[field])
		}
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := out[a][0].Pos, out[b][0].Pos
		switch {
		case x.File != y.File:
			return x.File < y.File
		case x.Line != y.Line:
			return x.Line < y.Line
		}
		return x.Column < y.Column
	})
	return out
}
