package html

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func percent(n float64) quantity.Quantity { return quantity.New(quantity.Of(n), quantity.Percent, 1) }

func pointer[T any](v T) *T { return &v }

func say(s string) document.Text { return document.Plain(s) }

func bold(lead, rest string) document.Text {
	return document.Text{{Text: lead, Strong: true}, {Text: rest}}
}

func figureCell(n float64) document.Cell {
	q := percent(n)
	return document.Cell{Text: say(q.Bare), Quantity: &q}
}

func tile(title, under string, n float64, m document.Mark, word string, lines ...document.Marked) document.KeyFigure {
	return document.KeyFigure{Title: title, Subtitle: under, Value: percent(n), UnitText: "%",
		Link:   &document.Link{Page: "indicators/plans"},
		Rating: document.Marked{Mark: m, Text: say(word)}, Lines: lines}
}

// sampleSite is an invented area's site of an overview and one indicator page.
func sampleSite() document.Document {
	nav := []document.Link{{Text: "Overview", Page: "index"}, {Text: "Indicators", Page: "indicators/plans"}}
	return document.Document{
		ID: "site", Theme: document.Web, Title: "Wexmoor SEND data", Lang: "en-GB", Owner: "Wexmoor Council",
		Subject: "Special educational needs and disabilities in Wexmoor.", Footer: "Data to 30 June 2026. Fictional data.",
		Nav: nav, Foot: []document.Link{{Text: "Accessibility statement", Page: "index"}},
		Pages: []document.Page{sampleOverview(), sampleIndicator()},
	}
}

func sampleOverview() document.Page {
	improved := document.Marked{Mark: document.Up, Text: bold("Improved", ": +6.1 points on 2024")}
	worse := document.Marked{Mark: document.Worse, Text: bold("Worse", " than similar areas, 56.3%")}
	return document.Page{ID: "index", Nav: "index", Title: "Plans are faster, but health advice is slipping",
		Blocks: []document.Block{
			document.Heading{Level: 1, Text: say("Plans are faster, but health advice is slipping and pupils with a plan are missing more school")},
			document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Text{
				{Text: "How Wexmoor’s council, schools and NHS are doing for children with special educational needs and disabilities ("},
				{Text: "SEND", Expanded: "special educational needs and disabilities"}, {Text: "). Summer 2026: data to 30 June."}}}}},
			document.Cards{Items: []document.Card{
				{Title: "For families", Text: "Plain words, what changed because you spoke, where to get help. Four pages.", Links: []document.Link{{Text: "Read", Page: "index"}, {Text: "PDF", Note: "0.3 MB", Page: "index"}, {Text: "Large print", Page: "index"}}},
				{Title: "For councillors", Text: "What is going well, what is not, and questions to ask. Three pages.", Links: []document.Link{{Text: "Read", Page: "index"}}},
				{Title: "For the SEND board", Text: "Scorecard, exceptions, benchmarks, risks and decisions. Sixteen pages.", Links: []document.Link{{Text: "Read", Page: "index"}}}}},
			document.Heading{Level: 2, Text: say("Headlines")},
			document.KeyFigures{Items: []document.KeyFigure{
				tile("Plans finished on time", "within 20 weeks, 2025", 52.4123, document.Red, "Red", improved, worse),
				tile("Health advice on time", "within 6 weeks, June 2026", 58, document.Red, "Red", improved, worse),
				tile("Annual reviews on time", "within 12 months, 2025", 68.9, document.Amber, "Amber", improved, worse),
				{Title: "Permanent exclusions", Subtitle: "2024/25", Value: quantity.New(quantity.Missing(quantity.Suppressed), quantity.Percent, 1),
					Missing: "Too small to show", Rating: document.Marked{Mark: document.NotRated, Text: say("Not rated")},
					Lines: []document.Marked{{Mark: document.NoComparison, Text: say("No comparison")}}},
			}},
			document.LinkList{Title: "Find an answer", Groups: []document.LinkGroup{
				{Title: "What is the local need?", Links: []document.Link{{Text: "How many pupils have SEN?", Page: "indicators/plans"}}},
				{Title: "Are we doing our duties?", Links: []document.Link{{Text: "Are plans finished on time?", Page: "indicators/plans"}}},
				{Title: "Are we making a difference?", Links: []document.Link{{Text: "Are children in school?", Page: "indicators/plans"}}}}},
			document.Callout{Title: "What is new, late or missing", Body: []document.Paragraph{{Text: bold("New in June 2026", " Plans, reviews and appeals for 2025")}}},
		}}
}

