package document

import "github.com/sendpack/sendpack/internal/quantity"

// Block is a part of a page. Only this package can add one.
type Block interface{ block() }

// Heading starts a section. Level 1 is the page's finding, once a page.
type Heading struct {
	Level int
	Text  Text
	ID    string // anchor; "" for none
	Above string // small line over a level-1 heading: the indicator's plain title
}

// ProseRole sizes a Prose block.
type ProseRole int

const (
	Body   ProseRole = iota
	Lede             // opening paragraph
	Small            // sources and notes
	Method           // longer explanatory text; as Body in print
)

// ProseKind is what a Paragraph is.
type ProseKind int

const (
	Para ProseKind = iota
	Bullets
	Numbers
	Quote
	Subheading // a heading inside prose, below the last Heading's level
)

// Paragraph is one paragraph, or one list with Items.
type Paragraph struct {
	Kind  ProseKind
	Text  Text
	Items []Text
}

// Prose is running text, already parsed from Markdown or made from figures.
type Prose struct {
	Role       ProseRole
	Paragraphs []Paragraph
}

// KeyFigure is one tile: a value with its comparators, never without.
type KeyFigure struct {
	Title    string
	Subtitle string // unit and period
	Link     *Link
	Value    quantity.Quantity
	UnitText string // shown smaller after Value.Bare: "%"; "" for none
	Missing  string // words in place of the value: "Too small to show"
	Rating   Marked // RAG mark and word
	Spark    *Chart
	Lines    []Marked // change, then similar areas
	Sentence Text     // members' form: what the number is, with the change in bold
}

// KeyFigures sets tiles three across (or, as Sentences, the members' form of
// two across with value left and sentence right).
type KeyFigures struct {
	Sentences bool
	Items     []KeyFigure
}

// Align is the side a column's cells are flush with.
type Align int

const (
	Left Align = iota
	Right
)

// Column is a table column. Width is its share of the line in mm of the
// 174 mm board measure; zero shares what is left.
type Column struct {
	Title, Sub string
	Align      Align
	Width      float64
}

// Cell is one table cell. A figure has Quantity and its Text is Quantity.Text
// or Bare; a symbol is drawn as a key cap. Second is the smaller line below.
type Cell struct {
	Text     Text
	Quantity *quantity.Quantity
	Symbol   quantity.Symbol
	Second   string
	Mark     Mark   // drawn before the text, which carries its word
	Note     string // superior letters after the text: "a b"
	Strong   bool
	Own      bool // the own area's figure: own colour, heavier
	Italic   bool // previous reporting year
}

// Row is one line of cells; the first is its header.
type Row struct {
	Cells []Cell
	Own   bool // banded: the own area among others
}

// RowGroup is rows under a group head; an untitled group has no head.
type RowGroup struct {
	Title, Note string
	Rows        []Row
}

// Table has one head row and one header column. Every row has as many cells
// as there are columns.
type Table struct {
	ID        string
	Caption   string // names the table; printed unless Quiet
	Quiet     bool   // caption for assistive technology only
	Scorecard bool   // the two-line dense form of design §6
	Sortable  bool   // on the site readers may sort and filter its rows; for tables of one group
	Columns   []Column
	Groups    []RowGroup
}

// Width is a chart's drawn width in mm on paper; only these are used.
type Width int

const (
	W54  Width = 54
	W84  Width = 84
	W114 Width = 114
	W174 Width = 174
)

// Chart is a drawing with everything needed to do without it: a headline that
// states the finding, alternative text and a table with the same rows.
type Chart struct {
	ID         string // unique in the document
	Headline   string
	Subtitle   string
	Source     string
	Alt        string
	Width      Width
	Spec       Spec
	Table      *Table // nil only for sparklines, strips and ten-person rows, whose figures are in the text
	TableTitle string // "Table: plans finished on time, 2019 to 2025"
	Bare       bool   // headline and subtitle are given elsewhere: draw only the chart
	Level      int    // heading level of the headline, 2 to 4; 0 means 3
}

// Fact is a term with its verdict and a smaller detail.
type Fact struct {
	Term    string
	Verdict Text
	Detail  string
	Mark    Mark
	Own     bool
}

// FactStyle says how Facts are set.
type FactStyle int

const (
	Strip       FactStyle = iota // six across at the head of an indicator page
	Particulars                  // term and verdict in rows, ruled (cover, "in short", definitions)
)

// Facts is a list of terms and what holds for them.
type Facts struct {
	ID    string
	Title string
	Style FactStyle
	Items []Fact
}

