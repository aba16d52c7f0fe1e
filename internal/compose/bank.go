package compose

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/query"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// BankFile is the bank of common questions: in the project's folder, else the
// shipped one among the templates.
const BankFile = "foi.yaml"

// Bank is foi.yaml: questions that people ask, with the figures that answer
// them. It becomes a page of the site, and `sendpack query --question ID`.
type Bank struct {
	Questions []BankQuestion `yaml:"questions" desc:"common questions, in the order of the page"`
}

// BankQuestion is one question in everyday words.
type BankQuestion struct {
	ID          string   `yaml:"id" desc:"short name for the page's anchor and for --question"`
	Question    string   `yaml:"question" desc:"the question as people ask it"`
	Indicators  []string `yaml:"indicators" desc:"ids, patterns such as ehc-*, domains, outcomes or core questions"`
	Breakdowns  []string `yaml:"breakdowns,omitempty" desc:"groups: need=ASD, need for all its groups, headline, all; default headline"`
	Periods     string   `yaml:"periods,omitempty" desc:"latest, all, a period as printed, or a range 2019..2024; default latest"`
	Comparators []string `yaml:"comparators,omitempty" desc:"sn, region, england, or none; default all three"`
	Note        string   `yaml:"note,omitempty" desc:"what a reader should know before the figures"`
}

// Query is the question for the choice of figures.
func (b *BankQuestion) Query() query.Question {
	return query.Question{Indicators: b.Indicators, Breakdowns: b.Breakdowns, Periods: b.Periods, Comparators: b.Comparators}
}

var bankID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// periodYear is what the label of every period has in it: 2025, 2024/25, June 2026.
var periodYear = regexp.MustCompile(`\b(19|20)[0-9]{2}`)

// LoadBank reads the project's bank of questions, else the shipped one. Names
// in a project's own file must exist; of the shipped one, questions that the
// project has no indicators for are left out.
func LoadBank(project, templates fs.FS, root string, catalogue []query.Entry, l *diag.List) Bank {
	fsys, name, own := project, path.Join(root, BankFile), true
	raw, err := fs.ReadFile(fsys, BankFile)
	if errors.Is(err, fs.ErrNotExist) {
		name, own = path.Join("templates", BankFile), false
		raw, err = fs.ReadFile(templates, BankFile)
		if errors.Is(err, fs.ErrNotExist) {
			return Bank{}
		}
	}
	if err != nil {
		l.Errorf(diag.Pos{File: name}, "cannot be read")
		return Bank{}
	}
	var b Bank
	var found diag.List
	pos := strictyaml.Decode(name, raw, &b, &found)
	if !found.HasErrors() {
		b.check(pos, catalogue, own, &found)
	}
	l.Append(found)
	return b
}

func (b *Bank) check(pos map[string]diag.Pos, catalogue []query.Entry, own bool, l *diag.List) {
	seen := map[string]bool{}
	kept := b.Questions[:0]
	for n, q := range b.Questions {
		at := fmt.Sprintf("questions[%d]", n)
		switch {
		case !bankID.MatchString(q.ID):
			l.Add(diag.Diagnostic{Pos: pos[at+".id"], Message: fmt.Sprintf("%q is no short name", q.ID), Expected: "small letters, digits and hyphens: plans-in-time"})
		case seen[q.ID]:
			l.Add(diag.Diagnostic{Pos: pos[at+".id"], Message: fmt.Sprintf("two questions have the id %q", q.ID), Expected: "a name of its own for each question"})
		}
		seen[q.ID] = true
		ask := q.Query()
		if _, err := ask.Told(); err != nil {
			addQueryError(l, pos[at+".comparators"], err)
		}
		if own && !mayBePeriods(q.Periods) {
			l.Add(diag.Diagnostic{Pos: pos[at+".periods"], Message: fmt.Sprintf("%q is no period", q.Periods), Expected: "latest, all, a period as printed, or a range such as 2019..2024"})
		}
		known := 0
		for i, id := range q.Indicators {
			_, err := query.Indicators([]string{id}, catalogue)
			if err == nil {
				known++
			} else if own {
				addQueryError(l, pos[fmt.Sprintf("%s.indicators[%d]", at, i)], err)
			}
		}
		if len(q.Indicators) == 0 {
			l.Add(diag.Diagnostic{Pos: pos[at+".indicators"], Message: "a question without indicators", Expected: "at least one id that sendpack list indicators shows"})
		}
		if own || known > 0 {
			kept = append(kept, q)
		}
	}
	b.Questions = kept
}

// mayBePeriods reports whether periods could be chosen by these words in some
// area: which periods an area has is known only later, but all name a year.
func mayBePeriods(words string) bool {
	if words == "" || words == "latest" || words == "all" {
		return true
	}
	from, to, ranged := strings.Cut(words, "..")
	if !ranged {
		return periodYear.MatchString(from)
	}
	return from+to != "" && (from == "" || periodYear.MatchString(from)) && (to == "" || periodYear.MatchString(to))
}

