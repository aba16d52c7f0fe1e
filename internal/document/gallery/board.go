package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func coverPage() document.Page {
	return document.Page{ID: "cover", Title: "SEND strategic board pack", Bare: true, Blocks: []document.Block{document.Cover{
		Partnership: "Wexmoor local area partnership", Status: "Board version 1.0",
		Title: "SEND strategic board pack", Subtitle: "Summer 2026: special educational needs and disabilities, birth to 25",
		Particulars: []document.Fact{
			fact("Meeting", "SEND and inclusion strategic board, 15 September 2026", ""),
			fact("Decision", "Approve item 2; endorse item 3; note the rest (page 2)", ""),
			fact("Version", "1.0, board version. Health figures checked by the integrated care board on 1 September", ""),
			fact("Owner", "Head of SEND performance, Wexmoor Council", ""),
			fact("Data closed", "30 June 2026. January 2026 census published June 2026", ""),
			fact("Next pack", "Autumn 2026, issued 8 December 2026", ""),
		},
		Chart: columnsChart(), Source: "Source: Education, health and care plans, Department for Education, June 2026. All places and figures are fictional.", Marking: "Official",
	}}}
}

func headlinesPage() document.Page {
	return document.Page{ID: "headlines", Title: "Plans are faster, but health advice is slipping", Section: "Headlines", Nav: "headlines", Blocks: []document.Block{
		heading("Plans are faster, but health advice is slipping and pupils with a plan are missing more school"),
		document.KeyFigures{Items: tiles()},
		document.Columns{LeftSpan: 4, Left: []document.Block{document.Numbered{Title: "Three things to know", Items: []document.NumberedItem{
			numbered("More new plans finish on time: 52.4%, up from 46.3%.", "The rise is larger than chance. The law expects 100%; our goal for 2025 was 60%. Similar areas average 56.3%."),
			numbered("Health advice is now late in 4 of 10 cases.", "It has been below its usual level for eight months, and June fell outside the expected range. Late advice delays plans about two months later."),
			numbered("Pupils with a plan missed 14.2% of school, the most in five years.", "Seven of the nine similar areas with data are lower."),
		}}}, Right: []document.Block{document.Callout{Tone: document.Own, Title: "Decisions asked for", Body: []document.Paragraph{
			{Text: bold("Note", " the six headlines")},
			{Text: bold("Approve", " two fixed-term therapist posts to clear late advice (item 2, exempt part)")},
			{Text: bold("Endorse", " the attendance plan for pupils with a plan (item 3)")},
		}}}},
		prose(document.Small, "Ratings compare with the goal on each tile. Green: met. Amber: within 5 points (1 point for school missed, 5% for rates). Red: further away. School missed has no goal, so it is rated against similar areas. A rating says whether a goal was met, not how well a team works. “Improved”, “better” and “similar” are 95% tests. All 17 indicators: 3 green, 4 amber, 4 red, 6 not rated (page 3)."),
	}}
}

