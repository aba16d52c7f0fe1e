// Package diff compares what two outputs publish: indicators, their
// definitions, periods, figures, judgements and inputs. It sees nothing but
// what a reader of both could see, and it tells no value that either of them
// hides: a figure that is hidden on one side is named, never numbered. It
// stands beside compose, which words its findings in a pack, and serves
// `sendpack diff`. It refuses to guess why a figure was revised: reasons are
// those that the rows themselves give.
package diff

import "slices"

// Release is what one output publishes about one area, as read from its files
// (Read) or as about to be published (Of).
type Release struct {
	AsOf, Version string
	Inputs        []Input
	Indicators    []Indicator
	Figures       []Figure
}

// Input is a file that was read.
type Input struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Rows   int    `json:"rows,omitempty"`
}

// Indicator is what indicators.csv says about one indicator.
type Indicator struct {
	ID, Title string
	Fields    []Field // without id and title
}

// Field is one named statement about an indicator.
type Field struct{ Name, Text string }

func (i *Indicator) field(name string) string {
	for _, f := range i.Fields {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// Figure is one row of results.csv, as text. Numbers are in the shortest exact
// form, so that equal text is an equal number.
type Figure struct {
	Area, AreaName, Level         string
	Indicator, Breakdown, Period  string
	Value, Display                string
	Numerator, Denominator        string
	Symbol, Status, Source        string
	Change, Trend, Similar, Rated string // results in words; "" where the row is not judged
}

// Judged reports whether the row is of the area that the output is about: only
// these carry a comparison, be it "not compared".
func (f *Figure) Judged() bool { return f.Change != "" }

func (f *Figure) key() string {
	return f.Area + "\x1f" + f.Indicator + "\x1f" + f.Breakdown + "\x1f" + f.Period
}

func (f *Figure) place() Place {
	return Place{Area: f.Area, AreaName: f.AreaName, Indicator: f.Indicator, Breakdown: f.Breakdown, Period: f.Period}
}

// hidden reports a figure without a number that must not be told.
func (f *Figure) hidden() bool { return f.Symbol == "c" }

// Place names one figure.
type Place struct {
	Area      string `json:"area"`
	AreaName  string `json:"area_name"`
	Indicator string `json:"indicator"`
	Title     string `json:"title"`
	Breakdown string `json:"breakdown"`
	Period    string `json:"period"`
}

// Edition tells two releases apart for a reader.
type Edition struct {
	AsOf    string `json:"as_of"`
	Version string `json:"version"`
}

// Changes is everything that differs. Every list is in the order of the newer
// release, then of the older for what is gone; an empty one means that nothing
// differs in that respect. The zero value is two equal releases.
type Changes struct {
	Old            Edition           `json:"old"`
	New            Edition           `json:"new"`
	AreasAdded     []Area            `json:"areas_added"`
	AreasWithdrawn []Area            `json:"areas_withdrawn"`
	Indicators     []IndicatorChange `json:"indicators"`
	Periods        []PeriodChange    `json:"periods"`
	Revised        []Revision        `json:"revised"`
	Judgements     []Judgement       `json:"judgements"`
	Hidden         []Place           `json:"newly_hidden"` // had a number, is suppressed now
	Shown          []Place           `json:"newly_shown"`  // was suppressed, has a number now
	Added          []Place           `json:"figures_added"`
	Withdrawn      []Place           `json:"figures_withdrawn"`
	Inputs         []InputChange     `json:"inputs"`
}

// Area is an area that only one of two outputs is about.
type Area struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Kind says what happened to an indicator, a period or an input.
type Kind string

// An indicator's definition and the release that its figures come from change
// apart: the first is a change of what is counted.
const (
	KindNew        Kind = "new"
	KindWithdrawn  Kind = "withdrawn"
	KindDefinition Kind = "definition"
	KindRelease    Kind = "release"
	KindChanged    Kind = "changed"
)

// IndicatorChange is new, withdrawn, definition or release; the last two name
// the fields that differ.
type IndicatorChange struct {
	Kind   Kind          `json:"kind"`
	ID     string        `json:"id"`
	Title  string        `json:"title"`
	Fields []FieldChange `json:"fields"`
}

// FieldChange is one statement about an indicator, before and now.
type FieldChange struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// PeriodChange is a period, new or withdrawn, of an indicator that both
// releases have.
type PeriodChange struct {
	Kind      Kind   `json:"kind"`
	Indicator string `json:"indicator"`
	Title     string `json:"title"`
	Period    string `json:"period"`
}

// Revision is a figure that both releases show with different numbers. Visible
// says that readers see it: the printed text differs. Why is what the rows say,
// and may be empty.
type Revision struct {
	Place
	Old        string   `json:"old"` // unrounded
	New        string   `json:"new"`
	OldDisplay string   `json:"old_display"`
	NewDisplay string   `json:"new_display"`
	Parts      []Part   `json:"parts"` // numerator or denominator, where both releases show it and it differs
	Visible    bool     `json:"visible"`
	Why        []string `json:"why"`
}

// Part is a count that a revised figure was made from.
type Part struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Judgement is an outcome, of the period given, that reads differently now:
// rating, comparison with similar areas, trend or change.
type Judgement struct {
	Place
	Of  string `json:"of"` // rag, sn_result, trend, change_result
	Old string `json:"old"`
	New string `json:"new"`
}

// InputChange is a file that was added, left out or has other content.
type InputChange struct {
	Kind    Kind   `json:"kind"`
	Path    string `json:"path"`
	OldRows int    `json:"old_rows,omitempty"`
	NewRows int    `json:"new_rows,omitempty"`
}

// None reports two releases that say the same. Other inputs, or another date
// of the data, can give the same figures.
func (c *Changes) None() bool {
	return len(c.AreasAdded)+len(c.AreasWithdrawn)+len(c.Indicators)+len(c.Periods)+len(c.Revised)+len(c.Judgements)+
		len(c.Hidden)+len(c.Shown)+len(c.Added)+len(c.Withdrawn)+len(c.Inputs) == 0
}

// Compare compares two releases about the same area.
func Compare(old, now *Release) Changes {
	c := NewComparer()
	c.Area(old, now)
	return c.Changes()
}

// Listed is the same with empty lists in place of none, for JSON.
func (c Changes) Listed() Changes {
	for _, list := range []*[]Place{&c.Hidden, &c.Shown, &c.Added, &c.Withdrawn} {
		*list = listed(*list)
	}
	c.AreasAdded, c.AreasWithdrawn = listed(c.AreasAdded), listed(c.AreasWithdrawn)
	c.Indicators, c.Periods, c.Inputs = listed(c.Indicators), listed(c.Periods), listed(c.Inputs)
	c.Judgements, c.Revised = listed(c.Judgements), slices.Clone(listed(c.Revised))
	for n := range c.Revised {
		c.Revised[n].Parts, c.Revised[n].Why = listed(c.Revised[n].Parts), listed(c.Revised[n].Why)
	}
	return c
}

func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
