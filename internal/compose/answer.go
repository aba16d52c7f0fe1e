package compose

import (
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Select composes the records of chosen indicators for one area alone: the very
// rows that Data has for it. Regions and England stand in results.csv without
// judgement, and so they do here.
func Select(in *Input, area int32, keep func(id string) bool) document.Document {
	some := *in
	some.Series = nil
	for _, s := range in.Series {
		if keep(s.Indicator.Def.ID) {
			some.Series = append(some.Series, s)
		}
	}
	d := Data(&some, area)
	a := in.Register.Area(areaID(area))
	own := d.Records[:0]
	for _, r := range d.Records {
		if r.AreaCode != a.Code {
			continue
		}
		if a.Level != dataset.LevelLA && !projectArea(in.Project, a) {
			r = unjudged(r)
		}
		own = append(own, r)
	}
	d.Records = own
	return d
}

// projectArea reports whether the project builds an area by its code.
func projectArea(p *project.Project, a dataset.Area) bool {
	for _, c := range p.Areas {
		if c == a.Code {
			return true
		}
	}
	return false
}

// unjudged is what a row holds where it stands in another area's file.
func unjudged(r document.Record) document.Record {
	return document.Record{AreaCode: r.AreaCode, AreaName: r.AreaName, AreaLevel: r.AreaLevel, Indicator: r.Indicator, Breakdown: r.Breakdown,
		Period: r.Period, PeriodType: r.PeriodType, Value: r.Value, Display: r.Display, Unit: r.Unit, Numerator: r.Numerator, Denominator: r.Denominator,
		Lower95: r.Lower95, Upper95: r.Upper95, Lower998: r.Lower998, Upper998: r.Upper998, Status: r.Status, Source: r.Source, Notes: r.Notes}
}

// Asked is one question with the records that answer it.
type Asked struct {
	Title, Note string
	Records     []document.Record
	Told        map[string]bool // comparators that the answer shows: sn, region, england
	Missing     []string        // what was asked for and has no figure, in words
}

// Answer composes the answer to one question as a document for print: the
// table, and with it definition, source, method and what is hidden.
func Answer(in *Input, area int32, q Asked) document.Document {
	p := newPlace(in, areaID(area))
	d := p.base("answer", q.Title, "Answer from published figures.", document.Board)
	d.Short = "Answer from published figures"
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(q.Title)}}
	blocks = append(blocks, p.answer(q, "answer")...)
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("How it was worked out")})
	figs := p.askedFor(q.Records)
	for _, f := range figs {
		blocks = append(blocks, f.basis(len(figs) > 1))
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: append(p.answerMethod(figs, q), document.Paragraph{Text: document.Plain("Drawn from the same figures as the release of this date, which also publishes them as open data. " + p.footer())})})
	d.Pages = []document.Page{{ID: "answer", Title: q.Title, Section: "Answer", Blocks: blocks}}
	return d
}

// askedFor are the indicators of records, in their order.
func (p *place) askedFor(records []document.Record) []*figure {
	var out []*figure
	for _, r := range records {
		if f := p.byID[r.Indicator]; f != nil && !contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// answer is the note and the table of one question.
func (p *place) answer(q Asked, id string) []document.Block {
	var out []document.Block
	if q.Note != "" {
		out = append(out, document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain(q.Note)}}})
	}
	if len(q.Records) > 0 {
		out = append(out, p.answerTable(q, id))
	}
	if len(q.Missing) > 0 {
		out = append(out, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain("No figure is held for: " + strings.Join(q.Missing, "; ") + ".")}}})
	}
	return out
}

// answerColumn is a column of the table with how a record fills it; one that no
// record fills, or that says the same everywhere, is left out. Several
// indicators are groups of rows under their titles.
type answerColumn struct {
	document.Column
	cell func(f *figure, r *document.Record) document.Cell
}

