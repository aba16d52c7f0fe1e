package compose

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// Layout is a pack as data: templates/packs/<id>.yaml. A new audience is a new
// file, not new code.
type Layout struct {
	ID         string       `yaml:"id" desc:"pack id, also the file name of the pack"`
	Audience   string       `yaml:"audience" desc:"audience code: B, M, P, S or D"`
	Title      string       `yaml:"title" desc:"title of the pack"`
	Short      string       `yaml:"short,omitempty" desc:"shorter title for the running header"`
	Link       string       `yaml:"link" desc:"how links name it: the board pack"`
	Card       string       `yaml:"card" desc:"title of its card on the overview: For families"`
	About      string       `yaml:"about" desc:"one sentence on what is in it, for the card and the PDF's subject"`
	Theme      string       `yaml:"theme" desc:"board, members, forum or large-print"`
	TwinOf     string       `yaml:"twin_of,omitempty" desc:"id of the pack whose content this one repeats in another form"`
	Voice      string       `yaml:"voice" desc:"board, members or families: rounding and wording of figures"`
	Restricted bool         `yaml:"restricted,omitempty" desc:"built only when named with --pack or in the project"`
	Pages      []LayoutPage `yaml:"pages" desc:"pages in order"`
	Pos        diag.Pos     `yaml:"-"`
}

// LayoutPage is one page (or run of pages) of a pack.
type LayoutPage struct {
	Section    string   `yaml:"section" desc:"kind of content: cover, headlines, scorecard, outcomes, exceptions, benchmarks, voice, actions, method, glance, trends, doing, questions, opening, topics, you-said, help"`
	Title      string   `yaml:"title,omitempty" desc:"name for the running header, and the heading where no finding is made"`
	Most       int      `yaml:"most,omitempty" desc:"at most so many figures"`
	Indicators []string `yaml:"indicators,omitempty" desc:"these figures, in order, in place of the section's own choice"`
}

var themes = map[string]document.Theme{"board": document.Board, "members": document.Members, "forum": document.Forum, "large-print": document.LargePrint}

var voices = map[string]voice{"board": boardVoice, "members": memberVoice, "families": familyVoice}

// LoadLayouts reads every pack layout below packs/ of the templates.
func LoadLayouts(fsys fs.FS, l *diag.List) []Layout {
	files, err := fs.Glob(fsys, "packs/*.yaml")
	if err != nil {
		return nil
	}
	sort.Strings(files)
	var out []Layout
	for _, f := range files {
		raw, err := fs.ReadFile(fsys, f)
		if err != nil {
			l.Errorf(diag.Pos{File: path.Join("templates", f)}, "cannot be read")
			continue
		}
		name := path.Join("templates", f)
		var y Layout
		var own diag.List
		pos := strictyaml.Decode(name, raw, &y, &own)
		y.Pos = diag.Pos{File: name, Line: 1, Column: 1}
		if !own.HasErrors() {
			y.check(pos, &own)
		}
		l.Append(own)
		out = append(out, y)
	}
	return out
}

func (y *Layout) check(pos map[string]diag.Pos, l *diag.List) {
	if name := strings.TrimSuffix(path.Base(y.Pos.File), ".yaml"); y.ID != name {
		l.Add(diag.Diagnostic{Pos: pos["id"], Message: fmt.Sprintf("the id %q is not the name of the file", y.ID), Expected: name})
	}
	if _, ok := themes[y.Theme]; !ok {
		l.Add(diag.Diagnostic{Pos: pos["theme"], Message: fmt.Sprintf("unknown theme %q", y.Theme), Expected: "board, members, forum or large-print"})
	}
	if _, ok := voices[y.Voice]; !ok {
		l.Add(diag.Diagnostic{Pos: pos["voice"], Message: fmt.Sprintf("unknown voice %q", y.Voice), Expected: "board, members or families"})
	}
	for n, p := range y.Pages {
		if sections[p.Section] == nil {
			l.Add(diag.Diagnostic{Pos: pos[fmt.Sprintf("pages[%d].section", n)], Message: fmt.Sprintf("unknown section %q", p.Section),
				Expected: "one of " + strings.Join(sectionNames(), ", ")})
		}
	}
}