func tiles() []document.KeyFigure {
	plans := sparkChart("spark-plans", "Plans finished on time", "2021", "2025", "Goal 60%", 60, gapAt(2, points(55.1, 50.2, 0, 46.3, 52.4)))
	spark := plans.Spec.(document.SparkSpec)
	spark.Breaks = []document.Break{{Before: 2, Reason: "New way of counting"}}
	plans.Spec = spark
	tile := func(title, sub string, v quantity.Quantity, unit string, rating document.Marked, chart *document.Chart, lines ...document.Marked) document.KeyFigure {
		return document.KeyFigure{Title: title, Subtitle: sub, Value: v, UnitText: unit, Rating: rating, Spark: chart, Lines: lines}
	}
	return []document.KeyFigure{
		tile("Plans finished on time", "within 20 weeks, 2025", pct(52.4), "%", marked(document.Red, "Red", ""), plans,
			marked(document.Up, "Improved", ": +6.1 points on 2024"), marked(document.Worse, "Worse", " than similar areas, 56.3%")),
		tile("Health advice on time", "within 6 weeks, June 2026", pct(58), "%", marked(document.Red, "Red", ""),
			sparkChart("spark-health", "Health advice on time", "July 2025", "June", "Goal 90%", 90, points(72, 77, 73, 75, 70, 67, 69, 66, 63, 64, 60, 58)),
			marked(document.Down, "Concern", ": 8 months below the mean"), marked(document.NoComparison, "", "Not collected for similar areas")),
		tile("Annual reviews on time", "within 12 months, 2025", pct(68.9), "%", marked(document.Amber, "Amber", ""),
			sparkChart("spark-reviews", "Annual reviews on time", "2021", "2025", "Goal 72%", 72, points(58.2, 63, 69.6, 71.4, 68.9)),
			marked(document.Down, "Worsened", ": −2.5 points on 2024"), marked(document.Better, "Better", " than similar areas, 66.2%")),
		tile("School missed, pupils with a plan", "sessions missed, 2024/25", pct(14.2), "%", marked(document.Red, "Red", ""),
			sparkChart("spark-school", "School missed", "2020/21", "2024/25", "", 0, points(11.2, 12.1, 12.8, 13.6, 14.2)),
			marked(document.Up, "", "+0.6 points on 2023/24, not tested"), marked(document.NoComparison, "", "Higher than 7 of 9 similar areas")),
		tile("Suspensions, SEN support", "per 100 pupils, 2024/25", rate(24.15), "", marked(document.Amber, "Amber", ""),
			sparkChart("spark-suspensions", "Suspensions", "2020/21", "2024/25", "Goal 23.5", 23.5, points(15.9, 18.3, 20.4, 21.9, 24.2)),
			marked(document.Up, "Worsened", ": +2.28 on 2023/24"), marked(document.Similar, "Similar", " to similar areas, 23.62")),
		{Title: "Permanent exclusions, EHC plan", Subtitle: "per 100 pupils, 2024/25", Value: none(quantity.Suppressed), Missing: "Too small to show",
			Rating: marked(document.NotRated, "Not rated", ""), Lines: []document.Marked{marked(document.NoComparison, "", "No comparison"), marked(document.NoComparison, "", "Similar areas: 0.09")}},
	}
}

// scoreRow is one indicator of the scorecard.
type scoreRow struct {
	title, code, note   string
	latest, previous    quantity.Quantity
	arrow               document.Mark
	change, changeWord  string
	target, goal        string
	similar, similarSay string
	england, englandSay string
	rank, band          string
	rating              document.Mark
}

var ratingWords = map[document.Mark]string{document.Green: "Green", document.Amber: "Amber", document.Red: "Red", document.NotRated: "Not rated"}

func (r scoreRow) cells() document.Row {
	figure := func(q quantity.Quantity, own bool) document.Cell {
		if !q.Value.Known {
			return document.Cell{Symbol: q.Value.Symbol, Own: own}
		}
		return document.Cell{Text: plain(q.Text), Quantity: &q, Own: own}
	}
	words := func(s, second string) document.Cell {
		if s == "x" {
			return document.Cell{Symbol: quantity.NotAvailable, Second: second}
		}
		return document.Cell{Text: plain(s), Second: second}
	}
	latest := figure(r.latest, true)
	if r.note == "c" {
		latest.Symbol = quantity.Unreliable
	}
	return document.Row{Cells: []document.Cell{
		{Text: plain(r.title), Second: r.code, Note: r.note}, latest, figure(r.previous, false),
		{Text: bold(r.change, ""), Second: r.changeWord, Mark: r.arrow}, words(r.target, r.goal), words(r.similar, r.similarSay),
		words(r.england, r.englandSay), words(r.rank, r.band), {Text: plain(ratingWords[r.rating]), Mark: r.rating},
	}}
}