func sampleIndicator() document.Page {
	own, similar, england := percent(52.4123), percent(56.31), percent(49.8)
	return document.Page{ID: "indicators/plans", Nav: "indicators/plans", Title: "Half of new plans finish on time",
		Crumbs: []document.Link{{Text: "Overview", Page: "index"}, {Text: "Are we doing our duties?", Page: "index"}, {Text: "Plans finished on time"}},
		Blocks: []document.Block{
			document.Heading{Level: 1, Above: "Plans finished on time (within 20 weeks)", Text: say("Half of new plans finish on time, up from 46% but below similar areas")},
			document.Facts{Style: document.Strip, Items: []document.Fact{
				{Term: "Latest", Own: true, Verdict: document.Text{{Text: own.Text, Quantity: &own}}, Detail: "2025, final"},
				{Term: "Change", Verdict: say("+6.1 points"), Detail: "improved on 46.3% in 2024"},
				{Term: "Similar areas", Verdict: document.Text{{Text: similar.Text, Quantity: &similar}}, Detail: "worse; 9 of 10 have data"},
				{Term: "England", Verdict: document.Text{{Text: england.Text, Quantity: &england}}, Detail: "similar"},
				{Term: "Rank", Verdict: say("66 of 152"), Detail: "1 is best; band B"},
				{Term: "Target", Verdict: say("100%"), Detail: "statutory; local goal 60%"}}},
			sampleChart("trend", "Timeliness turned up in 2025", 2),
			sampleTable(),
		},
		Aside: []document.Block{
			document.LinkList{Title: "On this page", Groups: []document.LinkGroup{{Links: []document.Link{{Text: "Trend", Anchor: "trend"}}}}},
			document.LinkList{Title: "Download", Groups: []document.LinkGroup{{Links: []document.Link{{Text: "CSV of this page", File: "data/results.csv", Note: "0.1 MB"}}}}},
			document.Facts{Style: document.Particulars, Title: "In short", Items: []document.Fact{{Term: "Good is", Verdict: say("high")}, {Term: "Published", Verdict: say("June each year; next June 2027")}}},
		}}
}

func sampleChart(id, headline string, level int) document.Chart {
	table := sampleTable()
	table.ID = id + "-rows"
	points := []document.Point{{Value: percent(46.3)}, {Value: percent(52.4)}}
	return document.Chart{ID: id, Level: level, Headline: headline, Width: document.W174,
		Subtitle: "New EHC plans finished within 20 weeks, calendar years", Source: "Source: Education, health and care plans, DfE, June 2026.",
		Alt: "Trend. Timeliness turned up in 2025.", Table: &table, TableTitle: "Table: plans finished on time, 2024 to 2025",
		Spec: document.TrendSpec{Axis: document.Axis{Max: 100, Ticks: []document.Tick{{At: 0, Label: "0"}, {At: 50, Label: "50"}, {At: 100, Label: "100%"}}},
			Periods: []string{"2024", "2025"}, Series: []document.Series{{Kind: document.OwnSeries, Name: "Wexmoor", Label: "Wexmoor 52.4%", Points: points}}}}
}

func sampleTable() document.Table {
	return document.Table{ID: "rows", Caption: "Plans finished within 20 weeks, %",
		Columns: []document.Column{{Title: "Year"}, {Title: "Wexmoor, %", Align: document.Right}, {Title: "Similar areas, %", Align: document.Right}, {Title: "England, %", Align: document.Right}},
		Groups: []document.RowGroup{{Title: "Final", Note: "as published", Rows: []document.Row{
			{Own: true, Cells: []document.Cell{{Text: say("2025"), Note: "a"}, figureCell(52.4123), figureCell(56.31), figureCell(49.8)}},
			{Cells: []document.Cell{{Text: say("2024")}, figureCell(46.3), {Symbol: quantity.Suppressed, Text: say("c")},
				{Quantity: pointer(percent(46.4)), Text: say("46.4"), Symbol: quantity.Unreliable, Second: "similar", Italic: true}}}}}}}
}