// Benchmark is the benchmark panel of a board page: neighbours' chart, facts
// beside it and the strip of all areas below. Strip may be nil.
type Benchmark struct {
	Headline, Subtitle string
	Chart              Chart
	Facts              []Fact
	Strip              *Chart
	StripTitle         string
	Source             string
}

// Part is a labelled passage of a Panel.
type Part struct {
	Label string
	Text  Text
}

// PanelStyle chooses between the board's exception panel and the forum's
// topic block.
type PanelStyle int

const (
	Exception PanelStyle = iota // chart left; parts right, ruled
	Topic                       // ten-person row and its words left; parts right
)

// Panel is a finding with its drawing on the left and its story on the right.
type Panel struct {
	Style    PanelStyle
	ID       string
	Title    string
	Subtitle string
	Verdict  Marked // right of the title
	Chart    *Chart // nil where no figure may be drawn
	Big      Text   // topic: "6 out of 10"
	Under    string // topic: what the row counts
	Parts    []Part
	LeftPart *Part // exception: "Confidence in the data", under the chart
	Source   string
}

// NumberedItem is a bold lead and the evidence after it.
type NumberedItem struct{ Lead, Rest Text }

// Numbered is a short list where the number matters: three things to know.
type Numbered struct {
	Title string
	Discs bool // numerals in filled discs (forum), else large numerals
	Items []NumberedItem
}

// MarkedList is a titled column of marked statements: what is going well.
type MarkedList struct {
	Title string
	Items []MarkedItem
}

// MarkedItem is a mark with its word and a sentence below.
type MarkedItem struct {
	Mark Mark
	Word string
	Text Text
}

// Tone is the ground of a Callout.
type Tone int

const (
	Tint Tone = iota // plain note
	Own              // decisions, help
	Sand             // the forum's own words
)

// Callout is a short boxed statement, at most one a page.
type Callout struct {
	ID    string
	Tone  Tone
	Title string
	Body  []Paragraph
	By    string // attribution, smaller, below
}

// Columns sets blocks side by side: Left takes LeftSpan of six grid columns,
// Right the rest. One column on phones and in large print.
type Columns struct {
	LeftSpan    int
	Left, Right []Block
}

// Cover opens a pack: the board's cover page, or (with Band) the forum's sand
// band at the head of page 1.
type Cover struct {
	Band        bool
	Partnership string
	Status      string
	Kicker      string // small line above the title: "Wexmoor, summer 2026"
	Title       string
	Subtitle    string
	Particulars []Fact
	Chart       *Chart // sorted columns of all areas
	Contents    []Link // listed in place of the chart when no finding is approved
	Source      string
	Marking     string // "Official"
}

// Card is a boxed link list with a sentence: one pack on the overview.
type Card struct {
	Title string
	Text  string
	Links []Link
}

// Cards are set three across.
type Cards struct{ Items []Card }

// LinkGroup is a titled list of links; Ruled draws the rule under the title.
type LinkGroup struct {
	Title string
	Links []Link
}

// LinkList is one or more groups side by side (three across on wide screens).
type LinkList struct {
	ID     string
	Title  string
	Row    bool // short links, one behind the other, as letters of an alphabet
	Groups []LinkGroup
}

// Note is a footnote or a legend entry. Key is its letter or symbol.
type Note struct {
	Key    string
	Symbol quantity.Symbol
	Text   Text
}

// NoteColumn is a titled run of notes.
type NoteColumn struct {
	Title string
	Items []Note
}

// Notes explains letters, marks and symbols under a table or page, in up to
// three columns.
type Notes struct{ Columns []NoteColumn }

// Term is a glossary entry.
type Term struct{ Word, Meaning string }

// Glossary explains words.
type Glossary struct{ Terms []Term }

// PageBreak starts a new sheet in print and draws nothing on screen.
type PageBreak struct{}

func (Heading) block()    {}
func (Prose) block()      {}
func (KeyFigures) block() {}
func (Table) block()      {}
func (Chart) block()      {}
func (Facts) block()      {}
func (Benchmark) block()  {}
func (Panel) block()      {}
func (Numbered) block()   {}
func (MarkedList) block() {}
func (Callout) block()    {}
func (Columns) block()    {}
func (Cover) block()      {}
func (Cards) block()      {}
func (LinkList) block()   {}
func (Notes) block()      {}
func (Glossary) block()   {}
func (PageBreak) block()  {}
