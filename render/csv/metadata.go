package csv

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// The types below are the part of the W3C vocabulary "Metadata Vocabulary for
// Tabular Data" (CSVW, https://www.w3.org/TR/tabular-metadata/) that the files
// need; structs and not maps, so that keys keep their order.
type tableGroup struct {
	Context     []any   `json:"@context"`
	Title       string  `json:"dc:title,omitempty"`
	Description string  `json:"dc:description,omitempty"`
	Publisher   string  `json:"dc:publisher,omitempty"`
	Date        string  `json:"dc:date,omitempty"`
	Coverage    string  `json:"dc:coverage,omitempty"`
	Licence     any     `json:"dc:license,omitempty"`
	Status      string  `json:"schema:creativeWorkStatus,omitempty"`
	Dialect     dialect `json:"dialect"`
	Tables      []table `json:"tables"`
}

type dialect struct {
	Encoding        string   `json:"encoding"`
	LineTerminators []string `json:"lineTerminators"`
	Delimiter       string   `json:"delimiter"`
	QuoteChar       string   `json:"quoteChar"`
	DoubleQuote     bool     `json:"doubleQuote"`
	Header          bool     `json:"header"`
}

type table struct {
	URL         string `json:"url"`
	Title       string `json:"dc:title"`
	Description string `json:"dc:description"`
	Null        string `json:"null"`
	Schema      schema `json:"tableSchema"`
}

type schema struct {
	Columns    []columnNote `json:"columns"`
	PrimaryKey []string     `json:"primaryKey"`
}

type columnNote struct {
	Name        string `json:"name"`
	Titles      string `json:"titles"`
	Description string `json:"dc:description"`
	Datatype    any    `json:"datatype"`
	Separator   string `json:"separator,omitempty"`
	Required    bool   `json:"required,omitempty"`
}

type format struct {
	Base   string `json:"base"`
	Format string `json:"format"`
}

const textRule = "Text that starts with = + - or @ has an apostrophe before it, so that no spreadsheet takes it for a formula. "

// metadata describes both files: dialect, columns, datatypes, keys, licence.
func metadata(d document.Document) ([]byte, error) {
	group := tableGroup{
		Context:     []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": language(d.Lang)}},
		Title:       join(": ", d.Title, d.Area.Name),
		Description: join(". ", d.Subject, d.Edition),
		Publisher:   d.Owner,
		Date:        d.AsOf,
		Coverage:    join(" ", d.Area.Code, d.Area.Name),
		Licence:     licence(d.Facts),
		Status:      d.Status,
		Dialect:     dialect{"utf-8", []string{"\n"}, ",", `"`, true, true},
		Tables:      []table{resultsTable(), indicatorsTable()},
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(group); err != nil {
		return nil, fmt.Errorf("writing %s: %w", metadataPath, err)
	}
	return out.Bytes(), nil
}

func resultsTable() table {
	t := table{URL: "results.csv", Title: "Published figures",
		Description: "One row per area, indicator, breakdown and period. " + textRule +
			"With a symbol there is no number in the row, except that a value and its interval may stand beside u.",
		Schema: schema{PrimaryKey: []string{"area_code", "indicator", "breakdown", "period"}}}
	for _, c := range resultColumns {
		t.Schema.Columns = append(t.Schema.Columns, c.note())
	}
	return t
}

// note is the column for the metadata. The header line holds the name, so the
// plain title goes in front of the description and not into titles.
func (c column) note() columnNote {
	n := columnNote{Name: c.name, Titles: c.name, Description: c.title + ": " + c.about, Datatype: "string", Required: c.required}
	if c.list {
		n.Separator = ";"
	}
	switch {
	case c.kind == whole:
		n.Datatype = "integer"
	case c.kind == number:
		n.Datatype = "decimal"
	case c.words != nil:
		n.Datatype = format{"string", alternatives(c.words)}
	}
	return n
}

// alternatives is a pattern that matches the words and nothing else.
func alternatives(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return "^(" + strings.Join(quoted, "|") + ")$"
}

// licence is the cover fact of that name: its link as a resource, else its
// words; nil leaves the property out rather than claiming one.
func licence(facts []document.Fact) any {
	for _, f := range facts {
		if !strings.EqualFold(f.Term, "Licence") {
			continue
		}
		for _, s := range f.Verdict {
			if s.Link != nil && s.Link.URL != "" {
				return map[string]string{"@id": s.Link.URL}
			}
		}
		return f.Verdict.String()
	}
	return nil
}

func language(lang string) string {
	if lang == "" {
		return "en-GB"
	}
	return lang
}

// join puts sep between the parts that are not empty.
func join(sep string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
