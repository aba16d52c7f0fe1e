package compose

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// Commentary is what people wrote: entries about one indicator for one
// audience, narratives about one pack, and the small tables. The zero value is
// no commentary, and every pack works without.
type Commentary struct {
	entries    map[entryKey]*entry
	narratives map[packKey]*narrative
	Actions    []Action
	YouSaid    []YouSaid
	Decisions  []Decision
	Risks      []Risk
	texts      []Written // cells of the small tables, in order
}

// The keys hold the code of the area, "" for a text about every area.
type (
	entryKey struct{ indicator, audience, area string }
	packKey  struct{ pack, area string }
)

// front is the front matter of a commentary file.
type front struct {
	Indicator  string `yaml:"indicator,omitempty" desc:"id of the indicator the text is about"`
	Audience   string `yaml:"audience,omitempty" desc:"B, M, P or S"`
	Pack       string `yaml:"pack,omitempty" desc:"pack id, for a text about a whole pack"`
	Area       string `yaml:"area,omitempty" desc:"code of the area the text is about; every area when left out"`
	Title      string `yaml:"title,omitempty" desc:"finding in one sentence, approved by a person; figures by shortcode"`
	Period     string `yaml:"period,omitempty" desc:"period the text was written for"`
	AuthorRole string `yaml:"author_role,omitempty" desc:"role of the writer, never a name"`
	Status     string `yaml:"status,omitempty" desc:"draft or approved; a draft stands only in packs built with --draft"`
	ReviewBy   string `yaml:"review_by,omitempty" desc:"date by which it must be read again, YYYY-MM-DD"`
	Due        string `yaml:"due,omitempty" desc:"date by which it is to be written, YYYY-MM-DD; packs say so until then"`
	Checked    string `yaml:"checked,omitempty" desc:"who checked the text and when, in words"`
}

// entry is one file about an indicator, narrative one about a pack.
type (
	entry     struct{ commented }
	narrative struct{ commented }
)

// commented is what both kinds of file hold.
type commented struct {
	front
	sections []section
	title    []inline
	asked    []string // headings below which nothing is written yet
	pos      diag.Pos
	fields   map[string]diag.Pos
}

// withheld reports a text that nobody has approved yet: it stands in packs that
// are drafts themselves, and in no other.
func (c *commented) withheld(draft bool) bool { return c.Status == "draft" && !draft }

// LoadCommentary reads every .md file of the folder and the small tables. Known holds the indicator ids that
// shortcodes and front matter may name. Root is how the folder is printed in
// diagnostics.
func LoadCommentary(fsys fs.FS, folder string, tables Tables, known func(id string) bool, root string, l *diag.List) *Commentary {
	c := &Commentary{entries: map[entryKey]*entry{}, narratives: map[packKey]*narrative{}}
	if folder != "" {
		files, err := fs.Glob(fsys, path.Join(folder, "*.md"))
		if err == nil {
			sort.Strings(files)
			for _, f := range files {
				c.readFile(fsys, f, known, root, l)
			}
		}
	}
	c.readTables(fsys, tables, tableReader{root: root, known: known, list: l})
	return c
}

func (c *Commentary) readFile(fsys fs.FS, name string, known func(string) bool, root string, l *diag.List) {
	shown := path.Join(root, name)
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		l.Errorf(diag.Pos{File: shown}, "cannot be read")
		return
	}
	head, body, line, ok := splitFront(raw)
	if !ok {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: shown, Line: 1, Column: 1}, Message: "no front matter", Expected: "lines between --- and --- that name the indicator and audience, or the pack", Fix: "begin the file with ---"})
		return
	}
	var f front
	pos := strictyaml.Decode(shown, head, &f, l)
	text := commented{front: f, pos: diag.Pos{File: shown, Line: 1, Column: 1}, fields: pos}
	text.checkFront(l)
	text.sections, text.asked = answered(parseMarkdown(shown, body, line, l))
	checkCodes(text.sections, known, f.Pack != "", l)
	title := parseMarkdown(shown, []byte(f.Title), pos["title"].Line, l)
	shift(title, pos["title"].Column-1)
	checkCodes(title, known, f.Pack != "", l)
	if len(title[0].body) > 0 {
		text.title = title[0].body[0].text
	}
	c.keep(text, known, l)
}

