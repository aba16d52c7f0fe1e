package xlsx

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// meanings explains each symbol in a sentence.
var meanings = map[quantity.Symbol]string{
	quantity.Suppressed:    "Suppressed: the figure, or one that would give it away, is about so few people that it is not published.",
	quantity.NotApplicable: "Not applicable: there is nothing to count it out of, or the combination cannot occur.",
	quantity.NotAvailable:  "Not available: it was not collected or not published.",
	quantity.Low:           "Low: it is more than zero but rounds to zero.",
	quantity.Unreliable:    "Small sample: based on few answers, so treat it with care. The one symbol that may stand beside a number.",
	quantity.NoData:        "No data: none were recorded.",
}

// explanations say how to read the columns; the method is the same for all.
var explanations = [][2]string{
	{"Empty cell", "There is no figure or the comparison is not made for this row. An empty cell is never zero."},
	{"Value and Shown as", "Value is not rounded. Shown as is the same figure as pages and packs print it: halves are rounded away from zero."},
	{"Lower 95% and Upper 95%", "The interval around the value: it shows how far chance alone could have moved the figure. Published percentages without counts have none."},
	{"Change", "New minus old against the previous comparable period, in the indicator's unit; percentages change by percentage points. Where the way of counting changed there is no comparison."},
	{"Change result", "Increase or decrease when a test finds a difference. Not tested: there is no interval to test with."},
	{"Trend", "Recent trend over several periods, where there are enough of them."},
	{"Similar areas", "Statistical neighbours: other authorities with similar children and families. When too few of them have data the value is given but not compared."},
	{"Region and England", "Figures as published for the region and the country, for the same period and definition."},
	{"Results", "Better, similar or worse where high or low is good; higher, similar or lower where no direction is good. Similar means that there is no evidence of a difference."},
	{"Rank", "1 is best among the areas that have data. Ranks of areas close to each other differ by chance."},
	{"Band", "A is the best quarter of areas, D the last. Where no direction is good: Q1 lowest to Q4 highest."},
	{"Rating", "Green, amber or red against the target; it is about the value itself, without its interval."},
	{"Status", "Final, provisional (may change) or revised (was changed after it was first published)."},
	{"Suppression", "Small numbers are hidden before anything is compared or drawn, and other figures with them where they would give the small one away."},
}

// notes explains symbols and columns in one table, followed by the document's
// own notes, to which the column Notes of the indicators refers.
func (b *book) notes(d document.Document) error {
	s := frontSheet{name: notesName, table: "notes", title: "Notes", widths: []float64{30, 24, 110},
		lines:  []string{"Symbols, columns and notes used in this book, one row each."},
		header: []string{"Symbol, column or note", "Kind", "Meaning"}}
	for _, symbol := range quantity.Symbols() {
		s.rows = append(s.rows, []entry{{text: symbol.Code()}, {text: "symbol"}, {text: meanings[symbol]}})
	}
	for _, e := range explanations {
		s.rows = append(s.rows, []entry{{text: e[0]}, {text: "column"}, {text: e[1]}})
	}
	for _, p := range d.Pages {
		for _, block := range p.Blocks {
			notes, ok := block.(document.Notes)
			if !ok {
				continue
			}
			for _, c := range notes.Columns {
				for _, n := range c.Items {
					if n.Symbol == quantity.NoSymbol {
						s.rows = append(s.rows, []entry{{text: n.Key}, {text: "note"}, {text: n.Text.String()}})
					}
				}
			}
		}
	}
	if err := b.front(s); err != nil {
		return err
	}
	return b.definitions()
}
