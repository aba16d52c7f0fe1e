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
	ID         string `yaml:"id" desc:"pack id, also the file name of the pack"`
	Audience   string `yaml:"audience" desc:"audience code: B, M, P, S or D"`
	Title      string `yaml:"title" desc:"title of the pack"`
	Short      string `yaml:"short,omitempty" desc:"shorter title for the running header"`
	Link       string `yaml:"link" desc:"how links name it: the board pack"`
	Card       string `yaml:"card" desc:"title of its card on the overview: For families"`
	About      string `yaml:"about" desc:"one sentence on what is in it, for the card and the PDF's subject"`
	Theme      string `yaml:"theme" desc:"board, members, forum or large-print"`
	TwinOf     string `yaml:"twin_of,omitempty" desc:"id of the pack whose content this one repeats in another form"`
	Voice      string `yaml:"voice" desc:"board, members or families: rounding and wording of figures"`
	Restricted bool   `yaml:"restricted,omitempty" desc:"built only when named with --pack or in the project"`
	Exempt     bool   `yaml:"exempt,omitempty" desc:"not for the public: built only when named with --pack, alone, into an output of its own, and linked from nowhere"`
	// What the readers see, beside what the voice already decides.
	Detail      string       `yaml:"detail,omitempty" desc:"full, or summary: no second lines, no tables below charts; full when left out"`
	Comparators []string     `yaml:"comparators,omitempty" desc:"which comparisons are told: previous, target, similar, region, england; all when left out"`
	Rounding    int          `yaml:"rounding,omitempty" desc:"counts are shown to the nearest 5 or 10; exact when left out"`
	Floor       *int         `yaml:"floor,omitempty" desc:"no count below this and no rate on one is shown; 10 in the voices members and families, else 0"`
	Provisional string       `yaml:"provisional,omitempty" desc:"shown or left-out; left-out in the voice families, else shown"`
	Budget      *PageBudget  `yaml:"budget,omitempty" desc:"how many pages of A4 the pack may have"`
	Reading     *Reading     `yaml:"reading,omitempty" desc:"how plain the words must be; measured and printed, without limits, when left out"`
	Pages       []LayoutPage `yaml:"pages" desc:"pages in order"`
	Pos         diag.Pos     `yaml:"-"`
	// Fields are the positions of the file's paths, such as "reading.age".
	Fields map[string]diag.Pos `yaml:"-"`
}

// Reading is how plain the words of a pack must be; zero sets no bound.
type Reading struct {
	Age      float64 `yaml:"age,omitempty" desc:"highest reading age: Flesch-Kincaid grade plus 5"`
	Sentence int     `yaml:"sentence,omitempty" desc:"most words in a sentence"`
	Acronyms bool    `yaml:"acronyms,omitempty" desc:"each acronym stands with its full words where a page first uses it"`
	Words    string  `yaml:"words,omitempty" desc:"words to avoid: families, or everyone, which holds only words that look down on children; everyone when left out"`
}

// PageBudget is how long a pack may be on paper; zero sets no bound.
type PageBudget struct {
	Least int `yaml:"least,omitempty" desc:"at least so many pages"`
	Most  int `yaml:"most,omitempty" desc:"at most so many pages"`
}

// Words is the budget as a person says it: "12 to 20 pages".
func (b *PageBudget) Words() string {
	switch {
	case b.Most == 0:
		return fmt.Sprintf("at least %d pages", b.Least)
	case b.Least == 0:
		return fmt.Sprintf("at most %d pages", b.Most)
	}
	return fmt.Sprintf("%d to %d pages", b.Least, b.Most)
}

