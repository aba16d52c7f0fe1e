// Package document is what renderers see and all they see: documents of pages
// of blocks, as plain data. Everything in it is already decided, rounded,
// suppressed and worded; nothing that reads it may compute a figure. It is made
// by compose and drawn by the back-ends under render/. The set of blocks is
// closed: Block is sealed, so a type switch over Blocks is complete, and a test
// of the gallery names any renderer that forgot one.
package document

import "github.com/sendpack/sendpack/internal/quantity"

// Theme chooses the type scale, grid and furniture of design §2 and §3.
type Theme int

const (
	Web        Theme = iota // the site
	Board                   // SEND strategic board pack
	Members                 // elected members' briefing
	Forum                   // parent carer forum summary
	LargePrint              // its large-print twin: one column, tables as lists
)

// Area names the place a document is about.
type Area struct {
	Code string // 9-character code, or the project's own code
	Name string // as printed
}

// Document is one pack, one area's site, or (with Records) its data. Dates are
// ISO text and come from the project, never from a clock.
type Document struct {
	ID      string // pack id ("board"), "site" or "data"; file names follow it
	Theme   Theme
	Title   string // "SEND strategic board pack"
	Short   string // title for the running header and links; "" where Title serves
	Subject string // one sentence for PDF metadata and the HTML description
	Lang    string // BCP 47, "en-GB"
	Area    Area
	Owner   string // who publishes it, for metadata and the footer
	Edition string // "Summer 2026"
	Status  string // "Board version 1.0"; in words wherever the draft mark is
	Draft   bool   // draw the DRAFT watermark
	AsOf    string // ISO date for which the data stand; also the PDF's dates
	Footer  string // left part of each page's footer
	Base    string // "" or "../": from this document's folder up to shared assets
	Nav     []Link // site navigation, in order; a pack has none
	Foot    []Link // site footer links
	Pages   []Page
	Beyond  []Link          // site only: what search finds besides the pages; Note is the words it also finds them by
	Records []Record        // the data document only: one per row of results.csv
	Sheets  []IndicatorNote // the data document only: one per indicator, in sheet order
	Facts   []Fact          // the data document only: cover facts of the workbook
}

// Page is one HTML page, or one section of a PDF that starts on a new sheet.
type Page struct {
	ID      string // path without extension and unique: "index", "indicators/ehc-20-weeks"
	Title   string // the finding, or the plain title
	Section string // for the running header; "" leaves it out
	Name    string // site only: what search lists it as; "" where Title serves
	Words   string // site only: other words that search finds it by
	Nav     string // Page of the Nav link that is current; "" for none
	Crumbs  []Link // the last one is this page, without a target
	Bare    bool   // no running header or footer (covers)
	Blocks  []Block
	Aside   []Block // site only, beside the blocks on wide screens
}

// Link leads to one of: a page of this document (by ID, with an optional
// Anchor), a File of the output (path below the area's folder), or a URL of
// the outside world. Text must make sense alone.
type Link struct {
	Text   string
	Page   string
	Anchor string // id of a block on the page, without "#"; alone: on this page
	File   string
	URL    string
	Note   string // printed after the link, not part of it: "0.9 MB"
}

// Mark is a drawn sign of design §5. It never stands without its word.
type Mark int

const (
	NoMark Mark = iota
	Green
	Amber
	Red
	NotRated
	Better
	Similar
	Worse
	Pending      // dashed ring: no new data, not done yet
	Up           // the number went up; says nothing of good or bad
	Down         // the number went down
	Level        // no change
	NoComparison // two short dashes
	Improving    // control chart: special cause for the better, a disc with a white centre
	Concerning   // control chart: special cause for the worse, a square
	Unusual      // control chart: special cause without a good direction, a diamond
	Expected     // control chart: common cause, a small dot
)

// Span is a run of text. Quantity is set when the run is a figure: Text is
// then a rounding or wording of it and HTML carries the exact value with it.
// Symbol is set when Text is a standard mark ("c"), read out as its words.
type Span struct {
	Text     string
	Strong   bool
	Em       bool
	Lang     string // when it differs from the document's, such as "cy"
	Expanded string // for an acronym: its expansion
	Link     *Link
	Quantity *quantity.Quantity
	Symbol   quantity.Symbol
}

// Text is a line or paragraph of spans.
type Text []Span

// Plain is text of one unmarked span; "" gives no spans.
func Plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// String is the words alone.
func (t Text) String() string {
	n := ""
	for _, s := range t {
		n += s.Text
	}
	return n
}

// Marked is text behind a mark; the text carries the mark's word.
type Marked struct {
	Mark Mark
	Text Text
}

// Record is one row of results.csv (contract §3), before it is written.
// Numbers that are unknown are absent values; words are "" where the contract
// leaves the cell empty.
type Record struct {
	AreaCode, AreaName, AreaLevel        string
	Indicator, Breakdown                 string
	Period, PeriodType                   string
	Value                                quantity.Value
	Display                              string
	Unit                                 quantity.Unit
	Numerator, Denominator               quantity.Value
	Lower95, Upper95, Lower998, Upper998 quantity.Value
	Change                               quantity.Value
	ChangeResult, Trend                  string
	SNSet, SNMethod                      string
	SNValue                              quantity.Value
	SNN                                  quantity.Value
	SNResult                             string
	RegionCode                           string
	RegionValue                          quantity.Value
	RegionResult                         string
	EnglandValue                         quantity.Value
	EnglandResult                        string
	Rank, RankOf                         quantity.Value
	Band                                 string
	Target                               quantity.Value
	RAG                                  string
	SPCMean, SPCLower, SPCUpper          quantity.Value
	SPCFlags, SPCVariation, SPCAssurance string
	Status                               string
	Source                               string         // "file:line" joined by ";"
	Notes                                string         // note ids joined by ";"
	StatutoryTarget                      quantity.Value // also where a local goal is the target
	SNGap, RegionGap, EnglandGap         quantity.Value // value less benchmark, in the unit of changes
	// The control chart's limits and rules at this row's own period, as drawn up
	// for the newest one; SPCMean and the rest are of the newest alone.
	SPCPointMean, SPCPointLower, SPCPointUpper quantity.Value
	SPCPointFlags                              string
	FunnelBenchmark, FunnelPhi                 quantity.Value // of all authorities in the period
	FunnelResult                               string         // where the area lies among the lines
	Own                                        bool           // of the area the document is about; not written
}

// IndicatorNote is what the data book says about one indicator.
type IndicatorNote struct {
	ID, Title, TechnicalTitle, Domain, Question string
	Unit                                        quantity.Unit
	Polarity, Numerator, Denominator, Period    string
	Source, Published, NextUpdate, Suppression  string
	Caveats                                     []string
	Version                                     int    // of the definition, raised when what is counted changes
	Measure                                     string // kind of statistic: proportion, rate, count and others
}
