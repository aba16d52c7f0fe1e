// Package csv is the render back-end for open data: results.csv, one line per
// published figure, indicators.csv, one line per indicator, and CSVW metadata
// that describes both. It decides nothing: numbers are written unrounded as
// they came, and a row with a symbol holds no number even if it was given one.
// It refuses a number that is not finite, and text that a spreadsheet could
// take for a formula is written with an apostrophe before it.
package csv

import (
	"context"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

const (
	resultsPath    = "data/results.csv"
	indicatorsPath = "data/indicators.csv"
	metadataPath   = "data/results.csv-metadata.json"
	csvType        = "text/csv; charset=utf-8; header=present"
)

type renderer struct{}

// New is the CSV back-end. It draws only the data of a document: Records and
// Sheets. A document without them gives files with a header line each.
func New() render.Renderer { return renderer{} }

// Render gives data/results.csv, data/indicators.csv and the CSVW metadata, in
// that order. The error names the record that holds an impossible number.
func (renderer) Render(ctx context.Context, d document.Document) ([]render.File, error) {
	results, err := results(ctx, d.Records)
	if err != nil {
		return nil, err
	}
	indicators, err := indicators(d.Sheets)
	if err != nil {
		return nil, err
	}
	metadata, err := metadata(d)
	if err != nil {
		return nil, err
	}
	return []render.File{
		{Path: resultsPath, MediaType: csvType, Bytes: results},
		{Path: indicatorsPath, MediaType: csvType, Bytes: indicators},
		{Path: metadataPath, MediaType: "application/csvm+json", Bytes: metadata},
	}, nil
}
