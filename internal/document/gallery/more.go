package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func morePage() document.Page {
	site := document.Link{Text: "Education, health and care plans", URL: "https://example.org/ehc-plans?year=2026&area=X06000001"}
	up := fact("Change", "+6.1 points", "improved on 2024")
	up.Mark = document.Up
	own := fact("Latest", "52.4%", "2025")
	own.Own = true
	return document.Page{ID: "more", Title: "Facts, groups, sources and words", Section: "Sources", Crumbs: []document.Link{{Text: "Overview", Page: "headlines"}, {Text: "Sources"}},
		Blocks: []document.Block{
			document.Heading{Level: 1, Text: plain("Facts, groups, sources and words"), Above: "Plans finished within 20 weeks", ID: "more-top"},
			document.Facts{ID: "strip-facts", Style: document.Strip, Items: []document.Fact{own, up, fact("Similar areas", "Worse", "56.3%"), fact("England", "Similar", "49.8%"), fact("Rank", "66 of 152", "band B"), fact("Goal", "60%", "not met")}},
			breakdownChart(),
			document.Facts{Title: "How it is measured", Style: document.Particulars, Items: []document.Fact{
				{Term: "Numerator", Verdict: plain("new plans issued within 20 weeks of the request, leaving out exceptions")},
				{Term: "Denominator", Verdict: plain("all new plans issued in the calendar year")},
				{Term: "Source", Verdict: document.Text{{Text: "From "}, {Text: site.Text, Link: &site}, {Text: ", June 2026."}}, Detail: "Next update June 2027"}}},
			document.PageBreak{},
			document.LinkList{ID: "downloads", Title: "Where to find more", Groups: []document.LinkGroup{
				{Title: "In this pack", Links: []document.Link{{Text: "Headlines", Page: "headlines"}, {Text: "Scorecard table", Page: "scorecard", Anchor: "scorecard"}, {Text: "Glossary", Anchor: "glossary"}}},
				{Title: "Data", Links: []document.Link{{Text: "Data book", File: "data/data-book.xlsx", Note: "XLSX, 0.2 MB"}, {Text: "All results", File: "results.csv", Note: "CSV, 0.1 MB"}}},
				{Title: "Elsewhere", Links: []document.Link{site}}}},
			document.Cards{Items: []document.Card{
				{Title: "Board pack", Text: "For the SEND and inclusion strategic board.", Links: []document.Link{{Text: "Read the board pack", File: "packs/board.pdf", Note: "PDF, 0.4 MB"}}},
				{Title: "Members’ briefing", Text: "Four pages for councillors.", Links: []document.Link{{Text: "Read the members’ briefing", File: "packs/members.pdf", Note: "PDF, 0.1 MB"}}},
				{Title: "For families", Text: "Written with the parent carer forum.", Links: []document.Link{{Text: "Read the families’ summary", File: "packs/parent-carer.pdf", Note: "PDF, 0.1 MB"}, {Text: "Large print version", File: "packs/parent-carer-large-print.pdf", Note: "PDF, 0.1 MB"}}}}},
			document.Heading{Level: 2, Text: plain("What the words mean"), ID: "glossary"},
			document.Glossary{Terms: []document.Term{
				{Word: "EHC plan", Meaning: "Education, health and care plan: a legal document that says what help a child or young person must get."},
				{Word: "SEN support", Meaning: "Extra help that a school or nursery gives without an EHC plan."},
				{Word: "Similar areas", Meaning: "The ten councils whose children live in circumstances most like ours."},
				{Word: "95% interval", Meaning: "The range in which the true rate is likely to be: 19 times in 20, a range made this way holds it."}}},
		},
		Aside: []document.Block{document.Facts{Title: "In short", Style: document.Particulars, Items: []document.Fact{fact("Good is", "high", ""), fact("Published", "June 2026", "")}}}}
}

func textPage() document.Page {
	welsh := document.Span{Text: "Cyngor Gwynllŵg, tŷ a chŵn", Lang: "cy"}
	expanded := document.Span{Text: "SENCO", Expanded: "special educational needs co-ordinator"}
	figure := pct(52.4)
	row := func(name string, own bool, cells ...document.Cell) document.Row {
		return document.Row{Own: own, Cells: append([]document.Cell{{Text: plain(name)}}, cells...)}
	}
	cell := func(q quantity.Quantity) document.Cell { return document.Cell{Text: plain(q.Bare), Quantity: &q} }
	italic := cell(pct(48.1))
	italic.Italic = true
	both := cell(pct(31))
	both.Symbol = quantity.Unreliable
	noted := cell(pct(44.4))
	noted.Note = "a b"
	var long document.RowGroup
	for i, n := range neighbours {
		long.Rows = append(long.Rows, row(n, n == "Wexmoor", cell(pct(30.5+float64(i))), cell(count(1000+float64(i*37))), document.Cell{Symbol: quantity.NotAvailable}))
	}
	return document.Page{ID: "text", Title: "Running text, lists and a long table", Section: "Method", Blocks: []document.Block{
		heading("Running text, lists and a long table"),
		document.Prose{Role: document.Method, Paragraphs: []document.Paragraph{
			{Text: document.Text{{Text: "Wexmoor finished "}, {Text: figure.Text, Quantity: &figure, Strong: true}, {Text: " of plans on time in 2025. The "}, expanded, {Text: " of each school is told. In Welsh: "}, welsh, {Text: ". A figure may be "}, {Text: "c", Symbol: quantity.Suppressed}, {Text: ", and "}, {Text: "Children with special educational needs", Em: true}, {Text: " is a publication."}}},
			{Kind: document.Subheading, Text: plain("How a figure is made")},
			{Kind: document.Bullets, Items: []document.Text{plain("The source is read as published, with its symbols."), plain("A rate is made from its numerator and denominator: £1.2m, −2.5, 48 days, ≥ 30 and 5 ± 2 print as they should."), bold("Never", " a total that gives a hidden figure away.")}},
			{Kind: document.Numbers, Items: []document.Text{plain("Check."), plain("Compare."), plain("Say what is missing.")}},
			{Kind: document.Quote, Text: plain("“We want to see dates, not plans.” A parent, spring 2026.")},
		}},
		document.Table{ID: "long", Caption: "Plans finished on time by area", Columns: []document.Column{{Title: "Area", Width: 60}, {Title: "On time", Sub: "%", Align: document.Right, Width: 34}, {Title: "Plans", Sub: "number", Align: document.Right, Width: 40}, {Title: "Before", Sub: "%", Align: document.Right, Width: 40}},
			Groups: []document.RowGroup{{Rows: []document.Row{row("Kinds of cell", false, noted, both, italic)}}, long}},
		document.Callout{Tone: document.Tint, Body: []document.Paragraph{{Text: plain("Figures in italics are for the reporting year before.")}}},
		document.Notes{Columns: []document.NoteColumn{{Items: []document.Note{{Key: "a", Text: plain("Provisional.")}, {Key: "b", Text: plain("Rounded to the nearest 10.")}}}}},
	}}
}
