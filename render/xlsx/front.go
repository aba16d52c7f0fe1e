package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
)

// frontSheet is a sheet before the indicators: a title, lines of text and at
// most one table.
type frontSheet struct {
	name, table, title string
	lines              []string
	header             []string
	widths             []float64
	rows               [][]entry
}

// entry is a text cell, which may lead to a place in the workbook or to a URL.
type entry struct{ text, place, url string }

func (b *book) front(s frontSheet) error {
	w, err := b.start(s.name, 0)
	if err != nil {
		return err
	}
	for i, width := range s.widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	at := 1
	put := func(style int, texts ...string) error {
		cells := make([]any, len(texts))
		for i, t := range texts {
			cells[i] = excelize.Cell{StyleID: style, Value: literal(t)}
		}
		at++
		return setRow(w, at-1, cells)
	}
	if err := put(b.styles.title, s.title); err != nil {
		return err
	}
	for _, line := range s.lines {
		if err := put(b.styles.text, line); err != nil {
			return err
		}
	}
	head := at
	if len(s.header) > 0 && len(s.rows) > 0 {
		if err := put(b.styles.head, s.header...); err != nil {
			return err
		}
	}
	for _, row := range s.rows {
		if err := b.entries(w, s.name, at, row); err != nil {
			return err
		}
		at++
	}
	return b.end(w, s.name, s.table, head, len(s.header), len(s.rows))
}

func (b *book) entries(w *excelize.StreamWriter, name string, row int, entries []entry) error {
	cells := make([]any, len(entries))
	for i, e := range entries {
		style := b.styles.wrapped
		if e.place != "" || e.url != "" {
			style = b.styles.link
			if err := b.link(name, i+1, row, e); err != nil {
				return err
			}
		}
		cells[i] = excelize.Cell{StyleID: style, Value: literal(e.text)}
	}
	return setRow(w, row, cells)
}

func (b *book) link(name string, column, row int, e entry) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if e.place != "" {
		return b.file.SetCellHyperLink(name, cell, e.place, "Location")
	}
	return b.file.SetCellHyperLink(name, cell, e.url, "External")
}

// cover says what the book is, who publishes it and how to read it.
func (b *book) cover(d document.Document) error {
	s := frontSheet{name: coverName, title: title(d), widths: []float64{28, 90}}
	listed := map[string]bool{}
	add := func(term string, e entry) {
		if e.text != "" && !listed[strings.ToLower(term)] {
			listed[strings.ToLower(term)] = true
			s.rows = append(s.rows, []entry{{text: term}, e})
		}
	}
	if d.Draft {
		add("Draft", entry{text: "This is a draft. Figures and wording may still change."})
	}
	add("Area", entry{text: joined(d.Area.Name, d.Area.Code)})
	add("Edition", entry{text: d.Edition})
	add("Status", entry{text: d.Status})
	add("Data as of", entry{text: d.AsOf})
	add("Published by", entry{text: d.Owner})
	for _, f := range d.Facts {
		add(f.Term, fact(f))
	}
	add("How to read this book", entry{text: "Each indicator has a sheet of its own, with one table. Contents leads to them, Notes explains symbols and words, Definitions says what is measured."})
	add("Numbers", entry{text: "Numbers in cells are not rounded and can be calculated with. The column Shown as holds each figure as pages and packs print it."})
	add("Same figures elsewhere", entry{text: "The file results.csv holds the same figures, one row each, and results.csv-metadata.json describes its columns."})
	return b.front(s)
}

func joined(name, code string) string {
	if name == "" || code == "" {
		return name + code
	}
	return name + " (" + code + ")"
}

// fact is a cover fact as a cell; only web and mail addresses become links.
func fact(f document.Fact) entry {
	e := entry{text: f.Verdict.String()}
	if f.Detail != "" {
		e.text = strings.TrimSpace(e.text + " " + f.Detail)
	}
	for _, span := range f.Verdict {
		if span.Link == nil || e.url != "" {
			continue
		}
		for _, scheme := range []string{"https://", "http://", "mailto:"} {
			if strings.HasPrefix(span.Link.URL, scheme) {
				e.url = span.Link.URL
			}
		}
	}
	return e
}

// contents lists the indicators and leads to their sheets.
func (b *book) contents(document.Document) error {
	s := frontSheet{name: contentsName, table: "contents", title: "Contents", widths: []float64{34, 60, 34, 34, 20},
		header: []string{"Sheet", "Title", "Indicator", "Domain", "Unit"}}
	for i := range b.sheets {
		p := &b.sheets[i]
		to := entry{text: "no figures in this edition"}
		if p.name != "" {
			to = entry{text: p.name, place: place(p.name, "A1")}
		}
		s.rows = append(s.rows, []entry{to, {text: first(p.note.Title, p.note.TechnicalTitle)}, {text: p.note.ID}, {text: p.note.Domain}, {text: unit(p.note.Unit)}})
	}
	s.lines = []string{"One row for each indicator. The name of a sheet leads to it."}
	if len(s.rows) == 0 {
		s.lines = []string{"There are no indicators in this edition."}
	}
	return b.front(s)
}

// definitions repeats what the site's data book pages say about each
// indicator, so that the book stands alone.
func (b *book) definitions() error {
	s := frontSheet{name: definitionsName, table: "definitions", title: "Definitions",
		lines:  []string{"One row for each indicator: what is measured, out of what, and what to know before using it."},
		header: []string{"Indicator", "Title", "Technical title", "Domain", "Question", "Unit", "Polarity", "Numerator", "Denominator", "Period", "Source", "Published", "Next update", "Suppression", "Caveats"},
		widths: []float64{30, 40, 50, 24, 40, 16, 14, 40, 40, 20, 40, 18, 18, 30, 60}}
	for i := range b.sheets {
		n := &b.sheets[i].note
		var row []entry
		for _, t := range []string{n.ID, n.Title, n.TechnicalTitle, n.Domain, n.Question, unit(n.Unit), n.Polarity, n.Numerator,
			n.Denominator, n.Period, n.Source, n.Published, n.NextUpdate, n.Suppression, strings.Join(n.Caveats, " ")} {
			row = append(row, entry{text: t})
		}
		s.rows = append(s.rows, row)
	}
	return b.front(s)
}