// LayoutPage is one page (or run of pages) of a pack.
type LayoutPage struct {
	Section    string   `yaml:"section" desc:"kind of content, one of those below"`
	Also       []string `yaml:"also,omitempty" desc:"sections that follow on the same sheet, under smaller headings; a title may follow a colon"`
	Title      string   `yaml:"title,omitempty" desc:"name for the running header, and the heading where no finding is made"`
	Most       int      `yaml:"most,omitempty" desc:"at most so many figures"`
	Indicators []string `yaml:"indicators,omitempty" desc:"these figures, in order, in place of the section's own choice"`
	Choose     string   `yaml:"choose,omitempty" desc:"a rule in place of the section's own choice: headlines, red, worsening, red-or-worsening, movers, statutory, late or all"`
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
		y.Pos, y.Fields = diag.Pos{File: name, Line: 1, Column: 1}, pos
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
	y.checkReaders(pos, l)
	y.checkReading(pos, l)
	for n, p := range y.Pages {
		p.check(fmt.Sprintf("pages[%d]", n), pos, l)
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
	used   map[*figure]bool // figures that a page so far has chosen: the method speaks of these
}

// sections are the kinds of content a pack can ask for. Each makes zero or
// more pages; none means that there is nothing to say.
var sections map[string]func(*draft) []document.Page

func init() {
	sections = map[string]func(*draft) []document.Page{
		"cover": boardCover, "headlines": boardHeadlines, "scorecard": boardScorecard, "outcomes": boardOutcomes, "changed": boardChanged,
		"exceptions": boardExceptions, "deep-dive": boardDeepDive, "benchmarks": boardBenchmarks, "outlook": boardOutlook, "voice": boardVoices, "risks": boardRisks,
		"duties": boardDuties, "quality": boardQuality, "actions": boardActions, "money": boardMoney, "text": textPage, "exempt": exemptPage, "restricted": restrictedPage,
		"index": indexPage, "definitions": definitionPages, "method": methodPage, "sign-off": signOffPage,
		"glance": membersGlance, "trends": membersTrends, "doing": membersDoing, "questions": membersQuestions, "wards": membersWards,
		"opening": forumOpening, "topics": forumTopics, "you-said": forumYouSaid, "help": forumHelp,
	}
}

// Pack composes one pack for one area.
func Pack(in *Input, layout Layout, area int32) document.Document {
	d, _ := packOf(in, layout, area)
	return d
}

// packOf is Pack with what its pages were drawn from.
func packOf(in *Input, layout Layout, area int32) (document.Document, *place) {
	p := newPlace(in, areaID(area))
	p.shownAs(layout)
	d := p.base(layout.ID, layout.Title, layout.About, themes[layout.Theme])
	d.Short = layout.Short
	d.Nav = []document.Link{{Text: "Overview", File: "index.html"}, {Text: "Indicators", File: "indicators/index.html"}, {Text: "Packs", File: "packs.html"}, {Text: "Data and method", File: "about.html"}}
	dr := &draft{place: p, layout: layout, voice: layout.voice(), used: map[*figure]bool{}}
	count := map[string]int{} // sheets of each section so far, for unique ids
	for _, page := range layout.Pages {
		for _, made := range dr.sheets(page) {
			made.ID = page.Section
			if n := count[page.Section]; n > 0 {
				made.ID += "-" + number(n+1)
			}
			count[page.Section]++
			if made.Section == "" {
				made.Section = page.Title
			}
			if len(d.Pages) == 0 && !layout.Exempt {
				made.Crumbs = []document.Link{{Text: "Overview", File: "index.html"}, {Text: "Packs", File: "packs.html"}, {Text: upper(layout.Link)}}
			}
			d.Pages = append(d.Pages, made)
		}
	}
	if layout.Exempt {
		d.Nav, d.Status = nil, "Not for publication. "+exemptMarking
	}
	if layout.Detail == "summary" {
		summarise(d.Pages)
	}
	keepContents(d.Pages)
	onlyWordsUsed(d.Pages)
	if layout.Reading != nil && layout.Reading.Acronyms {
		explainShortForms(d.Pages)
	}
	return d, p
}

// sheets are the pages of one entry of the layout: its section, and those that
// follow on the same sheet.
func (d *draft) sheets(page LayoutPage) []document.Page {
	d.page = page
	out := sections[page.Section](d)
	for _, also := range page.Also {
		d.page = alsoPage(also)
		more := sections[d.page.Section](d)
		if len(out) == 0 {
			out = more
			continue
		}
		for _, m := range more {
			last := &out[len(out)-1]
			last.Blocks = append(last.Blocks, demoted(m.Blocks)...)
		}
	}
	return out
}

// alsoPage is an entry of also: a section, with its title after a colon where
// it is to have one of its own.
func alsoPage(also string) LayoutPage {
	name, title, _ := strings.Cut(also, ":")
	name, title = strings.TrimSpace(name), strings.TrimSpace(title)
	if title == "" {
		title = sectionTitles[name]
	}
	return LayoutPage{Section: name, Title: title}
}

// sectionTitles head sections that follow another on its sheet.
var sectionTitles = map[string]string{
	"risks": "Risk register", "duties": "Statutory duties", "quality": "Quality of the data", "actions": "Action log", "sign-off": "Version and sign-off",
	"voice": "What families say", "money": "Money", "changed": "What changed", "method": "Method, sources and words", "help": "Words and help",
	"restricted": "Figures kept from the public part",
}

// demoted are blocks with their headings one level further down.
func demoted(blocks []document.Block) []document.Block {
	out := make([]document.Block, len(blocks))
	for n, b := range blocks {
		if h, ok := b.(document.Heading); ok {
			h.Level++
			b = h
		}
		out[n] = b
	}
	return out
}

// chosen are the figures of a page: the layout's list, or the fallback; those
// the area has nothing for are left out.
func (d *draft) chosen(fallback []*figure) []*figure {
	list := fallback
	switch {
	case d.page.Choose != "":
		list = rules[d.page.Choose](d)
	case len(d.page.Indicators) > 0:
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
	if d.used != nil {
		for _, f := range list {
			d.used[f] = true
		}
	}
	return list
}

// allowed leaves out what the pack's readers are not shown, also where a layout
// names it: small counts, provisional figures for families, and class S4, which
// only the board and the data book see.
func (d *draft) allowed(list []*figure) []*figure {
	var out []*figure
	for _, f := range list {
		if !d.voice.hides(f.as.Result) && !d.voice.withholds(f) {
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

// displayFloor is the smallest count that members and families are shown
// (statistics note §14).
const displayFloor = 10

// withholds reports a figure that the voice's readers are not shown: a count
// below its floor or a rate on one, and class S4, which only the board and the
// data book see.
func (v voice) withholds(f *figure) bool {
	return v.floor > 0 && (f.smallCount(v.floor) || f.def.Suppression == "S4")
}

// smallCount reports a count below the floor or a rate on one, which packs with
// a floor leave out with words.
func (f *figure) smallCount(floor int) bool {
	if r := f.as.Result; r != nil && r.Value.Known && !r.Numerator.Known && f.countsEvents() && r.Value.Number > 0 {
		// A published rate of events without its count may be a single child.
		return floor > 0
	}
	return small(f.as.Result, floor)
}

// small is smallCount of any result; a count is its own numerator. A floor of 0
// hides nothing.
func small(r *evaluate.Result, floor int) bool {
	return r != nil && r.Value.Known && r.Numerator.Known && r.Numerator.Number > 0 && r.Numerator.Number < float64(floor)
}
