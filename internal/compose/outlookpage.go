package compose

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
)

// The page of the projection, how links name it, and its data files.
const (
	outlookPage    = "projection"
	outlookTitle   = "Where EHC plans are heading"
	projectionFile = "data/projection.csv"
	hindsightFile  = "data/hindsight.csv"
)

// outlookLink leads to the page of the projection; nil where there is none.
func (p *place) outlookLink() *document.Link {
	if p.outlook() == nil {
		return nil
	}
	return &document.Link{Text: outlookTitle, Page: outlookPage}
}

// outlookFiles are the data files of the projection.
func (p *place) outlookFiles() []document.Link {
	o := p.outlook()
	if o == nil || len(o.p.Rows) == 0 {
		return nil
	}
	files := []document.Link{{Text: "Projected figures (CSV)", File: projectionFile}}
	if len(o.p.Strip) > 0 {
		files = append(files, document.Link{Text: "What would have been projected before (CSV)", File: hindsightFile})
	}
	return p.in.downloads(files...)
}

// outlookPage is the page of the projection; false where none is made.
func (s site) outlookPage() (document.Page, bool) {
	o := s.outlook()
	if o == nil {
		return document.Page{}, false
	}
	title := o.finding()
	page := document.Page{ID: outlookPage, Title: title.String(), Nav: "indicators/index", Name: outlookTitle, Words: "projection forecast future demand trend how many plans next years median range fan places",
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Find a figure", Page: "find/index"}, {Text: outlookTitle}},
		Blocks: []document.Block{document.Heading{Level: 1, Text: title, Above: outlookTitle}}}
	toc := document.LinkGroup{Title: "On this page"}
	add := func(id, name string, blocks ...document.Block) {
		if len(blocks) > 0 {
			toc.Links = append(toc.Links, document.Link{Text: name, Anchor: id})
			page.Blocks = append(page.Blocks, blocks...)
		}
	}
	if o.shown() {
		o.projected(&page, add)
	} else {
		page.Blocks = append(page.Blocks, document.Prose{Role: document.Lede, Paragraphs: sentencePart(o.unknown())})
		if len(o.p.Rows) > 0 {
			page.Blocks = append(page.Blocks, o.countedTable())
		}
	}
	add("care", "Read with care", o.care()...)
	if o.shown() {
		add("method-box", "How it was made", document.Heading{Level: 2, Text: document.Plain("How it was made")}, o.method())
	}
	page.Aside = s.outlookAside(toc)
	return page, true
}

// projected adds what is said where there is a projection.
func (o *outlook) projected(page *document.Page, add func(id, name string, blocks ...document.Block)) {
	page.Blocks = append(page.Blocks, document.Facts{Style: document.Strip, Items: o.strip()}, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: o.summary()}}})
	fan := o.fan(document.W114)
	fan.Level = 2
	add("fan", "The fan", *fan, o.readingBox())
	if o.few() {
		page.Blocks = append(page.Blocks, document.Prose{Paragraphs: sentencePart(fewNote)})
	} else {
		o.bySetting(page, add)
	}
	if c := o.flowLines(document.W114); c != nil {
		c.Level = 2
		add("flows", "Joining and leaving", *c)
	}
	add("before", "What it would have said before", o.backTest()...)
}

func (o *outlook) bySetting(page *document.Page, add func(id, name string, blocks ...document.Block)) {
	add("by-setting", "By setting", document.Heading{Level: 2, Text: document.Plain("By setting: now, and to " + january(o.near()))}, o.settingTable(false),
		document.Prose{Role: document.Small, Paragraphs: sentencePart(settingNote + " “Not recorded” shows how records are kept, and cannot be projected well.")})
	if c := o.settingLines(document.W114); c != nil {
		c.Level = 3
		page.Blocks = append(page.Blocks, *c)
	}
}

func (s site) outlookAside(toc document.LinkGroup) []document.Block {
	var out []document.Block
	if len(toc.Links) > 0 {
		out = append(out, document.LinkList{Groups: []document.LinkGroup{toc}})
	}
	if files := s.outlookFiles(); len(files) > 0 {
		out = append(out, document.LinkList{Groups: []document.LinkGroup{{Title: "Download", Links: files}}})
	}
	short := document.Facts{Title: "In short", Style: document.Particulars}
	for _, id := range outlookIndicators {
		if f := s.byID[id]; f != nil && f.has {
			short.Items = append(short.Items, document.Fact{Term: "Read with", Verdict: document.Text{{Text: f.def.Title, Link: f.link(f.def.Title)}}})
		}
	}
	if len(short.Items) > 0 {
		out = append(out, short)
	}
	return out
}

// outlookIndicators are those whose pages lead to the projection.
var outlookIndicators = []string{"ehc-plans-active", "ehc-plans-new"}

// aheadFact leads from the page of an indicator to the projection.
func (f *figure) aheadFact() (document.Fact, bool) {
	for _, id := range outlookIndicators {
		if l := f.place.outlookLink(); f.def.ID == id && l != nil {
			return document.Fact{Term: "Looking ahead", Verdict: document.Text{{Text: l.Text, Link: l}}}, true
		}
	}
	return document.Fact{}, false
}

// boardOutlook is the projection on one page: finding, fan, settings, method.
// There is none where nothing is projected.
func boardOutlook(d *draft) []document.Page {
	o := d.place.outlook()
	if o == nil || !o.shown() {
		return nil
	}
	fan := o.fan(document.W174)
	fan.ID, fan.Source = "outlook-fan", ""
	blocks := []document.Block{document.Heading{Level: 1, Text: o.finding()}, document.Prose{Paragraphs: []document.Paragraph{{Text: o.summary()}}}, *fan}
	note := fewNote
	if !o.few() {
		table := o.settingTable(true)
		table.ID, note = "outlook-settings", settingNote
		blocks = append(blocks, table)
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: sentencePart(note + " " + o.methodNote())})
	return []document.Page{{Title: d.page.Title, Blocks: blocks}}
}

// methodNote is the method in two lines.
func (o *outlook) methodNote() string {
	return "Projected from published counts of " + plural(o.p.Facts.Years, "January", "Januaries") + ". Ranges are those in which 9 in 10 simulated futures fall; 1 in 10 falls outside. A change of law, funding or policy is not in them. " + skillWords()
}

// outlookSentence is the projection in one sentence, for readers who get no
// more; nil where nothing is projected.
func (d *draft) outlookSentence() document.Text {
	o := d.place.outlook()
	if o == nil || !o.shown() || o.now().Value.Number < float64(d.voice.floor) {
		return nil
	}
	year := o.headlineYear()
	return text(strong("Looking ahead: "), "if past change goes on, education, health and care (EHC) plans may go from ", o.now(), " in "+january(o.p.Year)+" to about ", o.plans(year, outlookBands[2]), " in "+strconv.Itoa(year)+". In 9 in 10 simulated futures it is ",
		o.plans(year, outlookBands[0]), " to ", o.plans(year, outlookBands[4]), ". New policy is not counted in.")
}