// addQueryError puts an error of a choice, which has its expectation and fix on
// lines of their own, where the name stands.
func addQueryError(l *diag.List, at diag.Pos, err error) {
	d := diag.Diagnostic{Pos: at}
	for n, line := range strings.Split(err.Error(), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case n == 0:
			d.Message = line
		case strings.HasPrefix(line, "expected: "):
			d.Expected = strings.TrimPrefix(line, "expected: ")
		case strings.HasPrefix(line, "fix: "):
			d.Fix = strings.TrimPrefix(line, "fix: ")
		}
	}
	l.Add(d)
}

// Find is a question by its id; the error names the nearest.
func (b *Bank) Find(id string) (*BankQuestion, error) {
	var ids []string
	for n := range b.Questions {
		if b.Questions[n].ID == id {
			return &b.Questions[n], nil
		}
		ids = append(ids, b.Questions[n].ID)
	}
	fix := ""
	if near := diag.Nearest(id, ids); near != "" {
		fix = fmt.Sprintf("\n    fix: did you mean %q?", near)
	}
	return nil, fmt.Errorf("no common question is called %q\n    expected: one of %s%s", id, strings.Join(ids, ", "), fix)
}

// Entries are the indicators as questions can name them.
func Entries(in *Input) []query.Entry {
	var out []query.Entry
	for _, s := range in.Series {
		d := s.Indicator.Def
		out = append(out, query.Entry{ID: d.ID, Domain: d.CDC.Domain, Subdomain: d.CDC.Subdomain, Questions: d.Questions, Outcomes: d.Outcomes})
	}
	return out
}

// Calendar is when the periods of every indicator are.
func Calendar(in *Input) query.Calendar {
	out := query.Calendar{}
	for _, s := range in.Series {
		spans := map[string]query.Span{}
		for _, p := range s.Indicator.Periods {
			spans[p.Label] = query.Span{Start: p.Start, End: p.End}
		}
		out[s.Indicator.Def.ID] = spans
	}
	return out
}

// bankPage is the page of common questions; false where none has an answer.
func (s site) bankPage() (document.Page, bool) {
	const title = "Common questions, answered"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{
		{Text: document.Plain("What people often ask the council of " + s.area.Name + ", with the figures that are published. " + s.dataLine())}}}}
	toc := document.LinkGroup{Title: "On this page"}
	entries, calendar := Entries(s.in), Calendar(s.in)
	for n := range s.in.Bank.Questions {
		q := &s.in.Bank.Questions[n]
		a, ok := s.asked(q, entries, calendar)
		if !ok {
			continue
		}
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(q.Question), ID: q.ID})
		blocks = append(blocks, s.answer(a, "answer-"+q.ID)...)
		blocks = append(blocks, s.readMore(a))
		toc.Links = append(toc.Links, document.Link{Text: q.Question, Anchor: q.ID})
	}
	page := document.Page{ID: "foi", Title: title, Nav: "indicators/index", Blocks: blocks, Aside: []document.Block{document.LinkList{Groups: []document.LinkGroup{toc}}},
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Common questions"}}}
	return page, len(toc.Links) > 0
}

// asked chooses a question's rows among the area's own. What the area has no
// figure for is left out, and a question without any row is no question here.
func (s site) asked(q *BankQuestion, entries []query.Entry, calendar query.Calendar) (Asked, bool) {
	ask := q.Query()
	told, err := ask.Told()
	if err != nil {
		return Asked{}, false
	}
	a := Asked{Title: q.Question, Note: q.Note, Told: told}
	for _, name := range ask.Indicators {
		ids, err := query.Indicators([]string{name}, entries)
		if err != nil {
			continue
		}
		for _, id := range ids {
			rows, err := ask.Choose(s.ownRecords(s.byID[id]), calendar)
			if err != nil || len(rows) == 0 {
				continue
			}
			a.Records = append(a.Records, rows...)
		}
	}
	return a, len(a.Records) > 0
}

// ownRecords are the area's own rows of one indicator.
func (p *place) ownRecords(f *figure) []document.Record {
	var own []document.Record
	for _, r := range p.records(f) {
		if r.Own {
			own = append(own, r)
		}
	}
	return own
}

// readMore leads to the pages with definitions and every breakdown.
func (s site) readMore(a Asked) document.Prose {
	t := document.Text{{Text: "Definition, source and more: "}}
	for n, f := range s.askedFor(a.Records) {
		if n > 0 {
			t = append(t, document.Span{Text: "; "})
		}
		if f.has {
			t = append(t, document.Span{Text: f.def.Title, Link: f.link(f.def.Title)})
			continue
		}
		t = append(t, document.Span{Text: f.def.Title})
	}
	return document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: append(t, document.Span{Text: "."})}}}
}
