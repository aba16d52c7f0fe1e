package build

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"text/tabwriter"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/query"
	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/csv"
	"github.com/sendpack/sendpack/render/pdf"
	"github.com/sendpack/sendpack/render/xlsx"
)

// QueryFormats are the forms that an answer can take.
func QueryFormats() []string { return []string{"table", "csv", "json", "xlsx", "pdf"} }

// Format is the answer in one form. All draw the same records with the same
// back-ends as a build.
func (a *Answer) Format(ctx context.Context, format string) ([]byte, error) {
	switch format {
	case "table":
		return a.table()
	case "json":
		return a.json()
	case "csv":
		return only(ctx, csv.New(), a.Data, "results.csv")
	case "xlsx":
		return only(ctx, xlsx.New(), a.Data, "data-book.xlsx")
	case "pdf":
		r, err := pdf.New(a.o.templates())
		if err != nil {
			return nil, fmt.Errorf("fonts: %w", err)
		}
		return only(ctx, r, a.document(), "answer.pdf")
	}
	return nil, fmt.Errorf("no form of answer is called %q\n    expected: one of %s", format, strings.Join(QueryFormats(), ", "))
}

// document is the answer for print.
func (a *Answer) document() document.Document {
	return compose.Answer(a.in, int32(a.area), compose.Asked{Title: a.Title, Note: a.Note, Records: a.Data.Records, Told: a.told, Missing: a.Missing})
}

// only is the file of a name among those that a back-end makes.
func only(ctx context.Context, r render.Renderer, d document.Document, name string) ([]byte, error) {
	files, err := r.Render(ctx, d)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if path.Base(f.Path) == name {
			return f.Bytes, nil
		}
	}
	return nil, fmt.Errorf("%s was not made", name)
}

// answerJSON is the answer as --format json prints it: the question as it was
// understood, rows with the columns of results.csv, and what each indicator is.
type answerJSON struct {
	Title       string            `json:"title"`
	Note        string            `json:"note"`
	AsOf        string            `json:"as_of"`
	Version     string            `json:"version"`
	Areas       []string          `json:"areas"`
	Question    questionJSON      `json:"question"`
	Rows        []json.RawMessage `json:"rows"`
	Indicators  []indicatorJSON   `json:"indicators"`
	Missing     []string          `json:"missing"`
	Suppression string            `json:"suppression"`
}

type questionJSON struct {
	Indicators  []string `json:"indicators"`
	Breakdowns  []string `json:"breakdowns"`
	Periods     string   `json:"periods"`
	Comparators []string `json:"comparators"`
}

type indicatorJSON struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Definition  string   `json:"definition"`
	Version     int      `json:"version"`
	Numerator   string   `json:"numerator"`
	Denominator string   `json:"denominator"`
	Source      string   `json:"source"`
	Published   string   `json:"published"`
	NextUpdate  string   `json:"next_update"`
	Suppression string   `json:"suppression"`
	Caveats     []string `json:"caveats"`
}

const suppressionStatement = "What is hidden is decided over the whole release, never for one answer alone. A hidden figure has the symbol c and is never shown as zero."

func (a *Answer) json() ([]byte, error) {
	rows, err := csv.Objects(a.Data.Records)
	if err != nil {
		return nil, err
	}
	periods := a.Question.Periods
	if periods == "" {
		periods = "latest"
	}
	breakdowns := a.Question.Breakdowns
	if len(breakdowns) == 0 {
		breakdowns = []string{"headline"}
	}
	comparators := []string{}
	for _, c := range query.Comparators() {
		if a.told[c] {
			comparators = append(comparators, c)
		}
	}
	out := answerJSON{Title: a.Title, Note: a.Note, AsOf: a.Data.AsOf, Version: a.o.Version, Areas: orEmpty(a.Areas), Rows: rows, Indicators: []indicatorJSON{},
		Question: questionJSON{orEmpty(a.Question.Indicators), breakdowns, periods, comparators}, Missing: orEmpty(a.Missing), Suppression: suppressionStatement}
	for _, s := range a.Data.Sheets {
		out.Indicators = append(out.Indicators, indicatorJSON{s.ID, s.Title, s.TechnicalTitle, s.Version, s.Numerator, s.Denominator, s.Source, s.Published, s.NextUpdate, s.Suppression, orEmpty(s.Caveats)})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err = enc.Encode(out)
	return b.Bytes(), err
}

// table is the answer for a terminal: the columns of the printed one.
func (a *Answer) table() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintln(&b, a.Title)
	if a.Note != "" {
		fmt.Fprintln(&b, a.Note)
	}
	b.WriteByte('\n')
	for _, page := range a.document().Pages {
		for _, block := range page.Blocks {
			if t, ok := block.(document.Table); ok && t.ID == "answer" {
				if err := printTable(&b, t); err != nil {
					return nil, err
				}
			}
		}
	}
	if len(a.Missing) > 0 {
		fmt.Fprintf(&b, "\nno figure: %s\n", strings.Join(a.Missing, ", "))
	}
	for _, s := range a.Data.Sheets {
		fmt.Fprintf(&b, "\n%s: %s\n    source: %s\n", s.ID, s.TechnicalTitle, s.Source)
	}
	fmt.Fprintf(&b, "\n%s\n", suppressionStatement)
	return b.Bytes(), nil
}

func printTable(b *bytes.Buffer, t document.Table) error {
	w := tabwriter.NewWriter(b, 0, 4, 2, ' ', 0)
	for n, c := range t.Columns {
		fmt.Fprint(w, [2]string{"", "\t"}[min(n, 1)], c.Title)
	}
	fmt.Fprintln(w)
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for n, c := range r.Cells {
				fmt.Fprint(w, [2]string{"", "\t"}[min(n, 1)], c.Text.String())
			}
			fmt.Fprintln(w)
		}
	}
	return w.Flush()
}

// entries are the definitions as common questions name them.
func (in *Loaded) entries() []query.Entry {
	var out []query.Entry
	for n := range in.Definitions {
		d := &in.Definitions[n]
		out = append(out, query.Entry{ID: d.ID, Domain: d.CDC.Domain, Subdomain: d.CDC.Subdomain, Questions: d.Questions, Outcomes: d.Outcomes})
	}
	return out
}