// keep files a text under what it is about.
func (c *Commentary) keep(text commented, known func(string) bool, l *diag.List) {
	switch {
	case text.Pack != "":
		k := packKey{text.Pack, text.Area}
		if first := c.narratives[k]; first != nil {
			again(text.pos, first.pos, l)
			return
		}
		c.narratives[k] = &narrative{text}
	case text.Indicator == "" || text.Audience == "":
		l.Add(diag.Diagnostic{Pos: text.pos, Message: "says neither what it is about nor for whom", Expected: "indicator and audience, or pack"})
	case !known(text.Indicator):
		l.Add(diag.Diagnostic{Pos: text.fields["indicator"], Message: fmt.Sprintf("no indicator has the id %q", text.Indicator), Fix: "sendpack list indicators shows them"})
	default:
		k := entryKey{text.Indicator, text.Audience, text.Area}
		if first := c.entries[k]; first != nil {
			again(text.pos, first.pos, l)
			return
		}
		c.entries[k] = &entry{text}
	}
}

// checkFront tells what the decoder cannot see: dates, and words that mean
// nothing here.
func (c *commented) checkFront(l *diag.List) {
	for _, d := range []struct{ field, date string }{{"review_by", c.ReviewBy}, {"due", c.Due}} {
		if d.date != "" && project.Day(d.date) == 0 {
			l.Add(diag.Diagnostic{Pos: c.fields[d.field], Message: fmt.Sprintf("%s %q is not a date", d.field, d.date), Expected: "YYYY-MM-DD, such as 2026-12-08"})
		}
	}
	if c.Status != "" && c.Status != "draft" && c.Status != "approved" {
		l.Add(diag.Diagnostic{Pos: c.fields["status"], Message: fmt.Sprintf("status %q is not known", c.Status), Expected: "draft or approved"})
	}
}

// again tells of two texts for one place: which of them counts must not depend
// on the names of their files.
func again(second, first diag.Pos, l *diag.List) {
	l.Add(diag.Diagnostic{Pos: second, Message: "a second text about the same thing for the same readers", Expected: "one file for each indicator, audience and area, or pack and area",
		Fix: "join the two files, or name the area that each is about", See: []diag.Related{{Pos: first, Why: "the first one"}}})
}

// splitFront cuts the front matter off; the padding keeps the YAML's lines
// equal to the file's.
func splitFront(raw []byte) (head, body []byte, bodyLine int, ok bool) {
	raw = bytes.ReplaceAll(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n"))
	if !bytes.HasPrefix(raw, []byte("---\n")) {
		return nil, nil, 0, false
	}
	end := bytes.Index(raw[4:], []byte("\n---\n"))
	if end < 0 {
		return nil, nil, 0, false
	}
	head = append([]byte("\n"), raw[4:4+end+1]...)
	body = raw[4+end+5:]
	return head, body, 1 + bytes.Count(raw[:4+end+5], []byte("\n")), true
}

var shortcodeNames = []string{"value", "previous", "change", "sn", "england", "region", "period", "previous_period", "target", "goal", "out_of_ten", "rank", "area", "sentence"}

func checkCodes(sections []section, known func(string) bool, wholePack bool, l *diag.List) {
	check := func(in []inline) {
		for _, i := range in {
			if i.code == nil {
				continue
			}
			if !isShortcode(i.code.name) {
				l.Add(diag.Diagnostic{Pos: i.code.pos, Message: fmt.Sprintf("no shortcode is called %q", i.code.name), Expected: "one of " + strings.Join(shortcodeNames, ", "), Fix: near(i.code.name)})
			}
			if wholePack && i.code.indicator == "" && i.code.name != "area" && isShortcode(i.code.name) {
				l.Add(diag.Diagnostic{Pos: i.code.pos, Message: fmt.Sprintf("{{%s}} does not say of which indicator", i.code.name), Expected: fmt.Sprintf("{{%s indicator-id}} in a text about a whole pack", i.code.name)})
			}
			if i.code.indicator != "" && !known(i.code.indicator) {
				l.Add(diag.Diagnostic{Pos: i.code.pos, Message: fmt.Sprintf("no indicator has the id %q", i.code.indicator), Fix: "sendpack list indicators shows them"})
			}
		}
	}
	for _, s := range sections {
		for _, p := range s.body {
			check(p.text)
			for _, item := range p.items {
				check(item)
			}
		}
	}
}

func near(name string) string {
	if n := diag.Nearest(name, shortcodeNames); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

func isShortcode(name string) bool {
	for _, n := range shortcodeNames {
		if n == name {
			return true
		}
	}
	return false
}
