package csv

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/document"
)

// indicatorRow is one line of indicators.csv; the tags are the header.
type indicatorRow struct {
	ID             string `csv:"id"`
	Title          string `csv:"title"`
	TechnicalTitle string `csv:"technical_title"`
	Domain         string `csv:"domain"`
	Question       string `csv:"question"`
	Unit           string `csv:"unit"`
	Polarity       string `csv:"polarity"`
	Numerator      string `csv:"numerator"`
	Denominator    string `csv:"denominator"`
	Period         string `csv:"period"`
	Source         string `csv:"source"`
	Published      string `csv:"published"`
	NextUpdate     string `csv:"next_update"`
	Suppression    string `csv:"suppression"`
	Caveats        string `csv:"caveats"`
	Version        string `csv:"version"`
	Measure        string `csv:"measure"`
}

// indicatorColumns describes the columns for the metadata, in file order.
var indicatorColumns = []columnNote{
	{Name: "id", Description: "id of the indicator, as in results.csv", Required: true},
	{Name: "title", Description: "plain title"},
	{Name: "technical_title", Description: "exact title"},
	{Name: "domain", Description: "domain it belongs to"},
	{Name: "question", Description: "the question it answers"},
	{Name: "unit", Description: "unit code of its values"},
	{Name: "polarity", Description: "high: higher is better; low: lower is better; none: no good direction; target: close to target is good"},
	{Name: "numerator", Description: "what is counted"},
	{Name: "denominator", Description: "out of what it is counted"},
	{Name: "period", Description: "period type and how often it is published"},
	{Name: "source", Description: "publication or return that the figures come from"},
	{Name: "published", Description: "when it was published"},
	{Name: "next_update", Description: "when the next figures are due"},
	{Name: "suppression", Description: "rule by which small figures are hidden"},
	{Name: "caveats", Description: "what a reader must know", Separator: "|"},
	{Name: "version", Description: "version of the definition, raised when what is counted changes"},
	{Name: "measure", Description: "kind of statistic: proportion, rate, count and others"},
}

// indicators writes one line per indicator in the document's order.
func indicators(notes []document.IndicatorNote) ([]byte, error) {
	rows := make([]indicatorRow, len(notes))
	for i, n := range notes {
		rows[i] = indicatorRow{ID: cell(n.ID), Title: cell(n.Title), TechnicalTitle: cell(n.TechnicalTitle), Domain: cell(n.Domain),
			Question: cell(n.Question), Unit: cell(string(n.Unit)), Polarity: cell(n.Polarity), Numerator: cell(n.Numerator),
			Denominator: cell(n.Denominator), Period: cell(n.Period), Source: cell(n.Source), Published: cell(n.Published),
			NextUpdate: cell(n.NextUpdate), Suppression: cell(n.Suppression), Caveats: cell(caveats(n.Caveats)),
			Version: strconv.Itoa(n.Version), Measure: cell(n.Measure)}
	}
	var out bytes.Buffer
	if err := csvfile.Write(&out, rows); err != nil {
		return nil, fmt.Errorf("writing %s: %w", indicatorsPath, err)
	}
	return out.Bytes(), nil
}

// caveats joins with a bar, which sentences do not use; one that does has it
// written as a slash, so that the parts stay countable.
func caveats(list []string) string {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = strings.ReplaceAll(c, "|", "/")
	}
	return strings.Join(parts, "|")
}

func indicatorsTable() table {
	t := table{URL: "indicators.csv", Title: "Indicators", Description: "One row per indicator of results.csv. " + textRule,
		Schema: schema{PrimaryKey: []string{"id"}}}
	for _, c := range indicatorColumns {
		c.Titles, c.Datatype = c.Name, "string"
		t.Schema.Columns = append(t.Schema.Columns, c)
	}
	return t
}