func scorecardPage() document.Page {
	up, down := document.Up, document.Down
	group := func(title, note string, rows ...scoreRow) document.RowGroup {
		g := document.RowGroup{Title: title, Note: note}
		for _, r := range rows {
			g.Rows = append(g.Rows, r.cells())
		}
		return g
	}
	x, c := none(quantity.NotAvailable), none(quantity.Suppressed)
	table := document.Table{ID: "scorecard", Caption: "Scorecard of 12 indicators", Quiet: true, Scorecard: true, Columns: scoreColumns(), Groups: []document.RowGroup{
		group("What is the local need?", "Context: position only, no praise or blame",
			scoreRow{"Pupils with an EHC plan", "– · A · January 2026", "", pct(5.6), pct(5.2), up, "+0.4 pp", "increased", "–", "", "5.4%", "similar", "5.6%", "similar", "–", "Q3", document.NotRated},
			scoreRow{"Requests for assessment", "– · A · 2025", "", count(803), count(726), up, "+77", "not tested", "–", "", "–", "", "–", "", "–", "", document.NotRated},
			scoreRow{"Pupils in SEN units, primary", "– · A · January 2026", "a", pct(1.8), x, document.NoComparison, "–", "no comparison", "–", "", "2.2%", "similar", "2.4%", "lower", "–", "Q2", document.NotRated}),
		group("Are we doing our duties on time?", "Statutory target first, local goal below it",
			scoreRow{"New plans finished in 20 weeks", "H · A · 2025", "", pct(52.4), pct(46.3), up, "+6.1 pp", "improved", "100%", "goal 60%", "56.3%", "worse", "49.8%", "similar", "66 of 152", "band B", document.Red},
			scoreRow{"Health advice in 6 weeks", "H · MS · June 2026", "b", pct(58), pct(60), down, "−2.0 pp", "SPC: concern", "100%", "goal 90%", "x", "not collected", "x", "not collected", "–", "", document.Red},
			scoreRow{"Annual reviews held on time", "H · A · 2025", "", pct(68.9), pct(71.4), down, "−2.5 pp", "worsened", "100%", "goal 72%", "66.2%", "better", "62.8%", "better", "48 of 149", "band B", document.Amber},
			scoreRow{"Appeals, share of decisions", "L · A · 2025", "", pct(3.1), pct(3.3), document.Level, "−0.2 pp", "about the same", "3.5%", "", "2.9%", "similar", "3.6%", "similar", "62 of 150", "band B", document.Green}),
		group("Are we making a difference?", "Attendance, learning and adult life",
			scoreRow{"School missed, EHC plan", "L · A · 2024/25", "", pct(14.2), pct(13.6), up, "+0.6 pp", "not tested", "–", "vs similar", "13.1%", "gap 1.1 pp", "12.9%", "gap 1.3 pp", "121 of 152", "band D", document.Red},
			scoreRow{"Permanent exclusions, EHC plan", "L · A · 2024/25", "", c, c, document.NoComparison, "–", "no comparison", "–", "", "0.09", "", "0.10", "", "–", "", document.NotRated},
			scoreRow{"16–17s not in work or learning", "L · A · 2025", "", pct(6.2), pct(8.4), down, "−2.2 pp", "improved", "7.0%", "", "7.6%", "better", "8.0%", "better", "39 of 148", "band B", document.Green},
			scoreRow{"Parents confident in support", "H · survey · spring 2026", "c", pct(54.2), x, document.NoComparison, "–", "no comparison", "70.0%", "", "–", "", "–", "", "–", "", document.NotRated}),
	}}
	return document.Page{ID: "scorecard", Title: "Two of seven duties improved; four indicators are red", Section: "Scorecard",
		Blocks: []document.Block{heading("Two of seven duties improved; four indicators are red"), table, scoreNotes()}}
}

func scoreColumns() []document.Column {
	return []document.Column{
		{Title: "Indicator", Sub: "polarity · period · date", Width: 42}, {Title: "Latest", Align: document.Right, Width: 13},
		{Title: "Previous", Align: document.Right, Width: 13}, {Title: "Change", Width: 24.5}, {Title: "Target", Align: document.Right, Width: 14.5},
		{Title: "Similar", Sub: "areas, mean", Align: document.Right, Width: 16.5}, {Title: "England", Align: document.Right, Width: 16.5},
		{Title: "Rank", Sub: "1 is best", Align: document.Right, Width: 15.5}, {Title: "Rating", Width: 18.5},
	}
}

