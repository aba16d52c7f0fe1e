package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Small is a document of two short pages that has one of each thing a checker
// of accessible files looks at: headings, text in another language, a link out
// and a link inside, lists, a grouped table with a symbol, a figure and notes.
func Small(theme document.Theme) document.Document {
	d := Document(theme)
	d.ID, d.Title, d.Subject = "small", "A small pack", "One of each structure, with fictional figures."
	out := document.Link{Text: "Published statistics", URL: "https://example.org/statistics"}
	inside := document.Link{Text: "See the table", Page: "second", Anchor: "small-table"}
	value := pct(52.4)
	d.Pages = []document.Page{
		{ID: "first", Title: "Half of plans are on time", Section: "Headlines", Blocks: []document.Block{
			heading("Half of plans are on time"),
			document.Prose{Paragraphs: []document.Paragraph{
				{Text: document.Text{{Text: "Source: "}, {Text: out.Text, Link: &out}, {Text: ". "}, {Text: inside.Text, Link: &inside}, {Text: ". In Welsh: "}, {Text: "tŷ a chŵn", Lang: "cy"}, {Text: "."}}},
				{Kind: document.Bullets, Items: []document.Text{plain("More plans were on time."), plain("Fewer reviews were.")}}}},
			section("The trend"),
			plansTrend("small-trend", "Plans on time: up in 2025", false),
		}},
		{ID: "second", Title: "Figures", Blocks: []document.Block{
			heading("Figures"),
			document.Table{ID: "small-table", Caption: "Plans on time by area", Columns: []document.Column{{Title: "Area"}, {Title: "On time", Sub: "%", Align: document.Right}},
				Groups: []document.RowGroup{
					{Title: "Similar areas", Rows: []document.Row{
						{Own: true, Cells: []document.Cell{{Text: plain("Wexmoor"), Note: "a"}, {Text: plain(value.Bare), Quantity: &value}}},
						{Cells: []document.Cell{{Text: plain("Hollinshire")}, {Symbol: quantity.Suppressed}}}}}}},
			document.Notes{Columns: []document.NoteColumn{{Title: "Notes", Items: []document.Note{{Key: "a", Text: plain("Provisional.")}, {Symbol: quantity.Suppressed, Text: plain("hidden to protect people.")}}}}},
		}},
	}
	return d
}