func sectionNames() []string {
	var out []string
	for k := range sections {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// draft is a pack while its pages are made.
type draft struct {
	place  *place
	layout Layout
	voice  voice
	page   LayoutPage
}

// sections are the kinds of content a pack can ask for. Each makes zero or
// more pages; none means that there is nothing to say.
var sections map[string]func(*draft) []document.Page

func init() {
	sections = map[string]func(*draft) []document.Page{
		"cover": boardCover, "headlines": boardHeadlines, "scorecard": boardScorecard, "outcomes": boardOutcomes, "exceptions": boardExceptions,
		"benchmarks": boardBenchmarks, "voice": boardVoices, "actions": boardActions, "method": methodPage,
		"glance": membersGlance, "trends": membersTrends, "doing": membersDoing, "questions": membersQuestions,
		"opening": forumOpening, "topics": forumTopics, "you-said": forumYouSaid, "help": forumHelp,
	}
}

// Pack composes one pack for one area.
func Pack(in *Input, layout Layout, area int32) document.Document {
	p := newPlace(in, areaID(area))
	d := p.base(layout.ID, layout.Title, layout.About, themes[layout.Theme])
	d.Short = layout.Short
	d.Nav = []document.Link{{Text: "Overview", File: "index.html"}, {Text: "Indicators", File: "indicators/index.html"}, {Text: "Packs", File: "packs.html"}, {Text: "Data and method", File: "about.html"}}
	dr := &draft{place: p, layout: layout, voice: voices[layout.Voice]}
	count := map[string]int{} // sheets of each section so far, for unique ids
	for _, page := range layout.Pages {
		dr.page = page
		for _, made := range sections[page.Section](dr) {
			made.ID = page.Section
			if n := count[page.Section]; n > 0 {
				made.ID += "-" + number(n+1)
			}
			count[page.Section]++
			if made.Section == "" {
				made.Section = page.Title
			}
			if len(d.Pages) == 0 {
				made.Crumbs = []document.Link{{Text: "Overview", File: "index.html"}, {Text: "Packs", File: "packs.html"}, {Text: upper(layout.Link)}}
			}
			d.Pages = append(d.Pages, made)
		}
	}
	keepContents(d.Pages)
	onlyWordsUsed(d.Pages)
	return d
}

// chosen are the figures of a page: the layout's list, or the fallback; those
// the area has nothing for are left out.
func (d *draft) chosen(fallback []*figure) []*figure {
	list := fallback
	if len(d.page.Indicators) > 0 {
		list = nil
		for _, id := range d.page.Indicators {
			if f := d.place.byID[id]; f != nil && f.has {
				list = append(list, f)
			}
		}
	}
	list = d.allowed(list)
	if d.page.Most > 0 && len(list) > d.page.Most {
		list = list[:d.page.Most]
	}
	return list
}

// allowed leaves out what the pack's readers are not shown, also where a layout
// names it: small counts, provisional figures for families, and class S4, which
// only the board and the data book see.
func (d *draft) allowed(list []*figure) []*figure {
	var out []*figure
	for _, f := range list {
		if !d.voice.hides(f.as.Result) && !(d.voice.floor && (f.smallCount() || f.def.Suppression == "S4")) {
			out = append(out, f)
		}
	}
	return out
}

// countsEvents reports a rate of things that happen to few children.
func (f *figure) countsEvents() bool {
	switch f.def.Unit {
	case quantity.Rate100, quantity.Per10k, quantity.Per100k:
		return f.def.Measure != "count"
	}
	return false
}

// smallCount reports a count from 1 to 9 or a rate on one, which members' and
// forum packs leave out with words (display floor, statistics note §14).
func (f *figure) smallCount() bool {
	if r := f.as.Result; r != nil && r.Value.Known && !r.Numerator.Known && f.countsEvents() && r.Value.Number > 0 {
		// A published rate of events without its count may be a single child.
		return true
	}
	return small(f.as.Result)
}

// small is smallCount of any result; a count is its own numerator.
func small(r *evaluate.Result) bool {
	return r != nil && r.Value.Known && r.Numerator.Known && r.Numerator.Number > 0 && r.Numerator.Number < 10
}