func scoreNotes() document.Notes {
	return document.Notes{Columns: []document.NoteColumn{
		{Title: "Letters", Items: []document.Note{{Text: plain("H higher is better, L lower is better, – no good or bad direction. A annual, MS monthly snapshot. pp percentage points. Rank out of areas with data; band A best quarter, D lowest; Q1 to Q4 low to high.")}}},
		{Title: "Marks", Items: []document.Note{
			{Symbol: quantity.Suppressed, Text: plain("suppressed to protect individuals.")}, {Symbol: quantity.NotAvailable, Text: plain("not available.")},
			{Symbol: quantity.Unreliable, Text: plain("small sample, under 30 answers. “Better”, “worse”, “higher”, “lower”, “improved”: 95% test. Gap: no test possible. Similar areas: 2025 neighbour set.")}}},
		{Title: "Notes", Items: []document.Note{{Key: "a", Text: plain("Counted differently before 2026, so not compared.")}, {Key: "b", Text: plain("Local monthly figures, final for the quarter.")},
			{Key: "c", Text: plain("24 answers, so treat with care. Ratings: 3 green, 4 amber, 4 red, 6 not rated; rules on page 2.")}}},
	}}
}

func exceptionsPage() document.Page {
	part := func(label, words string) document.Part { return document.Part{Label: label, Text: plain(words)} }
	plans := plansTrend("exception-plans", "", true)
	school := schoolTrend("exception-school", "", true)
	return document.Page{ID: "exceptions", Title: "Two indicators need the board's help", Section: "Exceptions", Blocks: []document.Block{
		document.Panel{Style: document.Exception, ID: "panel-plans", Title: "Health advice is late in 4 of 10 cases and still slipping", Subtitle: "Health advice returned within 6 weeks, % of requests each month. Local figures, final for the quarter.",
			Verdict: marked(document.Red, "Red", ""), Chart: &plans, Source: "Shaded: 95% interval. Law 100%. Source: local SEN2 return, July 2024 to June 2026.",
			LeftPart: &document.Part{Label: "Confidence in the data", Text: bold("Medium.", " Two providers date the request differently; fixed from September.")},
			Parts: []document.Part{part("What the data says", "58.0% of advice came on time in June 2026, against a mean of 70.1%. June is outside the expected range."),
				part("Why", "Two therapist posts vacant since October. We think requests sent without school evidence add a week."),
				part("Who is affected", "Children under 5 wait longest: 46.0% on time, against 63.4% for ages 5 to 10."),
				part("What we are doing", "1. Agency cover from 1 September. 2. One request form for all providers. 3. Weekly list of advice due."),
				part("By when, and how we will know", "66% in September and 75% in December 2026."), part("Who", "Designated clinical officer, with the community therapy provider."),
				part("Decision asked", "Approve two fixed-term posts to March 2027 (item 2).")}},
		document.Panel{Style: document.Exception, ID: "panel-school", Title: "Pupils with a plan missed 14.2% of school, the most in five years", Subtitle: "Sessions missed, % of possible sessions, pupils with an EHC plan, 2024/25. Final.",
			Verdict: marked(document.Red, "Red", ""), Chart: &school, Source: "The scale starts at 10%. Similar areas: mean of 9 of 10 in the 2025 set. Source: Pupil absence in schools in England, DfE, March 2026.",
			LeftPart: &document.Part{Label: "Confidence in the data", Text: bold("High.", " Final national figures. No interval, so change is not tested.")},
			Parts: []document.Part{part("What the data says", "14.2% of sessions missed, up 0.6 percentage points. Higher than 7 of 9 similar areas with data."),
				part("Why", "Illness explains half of the rise. We think part-time timetables and travel explain part of the rest."),
				part("Who is affected", "Secondary pupils (17.9%), and pupils with social, emotional and mental health needs (19.4%)."),
				part("What we are doing", "Not yet provided by the head of inclusion, due 30 September 2026."), part("Decision asked", "Endorse the attendance plan (item 3).")}},
	}}
}