func (p *place) answerTable(q Asked, id string) document.Table {
	t := document.Table{ID: id, Caption: upper(q.Title), Quiet: true}
	columns := p.answerColumns(q)
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
	}
	figs := p.askedFor(q.Records)
	for _, f := range figs {
		var g document.RowGroup
		if len(figs) > 1 {
			g.Title = f.def.Title
		}
		for n := range q.Records {
			if r := q.Records[n].Published(); r.Indicator == f.def.ID {
				var row document.Row
				for _, c := range columns {
					row.Cells = append(row.Cells, c.cell(f, &r))
				}
				g.Rows = append(g.Rows, row)
			}
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

func (p *place) answerColumns(q Asked) []answerColumn {
	has := func(test func(r *document.Record) bool) bool {
		for n := range q.Records {
			if test(&q.Records[n]) {
				return true
			}
		}
		return false
	}
	first := &q.Records[0]
	right := func(title string, cell func(*figure, *document.Record) document.Cell) answerColumn {
		return answerColumn{document.Column{Title: title, Align: document.Right}, cell}
	}
	left := func(title string, cell func(*figure, *document.Record) document.Cell) answerColumn {
		return answerColumn{document.Column{Title: title}, cell}
	}
	var out []answerColumn
	if has(func(r *document.Record) bool { return r.AreaCode != first.AreaCode }) {
		out = append(out, left("Area", func(_ *figure, r *document.Record) document.Cell { return words(r.AreaName) }))
	}
	if has(func(r *document.Record) bool { return r.Breakdown != "" }) {
		out = append(out, left("Group", func(f *figure, r *document.Record) document.Cell { return words(f.groupName(r.Breakdown)) }))
	}
	out = append(out, left("Period", func(_ *figure, r *document.Record) document.Cell { return words(r.Period) }),
		right("Figure", func(f *figure, r *document.Record) document.Cell {
			c := full(f.quantity(r.Value))
			c.Own = true
			return c
		}))
	if has(func(r *document.Record) bool { return r.Numerator.Known && r.Denominator.Known }) {
		out = append(out, right("Count", func(_ *figure, r *document.Record) document.Cell { return cell(countOf(r.Numerator)) }),
			right("Out of", func(_ *figure, r *document.Record) document.Cell { return cell(countOf(r.Denominator)) }))
	}
	for _, b := range []struct {
		code, title string
		of          func(*document.Record) quantity.Value
	}{{"sn", "Similar areas", func(r *document.Record) quantity.Value { return r.SNValue }},
		{"region", "Region", func(r *document.Record) quantity.Value { return r.RegionValue }},
		{"england", "England", func(r *document.Record) quantity.Value { return r.EnglandValue }}} {
		if q.Told[b.code] && has(func(r *document.Record) bool { return b.of(r).Known && p.sized(r) }) {
			out = append(out, right(b.title, func(f *figure, r *document.Record) document.Cell {
				if !p.sized(r) {
					return words("–")
				}
				return full(f.quantity(b.of(r)))
			}))
		}
	}
	return out
}

// sized reports a figure that may stand beside other areas': a count may not,
// since areas differ in size.
func (p *place) sized(r *document.Record) bool {
	f := p.byID[r.Indicator]
	return f != nil && f.def.Measure != "count"
}

// groupName is a breakdown in words.
func (f *figure) groupName(key string) string {
	if key == "" {
		return "All"
	}
	for _, b := range f.series.Indicator.Breakdowns {
		if b.Key == key && b.Label != "" {
			return b.Label
		}
	}
	return key
}

// basis is what one indicator of an answer counts, where it comes from and what
// it hides.
func (f *figure) basis(named bool) document.Facts {
	facts := document.Facts{Style: document.Particulars}
	if named {
		facts.Title = f.def.Title
	}
	sp, _ := f.spec()
	dates := ""
	if sp.Published != "" {
		dates = " Published " + longDate(sp.Published) + "."
	}
	if sp.NextUpdate != "" {
		dates += " Next update: " + sp.NextUpdate + "."
	}
	for _, x := range [][2]string{{"Definition", f.def.TechnicalTitle}, {"Numerator", operandWords(f.def.Numerator)}, {"Denominator", operandWords(f.def.Denominator)},
		{"Source", strings.TrimPrefix(f.source(), "Source: ") + dates},
		{"Suppression", suppressionWords[f.def.Suppression]}, {"Read with care", strings.Join(f.def.Caveats, " ")}} {
		if x[1] != "" {
			facts.Items = append(facts.Items, document.Fact{Term: x[0], Verdict: text(x[1])})
		}
	}
	return facts
}

// answerMethod says how the figures of an answer were made and protected.
func (p *place) answerMethod(figs []*figure, q Asked) []document.Paragraph {
	var out []document.Paragraph
	if t := intervalText(figs); t != "" {
		out = append(out, document.Paragraph{Text: document.Plain(t)})
	}
	if q.Told["sn"] {
		out = append(out, document.Paragraph{Text: document.Plain(p.similarWords())})
	}
	t := "What is hidden is decided over the whole release, never for one answer alone, so that two answers cannot be put together to find a small number. A missing figure is never shown as zero."
	for _, s := range quantity.Symbols() {
		for n := range q.Records {
			if q.Records[n].Value.Symbol == s {
				t += " The symbol " + s.Code() + " means " + lower(symbolMeanings[s]) + "."
				break
			}
		}
	}
	return append(out, document.Paragraph{Text: document.Plain(t)})
}
