// Package xlsx is the render back-end for the data book: one workbook with a
// cover, contents, notes and one sheet per indicator, laid out by public-sector
// spreadsheet guidance (one named table a sheet, no merged cells, no empty
// rows, one font, notes instead of colour). It shows the numbers of results.csv
// unrounded with a number format that prints what pages print. It writes no
// formula at all: text that looks like one stays text.
package xlsx

import (
	"context"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

const (
	bookPath  = "data/data-book.xlsx"
	mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

type renderer struct{}

// New is the XLSX back-end. It draws only the data of a document: Facts,
// Sheets and Records. A document without them gives a book that says so.
func New() render.Renderer { return renderer{} }

// Render gives data/data-book.xlsx. The error names the record that holds an
// impossible number, or the sheet with more rows than the format allows.
func (renderer) Render(ctx context.Context, d document.Document) ([]render.File, error) {
	b, err := newBook(d)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", bookPath, err)
	}
	defer b.file.Close() // only removes excelize's overflow files, which leave no trace in the result
	if err := b.draw(ctx, d); err != nil {
		return nil, fmt.Errorf("%s: %w", bookPath, err)
	}
	b.file.SetZipWriter(b.packed.writer)
	if _, err := b.file.WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("%s: %w", bookPath, err)
	}
	return []render.File{{Path: bookPath, MediaType: mediaType, Bytes: b.packed.out}}, nil
}

// book is one workbook being drawn.
type book struct {
	file   *excelize.File
	styles *styles
	sheets []sheet
	tables int // how many were added, which is also the newest one's number
	packed archive
}

func newBook(d document.Document) (*book, error) {
	f := excelize.NewFile()
	s, err := newStyles(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &book{file: f, styles: s, sheets: plan(d)}, nil
}

func (b *book) draw(ctx context.Context, d document.Document) error {
	if err := b.properties(d); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", coverName); err != nil {
		return err
	}
	for _, front := range []func(document.Document) error{b.cover, b.contents, b.notes} {
		if err := front(d); err != nil {
			return err
		}
	}
	for i := range b.sheets {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := b.indicator(&b.sheets[i], d.Records); err != nil {
			return fmt.Errorf("sheet %s: %w", b.sheets[i].name, err)
		}
	}
	return nil
}

// properties sets what assistive technology and catalogues read first. Dates
// are the document's, never the clock's; without a usable one they stay at
// excelize's fixed date.
func (b *book) properties(d document.Document) error {
	p := &excelize.DocProperties{Title: title(d), Subject: d.Subject, Creator: d.Owner, LastModifiedBy: d.Owner,
		Description: d.Edition, ContentStatus: d.Status, Language: language(d.Lang), Category: "Data book"}
	if at, err := time.Parse(time.DateOnly, d.AsOf); err == nil {
		p.Created = at.Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := b.file.SetDocProps(p); err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "sendpack", Company: d.Owner})
}

// title names the workbook: "Data book: Wexmoor".
func title(d document.Document) string {
	name := d.Title
	if name == "" {
		name = "Data book"
	}
	if d.Area.Name != "" {
		name += ": " + d.Area.Name
	}
	return name
}

func language(lang string) string {
	if lang == "" {
		return "en-GB"
	}
	return lang
}