func benchmarksPage() document.Page {
	dots := benchmarkRows([]float64{75, 70.7, 63.2, 61.7, 55, 52.4, 51.2, 50.4, 40.6, 39.3}, 4.2, "not published")
	bars := benchmarkRows([]float64{11.9, 12.4, 12.6, 12.8, 13, 14.2, 13.2, 13.4, 13.9, 14.6}, 0, "suppressed")
	refs := []document.Reference{{Kind: document.RefEngland, Label: "England 49.8%", Value: 49.8}, {Kind: document.RefSimilar, Label: "Similar 56.3%", Value: 56.3}, {Kind: document.RefTarget, Label: "Law 100%", Value: 100}}
	return document.Page{ID: "benchmarks", Title: "Where Wexmoor stands", Section: "Benchmarks", Blocks: []document.Block{
		document.Benchmark{Headline: "Wexmoor finishes plans about as fast as England, slower than similar areas", Subtitle: "New EHC plans finished within 20 weeks, excluding exceptions, 2025, %. Bars through the dots: 95% interval.",
			Chart: document.Chart{ID: "bench-plans", Width: document.W114, Bare: true, Headline: "Plans finished on time, similar areas", Alt: "Dots. Wexmoor 52.4%, England 49.8%, similar areas 56.3%. Highest Aldermere 75.0%, lowest Inverley 39.3%. Hollinshire not published.",
				Spec:  document.BenchmarkSpec{Dots: true, Axis: axis(0, 100, 20, "%"), Rows: dots, Refs: refs},
				Table: benchmarkTable("bench-plans", "Plans finished on time, similar areas, 2025", dots), TableTitle: "Table: plans finished on time, similar areas"},
			Facts: []document.Fact{fact("Similar areas", "Worse", "mean 56.3%; 4 of 9 are lower"), fact("Mid Marches region", "Better", "47.3%"), fact("England", "Similar", "49.8% is inside our interval"), fact("Rank", "66 of 152", "41 areas cannot be told apart")},
			Strip: strip("strip-plans", 8.1, 91.6, 52.4, 49.8, [4]string{"D", "C", "B", "A"}), StripTitle: "Where every authority sits. Thin: all 152. Thick: similar areas. Letters: quarters, A best.",
			Source: "Similar areas: statistical neighbours, 2025 set, simple mean of 9 of 10 with data. Source: Education, health and care plans, DfE, June 2026. Table: data book, sheet 14."},
		document.Benchmark{Headline: "Pupils with a plan miss more school here than in seven of nine similar areas", Subtitle: "Sessions missed by pupils with an EHC plan, % of possible sessions, 2024/25. No intervals published.",
			Chart: document.Chart{ID: "bench-school", Width: document.W114, Bare: true, Headline: "School missed, similar areas", Alt: "Bars. Wexmoor 14.2%, England 12.9%, similar areas 13.1%. Lowest Aldermere 11.9%, highest Inverley 14.6%. Hollinshire suppressed.",
				Spec:  document.BenchmarkSpec{Axis: axis(0, 16, 4, "%"), Rows: bars, Refs: []document.Reference{{Kind: document.RefEngland, Label: "England 12.9%", Value: 12.9}, {Kind: document.RefSimilar, Label: "Similar 13.1%", Value: 13.1}}},
				Table: benchmarkTable("bench-school", "School missed, similar areas, 2024/25", bars), TableTitle: "Table: school missed, similar areas"},
			Facts: []document.Fact{fact("Similar areas", "Higher than 7 of 9", "mean 13.1%. Not tested: no interval"), fact("Mid Marches region", "0.7 points higher", "13.5%"), fact("England", "1.3 points higher", "12.9%"), fact("Rank", "121 of 152", "1 is best. Lower is better")},
			Strip: strip("strip-school", 9.5, 16, 14.2, 12.9, [4]string{"A", "B", "C", "D"}), StripTitle: "Where every authority sits. Scale starts at 8%.",
			Source: "Similar areas: statistical neighbours, 2025 set, simple mean of 9 of 10 with data; Hollinshire’s figure was suppressed at source. Source: Pupil absence in schools in England, DfE, March 2026. Table: data book, sheet 22."},
	}}
}
